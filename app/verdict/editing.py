"""Whether somebody else than a spinner makes such swaps: what nearly all likely swaps of an article have in common.

In: an alignment and the spin probability of each of its substitutions. Out: `Editing`. A spinner puts another word of its
meaning for a word, many of them, each at few places; editors, desks and machines change words for what the question of each
`EditingHabit` says.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntFlag
from functools import cached_property
from typing import Final, NamedTuple, Self

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Postfix, Prefix

from app.align import Alignment, Kind
from app.features import LIKELY
from app.sides import Ints
from app.verdict.counts import FEW_WORDS, FUNCTION_WORD, words_of_swaps
from app.verdict.twins import tallying, twin_of

Mask = NDArray[np.bool_]

NEARLY_ALL, HALF = 0.8, 0.5  # share of the likely swaps of an article, and of a passage of it, that have the habit
ROUNDING = 1e-9  # of a count of swaps that is made of shares
NAMED = 0.2  # share from which one habit of several is told in the reason
OFTEN = 2  # places of a word, on average where they are few, from which somebody had it exchanged throughout
MOST = 0.7  # and where words are exchanged wherever they stand
THROUGHOUT, SAME_WAY = 0.7, 0.6  # of the places that the reference has of a word, and of these one wording
SURELY_OFTEN = 3  # places of a word where swaps of other habits stand beside it
LOOKS, SOUNDS = 0.5, 0.5  # likeness of letters, and of keys of Metaphone: most short words have two letters of these
BEGINNING, WIPED = 3, 0.35  # letters that a word is completed from; likeness of two words that begin and end alike
FEWEST_MASKED = 3  # different wordings that one stands for
# Quotations in which swaps stand, words outside of quotations between them, and share of the suspect's words in quotations.
FEWEST_QUOTATIONS, WORDS_BETWEEN, MOST_QUOTED = 2, 40, 0.6
_KEYS_OF_LETTERS: Final = b"22233344455566677778889999"  # of a telephone, from a to z
_KEYS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", _KEYS_OF_LETTERS.decode())
_WORD: Final = re.compile(r"[^\W\d_]{2}|\b[ai]\b")


class SwapMark(IntFlag):
    """What a glance at a swap sees: a function word, a name that became something else, a letter at one end in common."""

    FUNCTION_WORD = 1
    NAME_FOR_OTHER = 2
    SAME_EDGE = 4


_SEEN: Final = int(SwapMark.FUNCTION_WORD | SwapMark.NAME_FOR_OTHER | SwapMark.SAME_EDGE)


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
        return cls(alignment, spin, *look_at_swaps(alignment, spin))

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
    def throughout(self) -> NDArray[np.integer]:
        """The same, but 0 where that word stands elsewhere or became several."""
        words, begins = self.taken
        known, which, n = np.unique(words, return_inverse=True, return_counts=True)
        is_throughout = (n >= THROUGHOUT * self._n_there(known)) & (self._most_alike(which) >= SAME_WAY * n)
        found: NDArray[np.integer] = np.minimum.reduceat((n * is_throughout)[which], begins)
        return found

    def _n_there(self, known: Ints) -> NDArray[np.integer]:
        """At how many places of the reference each of these words stands; they are sorted."""
        numbers = self.alignment.pair.reference.numbers
        at = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
        found: NDArray[np.integer] = np.bincount(at[known[at] == numbers], minlength=len(known))
        return found

    def _most_alike(self, which: NDArray[np.integer]) -> NDArray[np.integer]:
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
        """Whether the word that each takes is exchanged wherever it stands."""
        if share_of((self.often >= OFTEN) | self.are_function_words) < MOST:
            return np.zeros(len(self), bool)  # as in most spun texts: too few to look for, whatever else the reference has
        return self.throughout >= OFTEN

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

    def may_be_habit(self, one: str, other: str) -> bool:
        """Whether two wordings by themselves say that a swap may have a habit."""
        return are_alike(one, other) or is_masked(one) or is_masked(other) or self.is_old(one, other)

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
    marks = (
        SwapMark.FUNCTION_WORD * alignment.substitutions.of_kind(Kind.FUNCTION_WORD)[places]
        | SwapMark.NAME_FOR_OTHER * _are_names_for_others(alignment, places)
        | SwapMark.SAME_EDGE * np.array([one[0] == other[0] or one[-1] == other[-1] for one, other in wordings])
    )
    return np.array([places, often, [n_for[put_in] for _, put_in in wordings], marks], np.int32)


@twin_of(look_at_swaps_plainly)
def look_at_swaps(alignment: Alignment, spin: NDArray[np.float64]) -> Ints:
    """The columns of `LikelySwaps`: int32 [4, n_likely]."""
    return tallying.look_at_swaps(alignment, spin, FUNCTION_WORD, LIKELY)


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


Question = Callable[[LikelySwaps], Mask]


class EditingHabit(NamedTuple):
    """What likely swaps may have in common, in words, which of them have it, and the share of them that has to."""

    words: str
    holds: Question
    share: float = NEARLY_ALL


class Editing(NamedTuple):
    """Whether no spinner makes the likely swaps of the article, and of each passage; `why` says who does, in words."""

    whole: bool
    passages: tuple[bool, ...]
    why: str = ""


def find_editing(alignment: Alignment, spin: NDArray[np.float64]) -> Editing:
    """The first of `ALONE`, or all of `TOGETHER`, that nearly all likely swaps have in common. O(n) time in their number."""
    swaps = LikelySwaps.of(alignment, spin)
    if not len(swaps):
        return not_edited(alignment)
    for habit in ALONE:
        if share_of(found := habit.holds(swaps)) >= habit.share:
            return _editing(swaps, found, habit.words)
    if not may_be_together(swaps):
        return not_edited(alignment)
    masks = [habit.holds(swaps) for habit in TOGETHER]
    alike = swaps.holds_of_nearly_all(~np.logical_or.reduce(masks), are_alike)
    if alike is None:
        return not_edited(alignment)
    masks.append(alike)
    told = [
        words for words, mask in zip((*(habit.words for habit in TOGETHER), ALIKE), masks, strict=True) if share_of(mask) >= NAMED
    ]
    return _editing(swaps, np.logical_or.reduce(masks), f"Nearly all swaps are {'; or '.join(told)}")


class LetterGlance(NamedTuple):
    """What the compiled walk asks of two single words that differ at both ends, and the plain question for any other wordings."""

    looks: float
    sounds: float
    keys: bytes
    old_words: frozenset[str]
    may_be: Callable[[str, str], bool]


def may_be_together_plainly(swaps: LikelySwaps) -> bool:
    """What `may_be_together` returns, without the compiled walk."""
    return swaps.holds_of_nearly_all(~_seen_together(swaps), swaps.may_be_habit) is not None


@twin_of(may_be_together_plainly)
def may_be_together(swaps: LikelySwaps) -> bool:
    """Whether nearly all may have a habit, as far as a glance at both wordings of each says."""
    glance = LetterGlance(LOOKS, SOUNDS, _KEYS_OF_LETTERS, swaps.old_words, swaps.may_be_habit)
    return tallying.may_be_together(swaps.alignment, swaps.places[~_seen_together(swaps)], swaps.most_without, glance)


def _seen_together(swaps: LikelySwaps) -> Mask:
    """Which may have a habit by their columns; what is replaced inside of words begins or ends with the same letter."""
    found: Mask = swaps.have(_SEEN) | (swaps.often >= SURELY_OFTEN) | (swaps.stands_for >= FEWEST_MASKED)
    return found


def not_edited(alignment: Alignment) -> Editing:
    """That nothing speaks against a spinner."""
    return Editing(whole=False, passages=(False,) * len(alignment.passages))


def _editing(swaps: LikelySwaps, found: Mask, why: str) -> Editing:
    """Passages of which less than half has the habit are left out: a spun paragraph may stand in an edited copy."""
    n = len(swaps.alignment.passages)
    habitual, all_ = np.bincount(swaps.passages[found], minlength=n), np.bincount(swaps.passages, minlength=n)
    return Editing(whole=True, passages=tuple((habitual >= HALF * all_).tolist()), why=why)


def _are_function_words(swaps: LikelySwaps) -> Mask:
    return swaps.are_function_words


def are_alike(one: str, other: str) -> bool:
    """Whether a machine may have taken one wording for the other by its letters, its sound or its keys.

    Half of the letters are the same, or one is the other shortened; they sound alike by Metaphone (Philips 1990); they begin
    alike, as what is completed, or begin and end so, as what is wiped; or they have the same keys of a telephone.
    """
    a, b = _letters_of(one), _letters_of(other)
    if len(b) < len(a):
        a, b = b, a
    if not a:
        return False
    looks = OSA.normalized_similarity(a, b)
    if (
        looks >= LOOKS
        or a[:BEGINNING] == b[:BEGINNING]
        or (a[0] == b[0] and (_is_part(a, b) or (a[-1] == b[-1] and looks >= WIPED)))
    ):
        return True
    if OSA.normalized_similarity(metaphone(a), metaphone(b)) >= SOUNDS:
        return True
    return len(a) == len(b) and a.translate(_KEYS) == b.translate(_KEYS)


def _letters_of(wording: str) -> str:
    return wording if wording.isalpha() else "".join(filter(str.isalpha, wording))


def _is_part(short: str, long: str) -> bool:
    """Whether the letters of one word stand in the other one, in order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _are_replaced_inside(swaps: LikelySwaps) -> Mask:
    """Whether the same letters become the same others in several words: "classic", "clbuttic", "passing", "pbutting"."""
    cores = {wording: core_of(*wording) for wording in set(swaps.wordings)}
    often = Counter(cores.values())
    inside = {wording for wording, core in cores.items() if often[core] >= OFTEN and len(core[0]) < len(wording[0])}
    return np.fromiter((wording in inside for wording in swaps.wordings), bool, len(swaps))


def core_of(one: str, other: str) -> tuple[str, str]:
    """What is left of two wordings without the beginning and the end that they have in common."""
    start = Prefix.similarity(one, other)
    end = Postfix.similarity(one[start:], other[start:])
    return one[start : len(one) - end], other[start : len(other) - end]


def _are_masked(swaps: LikelySwaps) -> Mask:
    return swaps.each(lambda one, other: is_masked(one) or is_masked(other))


def is_masked(wording: str) -> bool:
    """Whether nothing is left of a wording but single letters and marks: "f*****s" is read as two of them."""
    return not _WORD.search(wording)


def _became_others(swaps: LikelySwaps) -> Mask:
    return swaps.have(SwapMark.NAME_FOR_OTHER)


def _are_old(swaps: LikelySwaps) -> Mask:
    return swaps.each(swaps.is_old)


def _are_made_throughout(swaps: LikelySwaps) -> Mask:
    return swaps.are_made_throughout


def _are_made_throughout_or_function_words(swaps: LikelySwaps) -> Mask:
    return swaps.are_made_throughout | swaps.are_function_words


def _are_surely_made_throughout(swaps: LikelySwaps) -> Mask:
    return swaps.throughout >= SURELY_OFTEN


def _are_few_words(swaps: LikelySwaps) -> Mask:
    """All, where they take few words and put in few, each at several places, or take or put in one word only."""
    pair, spans = swaps.alignment.pair, swaps.alignment.substitutions.spans
    counted = words_of_swaps(pair.reference, spans[:2], swaps.spin), words_of_swaps(pair.suspect, spans[2:], swaps.spin)
    repeated = [n <= FEW_WORDS and places >= OFTEN * n for n, places in counted]
    if not all(repeated) and not any(n == 1 and places >= OFTEN for n, places in counted):
        return np.zeros(len(swaps), bool)
    taken, _ = swaps.taken
    # around a spun paragraph these words stand as they were
    is_throughout = len(taken) >= THROUGHOUT * int(np.isin(pair.reference.numbers, taken).sum())
    return np.full(len(swaps), is_throughout)


def _stand_for_many(swaps: LikelySwaps) -> Mask:
    return swaps.stands_for >= FEWEST_MASKED


def _are_in_quotations(swaps: LikelySwaps) -> Mask:
    """Those in quotations, where these stand apart and are the smaller part of the text."""
    document = swaps.alignment.suspect
    quoted = document.in_quotes.astype(bool)
    at = swaps.alignment.substitutions.spans[2, swaps.places]
    is_quoted: Mask = quoted[at]
    if share_of(is_quoted) < NEARLY_ALL:
        return is_quoted
    inside = at[is_quoted]
    n_quotations = len(np.unique(np.cumsum(np.diff(quoted, prepend=False) & quoted)[inside]))
    if n_quotations < FEWEST_QUOTATIONS or quoted.mean() >= MOST_QUOTED:
        return np.zeros(len(swaps), bool)
    between = int((~quoted[inside.min() : inside.max()]).sum())
    return is_quoted & (between >= WORDS_BETWEEN)


ALONE: Final[Sequence[EditingHabit]] = (
    EditingHabit("Nearly all swaps are everyday function words, as where grammar is put right", _are_function_words),
    EditingHabit("One wording stands for many different words, as where a text is withheld or cannot be heard", _stand_for_many),
    EditingHabit("A few words were exchanged wherever they stand, as for another term", _are_few_words),
    EditingHabit("Words were exchanged wherever they stand, each for one other, as for other terms", _are_made_throughout, MOST),
    EditingHabit("Words were exchanged wherever they stand, and everyday function words", _are_made_throughout_or_function_words),
    EditingHabit("Nearly all swaps stand in quotations, as where words were translated or heard by others", _are_in_quotations),
)
"""What nobody but an editor or a machine does at nearly all places."""
ALIKE: Final = "words that look or sound like what they stand for, as a machine misreads, mishears or corrects"
TOGETHER: Final[Sequence[EditingHabit]] = (
    EditingHabit("everyday function words", _are_function_words),
    EditingHabit("the same letters exchanged inside of words, as by find and replace", _are_replaced_inside),
    EditingHabit("one wording for many different words", _stand_for_many),
    EditingHabit("names that became other words, as where they are withheld", _became_others),
    EditingHabit("words that are masked or shortened to a letter", _are_masked),
    EditingHabit("old words for new ones, as in another edition", _are_old),
    EditingHabit("words exchanged wherever they stand, as for another term", _are_surely_made_throughout),
)
"""What they do at some places each; besides, where that is not enough, what is `ALIKE`."""
