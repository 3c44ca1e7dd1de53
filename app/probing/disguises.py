"""What dodgers do to a spun text so that it is not found: each disguise turns one version into another, the same every time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from app.probing.versions import Version, VersionSentence, Word

_LOOK_ALIKES: Final = str.maketrans("aeopcx", "\u0430\u0435\u043e\u0440\u0441\u0445")  # Latin into Cyrillic
_INVISIBLE: Final = "\u200b"
_EVERY: Final = 3  # every third word is written with what nobody sees


class Evasion(StrEnum):
    """What is done to a version besides swapping words."""

    NONE = "none"
    HALF = "half"
    SHUFFLED = "shuffled"
    LOOK_ALIKES = "look_alikes"
    INVISIBLE = "invisible"
    RUN_TOGETHER = "run_together"


MEANINGS: Final[Mapping[Evasion, str]] = {
    Evasion.NONE: "words swapped, nothing else",
    Evasion.HALF: "only the first half is spun",
    Evasion.SHUFFLED: "neighbouring sentences change places",
    Evasion.LOOK_ALIKES: "Cyrillic letters that look Latin",
    Evasion.INVISIBLE: "characters that nobody sees",
    Evasion.RUN_TOGETHER: "no paragraphs left",
}


def shuffled(version: Version) -> Version:
    """Neighbouring sentences of each paragraph change places."""
    return tuple(
        tuple(each for k in range(0, len(paragraph), 2) for each in reversed(paragraph[k : k + 2])) for paragraph in version
    )


def run_together(version: Version) -> Version:
    """One paragraph for all."""
    return (tuple(sentence for paragraph in version for sentence in paragraph),)


def with_look_alikes(version: Version) -> Version:
    """Every third word with Cyrillic letters that look Latin."""
    return _with(version, lambda text: text.translate(_LOOK_ALIKES))


def with_invisible(version: Version) -> Version:
    """Every third word with a space of no width in it."""
    return _with(version, lambda text: f"{text[:1]}{_INVISIBLE}{text[1:]}")


def half_of(spun: Version, original: Version) -> Version:
    """The first half of the sentences spun, the others as they were."""
    n_sentences = sum(map(len, spun))
    left = (n_sentences + 1) // 2
    mixed = []
    for ours, theirs in zip(spun, original, strict=True):
        taken = min(left, len(ours))
        mixed.append((*ours[:taken], *theirs[taken:]))
        left -= taken
    return tuple(mixed)


DISGUISES: Final[Mapping[Evasion, Callable[[Version], Version]]] = {
    Evasion.NONE: lambda version: version,
    Evasion.SHUFFLED: shuffled,
    Evasion.LOOK_ALIKES: with_look_alikes,
    Evasion.INVISIBLE: with_invisible,
    Evasion.RUN_TOGETHER: run_together,
}
"""Of all but `HALF`, which needs the original too."""


def _with(version: Version, disguise: Callable[[str], str]) -> Version:
    return tuple(tuple(_disguised(sentence, disguise) for sentence in paragraph) for paragraph in version)


def _disguised(sentence: VersionSentence, disguise: Callable[[str], str]) -> VersionSentence:
    words: list[Word] = [
        replace(word, text=disguise(word.text)) if k % _EVERY == 0 else word for k, word in enumerate(sentence.words)
    ]
    return replace(sentence, words=tuple(words))
