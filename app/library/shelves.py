"""A shelf: one library's articles as they are searched. Adds, replaces, removes, and names candidates for a suspect."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app import store
from app.library.candidates import find_shared, most_postings, weigh
from app.library.commonplaces import Commonplaces, sample_size
from app.library.entries import Entry, line_of, read_kept
from app.library.families import families, may_be_versions
from app.library.features import VERSION, Ints, Pairs, article_features
from app.library.queries import query_of
from app.library.ranking import rank
from app.store import Database, Library, LibraryArticle, Postings, Put, Transaction
from app.text import Document

LOOKED_AT: Final = 3  # candidates for each one wanted: the others may be versions of the same articles
_AT_ONCE: Final = 200  # articles of one transaction when a whole library is deleted


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be a source of the suspect.

    `score`: the share of the suspect's evidence that it holds, 0..1; `added`: the share that no better candidate holds;
    `versions`: others that hold nearly the same.
    """

    article: LibraryArticle
    score: float
    added: float
    versions: tuple[LibraryArticle, ...] = ()


class Shelf:
    """One library in its database; holds nothing but what was learned of features that are in too many articles."""

    def __init__(self, database: Database, library: Library, commonplaces: Commonplaces | None = None) -> None:
        self.library = library
        self._database = database
        self._commonplaces = commonplaces or Commonplaces()

    def put(self, entries: Sequence[Entry], now: float) -> Put:
        """Adds articles, each in the place of one with the same external id; all of them or none.

        Raises: NoSuchLibrary, when it was deleted meanwhile.
        """
        new = [entry.for_library(self.library.id) for entry in entries]
        with self._database.transaction() as tx:
            store.libraries.lock(tx, self.library.id, now)
            return store.articles.put(tx, self.library.id, new, now)

    def remove(self, external_ids: Sequence[str], now: float) -> int:
        """Removes articles, with text and features; returns how many there were.

        Raises: NoSuchLibrary, when it was deleted meanwhile.
        """
        with self._database.transaction() as tx:
            store.libraries.lock(tx, self.library.id, now)
            return store.articles.remove(tx, self.library.id, external_ids)

    def empty(self, now: float) -> Iterator[int]:
        """Deletes the library with all it holds, portion by portion; yields how many articles are gone with each.

        Raises: NoSuchLibrary, when somebody else deleted it meanwhile.
        """
        while True:
            with self._database.transaction() as tx:
                store.libraries.lock(tx, self.library.id, now)
                some = [each.external_id for each in store.articles.page(tx, self.library.id, None, _AT_ONCE)]
                if not some:
                    store.libraries.drop(tx, self.library.id)
                    return
                n_removed = store.articles.remove(tx, self.library.id, some)
            yield n_removed

    def articles(self) -> Iterator[LibraryArticle]:
        """All articles in the order of their external ids; those that are added meanwhile may be among them."""
        for some in self._portions():
            yield from some

    def held(self) -> Iterator[tuple[tuple[LibraryArticle, ...], list[Ints]]]:
        """All articles, portion by portion, and the features of each."""
        for some in self._portions():
            with self._database.transaction() as tx:
                features = store.postings.of(tx).features_of([article.number for article in some])
            if there := tuple(article for article in some if article.number in features):
                yield there, [features[article.number] for article in there]

    def document(self, number: int) -> Document | None:
        """The text of an article; None where it is gone or only its index is kept."""
        content = self.content(number)
        return None if content is None else read_kept(content)

    def content(self, number: int) -> bytes | None:
        """The text of an article as it is kept, packed no more; None as in `document`."""
        with self._database.transaction() as tx:
            return store.articles.read_content(tx, number)

    def _portions(self) -> Iterator[tuple[LibraryArticle, ...]]:
        after: str | None = None
        while True:
            with self._database.transaction() as tx:
                some = store.articles.page(tx, self.library.id, after, _AT_ONCE)
            if some:
                yield some
            if len(some) < _AT_ONCE:
                return
            after = some[-1].external_id

    def lines(self) -> Iterator[bytes]:
        """All articles as JSON Lines, with their texts where they are kept: what an import reads."""
        for article in self.articles():
            with self._database.transaction() as tx:
                content = store.articles.read_content(tx, article.number)
            yield line_of(article, content)

    def reindex(self, now: float, advance: Callable[[int], None]) -> tuple[int, int]:
        """Makes the features of all articles again from their texts; how many those were, and how many have no text.

        Raises: NoSuchLibrary, when it was deleted meanwhile.
        """
        n_done, n_without = 0, 0
        for article in self.articles():
            with self._database.transaction() as tx:
                store.libraries.lock(tx, self.library.id, now)
                content = store.articles.read_content(tx, article.number)
                if content is not None:
                    features = article_features(self.library.id, read_kept(content).norms)
                    store.articles.index_again(tx, article.number, features, VERSION)
            n_done, n_without = n_done + (content is not None), n_without + (content is None)
            advance(n_done + n_without)
        return n_done, n_without

    def note_failures(self, failures: Sequence[tuple[str, str]], now: float) -> None:
        """Keeps which articles could not be added, and why."""
        with self._database.transaction() as tx:
            for each in failures:
                store.libraries.note_failure(tx, self.library.id, each, now)

    def candidates(self, pairs: Pairs, limit: int) -> tuple[Candidate, ...]:
        """At most `limit` articles that may be sources of a text with these pairs, the best first."""
        query = query_of(self.library.id, pairs)
        with self._database.transaction() as tx:
            n_articles = store.libraries.n_articles(tx, self.library.id)
            postings = self._read(tx, query.features, n_articles)
            shared = find_shared(query, postings, weigh(postings.lengths, n_articles))
            ranked = rank(shared, LOOKED_AT * limit)
            numbers = ranked.numbers.tolist()
            alike = ranked.numbers[may_be_versions(ranked.likeness)].tolist()
            features = store.postings.of(tx).features_of(alike)
            grouped = families([features.get(number) for number in numbers], ranked.likeness)[:limit]
            there = store.articles.find_all(tx, [numbers[place] for family in grouped for place in family])
        whole = max(float(shared.weights.sum()), 1e-9)
        # PostgreSQL lets others remove an article between two of these questions
        left = [[place for place in family if numbers[place] in there] for family in grouped]
        return tuple(
            Candidate(
                there[numbers[head]],
                float(ranked.evidence[head]) / whole,
                float(ranked.added[head]) / whole,
                tuple(there[numbers[place]] for place in others),
            )
            for head, *others in filter(None, left)
        )

    def tidy(self) -> None:
        """Merges what many additions have scattered in the index, step by step; others write in between."""
        is_first, has_more = True, True
        while has_more:
            with self._database.transaction() as tx:
                has_more = store.postings.of(tx).tidy(is_first=is_first)
            is_first = False

    def _read(self, tx: Transaction, features: Ints, n_articles: int) -> Postings:
        """The postings; those of features that are known to be in too many articles are not asked for."""
        index, commonplaces = store.postings.of(tx), self._commonplaces
        if not commonplaces.fits(n_articles):
            wanted = sample_size(n_articles)
            numbers = store.articles.sample_numbers(tx, self.library.id, wanted) if wanted else ()
            commonplaces.begin(n_articles, list(index.features_of(numbers).values()))
        most = most_postings(n_articles, len(features))
        guess = commonplaces.guess(features, most)
        unknown = np.flatnonzero(~guess.are_too_many)
        found = index.read(features[unknown], most, guess.are_suspected[unknown])
        commonplaces.learn(features[unknown], found, most)
        lengths = np.zeros(len(features), np.int32)
        lengths[unknown] = found.lengths
        return found._replace(lengths=lengths, places=unknown[found.places])
