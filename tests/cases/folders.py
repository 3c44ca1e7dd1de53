"""A folder of a case: its files become documents as an upload would, a pair of them a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.detector import CompareOptions, Detector
from app.errors import InputError
from app.report import Report, build_report
from app.sources import read_source, read_upload
from app.text import Document

_MOST = 1_000_000  # characters of a file
_NO_TEXTS = ("expected.txt", "suspect-as-it-should-be-read.txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one file of a case leads to: a document and, where the case has a reference, a report; or why it was refused."""

    folder: Path
    file: str
    document: Document | None
    report: Report | None
    refusal: str = ""

    def words_of(self, file: str) -> tuple[str, ...]:
        """The words of another file of the case."""
        return read_file(self.folder / file).norms


def suspects(folder: Path) -> Iterator[Path]:
    """The files of a case that are judged, in order."""
    return (
        path for path in sorted(folder.iterdir()) if path.is_file() and path.stem != "reference" and path.name not in _NO_TEXTS
    )


def answer(detector: Detector, suspect: Path, options: CompareOptions) -> Answer:
    """The answer to one file of a case."""
    reference = next(suspect.parent.glob("reference.*"), None)
    try:
        document = read_file(suspect)
        if reference is None:
            return Answer(suspect.parent, suspect.name, document, None)
        report = build_report(detector.compare(read_file(reference), document, options))
    except InputError as error:
        return Answer(suspect.parent, suspect.name, None, None, str(error))
    return Answer(suspect.parent, suspect.name, document, report)


def read_file(path: Path) -> Document:
    """The document of a file, by what it is.

    Raises: InputError.
    """
    name = path.name if path.suffix != ".tex" else ""
    return read_source(read_upload(name, path.read_bytes(), max_characters=_MOST).source, max_characters=_MOST)
