"""What a report says, in the order in which it is said, without a form: every document that is drawn of it draws this outline.

In: a report and what reviewers added. Out: an `Outline` of titled lists of names and values, with both texts and the ledger.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.plurals import plural
from app.report import Annex, Cover, Report, SettingsEntry, TextEntry, numbered
from app.views.labelled import LabelledRow, labelled_rows
from app.views.ledger import swap_groups
from app.views.strips import Strips, strips_of
from app.views.wording import (
    CLASSES,
    LEDGER_LEAD,
    MARKS,
    NO_SWAP,
    REUSED,
    SURVIVED,
    WITHOUT_TEXTS,
    as_shown,
    facts_line,
    heading,
    in_marks,
    kept_line,
    ledger_heading,
    left_out_line,
    meaning,
    model_line,
    percent,
    report_title,
    settings_line,
    text_size,
    title,
    told_alarms,
)

Lines = tuple[tuple[str, str], ...]
LONGEST_TITLE = 140


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; a line without a name is a sentence."""

    title: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger by reason: each with its swaps as words; `said` stands before them, or instead of them."""

    title: str
    said: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report. `because` says why nothing was measured, `reading` how the texts are to be read, or that there are none."""

    title: str
    heading: str
    meaning: str
    because: str
    cover: Lines
    strips: Strips | None
    opening: tuple[Section, ...]
    reading: str
    rows: Sequence[LabelledRow]
    ledger: Ledger | None
    closing: tuple[Section, ...]


def outline_of(report: Report, annex: Annex | None = None) -> Outline:
    """The outline of `report`; sections of which there is nothing to say are left out."""
    cover, rows = annex.cover if annex else Cover(), labelled_rows(report)
    closing = (Section(SURVIVED, tuple(survival_lines(report, with_things=True))), _origin(report))
    return Outline(
        title=report_title(report, cover),
        heading=heading(report),
        meaning=meaning(report),
        because=report.not_measured_reason or "",
        cover=(*_cover_lines(report, cover), ("Decision", (annex.decision if annex else "") or "none yet")),
        strips=strips_of(report),
        opening=tuple(each for each in _opening(report, annex) if each.lines),
        reading=WITHOUT_TEXTS if not rows else MARKS if report.measured else "",
        rows=rows,
        ledger=_ledger(report) if report.measured else None,
        closing=tuple(each for each in closing if each.lines),
    )


def _opening(report: Report, annex: Annex | None) -> Iterator[Section]:
    """What stands before the texts: the review, the figures, the reasons and what speaks against them."""
    alarms = told_alarms(report)
    yield Section("Figures", tuple(_figures(report)) if report.measured else ())
    yield from said_sections(report)
    yield Section("How sure", (("False alarms", alarms),) if alarms else ())
    yield Section("Passages", tuple(_passages(report)) if len(report.passages) > 1 else ())
    yield Section(annex.title if annex else "", annex.lines if annex else ())


def said_sections(report: Report) -> Iterator[Section]:
    """What is said in sentences, on paper as on a terminal: reasons, other explanations, alerts."""
    if report.measured:  # else the one reason stands beside the label
        yield Section("Why", tuple(("", as_shown(reason)) for reason in report.reasons))
    yield Section("Other explanations", tuple(_alternatives(report)))
    yield Section("Alerts", tuple((title(alert["side"]), f"{alert['message']} ({alert['count']:,})") for alert in report.alerts))


def survival_lines(report: Report, *, with_things: bool = False) -> Iterator[tuple[str, str]]:
    """How many facts of each kind the suspect kept of the reference, and which; kinds of which it has none are passed over."""
    things = _later(report, "survived") if with_things else []
    for kind, entry in dict(report).get("survival", {}).items():
        counts = dict(entry)
        if counts["of"]:
            kept = " · ".join(" ".join(thing["text"].split()) for thing in things if thing["kind"] == kind)
            line = kept_line(counts["kept"], counts["of"], counts["in_order"])
            yield f"{title(kind)}s", f"{line}{': ' if kept else ''}{kept}"


def _cover_lines(report: Report, cover: Cover) -> Lines:
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
    return "; ".join(filter(None, (in_marks(side_title(entry)), *said, plural(entry.words, "word"))))


def side_title(entry: TextEntry) -> str:
    """The title that was sent with an article, or its first line."""
    lines = (line.strip() for line in (entry.about.get("title", ""), *(entry.text or "")[:2_000].splitlines()))
    first = next(filter(None, lines), "without its text")
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rstrip()}…"


def _ledger(report: Report) -> Ledger:
    """The ledger by reason, each said once, with its swaps as words: `town → city (4 times: 4, 12, 61, 66; 96 %)`."""
    found: dict[str, list[str]] = {}
    for group in swap_groups(report):
        times = f"{group.count} times: " if group.count > 1 else ""
        numbers = ", ".join(map(str, group.numbers)) + (f" and {group.more} more" if group.more else "")
        swap = f"{group.reference} → {group.suspect} ({times}{numbers}; {percent(group.probability)})"
        found.setdefault(group.reason, []).append(swap)
    ordered = sorted(found.items(), key=lambda each: -len(each[1]))
    groups = tuple((f"{reason[:1].upper()}{reason[1:]} ({len(swaps)})", tuple(swaps)) for reason, swaps in ordered)
    return Ledger(ledger_heading(report), LEDGER_LEAD if groups else NO_SWAP, groups)


def _figures(report: Report) -> Iterator[tuple[str, str]]:
    yield "Probability of each class", ", ".join(f"{name} {percent(getattr(report.probabilities, name))}" for name in CLASSES)
    yield "Share of the suspect’s words", ", ".join(f"{name} {percent(getattr(report.reuse, name))}" for name in REUSED)


def _origin(report: Report) -> Section:
    """What the report was made from and with: both texts with their hashes, the model, the settings."""
    return Section(
        "How this report was made",
        (
            ("Reference", text_size(report.reference)),
            *_of_file("reference", report.reference, report.settings),
            ("Reference SHA-256", report.reference.sha256),
            ("Suspect", text_size(report.suspect)),
            *_of_file("suspect", report.suspect, report.settings),
            ("Suspect SHA-256", report.suspect.sha256),
            ("Model", model_line(report)),
            ("Settings", settings_line(report)),
            ("Form", f"report version {report.version}"),
        ),
    )


def _of_file(side: str, entry: TextEntry, settings: SettingsEntry) -> Lines:
    lines = (
        (f"What the {side}’s file says of itself", facts_line(entry)),
        (f"Left out of the {side}’s file", left_out_line(entry, settings)),
    )
    return tuple(line for line in lines if line[1])


def _alternatives(report: Report) -> Iterator[tuple[str, str]]:
    for entry in _later(report, "alternatives"):
        yield entry["title"], f"explains {percent(entry['explains'])} of the reused words. {entry['message']}"


def _passages(report: Report) -> Iterator[tuple[str, str]]:
    for number, passage in numbered(report.passages):
        counts = f"{plural(passage['words'], 'word')}, {plural(passage['substitutions'], 'substitution')}"
        place = f"characters {passage['suspect']['start']}–{passage['suspect']['end']} of the suspect"
        yield f"{number}. {title(passage['label'])}", f"{percent(passage['probability'])}; {counts}; {place}"


def _later(report: Report, field: str) -> list[dict[str, Any]]:
    """Entries of a field that reports of the first version do not have."""
    found: list[dict[str, Any]] = dict(report).get(field, [])
    return found
