"""A file becomes an article. In: its name and its bytes. Out: a source (text, or HTML as it was written) and the file's facts.

What the bytes begin with decides what a file is; its name must agree. docs/files.md says every limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from app.errors import InputError, TextTooLong, UnreadableInput
from app.sources.articles import Article, SeveralArticles, choose
from app.sources.encodings import decode_html, decode_marked
from app.sources.formats import BY_TYPE, ENDINGS, type_by_name, types_named
from app.sources.kinds import FileType, kind_of
from app.sources.manuscripts import FileText
from app.sources.markings import FileMarkings
from app.sources.news_articles import text_of
from app.sources.sides import Source, source_of
from app.text import Markings, Omission

MAX_FILE_BYTES = 20_000_000  # an article with its pictures; a text alone is never that long


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """One of the articles of a file, and where it was published or how its file calls it, as far as the file says."""

    article: Article
    link: str = ""


def read_upload(file_name: str, content: bytes, *, max_characters: int, item: int | None = None) -> Article:
    """The article that a file holds. Of `file_name` only the ending counts; a file without one is text if nothing else.

    `item` is the number of the article in a file of several, from 1.

    Raises:
        SeveralArticles: the file holds several and `item` is None; the message lists their titles.
        TextTooLong: more characters than `max_characters`, or a file over `MAX_FILE_BYTES`.
        UnreadableInput: of no type that is read, of another type than its name says, locked, damaged, or without text.
    """
    if len(content) > MAX_FILE_BYTES:
        raise TextTooLong(f"The file has {len(content):,} bytes; the limit is {MAX_FILE_BYTES:,}.")
    try:
        article = _read(_type_of(file_name, content), content, max_characters, item)
    except SeveralArticles as error:
        raise SeveralArticles(f"The file {error}.") from error
    except UnreadableInput as error:
        raise UnreadableInput(f"The file {error}.") from error
    written = article.source.text if article.source.html is None else article.source.html
    if len(written or "") > max_characters:
        raise TextTooLong(f"The file holds {len(written or ''):,} characters; the limit is {max_characters:,}.")
    if not (written or "").strip():
        raise UnreadableInput(_why_empty(article.source.markings))
    return article


def read_upload_outside(_: object, file_name: str, content: bytes, *, max_characters: int, item: int | None) -> Article:
    """What `read_upload` returns, in a process that works for others; nothing of what that has loaded is needed.

    Raises: InputError.
    """
    return read_upload(file_name, content, max_characters=max_characters, item=item)


def read_all(file_name: str, content: bytes, *, max_characters: int) -> Iterator[HeldArticle | InputError]:
    """Every article of a file, in its order; in the place of one that cannot be read the reason.

    Raises: InputError, when the file as a whole cannot be read, as `read_upload` does.
    """
    if len(content) > MAX_FILE_BYTES:
        raise TextTooLong(f"The file has {len(content):,} bytes; the limit is {MAX_FILE_BYTES:,}.")
    try:
        several = BY_TYPE[_type_of(file_name, content)].several
        held = several(content) if several else None
    except UnreadableInput as error:
        raise UnreadableInput(f"The file {error}.") from error
    if held is None:
        yield HeldArticle(read_upload(file_name, content, max_characters=max_characters))
        return
    for each in held:
        try:
            article = _article(text_of([each], max_characters, None))
        except InputError as error:
            yield error
            continue
        is_empty = not (article.source.text or "").strip()
        yield UnreadableInput("The article holds no text.") if is_empty else HeldArticle(article, each.link)


def _why_empty(markings: FileMarkings | None) -> str:
    hidden = sum(each.words for each in markings.left_out if each.reason is Omission.HIDDEN) if markings else 0
    if not hidden:
        return "The file holds no text."
    return f"The file shows no text: all of its {hidden:,} words are hidden, white, or too small to be seen. Make them visible."


def _type_of(file_name: str, content: bytes) -> FileType:
    """The type, by content and by name; where they differ nobody knows what was meant."""
    ending = PurePath(file_name).suffix.lower()
    named = types_named(ending)
    found = kind_of(content)
    if not named:
        raise UnreadableInput(f"is of a type that is not read ({ending[:12]!r}); there are {', '.join(ENDINGS)}")
    if found is not None and found not in named and ending:
        raise UnreadableInput(f"is named {ending} and holds {found}")
    type_ = found or type_by_name(ending)
    if type_ is None:
        raise UnreadableInput(f"is named {ending} and is no {' or '.join(named)} file")
    return type_


def _read(type_: FileType, content: bytes, max_characters: int, item: int | None) -> Article:
    reader = BY_TYPE[type_].read
    if reader is not None:
        return _article(reader(content, max_characters, item))
    choose(("",), item)
    if type_ is FileType.HTML:
        return Article(Source(html=decode_html(content)))
    return Article(source_of(decode_marked(content)))


def _article(read: FileText) -> Article:
    found = replace(read.markings, about=read.about)
    markings = None if found == Markings() else FileMarkings.of(found)
    return Article(Source(text=read.text, markings=markings), read.about)
