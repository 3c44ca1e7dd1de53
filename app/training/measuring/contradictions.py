"""What may not stand together in one report, as a table of rules; and what may not follow when evidence is taken away.

Pure: in go the label, the probabilities, the reuse and the number of likely swaps; out come the names of the rules broken.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.training.examples import TaughtLabel

SURE: Final = 0.9
"""A class with this probability is the label, or the probability is not one."""
TOLERANCE: Final = 1e-6
"""A probability has risen when it is higher by more than the last digits of a float."""
_REUSED: Final = frozenset(map(str, (TaughtLabel.COPIED, TaughtLabel.SPUN, TaughtLabel.PARAPHRASED)))
_CLASSES: Final = tuple(map(str, TaughtLabel))


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of an article or a passage: its label, the four classes' probabilities, its number of likely swaps."""

    label: str
    probabilities: tuple[float, ...]
    n_likely: int

    @property
    def is_unsupported(self) -> bool:
        """Whether it is called spun though no swap of it is likely a spinner's."""
        return self.label == TaughtLabel.SPUN and self.n_likely == 0

    @property
    def is_torn(self) -> bool:
        """Whether one class is all but certain and the label is another one, or none."""
        top = max(self.probabilities, default=0.0)
        return top >= SURE and self.label != _CLASSES[self.probabilities.index(top)]


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says: of the article, of each passage, and the share of the suspect's words by class."""

    article: Statement
    passages: tuple[Statement, ...]
    reuse: Mapping[str, float]

    @property
    def p_spun(self) -> float:
        """Probability that the article is spun."""
        return self.article.probabilities[_CLASSES.index(TaughtLabel.SPUN)]


def _has_no_share(said: Said) -> bool:
    return said.article.label in _REUSED and said.reuse.get(said.article.label, 0.0) <= 0


RULES: Final[dict[str, Callable[[Said], bool]]] = {
    "spun without a likely swap": lambda said: said.article.is_unsupported,
    "a passage spun without a likely swap": lambda said: any(p.is_unsupported for p in said.passages),
    "no word reused in the way the label says": _has_no_share,
    "P ≥ .9 and another label": lambda said: said.article.is_torn,
    "a passage with P ≥ .9 and another label": lambda said: any(p.is_torn for p in said.passages),
}
"""What makes a report contradict itself, by name."""


def contradictions(said: Said) -> Iterator[str]:
    """The names of the rules that a report breaks."""
    return (name for name, is_broken in RULES.items() if is_broken(said))


def n_rises(probabilities: Sequence[float]) -> int:
    """How often a probability rises along steps after which it may only fall or stay."""
    return sum(after > before + TOLERANCE for before, after in pairwise(probabilities))


def steepest_rise(probabilities: Sequence[float]) -> float:
    """The most by which it rises in one step, 0 when it never does."""
    return max((after - before for before, after in pairwise(probabilities)), default=0.0)
