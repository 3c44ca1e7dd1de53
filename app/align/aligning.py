"""The verb of the room: two documents become an alignment."""

from app.align.passages import build_passages
from app.align.sentence_ends import with_sentence_ends
from app.align.sentence_pairs import pair_sentences
from app.align.substitutions import find_substitutions
from app.align.types import Alignment
from app.align.vocabulary import number_words
from app.lexicon import Lexicon
from app.text import Document


def align(reference: Document, suspect: Document, lexicon: Lexicon) -> Alignment:
    """What `suspect` shares with `reference`: passages in the order of the suspect, with word edits and substitutions.

    The alignment's documents are those given, but for the bounds of sentences that one of them had lost.
    """
    words = number_words(reference, suspect, lexicon)
    reference, suspect = with_sentence_ends(reference, suspect, words)
    chains = pair_sentences(reference, suspect, words, lexicon) if len(reference) and len(suspect) else []
    passages = build_passages(chains, reference, suspect, words, lexicon)
    substitutions = find_substitutions(passages, reference, suspect, words, lexicon)
    return Alignment(reference, suspect, words, passages, substitutions)
