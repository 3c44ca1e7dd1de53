"""One suspect against libraries: the articles it may come from, a real comparison with the best, and which passage is whose."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app import store
from app.detector import Detector
from app.library.entries import read_kept
from app.library.features import pairs_of
from app.library.shelves import Candidate, Shelf
from app.report import Report, build_report
from app.sides import Pair, Side
from app.store import ArticleFacts, Database
from app.text import Document, why_not_measurable

COMPARED, MOST_COMPARED = 3, 10
LISTED, MOST_LISTED = 10, 50
REUSED: Final = ("spun", "copied", "paraphrased")
LEAST_REUSE: Final = 0.1  # share of the suspect: two sources may give a part each, and neither comparison call the whole reused
# Nats that a retelling's odds lose where a compared article that is not reused holds as much of the suspect's evidence: both know
# it from the event. Fitted to what is called paraphrased, 3,676 retellings and 75 reports of one event (train and dev): 5.2.
_NATS_ELSEWHERE: Final = 5.0
_VERSION: Final = 0.8  # of the suspect's evidence in one article: then it is the same text, or a version of it

Compare = Callable[[Document], Report]  # a reference with one suspect


class Same(StrEnum):
    """What a candidate may have in common with the suspect so that it is no source."""

    EXTERNAL_ID = "external_id"
    AUTHOR = "author"
    SOURCE = "source"
    VERSION = "version"


class NotCompared(StrEnum):
    """Why a candidate has no report."""

    NOT_ASKED = "not_asked"  # others were better, or no comparison was wanted
    EXCLUDED = "excluded"
    INDEX_ONLY = "index_only"
    OTHER_CLIENT = "other_client"
    WITHDRAWN = "withdrawn"  # deleted while the screening ran


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to screen. `exclude`: candidates that share one of these with the suspect are listed and not compared."""

    compare: int = COMPARED
    limit: int = LISTED
    exclude: frozenset[Same] = frozenset()
    external_id: str = ""
    facts: ArticleFacts = field(default_factory=ArticleFacts)


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A candidate with what became of it; `covers` is the share of the suspect's words in its passages, 0..1.

    `is_later` says whether it was published after the suspect, as far as both dates are known: it may have copied the suspect.
    `elsewhere`: of the suspect's evidence in it the share that a compared article which was not reused holds as well, 0..1.
    """

    candidate: Candidate
    report: Report | None = None
    not_compared: NotCompared | None = NotCompared.NOT_ASKED
    excluded: Same | None = None
    covers: float = 0.0
    is_later: bool | None = None
    elsewhere: float = 0.0

    @property
    def label(self) -> str | None:
        """That of the comparison; `undecided` where a retelling is no likelier than that both tell of one event."""
        if self.report is None:
            return None
        return "undecided" if self._may_be_the_event else self.report.label

    @property
    def is_reused(self) -> bool:
        """Whether the suspect was made from it, or a good part of it was."""
        report = self.report
        if report is None or self._may_be_the_event:
            return False
        return report.label in REUSED or report.reuse.copied + report.reuse.spun + report.reuse.paraphrased >= LEAST_REUSE

    @property
    def _may_be_the_event(self) -> bool:
        if self.report is None or self.report.label != "paraphrased" or not self.elsewhere:
            return False
        paraphrased = self.report.probabilities.paraphrased
        return paraphrased < (1 - paraphrased) * math.exp(_NATS_ELSEWHERE * self.elsewhere)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of the suspect, in characters, and the place of the source it comes from; each character has one source."""

    start: int
    end: int
    source: int
    label: str


@dataclass(frozen=True, slots=True)
class Screening:
    """Everything that was found: sources, those that the suspect was made from first, and whose each stretch is."""

    suspect: Document
    sources: tuple[FoundSource, ...]
    claims: tuple[Attribution, ...]
    covered: float
    not_measured: str | None

    @property
    def label(self) -> str | None:
        """That of the best source; None where none was compared."""
        return self.sources[0].label if self.sources else None


class Screener:
    """Screens suspects against some libraries of one database, for one client."""

    def __init__(self, database: Database, client: str, shelves: Sequence[Shelf], detector: Detector) -> None:
        self._database = database
        self._client = client
        self._shelves = shelves
        self._detector = detector

    def screen(self, suspect: Document, wish: Wish) -> Screening:
        """What the libraries hold that the suspect may come from."""
        if reason := why_not_measurable(suspect, self._detector.lexicon.english.common):
            return Screening(suspect, (), (), 0.0, reason)
        pairs = pairs_of(suspect.norms)
        found = [each for shelf in self._shelves for each in shelf.candidates(pairs, wish.limit)]
        found.sort(key=lambda each: (-each.added, each.article.number))
        sources = [self._known(each, wish) for each in _once_each(found)[: wish.limit]]
        wanted = [place for place, each in enumerate(sources) if each.not_compared is NotCompared.NOT_ASKED]
        compare = comparing(self._detector, suspect)
        for place in islice(wanted, wish.compare):
            sources[place] = self._compared(sources[place], suspect, compare)
        return _summed_up(suspect, sources)

    def _known(self, candidate: Candidate, wish: Wish) -> FoundSource:
        article = candidate.article
        published, own = article.facts.published, wish.facts.published
        is_later = None if published is None or own is None else published > own
        if article.client != self._client:
            return FoundSource(candidate, not_compared=NotCompared.OTHER_CLIENT)
        excluded = next((same for same in Same if same in wish.exclude and _is_same(same, candidate, wish)), None)
        if excluded:
            return FoundSource(candidate, not_compared=NotCompared.EXCLUDED, excluded=excluded, is_later=is_later)
        reason = NotCompared.NOT_ASKED if article.has_text else NotCompared.INDEX_ONLY
        return FoundSource(candidate, not_compared=reason, is_later=is_later)

    def _compared(self, source: FoundSource, suspect: Document, compare: Compare) -> FoundSource:
        with self._database.transaction() as tx:
            content = store.articles.read_content(tx, source.candidate.article.number)
        if content is None:
            return replace(source, not_compared=NotCompared.WITHDRAWN)
        report = compare(read_kept(content))
        return replace(source, report=report, not_compared=None, covers=share_covered(report, len(suspect)))


def _once_each(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those that a better one is word for word: these stand among its versions.

    Within one library they do already; an article may stand in several of a client's libraries.
    """
    kept: dict[tuple[str, str], Candidate] = {}
    for each in found:
        same = each.article.client, each.article.sha256
        better = kept.get(same)
        kept[same] = replace(better, versions=(*better.versions, each.article, *each.versions)) if better else each
    return list(kept.values())


def comparing(detector: Detector, suspect: Document) -> Compare:
    """Compares references with the suspect, which is numbered once for all of them."""
    side = Side.of(suspect, detector.lexicon)

    def compare(reference: Document) -> Report:
        return build_report(detector.compare_pair(Pair.of(Side.of(reference, detector.lexicon), side)))

    return compare


def share_covered(report: Report, n_words: int) -> float:
    """The share of a suspect's words that stand in passages of reuse."""
    n_reused = sum(entry["words"] for entry in report.passages if entry["label"] in REUSED)
    return min(n_reused / max(n_words, 1), 1.0)


def _is_same(same: Same, candidate: Candidate, wish: Wish) -> bool:
    article = candidate.article
    if same is Same.VERSION:
        return candidate.score >= _VERSION
    if same is Same.EXTERNAL_ID:
        return bool(wish.external_id) and article.external_id == wish.external_id
    own, other = getattr(wish.facts, same.value), getattr(article.facts, same.value)
    return bool(own) and own.casefold() == other.casefold()


def _summed_up(suspect: Document, sources: Sequence[FoundSource]) -> Screening:
    # a withdrawn one is gone: its facts are not told either
    there = _held_elsewhere([each for each in sources if each.not_compared is not NotCompared.WITHDRAWN])
    ordered = sorted(there, key=lambda each: (not each.is_reused, each.report is None, -each.covers, -each.candidate.added))
    owner = np.full(len(suspect), -1, np.int32)
    stretches: list[tuple[int, str]] = []
    for place, each in enumerate(ordered):
        for entry in each.report.passages if each.report is not None and each.is_reused else ():
            bounds = entry["suspect"]["start"], entry["suspect"]["end"]
            first, last = np.searchsorted(suspect.starts, bounds).tolist()
            owner[first:last][owner[first:last] < 0] = len(stretches)  # a better source keeps what it has
            stretches.append((place, entry["label"]))
    covered = float((owner >= 0).mean()) if len(owner) else 0.0
    return Screening(suspect, tuple(ordered), tuple(_claims(suspect, owner, stretches)), covered, None)


def _held_elsewhere(sources: Sequence[FoundSource]) -> list[FoundSource]:
    not_reused = [each.candidate.score for each in sources if each.report is not None and not each.is_reused]
    most = max(not_reused, default=0.0)
    return [replace(each, elsewhere=min(1.0, most / each.candidate.score)) if each.is_reused else each for each in sources]


def _claims(suspect: Document, owner: NDArray[np.int32], stretches: Sequence[tuple[int, str]]) -> Iterator[Attribution]:
    cuts = [0, *(np.flatnonzero(np.diff(owner)) + 1).tolist(), len(owner)]
    for begin, end in pairwise(cuts):
        if end > begin and owner[begin] >= 0:
            source, label = stretches[int(owner[begin])]
            yield Attribution(int(suspect.starts[begin]), int(suspect.ends[end - 1]), source, label)
