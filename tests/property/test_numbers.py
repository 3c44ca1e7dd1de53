"""Whatever the pair: features are finite and inside their unit, shares add up, and the report comes back from its JSON."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from app.align import align
from app.detector import CompareOptions, Detector, NotMeasured
from app.features import (
    ARTICLE_FEATURES,
    EVIDENCE,
    PASSAGE_FEATURES,
    SWAP_FEATURES,
    Feature,
    Swaps,
    count_common,
    find_changes,
    measure_company,
    measure_evidence,
    measure_passages,
    measure_swaps,
    weigh,
)
from app.report import Report, build_report, report_json
from app.sides import number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_units(features: tuple[Feature, ...], values: np.ndarray) -> None:
    assert values.shape == (len(features),)
    assert np.isfinite(values).all()
    for feature, value in zip(features, values.tolist(), strict=True):
        if feature.unit == "0..1":
            assert 0.0 <= value <= 1.0, feature.name
        else:
            assert feature.unit in ("log words", "log ratio", "log count", "nats")
            assert value >= 0.0 or feature.unit == "nats", feature.name


@given(pair=pairs())
@often
def test_features_are_finite_and_inside_their_unit(pair: tuple[str, str], detector: Detector) -> None:
    alignment = align(number_pair(read_text(pair[0]), read_text(pair[1]), detector.lexicon))
    changes = find_changes(alignment)
    swaps = measure_swaps(alignment, changes)
    assert swaps.shape == (len(alignment.substitutions), len(SWAP_FEATURES))
    assert np.isfinite(swaps).all()
    alone = detector.model.score_alone(swaps) * changes.may_be_swap
    spin = detector.model.score_in_company(measure_company(changes, alone)) * changes.may_be_swap
    stretches = weigh(changes, Swaps(alone, spin), count_common(alignment.pair))
    values = measure_passages(stretches)
    assert values.shape == (len(alignment.passages), len(PASSAGE_FEATURES))
    for row in values:
        check_units(PASSAGE_FEATURES, row)
    article, of_passages = measure_evidence(stretches)
    for row in (article, *of_passages):
        check_units(tuple(each.feature for each in EVIDENCE), row)


@given(pair=pairs())
@often
def test_a_verdict_keeps_its_promises(pair: tuple[str, str], detector: Detector) -> None:
    comparison = detector.compare(read_text(pair[0]), read_text(pair[1]), CompareOptions(minimum_passage_words=5))
    if isinstance(comparison, NotMeasured):
        assert comparison.reason
        return
    verdict = comparison.verdict
    check_units(ARTICLE_FEATURES, comparison.features)
    assert sum(verdict.article.probabilities) == pytest.approx(1.0)
    assert all(sum(judgement.probabilities) == pytest.approx(1.0) for judgement in verdict.passages)
    assert sum(verdict.reuse.values()) <= 1.0 + 1e-9
    assert verdict.reasons


@given(pair=pairs())
@often
def test_a_report_comes_back_from_its_json(pair: tuple[str, str], detector: Detector) -> None:
    report = build_report(detector.compare(read_text(pair[0]), read_text(pair[1])))
    assert Report.model_validate_json(report_json(report)) == Report.model_validate(report.model_dump())
    for entry in report.substitutions:
        for side, text in (("reference", pair[0]), ("suspect", pair[1])):
            quote = entry[side]  # type: ignore[literal-required]
            assert text[quote["start"] : quote["end"]] == quote["text"]
    for fact in report.survived:
        place = fact["suspect"]
        assert pair[0][fact["reference"]["start"] : fact["reference"]["end"]] == fact["text"]
        assert pair[1][place["start"] : place["end"]].lower() == fact["text"].lower()
    assert [f["suspect"]["start"] for f in report.survived] == sorted(f["suspect"]["start"] for f in report.survived)
    for kind, found in report.survival.items():
        assert sum(fact["kind"] == kind for fact in report.survived) == found["kept"] <= found["of"]
        assert 0.0 <= found["in_order"] <= 1.0
    assert all(0.0 <= entry["explains"] <= 1.0 for entry in report.alternatives)
    if report.substitutions:
        assert sum(e["share"] for e in report.substitutions) == pytest.approx(report.probabilities.spun, abs=2e-3)
