"""Whether somebody else than a spinner makes such swaps: what nearly all likely swaps of an article have in common.

In: an alignment and the spin probability of each of its substitutions. Out: `Editing`. A spinner puts another word of its
meaning for a word, many of them, each at few places; editors, desks and machines change words for what the question of each
`EditingHabit` says.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Postfix, Prefix

from app.align import Alignment
from app.verdict.counts import FEW_WORDS, words_of_swaps
from app.verdict.quotations import are_in_quotations
from app.verdict.swap_columns import MOST, NEARLY_ALL, OFTEN, THROUGHOUT, LikelySwaps, Mask, SwapMark, share_of
from app.verdict.terms import (
    MOST_NOUNS,
    ONLY_NOUNS,
    are_fitting_throughout,
    are_function_words_and_terms,
    are_little_throughout,
    are_marks,
    are_nouns_throughout,
    are_of_an_old_edition,
    are_only_nouns,
    are_repeated_and_scattered,
    are_unrelated_and_repeated,
)
from app.verdict.twins import tallying, twin_of

HALF = 0.5  # share of the likely swaps of a passage that have the habit
NAMED = 0.2  # share from which one habit of several is told in the reason
SURELY_OFTEN = 3  # places of a word where swaps of other habits stand beside it
# Function words from which it can be seen whether somebody chose them, where so much is exchanged, and share of these
# that are exchanged wherever they stand: honest texts have .29 and more, short spun ones that habits let go have none.
FEWEST_CHOSEN, MUCH, CHOSEN = 4, 0.08, 0.2
LOOKS, SOUNDS = 0.5, 0.5  # likeness of letters, and of keys of Metaphone: most short words have two letters of these
BEGINNING, WIPED = 3, 0.35  # letters that a word is completed from; likeness of two words that begin and end alike
FEWEST_MASKED = 3  # different wordings that one stands for
_KEYS_OF_LETTERS: Final = b"22233344455566677778889999"  # of a telephone, from a to z
_KEYS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", _KEYS_OF_LETTERS.decode())
_WORD: Final = re.compile(r"[^\W\d_]{2}|\b[ai]\b")
_SEEN: Final = int(SwapMark.FUNCTION_WORD | SwapMark.NAME_FOR_OTHER | SwapMark.SAME_EDGE)


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
    """The first of `ALONE`, all of `TOGETHER` or the first of `AS_TERMS` that nearly all likely swaps have in common.

    O(n log n) time in their number, O(n) in the words of the reference.
    """
    swaps = LikelySwaps.of(alignment, spin)
    if not len(swaps):
        return not_edited(alignment)
    return _first_of(ALONE, swaps) or _all_together(swaps) or _first_of(AS_TERMS, swaps) or not_edited(alignment)


def _first_of(habits: Sequence[EditingHabit], swaps: LikelySwaps) -> Editing | None:
    for habit in habits:
        if share_of(found := habit.holds(swaps)) >= habit.share:
            return _editing(swaps, found, habit.words)
    return None


def _all_together(swaps: LikelySwaps) -> Editing | None:
    if not may_be_together(swaps):
        return None
    masks = [habit.holds(swaps) for habit in TOGETHER]
    alike = swaps.holds_of_nearly_all(~np.logical_or.reduce(masks), are_alike)
    if alike is None:
        return None
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
    return swaps.holds_of_nearly_all(~_seen_together(swaps), partial(_may_be_habit, swaps)) is not None


@twin_of(may_be_together_plainly)
def may_be_together(swaps: LikelySwaps) -> bool:
    """Whether nearly all may have a habit, as far as a glance at both wordings of each says."""
    glance = LetterGlance(LOOKS, SOUNDS, _KEYS_OF_LETTERS, swaps.old_words, partial(_may_be_habit, swaps))
    return tallying.may_be_together(swaps.alignment, swaps.places[~_seen_together(swaps)], swaps.most_without, glance)


def _may_be_habit(swaps: LikelySwaps, one: str, other: str) -> bool:
    """Whether two wordings by themselves say that a swap may have a habit."""
    return are_alike(one, other) or is_masked(one) or is_masked(other) or swaps.is_old(one, other)


def _seen_together(swaps: LikelySwaps) -> Mask:
    """Which may have a habit by their columns; what is replaced inside of words begins or ends with the same letter."""
    found: Mask = swaps.have(_SEEN) | (swaps.often >= SURELY_OFTEN) | (swaps.stands_for >= FEWEST_MASKED)
    return found


def not_edited(alignment: Alignment) -> Editing:
    """That nothing speaks against a spinner."""
    return Editing(whole=False, passages=(False,) * len(alignment.passages))


def _editing(swaps: LikelySwaps, found: Mask, why: str) -> Editing:
    """Passages of which less than half has the habit are left out: a spun paragraph may stand in an edited copy."""
    return Editing(whole=True, passages=tuple((swaps.by_passage(found) >= HALF * swaps.by_passage()).tolist()), why=why)


def _are_function_words(swaps: LikelySwaps) -> Mask:
    return swaps.are_function_words


def _are_chosen_function_words(swaps: LikelySwaps) -> Mask:
    """Function words, unless much is exchanged and of several hardly one wherever it stands: a spinner has come by them."""
    found, n_words = swaps.are_function_words, swaps.n_words
    n_found = int(found.sum())
    if n_found < FEWEST_CHOSEN or len(swaps) < MUCH * n_words:
        return found
    n_chosen = int((found & (swaps.throughout >= OFTEN)).sum())
    return found if n_chosen >= CHOSEN * n_found else np.zeros(len(swaps), bool)


def are_alike(one: str, other: str) -> bool:
    """Whether a machine may have taken one wording for the other by its letters, its sound or its keys.

    Half of the letters are the same, or one is the other shortened (no machine makes "arsenic" of "as", as a dictionary's first
    entry is); they sound alike by Metaphone (Philips 1990); they begin
    alike, as what is completed, or begin and end so, as what is wiped; or they have the same keys of a telephone.
    """
    a, b = _letters_of(one), _letters_of(other)
    is_shortened = len(b) < len(a)
    if is_shortened:
        a, b = b, a
    if not a:
        return False
    looks = OSA.normalized_similarity(a, b)
    if (
        looks >= LOOKS
        or a[:BEGINNING] == b[:BEGINNING]
        or (a[0] == b[0] and (((is_shortened or len(a) >= BEGINNING) and _is_part(a, b)) or (a[-1] == b[-1] and looks >= WIPED)))
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
    found = swaps.are_made_throughout | swaps.are_function_words
    # as in most spun texts: too few to look for, whatever else the reference has
    return swaps.are_made_throughout | _are_chosen_function_words(swaps) if share_of(found) >= NEARLY_ALL else found


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


ALONE: Final[Sequence[EditingHabit]] = (
    EditingHabit("Nearly all swaps are everyday function words, as where grammar is put right", _are_function_words),
    EditingHabit("One wording stands for many different words, as where a text is withheld or cannot be heard", _stand_for_many),
    EditingHabit("A few words were exchanged wherever they stand, as for another term", _are_few_words),
    EditingHabit("Words were exchanged wherever they stand, each for one other, as for other terms", _are_made_throughout, MOST),
    EditingHabit("Words were exchanged wherever they stand, and everyday function words", _are_made_throughout_or_function_words),
    EditingHabit("Nearly all swaps stand in quotations, as where words were translated or heard by others", are_in_quotations),
)
"""What nobody but an editor or a machine does at nearly all places."""
AS_TERMS: Final[Sequence[EditingHabit]] = (
    EditingHabit(
        "Nearly all swaps are nouns, exchanged wherever they stand, as for another house's terms",
        are_nouns_throughout,
        MOST_NOUNS,
    ),
    EditingHabit("All swaps are nouns, as for another house's terms", are_only_nouns, ONLY_NOUNS),
    EditingHabit("The swaps are everyday function words, and words exchanged wherever they stand", are_function_words_and_terms),
    EditingHabit(
        "The swaps read as well as what they stand for, wherever it stood, as for another readership", are_fitting_throughout
    ),
    EditingHabit(
        "Nearly all swaps exchange unrelated words, each at several places, as for other terms", are_unrelated_and_repeated
    ),
    EditingHabit("Few words were exchanged, and wherever they stand, as by a table of words", are_little_throughout),
    EditingHabit("A few wordings stand for different words, as marks of what cannot be heard", are_marks),
    EditingHabit("Many swaps are old words for new ones, as in another edition", are_of_an_old_edition),
    EditingHabit(
        "A few wordings were exchanged here and there, and again and again, as for other terms",
        are_repeated_and_scattered,
    ),
)
"""What others than spinners do to words for things and to editions; asked last."""
ALIKE: Final = "words that look or sound like what they stand for, as a machine misreads, mishears or corrects"
TOGETHER: Final[Sequence[EditingHabit]] = (
    EditingHabit("everyday function words", _are_chosen_function_words),
    EditingHabit("the same letters exchanged inside of words, as by find and replace", _are_replaced_inside),
    EditingHabit("one wording for many different words", _stand_for_many),
    EditingHabit("names that became other words, as where they are withheld", _became_others),
    EditingHabit("words that are masked or shortened to a letter", _are_masked),
    EditingHabit("old words for new ones, as in another edition", _are_old),
    EditingHabit("words exchanged wherever they stand, as for another term", _are_surely_made_throughout),
)
"""What they do at some places each; besides, where that is not enough, what is `ALIKE`."""
