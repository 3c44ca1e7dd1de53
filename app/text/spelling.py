"""The words of a text in the form they are matched in: as strings, or as letters that become strings when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from app.text.twins import scanner, twin_of


class Spelling(Protocol):
    """Words in order."""

    def __len__(self) -> int:
        """Number of words."""
        ...

    def __getitem__(self, k: int, /) -> str:
        """Word number `k`."""
        ...

    def between(self, start: int, end: int, step: int = 1) -> tuple[str, ...]:
        """The words from `start` to `end`, each or every n-th."""
        ...

    def wording(self, start: int, end: int) -> str:
        """The words from `start` to `end`, a blank between them."""
        ...

    def wordings(self, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> list[str]:
        """The wording of several stretches."""
        ...

    def count_words(self, end: int) -> int:
        """How many of the first `end` begin with no figure."""
        ...

    def only(self, kept: NDArray[np.bool_]) -> "Spelling":
        """The words that `kept` marks."""
        ...

    def replaced(self, words: dict[int, str]) -> "Spelling":
        """The same words, but for some by number."""
        ...


@dataclass(frozen=True, slots=True)
class Strings:
    """The plain twin of `scanner.Letters`."""

    norms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.norms)

    def __getitem__(self, k: int, /) -> str:
        return self.norms[k]

    def between(self, start: int, end: int, step: int = 1) -> tuple[str, ...]:
        """As `Spelling.between`."""
        return self.norms[max(start, 0) : end : step]

    def wording(self, start: int, end: int) -> str:
        """As `Spelling.wording`."""
        return " ".join(self.norms[start:end])

    def wordings(self, starts: NDArray[np.int32], ends: NDArray[np.int32]) -> list[str]:
        """As `Spelling.wordings`."""
        return [self.wording(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def count_words(self, end: int) -> int:
        """As `Spelling.count_words`."""
        return sum(not norm.startswith(tuple("0123456789")) for norm in self.norms[:end])

    def only(self, kept: NDArray[np.bool_]) -> Self:
        """As `Spelling.only`."""
        return type(self)(tuple(compress(self.norms, kept.tolist())))

    def replaced(self, words: dict[int, str]) -> Self:
        """As `Spelling.replaced`."""
        return type(self)(tuple(words.get(k, norm) for k, norm in enumerate(self.norms)))


def spelled_plainly(norms: Sequence[str]) -> Spelling:
    """What `spelled` returns, without the compiled letters."""
    return Strings(tuple(norms))


@twin_of(spelled_plainly)
def spelled(norms: Sequence[str]) -> Spelling:
    """The spelling of words that are strings already."""
    return scanner.Letters.of(norms)
