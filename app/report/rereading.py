"""The document of a text that a report holds: what only its file showed is taken over from the report."""

from app.report.types import Place, Report, SideName, TextEntry
from app.text import About, DisguiseKind, Document, LeftOut, Markings, Omission, Span, read_text

_OF_A_FILE = ("title", "author", "date", "language")  # the rest is its sender's


def reread(report: Report, side: SideName) -> Document:
    """The document of one side as it was first read, whole; without words when the report holds no text."""
    entry: TextEntry = getattr(report, side)
    alerts = [alert for alert in report.alerts if alert["side"] == side and alert["code"] == DisguiseKind.HIDDEN_MARKUP]
    hidden = [place for alert in alerts for place in alert["places"]]
    left_out = tuple(LeftOut(Omission(each["reason"]), each["words"]) for each in entry.left_out)
    quotations, about = (
        spans_of(entry.quotations),
        About.of(**{name: fact for name, fact in entry.about.items() if name in _OF_A_FILE}),
    )
    return read_text(entry.text or "", Markings(spans_of(hidden), quotations, left_out, entry.is_html_source, about))


def spans_of(places: list[Place]) -> tuple[Span, ...]:
    """The places as spans, those that are none passed over: reports come from storage, too."""
    return tuple(Span(max(place["start"], 0), max(place["end"], 0)) for place in places if place["start"] <= place["end"])
