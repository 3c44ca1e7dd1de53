"""Other ways to write the same: numbers, shares, dates, spellings, contractions. Tables of our own.

Both use them: a desk brings a text into its house style, a spinner changes formats to look new.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from app.text import Span
from app.training.examples.spinners.types import Change, Maker, SwapKind
from app.training.lexicon import SPELLING_PAIRS

_UNITS: Final = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ORDINALS: Final = "first 1st second 2nd third 3rd fourth 4th fifth 5th sixth 6th seventh 7th eighth 8th ninth 9th tenth 10th"
_MONTHS: Final = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.",
    "November": "Nov.", "December": "Dec.",
}  # fmt: skip
_SHORT: Final = {
    "did not": "didn't", "do not": "don't", "does not": "doesn't", "is not": "isn't", "was not": "wasn't",
    "cannot": "can't", "were not": "weren't", "has not": "hasn't", "have not": "haven't", "had not": "hadn't",
    "would not": "wouldn't", "will not": "won't", "could not": "couldn't", "should not": "shouldn't",
    "are not": "aren't", "it is": "it's", "that is": "that's", "they are": "they're", "we are": "we're",
    "I am": "I'm", "I have": "I've", "we have": "we've",
}  # fmt: skip
_ENDINGS: Final = (
    (r"\b(\w{3,}[^aeiou\W])ization(s?)\b", r"\1isation\2"), (r"\b(\w{3,}[^aeiou\W])iz(e[sd]?|ing)\b", r"\1is\2"),
    (r"\b(\w{2,}[aeiou])yz(e[sd]?|ing)\b", r"\1ys\2"),
    (r"\b(col|fav|lab|hon|hum|neighb|behavi|harb|rum|endeav)or(s|ed|ing|ite|able|al|hood)?\b", r"\1our\2"),
    (r"\b(cent|theat|met|lit|fib)er(s?)\b", r"\1re\2"),
    (r"\b(travel|cancel|label|model|signal|fuel|counsel|level|total)(ed|ing|er)\b", r"\1l\2"),
    (r"\b(catalog|dialog|analog)(s?)\b", r"\1ue\2"),
)  # fmt: skip


class Rule(NamedTuple):
    """Where something can be written in another way, and how. `name` groups rules into one habit of a house."""

    name: str
    kind: SwapKind
    pattern: re.Pattern[str]
    other: Callable[[re.Match[str]], str]


def _expand(template: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match.expand(template)


def _table(name: str, kind: SwapKind, table: dict[str, str]) -> Rule:
    words = sorted(table, key=len, reverse=True)
    low = {word.lower(): other for word, other in table.items()}
    pattern = re.compile(rf"(?<![\w$£€.,-])(?:{'|'.join(map(re.escape, words))})(?![\w,-]|\.\d)", re.IGNORECASE)
    return Rule(name, kind, pattern, lambda match: _like(match.group(), low[match.group().lower()]))


def _like(word: str, other: str) -> str:
    if word.isupper() and len(word) > 3:
        return other.upper()
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def _swapped(table: dict[str, str]) -> dict[str, str]:
    return {other: word for word, other in table.items()}


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules; patterns are compiled once."""
    number, spelling, wording = SwapKind.NUMBER_FORMAT, SwapKind.SPELLING, SwapKind.WORDING
    figures = {word: str(value) for value, word in enumerate(_UNITS) if value > 1}
    ordinals = dict(zip(_ORDINALS.split()[::2], _ORDINALS.split()[1::2], strict=True))
    british = {pair[1]: pair[0] for pair in SPELLING_PAIRS if len(pair[0]) > 4 and pair[1] not in _NOT_SPELLING}
    patterns = (
        ("per cent", number, r"\bpercent\b", "per cent"), ("percent", number, r"\bper cent\b", "percent"),
        ("sign", number, r"(\d) ?(?:percent|per cent)\b", r"\1%"), ("percent", number, r"(\d)%", r"\1 percent"),
        ("per cent", number, r"(\d)%", r"\1 per cent"), ("no commas", number, r"\b(\d{1,3}),(\d{3})\b(?!,)", r"\1\2"),
        ("short money", number, r"([$£€]\d+(?:\.\d+)?) million\b", r"\1m"),
        ("short money", number, r"([$£€]\d+(?:\.\d+)?) billion\b", r"\1bn"),
        ("long money", number, r"\$(\d+(?:\.\d+)?) (million|billion)\b", r"\1 \2 dollars"),
        ("clock", number, r"\b(\d{1,2}(?::\d\d)?) ([ap])\.m\.", r"\1\2m"),
        ("day first", number, r"\b(January|February|March|April|June|July|August|September|October|November|December)"
            r" (\d{1,2})\b(?!,? \d{4})", r"\2 \1"),
        ("undotted", spelling, r"\bU\.S\.(?= )", "US"), ("dotted", spelling, r"\bUS\b", "U.S."),
    )  # fmt: skip
    return (
        *(Rule(name, kind, re.compile(pattern), _expand(other)) for name, kind, pattern, other in patterns),
        *(Rule("british", spelling, re.compile(pattern), _expand(other)) for pattern, other in _ENDINGS),
        _table("british", spelling, british),
        _table("american", spelling, _swapped(british)),
        _table("figures", number, figures),
        _table("words", number, _swapped(figures)),
        _table("ordinals", number, ordinals),
        _table("words", number, _swapped(ordinals)),
        _table("short months", number, _MONTHS),
        _table("long months", number, _swapped(_MONTHS)),
        _table("contracted", wording, _SHORT),
        _table("spelt out", wording, _swapped(_SHORT)),
    )


_NOT_SPELLING: Final = frozenset("program practice license program story check tire curb ok disk program draft".split())
HOUSES: Final[tuple[frozenset[str], ...]] = (
    frozenset(("british", "per cent", "undotted", "day first", "long months", "figures")),
    frozenset(("british", "percent", "undotted", "short money", "contracted")),
    frozenset(("american", "percent", "dotted", "words", "short months")),
    frozenset(("american", "sign", "figures", "ordinals", "clock", "contracted")),
    frozenset(("british", "sign", "undotted", "short money", "figures", "clock")),
    frozenset(("spelt out", "percent", "words", "dotted", "long months")),
)
"""House styles: which ways of writing go together."""


def restyled(text: str, within: Span, names: frozenset[str], maker: Maker) -> Iterator[Change]:
    """Every place of `text[within]` that the named rules would write differently; they may overlap."""
    for rule in rules():
        if rule.name in names:
            for match in rule.pattern.finditer(text, within.start, within.end):
                other = rule.other(match)
                if other != match.group():
                    yield Change(Span(*match.span()), other, rule.kind, maker)
