"""The two sides of each substitution, and the questions that decide its kind; all substitutions are asked at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from jellyfish import metaphone
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from app.align.figures import Written, compare_figures
from app.lexicon import ClosedSet, English, Lexicon, PartOfSpeech, Relation
from app.sides import Ints, Pair
from app.text import Span

Mask = NDArray[np.bool_]
Norms = tuple[str, ...]

FAR = 0.3  # cosine of word vectors under which two synonyms mean different things in news
NOT_NEAR = 0.5  # and under which two of different parts of speech do
MISFIT = -6.0  # nats of association lost from which a synonym does not fit its place; a spinner's mean (docs/facts.md)
CLEAR_SLIP = 0.5  # normalised similarity of the letters that a slip of one or two of them leaves
MISSPELT = 0.70  # normalised similarity (optimal string alignment) from which an unknown word is a slip of a known one
ONE_SLIP_LETTERS = 4  # a known word that differs by one slip from another of so many letters, and not in meaning, is one
MOST_SHORT = 5  # letters of an abbreviation ("sergt", "approx" is one of house style)
LEAST_PART = 3  # letters of a torn word
LEAST_ALIKE = 0.3  # normalised similarity of the letters of two words that sound alike ("sea", "see")
_MARKS_OF_NUMBERS = re.compile(r"(?<=\d)[.-](?=\d)")
_NOTE = "0123456789,;–"  # what a note's figure is made of, once it is glued to its word
CLEAR_SOUNDS = 3  # consonants from which the first vowel may differ ("affect", "effect")
_RELATED = Relation.SYNSET | Relation.THESAURUS | Relation.NEAR | Relation.SAME_STEM
_NEAR_MEANING = Relation.SYNSET | Relation.NEAR | Relation.SAME_STEM | Relation.ANTONYM | Relation.FUNCTION_SWAP
_MEANING = _RELATED | Relation.ANTONYM | Relation.FUNCTION_SWAP
# Shapes that a scanner takes for each other, each to one of them; longer ones first.
PAIRS_OF_LETTERS = (
    ("rn", "m"), ("vv", "w"), ("iv", "w"), ("cl", "d"), ("tl", "d"), ("lc", "k"), ("ii", "u"), ("li", "h"),
)  # fmt: skip
LOOKALIKES = str.maketrans("b01ic586|fua", "hollesbbltno")


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of two wordings that hang on their letters, each for one substitution."""

    english: English

    def has_same_letters(self, one: Norms, other: Norms) -> bool:
        """Whether both have the same letters, but for the figure of a note at the end of one."""
        a, b = sorted((_letters(one), _letters(other)), key=len)
        if a != b and not (a.isalpha() and b.startswith(a) and not b[len(a) :].strip(_NOTE)):
            return False
        # "1.5", "15": a mark between figures is of the number
        return _MARKS_OF_NUMBERS.findall(" ".join(one)) == _MARKS_OF_NUMBERS.findall(" ".join(other))

    def has_contraction(self, one: Norms, other: Norms) -> bool:
        """Whether a side has an apostrophe in its first or last word, or begins with a contraction that has none."""
        known = self.english.contracted
        return any("'" in side[0] or "'" in side[-1] or side[0] in known for side in (one, other))

    def is_contracted(self, one: Norms, other: Norms, single: bool) -> bool:
        """Whether both say the same when contractions are written out; of single words one may lack its ending."""
        a, b = self.english.expanded(one), self.english.expanded(other)
        return a == b or (single and (a[:1] == other or one == b[:1]))

    def is_same_number(self, one: Norms, other: Norms) -> bool:
        """Whether both write one number, or one time of day."""
        value = self.english.value(one)
        if value is not None and value == self.english.value(other):
            return True
        return self.english.is_same_time(one, other)

    def is_same_compound(self, one: str, other: str) -> bool:
        """Whether both words begin with one number and end alike: "20-point", "twenty-point", "twentypoint"."""
        found = self.english.compound(one)
        return found is not None and found == self.english.compound(other)

    def is_other_compound(self, one: str, other: str) -> bool:
        """The same with another number: "12-year-old", "fifteen-year-old"."""
        a, b = self.english.compound(one), self.english.compound(other)
        return a is not None and b is not None and a[1] == b[1]

    def replaces_words(self, one: Norms, other: Norms) -> bool:
        """Whether figures alone stand where the other side has words, as a counter or a page number of a machine does."""
        return (_is_wordless(one) and not _is_figure(other[0])) or (_is_wordless(other) and not _is_figure(one[0]))

    def is_initialism(self, one: Norms, other: Norms) -> bool:
        """Whether one side is the initials of the other: "EPA", "Environmental Protection Agency"."""
        short, long = (one, other) if len(one) == 1 else (other, one)
        letters = short[0].replace(".", "").removesuffix(self.english.possessive)
        full = [norm for norm in long if norm not in self.english.uninitialled]
        if len(full) <= 1 or not letters.isalpha():
            return False
        return letters in ("".join(norm[0] for norm in long), "".join(norm[0] for norm in full))

    def withholds(self, shown: Norms) -> bool:
        """Whether the words stand for a name that is not said: a figure, an initial, "name"."""
        return all(norm[0].isdigit() or len(norm) == 1 or norm in self.english.placeholders for norm in shown)

    def exchanges(self, one: Norms, other: Norms) -> bool:
        """Whether a style guide exchanges the two."""
        return self.english.exchanges(one, other)

    def abbreviates(self, word: str, short: str) -> bool:
        """Whether `short` is the word's first letter and later ones of it in order, few of them vowels."""
        if not (MOST_SHORT >= len(short) <= len(word) - 2 and short.isalpha() and short[0] == word[0]):
            return False
        letters = iter(word)
        return all(letter in letters for letter in short) and sum(letter in "aeiou" for letter in short) <= 1

    def is_slip(self, one: Norms, other: Norms) -> bool:
        """Whether a word that the lexicon does not know is another one with letters lost, added, exchanged or misread."""
        a, b = _letters(one), _letters(other)
        if _is_torn(a, b) or _is_torn(b, a):  # or glued to a word of another sentence
            return True
        if OSA.distance(a, b) <= (1 if len(a) < ONE_SLIP_LETTERS else 2) and OSA.normalized_similarity(a, b) >= CLEAR_SLIP:
            return True
        return OSA.normalized_similarity(a, b) >= MISSPELT or _shape(a) == _shape(b)

    def is_other_word(self, one: Norms, other: Norms) -> bool:
        """The same of a word that the lexicon knows: by one letter only."""
        a, b = one[0], other[0]
        if abs(len(a) - len(b)) > 1:
            return _is_torn(a, b)
        return _shape(a) == _shape(b) or (len(a) >= ONE_SLIP_LETTERS and OSA.distance(a, b, score_cutoff=1) == 1)

    def sounds_alike(self, one: Norms, other: Norms) -> bool:
        """Whether both are known to sound alike, or have one key of Metaphone (Philips 1990) and are near by their letters."""
        if (one[0], other[0]) in self.english.homophones and len(one) == len(other) == 1:
            return True
        a, b = _letters(one), _letters(other)
        if not (a.isalpha() and b.isalpha()) or OSA.normalized_similarity(a, b) < LEAST_ALIKE:
            return False
        left, right = metaphone(a), metaphone(b)
        return left == right or _consonants(left) == _consonants(right)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the compiled questions compare with."""

    sets: tuple[ClosedSet, ...] = (
        ClosedSet.NUMBER, ClosedSet.ORDINAL, ClosedSet.DATE, ClosedSet.DIRECTION, ClosedSet.UNIT, ClosedSet.PRONOUN,
        ClosedSet.TITLE, ClosedSet.PARTY,
    )  # fmt: skip
    name: int = int(PartOfSpeech.NAME)
    most_short: int = MOST_SHORT
    least_part: int = LEAST_PART
    least_alike: float = LEAST_ALIKE
    far: float = FAR
    not_near: float = NOT_NEAR
    misfit: float = MISFIT


BOUNDS = Bounds()


@dataclass(frozen=True)
class Units:
    """Columns as in `Substitutions`, and the pair they come from. Each question takes the rows still open and answers a mask."""

    spans: Ints
    left: Ints
    right: Ints
    relations: NDArray[np.uint16]
    similarity: NDArray[np.float32]
    association_change: NDArray[np.float32]
    pair: Pair

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon that both sides' rows are of."""
        return self.pair.lexicon

    @cached_property
    def single(self) -> Mask:
        """Whether it is one word for one word."""
        r, r_end, s, s_end = self.spans
        one: Mask = (r_end - r == 1) & (s_end - s == 1)
        return one

    @cached_property
    def unrelated(self) -> Mask:
        """Whether the lexicon sees no likeness in meaning."""
        return ~self.related(_MEANING)

    @cached_property
    def questions(self) -> Questions:
        """The questions that hang on letters."""
        return Questions(self.english)

    @property
    def english(self) -> English:
        """The closed sets of the lexicon."""
        return self.lexicon.english

    @cached_property
    def norms(self) -> list[tuple[Norms, Norms]]:
        """The words of both sides of each."""
        reference, suspect = self.pair.reference.document.norms, self.pair.suspect.document.norms
        return [(reference[a:b], suspect[c:d]) for a, b, c, d in self.spans.T.tolist()]

    @cached_property
    def same_initial(self) -> Mask:
        """Whether both sides begin with the same letter."""
        return np.fromiter((a[0][0] == b[0][0] for a, b in self.norms), bool, len(self.norms))

    def related(self, relation: Relation) -> Mask:
        """Whether the lexicon holds one of the relations."""
        holds: Mask = (self.relations & int(relation)) != 0
        return holds

    def is_related(self, asked: Mask) -> Mask:
        """Whether the lexicon calls the two likely to stand for each other."""
        return asked & self.related(_RELATED)

    def wrong_sense(self, asked: Mask) -> Mask:
        """Synonyms by the thesaurus that fit the place badly: far from the neighbours, and from the word or its part."""
        part = self.lexicon.main_part
        far = (self.similarity < FAR) | ((part[self.left] != part[self.right]) & (self.similarity < NOT_NEAR))
        misfits: Mask = asked & self.related(_RELATED) & (self.association_change < MISFIT) & far
        return misfits

    def same_letters(self, asked: Mask) -> Mask:
        """The same letters, however they are split, joined, hyphenated or marked, or with the figure of a note at their end."""
        return self._each(asked & self.same_initial, self.questions.has_same_letters)

    def contracted(self, asked: Mask) -> Mask:
        """The same words, one side contracted, or without its contracted ending ("they're", "they")."""
        likely = self._each(asked & self.same_initial, self.questions.has_contraction)
        same = partial(self.questions.is_contracted, single=False), partial(self.questions.is_contracted, single=True)
        return self._each(likely & ~self.single, same[0]) | self._each(likely & self.single, same[1])

    def abbreviated(self, asked: Mask) -> Mask:
        """One side is the other with letters left out: "cents", "cts"."""
        short = self._each(
            asked & self.single & self.same_initial & (self.unrelated | self.initialled),
            lambda a, b: self.questions.abbreviates(a[0], b[0]) or self.questions.abbreviates(b[0], a[0]),
        )
        r, r_end, s, s_end = self.spans
        one_alone = (r_end - r == 1) != (s_end - s == 1)
        return short | self._each(asked & one_alone & self.capital, self.questions.is_initialism)

    @cached_property
    def initialled(self) -> Mask:
        """Whether a side is one letter, and both have capitals: a dictionary relates many words to their initials."""
        return self.capital & self._each(self.single, lambda a, b: len(a[0]) == 1 or len(b[0]) == 1)

    def number_format(self, asked: Mask) -> Mask:
        """The same number, written otherwise, alone or at the head of a compound."""
        same = self._each(asked & self.factual & self.unrelated, self.questions.is_same_number)
        compound = self._each(asked & self.numbered, lambda a, b: self.questions.is_same_compound(a[0], b[0]))
        known: Mask = asked & (self.related(Relation.NUMBER_FORM) | (self.written == Written.ALIKE))
        return known | same | compound

    @cached_property
    def written(self) -> NDArray[np.int8]:
        """What the figures of both sides are to each other, with what stands around them: a `Written` each."""
        return self.written_of(np.ones(len(self.left), bool))

    def written_of(self, asked: Mask) -> NDArray[np.int8]:
        """The same of those that may be asked; nothing of the others."""
        found = np.zeros(len(self.left), np.int8)
        for k in np.flatnonzero(asked).tolist():
            r, r_end, s, s_end = self.spans[:, k].tolist()
            found[k] = compare_figures(self.pair, Span(r, r_end), Span(s, s_end))
        return found

    @cached_property
    def numbered(self) -> Mask:
        """Whether single words may begin with numbers: one does with a figure, or both have a hyphen."""
        return self._each(self.single, lambda a, b: _is_figure(a[0]) or _is_figure(b[0]) or ("-" in a[0] and "-" in b[0]))

    @cached_property
    def factual(self) -> Mask:
        """Whether both sides begin with a word of a closed set, a figure, or a word that the lexicon does not know."""
        closed, pair = self.lexicon.is_closed, self.pair
        mask: Mask = closed[pair.reference.rows[self.spans[0]]] & closed[pair.suspect.rows[self.spans[2]]]
        return mask

    def quantities(self, asked: Mask) -> Mask:
        """A number with what belongs to it, for another, or figures where words were."""
        is_quantity = self.english.is_quantity
        plain = self._each(asked & self.factual, lambda a, b: is_quantity(a) and is_quantity(b))
        counters = self._each(asked, self.questions.replaces_words)
        counters &= ~self._withheld(counters)
        other = self._each(asked & self.numbered, lambda a, b: self.questions.is_other_compound(a[0], b[0]))
        figures: Mask = asked & (self.written == Written.OTHERWISE)
        return plain | counters | other | figures

    def of_set(self, *sets: ClosedSet) -> Callable[[Mask], Mask]:
        """The question whether all words of both sides are of one of `sets`."""
        set_of = self.english.set_of
        return lambda asked: self._each(
            asked & self.factual, lambda a, b: all(set_of(norm) in sets for norm in a) and all(set_of(norm) in sets for norm in b)
        )

    def persons(self, asked: Mask) -> Mask:
        """One pronoun for another, as when a statement is told of somebody."""
        function = self.lexicon.is_function
        return self.of_set(ClosedSet.PRONOUN)(asked & function[self.left] & function[self.right])

    def titles(self, asked: Mask) -> Mask:
        """One title before a name for another."""
        return self.of_set(ClosedSet.TITLE)(asked & self.capital)

    def house_style(self, asked: Mask) -> Mask:
        """Wordings that a style guide exchanges."""
        return self._each(asked, self.questions.exchanges)

    def slips(self, asked: Mask) -> Mask:
        """Letters lost, added, exchanged or misread: an unknown word, or one with another meaning, close by its letters."""
        n = self.lexicon.n_words
        unknown = asked & (self.right == n) & self.unrelated
        known = asked & self.single & self.unrelated & (self.right != n)
        return self._each(unknown, self.questions.is_slip) | self._each(known, self.questions.is_other_word)

    def sounds(self, asked: Mask) -> Mask:
        """Words that sound alike and mean something else, but for a thesaurus: misheard, or picked by a spelling checker."""
        return self._each(asked & ~self.related(_NEAR_MEANING), self.questions.sounds_alike)

    @cached_property
    def capital(self) -> Mask:
        """Whether both sides begin with a capital."""
        mask: Mask = self.pair.reference.has_capital(self.spans[0]) & self.pair.suspect.has_capital(self.spans[2])
        return mask

    def names(self, asked: Mask) -> Mask:
        """Parties; or capitals on both sides, unlike in meaning, and only names in the lexicon, or where no sentence begins."""
        parties = self.of_set(ClosedSet.PARTY)(asked & self.capital)
        likely = asked & self.unrelated & self.capital
        part, name, unknown = self.lexicon.main_part, int(PartOfSpeech.NAME), self.lexicon.n_words
        pair, (starts, _, others, _) = self.pair, self.spans
        for side, first, rows in ((pair.reference, starts, self.left), (pair.suspect, others, self.right)):
            may_be = (part[rows] == name) | (rows == unknown) | ~np.isin(first, side.document.bounds)
            likely = likely & may_be & ~self.lexicon.is_function[rows]
        return parties | self._all_capital(likely) | self._withheld(asked)

    def _withheld(self, asked: Mask) -> Mask:
        """One side is a name by its capitals, the other what is written for a name that is not said."""
        part, name, unknown = self.lexicon.main_part, int(PartOfSpeech.NAME), self.lexicon.n_words
        pair, (r, r_end, s, s_end) = self.pair, self.spans
        holds = np.zeros(len(asked), bool)
        for one, rows, (start, end), other in (
            (pair.reference, self.left, (r, r_end), 1), (pair.suspect, self.right, (s, s_end), 0),
        ):  # fmt: skip
            may_be = (part[rows] == name) | (rows == unknown) | ~np.isin(start, one.document.bounds)
            likely = asked & self.unrelated & one.has_capital(start) & may_be & ~self.lexicon.is_function[rows]
            for k in np.flatnonzero(likely & ~holds).tolist():
                words = np.arange(start[k], end[k], dtype=np.int32)
                holds[k] = one.has_capital(words).all() and self.questions.withholds(self.norms[k][other])
        return holds

    def _all_capital(self, asked: Mask) -> Mask:
        holds = asked.copy()
        for k in np.flatnonzero(asked & ~self.single).tolist():
            r, r_end, s, s_end = self.spans[:, k]
            reference, suspect = np.arange(r, r_end, dtype=np.int32), np.arange(s, s_end, dtype=np.int32)
            holds[k] = self.pair.reference.has_capital(reference).all() and self.pair.suspect.has_capital(suspect).all()
        return holds

    def closed_class(self, asked: Mask) -> Mask:
        """All words of both sides are function words, or the two are known to stand for each other as such."""
        function = self.lexicon.is_function
        holds: Mask = self.single & function[self.left] & function[self.right]
        r, r_end, s, s_end = self.spans
        for k in np.flatnonzero((r_end - r) + (s_end - s) == 3).tolist():
            left, right = self.pair.reference.rows[r[k] : r_end[k]], self.pair.suspect.rows[s[k] : s_end[k]]
            holds[k] = function[left].all() and function[right].all()
        return asked & (holds | self.related(Relation.FUNCTION_SWAP))

    def _each(self, asked: Mask, test: Callable[[Norms, Norms], bool]) -> Mask:
        holds, norms = np.zeros(len(asked), bool), self.norms
        for k in np.flatnonzero(asked).tolist():
            holds[k] = test(*norms[k])
        return holds


def _is_figure(norm: str) -> bool:
    return "0" <= norm[0] <= "9"


def _is_wordless(norms: Norms) -> bool:
    """Whether a side has figures and no letter."""
    return _is_figure(norms[0]) and not any(character.isalpha() for norm in norms for character in norm)


def _letters(norms: Norms) -> str:
    joined = norms[0] if len(norms) == 1 else "".join(norms)
    return joined if joined.isalpha() else joined.replace("-", "").replace("'", "").replace(".", "")


def _is_torn(word: str, part: str) -> bool:
    """Whether `part` is the beginning or the end of the word, the rest lost at a line's end or a page's edge."""
    return LEAST_PART <= len(part) < len(word) and (word.endswith(part) or word.startswith(part))


def _consonants(sounds: str) -> str:
    """The key without its first vowel, where the rest is long enough to be told from others."""
    rest = sounds.lstrip("AEIOU")
    return rest if len(rest) >= CLEAR_SOUNDS else sounds


def _shape(letters: str) -> str:
    for shape, same in PAIRS_OF_LETTERS:
        if shape in letters:
            letters = letters.replace(shape, same)
    return letters.translate(LOOKALIKES)
