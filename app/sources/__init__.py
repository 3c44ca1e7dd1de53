"""Room `sources`: where a text comes from at the edges.

In: `{"text": …}` or `{"html": …}` in JSON, bytes of a file, an uploaded file. Out: a source, and from it a document.
"""

from app.sources.articles import Article, SeveralArticles
from app.sources.encodings import decode
from app.sources.formats import ENDINGS
from app.sources.markings import FileMarkings, Input, Stretch, WholeNumber
from app.sources.sides import Source, read_source, source_of
from app.sources.sitemap_files import ListedPage, Sitemap, read_sitemap
from app.sources.uploads import MAX_FILE_BYTES, HeldArticle, read_all, read_upload, read_upload_outside
from app.text import LONGEST_FACT, About

__all__ = [
    "ENDINGS",
    "LONGEST_FACT",
    "MAX_FILE_BYTES",
    "About",
    "Article",
    "FileMarkings",
    "HeldArticle",
    "Input",
    "ListedPage",
    "SeveralArticles",
    "Sitemap",
    "Source",
    "Stretch",
    "WholeNumber",
    "decode",
    "read_all",
    "read_sitemap",
    "read_source",
    "read_upload",
    "read_upload_outside",
    "source_of",
]
