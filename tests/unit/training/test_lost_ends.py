"""Texts lose the ends of their sentences and keep their words; what stays of a verdict is counted as it is."""

from collections import Counter
from random import Random

import pytest

from app.text import read_text
from app.training.examples import LOST_ENDS, TaughtLabel
from app.training.measuring.sentence_end_figures import AskedLedger, sentence_end_figures

TEXT = (
    "The ferry is late\n\nThe ferry to the island was late on Monday, at 9.30. Its captain had overslept, and nobody had a key "
    "to the bridge!\n\nPassengers waited on the quay with 1,400 dogs. “We don't mind,” said Ada Hill, a twenty-year-old. A baker "
    "sold buns from a basket for $3 each. At noon a fisherman offered to tow the vessel with his trawler."
)


@pytest.mark.parametrize("name", LOST_ENDS)
def test_every_word_stays(name: str) -> None:
    made = LOST_ENDS[name](TEXT, Random(1))
    assert made != TEXT
    assert made == LOST_ENDS[name](TEXT, Random(1))
    assert Counter(read_text(made).norms) == Counter(read_text(TEXT).norms)


@pytest.mark.parametrize(("name", "n"), [("no stops", 1), ("lower case", 1), ("list in another order", 7)])
def test_the_ends_are_lost(name: str, n: int) -> None:
    assert read_text(LOST_ENDS[name](TEXT, Random(1))).n_sentences == n


def test_a_ledger_keeps_its_twin_when_label_and_likely_swaps_stay() -> None:
    swaps = Counter({("late", "tardy"): 2, ("key", "opener"): 1})
    twin = AskedLedger("spun", swaps)
    assert AskedLedger("spun", swaps).keeps(twin)
    assert not AskedLedger("paraphrased", swaps).keeps(twin)
    assert AskedLedger("spun", Counter({("late", "tardy"): 2})).kept(twin) == pytest.approx(2 / 3)
    assert AskedLedger("copied", Counter()).kept(AskedLedger("copied", Counter())) == 1.0


def test_figures_count_both_and_each() -> None:
    swaps = Counter({("late", "tardy"): 1})
    twin, lost, other = AskedLedger("spun", swaps), AskedLedger("spun", Counter[tuple[str, str]]()), AskedLedger("copied", swaps)
    rows = [("glued", TaughtLabel.SPUN, twin, after) for after in (twin, lost, other)]
    cell = sentence_end_figures(rows)["glued"]["spun"]
    assert [cell[part]["k"] for part in ("stays", "label", "swaps")] == [1, 2, 2]
    assert cell["otherwise"] == {"copied": 1}
