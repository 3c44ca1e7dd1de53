"""Forms of words: "emphasized" is the past of emphasize, and the past of underline is "underlined".

A reading comes from the commonest tag of the form (Brown and MASC counts) and WordNet's exceptions and endings; no
context is looked at but the word before. What this gets wrong a real spinner gets wrong too.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import orjson

from app.training.lexicon import WordNet, read_counts, read_tags

TAG_PARTS: Final = {"NN": "noun", "VB": "verb", "JJ": "adj", "RB": "adv"}
_NOMINAL_BEFORE: Final = frozenset("the a an this that these those his her its their our my your no some any of each".split())
_VERBAL_BEFORE: Final = frozenset("to will would can could may might must shall should cannot not".split())
_VOWELS: Final = "aeiou"
_NOT_MEN: Final = frozenset("human german roman ottoman talisman shaman caiman norman".split())


class Reading(NamedTuple):
    """A form taken apart: its lemma, part of speech ("noun", "verb", "adj", "adv", "") and Penn tag."""

    lemma: str
    part: str
    tag: str


@dataclass(frozen=True)
class Inflection:
    """Reads and writes forms of English words."""

    wordnet: WordNet
    tags: Mapping[str, Counter[str]]
    counts: Mapping[str, int]
    _read: dict[tuple[str, str], Reading] = field(default_factory=dict)
    _written: dict[tuple[str, str], str] = field(default_factory=dict)
    _irregular: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._irregular.update(_irregular_forms(self.wordnet, self.tags, self.counts))

    def read(self, form: str, before: str = "") -> Reading:
        """The reading of a lower-case form after the word `before`."""
        side = "noun" if before in _NOMINAL_BEFORE else "verb" if before in _VERBAL_BEFORE else ""
        key = (form, side)
        if key not in self._read:
            self._read[key] = self._take_apart(form, side)
        return self._read[key]

    def _take_apart(self, form: str, side: str) -> Reading:
        tag = self._tag(form, side)
        part = TAG_PARTS.get(tag[:2], "")
        if not part or tag.startswith("NNP"):
            return Reading(form, "", tag)
        if tag in ("NN", "VB", "VBP", "JJ", "RB"):
            return Reading(form, part, tag)
        return Reading(self._lemma(form, part, tag), part, tag)

    def _tag(self, form: str, side: str) -> str:
        seen = {tag: n for tag, n in self.tags.get(form, {}).items() if not tag.startswith("NNP")}
        if side:
            fitting = {"noun": ("NN", "NNS", "JJ", "VBG", "VBN"), "verb": ("VB", "RB")}[side]
            seen = {tag: n for tag, n in seen.items() if tag in fitting} or seen
        return max(seen, key=lambda tag: seen[tag]) if seen else self._guess(form)

    def _guess(self, form: str) -> str:
        heads = self.wordnet.headwords
        for part, tag in (("noun", "NN"), ("adj", "JJ"), ("verb", "VB"), ("adv", "RB")):
            if form in heads[part]:
                return tag
        for ending, tag in (("ing", "VBG"), ("ed", "VBN"), ("ly", "RB"), ("s", "NNS")):
            if form.endswith(ending) and len(form) > len(ending) + 2:
                return tag
        return ""

    def _lemma(self, form: str, part: str, tag: str) -> str:
        exceptions = self.wordnet.exceptions[part].get(form)
        if exceptions:
            return exceptions[0]
        heads = self.wordnet.headwords[part]
        known = [stem for stem in _stems(form, tag) if stem in heads]
        return max(known, key=lambda stem: self.counts.get(stem, 0)) if known else form

    def write(self, lemma: str, tag: str) -> str:
        """The form of a lemma or phrase under a Penn tag; a verb phrase changes its first word, others their last."""
        key = (lemma, tag)
        if key not in self._written:
            self._written[key] = self._put_together(lemma, tag)
        return self._written[key]

    def _put_together(self, lemma: str, tag: str) -> str:
        words = lemma.split(" ")
        place = 0 if tag.startswith("VB") else -1
        if self.suits(lemma, TAG_PARTS.get(tag[:2], "")):
            words[place] = self._irregular.get((words[place], tag)) or regular_form(words[place], tag)
        return " ".join(words)

    def suits(self, lemma: str, part: str) -> bool:
        """Whether WordNet knows the lemma, or the word of a phrase that changes, under the part of speech."""
        if not part:
            return False
        words = lemma.split(" ")
        return words[0 if part == "verb" else -1] in self.wordnet.headwords[part]


def regular_form(lemma: str, tag: str) -> str:
    """The form that the rules of English give."""
    if tag in ("NNS", "VBZ"):
        return _with_s(lemma)
    if tag in ("VBD", "VBN"):
        return _joined(lemma, "ed")
    if tag == "VBG":
        return lemma[:-2] + "ying" if lemma.endswith("ie") else _joined(lemma, "ing")
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return _graded(lemma, "er" if tag.endswith("R") else "est")
    return lemma


def _with_s(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    if lemma.endswith("man") and lemma not in _NOT_MEN:
        return lemma[:-2] + "en"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _joined(lemma: str, ending: str) -> str:
    if ending == "ing":
        return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma) + ending
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + ending


def _graded(lemma: str, ending: str) -> str:
    core = lemma.removesuffix("e")
    n_groups = sum(a in _VOWELS and b not in _VOWELS for a, b in zip(core, core[1:] + ".", strict=True))
    if n_groups > 1 and not lemma.endswith("y"):
        return ("more " if ending == "er" else "most ") + lemma
    return _joined(lemma, "ed")[:-2] + ending


def _stems(form: str, tag: str) -> list[str]:
    if tag in ("NNS", "VBZ"):
        return [form[:-1], form[:-2], form[:-3] + "y"] if form.endswith("s") else [form]
    for ending in ("ing", "ied", "ed", "ier", "iest", "er", "est"):
        if form.endswith(ending):
            stem = form[: -len(ending)]
            return [stem, stem + "e", stem + "y", stem[:-1]]
    return [form]


def _irregular_forms(wordnet: WordNet, tags: Mapping[str, Counter[str]], counts: Mapping[str, int]) -> dict[tuple[str, str], str]:
    """(lemma, tag) → form, from WordNet's exceptions; tag counts tell "went" (VBD) from "gone" (VBN)."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part, exceptions in wordnet.exceptions.items():
        for form, lemmas in exceptions.items():
            for tag in _exception_tags(form, part):
                found[lemmas[0], tag].append(form)
    return {key: _commonest(key, forms, tags, counts) for key, forms in found.items()}


def _exception_tags(form: str, part: str) -> tuple[str, ...]:
    if part == "noun":
        return ("NNS",)
    if part == "verb":
        return ("VBG",) if form.endswith("ing") else ("VBZ",) if form.endswith("s") else ("VBD", "VBN")
    return ("JJR", "RBR") if form.endswith("r") else ("JJS", "RBS")


def _commonest(key: tuple[str, str], forms: list[str], tags: Mapping[str, Counter[str]], counts: Mapping[str, int]) -> str:
    lemma, tag = key
    regular = regular_form(lemma, tag)
    candidates = forms if tag.startswith("VB") and not counts.get(regular, 0) else [*forms, regular]
    return max(candidates, key=lambda form: (tags[form][tag] if form in tags else 0, counts.get(form, 0)))


def load_inflection(wordnet: WordNet, lexical: Path, build: Path) -> Inflection:
    """The forms as learned from WordNet, the tagged corpora (kept in the build folder: 3 s) and the news counts."""
    file = build / "tags.json"
    if not file.exists():
        build.mkdir(parents=True, exist_ok=True)
        file.write_bytes(orjson.dumps(read_tags(lexical / "nltk")))
    tags = {form: Counter(counts) for form, counts in orjson.loads(file.read_bytes()).items()}
    return Inflection(wordnet, tags, read_counts(lexical / "bigram_news" / "unigrams.tsv.gz"))


NO_FORMS: Final = Inflection(WordNet({}, {part: frozenset() for part in TAG_PARTS.values()}, {}), {}, {})
"""Knows no word: for spinners without a dictionary."""
