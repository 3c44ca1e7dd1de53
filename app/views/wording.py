"""The words that every view uses: one phrase for each label, and how shares are written."""

import re
from collections.abc import Sequence

from app.report import AssuranceEntry, SettingsEntry, SubstitutionEntry, TextEntry

MEANINGS = {
    "independent": "No reuse was found beyond shared names, facts and quotations.",
    "copied": "The wording of the reference is kept, word for word or lightly edited by a person.",
    "spun": "The sentences of the reference are kept and their words or phrases are swapped one by one for synonyms.",
    "paraphrased": "The content of the reference is kept and its sentences are rebuilt.",
    "undecided": "The probabilities do not reach the threshold for a verdict.",
    "not_measured": "These texts could not be measured. This says nothing about reuse.",
}
CLASSES = ("independent", "copied", "spun", "paraphrased")
REUSED = ("copied", "spun", "paraphrased")

_TIGHT = re.compile(r"(?<=[0-9])%(?= of the (?:suspect's|matched) words)")  # in reasons; what they quote stays as it is


def title(label: str) -> str:
    """A label as words: `not_measured` → `Not measured`."""
    return label.replace("_", " ").capitalize()


def meaning(label: str, candidates: list[str]) -> str:
    """One sentence on what a label means; an undecided one names its candidates."""
    between = f" It is between {' and '.join(candidates)}." if label == "undecided" and candidates else ""
    return MEANINGS.get(label, "") + between


def probability_meaning(label: str, probability: float) -> str:
    """What the figure beside a verdict says, in one or two sentences; an undecided pair has no verdict to weigh."""
    caution = "It is weighed from the wording alone and is no proof of who wrote first: read the marked places before you decide."
    if label not in CLASSES:
        return f"No class is likely enough here to be called a verdict. {caution}"
    others = "more than 99" if probability >= 0.995 else f"about {probability * 100:.0f}"
    return f"Of 100 pairs with this figure, {others} are {label}, as far as the model’s calibration goes. {caution}"


def false_alarms(assurance: AssuranceEntry) -> str:
    """How often the model called an honest pair of its worst kind spun, in one or two sentences."""
    rate = fine_percent(assurance.false_alarms / assurance.honest_pairs if assurance.honest_pairs else 0.0)
    said = (
        f"At the threshold of {percent(assurance.threshold)}, {assurance.false_alarms:,} of {honest_pairs(assurance)} "
        f"were called spun: {rate}, and with 95 % confidence no more than {fine_percent(assurance.upper)}."
    )
    return f"{said} This is the worst of all kinds of honest changes that were measured." if assurance.kind else said


def answers_false_alarms(label: str, candidates: Sequence[str]) -> bool:
    """Whether somebody asks how often an honest pair is called spun: only where this one is, or may be."""
    return label == "spun" or "spun" in candidates


def honest_pairs(assurance: AssuranceEntry) -> str:
    """What was asked: `300 honest pairs of the kind “typing slips”`."""
    pairs = plural(assurance.honest_pairs, "honest pair")
    return f"{pairs} of the kind \u201c{assurance.kind}\u201d" if assurance.kind else pairs


def fine_percent(share: float) -> str:
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


def facts_line(entry: TextEntry) -> str:
    """What a text's file says about its article: `“Late again”, by Ann Reed, 2026-01-02, en`; empty when it says nothing."""
    said = entry.about
    title = f"“{said['title']}”" if said.get("title") else ""
    author = f"by {said['author'].removeprefix('By ').removeprefix('by ')}" if said.get("author") else ""
    return ", ".join(filter(None, (title, author, said.get("date", ""), said.get("language", ""))))


def percent(share: float) -> str:
    """A share as a reader writes it; 100 % and 0 % only when it is so."""
    if 0 < share <= 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{share:.0%}".replace("%", " %")


def as_shown(reason: str) -> str:
    """A report's reason with its shares written as everywhere else: `30% of the matched words` → `30 % of the matched words`."""
    return _TIGHT.sub(" %", reason)


def plural(count: int, noun: str) -> str:
    """`1 stretch`, `2,310 words`."""
    ending = "" if count == 1 else "es" if noun.endswith(("s", "ch")) else "s"
    return f"{count:,} {noun}{ending}"


def kind_of(entry: SubstitutionEntry) -> str:
    """The kind of a substitution in words, and whether it stands inside a quotation."""
    kind = entry["kind"].replace("_", " ")
    return f"{kind}, in a quotation" if entry["in_quotation"] and "quotation" not in kind else kind
