"""Whether somebody else than a spinner makes such swaps: what nearly all likely swaps of an article have in common.

In: an alignment and the spin probability of each of its substitutions. Out: `Editing`. A spinner puts another word of its
meaning for a word, many of them, each at few places; editors, desks and machines change words for what the question of each
`EditingHabit` says.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Postfix, Prefix

from app.align import Alignment, Kind
from app.features import LIKELY
from app.sides import Ints
from app.verdict.counts import FEW_WORDS, words_of_swaps

Mask = NDArray[np.bool_]

NEARLY_ALL, HALF = 0.8, 0.5  # share of the likely swaps of an article, and of a passage of it, that have the habit
ROUNDING = 1e-9  # of a count of swaps that is made of shares
NAMED = 0.2  # share from which one habit of several is told in the reason
OFTEN = 2  # places of a word, on average where they are few, from which somebody had it exchanged throughout
MOST = 0.7  # and where words are exchanged wherever they stand
THROUGHOUT, SAME_WAY = 0.7, 0.6  # of the places that the reference has of a word, and of these one wording
SURELY_OFTEN = 3  # places of a word where swaps of other habits stand beside it
LOOKS, SOUNDS = 0.5, 0.6  # likeness of letters, and of keys of Metaphone
BEGINNING, WIPED = 3, 0.35  # letters that a word is completed from; likeness of two words that begin and end alike
FEWEST_MASKED = 3  # different wordings that one stands for
# Quotations in which swaps stand, words outside of quotations between them, and share of the suspect's words in quotations.
FEWEST_QUOTATIONS, WORDS_BETWEEN, MOST_QUOTED = 2, 40, 0.6
_KEYS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")  # of a telephone
_WORD: Final = re.compile(r"[^\W\d_]{2}|\b[ai]\b")


@dataclass(frozen=True)
class LikelySwaps:
    """The likely swaps of an alignment; `spin` holds the spin probability of each of its substitutions."""

    alignment: Alignment
    spin: NDArray[np.float64]

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """Their numbers among the substitutions."""
        return np.flatnonzero(self.spin >= LIKELY)

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
        starts, sizes = self.alignment.substitutions.spans[0, self.places], self._sizes
        begins = np.cumsum(sizes) - sizes
        places = np.arange(sizes.sum()) + np.repeat(starts - begins, sizes)
        return self.alignment.pair.reference.numbers[places], begins

    @cached_property
    def often(self) -> NDArray[np.integer]:
        """At how many places the rarest word that each takes is exchanged."""
        words, begins = self.taken
        n = Counter(taken := words.tolist())  # of so few numpy's counting takes twice as long
        found: NDArray[np.integer] = np.minimum.reduceat(np.array([n[word] for word in taken]), begins)
        return found

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
    def stand_for_many(self) -> Mask:
        """Whether each puts in a wording that stands for several."""
        n_taken = Counter(put_in for _, put_in in set(self.wordings))
        return np.array([n_taken[put_in] >= FEWEST_MASKED for _, put_in in self.wordings])

    @cached_property
    def are_function_words(self) -> Mask:
        """Whether each exchanges a function word."""
        return self.alignment.substitutions.of_kind(Kind.FUNCTION_WORD)[self.places]

    @cached_property
    def _sizes(self) -> Ints:
        starts, ends = self.alignment.substitutions.spans[:2, self.places]
        sizes: Ints = ends - starts
        return sizes

    def is_old(self, *wordings: str) -> bool:
        """Whether a word of one of the wordings is one that the language has given up."""
        old = self.alignment.pair.lexicon.english.old_words
        return not all(old.isdisjoint(wording.split()) for wording in wordings)

    def holds_of_nearly_all(self, rest: Mask, holds: Callable[[str, str], bool]) -> Mask | None:
        """For which of the `rest` it `holds` of the two wordings; None when these are too few for nearly all of the swaps.

        It ends as soon as that is sure: letters are slow to ask, and most spun texts fail early.
        """
        found, may_fail = np.zeros(len(self), bool), (1.0 - NEARLY_ALL) * len(self) + ROUNDING
        for place in np.flatnonzero(rest).tolist():
            found[place] = holds(*self.wordings[place])
            may_fail -= not found[place]
            if may_fail < 0.0:
                return None
        return found

    def each(self, holds: Callable[[str, str], bool]) -> Mask:
        """Whether `holds` of the two wordings of each; each pair of wordings is asked once."""
        answers = {wording: holds(*wording) for wording in set(self.wordings)}
        return np.fromiter((answers[wording] for wording in self.wordings), bool, len(self))


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
    swaps = LikelySwaps(alignment, spin)
    if not len(swaps):
        return not_edited(alignment)
    for habit in ALONE:
        if share_of(found := habit.holds(swaps)) >= habit.share:
            return _editing(swaps, found, habit.words)
    if not _may_be_together(swaps):
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


def _may_be_together(swaps: LikelySwaps) -> bool:
    """Whether nearly all may have a habit, as far as a glance at both wordings of each says."""

    def may_be(one: str, other: str) -> bool:
        return _may_be_habit(one, other) or swaps.is_old(one, other)

    together = swaps.are_function_words | (swaps.often >= SURELY_OFTEN) | swaps.stand_for_many | _are_names_for_others(swaps)
    return swaps.holds_of_nearly_all(~together, may_be) is not None


def _may_be_habit(one: str, other: str) -> bool:
    """Whether a swap by itself may have a habit; what is replaced inside of words begins or ends with the same letter."""
    if one[0] == other[0] or one[-1] == other[-1] or are_alike(one, other):
        return True
    return is_masked(one) or is_masked(other)


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
    a, b = sorted((side if side.isalpha() else "".join(filter(str.isalpha, side)) for side in (one, other)), key=len)
    if not a:
        return False
    looks = OSA.normalized_similarity(a, b)
    if (
        looks >= LOOKS
        or a[:BEGINNING] == b[:BEGINNING]
        or (a[0] == b[0] and (_is_part(a, b) or (a[-1] == b[-1] and looks >= WIPED)))
    ):
        return True
    return OSA.normalized_similarity(metaphone(a), metaphone(b)) >= SOUNDS or a.translate(_KEYS) == b.translate(_KEYS)


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


def _are_names_for_others(swaps: LikelySwaps) -> Mask:
    """Whether what had a capital has none: a name became what its bearer is, or a mark."""
    pair, spans = swaps.alignment.pair, swaps.alignment.substitutions.spans[:, swaps.places]
    had, has = (
        side.has_capital(first) | side.has_capital(end - 1)
        for side, first, end in ((pair.reference, *spans[:2]), (pair.suspect, *spans[2:]))
    )
    found: Mask = had & ~has
    return found


def _are_old(swaps: LikelySwaps) -> Mask:
    return swaps.each(swaps.is_old)


def _are_made_throughout(swaps: LikelySwaps) -> Mask:
    may_be = swaps.often >= OFTEN
    if share_of(may_be | swaps.are_function_words) < MOST:
        return np.zeros(len(swaps), bool)  # as in most spun texts: too few to look for, whatever else the reference has
    return swaps.throughout >= OFTEN


def _are_made_throughout_or_function_words(swaps: LikelySwaps) -> Mask:
    return _are_made_throughout(swaps) | _are_function_words(swaps)


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
    return swaps.stand_for_many


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
    EditingHabit("names that became other words, as where they are withheld", _are_names_for_others),
    EditingHabit("words that are masked or shortened to a letter", _are_masked),
    EditingHabit("old words for new ones, as in another edition", _are_old),
    EditingHabit("words exchanged wherever they stand, as for another term", _are_surely_made_throughout),
)
"""What they do at some places each; besides, where that is not enough, what is `ALIKE`."""
