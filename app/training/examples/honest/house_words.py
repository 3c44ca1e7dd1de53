"""Words that a house's style guide puts for others: place names, titles without gender, people first, plain words.

From what the published guides of agencies and newspapers agree or quarrel on; both directions, as houses differ. None of
it hides where a text comes from.
"""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import any_of, change_some, entry_of, like, rewritten

_PAIRS: Final = """
Kiev Kyiv | Kharkov Kharkiv | Odessa Odesa | Lvov Lviv | Chernobyl Chornobyl | Burma Myanmar | Rangoon Yangon | Bombay
Mumbai | Calcutta Kolkata | Madras Chennai | Bangalore Bengaluru | Peking Beijing | Saigon Ho~Chi~Minh~City | Swaziland
Eswatini | Czech~Republic Czechia | Turkey Türkiye | Macedonia North~Macedonia | East~Timor Timor-Leste | Ivory~Coast
Côte~d'Ivoire | Cape~Verde Cabo~Verde | Holland the~Netherlands | Ayers~Rock Uluru | Mount~McKinley Denali | Persian~Gulf
Arabian~Gulf | Gaddafi Qaddafi | Hezbollah Hizbollah | Al~Qaeda al-Qaida | Koran Quran | Mecca Makkah | Moslem Muslim |
Moslems Muslims | Shiite Shia | Shiites Shias | Daesh Islamic~State | ISIS ISIL | Eskimo Inuit | Eskimos Inuit | Gypsies
Roma | Gypsy Roma | Lapp Sami | Lapland Sápmi | chairman chair | chairwoman chair | chairmen chairs | spokesman spokesperson
| spokeswoman spokesperson | spokesmen spokespeople | policeman police~officer | policemen police~officers | policewoman
police~officer | fireman firefighter | firemen firefighters | mailman mail~carrier | postman postal~worker | stewardess
flight~attendant | stewardesses flight~attendants | steward flight~attendant | businessman business~executive | businessmen
business~people | businesswoman business~executive | congressman representative | congressmen representatives |
congresswoman representative | councilman council~member | councilmen council~members | assemblyman assembly~member |
alderman council~member | salesman sales~representative | salesmen sales~staff | saleswoman sales~assistant | cameraman
camera~operator | cameramen camera~operators | anchorman anchor | newsman journalist | newsmen journalists | weatherman
forecaster | layman layperson | laymen laypeople | workman worker | workmen workers | foreman supervisor | foremen
supervisors | fisherman fisher | fishermen fishers | craftsman artisan | craftsmen artisans | gunmen attackers | middleman
intermediary | man-made artificial | manmade human-made | manned crewed | unmanned uncrewed | man~hours staff~hours |
housewife homemaker | housewives homemakers | actress actor | actresses actors | waitress server | waitresses servers |
waiter server | headmaster head~teacher | headmistress head~teacher | heroine hero | hostess host | hostesses hosts |
landlady landlord | usherette usher | maiden~name birth~name | the~disabled disabled~people | disabled~people
people~with~disabilities | handicapped disabled | the~blind blind~people | the~deaf deaf~people | the~elderly older~people |
the~poor people~in~poverty | pensioners older~people | wheelchair-bound wheelchair-using | the~mentally~ill
people~with~mental~illness | the~homeless people~without~homes | homeless~people people~without~housing | addicts
people~with~addictions | addict person~with~an~addiction | drug~addict drug~user | alcoholics people~with~alcohol~problems |
diabetics people~with~diabetes | epileptics people~with~epilepsy | AIDS~victims people~with~AIDS | committed~suicide
died~by~suicide | commit~suicide die~by~suicide | committing~suicide dying~by~suicide | passed~away died |
illegal~immigrants undocumented~immigrants | illegal~immigrant undocumented~immigrant | illegal~aliens
unauthorized~immigrants | illegal~alien unauthorized~immigrant | illegals migrants | aliens noncitizens | foreigners
foreign~nationals | migrants refugees | slaves enslaved~people | slave enslaved~person | slave~owners enslavers | prisoners
incarcerated~people | inmates people~in~prison | inmate prisoner | felons people~with~convictions | ex-convict
former~prisoner | convicts prisoners | prostitute sex~worker | prostitutes sex~workers | minorities people~of~color |
colored~people people~of~color | blacks Black~people | whites white~people | Indians Native~Americans | American~Indians
Native~Americans | Hispanics Latinos | Hispanic Latino | Latinos Latinx~people | Orientals Asians | homosexual gay |
homosexuals gay~people | gays gay~people | gay~marriage same-sex~marriage | sex~change gender~transition | transsexual
transgender | birth~control contraception | pro-life anti-abortion | pro-choice abortion-rights | pro-lifers
abortion~opponents | fetus unborn~child | global~warming climate~change | climate~change climate~crisis | climate~crisis
climate~emergency | climate~skeptics climate~deniers | climate~sceptics climate~deniers | accident crash | accidents crashes
| car~accident car~crash | third~world developing~countries | Third~World developing~world | developing~countries
lower-income~countries | West~Bank~barrier separation~wall | terrorists militants | terrorist militant | militants fighters
| insurgents rebels | rebels opposition~fighters | regime government | protesters demonstrators | rioters protesters | riots
unrest | torture enhanced~interrogation | collateral~damage civilian~casualties | Obamacare Affordable~Care~Act | death~tax
estate~tax | the~Affordable~Care~Act Obamacare | food~stamps SNAP~benefits | welfare public~assistance | cell~phone
mobile~phone | cell~phones mobile~phones | cellphone mobile | cellphones mobiles | elevator lift | elevators lifts | truck
lorry | trucks lorries | apartment flat | apartments flats | gasoline petrol | gas~station petrol~station | gas~stations
petrol~stations | sidewalk pavement | sidewalks pavements | highway motorway | highways motorways | freeway motorway |
railroad railway | railroads railways | soccer football | movie film | movies films | vacation holiday | vacations holidays
| fall autumn | trash rubbish | garbage rubbish | diaper nappy | diapers nappies | cookies biscuits | candy sweets | pants
trousers | sweater jumper | sneakers trainers | faucet tap | flashlight torch | baby~carriage pram | parking~lot car~park |
parking~lots car~parks | downtown city~centre | mail post | zip~code postcode | attorney lawyer | attorneys lawyers |
attorney~general justice~minister | math maths | kindergarten nursery | elementary~school primary~school | high~school
secondary~school | college university | résumé CV | real~estate property | realtor estate~agent | realtors estate~agents |
drugstore pharmacy | pharmacist chemist | emergency~room casualty~department | paramedics ambulance~crew | intern trainee |
bathroom toilet | restroom toilet | license~plate number~plate | windshield windscreen | airplane plane | airplanes planes |
baggage luggage | subway underground | one-way~ticket single~ticket | round-trip return | line queue | lines queues | store
shop | stores shops | mom mum | moms mums | percent per~cent | percent % | adviser advisor | advisers advisors | health~care
healthcare | Web~site website | Web~sites websites | web~site website | Internet internet | e-mail email | OK okay | 9/11
September~11 | Sept.~11 9/11 | co-worker colleague | co-workers colleagues | co-founder cofounder | vice~president
vice-president | attorney~generals attorneys~general | U.S. US | U.K. UK | U.N. UN | E.U. EU | United~States US |
United~Kingdom UK | United~Nations UN | European~Union EU | the~States the~US | D.C. DC | CEO chief~executive |
chief~executive~officer CEO | COVID-19 Covid-19 | COVID-19 coronavirus | coronavirus COVID-19 | Covid COVID | under~way
underway | likable likeable | backyard back~yard | teenager teen | teenagers teens | cop police~officer | whilst while |
amongst among | over more~than
"""
_PLAIN: Final = """
ladies women | gentlemen men | statesman leader | statesmen leaders | kids children | cops police | guy man | guys men |
free~of~charge for~free | prior~to before | in~excess~of more~than | in~order~to to | utilize use | utilized used | commence
begin | commenced began | purchase buy | purchased bought | assist help | assistance help | approximately about | numerous
many | individuals people | persons people | currently now | subsequently later | upon on | amid during | per~annum a~year |
per~day a~day | per~hour an~hour | per~week a~week | per~month a~month | under fewer~than | since because | manpower
workforce | mankind humankind | forefathers ancestors | brotherhood fellowship | sportsmanship fair~play | victims survivors
"""


def _entries(table: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in table.replace("\n", " ").split("|"))
    return tuple((old.replace("~", " "), new.replace("~", " ")) for old, new in pairs)


EXCHANGED: Final = _entries(_PAIRS)
"""Two forms between which houses choose, in either direction."""
PLAINER: Final = _entries(_PLAIN)
"""What guides ask not to write, and what they want: no house puts `upon` for `on` all through."""


def restyled(text: str, random: Random, rate: float) -> str:
    """The words of a guide: some of its entries, those that houses exchange in one direction, applied all through."""
    kept = random.uniform(0.5, 1.0)
    table: dict[str, str] = {}
    is_reversed = random.random() < 0.3
    exchanged = tuple((new, old) for old, new in EXCHANGED) if is_reversed else EXCHANGED
    for old, new in (*exchanged, *PLAINER):
        if random.random() < kept:
            table.setdefault(old.lower(), new)
    pattern = any_of(table)
    return change_some(text, pattern, lambda m: _shown(m.group(), table), max(rate, 0.6), random)


def _shown(old: str, table: dict[str, str]) -> str:
    new = table[entry_of(old)]
    return new if new[:1].isupper() else like(old, new) if not old.isupper() else new


_SHORT: Final = (
    ("Sen.", "Senator"), ("Rep.", "Representative"), ("Gov.", "Governor"), ("Gen.", "General"), ("Lt.", "Lieutenant"), ("Sgt.",
    "Sergeant"),
    ("Capt.", "Captain"), ("Col.", "Colonel"), ("Maj.", "Major"), ("Adm.", "Admiral"), ("Dr.", "Doctor"), ("Prof.", "Professor"),
    ("Rev.", "Reverend"), ("Hon.", "Honorable"), ("Sens.", "Senators"), ("Reps.", "Representatives"), ("Mt.",
    "Mount"),
    ("Jr.", "Junior"), ("Bros.", "Brothers"), ("Co.", "Company"), ("Corp.", "Corporation"), ("Inc.", "Incorporated"), ("Ltd.",
    "Limited"),
    ("Jan.", "January"), ("Feb.", "February"), ("Aug.", "August"), ("Sept.", "September"), ("Oct.", "October"), ("Nov.",
    "November"),
    ("Dec.", "December"), ("Calif.", "California"), ("Fla.", "Florida"), ("Mass.", "Massachusetts"), ("Pa.", "Pennsylvania"),
    ("Ariz.", "Arizona"), ("Wash.", "Washington"), ("Ill.", "Illinois"), ("Conn.", "Connecticut"), ("Va.", "Virginia"), ("Ga.",
    "Georgia"),
    ("Tenn.", "Tennessee"), ("Mich.", "Michigan"), ("Wis.", "Wisconsin"), ("Minn.", "Minnesota"), ("Okla.", "Oklahoma"),
    ("Colo.", "Colorado"),
    ("R-Ky.", "Republican of Kentucky"), ("D-Calif.", "Democrat of California"), ("R-Texas", "Republican of Texas"),
    ("GOP", "Republican Party"), ("FBI", "Federal Bureau of Investigation"), ("CIA", "Central Intelligence Agency"), ("PM",
    "prime minister"),
    ("EPA", "Environmental Protection Agency"), ("IRS", "Internal Revenue Service"), ("NRA", "National Rifle Association"),
    ("DOJ", "Department of Justice"), ("DHS", "Department of Homeland Security"), ("FDA", "Food and Drug Administration"),
    ("CDC", "Centers for Disease Control and Prevention"), ("WHO", "World Health Organization"), ("IMF",
    "International Monetary Fund"),
    ("EU", "European Union"), ("UN", "United Nations"), ("UK", "United Kingdom"), ("US", "United States"), ("U.S.",
    "United States"),
    ("NSA", "National Security Agency"), ("ACA", "Affordable Care Act"), ("ACLU", "American Civil Liberties Union"), ("MP",
    "Member of Parliament"),
    ("MPs", "Members of Parliament"), ("VP", "vice president"), ("km", "kilometres"), ("kg",
    "kilograms"),
    ("bn", "billion"), ("vs.", "versus"), ("vs", "versus"), ("etc.", "and so on"), ("e.g.", "for example"),
    ("i.e.", "that is"), ("approx.", "approximately"), ("dept.", "department"), ("govt", "government"), ("&",
    "and"),
    ("Ave.", "Avenue"), ("Blvd.", "Boulevard"), ("Rd.", "Road"), ("Mr.", "Mr"), ("Mrs.", "Mrs"), ("Ms.", "Ms"), ("a.m.", "am"),
    ("p.m.", "pm"),
)  # fmt: skip


def _exactly(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def abbreviations(text: str, random: Random, rate: float) -> str:
    """Abbreviations written out, or words shortened; titles before names as well."""
    pairs = _SHORT if random.random() < 0.6 else tuple((long, short) for short, long in _SHORT)
    table: dict[str, str] = {}
    for old, new in random.sample(pairs, random.randint(len(pairs) // 2, len(pairs))):
        table.setdefault(old, new)
    return change_some(text, _exactly(list(table)), lambda m: table[m.group()], max(rate, 0.6), random)


_HONORIFIC: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|President|Senator|Sen\.|Rep\.|Secretary|Prime Minister|Judge|Gov\.)\.? (?=[A-Z][a-z])"
)
_PLAIN_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? (?=[A-Z][a-z])")
_NAMED: Final = re.compile(r"(?<=[a-z,] )(?=[A-Z][a-z]+ (?:said|says|added|told|has|had|was|is|will|would)\b)")


def honorifics(text: str, random: Random, rate: float) -> str:
    """Titles left out, put in or exchanged: "Mr. Haas said" → "Haas said" → "Dr Haas said"."""
    way = random.choice(("out", "in", "other"))
    title = random.choice(("Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Mr ", "Ms ", "Miss ", "Prof. ", "Sir "))
    if way == "in":
        return rewritten(text, list(_NAMED.finditer(text)), lambda _: title)
    if way == "out":
        return change_some(text, _HONORIFIC, lambda _: "", max(rate, 0.5), random)
    return change_some(text, _PLAIN_TITLE, lambda _: title, max(rate, 0.5), random)
