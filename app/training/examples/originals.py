"""What is spun: news, and texts of other kinds. In: the shared folder. Out: `Original`s of one side, long enough to measure."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

from app.training.examples.corpora import Original, Split, articles, pairs

SHORTEST: Final = 60  # words
_BROWN: Final = Path("lexical/nltk/brown.zip")
_ABC: Final = Path("lexical/nltk/abc.zip")
_MASC: Final = Path("lexical/nltk/masc_tagged.zip")
_ABC_STORY: Final = 12  # paragraphs
_MASC_PIECE, _MASC_PARAGRAPH = 40, 4  # sentences
_NEWS: Final = "news"
_TIGHT: Final = re.compile(r" (?=(?:[.,;:?!)\]]|''|n't|'(?:s|re|ve|ll|d|m))(?:\s|$))|(?<=[(\[`]) ")


@lru_cache(maxsize=2)
def other_texts(split: Split, shared: Path) -> tuple[Original, ...]:
    """Originals that are no news: abstracts, speeches, blogs, reviews, essays, fiction, forms; each text once.

    Originals of the corpora's pairs stand on the side of their pairs; Brown, MASC and ABC are for training.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    found: dict[str, Original] = {}
    for pair in pairs(split, shared):
        if pair.domain != _NEWS and _n_words(pair.reference) >= SHORTEST:
            found.setdefault(pair.reference, Original(pair.origin, pair.domain, "", "", pair.reference))
    if split is Split.TRAIN:
        lexical = (*brown_texts(shared / _BROWN), *abc_texts(shared / _ABC), *masc_texts(shared / _MASC))
        found |= {text.text: text for text in lexical if _n_words(text.text) >= SHORTEST}
    return tuple(found.values())


def brown_texts(file: Path) -> Iterator[Original]:
    """The texts of the Brown corpus (500 of 2,000 words, 15 kinds of writing) as they are read, without their tags."""
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"brown/c[a-r]\d\d", name):
                lines = archive.read(name).decode("latin-1").split("\n\n")
                paragraphs = (untagged(line) for line in lines)
                yield Original(name, "brown", "", "", "\n\n".join(filter(None, paragraphs)))


def masc_texts(file: Path) -> Iterator[Original]:
    """Written texts of the MASC corpus (letters, blogs, fiction, travel guides, essays) in pieces, without their tags."""
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"masc_tagged/written/.*\.txt", name):
                lines = [untagged(line, "_") for line in archive.read(name).decode("utf-8", "replace").splitlines()]
                sentences = [line for line in lines if line]
                for at in range(0, len(sentences), _MASC_PIECE):
                    piece = sentences[at : at + _MASC_PIECE]
                    paragraphs = (" ".join(piece[k : k + _MASC_PARAGRAPH]) for k in range(0, len(piece), _MASC_PARAGRAPH))
                    yield Original(f"{name}:{at}", "masc", "", "", "\n\n".join(paragraphs))


def untagged(line: str, mark: str = "/") -> str:
    """Words without their tags, marks where a reader has them: `said/vbd ``/`` Yes/rb ''/''` becomes `said "Yes"`."""
    words = " ".join(token.rpartition(mark)[0] for token in line.split())
    tight = _TIGHT.sub("", re.sub(r"(?<=``) ", "", words))
    once = re.sub(r"([;?!])\1", r"\1", re.sub(r"([;?!]) (?=\1(?:\s|$))", "", tight))  # the corpus has ";" and "?" twice
    return once.replace("``", '"').replace("''", '"')


def abc_texts(file: Path) -> Iterator[Original]:
    """Reports of the Australian broadcaster on science and farming, in pieces of some paragraphs."""
    with zipfile.ZipFile(file) as archive:
        for name in ("abc/rural.txt", "abc/science.txt"):
            lines = [line.strip() for line in archive.read(name).decode("latin-1").splitlines() if line.strip()]
            for at in range(0, len(lines), _ABC_STORY):
                yield Original(f"{name}:{at}", "abc", "", "", "\n\n".join(lines[at : at + _ABC_STORY]))


def some_originals(split: Split, shared: Path, n: int, random: Random, *, other: float = 0.5) -> list[Original]:
    """`n` originals in any order, a share `other` of them no news, drawn with repeats when there are not as many.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    news = [article for article in articles(split, shared) if _n_words(article.text) >= SHORTEST]
    by_kind: dict[str, list[Original]] = {}
    for text in other_texts(split, shared):
        by_kind.setdefault(text.outlet, []).append(text)
    kinds = sorted(by_kind)
    n_other = round(other * n)
    chosen = [random.choice(by_kind[kinds[k % len(kinds)]]) for k in range(n_other)]
    chosen += random.sample(news, min(n - n_other, len(news)))
    random.shuffle(chosen)
    return chosen


def _n_words(text: str) -> int:
    return len(text.split())
