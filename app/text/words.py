"""Words and numbers of a text, with the form they are matched in."""

import re
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

import numpy as np

from app.text.characters import IGNORED, places_of
from app.text.disguises import (
    INSIDE_WORDS,
    find_invisible,
    find_spaced_out,
    find_stacked_marks,
    fold,
    has_no_meaning,
    is_homoglyph,
    is_styled,
    odd_characters,
    with_letters,
)
from app.text.spelling import Spelling, Strings, spelled
from app.text.twins import scanner, twin_of
from app.text.types import Disguise, DisguiseKind, Ints, Span

LONGEST_WORD = 100  # characters that can be seen; the longest words of prose have 45, with hyphens some more
# Kept whole: U.S., didn't, Tehran's, 40,000, 20%, B-2, high-level, 10:30.
# Trap: no possessive quantifier on a group; the `re` of Python 3.11.2 (Debian 12) matches the empty string with one.
_JOINTS = r"(?:['\-]{0}+|[.,:](?:(?<=\d.)(?=\d)|(?<=\b\w.)(?=\w\b)){0}+)*%?"
_PLAIN_WORD = re.compile(r"(\w+" + _JOINTS.format(r"\w") + ")")  # captured for `split`
_PLAIN_MARKS = (("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"), ("_", " "))


class Words(NamedTuple):
    """Columns of one text's words, one entry a word, and the disguises met on the way."""

    spelling: Spelling
    starts: Ints
    ends: Ints
    disguises: tuple[Disguise, ...]


def find_words(text: str) -> Words:
    """The words of `text` in order, one of over `LONGEST_WORD` characters in even parts. O(n) time."""
    odd = odd_characters(text)
    if odd or find_stacked_marks(text):
        return _find_disguised(text, odd)
    (spelling, starts, ends), has_spaced_out = _split(text, text, as_written=True)
    if has_spaced_out:
        return _find_disguised(text, "")
    return Words(spelling, starts, ends, ())


Columns = tuple[Spelling, Ints, Ints]
_SIGMA = "\u03a3"  # trap: its lower case hangs on what stands beside it


def _split(letters: str, text: str, *, as_written: bool) -> tuple[Columns, bool]:
    """Words, starts and ends in `letters`, which has a letter for each character of `text` that may stand inside a word.

    With them, whether four single letters follow each other one space apart. `as_written`: the letters are not lowered yet.
    """
    found, longest, has_spaced_out = split_letters(letters, as_written)
    return (_cut_endless(found, text) if longest > LONGEST_WORD else found), has_spaced_out


def split_letters_plainly(letters: str, as_written: bool) -> tuple[Columns, int, bool]:
    """What `split_letters` returns, without the compiled scanner."""
    norms, starts, ends = split_plainly(lower_plainly(letters) if as_written else letters)
    return (Strings(norms), starts, ends), int((ends - starts).max(initial=0)), _has_spaced_out(starts, ends)


@twin_of(split_letters_plainly)
def split_letters(letters: str, as_written: bool) -> tuple[Columns, int, bool]:
    """Words, starts and ends in `letters`; how long the longest is; whether four single letters stand one space apart."""
    if as_written and _SIGMA in letters:
        letters, as_written = lower_plainly(letters), False
    spelling, longest, has_spaced_out = scanner.split(letters, as_written)
    return (spelling, spelling.starts, spelling.ends), longest, has_spaced_out


def _cut_endless(words: Columns, text: str) -> Columns:
    """The same words, the endless ones in parts: to compare two such by their letters would cost the square of them."""
    norms: list[str] = []
    edges: list[tuple[int, int]] = []
    of_all = words[0].between(0, len(words[0]))
    for norm, start, end in zip(of_all, words[1].tolist(), words[2].tolist(), strict=True):
        cuts = _cuts(text[start:end]) if end - start > LONGEST_WORD else [0, end - start]
        norms.extend(norm[a:b] for a, b in pairwise(cuts))
        edges.extend((start + a, start + b) for a, b in pairwise(cuts))
    starts, ends = np.array(edges, np.int32).reshape(-1, 2).T.copy()
    return spelled(norms), starts, ends


def _cuts(word: str) -> list[int]:
    """Where the parts of an endless word begin and the last one ends; what nobody sees counts as nothing."""
    seen = [place for place, character in enumerate(word) if not INSIDE_WORDS.match(character)]
    n_parts = -(-len(seen) // LONGEST_WORD)
    return [0, *(seen[k * len(seen) // n_parts] for k in range(1, n_parts)), len(word)]


def split_plainly(flat: str) -> tuple[tuple[str, ...], Ints, Ints]:
    """Words of a text without anything suspicious, with their starts and ends, without the compiled scanner."""
    pieces = _PLAIN_WORD.split(flat)  # gap, word, gap, …, gap: one call in C, where a match object a word costs 1 µs
    places = np.cumsum(np.fromiter(map(len, pieces), np.int32, len(pieces)), dtype=np.int32)
    return tuple(pieces[1::2]), places[:-1:2].copy(), places[1::2].copy()


def _has_spaced_out(starts: Ints, ends: Ints) -> bool:
    """Whether four single letters follow each other one space apart."""
    single = ends - starts == 1
    linked = single[:-1] & single[1:] & (starts[1:] - ends[:-1] == 1)
    return len(linked) >= 3 and bool((linked[:-2] & linked[1:-1] & linked[2:]).any())


def lower_plainly(text: str) -> str:
    """What `lower_in_place` returns, without the compiled scanner."""
    lower = text.lower()
    if len(lower) != len(text):  # trap: the lower case of some capitals is two code points
        lower = "".join(c.lower()[0] for c in text)
    return _plain_marks(lower)


@twin_of(lower_plainly)
def lower_in_place(text: str) -> str:
    """`text` in lower case with plain apostrophes and hyphens, every character at its old place."""
    return lower_plainly(text) if _SIGMA in text else scanner.lower_in_place(text)


def _plain_marks(word: str) -> str:
    for mark, plain in _PLAIN_MARKS:  # a few `replace` calls are ten times faster than one `translate`
        word = word.replace(mark, plain)
    return word


def _find_disguised(text: str, odd: str) -> Words:
    """The words of a text with suspicious characters: only the words that hold one are looked at singly."""
    found: list[Disguise] = find_invisible(text, odd) + find_stacked_marks(text)
    joined = find_spaced_out(text)
    found.extend(Disguise(DisguiseKind.SPLIT_WORD, span) for span in joined)
    letters = _joined(with_letters(lower_in_place(text), odd), joined)
    (spelling, starts, ends), _ = _split(letters, text, as_written=False)
    starts, ends = starts.copy(), ends.copy()
    suspicious = np.array(places_of(text, odd) + [span.start + 1 for span in joined], np.int32)
    places = np.unique(np.searchsorted(starts, suspicious, side="right") - 1)
    words: dict[int, str] = {}
    for k in places[places >= 0].tolist():
        start, end = _without_invisible_ends(text, int(starts[k]), int(ends[k]))
        starts[k], ends[k] = start, end
        word = text[start:end]
        words[k] = _plain_marks(fold(word.replace(" ", ""))).replace(" ", "")
        if is_homoglyph(word):
            found.append(Disguise(DisguiseKind.HOMOGLYPH, Span(start, end)))
        if has_no_meaning(word):
            found.append(Disguise(DisguiseKind.UNASSIGNED, Span(start, end)))
    in_order = tuple(sorted(found, key=lambda d: (d.chars.start, d.chars.end)))
    return _filled(Words(spelling.replaced(words), starts, ends, in_order), words)


def _joined(letters: str, joined: list[Span]) -> str:
    """`letters` with a letter for each space of the spaced-out words."""
    gaps = zip([0, *(span.end for span in joined)], [*(span.start for span in joined), len(letters)], strict=True)
    words = ["a" * len(span) for span in joined]
    return "".join(chain.from_iterable(zip_longest((letters[a:b] for a, b in gaps), words, fillvalue="")))


def _without_invisible_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """A word's span without the characters before its first and the invisible ones behind its last letter."""
    while start < end and not (text[start].isalnum() or is_styled(text[start])):
        start += 1
    while end > start and text[end - 1] in IGNORED:
        end -= 1
    return start, end


def _filled(found: Words, words: dict[int, str]) -> Words:
    """The words without those of `words` that are empty."""
    if all(words.values()):
        return found
    kept = np.ones(len(found.starts), bool)
    kept[[k for k, word in words.items() if not word]] = False
    return Words(found.spelling.only(kept), found.starts[kept], found.ends[kept], found.disguises)
