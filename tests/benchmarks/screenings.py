"""`make library-bench ARGS=…`, then `python -m tests.benchmarks.screenings`: what screenings say of spun and of honest articles.

Suspects: what published spinners made of articles of the library that `library` built, and news of the same outlets and days that
it does not hold; more than 400 of them only while it holds none that was recombined. Asked is the best source and its label, as
`unspun screen` prints them. A spun article is told by the share of its words that were swapped: under one word in a hundred
it is `copied` (decision 0020).
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from app import store
from app.detector import Detector
from app.library import REUSED, Screener, Screening, Shelf, Wish
from app.settings import Settings
from app.store import Database
from app.text import read_text
from app.training.examples.tools import swapped_share
from tests.benchmarks.archive import HOSTS, make_questions, originals, real_articles, rows_of
from tests.benchmarks.library import DATABASE_HELP, KEEP_HELP, KEPT, SHARED, opened

_SHARES = ((0.08, "8 % swapped and more"), (0.04, "4 to 8 % swapped"), (0.01, "1 to 4 % swapped"), (0.0, "under 1 % swapped"))
_SAME_EVENT = (
    "independent",
    "independent-some-quotes",
    "shared-quotes",
    "same-event-same-agency",
)  # edits of pairs of the corpora


class Spun(NamedTuple):
    """A suspect, the tool that made it, and what it was made from."""

    tool: str
    suspect: str
    source: str


def main() -> None:
    """Screens and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--keep", type=Path, default=KEPT, help=KEEP_HELP)
    asked.add_argument("--database", default="sqlite", help=DATABASE_HELP)
    asked.add_argument("--shared", type=Path, default=SHARED)
    asked.add_argument("--spun", type=int, default=760, help="spun articles, at most")
    asked.add_argument("--honest", type=int, default=1_000, help="honest articles, at most")
    options = asked.parse_args()
    with opened(options.keep, options.database) as url:
        _screen(url, options)


def _screen(url: str, options: argparse.Namespace) -> None:
    database = Database.open(url)
    with database.transaction() as tx:
        shelf = Shelf(database, store.libraries.find(tx, "local", "bench"))
    settings = Settings()
    screener = Screener(database, "local", [shelf], Detector.load(settings.models_dir, settings.lexicon_dir))
    print(f"{shelf.library.n_articles:,} articles")
    held, others = _held(shelf, options.shared)
    tell_honest(screener, others[: options.honest])
    tell_same_event(screener, list(same_event_articles(options.shared, held)))
    tell_spun(screener, shelf, list(spun_articles(options.shared))[: options.spun])
    database.close()


def _held(shelf: Shelf, shared: Path) -> tuple[set[str], list[str]]:
    """The real articles that the library holds, and news that it does not hold, nor any paragraph of it."""
    texts = originals(shared)
    hosts, texts = texts[:HOSTS], texts[HOSTS:]
    real = real_articles(texts, list(make_questions(texts, hosts, shared, 100)))
    return set(real[: shelf.library.n_articles]), [*hosts, *real[shelf.library.n_articles :]]


def same_event_articles(shared: Path, held: set[str]) -> Iterator[tuple[str, str]]:
    """Kind and text of articles that the library does not hold, of whose event it holds an article that was written apart."""
    met = set(held)
    for corpus in ("neus", "honest-news"):
        for row in rows_of(shared / "corpora" / "dev" / f"{corpus}.jsonl.gz"):
            if row["edit"] in _SAME_EVENT and row["reference"] in held and row["suspect"] not in met:
                met.add(row["suspect"])
                yield f"{corpus} {row['edit']}", row["suspect"]


def spun_articles(shared: Path) -> Iterator[Spun]:
    """What the published spinners made, tool by tool in turn."""
    rows = list(rows_of(shared / "spinners" / "pairs.jsonl.gz"))
    Random(4).shuffle(rows)
    for row in rows:
        if row["suspect"] != row["reference"]:
            yield Spun(row["edit"], row["suspect"], row["reference"])


def tell_spun(screener: Screener, shelf: Shelf, suspects: Sequence[Spun]) -> None:
    """Prints how often the right source is the best one and which label it got, by how much was swapped and tool by tool."""
    by_share: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_tool: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spent = 0.0
    for each in suspects:
        began = time.process_time()
        found = screener.screen(read_text(each.suspect), Wish())
        spent += time.process_time() - began
        label = _label(found) if each.source in set(_best_texts(shelf, found)) else "another source"
        share = swapped_share(each.source, each.suspect)
        by_share[next(name for least, name in _SHARES if share >= least)][label] += 1
        by_tool[each.tool][label] += 1
    for kind in (by_tool, by_share):
        for name, counts in sorted(kind.items()):
            print(f"   {name:24} {sum(counts.values()):4}: {_told(counts)}")
    print(f"spun, {len(suspects)}: {spent * 1_000 / max(len(suspects), 1):.0f} ms CPU each")


def tell_honest(screener: Screener, texts: Sequence[str], name: str = "honest") -> None:
    """Prints what is said of articles whose source is not there: of the best source, and of any that was compared."""
    labels, of_any = Counter[str](), Counter[str]()
    began = time.process_time()
    for text in texts:
        found = screener.screen(read_text(text), Wish())
        labels[_label(found)] += 1
        of_any.update({each.label for each in found.sources if each.label in REUSED})
    spent = time.process_time() - began
    print(f"{name}, {len(texts)}: {_told(labels)}; {spent * 1_000 / max(len(texts), 1):.0f} ms CPU each")
    print(f"   said of any source: {_told(of_any)}", flush=True)


def tell_same_event(screener: Screener, articles: Sequence[tuple[str, str]]) -> None:
    """Prints the same of coverage of an event that the library holds in another's words, by how much the two have in common."""
    for kind in dict.fromkeys(kind for kind, _ in articles):
        tell_honest(screener, [text for each, text in articles if each == kind], f"same event, {kind}")


def _best_texts(shelf: Shelf, found: Screening) -> Iterator[str]:
    """The text of the best source, and those of its versions."""
    for source in found.sources[:1]:
        for article in (source.candidate.article, *source.candidate.versions):
            document = shelf.document(article.number)
            yield document.text if document else ""


def _label(found: Screening) -> str:
    return found.label or "not compared" if found.sources else "no source"


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{label} {n}" for label, n in counts.most_common()) or "nothing"


if __name__ == "__main__":
    main()
