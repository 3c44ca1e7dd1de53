"""What is measured of one substitution, to tell a spinner's swap from an editor's.

One row a substitution, one column a feature of `SWAP_FEATURES`; everything is looked up for all substitutions at once.
"""

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Op
from app.features.types import Floats
from app.lexicon import Lexicon, Relation
from app.text import Document

_RELATIONS = (Relation.SYNSET, Relation.NEAR, Relation.THESAURUS, Relation.SAME_STEM, Relation.FUNCTION_SWAP)
CLOSE = 0.45  # cosine of word vectors from which two words count as related (AUC .95, design/facts.md)

SWAP_FEATURES: tuple[tuple[str, str], ...] = (
    *((f"kind_{kind.value}", "1 when the substitution is of this kind") for kind in KINDS),
    *((f"relation_{str(r.name).lower()}", "1 when the lexicon holds this relation between the two") for r in _RELATIONS),
    ("similarity", "cosine of the word vectors, -1..1; 0 when unknown"),
    ("has_similarity", "1 when both have word vectors"),
    ("reference_frequency", "log frequency of the reference's word in news, nats"),
    ("suspect_frequency", "log frequency of the suspect's word in news, nats"),
    ("association_change", "change of association with both neighbours, nats, suspect minus reference"),
    ("association_lost", "how far that change is below -4 nats"),
    ("same_part", "1 when both are most often the same part of speech"),
    ("same_tag", "1 when both are most often the same inflected form"),
    ("both_function", "1 when both are closed-class words"),
    ("one_function", "1 when just one is a closed-class word"),
    ("capital", "1 when the reference's word is capitalised"),
    ("in_quotation", "1 when either side stands between quotation marks"),
    ("reference_words", "number of words in the reference"),
    ("suspect_words", "number of words in the suspect"),
    ("repeated", "log of how often the same swap is made in the article"),
    ("neighbour_swaps", "share of the words of its passage that are swapped in short units, 0..1"),
    ("neighbour_rebuilt", "share of the words of its passage that are inserted, deleted or rebuilt, 0..1"),
    ("neighbour_related", "share of the passage's substitutions that the lexicon relates, 0..1"),
)


def measure_swaps(alignment: Alignment, lexicon: Lexicon) -> Floats:
    """Values of `SWAP_FEATURES` for each substitution: float32 [n_substitutions, n_features], all finite."""
    swaps = alignment.substitutions
    if not len(swaps):
        return np.empty((0, len(SWAP_FEATURES)), np.float32)
    r, r_end, s, s_end = swaps.spans
    left, right = swaps.reference_rows, swaps.suspect_rows
    similarity = swaps.similarity
    known = ~np.isnan(similarity)
    similarity = np.where(known, similarity, 0.0)
    change = swaps.association_change
    function_left, function_right = lexicon.is_function[left], lexicon.is_function[right]
    columns = [
        *((swaps.relations & int(relation)) != 0 for relation in _RELATIONS),
        similarity,
        known,
        lexicon.log_frequency[left],
        lexicon.log_frequency[right],
        change,
        np.maximum(-4.0 - change, 0.0),
        lexicon.main_part[left] == lexicon.main_part[right],
        lexicon.fine_tag[left] == lexicon.fine_tag[right],
        function_left & function_right,
        function_left ^ function_right,
        _capitals(alignment.reference, r),
        inside_quotes(alignment.reference, r) | inside_quotes(alignment.suspect, s),
        r_end - r,
        s_end - s,
        np.log(repetitions(alignment)),
        *_company(alignment, (swaps.relations != 0) | (similarity >= CLOSE)),
    ]
    values = np.zeros((len(SWAP_FEATURES), len(swaps)), np.float32)
    values[swaps.kinds, np.arange(len(swaps))] = 1.0
    for k, column in enumerate(columns, len(KINDS)):
        values[k] = column
    return np.ascontiguousarray(values.T)


def _capitals(document: Document, starts: NDArray[np.int32]) -> NDArray[np.bool_]:
    text = document.text
    return np.fromiter((text[at].isupper() for at in document.starts[starts].tolist()), bool, len(starts))


def inside_quotes(document: Document, tokens: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each of `tokens` stands between quotation marks."""
    inside: NDArray[np.bool_] = document.in_quotes[tokens]
    return inside


def repetitions(alignment: Alignment) -> NDArray[np.int64]:
    """How often the swap of each substitution is made in the article: int64 [n_substitutions]."""
    return np.fromiter(map(alignment.pattern_counts.__getitem__, alignment.patterns), np.int64, len(alignment.patterns))


def _company(alignment: Alignment, related: NDArray[np.bool_]) -> list[NDArray[np.float64]]:
    """Of the passage of each substitution: share swapped, share rebuilt, share of its substitutions that are related."""
    passage = alignment.substitutions.passages
    n = len(alignment.passages)
    size = np.array([max(len(p.reference), len(p.suspect), 1) for p in alignment.passages], float)
    equal = np.array([_n_equal(p.edit_rows) for p in alignment.passages], float)
    swapped = np.minimum(np.bincount(passage, alignment.substitutions.longer, n) / size, 1.0)
    rebuilt = np.clip(1.0 - equal / size - swapped, 0.0, 1.0)
    related_share = np.bincount(passage, related, n) / np.maximum(np.bincount(passage, minlength=n), 1)
    return [swapped[passage], rebuilt[passage], related_share[passage]]


def _n_equal(edit_rows: NDArray[np.int32]) -> int:
    return int(((edit_rows[:, 2] - edit_rows[:, 1]) * (edit_rows[:, 0] == Op.EQUAL)).sum())
