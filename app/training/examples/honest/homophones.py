"""Words misheard: what dictation and automatic captions write for words that sound alike, and what a spelling checker picks.

The result is a word of English in the wrong place, as a spinner's is; but nobody chose it for its meaning.
"""

from random import Random
from typing import Final

from app.training.examples.honest.places import any_of, change_some, like

_GROUPS: Final = """
their there they're | to too two | your you're | its it's | whose who's | were where we're | then than | of off | for four
fore | by buy bye | no know | new knew | right write | hear here | one won | week weak | piece peace | whole hole | role roll
| site cite sight | fair fare | brake break | plain plane | weather whether | principal principle | council counsel |
councillor counsellor | affect effect | accept except | advice advise | device devise | lose loose | past passed | led lead |
course coarse | meet meat | seen scene | sea see | son sun | some sum | sale sail | tail tale | mail male | main mane | pair
pear | wear where | bear bare | board bored | bored board | border boarder | capital capitol | complement compliment |
stationary stationery | desert dessert | dying dyeing | die dye | flour flower | heard herd | higher hire | hour our | are our
| knight night | made maid | morning mourning | naval navel | pail pale | patients patience | pole poll | poll pole | polls
poles | pore pour | pray prey | prophet profit | profit prophet | rain reign | raise rays | read red | real reel | sealing
ceiling | seller cellar | serial cereal | shore sure | sole soul | stair stare | steal steel | steel steal | story storey |
tide tied | tier tear | throne thrown | through threw | vain vein | waist waste | wait weight | war wore | ware wear | way
weigh | which witch | wood would | allowed aloud | ate eight | base bass | birth berth | blue blew | bridal bridle | ceased
seized | cell sell | cent sent | chord cord | creak creek | crews cruise | days daze | dear deer | dew due | fined find | find
fined | flew flu | foul fowl | gorilla guerrilla | great grate | guest guessed | hail hale | hall haul | heal heel | him hymn
| idle idol | in inn | key quay | lessen lesson | loan lone | mined mind | minor miner | missed mist | muscle mussel | none
nun | pause paws | pedal peddle | peer pier | presence presents | prince prints | quarts quartz | rap wrap | ring wring | road
rode | root route | route root | rows rose | rung wrung | sachet sashay | sauce source | scent sent | seam seem | sleigh slay
| slow sloe | sort sought | stake steak | tacks tax | tax tacks | taught taut | tease teas | time thyme | toe tow | troop
troupe | troops troupes | urn earn | vary very | wail whale | warn worn | warned worn | yoke yolk | aide aid | aids aides |
precedence precedents | precedent president | president precedent | immigrate emigrate | illicit elicit | imminent eminent |
insure ensure | proceed precede | prosecute persecute | prosecution persecution | personal personnel | moral morale | human
humane | quiet quite | quite quiet | trail trial | trial trail | angle angel | casual causal | causal casual | diary dairy |
form from | from form | martial marital | united untied | conversation conservation | complaint compliant | senator center |
session cession | election erection | votes boats | party parity | attorney a~journey | lawmakers law~makers | government
govern~meant | officials of~fish~als | leader litre | defence the~fence | tariff terrorist | economy a~con~me | policy police
| police policy | debate the~bait | budget bud~get | healthcare health~care | nation notion | federal feral | crisis Christ's
| military militarily | security securely | terror tenor | million billion | citizens city~sons
"""


def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _GROUPS.replace("\n", " ").split("|"):
        first, *others = (word.replace("~", " ") for word in row.split())
        found.setdefault(first, tuple(others))
        for other in others:
            if " " not in other:
                found.setdefault(other, tuple(word for word in (first, *others) if word != other))
    return found


HOMOPHONES: Final = _table()
"""What each word may be taken for."""
_HEARD: Final = any_of(HOMOPHONES)


def misheard(text: str, random: Random, rate: float) -> str:
    """Words that sound alike exchanged; `rate` is of all words, as far as there are such words."""
    n_words, n_places = text.count(" ") + 1, len(_HEARD.findall(text))
    wanted = min(1.0, rate * n_words / max(1, n_places))

    def write(found: str) -> str:
        word = found.lower()
        return like(found, random.choice(HOMOPHONES[word])) if word in HOMOPHONES else found

    return change_some(text, _HEARD, lambda match: write(match.group()), wanted, random)
