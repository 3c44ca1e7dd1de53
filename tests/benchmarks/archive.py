"""What the benches of libraries are made of: an archive of real and recombined articles, and questions with one right answer.

The archive: the news of the shared folder, the references of its corpora, and as many articles as are still wanted, put together
from paragraphs of the others (five to nine, each of another article; none of an article that a question is made from). Words are
replaced by words drawn as often as the news has them, which makes pairs that other articles hold: harder than a thesaurus.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from app.library import Entry
from app.sources import Source
from app.store import ArticleFacts
from app.text import read_text

HOSTS: Final = 400  # articles that stay out of the library
SHORTEST: Final = 150  # words of an article that a question is made from
PARAGRAPH: Final = (60, 120)  # words of the one that is planted
SPINNERS: Final = 760  # pairs


class Question(NamedTuple):
    """A suspect, and the text of the article it was made from."""

    kind: str
    suspect: str
    source: str


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
        if made and row["reference"] in known and counts.get(kind, 0) < (SPINNERS if spun else n):
            counts[kind] = counts.get(kind, 0) + 1
            yield Question(kind, row["suspect"], row["reference"])


def _replaced(text: str, rate: float, vocabulary: list[str], random: Random) -> str:
    return " ".join(random.choice(vocabulary) if random.random() < rate else word for word in text.split())


def right_names(questions: Sequence[Question]) -> dict[str, str]:
    """The external id of each text that a question is made from."""
    return {text: f"real-{place}" for place, text in enumerate(dict.fromkeys(question.source for question in questions))}


def real_articles(texts: list[str], questions: Sequence[Question]) -> list[str]:
    """The real articles in the order in which they are put into the library: first those that questions are made from."""
    asked = right_names(questions)
    return [*asked, *(text for text in texts if text not in asked)]


def entries_of(texts: list[str], questions: Sequence[Question], first: int, last: int) -> Iterator[Entry]:
    """Articles `first` to `last` of the archive, those that questions are made from at the head."""
    real = real_articles(texts, questions)
    others = real[len(right_names(questions)) :]
    for place in range(first, min(last, len(real))):
        yield entry_of(f"real-{place}", real[place])
    paragraphs = [[p for p in text.split("\n") if len(p.split()) >= 20] for text in others]
    paragraphs = [each for each in paragraphs if each]
    for place in range(max(first - len(real), 0), last - len(real)):
        random = Random(place)
        parts = [random.choice(random.choice(paragraphs)) for _ in range(random.randint(5, 9))]
        norms = tuple(chain.from_iterable(map(_norms, parts)))  # a paragraph is read once: to read is not what is measured here
        yield Entry(f"made-{place}", ArticleFacts(), Source(text="\n\n".join(parts)), norms)


def entry_of(name: str, text: str) -> Entry:
    """An article as it is put into a library."""
    return Entry.read(name, Source(text=text), ArticleFacts(), max_characters=10_000_000)


@cache
def _norms(paragraph: str) -> tuple[str, ...]:
    return read_text(paragraph).norms


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a gzipped file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
