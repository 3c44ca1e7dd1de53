"""American and British spelling, both ways: stems with their endings, and single words. Facts of any style guide."""

from random import Random
from typing import Final

from app.training.examples.honest.places import any_of, change_some, from_table

_OUR: Final = (
    "arbor ardor armor behavior candor clamor color demeanor endeavor favor fervor flavor harbor honor humor labor neighbor odor "
    "parlor rancor rigor rumor savior savor splendor tumor valor vapor vigor"
).split()
_ISE: Final = (
    "agoniz apologiz authoriz capitaliz categoriz centraliz civiliz coloniz commercializ criminaliz criticiz crystalliz "
    "decentraliz "
    "democratiz demoniz deputiz destabiliz digitiz economiz emphasiz energiz equaliz familiariz fantasiz finaliz galvaniz "
    "generaliz "
    "globaliz harmoniz hospitaliz hypothesiz idealiz industrializ itemiz jeopardiz legaliz legitimiz liberaliz localiz "
    "marginaliz "
    "maximiz mechaniz memoriz minimiz mobiliz moderniz monopoliz nationaliz naturaliz neutraliz normaliz organiz ostraciz "
    "patroniz penaliz polariz politiciz populariz prioritiz privatiz publiciz radicaliz randomiz rationaliz realiz recogniz "
    "reorganiz revitaliz revolutioniz scrutiniz sensationaliz socializ specializ stabiliz standardiz steriliz stigmatiz subsidiz "
    "summariz symboliz sympathiz synthesiz terroriz theoriz traumatiz trivializ utiliz vandaliz victimiz visualiz weaponiz"
).split()
_LL: Final = (
    "cancel channel counsel dial dishevel duel equal fuel funnel initial jewel label level libel marshal marvel model panel "
    "pedal "
    "quarrel revel rival shovel shrivel signal snivel spiral swivel total towel travel tunnel unravel"
).split()
_RE: Final = "center theater fiber meter liter luster caliber somber specter saber meager maneuver".split()
_SINGLE: Final = """
gray grey | grays greys | defense defence | defenses defences | offense offence | offenses offences | license licence |
licenses licences | pretense pretence | practice practise | catalog catalogue | catalogs catalogues | dialog dialogue | analog
analogue | analyze analyse | analyzed analysed | analyzing analysing | paralyze paralyse | paralyzed paralysed | catalyze
catalyse | jewelry jewellery | skeptic sceptic | skeptical sceptical | skeptics sceptics | skepticism scepticism | mold mould
| molds moulds | moldy mouldy | smolder smoulder | smoldering smouldering | plow plough | plows ploughs | plowed ploughed |
draft draught | tire tyre | tires tyres | curb kerb | curbs kerbs | check cheque | checks cheques | program programme |
programs programmes | story storey | aluminum aluminium | airplane aeroplane | airplanes aeroplanes | pajamas pyjamas |
mustache moustache | aging ageing | judgment judgement | acknowledgment acknowledgement | enroll enrol | enrollment enrolment
| enrolls enrols | fulfill fulfil | fulfills fulfils | fulfillment fulfilment | installment instalment | installments
instalments | skillful skilful | willful wilful | toward towards | afterward afterwards | forward forwards | backward
backwards | upward upwards | among amongst | while whilst | learned learnt | burned burnt | dreamed dreamt | leaned leant |
leaped leapt | spelled spelt | spilled spilt | spoiled spoilt | anesthetic anaesthetic | anesthesia anaesthesia | anemia
anaemia | archeology archaeology | archeologist archaeologist | encyclopedia encyclopaedia | estrogen oestrogen | fetus foetus
| fetal foetal | gynecologist gynaecologist | hemorrhage haemorrhage | hemoglobin haemoglobin | leukemia leukaemia | maneuvers
manoeuvres | orthopedic orthopaedic | pediatric paediatric | pediatrician paediatrician | diarrhea diarrhoea | esophagus
oesophagus | cesarean caesarean | medieval mediaeval | cozy cosy | doughnut donut | omelet omelette | yogurt yoghurt | whiskey
whisky | furor furore | artifact artefact | artifacts artefacts | inquiry enquiry | inquiries enquiries | insure ensure | mom
mum | moms mums | mommy mummy | ax axe | story storey | stories storeys | counselor counsellor | counselors counsellors |
councilor councillor | traveler traveller | travelers travellers | woolen woollen | marvelous marvellous | chili chilli | disk
disc | disks discs | gage gauge | pretenses pretences | specialty speciality | specialties specialities | sulfur sulphur |
czar tsar | wagon waggon | vise vice | percent per~cent | anymore any~more | someday some~day | cannot can~not | online
on-line | email e-mail | emails e-mails | cooperation co-operation | cooperate co-operate | coordinate co-ordinate |
coordinated co-ordinated | preempt pre-empt | reelection re-election | reelected re-elected | midterm mid-term | postwar
post-war | nonprofit non-profit | antiwar anti-war | multibillion multi-billion | policymaker policy-maker | policymakers
policy-makers
"""


def _table() -> dict[str, str]:
    """American → British."""
    found: dict[str, str] = {}
    for stem in _OUR:
        british = stem[:-2] + "our"
        for ending in ("", "s", "ed", "ing", "able", "ite", "ites", "hood", "hoods", "ful", "less", "er", "ers"):
            found[stem + ending] = british + ending
    for stem in _ISE:
        for ending in ("e", "es", "ed", "ing", "er", "ers", "ation", "ations"):
            found[stem + ending] = stem[:-1] + "s" + ending
    for stem in _LL:
        for ending in ("ed", "ing", "er", "ers"):
            found[stem + ending] = stem + "l" + ending
    for stem in _RE:
        british = "manoeuvre" if stem == "maneuver" else stem[:-2] + "re"
        found |= {stem: british, stem + "s": british + "s", stem + "ed": british + "d"}
    for pair in _SINGLE.split("|"):
        american, british = pair.split()
        found.setdefault(american, british.replace("~", " "))
    return found


AMERICAN: Final = _table()
BRITISH: Final = {british: american for american, british in AMERICAN.items()}
_SAFE: Final = frozenset("draft check checks story stories curb curbs tire tires license practice forward learned while".split())
"""American words that are British too in another sense: changed in some houses only."""
_AMERICAN: Final = any_of(AMERICAN)
_SURE: Final = any_of([word for word in AMERICAN if word not in _SAFE])
_BRITISH: Final = any_of([word for word in BRITISH if BRITISH[word] not in _SAFE])


def british(text: str, random: Random, rate: float) -> str:
    """American spellings become British."""
    pattern = _SURE if random.random() < 0.8 else _AMERICAN
    return change_some(text, pattern, from_table(AMERICAN), max(rate, 0.5), random)


def american(text: str, random: Random, rate: float) -> str:
    """British spellings become American."""
    return change_some(text, _BRITISH, from_table(BRITISH), max(rate, 0.5), random)
