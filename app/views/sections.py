"""What a report says besides the texts and the ledger, as titled lists of names and values, for documents (PDF, DOCX, CSV)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.report import Annex, Cover, Report, SettingsEntry, TextEntry, numbered
from app.views.ledger import swap_groups
from app.views.wording import (
    CLASSES,
    REUSED,
    answers_false_alarms,
    as_shown,
    facts_line,
    honest_pairs,
    left_out_line,
    percent,
    plural,
    title,
)

Lines = tuple[tuple[str, str], ...]
LONGEST_TITLE = 140
NO_PROOF = (
    "This report weighs wording alone. It is no proof of who wrote first, and no proof of intent: read the marked places and ask "
    "both authors before you decide."
)
MARKS = (
    "A word or phrase that was swapped stands in brackets with its number in the ledger, in both texts: [12 town] became "
    "[12 city]. {+added+} stands in the suspect only, [−cut−] in the reference only, {~rebuilt~} was written anew. "
    "Sentences that belong together stand level."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; a line without a name is a sentence."""

    title: str
    lines: Lines


def opening_sections(report: Report, annex: Annex | None = None) -> list[Section]:
    """What stands before the texts: the review, the figures, the reasons and what speaks against them."""
    found = [
        Section("Figures", tuple(_figures(report)) if report.measured else ()),
        Section("Why", tuple(("", as_shown(reason)) for reason in report.reasons)),
        Section("Other explanations", tuple(_alternatives(report))),
        Section("How sure", tuple(_assurance(report))),
        Section("Alerts", tuple((title(alert["side"]), f"{alert['message']} ({alert['count']})") for alert in report.alerts)),
        Section("Passages", tuple(_passages(report)) if len(report.passages) > 1 else ()),
        Section(annex.title if annex else "", annex.lines if annex else ()),
    ]
    return [each for each in found if each.lines]


def survived(report: Report) -> Section:
    """What the suspect kept of the reference, a kind in one running line."""
    return Section("What survived", tuple(_survived(report)))


def cover_lines(report: Report, cover: Cover) -> Lines:
    """Which two articles were compared, and how the report is kept."""
    made = ("Report made", f"{cover.made:%Y-%m-%d %H:%M} UTC") if cover.made else ("", "")
    lines = (
        ("Reference", side_line(report.reference)), ("Suspect", side_line(report.suspect)), made,
        ("Report", cover.report_id), ("Link", cover.link),
    )  # fmt: skip
    return tuple(line for line in lines if line[1])


def side_line(entry: TextEntry) -> str:
    """An article in one line: its title or first line, what its sender said of it, and its size."""
    about = entry.about
    said = (about.get("author", ""), about.get("published") or about.get("date", ""), about.get("url", ""))
    return "; ".join(filter(None, (f"“{side_title(entry)}”", *said, plural(entry.words, "word"))))


def side_title(entry: TextEntry) -> str:
    """The title that was sent with an article, or its first line."""
    lines = (line.strip() for line in (entry.about.get("title", ""), *(entry.text or "")[:2_000].splitlines()))
    first = next(filter(None, lines), "without its text")
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rstrip()}…"


def ledger_lines(report: Report) -> list[tuple[str, list[str]]]:
    """The ledger by reason, each said once, with its swaps as words: `town → city (4 times: 4, 12, 61, 66; 96 %)`."""
    found: dict[str, list[str]] = {}
    for group in swap_groups(report):
        times = f"{group.count} times: " if group.count > 1 else ""
        numbers = ", ".join(map(str, group.numbers)) + (f" and {group.more} more" if group.more else "")
        swap = f"{group.reference} → {group.suspect} ({times}{numbers}; {percent(group.probability)})"
        found.setdefault(group.reason, []).append(swap)
    return sorted(found.items(), key=lambda each: -len(each[1]))


def _figures(report: Report) -> Iterator[tuple[str, str]]:
    yield "Probability of each class", ", ".join(f"{name} {percent(getattr(report.probabilities, name))}" for name in CLASSES)
    yield "Share of the suspect’s words", ", ".join(f"{name} {percent(getattr(report.reuse, name))}" for name in REUSED)


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
    if found is not None and answers_false_alarms(report.label, report.candidates):
        yield "Threshold for “spun”", percent(found.threshold)
        yield "False alarms", f"{found.false_alarms} of {honest_pairs(found)}; at most {found.upper:.2%} (95 % bound)"


def _survived(report: Report) -> Iterator[tuple[str, str]]:
    things = _later(report, "survived")
    for kind, entry in dict(report).get("survival", {}).items():
        counts = dict(entry)
        kept = " · ".join(" ".join(thing["text"].split()) for thing in things if thing["kind"] == kind)
        order = f", {percent(counts['in_order'])} in the reference’s order" if counts["kept"] else ""
        yield f"{title(kind)}s", f"{counts['kept']} of {counts['of']} kept{order}{': ' if kept else ''}{kept}"


def _passages(report: Report) -> Iterator[tuple[str, str]]:
    for number, passage in numbered(report.passages):
        counts = f"{plural(passage['words'], 'word')}, {plural(passage['substitutions'], 'substitution')}"
        place = f"characters {passage['suspect']['start']}–{passage['suspect']['end']} of the suspect"
        yield f"{number}. {title(passage['label'])}", f"{percent(passage['probability'])}; {counts}; {place}"


def _later(report: Report, field: str) -> list[dict[str, Any]]:
    """Entries of a field that reports of the first version do not have."""
    found: list[dict[str, Any]] = dict(report).get(field, [])
    return found
