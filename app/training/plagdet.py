"""The plagdet measure of PAN's text alignment task.

In: cases of reuse and detections of them, as objects or as folders of PAN XML. Out: plagdet, recall, precision and
granularity, macro-averaged, after Potthast, Stein, Barrón-Cedeño and Rosso 2010, "An Evaluation Framework for Plagiarism
Detection", and to the digit as PAN's own script counts: a detection detects a case when they share characters on both
sides, equal detections count once, and nothing to find that was not found is perfect.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import fsum, log2
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

import orjson

from app.errors import InputError, UnreadableInput
from app.text import Span

_FEATURES = frozenset({"plagiarism", "detected-plagiarism"})  # as truth and as detections name them
_DIGITS = 6  # as PAN prints them
_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of the suspicious document and what it was made from, in characters; of the truth or of a detector."""

    suspect: Span
    reference: Span
    suspect_name: str
    reference_name: str


@dataclass(frozen=True, slots=True)
class Plagdet:
    """The four figures: plagdet, recall and precision 0..1; granularity is detections a detected case, 1 or more."""

    plagdet: float
    recall: float
    precision: float
    granularity: float


@dataclass(frozen=True, slots=True)
class FolderMeasure:
    """The figures of two folders and what was counted.

    `n_left_out`: files of detections that have no truth of the same name; `missing`: names of truth files without
    detections.
    """

    figures: Plagdet
    n_pairs: int
    n_cases: int
    n_detections: int
    n_left_out: int
    missing: tuple[str, ...]


Groups = Mapping[tuple[str, str], Sequence[Case]]


def measure_detections(cases: Iterable[Case], detections: Iterable[Case]) -> Plagdet:
    """Plagdet of `detections` against `cases`. O(cases · detections) within a pair of documents."""
    true, found = _by_documents(cases), _by_documents(detections)
    recall, precision, granularity = _mean_coverage(true, found), _mean_coverage(found, true), _granularity(true, found)
    f1 = 2 * recall * precision / (recall + precision) if recall and precision else 0.0
    return Plagdet(f1 / log2(1 + granularity), recall, precision, granularity)


def _by_documents(cases: Iterable[Case]) -> Groups:
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in dict.fromkeys(cases):
        groups.setdefault((case.suspect_name, case.reference_name), []).append(case)
    return groups


def _mean_coverage(covered: Groups, covering: Groups) -> float:
    """Recall of cases by detections, and the other way round precision."""
    if not covered or not covering:
        return float(not covered and not covering)
    shares = [_coverage(case, covering.get(documents, ())) for documents, group in covered.items() for case in group]
    return fsum(shares) / len(shares)


def _coverage(case: Case, others: Iterable[Case]) -> float:
    """Share of the case's characters, both sides together, that lie in any of the others that detect it."""
    detecting = [other for other in others if _detects(other, case)]
    if not detecting:
        return 0.0
    n_suspect = _n_covered(case.suspect, (other.suspect for other in detecting))
    n_reference = _n_covered(case.reference, (other.reference for other in detecting))
    return (n_suspect + n_reference) / (len(case.suspect) + len(case.reference))


def _granularity(true: Groups, found: Groups) -> float:
    counts = [
        sum(_detects(detection, case) for detection in found.get(documents, ()))
        for documents, group in true.items()
        for case in group
    ]
    n_detected = sum(count > 0 for count in counts)
    return sum(counts) / n_detected if n_detected else 1.0


def _detects(one: Case, other: Case) -> bool:
    """Whether two cases of the same documents share characters on both sides; an empty span shares none."""
    return _overlap(one.suspect, other.suspect) and _overlap(one.reference, other.reference)


def _overlap(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _n_covered(span: Span, others: Iterable[Span]) -> int:
    """Characters of `span` that lie in at least one of the others."""
    n, reached = 0, span.start
    for other in sorted(others, key=lambda other: other.start):
        start, end = max(other.start, reached), min(other.end, span.end)
        if start < end:
            n, reached = n + end - start, end
    return n


def measure_folders(truth: Path, detections: Path) -> FolderMeasure:
    """Measures the XML files under one folder against those under another, with all folders in them.

    Only detections of the truth's pairs count (files of the same name), so that the truth may be one folder of a corpus.

    Raises:
        InputError: no folder, no truth, two files of detections for one pair, or a file that is not PAN XML.
    """
    if truth.resolve() != detections.resolve() and _is_nested(truth.resolve(), detections.resolve()):
        raise InputError(f"{truth} and {detections}: one folder lies in the other, so files would count as both")
    true_files, found_files = _xml_files(truth), _xml_files(detections)
    if not true_files:
        raise InputError(f"{truth}: no .xml file in it")
    wanted, by_name = {file.name for file in true_files}, _unique_names(found_files)
    cases = {case for file in true_files for case in read_pan_xml(file)}
    found = {case for name in sorted(wanted & by_name.keys()) for case in read_pan_xml(by_name[name])}
    return FolderMeasure(
        figures=measure_detections(cases, found),
        n_pairs=len(wanted),
        n_cases=len(cases),
        n_detections=len(found),
        n_left_out=len(by_name.keys() - wanted),
        missing=tuple(sorted(wanted - by_name.keys())),
    )


def measure_as_json(measure: FolderMeasure) -> str:
    """One object: the four figures rounded to six digits, and the counts."""
    fields = asdict(measure)
    figures = {name: round(value, _DIGITS) for name, value in fields.pop("figures").items()}
    return orjson.dumps(figures | fields, option=orjson.OPT_INDENT_2).decode()


def measure_as_table(measure: FolderMeasure) -> str:
    """The four figures to six digits, and below them what was counted."""
    counts = {
        "pairs": measure.n_pairs,
        "cases": measure.n_cases,
        "detections": measure.n_detections,
        "pairs without a file of detections": len(measure.missing),
        "files of detections left out (no truth of that name)": measure.n_left_out,
    }
    figures = [f"{name:<12}{value:>9.{_DIGITS}f}" for name, value in asdict(measure.figures).items()]
    return "\n".join([*figures, "", *(f"{count:>9,} {name}" for name, count in counts.items())])


def _is_nested(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _xml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder}: not a folder")
    return sorted(file for file in folder.rglob("*.xml") if file.is_file())


def _unique_names(files: Iterable[Path]) -> dict[str, Path]:
    by_name: dict[str, Path] = {}
    for file in files:
        if by_name.setdefault(file.name, file) is not file:
            raise InputError(f"{by_name[file.name]} and {file}: two files of detections for one pair")
    return by_name


def read_pan_xml(path: Path) -> list[Case]:
    """The cases (`plagiarism`) or detections (`detected-plagiarism`) of one file of PAN's text alignment format.

    Raises:
        UnreadableInput: not XML, another document, a feature without its attributes, or numbers that are none.
        OSError: the file cannot be read.
    """
    try:
        return list(_cases(_parse(path.read_bytes())))
    except UnreadableInput as error:
        raise UnreadableInput(f"{path}: {error}") from error


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


def _cases(root: Element) -> Iterator[Case]:
    if root.tag != "document":
        raise UnreadableInput(f"is not PAN XML: its root is <{root.tag}>, not <document>")
    suspect_name = _attribute(root, "reference")
    for feature in root.iterfind("feature"):
        if feature.get("name") in _FEATURES:
            reference_name = _attribute(feature, "source_reference")
            yield Case(_span(feature, "this"), _span(feature, "source"), suspect_name, reference_name)


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
