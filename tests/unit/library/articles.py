"""Articles of our own making: every one has words of its own, so that what two share is what a test put there."""

from collections.abc import Sequence
from random import Random

from app.library import Entry
from app.sources import Source
from app.store import ArticleFacts

_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def made_words(seed: int, n: int) -> list[str]:
    """Words that mean nothing: three syllables each."""
    random = Random(seed)
    return ["".join(random.choices(_SYLLABLES, k=3)) for _ in range(n)]


def made_text(seed: int, n: int = 200) -> str:
    """An article of such words."""
    return " ".join(made_words(seed, n))


def swapped(text: str, rate: float, seed: int = 0) -> str:
    """The text with this share of its words put in the place of others."""
    random = Random(seed)
    others = made_words(1_000_000 + seed, len(text.split()))
    return " ".join(other if random.random() < rate else word for word, other in zip(text.split(), others, strict=True))


def entry(external_id: str, text: str, *, keeps_text: bool = True, **facts: str | float) -> Entry:
    """An article to be put on a shelf."""
    about = ArticleFacts(**facts)  # type: ignore[arg-type]
    return Entry.read(external_id, Source(text=text), about, max_characters=1_000_000, keeps_text=keeps_text)


def entries(texts: Sequence[str]) -> list[Entry]:
    """Articles named by their place."""
    return [entry(f"a{place}", text) for place, text in enumerate(texts)]
