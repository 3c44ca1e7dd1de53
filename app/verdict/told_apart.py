"""Whether what was reworded was retold, or is of the same event: asked once more of the facts that only the suspect has.

Two reports of one event have its names and figures in common, often in one order; what tells them apart from a text and its
retelling is what each knows beyond the other. Who retells brings no names and figures of their own. So `paraphrased` and
`independent` are weighed against each other by a regression that sees such facts beside the odds (decision 0044); no other class
is touched, and nothing is moved where somebody may be accused of spinning.
"""

from collections.abc import Sequence
from math import exp, inf, log
from typing import NamedTuple

from app.align import Alignment
from app.features import CLASSES, OwnFacts
from app.model import Telling
from app.text import Span
from app.verdict.types import Judgement, Label

# What the regression sees is bounded: beyond that there is little to learn from.
MOST_ODDS = 6.0  # nats for or against
MOST_TOLD = 8.5  # nats of what it says: either class keeps .0002 of both
MOST_OWN = 0.15  # own facts a word
ENOUGH = 0.03  # facts a word; essays have fewer, and more say nothing more
LEAST_ALONG = 0.2  # of the suspect in passages, under which none goes along with it: a quotation in a report of its own
ASKED_FROM = 0.05  # probability of `paraphrased`; under it no label turns on it
FEWEST_TOLD = 3  # own facts that a reason tells of
MAY_BE_SPUN = 0.3  # probability of `spun` from which a label might be that, where `paraphrased` has a say: nothing is moved then
_INDEPENDENT, _SPUN, _PARAPHRASED = (CLASSES.index(label) for label in (Label.INDEPENDENT, Label.SPUN, Label.PARAPHRASED))
Probabilities = tuple[float, ...]


class Told(NamedTuple):
    """The class probabilities of the article and of each passage, weighed anew; `own` is None where nothing was asked."""

    article: Probabilities
    passages: Sequence[Probabilities]
    own: OwnFacts | None


class JudgedStretch(NamedTuple):
    """A stretch of the suspect and its class probabilities."""

    probabilities: Probabilities
    span: Span


def told_apart(alignment: Alignment, article: Probabilities, passages: Sequence[Probabilities], telling: Telling | None) -> Told:
    """The probabilities with `paraphrased` and `independent` weighed against each other by the suspect's own facts.

    They are looked for where a label may turn on them. Passages go along with an article that is likelier retold; none is asked
    in an article that may be spun, for how likely that is hangs on what its passages may be.
    """
    may_be_spun = article[_SPUN] >= MAY_BE_SPUN
    if telling is None or may_be_spun or not any(is_open(each) for each in (article, *passages)):
        return Told(article, passages, None)
    own = OwnFacts.of(alignment.pair)
    whole = weighed(JudgedStretch(article, Span(0, len(alignment.suspect))), own, telling)
    goes_along = log_odds(whole) > 0.0 and alignment.n_matched >= LEAST_ALONG * len(alignment.suspect)
    along = log_odds(whole) if goes_along else -inf
    stretches = (JudgedStretch(p, at.suspect) for p, at in zip(passages, alignment.passages, strict=True))
    return Told(whole, [weighed(stretch, own, telling, along) for stretch in stretches], own)


def weighed(stretch: JudgedStretch, own: OwnFacts, telling: Telling, least: float = -inf) -> Probabilities:
    """The probabilities of one stretch, `paraphrased` and `independent` weighed against each other anew.

    `least`: the log odds that it has at least.
    """
    found = stretch.probabilities
    if not is_open(found):
        return found
    odds = max(telling.log_odds(told_values(stretch, own)), least)
    odds = max(-MOST_TOLD, min(odds, MOST_TOLD))
    both, changed = found[_PARAPHRASED] + found[_INDEPENDENT], [*found]
    changed[_PARAPHRASED], changed[_INDEPENDENT] = both / (1.0 + exp(-odds)), both / (1.0 + exp(odds))
    return tuple(changed)


def told_values(stretch: JudgedStretch, own: OwnFacts) -> tuple[float, ...]:
    """What the regression weighs, in the order of `TELLING_FEATURES`."""
    facts, own_ones = own.rates(stretch.span)
    return log_odds(stretch.probabilities), min(own_ones, MOST_OWN), min(facts / ENOUGH, 1.0)


def log_odds(probabilities: Probabilities) -> float:
    """Of `paraphrased` against `independent`, nats, at most `MOST_ODDS` for or against."""
    odds = log(probabilities[_PARAPHRASED] / probabilities[_INDEPENDENT])
    return max(-MOST_ODDS, min(odds, MOST_ODDS))


def is_open(probabilities: Probabilities) -> bool:
    """Whether a label may turn on what was retold, and none on what was spun."""
    return probabilities[_PARAPHRASED] >= ASKED_FROM and probabilities[_SPUN] < MAY_BE_SPUN


def own_reason(article: Judgement, found: OwnFacts | None) -> tuple[str, ...]:
    """That the suspect tells things of its own, where that may be why nobody is accused."""
    n_own = int(found.own[-1]) if found is not None else 0
    told = article.candidates or (article.label,)
    if n_own < FEWEST_TOLD or Label.INDEPENDENT not in told:
        return ()
    return (f"{n_own} names and figures of the suspect stand nowhere in the reference.",)
