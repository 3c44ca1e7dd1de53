"""Sentences that two texts share but for what is filled in: figures of an update, names, days and places of a template."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Op, Passage
from app.features import Facts
from app.lexicon import Lexicon, SlotKind
from app.sides import Ints
from app.text import is_number
from app.verdict.twins import slotting, twin_of

_OF_FIGURES = frozenset({SlotKind.FIGURE, SlotKind.BESIDE})
_MOST_OTHERS = 0.4  # of the changed words of a template's sentence, and at least two: sunny or cloudy, calm or choppy


_LEAST_KEPT = 3  # equal words to one change
_MOST_CHANGES = 8  # of a sentence that a template or an update leaves as it is


_FIGURES, _IN_SLOTS, _OTHERS = range(3)  # what a change is


class KeptSentence(NamedTuple):
    """A sentence pair that is the same, or that differs in what is filled in: where it begins, its equal words, its changes."""

    start: int
    n_equal: int
    n_figures: int
    n_filled_in: int
    n_others: int

    @property
    def is_update(self) -> bool:
        """Whether nothing but figures differs."""
        return self.n_filled_in == self.n_others == 0

    @property
    def is_filled_in(self) -> bool:
        """Whether it is a template's sentence: changed, and mostly in what templates leave open."""
        n = self.n_figures + self.n_filled_in
        return n > 0 and (self.n_others <= 1 or self.n_others <= _MOST_OTHERS * (n + self.n_others))


class Template(NamedTuple):
    """The sentences of a template: how many, their changes of figures and of what is filled in.

    `n_equal`: their equal words, and those of the sentences that are the same or an update.
    """

    n_sentences: int
    n_figures: int
    n_filled_in: int
    n_equal: int


class KeptSentences(NamedTuple):
    """What is kept: of each sentence pair that is an update its first token in the reference, its equal words and its figures.

    `updates`: int32 [3, n], in the suspect's order.
    """

    updates: Ints
    template: Template


def kept_sentences_plainly(alignment: Alignment, passages: tuple[Passage, ...], facts: Facts) -> KeptSentences:
    """What `kept_sentences` returns, without the compiled walk."""
    kept = _kept(alignment, passages, facts)
    updates = [(each.start, each.n_equal, each.n_figures) for each in kept if each.is_update]
    filled_in = [each for each in kept if each.is_filled_in]
    n_figures, n_filled_in = sum(each.n_figures for each in filled_in), sum(each.n_filled_in for each in filled_in)
    n_equal = sum(each.n_equal for each in kept if each.is_filled_in or each.is_update)
    template = Template(len(filled_in), n_figures, n_filled_in, n_equal)
    return KeptSentences(np.array(updates, np.int32).reshape(-1, 3).T, template)


def _kept(alignment: Alignment, passages: tuple[Passage, ...], facts: Facts) -> list[KeptSentence]:
    found: list[KeptSentence] = []
    is_fact = facts.is_fact.tobytes()  # slices of it are a tenth as dear
    for passage in passages:
        pairs = passage.pair_rows
        pair_of, edits = _edits_of(pairs)  # a passage may hold edits between its sentence pairs, too
        rows = passage.edit_rows[edits]
        is_equal = rows[:, 0] == Op.EQUAL
        n_equal = np.bincount(pair_of, (rows[:, 2] - rows[:, 1]) * is_equal, len(pairs)).astype(np.int32)
        n_changed = np.bincount(pair_of, ~is_equal, len(pairs)).astype(np.int32)
        is_kept = (n_equal >= _LEAST_KEPT * n_changed) & (n_changed <= _MOST_CHANGES) & (n_equal > 0)
        chosen = ~is_equal & is_kept[pair_of]
        changes = [[0, 0, 0] for _ in range(len(pairs))]
        for pair, change in _changes(alignment, rows[chosen], pair_of[chosen].tolist(), is_fact):
            changes[pair][change] += 1
        starts = passage.edit_rows[pairs[is_kept, 4], 1].tolist()
        for pair, start, n in zip(np.flatnonzero(is_kept).tolist(), starts, n_equal[is_kept].tolist(), strict=True):
            found.append(KeptSentence(start, n, *changes[pair]))
    return found


@twin_of(kept_sentences_plainly)
def kept_sentences(alignment: Alignment, passages: tuple[Passage, ...], facts: Facts) -> KeptSentences:
    """What the passages keep of sentences whose order of words is kept. O(n) time."""
    pair = alignment.pair
    texts = (alignment.reference.spelling, pair.reference.rows), (alignment.suspect.spelling, pair.suspect.rows)
    kinds = _kinds_of_rows(pair.lexicon), pair.lexicon.english.slots
    known = texts, facts.is_fact.view(np.uint8), kinds, (_LEAST_KEPT, _MOST_CHANGES, _MOST_OTHERS)
    found = [slotting.kept_sentences(each.edit_rows, each.pair_rows, *known) for each in passages]
    updates = np.concatenate([np.empty((3, 0), np.int32), *(each for each, _ in found)], axis=1)
    return KeptSentences(updates, Template(*map(sum, zip((0, 0, 0, 0), *(counts for _, counts in found), strict=True))))


@lru_cache(maxsize=2)
def _kinds_of_rows(lexicon: Lexicon) -> NDArray[np.uint8]:
    """The `SlotKind` of each row; 0 for the one of all words that the lexicon does not know: they are asked by their letters."""
    kinds = np.full(lexicon.n_words + 1, SlotKind.OTHER, np.uint8)
    kinds[-1] = 0
    known = {lexicon.index[word]: kind for word, kind in lexicon.english.slots.items() if word in lexicon.index}
    kinds[list(known)] = list(known.values())
    return kinds


def _edits_of(pairs: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each edit of each sentence pair, the number of the pair and that of the edit in its passage."""
    lengths = pairs[:, 5] - pairs[:, 4]
    pair_of = np.repeat(np.arange(len(pairs)), lengths)
    before = np.cumsum(lengths) - lengths
    return pair_of, np.arange(len(pair_of)) + (pairs[:, 4] - before)[pair_of]


def _kind_of(word: str, slots: Mapping[str, int]) -> int:
    return SlotKind.FIGURE if is_number(word) else slots.get(word, SlotKind.OTHER)


def _changes(alignment: Alignment, rows: NDArray[np.int32], pairs: list[int], is_fact: bytes) -> Iterator[tuple[int, int]]:
    """The pair and the kind of each edit."""
    reference, suspect = alignment.reference.spelling, alignment.suspect.spelling
    slots = alignment.pair.lexicon.english.slots
    for pair, (_, r, r_end, s, s_end) in zip(pairs, rows.tolist(), strict=True):
        kinds = {_kind_of(word, slots) for word in (*reference.between(r, r_end), *suspect.between(s, s_end))}
        if kinds <= _OF_FIGURES and SlotKind.FIGURE in kinds:
            yield pair, _FIGURES
        elif SlotKind.FILLED_IN in kinds or (r < r_end and 0 not in is_fact[r:r_end]):
            yield pair, _IN_SLOTS
        else:
            yield pair, _OTHERS
