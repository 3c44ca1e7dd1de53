"""Pairs composed from the texts of the gold standard: spun ones whose swaps can be taken back, and honest changes of one kind.

The honest changes are written here and not taken from `app.training`: nobody is examined in the words he was taught with.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from hypothesis import assume
from hypothesis import strategies as st

from tests.golden.sides import Change, located, read_paragraphs, replaced
from tests.golden.standard import read_pairs

ARTICLES: Final = (
    "ferry refinery strike flood tunnel bus election avalanche mine measles march wildfire bees speech bread review essay "
    "obituary football column travel batteries market"
).split()
RATES: Final = (0.02, 0.05, 0.1, 0.2)  # of the words; as far as there are words to change
ONE_BY_ONE: Final = 5  # swaps taken back in one example, each a comparison


@dataclass(frozen=True, slots=True)
class Swapped:
    """A reference and its swaps, each of which may be made or not; `title` names it in a failure."""

    title: str
    reference: str
    swaps: tuple[Change, ...]

    def suspect(self, made: set[int]) -> str:
        """The reference with the swaps of these numbers."""
        return replaced(self.reference, (swap for k, swap in enumerate(self.swaps) if k in made))


def _swapped() -> list[Swapped]:
    """The spun pairs of the gold standard that are one text with swaps and nothing else."""
    plain = [pair for pair in read_pairs() if pair.kind == "spun" and replace(pair.suspect, edits=()) == pair.reference]
    texts = [pair.reference.text() for pair in plain]
    return [Swapped(p.name, text, located(text, p.suspect.edits)) for p, text in zip(plain, texts, strict=True)]


SWAPPED: Final = tuple(_swapped())


@st.composite
def swaps_taken_back(draw: st.DrawFn) -> tuple[Swapped, list[set[int]]]:
    """A spun text and the swaps that are made: in each step one fewer."""
    text = draw(st.sampled_from(SWAPPED))
    order = list(range(len(text.swaps)))
    draw(st.randoms(use_true_random=False)).shuffle(order)
    most = draw(st.integers(1, len(order)))
    return text, [set(order[:n]) for n in range(most, max(most - ONE_BY_ONE, 0) - 1, -1)]


@st.composite
def partly_swapped(draw: st.DrawFn) -> tuple[str, str]:
    """A text and the same with some, all or none of a spinner's swaps."""
    text, steps = draw(swaps_taken_back())
    return text.reference, text.suspect(draw(st.sampled_from(steps)))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """One paragraph of an article."""
    return draw(st.sampled_from(read_paragraphs(draw(st.sampled_from(ARTICLES)))))


@st.composite
def honestly_changed(draw: st.DrawFn, kind: str) -> tuple[str, str]:
    """An article and the same with changes of one honest kind and nothing else."""
    reference = "\n\n".join(read_paragraphs(draw(st.sampled_from(ARTICLES))))
    random = draw(st.randoms(use_true_random=False))
    places = list(HONEST[kind](reference, random))
    n = round(draw(st.sampled_from(RATES)) * len(reference.split()))
    chosen = random.sample(places, min(max(n, 1), len(places)))
    assume(chosen)
    return reference, replaced(reference, sorted(chosen, key=lambda change: change.start))


_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: k for k, word in enumerate(_UNITS, start=1)} | {word: 10 * k for k, word in enumerate(_TENS, start=2)}
_NUMBERS = tuple(word for word in _VALUES if word != "one")  # "one" is a pronoun more often than a number
_NAMES = "Halloran Vesely Okonjo Marklund Tereshkov Bellamy Quillan Draven Ostrava Pellmore Sandvik Carrow".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_INFLECTED = {
    "was": "is", "were": "are", "had": "has", "said": "says", "began": "begins", "came": "comes", "took": "takes", "is": "was",
    "are": "were", "has": "had", "wants": "wanted", "says": "said", "knows": "knew", "went": "goes", "made": "makes",
}  # fmt: skip
_SPELLED = {
    "neighbours": "neighbors", "neighbour": "neighbor", "metres": "meters", "grey": "gray", "harbour": "harbor",
    "programme": "program", "kilometres": "kilometers", "favour": "favor", "organisers": "organizers",
    "per cent": "percent", "centre": "center", "towards": "toward", "draught": "draft", "equalised": "equalized",
}  # fmt: skip
_SPLIT = {
    "nobody": "no body", "somebody": "some body", "anybody": "any body", "everybody": "every body", "cannot": "can not",
    "without": "with out", "afternoon": "after noon", "firefighters": "fire fighters", "into": "in to", "weekend": "week end",
    "website": "web site", "sometimes": "some times", "ambulance": "ambu lance", "yesterday": "yester day", "morning": "mor ning",
}  # fmt: skip


def _other(words: list[str] | tuple[str, ...]) -> Callable[[str, Random], str]:
    """A word becomes another one of the same list, capitalised as it was."""

    def choose(word: str, random: Random) -> str:
        new = random.choice([each for each in words if each.lower() != word.lower()])
        return new.capitalize() if word[0].isupper() else new

    return choose


def _as_in(table: Mapping[str, str]) -> Callable[[str, Random], str]:
    def look_up(word: str, _: Random) -> str:
        new = table[word.lower()]
        return new.capitalize() if word[0].isupper() else new

    return look_up


def _slip(word: str, random: Random) -> str:
    """Two neighbouring letters inside the word change places."""
    k = random.randrange(1, len(word) - 2)
    return word[:k] + word[k + 1] + word[k] + word[k + 2 :]


def _each(pattern: str, new: Callable[[str, Random], str]) -> Callable[[str, Random], list[Change]]:
    def find(text: str, random: Random) -> list[Change]:
        found = ((match, new(match[0], random)) for match in re.finditer(pattern, text))
        return [Change(*match.span(), written) for match, written in found if written != match[0]]

    return find


def _words(words: Mapping[str, str] | tuple[str, ...] | list[str]) -> str:
    return rf"(?i)(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"


HONEST: Final[Mapping[str, Callable[[str, Random], list[Change]]]] = {
    "number in words": _each(_words(_NUMBERS), _other(_NUMBERS)),
    "number in digits": _each(r"(?<![\w.,])\d{1,3}(?![\w.,]\d)", lambda old, random: str(random.randrange(2, 999))),
    "number as digits": _each(_words(_NUMBERS), lambda old, _: str(_VALUES[old.lower()])),
    "name": _each(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?![a-z])", lambda old, random: random.choice(_NAMES)),
    "date": _each(_words([*_DAYS, *_MONTHS[5:]]), lambda old, random: _other(_DAYS if old in _DAYS else _MONTHS)(old, random)),
    "misspelling": _each(r"(?<![\w’'])[a-z]{6,}(?![\w’'])", _slip),
    "inflection": _each(_words(_INFLECTED), _as_in(_INFLECTED)),
    "spelling": _each(_words(_SPELLED), _as_in(_SPELLED)),
    "split word": _each(_words(_SPLIT), _as_in(_SPLIT)),
    "lost mark": _each(r"[,.;:“”’\"](?= |$)|(?<= )[“\"]", lambda old, _: ""),
}
