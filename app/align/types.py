"""The nouns of the align room: which stretches of two documents belong together, and word by word how they differ."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from app.align.kinds import KINDS, Family, Kind
from app.align.twins import naming, twin_of
from app.sides import Ints, Pair
from app.text import Document, Span


class Op(IntEnum):
    """What an edit does to the reference's words to get the suspect's."""

    EQUAL = 0
    REPLACE = 1
    INSERT = 2
    DELETE = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """One step: token spans on both sides."""

    op: Op
    reference: Span
    suspect: Span

    def __post_init__(self) -> None:
        r, s = len(self.reference), len(self.suspect)
        fits = {Op.EQUAL: r == s > 0, Op.REPLACE: r > 0 < s, Op.INSERT: r == 0 < s, Op.DELETE: r > 0 == s}
        if not fits[self.op]:
            raise ValueError(f"{self.op.name.lower()} cannot turn {r} tokens into {s}")


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A group of sentences of each side that say the same (n:m); `edits` are rows of the passage's edits.

    A passage may begin and end inside of its outermost sentences.
    """

    reference: Span
    suspect: Span
    edits: Span


@dataclass(frozen=True)
class Passage:
    """Two stretches of tokens that belong together.

    `edit_rows` has one row an edit: op, reference start and end, suspect start and end (tokens of the whole document).
    The rows cover both stretches once, in order, without gaps. `pair_rows` has one row a sentence pair: reference
    sentences' start and end, suspect sentences' start and end, start and end of its edit rows. Rows, not objects: see
    decision 0002.
    """

    reference: Span
    suspect: Span
    pair_rows: Ints
    edit_rows: Ints

    @cached_property
    def pairs(self) -> tuple[SentencePair, ...]:
        """The sentence pairs as objects."""
        return tuple(SentencePair(Span(a, b), Span(c, d), Span(e, f)) for a, b, c, d, e, f in self.pair_rows.tolist())

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The edits as objects, each checked at birth."""
        return tuple(Edit(Op(op), Span(a, b), Span(c, d)) for op, a, b, c, d in self.edit_rows.tolist())


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words of the reference that stand as other words in the suspect, in tokens; `row` is the edit's row in its passage."""

    reference: Span
    suspect: Span
    kind: Kind
    passage: int
    row: int


@cache
def _wanted(kinds: tuple[Kind, ...]) -> NDArray[np.bool_]:
    """Which of `KINDS` are among `kinds`."""
    return np.array([kind in kinds for kind in KINDS])


_FAR = -(2**30)  # far from every token


@dataclass(frozen=True)
class Substitutions:
    """All substitutions of an alignment as columns, one entry each, in the order of the passages.

    `spans` [4, n]: reference starts and ends, suspect starts and ends, in tokens. `kinds` number `KINDS`. `passages` and
    `rows` say which edit of which passage. `reference_rows`, `suspect_rows`: rows of the lexicon of the whole unit;
    `relations`: what the lexicon says of the two; `similarity`: cosine of their word vectors, nan when unknown;
    `association_change`: how much less likely the neighbours became, nats.
    """

    spans: Ints
    kinds: NDArray[np.int8]
    passages: Ints
    rows: Ints
    reference_rows: Ints
    suspect_rows: Ints
    relations: NDArray[np.uint16]
    similarity: NDArray[np.float32]
    association_change: NDArray[np.float32]

    def __len__(self) -> int:
        """Number of substitutions."""
        return len(self.kinds)

    def __getitem__(self, i: int) -> Substitution:
        """Substitution number `i` as an object."""
        a, b, c, d = self.spans[:, i].tolist()
        return Substitution(Span(a, b), Span(c, d), KINDS[self.kinds[i]], int(self.passages[i]), int(self.rows[i]))

    @cached_property
    def longer(self) -> Ints:
        """Number of words on the longer side of each."""
        longer: Ints = np.maximum(self.spans[1] - self.spans[0], self.spans[3] - self.spans[2])
        return longer

    def of_kind(self, *kinds: Kind) -> NDArray[np.bool_]:
        """Whether each is of one of `kinds`."""
        return _wanted(kinds)[self.kinds]

    def of_family(self, *families: Family) -> NDArray[np.bool_]:
        """Whether each is of a kind of one of `families`."""
        return self.of_kind(*(kind for kind in KINDS if kind.family in families))

    def placed(self, passages: Ints, rows: Ints) -> "Substitutions":
        """The same as edits of other passages."""
        of_units = self.reference_rows, self.suspect_rows, self.relations, self.similarity, self.association_change
        return Substitutions(self.spans, self.kinds, passages, rows, *of_units)

    def only(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> "Substitutions":
        """Those that `kept` marks, or those with these numbers in that order."""
        return Substitutions(
            spans=self.spans[:, kept],
            kinds=self.kinds[kept],
            passages=self.passages[kept],
            rows=self.rows[kept],
            reference_rows=self.reference_rows[kept],
            suspect_rows=self.suspect_rows[kept],
            relations=self.relations[kept],
            similarity=self.similarity[kept],
            association_change=self.association_change[kept],
        )


@dataclass(frozen=True)
class Alignment:
    """A pair with the passages its texts share; passages may stand in another order than in the reference."""

    pair: Pair
    passages: tuple[Passage, ...]
    substitutions: Substitutions

    @property
    def reference(self) -> Document:
        """The reference's text."""
        return self.pair.reference.document

    @property
    def suspect(self) -> Document:
        """The suspect's text."""
        return self.pair.suspect.document

    @cached_property
    def n_matched(self) -> int:
        """How many words of the suspect stand in passages."""
        return sum(len(passage.suspect) for passage in self.passages)

    @cached_property
    def edit_rows(self) -> Ints:
        """The edits of all passages, one behind the other: int32 [n, 5]."""
        if len(self.passages) == 1:
            return self.passages[0].edit_rows
        return np.concatenate([np.empty((0, 5), np.int32), *(passage.edit_rows for passage in self.passages)])

    @cached_property
    def pair_rows(self) -> Ints:
        """The sentence pairs of all passages, one behind the other, with their places in `edit_rows`: int32 [n, 6]."""
        if len(self.passages) == 1:
            return self.passages[0].pair_rows
        before = np.cumsum([0, *(len(passage.edit_rows) for passage in self.passages)])
        tables = [np.empty((0, 6), np.int32)]
        for passage, first in zip(self.passages, before.tolist(), strict=False):
            tables.append(passage.pair_rows + np.array([0, 0, 0, 0, first, first], np.int32))
        return np.concatenate(tables)

    @cached_property
    def partners(self) -> Ints:
        """The suspect's token that each token of the reference stands equal to, -1 without one: int32 [n_reference]."""
        return find_partners(self)

    def patterns_of(self, chosen: NDArray[np.integer]) -> list[tuple[str, str]]:
        """What became what in some substitutions, as norms: the key under which repeated swaps are counted."""
        reference, suspect = self.reference.spelling, self.suspect.spelling
        r, r_end, s, s_end = self.substitutions.spans[:, chosen]
        return list(zip(reference.wordings(r, r_end), suspect.wordings(s, s_end), strict=True))

    @property
    def patterns(self) -> list[tuple[str, str]]:
        """The pattern of each substitution."""
        return self.patterns_of(np.arange(len(self.substitutions)))

    @cached_property
    def _numbered(self) -> tuple[Ints, Ints]:
        """A number for each substitution, the same for the same swap, and the first substitution with each number."""
        return number_patterns(self)

    @property
    def pattern_numbers(self) -> Ints:
        """A number for each substitution, the same for the same swap: int32 [n_substitutions]."""
        return self._numbered[0]

    @property
    def pattern_firsts(self) -> Ints:
        """The first substitution with each of these numbers: int32 [n_patterns]."""
        return self._numbered[1]

    @cached_property
    def pattern_counts(self) -> NDArray[np.int64]:
        """How often each swap is made in the article, by its number: int64 [n_patterns]."""
        return np.bincount(self.pattern_numbers)

    @property
    def repetitions(self) -> NDArray[np.int64]:
        """How often the swap of each substitution is made in the article: int64 [n_substitutions]."""
        repeated: NDArray[np.int64] = self.pattern_counts[self.pattern_numbers]
        return repeated


def number_patterns_plainly(alignment: Alignment) -> tuple[Ints, Ints]:
    """What `number_patterns` returns, from the patterns themselves."""
    patterns = alignment.patterns
    numbers: dict[tuple[str, str], int] = {}
    numbered = np.fromiter((numbers.setdefault(pattern, len(numbers)) for pattern in patterns), np.int32, len(patterns))
    return numbered, np.unique(numbered, return_index=True)[1].astype(np.int32)


@twin_of(number_patterns_plainly)
def number_patterns(alignment: Alignment) -> tuple[Ints, Ints]:
    """A number for each substitution, the same for the same swap, and the first substitution with each number."""
    pair = alignment.pair
    return naming.number_patterns(alignment.substitutions.spans, pair.reference.numbers, pair.suspect.numbers)


def find_partners_plainly(alignment: Alignment) -> Ints:
    """What `find_partners` returns, without the compiled pass."""
    partners = np.full(len(alignment.reference), _FAR, np.int32)
    for passage in alignment.passages:
        op, r, r_end, s, _ = passage.edit_rows.T
        partners[passage.reference.start : passage.reference.end] = np.repeat(np.where(op == Op.EQUAL, s - r, _FAR), r_end - r)
    partners += np.arange(len(partners), dtype=np.int32)
    return np.maximum(partners, np.int32(-1))


@twin_of(find_partners_plainly)
def find_partners(alignment: Alignment) -> Ints:
    """The suspect's token that each token of the reference stands equal to, -1 without one: int32 [n_reference]."""
    return naming.find_partners(alignment.edit_rows, len(alignment.reference))
