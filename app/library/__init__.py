"""Room `library`: one suspect against everything that was ever published.

In: articles, put on a shelf; a suspect's words. Out: the articles that it may come from, and a comparison with the best of them.
"""

from app.library.answers import ScreeningAnswer, label_of, screening_json
from app.library.entries import Entry
from app.library.features import Pairs, pairs_of
from app.library.importing import Failure, Imported, Reading, Watch, import_files, put_together, read_line, read_one
from app.library.lines import ArticleBody, ArticleLine, ExternalId, FactsBody, article_json
from app.library.screening import (
    COMPARED,
    LISTED,
    MOST_COMPARED,
    MOST_LISTED,
    FoundSource,
    NotCompared,
    Same,
    Screener,
    Screening,
    Wish,
)
from app.library.shelves import Candidate, Shelf
from app.library.terminal import print_screening
from app.library.times import read_time, write_time

__all__ = [
    "COMPARED",
    "LISTED",
    "MOST_COMPARED",
    "MOST_LISTED",
    "ArticleBody",
    "ArticleLine",
    "Candidate",
    "Entry",
    "ExternalId",
    "FactsBody",
    "Failure",
    "FoundSource",
    "Imported",
    "NotCompared",
    "Pairs",
    "Reading",
    "Same",
    "Screener",
    "Screening",
    "ScreeningAnswer",
    "Shelf",
    "Watch",
    "Wish",
    "article_json",
    "import_files",
    "label_of",
    "pairs_of",
    "print_screening",
    "put_together",
    "read_line",
    "read_one",
    "read_time",
    "screening_json",
    "write_time",
]
