"""Sentences that two texts share but for what is filled in: figures of an update, names, days and places of a template."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, Op, Passage
from app.features import Facts
from app.lexicon import SlotKind
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


_new_sentence: Callable[[tuple[int, ...]], KeptSentence] = partial(tuple.__new__, KeptSentence)  # a third of what `_make` takes


def kept_sentences_plainly(alignment: Alignment, passages: tuple[Passage, ...], facts: Facts) -> list[KeptSentence]:
    """What `kept_sentences` returns, without the compiled walk."""
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
def kept_sentences(alignment: Alignment, passages: tuple[Passage, ...], facts: Facts) -> list[KeptSentence]:
    """Every sentence pair of the passages whose order of words is kept, in the suspect's order. O(n) time."""
    spellings = alignment.reference.spelling, alignment.suspect.spelling
    known = facts.is_fact.view(np.uint8), alignment.pair.lexicon.english.slots, (_LEAST_KEPT, _MOST_CHANGES)
    found = (slotting.kept_sentences(each.edit_rows, each.pair_rows, spellings, *known) for each in passages)
    return list(map(_new_sentence, chain.from_iterable(found)))


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
