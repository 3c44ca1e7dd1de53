"""What a screening says, as JSON: the same from the command line, from a request and from the queue."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field

from app.library.screening import FoundSource, NotCompared, Screening
from app.library.times import write_time
from app.report import Part, Report, report_json
from app.store import Library

SCREENING_VERSION = 1


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScreenedText(_Answer):
    """The suspect: its size and the hash of its text."""

    sha256: str
    characters: int
    words: int


class ScreenedLibrary(_Answer):
    """A library that was searched, and how many articles it held."""

    id: str
    name: str
    articles: int


class SourceEntry(_Answer):
    """An article that the suspect may come from. Of another client's library only its id and its scores are told."""

    library: str
    external_id: str
    article: int = Field(description="number of the article as it stood: one that replaces it has another")
    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    published: str | None = None
    score: float = Field(ge=0, le=1, description="share of the suspect's evidence that stands in this article")
    added: float = Field(ge=0, le=1, description="of it, the share that no better candidate has")
    versions: list[str] = Field([], description="external ids of articles that hold nearly the same")
    is_later: bool | None = Field(None, description="published after the suspect: it may have copied the suspect")
    excluded: str | None = Field(None, description="what it shares with the suspect so that it does not count")
    not_compared: NotCompared | None = None
    label: str | None = Field(
        None, description="the verdict of the comparison, or undecided where `elsewhere` speaks for the event"
    )
    elsewhere: float = Field(
        0.0, ge=0, le=1, description="of its score the share that a compared article which was not reused holds too"
    )
    probability: float | None = None
    covers: float = Field(0.0, ge=0, le=1, description="share of the suspect's words in its passages")
    report: Report | None = None


class PassageSource(_Answer):
    """A stretch of the suspect (code points), and which of `sources` it comes from."""

    start: int
    end: int
    source: int
    label: str


class ScreeningAnswer(_Answer):
    """What the libraries hold that the suspect may come from; `label` is the best source's, or null where none was compared."""

    version: int
    measured: bool
    not_measured_reason: str | None
    label: str | None
    covered: float = Field(ge=0, le=1, description="share of the suspect's words that come from the sources")
    suspect: ScreenedText
    libraries: list[ScreenedLibrary]
    sources: list[SourceEntry]
    passages: list[PassageSource]


def screening_json(screening: Screening, libraries: Sequence[Library], parts: frozenset[Part] | None = None) -> bytes:
    """The screening as JSON; `parts` are those of each report that are wanted, None for all."""
    text = screening.suspect.text
    return orjson.dumps({
        "version": SCREENING_VERSION,
        "measured": screening.not_measured is None,
        "not_measured_reason": screening.not_measured,
        "label": screening.label,
        "covered": round(screening.covered, 4),
        "suspect": {"sha256": sha256_of(text), "characters": len(text), "words": len(screening.suspect)},
        "libraries": [{"id": each.id, "name": each.name, "articles": each.n_articles} for each in libraries],
        "sources": [_source_json(each, parts) for each in screening.sources],
        "passages": [
            {"start": each.start, "end": each.end, "source": each.source, "label": each.label} for each in screening.claims
        ],
    })  # fmt: skip


def sha256_of(text: str) -> str:
    """The hash of a text, as reports have it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _source_json(source: FoundSource, parts: frozenset[Part] | None) -> dict[str, Any]:
    article, report = source.candidate.article, source.report
    found = {
        "library": article.library, "external_id": article.external_id, "article": article.number,
        "score": round(source.candidate.score, 4), "added": round(source.candidate.added, 4),
        "not_compared": source.not_compared,
    }  # fmt: skip
    if source.not_compared is NotCompared.OTHER_CLIENT:
        return {**found, "library": article.library_id}
    facts = article.facts
    return found | {
        "title": facts.title, "author": facts.author, "source": facts.source, "url": facts.url,
        "published": write_time(facts.published), "versions": [each.external_id for each in source.candidate.versions],
        "is_later": source.is_later, "excluded": source.excluded, "covers": round(source.covers, 4),
        "label": source.label, "elsewhere": round(source.elsewhere, 4),
        "probability": None if report is None else report.probability,
        "report": None if report is None else orjson.Fragment(report_json(report, parts)),
    }  # fmt: skip


def without_withdrawn(answer: bytes, there: Callable[[Sequence[int]], frozenset[int]]) -> bytes:
    """A kept screening without the facts and reports of articles that are no longer in their library: `withdrawn`.

    `there` says which of some articles are still there.
    """
    screening = orjson.loads(answer)
    sources = screening["sources"]
    left = there([each["article"] for each in sources])
    if all(each["article"] in left for each in sources):
        return answer
    screening["sources"] = [each if each["article"] in left else _withdrawn(each) for each in sources]
    return orjson.dumps(screening)


def _withdrawn(source: dict[str, Any]) -> dict[str, Any]:
    kept = ("library", "external_id", "article", "score", "added", "label", "elsewhere", "probability", "covers")
    return {name: source[name] for name in kept if name in source} | {"not_compared": NotCompared.WITHDRAWN}
