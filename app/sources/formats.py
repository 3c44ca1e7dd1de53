"""The one table of what is read: for each kind of file how its name may end and who reads it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.sources.articles import choose
from app.sources.embedded import read_embedded
from app.sources.epub_files import epub_text
from app.sources.feed_files import feed_articles, feed_text
from app.sources.json_files import json_articles, json_text
from app.sources.kinds import FileType
from app.sources.manuscripts import FileText
from app.sources.news_articles import NewsArticle
from app.sources.newsml_files import newsml_articles, newsml_text
from app.sources.nitf_files import nitf_text
from app.sources.odt_files import odt_text
from app.sources.pdf_files import pdf_text
from app.sources.rtf_files import rtf_text
from app.sources.word_files import word_text

Reader = Callable[[bytes, int, int | None], FileText]  # bytes, most characters, number of the article


@dataclass(frozen=True, slots=True)
class Format:
    """How the files of a kind are called, and who reads them; text and HTML need only be decoded.

    `shared` are endings that other kinds have too: there only the first bytes decide. `several` reads all articles of a kind that
    can hold more than one.
    """

    type_: FileType
    endings: tuple[str, ...]
    read: Reader | None = None
    shared: tuple[str, ...] = ()
    several: Callable[[bytes], list[NewsArticle]] | None = None


def _alone(read: Callable[[bytes, int], FileText]) -> Reader:
    """A reader of files that hold one article; another number than 1 is refused."""

    def read_only_one(content: bytes, max_characters: int, item: int | None) -> FileText:
        choose(("",), item)
        return read(content, max_characters)

    return read_only_one


FORMATS = (
    Format(FileType.TEXT, ("", ".txt", ".text", ".md", ".markdown", ".srt", ".vtt")),
    Format(FileType.HTML, (".html", ".htm", ".xhtml"), shared=(".xml", ".doc")),
    Format(FileType.WORD, (".docx", ".docm", ".dotx"), _alone(lambda content, most: word_text(content, most, read_embedded))),
    Format(FileType.PDF, (".pdf",), _alone(pdf_text)),
    Format(FileType.ODT, (".odt", ".ott", ".fodt"), _alone(odt_text), (".xml",)),
    Format(FileType.RTF, (".rtf",), _alone(rtf_text), (".doc",)),
    Format(FileType.EPUB, (".epub",), _alone(epub_text)),
    Format(FileType.NITF, (".nitf",), nitf_text, (".xml",)),
    Format(FileType.NEWSML, (".newsml",), newsml_text, (".xml",), newsml_articles),
    Format(FileType.FEED, (".rss", ".atom", ".rdf", ".wxr"), feed_text, (".xml",), feed_articles),
    Format(FileType.JSON, (".json", ".ninjs"), json_text, several=json_articles),
)
BY_TYPE = {each.type_: each for each in FORMATS}
ENDINGS = tuple(dict.fromkeys(ending for each in FORMATS for ending in (*each.endings, *each.shared) if ending))
_WITHOUT_OPENING = (FileType.TEXT, FileType.HTML)  # no first bytes say so


def types_named(ending: str) -> tuple[FileType, ...]:
    """What a file whose name ends so may be; empty for an ending that nothing has."""
    return tuple(each.type_ for each in FORMATS if ending in each.endings or ending in each.shared)


def type_by_name(ending: str) -> FileType | None:
    """What a file is by its name alone, when its first bytes say nothing."""
    return next((each.type_ for each in FORMATS if ending in each.endings and each.type_ in _WITHOUT_OPENING), None)
