"""Words that a machine takes for others: heard, completed, corrected or scanned; and letters that were replaced inside of words.

What comes out is a word of English in the wrong place, as a spinner's is; but nobody chose it for its meaning.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from app.training.examples.honest.keyboards import NEIGHBOURS
from app.training.examples.honest.known_words import known_words
from app.training.examples.honest.places import WORD, like, rewritten, some
from app.training.examples.honest.types import Edit

Options = Callable[[str], list[str]]
_SCANNED: Final = {
    "a": "eo", "b": "h", "c": "eo", "d": "cl", "e": "co", "f": "tl", "g": "qy", "h": "bn", "i": "lj", "j": "i", "k": "h",
    "l": "it", "m": "n", "n": "ur", "o": "ce", "q": "g", "r": "n", "s": "e", "t": "fl", "u": "nv", "v": "yu", "w": "v", "y": "v",
}  # fmt: skip
_SHORTEST: Final = 4


def _wrong(options: Options) -> Edit:
    """Exchanges a share of all words, as far as they have options; a word that is taken for another may be so again."""

    def edit(text: str, random: Random, rate: float) -> str:
        heard: dict[str, str] = {}
        places = [match for match in WORD.finditer(text) if len(match.group()) >= _SHORTEST and match.group().islower()]
        wanted = rate * (text.count(" ") + 1)
        chosen = some(places, min(1.0, 1.5 * wanted / max(1, len(places))), random)

        def write(match: re.Match[str]) -> str:
            word = match.group()
            if word not in heard or random.random() < 0.5:
                heard[word] = random.choice(options(word) or [word])
            return heard[word]

        return rewritten(text, chosen, write)

    return edit


heard: Final = _wrong(lambda word: known_words().sounding(word))
"""A recogniser writes other words of the same sound."""
heard_nearly: Final = _wrong(lambda word: known_words().sounding_nearly(word))
"""A recogniser writes words that sound alike but for a consonant."""
completed: Final = _wrong(lambda word: known_words().begun_alike(word))
"""A telephone completes three letters to a commoner word."""
autocorrected: Final = _wrong(lambda word: known_words().one_letter_away(word, NEIGHBOURS[0]))
"""A slip of the finger that became a word, or was made one by the checker."""
scanned: Final = _wrong(lambda word: known_words().one_letter_away(word, _SCANNED))
"""A misread letter that became a word, or was made one by the checker."""

_REPLACED: Final = """
ass/butt her/their his/their man/person men/people mr/mister he/they old/older cock/rooster hell/heck tit/breast gay/homosexual
sex/gender us/them in/at on/upon or/and car/vehicle art/painting war/conflict age/years end/finish can/may all/every ant/insect
is/was the/this ran/walked ate/dined pen/pencil cat/feline dog/canine red/blue sea/ocean sun/star
""".split()


def replaced_inside(text: str, random: Random, rate: float) -> str:
    """Search and replace without whole words: "classic" becomes "clbuttic" wherever these letters stand."""
    for pair in random.sample(_REPLACED, max(1, round(5 * rate))):
        old, new = pair.split("/")
        text = re.sub(old, lambda match, new=new: like(match.group(), new), text, flags=re.IGNORECASE)  # type: ignore[misc]
    return text
