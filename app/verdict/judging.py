"""The verb of the room: probabilities become labels with reasons.

How the article's label follows from its passages is written down in docs/decisions/0004-article-label.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.features import CLASSES
from app.model import Steering
from app.verdict.alerts import find_alerts
from app.verdict.counts import StretchCounts, count_ledger
from app.verdict.editing import Editing, find_editing, not_edited
from app.verdict.reasons import editing_reason, give_reasons
from app.verdict.said import as_said
from app.verdict.told_apart import own_reason, told_apart
from app.verdict.types import Judgement, Label, Verdict

LEAST_SPUN = 0.05  # share of the suspect in spun passages that a spun article needs to show
NO_SWAP = 0.02  # probability of `spun` where no swap is likely a spinner's
# Where all likely swaps together say less than one certain swap, as those of a form filled in twice or slips that no rule knows,
# `spun` has to be this likely.
LEAST_SAID, SURE_BESIDE_LITTLE = 1.0, 0.97
# Facts changed (names, days, figures) from which, and beside likely swaps, the texts tell of different things: a form
# filled in twice. An update that was spun has many swaps to a fact, and is likelier than that.
FEWEST_FACTS, MANY_FACTS, SURELY_SPUN = 2, 0.25, 0.98
MANY_OF_PART, PART = 0.5, 0.5  # and of a passage that is under half of the suspect: a form is a whole text
# Share of new words in the suspect's passages under which nobody retold anything (decision 0005), where half of it is in such.
FEW_NEW, LEAST_FOUND = 0.05, 0.5
# And the probability that `paraphrased` keeps there, as far as `copied` has enough for a label: 16 of 26 such pairs of dev and
# train were retold.
NOT_RETOLD, LEAST_KEPT = 0.4, 0.5
# Probability that a class keeps for which the article shows no passage: too little for a label. Rewrites often keep too few
# words for a passage: of dev pairs whose `paraphrased` is lowered so, six in ten are paraphrased.
UNSUPPORTED, UNSUPPORTED_RETOLD = 0.25, 0.44
OPEN = 0.44  # and the one that it keeps while the question stays open: undecided
RETOLD, SAID = 0.8, 0.5  # so surely retold a text is open without any place; any class that the whole says, with an undecided one
MOST_SURE = 0.998  # nothing is certain that is weighed from wording alone
LEAST_OTHER = 0.0002  # of a class that nobody is accused by: of 1,715 dev reports as sure as may be said none is wrong
MOST_SPLIT = 0.9  # under it a passage may be called spun though another class is likelier: never beside .9 for that
ALONG = 0.3  # probability of `spun` from which a passage goes along with an article that is spun
# So short a text is called independent only when that is this likely, and never paraphrased: a teaser tells of an article, too.
FEW_WORDS, FEW_WORDS_INDEPENDENT = 40, 0.8
_REUSED = (Label.COPIED, Label.SPUN, Label.PARAPHRASED)
_INDEPENDENT, _COPIED, _SPUN, _PARAPHRASED = (CLASSES.index(label) for label in (Label.INDEPENDENT, *_REUSED))
Probabilities = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which a class is said.

    `spun` of all classes, and `beside` what nobody reworded (`independent`, `copied`), which is what a false accusation turns on;
    `other` is for any other class. `beside_little`: of all classes again, where all likely swaps together say less than
    `LEAST_SAID`.
    """

    spun: float
    beside: float
    other: float
    beside_little: float = SURE_BESIDE_LITTLE

    @classmethod
    def of(cls, part: str, thresholds: Mapping[str, float]) -> Self:
        """Those of a manifest for articles (`part` "") or passages ("passage_")."""
        return cls(*(thresholds[f"{part}{name}"] for name in ("spun", "spun_beside", "other")))

    def allow_spun(self, probabilities: Sequence[float]) -> bool:
        """Whether a text with these class probabilities may be called spun."""
        chance = probabilities[_SPUN]
        return chance >= self.spun and chance >= self.beside * (1.0 - probabilities[_PARAPHRASED])


@dataclass(frozen=True, slots=True)
class Borne:
    """Class probabilities of the article and of each passage as far as the ledger bears them, with its counts.

    `of_article` and `of_passages`: the thresholds of both, those of the passages beside this article.
    """

    article: Probabilities
    passages: tuple[Probabilities, ...]
    whole: StretchCounts
    counted: tuple[StretchCounts, ...]
    editing: Editing
    of_article: Thresholds
    of_passages: Thresholds


def judge(
    alignment: Alignment,
    article: Sequence[float],
    passages: Sequence[Sequence[float]],
    spin: NDArray[np.float64],
    steering: Steering,
) -> Verdict:
    """The verdict on `alignment`, from the class probabilities of the article and of each passage.

    `spin` holds the spin probability of each substitution; `steering` is the model's.
    """
    borne = bear(alignment, article, passages, spin, steering.thresholds)
    is_short = len(alignment.suspect) < FEW_WORDS
    told = told_apart(alignment, borne.article, borne.passages, None if is_short else steering.telling)
    raw = _whole_not_retold(told.article, borne.whole, alignment)
    judgements = tuple(
        _judgement(_not_retold(p, each), borne.of_passages) for p, each in zip(told.passages, borne.counted, strict=True)
    )
    reuse = _reuse(alignment, judgements)
    open_ = _open_classes(raw, judgements, reuse)
    whole = _supported(raw, reuse, open_, is_mostly_kept=_may_be_kept(alignment, judgements))
    if is_short:
        whole = _lowered(whole, _PARAPHRASED, UNSUPPORTED_RETOLD, [_INDEPENDENT])
    judged = _judgement(whole, borne.of_article, FEW_WORDS_INDEPENDENT if is_short or open_ else 0.0)
    judged = as_said(judged, steering.said_odds)
    reasons = (*give_reasons(alignment, judged, judgements, reuse, spin), *own_reason(judged, told.own))
    if borne.editing.whole and article[_SPUN] > UNSUPPORTED:
        reasons = (*reasons, editing_reason(alignment, spin, borne.editing.why))
    return Verdict(judged, judgements, reuse, reasons, find_alerts(alignment))


def bear(
    alignment: Alignment,
    article: Sequence[float],
    passages: Sequence[Sequence[float]],
    spin: NDArray[np.float64],
    thresholds: Mapping[str, float],
) -> Borne:
    """The probabilities, where the ledger does not bear them lowered; arguments as of `judge`."""
    is_asked = any(each[_SPUN] > UNSUPPORTED for each in (article, *passages))
    editing = find_editing(alignment, spin) if is_asked else not_edited(alignment)
    counted, whole = count_ledger(alignment, spin, (editing.whole, editing.passages))
    of_article, of_passages = (Thresholds.of(part, thresholds) for part in ("", "passage_"))
    raw = _borne(tuple(article), whole, of_article)
    if of_article.allow_spun(_whole_not_retold(raw, whole, alignment)):
        of_passages = Thresholds(ALONG, 0.0, of_passages.other, beside_little=0.0)
    borne = tuple(_borne(tuple(p), each, of_passages) for p, each in zip(passages, counted, strict=True))
    return Borne(raw, borne, whole, counted, editing, of_article, of_passages)


def bounded(spin: NDArray[np.float64]) -> NDArray[np.float64]:
    """Spin probabilities that say neither 0 nor 1: nothing is certain that is weighed from wording alone."""
    return np.clip(spin, 1.0 - MOST_SURE, MOST_SURE)


def _borne(probabilities: Probabilities, counted: StretchCounts, thresholds: Thresholds) -> Probabilities:
    """The probabilities, none of them certain, and `spun` unlikely where the ledger does not bear it.

    That is where no swap is likely, where those that are say little or are an editor's, and where other facts stand
    beside them.
    """
    found, others = probabilities, [k for k in range(len(probabilities)) if k != _SPUN]
    if not counted.likely:
        found = _lowered(found, _SPUN, NO_SWAP, others)
    elif counted.is_editing:
        found = _lowered(found, _SPUN, UNSUPPORTED, [_COPIED])
    elif found[_SPUN] < _least_bearing(counted, thresholds):
        found = _lowered(found, _SPUN, UNSUPPORTED, others)
    return _uncertain(found)


def _least_bearing(counted: StretchCounts, thresholds: Thresholds) -> float:
    """How likely `spun` has to be where other facts, or swaps that say little, stand against it."""
    if _tells_otherwise(counted):
        return SURELY_SPUN
    return thresholds.beside_little if counted.said < LEAST_SAID else 0.0


def _tells_otherwise(counted: StretchCounts) -> bool:
    """Whether so many facts differ, beside likely swaps, that the texts tell of different things."""
    many = MANY_OF_PART if counted.words < PART * counted.of_words else MANY_FACTS
    return counted.facts >= max(FEWEST_FACTS, many * (counted.facts + counted.likely))


def _not_retold(probabilities: Probabilities, counted: StretchCounts) -> Probabilities:
    """The probabilities with `paraphrased` unlikely where hardly a word is new: a copy edit in every sentence rewords none."""
    if counted.new >= FEW_NEW * counted.words:
        return probabilities
    kept = probabilities[_COPIED] + probabilities[_PARAPHRASED] - LEAST_KEPT
    return _lowered(probabilities, _PARAPHRASED, min(max(UNSUPPORTED, kept), NOT_RETOLD), [_COPIED])


def _whole_not_retold(probabilities: Probabilities, counted: StretchCounts, alignment: Alignment) -> Probabilities:
    """The same of the article, where enough of the suspect stands in passages to say so."""
    is_found = counted.words >= LEAST_FOUND * len(alignment.suspect)
    return _not_retold(probabilities, counted) if is_found else probabilities


def _uncertain(probabilities: Probabilities) -> Probabilities:
    """The probabilities, none of them certain; that of `spun` hangs on nothing but itself."""
    least, others = 1.0 - MOST_SURE, len(probabilities) - 1
    spun = min(max(probabilities[_SPUN], least), 1.0 - others * least)
    bounded_ones = [0.0 if k == _SPUN else max(p, LEAST_OTHER) for k, p in enumerate(probabilities)]
    scale = (1.0 - spun) / sum(bounded_ones)
    return tuple(spun if k == _SPUN else p * scale for k, p in enumerate(bounded_ones))


def _even(values: Sequence[float]) -> Probabilities:
    """The values as shares of their sum."""
    total = sum(values)
    return tuple(value / total for value in values)


def _supported(
    article: Probabilities, reuse: Mapping[str, float], open_: frozenset[Label], *, is_mostly_kept: bool
) -> Probabilities:
    """The article's probabilities when a class without a passage of its own is too unlikely to be said.

    What it loses goes to the classes that are shown, and to `independent`; never to `spun`. Where passages that may be copied are
    most of the suspect, what `spun` loses goes to `copied` first.
    """
    shown = _shown(reuse)
    heirs = [k for k, name in enumerate(CLASSES) if k != _SPUN and shown.get(Label(name), True)]
    if is_mostly_kept and not shown[Label.SPUN]:
        article = _lowered(article, _SPUN, _most_unshown(Label.SPUN, open_), [_COPIED])
        open_ |= {Label.COPIED}
    for label in _REUSED:
        if not shown[label]:
            article = _lowered(article, CLASSES.index(label), _most_unshown(label, open_), heirs)
    return article


def _most_unshown(label: Label, open_: frozenset[Label]) -> float:
    """What a class of reuse keeps at most that no passage shows."""
    if label in open_:
        return OPEN
    return UNSUPPORTED_RETOLD if label is Label.PARAPHRASED else UNSUPPORTED


def _may_be_kept(alignment: Alignment, judgements: tuple[Judgement, ...]) -> bool:
    """Whether undecided passages that may be copied are most of the suspect."""
    each = zip(alignment.passages, judgements, strict=True)
    words = sum(len(passage.suspect) for passage, judgement in each if Label.COPIED in judgement.candidates)
    return words >= LEAST_FOUND * len(alignment.suspect)


def _open_classes(article: Probabilities, judgements: tuple[Judgement, ...], reuse: Mapping[str, float]) -> frozenset[Label]:
    """The classes that the whole says, no passage shows and an undecided passage may be of: no label follows from that.

    Nor does one when the whole is surely retold and no passage says anything.
    """
    shown = _shown(reuse)
    may_be = {label for judgement in judgements for label in judgement.candidates}
    found = {label for label in _REUSED if not shown[label] and label in may_be and article[CLASSES.index(label)] >= SAID}
    if article[_PARAPHRASED] >= RETOLD and not any(reuse.values()):
        found.add(Label.PARAPHRASED)
    return frozenset(found)


def _shown(reuse: Mapping[str, float]) -> dict[Label, bool]:
    """Whether passages show each class of reuse."""
    return {label: reuse[label] >= LEAST_SPUN if label is Label.SPUN else reuse[label] > 0.0 for label in _REUSED}


def _lowered(probabilities: Probabilities, k: int, most: float, heirs: list[int]) -> Probabilities:
    """The probabilities with class `k` at `most`; the rest goes to the `heirs`, in proportion to what they have."""
    if probabilities[k] <= most:
        return probabilities
    lowered, rest = list(probabilities), probabilities[k] - most
    total = max(sum(probabilities[heir] for heir in heirs), 1e-12)
    for heir in heirs:
        lowered[heir] += rest * (probabilities[heir] / total)
    lowered[k] = most
    return _even(lowered)


def _judgement(values: Probabilities, thresholds: Thresholds, least_independent: float = 0.0) -> Judgement:
    ranked = sorted(zip(values, CLASSES, strict=True), reverse=True)
    (first, name), (_, second) = ranked[:2]
    label = Label(name)
    if (first < MOST_SPLIT or label is Label.SPUN) and thresholds.allow_spun(values):
        return Judgement(Label.SPUN, values[_SPUN], values, ())
    least = max(thresholds.other, least_independent if label is Label.INDEPENDENT else 0.0)
    if label is not Label.SPUN and first >= least:
        return Judgement(label, first, values, ())
    return Judgement(Label.UNDECIDED, first, values, (label, Label(second)))


def _reuse(alignment: Alignment, judgements: tuple[Judgement, ...]) -> dict[str, float]:
    n_words = max(len(alignment.suspect), 1)
    shares = {str(label): 0.0 for label in (Label.COPIED, Label.SPUN, Label.PARAPHRASED)}
    for passage, judgement in zip(alignment.passages, judgements, strict=True):
        if judgement.label in shares:
            shares[judgement.label] += len(passage.suspect) / n_words
    return {label: min(share, 1.0) for label, share in shares.items()}
