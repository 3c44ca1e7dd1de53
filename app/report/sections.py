"""What a report says besides the texts and the ledger, as titled lists of names and values, for documents (PDF, DOCX, CSV)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.report.annex import Annex
from app.report.types import Report, SettingsEntry, TextEntry
from app.report.wording import CLASSES, REUSED, facts_line, honest_pairs, left_out_line, percent, plural, title

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; a line without a name is a sentence."""

    title: str
    lines: Lines


def opening_sections(report: Report, annex: Annex | None = None) -> list[Section]:
    """What stands before the texts: the review, the figures, the reasons and what speaks against them."""
    found = [
        Section(annex.title if annex else "", annex.lines if annex else ()),
        Section("Probabilities", tuple((name, percent(getattr(report.probabilities, name))) for name in CLASSES)),
        Section("Share of the suspect’s words", tuple((name, percent(getattr(report.reuse, name))) for name in REUSED)),
        Section("Why", tuple(("", reason) for reason in report.reasons)),
        Section("Other explanations", tuple(_alternatives(report))),
        Section("How sure", tuple(_assurance(report))),
        Section("Alerts", tuple((title(alert["side"]), f"{alert['message']} ({alert['count']})") for alert in report.alerts)),
        Section("What survived", tuple(_survived(report))),
        Section(
            "The same swap, again and again",
            tuple(("", f"{swap['from']} → {swap['to']} ({swap['count']} times)") for swap in report.patterns),
        ),
        Section("Passages", tuple(_passages(report)) if len(report.passages) > 1 else ()),
    ]
    unmeasured = ("Probabilities", "Share of the suspect’s words")
    return [each for each in found if each.lines and (report.measured or each.title not in unmeasured)]


def origin(report: Report) -> Section:
    """What the report was made from and with: both texts with their hashes, the model, the settings."""
    return Section(
        "How this report was made",
        (
            ("Reference", _text_line(report.reference)),
            *_of_file("reference", report.reference, report.settings),
            ("Reference SHA-256", report.reference.sha256),
            ("Suspect", _text_line(report.suspect)),
            *_of_file("suspect", report.suspect, report.settings),
            ("Suspect SHA-256", report.suspect.sha256),
            ("Model", model_line(report)),
            ("Settings", settings_line(report)),
            ("Form", f"report version {report.version}"),
        ),
    )


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


def _text_line(entry: TextEntry) -> str:
    counts = ((entry.words, "word"), (entry.sentences, "sentence"), (entry.characters, "character"))
    return ", ".join(plural(count, noun) for count, noun in counts)


def _of_file(side: str, entry: TextEntry, settings: SettingsEntry) -> Lines:
    lines = (
        (f"What the {side}’s file says of itself", facts_line(entry)),
        (f"Left out of the {side}’s file", left_out_line(entry, settings)),
    )
    return tuple(line for line in lines if line[1])


def _alternatives(report: Report) -> Iterator[tuple[str, str]]:
    for entry in _later(report, "alternatives"):
        yield entry["title"], f"explains {percent(entry['explains'])} of the reused words. {entry['message']}"


def _assurance(report: Report) -> Iterator[tuple[str, str]]:
    found = dict(report).get("assurance")
    if found is not None:
        yield "Threshold for “spun”", percent(found.threshold)
        yield "False alarms", f"{found.false_alarms} of {honest_pairs(found)}; at most {found.upper:.2%} (95 % bound)"


def _survived(report: Report) -> Iterator[tuple[str, str]]:
    for kind, entry in dict(report).get("survival", {}).items():
        counts = dict(entry)
        yield (
            f"{title(kind)}s",
            f"{counts['kept']} of {counts['of']} kept; {percent(counts['in_order'])} in the reference’s order",
        )
    for entry in _later(report, "survived"):
        yield title(entry["kind"]), entry["text"]


def _passages(report: Report) -> Iterator[tuple[str, str]]:
    for number, passage in enumerate(report.passages, start=1):
        counts = f"{plural(passage['words'], 'word')}, {plural(passage['substitutions'], 'substitution')}"
        place = f"characters {passage['suspect']['start']}–{passage['suspect']['end']} of the suspect"
        yield f"{number}. {title(passage['label'])}", f"{percent(passage['probability'])}; {counts}; {place}"


def _later(report: Report, field: str) -> list[dict[str, Any]]:
    """Entries of a field that reports of the first version do not have."""
    found: list[dict[str, Any]] = dict(report).get(field, [])
    return found
