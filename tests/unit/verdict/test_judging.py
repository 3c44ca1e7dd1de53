"""How probabilities become labels, shares and reasons."""

import numpy as np
import pytest

from app.align import KINDS, Alignment, Kind, align
from app.features import CLASSES
from app.lexicon import Lexicon
from app.model import Steering
from app.sides import number_pair
from app.text import read_text
from app.verdict import Alert, Label, Verdict, judge

THRESHOLDS = {
    "spun": 0.75, "spun_beside": 0.9, "other": 0.5, "passage_spun": 0.7, "passage_spun_beside": 0.7, "passage_other": 0.5,
}  # fmt: skip
STEERING = Steering(THRESHOLDS)
PARAGRAPHS = (
    "The orchard behind the station was planted in 1921 by a railway clerk who missed the farm of his parents. "
    "Ninety trees are left, and most of them still bear fruit.",
    "On Tuesday the owners of the land, a chain of supermarkets, asked for leave to cut them down. “We need 200 parking "
    "spaces for our customers,” said their lawyer, Hugo Pless.",
)
TEXT = "\n\n".join(PARAGRAPHS)
COPIED, SPUN, PARAPHRASED = (0.01, 0.97, 0.01, 0.01), (0.01, 0.01, 0.97, 0.01), (0.01, 0.01, 0.01, 0.97)


NAME_KINDS = [KINDS.index(kind) for kind in (Kind.NAME_CHANGED, Kind.DATE_CHANGED)]


def verdict(alignment: Alignment, article: tuple[float, ...], passages: tuple[float, ...] = COPIED, spin: float = 0.9) -> Verdict:
    every = [passages] * len(alignment.passages)
    return judge(alignment, article, every, np.full(len(alignment.substitutions), spin), STEERING)


@pytest.fixture
def kept(lexicon: Lexicon) -> Alignment:
    return align(number_pair(read_text(TEXT), read_text(TEXT), lexicon))


@pytest.fixture
def swapped(lexicon: Lexicon) -> Alignment:
    suspect = TEXT
    for one, other in {
        "trees": "shrubs", "still": "yet", "the land": "the terrain", "asked": "enquired", "missed": "lacked", "bear": "carry",
    }.items():  # fmt: skip
        suspect = suspect.replace(one, other)
    return align(number_pair(read_text(TEXT), read_text(suspect), lexicon))


@pytest.mark.parametrize(
    ("probabilities", "passages", "label"),
    [
        ((0.64, 0.22, 0.1, 0.04), SPUN, Label.INDEPENDENT),
        ((0.26, 0.5, 0.2, 0.04), COPIED, Label.COPIED),
        ((0.04, 0.004, 0.91, 0.046), SPUN, Label.SPUN),
        ((0.004, 0.004, 0.78, 0.212), SPUN, Label.SPUN),  # spun or retold, and hardly its own text or a copy
        ((0.08, 0.01, 0.78, 0.13), SPUN, Label.UNDECIDED),
        ((0.003, 0.003, 0.74, 0.254), SPUN, Label.UNDECIDED),
        ((0.004, 0.098, 0.002, 0.896), PARAPHRASED, Label.PARAPHRASED),
        ((0.36, 0.36, 0.24, 0.04), COPIED, Label.UNDECIDED),
    ],
)
def test_a_class_needs_its_threshold(
    swapped: Alignment, probabilities: tuple[float, ...], passages: tuple[float, ...], label: Label
) -> None:
    judgement = verdict(swapped, probabilities, passages).article
    assert judgement.label is label
    assert judgement.probability == pytest.approx(max(probabilities), abs=0.005)
    assert judgement.probabilities == pytest.approx(probabilities, abs=0.005)


@pytest.mark.parametrize("k", [1, 2])
def test_no_class_of_reuse_is_said_without_a_passage_of_it(swapped: Alignment, k: int) -> None:
    sure = tuple(0.91 if j == k else 0.03 for j in range(4))
    found = verdict(swapped, sure, (0.97, 0.01, 0.01, 0.01)).article
    assert found.label is Label.INDEPENDENT
    assert found.probabilities[k] == pytest.approx(0.25, abs=0.01)
    assert found.probabilities[0] > 0.5


def test_a_retold_text_without_a_place_to_show_stays_open(swapped: Alignment) -> None:
    found = verdict(swapped, (0.03, 0.03, 0.03, 0.91), (0.97, 0.01, 0.01, 0.01)).article
    assert found.label is Label.UNDECIDED
    assert set(found.candidates) == {Label.INDEPENDENT, Label.PARAPHRASED}


@pytest.mark.parametrize("k", [1, 2, 3])
def test_a_class_that_only_an_undecided_passage_may_show_stays_open(swapped: Alignment, k: int) -> None:
    sure = tuple(0.91 if j == k else 0.03 for j in range(4))
    doubt = (0.44, *(0.28 if j == k else 0.14 for j in range(1, 4)))
    found = verdict(swapped, sure, doubt).article
    assert found.label is Label.UNDECIDED
    assert found.probabilities[k] < 0.5
    assert CLASSES[k] in found.candidates


def test_what_spun_loses_without_a_spun_passage_goes_to_what_the_passages_show(swapped: Alignment) -> None:
    found = verdict(swapped, (0.02, 0.08, 0.88, 0.02), COPIED).article
    assert found.label is Label.COPIED
    assert found.probabilities[2] == pytest.approx(0.25, abs=0.01)


def test_where_most_may_be_copied_or_spun_nobody_calls_it_independent(swapped: Alignment) -> None:
    found = verdict(swapped, (0.03, 0.08, 0.87, 0.02), (0.02, 0.3, 0.66, 0.02)).article
    assert found.label is Label.UNDECIDED
    assert set(found.candidates) == {Label.COPIED, Label.SPUN}
    assert found.probabilities[2] == pytest.approx(0.44, abs=0.01)
    beside_foreign = verdict(swapped, (0.03, 0.08, 0.87, 0.02), (0.3, 0.02, 0.66, 0.02)).article
    assert set(beside_foreign.candidates) == {Label.INDEPENDENT, Label.SPUN}


def test_nothing_is_spun_without_a_likely_swap(swapped: Alignment) -> None:
    found = verdict(swapped, SPUN, SPUN, spin=0.49)
    assert found.article.label is not Label.SPUN
    assert {judgement.label for judgement in found.passages}.isdisjoint({Label.SPUN})
    assert all(p.probabilities[2] <= 0.021 for p in (found.article, *found.passages))


FORM = "{0} drove from {1} to {2} on {3}. A {4} stood in the {5} road, and the {6} car hit it at a bend near the {7} church."
SWAPPED = "bull", "narrow", "red", "old"


@pytest.mark.parametrize(
    ("names", "is_said"), [(("Ines", "Leeds", "York", "Monday"), True), (("Hugo", "Bath", "Hull", "Friday"), False)]
)
def test_swaps_beside_other_names_tell_of_something_else(lexicon: Lexicon, names: tuple[str, ...], is_said: bool) -> None:
    reference = FORM.format("Ines", "Leeds", "York", "Monday", "cow", "wide", "blue", "new")
    alignment = align(number_pair(read_text(reference), read_text(FORM.format(*names, *SWAPPED)), lexicon))
    likely = np.where(np.isin(alignment.substitutions.kinds, NAME_KINDS), 0.01, 0.9)
    every = [SPUN] * len(alignment.passages)
    found = judge(alignment, (0.01, 0.04, 0.94, 0.01), every, likely, STEERING)
    assert (found.article.label is Label.SPUN) is is_said


def test_foreign_text_beside_a_form_does_not_make_it_spun(lexicon: Lexicon) -> None:
    names, foreign = ("Hugo", "Bath", "Hull", "Friday"), "\n\n" + 8 * "My aunt keeps seven hens with Greek names and one goat. "
    reference = FORM.format("Ines", "Leeds", "York", "Monday", "cow", "wide", "blue", "new")
    alignment = align(number_pair(read_text(reference), read_text(FORM.format(*names, *SWAPPED) + foreign), lexicon))
    spin = np.where(np.isin(alignment.substitutions.kinds, NAME_KINDS), 0.01, 0.9)
    article, words = (0.01, 0.04, 0.94, 0.01), [len(passage.suspect) for passage in alignment.passages]
    assert sum(words) < len(alignment.suspect) / 2
    found = judge(alignment, article, [SPUN] * len(words), spin, STEERING).article
    assert found.probabilities[2] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("spin", "chance", "label"),
    [(0.57, 0.95, Label.COPIED), (0.57, 0.98, Label.SPUN), (0.9, 0.95, Label.SPUN), (0.51, 0.96, Label.COPIED)],
)
def test_swaps_that_say_little_do_not_bear_a_likely_verdict(swapped: Alignment, spin: float, chance: float, label: Label) -> None:
    rest = 1.0 - chance
    found = verdict(swapped, (0.1 * rest, 0.8 * rest, chance, 0.1 * rest), (0.02, 0.16, 0.8, 0.02), spin)
    assert found.article.label is label


@pytest.mark.parametrize("retold", [0.0, 0.03, 0.06])
def test_swaps_that_say_little_bear_no_more_for_being_retold_perhaps(swapped: Alignment, retold: float) -> None:
    found = verdict(swapped, (0.01, 0.07 - retold, 0.92, retold), (0.02, 0.16, 0.8, 0.02), 0.57)
    assert found.article.probabilities[2] == pytest.approx(0.25)


def test_the_same_swap_again_says_nothing_new(lexicon: Lexicon) -> None:
    text = " ".join(f"The clerk saw the {word} trees before the wall." for word in "old tall thin young bare green wet".split())
    alignment = align(number_pair(read_text(text), read_text(text.replace("trees", "shrubs")), lexicon))
    found = verdict(alignment, (0.01, 0.02, 0.95, 0.02), SPUN, 0.9)
    assert found.article.label is not Label.SPUN


# One form for two villages: every place of it stands twice.
RULES = (
    "The {0} gets a key and pays in March. Whoever is no longer the {0} brings it back by Easter.",
    "Half of the {1} is dug in spring, and weeds on the {1} are seen to within a week.",
    "Hens may sleep in the {2} while it freezes; nobody smokes in the {2} at any time.",
    "Children close the {3} behind them. A dog that has learnt to open the {3} stays at home.",
    "Water comes from the {4} by hand, so look into the {4} before you fill a second can.",
    "Nobody parks on the {5} on Sundays, when the {5} belongs to walkers and their sticks.",
    "The {6} is due in January, and half of the {6} goes to the school of the parish.",
    "Roses may climb along the {7} if they leave room for those who paint the {7} each May.",
    "Old Finch built the {8} from a wreck, which is why the {8} has a name in Danish.",
    "Blackbirds nest in the {9}, and until they have flown the {9} is cut by no one.",
    "Put out the {10} when you leave. Two winters ago the {10} burned until Candlemas.",
    "What falls into the {11} is fished out by its owner, even if the {11} has frozen over.",
)
TERMS = "tenant", "plot", "shed", "gate", "well", "path", "rent", "fence", "bench", "hedge", "lamp", "ditch"
OTHERS = "lodger", "field", "barn", "door", "pond", "track", "fee", "wall", "chair", "bush", "torch", "drain"


RULED = "\n\n".join(RULES).format(*TERMS)


def once(text: str, n: int) -> str:
    """The text with the first `n` terms exchanged at their first places."""
    for old, new in zip(TERMS[:n], OTHERS, strict=False):
        text = text.replace(f" {old} ", f" {new} ", 1)
    return text


def ruled(suspect: str, lexicon: Lexicon) -> Verdict:
    alignment = align(number_pair(read_text(RULED), read_text(suspect), lexicon))
    return verdict(alignment, (0.005, 0.005, 0.985, 0.005), SPUN, 0.99)


@pytest.mark.parametrize("n", [2, 10, 12])
def test_words_exchanged_throughout_are_no_spinning(lexicon: Lexicon, n: int) -> None:
    found = ruled("\n\n".join(RULES).format(*OTHERS[:n], *TERMS[n:]), lexicon)
    assert found.article.label is Label.COPIED
    assert Label.SPUN not in {judgement.label for judgement in found.passages}
    assert any("exchanged wherever they stand" in reason for reason in found.reasons)


def test_words_exchanged_at_one_of_their_places_are(lexicon: Lexicon) -> None:
    found = ruled(once(RULED, 12), lexicon)
    assert found.article.label is Label.SPUN
    assert not any("exchanged wherever they stand" in reason for reason in found.reasons)


@pytest.mark.parametrize(("n", "label"), [(0, Label.COPIED), (8, Label.SPUN)])
def test_swaps_of_function_words_alone_are_no_spinning(lexicon: Lexicon, n: int, label: Label) -> None:
    suspect = once(RULED, n)
    for old, new in (
        ("until", "till"),
        (" by ", " through "),
        (" from ", " of "),
        (" on ", " upon "),
        (" before ", " ere "),
        (" if ", " whether "),
    ):
        suspect = suspect.replace(old, new)
    found = ruled(suspect, lexicon)
    assert found.article.label is label
    assert any("function words, as where grammar" in reason for reason in found.reasons) is (label is Label.COPIED)


def test_a_few_words_are_not_called_independent_lightly(lexicon: Lexicon) -> None:
    few = align(number_pair(read_text(TEXT), read_text("My aunt keeps seven hens with Greek names and one goat."), lexicon))
    assert verdict(few, (0.7, 0.14, 0.12, 0.04)).article.label is Label.UNDECIDED
    assert verdict(few, (0.97, 0.01, 0.01, 0.01)).article.label is Label.INDEPENDENT


def test_a_few_words_are_never_called_paraphrased(lexicon: Lexicon) -> None:
    few = " ".join(TEXT.split()[:30]).replace("planted", "laid out").replace("missed", "longed for").replace("left", "standing")
    alignment = align(number_pair(read_text(TEXT), read_text(few), lexicon))
    found = verdict(alignment, (0.03, 0.03, 0.03, 0.91), PARAPHRASED).article
    assert found.label is Label.UNDECIDED
    assert found.probabilities[3] == pytest.approx(0.45, abs=0.01)


def test_no_probability_is_certain(swapped: Alignment) -> None:
    found = verdict(swapped, (0.0, 0.0, 1.0, 0.0), (0.0, 1.0, 0.0, 0.0))
    for judgement in (found.article, *found.passages):
        assert all(0.0001 < p < 0.999 for p in judgement.probabilities)


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.9, 1.0])
def test_how_likely_spun_is_hangs_on_no_other_class(swapped: Alignment, chance: float) -> None:
    rest = 1.0 - chance
    others = ((rest, 0.0, 0.0), (0.0, rest, 0.0), (0.2 * rest, 0.5 * rest, 0.3 * rest))
    found = {verdict(swapped, (one, two, chance, three), SPUN).article.probabilities[2] for one, two, three in others}
    assert len(found) == 1


def test_an_undecided_article_names_its_two_candidates(swapped: Alignment) -> None:
    found = verdict(swapped, (0.02, 0.05, 0.7, 0.23), SPUN)
    assert found.article.candidates == (Label.SPUN, Label.PARAPHRASED)
    assert "does not decide" in found.reasons[0]


def test_a_decided_article_has_no_candidates(kept: Alignment) -> None:
    assert verdict(kept, COPIED).article.candidates == ()


def test_a_passage_has_thresholds_of_its_own(swapped: Alignment) -> None:
    found = verdict(swapped, COPIED, (0.1, 0.1, 0.75, 0.05))
    assert {judgement.label for judgement in found.passages} == {Label.SPUN}


def test_reuse_is_the_share_of_the_words_by_class(kept: Alignment, swapped: Alignment) -> None:
    assert verdict(kept, COPIED).reuse == pytest.approx({"copied": 1.0, "spun": 0.0, "paraphrased": 0.0})
    assert verdict(swapped, PARAPHRASED, PARAPHRASED).reuse["paraphrased"] == pytest.approx(1.0)


def test_what_has_no_new_word_is_not_paraphrased(kept: Alignment) -> None:
    found = verdict(kept, PARAPHRASED, PARAPHRASED)
    assert found.article.label is Label.COPIED
    assert found.reuse == pytest.approx({"copied": 1.0, "spun": 0.0, "paraphrased": 0.0})


def test_undecided_and_independent_passages_are_no_reuse(kept: Alignment) -> None:
    for probabilities in ((0.9, 0.1, 0.0, 0.0), (0.38, 0.38, 0.2, 0.04)):
        assert sum(verdict(kept, COPIED, probabilities).reuse.values()) == 0.0


@pytest.mark.parametrize("k", range(5))
def test_every_label_has_a_reason(swapped: Alignment, k: int) -> None:
    probabilities = tuple(0.97 if j == k else 0.01 for j in range(4)) if k < 4 else (0.25,) * 4
    reasons = verdict(swapped, probabilities).reasons
    assert reasons
    assert all(reason.endswith(".") and not reason[0].islower() for reason in reasons)


def test_an_article_without_passages_says_so(lexicon: Lexicon) -> None:
    alignment = align(number_pair(read_text(TEXT), read_text("My aunt keeps seven hens with Greek names."), lexicon))
    found = verdict(alignment, (0.97, 0.01, 0.01, 0.01))
    assert found.reasons == ("No sentence of the suspect has a counterpart in the reference.",)
    assert found.reuse == {"copied": 0.0, "spun": 0.0, "paraphrased": 0.0}


def test_a_spun_article_counts_its_swaps(swapped: Alignment) -> None:
    reasons = verdict(swapped, SPUN, SPUN).reasons
    assert any(reason.startswith(f"{len(swapped.substitutions)} words or phrases were swapped") for reason in reasons)


def test_a_spun_passage_in_another_article_is_told(swapped: Alignment) -> None:
    assert any("with words swapped" in reason for reason in verdict(swapped, COPIED, SPUN).reasons)


def alerts(lexicon: Lexicon, suspect: str) -> dict[str, Alert]:
    alignment = align(number_pair(read_text(TEXT), read_text(suspect), lexicon))
    return {alert.code: alert for alert in verdict(alignment, COPIED).alerts}


def test_a_kept_text_raises_no_alert(lexicon: Lexicon) -> None:
    assert alerts(lexicon, TEXT) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("trees", "tr\u0435es", "homoglyph", "tr\u0435es"),
        ("trees", "tre\u200bes", "zero_width", "\u200b"),
        ("fruit", "f r u i t", "split_word", "f r u i t"),
        ("1921", "1931", "number_changed", "1931"),
        ("Pless", "Klamm", "name_changed", "Klamm"),
        ("parking", "car", "quotation_changed", "We need 200 car spaces for our customers,"),
    ],
)
def test_an_alert_points_at_its_place(lexicon: Lexicon, old: str, new: str, code: str, place: str) -> None:
    suspect = TEXT.replace(old, new)
    alert = alerts(lexicon, suspect)[code]
    assert alert.side == "suspect"
    assert [suspect[p.start : p.end] for p in alert.places] == [place]


def test_one_slip_is_human_and_three_are_told(lexicon: Lexicon) -> None:
    one = TEXT.replace("station", "statiom")
    three = one.replace("orchard", "orchrad").replace("customers", "custommers")
    assert "misspelling" not in alerts(lexicon, one)
    assert len(alerts(lexicon, three)["misspelling"].places) == 3
