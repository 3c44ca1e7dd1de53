"""The nouns of the room: one text numbered by itself, and two in one numbering, so that later steps compare integers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.lexicon import Lexicon, Relation
from app.text import Document

Ints = NDArray[np.int32]
LEAST_RARITY, MOST_RARITY = 1.0, 14.0
_LAST_ASCII = 127


@dataclass(frozen=True)
class Side:
    """One text, numbered: everything that later steps ask of it before they know another one.

    Columns have one entry a token. `numbers`: equal numbers, equal words; the row of the lexicon, or for a word outside of it
    `lexicon.n_words` and its place in `unknown`. `rows`: the row, `n_words` for an unknown word. `lemmas`: the row of the lemma;
    an unknown word keeps its number. `marks`: 1 where some mark stands before the word.
    """

    document: Document
    lexicon: Lexicon
    numbers: Ints
    rows: Ints
    lemmas: Ints
    marks: NDArray[np.uint8]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Self:
        """The side of a document. O(n) time, about .3 ms for 1,600 words."""
        return cls(document, lexicon, *lexicon.number_side(document.spelling, document.starts, document.ends))

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.document)

    @cached_property
    def number_list(self) -> list[int]:
        """`numbers` as a list: loops over single numbers are slow on arrays."""
        numbers: list[int] = self.numbers.tolist()
        return numbers

    @cached_property
    def is_function(self) -> NDArray[np.bool_]:
        """Whether each word is a function word."""
        marks: NDArray[np.bool_] = self.lexicon.is_function[self.rows]
        return marks

    @cached_property
    def is_unknown(self) -> NDArray[np.bool_]:
        """Whether the lexicon does not know each word."""
        marks: NDArray[np.bool_] = self.rows == self.lexicon.n_words
        return marks

    @cached_property
    def rarity(self) -> NDArray[np.float64]:
        """How rare each word is in news: -log frequency, nats, 1..14."""
        return np.clip(-self.lexicon.log_frequency[self.rows].astype(np.float64), LEAST_RARITY, MOST_RARITY)

    @cached_property
    def stems(self) -> Ints:
        """A number for each word, equal for words of one stem; an unknown word has its own."""
        n = self.lexicon.n_words
        return np.where(self.rows < n, self.lexicon.stem[self.rows], self.numbers + np.int32(n))

    def has_capital(self, tokens: Ints) -> NDArray[np.bool_]:
        """Whether each of `tokens` is written with a capital. O(n) time in the stretch that they stand in."""
        at = self.document.starts[tokens]
        first, last = (int(at.min()), int(at.max())) if len(at) else (0, -1)
        stretch = self.document.text[first : last + 1].encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(stretch, "<u4")[at - first]
        found: NDArray[np.bool_] = (codes >= ord("A")) & (codes <= ord("Z"))
        for k in np.flatnonzero(codes > _LAST_ASCII).tolist():
            found[k] = chr(codes[k]).isupper()
        return found

    def telling_capitals(self, found: NDArray[np.bool_], tokens: Ints) -> NDArray[np.bool_]:
        """Those of the capitals `found` on `tokens` that may tell a name: the others stand in a sentence of capitals."""
        at = np.flatnonzero(found)
        told = found.copy()
        told[at] = ~self.document.in_capitals[np.searchsorted(self.document.bounds, tokens[at], "right") - 1]
        return told

    def continuing(self, unknown: tuple[str, ...]) -> "Side":
        """The side whose unknown words have the numbers of those in `unknown`, and new ones behind them. O(n) time."""
        if not self.unknown or self.unknown == unknown:
            return self._with(self.numbers, self.lemmas, unknown) if unknown else self
        n = self.lexicon.n_words
        places = {word: n + k for k, word in enumerate(unknown)}
        for word in self.unknown:
            places.setdefault(word, n + len(places))
        beyond = np.array([places[word] for word in self.unknown], np.int32)
        numbers, lemmas = (self.lexicon.renumbered(each, beyond) for each in (self.numbers, self.lemmas))
        return self._with(numbers, lemmas, tuple(places))

    def _with(self, numbers: Ints, lemmas: Ints, unknown: tuple[str, ...]) -> "Side":
        """The side in another numbering; `replace` takes ten times as long."""
        return Side(self.document, self.lexicon, numbers, self.rows, lemmas, self.marks, unknown)


@dataclass(frozen=True, slots=True)
class Shared:
    """A column of each side in one numbering from 0 to `n` - 1 without gaps: equal numbers, equal things."""

    reference: Ints
    suspect: Ints
    n: int

    @classmethod
    def of(cls, reference: NDArray[np.integer], suspect: NDArray[np.integer]) -> Self:
        """The columns of both sides, numbered anew."""
        known, numbers = np.unique(np.concatenate((reference, suspect)), return_inverse=True)
        one, other = np.split(numbers.astype(np.int32), [len(reference)])
        return cls(one, other, len(known))

    @property
    def turned(self) -> "Shared":
        """The same with the sides exchanged."""
        return Shared(self.suspect, self.reference, self.n)


_LEVELS = (Relation.THESAURUS, Relation.NEAR | Relation.SPELLING | Relation.NUMBER_FORM, Relation.SYNSET)
_ALL_RELATIONS = 1 << 10
_CLOSENESS_OF = np.zeros(_ALL_RELATIONS, np.uint8)
"""The closeness of each mask of relations."""
for _level, _relations in enumerate(_LEVELS, 1):
    _CLOSENESS_OF[(np.arange(_ALL_RELATIONS) & int(_relations)) != 0] = _level


@dataclass(frozen=True, slots=True)
class Relatives:
    """Stems of the reference and of the suspect that can stand for each other, in the numbers of `Pair.stems`, the closest last.

    `closeness`: 1 when only a thesaurus has them together, 2 near in meaning, 3 of one synset.
    """

    reference: Ints
    suspect: Ints
    closeness: NDArray[np.uint8]

    @classmethod
    def of(cls, pair: "Pair") -> Self:
        """The relatives among the content words of both sides. O(n) time for n words with a bounded number of synonyms."""
        one, other = (_stem_of_rows(side, stems) for side, stems in (
            (pair.reference, pair.stems.reference), (pair.suspect, pair.stems.suspect)))  # fmt: skip
        left, right, kinds = pair.lexicon.relatives(*((stems >= 0).view(np.uint8) for stems in (one, other)))
        closeness = _CLOSENESS_OF[kinds]
        order = np.argsort(closeness, kind="stable")[np.count_nonzero(closeness == 0) :]
        return cls(one[left[order]], other[right[order]], closeness[order])

    @property
    def turned(self) -> "Relatives":
        """The same with the sides exchanged."""
        return Relatives(self.suspect, self.reference, self.closeness)


def _stem_of_rows(side: Side, stems: Ints) -> Ints:
    """The stem's number of each row that stands as a content word, or as the lemma of one, in a side; -1 for the others."""
    found = np.full(side.lexicon.n_words + 1, -1, np.int32)
    content = ~side.is_function & (side.rows < side.lexicon.n_words)
    for rows in (side.lemmas, side.rows):
        found[rows[content]] = stems[content]
    return found


@dataclass(frozen=True)
class Pair:
    """Two sides of one lexicon in one numbering: equal numbers are equal words, on either side."""

    reference: Side
    suspect: Side

    @classmethod
    def of(cls, reference: Side, suspect: Side) -> Self:
        """The pair of two sides; neither of them is changed.

        Raises:
            ValueError: the sides were numbered by two lexicons.
        """
        if reference.lexicon is not suspect.lexicon:
            raise ValueError("the sides of a pair need one lexicon, got two")
        return cls(reference, suspect.continuing(reference.unknown))

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that numbered both sides."""
        return self.reference.lexicon

    @cached_property
    def stems(self) -> Shared:
        """Stems of both sides, by word."""
        return Shared.of(self.reference.stems, self.suspect.stems)

    @cached_property
    def bigrams(self) -> Shared:
        """Pairs of neighbouring stems of both sides, by the first word; the last has none."""
        stems = self.stems
        return Shared.of(*(side[:-1].astype(np.int64) * stems.n + side[1:] for side in (stems.reference, stems.suspect)))

    @cached_property
    def relatives(self) -> Relatives:
        """Content words of both sides that can stand for each other."""
        return Relatives.of(self)

    @cached_property
    def turned(self) -> "Pair":
        """The pair seen from the other side: what is asked of the suspect is answered of the reference. One numbering."""
        turned = Pair(self.suspect, self.reference)
        vars(turned).update(stems=self.stems.turned, bigrams=self.bigrams.turned, relatives=self.relatives.turned)
        return turned


def number_pair(reference: Document, suspect: Document, lexicon: Lexicon) -> Pair:
    """The pair of two texts that are compared once; what is compared again is kept as a side."""
    return Pair.of(Side.of(reference, lexicon), Side.of(suspect, lexicon))
