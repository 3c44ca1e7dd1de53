"""Part of speech and fine tag of each word: from tag counts, else WordNet, else capitals, else the ending."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.lexicon import TAGSET, PartOfSpeech
from app.training.lexicon.lemmas import Readings
from app.training.lexicon.sources import WordNet
from app.training.lexicon.tables import ABBREVIATIONS, FUNCTION_WORDS, NUMBER_WORDS

NOUN, VERB, ADJECTIVE, ADVERB, FUNCTION, NUMBER, NAME = PartOfSpeech
PLAUSIBLE_SHARE: Final = 0.03
NAME_SHARE: Final = 0.8
"""From this share of capitals in running news text on, a noun is a name; below the rest, its NNP tags are titles."""
COMMON_NAME_SHARE: Final = 0.97
ENOUGH: Final = 5
ENOUGH_CAPITALS: Final = 10

PART_OF_TAG: Final[dict[str, PartOfSpeech]] = (
    dict.fromkeys(("NN", "NNS"), NOUN)
    | dict.fromkeys(("NNP", "NNPS"), NAME)
    | dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), VERB)
    | dict.fromkeys(("JJ", "JJR", "JJS"), ADJECTIVE)
    | dict.fromkeys(("RB", "RBR", "RBS"), ADVERB)
    | {"CD": NUMBER}
)
"""Every other tag is FUNCTION."""

_WORDNET_PART: Final = {"noun": NOUN, "verb": VERB, "adj": ADJECTIVE, "adv": ADVERB}
_BASE_TAG: Final = {NOUN: "NN", VERB: "VB", ADJECTIVE: "JJ", ADVERB: "RB", FUNCTION: "IN", NUMBER: "CD", NAME: "NNP"}
_INFLECTED: Final = {
    "noun": (("", "NNS"),),
    "verb": (("ing", "VBG"), ("s", "VBZ"), ("", "VBD")),
    "adj": (("est", "JJS"), ("", "JJR")),
}
_NAME_TAG: Final = {"NNS": "NNPS", **dict.fromkeys(("NN", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "NNP")}
_SUFFIX_TAGS: Final = (
    *(("ly", "RB"), ("ing", "VBG"), ("ed", "VBN"), ("ness", "NN"), ("ss", "NN"), ("ous", "JJ"), ("us", "NN")),
    *(("is", "NN"), ("s", "NNS"), ("able", "JJ"), ("ible", "JJ"), ("ive", "JJ"), ("ful", "JJ"), ("less", "JJ")),
    *(("ish", "JJ"), ("ic", "JJ"), ("al", "JJ"), ("like", "JJ"), ("wide", "JJ"), ("", "NN")),
)


@dataclass(frozen=True, slots=True)
class WordClass:
    """Plausible parts, the most frequent one, and the most frequent Penn tag."""

    parts: PartOfSpeech
    main: PartOfSpeech
    tag: str


@dataclass(frozen=True, slots=True)
class Classifier:
    """Knows tag counts, WordNet's headwords and how often news capitalises a word in running text."""

    wordnet: WordNet
    tags: Mapping[str, Counter[str]]
    capitals: Mapping[str, tuple[int, int]]

    def classify(self, form: str, readings: Readings) -> WordClass:
        """Returns the word class of a form; every form gets one."""
        if form.endswith("'s") and form not in FUNCTION_WORDS:
            form = form[:-2]
        tags = self._tags(form, readings)
        parts = self._plausible(form, tags, readings)
        tag = max(tags, key=lambda name: (tags[name], -TAGSET.index(name)))
        main = self._main(form, tag)
        return WordClass(parts | main, main, tag)

    def _main(self, form: str, tag: str) -> PartOfSpeech:
        if form in NUMBER_WORDS or _is_figure(form):
            return NUMBER
        return FUNCTION if form in FUNCTION_WORDS else PART_OF_TAG.get(tag, FUNCTION)

    def _plausible(self, form: str, tags: Counter[str], readings: Readings) -> PartOfSpeech:
        parts = PartOfSpeech(0)
        for tag, count in tags.items():
            if count >= PLAUSIBLE_SHARE * tags.total():
                parts |= PART_OF_TAG.get(tag, FUNCTION)
        for part in (*self.wordnet.parts(form), *readings.by_part):
            parts |= _WORDNET_PART[part]
        return parts

    def _tags(self, form: str, readings: Readings) -> Counter[str]:
        """Returns tag counts corrected by how news capitalises the word; a derived tag where the corpora have few."""
        counts = Counter({tag: count for tag, count in self.tags.get(form, Counter()).items() if tag})
        capital, seen = self.capitals.get(form, (0, 0))
        if seen >= ENOUGH_CAPITALS and capital < (1 - NAME_SHARE) * seen:
            counts = Counter({tag: count for tag, count in counts.items() if tag not in ("NNP", "NNPS")})
        if _is_figure(form) or (counts.total() < ENOUGH and "-" in form) or not counts:
            counts = Counter({self._derived(form, readings): 1})
        return _as_name(counts) if is_name((capital, seen), counts) else counts

    def _derived(self, form: str, readings: Readings) -> str:
        if _is_figure(form):
            return "JJ" if form.endswith(("st", "nd", "rd", "th")) else "CD"
        if form in ABBREVIATIONS:
            return "NNP"
        for part, lemma in readings.by_part.items():
            if lemma == readings.lemma:
                return next(tag for ending, tag in _INFLECTED[part] if form.endswith(ending))
        parts = self.wordnet.parts(form)
        for part in ("noun", "verb", "adj", "adv"):
            if part in parts:
                return _BASE_TAG[_WORDNET_PART[part]]
        return _compound_tag(form)


def is_name(capitals: tuple[int, int], tags: Counter[str]) -> bool:
    """Returns whether news mostly capitalises a word; nearly always, if the tagged corpora have it common ("house").

    `capitals` is (times capitalised, times seen) in running text.
    """
    capital, seen = capitals
    common = tags.total() - tags["NNP"] - tags["NNPS"]
    share = COMMON_NAME_SHARE if tags.total() >= ENOUGH and 2 * common > tags.total() else NAME_SHARE
    return seen >= ENOUGH_CAPITALS and capital >= share * seen


def _is_figure(form: str) -> bool:
    return form[:1].isdigit() or form in ("%", "#")


def _as_name(counts: Counter[str]) -> Counter[str]:
    """Returns the counts with nouns and verbs read as names: news capitalises them where nothing else asks for it."""
    renamed: Counter[str] = Counter()
    for tag, count in counts.items():
        renamed[_NAME_TAG.get(tag, tag)] += count
    return renamed


def _compound_tag(form: str) -> str:
    """Returns the tag the ending suggests; a hyphened word is an adjective unless its last part is plural."""
    if "-" in form and not form.endswith("s"):
        return "JJ"
    return next(tag for ending, tag in _SUFFIX_TAGS if form.endswith(ending))
