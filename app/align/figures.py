"""Numbers and dates that a substitution cuts out of what is written, read with what stands around them on both sides.

"March" for "03" says nothing; "12 March 2024" and "12/03/2024" say the same. So the words before and behind are taken along, as
far as they are of one amount.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum

from app.lexicon import DASHES, Amount, Amounts, roman
from app.sides import Pair, Side
from app.text import Span, is_number

MOST_AROUND = 4  # words that are taken along before and behind
_GAP = re.compile(rf"\s?%?[.,/\-{DASHES}]?\s?[$£€¥\-\u2212]?")
_SIGN_BEFORE, _SIGN_BEHIND = re.compile(r"[$£€¥]\s?$"), re.compile(r"\s?%")
_LONGEST_SIGN = 2
_FIGURES = "0123456789,."


class Written(IntEnum):
    """What two stretches say: the same amounts, others of which one is in figures, or something else."""

    NOTHING = 0
    ALIKE = 1
    OTHERWISE = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """The amounts around the words of one text."""

    side: Side
    amounts: Amounts

    def counts(self, k: int) -> bool:
        """Whether word number `k` may be of an amount."""
        return self.amounts.counts(self.side.document.spelling[k]) or self._is_roman(k)

    def count(self, span: Span) -> bool:
        """Whether one of the words may be."""
        return any(map(self.counts, range(span.start, span.end)))

    def has_figure(self, span: Span) -> bool:
        """Whether one of the words is in figures."""
        return any(is_number(self.side.document.spelling[k]) or self._is_roman(k) for k in range(span.start, span.end))

    def around(self, span: Span) -> Span:
        """The words of `span` with those of the same amount on either side."""
        return Span(self._reach(span.start, -1), self._reach(span.end - 1, 1) + 1)

    def wording(self, span: Span) -> str:
        """The stretch as it stands, with a sign before or behind it, which are of no word."""
        text, chars = self.side.document.text, self.side.document.chars(span)
        before = _SIGN_BEFORE.search(text[max(chars.start - _LONGEST_SIGN, 0) : chars.start])
        behind = _SIGN_BEHIND.match(text, chars.end)
        return (before.group() if before else "") + text[chars.start : chars.end] + (behind.group() if behind else "")

    def odds(self, span: Span) -> tuple[Amount, ...] | None:
        """The share that is written as odds across these words."""
        chars = self.side.document.chars(span)
        return self.amounts.odds_at(self.side.document.text, chars.start, chars.end)

    def _reach(self, k: int, step: int) -> int:
        """The last word from `k` on, in one direction, that is of the amount: joining words only between two others."""
        reached, at = k, k
        while abs(at + step - k) <= MOST_AROUND and self._touch(min(at, at + step)):
            at += step
            if self.counts(at):
                reached = at
            elif not self.amounts.joins(self.side.document.spelling[at]):
                break
        return reached

    def _touch(self, k: int) -> bool:
        """Whether nothing but a mark of an amount stands between word number `k` and the next one."""
        document = self.side.document
        if not 0 <= k < len(document) - 1 or self._opens(k + 1):
            return False
        return _GAP.fullmatch(document.text, int(document.ends[k]), int(document.starts[k + 1])) is not None

    def _opens(self, k: int) -> bool:
        """Whether a sentence begins with word number `k`."""
        bounds = self.side.document.bounds
        return bool(bounds[bisect_left(bounds, k)] == k)

    def _is_roman(self, k: int) -> bool:
        """Whether it is a Roman numeral in capitals; a single letter only behind a name or a heading, as in "Part V"."""
        document = self.side.document
        word = document.text[document.starts[k] : document.ends[k]]
        if roman(word) is None:
            return False
        return len(word) > 1 or self._is_named(k)

    def _is_named(self, k: int) -> bool:
        """Whether a name or a heading stands before word number `k`: a capital alone is also the first word's of a sentence."""
        document = self.side.document
        if self._opens(k):
            return False
        before = document.text[document.starts[k - 1] : document.ends[k - 1]]
        return before[0].isupper() and (not self._opens(k - 1) or before in self.side.lexicon.english.rules.heads)


def _are_plain(pair: Pair, reference: Span, suspect: Span) -> bool:
    """Whether both are one word of figures, with a point in both or in none: "20.000" may be "20,000"."""
    if len(reference) != 1 or len(suspect) != 1:
        return False
    one, other = pair.reference.document.spelling[reference.start], pair.suspect.document.spelling[suspect.start]
    return not one.strip(_FIGURES) and not other.strip(_FIGURES) and ("." in one) == ("." in other)


def _are_alike(left: tuple[Amount, ...] | None, right: tuple[Amount, ...] | None) -> bool:
    """Whether each of the amounts may mean the same."""
    if not left or not right or len(left) != len(right):
        return False
    return all(not a.isdisjoint(b) for a, b in zip(left, right, strict=True))


def compare_figures(pair: Pair, reference: Span, suspect: Span) -> Written:
    """What the two stretches are to each other; nothing of figures alone for figures alone, which need nothing around them."""
    if _are_plain(pair, reference, suspect):
        return Written.NOTHING
    amounts = pair.lexicon.english.amounts
    one, other = Figures(pair.reference, amounts), Figures(pair.suspect, amounts)
    if not (one.count(reference) and other.count(suspect)):
        return Written.NOTHING
    if _are_alike(amounts.read(one.wording(reference)), amounts.read(other.wording(suspect))):
        return Written.ALIKE
    left, right = amounts.read(one.wording(one.around(reference))), amounts.read(other.wording(other.around(suspect)))
    if _are_alike(left, right) or _are_alike(one.odds(reference) or left, other.odds(suspect) or right):
        return Written.ALIKE
    if not left or not right:
        return Written.NOTHING
    return Written.OTHERWISE if one.has_figure(reference) or other.has_figure(suspect) else Written.NOTHING
