"""An article of a library as JSON, in and out: the body of a request, and one line of a file."""

from functools import partial
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.library.entries import Entry
from app.library.times import read_time, write_time
from app.pairs import CUSTOM_ID, ArticleText
from app.sources import About, Source
from app.store import ArticleFacts, LibraryArticle

_LONGEST: Final = 300
_LONGEST_URL: Final = 2_000
_LONGEST_ID: Final = 200


def _is_time(written: str) -> str:
    if written and read_time(written) is None:
        raise ValueError("a date as in 2026-11-28 or 2026-11-28T05:00:00Z is expected")
    return written


Line = Annotated[str, Field(max_length=_LONGEST, pattern=CUSTOM_ID)]
ExternalId = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID, pattern=CUSTOM_ID)]


class FactsBody(BaseModel):
    """What is known of an article besides its text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line = ""
    author: Line = ""
    source: Line = Field("", description="who published it: an outlet, an agency, a site")
    url: str = Field("", max_length=_LONGEST_URL, pattern=CUSTOM_ID)
    published: Annotated[str, AfterValidator(_is_time)] = Field("", max_length=60, description="ISO 8601; without a zone in UTC")

    @property
    def facts(self) -> ArticleFacts:
        """The same as the store keeps it."""
        return ArticleFacts(
            title=self.title, author=self.author, source=self.source, url=self.url, published=read_time(self.published)
        )


class NamedFacts(FactsBody):
    """The same with the article's id."""

    external_id: ExternalId


class ArticleBody(ArticleText, FactsBody):
    """An article: exactly one of `text` and `html`, and what is known of it."""

    index_only: bool = Field(False, strict=True, description="keep no text: the article is found and cannot be compared")

    def entry(self, external_id: str, max_characters: int) -> Entry:
        """What is put on a shelf.

        Raises: InputError.
        """
        source = Source(text=self.text, html=self.html, markings=self.markings)
        read = partial(Entry.read, max_characters=max_characters, keeps_text=not self.index_only)
        return read(external_id, source, self.facts)


class ArticleLine(ArticleBody):
    """One line of a file of articles."""

    external_id: ExternalId


class ArticleShown(BaseModel):
    """An article of a library, without its text."""

    external_id: str
    title: str
    author: str
    source: str
    url: str
    published: str | None
    words: int
    added_at: str
    index_only: bool


def facts_of(about: About, url: str = "", source: str = "") -> ArticleFacts:
    """The facts that a file gives, as far as they are ones."""
    return ArticleFacts(title=about.title, author=about.author, source=source, url=url, published=read_time(about.date))


def article_shown(article: LibraryArticle) -> ArticleShown:
    """The article as it is shown."""
    facts = article.facts
    return ArticleShown(
        external_id=article.external_id, title=facts.title, author=facts.author, source=facts.source, url=facts.url,
        published=write_time(facts.published), words=article.n_words, added_at=write_time(article.added_at) or "",
        index_only=not article.has_text,
    )  # fmt: skip
