"""Figures brought up to date, in words and in digits, and written in the other form. Also ages and round quantities."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import another, any_of, change_some, like
from app.training.examples.honest.types import ChangeSource, HonestPair

_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_QUANTITIES: Final = (
    "dozens", "scores", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "a handful", "a dozen",
    "half a dozen", "two dozen", "three dozen", "several dozen", "several hundred", "a few hundred", "a few dozen",
    "several thousand", "a few thousand",
)  # fmt: skip
_QUALIFIERS: Final = (
    "at least", "about", "more than", "nearly", "almost", "around", "up to", "as many as", "no fewer than", "fewer than",
    "some", "over", "roughly", "close to",
)  # fmt: skip
_SHARES: Final = (
    "half", "a third", "two thirds", "a quarter", "three quarters", "a fifth", "most", "two-thirds", "three-quarters",
)  # fmt: skip
_MAGNITUDES: Final = ("hundred", "thousand", "million", "billion", "trillion")


def in_words(number: int) -> str:
    """A whole number from 0 to 999,999 as it is written in full: 42 → "forty-two"."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        rest = number % 10
        return _TENS[number // 10 - 2] + (f"-{_UNITS[rest]}" if rest else "")
    unit, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % unit
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_words(number // unit)} {word}{joint + in_words(rest) if rest else ''}"


NUMBERS: Final = {in_words(n): n for n in range(100)}
_COUNTED: Final = [word for word, n in NUMBERS.items() if n > 1]  # "one" and "zero" are seldom figures
_WORDS: Final = any_of([*_COUNTED, *(word.replace("-", " ") for word in _COUNTED)])
_ORDINAL: Final = any_of(ORDINALS[2:])  # "first" and "second" are seldom figures
_QUANTITY: Final = any_of(_QUANTITIES)
_SHARE: Final = re.compile(rf"\b(?:{'|'.join(_SHARES)})(?= of\b)", re.IGNORECASE)
DIGITS: Final = re.compile(
    r"(?<![\w.,:/\u2013-])(?!(?:19|20)\d\d\b)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?(?![\w:/]|[.,\u2013-]\d)"
)
_SMALL_DIGITS: Final = re.compile(r"(?<![\w.,:/$£€%\u2013-])[1-9]\d?(?![\w:/%]|[.,\u2013-]\d)")
_HEDGED: Final = re.compile(rf"\b({'|'.join(_QUALIFIERS)}) (?=\d|{'|'.join(_COUNTED)}\b)", re.IGNORECASE)
_AGES: Final = re.compile(
    rf"(?:(?<=, )\d\d(?=[,.])|(?<=\baged )\d+|\b(?:\d+|{'|'.join(_COUNTED)})(?=[- ]years?[- ]old)|(?<=\bage )\d+)", re.IGNORECASE
)


def other_number(number: int, random: Random, least: int = 2) -> int:
    """A later figure: a little more or less, a multiple, or any of the same size; never the same and never under `least`."""
    way = random.random()
    if way < 0.4:
        new = number + random.choice((-1, 1)) * random.randint(1, max(2, number // 5))
    elif way < 0.7:
        new = round(number * random.uniform(1.2, 5))
    else:
        size = 10 ** max(1, len(str(number)))
        new = random.randint(size // 10 + 1, size - 1)
    return max(new, least) if max(new, least) != number else number + 1


def other_figure(written: str, random: Random) -> str:
    """Another number in the format of a number in digits: thousands commas and decimals stay."""
    whole, point, decimals = written.partition(".")
    number = int(whole.replace(",", ""))
    new = other_number(number, random, least=1) if number else random.randint(1, 9)
    shown = f"{new:,}" if "," in written or (new > 9_999 and random.random() < 0.8) else str(new)
    return shown + (f".{random.randrange(10 ** len(decimals)):0{len(decimals)}d}" if point else "")


def other_word(written: str, random: Random) -> str:
    """Another number in words for one in words up to ninety-nine: "twelve" → "thirty-one"."""
    number = NUMBERS[written.lower().replace(" ", "-").replace("\u00a0", "-")]
    new = other_number(number, random)
    if new > 99:
        new = another(range(11, 99), number, random)
    shown = in_words(new)
    return like(written, shown if "-" in written or random.random() < 0.9 else shown.replace("-", " "))


def worded(text: str, random: Random, rate: float) -> str:
    """Figures in words become other figures in words, some with "more than" for "about"; ordinals and "dozens" as well."""
    text = change_some(text, _WORDS, lambda m: other_word(m.group(), random), rate, random)
    text = change_some(text, _QUANTITY, lambda m: like(m.group(), another(_QUANTITIES, m.group().lower(), random)), rate, random)
    if random.random() < 0.3:
        text = change_some(
            text, _ORDINAL, lambda m: like(m.group(), another(ORDINALS[2:], m.group().lower(), random)), rate, random
        )
    if random.random() < 0.5:
        text = change_some(text, _SHARE, lambda m: like(m.group(), another(_SHARES, m.group().lower(), random)), rate, random)
    return hedged(text, random, rate / 3) if random.random() < 0.5 else text


def hedged(text: str, random: Random, rate: float) -> str:
    """Hedges change: "about forty" becomes "more than forty"."""
    return change_some(text, _HEDGED, lambda m: like(m[1], another(_QUALIFIERS, m[1].lower(), random)) + " ", rate, random)


def digits(text: str, random: Random, rate: float) -> str:
    """Figures in digits become others in digits; years and clock times stay."""
    text = change_some(text, DIGITS, lambda m: other_figure(m.group(), random), rate, random)
    return hedged(text, random, rate / 3) if random.random() < 0.3 else text


def in_full(text: str, random: Random, rate: float) -> str:
    """Small numbers in digits are written in words, to the same value."""
    return change_some(text, _SMALL_DIGITS, lambda m: in_words(int(m.group())), rate, random)


def in_figures(text: str, random: Random, rate: float) -> str:
    """Numbers in words are written in digits, to the same value."""

    def write(match: re.Match[str]) -> str:
        return str(NUMBERS[match.group().lower().replace(" ", "-").replace("\u00a0", "-")])

    return change_some(text, _WORDS, write, rate, random)


def updated_words(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """An update in a house that writes numbers in full: in both versions small figures stand in words, others in the later."""
    text = in_full(source.text, random, 1.0) if random.random() < 0.6 else source.text
    suspect = worded(text, random, rate)
    return HonestPair(text, suspect) if suspect != text else None


def updated_into_words(text: str, random: Random, rate: float) -> str:
    """Another figure in the other form: "7" → "nineteen", "twelve" → "31"."""

    def write(match: re.Match[str]) -> str:
        return in_words(min(99, other_number(int(match.group()), random)))

    if random.random() < 0.5:
        return change_some(text, _SMALL_DIGITS, write, rate, random)
    return change_some(text, _WORDS, lambda m: str(other_number(NUMBERS[_plain(m.group())], random)), rate, random)


def _plain(written: str) -> str:
    return written.lower().replace(" ", "-").replace("\u00a0", "-")


def ages(text: str, random: Random, rate: float) -> str:
    """Ages are put right by a few years."""

    def write(match: re.Match[str]) -> str:
        written = match.group()
        if written.isdigit():
            return str(max(1, int(written) + random.choice((-10, -3, -2, -1, 1, 2, 3, 5, 10))))
        return other_word(written, random)

    return change_some(text, _AGES, write, rate, random)


def magnitudes(text: str, random: Random, rate: float) -> str:
    """Sizes change: "3 million" becomes "4 billion": both the figure and its size are put right."""
    pattern = re.compile(rf"(?<![\w.,])(\d[\d.,]*|{'|'.join(_COUNTED)})( |-)({'|'.join(_MAGNITUDES)})\b", re.IGNORECASE)

    def write(match: re.Match[str]) -> str:
        figure = match[1].rstrip(".,")
        new = other_figure(figure, random) if figure[0].isdigit() else other_word(figure, random)
        size = match[3] if random.random() < 0.5 else another(_MAGNITUDES[1:], match[3].lower(), random)
        return f"{new}{match[2]}{size}"

    return change_some(text, pattern, write, rate, random)


_FORMATS: Final[tuple[tuple[str, str], ...]] = (
    (r"(?<=\d) percent\b|(?<=\d) per cent\b", "%"), (r"(?<=\d)%", " percent"), (r"(?<=\d)%", " per cent"), (r"(?<=\d) million\b",
    "m"),
    (r"(?<=\d) billion\b", "bn"), (r"(?<=\d)bn\b", " billion"), (r"(?<=\d) (?=million|billion)", "-"), (r"(?<=\d),(?=\d{3})", ""),
    (r"(?<=\d),(?=\d{3})", " "), (r"(?<=\d),(?=\d{3})", "."), (r"\bdozens\b", "scores"), (r"\$(?=\d)", "US$"), (r"\$(?=\d)",
    "USD "),
    (r"\b1st\b", "first"), (r"\b2nd\b", "second"), (r"\bfirst\b", "1st"), (r"\bsecond\b", "2nd"), (r"\bthird\b", "3rd"),
    (r"\bNo\. (?=\d)", "number "),
    (r"(?<=\d)-year-old\b", " years old"), (r"(?<=\d)-year-old\b", "-year old"), (r"\b(?<=\d)k\b", ",000"), (r"\bone-third\b",
    "a third"),
    (r"\bhalf of\b", "50 percent of"), (r"\btwice\b", "two times"), (r"(?<=\d),000\b", " thousand"), (r"(?<=\d)\.0\b", ""),
)  # fmt: skip


def formats(text: str, random: Random, rate: float) -> str:
    """The same numbers in the format of another house: "$2,500", "US$2500"; "5 percent", "5%"; "3 billion", "3bn"."""
    for pattern, new in random.sample(_FORMATS, len(_FORMATS) // 2):
        text = change_some(text, re.compile(pattern), lambda _, new=new: new, max(rate, 0.6), random)  # type: ignore[misc]
    return text
