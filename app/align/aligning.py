"""The verb of the room: a pair becomes an alignment."""

from app.align.pieces import build_passages
from app.align.retellings import with_retellings
from app.align.sentence_ends import with_sentence_ends
from app.align.sentence_parts import pair_with_parts
from app.align.types import Alignment
from app.sides import Pair


def align(pair: Pair) -> Alignment:
    """What the suspect shares with the reference: passages in the order of the suspect, with word edits and substitutions.

    The alignment's pair is the one given, but for the bounds of sentences that one of its texts had lost, or of which the other
    has the parts apart.
    """
    pair, chains = pair_with_parts(with_sentence_ends(pair)) if len(pair.reference) and len(pair.suspect) else (pair, [])
    chains, retold = with_retellings(chains, pair)
    return Alignment(pair, *build_passages(chains, pair, retold))
