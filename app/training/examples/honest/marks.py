"""Marks lost, set apart, or of another make; capitals lost; numbers of footnotes and citations glued to words."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import change_some, rewritten, some

_MARKS: Final = "[.,;:!?\u2026\"\u201c\u201d()\\[\\]'\u2018\u2019\u2013\u2014-]"
_SETS: Final = (
    _MARKS, "[.,;:!?\"\u201c\u201d()]", "['\u2019]", "[,;:]", "[\"\u201c\u201d'\u2018\u2019]", "[-\u2013\u2014]", "[^\\w\\s]",
    "[.,]",
)  # fmt: skip
_WORD_END: Final = re.compile(r"(?<=[a-z]{2})(?=[\s.,;])")
_SENTENCE_END: Final = re.compile(r"(?<=[a-z][.,])(?=\s)|(?<=[a-z])(?=[.,]\s)")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_SURNAMES: Final = (
    "Okafor Lindqvist Haas Moreno Tanaka Brandt Osei Novak Petrov Silva Weiss Chowdhury Larsen Dubois Ferrari Kim".split()
)


def lost(text: str, random: Random, rate: float) -> str:
    """Marks of one sort or of all sorts lost, here and there or everywhere; a mark becomes nothing or a blank."""
    pattern = re.compile(random.choice(_SETS))
    new = random.choice(("", "", "", " "))
    spoiled = change_some(text, pattern, lambda m: new, rate, random)
    return re.sub(" {2,}", " ", spoiled)


def set_apart(text: str, random: Random, rate: float) -> str:
    """Marks set apart as a tokeniser leaves them: `city .`, `do n't`, two backquotes for a quotation mark."""
    if random.random() < 0.5:
        text = re.sub(r"(\w)(n['\u2019]t)\b", r"\1 \2", text)
        text = re.sub(r"(\w)(['\u2019](?:s|re|ve|ll|d|m))\b", r"\1 \2", text)
    if random.random() < 0.5:
        text = re.sub(r"(?:(?<=\s)|^)[\"\u201c](?=\w)", "`` ", text)
        text = re.sub('["\u201d]', " ''", text)
    marks = re.compile(r"(?<=\w)([.,;:!?)\"\u201d]+)(?=\s|$)|(?<=\s)([(\"\u201c])(?=\w)", re.MULTILINE)
    text = change_some(text, marks, lambda m: f" {m[1]}" if m[1] else f"{m[2]} ", max(rate, 0.3), random)
    return re.sub("(?<=\\w)-(?=\\w)", " - ", text) if random.random() < 0.3 else text


_TYPES: Final = (
    ("['\u2019]", ("'", "\u2019", "\u02bc", "`", "\u00b4", "\u2032")), ("[\"\u201c\u201d]", ('"', "\u201d", "''", "\u00bb",
    "\u201e", "``")),
    (" ?[\u2013\u2014] ?| -{1,2} ", (" \u2013 ", "\u2014", " - ", "--", " -- ", "\u2013", "\u2014 ")),
    (r"(?<=\w)-(?=\w)", ("\u2010", "\u2011", " ", "\u2013", "")), (r"\.\.\.|\u2026", ("\u2026", "...", ". . .")),
)  # fmt: skip


def retyped(text: str, random: Random, rate: float) -> str:
    """Apostrophes, quotation marks, dashes, hyphens and dots of another make, each make the same all through."""
    for pattern, makes in random.sample(_TYPES, random.randint(1, len(_TYPES))):
        new = random.choice(makes)
        text = change_some(text, re.compile(pattern), lambda m, new=new: new, max(rate, 0.3), random)  # type: ignore[misc]
    return text


def recased(text: str, random: Random, rate: float) -> str:
    """Capitals lost or everywhere: the whole text, or a share of its words or sentences."""
    way = random.randrange(6)
    if way == 0:
        return text.lower()
    if way == 1:
        return text.upper()
    if way == 2:
        return re.sub(r"(?<![\w'\u2019])[a-z]", lambda m: m.group().upper(), text)
    if way == 3:
        return change_some(text, re.compile(r"\b[A-Z][a-z]+"), lambda m: m.group().lower(), rate, random)
    if way == 4:
        return change_some(text, re.compile(r"\b[a-z]{2,}"), lambda m: m.group().capitalize(), rate, random)
    return change_some(text, re.compile(r"[^.!?\n]+[.!?]"), lambda m: m.group().upper(), rate, random)


def footnotes(text: str, random: Random, rate: float) -> str:
    """Numbers of footnotes glued to words, rising or from the start on each page, before or after the mark."""
    places = _places(text, random)
    first, form = random.choice((1, 1, 1, 12, 47)), random.choice(("plain", "plain", "superscript", "star", "letter"))
    numbers = iter(range(first, first + len(places)))
    return rewritten(text, some(places, rate, random), lambda m: _note(next(numbers), form))


def _places(text: str, random: Random) -> list[re.Match[str]]:
    """Where sentences end and clauses; on some pages one word in twelve anywhere."""
    if random.random() < 0.65:
        return list(_SENTENCE_END.finditer(text))
    words = list(_WORD_END.finditer(text))
    return some(words, 1 / 12, random)


def _note(number: int, form: str) -> str:
    if form == "superscript":
        return str(number).translate(_SUPERSCRIPTS)
    if form == "star":
        return ("*", "\u2020", "\u2021", "\u00a7", "**")[number % 5]
    return "abcdefghijklmnopqrstuvwxyz"[number % 26] if form == "letter" else str(number)


def citations(text: str, random: Random, rate: float) -> str:
    """Marks of citation as encyclopedias and papers have them: [12], (3), [citation needed], (Haas 2011)."""
    places = _places(text, random)
    form = random.choice(
        ("[{n}]", "[{n}]", "({n})", " [{n}]", "[{n}][{m}]", "[{n}, {m}]", " ({name} {year})", "[{n}]:{m}", "[{letter}]")
    )
    numbers = iter(range(random.choice((1, 1, 5, 30)), 10_000))

    def write(match: re.Match[str]) -> str:
        n = next(numbers)
        if random.random() < 0.05:
            return "[citation needed]"
        year, letter = random.randint(1950, 2025), "abcdefgh"[n % 8]
        return form.format(n=n, m=n + random.randint(1, 9), name=random.choice(_SURNAMES), year=year, letter=letter)

    return rewritten(text, some(places, rate, random), write)


def captions(text: str, random: Random, rate: float) -> str:
    """As automatic captions have it: lower case, no stops; in lines of a few words, with times, or all in one."""
    words = re.sub(r"[^\w\s'\u2019%$\u20ac\u00a3-]", " ", text).lower().split()
    way, width = random.choice(("lines", "times", "one", "one")), random.randint(5, 12)
    if way == "one":
        return " ".join(words)
    lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    return "\n".join(f"{_stamp(k)}\n{line}" if way == "times" else line for k, line in enumerate(lines))


def _stamp(k: int) -> str:
    return f"{k * 4 // 60:02}:{k * 4 % 60:02}"


_MARKUP: Final = (
    "*{}*",
    "**{}**",
    "_{}_",
    "<b>{}</b>",
    "<i>{}</i>",
    "[{}](https://example.org/{n})",
    "{} (link)",
    "#{}",
    "@{}",
    "{}&nbsp;",
    "&quot;{}&quot;",
)


def markup_left(text: str, random: Random, rate: float) -> str:
    """What a careless export leaves around words: stars, tags, addresses, entities."""
    form = random.choice(_MARKUP)
    words = re.compile(r"\b[A-Za-z]{4,}\b")
    changed = change_some(text, words, lambda m: form.format(m.group(), n=random.randint(10, 9_999)), rate / 3, random)
    return re.sub("&(?!\\w+;)", "&amp;", changed)
