"""Grammar put right or made at home elsewhere: contractions, forms of verbs and nouns, articles, agreement."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import any_of, change_some, entry_of, from_table, like

_LONG: Final = (
    "do not/don't does not/doesn't did not/didn't is not/isn't are not/aren't was not/wasn't were not/weren't has not/hasn't "
    "have not/haven't had not/hadn't will not/won't would not/wouldn't cannot/can't could not/couldn't should not/shouldn't "
    "must not/mustn't need not/needn't it is/it's that is/that's there is/there's what is/what's who is/who's he is/he's she "
    "is/she's "
    "they are/they're we are/we're you are/you're I am/I'm I have/I've we have/we've they have/they've you have/you've I "
    "will/I'll "
    "we will/we'll you will/you'll they will/they'll he will/he'll she will/she'll it will/it'll I would/I'd we would/we'd "
    "they would/they'd he would/he'd she would/she'd you would/you'd let us/let's would have/would've could have/could've "
    "should have/should've it has/it's he has/he's she has/she's it would/it'd that will/that'll going to/gonna want to/wanna"
)
CONTRACTIONS: Final = dict(pair.split("/") for pair in re.findall(r"[\w']+(?: [\w']+)?/[\w']+", _LONG))
_EXPANSIONS: Final = {short: long for long, short in reversed(CONTRACTIONS.items())}
_TO_SHORT: Final = any_of(CONTRACTIONS)
_TO_LONG: Final = any_of([*_EXPANSIONS, *(short.replace("'", "\u2019") for short in _EXPANSIONS)])


def contractions(text: str, random: Random, rate: float) -> str:
    """Contracts or expands: "do not" becomes "don't", or the other way round."""
    if random.random() < 0.5:
        mark = random.choice(("'", "\u2019"))
        return change_some(
            text, _TO_SHORT, lambda m: like(m.group(), CONTRACTIONS[_key(m, CONTRACTIONS)].replace("'", mark)), rate, random
        )
    return change_some(text, _TO_LONG, lambda m: like(m.group(), _EXPANSIONS[_key(m, _EXPANSIONS)]), rate, random)


def _key(match: re.Match[str], table: dict[str, str]) -> str:
    """The entry that was found: "I" has its capital in the table."""
    low = entry_of(match.group()).replace("\u2019", "'")
    return low if low in table else low[:1].upper() + low[1:]


_FORMS: Final = """
say says said saying | tell tells told telling | go goes went gone going | make makes made making | take takes took taken
taking | come comes came coming | see sees saw seen seeing | get gets got getting | give gives gave given giving | find finds
found finding | think thinks thought thinking | know knows knew known knowing | want wants wanted wanting | use uses used
using | work works worked working | call calls called calling | try tries tried trying | ask asks asked asking | need needs
needed needing | feel feels felt feeling | become becomes became becoming | leave leaves left leaving | put puts putting |
mean means meant meaning | keep keeps kept keeping | let lets letting | begin begins began begun beginning | seem seems seemed
seeming | help helps helped helping | show shows showed shown showing | hear hears heard hearing | play plays played playing |
run runs ran running | move moves moved moving | live lives lived living | believe believes believed believing | bring brings
brought bringing | happen happens happened happening | write writes wrote written writing | provide provides provided
providing | sit sits sat sitting | stand stands stood standing | lose loses lost losing | pay pays paid paying | meet meets
met meeting | include includes included including | continue continues continued continuing | set sets setting | learn learns
learned learning | change changes changed changing | lead leads led leading | understand understands understood understanding
| watch watches watched watching | follow follows followed following | stop stops stopped stopping | create creates created
creating | speak speaks spoke spoken speaking | read reads reading | allow allows allowed allowing | add adds added adding |
spend spends spent spending | grow grows grew grown growing | open opens opened opening | walk walks walked walking | win wins
won winning | offer offers offered offering | consider considers considered | appear appears appeared appearing | buy buys
bought buying | wait waits waited waiting | serve serves served serving | die dies died dying | send sends sent sending |
expect expects expected expecting | build builds built building | stay stays stayed staying | fall falls fell fallen | cut
cuts cutting | reach reaches reached reaching | kill kills killed killing | remain remains remained remaining | suggest
suggests suggested suggesting | raise raises raised raising | pass passes passed passing | sell sells sold selling | require
requires required requiring | report reports reported reporting | decide decides decided deciding | pull pulls pulled pulling
| vote votes voted voting | announce announces announced announcing | warn warns warned warning | plan plans planned planning
| people person | men man | women woman | children child | lives life | official officials | voter voters | state states |
member members | law laws | year years | day days | week weeks | month months | group groups | company companies | country
countries | city cities | student students | worker workers | leader leaders | issue issues | case cases | report reports |
bill bills | vote votes | plan plans | republican republicans | democrat democrats | lawmaker lawmakers | senator senators |
president presidents | question questions | effort efforts | attack attacks | charge charges | number numbers | thing things |
way ways | time times | job jobs | school schools | is was are were be been being am | has had have having | do does did done
doing | will would | can could | may might | shall should | a an | this these | that those | who whom | its their | he him |
she her | they them | we us | I me | less fewer | much many | good well | quick quickly | real really | bad badly | serious
seriously | recent recently | clear clearly | public publicly | near nearly | economic economical | historic historical |
politic political | high higher highest | large larger largest | great greater greatest | late later latest | new newer newest
| strong stronger strongest | old older oldest | long longer longest | early earlier earliest
"""


def _tables() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _FORMS.split("|"):
        forms = row.split()
        for form in forms:
            found.setdefault(form, tuple(other for other in forms if other != form))
    return found


FORMS: Final = _tables()
"""Each form with the others of its word."""
_FORM: Final = any_of(FORMS)
_LEARNT: Final = re.compile(r"(?<=[a-z])(?:s|ed|ing)\b")
_ARTICLE: Final = re.compile(r"\b(?:the|a|an) (?=[a-z])|(?<=[a-z]{3} )(?=(?:officials|people|police|lawmakers|voters)\b)")
_RELATIVE: Final = re.compile(r"(?<=[a-z] )(which|that)(?= [a-z])")


def forms(text: str, random: Random, rate: float) -> str:
    """Another form of the same word, as an editor, a learner or another tense of the whole story brings it."""
    return change_some(text, _FORM, lambda m: like(m.group(), random.choice(FORMS[_form(m)])), rate / 2, random)


def _form(match: re.Match[str]) -> str:
    low = match.group().lower()
    return low if low in FORMS else low.capitalize()  # "I", which chats write small


_TENSE: Final = {
    "is": "was", "are": "were", "has": "had", "have": "had", "will": "would", "can": "could", "says": "said", "say": "said",
    "does": "did", "do": "did", "may": "might", "wants": "wanted", "plans": "planned", "expects": "expected", "goes": "went",
    "comes": "came", "takes": "took", "makes": "made", "shows": "showed", "remains": "remained", "believes": "believed",
    "seems": "seemed", "means": "meant", "needs": "needed", "includes": "included", "continues": "continued", "runs": "ran",
}  # fmt: skip


def tense(text: str, random: Random, rate: float) -> str:
    """The whole story told a day later: "is" becomes "was", or the other way round."""
    table = _TENSE if random.random() < 0.7 else {past: present for present, past in _TENSE.items()}
    return change_some(text, any_of(table), from_table(table), max(rate, 0.3), random)


def endings(text: str, random: Random, rate: float) -> str:
    """Endings lost or put on, as learners and dictation leave them."""
    if random.random() < 0.6:
        return change_some(text, _LEARNT, lambda _: "", rate / 2, random)
    return change_some(text, re.compile(r"(?<=[a-z]{3}[b-df-hj-np-rtv-z])\b(?=[ .,])"), lambda _: "s", rate / 2, random)


def articles(text: str, random: Random, rate: float) -> str:
    """Articles left out, put in or exchanged; "which" for "that"."""
    way = random.choice(("out", "exchange", "which"))
    if way == "which":
        return change_some(text, _RELATIVE, lambda m: "that" if m.group() == "which" else "which", rate, random)
    if way == "out":
        return change_some(text, re.compile(r"\b(?:the|a|an) (?=[a-z])"), lambda _: "", rate / 2, random)
    return change_some(
        text, _ARTICLE, lambda m: random.choice(("the ", "a ", "")) if m.group().strip() else "the ", rate / 2, random
    )


_LINKED: Final = (
    "that/which which/that who/that since/because while/although if/whether between/among each_other/one_another over/more_than "
    "due_to/because_of less/fewer like/such_as can/may may/might shall/will on/upon until/till towards/toward whilst/while "
    "amongst/among none/no_one everyone/everybody someone/somebody no_one/nobody as_well_as/and also/too but/yet though/although "
    "after/following before/prior_to about/around in/within through/throughout so/thus"
)
_LINKING: Final = dict(pair.replace("_", " ").split("/") for pair in _LINKED.split())


def linking_words(text: str, random: Random, rate: float) -> str:
    """Relative pronouns, conjunctions and prepositions put right or to a house's liking, some of them wherever they stand."""
    chosen = random.sample(sorted(_LINKING), max(3, round(rate * len(_LINKING))))
    return change_some(text, any_of(chosen), from_table(_LINKING), 1.0, random)
