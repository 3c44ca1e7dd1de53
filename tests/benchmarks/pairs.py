"""The pairs of texts that are compared: the seeds or our own sample, and texts of any length."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from app.lexicon import STORED_SHIFT, Lexicon, Relation

_ROOT = Path(__file__).resolve().parents[2]
SHARED = _ROOT.parent / "shared"
_SAMPLES = _ROOT / "data" / "samples"
_WORDS = 1_600  # the length of the seeds, to which the sample is repeated
_SWAPPED = 0.30  # of the content words; a real spinner swaps every fourth word (docs/facts.md)
_VOCABULARY = 30_000
_SENTENCE_WORDS, _SPREAD, _PARAGRAPH_SENTENCES = 18, 6, 4
_WORD = re.compile(r"[A-Za-z]+")
Swap = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A reference and a suspect, and where they come from."""

    name: str
    reference: str
    suspect: str


def default_pair(seeds: Path | None = None) -> Pair:
    """The pair in `seeds` if given, else the shared seeds, else the repository's sample pair, repeated to some 1,600 words.

    Raises: FileNotFoundError: a folder was given, and the pair is not in it.
    """
    folder = seeds or SHARED / "seeds"
    if seeds or (folder / "000.txt").is_file():
        return Pair(f"seeds ({folder})", _read(folder / "000.txt"), _read(folder / "001.txt"))
    texts = [_repeated(_read(_SAMPLES / f"{side}.txt")) for side in ("reference", "suspect")]
    return Pair(f"data/samples, each text repeated to about {_WORDS:,} words", texts[0], texts[1])


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _repeated(text: str) -> str:
    return "\n\n".join([text] * max(1, round(_WORDS / len(text.split()))))


def prose_pair(n_words: int, lexicon: Lexicon) -> Pair:
    """Pseudo-prose: words of the lexicon drawn by Zipf's law, in sentences and paragraphs; the suspect is swapped."""
    rng = np.random.default_rng(n_words)
    vocabulary = _common_words(lexicon)
    chances = 1.0 / (np.arange(len(vocabulary)) + 2.7)  # Zipf and Mandelbrot
    drawn = iter(rng.choice(len(vocabulary), n_words, p=chances / chances.sum()).tolist())
    sentences = list(_sentences([vocabulary[k] for k in drawn], rng))
    paragraphs = [" ".join(sentences[k : k + _PARAGRAPH_SENTENCES]) for k in range(0, len(sentences), _PARAGRAPH_SENTENCES)]
    reference = "\n\n".join(paragraphs)
    return Pair("prose", reference, swapped(reference, lexicon, rng))


def _common_words(lexicon: Lexicon) -> list[str]:
    order = np.argsort(-lexicon.count[:-1].astype(np.int64), kind="stable")
    return list(islice((w for k in order.tolist() if _WORD.fullmatch(w := lexicon.words[k])), _VOCABULARY))


def _sentences(words: list[str], rng: np.random.Generator) -> Iterator[str]:
    at = 0
    while at < len(words):
        length = int(np.clip(rng.normal(_SENTENCE_WORDS, _SPREAD), 4, 40))
        yield " ".join(words[at : at + length]).capitalize() + "."
        at += length


def swapped(text: str, lexicon: Lexicon, rng: np.random.Generator, share: float = _SWAPPED) -> str:
    """`text` with 30 % of its content words, or another share of them, swapped for neighbours of the thesaurus."""
    neighbours = _Neighbours(lexicon)

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        row = lexicon.index.get(word.lower(), lexicon.n_words)
        if lexicon.is_function[row] or rng.random() >= share or not (others := neighbours[row]):
            return word
        other = others[int(rng.integers(len(others)))]
        return other.capitalize() if word[0].isupper() else other

    return _WORD.sub(swap, text)


class _Neighbours(dict[int, list[str]]):
    """The words that the thesaurus or a synset puts beside a row; of each stored pair only from its lower row."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, row: int) -> list[str]:
        table = self._lexicon.pairs
        if row >= self._lexicon.n_words:
            return []
        start, end = int(table.heads[row]), int(table.heads[row + 1])
        related = int(Relation.THESAURUS | Relation.SYNSET) >> STORED_SHIFT
        rows = (table.keys[start:end][(table.values[start:end] & related) != 0] % np.uint64(table.base)).tolist()
        self[row] = [word for k in rows if _WORD.fullmatch(word := self._lexicon.words[k])]
        return self[row]


def news_pair(n_words: int, lexicon: Lexicon) -> Pair:
    """Real articles, one after the other; the suspect is swapped."""
    reference = _joined(_articles(), n_words)
    return Pair("news", reference, swapped(reference, lexicon, np.random.default_rng(n_words)))


def unrelated_pair(n_words: int) -> Pair:
    """Real articles on both sides, but not the same ones."""
    articles = _articles()
    return Pair("unrelated news", _joined(articles, n_words), _joined(articles, n_words))


def has_news() -> bool:
    """Whether the news corpus is at hand."""
    return _news().is_file()


def _news() -> Path:
    return SHARED / "news" / "allsides.jsonl.gz"


def _articles() -> Iterator[str]:
    with gzip.open(_news(), "rt", encoding="utf-8") as lines:
        for line in cycle(islice(lines, 2_000)):
            yield json.loads(line)["text"]


def _joined(articles: Iterator[str], n_words: int) -> str:
    """Whole articles until there are enough words, the last one cut."""
    taken: list[str] = []
    missing = n_words
    while missing > 0:
        article = next(articles)
        size = len(article.split())
        taken.append(article if size <= missing else " ".join(article.split(" ")[:missing]))
        missing -= size
    return "\n\n".join(taken)
