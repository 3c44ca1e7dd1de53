"""Words that are withheld or could not be heard: starred, bleeped, barred, inaudible; and names that became roles."""

import re
from collections.abc import Sequence
from random import Random
from typing import Final

from app.training.examples.honest.names import names_in, replaced_names
from app.training.examples.honest.places import WORD, change_some, rewritten, some

_INAUDIBLE: Final = (
    "[inaudible]", "[unclear]", "[indistinct]", "[crosstalk]", "(inaudible)", "[laughter]", "[noise]", "[applause]", "[???]",
    "(unintelligible)", "[phonetic]", "...", "[foreign language]", "[audio gap]",
)  # fmt: skip
_BARS: Final = ("\u2588\u2588\u2588\u2588", "[redacted]", "[REDACTED]", "XXXX", "[...]", "____", "(b)(6)", "[deleted]")
_BLEEPED: Final = ("bleep", "[bleep]", "[expletive]", "[expletive deleted]", "beep")
_LONG: Final = re.compile(r"\b[a-z]{4,}\b")
_ROLES: Final = """
the~mayor the~minister the~suspect the~witness the~official the~spokesman the~spokeswoman the~author the~director the~victim
the~defendant the~candidate the~researcher the~owner the~resident the~driver the~officer the~coach the~player the~analyst
the~teacher the~doctor the~organisation the~agency the~company the~town the~country the~party the~newspaper the~group
""".split()


def starred(text: str, random: Random, rate: float) -> str:
    """Some words wherever they stand, with stars for letters, or bleeped: "d***", "sh*t", "[bleep]"."""
    way = random.choice(("first", "ends", "vowels", "bleep"))
    bleep = random.choice(_BLEEPED)
    chosen = _chosen_words(text, random, rate)

    def write(match: re.Match[str]) -> str:
        word = match.group()
        if word not in chosen:
            return word
        stars = {"first": word[0] + "*" * (len(word) - 1), "ends": word[0] + "*" * (len(word) - 2) + word[-1]}
        return stars.get(way) or (re.sub("[aeiou]", "*", word) if way == "vowels" else bleep)

    return rewritten(text, list(_LONG.finditer(text)), write)


def _chosen_words(text: str, random: Random, rate: float) -> frozenset[str]:
    """A twentieth of the longer words at most: who withholds has a list."""
    words = sorted(set(_LONG.findall(text)))
    return frozenset(some(words, rate / 20, random)) if words else frozenset()


def inaudible(text: str, random: Random, rate: float) -> str:
    """Words of a recording that nobody understood; each typist has one mark or several."""
    return _masked(text, random.sample(_INAUDIBLE, random.choice((1, 2, 3, 4, 4))), random, rate)


def redacted(text: str, random: Random, rate: float) -> str:
    """Words under a bar or a placeholder, wherever a clerk found them."""
    return _masked(text, random.sample(_BARS, random.choice((1, 1, 2))), random, rate)


def _masked(text: str, marks: Sequence[str], random: Random, rate: float) -> str:
    return change_some(text, WORD, lambda _: random.choice(marks), rate / 10, random)


def roles_for_names(text: str, random: Random, rate: float) -> str:
    """Names become what their bearers are, each the same wherever it stands."""
    chosen = some(names_in(text), rate, random)
    roles = random.sample(_ROLES, min(len(chosen), len(_ROLES)))
    return replaced_names(text, {name: role.replace("~", " ") for name, role in zip(chosen, roles, strict=False)})
