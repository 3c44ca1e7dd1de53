"""What is measured of one substitution by itself, to tell a spinner's swap from an editor's.

One row a substitution, one column a feature of `SWAP_FEATURES`; everything is looked up for all substitutions at once. No
value hangs on another swap: what was rebuilt around it stays so when a swap is taken back. What its company adds is weighed
apart (`company.py`), where it can only go one way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Family, Kind, Substitutions
from app.features.changes import Changes
from app.features.membership import inside_quotes
from app.features.twins import summing, twin_of
from app.features.types import Floats
from app.lexicon import Lexicon, Relation
from app.sides import Ints, Side

LOST = -4.0  # nats of association from which a loss is counted by itself


@dataclass(frozen=True)
class SwapColumns:
    """The substitutions of an alignment, with what several features ask of them."""

    alignment: Alignment
    changes: Changes

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that numbered both sides."""
        return self.alignment.pair.lexicon

    @property
    def swaps(self) -> Substitutions:
        """The substitutions."""
        return self.alignment.substitutions

    @cached_property
    def functions(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether each side is a closed-class word."""
        is_function = self.lexicon.is_function
        return is_function[self.swaps.reference_rows], is_function[self.swaps.suspect_rows]

    @cached_property
    def has_similarity(self) -> NDArray[np.bool_]:
        """Whether both sides have word vectors."""
        return ~np.isnan(self.swaps.similarity)

    def both(self, column: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """A column of the lexicon for both sides."""
        return column[self.swaps.reference_rows], column[self.swaps.suspect_rows]

    def of_pair(self, values: NDArray[np.float64], otherwise: float) -> NDArray[np.float64]:
        """A value of the sentence pairs for each substitution; `otherwise` in a gap between pairs."""
        pairs = self.changes.pairs
        return np.where(pairs >= 0, np.append(values, otherwise)[pairs], otherwise)

    @staticmethod
    def capitals(side: Side, tokens: Ints) -> NDArray[np.bool_]:
        """Whether each of `tokens` has a capital that may tell a name."""
        return side.telling_capitals(side.has_capital(tokens), tokens)

    def has(self, relation: Relation) -> NDArray[np.bool_]:
        """Whether the lexicon holds the relation between the two."""
        held: NDArray[np.bool_] = (self.swaps.relations & int(relation)) != 0
        return held


@dataclass(frozen=True, slots=True)
class SwapFeature:
    """One row of the table: the name, what it says, and how it is measured for all substitutions."""

    name: str
    meaning: str
    measure: Callable[[SwapColumns], NDArray[Any]]


def _held(relation: Relation) -> SwapFeature:
    name = str(relation.name).lower()
    return SwapFeature(
        f"relation_{name}", f"1 when the lexicon holds the relation {name} between the two", lambda c: c.has(relation)
    )


def _same(column: str) -> Callable[[SwapColumns], NDArray[np.bool_]]:
    def measure(columns: SwapColumns) -> NDArray[np.bool_]:
        left, right = columns.both(getattr(columns.lexicon, column))
        same: NDArray[np.bool_] = left == right
        return same

    return measure


def _of(side: int, column: str) -> Callable[[SwapColumns], NDArray[Any]]:
    return lambda c: c.both(getattr(c.lexicon, column))[side]


def _quoted(c: SwapColumns) -> NDArray[np.bool_]:
    r, _, s, _ = c.swaps.spans
    return inside_quotes(c.alignment.reference, r) | inside_quotes(c.alignment.suspect, s)


def _sentence_facts(c: SwapColumns) -> NDArray[np.float64]:
    """A form filled in twice exchanges its facts beside its words; a spinner leaves them."""
    words = c.changes.by_pair(c.swaps.longer * c.swaps.of_family(Family.FACT))
    return c.of_pair(words / np.maximum(c.changes.pair_words, 1.0), 0.0)


def _article_facts(c: SwapColumns) -> NDArray[np.float64]:
    return np.full(len(c.swaps), np.log1p(c.changes.counts["fact_words"].sum()))


SWAP_FEATURES: tuple[SwapFeature, ...] = (
    *map(_held, (Relation.SYNSET, Relation.NEAR, Relation.THESAURUS, Relation.SAME_STEM, Relation.FUNCTION_SWAP)),
    SwapFeature("similarity", "cosine of the word vectors, -1..1; 0 when unknown", lambda c: np.nan_to_num(c.swaps.similarity)),
    SwapFeature("has_similarity", "1 when both have word vectors", lambda c: c.has_similarity),
    SwapFeature("reference_frequency", "log frequency of the reference's word in news, nats", _of(0, "log_frequency")),
    SwapFeature("suspect_frequency", "log frequency of the suspect's word in news, nats", _of(1, "log_frequency")),
    SwapFeature(
        "association_change", "change of association with the reference's neighbours, nats, suspect minus reference",
        lambda c: c.swaps.association_change,
    ),
    SwapFeature(
        "association_lost", "how far that change is below -4 nats", lambda c: np.maximum(LOST - c.swaps.association_change, 0.0)
    ),
    SwapFeature("same_part", "1 when both are most often the same part of speech", _same("main_part")),
    SwapFeature("same_tag", "1 when both are most often the same inflected form", _same("fine_tag")),
    SwapFeature("both_function", "1 when both are closed-class words", lambda c: c.functions[0] & c.functions[1]),
    SwapFeature("one_function", "1 when just one is a closed-class word", lambda c: c.functions[0] ^ c.functions[1]),
    SwapFeature(
        "reference_capital", "1 when the reference's word is capitalised, where not most words are",
        lambda c: c.capitals(c.alignment.pair.reference, c.swaps.spans[0]),
    ),
    SwapFeature(
        "suspect_capital", "1 when the suspect's word is capitalised, where not most words are",
        lambda c: c.capitals(c.alignment.pair.suspect, c.swaps.spans[2]),
    ),
    SwapFeature("in_quotation", "1 when either side stands between quotation marks", _quoted),
    SwapFeature("reference_words", "number of words in the reference", lambda c: c.swaps.spans[1] - c.swaps.spans[0]),
    SwapFeature("suspect_words", "number of words in the suspect", lambda c: c.swaps.spans[3] - c.swaps.spans[2]),
    SwapFeature(
        "suspect_unknown", "1 when the lexicon does not know the suspect's word",
        lambda c: c.swaps.suspect_rows == c.lexicon.n_words,
    ),
    SwapFeature(
        "reference_unknown", "1 when the lexicon does not know the reference's word",
        lambda c: c.swaps.reference_rows == c.lexicon.n_words,
    ),
    SwapFeature(
        "wrong_sense", "1 when it is a synonym of another sense", lambda c: c.swaps.of_kind(Kind.WRONG_SENSE)
    ),
    SwapFeature(
        "sentence_rebuilt", "share of the words of its sentence pair that were rebuilt, put in or left out in short pieces, 0..1",
        lambda c: c.of_pair(c.changes.pair_rebuilt / np.maximum(c.changes.pair_words, 1.0), 1.0),
    ),
    SwapFeature(
        "sentence_uneven", "how far the two lengths of its sentence pair differ, log ratio",
        lambda c: c.of_pair(np.sqrt(c.changes.pair_unevenness), 1.0),
    ),
    SwapFeature("phrase", "1 when it is a phrase without a relation", lambda c: c.swaps.of_kind(Kind.PHRASE)),
    SwapFeature(
        "sentence_facts", "share of the words of its sentence pair that are other numbers, names and dates, 0..1", _sentence_facts
    ),
    SwapFeature("article_facts", "how many words of the whole article are such facts, log", _article_facts),
)  # fmt: skip


_FACT, _WRONG_SENSE, _PHRASE = (
    np.array([kind.family is Family.FACT for kind in KINDS], np.uint8),
    np.array([kind is Kind.WRONG_SENSE for kind in KINDS], np.uint8),
    np.array([kind is Kind.PHRASE for kind in KINDS], np.uint8),
)


_REFERENCE_CAPITAL, _SUSPECT_CAPITAL = (
    [feature.name for feature in SWAP_FEATURES].index(f"{side}_capital") for side in ("reference", "suspect")
)


def measure_swaps_plainly(alignment: Alignment, changes: Changes) -> Floats:
    """What `measure_swaps` returns, without the compiled pass."""
    columns = SwapColumns(alignment, changes)
    values = np.empty((len(SWAP_FEATURES), len(alignment.substitutions)), np.float32)
    for k, feature in enumerate(SWAP_FEATURES):
        values[k] = feature.measure(columns)
    return np.ascontiguousarray(values.T)


@twin_of(measure_swaps_plainly)
def measure_swaps(alignment: Alignment, changes: Changes) -> Floats:
    """Values of `SWAP_FEATURES` for each substitution: float32 [n_substitutions, n_features], all finite."""
    swaps, lexicon = alignment.substitutions, alignment.pair.lexicon
    of_swaps = swaps.spans, swaps.reference_rows, swaps.suspect_rows, swaps.relations, swaps.similarity, swaps.association_change
    one, other = ((each.text, each.starts, each.in_quotes.view(np.uint8)) for each in (alignment.reference, alignment.suspect))
    known = lexicon.log_frequency, lexicon.main_part, lexicon.fine_tag, lexicon.is_function.view(np.uint8)
    of_kinds = (each[swaps.kinds] for each in (_FACT, _WRONG_SENSE, _PHRASE))
    of_pairs = changes.pairs, changes.longer, *of_kinds, changes.compiled.pairs
    values: Floats = summing.measure_swaps(of_swaps, (*one, *other), known, of_pairs, changes.counts["fact_words"].sum())
    return _with_telling_capitals(values, alignment)


def _with_telling_capitals(values: Floats, alignment: Alignment) -> Floats:
    """The values without the capitals of stretches in which most words have one."""
    pair, (first, _, other, _) = alignment.pair, alignment.substitutions.spans
    for column, side, tokens in ((_REFERENCE_CAPITAL, pair.reference, first), (_SUSPECT_CAPITAL, pair.suspect, other)):
        values[:, column] = side.telling_capitals(values[:, column] > 0.0, tokens)
    return values
