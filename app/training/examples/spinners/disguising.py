"""Ways to hide text from a matcher: look-alike letters, invisible characters, split words. For robustness checks."""

from collections.abc import Callable
from random import Random
from typing import Final

_LOOKALIKES: Final = dict(zip("aceiopxyABCEHKMOPTX", "асеіорхуАВСЕНКМОРТХ", strict=True))  # noqa: RUF001
_GREEK: Final = dict(zip("aiovkABEHIKMNOPTXYZ", "αιονκΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
_SHORTEST: Final = 4  # letters of a word worth disguising


def _look_alike(word: str, random: Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in _LOOKALIKES]
    if not places:
        return word
    place = random.choice(places)
    return word[:place] + _LOOKALIKES[word[place]] + word[place + 1 :]


def look_alikes(word: str, share: float, random: Random) -> str:
    """The word with that share of its letters, and one at least, Cyrillic or Greek; as it is when no letter has a twin."""
    twins = random.choice((_LOOKALIKES, _GREEK))
    places = [place for place, letter in enumerate(word) if letter in twins]
    chosen = set(random.sample(places, min(len(places), max(1, round(share * len(word))))))
    return "".join(twins[letter] if place in chosen else letter for place, letter in enumerate(word))


def _with(mark: Callable[[Random], str]) -> Callable[[str, Random], str]:
    def put(word: str, random: Random) -> str:
        place = random.randrange(1, len(word))
        return word[:place] + mark(random) + word[place:]

    return put


def _typo(word: str, random: Random) -> str:
    place = random.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


DISGUISES: Final[dict[str, Callable[[str, Random], str]]] = {
    "homoglyph": _look_alike,
    "zero_width": _with(lambda random: random.choice(_INVISIBLE)),
    "soft_hyphen": _with(lambda random: "\u00ad"),
    "split_word": _with(lambda random: " "),
    "typo": _typo,
}
"""What is done to a word, by name."""


def disguise(text: str, name: str, share: float, random: Random) -> str:
    """The text with that share of its longer words disguised; offsets after the first disguise shift."""
    change = DISGUISES[name]
    words = text.split(" ")
    return " ".join(
        change(word, random) if len(word) >= _SHORTEST and word.isalpha() and random.random() < share else word for word in words
    )
