"""Pairs made by published word-swapping tools. In: the shared folder. Out: `ToolPair`s, labelled by how many words were swapped.

The tools' outputs teach and measure; their word lists are never read here.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.training.examples.corpora import CorpusMissing, CorpusPair, Split, read_pairs, side_of
from app.training.examples.labelled_pairs import TOOL_CORPUS, Example
from app.training.examples.labels import TaughtLabel, new_share

UNTOUCHED: Final = 0.01
"""Share of swapped words under which a text shows a reader nothing: it is copied, whatever tool it went through."""
VISIBLE: Final = 0.04
"""From here on a text is spun; in between one swap in thirty words may as well be an editor's, so the article has no label."""
FEWEST_SWAPS: Final = 5
"""Nor has one with fewer words swapped than that, however short it is: nobody is accused for four words."""
NO_SPINNERS: Final = frozenset({"aphanis"})
"""Tools that put fillers and contractions in and swap no word: what they give is copied, however much of it they touch."""
FAMILIES: Final[tuple[tuple[str, ...], ...]] = (
    ("aphanis", "eda_nlp", "eda_nlp-sr30", "saurus-fun", "plagiarism-remover-php"),
    ("glitchlings-academic", "glitchlings-jargoyle", "textaugment-wordnet", "synonymos", "trigram-spinner"),
    ("niacin-syn", "niacin-syn-strong", "natural-grammar", "rewordbot", "datamorphx-syn"),
    ("nlpaug-syn", "nlpaug-syn-all", "paraphrasing-tool", "synonymset-main"),
)
"""Tools that are left out of training together: two settings of one tool never stand on both sides."""
_PAIRS: Final = Path("spinners/pairs.jsonl.gz")
_ORIGIN: Final = "news-"  # before the id of the article that was spun
_ENDING: Final = re.compile(r"\s*['\u2019\u2018`]\s*(?=(?:s|t|re|ve|ll|d|m)\b)|\s+(?=n['\u2019]t\b)", re.IGNORECASE)
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019](?=\w)")
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class ToolPair:
    """A pair, the side its original stands on, and the share of its words that were swapped (`swapped_share`)."""

    pair: CorpusPair
    split: Split
    swapped: float

    @property
    def tool(self) -> str:
        """The tool's name, with its setting."""
        return self.pair.edit

    @property
    def is_news(self) -> bool:
        """Whether the original is a news article."""
        return self.pair.domain == "news"

    @property
    def label(self) -> TaughtLabel | None:
        """Copied when hardly a word was swapped, spun when enough were; None in between."""
        if self.tool in NO_SPINNERS:
            return TaughtLabel.COPIED
        return label_of_swaps(self.pair.suspect, self.swapped)

    @property
    def example(self) -> Example:
        """The pair as an example, under the origin of the article it was made from."""
        pair = self.pair
        origin = pair.origin.removeprefix(_ORIGIN)
        gold = () if self.tool in NO_SPINNERS else None
        return Example(pair.id, origin, TOOL_CORPUS, pair.edit, self.label, pair.reference, pair.suspect, gold)


def tool_pairs(shared: Path) -> Iterator[ToolPair]:
    """All pairs of all tools. An original that stands in a pair of dev is on that side, every other one is for training.

    Raises:
        CorpusMissing: the file is not there.
    """
    file = shared / _PAIRS
    if not file.exists():
        raise CorpusMissing(f"{file.absolute()} is not there; give the shared folder with --shared")
    for pair in read_pairs(file):
        yield ToolPair(pair, side_of(pair.reference, shared), swapped_share(pair.reference, pair.suspect))


def tool_examples(split: Split, shared: Path, left_out: Collection[str] = ()) -> Iterator[Example]:
    """The examples of a side, without those of the tools `left_out`.

    Raises:
        CorpusMissing: the file is not there.
    """
    for made in tool_pairs(shared):
        if made.split is split and made.tool not in left_out:
            yield made.example


def label_of_swaps(suspect: str, swapped: float) -> TaughtLabel | None:
    """The label of a text of which that share of the words was swapped: copied, none, or spun."""
    if swapped < UNTOUCHED:
        return TaughtLabel.COPIED
    n_swapped = round(swapped * len(plain_words(suspect)))
    return TaughtLabel.SPUN if swapped >= VISIBLE and n_swapped >= FEWEST_SWAPS else None


def swapped_share(reference: str, suspect: str) -> float:
    """Share of the suspect's words that are not the reference's in the same order, 0..1; case and marks do not count."""
    return new_share(plain_words(reference), plain_words(suspect))


def plain_words(text: str) -> list[str]:
    """The words in lower case, "don ' t", "do n't" and "don't" alike, compounds in their parts."""
    return _WORD.findall(_APOSTROPHE.sub("", _ENDING.sub("", text)).lower())
