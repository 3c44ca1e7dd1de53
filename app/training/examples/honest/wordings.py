"""Another reader's wording: plain English, learners, children, old editions, text messages; other persons and reported speech.

From what guides to plain and to inclusive language have in common, and from grammar. The tables are ours.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from app.training.examples.honest.known_words import known_words
from app.training.examples.honest.places import WORD, any_of, change_some, from_table, like, rewritten, some

_PLAIN: Final = """
accommodate fit | accompany go~with | accomplish do | accordingly so | accumulate gather | acquire get | acquired got |
additional more | additionally also | adjacent~to next~to | advantageous helpful | advise tell | advised told |
afford~an~opportunity let | aggregate total | alleged claimed | allegedly reportedly | allocate give | allocated given | alter
change | alteration change | alternative other | ameliorate improve | anticipate expect | anticipated expected | apparent
clear | apprehend catch | apprehended caught | appropriate right | approximately about | ascertain find~out | assemble gather
| assembled gathered | assist help | assistance help | at~present now | attempt try | attempted tried | attempts tries |
beneficial helpful | calculate work~out | cease stop | ceased stopped | clarify explain | collaborate work~together | commence
start | commenced started | compensation pay | competent able | complete finish | completed finished | comply~with follow |
component part | components parts | comprise include | comprised included | conceal hide | concealed hid | concerning about |
conclude end | concluded ended | conclusion end | conduct do | conducted did | consequence result | consequences results |
consequently so | consider think~about | considerable large | constitute make~up | construct build | constructed built |
consult ask | consume use | consumption use | contribute give | contributed gave | convene meet | convened met | currently now
| deceased dead | decline fall | declined fell | decrease fall | decreased fell | deem think | demonstrate show | demonstrated
showed | depart leave | departed left | designate name | designated named | desire want | detain hold | detained held |
determine decide | determined decided | difficult hard | difficulties problems | diminish lessen | disclose tell | disclosed
told | discontinue stop | discussion talk | discussions talks | distribute hand~out | due~to because~of | duration time |
effect change | elect choose | eliminate remove | eliminated removed | employ use | employed used | employment work |
encounter meet | encountered met | endeavour try | enormous huge | enquire ask | ensure make~sure | entire whole | entitled
called | equitable fair | erroneous wrong | establish set~up | established set~up | evaluate test | evident clear | examine
look~at | examined looked~at | exceed go~over | excessive too~much | exhibit show | expedite speed~up | expend spend |
expenditure spending | experience have | extensive large | facilitate help | failed~to did~not | finalise finish | following
after | for~the~purpose~of for | formulate plan | forward send | frequently often | function work | fundamental basic |
further more | furthermore also | generate make | generated made | henceforth from~now~on | however but | identical the~same |
identify find | identified found | illustrate show | immediately at~once | implement carry~out | implemented carried~out |
in~addition also | in~order~to to | in~relation~to about | incident event | incorporate include | increase rise | increased
rose | indicate show | indicated showed | inform tell | informed told | initial first | initially at~first | initiate start |
initiated started | inquire ask | instance case | institute set~up | intend plan | intended planned | investigate look~into |
issue give | issued gave | jeopardise risk | legislation law | liaise work | locate find | located found | location place |
magnitude size | maintain keep | maintained kept | major main | manufacture make | manufactured made | maximum most | method
way | minimum least | modification change | modify change | monitor check | multiple many | necessitate need | negligible
very~small | notify tell | notified told | notwithstanding despite | numerous many | objective aim | obligation duty | observe
see | observed saw | obtain get | obtained got | occasion time | occur happen | occurred happened | operate run | operated ran
| opportunity chance | optimum best | option choice | originate begin | outstanding unpaid | participate take~part |
participated took~part | particulars details | perform do | performed did | permit let | permitted let | personnel staff |
possess have | practically almost | preliminary first | previous earlier | previously before | principal main | prior~to
before | proceed go | procure get | prohibit ban | prohibited banned | provide give | provided gave | purchase buy | purchased
bought | regarding about | regulation rule | regulations rules | relocate move | remain stay | remained stayed | remainder
rest | remuneration pay | render make | request ask~for | requested asked~for | require need | required needed | requirement
need | requirements needs | reside live | residence home | residents people | respond answer | responded answered | retain
keep | retained kept | reveal show | revealed showed | review check | revise change | significant big | significantly greatly
| similar like | state say | stated said | statutory legal | submit send | submitted sent | subsequent later | subsequently
later | substantial large | substantially much | sufficient enough | supplement add~to | supplementary extra | terminate end |
terminated ended | therefore so | thus so | transfer move | transferred moved | transmit send | ultimate final | ultimately
in~the~end | unable not~able | undertake do | undertook did | uniform even | utilise use | utilize use | vehicle car |
vehicles cars | verify check | virtually almost | whereas but | whilst while | witness see | witnessed saw
"""
_ARCHAIC: Final = """
you thou | your thy | yours thine | has hath | does doth | before ere | perhaps perchance | maybe peradventure | here hither |
there thither | where whither | why wherefore | often oft | never ne'er | ever e'er | over o'er | between betwixt | among
amongst | while whilst | said quoth | nothing naught | something aught | yes aye | no nay | soon anon | enough enow | to~him
unto~him | to unto | listen hearken | look behold | truly verily | clothes raiment | horse steed | girl damsel | boy lad |
woman maiden | man yeoman | young~man swain | house abode | evening eventide | morning morn | yesterday yestereve | sea main |
forest greenwood | enemy foe | enemies foes | anger ire | angry wroth | food victuals | money specie | poor penurious | died
perished | killed slew | is be | are be | went hied | know wot | think trow | thought trowed | tell apprise | ask beseech |
asked besought | want desire | wanted desired | because forasmuch~as | since sith | although albeit | until till | against
gainst | about anent | near nigh | very exceeding | today this~day | tomorrow the~morrow | police constabulary | doctor leech
| teacher schoolmaster | wife goodwife | husband goodman | child babe | children younglings | friend gossip | friends
boon~companions | town borough | country realm | king sovereign | government crown | war strife | fight affray | battle fray |
letter epistle | work toil | worked toiled | happened befell | happen befall | together in~company | please prithee | help
succour | helped succoured | road highway | car carriage | plan design | law ordinance | laws ordinances | people folk | many
divers | some sundry | great mighty | bad ill | good goodly
"""
_MESSAGE: Final = """
you u | your ur | are r | be b | see c | to 2 | too 2 | for 4 | before b4 | great gr8 | late l8 | later l8r | tomorrow 2moro |
tonight 2nite | today 2day | people ppl | because cuz | about abt | with w | without w/o | between btwn | please plz | thanks
thx | okay k | know no | what wat | the da | that dat | this dis | and n | have hav | would wud | could cud | should shud |
love luv | right rite | night nite | through thru | though tho | why y | well wel | going goin | something smth | someone sum1
| anyone ne1 | everyone every1 | message msg | text txt | week wk | weeks wks | month mth | year yr | years yrs | government
govt | really rly | from frm | and & | at @ | will wil | was woz | said sed | but bt | when wen | were wer | there ther |
their der | they dey | them dem | can cn | not nt | did dd | been bin | good gd | back bk | want wnt | time tym | first 1st |
second 2nd | one 1 | two 2 | think fink | thing fing | with wiv | morning mornin | minister min | president pres | police cops
| information info | picture pic | pictures pics | difference diff | definitely def | probably prob | information info
"""
_NEUTRAL: Final = """
he they | she they | him them | his their | hers theirs | himself themself | herself themself | man person | men people |
woman person | women people | boy child | girl child | boys children | girls children | husband spouse | wife spouse | son
child | daughter child | sons children | daughters children | brother sibling | sister sibling | brothers siblings | sisters
siblings | father parent | mother parent | fathers parents | mothers parents | uncle relative | aunt relative | nephew
relative | niece relative | grandfather grandparent | grandmother grandparent | boyfriend partner | girlfriend partner | king
monarch | queen monarch | prince royal | princess royal | gentleman person | lady person | ladies people | gentlemen people |
chairman chair | spokesman spokesperson | spokeswoman spokesperson | policeman officer | congressman member~of~Congress |
businessman executive | mankind humanity | manpower workforce | widow bereaved~spouse | widower bereaved~spouse | bride
partner | groom partner | Mr Mx | Mrs Mx | Ms Mx | guys folks | freshman first-year~student | heroine hero | actress actor |
waitress server | landlord property~owner | fireman firefighter | salesman seller
"""
_THIRD: Final = """
I he | me him | my his | mine his | myself himself | we they | us them | our their | ours theirs | ourselves themselves | am
is | I'm he's | I've he's | we're they're | we've they've | you they | your their | yours theirs
"""
_BACKSHIFT: Final = """
is was | are were | am was | has had | have had | will would | can could | may might | must had~to | shall should | do did |
does did | says said | want wanted | wants wanted | think thought | thinks thought | know knew | knows knew | need needed |
needs needed | go went | goes went | get got | gets got | see saw | sees saw | make made | makes made | believe believed |
hope hoped | feel felt | I he | me him | my his | we they | us them | our their | you they | your their | this that | these
those | here there | now then | today that~day | tomorrow the~next~day | yesterday the~day~before | ago before | don't didn't
| doesn't didn't | isn't wasn't | aren't weren't | I'm he~was | we're they~were | it's it~was | that's that~was | won't
wouldn't | can't couldn't | I've he~had | we've they~had | haven't hadn't | hasn't hadn't
"""
_QUOTE: Final = re.compile(r"[\"\u201c]([^\"\u201c\u201d\n]{12,400}?)([,.?!]?)[\"\u201d]")
_SPEECHES: Final = (
    "He said that {}", "She said that {}", "They said that {}", "the speaker said {}", "saying that {}", "and that {}"
)  # fmt: skip
_LONGER: Final = 6  # letters of a word that is hard for a child
Options = Callable[[str], list[str]]


def table_of(rows: str) -> dict[str, str]:
    """A table of rows `old new |`, with `~` for a blank inside of a wording; of two rows with one `old` the first."""
    pairs = (row.split() for row in rows.split("|"))
    table: dict[str, str] = {}
    for old, new in pairs:
        table.setdefault(old.replace("~", " ").lower(), new.replace("~", " "))
    return table


PLAIN, ARCHAIC, MESSAGE, NEUTRAL, THIRD, BACKSHIFT = map(table_of, (_PLAIN, _ARCHAIC, _MESSAGE, _NEUTRAL, _THIRD, _BACKSHIFT))


def part_of(table: dict[str, str], text: str, random: Random, share: float) -> str:
    """`text` with a part of the table exchanged wherever it stands."""
    chosen = random.sample(sorted(table), max(3, round(min(1.0, share) * len(table))))
    return change_some(text, any_of(chosen), from_table(table), 1.0, random)


def plain(text: str, random: Random, rate: float) -> str:
    """An edition in plain English: what guides put for long words, most of it."""
    return part_of(PLAIN, text, random, 0.5 + rate / 2)


def archaic(text: str, random: Random, rate: float) -> str:
    """Modern words for old ones, or back, as another edition of an old book has them."""
    return part_of(ARCHAIC, text, random, 0.4 + 0.6 * rate)


def message(text: str, random: Random, rate: float) -> str:
    """Written as on a telephone."""
    return part_of(MESSAGE, text, random, 0.2 + 0.8 * rate)


def neutral(text: str, random: Random, rate: float) -> str:
    """Nobody's sex is told: pronouns, relatives and trades without one."""
    return part_of(NEUTRAL, text, random, 0.5 + rate / 2)


def third_person(text: str, random: Random, rate: float) -> str:
    """What somebody told of himself, told of him."""
    return part_of(THIRD, text, random, 0.6 + 0.4 * rate)


def reported(text: str, random: Random, rate: float) -> str:
    """Direct speech becomes reported speech: without marks, a tense back and in the third person."""

    def write(match: re.Match[str]) -> str:
        said = change_some(match[1], any_of(BACKSHIFT), from_table(BACKSHIFT), 1.0, random)
        return random.choice(_SPEECHES).format(said[:1].lower() + said[1:]) + match[2]

    return change_some(text, _QUOTE, write, rate, random)


def retranslated(text: str, random: Random, rate: float) -> str:
    """Quotations as another agency translated them: some words of a sense of theirs, some function words."""

    def write(match: re.Match[str]) -> str:
        words = _exchanged(match[1], lambda word: known_words().synonyms(word)[:3], random, random.choice((0.3, 0.5, 0.8)))
        return match.group().replace(match[1], words)

    return change_some(text, _QUOTE, write, max(rate, 0.6), random)


def requoted(text: str, random: Random, rate: float) -> str:
    """Quotations that were written down from memory: words left out, moved or put otherwise inside of the marks."""

    def write(match: re.Match[str]) -> str:
        words = _exchanged(match[1], lambda word: known_words().synonyms(word)[:4], random, 0.25).split(" ")
        kept = [word for word in words if random.random() > 0.1]
        if len(kept) > 3 and random.random() < 0.5:
            k = random.randrange(len(kept) - 1)
            kept[k : k + 2] = kept[k + 1], kept[k]
        return match.group().replace(match[1], " ".join(kept))

    return change_some(text, _QUOTE, write, max(rate, 0.6), random)


def learners(text: str, random: Random, rate: float) -> str:
    """An edition for learners: some rare words for much commoner ones of a sense of theirs."""
    return _exchanged(text, lambda word: known_words().plainer(word)[:2], random, 0.15 + 0.35 * rate)


def children(text: str, random: Random, rate: float) -> str:
    """A children's edition: long words for shorter and commoner ones, wherever they stand, and contractions."""
    known, chosen = known_words(), dict[str, str]()
    for word in dict.fromkeys(WORD.findall(text)):
        short = [other for other in known.plainer(word) if len(other) < len(word)] if len(word) >= _LONGER else []
        if short and random.random() < 0.15 + 0.4 * rate:
            chosen[word] = short[0]
    return change_some(text, any_of(chosen), from_table(chosen), 1.0, random) if chosen else text


def _exchanged(text: str, options: Options, random: Random, share: float) -> str:
    """A share of the words that have options, each for one of them, at each place anew."""
    places = [match for match in WORD.finditer(text) if match.group().islower() and options(match.group())]
    chosen = some(places, share, random) if places else []
    return rewritten(text, chosen, lambda match: like(match.group(), random.choice(options(match.group()))))
