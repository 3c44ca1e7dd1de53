"""Texts that are filled in, not written: a form of sentences with slots. In: a form. Out: two texts of one skeleton.

A slot `{town2}` is drawn by the rule named `town`; the same slot has the same value all through a text.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Final

from app.training.examples.honest.calendars import DAYS, MONTHS
from app.training.examples.honest.figures import ORDINALS, in_words
from app.training.examples.honest.name_lists import made_up_town, some_person, some_surname, some_town
from app.training.examples.honest.types import ChangeSource, HonestPair

Rule = Callable[[Random], str]
_SLOT: Final = re.compile(r"\{([a-z_]+)\d*\}")
_STARTS: Final = re.compile(r"(?:^|[.!?] |\n)$")
_SENTENCES_A_PARAGRAPH: Final = (1, 2, 2, 3)


_KEPT: Final = (0.0, 0.0, 0.2, 0.4, 0.7)  # share of the names and figures that both texts have in common
_KEPT_WORDS: Final = (0.3, 0.5, 0.7, 0.85, 1.0)  # of the words: the same sky over two towns, the same crime in two streets


@dataclass(frozen=True, slots=True)
class TextForm:
    """Sentences, each in one or more wordings (`|` between them), and the words that stand in its own slots."""

    sentences: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]


def a_number(low: int, high: int) -> Rule:
    """A number in digits, or up to a hundred in words as often."""
    return lambda random: _number(random.randint(low, high), random)


def _number(number: int, random: Random) -> str:
    return in_words(number) if number < 100 and random.random() < 0.4 else f"{number:,}"


def _money(random: Random) -> str:
    size = random.choice(("", ",000", " million", " billion", ".5 million"))
    return f"{random.choice('$$£€')}{random.randint(2, 990)}{size}"


def _clock(random: Random) -> str:
    hour, minutes = random.randint(1, 12), random.choice(("", "", ":15", ":30", ":45", ":10", ":50"))
    return f"{hour}{minutes} {random.choice(('a.m.', 'p.m.'))}"


def _one_of(words: Sequence[str]) -> Rule:
    return lambda random: random.choice(words)


RULES: Final[dict[str, Rule]] = {
    "town": some_town, "county": made_up_town, "person": some_person, "surname": some_surname,
    "day": _one_of(DAYS), "month": _one_of(MONTHS), "year": lambda random: str(random.randint(1931, 2024)),
    "date": lambda random: f"{random.choice(MONTHS)} {random.randint(1, 28)}",
    "clock": _clock, "money": _money, "percent": lambda random: f"{_number(random.randint(2, 90), random)} percent",
    "age": a_number(18, 97), "few": a_number(2, 12), "dozens": a_number(13, 99), "hundreds": a_number(100, 990),
    "thousands": lambda random: f"{random.randint(1, 98)},{random.choice(('000', '500', '200', '340', '817'))}",
    "points": lambda random: f"{random.randint(1, 99)}.{random.randint(0, 9)}", "ordinal": _one_of(ORDINALS[1:]),
    "way": _one_of(("north", "south", "east", "west", "northeast", "southwest", "northwest", "southeast")),
    "part": _one_of(("morning", "afternoon", "evening", "night")),
    "season": _one_of(("spring", "summer", "autumn", "winter")),
    "street": lambda random: random.choice(("Oak", "Mill", "Church", "Station", "High", "King", "Queen", "Park", "Elm", "Bridge",
                                             "River", "Market", "Castle", "Maple", "Cedar", "Lincoln", "Garden", "Victoria"))
    + random.choice((" Street", " Road", " Avenue", " Lane", " Drive")),
    "company": lambda random: made_up_town(random) + random.choice((" Group", " Holdings", " Inc.", " Foods", " Energy", " Bank",
    " Motors",
                                                                     " Systems", " Industries", " Pharma", " Retail",
                                                                     " Airlines")),
    "club": lambda random: some_town(random) + random.choice(("", " United", " City", " Rovers", " Athletic", " Tigers",
    " Hawks", " Bears")),
    "school": lambda random: some_town(random) + random.choice((" High School", " College", " Academy", " University",
    " Grammar School")),
}  # fmt: skip
"""How the slots that every form knows are drawn."""


def filled(form: TextForm, source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """Two texts from one form: names and figures are their own, and of the words that the form may choose some."""
    skeleton = _skeleton(form, random)
    one = _values(skeleton, form, random)
    other = _values(skeleton, form, random)
    kept, kept_words = random.choice(_KEPT), random.choice(_KEPT_WORDS)
    other |= {slot: one[slot] for slot in one if random.random() < (kept_words if _is_word(slot, form) else kept)}
    pair = HonestPair(_filled_in(skeleton, one), _filled_in(skeleton, other))
    return pair if pair.reference != pair.suspect else None


def _is_word(slot: str, form: TextForm) -> bool:
    """Whether the form has its own words for a slot."""
    return slot.strip("{}0123456789") in form.choices


def written(form: TextForm, random: Random) -> str:
    """One text of a form."""
    skeleton = _skeleton(form, random)
    return _filled_in(skeleton, _values(skeleton, form, random))


def of_form(form: TextForm) -> Callable[[ChangeSource, Random, float], HonestPair | None]:
    """How a pair of this form is made."""
    return partial(filled, form)


def _skeleton(form: TextForm, random: Random) -> str:
    """One wording of each sentence, some sentences left out, in paragraphs."""
    wordings = [random.choice(sentence.split("|")).strip() for sentence in form.sentences]
    kept = [wordings[0], *(wording for wording in wordings[1:] if random.random() < 0.9)]
    paragraphs: list[str] = []
    while kept:
        n = random.choice(_SENTENCES_A_PARAGRAPH)
        paragraphs.append(" ".join(kept[:n]))
        kept = kept[n:]
    return "\n\n".join(paragraphs)


def _values(skeleton: str, form: TextForm, random: Random) -> dict[str, str]:
    """A value for each slot of the skeleton."""
    found: dict[str, str] = {}
    for match in _SLOT.finditer(skeleton):
        rule = form.choices.get(match[1])
        found.setdefault(match.group(), random.choice(rule) if rule else RULES[match[1]](random))
    return found


def _filled_in(skeleton: str, values: Mapping[str, str]) -> str:
    """The text, with a capital where a value begins a sentence."""

    def write(match: re.Match[str]) -> str:
        value = values[match.group()]
        return value[0].upper() + value[1:] if _STARTS.search(skeleton[: match.start()]) else value

    return _SLOT.sub(write, skeleton).replace("..", ".")
