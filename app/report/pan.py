"""Detections of one pair as XML of PAN's text alignment task. In: names and detections. Out: a string, to be stored as UTF-8."""

from collections.abc import Iterable
from pathlib import PurePath
from xml.sax.saxutils import quoteattr

from app.finder import Detection
from app.text import Span


def draw_pan_xml(suspect_name: str, reference_name: str, detections: Iterable[Detection]) -> str:
    """One `document` with a `feature` for each detection, in their order; offsets and lengths in characters."""
    features = "".join(
        f'<feature name="detected-plagiarism" {_place("this", detection.suspect)} '
        f"source_reference={quoteattr(reference_name)} {_place('source', detection.reference)}/>"
        for detection in detections
    )
    return f'<?xml version="1.0" encoding="utf-8"?><document reference={quoteattr(suspect_name)}>{features}</document>\n'


def pan_file_name(suspect_name: str, reference_name: str) -> str:
    """The name that PAN gives a pair's file: both names without their endings."""
    return f"{PurePath(suspect_name).stem}-{PurePath(reference_name).stem}.xml"


def _place(side: str, span: Span) -> str:
    return f'{side}_offset="{span.start}" {side}_length="{len(span)}"'
