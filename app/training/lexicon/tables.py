"""Tables written by hand for the lexicon: closed-class words, their swaps, abbreviations, numbers, spelling rules."""

import re
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FUNCTION: Final = """
a an the this that these those each every either neither some any no all both half such what whatever which whichever
another other others much many more most few fewer fewest little less least several enough own same of in to for with
on at from by about into over after under through during before between among amongst against without within along
across behind beyond around round near above below beneath beside besides amid amidst despite via per upon onto
toward towards throughout until till since unto off out up down past inside outside underneath versus vs except
excluding including regarding concerning considering following like unlike than as aboard alongside atop opposite
plus minus notwithstanding barring and or but nor yet so if unless because although though while whilst whereas
whether once when whenever where wherever however therefore thus hence moreover furthermore nevertheless nonetheless
meanwhile otherwise instead accordingly consequently additionally also too then indeed still albeit lest provided
wherein whereby thereby therein thereof thereafter i me my mine myself we us our ours ourselves you your yours
yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves one's
oneself who whom whose whoever whomever someone somebody something anyone anybody anything everyone everybody
everything none nobody nothing be am is are was were been being have has had having do does did doing done will would
shall should can could may might must ought cannot not n't there here how why i'm i've i'll i'd you're you've you'll
you'd he's he'll he'd she's she'll she'd it's it'll it'd we're we've we'll we'd they're they've they'll they'd that's
that'll that'd there's there'll here's what's who's who'll who'd where's how's when's why's let's isn't aren't wasn't
weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't couldn't shouldn't mustn't mightn't needn't
shan't ain't y'all not very quite rather just only even almost nearly never ever always again already perhaps maybe
"""
FUNCTION_WORDS: Final = frozenset(_FUNCTION.split())
"""Closed-class words and common connectives: what an editor hardly ever touches."""

_AUXILIARIES: Final = {
    "be": "am is are was were been being",
    "have": "has had having",
    "do": "does did doing done",
    "a": "an",
    "not": "n't",
}
FUNCTION_LEMMAS: Final = {form: lemma for lemma, forms in _AUXILIARIES.items() for form in forms.split()}
"""The only closed-class words whose lemma is another word."""

_SWAPS: Final = """
but however yet though although nevertheless nonetheless still | but except save | however nevertheless nonetheless
though | while whilst whereas as though although when | while during | although though despite notwithstanding albeit
| because since as for | because due | therefore thus hence so consequently accordingly then | moreover furthermore
additionally also besides plus too | and plus also together | and as | or alternatively | after following since |
before previously until ahead | during throughout amid amidst over in within through | via through by using with | by
with near beside | about around approximately roughly nearly | about regarding concerning over on | towards toward to
| among amongst amid amidst between | in inside within into at throughout amid | into in inside to | on upon onto
over atop at | over above across beyond throughout around more | under below beneath underneath | near close beside
by alongside around | with alongside including using along | without lacking minus | from out off since of | against
versus vs opposing | across throughout over through around | for to of because during | of from in for by | despite
notwithstanding | until till before | if whether provided | unless except lest | per each every a | like as | than
over | such so similar this these like | this that the it | these those the they such | the a an this its their his
her that your our | its their his her the | each every all any | several some many few numerous various multiple |
many much numerous lots | more additional extra further another | most many maximum | another other one additional |
other different another others | who that which whom | which that what | who whoever | where wherever when in | when
whenever once as while after where | will would shall can may could should | can could may might able | should must
ought would shall | would could might should | may might could can perhaps | must should ought shall | was is were
has been had be being | are is were be been was am | has had have having | have had hold possess own | did does do
done | not never no n't non | also too additionally likewise | only just merely simply solely | even indeed still
actually | still yet nonetheless | already previously now | very extremely really quite highly too | quite rather
very fairly pretty | almost nearly practically about | perhaps maybe possibly probably | again anew once | always
forever constantly continually | then next afterwards subsequently | meanwhile whereas while | instead rather
alternatively | otherwise else | here there | both each two | someone somebody anyone one | anyone anybody everyone
everybody whoever | everyone everybody all | nothing none | something anything everything | his him he | her she |
their them they | our us we | my me i | its it | himself him herself her | themselves them | up upward upwards | down
downward downwards | out outside | off away | round around | besides except | like such | regarding concerning about
| including such | considering given | cannot can't | am i'm | how however the | what which whatever that | so thus
therefore very | as like since because while | as being
"""
FUNCTION_SWAPS: Final = tuple(tuple(group.split()) for group in _SWAPS.split("|") if group.strip())
"""Groups of closed-class words (and their open-class doubles) that writers and rewriting tools put for each other."""

PHRASE_SWAPS: Final = (
    ("because of", "due to", "owing to", "thanks to", "as a result of", "on account of", "because"),
    ("in order to", "so as to", "to"),
    ("such as", "like", "including", "for example", "for instance", "for example"),
    ("as well as", "and", "along with", "in addition to", "together with", "and also", "also"),
    ("as well", "also", "too", "in addition", "additionally", "besides", "moreover", "furthermore", "likewise"),
    ("according to", "per", "in accordance with"),
    ("prior to", "before", "ahead of", "in advance of"),
    ("subsequent to", "after", "following", "in the wake of"),
    ("more than", "over", "in excess of", "greater than", "above", "upwards of"),
    ("less than", "under", "fewer than", "below"),
    ("in spite of", "despite", "regardless of", "notwithstanding"),
    ("instead of", "rather than", "in place of"),
    ("next to", "beside", "near", "close to", "adjacent to"),
    ("at present", "now", "currently", "at the moment", "right now", "presently"),
    ("a lot of", "many", "much", "lots of", "plenty of", "numerous", "a number of", "several", "loads of"),
    ("as soon as", "once", "when"),
    ("even though", "although", "though", "even if", "while", "despite the fact that"),
    ("in the course of", "during", "throughout", "in the middle of", "in the midst of", "amid"),
    ("with regard to", "regarding", "concerning", "about", "with respect to", "in relation to", "relating to"),
    ("in front of", "before", "ahead of"),
    ("out of", "from"),
    ("on top of", "above", "over", "besides", "atop"),
    ("so that", "in order that", "so"),
    ("as a result", "therefore", "thus", "consequently", "hence", "so"),
    ("on the other hand", "however", "whereas", "conversely", "alternatively"),
    ("at the same time", "meanwhile", "simultaneously", "while"),
    ("at least", "no less than", "a minimum of"),
    ("have to", "must", "need to", "ought to", "should"),
    ("able to", "can", "could", "capable of"),
    ("going to", "will", "about to"),
    ("each other", "one another"),
    ("no one", "nobody", "none"),
    ("by means of", "via", "through", "by way of"),
    ("apart from", "except", "besides", "aside from", "other than", "except for"),
    ("up to", "until", "as much as"),
    ("along with", "with", "together with", "alongside"),
)
"""The same for phrases; every member of a group may stand for every other."""

NUMBER_WORDS: Final = {
    word: str(value)
    for value, word in enumerate(
        _words("""
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty
""")
    )
} | dict(
    zip(
        _words("""
thirty forty fifty sixty seventy eighty ninety hundred
"""),
        map(str, range(30, 101, 10)),
        strict=True,
    )
)

NUMBER_FORMS: Final = (
    *((word, digits) for word, digits in NUMBER_WORDS.items()),
    *(("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"), ("sixth", "6th")),
    *(("seventh", "7th"), ("eighth", "8th"), ("ninth", "9th"), ("tenth", "10th"), ("eleventh", "11th")),
    *(("twelfth", "12th"), ("thirteenth", "13th"), ("fourteenth", "14th"), ("fifteenth", "15th")),
    *(("sixteenth", "16th"), ("seventeenth", "17th"), ("eighteenth", "18th"), ("nineteenth", "19th")),
    *(("twentieth", "20th"), ("percent", "%"), ("per cent", "%"), ("percent", "per cent"), ("percent", "pct")),
    *(("million", "m"), ("million", "mn"), ("billion", "bn"), ("billion", "b"), ("trillion", "tn"), ("thousand", "k")),
    *(("thousand", "1,000"), ("million", "1,000,000"), ("dozen", "twelve"), ("dozen", "12"), ("half", "50%")),
    *(("one", "a"), ("hundred", "one hundred"), ("once", "one time"), ("twice", "two times"), ("two", "both")),
    *(("two", "pair"), ("two", "couple"), ("double", "two"), ("single", "one")),
)
"""A number in words and the same in figures."""


def number_rows() -> tuple[str, ...]:
    """Returns the figures that get a row of their own: small integers, years, percentages, ordinals, powers of ten."""
    plain = [str(value) for value in (*range(101), *range(1900, 2041), 150, 200, 250, 300, 400, 500, 600, 700, 800, 900)]
    shares = [f"{value}%" for value in range(101)]
    ordinals = [f"{value}{_ordinal_ending(value)}" for value in range(1, 101)]
    return (
        *plain,
        *shares,
        *ordinals,
        "%",
        "#",
        "1,000",
        "10,000",
        "100,000",
        "1,000,000",
        "mn",
        "pct",
        "tn",
        "k",
        "m",
        "b",
    )


def _ordinal_ending(value: int) -> str:
    teens = 10 < value % 100 < 20
    return "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


ABBREVIATIONS: Final = tuple(
    _words("""
u.s. u.k. u.n. e.u. d.c. a.m. p.m. mr. mrs. ms. dr. sen. rep. gov. gen. lt. col. sgt. st. jr. sr. no. vs. inc. corp.
co. ltd. jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. e.g. i.e. etc. ph.d. u.s.a. ft. mt. prof. rev.
capt. adm. maj. cmdr. dept. l.a. n.y. r.i. n.c. s.c. n.j. n.h. n.d. s.d. n.m. w.va. calif. conn. mass. pa. va. ga.
fla. tex. ill. mich. minn. wis. ohio. ore. wash. ariz. colo. ala. miss. tenn. ky. la. ark. okla. kan. neb. nev. mont.
wyo. j.d. b.s. m.d. b.a. m.a. v.p. g.o.p. f.b.i. c.i.a. i.r.s. n.s.a. u.s.s.r. o.k. a.k.a.
""")
)
"""Words a sentence may go on after; kept whole, with their dots."""

SPELLING_PAIRS: Final = tuple(
    tuple(pair.split("/"))
    for pair in _words("""
programme/program grey/gray cheque/check tyre/tire kerb/curb mould/mold moult/molt sceptic/skeptic plough/plow
sceptical/skeptical scepticism/skepticism storey/story draught/draft towards/toward afterwards/afterward
amongst/among amidst/amid whilst/while learnt/learned burnt/burned dreamt/dreamed spelt/spelled spoilt/spoiled
leapt/leaped leant/leaned judgement/judgment acknowledgement/acknowledgment ageing/aging axe/ax cosy/cozy
jewellery/jewelry aluminium/aluminum aeroplane/airplane enrol/enroll fulfil/fulfill instil/instill skilful/skillful
wilful/willful practise/practice licence/license defence/defense offence/offense pretence/pretense adviser/advisor
disc/disk ok/okay percent/pct backwards/backward forwards/forward upwards/upward downwards/downward inwards/inward
outwards/outward onwards/onward doughnut/donut yoghurt/yogurt whisky/whiskey pyjamas/pajamas smoulder/smolder
sulphur/sulfur artefact/artifact furore/furor ageing/aging councillor/councilor counsellor/counselor
marvellous/marvelous woollen/woolen instalment/installment enrolment/enrollment fulfilment/fulfillment mum/mom
maths/math anaesthetic/anesthetic manoeuvre/maneuver paediatric/pediatric paediatrician/pediatrician
orthopaedic/orthopedic encyclopaedia/encyclopedia gynaecologist/gynecologist haemorrhage/hemorrhage
leukaemia/leukemia anaemia/anemia oestrogen/estrogen diarrhoea/diarrhea foetus/fetus foetal/fetal
archaeology/archeology archaeologist/archeologist aesthetic/esthetic mediaeval/medieval cigarette/cigaret gaol/jail
omelette/omelet moustache/mustache speciality/specialty naught/nought mr/mister dr/doctor sept/september jan/january
feb/february aug/august oct/october nov/november dec/december vs/versus tv/television thru/through tonite/tonight
nite/night kilometre/kilometer gaddafi/qaddafi gadhafi/gaddafi koran/quran hizbollah/hezbollah mecca/makkah
al-qaida/al-qaeda al-qaeda/al-qaida kiev/kyiv moslem/muslim osama/usama isil/isis
""")
)

_OUR = _words("""
colo hono favo labo neighbo behavio harbo humo rumo vapo vigo armo odo parlo savo splendo tumo valo cando clamo
endeavo fervo glamo ranco rigo savio succo ardo demeano arbo flavo discolo dishono misbehavio enamo
""")
_RE = _words("""
cent theat met lit fib calib lust meag sab somb spect kilomet centimet millimet och goit mit reconnoit scept epicent
""")

SPELLING_RULES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(rf"^({'|'.join(_OUR)})ur"), r"\1r"),
    (re.compile(rf"^({'|'.join(_RE)})re(s|d|)$"), r"\1er\2"),
    (re.compile(r"^(\w{3,})is(e|es|ed|ing|er|ers|ation|ations|ational|able)$"), r"\1iz\2"),
    (re.compile(r"^(\w{2,}[lL])ys(e|es|ed|ing|er|ers)$"), r"\1yz\2"),
    (re.compile(r"^(\w{3,})ogue(s|d|)$"), r"\1og\2"),
    (re.compile(r"^(\w*[aeiou]\w*[aeiou])ll(ed|ing|er|ers|or|ors|ery|ous)$"), r"\1l\2"),
    (re.compile(r"^(\w*)programme(s|)$"), r"\1program\2"),
    (re.compile(r"^(\w+)aem(\w+)$"), r"\1em\2"),
    (re.compile(r"^(\w+)wards$"), r"\1ward"),
    (re.compile(r"^(\w*(?:off|def|lic|pret))ence(s|d|less|)$"), r"\1ense\2"),
)
"""British form → American form; applied to a word of the vocabulary, kept when the result is one too."""

NOT_SPELLING: Final = frozenset(
    _words("""
prise/prize re-sign/resign re-form/reform re-cover/recover co-op/coop re-create/recreate re-lease/release
re-sent/resent re-present/represent pre-sent/present un-ionized/unionized steward/stewards
""")
)
"""Pairs the rules make that are two words."""

KEEP_AS_LEMMA: Final = frozenset(
    _words("""
data media news politics united states headquarters means series species thanks
""")
)
"""Forms that look inflected and are words of their own in news."""
