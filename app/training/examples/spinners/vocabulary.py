"""The words that a tool takes when it looks for no synonym: any word, or one that often follows the word before it."""

import gzip
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

from app.training.lexicon import FUNCTION_WORDS, read_counts

_SHORTEST: Final = 3  # letters
_COMMON: Final = 60  # in 36 M words of news
_MOST: Final = 40  # followers of a word that are kept, the commonest
_SKEW: Final = 2.0  # the commonest words are taken more often: place = n · u²
_BIGRAMS: Final = "bigram_news/bigrams.tsv.gz"
_UNIGRAMS: Final = "bigram_news/unigrams.tsv.gz"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Content words, the commonest first, and the content words that often follow a word."""

    words: Sequence[str]
    followers: Mapping[str, Sequence[str]]

    def any_word(self, random: Random) -> str:
        """A content word, a common one more often."""
        return self.words[int(len(self.words) * random.random() ** _SKEW)]

    def likely(self, before: str, after: str, random: Random) -> str:
        """A word that was seen after `before`, and before `after` when there is one; else any word."""
        known = self.followers.get(before, ())
        fitting = [word for word in known if after in self.followers.get(word, ())]
        return random.choice(fitting or known) if known else self.any_word(random)


@lru_cache(maxsize=2)
def load_vocabulary(lexical: Path) -> Vocabulary:
    """The vocabulary of the news counts in the folder `lexical` (2 s, once a process)."""
    counts = read_counts(lexical / _UNIGRAMS)
    words = sorted((word for word, n in counts.items() if n >= _COMMON and _is_content(word)), key=lambda word: -counts[word])
    return Vocabulary(tuple(words), _followers(lexical / _BIGRAMS, frozenset(words)))


def _is_content(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in FUNCTION_WORDS


def _followers(file: Path, words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The commonest followers of each word; the file has the commonest pairs first."""
    found: dict[str, list[str]] = defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            left, _, right = line.partition("\t")[0].partition(" ")
            if right in words and len(found[left]) < _MOST:
                found[left].append(right)
    return {left: tuple(rights) for left, rights in found.items() if rights}
