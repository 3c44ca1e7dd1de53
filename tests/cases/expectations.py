"""What is right for each reported case, by the number its folder begins with: `expected.txt`, as checks."""

from dataclasses import dataclass

from app.detector import CompareOptions
from tests.cases.checks import (
    Check,
    alert,
    counted,
    explains,
    label,
    no_alert,
    no_reuse,
    not_label,
    read_or_refused,
    says,
    sentences,
    spins_below,
    swaps,
    swaps_of,
    words,
    words_of,
)

_AS_SENT = CompareOptions()
_UNQUOTED = CompareOptions(exclude_quotations=True)
_HONEST = (not_label("spun"),)
_VERBATIM = (label("copied"), swaps(most=0), no_alert("misspelling", "homoglyph", "split_word"))
_WORD_LEFTOVERS = "Thirty fishermen gathered at the harbour on Tuesday. The old quay. The night service. The ministers agreed."


@dataclass(frozen=True, slots=True)
class Expectation:
    """The checks of one file of a case (`*`: of every file that has none of its own), and the options it is compared with."""

    file: str
    checks: tuple[Check, ...]
    options: CompareOptions = _AS_SENT


def _all(*checks: Check, options: CompareOptions = _AS_SENT) -> tuple[Expectation, ...]:
    return (Expectation("*", checks, options),)


EXPECTED: dict[str, tuple[Expectation, ...]] = {
    "01": _all(label("copied"), explains("later_version", least_words=100)),
    "03": _all(label("copied")),
    "04": _all(label("copied"), explains("later_version", least_words=100)),
    "06": _all(label("copied")),
    "08": _all(*_HONEST, label("copied", "undecided"), explains("agreed_template", least_words=80)),
    "11": _all(label("independent")),
    "14": _all(label("not_measured", "undecided")),
    "16": _all(label("spun"), swaps(60)),
    "18": _all(label("spun")),
    "20": _all(label("spun"), swaps(60)),
    "22": _all(label("spun"), counted("header", 20)),
    "24": _all(label("copied"), alert("hidden_markup", least=56), counted("hidden", 56)),
    "26": _all(label("copied"), alert("hidden_markup")),
    "27": _all(label("copied"), alert("hidden_markup")),
    "30": _all(label("spun")),
    "32": _all(label("spun"), counted("deleted in tracked changes", 200)),
    "33": _all(no_reuse(), options=_UNQUOTED),
    "34": _all(no_reuse(), options=_UNQUOTED),
    "37": _all(no_reuse(), options=_UNQUOTED),
    "40": _all(no_reuse(), options=_UNQUOTED),
    "42": _all(explains("quotation", least_words=120)),
    "44": _all(says("agency_copy", "suspect credits PTI")),
    "47": _all(read_or_refused("save it")),
    "50": _all(label("copied"), spins_below(0.5)),
    "51": _all(label("spun")),
    "format-01": _all(*_VERBATIM, words_of("reference.txt")),
    "format-02": _all(*_VERBATIM, words_of("reference.txt")),
    "format-03": (
        Expectation("suspect-del-ins.html", (words_of("suspect-as-it-should-be-read.txt"), swaps_of("synonym", 6))),
        Expectation("word-clipboard.html", (words(_WORD_LEFTOVERS),)),
    ),
    "format-05": (
        Expectation("suspect.pdf", (label("copied"), no_alert("homoglyph", "misspelling"))),
        Expectation("suspect.tex", ()),  # the PDF's source, which nobody sends
    ),
    "format-06": (
        Expectation("word.html", (words(_WORD_LEFTOVERS),)),
        Expectation(
            "google-docs-export.html", (words("Thirty fishermen gathered at the harbour on Tuesday. The ministers agreed."),)
        ),
    ),
    "format-07": _all(label("copied"), words_of("reference.txt")),
    "format-08": _all(
        words("Thirty fishermen gathered at the harbour and heard the plan on Tuesday."),
        sentences(1),
    ),
}  # fmt: skip


def expected_of(folder: str, file: str) -> Expectation | None:
    """What is expected of a file of the case whose folder begins with a known number; None when that is not known."""
    parts = folder.split("-")
    key = "-".join(parts[:2]) if parts[0] == "format" else parts[0]
    rows = EXPECTED.get(key, ())
    return next((row for row in rows if row.file == file), next((row for row in rows if row.file == "*"), None))
