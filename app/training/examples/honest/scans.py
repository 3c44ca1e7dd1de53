"""A scanned page as character recognition reads it: look-alike letters, words split and joined, hyphens of lines that ended.

Each page gets habits of its own (some of the confusions, each with its weight), as a font and a scanner give them.
"""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import WORD, rewritten, some

CONFUSIONS: Final = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("li", "h"), ("h", "li"), ("h", "b"), ("b", "h"), ("e", "c"), ("c", "e"),
    ("o", "0"), ("O", "0"), ("0", "O"), ("l", "1"), ("I", "l"), ("l", "I"), ("i", "l"), ("1", "l"), ("t", "f"), ("f", "t"),
    ("nn", "m"), ("ii", "u"), ("u", "ii"), ("vv", "w"), ("w", "vv"), ("in", "m"), ("ni", "m"), ("ri", "n"), ("n", "ri"),
    ("n", "u"), ("u", "n"), ("a", "o"), ("o", "a"), ("s", "5"), ("S", "5"), ("5", "S"), ("g", "9"), ("g", "q"), ("q", "g"),
    ("B", "8"), ("8", "B"), ("Z", "2"), ("z", "2"), ("tt", "ll"), ("ll", "11"), ("ti", "d"), ("fi", "h"), ("fl", "ft"), ("y",
    "v"),
    ("v", "y"), ("e", "o"), ("o", "e"), ("a", "e"), ("r", "t"), ("t", "l"), ("l", "t"), ("lt", "k"), ("k", "lc"), ("ck", "dc"),
    ("rm", "nn"), ("m", "in"), ("mi", "nu"), ("w", "iv"), ("D", "O"), ("G", "C"), ("E", "F"), ("R", "K"), ("T", "1"), ("H", "II"),
    ("M", "IVI"), ("th", "tli"), ("tl", "d"), ("e", "6"), ("6", "b"), ("3", "8"), ("7", "1"), ("4", "A"), ("i", "!"), ("l", "|"),
    ("I", "|"), ("s", "$"), ("a", "@"), ("c", "("), ("j", ";"), ("i", "j"), ("ct", "d"), ("sh", "sb"), ("ff", "if"), ("fi", "f"),
)  # fmt: skip
"""What is on the page and what is read."""
_SPECKS: Final = (".", ",", "'", "-", "\u2022", "^", "|", ";", ":", "~", "`")
_LONG: Final = re.compile(r"[^\W\d_]{6,}")
_GAP: Final = re.compile(r"(?<=[a-z,]) (?=[a-z])")


def habits(random: Random) -> list[tuple[str, str]]:
    """The confusions of one page: from three to all of them, some far likelier than others."""
    n = random.choice((3, 5, 8, 12, 20, len(CONFUSIONS)))
    chosen = random.sample(CONFUSIONS, n)
    return [pair for pair in chosen for _ in range(random.choice((1, 1, 2, 6)))]


def misread(word: str, confusions: list[tuple[str, str]], random: Random) -> str:
    """`word` with one of its letters or pairs of letters misread, or as it was when nothing in it is mistaken on this page."""
    fitting = [(old, new) for old, new in confusions if old in word]
    if not fitting:
        return word
    old, new = random.choice(fitting)
    at = random.choice([m.start() for m in re.finditer(re.escape(old), word)])
    return word[:at] + new + word[at + len(old) :]


def letters(text: str, random: Random, rate: float) -> str:
    """A share of the words with a letter misread."""
    confusions = habits(random)
    fitting = [m for m in re.finditer(r"\w+", text) if any(old in m.group() for old, _ in confusions)]
    n_words = len(re.findall(r"\w+", text))
    wanted = min(1.0, rate * n_words / max(1, len(fitting)))
    return rewritten(text, some(fitting, wanted, random), lambda m: misread(m.group(), confusions, random))


def split_and_joined(text: str, random: Random, rate: float) -> str:
    """Blanks seen inside of words, and not seen between them."""
    if random.random() < 0.7:
        words = list(_LONG.finditer(text))
        text = rewritten(text, some(words, min(1.0, rate * 2), random), lambda m: _split(m.group(), random))
    gaps = list(_GAP.finditer(text))
    return rewritten(text, some(gaps, rate, random), lambda m: "") if random.random() < 0.7 else text


def _split(word: str, random: Random) -> str:
    at = random.randint(2, len(word) - 2)
    return f"{word[:at]} {word[at:]}"


def broken_lines(text: str, random: Random, rate: float) -> str:
    """Hyphens of print that ended a line and stayed: "govern- ment", or with the line end still there."""
    mark = random.choice(("- ", "-", "-\n", "\u00ac ", "\u00ad\n", "\u2010 "))
    words = list(_LONG.finditer(text))
    return rewritten(text, some(words, min(1.0, rate * 2), random), lambda m: _broken(m.group(), mark, random))


def _broken(word: str, mark: str, random: Random) -> str:
    at = random.randint(2, len(word) - 3)
    return word[:at] + mark + word[at:]


def specks(text: str, random: Random, rate: float) -> str:
    """Dirt read as marks, after a word or alone."""
    words = list(WORD.finditer(text))

    def write(match: re.Match[str]) -> str:
        return match.group() + random.choice(("", " ")) + random.choice(_SPECKS)

    return rewritten(text, some(words, rate, random), write)


def page(text: str, random: Random, rate: float) -> str:
    """All of it on one page, letters most."""
    text = letters(text, random, rate * 0.7)
    for spoil in random.sample((split_and_joined, broken_lines, specks), random.randint(1, 3)):
        text = spoil(text, random, rate * 0.15)
    return text
