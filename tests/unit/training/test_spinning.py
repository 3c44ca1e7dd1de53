"""Claims about the spinner: gold spans are right, knobs do what they say. All texts are our own."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text import Span
from app.training.examples.corpora import DEFAULT_SHARED
from app.training.examples.spinners import Knobs, Maker, Spun, Style, StyleMissing, SwapKind, load_style, load_styles, mixed, spin
from app.training.examples.spinners.inflection import Inflection
from app.training.examples.spinners.pages import read_page
from app.training.examples.spinners.spinning import is_content, tightened
from app.training.examples.spinners.thesauri import Choices, Thesaurus
from app.training.examples.spinners.types import Change
from app.training.lexicon.sources import WordNet

TEXT = (
    "Harbour town votes on its old bridge\n\n"
    "The council of Marrow Bay voted on Thursday to repair the old bridge, but not before spring. “We can’t wait "
    "because of the weather,” said Mayor Ada Lindqvist. The work takes place in two steps, and about 40 people lose "
    "their garden.\n\n"
    "OLD WALLS ALSO LEAK\n\n"
    "Engineers emphasized that the wall is in a poor state. According to the town’s engineers, the armies of "
    "volunteers helped in order to save an old house. However, the repair needs a number of permits; the council "
    "expects them by June, which is why the vote matters."
)


def small_inflection() -> Inflection:
    heads = {
        "noun": {"army", "force", "bridge", "crossing", "garden", "house"},
        "verb": {"emphasize", "underline", "repair", "mend"},
        "adj": {"old", "ancient"},
        "adv": set[str](),
    }
    wordnet = WordNet({}, {part: frozenset(words) for part, words in heads.items()}, {part: {} for part in heads})
    tags = {
        "armies": Counter(NNS=9),
        "emphasized": Counter(VBD=9),
        "old": Counter(JJ=9),
        "bridge": Counter(NN=9),
        "house": Counter(NN=9),
        "garden": Counter(NN=9),
        "council": Counter(NN=9),
    }
    return Inflection(wordnet, tags, dict.fromkeys(("army", "emphasize"), 5))


@pytest.fixture(scope="module")
def style() -> Style:
    heads = {
        "old": Choices(("ancient",), ("former", "venerable and grey")),
        "bridge": Choices(("crossing",), ("nose", "link")),
        "army": Choices(("armed force",), ("host",)),
        "emphasize": Choices(("underline",), ("stress",)),
        "house": Choices(("building",), ("parliament",)),
        "council": Choices(("board",), ("advice",)),
        "garden": Choices((), ("yard",)),
    }
    phrases: dict[tuple[str, ...], tuple[str, ...]] = {
        ("poor", "state"): ("bad shape",),
        ("the", "vote"): ("the ballot",),
    }
    return Style("small", Thesaurus("small", heads, phrases, small_inflection()), Knobs())


def rebuilt(spun: Spun) -> str:
    """The reference with every gold swap made in it."""
    text = spun.reference
    for swap in sorted(spun.swaps, key=lambda swap: swap.reference.start, reverse=True):
        put = spun.text[swap.suspect.start : swap.suspect.end]
        text = text[: swap.reference.start] + put + text[swap.reference.end :]
    return text


def check_kept(spun: Spun) -> None:
    for one, other in spun.kept:
        assert spun.reference[one.start : one.end] == spun.text[other.start : other.end]


shares = st.sampled_from([0.0, 0.3, 1.0])
any_knobs = st.builds(
    Knobs,
    rate=shares,
    phrase_rate=shares,
    function_rate=shares,
    wrong_sense=shares,
    number_rate=shares,
    spelling_rate=shares,
    protect_capitals=st.booleans(),
    touch_quotations=st.booleans(),
    touch_compounds=st.booleans(),
    is_consistent=st.booleans(),
    fix_articles=st.booleans(),
    wrong_form=shares,
    keep_paragraphs=shares,
    hidden_share=shares,
    seed=st.integers(0, 99),
)


@settings(max_examples=60, deadline=None)
@given(knobs=any_knobs, seed=st.integers(0, 999))
def test_making_the_swaps_in_the_reference_gives_the_suspect(style: Style, knobs: Knobs, seed: int) -> None:
    spun = spin(TEXT, style, knobs, Random(seed))
    assert rebuilt(spun) == spun.text
    check_kept(spun)


@settings(max_examples=60, deadline=None)
@given(knobs=any_knobs, moved=shares, seed=st.integers(0, 999))
def test_kept_stretches_stay_equal_when_sentences_move(style: Style, knobs: Knobs, moved: float, seed: int) -> None:
    knobs = replace(knobs, reorder_sentences=moved, reorder_paragraphs=moved, drop_headings=moved)
    spun = spin(TEXT, style, knobs, Random(seed))
    check_kept(spun)
    for swap in spun.swaps:
        assert spun.reference[swap.reference.start : swap.reference.end] != spun.text[swap.suspect.start : swap.suspect.end]


@settings(max_examples=80, deadline=None)
@given(text=st.text(alphabet="old bridge.“”'’-\n 12AÉß\u200b", max_size=200), seed=st.integers(0, 9))
def test_any_text_can_be_spun(style: Style, text: str, seed: int) -> None:
    spun = spin(text, style, Knobs(rate=1.0, function_rate=1.0, reorder_sentences=0.5), Random(seed))
    check_kept(spun)


def test_the_same_random_state_gives_the_same_text(style: Style) -> None:
    knobs = Knobs(is_consistent=False, function_rate=0.5, reorder_paragraphs=0.5)
    assert spin(TEXT, style, knobs, Random(3)) == spin(TEXT, style, knobs, Random(3))


def test_a_spinner_turned_off_changes_nothing(style: Style) -> None:
    spun = spin(TEXT, style, Knobs(rate=0, phrase_rate=0, function_rate=0), Random(1))
    assert spun.text == TEXT
    assert spun.swaps == ()


def test_case_and_inflection_are_kept(style: Style) -> None:
    knobs = Knobs(rate=1, phrase_rate=0, function_rate=0, wrong_sense=0, wrong_form=0)
    spun = spin(TEXT, style, knobs, Random(1))
    assert "ANCIENT WALLS" in spun.text
    assert "Engineers underlined that" in spun.text
    assert "the armed forces of" in spun.text or "the hosts of" in spun.text


def test_a_consistent_spinner_always_takes_the_same_word(style: Style) -> None:
    spun = spin(TEXT, style, Knobs(rate=1, phrase_rate=0, function_rate=0, is_consistent=True), Random(1))
    put = {
        spun.text[swap.suspect.start : swap.suspect.end].lower()
        for swap in spun.swaps
        if spun.reference[swap.reference.start : swap.reference.end].lower() == "old"
    }
    assert len(put) == 1


def test_a_seed_makes_it_take_the_same_word_in_all_texts(style: Style) -> None:
    knobs = Knobs(rate=1, phrase_rate=0, function_rate=0, seed=7)
    texts = {spin("an old house", style, knobs, Random(seed)).text for seed in range(8)}
    assert len(texts) == 1


def test_a_mixed_style_knows_the_words_of_all(style: Style) -> None:
    heads = {"wall": Choices(("barrier",), ())}
    other = Style("other", Thesaurus("other", heads, {}, small_inflection()), Knobs())
    both = mixed([style, other])
    knobs = Knobs(rate=1, phrase_rate=0, function_rate=0, wrong_sense=0)
    assert spin("the old wall", both, knobs, Random(1)).text == "the ancient barrier"
    assert both.name == "small+other"


def test_quotations_and_names_can_be_left_alone(style: Style) -> None:
    knobs = Knobs(rate=1, function_rate=1, touch_quotations=False, protect_capitals=True)
    spun = spin(TEXT, style, knobs, Random(1))
    assert "We can’t wait because of the weather" in spun.text
    assert "Mayor Ada Lindqvist" in spun.text


def test_hidden_heads_are_never_replaced(style: Style) -> None:
    assert spin(TEXT, style, Knobs(rate=1, function_rate=1, phrase_rate=1, hidden_share=1.0), Random(1)).text == TEXT


def test_the_article_before_a_swap_is_mended_when_asked(style: Style) -> None:
    knobs = Knobs(rate=1, function_rate=0, phrase_rate=0, wrong_sense=0, fix_articles=True)
    spun = spin("It was an army of a council. It was a garden.", style, knobs, Random(1))
    assert spun.text == "It was an armed force of a board. It was a yard."
    mended = spin("He saw an old bridge. He saw a old wall.", style, replace(knobs, wrong_sense=1, seed=3), Random(1))
    assert mended.text == "He saw a former nose. He saw a former wall."
    assert SwapKind.ARTICLE in {swap.kind for swap in mended.swaps}


def test_a_share_outside_its_unit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rate needs a share between 0 and 1, got 1\.5"):
        Knobs(rate=1.5)


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("such as", "such like", "as", "like"),
        ("as well as", "as good as", "well", "good"),
        ("in order to", "to", "in order ", ""),
        ("because", "because of", "", " of"),
        ("two", "both", "two", "both"),
    ],
)
def test_identical_words_are_never_part_of_a_swap(old: str, new: str, left: str, right: str) -> None:
    text = f"x {old} y"
    change = tightened(text, Change(Span(2, 2 + len(old)), new, SwapKind.FUNCTION_WORD))
    assert change is not None
    assert (text[change.chars.start : change.chars.end], change.text) == (left, right)
    assert text[: change.chars.start] + change.text + text[change.chars.end :] == f"x {new} y"


def test_nothing_is_left_of_a_swap_for_itself() -> None:
    assert tightened("x y", Change(Span(0, 1), "x", SwapKind.WORD)) is None


def test_the_style_of_connectives_needs_no_sources() -> None:
    style = load_style("connectives")
    spun = spin(TEXT, style, replace(style.knobs, function_rate=1.0), Random(5))
    assert len(spun.swaps) > 8
    assert {swap.kind for swap in spun.swaps} == {SwapKind.FUNCTION_WORD}
    assert {swap.maker for swap in spun.swaps} == {Maker.SPINNER}
    assert rebuilt(spun) == spun.text


@pytest.mark.parametrize("rate", [0.2, 0.35, 0.5])
@pytest.mark.parametrize("is_consistent", [True, False])
def test_the_rate_is_kept(rate: float, is_consistent: bool) -> None:
    words = sorted({slot.lower for slot in read_page(TEXT).slots})
    heads = {word: Choices((f"{word}x",), ()) for word in words}
    style = Style("all", Thesaurus("all", heads, {}, small_inflection(), is_surface=True), Knobs())
    knobs = Knobs(rate=rate, function_rate=0, is_consistent=is_consistent)
    spun = spin(TEXT * 3, style, knobs, Random(1))
    n_content = sum(is_content(slot) for slot in read_page(TEXT * 3).slots)
    assert len(spun.swaps) / n_content == pytest.approx(rate, abs=0.05)


@pytest.mark.skipif(not DEFAULT_SHARED.exists(), reason="the shared folder is not on this machine")
@pytest.mark.slow
@pytest.mark.parametrize("name", ["ppdb", "tortured", "lexsub", "wordnet"])
def test_gold_spans_are_right_in_every_style(name: str) -> None:
    try:
        style = load_style(name)
    except OSError as missing:
        pytest.skip(f"a source of {name} is not on this machine: {missing}")
    spun = spin(TEXT * 2, style, replace(style.knobs, rate=0.6), Random(1))
    assert len(spun.swaps) > 10
    assert rebuilt(spun) == spun.text
    check_kept(spun)


def test_a_style_without_its_sources_is_left_out_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(StyleMissing, match="style ppdb is left out"):
        assert list(load_styles(["ppdb", "connectives"], tmp_path, tmp_path)) == ["connectives"]
