"""Words that may stand for a word, from the lexicon's thesaurus, in the same form: "said" becomes "stated", not "state"."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.lexicon import STORED_SHIFT, Lexicon, PartOfSpeech, Relation

_OPTIONS: Final = 4  # the most common synonyms of a word: tools leave the rare ones alone
_RELATED: Final = int(Relation.THESAURUS | Relation.SYNSET) >> STORED_SHIFT
_NEVER: Final = (PartOfSpeech.NAME, PartOfSpeech.NUMBER)


class Synonyms:
    """The synonyms of rows of a lexicon; nothing is looked up before it is asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def of(self, row: int) -> tuple[str, ...]:
        """The words for a row, the most common first; none for names, numbers, grammar and unknown words."""
        lexicon = self._lexicon
        if row >= lexicon.n_words or lexicon.is_function[row] or lexicon.is_closed[row] or lexicon.main_part[row] in _NEVER:
            return ()
        lemma, tag = int(lexicon.lemma[row]), int(lexicon.fine_tag[row])
        near = {*self._beside(row), *self._beside(lemma)}
        forms = {self._forms.get((int(lexicon.lemma[k]), tag)) for k in near}
        rows = [k for k in forms if k is not None and int(lexicon.lemma[k]) != lemma and not lexicon.is_function[k]]
        rows.sort(key=lambda k: (-int(lexicon.count[k]), k))
        return tuple(word for k in rows if (word := lexicon.words[k]).isalpha())[:_OPTIONS]

    def _beside(self, row: int) -> Sequence[int]:
        left, right = self._pairs
        first, last = left.searchsorted([row, row + 1]).tolist()
        found: Sequence[int] = right[first:last].tolist()
        return found

    @cached_property
    def _forms(self) -> Mapping[tuple[int, int], int]:
        """Of each lemma and tag the most common word."""
        lexicon = self._lexicon
        order = np.argsort(lexicon.count[: lexicon.n_words], kind="stable").tolist()
        lemmas, tags = lexicon.lemma.tolist(), lexicon.fine_tag.tolist()
        return {(lemmas[k], tags[k]): k for k in order}

    @cached_property
    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All related pairs of rows, both ways round, sorted by the first."""
        table = self._lexicon.pairs
        keys = table.keys[:-1][(table.values[:-1] & _RELATED) != 0]
        base = np.uint64(table.base)
        left, right = (keys // base).astype(np.int64), (keys % base).astype(np.int64)
        firsts, others = np.concatenate([left, right]), np.concatenate([right, left])
        order = firsts.argsort(kind="stable")
        return firsts[order], others[order]
