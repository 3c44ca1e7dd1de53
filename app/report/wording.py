"""The words that every view uses: one phrase for each label, and how shares are written."""

from app.report.types import SubstitutionEntry

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


def title(label: str) -> str:
    """A label as words: `not_measured` → `Not measured`."""
    return label.replace("_", " ").capitalize()


def meaning(label: str, candidates: list[str]) -> str:
    """One sentence on what a label means; an undecided one names its candidates."""
    between = f" It is between {' and '.join(candidates)}." if label == "undecided" and candidates else ""
    return MEANINGS.get(label, "") + between


def percent(share: float) -> str:
    """A share as a reader writes it; 100 % and 0 % only when it is so."""
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{share:.0%}".replace("%", " %")


def plural(count: int, noun: str) -> str:
    """`1 stretch`, `2,310 words`."""
    ending = "" if count == 1 else "es" if noun.endswith(("s", "ch")) else "s"
    return f"{count:,} {noun}{ending}"


def kind_of(entry: SubstitutionEntry) -> str:
    """The kind of a substitution in words, and whether it stands inside a quotation."""
    kind = entry["kind"].replace("_", " ")
    return f"{kind}, in a quotation" if entry["in_quotation"] and "quotation" not in kind else kind
