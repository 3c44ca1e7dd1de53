"""Claims about feature groups, ablation and the baseline. The tables are made here."""

import numpy as np
import pytest

from app.features import ARTICLE_FEATURES, PASSAGE_FEATURES, SWAP_FEATURES
from app.training.ablation import EVERYTHING, blanked, sample, swap_ablation
from app.training.baseline import choose_limit, synonym_rate
from app.training.examples import Example
from app.training.feature_groups import STRETCH_GROUPS, SWAP_GROUPS, Groups
from app.training.labels import Label
from app.training.measuring import StretchTable, SwapTable
from app.training.metrics import call_rates
from app.training.runs import Tables

SWAP_NAMES = [name for name, _ in SWAP_FEATURES]
STRETCH_NAMES = [feature.name for feature in ARTICLE_FEATURES]


@pytest.mark.parametrize(("groups", "names"), [(SWAP_GROUPS, SWAP_NAMES), (STRETCH_GROUPS, STRETCH_NAMES)])
def test_every_feature_has_exactly_one_group(groups: Groups, names: list[str]) -> None:
    grouped = [name for members in groups.values() for name in members]
    assert sorted(grouped) == sorted(names)
    assert all(groups.values())


def test_the_features_of_passages_are_among_the_articles() -> None:
    assert {feature.name for feature in PASSAGE_FEATURES} <= set(STRETCH_NAMES)


def example(k: int, label: Label | None, corpus: str = "generated") -> Example:
    return Example(f"e{k}", f"o{k}", corpus, "spun-x", label, "", "", None)


def stretch(n_synonyms: float, n_words: float = 100.0) -> StretchTable:
    counts = {"synonym": np.array([n_synonyms]), "longest": np.array([n_words])}
    return StretchTable(np.zeros((1, len(PASSAGE_FEATURES)), np.float32), counts, {}, 100, 100, np.array([-1], np.int8))


def swap_tables(n: int) -> Tables:
    """Substitutions that only their collocation tells."""
    random = np.random.default_rng(1)
    tables = []
    for _ in range(n):
        gold = random.integers(0, 2, 12).astype(np.int8)
        values = np.zeros((12, len(SWAP_NAMES)), np.float32)
        values[:, SWAP_NAMES.index("association_change")] = random.normal(0, 1, 12) - 6 * gold
        tables.append(SwapTable(values, gold))
    return Tables([example(k, Label.SPUN) for k in range(n)], tables, [], [stretch(0.0)] * n)


def test_only_the_group_that_tells_is_missed() -> None:
    groups = {name: SWAP_GROUPS[name] for name in ("collocation", "frequency")}
    rows = swap_ablation(swap_tables(60), seed=1, workers=1, groups=groups)
    assert list(rows) == [EVERYTHING, "collocation", "frequency"]
    assert rows["collocation"]["auc"] < 0.6
    assert rows["frequency"] == rows[EVERYTHING]
    assert rows[EVERYTHING]["auc"] > 0.95


def test_a_group_is_taken_away_by_zeros_and_the_rest_stays() -> None:
    values = np.array([[1.0, 2.0, 3.0]], np.float32)
    assert blanked(values, ["a", "b", "c"], ["b"]).tolist() == [[1.0, 0.0, 3.0]]
    assert values.tolist() == [[1.0, 2.0, 3.0]]


def test_a_sample_keeps_tables_beside_their_examples() -> None:
    tables = swap_tables(20)
    few = sample(tables, 5, seed=3)
    assert len(few.examples) == len(few.swaps) == len(few.stretches) == 5
    assert all(few.swaps[k] is tables.swaps[int(e.id[1:])] for k, e in enumerate(few.examples))


def test_the_baseline_counts_synonyms_per_hundred_aligned_words() -> None:
    assert synonym_rate(stretch(3.0, 50.0)) == 6.0
    assert synonym_rate(StretchTable(np.empty((0, 1), np.float32), {"synonym": np.empty(0), "longest": np.empty(0)}, {}, 9, 9,
                                     np.empty(0, np.int8))) == 0.0  # fmt: skip


def test_the_baseline_lets_one_honest_pair_in_five_hundred_through() -> None:
    examples = [example(k, Label.COPIED) for k in range(1000)] + [example(k, Label.SPUN) for k in range(10)]
    stretches = [stretch(k / 100) for k in range(1000)] + [stretch(50.0)] * 10
    limit = choose_limit(examples, stretches)
    assert sum(synonym_rate(table) > limit for table in stretches[:1000]) == 2


def test_the_baseline_is_measured_on_spun_and_on_honest_pairs() -> None:
    examples = [example(0, Label.SPUN), example(1, Label.SPUN), example(2, None, "neus"), example(3, Label.COPIED)]
    rates = call_rates(examples, [True, False, True, True])
    assert rates["spun_recall"]["generated/spun-x"]["rate"] == 0.5
    assert (rates["false_alarms"]["neus"]["k"], list(rates["false_alarms"])) == (1, ["neus"])
