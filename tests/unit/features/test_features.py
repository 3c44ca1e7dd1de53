"""What the tables of features promise, and a few values worked out by hand."""

from itertools import pairwise

import numpy as np
import pytest

from app.align import Alignment, align
from app.features import (
    ARTICLE_FEATURES,
    CLASSES,
    COMPANY_FEATURES,
    EVIDENCE,
    PASSAGE_FEATURES,
    SWAP_FEATURES,
    Stretches,
    Swaps,
    count_common,
    find_changes,
    inside_quotes,
    measure_article,
    measure_company,
    measure_evidence,
    measure_passages,
    measure_swaps,
    weigh,
)
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

TEXT = (
    "The old mill by the river was sold in March. “We will turn it into a theatre,” said the new owner, Ida Marsh. "
    "The roof leaks, the wheel is gone, and the old beams are full of worms."
)


def aligned(lexicon: Lexicon, reference: str, suspect: str) -> Alignment:
    return align(number_pair(read_text(reference), read_text(suspect), lexicon))


def weighed(alignment: Alignment, spin: float = 0.9) -> Stretches:
    changes = find_changes(alignment)
    probabilities = np.full(len(alignment.substitutions), spin) * changes.may_be_swap
    return weigh(changes, Swaps(probabilities, probabilities), count_common(alignment.pair))


def passage_values(alignment: Alignment, spin: float = 0.9) -> dict[str, float]:
    values = measure_passages(weighed(alignment, spin))
    return dict(zip((f.name for f in PASSAGE_FEATURES), values[0].tolist(), strict=True))


def own_values(alignment: Alignment) -> list[list[float]]:
    rows: list[list[float]] = measure_swaps(alignment, find_changes(alignment)).tolist()
    return rows


def evidence_of(lexicon: Lexicon, suspect: str, spin: float = 0.9) -> dict[str, float]:
    article, _ = measure_evidence(weighed(aligned(lexicon, TEXT, suspect), spin))
    return dict(zip((row.feature.name for row in EVIDENCE), article.tolist(), strict=True))


EVIDENCE_FEATURES = tuple(row.feature for row in EVIDENCE)


@pytest.mark.parametrize("features", [PASSAGE_FEATURES, ARTICLE_FEATURES, EVIDENCE_FEATURES])
def test_every_feature_has_a_name_of_its_own_a_unit_and_a_meaning(features: tuple[object, ...]) -> None:
    names = [feature.name for feature in features]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names)
    assert {f.unit for f in features} <= {"0..1", "log words", "log ratio", "log count", "nats"}  # type: ignore[attr-defined]
    assert all(f.meaning for f in features)  # type: ignore[attr-defined]


def test_every_feature_of_a_swap_has_a_name_of_its_own_and_a_meaning() -> None:
    assert len({feature.name for feature in SWAP_FEATURES}) == len(SWAP_FEATURES)
    assert all(feature.meaning for feature in SWAP_FEATURES)


def test_the_article_has_the_features_of_a_passage_first() -> None:
    assert ARTICLE_FEATURES[: len(PASSAGE_FEATURES)] == PASSAGE_FEATURES


def test_without_passages_everything_is_finite_and_in_its_unit(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, TEXT, "My aunt keeps seven hens, and each has a Greek name.")
    assert alignment.passages == ()
    assert measure_swaps(alignment, find_changes(alignment)).shape == (0, len(SWAP_FEATURES))
    stretches = weighed(alignment)
    assert measure_passages(stretches).shape == (0, len(PASSAGE_FEATURES))
    assert [part.shape for part in measure_evidence(stretches)] == [(len(EVIDENCE),), (0, len(EVIDENCE))]
    article = measure_article(stretches, np.empty((0, len(CLASSES))))
    assert article.shape == (len(ARTICLE_FEATURES),)
    assert np.isfinite(article).all()
    assert all(0 <= v <= 1 for f, v in zip(ARTICLE_FEATURES, article, strict=True) if f.unit == "0..1")


def test_a_kept_passage_has_all_its_words_equal(lexicon: Lexicon) -> None:
    values = passage_values(aligned(lexicon, TEXT, TEXT))
    assert values["equal_rate"] == values["kept_sentences"] == values["long_run_rate"] == 1.0
    assert values["swapped_rate"] == values["likely_swap_rate"] == values["gap_rate"] == values["length_balance"] == 0.0


@pytest.mark.parametrize(
    ("old", "new"),
    [("theatre", "theater"), ("We will", "We’ll"), ("owner", "onwer"), ("wheel is", "wheels are"), ("March", "April")],
)
def test_a_change_of_form_slip_or_fact_breaks_no_run(lexicon: Lexicon, old: str, new: str) -> None:
    kept, changed = (passage_values(aligned(lexicon, TEXT, text)) for text in (TEXT, TEXT.replace(old, new)))
    for name in ("long_run_rate", "kept_sentences"):
        assert changed[name] == pytest.approx(kept[name], abs=0.05)
    assert changed["mean_run"] == pytest.approx(kept["mean_run"], abs=0.05)


def test_a_swap_breaks_a_run_and_its_sentence(lexicon: Lexicon) -> None:
    kept, changed = (passage_values(aligned(lexicon, TEXT, text)) for text in (TEXT, TEXT.replace("owner", "proprietor")))
    assert changed["mean_run"] < kept["mean_run"]
    assert changed["kept_sentences"] < kept["kept_sentences"]


def test_the_swapped_rate_is_the_share_of_the_words(lexicon: Lexicon) -> None:
    values = passage_values(aligned(lexicon, TEXT, TEXT.replace(" old ", " ancient ").replace("owner", "proprietor")))
    n_words = len(read_text(TEXT))
    assert values["swapped_rate"] == pytest.approx(3 / n_words)
    assert values["equal_rate"] == pytest.approx(1 - 3 / n_words)
    assert values["likely_share"] == 1.0
    assert values["mean_probability"] == pytest.approx(0.9)
    assert values["repeated_share"] == pytest.approx(2 / 3)
    assert values["quoted_swap_share"] == 0.0


def test_unlikely_swaps_are_not_counted_as_likely(lexicon: Lexicon) -> None:
    values = passage_values(aligned(lexicon, TEXT, TEXT.replace(" old ", " ancient ")), spin=0.2)
    assert values["likely_share"] == values["likely_swap_rate"] == 0.0
    assert values["swapped_rate"] > 0.0


def test_a_swap_inside_a_quotation_counts_for_the_quoted_words(lexicon: Lexicon) -> None:
    values = passage_values(aligned(lexicon, TEXT, TEXT.replace("theatre", "playhouse")))
    assert values["quoted_swap_share"] == pytest.approx(1 / 7)


def test_inserted_and_deleted_words_are_shares_of_their_own_side(lexicon: Lexicon) -> None:
    longer = TEXT.replace("was sold", "was quietly and cheaply sold")
    n, n_longer = len(read_text(TEXT)), len(read_text(longer))
    assert passage_values(aligned(lexicon, TEXT, longer))["inserted_rate"] == pytest.approx(3 / n_longer)
    assert passage_values(aligned(lexicon, longer, TEXT))["deleted_rate"] == pytest.approx(3 / n_longer)
    assert n_longer == n + 3


def test_the_article_sums_its_passages(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, TEXT, TEXT)
    classes = np.array([[0.0, 0.75, 0.25, 0.0]] * len(alignment.passages))
    values = measure_article(weighed(alignment), classes)
    article = dict(zip((f.name for f in ARTICLE_FEATURES), values, strict=True))
    assert article["suspect_coverage"] == pytest.approx(1.0)
    assert article["reference_coverage"] == pytest.approx(1.0)
    assert article["copied_share"] == pytest.approx(0.75)
    assert article["spun_share"] == pytest.approx(0.25)


def test_facts_and_slips_may_not_be_swaps(lexicon: Lexicon) -> None:
    suspect = TEXT.replace(" old ", " ancient ").replace("March", "June").replace("worms", "wormz")
    alignment = aligned(lexicon, TEXT, suspect)
    assert find_changes(alignment).may_be_swap.tolist() == [True, False, True, False]


def test_a_swap_s_own_values_hang_on_no_other_swap(lexicon: Lexicon) -> None:
    both = aligned(lexicon, TEXT, TEXT.replace("owner", "proprietor").replace("new", "fresh"))
    one = aligned(lexicon, TEXT, TEXT.replace("owner", "proprietor"))
    assert own_values(both)[1] == own_values(one)[0]


def test_capitals_of_a_whole_text_change_nothing_of_a_swap(lexicon: Lexicon) -> None:
    suspect = TEXT.replace("ferry", "boat")
    shouted = own_values(aligned(lexicon, TEXT, suspect.upper())), own_values(aligned(lexicon, TEXT.upper(), suspect))
    assert shouted == (own_values(aligned(lexicon, TEXT, suspect)),) * 2


def test_no_company_speaks_less_for_a_swap_when_another_one_is_likelier(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, TEXT, TEXT.replace(" old ", " ancient ").replace("owner", "proprietor"))
    changes = find_changes(alignment)
    less = measure_company(changes, np.array([0.2, 0.5, 0.2]))
    more = measure_company(changes, np.array([0.9, 0.5, 0.2]))
    assert (more >= less).all()
    assert less.shape[1] == 1 + sum(len(feature.knots) - 1 for feature in COMPANY_FEATURES)


def test_evidence_grows_with_each_swap_in_the_direction_of_its_sign(lexicon: Lexicon) -> None:
    suspects = [TEXT, TEXT.replace("owner", "proprietor")]
    suspects.append(suspects[-1].replace("theatre", "playhouse"))
    rows = [evidence_of(lexicon, suspect) for suspect in suspects]
    for before, after in pairwise(rows):
        assert all(row.sign * (after[row.feature.name] - before[row.feature.name]) >= -1e-6 for row in EVIDENCE if row.sign)


def test_repetitions_count_the_same_swap(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, TEXT, TEXT.replace(" old ", " ancient ").replace("owner", "proprietor"))
    assert alignment.repetitions.tolist() == [2, 1, 2]


def test_a_swap_that_breaks_a_collocation_loses_association(lexicon: Lexicon) -> None:
    kept = "He went to the prime minister of the country again to ask for help with the farm."
    broken = aligned(lexicon, kept, kept.replace("prime", "principal"))
    assert broken.substitutions.association_change[0] < -4.0


def test_inside_quotes_marks_the_quoted_words() -> None:
    document = read_text("He said “we go now” and left.")
    everything = np.arange(len(document), dtype=np.int32)
    assert inside_quotes(document, everything).tolist() == [False, False, True, True, True, False, False]
    assert not inside_quotes(read_text("no quotes"), np.array([0, 1], np.int32)).any()
