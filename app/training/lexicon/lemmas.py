"""Form → lemma: WordNet's exceptions and endings, checked against tag counts, simplemma where WordNet knows nothing."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import simplemma

from app.training.lexicon.sources import WordNet
from app.training.lexicon.tables import FUNCTION_LEMMAS, FUNCTION_WORDS, KEEP_AS_LEMMA

ENDINGS: Final = {
    "noun": (
        ("s", ""),
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("men", "man"),
        ("ies", "y"),
    ),
    "verb": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "adv": (),
}
"""WordNet's own rules of detachment (morphy(7WN))."""

INFLECTED_TAGS: Final = {
    "noun": ("NNS",),
    "verb": ("VBD", "VBN", "VBG", "VBZ"),
    "adj": ("JJR", "JJS", "RBR", "RBS"),
}
OWN_SHARE: Final = 0.02
"""A form is a headword of its own beside its lemma when at least this share of its tags is uninflected."""
ENOUGH_TAGS: Final = 5
"""With this many tags, a reading that never occurred is dropped ("number" is no comparative of numb)."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The lemma of a form, another headword it can belong to (or the lemma again), and lemma by part of speech."""

    lemma: str
    second: str
    by_part: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """Knows WordNet, the tags of each word, which words exist, and which are mostly names."""

    wordnet: WordNet
    tags: Mapping[str, Counter[str]]
    vocabulary: Collection[str]
    names: Collection[str]

    def read(self, form: str) -> Readings:
        """Returns the readings of a form; its lemma is always in the vocabulary and is its own lemma."""
        if " " in form or form in FUNCTION_WORDS or form in KEEP_AS_LEMMA or any(map(str.isdigit, form)):
            lemma = FUNCTION_LEMMAS.get(form, form)
            return Readings(lemma, lemma, {})
        if form.endswith("'s") and form[:-2] in self.vocabulary:
            return self.read(form[:-2])
        found = {part: self._detach(form, part) for part in INFLECTED_TAGS}
        by_part = {part: lemma for part, lemma in found.items() if lemma}
        if not by_part:
            other = self._guess(form)
            return Readings(other, other, {})
        return self._choose(form, by_part)

    def _detach(self, form: str, part: str) -> str | None:
        """Returns the lemma if the form can be an inflected form of this part of speech."""
        heads = self.wordnet.headwords[part]
        for lemma in self.wordnet.exceptions[part].get(form, ()):
            if lemma != form and lemma in self.vocabulary and (part != "adj" or lemma[:2] == form[:2]):
                return lemma
        if form.endswith("ss") or len(form) < 4 or (part == "adj" and form in self.wordnet.exceptions["adj"]):
            return None
        detached = [form.removesuffix(old) + new for old, new in ENDINGS[part] if form.endswith(old)]
        known = [word for word in detached if len(word) > 2 and word in heads and word in self.vocabulary]
        return max(known, key=lambda word: self.tags.get(word, Counter()).total(), default=None)

    def _choose(self, form: str, by_part: Mapping[str, str]) -> Readings:
        tags = self.tags.get(form, Counter())
        weights = {part: sum(tags[tag] for tag in INFLECTED_TAGS[part]) for part in by_part}
        if self.wordnet.parts(form):
            enough = tags.total() >= ENOUGH_TAGS
            by_part = {part: lemma for part, lemma in by_part.items() if weights[part] or not (enough or part == "adj")}
        if not by_part:
            return Readings(form, form, {})
        inflected = [by_part[part] for part in sorted(by_part, key=lambda part: -weights[part])]
        own = tags.total() - sum(weights.values())
        if form in self.names and inflected[0] not in self.names:
            return Readings(form, inflected[0], {})
        is_head = bool(self.wordnet.parts(form))
        if is_head and tags.total() >= ENOUGH_TAGS and own > sum(weights.values()):
            return Readings(form, inflected[0], by_part)
        if is_head and own >= OWN_SHARE * tags.total():
            return Readings(inflected[0], form, by_part)
        return Readings(inflected[0], inflected[-1], by_part)

    def _guess(self, form: str) -> str:
        """Returns simplemma's lemma for a regular ending of a word that WordNet does not know."""
        if self.wordnet.parts(form) or not form.endswith(("s", "ed", "ing")):
            return form
        lemma = simplemma.lemmatize(form, lang="en").lower()
        return lemma if lemma in self.vocabulary and lemma[:2] == form[:2] else form
