"""Room `library`: one suspect against everything that was ever published.

In: articles, put on a shelf; a suspect's words. Out: the articles that it may come from, and a comparison with the best of them.
"""

from typing import TYPE_CHECKING, Any

from app.library.answers import ScreeningAnswer, screening_json, without_withdrawn
from app.library.entries import Entry
from app.library.errands import (
    Errand,
    LibraryPlace,
    ScreenLine,
    ScreenRequest,
    Suspect,
    answer_errand,
    put_article,
    screen_line,
    screen_suspect,
)
from app.library.features import Pairs, pairs_of
from app.library.importing import (
    TOGETHER,
    Failure,
    Imported,
    ImportOptions,
    Watch,
    articles_in,
    import_articles,
    import_files,
    put_together,
    read_line,
    read_one,
)
from app.library.lines import ArticleBody, ArticleLine, ArticleShown, ExternalId, FactsBody, article_shown
from app.library.mirrors import Mirror, read_mirror
from app.library.screening import (
    COMPARED,
    LISTED,
    MOST_COMPARED,
    MOST_LISTED,
    REUSED,
    FoundSource,
    NotCompared,
    Same,
    Screener,
    Screening,
    Wish,
)
from app.library.shelves import Candidate, Shelf
from app.library.spark_sweeps import SparkSweep
from app.library.sweeps import Sweep
from app.library.swept_pairs import FORMS, SweepFailed, SweepUnavailable, Swept, detector_of
from app.library.times import read_time, write_time

if TYPE_CHECKING:
    from app.library.terminal import print_screening

__all__ = [
    "COMPARED",
    "FORMS",
    "LISTED",
    "MOST_COMPARED",
    "MOST_LISTED",
    "REUSED",
    "TOGETHER",
    "ArticleBody",
    "ArticleLine",
    "ArticleShown",
    "Candidate",
    "Entry",
    "Errand",
    "ExternalId",
    "FactsBody",
    "Failure",
    "FoundSource",
    "ImportOptions",
    "Imported",
    "LibraryPlace",
    "Mirror",
    "NotCompared",
    "Pairs",
    "Same",
    "ScreenLine",
    "ScreenRequest",
    "Screener",
    "Screening",
    "ScreeningAnswer",
    "Shelf",
    "SparkSweep",
    "Suspect",
    "Sweep",
    "SweepFailed",
    "SweepUnavailable",
    "Swept",
    "Watch",
    "Wish",
    "answer_errand",
    "article_shown",
    "articles_in",
    "detector_of",
    "import_articles",
    "import_files",
    "pairs_of",
    "print_screening",
    "put_article",
    "put_together",
    "read_line",
    "read_mirror",
    "read_one",
    "read_time",
    "screen_line",
    "screen_suspect",
    "screening_json",
    "without_withdrawn",
    "write_time",
]


def __getattr__(name: str) -> Any:
    if name != "print_screening":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from app.library.terminal import print_screening  # noqa: PLC0415 - what draws for a terminal is loaded by commands alone

    return print_screening
