"""From labelled pairs to tables of numbers, on all cores."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Family, Kind, align
from app.detector import MINIMUM_PASSAGE_WORDS, long_enough
from app.features import Changes, Floats, count_common, find_changes, measure_swaps
from app.lexicon import Lexicon, Relation
from app.sides import number_pair
from app.text import read_text
from app.training.examples import TOOL_CORPUS, Example, TaughtLabel

LEXICON = Path("data/lexicon")
MOST_SWAPS = 16  # substitutions of one pair that the swap scorer sees: long pairs do not drown short ones
KEPT_PASSAGE = 0.97  # share of equal words from which a passage was kept, whatever was done to its article
FORGOTTEN = (0.0, 0.0, 0.3, 0.6)  # shares of the lexicon's pairs that are hidden while training
_FORGETTABLE = Relation.SYNSET | Relation.NEAR | Relation.THESAURUS
_CLASSES = tuple(TaughtLabel)
# What a synonym attack leaves of its own trace; other kinds of substitutions in its texts say nothing either way.
_ATTACKS = ("synonyms", "synonyms+characters")


@dataclass(frozen=True, slots=True)
class MeasuredPair:
    """All that is measured of one pair before anything is fitted.

    `swaps` [n, k]: the features of each substitution; `gold` [n]: whether a spinner made it (1, 0; -1 unknown). `classes`: of
    each passage its class, a number in `TaughtLabel`'s order, -1 for none.
    """

    swaps: Floats
    gold: NDArray[np.int8]
    changes: Changes
    common: dict[str, float]
    classes: NDArray[np.int8]

    @property
    def taught(self) -> NDArray[np.int64]:
        """The substitutions that teach the swap scorer: those of a spinner's kind whose maker is known, at most `MOST_SWAPS`."""
        known = np.flatnonzero((self.gold >= 0) & self.changes.may_be_swap)
        return known if len(known) <= MOST_SWAPS else known[np.linspace(0, len(known) - 1, MOST_SWAPS).astype(int)]


_lexicon: list[Lexicon] = []


def _the_lexicon() -> Lexicon:
    if not _lexicon:
        _lexicon.append(Lexicon.load(LEXICON))
    return _lexicon[0]


def _align(example: Example) -> Alignment:
    alignment = align(number_pair(read_text(example.reference), read_text(example.suspect), _the_lexicon()))
    return forget(long_enough(alignment, MINIMUM_PASSAGE_WORDS), example.id)


def forget(alignment: Alignment, name: str) -> Alignment:
    """The alignment as a lexicon sees it that does not know some of the pairs: a real spinner's are only partly in ours.

    How many is drawn by the example's name: for half of the examples none, for the others three or six of ten.
    """
    share = FORGOTTEN[crc32(name.encode()) % len(FORGOTTEN)]
    swaps = alignment.substitutions
    mixed = (
        (swaps.reference_rows.astype(np.uint64) * np.uint64(2654435761) + swaps.suspect_rows) * np.uint64(40503) % np.uint64(1000)
    )
    hidden = mixed < share * 1000
    relations = np.where(hidden, swaps.relations & ~np.uint16(_FORGETTABLE), swaps.relations)
    unknown = hidden & swaps.of_kind(Kind.SYNONYM) & (relations & np.uint16(Relation.SAME_STEM) == 0)
    kinds = np.where(unknown, np.int8(KINDS.index(Kind.OTHER)), swaps.kinds)
    return replace(alignment, substitutions=replace(swaps, relations=relations, kinds=kinds))


def pair_table(example: Example) -> MeasuredPair:
    """One pair, aligned and measured."""
    alignment = _align(example)
    changes = find_changes(alignment)
    classes = _gold_classes(example, alignment) if example.passages is not None else _passage_classes(example, changes.counts)
    values = measure_swaps(alignment, changes)
    return MeasuredPair(values, _swap_gold(example, alignment), changes, count_common(alignment.pair), classes)


def _swap_gold(example: Example, alignment: Alignment) -> NDArray[np.int8]:
    swaps = alignment.substitutions
    if example.gold is None and example.corpus != TOOL_CORPUS and example.label is not TaughtLabel.SPUN:
        return np.zeros(len(swaps), np.int8)
    if example.gold is None:
        is_attack = example.edit in _ATTACKS or example.corpus == TOOL_CORPUS
        return np.where(swaps.of_family(Family.SWAP) & is_attack, 1, -1).astype(np.int8)
    touched = np.zeros(len(example.suspect) + 1, bool)
    for span in example.gold:
        touched[span.start : span.end] = True
    total = np.concatenate(([0], np.cumsum(touched)))
    start = alignment.suspect.starts[swaps.spans[2]]
    end = alignment.suspect.ends[swaps.spans[3] - 1]
    elsewhere = -1 if example.label is TaughtLabel.SPUN else 0  # what else changed in a spun text may be the tool's too
    return np.where(total[end] > total[start], 1, elsewhere).astype(np.int8)


def _gold_classes(example: Example, alignment: Alignment) -> NDArray[np.int8]:
    """The class of the gold passage that covers nine tenths of a found one; -1 where none does."""
    found = []
    for passage in alignment.passages:
        chars = alignment.suspect.chars(passage.suspect)
        inside = [(min(chars.end, s.end) - max(chars.start, s.start), label) for s, label in example.passages or ()]
        most, label = max(inside, key=lambda x: x[0], default=(0, TaughtLabel.INDEPENDENT))
        found.append(
            _CLASSES.index(label) if most >= 0.9 * len(chars) else _CLASSES.index(TaughtLabel.INDEPENDENT) if most <= 0 else -1
        )
    return np.array(found, np.int8)


def _passage_classes(example: Example, counts: dict[str, NDArray[np.float64]]) -> NDArray[np.int8]:
    """A passage is what its article is, unless its words were plainly kept; kept words of honest articles say nothing."""
    kept = counts["equal"] >= KEPT_PASSAGE * counts["longest"]
    classes = np.full(len(kept), _CLASSES.index(example.label), np.int8) if example.label else np.full(len(kept), -1, np.int8)
    if example.label is TaughtLabel.INDEPENDENT:
        classes[counts["equal"] >= 0.8 * counts["longest"]] = -1
    elif example.label in (TaughtLabel.SPUN, TaughtLabel.PARAPHRASED):
        classes[kept] = _CLASSES.index(TaughtLabel.COPIED)
    return classes


def measure_all(task: Any, examples: Iterable[Example], *arguments: Any, workers: int = 2) -> Iterator[Any]:
    """`task(example, *arguments)` for each example, in order, on `workers` processes."""
    batch = list(examples)
    if workers == 1:
        yield from (task(example, *arguments) for example in batch)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(_Call(task, arguments), batch, chunksize=32)


@dataclass(frozen=True, slots=True)
class _Call:
    task: Any
    arguments: tuple[Any, ...]

    def __call__(self, example: Example) -> Any:
        return self.task(example, *self.arguments)
