"""Another edition, another town, other people: names changed for others of their kind, each the same all through."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.calendars import DAYS, MONTHS
from app.training.examples.honest.name_lists import FIRST_NAMES, GROUPS, PLACES, made_up_town, some_surname
from app.training.examples.honest.places import another, rewritten, some

_CAPITAL: Final = re.compile(r"(?<![\w'\u2019-])[A-Z][\w'\u2019]*[a-z]\b|(?<![\w'\u2019-])[A-Z]{2,6}(?![\w-])")
_STARTS_SENTENCE: Final = re.compile(r"(?:^|[.!?:\u2026][\"'\u201d\u2019)]*\s+|\n\s*|[\"\u201c(]\s*)$")
_NOT_NAMES: Final = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov President Senator Governor Minister Prime Secretary Judge Justice Sir Lord Lady Pope King Queen "
    "The A An I In On At And But It He She They We You This That Mayor General House Senate Congress Court Supreme State White "
    "US UK TV OK AM PM ET".split()
) | {*DAYS, *MONTHS}  # fmt: skip
_GROUP_OF: Final = {name: group for group in GROUPS for name in group}
_FIRST: Final = frozenset(FIRST_NAMES)


def of_people(text: str, random: Random, rate: float) -> str:
    """A share of the persons gets other first names and surnames."""
    return _renamed(text, [name for name in names_in(text) if name not in _GROUP_OF], random, rate)


def of_places(text: str, random: Random, rate: float) -> str:
    """A share of the places, peoples, parties, agencies and bodies becomes others."""
    return _renamed(text, [name for name in names_in(text) if name in _GROUP_OF], random, rate)


def of_all(text: str, random: Random, rate: float) -> str:
    """A share of all names becomes others."""
    return _renamed(text, names_in(text), random, rate)


def misspelt(text: str, random: Random, rate: float) -> str:
    """Names of persons in another transcription or with a letter put right: "Gaddafi" → "Kadafi", "Stephen" → "Steven"."""
    names = [name for name in names_in(text) if len(name) > 4 and not name.isupper()]
    new = {name: _respelt(name, random) for name in some(names, rate, random)}
    return replaced_names(text, new)


_LETTERS: Final = (
    ("ph", "v"), ("ph", "f"), ("ei", "ie"), ("ie", "ei"), ("ck", "k"), ("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"), ("s", "z"),
    ("z", "s"), ("tt", "t"), ("nn", "n"), ("n", "nn"), ("ll", "l"), ("l", "ll"), ("e", "a"), ("a", "e"), ("o", "u"), ("u", "o"),
    ("ov", "off"), ("ch", "tch"), ("sh", "sch"), ("j", "dj"), ("h", ""), ("q", "k"), ("w", "v"), ("v", "w"), ("oo", "u"), ("ee",
    "i"),
)  # fmt: skip


def _respelt(name: str, random: Random) -> str:
    fitting = [(old, new) for old, new in _LETTERS if old in name[1:]]
    if not fitting:
        return name + "e"
    old, new = random.choice(fitting)
    return name[0] + name[1:].replace(old, new, 1)


def withheld(text: str, random: Random, rate: float) -> str:
    """Names withheld as courts and studies do: initials, a placeholder, a bar; each the same all through."""
    form = random.choice(("{initial}.", "[name]", "{initial}___", "XXX", "[{number}]", "Person {letter}", "\u2588\u2588\u2588"))
    chosen = some(names_in(text), rate, random)
    new = {
        name: form.format(initial=name[0], number=k + 1, letter="ABCDEFGHIKLMNOPQRSTUVWXYZ"[k % 25])
        for k, name in enumerate(chosen)
    }
    return replaced_names(text, new)


def names_in(text: str) -> list[str]:
    """Words that have a capital where no sentence starts, in the order of their first appearance."""
    found = dict.fromkeys(
        match.group().removesuffix("'s").removesuffix("\u2019s")
        for match in _CAPITAL.finditer(text)
        if not _STARTS_SENTENCE.search(text[max(0, match.start() - 8) : match.start()])
    )
    return [name for name in found if name not in _NOT_NAMES and len(name) > 1]


def _renamed(text: str, names: list[str], random: Random, rate: float) -> str:
    return replaced_names(text, {name: _other(name, random) for name in some(names, rate, random)})


def _other(name: str, random: Random) -> str:
    if name in _FIRST:
        return another(FIRST_NAMES, name, random)
    if name in _GROUP_OF:
        return made_up_town(random) if name in PLACES and random.random() < 0.2 else another(_GROUP_OF[name], name, random)
    if name.isupper():
        return "".join(random.choice("ABCDEFGHIKLMNOPRSTUW") for _ in name)
    return made_up_town(random) if random.random() < 0.15 else some_surname(random)


def replaced_names(text: str, new: dict[str, str]) -> str:
    """`text` with each name exchanged everywhere, possessives too."""
    if not new:
        return text
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(new, key=len, reverse=True)))})(?=['\u2019]s\b|(?![\w'\u2019-]))"
    )
    return rewritten(text, list(pattern.finditer(text)), lambda match: new[match.group()])
