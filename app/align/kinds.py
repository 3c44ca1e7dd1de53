"""The kinds of substitution: one row each, and nothing about a kind is said anywhere else.

A kind is the first row whose question holds. Its family says who makes such changes: that is what is scored, so that a new
kind needs no new model.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.align.figures import Written
from app.align.units import Mask, Units
from app.lexicon import ClosedSet, Relation

Question = Callable[[Units, Mask], Mask]


class Family(StrEnum):
    """Who changes words so. Only a swap can be a spinner's: the others are what desks, scanners and typists do."""

    SWAP = "swap"
    FACT = "fact"
    FORM = "form"
    SLIP = "slip"


def _related(relation: Relation) -> Question:
    return lambda units, asked: asked & units.related(relation)


def _of_set(*sets: ClosedSet) -> Question:
    return lambda units, asked: units.of_set(*sets)(asked)


class Kind(StrEnum):
    """What sort of substitution an editor would call it; a row: value, family, short label, words, what it says, question."""

    family: Family
    short: str
    words: str
    meaning: str
    question: partial[Mask]  # a plain function would become a method

    def __new__(cls, value: str, family: Family, said: tuple[str, str, str], question: Question) -> "Kind":
        """A member that carries its row; `said` are the short label, the words, and what it says."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.family, (kind.short, kind.words, kind.meaning), kind.question = family, said, partial(question)
        return kind

    SPLIT_WORD = (
        "split_word",
        Family.SLIP,
        ("split", "split word", "the same letters, split, joined or marked"),
        Units.same_letters,
    )
    CONTRACTION = "contraction", Family.FORM, ("contr", "contraction", "the same words, contracted or not"), Units.contracted
    SPELLING = "spelling", Family.FORM, ("spell", "spelling", "another spelling of the same word"), _related(Relation.SPELLING)
    NUMBER_FORMAT = "number_format", Family.FORM, ("fmt", "number format", "the same number in another form"), Units.number_format
    NUMBER_CHANGED = (
        "number_changed", Family.FACT, ("num", "number changed", "another number, or figures where words were"), Units.quantities
    )  # fmt: skip
    DATE_CHANGED = "date_changed", Family.FACT, ("date", "date changed", "another day, month or time"), _of_set(ClosedSet.DATE)
    DIRECTION_CHANGED = (
        "direction_changed", Family.FACT, ("dir", "direction changed", "another direction"), _of_set(ClosedSet.DIRECTION)
    )  # fmt: skip
    UNIT_CHANGED = "unit_changed", Family.FACT, ("unit", "unit changed", "another unit or currency"), _of_set(ClosedSet.UNIT)
    PERSON_CHANGED = "person_changed", Family.FACT, ("pers", "person changed", "another person: I, she, they"), Units.persons
    TITLE_CHANGED = "title_changed", Family.FACT, ("title", "title changed", "another title"), Units.titles
    HOUSE_STYLE = "house_style", Family.FORM, ("style", "house style", "wordings that style guides exchange"), Units.house_style
    ABBREVIATION = "abbreviation", Family.FORM, ("abbr", "abbreviation", "the same word, abbreviated or not"), Units.abbreviated
    INFLECTION = "inflection", Family.FORM, ("infl", "inflection", "another form of the same word"), _related(Relation.SAME_LEMMA)
    MISSPELLING = "misspelling", Family.SLIP, ("slip", "misspelling", "a slip of the same word"), Units.slips
    SOUND_ALIKE = "sound_alike", Family.SLIP, ("heard", "sounds alike", "another word that sounds the same"), Units.sounds
    OPPOSITE = "opposite", Family.FACT, ("opp", "opposite", "a word of opposite meaning"), _related(Relation.ANTONYM)
    NAME_CHANGED = "name_changed", Family.FACT, ("name", "name changed", "another name"), Units.names
    FUNCTION_WORD = "function_word", Family.SWAP, ("func", "function word", "a function word for another"), Units.closed_class
    WRONG_SENSE = (
        "wrong_sense", Family.SWAP, ("sense", "wrong sense", "a synonym of another sense of the word"), Units.wrong_sense
    )  # fmt: skip
    SYNONYM = "synonym", Family.SWAP, ("syn", "synonym", "a word of the same meaning"), Units.is_related
    PHRASE = "phrase", Family.SWAP, ("phr", "phrase", "a phrase for another"), lambda units, asked: asked & ~units.single
    OTHER = "other", Family.SWAP, ("other", "other", "another word, with no relation in the lexicon"), lambda _, asked: asked


KINDS = tuple(Kind)
FAMILIES = tuple(Family)


def find_kinds(units: Units, kinds: Sequence[Kind] = KINDS) -> NDArray[np.int8]:
    """Number in `kinds` of the kind of each substitution: the first whose question holds."""
    chosen = np.zeros(len(units.left), np.int8)
    open_: Mask = np.ones(len(chosen), bool)
    for k, kind in enumerate(kinds):
        holds = open_ & kind.question(units, open_)
        chosen[holds] = k
        open_ &= ~holds
    return chosen


_BY_FIGURES = ((Written.ALIKE, Kind.NUMBER_FORMAT), (Written.OTHERWISE, Kind.NUMBER_CHANGED))


def with_figures(found: NDArray[np.int8], written: NDArray[np.int8]) -> NDArray[np.int8]:
    """The numbers in `KINDS` that the compiled ladder found, once figures are read with what stands around them."""
    for what, kind in _BY_FIGURES:
        k = KINDS.index(kind)
        found[(found > k) & (written == what)] = k
    return found


def with_all_kinds(found: NDArray[np.int8], asked: Sequence[str], units: Units) -> NDArray[np.int8]:
    """Numbers in `KINDS` of substitutions whose kinds were `found` among the kinds `asked`, which are some of them in order.

    The others are asked here, each of what was found to be of a later one: so a new kind needs no place in the compiled ladder.
    """
    if len(asked) == len(KINDS):
        return found
    chosen = np.array([k for k, kind in enumerate(KINDS) if kind in asked], np.int8)[found]
    for k, kind in enumerate(KINDS):
        if kind not in asked:
            open_ = chosen > k
            chosen[open_ & kind.question(units, open_)] = k
    return chosen
