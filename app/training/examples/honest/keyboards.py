"""Slips of the fingers, and words that people misspell. Each typist has habits: some slips more than others."""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from app.training.examples.honest.places import WORD, any_of, change_some, from_table, like, rewritten, some

_BOARDS: Final = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("qwertzuiop", "asdfghjkl", "yxcvbnm"), ("azertyuiop", "qsdfghjklm", "wxcvbn"),
)  # fmt: skip
_VOWELS: Final = "aeiou"
Slip = Callable[[str, Random], str]
_MISSPELT: Final = """
accommodation accomodation | achieve acheive | across accross | aggressive agressive | apparently apparantly | appearance
apearance | argument arguement | assassination assasination | basically basicly | beginning begining | believe beleive |
business buisness | calendar calender | cemetery cemetary | chauffeur chauffer | colleague collegue | coming comming |
committee commitee | completely completly | conscious concious | curiosity curiousity | definitely definately | dilemma
dilemna | disappear dissapear | disappoint dissapoint | ecstasy ecstacy | embarrass embarass | environment enviroment |
existence existance | familiar familar | finally finaly | foreign foriegn | foreseeable forseeable | forty fourty | forward
foward | friend freind | further futher | government goverment | grammar grammer | guarantee garantee | guard gaurd | happened
happend | harass harrass | height heighth | humorous humourous | idiosyncrasy idiosyncracy | immediately immediatly |
incidentally incidently | independent independant | interrupt interupt | irresistible irresistable | knowledge knowlege |
liaison liason | library libary | license lisence | lightning lightening | maintenance maintainance | millennium millenium |
minister minster | miniature minature | necessary neccessary | neighbor nieghbor | noticeable noticable | occasion ocassion |
occurred occured | occurrence occurance | parliament parliment | people poeple | persistent persistant | pharaoh pharoah |
piece peice | politician politican | possession posession | preferred prefered | president presidant | privilege priviledge |
probably probly | propaganda propoganda | publicly publically | really realy | receive recieve | recommend reccommend |
referred refered | religious religous | remember rember | resistance resistence | restaurant restaraunt | schedule shedule |
secretary secratary | security securty | seize sieze | separate seperate | several severel | should shoud | similar similiar |
sincerely sincerly | speech speach | strength strenght | successful succesful | supersede supercede | surprise suprise |
surveillance surveilance | tendency tendancy | their thier | the teh | therefore therefor | threshold threshhold | tomorrow
tommorow | tonight tonite | truly truely | tyranny tyrany | until untill | usually usualy | vacuum vaccuum | vehicle vehical |
visible visable | weather wether | weird wierd | which wich | whether wether | and adn | that taht | have ahve | with wiht |
because becuase | from form | would woudl | said siad | about abuot | people peolpe | national nationl | attorney attorny |
campaign campain | candidate canidate | federal fedral | political politcal | economic econmic | official offical | officials
offcials | police polcie | department departement | investigation investigaton | election electon | international internatonal
| million millon | statement statment | administration adminstration
"""
MISSPELLINGS: Final = {pair.split()[0]: pair.split()[1] for pair in _MISSPELT.split("|")}


def _keys(board: tuple[str, ...]) -> dict[str, str]:
    """The neighbours of each letter on a keyboard."""
    at = {letter: (row, column + row / 3) for row, letters in enumerate(board) for column, letter in enumerate(letters)}
    return {
        one: "".join(two for two, (r, c) in at.items() if two != one and abs(r - at[one][0]) <= 1 and abs(c - at[one][1]) <= 1)
        for one in at
    }


NEIGHBOURS: Final = tuple(_keys(board) for board in _BOARDS)


def _neighbour(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    near = NEIGHBOURS[0 if random.random() < 0.8 else random.randrange(3)].get(word[at].lower(), "")
    return word[:at] + like(word[at], random.choice(near)) + word[at + 1 :] if near else word


def _extra_neighbour(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    near = NEIGHBOURS[0].get(word[at].lower(), "")
    return word[: at + 1] + random.choice(near) + word[at + 1 :] if near else word


def _transposed(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubled(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[: at + 1] + word[at].lower() + word[at + 1 :]


def _dropped(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _undoubled(word: str, random: Random) -> str:
    return re.sub(r"([^\W\d_])\1", r"\1", word, count=1)


def _other_vowel(word: str, random: Random) -> str:
    places = [k for k, letter in enumerate(word) if k and letter in _VOWELS]
    if not places:
        return word
    at = random.choice(places)
    return word[:at] + random.choice(_VOWELS) + word[at + 1 :]


def _late_blank(word: str, random: Random) -> str:
    return f"{word[:-1]} {word[-1]}"


def _early_blank(word: str, random: Random) -> str:
    at = random.randint(1, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def _late_shift(word: str, random: Random) -> str:
    return word[:2].upper() + word[2:] if word[0].isupper() else word


def _two_slips(word: str, random: Random) -> str:
    return _transposed(_neighbour(word, random), random)


SLIPS: Final[tuple[Slip, ...]] = (
    _neighbour, _extra_neighbour, _transposed, _doubled, _dropped, _undoubled, _other_vowel, _late_blank, _early_blank,
    _late_shift, _two_slips,
)  # fmt: skip


def slips(text: str, random: Random, rate: float) -> str:
    """A share of the words with a slip; short words too, as often as they are typed."""
    hand = random.choices(SLIPS, weights=[random.random() ** 2 for _ in SLIPS], k=random.choice((2, 4, 8, 30)))
    shortest = random.choice((2, 3, 3, 4))
    words = [m for m in WORD.finditer(text) if len(m.group()) >= shortest]
    wanted = min(1.0, rate * len(WORD.findall(text)) / max(1, len(words)))
    return rewritten(text, some(words, wanted, random), lambda m: _slipped(m.group(), hand, random))


def _slipped(word: str, hand: list[Slip], random: Random) -> str:
    """The word with a slip; a hand whose slips leave this word alone presses a wrong key."""
    for _ in range(4):
        if (typed := random.choice(hand)(word, random)) != word:
            return typed
    return _transposed(word, random) if len(set(word)) > 1 else word


_KNOWN: Final = any_of(MISSPELLINGS)


def misspellings(text: str, random: Random, rate: float) -> str:
    """Words as people misspell them: from the list of common errors, and doubled letters or weak vowels gone wrong."""
    text = change_some(text, _KNOWN, from_table(MISSPELLINGS), min(1.0, rate * 8), random)
    long = [m for m in WORD.finditer(text) if len(m.group()) >= 7]
    weak = (_undoubled, _other_vowel, _doubled)
    return rewritten(text, some(long, rate, random), lambda m: random.choice(weak)(m.group(), random))


def typed_twice(text: str, random: Random, rate: float) -> str:
    """A word or letter typed twice, as a hurried hand leaves it: "the the"."""
    words = list(WORD.finditer(text))
    return rewritten(text, some(words, rate, random), lambda m: f"{m.group()} {m.group().lower()}")
