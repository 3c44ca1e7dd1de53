"""The chain of evidence: the verdict says only what the swaps carry, and no report contradicts itself.

What the model in use does not keep is marked as failing, strictly: a model that keeps it fails the mark, which then goes.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from app.detector import Detector, Measured
from app.features import CLASSES
from app.report import Report, build_report
from app.text import read_text
from tests.golden.standard import read_pairs
from tests.property.composed_pairs import HONEST, Swapped, honestly_changed, paragraphs, partly_swapped, swaps_taken_back
from tests.property.drawn_texts import pairs

LIKELY: Final = 0.5  # spin probability from which the report counts a swap as a spinner's
SURE: Final = 0.9
NOTICED: Final = 0.001  # a tenth of what a view shows: sums in another order change the last digits
Pair = tuple[str, str]

# Enough examples that a strict mark does not pass by luck: of those marked so one in eight fails today, or one is given.
# Composed texts do not shrink to anything shorter.
few = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
not_yet = pytest.mark.xfail(reason="issue 11: means over all swaps, and an alignment that changes with a word, leave small rises")
said_by_the_whole = pytest.mark.xfail(reason="decision 0048: what the whole texts call spun stays so, whatever passages say")
_DOUBLED = (
    "Late at night the bells rang for the first time since the war.\n\nIt didn't rain for seven weeks.\n\n"
    "It didn't rain for seven weeks.",
    "Late an night the bells rang for 2 first time the war.\n\nIt didn't rain 2 seven 2 didn't rain for seven weeks.",
)  # called spun for a passage without one likely swap


def report_of(detector: Detector, pair: Pair) -> Report:
    return build_report(detector.compare(read_text(pair[0]), read_text(pair[1])))


def spun_probability(detector: Detector, pair: Pair) -> float:
    comparison = detector.compare(read_text(pair[0]), read_text(pair[1]))
    assert isinstance(comparison, Measured)
    return comparison.verdict.article.probabilities[CLASSES.index("spun")]


def likely_passages(report: Report) -> set[int]:
    return {line["passage"] for line in report.substitutions if line["spin_probability"] >= LIKELY}


def spun_without_a_likely_swap(report: Report) -> bool:
    spun = {k for k, passage in enumerate(report.passages) if passage["label"] == "spun"}
    return bool(spun - likely_passages(report)) or (report.label == "spun" and not likely_passages(report))


def label_without_reuse(report: Report) -> bool:
    return report.label in ("copied", "spun", "paraphrased") and getattr(report.reuse, report.label) == 0


def another_label_than_the_sure_class(report: Report) -> bool:
    judged = [(report.label, dict(report.probabilities)), *((p["label"], p["probabilities"]) for p in report.passages)]
    return any(p >= SURE and label != name for label, shares in judged for name, p in shares.items())


CONTRADICTIONS: Final[Mapping[str, Callable[[Report], bool]]] = {
    "spun without a likely swap": spun_without_a_likely_swap,
    "a label without its reuse": label_without_reuse,
    "another label than the sure class": another_label_than_the_sure_class,
}


def each(names: Iterable[str]) -> pytest.MarkDecorator:
    """One test a name."""
    return pytest.mark.parametrize("name", list(names))


def contradictions(report: Report) -> list[str]:
    return [name for name, holds in CONTRADICTIONS.items() if holds(report)]


def test_no_report_of_the_gold_standard_contradicts_itself(detector: Detector) -> None:
    for pair in read_pairs():
        assert contradictions(report_of(detector, (pair.reference.text(), pair.suspect.text()))) == [], pair.name


@given(pair=partly_swapped())
@settings(few, max_examples=120)
def test_no_report_of_a_swapped_text_contradicts_itself(pair: Pair, detector: Detector) -> None:
    assert contradictions(report_of(detector, pair)) == []


@given(pair=pairs())
@example(pair=_DOUBLED)
@settings(few, max_examples=100)
def test_no_report_of_a_drawn_pair_contradicts_itself(pair: Pair, detector: Detector) -> None:
    assert contradictions(report_of(detector, pair)) == []


@not_yet
@given(steps=swaps_taken_back())
@few
def test_a_swap_taken_back_never_makes_spun_likelier(steps: tuple[Swapped, list[set[int]]], detector: Detector) -> None:
    text, made = steps
    found = [spun_probability(detector, (text.reference, text.suspect(swaps))) for swaps in made]
    risen = [(before, after) for before, after in pairwise(found) if after > before + NOTICED]
    assert not risen, (text.title, [len(swaps) for swaps in made], found)


@not_yet
@given(pair=partly_swapped(), more=paragraphs())
@few
def test_a_verbatim_paragraph_never_makes_spun_likelier(pair: Pair, more: str, detector: Detector) -> None:
    assume(more not in pair[0])
    with_more = (f"{pair[0]}\n\n{more}", f"{pair[1]}\n\n{more}")
    assert spun_probability(detector, with_more) <= spun_probability(detector, pair) + NOTICED


@said_by_the_whole
@given(pair=partly_swapped(), more=paragraphs())
@few
def test_an_unrelated_paragraph_never_makes_spun_likelier(pair: Pair, more: str, detector: Detector) -> None:
    assume(more not in pair[0])
    assert spun_probability(detector, (pair[0], f"{pair[1]}\n\n{more}")) <= spun_probability(detector, pair) + NOTICED


@each(HONEST)
@given(data=st.data())
@few
def test_an_honest_kind_alone_is_no_spinning_and_no_swap_counts(name: str, data: st.DataObject, detector: Detector) -> None:
    report = report_of(detector, data.draw(honestly_changed(name)))
    assert report.label != "spun"
    assert report.candidates[:1] != ["spun"]
    assert "spun" not in {passage["label"] for passage in report.passages}
    likely = [line for line in report.substitutions if line["spin_probability"] >= LIKELY]
    assert [(line["reference"]["text"], line["suspect"]["text"], line["kind"]) for line in likely] == []
