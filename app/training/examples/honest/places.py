"""Where a change is made: some of the matches of a pattern. In: a text. Out: the text with these written anew."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
Write = Callable[[re.Match[str]], str]
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def some(places: Sequence[T], rate: float, random: Random) -> list[T]:
    """A share of the places, in their order; at least one when there is any."""
    n = min(len(places), max(1, round(rate * len(places))))
    return [places[k] for k in sorted(random.sample(range(len(places)), n))]


def rewritten(text: str, matches: Sequence[re.Match[str]], write: Write) -> str:
    """`text` with what `write` gives in the place of each match; the matches are in order and apart."""
    parts: list[str] = []
    at = 0
    for match in matches:
        parts += [text[at : match.start()], write(match)]
        at = match.end()
    return "".join([*parts, text[at:]])


def change_some(text: str, pattern: re.Pattern[str], write: Write, rate: float, random: Random) -> str:
    """`text` with a share of the matches of `pattern` written anew; a match that `write` leaves as it is takes no place."""
    matches = list(pattern.finditer(text))
    return rewritten(text, some(matches, rate, random), write)


def any_of(words: Sequence[str] | Mapping[str, object], *, ignores_case: bool = True) -> re.Pattern[str]:
    """A pattern for whole words or phrases, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    inside = "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]") for word in longest)
    return re.compile(rf"(?<![\w'\u2019-])(?:{inside})(?![\w-])", re.IGNORECASE if ignores_case else 0)


def like(word: str, other: str) -> str:
    """`other` in the case of `word`."""
    if len(word) > 1 and word.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def entry_of(written: str) -> str:
    """The entry of `any_of` that was found as it is `written`: in another case, or with a blank that does not break."""
    return written.lower().replace("\u00a0", " ")


def from_table(table: Mapping[str, str]) -> Write:
    """Writes for each entry that `any_of` finds what the table has for it, in its case."""
    return lambda match: like(match.group(), table[entry_of(match.group())])


def another(choices: Sequence[T], than: T, random: Random) -> T:
    """One of the choices that is not `than`."""
    return random.choice([choice for choice in choices if choice != than])
