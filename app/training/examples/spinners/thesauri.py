"""Where a spinner's synonyms come from: one function a source, each gives a `Thesaurus`.

Sources are read from the shared folder, Debian's WordNet and npm's Moby; what is fetched or learned is kept under
`build/training` and never committed.
"""

import gzip
import math
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from zlib import crc32

import orjson

from app.training.examples.corpora import Split, articles
from app.training.examples.spinners.inflection import Inflection, Reading
from app.training.examples.spinners.translation import learned
from app.training.lexicon import FUNCTION_WORDS, WordNet, read_moby

_RARE: Final = 40  # in 36 M words of news: below it a tool's output would need a dictionary to be read
_MOST_OPTIONS: Final = 24
_SHORTEST: Final = 3  # letters; what is shorter is mostly a sign of chemistry or a letter
_RARER: Final = 0.7  # nats: what tools put in is on average half as common as what they take out
_PARTS: Final = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}


class Choices(NamedTuple):
    """What a head can become: in its usual sense, and in other senses; the commonest first."""

    near: tuple[str, ...]
    far: tuple[str, ...]


class Found(NamedTuple):
    """A head that a thesaurus knows, its options, and the tag its replacement has to be put in ("": as it is)."""

    head: str
    options: Choices
    tag: str


Phrases = Mapping[tuple[str, ...], tuple[str, ...]]


class Heads(Mapping[str, Choices]):
    """Head → options, made when a head is first asked for: Moby alone has 2.5 M pairs."""

    def __init__(self, raw: Mapping[str, Sequence[str]], make: Callable[[str, Sequence[str]], Choices]) -> None:
        self.raw, self.make = raw, make
        self.made: dict[str, Choices] = {}

    def __getitem__(self, head: str) -> Choices:
        if head not in self.made:
            self.made[head] = self.make(head, self.raw[head])
        return self.made[head]

    def __iter__(self) -> Iterator[str]:
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


class SynonymSource(Protocol):
    """What a spinner asks of a thesaurus."""

    @property
    def phrases(self) -> Phrases:
        """What phrases can become."""

    @property
    def inflection(self) -> Inflection:
        """How its words are put into form."""

    def find(self, form: str, before: str = "", is_name: bool = False) -> Found | None:
        """Options of a lower-case word after `before`."""


@dataclass(frozen=True)
class Thesaurus:
    """Options for words and phrases. `heads` are lemmas, `word.n` and so on when `by_part`, or surface forms."""

    name: str
    heads: Mapping[str, Choices]
    phrases: Phrases
    inflection: Inflection
    is_surface: bool = False
    by_part: bool = False
    _found: dict[Reading, Found | None] = field(default_factory=dict)

    def find(self, form: str, before: str = "", is_name: bool = False) -> Found | None:
        """Options of a lower-case word after `before`; None when there are none. A name is never taken apart."""
        if not self.heads:
            return None
        reading = Reading(form, "", "") if self.is_surface else self.inflection.read(form, before)
        if is_name and reading.lemma != form:
            return None
        if reading not in self._found:
            self._found[reading] = self._look_up(form, reading)
        return self._found[reading]

    def _look_up(self, form: str, reading: Reading) -> Found | None:
        ending = f".{_PARTS.get(reading.part, '-')}" if self.by_part else ""
        for head, tag in ((form + ending, ""), (reading.lemma + ending, reading.tag)):
            if head in self.heads and any(options := self.heads[head]):
                return Found(head, options, tag if reading.lemma != form else "")
        return None


@dataclass(frozen=True)
class Joined:
    """Several thesauri as one: each word is looked up in one of them, always the same, then in the others."""

    name: str
    parts: tuple[Thesaurus, ...]

    @property
    def phrases(self) -> Phrases:
        """The phrases of the first that has any."""
        return next((part.phrases for part in self.parts if part.phrases), {})

    @property
    def inflection(self) -> Inflection:
        """They share one."""
        return self.parts[0].inflection

    def find(self, form: str, before: str = "", is_name: bool = False) -> Found | None:
        """What the word's own thesaurus knows, else the next one."""
        first = crc32(form.encode()) % len(self.parts)
        parts = (*self.parts[first:], *self.parts[:first])
        return next((found for part in parts if (found := part.find(form, before, is_name))), None)


@dataclass(frozen=True)
class Sources:
    """The folders and tables all thesauri are made from."""

    wordnet: WordNet
    wordnet_folder: Path
    inflection: Inflection
    lexical: Path
    build: Path


def is_common(phrase: str, counts: Mapping[str, int]) -> bool:
    """Whether each word of a phrase is met in news."""
    return all(counts.get(word, 0) >= _RARE for word in phrase.split(" "))


def moby(sources: Sources) -> Thesaurus:
    """Moby (public domain): hundreds of loose synonyms a head, no senses, no parts of speech."""
    table = read_moby(_moby_file(sources.build))
    counts = sources.inflection.counts
    phrases = {
        tuple(head.split()): options
        for head in table
        if " " in head and is_common(head, counts) and (options := _comparable(head, table[head], counts))
    }
    return Thesaurus("moby", _loose(table, sources), phrases, sources.inflection)


def _loose(table: Mapping[str, Sequence[str]], sources: Sources) -> Heads:
    """Heads whose options are told apart by WordNet: related to the head (near) or not (far)."""
    related = _Relation(sources.wordnet)
    counts = sources.inflection.counts

    def make(head: str, options: Sequence[str]) -> Choices:
        chosen = () if head in FUNCTION_WORDS else _comparable(head, options, counts)
        near = tuple(option for option in chosen if related(head, option))
        return Choices(near, tuple(option for option in chosen if option not in near))

    return Heads(table, make)


def _comparable(head: str, options: Iterable[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The options that are about as common as the head first (a little rarer is best), phrases by their rarest word."""
    level = math.log(min(counts.get(word, 1) for word in head.split(" "))) - _RARER
    rank = {option: abs(_log_count(option, counts) - level) for option in _usable(head, options, counts)}
    return tuple(sorted(rank, key=rank.__getitem__)[:_MOST_OPTIONS])


def _log_count(phrase: str, counts: Mapping[str, int]) -> float:
    return math.log(min(counts[word] for word in phrase.split(" ")))


def _usable(head: str, options: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    return [
        option
        for option in dict.fromkeys(options)
        if option != head and len(option) >= _SHORTEST and option not in FUNCTION_WORDS and is_common(option, counts)
    ]


def _moby_file(build: Path) -> Path | None:
    file = build / "moby-words.txt"
    if not file.exists() and shutil.which("npm"):
        build.mkdir(parents=True, exist_ok=True)
        rows = (",".join([head, *synonyms]) for head, synonyms in read_moby(None).items())
        file.write_text("\n".join(rows), "latin-1")
    return file


def _commonest(head: str, options: Iterable[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The usable options, the commonest first."""
    usable = _usable(head, options, counts)
    return tuple(sorted(usable, key=lambda option: -_log_count(option, counts))[:_MOST_OPTIONS])


class _Relation:
    """Whether two words share a synset of WordNet, or stand one step apart."""

    def __init__(self, wordnet: WordNet) -> None:
        self.synsets: dict[str, set[str]] = defaultdict(set)
        for key, synset in wordnet.synsets.items():
            for word in synset.words:
                self.synsets[word].add(key)
        self.steps = {
            key: {other for sign, other, _, _ in synset.pointers if sign in ("@", "&", "~")}
            for key, synset in wordnet.synsets.items()
        }

    def __call__(self, left: str, right: str) -> bool:
        mine, others = self.synsets.get(left, set()), self.synsets.get(right, set())
        return bool(mine & others) or any(self.steps[key] & others for key in mine)


def wordnet(sources: Sources) -> Thesaurus:
    """WordNet: the first synset of the word's part of speech is the usual sense, all others are sense-blind picks."""
    heads: dict[str, Choices] = {}
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    counts = sources.inflection.counts
    for lemma, letter, keys in _senses(sources.wordnet_folder):
        if lemma in FUNCTION_WORDS or len(lemma) < 3:
            continue
        groups = [_around(lemma, key, sources.wordnet, counts) for key in keys]
        near = groups[0]
        far = tuple(dict.fromkeys(word for group in groups[1:] for word in group if word not in near))
        if not near and not far:
            continue
        if " " in lemma:
            phrases[tuple(lemma.split())] = near or far
        else:
            heads[f"{lemma}.{letter}"] = Choices(near, far[:_MOST_OPTIONS])
    return Thesaurus("wordnet", heads, phrases, sources.inflection, by_part=True)


def _senses(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Lemma, part letter and synset keys in the order of senses, from WordNet's index files (format: wndb(5WN))."""
    for part, letter in _PARTS.items():
        with (folder / f"index.{part}").open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith(" "):
                    fields = line.split()
                    n_senses = int(fields[2])
                    yield fields[0].replace("_", " "), letter, [letter + key for key in fields[-n_senses:]]


def _around(lemma: str, key: str, wordnet: WordNet, counts: Mapping[str, int]) -> tuple[str, ...]:
    """Words of the synset, else of its neighbours (similar-to for adjectives, hypernyms for the rest)."""
    synset = wordnet.synsets[key]
    if any(sign == "@i" for sign, *_ in synset.pointers):  # one person or place: no word for another
        return ()
    words = _commonest(lemma, synset.words, counts)
    if words:
        return words
    signs = "&" if key.startswith("a") else "@"
    steps = (other for sign, other, _, _ in synset.pointers if sign in signs)
    return _commonest(lemma, (word for other in steps for word in wordnet.synsets[other].words), counts)[:4]


def ppdb(sources: Sources) -> Thesaurus:
    """PPDB 1.0 lexical pairs: surface forms, learned from parallel corpora, so inflected and often one step off."""
    (file,) = (sources.lexical / "ppdb").glob("*.gz")
    table: dict[str, list[str]] = defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            left, right = line.rstrip("\n").split("\t")
            if left.isalpha() and right.isalpha() and _root(left) != _root(right):
                table[left].append(right)
                table[right].append(left)
    return Thesaurus("ppdb", _loose(table, sources), {}, sources.inflection, is_surface=True)


def _root(word: str) -> str:
    return re.sub(r"(ies|ing|ed|es|s|e|y)$", "", word)


def lexsub(sources: Sources) -> Thesaurus:
    """What people put for a word in context (SemEval-2007, CoInCo, SWORDS): good sense, human-like."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    folder = sources.lexical / "lexsub"
    for name in ("lst_all.gold", "coinco_all.no_problematic.gold"):
        for head, substitute, n in _gold_rows(folder / name):
            votes[head][substitute] += n
    for name in ("swords-v1.1_dev.json.gz", "swords-v1.1_test.json.gz"):
        for head, substitute, n in _swords_rows(folder / name):
            votes[head][substitute] += n
    counts = sources.inflection.counts
    heads = {head: options for head, seen in votes.items() if any(options := _voted(head, seen, counts))}
    return Thesaurus("lexsub", heads, {}, sources.inflection, by_part=True)


def _voted(head: str, votes: Counter[str], counts: Mapping[str, int]) -> Choices:
    usable = [(word, n) for word, n in votes.most_common() if word != head[:-2] and is_common(word, counts)]
    near = tuple(word for word, n in usable if n > 1)
    return Choices(near, tuple(word for word, n in usable if n == 1))


_SUBSTITUTE: Final = re.compile(r"([^;:]+?) (\d+);")


def _gold_rows(file: Path) -> Iterator[tuple[str, str, int]]:
    for line in file.read_text("utf-8", "replace").splitlines():
        target, _, substitutes = line.partition(" :: ")
        head = ".".join(target.split(" ")[0].lower().split(".")[:2])
        for substitute, n in _SUBSTITUTE.findall(substitutes):
            yield head, substitute.strip().lower(), int(n)


def _swords_rows(file: Path) -> Iterator[tuple[str, str, int]]:
    parts = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
    data = orjson.loads(gzip.decompress(file.read_bytes()))
    for key, row in data["substitutes"].items():
        target = data["targets"][row["target_id"]]
        votes = sum(label.startswith("TRUE") for label in data["substitute_labels"][key])
        lemma = target.get("extra", {}).get("coinco_lemma", target["target"]).lower()
        if votes and target["pos"] in parts:
            yield f"{lemma}.{parts[target['pos']]}", row["substitute"].lower(), votes


def tortured(sources: Sources) -> Thesaurus:
    """Tortured phrases (Cabanac, Labbé, Magazinov: Problematic Paper Screener) for the expected ones, and their words.

    Words are learned where an expected and a tortured phrase of equal length differ: data → information.
    """
    data = orjson.loads((sources.lexical / "tortured" / "tortured-phrases.json").read_bytes())
    phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for row in data["phrases"]:
        said, meant = (re.sub(r"\s*\(.*?\)", "", row[key]).lower().split() for key in ("tortured", "correct"))
        if len(meant) > 1 and said:
            phrases[tuple(meant)].append(" ".join(said))
        if len(meant) == len(said):
            for left, right in zip(meant, said, strict=True):
                if left != right and left.isalpha() and right.isalpha() and _root(left) != _root(right):
                    words[left][right] += 1
    heads = {
        head: Choices((), tuple(word for word, _ in seen.most_common(_MOST_OPTIONS)))
        for head, seen in words.items()
        if head not in FUNCTION_WORDS
    }
    known = {key: tuple(dict.fromkeys(options)) for key, options in phrases.items()}
    return Thesaurus("tortured", heads, known, sources.inflection, is_surface=True)


def apertium(sources: Sources) -> Thesaurus:
    """A dictionary learned from round trips through Spanish and Catalan: mostly other senses, as inflected there."""
    counts = sources.inflection.counts
    news = articles(Split.TRAIN, sources.lexical.parent)
    texts = [article.text for article in islice(news, 0, _STEP * _TEXTS, _STEP)]
    words = sorted((word for word in counts if word.isalpha() and len(word) >= _SHORTEST), key=lambda word: -counts[word])
    table = learned(texts, words[:_WORDS], sources.build)
    heads: dict[str, Choices] = {}
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
    for head, others in table.items():
        usable = tuple(other for other in _usable(head, others, counts) if _root(other) != _root(head))
        if usable and " " in head:
            phrases[tuple(head.split())] = usable
        elif usable and head not in FUNCTION_WORDS:
            heads[head] = Choices((), usable)
    return Thesaurus("apertium", heads, phrases, sources.inflection, is_surface=True)


_TEXTS, _STEP, _WORDS = 200, 20, 20_000  # 200,000 words of news (every twentieth article) and single words: 4 minutes
