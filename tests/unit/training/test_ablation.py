"""Claims about feature groups, ablation and the baseline. The tables are made here."""

from dataclasses import replace

import numpy as np
import pytest

from app.align import align
from app.features import ARTICLE_FEATURES, EVIDENCE, PASSAGE_FEATURES, SWAP_FEATURES, find_changes
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from app.training.examples.labelled_pairs import Example
from app.training.examples.labels import TaughtLabel
from app.training.fitting.metrics import call_rates
from app.training.fitting.pair_tables import MeasuredPair
from app.training.fitting.runs import Tables
from app.training.fitting.stacks import blanked
from app.training.measuring.ablation import EVERYTHING, sample, swap_ablation
from app.training.measuring.baseline import choose_limit, synonym_rate
from app.training.measuring.feature_groups import STRETCH_GROUPS, SWAP_GROUPS, Groups

SWAP_NAMES = [feature.name for feature in SWAP_FEATURES]
STRETCH_NAMES = list({feature.name for feature in ARTICLE_FEATURES} | {row.feature.name for row in EVIDENCE})


@pytest.mark.parametrize(("groups", "names"), [(SWAP_GROUPS, SWAP_NAMES), (STRETCH_GROUPS, STRETCH_NAMES)])
def test_every_feature_has_exactly_one_group(groups: Groups, names: list[str]) -> None:
    grouped = [name for members in groups.values() for name in members]
    assert sorted(grouped) == sorted(names)
    assert all(groups.values())


def test_the_features_of_passages_are_among_the_articles() -> None:
    assert {feature.name for feature in PASSAGE_FEATURES} <= set(STRETCH_NAMES)


def example(k: int, label: TaughtLabel | None, corpus: str = "generated") -> Example:
    return Example(f"e{k}", f"o{k}", corpus, "spun-x", label, "", "", None)


TEXT = "The old mill by the river was sold in March, and the new owner will turn the big barn into a small theatre for the town."
SWAPPED = (
    ("old", "ancient"),
    ("sold", "vended"),
    ("owner", "proprietor"),
    ("big", "huge"),
    ("small", "little"),
    ("town", "city"),
)


def measured(lexicon: Lexicon) -> MeasuredPair:
    """A pair of one sentence with some words swapped, as it is measured."""
    suspect = TEXT
    for word, other in SWAPPED:
        suspect = suspect.replace(word, other)
    alignment = align(number_pair(read_text(TEXT), read_text(suspect), lexicon))
    values = np.zeros((len(alignment.substitutions), len(SWAP_NAMES)), np.float32)
    changes = find_changes(alignment)
    return MeasuredPair(values, np.zeros(len(values), np.int8), changes, {}, np.full(changes.n_passages, -1, np.int8))


def with_synonyms(table: MeasuredPair, n_synonyms: float, n_words: float = 100.0) -> MeasuredPair:
    n = table.changes.n_passages
    counts = table.changes.counts | {"synonym": np.full(n, n_synonyms / n), "longest": np.full(n, n_words / n)}
    return replace(table, changes=replace(table.changes, counts=counts))


@pytest.fixture(scope="module")
def pair(lexicon: Lexicon) -> MeasuredPair:
    return measured(lexicon)


def swap_tables(n: int, pair: MeasuredPair) -> Tables:
    """Substitutions that only their collocation tells."""
    random = np.random.default_rng(1)
    tables = []
    for _ in range(n):
        gold = random.integers(0, 2, len(pair.gold)).astype(np.int8)
        values = np.zeros_like(pair.swaps)
        values[:, SWAP_NAMES.index("association_change")] = random.normal(0, 1, len(gold)) - 6 * gold
        tables.append(replace(pair, swaps=values, gold=gold))
    return Tables([example(k, TaughtLabel.SPUN) for k in range(n)], tables)


def test_only_the_group_that_tells_is_missed(pair: MeasuredPair) -> None:
    groups = {name: SWAP_GROUPS[name] for name in ("collocation", "frequency")}
    rows = swap_ablation(swap_tables(400, pair), seed=1, workers=1, groups=groups)
    assert list(rows) == [EVERYTHING, "collocation", "frequency"]
    assert rows["collocation"]["auc"] < 0.6
    assert rows["frequency"] == rows[EVERYTHING]
    assert rows[EVERYTHING]["auc"] > 0.95


def test_a_group_is_taken_away_by_zeros_and_the_rest_stays() -> None:
    values = np.ones((1, len(SWAP_NAMES)), np.float32)
    found = blanked(values, "swap", ["similarity"])
    assert (found == 0.0).tolist() == [[name == "similarity" for name in SWAP_NAMES]]
    assert values.all()


def test_a_sample_keeps_tables_beside_their_examples(pair: MeasuredPair) -> None:
    tables = swap_tables(20, pair)
    few = sample(tables, 5, seed=3)
    assert len(few.examples) == len(few.pairs) == 5
    assert all(few.pairs[k] is tables.pairs[int(e.id[1:])] for k, e in enumerate(few.examples))


def test_the_baseline_counts_synonyms_per_hundred_aligned_words(pair: MeasuredPair) -> None:
    assert synonym_rate(with_synonyms(pair, 3.0, 50.0)) == pytest.approx(6.0)
    assert synonym_rate(with_synonyms(pair, 0.0, 0.0)) == 0.0


def test_the_baseline_lets_one_honest_pair_in_a_thousand_through(pair: MeasuredPair) -> None:
    examples = [example(k, TaughtLabel.COPIED) for k in range(1000)] + [example(k, TaughtLabel.SPUN) for k in range(10)]
    pairs = [with_synonyms(pair, k / 100) for k in range(1000)] + [with_synonyms(pair, 50.0)] * 10
    limit = choose_limit(examples, pairs)
    assert sum(synonym_rate(table) > limit for table in pairs[:1000]) == 1


def test_the_baseline_is_measured_on_spun_and_on_honest_pairs() -> None:
    examples = [
        example(0, TaughtLabel.SPUN),
        example(1, TaughtLabel.SPUN),
        example(2, None, "neus"),
        example(3, TaughtLabel.COPIED),
    ]
    rates = call_rates(examples, [True, False, True, True])
    assert rates["spun_recall"]["generated/spun-x"]["rate"] == 0.5
    assert (rates["false_alarms"]["neus"]["k"], list(rates["false_alarms"])) == (1, ["neus"])
