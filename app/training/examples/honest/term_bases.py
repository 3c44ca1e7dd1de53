"""Another house's terms: its word for each thing, wherever the thing is named; another country's; the things of another case.

A house has a table and an article meets some of its entries, most of them at one place: what a spinner's table does, too. The
tables here are ours, and each pair draws a part of one.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Final

from app.training.examples.honest import measures, names, spelling
from app.training.examples.honest.form_texts import FORMS
from app.training.examples.honest.forms import written
from app.training.examples.honest.known_words import known_words
from app.training.examples.honest.places import WORD, any_of, change_some, from_table
from app.training.examples.honest.types import ChangeSource, HonestPair, chain

_HOUSE: Final = """
aid assistance | agreement accord | amount sum | answer reply | appointment meeting | area zone | arms weapons | assault
attack | author writer | ballot vote | basement cellar | battle fight | benefit allowance | bill invoice | blaze fire | body
organisation | border frontier | boss manager | building structure | bus coach | buyer purchaser | campus grounds | car
vehicle | carer caregiver | case matter | cash money | centre hub | chance opportunity | change amendment | charge fee | chief
head | child minor | claim assertion | clash confrontation | client customer | clinic practice | coach trainer | colleague
co-worker | college school | comment remark | committee panel | company firm | competition contest | complaint grievance |
concern worry | conference summit | constable officer | contract agreement | cost price | council authority | couple pair |
court tribunal | crash collision | creator maker | crew team | crisis emergency | customer client | cut reduction | damage
harm | data figures | deal arrangement | death fatality | debate discussion | debt liability | decision ruling | delay hold-up
| demonstration protest | department ministry | device appliance | dispute row | district borough | doctor physician |
document file | donor contributor | drug medicine | duty obligation | earnings income | election poll | employee worker |
employer company | enquiry investigation | error mistake | event function | exam test | examination inspection | expert
specialist | factory plant | family household | farmer grower | fee charge | film movie | fine penalty | flat apartment |
flood inundation | forest woodland | fund reserve | game match | gathering assembly | goal aim | goods merchandise | grant
subsidy | group organisation | growth increase | guard warden | guest visitor | guideline recommendation | harbour port |
hazard danger | health wellbeing | help support | holiday leave | home residence | hospital infirmary | house dwelling |
hunger famine | illness disease | image picture | income revenue | incident occurrence | inhabitant resident | injury wound |
inmate detainee | instruction directive | insurance cover | interest stake | issue question | jail prison | job position |
journalist reporter | journey trip | judge magistrate | jury panel | killing homicide | land property | law statute | lawmaker
legislator | lawsuit action | lawyer counsel | leader head | lesson class | letter note | level rate | licence permit | limit
cap | list register | loan credit | loss deficit | magazine periodical | majority most | manager director | map plan | market
exchange | material substance | meal dinner | measure step | medicine medication | meeting session | member associate | memo
note | message notice | method procedure | migrant newcomer | money funds | motive reason | motorist driver | movie film |
murder killing | network system | news reports | newspaper paper | nurse carer | offence crime | offender perpetrator | offer
bid | office bureau | officer official | opponent rival | order instruction | outbreak wave | owner proprietor | package
parcel | paper document | parent guardian | park gardens | partner spouse | passenger traveller | patient client | pay salary
| penalty sanction | pension annuity | permit licence | photo picture | pilot captain | place location | plan scheme | plane
aircraft | player competitor | policy programme | politician representative | poll survey | post role | power authority |
premises property | pressure strain | price cost | prison jail | problem issue | product item | profit surplus | programme
scheme | project scheme | proof evidence | property estate | proposal plan | protest rally | pupil student | purchase
acquisition | queue line | quota limit | race contest | rain rainfall | raid operation | rally gathering | rate level | reader
subscriber | refugee displaced~person | region area | release publication | rent lease | report study | rescue recovery |
resident inhabitant | result outcome | review assessment | right entitlement | rise increase | risk danger | road street |
robbery theft | room chamber | rule regulation | salary wage | sale disposal | sample specimen | schedule timetable | scheme
project | school academy | scientist researcher | sector industry | seller vendor | service facility | settlement accord |
share stake | ship vessel | shop store | shortage lack | site location | size dimension | soldier serviceman | source
informant | speech address | speed velocity | spending expenditure | staff personnel | statement declaration | storm gale |
strike walkout | structure building | student learner | study paper | supply provision | surgeon consultant | survey poll |
system network | talks negotiations | target goal | task assignment | tax levy | teacher instructor | team squad | tenant
occupant | term expression | theft robbery | threat menace | ticket pass | tool instrument | tour visit | town municipality |
trade commerce | train service | training instruction | treatment therapy | treaty pact | trial hearing | trip journey |
troops forces | union association | user customer | vaccine jab | vehicle car | vendor supplier | victim casualty | video
footage | village hamlet | visit call | voter elector | wage pay | war conflict | warning alert | wave surge | weapon firearm
| wedding marriage | witness observer | woman lady | worker employee | writer author | yield return
"""
_ABROAD: Final = """
cell~phone mobile | sidewalk footpath | gas petrol | truck lorry | highway motorway | freeway motorway | apartment flat |
elevator lift | vacation holiday | store shop | mall shopping~centre | downtown town~centre | cops police | attorney solicitor
| lawyer solicitor | lawmaker MP | lawmakers MPs | senator peer | governor county~leader | mayor council~leader | county
borough | sheriff chief~constable | police~department constabulary | district~attorney crown~prosecutor | prosecutor
crown~prosecutor | felony serious~offence | misdemeanor minor~offence | jail prison | parole licence | grade year | grades
marks | middle~school secondary~school | high~school sixth~form | college university | freshman first-year~student | sophomore
second-year~student | principal head~teacher | teacher schoolteacher | tuition tuition~fees | kids children | mom mum | diaper
nappy | stroller pushchair | pants trousers | sweater jumper | sneakers trainers | cookie biscuit | cookies biscuits | candy
sweets | fries chips | chips crisps | soda fizzy~drink | eggplant aubergine | zucchini courgette | cilantro coriander | shrimp
prawns | ground~beef mince | grill barbecue | restaurant eatery | bar pub | drugstore chemist | pharmacist chemist | physician
GP | doctor GP | emergency~room casualty | shot jab | shots jabs | nurse sister | insurance cover | retirement~plan
pension~scheme | paycheck pay~packet | stock share | stocks shares | bonds gilts | checking~account current~account | check
cheque | bill note | bills notes | raise pay~rise | layoffs redundancies | fired sacked | hired taken~on | resume CV | realtor
estate~agent | real~estate property | mortgage home~loan | rent let | backyard garden | yard garden | faucet tap | trash
rubbish | garbage rubbish | railroad railway | subway underground | train~station railway~station | airplane aeroplane |
baggage luggage | one-way single | round~trip return | license~plate number~plate | hood bonnet | trunk boot | windshield
windscreen | tire tyre | gasoline petrol | traffic~circle roundabout | intersection junction | overpass flyover | detour
diversion | soccer football | football American~football | game match | games matches | season campaign | coach manager |
locker~room dressing~room | tie draw | field pitch | fans supporters | movie film | movies films | theater cinema | TV~show
programme | show programme | fall autumn | Thanksgiving Christmas | dollars pounds | cents pence | pound kilo | miles
kilometres | mail post | mailman postman | zip~code postcode | line queue | period full~stop | math maths | smart clever | mad
angry | sick ill | quit gave~up | gotten got | toward towards | around round | outlet socket | flashlight torch |
apartment~building block~of~flats | housing~project council~estate | welfare benefits | social~security state~pension |
Congress Parliament | Senate House~of~Lords | House House~of~Commons | administration government | secretary minister |
Republicans Conservatives | Democrats Labour | primary selection | ballot~box ballot~paper | run stand | running standing
"""
_GROUPS_OF_THINGS: Final = """
car truck van bus motorcycle taxi lorry tractor bicycle | brother sister father mother uncle aunt cousin son daughter | knife
gun hammer rope pistol bottle axe rifle | house barn shed garage cottage apartment warehouse church school hotel | dog cat
horse cow sheep goat pig bear wolf | theft robbery assault fraud murder arson burglary kidnapping | arm leg head hand shoulder
knee chest foot back | coffee tea beer wine water milk juice | coat jacket shirt dress hat scarf suit | teacher nurse farmer
driver lawyer doctor baker waiter engineer soldier carpenter | river lake forest mountain beach valley desert island coast |
storm flood fire earthquake drought landslide hurricane tornado | bank shop museum library restaurant office factory hospital
theatre | election referendum vote census primary | tax fee tariff fine toll levy | oil gas coal steel copper wheat corn
cotton | football tennis golf hockey boxing cricket rugby baseball | film song book play novel album poem series | cancer
diabetes asthma malaria measles influenza pneumonia | plane train ship ferry boat helicopter tram | kitchen bedroom garden
roof cellar balcony hall | boy girl man woman child teenager pensioner | husband wife partner fiance widow | winter summer
spring autumn | breakfast lunch dinner supper | north south east west | morning evening afternoon night | judge jury
prosecutor clerk bailiff | airport station harbour terminal depot | market fair festival parade concert exhibition | bridge
tunnel dam road canal railway | apple orange potato onion carrot cabbage tomato | gold silver bronze iron lead tin | father
priest bishop imam rabbi pastor | senator governor mayor president minister ambassador | police army navy coastguard militia |
health education housing transport defence agriculture energy trade | hospital clinic hospice surgery | budget law treaty bill
agreement contract | month week year day decade | phone computer camera radio television laptop | letter email report memo
article | drug alcohol tobacco cannabis heroin cocaine | blood skin bone brain heart liver lung kidney | wall fence gate door
window | money jewellery cash paintings tools | students workers farmers miners nurses doctors teachers drivers
"""
_KITCHEN: Final = """
courgettes zucchini | coriander cilantro | prawns shrimp | aubergines eggplant | spring~onions scallions | peppers
bell~peppers | chilli chile | rapeseed~oil canola~oil | lard shortening | butter margarine | olive~oil vegetable~oil | cream
heavy~cream | yoghurt yogurt | passata tomato~sauce | coconut~milk evaporated~milk | stock bouillon | broth soup | lamb beef |
chicken turkey | tofu paneer | beans chickpeas | sausages franks | lentils split~peas | bulgur quinoa | couscous farro |
barley oats | rice noodles | pasta macaroni | leeks onions | parsnips turnips | potatoes yams | mushrooms champignons |
carrots squash | lemon lime | lime lemon | orange grapefruit | parsley chervil | mint basil | chives scallions | cumin caraway
| paprika cayenne | turmeric curry~powder | thyme oregano | nutmeg mace | garlic shallot | clove piece | pan skillet | dish
baking~dish | casserole Dutch~oven | fridge refrigerator | freezer icebox | larder pantry | fry saute | simmer cook | season
flavor | stir mix | bake roast | scatter sprinkle | serve plate | grams ounces | millilitres cups | degrees degrees~Fahrenheit
| chop mince | slice cut | dice cube | grate shred | bread biscuits | salad slaw | tender soft | thick firm | creamy smooth |
golden browned | crisp crunchy | gently slowly | briskly quickly | reheated warmed~up | frozen iced
"""
_LEAST, _MOST = 0.08, 0.6  # of a table that a house exchanges
_OFTEN_FROM: Final = 2
_LONG_ENOUGH: Final = 4


def _entries(table: str) -> list[tuple[str, str]]:
    rows = (row.split() for row in table.split("|"))
    return [(old.replace("~", " "), new.replace("~", " ")) for old, new in rows]


HOUSE_TERMS: Final = _entries(_HOUSE)
"""What one house calls a thing, and another one."""
ABROAD: Final = _entries(_ABROAD)
"""What one country calls a thing, and another one."""
KITCHEN: Final = _entries(_KITCHEN)
"""What one kitchen takes, and another one."""
THINGS: Final = [row.split() for row in _GROUPS_OF_THINGS.split("|")]
"""Things of a kind, of which another case has another one."""


def house_terms(text: str, random: Random, rate: float) -> str:
    """A part of a house's terms, in both numbers and wherever they stand."""
    return _by_table(text, HOUSE_TERMS, random, _LEAST + (_MOST - _LEAST) * rate)


def vocabulary_abroad(text: str, random: Random, rate: float) -> str:
    """Another country's words for things, nearly all of them."""
    return _by_table(text, ABROAD, random, 0.5 + rate / 2)


def localised(text: str, random: Random, rate: float) -> str:
    """An edition for another country: its words, places, spelling, units and money."""
    return chain(vocabulary_abroad, names.of_places, spelling.british, measures.units, measures.money)(text, random, rate)


def _by_table(text: str, entries: Sequence[tuple[str, str]], random: Random, share: float) -> str:
    table: dict[str, str] = {}
    is_reversed = random.random() < 0.5
    for old, new in random.sample(entries, round(min(1.0, share) * len(entries))):
        one, other = (new, old) if is_reversed else (old, new)
        for form, put_in in ((one, other), (_many(one), _many(other))):
            table.setdefault(form.lower(), put_in)
    return change_some(text, any_of(table), from_table(table), 1.0, random)


def _many(word: str) -> str:
    if word.endswith(("s", "ff", "news")) or word in ("data", "money", "staff", "personnel"):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x", "z")) else "s")


def another_kitchen(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """Recipes for another kitchen: its words for food, pots and what is done with them."""
    text = "\n\n".join(written(FORMS["recipe"], random) for _ in range(random.choice((1, 2, 3))))
    suspect = _by_table(text, KITCHEN, random, 0.4 + 0.6 * rate)
    return HonestPair(text, suspect) if suspect != text else None


def another_case(text: str, random: Random, rate: float) -> str:
    """The things of another case in the same report: another weapon, another relative, another building."""
    table: dict[str, str] = {}
    for group in random.sample(THINGS, max(4, round((0.2 + 0.8 * rate) * len(THINGS)))):
        others = random.sample(group, len(group))
        for old, new in zip(group, others, strict=True):
            if old != new:
                table.setdefault(old, new)
                table.setdefault(_many(old), _many(new))
    return change_some(text, any_of(table), from_table(table), 1.0, random)


def many_terms(text: str, random: Random, rate: float) -> str:
    """Six to fifteen of the words that an article repeats, for other words wherever they stand."""
    return _renamed(text, random, round(6 + 9 * rate))


def most_terms(text: str, random: Random, rate: float) -> str:
    """Twenty to forty of them, as where an article is taken for another trade."""
    return _renamed(text, random, round(20 + 20 * rate))


def _renamed(text: str, random: Random, n: int) -> str:
    counted = Counter(word for word in WORD.findall(text) if word.islower() and len(word) >= _LONG_ENOUGH)
    known = known_words()
    repeated = [word for word, k in counted.items() if k >= _OFTEN_FROM and word in known.common and known.synonyms(word)]
    chosen = random.sample(repeated, min(n, len(repeated)))
    new = random.sample(sorted(known.common), len(chosen))
    table = dict(zip(chosen, new, strict=True))
    return change_some(text, any_of(table), from_table(table), 1.0, random) if table else text
