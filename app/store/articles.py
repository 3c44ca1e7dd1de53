"""Articles of libraries: their facts, their text, and the features by which they are found.

Every function works inside the caller's transaction. Who changes a library holds its lock (`lock_library`), so the count, the
rows and the index change together or not at all. A replaced article gets another number, and no number is ever used twice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from app.store.database import Transaction, one_of
from app.store.libraries import count_articles
from app.store.libraries import forget_failures as forget_article_failures
from app.store.packing import packed, unpacked
from app.store.postings import Ints
from app.store.postings import of as postings_of
from app.store.tables import articles, libraries, replies

SCREENING_ROUTE: Final = "POST /screenings"  # whose answers are kept for a day where the request has an Idempotency-Key
_SAMPLINGS: Final = 20  # of `_AT_ONCE` numbers each, at most
_AT_ONCE: Final = 500  # values of one query: SQLite takes 32,766


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What is known of an article besides its text; `published` in seconds since 1970."""

    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    published: float | None = None


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to be kept: `content` is its source as JSON, or None where only the index is wanted."""

    external_id: str
    facts: ArticleFacts
    content: bytes | None
    sha256: str
    n_words: int
    features: Ints
    feature_version: int


@dataclass(frozen=True, slots=True)
class LibraryArticle:
    """An article as it is kept, without its text."""

    number: int
    library_id: str
    library: str
    client: str
    external_id: str
    facts: ArticleFacts
    n_words: int
    added_at: float
    feature_version: int
    has_text: bool
    sha256: str  # of its text


@dataclass(frozen=True, slots=True)
class Put:
    """What became of articles that were put into a library."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0


def put(tx: Transaction, library_id: str, new: Sequence[NewArticle], now: float) -> Put:
    """Adds articles, each in the place of one with the same external id; of a repeated id the last one stays."""
    wanted = {each.external_id: each for each in new}
    old = _fingerprints(tx, library_id, wanted.keys())
    changed = [each for each in wanted.values() if old.get(each.external_id) != _fingerprint_of(each)]
    replaced = [each.external_id for each in changed if each.external_id in old]
    _remove(tx, library_id, replaced)
    _insert(tx, library_id, changed, now)
    forget_article_failures(tx, library_id, list(wanted))
    count_articles(tx, library_id, len(changed) - len(replaced))
    n_overtaken = _count_overtaken(new, wanted) if len(wanted) < len(new) else 0
    return Put(len(changed) - len(replaced), len(replaced) + n_overtaken, len(new) - len(changed) - n_overtaken)


def _count_overtaken(new: Sequence[NewArticle], wanted: Mapping[str, NewArticle]) -> int:
    """How many articles differ from the one that has their external id in the end."""
    last = {external_id: _fingerprint_of(each) for external_id, each in wanted.items()}
    return sum(_fingerprint_of(each) != last[each.external_id] for each in new)


def remove(tx: Transaction, library_id: str, external_ids: Sequence[str]) -> int:
    """Removes articles with their text and features, and the kept answers that may quote them; returns how many there were."""
    tx.execute(sa.delete(replies).where(replies.c.route == SCREENING_ROUTE, replies.c.status.is_not(None)))
    n = _remove(tx, library_id, external_ids)
    forget_article_failures(tx, library_id, external_ids)
    count_articles(tx, library_id, -n)
    return n


def find(tx: Transaction, library_id: str, external_id: str) -> LibraryArticle | None:
    """One article by its external id."""
    here = sa.and_(articles.c.library_id == library_id, articles.c.external_id == external_id)
    row = tx.execute(_select().where(here)).one_or_none()
    return None if row is None else _article(row)


def find_all(tx: Transaction, numbers: Sequence[int]) -> Mapping[int, LibraryArticle]:
    """The articles of these numbers that are still there."""
    if not numbers:
        return {}
    rows = tx.cursor().execute(_by_number(tx.connection.dialect, len(numbers)), list(numbers))
    return {row[0]: _article(row) for row in rows}


def sample_numbers(tx: Transaction, library_id: str, n: int) -> tuple[int, ...]:
    """About `n` articles of a library, spread over it; fewer where the database holds little else than other libraries.

    Numbers are tried, some at a time, and those of other libraries passed over: to number this one's would read them all.
    """
    first, last = tx.execute(_FIRST_AND_LAST).one()
    found: dict[int, None] = {}
    stride = 0 if first is None else (last - first) // _AT_ONCE + 1
    for offset in range(0, stride, stride // _SAMPLINGS + 1):
        tried = range(first + offset, last + 1, stride)
        rows = tx.execute(sa.select(articles.c.number, articles.c.library_id).where(articles.c.number.in_(tried)))
        # compared here: SQLite would look through all articles of the library for these numbers
        found |= dict.fromkeys(row.number for row in rows if row.library_id == library_id)
        if len(found) >= n:
            break
    return tuple(found)[:n]


def page(tx: Transaction, library_id: str, after: str | None, limit: int) -> tuple[LibraryArticle, ...]:
    """At most `limit` articles behind an external id, in their order."""
    query = _select().where(articles.c.library_id == library_id)
    if after is not None:
        query = query.where(articles.c.external_id > after)
    return tuple(_article(row) for row in tx.execute(query.order_by(articles.c.external_id).limit(limit)))


def numbers_there(tx: Transaction, numbers: Sequence[int]) -> frozenset[int]:
    """Those of the articles that have not been removed or replaced."""
    return frozenset(tx.execute(sa.select(articles.c.number).where(articles.c.number.in_(numbers))).scalars())


def read_content(tx: Transaction, number: int) -> bytes | None:
    """An article's source as JSON; None when it is gone, or only its index was wanted."""
    content = tx.execute(sa.select(articles.c.content).where(articles.c.number == number)).scalar_one_or_none()
    return None if content is None else unpacked(content)


def index_again(tx: Transaction, number: int, features: Ints, version: int) -> None:
    """Gives an article other features, made by this version of them."""
    postings_of(tx).remove([number])
    postings_of(tx).add([(number, features)])
    tx.execute(sa.update(articles).where(articles.c.number == number).values(feature_version=version))


def _fingerprints(tx: Transaction, library_id: str, external_ids: Collection[str]) -> dict[str, tuple[object, ...]]:
    rows = tx.run(_FINGERPRINTS, {"library": library_id, "external_ids": tx.many(external_ids)})
    return {external_id: tuple(fingerprint) for external_id, *fingerprint in rows}


def _fingerprint_of(new: NewArticle) -> tuple[object, ...]:
    return new.sha256, new.feature_version, *_named(new.facts).values()


def _named(facts: ArticleFacts) -> dict[str, Any]:
    return {column.name: getattr(facts, column.name) for column in _FACT_COLUMNS}  # asdict copies deeply


def _remove(tx: Transaction, library_id: str, external_ids: Collection[str]) -> int:
    wanted = {"library": library_id, "external_ids": tx.many(external_ids)}
    numbers = [number for (number,) in tx.run(_NUMBERS, wanted).fetchall()]
    postings_of(tx).remove(numbers)
    if numbers:
        tx.run(_REMOVE, wanted)
    return len(numbers)


def _insert(tx: Transaction, library_id: str, new: Sequence[NewArticle], now: float) -> None:
    rows = [
        {
            "library_id": library_id, "external_id": each.external_id, "sha256": each.sha256, "n_words": each.n_words,
            "content": None if each.content is None else packed(each.content),
            "added_at": now, "feature_version": each.feature_version, **_named(each.facts),
        }
        for each in new
    ]  # fmt: skip
    numbers = [tx.run(_INSERT, row).fetchone()[0] for row in rows]
    postings_of(tx).add([(number, each.features) for number, each in zip(numbers, new, strict=True)])


_FACT_COLUMNS: Final = (
    articles.c.title, articles.c.author, articles.c.source, articles.c.url, articles.c.published,
)  # fmt: skip


def _select() -> sa.Select[Any]:
    columns = (
        articles.c.number, articles.c.library_id, libraries.c.name.label("library"), libraries.c.client,
        articles.c.external_id, *_FACT_COLUMNS, articles.c.n_words, articles.c.added_at, articles.c.feature_version,
        articles.c.content.is_not(None).label("has_text"), articles.c.sha256,
    )  # fmt: skip
    return sa.select(*columns).select_from(articles.join(libraries, libraries.c.id == articles.c.library_id))


# made once: to put one together takes longer than to execute it
_FIRST_AND_LAST: Final = sa.select(  # two questions: to one for both SQLite answers by reading all numbers
    sa.select(sa.func.min(articles.c.number)).scalar_subquery(), sa.select(sa.func.max(articles.c.number)).scalar_subquery()
)
_INSERT: Final = (
    sa.insert(articles)
    .values({name: sa.bindparam(name) for name in articles.c.keys() if name != articles.c.number.name})  # noqa: SIM118
    .returning(articles.c.number)
)
_ARE_WANTED: Final = sa.and_(articles.c.library_id == sa.bindparam("library"), one_of(articles.c.external_id, "external_ids"))
_FINGERPRINTS: Final = sa.select(
    articles.c.external_id, articles.c.sha256, articles.c.feature_version, *_FACT_COLUMNS
).where(_ARE_WANTED)  # fmt: skip
_NUMBERS: Final = sa.select(articles.c.number).where(_ARE_WANTED)
_REMOVE: Final = sa.delete(articles).where(_ARE_WANTED)


@lru_cache
def _by_number(dialect: sa.Dialect, n: int) -> str:
    """The question for `n` articles in the driver's own words."""
    mark = "?" if dialect.name == "sqlite" else "%s"
    return f"{_select().compile(dialect=dialect)} where articles.number in ({', '.join([mark] * n)})"


def _article(row: Any) -> LibraryArticle:
    # unpacked: to ask a row for each column by its name takes as long as the query
    (number, library_id, library, client, external_id, title, author, source, url, published, n_words, added_at, version,
     has_text, sha256) = row  # fmt: skip
    facts = ArticleFacts(title=title, author=author, source=source, url=url, published=published)
    return LibraryArticle(
        number, library_id, library, client, external_id, facts, n_words, added_at, version, bool(has_text), sha256
    )
