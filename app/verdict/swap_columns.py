"""The likely swaps of an article as columns: what is asked of them when somebody else than a spinner may have made them.

In: an alignment and the spin probability of each of its substitutions. Out: `LikelySwaps`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag
from functools import cached_property, lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Kind
from app.features import LIKELY
from app.lexicon import Lexicon, PartOfSpeech
from app.sides import Ints
from app.verdict.counts import FUNCTION_WORD
from app.verdict.twins import tallying, twin_of

Mask = NDArray[np.bool_]
Counts = NDArray[np.integer]

NEARLY_ALL = 0.8  # share of the likely swaps of an article that have a habit
ROUNDING = 1e-9  # of a count of swaps that is made of shares
OFTEN = 2  # places of a word, on average where they are few, from which somebody had it exchanged throughout
MOST = 0.7  # share of the swaps where words are exchanged wherever they stand
_PLACES, _MARKS = 0, 3  # rows of the columns of `LikelySwaps`
HOUSE_TERMS = (40, 0.15)  # different words, and share of the words in passages, that another house exchanges throughout at most
THROUGHOUT, SAME_WAY = 0.7, 0.6  # of the places that the reference has of a word, and of these one wording


class SwapMark(IntFlag):
    """What a glance at a swap sees.

    A function word, a name that became something else, a letter at one end in common, a noun for a noun (by what both words are
    most often), no relation in the lexicon, and words that may be old ones.
    """

    FUNCTION_WORD = 1
    NAME_FOR_OTHER = 2
    SAME_EDGE = 4
    NOUNS = 8
    UNRELATED = 16
    MAY_BE_OLD = 32


class AskedRows(NamedTuple):
    """What a glance asks of kinds and of rows of the lexicon: part of speech of each, and whether it may be an old word."""

    main_part: NDArray[np.uint8]
    may_be_old: NDArray[np.uint8]
    function_word: int = FUNCTION_WORD
    other: int = KINDS.index(Kind.OTHER)
    noun: int = int(PartOfSpeech.NOUN)


@lru_cache(maxsize=2)
def _asked_rows(lexicon: Lexicon) -> AskedRows:
    """Those of a lexicon; of its rows those of `old_words` may be old, and the one of all that it does not know."""
    may_be_old = np.zeros(lexicon.n_words + 1, np.uint8)
    may_be_old[[lexicon.index[word] for word in lexicon.english.old_words if word in lexicon.index]] = 1
    may_be_old[-1] = 1
    return AskedRows(lexicon.main_part, may_be_old)


class ExchangedWords(NamedTuple):
    """The different words that likely swaps take from the reference.

    `which`: the number of each taken word, in turn. Of each different one: at how many places it is exchanged, at how many the
    reference has it, and how often the commonest wording is put in for it.
    """

    which: Counts
    n: Counts
    there: Counts
    alike: Counts

    @property
    def are_throughout(self) -> Mask:
        """Whether each is exchanged nearly wherever it stands."""
        found: Mask = self.n >= THROUGHOUT * self.there
        return found

    @property
    def are_same_way(self) -> Mask:
        """Whether each mostly becomes the same other one."""
        found: Mask = self.alike >= SAME_WAY * self.n
        return found


@dataclass(frozen=True)
class LikelySwaps:
    """The likely swaps of an alignment.

    Columns: their numbers among the substitutions; at how many places the rarest word that each takes is exchanged; for how many
    wordings the one that it puts in stands; and its `SwapMark`s. int32 each.
    """

    alignment: Alignment
    spin: NDArray[np.float64]
    places: Ints
    often: Ints
    stands_for: Ints
    marks: Ints

    @classmethod
    def of(cls, alignment: Alignment, spin: NDArray[np.float64]) -> Self:
        """Those of an alignment; `spin` holds the spin probability of each of its substitutions. O(n) time."""
        return cls(alignment, spin, *_with_telling_names(look_at_swaps(alignment, spin), alignment))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.places)

    @cached_property
    def wordings(self) -> list[tuple[str, str]]:
        """What became what in each, as norms."""
        return self.alignment.patterns_of(self.places)

    @cached_property
    def passages(self) -> NDArray[np.int32]:
        """The passage of each."""
        found: NDArray[np.int32] = self.alignment.substitutions.passages[self.places]
        return found

    @cached_property
    def taken(self) -> tuple[Ints, Ints]:
        """The words that they take from the reference, by their numbers, one swap's behind another's; and where each begins."""
        return _taken(self.alignment, self.places)

    @cached_property
    def throughout(self) -> Counts:
        """The same, but 0 where that word stands elsewhere or became several."""
        words, (_, begins) = self.exchanged, self.taken
        is_throughout = words.are_throughout & words.are_same_way
        found: Counts = np.minimum.reduceat((words.n * is_throughout)[words.which], begins)
        return found

    @cached_property
    def exchanged(self) -> "ExchangedWords":
        """The different words that they take."""
        known, which, n = np.unique(self.taken[0], return_inverse=True, return_counts=True)
        return ExchangedWords(which, n, self._n_there(known), self._most_alike(which))

    def _n_there(self, known: Ints) -> Counts:
        """At how many places of the reference each of these words stands; they are sorted."""
        numbers = self.alignment.pair.reference.numbers
        at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
        found: Counts = np.bincount(at[known[at] == numbers], minlength=len(known))
        return found

    def _most_alike(self, which: Counts) -> Counts:
        """How often the commonest wording is put in for each word; `which`: the number of each taken word, in turn."""
        ways: dict[str, int] = {}
        way = np.array([ways.setdefault(put_in, len(ways)) for _, put_in in self.wordings])
        pairs, n_pairs = np.unique(which * len(ways) + np.repeat(way, self._sizes), return_counts=True)
        most = np.zeros(which.max() + 1, np.int64)
        np.maximum.at(most, pairs // len(ways), n_pairs)
        return most

    @cached_property
    def _sizes(self) -> Ints:
        starts, ends = self.alignment.substitutions.spans[:2, self.places]
        sizes: Ints = ends - starts
        return sizes

    def have(self, mark: int) -> Mask:
        """Whether each has the mark, or one of several."""
        found: Mask = (self.marks & int(mark)) != 0  # numpy takes five times as long for a flag
        return found

    @cached_property
    def are_function_words(self) -> Mask:
        """Whether each is of function words."""
        return self.have(SwapMark.FUNCTION_WORD)

    @cached_property
    def are_made_throughout(self) -> Mask:
        """Whether the word that each takes is exchanged wherever it stands, as far as a house may have so many terms."""
        if share_of((self.often >= OFTEN) | self.are_function_words) < MOST or not self.are_few(*HOUSE_TERMS):
            return np.zeros(len(self), bool)  # as in most spun texts: too few to look for, whatever else the reference has
        return self.throughout >= OFTEN

    def are_few(self, most_words: int, most_exchanged: float) -> bool:
        """Whether so few different words are exchanged, in so small a share of the words in passages."""
        return len(self) <= most_exchanged * self.n_words and len(self.exchanged.n) <= most_words

    def by_passage(self, found: Mask | slice = slice(None)) -> Counts:
        """How many of those `found`, or of all, stand in each passage."""
        counts: Counts = np.bincount(self.passages[found], minlength=len(self.alignment.passages))
        return counts

    @cached_property
    def passage_sizes(self) -> Counts:
        """How many words of the suspect stand in each passage."""
        return np.array([len(passage.suspect) for passage in self.alignment.passages])

    @property
    def n_words(self) -> int:
        """How many words of the suspect stand in passages."""
        return self.alignment.n_matched

    @property
    def association_change(self) -> NDArray[np.float32]:
        """How much better each stands beside the reference's neighbours, nats."""
        found: NDArray[np.float32] = self.alignment.substitutions.association_change[self.places]
        return found

    @property
    def old_words(self) -> frozenset[str]:
        """What the language has given up."""
        return self.alignment.pair.lexicon.english.old_words

    @property
    def most_without(self) -> float:
        """How many may lack what nearly all of them have."""
        return (1.0 - NEARLY_ALL) * len(self) + ROUNDING

    def is_old(self, one: str, other: str) -> bool:
        """Whether a word of one of the wordings is one that the language has given up."""
        return not self.old_words.isdisjoint(f"{one} {other}".split())

    def holds_of_nearly_all(self, rest: Mask, holds: Callable[[str, str], bool]) -> Mask | None:
        """For which of the `rest` it `holds` of the two wordings; None when these are too few for nearly all of the swaps.

        It ends as soon as that is sure: letters are slow to ask, and most spun texts fail early.
        """
        found, may_fail = np.zeros(len(self), bool), self.most_without
        asked = np.flatnonzero(rest)
        for place, wording in zip(asked.tolist(), self.alignment.patterns_of(self.places[asked]), strict=True):
            if holds(*wording):
                found[place] = True
                continue
            may_fail -= 1.0
            if may_fail < 0.0:
                return None
        return found

    def each(self, holds: Callable[[str, str], bool]) -> Mask:
        """Whether `holds` of the two wordings of each; each pair of wordings is asked once."""
        answers = {wording: holds(*wording) for wording in set(self.wordings)}
        return np.fromiter((answers[wording] for wording in self.wordings), bool, len(self))


def _taken(alignment: Alignment, places: Ints) -> tuple[Ints, Ints]:
    """The words that some swaps take, by their numbers, one swap's behind another's; and where each begins."""
    starts, ends = alignment.substitutions.spans[:2, places]
    sizes = ends - starts
    begins = np.cumsum(sizes) - sizes
    return alignment.pair.reference.numbers[np.arange(sizes.sum()) + np.repeat(starts - begins, sizes)], begins


def look_at_swaps_plainly(alignment: Alignment, spin: NDArray[np.float64]) -> Ints:
    """What `look_at_swaps` returns, without the compiled walk."""
    places = np.flatnonzero(spin >= LIKELY).astype(np.int32)
    if not len(places):
        return np.empty((4, 0), np.int32)
    words, begins = _taken(alignment, places)
    n_taken, wordings = Counter(words.tolist()), alignment.patterns_of(places)
    n_for = Counter(put_in for _, put_in in set(wordings))
    often = np.minimum.reduceat([n_taken[word] for word in words.tolist()], begins)
    asked = _asked_rows(alignment.pair.lexicon)
    rows = np.stack([alignment.substitutions.reference_rows[places], alignment.substitutions.suspect_rows[places]])
    marks = (
        SwapMark.FUNCTION_WORD * alignment.substitutions.of_kind(Kind.FUNCTION_WORD)[places]
        | SwapMark.NAME_FOR_OTHER * _are_names_for_others(alignment, places)
        | SwapMark.SAME_EDGE * np.array([one[0] == other[0] or one[-1] == other[-1] for one, other in wordings])
        | SwapMark.NOUNS * (asked.main_part[rows] == asked.noun).all(axis=0)
        | SwapMark.UNRELATED * alignment.substitutions.of_kind(Kind.OTHER)[places]
        | SwapMark.MAY_BE_OLD * asked.may_be_old[rows].astype(bool).any(axis=0)
    )
    return np.array([places, often, [n_for[put_in] for _, put_in in wordings], marks], np.int32)


@twin_of(look_at_swaps_plainly)
def look_at_swaps(alignment: Alignment, spin: NDArray[np.float64]) -> Ints:
    """The columns of `LikelySwaps`: int32 [4, n_likely]."""
    return tallying.look_at_swaps(alignment, spin, _asked_rows(alignment.pair.lexicon), LIKELY)


def _with_telling_names(columns: Ints, alignment: Alignment) -> Ints:
    """The columns without names that are known by their capital only, where the reference has most words in capitals."""
    is_name = (columns[_MARKS] & int(SwapMark.NAME_FOR_OTHER)) != 0
    first = alignment.substitutions.spans[0, columns[_PLACES]]
    columns[_MARKS, is_name & ~alignment.pair.reference.telling_capitals(is_name, first)] &= ~int(SwapMark.NAME_FOR_OTHER)
    return columns


def _are_names_for_others(alignment: Alignment, places: Ints) -> Mask:
    """Whether what had a capital has none: a name became what its bearer is, or a mark."""
    pair, spans = alignment.pair, alignment.substitutions.spans[:, places]
    had, has = (
        side.has_capital(first) | side.has_capital(end - 1)
        for side, first, end in ((pair.reference, *spans[:2]), (pair.suspect, *spans[2:]))
    )
    found: Mask = had & ~has
    return found


def share_of(mask: Mask) -> float:
    """The share that is true, 0..1; numpy's mean of so few takes five times as long."""
    return np.count_nonzero(mask) / len(mask)
