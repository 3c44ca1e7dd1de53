"""The ledger's raw lines: which replacements are substitutions, and of what kind."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from app.align.blocks import LONGEST_UNIT
from app.align.collocations import association_change
from app.align.types import KINDS, Ints, Kind, Op, Passage, Substitutions, Words
from app.lexicon import Lexicon, PartOfSpeech, Relation
from app.text import Document, is_number

FAR = 0.3  # cosine of word vectors under which two synonyms mean different things in news
NOT_NEAR = 0.5  # and under which two of different parts of speech do
MISFIT = -6.0  # nats of association lost from which a synonym does not fit its place; a spinner's mean (design/facts.md)
MISSPELT = 0.70  # normalised similarity (optimal string alignment) from which an unknown word is a slip of a known one
_RELATED = Relation.SYNSET | Relation.THESAURUS | Relation.NEAR | Relation.SAME_STEM
Mask = NDArray[np.bool_]


def find_substitutions(
    passages: tuple[Passage, ...], reference: Document, suspect: Document, words: Words, lexicon: Lexicon
) -> Substitutions:
    """The replacements of at most `LONGEST_UNIT` words a side, in the order of the passages, each with its kind."""
    n_rows = [len(p.edit_rows) for p in passages]
    edits = np.concatenate([np.empty((0, 5), np.int32), *(p.edit_rows for p in passages)])
    passage = np.repeat(np.arange(len(passages), dtype=np.int32), n_rows)
    row = np.arange(len(edits), dtype=np.int32) - np.repeat(np.cumsum([0, *n_rows])[:-1], n_rows).astype(np.int32)
    longer = np.maximum(edits[:, 2] - edits[:, 1], edits[:, 4] - edits[:, 3])
    kept = (edits[:, 0] == Op.REPLACE) & (longer <= LONGEST_UNIT)
    spans: Ints = np.ascontiguousarray(edits[kept, 1:].T)
    left = lexicon.unit_rows(words.reference_rows, spans[0], spans[1])
    right = lexicon.unit_rows(words.suspect_rows, spans[2], spans[3])
    relations = lexicon.relations(left, right)
    similarity, change = lexicon.similarity(left, right), association_change(spans, words, lexicon)
    kinds = _Units(spans, left, right, relations, similarity, change, reference, suspect, words, lexicon).kinds()
    return Substitutions(spans, kinds, passage[kept], row[kept], left, right, relations, similarity, change)


@dataclass(frozen=True)
class _Units:
    """The two sides of each substitution, and the questions that decide its kind."""

    spans: Ints
    left: Ints
    right: Ints
    relations: NDArray[np.uint16]
    similarity: NDArray[np.float32]
    association_change: NDArray[np.float32]
    reference: Document
    suspect: Document
    words: Words
    lexicon: Lexicon

    @cached_property
    def single(self) -> Mask:
        r, r_end, s, s_end = self.spans
        one: Mask = (r_end - r == 1) & (s_end - s == 1)
        return one

    def kinds(self) -> NDArray[np.int8]:
        """Number in `KINDS` of the kind of each: the first test that holds."""
        chosen = np.full(len(self.left), KINDS.index(Kind.OTHER), np.int8)
        open_: Mask = np.ones(len(self.left), bool)
        for kind, test in _TESTS:
            holds = open_ & test(self, open_)
            chosen[holds] = KINDS.index(kind)
            open_ &= ~holds
        return chosen

    def related(self, relation: Relation) -> Mask:
        holds: Mask = (self.relations & int(relation)) != 0
        return holds

    def wrong_sense(self, asked: Mask) -> Mask:
        """Synonyms by the thesaurus that fit the place badly: far from the neighbours, and from the word or its part."""
        part = self.lexicon.main_part
        far = (self.similarity < FAR) | ((part[self.left] != part[self.right]) & (self.similarity < NOT_NEAR))
        misfits: Mask = asked & self.related(_RELATED) & (self.association_change < MISFIT) & far
        return misfits

    def same_letters(self, asked: Mask) -> Mask:
        return self._each(asked & ~self.single, lambda a, b: _letters(a) == _letters(b))

    def look_alike(self, asked: Mask) -> Mask:
        unknown = asked & self.single & (self.right == self.lexicon.n_words)
        return self._each(unknown, lambda a, b: OSA.normalized_similarity(a[0], b[0]) >= MISSPELT)

    def numbers(self, asked: Mask) -> Mask:
        part = self.lexicon.main_part
        number = int(PartOfSpeech.NUMBER)
        likely = ((part[self.left] == number) | (self.left == self.lexicon.n_words)) & (
            (part[self.right] == number) | (self.right == self.lexicon.n_words)
        )
        digits = self._each(asked & likely, lambda a, b: is_number(a[0]) or is_number(b[0]))
        both = (part[self.left] == number) & (part[self.right] == number)
        counted: Mask = both | (digits & self._each(digits, lambda a, b: _counts(a) and _counts(b)))
        return counted

    def names(self, asked: Mask) -> Mask:
        """Both capitalised where no sentence begins, and nothing but names in the lexicon (or not in it at all)."""
        name, unknown = int(PartOfSpeech.NAME), self.lexicon.n_words
        part = self.lexicon.main_part
        likely = asked & self.single
        for document, starts, rows in ((self.reference, self.spans[0], self.left), (self.suspect, self.spans[2], self.right)):
            likely &= ((part[rows] == name) | (rows == unknown)) & ~np.isin(starts, document.bounds)
            for k in np.flatnonzero(likely).tolist():
                likely[k] = document.text[document.starts[starts[k]]].isupper()
        return likely

    def closed_class(self) -> Mask:
        """All words of both sides are function words."""
        function = self.lexicon.is_function
        holds: Mask = self.single & function[self.left] & function[self.right]
        r, r_end, s, s_end = self.spans
        for k in np.flatnonzero((r_end - r) + (s_end - s) == 3).tolist():
            left, right = self.words.reference_rows[r[k] : r_end[k]], self.words.suspect_rows[s[k] : s_end[k]]
            holds[k] = function[left].all() and function[right].all()
        return holds

    def _each(self, asked: Mask, test: Callable[[tuple[str, ...], tuple[str, ...]], bool]) -> Mask:
        holds = np.zeros(len(asked), bool)
        r, r_end, s, s_end = self.spans
        for k in np.flatnonzero(asked).tolist():
            holds[k] = test(self.reference.norms[r[k] : r_end[k]], self.suspect.norms[s[k] : s_end[k]])
        return holds


def _letters(norms: tuple[str, ...]) -> str:
    return "".join(norms).replace("-", "")


def _counts(norms: tuple[str, ...]) -> bool:
    return any(is_number(norm) for norm in norms)


# In order: the first that holds names the kind. A row of this table is a rule; adding a kind is adding a row.
_TESTS: tuple[tuple[Kind, Callable[[_Units, Mask], Mask]], ...] = (
    (Kind.SPLIT_WORD, _Units.same_letters),
    (Kind.SPELLING, lambda units, _: units.related(Relation.SPELLING)),
    (Kind.NUMBER_FORMAT, lambda units, _: units.related(Relation.NUMBER_FORM)),
    (Kind.NUMBER_CHANGED, _Units.numbers),
    (Kind.INFLECTION, lambda units, _: units.related(Relation.SAME_LEMMA)),
    (Kind.MISSPELLING, _Units.look_alike),
    (Kind.OPPOSITE, lambda units, _: units.related(Relation.ANTONYM)),
    (Kind.NAME_CHANGED, _Units.names),
    (Kind.FUNCTION_WORD, lambda units, _: units.closed_class() | units.related(Relation.FUNCTION_SWAP)),
    (Kind.WRONG_SENSE, _Units.wrong_sense),
    (Kind.SYNONYM, lambda units, _: units.related(_RELATED)),
    (Kind.PHRASE, lambda units, _: ~units.single),
)
