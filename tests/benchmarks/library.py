"""`make library-bench ARTICLES=10000`: how well and how fast a library finds the sources of suspects, kind by kind.

The library: the news of the shared folder, the references of its corpora, and as many articles as are still wanted, put together
from paragraphs of the others (five to nine, each of another article; none of an article that a question is made from, so that
every question has one right answer). Words are replaced by words drawn as often as the news has them, which makes pairs that
other articles hold: harder than a thesaurus.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import sqlalchemy as sa

from app.library import TOGETHER, Entry, Shelf, pairs_of
from app.sources import Source
from app.store import ArticleFacts, Database, NewLibrary, NoSuchLibrary, create_library, find_library, migrate, sqlite_url
from app.text import read_text
from tests.benchmarks.processes import peak_memory

SHARED: Final = Path("../shared")
SHORTEST: Final = 150  # words of an article that a question is made from
PARAGRAPH: Final = (60, 120)  # words of the one that is planted
HOSTS: Final = 400  # articles that stay out of the library
DATABASE, DATABASE_HELP = "build/library-bench.db", "a file, or the URL of PostgreSQL"


class Question(NamedTuple):
    """A suspect, and the text of the article it was made from."""

    kind: str
    suspect: str
    source: str


def url_of(database: str) -> str:
    """The URL of what the option `--database` names."""
    return database if "://" in database else sqlite_url(Path(database))


def main() -> None:
    """Builds the library, unless the file holds it, and asks."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--questions", type=int, default=100, help="of each kind")
    asked.add_argument("--database", default=DATABASE, help=DATABASE_HELP)
    asked.add_argument("--shared", type=Path, default=SHARED)
    options = asked.parse_args()
    if not (options.shared / "news").is_dir():
        raise SystemExit(f"library-bench: there is no news in {options.shared}")
    url = url_of(options.database)
    database = Database.open(url)
    migrate(database)
    texts = originals(options.shared)
    hosts, texts = texts[:HOSTS], texts[HOSTS:]
    questions = list(make_questions(texts, hosts, options.shared, options.questions))
    shelf = build(database, texts, questions, options.articles)
    n_bytes, n = _n_bytes(database), shelf.library.n_articles
    print(f"{database.engine.dialect.name}, {n:,} articles, {n_bytes / 1e6:,.0f} MB, {n_bytes / n:,.0f} bytes an article")
    database.close()
    asking = get_context("spawn").Process(target=ask, args=(url, questions))  # its memory is that of a search, without the texts
    asking.start()
    asking.join()
    raise SystemExit(asking.exitcode)


def originals(shared: Path) -> list[str]:
    """The real articles in an order that has nothing to do with them, each text once."""
    news = [row["text"] for row in rows_of(shared / "news" / "allsides.jsonl.gz")]
    corpora = [row["reference"] for path in sorted((shared / "corpora").glob("*/*.jsonl.gz")) for row in rows_of(path)]
    spun = [row["reference"] for row in rows_of(shared / "spinners" / "pairs.jsonl.gz")]
    texts = list(dict.fromkeys(text for text in (*news, *corpora, *spun) if len(text.split()) >= 50))
    Random(1).shuffle(texts)
    return texts


def make_questions(texts: list[str], hosts: list[str], shared: Path, n: int) -> Iterator[Question]:
    """Questions of every kind, `n` each."""
    random = Random(2)
    vocabulary = [word for text in texts[:2_000] for word in text.split()]
    long = [text for text in texts if len(text.split()) >= SHORTEST]
    for rate in (0.25, 0.5, 0.6):
        for text in islice(long, n):
            yield Question(f"whole, {rate:.0%} of all words replaced", _replaced(text, rate, vocabulary, random), text)
    for text in islice(long, n):
        words = text.split()
        yield Question("half, 25% replaced", _replaced(" ".join(words[: len(words) // 2]), 0.25, vocabulary, random), text)
    for rate in (0.44, 0.6):
        for kind, beds in (("foreign host", hosts), ("host of the library", long[n : 2 * n])):
            for text in islice(long, n):
                words, bed = text.split(), random.choice(beds).split()
                length = random.randint(*PARAGRAPH)
                at = random.randrange(max(len(words) - length, 1))
                planted = _replaced(" ".join(words[at : at + length]), rate, vocabulary, random).split()
                middle = min(len(bed), 5 * length) // 2
                suspect = " ".join([*bed[:middle], *planted, *bed[middle : 2 * middle]])
                yield Question(f"paragraph, {rate:.0%} replaced, {kind}", suspect, text)
    known = set(texts)
    for path in (*sorted((shared / "corpora").glob("*/*.jsonl.gz")), shared / "spinners" / "pairs.jsonl.gz"):
        yield from _pairs(path, known, n)


def _pairs(path: Path, known: set[str], n: int) -> Iterator[Question]:
    spun = "spinners" in str(path)
    counts: dict[str, int] = {}
    for row in rows_of(path):
        made = spun or row["edit"] in {"synonyms", "back-translation", "paraphrase", "polish", "rewrite", "humanized"}
        kind = "published spinners" if spun else f"{row['corpus']} {row['edit']}"
        if made and row["reference"] in known and counts.get(kind, 0) < (760 if spun else n):
            counts[kind] = counts.get(kind, 0) + 1
            yield Question(kind, row["suspect"], row["reference"])


def build(database: Database, texts: list[str], questions: list[Question], n: int) -> Shelf:
    """The library with `n` articles; adds what is missing."""
    with database.transaction() as connection:
        try:
            library = find_library(connection, "local", "bench")
        except NoSuchLibrary:
            library = create_library(database, connection, NewLibrary("local", "bench"), time.time())
    shelf = Shelf(database, library)
    if library.n_articles >= n:
        return shelf
    on_clock, before = time.monotonic(), library.n_articles
    reading = adding = 0.0
    wanted = islice(_articles(texts, questions, n), before, None)
    done = before
    while some := list(islice(wanted, TOGETHER)):
        began = time.process_time()
        entries = [_entry(name, text) for name, text in some]
        between = time.process_time()
        shelf.put(entries, 1.0)
        reading, adding = reading + between - began, adding + time.process_time() - between
        done += len(some)
        if done % 5_000 < TOGETHER:
            print(f"  {done:,} there, {adding * 1_000 / (done - before):.2f} ms CPU an article", flush=True)
    began = time.process_time()
    shelf.tidy()
    merging = time.process_time() - began
    each = 1_000 / (done - before)
    print(
        f"built: {reading * each:.2f} ms CPU to read an article, {adding * each:.2f} to add it, {merging * each:.2f} to merge the"
        f" index in the end; {(done - before) / (time.monotonic() - on_clock):,.0f} articles a second by the clock"
    )
    with database.transaction() as connection:
        return Shelf(database, find_library(connection, "local", "bench"))


def _articles(texts: list[str], questions: list[Question], n: int) -> Iterator[tuple[str, str]]:
    asked = dict.fromkeys(question.source for question in questions)
    hosts = {text for text in texts if text not in asked}
    first = [*asked, *(text for text in texts if text in hosts)]
    yield from ((f"real-{place}", text) for place, text in enumerate(first[:n]))
    paragraphs = [[p for p in text.split("\n") if len(p.split()) >= 20] for text in first if text in hosts]
    paragraphs = [each for each in paragraphs if each]
    random = Random(3)
    for place in range(n - len(first)):
        parts = [random.choice(random.choice(paragraphs)) for _ in range(random.randint(5, 9))]
        yield f"made-{place}", "\n\n".join(parts)


def _entry(name: str, text: str) -> Entry:
    return Entry.read(name, Source(text=text), ArticleFacts(), max_characters=10_000_000)


def ask(url: str, questions: list[Question]) -> None:
    """Prints recall@1 and @10 and the time of a question, kind by kind."""
    database = Database.open(url)
    with database.transaction() as connection:
        shelf = Shelf(database, find_library(connection, "local", "bench"))
    right = {text: f"real-{place}" for place, text in enumerate(dict.fromkeys(question.source for question in questions))}
    print(f"{'kind':50} {'n':>5} {'@1':>6} {'@10':>6} {'ms CPU':>8}")
    kinds = dict.fromkeys(question.kind for question in questions)
    total, n_all = 0.0, 0
    for kind in kinds:
        asked = [question for question in questions if question.kind == kind]
        ranks, spent = [], 0.0
        for question in asked:
            pairs = pairs_of(read_text(question.suspect).norms)
            began = time.process_time()
            found = shelf.candidates(pairs, 10)
            spent += time.process_time() - began
            wanted = right[question.source]
            held = [{each.article.external_id, *(v.external_id for v in each.versions)} for each in found]
            ranks.append(next((place for place, ids in enumerate(held) if wanted in ids), 99))
        at1, at10 = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, 10))
        total, n_all = total + spent, n_all + len(asked)
        print(f"{kind:50} {len(asked):5} {at1:6.3f} {at10:6.3f} {spent * 1_000 / len(asked):8.1f}", flush=True)
    print(f"all {n_all:,} questions: {total * 1_000 / n_all:.1f} ms CPU each; resident {peak_memory():.0f} MB")


def _replaced(text: str, rate: float, vocabulary: list[str], random: Random) -> str:
    return " ".join(random.choice(vocabulary) if random.random() < rate else word for word in text.split())


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a gzipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _n_bytes(database: Database) -> int:
    sizes = {
        "sqlite": "select page_count * page_size from pragma_page_count, pragma_page_size",
        "postgresql": "select pg_database_size(current_database())",
    }
    with database.transaction() as connection:
        return int(connection.execute(sa.text(sizes[database.engine.dialect.name])).scalar_one())


if __name__ == "__main__":
    main()
