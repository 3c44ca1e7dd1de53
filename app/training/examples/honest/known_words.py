"""What a machine or a desk knows about words: their forms, how they sound, what is one key away, what means nearly the same.

Read from the lexicon; no table of wrong words, for each pair draws its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from jellyfish import metaphone

from app.lexicon import STORED_SHIFT, Lexicon, Relation

_LEXICON: Final = Path("data/lexicon")
_COMMON: Final = 200  # of 36 M words of news: what a machine writes instead is a common word
_PLAIN_ENOUGH: Final = 3.0  # times as common as what it stands for: a word for learners
_BEGINNING: Final = 3  # letters that a word is completed from
_SHORTEST: Final = 3
_INFLECTED: Final = frozenset("NN NNS VB VBD VBG VBN VBZ VBP JJ RB".split())
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class KnownWords:
    """The common words of the lexicon, found by sound, by letters and by meaning."""

    lexicon: Lexicon

    @cached_property
    def common(self) -> Mapping[str, int]:
        """How often the news has each common word of letters only."""
        counts = zip(self.lexicon.words, self.lexicon.count.tolist(), strict=False)
        return {word: n for word, n in counts if n >= _COMMON and word.isalpha() and len(word) >= _SHORTEST}

    @cached_property
    def by_sound(self) -> Mapping[str, Sequence[str]]:
        """The common words of each key of Metaphone (Philips 1990)."""
        return _grouped((metaphone(word), word) for word in self.common)

    @cached_property
    def by_beginning(self) -> Mapping[str, Sequence[str]]:
        """The common words of each beginning of three letters."""
        return _grouped((word[:_BEGINNING], word) for word in self.common)

    @cached_property
    def _forms(self) -> Mapping[tuple[int, int], str]:
        """The commonest form of each lemma and tag."""
        known, found = self.lexicon, dict[tuple[int, int], str]()
        columns = zip(known.words, known.lemma.tolist(), known.fine_tag.tolist(), known.count.tolist(), strict=False)
        for word, lemma, tag, _ in sorted(columns, key=lambda column: column[3]):
            found[lemma, tag] = word
        return found

    def sounding(self, word: str) -> list[str]:
        """Common words with the sound of `word`."""
        return _others(word, self.by_sound.get(metaphone(word), ()))

    def sounding_nearly(self, word: str) -> list[str]:
        """Common words whose sound is that of `word` but for one consonant."""
        key = metaphone(word)
        near = (key[:k] + letter + key[k + 1 :] for k in range(len(key)) for letter in "PTKFSLMNRJX0")
        return _others(word, [found for sound in near for found in self.by_sound.get(sound, ())]) if len(key) > 1 else []

    def begun_alike(self, word: str) -> list[str]:
        """The twelve commonest words that begin with three letters of `word`, as a telephone completes them."""
        found = _others(word, self.by_beginning.get(word[:_BEGINNING], ()))
        return sorted(found, key=lambda other: -self.common[other])[:12] if len(word) > _BEGINNING else []

    def one_letter_away(self, word: str, near: Mapping[str, str] | None = None) -> list[str]:
        """Common words with one letter of `word` exchanged; `near` has the letters that may stand for each, all when left out."""
        made = (
            word[:k] + letter + word[k + 1 :]
            for k, old in enumerate(word)
            for letter in (_ALPHABET if near is None else near.get(old, ""))
        )
        return _others(word, [other for other in made if other in self.common])

    def synonyms(self, word: str) -> list[str]:
        """Words of a sense of `word` in its form, the commonest first; none where it has no form of its own."""
        known, row = self.lexicon, self.lexicon.index.get(word, -1)
        if row < 0 or known.is_function[row] or known.tagset[known.fine_tag[row]] not in _INFLECTED:
            return []
        tag, lemma = int(known.fine_tag[row]), int(known.lemma[row])
        forms = (self._forms.get((other, tag)) for other in self._related(lemma))
        return sorted(
            _others(word, [form for form in forms if form and form in self.common]), key=lambda form: -self.common[form]
        )

    def _related(self, lemma: int) -> list[int]:
        """The lemmas that share a sense with one."""
        pairs = self.lexicon.pairs
        stored = pairs.entries[pairs.heads[lemma] : pairs.heads[lemma + 1]]
        is_sense = (stored & 0xFF) << STORED_SHIFT & int(Relation.SYNSET) > 0
        found: list[int] = (stored[is_sense] >> 8).tolist()
        return found

    def plainer(self, word: str) -> list[str]:
        """Those of its synonyms that are much commoner."""
        least = _PLAIN_ENOUGH * self.count(word)
        return [other for other in self.synonyms(word) if self.common[other] >= least]

    def count(self, word: str) -> int:
        """How often the news has a word."""
        row = self.lexicon.index.get(word, -1)
        return int(self.lexicon.count[row]) if row >= 0 else 0


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, word in pairs:
        found[key].append(word)
    return found


def _others(word: str, found: Iterable[str]) -> list[str]:
    return [other for other in dict.fromkeys(found) if other != word]


@lru_cache(maxsize=1)
def known_words() -> KnownWords:
    """Those of the lexicon in `data/lexicon`, read once a process.

    Raises:
        LexiconError: when a pack is missing, altered or of another format.
    """
    return KnownWords(Lexicon.load(_LEXICON))
