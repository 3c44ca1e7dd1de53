"""Claims about the finder as a whole, with the networks in use and our own texts."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UnreadableInput
from app.finder import Detection, Finder, FinderModel, Rectangle, detections, first_stretches
from app.finder.finding import _chars  # the one place where tokens become characters
from app.lexicon import Lexicon
from app.pairs import PairOfNames, PanOptions, find_pair
from app.sides import number_pair
from app.text import Span, read_text
from tests.property.drawn_texts import SENTENCES, pairs
from tests.waiting import costs_at_most

MODELS = Path(__file__).resolve().parents[3] / "models"
STORY = " ".join(SENTENCES)
SECONDS = 10.0  # of processor time for a hostile pair; on a quiet machine none takes one


@pytest.fixture(scope="module")
def finder(lexicon: Lexicon) -> Finder:
    return Finder(lexicon, FinderModel.load(MODELS))


def assert_valid(found: tuple[Detection, ...], reference: str, suspect: str) -> None:
    for detection in found:
        assert 0 <= detection.reference.start < detection.reference.end <= len(reference)
        assert 0 <= detection.suspect.start < detection.suspect.end <= len(suspect)
        assert 0.0 <= detection.probability <= 1.0
    starts = [detection.suspect.start for detection in found]
    assert starts == sorted(starts)


def test_identical_texts_are_one_detection_of_everything(finder: Finder) -> None:
    (found,) = finder.find(STORY, STORY)
    assert (found.reference, found.suspect) == (Span(0, len(STORY)), Span(0, len(STORY)))
    assert found.probability > 0.99


def test_a_passage_inside_another_text_is_found_where_it_stands(finder: Finder, sample_reference: str) -> None:
    (found,) = finder.find(STORY, f"{sample_reference}\n\n{STORY}\n\n{sample_reference}")
    start = len(sample_reference) + 2
    assert abs(found.suspect.start - start) < 0.1 * len(STORY)
    assert abs(found.suspect.end - start - len(STORY)) < 0.1 * len(STORY)


def test_shuffled_sentences_are_found_too(finder: Finder, sample_reference: str) -> None:
    shuffled = list(SENTENCES)
    Random(4).shuffle(shuffled)
    found = finder.find(STORY, f"{' '.join(shuffled)}\n\n{sample_reference}")
    assert len(found) == 1
    assert found[0].suspect.start == 0


def test_another_text_is_not_reuse(finder: Finder, sample_reference: str) -> None:
    assert finder.find(sample_reference, STORY) == ()
    assert finder.find(STORY, sample_reference) == ()


@given(pair=pairs())
@settings(max_examples=60, deadline=None)
def test_detections_lie_inside_both_texts_in_order_and_come_again(finder: Finder, pair: tuple[str, str]) -> None:
    reference, suspect = pair
    found = finder.find(reference, suspect)
    assert_valid(found, reference, suspect)
    assert finder.find(reference, suspect) == found


@given(reference=st.text(max_size=300), suspect=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_looked_at(finder: Finder, reference: str, suspect: str) -> None:
    for one, other in ((reference, suspect), (f"{STORY} {reference}", f"{suspect}\n{STORY}")):
        assert_valid(finder.find(one, other), one, other)


@pytest.mark.parametrize("text", ["", " \n", "…!?", "ferry", "Nobody was hurt.", "\ufeff", "\0"])
def test_too_little_text_has_no_detection_on_either_side(finder: Finder, text: str) -> None:
    for reference, suspect in ((text, text), (text, STORY), (STORY, text)):
        assert finder.find(reference, suspect) == ()


@pytest.mark.parametrize("texts", [("a\ud800b", STORY), (STORY, "\udc00")])
def test_a_lone_surrogate_is_refused(finder: Finder, texts: tuple[str, str]) -> None:
    with pytest.raises(UnreadableInput, match="lone surrogate at character"):
        finder.find(*texts)


def test_files_with_a_surrogate_are_refused_by_name_before_the_finder(finder: Finder, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"a \xed\xa0\x80")  # a surrogate as some programs write it; no UTF-8
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    options = PanOptions(tmp_path, tmp_path, tmp_path, tmp_path, tmp_path, workers=1)
    with pytest.raises(UnreadableInput, match=r"bad\.txt: is not UTF-8"):
        find_pair(PairOfNames(1, "bad.txt", "good.txt"), finder, options)


def repeated(text: str, n: int = 200_000) -> str:
    return (text * (n // len(text) + 1))[:n]


HOSTILE = {
    "one word of 100,000 characters": ("x" * 100_000, "x" * 100_000),
    "no word in common": (repeated("The quokka laughed. "), repeated("Der Fährmann schwieg. ")),
    "one sentence again and again": (repeated(SENTENCES[0] + " "), repeated(SENTENCES[0] + "\n")),
    "a story again and again": (repeated(STORY + "\n\n"), repeated(STORY + "\n\n")),
    "one rare word": (repeated("quokka "), repeated("quokka\n")),
    "a line a letter": (repeated("a\n"), repeated("b\n")),
    "a sentence a word": (repeated("Quokka! "), repeated("Ferry? Quokka. ")),
    "function words": (repeated("and of the in to ", 2_000), repeated("and of the in to ", 2_000)),
    "marks": (repeated(".!? "), repeated("\n.\n")),
    "short and long": (SENTENCES[0], repeated(STORY)),
    "long and short": (repeated(STORY), SENTENCES[0]),
    "another alphabet": (repeated("Паром уходит на остров в девять часов. ", 5_000), repeated("Паром уходит. ", 5_000)),
    "no spaces between words": (repeated("渡し船は九時に島へ出発します。", 5_000), repeated("渡し船は九時に。", 5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pair_is_done_in_seconds(finder: Finder, name: str) -> None:
    reference, suspect = HOSTILE[name]
    with costs_at_most(SECONDS):
        found = finder.find(reference, suspect)
    assert_valid(found, reference, suspect)


def test_words_that_all_meet_each_other_are_done_in_seconds(finder: Finder, lexicon: Lexicon) -> None:
    random = Random(1)
    words = [word for word in lexicon.words if word.isalpha()][-2_000:]
    reference, suspect = (" ".join(random.choice(words) for _ in range(24_000)) for _ in range(2))
    with costs_at_most(SECONDS):
        assert_valid(finder.find(reference, suspect), reference, suspect)


def test_documents_without_words_have_no_detections(finder: Finder) -> None:
    pair = number_pair(read_text(""), read_text(STORY), finder.lexicon)
    assert detections(pair, finder.model) == []


def test_first_stretches_are_roughly_where_the_reuse_is(finder: Finder, sample_reference: str) -> None:
    suspect = read_text(f"{sample_reference}\n\n{STORY}")
    (found,) = first_stretches(number_pair(read_text(STORY), suspect, finder.lexicon), finder.model.weights)
    assert isinstance(found, Rectangle)
    assert found.suspect.end == len(suspect)
    assert found.evidence > 100.0


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ((0, 2), "“Well (she"),
        ((1, 2), "(she"),
        ((2, 3), "said)!”"),
        ((3, 4), "“No…”"),
        ((3, 5), "“No…” Then"),
        ((2, 4), "said)!” “No…”"),
    ],
)
def test_a_passage_takes_its_punctuation_along_up_to_the_next_space(tokens: tuple[int, int], expected: str) -> None:
    text = "“Well (she said)!” “No…” Then — nothing, at all. "
    document = read_text(text)
    chars = _chars(document, Span(*tokens))
    assert text[chars.start : chars.end] == expected


def test_the_whole_document_is_all_of_its_characters() -> None:
    document = read_text(" \n“Well”. \n")
    assert _chars(document, Span(0, len(document))) == Span(0, 11)


def test_punctuation_between_two_words_belongs_to_both_and_never_takes_a_letter() -> None:
    text = "one;two three"
    document = read_text(text)
    assert [_chars(document, Span(k, k + 1)) for k in range(2)] == [Span(0, 4), Span(3, 7)]
