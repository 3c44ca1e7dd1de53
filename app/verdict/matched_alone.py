"""How likely is spun what passages hold, asked of them alone: a text beside them is no evidence for or against a spinner.

Most evidence is counted by passages, but what two texts have in common is counted over the whole of both. So a paragraph that has
nothing to do with the reference moved P(spun), and sentences that somebody cut from the reference spoke for a retelling. Here the
same evidence is reckoned as if the words that no passage holds were not there (decision 0048).
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.align import Alignment
from app.model import SPUN
from app.verdict.said import with_spun

# Of the article by the whole texts, from which on the passages alone are asked, and up to which: beyond, nothing turns on it.
LEAST_ASKED, MOST_ASKED = 0.02, 0.99
LEAST_MATCHED = 0.25  # of the suspect in passages: training calls an article spun from such a share on


class Classes(NamedTuple):
    """Class probabilities of the article and of each passage."""

    article: Sequence[float]
    passages: Sequence[Sequence[float]]


def asks_passages_alone(alignment: Alignment, classes: Classes) -> bool:
    """Whether words stand in no passage, and something may turn on that; `classes` are those by the whole texts."""
    if not LEAST_ASKED <= classes.article[SPUN] < MOST_ASKED or not alignment.passages:
        return False
    n_reference = sum(len(passage.reference) for passage in alignment.passages)
    return alignment.n_matched < len(alignment.suspect) or n_reference < len(alignment.reference)


def as_matched(alignment: Alignment, classes: Classes, alone: tuple[float, Sequence[float]], said_from: float) -> Classes:
    """The same with what passages alone say of `spun`; the other classes share the rest as they did.

    That may only lower a passage's. Where passages hold little of a text, as of a report with a few sentences of another one, it
    may only lower the article's, and they keep theirs. And an article that the whole texts call spun, with `said_from` or more,
    stays so.
    """
    whole, (spun, of_passages) = classes.article[SPUN], alone
    least = said_from if whole >= said_from else 0.0
    if alignment.n_matched < LEAST_MATCHED * len(alignment.suspect):
        return Classes(with_spun(classes.article, max(min(spun, whole), least)), classes.passages)
    passages = [with_spun(each, min(p, each[SPUN])) for each, p in zip(classes.passages, of_passages, strict=True)]
    return Classes(with_spun(classes.article, max(spun, least)), passages)
