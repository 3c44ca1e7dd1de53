"""`unspun lexicon`: sources in, data/lexicon out (words, columns, relations, bigrams, manifest).

Needs WordNet (Debian's wordnet-base), the news counts and tagged corpora of the shared folder, and npm for Moby. The
word vectors are another command (`unspun training vectors`); what it left in the folder is kept.
"""

import gzip
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from nltk.stem.snowball import SnowballStemmer
from numpy.typing import NDArray

from app.lexicon import FEWEST, TAGSET, encode_keys, levels
from app.training.lexicon import pairs as lexicon_pairs
from app.training.lexicon.columns import Classifier, is_name
from app.training.lexicon.lemmas import Lemmatizer, Readings
from app.training.lexicon.manifest import Pack, npz_bytes, write_packs
from app.training.lexicon.sources import (
    Counts,
    Pair,
    WordNet,
    read_after_abbreviations,
    read_capitals,
    read_counts,
    read_moby,
    read_tags,
    read_wordnet,
)
from app.training.lexicon.tables import ABBREVIATIONS, FUNCTION_WORDS, NUMBER_FORMS, PHRASE_SWAPS, number_rows

WORD: Final = re.compile(r"[a-z0-9][a-z0-9'.-]*")
N_FIGURES: Final = 1000
"""The counts write every number as `#`; each figure with a row of its own gets this part of them."""
RARE: Final = 5
"""Below this count a news word needs a dictionary entry to get a row: the rest are mostly one person's name."""
MOST_WORDS_IN_PHRASE: Final = 4
COMMAND: Final = "unspun lexicon"
WORDNET_AND_MOBY: Final = "WordNet licence; Moby is public domain"
COUNTS_ONLY: Final = "counts, free of texts"
_COLUMN_SOURCE: Final = "tag counts of Brown and MASC, capitals and counts in news, WordNet 3.0, simplemma, Snowball"
_PAIR_SOURCE: Final = "WordNet 3.0, Moby Thesaurus (npm moby 1.1.2), our own tables"
_BIGRAM_SOURCE: Final = "bigram counts of 36.4 M words of news"

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the packs are made from, read into memory."""

    wordnet: WordNet
    moby: Mapping[str, Sequence[str]]
    unigrams: Counts
    bigrams: Counts
    tags: Mapping[str, Counter[str]]
    capitals: Mapping[str, tuple[int, int]]
    after_abbreviations: Mapping[Pair, int]


def read_sources(wordnet: Path, shared: Path, moby: Path | None) -> Sources:
    """Reads all sources; takes about a minute."""
    counts, news = shared / "lexical" / "bigram_news", shared / "news" / "allsides.jsonl.gz"
    return Sources(
        read_wordnet(wordnet),
        read_moby(moby),
        read_counts(counts / "unigrams.tsv.gz"),
        read_counts(counts / "bigrams.tsv.gz"),
        read_tags(shared / "lexical" / "nltk"),
        read_capitals(news),
        read_after_abbreviations(news, ABBREVIATIONS),
    )


def choose_words(sources: Sources) -> dict[str, int]:
    """Returns word → count in news, most frequent first: the vocabulary in row order."""
    in_wordnet = {word for words in sources.wordnet.headwords.values() for word in words}
    in_moby = set(sources.moby) | {word for synonyms in sources.moby.values() for word in synonyms}
    dictionary = in_wordnet | in_moby
    forms = {word for table in sources.wordnet.exceptions.values() for word in table}
    words = {
        word: count
        for word, count in sources.unigrams.items()
        if WORD.fullmatch(word) and (count >= RARE or word in dictionary or word in forms)
    }
    unseen = {word for word in in_wordnet & in_moby if WORD.fullmatch(word)} - words.keys()
    phrases = {phrase: count for phrase in dictionary | _our_phrases() if (count := phrase_count(phrase, sources.bigrams))}
    words |= dict.fromkeys(unseen | FUNCTION_WORDS - words.keys(), 0) | phrases
    words |= {word: words.get(word, 0) for word in _our_phrases()} | dict.fromkeys(number_rows(), 0)
    words |= abbreviation_counts(sources)
    words |= {word: sources.unigrams["#"] // N_FIGURES for word in number_rows() if word[0].isdigit()}
    words["#"] = sources.unigrams["#"]
    return dict(sorted(words.items(), key=lambda item: (-item[1], item[0])))


def _our_phrases() -> set[str]:
    numbers = (word for pair in NUMBER_FORMS for word in pair)
    return {word for word in (*(word for group in PHRASE_SWAPS for word in group), *numbers) if " " in word}


def abbreviation_counts(sources: Sources) -> Counts:
    """Returns how often each abbreviation occurs; seen in a part of the news, scaled to all of it by "mr."."""
    seen = Counter[str]()
    for (abbreviation, _), count in sources.after_abbreviations.items():
        seen[abbreviation] += count
    scale = sources.bigrams["mr ."] / seen["mr."]
    return {word: round(seen[word] * scale) for word in ABBREVIATIONS}


def _stem_of_abbreviation(word: str) -> str:
    """The counts write "u.s." as `u . s .` and "mr." as `mr .`: the first piece stands for the whole."""
    return word.split(".", 1)[0]


def phrase_count(phrase: str, bigrams: Counts) -> int:
    """Returns how often a phrase may occur: the count of its rarest bigram; 0 unless 2-4 words, all bigrams seen."""
    words = phrase.split(" ")
    if not 2 <= len(words) <= MOST_WORDS_IN_PHRASE:
        return 0
    return min(bigrams.get(f"{one} {two}", 0) for one, two in pairwise(words))


def build_columns(counts: Mapping[str, int], sources: Sources) -> Columns:
    """Returns the columns by name, each [n_words + 1]; the last row is the unknown word's."""
    index = {word: row for row, word in enumerate(counts)}
    tags, none = sources.tags, Counter[str]()
    names = {word for word, capitals in sources.capitals.items() if is_name(capitals, tags.get(word, none))}
    lemmatizer = Lemmatizer(sources.wordnet, sources.tags, index, names)
    readings = [lemmatizer.read(word) for word in counts]
    return {
        "count": np.array([*counts.values(), 0], dtype=np.uint32),
        **_lemma_columns(readings, index),
        **_class_columns(index, readings, sources),
        "stem": _stems(index, readings),
        "is_function": np.array([*(word in FUNCTION_WORDS for word in index), False]),
        "as_left": _edges(index, -1),
        "as_right": _edges(index, 0),
    }


def _lemma_columns(readings: Sequence[Readings], index: Mapping[str, int]) -> Columns:
    unknown = len(index)
    lemma = np.array([*(index[reading.lemma] for reading in readings), unknown], dtype=np.int32)
    second = np.array([*(index[reading.second] for reading in readings), unknown], dtype=np.int32)
    chained = lemma[lemma] != lemma
    second = np.where(chained, lemma, second)
    while (lemma[lemma] != lemma).any():
        lemma = lemma[lemma]
    return {"lemma": lemma, "second": second}


def _class_columns(index: Mapping[str, int], readings: Sequence[Readings], sources: Sources) -> Columns:
    classifier = Classifier(sources.wordnet, sources.tags, sources.capitals)
    classes = [classifier.classify(word, reading) for word, reading in zip(index, readings, strict=True)]
    return {
        "part_of_speech": np.array([*(found.parts.value for found in classes), 0], dtype=np.uint8),
        "main_part": np.array([*(found.main.value for found in classes), 0], dtype=np.uint8),
        "fine_tag": np.array([*(TAGSET.index(found.tag) for found in classes), 0], dtype=np.uint8),
    }


def _stems(index: Mapping[str, int], readings: Sequence[Readings]) -> NDArray[np.int32]:
    """Returns one number a family of derived words (Snowball's stem of the lemma)."""
    stemmer = SnowballStemmer("english")
    numbers: dict[str, int] = {}
    stems = (word if " " in word else stemmer.stem(reading.lemma) for word, reading in zip(index, readings, strict=True))
    return np.array([*(numbers.setdefault(stem, len(numbers)) for stem in stems), -1], dtype=np.int32)


def _edges(index: Mapping[str, int], place: int) -> NDArray[np.int32]:
    """Returns the row whose bigrams a word uses as left (place -1) or right neighbour (place 0)."""
    unknown = len(index)
    rows = [index.get(_edge(word, place), unknown) for word in index]
    return np.array([*rows, unknown], dtype=np.int32)


def _edge(word: str, place: int) -> str:
    if word[:1].isdigit():
        return "#"
    if word in ABBREVIATIONS:
        return _stem_of_abbreviation(word) if place == 0 else word
    return word.split(" ")[place]


def build_bigrams(counts: Mapping[str, int], sources: Sources) -> Columns:
    """Returns encoded keys (left * (n_words + 1) + right, sorted) and counts of the bigrams with both words known."""
    index = {word: row for row, word in enumerate(counts)}
    base = len(index) + 1
    pairs = [(*pair.split(" ", 1), count) for pair, count in sources.bigrams.items()]
    pairs += abbreviation_bigrams(counts, sources.after_abbreviations)
    found = {index[one] * base + index[two]: count for one, two, count in pairs if one in index and two in index}
    keys = np.array(sorted(found), dtype=np.uint64)
    return {"keys": encode_keys(keys), "values": levels(np.array([found[int(key)] for key in keys]))}


def abbreviation_bigrams(counts: Mapping[str, int], after: Mapping[Pair, int]) -> list[tuple[str, str, int]]:
    """Returns what follows "u.s." and its like, scaled to the size of the shared counts, the scarce ones dropped."""
    seen = Counter[str]()
    for (abbreviation, _), count in after.items():
        seen[abbreviation] += count
    scaled = ((one, two, round(count * counts[one] / seen[one])) for (one, two), count in after.items())
    return [(one, two, count) for one, two, count in scaled if count >= FEWEST]


def build_relations(index: Mapping[str, int], sources: Sources) -> Columns:
    """Returns encoded keys (lower row * (n_words + 1) + higher row, sorted) and one stored byte a pair."""
    found: dict[int, int] = {}
    for pairs in (
        lexicon_pairs.wordnet_pairs(sources.wordnet),
        lexicon_pairs.moby_pairs(sources.moby),
        lexicon_pairs.spelling_pairs(index),
        lexicon_pairs.table_pairs(),
    ):
        lexicon_pairs.collect(pairs, index, found)
    lexicon_pairs.spread_over_spellings(found, len(index) + 1)
    keys, marks = lexicon_pairs.as_arrays(found)
    return {"keys": encode_keys(keys), "values": marks}


def build(sources: Sources, folder: Path) -> None:
    """Builds every pack but the vectors and writes them with the manifest."""
    counts = choose_words(sources)
    index = {word: row for row, word in enumerate(counts)}
    columns, bigrams = build_columns(counts, sources), build_bigrams(counts, sources)
    relations = build_relations(index, sources)
    words = gzip.compress("\n".join(index).encode(), mtime=0)
    n_counted = sum(count for word, count in sources.unigrams.items() if WORD.fullmatch(word) or word == "#")
    packs = (
        Pack(
            "words.txt.gz",
            words,
            len(index),
            "WordNet 3.0, Moby Thesaurus, news word counts",
            WORDNET_AND_MOBY,
            COMMAND,
        ),
        Pack("columns.npz", npz_bytes(columns), len(index) + 1, _COLUMN_SOURCE, WORDNET_AND_MOBY, COMMAND),
        Pack("relations.npz", npz_bytes(relations), len(relations["values"]), _PAIR_SOURCE, WORDNET_AND_MOBY, COMMAND),
        Pack("bigrams.npz", npz_bytes(bigrams), len(bigrams["values"]), _BIGRAM_SOURCE, COUNTS_ONLY, COMMAND),
    )
    write_packs(folder, packs, {"n_words": len(index), "n_counted": n_counted})
