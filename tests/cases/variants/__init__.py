"""Variants of the reported cases about verdicts, with texts of our own: twelve of each kind, and what is right for the kind.

Beside them stand texts spun by hand, and honest pairs of other kinds.

A file a kind: pairs of a text (`text`: a file of `texts`, or some `paragraphs` of it; `reference`: written there) and what became
of it (`edits`, "old → new" in the order of the text; `suspect`: a text written apart; `like`: the pair of that
name of another kind; `dropped`: the side that lacks three sentences in ten). `fails.label` and the
like say how a pair is answered that is answered wrongly today; such a one is to be mended in the detector, never here.
"""
