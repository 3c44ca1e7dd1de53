"""Whether what was reworded was retold, or is of the same event: asked once more of the facts that only the suspect has.

Two reports of one event have its names and figures in common, often in one order; what tells them apart from a text and its
retelling is what each knows beyond the other. Who retells brings no names and figures of their own. So the odds of
`paraphrased` against `independent` rise where a text has facts, and fall with each that the reference holds nowhere; no other
class is touched.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from app.align import Alignment
from app.features import CLASSES, OwnFacts
from app.text import Span
from app.verdict.types import Judgement, Label

# Chosen on dev; what was tried and what they move stands in decision 0044.
AGAINST = 30.0  # nats a word of own facts: three in a hundred words against .9
MOST_OWN = 0.15  # a word; more says nothing more
FOR = 0.7  # nats that facts speak for a retelling where there are enough of them
ENOUGH = 0.03  # facts a word; essays have fewer, and nothing follows from that
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


def told_apart(alignment: Alignment, article: Probabilities, passages: Sequence[Probabilities]) -> Told:
    """The probabilities with `paraphrased` and `independent` weighed against each other by the suspect's own facts.

    They are looked for where a label may turn on them.
    """
    if not any(_is_open(each) for each in (article, *passages)):
        return Told(article, passages, None)
    own = OwnFacts.of(alignment.pair)
    whole = weighed(article, Span(0, len(alignment.suspect)), own)
    return Told(whole, [weighed(p, at.suspect, own) for p, at in zip(passages, alignment.passages, strict=True)], own)


def weighed(probabilities: Probabilities, stretch: Span, own: OwnFacts) -> Probabilities:
    """The probabilities of one stretch of the suspect, `paraphrased` and `independent` weighed against each other anew."""
    if not _is_open(probabilities):
        return probabilities
    retold, apart = probabilities[_PARAPHRASED], probabilities[_INDEPENDENT]
    facts, own_ones = own.rates(stretch)
    lifted = retold * exp(FOR * min(facts / ENOUGH, 1.0) - AGAINST * min(own_ones, MOST_OWN))
    changed = [*probabilities]
    changed[_PARAPHRASED] = (retold + apart) * lifted / (lifted + apart)
    changed[_INDEPENDENT] = (retold + apart) * apart / (lifted + apart)
    return tuple(changed)


def _is_open(probabilities: Probabilities) -> bool:
    return probabilities[_PARAPHRASED] >= ASKED_FROM and probabilities[_SPUN] < MAY_BE_SPUN


def own_reason(article: Judgement, found: OwnFacts | None) -> tuple[str, ...]:
    """That the suspect tells things of its own, where that may be why nobody is accused."""
    n_own = int(found.own[-1]) if found is not None else 0
    told = article.candidates or (article.label,)
    if n_own < FEWEST_TOLD or Label.INDEPENDENT not in told:
        return ()
    return (f"{n_own} names and figures of the suspect stand nowhere in the reference.",)
