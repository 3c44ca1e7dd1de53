"""The plagdet measure of PAN's text alignment task.

In: cases of reuse and detections of them, as objects or as folders of PAN XML. Out: plagdet, recall, precision and
granularity, macro-averaged, after Potthast, Stein, Barrón-Cedeño and Rosso 2010, "An Evaluation Framework for Plagiarism
Detection", and to the digit as PAN's own script counts: a detection detects a case when they share characters on both
sides (of an intrinsic one, on its only side), equal detections count once, and nothing to find that was not found is perfect.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import fsum, log2
from pathlib import Path

import orjson

from app.errors import InputError
from app.text import Span
from app.training.finder.pan_xml import Case, PanFile, document_name, read_pan_file

_DIGITS = 6  # as PAN prints them


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
    detections; `warnings`: what makes the figures say less than they seem to, each with the name of a file.
    """

    figures: Plagdet
    n_pairs: int
    n_cases: int
    n_detections: int
    n_left_out: int
    missing: tuple[str, ...]
    warnings: tuple[str, ...]


Groups = Mapping[str, Sequence[Case]]


def measure_detections(cases: Iterable[Case], detections: Iterable[Case]) -> Plagdet:
    """Plagdet of `detections` against `cases`. O(cases · detections) within a suspicious document."""
    true, found = _by_suspect(cases), _by_suspect(detections)
    recall, precision, granularity = _mean_coverage(true, found), _mean_coverage(found, true), _granularity(true, found)
    f1 = 2 * recall * precision / (recall + precision) if recall and precision else 0.0
    return Plagdet(f1 / log2(1 + granularity), recall, precision, granularity)


def _by_suspect(cases: Iterable[Case]) -> Groups:
    groups: dict[str, list[Case]] = {}
    for case in dict.fromkeys(map(_named_alike, cases)):
        groups.setdefault(case.suspect_name, []).append(case)
    return groups


def _named_alike(case: Case) -> Case:
    return replace(case, suspect_name=document_name(case.suspect_name), reference_name=document_name(case.reference_name))


def _mean_coverage(covered: Groups, covering: Groups) -> float:
    """Recall of cases by detections, and the other way round precision."""
    if not covered or not covering:
        return float(not covered and not covering)
    shares = [_coverage(case, covering.get(suspect, ())) for suspect, group in covered.items() for case in group]
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
        sum(_detects(detection, case) for detection in found.get(suspect, ()))
        for suspect, group in true.items()
        for case in group
    ]
    n_detected = sum(count > 0 for count in counts)
    return sum(counts) / n_detected if n_detected else 1.0


def _detects(one: Case, other: Case) -> bool:
    """Whether two cases of the same suspicious document share characters; an empty span shares none."""
    return _overlap(one.suspect, other.suspect) and (one.is_intrinsic or other.is_intrinsic or _share_source(one, other))


def _share_source(one: Case, other: Case) -> bool:
    return one.reference_name == other.reference_name and _overlap(one.reference, other.reference)


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

    Only detections of the truth's pairs count (files of the same name), so that the truth may be one folder of a corpus; where
    no name is shared at all (one truth file a suspicious document), all detections count, as they do to PAN.

    Raises:
        InputError: no folder, no truth, two files of detections for one pair, or a file that is not PAN XML.
    """
    if truth.resolve() != detections.resolve() and _is_nested(truth.resolve(), detections.resolve()):
        raise InputError(f"{truth} and {detections}: one folder lies in the other, so files would count as both")
    true_files, found_files = _xml_files(truth), _xml_files(detections)
    if not true_files:
        raise InputError(f"{truth}: no .xml file in it")
    wanted, by_name = {file.name for file in true_files}, _unique_names(found_files)
    shared = wanted & by_name.keys()
    true = [read_pan_file(file) for file in true_files]
    found = [read_pan_file(by_name[name]) for name in sorted(shared or by_name.keys())]
    cases, detections_found = ({_named_alike(case) for file in files for case in file.cases} for files in (true, found))
    return FolderMeasure(
        figures=measure_detections(cases, detections_found),
        n_pairs=len(wanted),
        n_cases=len(cases),
        n_detections=len(detections_found),
        n_left_out=len(by_name.keys() - wanted) if shared else 0,
        missing=tuple(sorted(wanted - by_name.keys())) if shared or not by_name else (),
        warnings=(*_notes(true), *_notes(found), *_warnings(true, found, are_paired=bool(shared))),
    )


def _notes(files: Iterable[PanFile]) -> list[str]:
    return [note for file in files for note in file.notes]


def _warnings(true: list[PanFile], found: list[PanFile], *, are_paired: bool) -> Iterator[str]:
    """Why figures of nothing found may be the files' fault and not the detector's."""
    if not any(file.cases for file in true):
        yield f"{true[0].path} and the {len(true):,} files of the truth: there is no case in them"
    if not found:
        return
    if not are_paired:
        yield f"{found[0].path}: no file of detections has the name of a truth file, so all of them are measured"
    if not any(file.cases for file in found):
        yield f"{found[0].path} and the {len(found):,} files measured: there is no detection in them"
    elif not _suspects(true) & _suspects(found):
        names = f"{found[0].suspect_name!r} and not {true[0].suspect_name!r}"
        yield f"{found[0].path}: the detections are of other suspicious documents than the truth ({names})"


def _suspects(files: Iterable[PanFile]) -> set[str]:
    return {document_name(file.suspect_name) for file in files}


def measure_as_json(measure: FolderMeasure) -> str:
    """One object: the four figures rounded to six digits, and the counts; warnings are for people."""
    fields = asdict(measure)
    del fields["warnings"]
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
