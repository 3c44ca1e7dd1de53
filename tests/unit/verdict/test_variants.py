"""Twelve variants of each reported kind, with texts of our own, are answered as is right for the kind: tests/cases/variants."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.detector import Detector
from tests.cases.checks import Check
from tests.cases.folders import Answer
from tests.cases.variants.kinds import KINDS
from tests.cases.variants.pairs import FOLDER, Variant, read_variants

VARIANTS = read_variants()


def every_check() -> Iterator[Any]:
    for variant in VARIANTS:
        for check in variant.checks:
            known = variant.known(check)
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            yield pytest.param(variant, check, marks=marks, id=f"{variant.kind}/{variant.name}: {check.asks}")


@pytest.fixture(scope="module")
def answers(detector: Detector) -> Callable[[Variant], Answer]:
    """What is answered to a pair, asked once."""
    given: dict[tuple[str, str], Answer] = {}

    def answer_of(variant: Variant) -> Answer:
        key = variant.kind, variant.name
        if key not in given:
            given[key] = variant.answer(detector)
        return given[key]

    return answer_of


@pytest.mark.parametrize(("variant", "check"), tuple(every_check()))
def test_a_variant_is_answered_as_is_right_for_its_kind(
    variant: Variant, check: Check, answers: Callable[[Variant], Answer]
) -> None:
    assert check.holds(answers(variant)), check.asks


def test_each_kind_has_twelve_different_pairs() -> None:
    assert Counter(variant.kind for variant in VARIANTS) == dict.fromkeys(KINDS, 12)
    assert len({(variant.reference, variant.suspect) for variant in VARIANTS}) == len(VARIANTS)


def test_what_is_known_to_fail_is_asked() -> None:
    for variant in VARIANTS:
        assert variant.fails.keys() <= {check.asks.split()[0] for check in variant.checks}, variant.name


def test_every_text_is_used_and_every_file_is_a_kind() -> None:
    for path in (FOLDER / "texts").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert any(variant.reference.split("\n")[0] in text for variant in VARIANTS), path.stem
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(KINDS)
