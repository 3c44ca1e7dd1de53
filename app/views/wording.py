"""The words that every view uses: one phrase for each label, and how shares are written."""

import re
from typing import Any

from app.plurals import plural
from app.report import AssuranceEntry, Cover, Report, SettingsEntry, SubstitutionEntry, TextEntry

SAYS_NOTHING = "This says nothing about reuse."
MEANINGS = {
    "independent": "No reuse was found beyond shared names, facts and quotations.",
    "copied": "The wording of the reference is kept, word for word or lightly edited by a person.",
    "spun": "The sentences of the reference are kept and their words or phrases are swapped one by one for synonyms.",
    "paraphrased": "The content of the reference is kept and its sentences are rebuilt.",
    "undecided": "The probabilities do not reach the threshold for a verdict.",
    "not_measured": f"These texts could not be measured. {SAYS_NOTHING}",
}
CLASSES = ("independent", "copied", "spun", "paraphrased")
REUSED = ("copied", "spun", "paraphrased")

NO_PROOF = (
    "This report weighs wording alone. It is no proof of who wrote first, and no proof of intent: read the marked places and ask "
    "both authors before you decide."
)
GLANCE = (
    "The darker a sentence, the more of its words a spinner likely swapped; ribbons lead from passages to where they stand in "
    "the reference."
)
MARKS = (
    "A word or phrase that was swapped stands in brackets with its number in the ledger, in both texts: [12 town] became "
    "[12 city]. {+added+} stands in the suspect only, [−cut−] in the reference only, {~rebuilt~} was written anew. "
    "Sentences that belong together stand level."
)
WITHOUT_TEXTS = "The texts were left out of this report."
NO_SWAP = "No word of the reference was swapped for another."
LEDGER_LEAD = "Reference → suspect (numbers in the texts; spin probability), those first that weigh most."
NOT_MEASURED = "Why it was not measured:"
SURVIVED = "What survived"

_DOUBLE_MARKS = tuple('"“”„‟«»')
_WORST_KIND = "This is the worst of the kinds of honest changes that it was made for"
_TIGHT = re.compile(r"(?<=[0-9])%(?= of the (?:suspect's|matched) words)")  # in reasons; what they quote stays as it is
_LOOSE = re.compile(r"(?<=[0-9]) %")


def title(label: str) -> str:
    """A label as words: `not_measured` → `Not measured`."""
    return label.replace("_", " ").capitalize()


def meaning(report: Report) -> str:
    """One sentence on what the label means; an undecided one names its candidates, an independent one passages that are not."""
    label, reused = report.label, sum(getattr(report.reuse, each) for each in REUSED)
    if label == "independent" and reused:
        share = percent(min(reused, 1))
        return f"As a whole the suspect is independent of the reference, but passages with {share} of its words are not."
    between = f" It is between {' and '.join(report.candidates)}." if label == "undecided" and report.candidates else ""
    return MEANINGS.get(label, "") + between


def probability_meaning(label: str, probability: float) -> str:
    """What the figure beside a verdict says, in one or two sentences; an undecided pair has no verdict to weigh."""
    if label not in CLASSES:
        return f"No class is likely enough here to be called a verdict. {NO_PROOF}"
    others = "more than 99" if probability >= 0.995 else f"about {probability * 100:.0f}"
    return f"Of 100 pairs with this figure, {others} are {label}, as far as the model’s calibration goes. {NO_PROOF}"


def heading(report: Report) -> str:
    """The verdict in a line: `Spun, probability 93 %`."""
    return f"{title(report.label)}, probability {percent(report.probability)}" if report.measured else title(report.label)


def report_title(report: Report, cover: Cover) -> str:
    """What a file of the report is called where files have titles."""
    return f"{f'{cover.title}: ' if cover.title else ''}{title(report.label)}: an Unspun report"


def ledger_heading(report: Report) -> str:
    """`Ledger: 41 substitutions`."""
    return f"Ledger: {plural(len(report.substitutions), 'substitution')}"


def kept_line(kept: int, of: int, in_order: float) -> str:
    """How much of one kind of facts survived: `3 of 5 kept, 67 % of them in the same order`."""
    return f"{kept} of {of} kept" + (f", {percent(in_order)} of them in the same order" if kept else "")


def text_size(entry: TextEntry) -> str:
    """`412 words, 20 sentences, 2,310 characters`."""
    counts = ((entry.words, "word"), (entry.sentences, "sentence"), (entry.characters, "character"))
    return ", ".join(plural(count, noun) for count, noun in counts)


def told_alarms(report: Report) -> str:
    """How often the model called an honest pair spun, where somebody asks: where this one is spun, or may be; else empty."""
    assurance = dict(report).get("assurance")  # reports of the first version have none
    is_asked = report.label == "spun" or "spun" in report.candidates
    return false_alarms(assurance) if assurance is not None and is_asked else ""


def false_alarms(assurance: AssuranceEntry) -> str:
    """How often the model called an honest pair spun: of the worst kind that it was made for, and of the worst other one."""
    rate = _fine_percent(assurance.false_alarms / assurance.honest_pairs if assurance.honest_pairs else 0.0)
    said = (
        f"At the threshold of {percent(assurance.threshold)}, {assurance.false_alarms:,} of {_honest_pairs(assurance)} "
        f"were called spun: {rate}, and with 95 % confidence no more than {_fine_percent(assurance.upper)}."
    )
    return f"{said} {_WORST_KIND}; {_other_kinds(assurance)}." if assurance.kind else said


def _other_kinds(assurance: AssuranceEntry) -> str:
    """What to expect of an honest change that the model was not made for: the worst of such kinds that it was asked about."""
    if not assurance.untaught_kind:
        return "changes of other kinds can be called spun more often"
    pairs, alarms = plural(assurance.untaught_pairs, "pair"), assurance.untaught_alarms
    told = f"\u201c{assurance.untaught_kind}\u201d: {alarms:,} of {pairs}, {_fine_percent(alarms / assurance.untaught_pairs)}"
    return f"of kinds that it was not made for, the worst known is {told}"


def _honest_pairs(assurance: AssuranceEntry) -> str:
    """What was asked: `300 honest pairs of the kind “typing slips”`."""
    pairs = plural(assurance.honest_pairs, "honest pair")
    return f"{pairs} of the kind \u201c{assurance.kind}\u201d" if assurance.kind else pairs


def _fine_percent(share: float) -> str:
    """A small share with two decimals."""
    return f"{share * 100:.2f} %"


def left_out_line(entry: TextEntry, settings: SettingsEntry) -> str:
    """How much of a text's file was not read as its text, and why; empty when all of it was.

    `412 of 460 words: 300 navigation, 100 form, 12 hidden`
    """
    n = sum(each["words"] for each in entry.left_out)
    if not n:
        return ""
    is_whole = not (settings.exclude_quotations or settings.excluded.reference or settings.excluded.suspect)
    share = f"{n:,} of {plural(n + entry.words, 'word')}" if is_whole else plural(n, "word")
    return f"{share}: " + ", ".join(f"{each['words']:,} {each['reason']}" for each in entry.left_out)


def sentence(reason: str) -> str:
    """A reason as a sentence, with its capital and its full stop."""
    return f"{reason[:1].upper()}{reason[1:]}."


def in_marks(said: str) -> str:
    """`said` between quotation marks; what begins or ends with a quotation of its own stands as it is."""
    return said if said[:1] in _DOUBLE_MARKS or said[-1:] in _DOUBLE_MARKS else f"“{said}”"


def facts_line(entry: TextEntry) -> str:
    """What a text's file says about its article: `“Late again”, by Ann Reed, 2026-01-02, en`; empty when it says nothing."""
    said = entry.about
    title = in_marks(said["title"]) if said.get("title") else ""
    author = f"by {said['author'].removeprefix('By ').removeprefix('by ')}" if said.get("author") else ""
    return ", ".join(filter(None, (title, author, said.get("date", ""), said.get("language", ""))))


def percent(share: float) -> str:
    """A share as a reader writes it; 100 % and 0 % only when it is so."""
    if 0 < share <= 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{share:.0%}".replace("%", " %")


def bound(said: str) -> str:
    """`said` with each percent sign bound to its figure: on paper and on a page no line begins with one."""
    return _LOOSE.sub("\u00a0%", said)


def bound_percent(share: float) -> str:
    """A share as pages have it, where any blank may end a line."""
    return bound(percent(share))


def as_shown(reason: str) -> str:
    """A report's reason with its shares written as everywhere else: `30% of the matched words` → `30 % of the matched words`."""
    return _TIGHT.sub(" %", reason)


def kind_of(entry: SubstitutionEntry) -> str:
    """The kind of a substitution in words, and whether it stands inside a quotation."""
    kind = entry["kind"].replace("_", " ")
    return f"{kind}, in a quotation" if entry["in_quotation"] and "quotation" not in kind else kind


def model_line(report: Report) -> str:
    """The model that judged, with its version."""
    return f"{report.model.name}, version {report.model.version}"


def settings_line(report: Report) -> str:
    """Every setting of the comparison with its value: `exclude quotations: no; minimum passage words: 15`."""
    return "; ".join(f"{name.replace('_', ' ')}: {_value(value)}" for name, value in report.settings.model_dump().items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):  # stretches left out, by side
        return ", ".join(f"{side} {_value(places)}" for side, places in value.items() if places) or "none"
    if isinstance(value, list | tuple):
        return " ".join(f"{place['start']}–{place['end']}" for place in value)
    return str(value)
