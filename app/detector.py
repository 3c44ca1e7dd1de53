"""The pipeline: two documents become a comparison. One readable function; every step is a room."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment, align, neighbourhoods
from app.features import (
    Facts,
    Floats,
    MatchedPair,
    Stretches,
    Swaps,
    count_common,
    find_changes,
    find_facts,
    measure_article,
    measure_company,
    measure_evidence,
    measure_passages,
    measure_swaps,
    weigh,
)
from app.finder import FinderModel
from app.lexicon import Lexicon
from app.model import SPUN, Model, current_model
from app.sides import KeptSides, Pair, Side, number_pair
from app.text import Document, Span, why_not_measurable, without
from app.verdict import (
    Alternative,
    Classes,
    Label,
    Verdict,
    as_matched,
    asks_passages_alone,
    bounded,
    judge,
    seen_again,
    weigh_alternatives,
)

MINIMUM_PASSAGE_WORDS = 15  # a shorter passage is a headline, a name with a title, or a set phrase


@dataclass(frozen=True, slots=True)
class Excluded:
    """Stretches of each text whose words are left out, in characters of the text as read; they may overlap."""

    reference: tuple[Span, ...] = ()
    suspect: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What to leave out: quoted words, passages of fewer suspect words than a minimum, and chosen stretches."""

    exclude_quotations: bool = False
    minimum_passage_words: int = MINIMUM_PASSAGE_WORDS
    excluded: Excluded = field(default_factory=Excluded)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything known about one pair.

    `spin` holds the spin probability of each substitution, `features` the article's values in the order of `ARTICLE_FEATURES`.
    `finder` is what the report asks where else something was reused; None: nothing.
    """

    alignment: Alignment
    options: CompareOptions
    model: Model
    spin: NDArray[np.float64]
    features: Floats
    verdict: Verdict
    facts: Facts
    alternatives: tuple[Alternative, ...]
    finder: FinderModel | None = None

    @property
    def pair(self) -> Pair:
        """What was compared: the words that were left out are not in it."""
        return self.alignment.pair

    @property
    def label(self) -> Label:
        """The article's label."""
        return self.verdict.article.label


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A pair of which nothing is known, and the reason; `pair` and `finder` as in `Measured`."""

    pair: Pair
    options: CompareOptions
    model: Model
    reason: str
    finder: FinderModel | None = None

    @property
    def label(self) -> Label:
        """That nothing was measured."""
        return Label.NOT_MEASURED


Comparison = Measured | NotMeasured


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model says of one alignment: class probabilities of the article and of each passage.

    `spin` holds the spin probability of each substitution, `features` the article's values.
    """

    article: Sequence[float]
    passages: Sequence[Sequence[float]]
    spin: NDArray[np.float64]
    features: Floats


@dataclass(frozen=True, slots=True)
class Detector:
    """Compares documents with one lexicon and one model; safe to share between threads, for nothing changes but what is kept.

    `finder` finds places of reuse beyond the passages; it has no part in the verdict.
    """

    lexicon: Lexicon
    model: Model
    finder: FinderModel | None = None
    kept: KeptSides = field(init=False, default_factory=KeptSides, repr=False, compare=False)

    @classmethod
    def load(cls, models: Path, lexicon: Path, cache: Path | None = None) -> "Detector":
        """The detector with the current model of `models`, and its finder; `cache` as for `Lexicon.load`.

        Raises:
            ModelError, LexiconError: something is missing, altered or of another version.
        """
        return cls(Lexicon.load(lexicon, cache), Model.load(current_model(models)), FinderModel.load(models))

    @property
    def model_name(self) -> str:
        """Name of the model that judges."""
        return self.model.name

    def prepare(self, source: Hashable, read: Callable[[], Document]) -> Side:
        """The side of a text; one of the last few is not read and numbered again. `source` is all that `read` depends on."""
        return self.kept.side(source, lambda: Side.of(read(), self.lexicon))

    def compare(self, reference: Document, suspect: Document, options: CompareOptions | None = None) -> Comparison:
        """The comparison of `suspect` with `reference`, two texts that are compared once."""
        return self.compare_pair(number_pair(reference, suspect, self.lexicon), options)

    def compare_pair(self, pair: Pair, options: CompareOptions | None = None) -> Comparison:
        """The comparison of the suspect of a pair with its reference. O(n log n) time in the number of words."""
        options = options or CompareOptions()
        remaining = _remaining(pair, options)
        if reason := _why_not(remaining, pair):
            return NotMeasured(remaining, options, self.model, reason, self.finder)
        alignment = long_enough(align(remaining), options.minimum_passage_words)
        scores = self.score(alignment)
        verdict = judge(alignment, scores.article, scores.passages, scores.spin, self.model.steering)
        facts = find_facts(alignment)
        alternatives = weigh_alternatives(alignment, verdict.passages, facts)
        spin = bounded(scores.spin)
        return Measured(alignment, options, self.model, spin, scores.features, verdict, facts, alternatives, self.finder)

    def score(self, alignment: Alignment) -> Scores:
        """What the model says of an alignment, before anything is judged."""
        stretches, spin = self._weighed(alignment)
        article_evidence, evidence = measure_evidence(stretches)
        passages = self.model.score_passages(measure_passages(stretches), evidence)
        features = measure_article(stretches, passages)
        classes = Classes(self.model.score_article(features, article_evidence).tolist(), passages.tolist())
        if asks_passages_alone(alignment, classes):
            alone = self.model.score_spun(*measure_evidence(stretches.within(MatchedPair.of(alignment))))
            classes = as_matched(alignment, classes, alone, self.model.thresholds["spun"])
        return Scores(classes.article, classes.passages, seen_again(spin, classes.article[SPUN]), features)

    def _weighed(self, alignment: Alignment) -> tuple[Stretches, NDArray[np.float64]]:
        """The counts of every stretch, and the spin probability of each substitution: 0 where it is of no spinner's kind."""
        changes = find_changes(alignment)
        alone = self.model.score_alone(measure_swaps(alignment, changes)) * changes.may_be_swap
        spin = self.model.score_in_company(measure_company(changes, alone)) * changes.may_be_swap
        return weigh(changes, Swaps(alone, spin), count_common(alignment.pair)), spin


def long_enough(alignment: Alignment, minimum_words: int) -> Alignment:
    """`alignment` without the passages of fewer than `minimum_words` suspect words, and without their substitutions.

    Passages that stand beside each other in both texts, in any order, count together: a list with its items moved.
    """
    n_words = np.array([len(passage.suspect) for passage in alignment.passages], np.int64)
    kept = n_words >= minimum_words
    if not kept.all():
        beside = neighbourhoods(alignment.passages)
        kept = np.bincount(beside, n_words)[beside] >= minimum_words
    if kept.all():
        return alignment
    swaps = alignment.substitutions.only(kept[alignment.substitutions.passages])
    place = (np.cumsum(kept) - 1).astype(np.int32)
    return replace(
        alignment,
        passages=tuple(compress(alignment.passages, kept.tolist())),
        substitutions=replace(swaps, passages=place[swaps.passages]),
    )


def _remaining(pair: Pair, options: CompareOptions) -> Pair:
    """The pair without the words that are left out; the same one where none are."""
    reference = _remaining_side(pair.reference, options.excluded.reference, options)
    suspect = _remaining_side(pair.suspect, options.excluded.suspect, options)
    return pair if reference is pair.reference and suspect is pair.suspect else Pair.of(reference, suspect)


def _remaining_side(side: Side, excluded: tuple[Span, ...], options: CompareOptions) -> Side:
    stretches = (*side.document.quotes, *excluded) if options.exclude_quotations else excluded
    left = without(side.document, stretches) if stretches else side.document
    return side if left is side.document else Side.of(left, side.lexicon)


def _why_not(pair: Pair, whole: Pair) -> str | None:
    """Why the first pair cannot be measured; `whole` is the same before anything was left out."""
    for name, side, before in (("reference", pair.reference, whole.reference), ("suspect", pair.suspect, whole.suspect)):
        if reason := why_not_measurable(side.document, side.lexicon.english.common):
            return f"{name}: {reason}" if len(side) == len(before) else f"{name}: {reason}; the words left out do not count"
    return None
