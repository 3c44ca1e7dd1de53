"""Every pair of the gold standard: as expected by hand, and as last recorded. See tests/golden/README.md."""

import json
from collections.abc import Callable

import pytest

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from tests.golden.claims import CLAIMS, failed
from tests.golden.known_wrong import KNOWN_WRONG
from tests.golden.observing import differences, observe
from tests.golden.sides import TEXTS
from tests.golden.standard import PAIRS, Pair, as_written, read_pairs

EVERY_PAIR = read_pairs()
each_pair = pytest.mark.parametrize("pair", EVERY_PAIR, ids=lambda pair: pair.name)


@pytest.fixture(scope="module")
def reports(detector: Detector) -> Callable[[Pair], Report]:
    """The report of a pair, made once."""
    made: dict[str, Report] = {}

    def report_of(pair: Pair) -> Report:
        if pair.name not in made:
            made[pair.name] = build_report(detector.compare(read_text(pair.reference.text()), read_text(pair.suspect.text())))
        return made[pair.name]

    return report_of


@each_pair
def test_a_pair_is_answered_as_written_by_hand(pair: Pair, reports: Callable[[Pair], Report]) -> None:
    found = failed(pair.expected, reports(pair))
    known = set(KNOWN_WRONG.get(pair.name, "").split())
    assert set(found) == known, f"fails: {found}; listed in known_wrong.py: {sorted(known)}"


@each_pair
def test_a_pair_is_answered_as_recorded(pair: Pair, reports: Callable[[Pair], Report]) -> None:
    assert pair.observed is not None, "never recorded: run `make golden`"
    changed = list(differences(pair.observed, observe(reports(pair))))
    assert not changed, f"run `make golden` and read the difference: {changed}"


def test_known_wrong_names_pairs_and_claims_that_exist() -> None:
    assert set(KNOWN_WRONG) <= {pair.name for pair in EVERY_PAIR}
    assert {claim for claims in KNOWN_WRONG.values() for claim in claims.split()} <= set(CLAIMS)


def test_every_file_has_the_one_form() -> None:
    for path in PAIRS.glob("*/*.json"):
        written = path.read_text(encoding="utf-8")
        assert written == as_written(json.loads(written)), path


def test_every_text_is_used() -> None:
    used = {name for pair in EVERY_PAIR for side in (pair.reference, pair.suspect) for name in side.texts}
    assert used == {path.stem for path in TEXTS.glob("*.txt")}
