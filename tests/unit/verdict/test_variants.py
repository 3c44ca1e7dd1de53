"""Twelve variants of each reported kind, texts spun by hand and honest ones of other kinds: tests/cases/variants."""

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


def every_pair() -> Iterator[Any]:
    """Each pair with all that is asked of it and should hold, and by itself each check that is known to fail."""
    for variant in VARIANTS:
        name = f"{variant.kind}/{variant.name}"
        yield pytest.param(variant, [check for check in variant.checks if not variant.known(check)], id=name)
        for check in variant.checks:
            if known := variant.known(check):
                fails = pytest.mark.xfail(reason=known, strict=True)
                yield pytest.param(variant, [check], marks=fails, id=f"{name}: {check.asks}")


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


@pytest.mark.parametrize(("variant", "checks"), tuple(every_pair()))
def test_a_variant_is_answered_as_is_right_for_its_kind(
    variant: Variant, checks: list[Check], answers: Callable[[Variant], Answer]
) -> None:
    assert [check.asks for check in checks if not check.holds(answers(variant))] == []


def test_each_reported_kind_has_twelve_different_pairs() -> None:
    assert Counter(variant.kind for variant in VARIANTS) == {**dict.fromkeys(KINDS, 12), "spun-cut": 6, "honest": 13}
    assert len({(variant.reference, variant.suspect) for variant in VARIANTS}) == len(VARIANTS)


def test_what_is_known_to_fail_is_asked() -> None:
    for variant in VARIANTS:
        assert variant.fails.keys() <= {check.asks.split()[0] for check in variant.checks}, variant.name


def test_every_text_is_used_and_every_file_is_a_kind() -> None:
    for path in (FOLDER / "texts").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert any(variant.reference.split("\n")[0] in text for variant in VARIANTS), path.stem
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(KINDS)
