"""Where the lexicon comes from: WordNet, Moby, news counts, tagged corpora, read into plain tables."""

import gzip
import json
import re
import subprocess
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.lexicon import TAGSET

PARTS: Final = ("noun", "verb", "adj", "adv")
MOBY_PACKAGE: Final = "moby@1.1.2"
MOBY_ENCODING: Final = "latin-1"

Counts = dict[str, int]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Synset:
    """One WordNet synset: its words, and pointers (symbol, other synset, source word, target word; 0 is all words)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True)
class WordNet:
    """Synsets by key ("n00001740"), headwords by part of speech, irregular forms (form → lemmas) by part of speech."""

    synsets: dict[str, Synset]
    headwords: dict[str, frozenset[str]]
    exceptions: dict[str, dict[str, list[str]]]

    def parts(self, word: str) -> frozenset[str]:
        """Returns the parts of speech ("noun", …) under which the word is a headword."""
        return frozenset(part for part in PARTS if word in self.headwords[part])


def read_wordnet(folder: Path) -> WordNet:
    """Reads WordNet's data and exception files (format: wndb(5WN))."""
    synsets = dict(entry for part in PARTS for entry in _synsets(folder / f"data.{part}"))
    heads: dict[str, set[str]] = {part: set() for part in PARTS}
    letters = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
    for key, synset in synsets.items():
        heads[letters[key[0]]].update(synset.words)
    exceptions = {part: _exceptions(folder / f"{part}.exc") for part in PARTS}
    return WordNet(synsets, {part: frozenset(words) for part, words in heads.items()}, exceptions)


def _synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith(" "):
                fields = line.split("|", 1)[0].split()
                yield _kind(fields[2]) + fields[0], _synset(fields)


def _synset(fields: list[str]) -> Synset:
    n_words = int(fields[3], 16)
    words = tuple(re.sub(r"\(\w+\)$", "", word).replace("_", " ").lower() for word in fields[4 : 4 + 2 * n_words : 2])
    start = 4 + 2 * n_words
    rows = [fields[start + 1 + 4 * place : start + 5 + 4 * place] for place in range(int(fields[start]))]
    return Synset(words, tuple((sign, _kind(part) + key, int(ends[:2], 16), int(ends[2:], 16)) for sign, key, part, ends in rows))


def _kind(letter: str) -> str:
    return "a" if letter == "s" else letter


def _exceptions(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8") as lines:
        return {fields[0].replace("_", " "): fields[1:] for fields in map(str.split, lines)}


def read_moby(path: Path | None) -> dict[str, list[str]]:
    """Returns head → synonyms, lower-cased; without a path the npm package is fetched into a temporary folder."""
    text = path.read_text(MOBY_ENCODING) if path else _fetch_moby()
    table: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        head, *synonyms = (word.strip() for word in line.lower().split(","))
        table[head].extend(synonyms)
    return dict(table)


def _fetch_moby() -> str:
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", MOBY_PACKAGE]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - fixed words
        with tarfile.open(Path(folder) / done.stdout.strip().splitlines()[-1]) as archive:
            member = archive.extractfile("package/words.txt")
            if member is None:
                raise FileNotFoundError("package/words.txt in " + MOBY_PACKAGE)
            return member.read().decode(MOBY_ENCODING)


def read_counts(path: Path) -> Counts:
    """Returns the counts of a gzip tsv (`word<TAB>count` or `left right<TAB>count`)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {word: int(count) for word, _, count in (line.rstrip("\n").partition("\t") for line in lines)}


def read_tags(folder: Path) -> dict[str, Counter[str]]:
    """Returns lower-cased word → counts of Penn tags, from the zips of Brown (tags mapped) and MASC in a folder."""
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for word, tag in _tagged(folder / "brown.zip", "/", r"brown/c[a-r]\d\d$"):
        tags[word.lower()][brown_to_penn(tag)] += 1
    for word, tag in _tagged(folder / "masc_tagged.zip", "_", r".*\.txt$"):
        tags[word.lower()][tag] += tag in TAGSET
    return {word: +counts for word, counts in tags.items()}


def _tagged(path: Path, mark: str, names: str) -> Iterator[Pair]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.match(names, name):
                for token in archive.read(name).decode("utf-8", "replace").split():
                    word, found, tag = token.rpartition(mark)
                    if found and word:
                        yield word, tag


_BROWN: Final = {
    "at": "DT", "dt": "DT", "dti": "DT", "dts": "DT", "dtx": "DT", "ap": "JJ", "abn": "PDT", "abx": "PDT", "abl": "PDT",
    "np": "NNP", "nps": "NNPS", "nn": "NN", "nns": "NNS", "nr": "NNP", "nrs": "NNPS", "vb": "VB", "vbd": "VBD",
    "vbg": "VBG", "vbn": "VBN", "vbz": "VBZ", "jj": "JJ", "jjr": "JJR", "jjt": "JJS", "jjs": "JJ", "rb": "RB",
    "rbr": "RBR", "rbt": "RBS", "rn": "RB", "rp": "RP", "in": "IN", "cs": "IN", "to": "TO", "cc": "CC", "cd": "CD",
    "od": "JJ", "pn": "NN", "pps": "PRP", "ppss": "PRP", "ppo": "PRP", "ppl": "PRP", "ppls": "PRP", "pp": "PRP$",
    "wdt": "WDT", "wps": "WP", "wpo": "WP", "wp": "WP$", "wrb": "WRB", "wql": "WRB", "ql": "RB", "qlp": "RB",
    "ex": "EX", "md": "MD", "be": "VB", "bed": "VBD", "bedz": "VBD", "beg": "VBG", "bem": "VBP", "ber": "VBP",
    "bez": "VBZ", "ben": "VBN", "do": "VB", "dod": "VBD", "doz": "VBZ", "hv": "VB", "hvd": "VBD", "hvg": "VBG",
    "hvn": "VBN", "hvz": "VBZ", "uh": "UH", "*": "RB", "fw": "FW",
}  # fmt: skip


def brown_to_penn(tag: str) -> str:
    """Returns the Penn tag family of a Brown tag; "" for punctuation. Title, headline and cited marks are dropped."""
    core = re.split(r"[-+]", tag.lower())[0]
    return _BROWN.get(core) or _BROWN.get(core.rstrip("$*"), "")


def read_capitals(path: Path) -> dict[str, tuple[int, int]]:
    """Returns lower-cased word → (times capitalised, times seen) after a lower-case word, in gzip JSON lines."""
    shown: Counter[str] = Counter()
    for text in _news(path):
        shown.update(re.findall(r"(?<=[a-z] )[A-Za-z][\w'-]*", text))
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, count in shown.items():
        seen[word.lower()] += count
        capital[word.lower()] += count * word[0].isupper()
    return {word: (capital[word], count) for word, count in seen.items()}


def read_after_abbreviations(path: Path, abbreviations: Iterable[str]) -> Counter[Pair]:
    """Returns counts of (abbreviation, next word), lower-cased, in gzip JSON lines of news.

    The shared counts split "u.s." into `u . s .`, so what follows it cannot be told from what follows a full stop.
    """
    wanted = frozenset(abbreviations)
    pattern = re.compile(r"(?<![\w.])((?:[A-Za-z]\.){2,}|[A-Za-z]{2,5}\.) ([A-Za-z][\w'-]*)")
    found: Counter[Pair] = Counter()
    for text in _news(path):
        found.update((one.lower(), two.lower()) for one, two in pattern.findall(text) if one.lower() in wanted)
    return found


def _news(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"].replace("\u2019", "'")
