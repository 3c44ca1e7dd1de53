"""The words of a lexicon as one text, a line each: as Python's strings and as a dict of them only for those who ask."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class LexiconWords:
    """`written` is the text in UTF-8. The compiled look-ups need no more; the list of the words takes 7 MB, the dict 5."""

    written: NDArray[np.uint8]

    @property
    def text(self) -> str:
        """The words, a line each, in the order of their rows."""
        return self.written.tobytes().decode()

    @cached_property
    def words(self) -> list[str]:
        """Every word by its row."""
        return self.text.split("\n")

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each word."""
        return dict(zip(self.words, range(len(self.words)), strict=True))
