"""What a way does to articles: words lost and invented, labels, swaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from app.detector import Detector
from app.errors import InputError
from app.report import build_report
from app.sources import read_source, read_upload
from app.text import read_text
from tests.round_trips.articles import Article
from tests.round_trips.ways import File

MAX_CHARACTERS = 200_000
BOUND = 1 / 1_000  # of the words of a way


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way: words of all articles, those lost and invented, articles that are not `copied`, swaps, and files refused."""

    words: int
    lost: int
    invented: int
    not_copied: int
    swaps: int
    refused: int
    examples: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether hardly a word changed, and nobody would be accused."""
        return max(self.lost, self.invented) <= BOUND * self.words and not (self.not_copied or self.swaps or self.refused)


def measure(articles: Sequence[Article], files: Sequence[File], detector: Detector) -> Outcome:
    """Reads each file and holds it against its article."""
    words = lost = invented = not_copied = swaps = refused = 0
    examples: list[str] = []
    for article, (name, content) in zip(articles, files, strict=True):
        reference = read_text(article.text)
        words += len(reference)
        try:
            suspect = read_source(read_upload(name, content, max_characters=MAX_CHARACTERS).source, max_characters=MAX_CHARACTERS)
        except InputError as error:
            refused += 1
            examples.append(str(error))
            continue
        edits = LCSseq.editops(reference.norms, suspect.norms)
        gone = [reference.norms[edit.src_pos] for edit in edits if edit.tag == "delete"]
        new = [suspect.norms[edit.dest_pos] for edit in edits if edit.tag == "insert"]
        lost, invented = lost + len(gone), invented + len(new)
        examples += [f"lost {gone[:6]}, invented {new[:6]}"] if gone or new else []
        report = build_report(detector.compare(reference, suspect))
        not_copied += report.label != "copied"
        swaps += len(report.substitutions or ())
    return Outcome(words, lost, invented, not_copied, swaps, refused, tuple(examples[:3]))
