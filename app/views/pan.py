"""One pair as XML of PAN's text alignment task. In: names, and detections or a report. Out: a string, stored as UTF-8."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from xml.sax.saxutils import quoteattr

from app.finder import Detection
from app.report import Annex, Place, Report, places_of_reuse
from app.text import Span
from app.views.glyphs import shown
from app.views.wording import model_line, settings_line


def draw_pan_xml(suspect_name: str, reference_name: str, detections: Iterable[Detection]) -> str:
    """One `document` with a `feature` for each detection, in their order; offsets and lengths in characters."""
    features = "".join(
        f'<feature name="detected-plagiarism" {_place("this", detection.suspect)} '
        f"source_reference={quoteattr(reference_name)} {_place('source', detection.reference)}/>"
        for detection in detections
    )
    return f'<?xml version="1.0" encoding="utf-8"?><document reference={quoteattr(suspect_name)}>{features}</document>\n'


def draw_passages_xml(report: Report, annex: Annex | None = None, *, suspect_name: str, reference_name: str) -> str:
    """The report's places of reuse as PAN's detections; hashes, model and settings are attributes of the `document`.

    Passages beside each other are one detection, with the label of most of its characters: PAN asks what was reused, and marks
    down what finds one case twice. Readers of PAN's task look at features only, so they read it as they read any other.
    """
    features = "".join(
        f'<feature name="detected-plagiarism" {_place("this", suspect)} '
        f"source_reference={_quoted(reference_name)} {_place('source', reference)} type={_quoted(label)}/>"
        for reference, suspect, label in _places(report)
    )
    origin = {
        "reference": suspect_name,
        "label": report.label,
        "suspect_sha256": report.suspect.sha256,
        "source_sha256": report.reference.sha256,
        "model": model_line(report),
        "settings": settings_line(report),
    } | ({"decision": annex.decision} if annex and annex.decision else {})
    attributes = " ".join(f"{name}={_quoted(value)}" for name, value in origin.items())
    return f'<?xml version="1.0" encoding="utf-8"?><document {attributes}>{features}</document>\n'


def _places(report: Report) -> Iterator[tuple[Span, Span, str]]:
    """The places of reuse; of a report that has none looked for, those of its passages."""
    if report.places is not None:
        yield from ((_span(entry["reference"]), _span(entry["suspect"]), entry["label"]) for entry in report.places)
        return
    passages = report.passages
    sides = [(_span(passage["reference"]), _span(passage["suspect"])) for passage in passages]
    for place in places_of_reuse(sides, [passage["label"] for passage in passages]):
        yield place.reference, place.suspect, place.label


def _span(place: Place) -> Span:
    start = max(place["start"], 0)
    return Span(start, max(start, place["end"]))


def _quoted(value: str) -> str:
    return quoteattr(shown(value))


def pan_file_name(suspect_name: str, reference_name: str) -> str:
    """The name that PAN gives a pair's file: both names without their endings."""
    return f"{PurePath(suspect_name).stem}-{PurePath(reference_name).stem}.xml"


def _place(side: str, span: Span) -> str:
    return f'{side}_offset="{span.start}" {side}_length="{len(span)}"'
