"""PAN's XML of cases and detections.

In: a file. Out: its cases, read as PAN's evaluator of 2025 reads them
(pan-code, clef25/generated-plagiarism-detection/evaluation): a feature counts when its name ends in "plagiarism"
(`plagiarism`, `artificial-plagiarism`, `detected-plagiarism`); one that names no place in a source is intrinsic, found by its
place in the suspicious document alone; documents are named with or without ".txt". What is passed over there without a word
becomes a note here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from app.errors import UnreadableInput
from app.text import Span

_NAME_ENDS = "plagiarism"
_SOURCE = ("source_reference", "source_offset", "source_length")
_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of the suspicious document and what it was made from, in characters; of the truth or of a detector.

    An intrinsic case has no source: an empty name and an empty span.
    """

    suspect: Span
    reference: Span
    suspect_name: str
    reference_name: str

    @property
    def is_intrinsic(self) -> bool:
        """Whether no source is named."""
        return not self.reference_name


@dataclass(slots=True)
class PanFile:
    """The cases of one file, and what its reader should know about it; each note names the file."""

    path: Path
    suspect_name: str
    cases: list[Case] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Adds a note, once."""
        if (note := f"{self.path}: {what}") not in self.notes:
            self.notes.append(note)


def read_pan_xml(path: Path) -> list[Case]:
    """The cases or detections of one file of PAN's text alignment format.

    Raises: as `read_pan_file`.
    """
    return read_pan_file(path).cases


def read_pan_file(path: Path) -> PanFile:
    """The cases or detections of one file, with notes.

    Raises:
        UnreadableInput: not XML, another document, or numbers that are none.
        OSError: the file cannot be read.
    """
    try:
        root = _parse(path.read_bytes())
        if root.tag != "document":
            raise UnreadableInput(f"is not PAN XML: its root is <{root.tag}>, not <document>")
        file = PanFile(path, _attribute(root, "reference"))
        for feature in root.iterfind("feature"):
            file.cases.extend(_cases(feature, file))
    except UnreadableInput as error:
        raise UnreadableInput(f"{path}: {error}") from error
    return file


class _PlainTree(TreeBuilder):
    def doctype(self, *_: object) -> None:
        """Refuses the only place where entities, inner and outer ones, can be declared."""
        raise UnreadableInput("has a document type declaration, which PAN XML has not")


def _parse(content: bytes) -> Element:
    parser = XMLParser(target=_PlainTree())  # noqa: S314 - without a document type there is no entity to expand
    try:
        parser.feed(content)
        root = parser.close()
    except (ParseError, LookupError, ValueError) as error:  # the latter two: an encoding that expat does not know
        raise UnreadableInput(f"is not XML ({error})") from error
    assert isinstance(root, Element)
    return root


def _cases(feature: Element, file: PanFile) -> Iterator[Case]:
    """The case of a feature, or none with a note why; features without a place (`about`, `md5Hash`) are no matter."""
    name, has_place = feature.get("name", ""), "this_offset" in feature.attrib and "this_length" in feature.attrib
    if not name.endswith(_NAME_ENDS):
        if has_place:
            file.note(f"a feature named {name[:60]!r} has a place and is not counted; names of cases end in {_NAME_ENDS!r}")
        return
    if not has_place:
        file.note(f"a feature named {name[:60]!r} has no this_offset or no this_length and is not counted")
        return
    given = [attribute for attribute in _SOURCE if attribute in feature.attrib]
    if len(given) == len(_SOURCE):
        yield Case(_span(feature, "this"), _span(feature, "source"), file.suspect_name, feature.attrib["source_reference"])
        return
    if given:
        file.note(f"a feature named {name[:60]!r} has {' and '.join(given)} only and is counted as one without a source")
    yield Case(_span(feature, "this"), Span(0, 0), file.suspect_name, "")


def _span(feature: Element, side: str) -> Span:
    start, length = (_number(feature, f"{side}_{what}") for what in ("offset", "length"))
    return Span(start, start + length)


def _number(element: Element, name: str) -> int:
    value = _attribute(element, name)
    if not _NUMBER.fullmatch(value):
        raise UnreadableInput(f"{name} needs a whole number of 0 or more, got {value[:40]!r}")
    return int(value)


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        raise UnreadableInput(f"<{element.tag}> has no {name}")
    return value


def document_name(name: str) -> str:
    """What a document is compared by: PAN leaves ".txt" out wherever it stands."""
    return name.replace(".txt", "")
