"""How many words a reader is told that a stretch has: as many as are compared."""

import pytest

from app.text import read_text
from app.views.copying import count_words


@pytest.mark.parametrize(
    "text",
    [
        "At 17.55 or 17:55 it cost £2.3m, or 1,234.50.",
        "It’s well-known; don't re‑open it.",
        "One,two and 3_4: five.",
        "",
        "2019–20, x—y",
    ],
)
def test_words_are_counted_as_they_are_compared(text: str) -> None:
    assert count_words(text) == len(read_text(text))
