"""A version of an article: paragraphs, sentences and words, some of them swapped; written out with the places of the swaps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from random import Random

from app.lexicon import Lexicon
from app.probing.synonyms import Synonyms
from app.text import Document, Span

PARAGRAPH_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what stands between it and the word before; `is_swapped` when it stands for another."""

    before: str
    text: str
    is_swapped: bool = False


@dataclass(frozen=True, slots=True)
class VersionSentence:
    """Words, and what stands behind the last of them."""

    words: tuple[Word, ...]
    end: str


Version = tuple[tuple[VersionSentence, ...], ...]  # paragraphs


class Spinner:
    """One article, ready to be spun at any rate; a higher rate swaps what a lower one swaps, and more. O(n) a version."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        synonyms, random = Synonyms(lexicon), Random(document.text)  # noqa: S311 (no secret: an article is always spun alike)
        known: dict[int, tuple[str, ...]] = {}
        self._swaps: dict[int, str] = {}
        for k, row in enumerate(lexicon.rows(document.norms).tolist()):
            if row not in known:
                known[row] = synonyms.of(row)
            if known[row] and not self._is_name(k):
                self._swaps[k] = random.choice(known[row])
        self._order = list(self._swaps)
        random.shuffle(self._order)

    @property
    def n_swappable(self) -> int:
        """Words that have a synonym."""
        return len(self._swaps)

    def spun(self, rate: float) -> Version:
        """The version in which this share of the words that have a synonym is swapped."""
        chosen = self._order[: round(rate * len(self._order))]
        sentences = zip(self._document.blocks.tolist(), self._sentences({k: self._swaps[k] for k in chosen}), strict=True)
        return tuple(tuple(each for _, each in group) for _, group in groupby(sentences, key=lambda pair: pair[0]))

    def _is_name(self, k: int) -> bool:
        """A capital inside a sentence: tools leave names alone."""
        document = self._document
        is_first = document.bounds[document.bounds.searchsorted(k, side="right") - 1] == k
        return not is_first and document.text[document.starts[k]].isupper()

    def _sentences(self, swaps: Mapping[int, str]) -> Iterator[VersionSentence]:
        document = self._document
        bounds, starts, ends = document.bounds.tolist(), document.starts.tolist(), document.ends.tolist()
        for first, last in pairwise(bounds):
            words = tuple(self._word(k, starts[k] if k == first else ends[k - 1], swaps) for k in range(first, last))
            until = starts[last] if last < len(document) else len(document.text)
            yield VersionSentence(words, document.text[ends[last - 1] : until].strip() or ".")

    def _word(self, k: int, behind: int, swaps: Mapping[int, str]) -> Word:
        start, end = self._document.starts.item(k), self._document.ends.item(k)
        before, text = self._document.text[behind:start], self._document.text[start:end]
        if k not in swaps:
            return Word(before, text)
        return Word(before, swaps[k].capitalize() if text[0].isupper() else swaps[k], is_swapped=True)


def written(version: Version, paragraph_end: str = PARAGRAPH_END) -> tuple[str, tuple[Span, ...]]:
    """The text of a version, and where its swaps stand in it."""
    pieces: list[str] = []
    swaps: list[Span] = []
    at = 0
    for piece, is_swap in _pieces(version, paragraph_end):
        if is_swap:
            swaps.append(Span(at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), tuple(swaps)


def _pieces(version: Version, paragraph_end: str) -> Iterable[tuple[str, bool]]:
    for paragraph in version:
        for sentence in paragraph:
            for word in sentence.words:
                yield word.before, False
                yield word.text, word.is_swapped
            yield f"{sentence.end} ", False
        yield paragraph_end, False
