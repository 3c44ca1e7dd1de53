"""An article on its way into a library: its source, what is known of it, and its words."""

import hashlib
from dataclasses import dataclass, replace
from typing import Self

import orjson

from app.library.features import VERSION, article_features
from app.library.times import read_time, write_time
from app.pairs import json_line
from app.sources import About, Source, read_source
from app.store import ArticleFacts, LibraryArticle, NewArticle
from app.text import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that was read; `keeps_text` says whether more than the index is wanted."""

    external_id: str
    facts: ArticleFacts
    source: Source
    norms: tuple[str, ...]
    keeps_text: bool = True

    @classmethod
    def read(  # noqa: PLR0913 - one parameter a part of the entry
        cls, external_id: str, source: Source, facts: ArticleFacts, *, max_characters: int, keeps_text: bool = True,
        asks_page: bool = False,
    ) -> Self:  # fmt: skip
        """The entry of a source; `asks_page` takes the facts that are not known from the head of an HTML page.

        Raises: InputError, longer than the limit or not readable.
        """
        document = read_source(source, max_characters=max_characters)
        known = completed(facts, document.markings.about) if asks_page else facts
        return cls(external_id, known, source, document.norms, keeps_text)

    def without_text(self) -> Self:
        """The same of which only the index is wanted."""
        return replace(self, keeps_text=False)

    def for_library(self, library_id: str) -> NewArticle:
        """The same with the features that it has in a library."""
        content = self.source.model_dump_json(exclude_none=True).encode()
        sha256 = hashlib.sha256(content + bytes([self.keeps_text])).hexdigest()
        features = article_features(library_id, self.norms)
        kept = content if self.keeps_text else None
        return NewArticle(self.external_id, self.facts, kept, sha256, len(self.norms), features, VERSION)


def completed(facts: ArticleFacts, about: About) -> ArticleFacts:
    """The facts, with what a page says of itself where they say nothing."""
    published = read_time(about.date) if facts.published is None else facts.published
    return replace(facts, title=facts.title or about.title, author=facts.author or about.author, published=published)


def read_kept(content: bytes) -> Document:
    """The document of an article as it is kept."""
    source = Source.model_validate(orjson.loads(content))
    return read_source(source, max_characters=len(source.text or source.html or ""))


def line_of(article: LibraryArticle, content: bytes | None) -> bytes:
    """An article as one line of JSON; of one that keeps no text only what is known of it."""
    facts = article.facts
    about = {"title": facts.title, "author": facts.author, "source": facts.source, "url": facts.url}
    written = {"external_id": article.external_id, **about, "published": write_time(facts.published) or ""}
    return json_line(written | (orjson.loads(content) if content is not None else {"index_only": True}))
