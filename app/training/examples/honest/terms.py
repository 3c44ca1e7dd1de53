"""A few words exchanged wherever they stand: another name of a thing, the terms of another house, the verb of saying varied.

One change, made by search and replace: a spinner exchanges many words, each at few places.
"""

import re
from collections import Counter
from random import Random
from typing import Final

from app.training.examples.honest.places import WORD, any_of, change_some, entry_of, from_table, like, rewritten

_SHORTEST, _OFTEN, _MOST_TERMS = 5, 3, 5  # letters of a term, places that it has, and terms that are exchanged at most
_TERMS: Final = """
agency assembly association branch bureau campaign centre chamber charter circle clinic club college colony committee company
council district division enterprise facility factory federation foundation fund gallery garrison group guild hall institute
league library mission network office operator order panel partner platform plant post programme project provider region
registry scheme section service society squad station steward syndicate team tenant terminal trust union unit vehicle vendor
vessel village workshop
""".split()
_SAID: Final = {
    "said": ("stated", "noted", "remarked", "explained", "added", "commented", "declared", "argued"),
    "says": ("states", "notes", "remarks", "explains", "adds", "comments", "declares", "argues"),
}


def terms(text: str, random: Random, rate: float) -> str:
    """Up to five of the commonest long words, in both numbers, for other nouns wherever they stand."""
    common = _common_words(text)
    chosen = random.sample(common, min(len(common), max(1, round(rate * _MOST_TERMS))))
    table: dict[str, str] = {}
    for old, new in zip(chosen, random.sample(_TERMS, len(chosen)), strict=True):
        table |= {old: new, f"{old}s": f"{new}s"}
    return rewritten(text, list(any_of(table).finditer(text)), from_table(table)) if table else text


def _common_words(text: str) -> list[str]:
    """The commonest words in small letters that stand at several places: twice as many as are ever exchanged."""
    counted = Counter(word for word in WORD.findall(text) if word.islower() and len(word) >= _SHORTEST)
    return [word for word, n in counted.most_common(2 * _MOST_TERMS) if n >= _OFTEN and word[:-1] not in counted]


def sayings(text: str, random: Random, rate: float) -> str:
    """The verb of saying varied, or one other put for it throughout."""
    way = random.randrange(-1, len(_SAID["said"]))

    def write(match: re.Match[str]) -> str:
        verbs = _SAID[entry_of(match.group())]
        return like(match.group(), random.choice(verbs) if way < 0 else verbs[way])

    return change_some(text, any_of(_SAID), write, rate, random)
