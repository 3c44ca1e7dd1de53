"""The lexicon: what is known about each word (columns) and about two words (tables), read-only and loaded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from app.lexicon.arrays import read_arrays
from app.lexicon.embeddings import Floats, WordVectors
from app.lexicon.english import English
from app.lexicon.kinds import STORED_SHIFT, TAGSET, Relation
from app.lexicon.packs import Arrays
from app.lexicon.pairs import LEVELS, PairTable, Rows
from app.lexicon.phrases import PhraseTable
from app.lexicon.twins import tables_of, twin_of
from app.lexicon.vocabulary import LexiconWords

Marks = NDArray[np.uint8]

SEEN_PRIOR: Final = 0.5
UNSEEN_PRIOR: Final = 2.0
"""Weights, in expected occurrences, of the prior "the two words are independent" (Gamma-Poisson). An unseen pair gets
more, because the bigram list starts at 3: seen fewer than 3 times is not the same as never."""


class Numbered(NamedTuple):
    """A text by numbers: of each word its number, row, lemma, and whether a mark stands before it; and the unknown words."""

    numbers: Rows
    rows: Rows
    lemmas: Rows
    marks: Marks
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Lexicon:
    """Columns over rows 0..n_words-1; row n_words is every unknown word. Nobody writes to the arrays.

    `second` is the other headword a form can belong to ("rose": lemma rise, second rose), else the lemma again.
    `is_closed` marks the words of a closed set of `english`, numbers and unknown words: those that may change as a fact.
    `as_left`, `as_right` name the row that carries the bigram counts of a word: the last or first word of a phrase.
    `openings` is of each row a sum: 1 when a style guide's wording may begin with it, 2 a contraction, 4 when another sounds like
    it, 8 when it may be of an amount. `tables` are the arrays as the compiled look-ups want them, made of the others.
    """

    n_words: int
    vocabulary: LexiconWords
    count: NDArray[np.uint32]
    n_counted: int
    log_frequency: Floats
    lemma: Rows
    second: Rows
    stem: Rows
    part_of_speech: Marks
    main_part: Marks
    fine_tag: Marks
    is_function: NDArray[np.bool_]
    as_left: Rows
    as_right: Rows
    pairs: PairTable
    bigrams: PairTable
    vectors: WordVectors | None
    phrases: PhraseTable
    english: English
    is_closed: NDArray[np.bool_]
    openings: Marks
    tables: Any = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", tables_of(self))

    @classmethod
    def load(cls, folder: Path, cache: Path | None = None) -> Self:
        """Reads the packs of a lexicon folder: about .2 s and 25 MB; from a flat file in the folder `cache` .03 s and 6 MB.

        Where `cache` has none it is made; where it cannot be made, the packs serve.

        Raises:
            LexiconError: when a pack is missing, altered or of another format.
        """
        return cls._of(*read_arrays(folder, cache))

    @classmethod
    def _of(cls, n_counted: int, english: English, arrays: Arrays) -> Self:
        table = arrays["table"]
        has_vectors = "vectors" in arrays
        return cls(
            n_words=len(table) - 1,
            vocabulary=LexiconWords(arrays["words"]),
            n_counted=n_counted,
            pairs=PairTable(len(table), arrays["pair entries"], arrays["pair heads"]),
            bigrams=PairTable(len(table), arrays["bigram entries"], arrays["bigram heads"]),
            vectors=WordVectors(arrays["places"], arrays["vectors"], arrays["scales"]) if has_vectors else None,
            phrases=PhraseTable(arrays["phrase keys"], arrays["phrase rows"]),
            english=english,
            is_closed=arrays["is_closed"],
            openings=arrays["openings"],
            **{name: table[name] for name in table.dtype.names or ()},
        )

    @property
    def words(self) -> list[str]:
        """Every word by its row; a copy for each process that asks."""
        return self.vocabulary.words

    @property
    def index(self) -> Mapping[str, int]:
        """The row of each word."""
        return self.vocabulary.rows if self.tables is None else self.tables

    @property
    def tagset(self) -> tuple[str, ...]:
        """The Penn tags that `fine_tag` counts into."""
        return TAGSET

    @property
    def counts_of_levels(self) -> Floats:
        """Times that a bigram of each stored level was seen."""
        return LEVELS

    @property
    def priors(self) -> tuple[float, float]:
        """Weights of the prior of a bigram that was seen, and of one that was not."""
        return SEEN_PRIOR, UNSEEN_PRIOR

    @property
    def has_vectors(self) -> bool:
        """Whether the folder holds word vectors."""
        return self.vectors is not None

    def rows_plainly(self, norms: Sequence[str]) -> Rows:
        """What `rows` returns, without the compiled look-ups."""
        return np.array(list(map(self.vocabulary.rows.get, norms, repeat(self.n_words))), dtype=np.int32)

    @twin_of(rows_plainly)
    def rows(self, norms: Sequence[str]) -> Rows:
        """Returns the row of each norm; n_words for an unknown one."""
        found: Rows = self.tables.rows(norms)
        return found

    def _number(self, norms: Sequence[str]) -> tuple[Rows, tuple[str, ...]]:
        """A number for each norm of a text, and its unknown ones, each once: number n_words is the first of them."""
        distinct, known = dict.fromkeys(norms), self.vocabulary.rows
        unknown = tuple(norm for norm in distinct if norm not in known)
        numbers = {norm: self.n_words + k for k, norm in enumerate(unknown)}
        numbers |= {norm: known[norm] for norm in distinct if norm in known}
        return np.fromiter(map(numbers.__getitem__, norms), np.int32, len(norms)), unknown

    def number_side_plainly(self, spelling: Any, starts: Rows, ends: Rows) -> Numbered:
        """What `number_side` returns, without the compiled look-ups."""
        norms = spelling.between(0, len(starts))
        numbers, unknown = self._number(norms)
        rows = np.minimum(numbers, self.n_words)
        marks = np.ones(len(norms), np.uint8)
        marks[1:] = starts[1:] - ends[:-1] > 1
        return Numbered(numbers, rows, np.where(rows < self.n_words, self.lemma[rows], numbers), marks, unknown)

    @twin_of(number_side_plainly)
    def number_side(self, spelling: Any, starts: Rows, ends: Rows) -> Numbered:
        """Returns the columns of a text's words, which stand from the characters `starts` to `ends`."""
        return Numbered(*self.tables.number_side(spelling, starts, ends))

    def renumbered_plainly(self, numbers: Rows, beyond: Rows) -> Rows:
        """What `renumbered` returns, without the compiled loop."""
        is_unknown, found = numbers >= self.n_words, numbers.copy()
        found[is_unknown] = beyond[numbers[is_unknown] - self.n_words]
        return found

    @twin_of(renumbered_plainly)
    def renumbered(self, numbers: Rows, beyond: Rows) -> Rows:
        """Returns the numbers, those of unknown words as `beyond` has them: the new number of each in turn."""
        found: Rows = self.tables.renumbered(numbers, beyond)
        return found

    def phrase_row(self, norms: Sequence[str]) -> int:
        """Returns the row of a phrase as written, with its first word as lemma ("came about"), or all; else n_words."""
        return self.row_of_phrase(self.rows(norms).tolist())

    def row_of_phrase(self, rows: Sequence[int]) -> int:
        """Returns the row of the phrase of these rows, as `phrase_row` does; n_words when a word has no row."""
        if self.n_words in rows:
            return self.n_words
        lemmas = self.lemma[list(rows)].tolist()
        for form in (rows, [*lemmas[:1], *rows[1:]], lemmas):
            if (found := self.phrases.find(form)) >= 0:
                return found
        return self.n_words

    def unit_rows_plainly(self, rows: Rows, starts: Rows, ends: Rows) -> Rows:
        """What `unit_rows` returns, without the compiled look-ups."""
        found: Rows = rows[starts]
        for k in np.flatnonzero(ends - starts > 1).tolist():
            found[k] = self.row_of_phrase(rows[starts[k] : ends[k]].tolist())
        return found

    @twin_of(unit_rows_plainly)
    def unit_rows(self, rows: Rows, starts: Rows, ends: Rows) -> Rows:
        """Returns the row of each unit [start, end) of a text's rows: the word's, or the phrase's where it is known."""
        found: Rows = self.tables.unit_rows(rows, starts, ends)
        return found

    def relations_plainly(self, left: Rows, right: Rows) -> NDArray[np.uint16]:
        """What `relations` returns, without the compiled look-ups."""
        first, second = self.lemma[left], self.lemma[right]
        marks: NDArray[np.uint16] = self._stored(left, right) | self._stored(first, second)
        marks |= np.where(first == second, np.uint16(Relation.SAME_LEMMA), np.uint16(0))
        self._add_second_readings(marks, left, right)
        marks |= np.where(self.stem[left] == self.stem[right], np.uint16(Relation.SAME_STEM), np.uint16(0))
        marks[(left == self.n_words) | (right == self.n_words)] = 0
        return marks

    @twin_of(relations_plainly)
    def relations(self, left: Rows, right: Rows) -> NDArray[np.uint16]:
        """Returns a bitmask of `Relation` a pair of rows; 0 where either is unknown. Holds for inflected forms too."""
        found: NDArray[np.uint16] = self.tables.relations(left, right)
        return found

    def between_plainly(self, left: Rows, right: Marks) -> tuple[Rows, Rows, Marks]:
        """What `_between` returns, without the compiled look-ups."""
        return self.pairs.between(left, right.view(bool))

    @twin_of(between_plainly)
    def _between(self, left: Rows, right: Marks) -> tuple[Rows, Rows, Marks]:
        """The stored pairs of a row of `left` and a later one that `right` [n_words + 1] marks: both rows, stored relations."""
        found: tuple[Rows, Rows, Marks] = self.tables.between(left, right)
        return found

    def relatives(self, left: Marks, right: Marks) -> tuple[Rows, Rows, NDArray[np.uint16]]:
        """Returns all pairs of a row that `left` marks and one that `right` does that the lexicon relates: rows and `Relation`s.

        Of rows as they are marked: their lemmas are not looked up. O(pairs stored of all marked rows) time.
        """
        one, other, values = self._between(np.flatnonzero(left.view(bool)).astype(np.int32), right)
        two, first, more = self._between(np.flatnonzero(right.view(bool)).astype(np.int32), left)
        kinds = np.left_shift(np.concatenate((values, more)), STORED_SHIFT, dtype=np.uint16)
        return np.concatenate((one, first)), np.concatenate((other, two)), kinds

    def association(self, left: Rows, right: Rows) -> Floats:
        """Returns the pointwise mutual information (nats) of each bigram (left word, right word) in news.

        `log((seen + k) / (expected + k))`: shrunk towards 0 when both words are rare; an unseen pair of frequent words
        is strongly negative; 0 for a word without counts.
        """
        first, second = self.as_left[left], self.as_right[right]
        seen = LEVELS[self._levels(left, right)]
        expected = self.count[first].astype(np.float32) * self.count[second] / np.float32(self.n_counted)
        prior = np.where(seen > 0, np.float32(SEEN_PRIOR), np.float32(UNSEEN_PRIOR))
        surprise: Floats = np.log((seen + prior) / (expected + prior)).astype(np.float32, copy=False)
        return surprise

    def bigram_log_count(self, left: Rows, right: Rows) -> Floats:
        """Returns log(1 + times the bigram was seen in news); fewer than 3 count as 0, others within 2.3 %."""
        seen: Floats = np.log1p(LEVELS[self._levels(left, right)])
        return seen

    def similarity_plainly(self, left: Rows, right: Rows) -> Floats:
        """What `similarity` returns, without the compiled look-ups."""
        return np.full(len(left), np.nan, dtype=np.float32) if self.vectors is None else self.vectors.cosine(left, right)

    @twin_of(similarity_plainly)
    def similarity(self, left: Rows, right: Rows) -> Floats:
        """Returns the cosine of the two words' static vectors, -1..1; nan where either has none."""
        found: Floats = self.tables.cosines(left, right)
        return found

    def unit_vectors_plainly(self, rows: Rows) -> Floats:
        """What `unit_vectors` returns, without the compiled look-ups."""
        return np.zeros((len(rows), 1), np.float32) if self.vectors is None else self.vectors.unit_vectors(rows)

    @twin_of(unit_vectors_plainly)
    def unit_vectors(self, rows: Rows) -> Floats:
        """Returns the words' static vectors, of length one: [n, d]; zeros where a word has none."""
        found: Floats = self.tables.unit_vectors(rows)
        return found

    def summed_plainly(self, rows: Rows, weights: NDArray[np.float64], cuts: NDArray[np.int64]) -> NDArray[np.float64]:
        """What `summed_vectors` returns, without the compiled look-ups."""
        said = self.unit_vectors(rows) * weights[:, None]
        running = np.concatenate((np.zeros((1, said.shape[1])), np.cumsum(said, axis=0)))
        sums: NDArray[np.float64] = np.diff(running[cuts], axis=0)
        return sums

    @twin_of(summed_plainly)
    def summed_vectors(self, rows: Rows, weights: NDArray[np.float64], cuts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Returns the sum of the words' vectors, each as long as it weighs, between one cut and the next: [n_cuts - 1, d]."""
        found: NDArray[np.float64] = self.tables.summed_vectors(rows, weights, cuts)
        return found

    def similarities(self, left: Rows, right: Rows) -> Floats:
        """Returns the cosine of each word of `left` with each of `right`: [n_left, n_right]; 0 where either has no vector."""
        table: Floats = self.unit_vectors(left) @ self.unit_vectors(right).T
        return table

    def levels_plainly(self, left: Rows, right: Rows) -> NDArray[np.uint8]:
        """The stored level of each bigram, without the compiled look-ups."""
        return self.bigrams.lookup(self.as_left[left], self.as_right[right])

    @twin_of(levels_plainly)
    def _levels(self, left: Rows, right: Rows) -> NDArray[np.uint8]:
        found: NDArray[np.uint8] = self.tables.levels(left, right)
        return found

    def _stored(self, left: Rows, right: Rows) -> NDArray[np.uint16]:
        marks = self.pairs.lookup(np.minimum(left, right), np.maximum(left, right))
        shifted: NDArray[np.uint16] = np.left_shift(marks, STORED_SHIFT, dtype=np.uint16)
        return shifted

    def _add_second_readings(self, marks: NDArray[np.uint16], left: Rows, right: Rows) -> None:
        """Few forms have a second headword: only their pairs are asked again."""
        first, second = self.lemma[left], self.lemma[right]
        other_first, other_second = self.second[left], self.second[right]
        twice = np.flatnonzero((other_first != first) | (other_second != second))
        if not twice.size:
            return
        for one, two in ((first, other_second), (other_first, second), (other_first, other_second)):
            equal = np.where(one[twice] == two[twice], np.uint16(Relation.SAME_LEMMA), np.uint16(0))
            marks[twice] |= self._stored(one[twice], two[twice]) | equal
