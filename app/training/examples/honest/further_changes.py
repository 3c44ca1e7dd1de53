"""Kinds of honest changes for both sides of a question: what is taught of them, does it hold for those that nobody taught?

Which kind is on which side was chosen before any of them was measured: by pairs of kinds that are alike, one for teaching
and one for choosing. A third group was added when strangers' texts were tried.
"""

from typing import Final

from app.training.examples.honest import grammar, masking, registers, style_guides, term_bases, terms, wordings, wrong_words
from app.training.examples.honest.mixtures import mixture
from app.training.examples.honest.parts import in_one_paragraph
from app.training.examples.honest.types import NOISE_RATES, PLACE_RATES, ChangeFamily, Edit, HonestChange, chain, edited


def _kind(name: str, family: ChangeFamily, edit: Edit, rates: tuple[float, ...] = PLACE_RATES) -> HonestChange:
    return HonestChange(name, family, edited(edit), rates=rates)


def _after(name: str, machine: Edit, desk: Edit) -> HonestChange:
    """What a machine took for other words, and a desk then changed."""
    both = (_kind("machine", _TYPING, machine, _HEARD),), (_kind("desk", _EDITION, desk),)
    return HonestChange(name, ChangeFamily.MIXTURE, mixture(*both))


_HEARD: Final = NOISE_RATES[2:]  # a recording that is worth typing, and a bad one
_EDITION, _TYPING, _GRAMMAR = ChangeFamily.EDITION, ChangeFamily.TYPING, ChangeFamily.GRAMMAR

FOR_TEACHING: Final[tuple[HonestChange, ...]] = (
    _kind("house terms", _EDITION, term_bases.house_terms),
    _kind("many terms exchanged", _EDITION, term_bases.many_terms),
    _kind("terms exchanged in one paragraph", _EDITION, in_one_paragraph(term_bases.many_terms)),
    _kind("localised edition", _EDITION, term_bases.localised),
    _kind("things of another case", _EDITION, term_bases.another_case),
    _kind("quotations translated again", _EDITION, wordings.retranslated),
    _kind("words heard by sound", _TYPING, wrong_words.heard, _HEARD),
    _kind("words misheard in one paragraph", _TYPING, in_one_paragraph(wrong_words.heard), _HEARD),
    _kind("words autocorrected", _TYPING, wrong_words.autocorrected, _HEARD),
    _kind("letters replaced inside words", _TYPING, wrong_words.replaced_inside),
    _kind("words starred", _EDITION, masking.starred),
    _kind("roles for names", _EDITION, masking.roles_for_names),
    _kind("plain English", _EDITION, wordings.plain),
    _kind("children's edition", _EDITION, wordings.children),
    _kind("reported speech", _GRAMMAR, wordings.reported),
    _kind("gender-neutral wording", _GRAMMAR, wordings.neutral),
    _kind("terms and a copy edit", ChangeFamily.MIXTURE, chain(terms.terms, style_guides.copy_edit)),
)
"""For a fit that is to learn of such kinds; no model was taught them yet (decision 0046, `unspun-11`)."""

FOR_CHOOSING: Final[tuple[HonestChange, ...]] = (
    _kind("house terms in one paragraph", _EDITION, in_one_paragraph(term_bases.house_terms)),
    _kind("most terms exchanged", _EDITION, term_bases.most_terms),
    _kind("vocabulary of another country", _EDITION, term_bases.vocabulary_abroad),
    HonestChange("recipes for another kitchen", _EDITION, term_bases.another_kitchen),
    _kind("things of another case in one paragraph", _EDITION, in_one_paragraph(term_bases.another_case)),
    _kind("quotations from memory", _EDITION, wordings.requoted),
    _kind("words heard nearly alike", _TYPING, wrong_words.heard_nearly, _HEARD),
    _kind("words completed from their beginning", _TYPING, wrong_words.completed, _HEARD),
    _kind("misread letters made words", ChangeFamily.SCAN, wrong_words.scanned, _HEARD),
    _kind("inaudible by several marks", _EDITION, masking.inaudible),
    _kind("archaic words", _EDITION, wordings.archaic),
    _kind("edition for learners", _EDITION, wordings.learners),
    _kind("first to third person", _GRAMMAR, wordings.third_person),
    _kind("written as a text message", _TYPING, wordings.message),
    _after("misheard, and reported speech", wrong_words.heard, wordings.reported),
    _after("autocorrected, and terms", wrong_words.autocorrected, term_bases.many_terms),
    _kind("linking and plain words", ChangeFamily.MIXTURE, chain(grammar.linking_words, wordings.plain)),
    _kind("words redacted, and linking words", ChangeFamily.MIXTURE, chain(masking.redacted, grammar.linking_words)),
)
"""Never for fitting: what a model says of these is what it says of a change that nobody thought of."""
FROM_ATTACKS: Final[tuple[HonestChange, ...]] = (
    _kind("formal register", _EDITION, registers.formal),
    _kind("tabloid edition", _EDITION, registers.tabloid),
    _kind("legal language", _EDITION, registers.legal),
    _kind("corporate language", _EDITION, registers.corporate),
)
"""The worst of 42 kinds that were drawn to attack the detector (decision 0045); for choosing, too."""
UNTAUGHT_CHANGES: Final[tuple[HonestChange, ...]] = (*FOR_TEACHING, *FOR_CHOOSING, *FROM_ATTACKS)
"""The kinds that no model was taught."""
