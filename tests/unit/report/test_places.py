"""Places of reuse: passages beside each other are one, what the finder found there belongs to them, and labels stay theirs."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.detector import Detector, Measured
from app.finder import FinderModel
from app.report import Part, PlaceOfReuse, build_report, find_places, places_of_reuse
from app.report.places import NEAR, Sides
from app.text import Span, read_text
from tests.property.drawn_texts import SENTENCES

MODELS = Path(__file__).resolve().parents[3] / "models"


def at(reference: int, suspect: int, length: int = 100) -> Sides:
    return Span(reference, reference + length), Span(suspect, suspect + length)


def test_passages_beside_each_other_are_one_place_with_the_label_of_most_of_it() -> None:
    passages = [at(300, 0), at(100, 110, 190), at(2_000, 320, 60)]
    assert places_of_reuse(passages, ["copied", "spun", "copied"]) == [
        PlaceOfReuse(Span(100, 400), Span(0, 300), "spun", (0, 1)),
        PlaceOfReuse(Span(2_000, 2_060), Span(320, 380), "copied", (2,)),
    ]


def test_passages_far_apart_on_one_side_are_two_places() -> None:
    assert len(places_of_reuse([at(0, 0), at(100 + NEAR, 100)], ["spun", "spun"])) == 2
    assert len(places_of_reuse([at(0, 0), at(99 + NEAR, 100)], ["spun", "spun"])) == 1


def test_what_is_called_independent_is_a_place_only_where_it_was_found_otherwise_and_an_open_one() -> None:
    passages = [at(0, 0), at(5_000, 5_000)]
    found = [(Span(4_990, 5_200), Span(4_980, 5_090))]
    assert places_of_reuse(passages, ["independent", "independent"]) == []
    assert places_of_reuse(passages, ["independent", "independent"], found) == [
        PlaceOfReuse(*found[0], "undecided", (1,)),
    ]  # fmt: skip


def test_what_was_found_where_passages_are_belongs_to_their_place_and_the_rest_is_one_of_its_own() -> None:
    found = [(Span(50, 180), Span(60, 190)), (Span(50, 180), Span(900, 1_000)), (Span(700, 800), Span(0, 90))]
    assert places_of_reuse([at(0, 0)], ["copied"], found) == [
        PlaceOfReuse(Span(0, 180), Span(0, 190), "copied", (0,)),
        PlaceOfReuse(Span(700, 800), Span(0, 90), "undecided", ()),
        PlaceOfReuse(Span(50, 180), Span(900, 1_000), "undecided", ()),
    ]


@pytest.fixture(scope="module")
def finding(detector: Detector) -> Detector:
    return replace(detector, finder=FinderModel.load(MODELS))


def test_a_story_with_its_words_in_another_order_is_an_open_place(finding: Detector, sample_reference: str) -> None:
    words = " ".join(SENTENCES).split()
    threes = [words[k : k + 3] for k in range(0, len(words), 3)]
    Random(4).shuffle(threes)
    shuffled = " ".join(" ".join(three) for three in threes)
    suspect = f"{sample_reference}\n\n{shuffled}\n\n{sample_reference}"
    comparison = finding.compare(read_text(" ".join(SENTENCES)), read_text(suspect))
    assert isinstance(comparison, Measured)
    assert find_places(replace(comparison, finder=None)) == []
    (place,) = find_places(comparison)
    assert place.label == "undecided"
    start = len(sample_reference) + 2
    assert abs(place.suspect.start - start) < 0.1 * len(shuffled)
    assert abs(place.suspect.end - start - len(shuffled)) < 0.1 * len(shuffled)
    assert build_report(comparison).places is None
    assert [dict(entry) for entry in build_report(comparison, frozenset(Part)).places or []] == [
        {
            "reference": {"start": place.reference.start, "end": place.reference.end},
            "suspect": {"start": place.suspect.start, "end": place.suspect.end},
            "label": "undecided",
            "passages": list(place.passages),
        }
    ]


def test_a_copy_of_the_whole_is_one_place_and_the_finder_is_not_asked(finding: Detector) -> None:
    story = read_text(" ".join(SENTENCES))
    comparison = finding.compare(story, story)
    assert isinstance(comparison, Measured)
    assert [(place.label, place.passages) for place in find_places(comparison)] == [("copied", (0,))]
    assert find_places(comparison) == find_places(replace(comparison, finder=None))


def test_another_story_has_no_place(finding: Detector, sample_reference: str) -> None:
    comparison = finding.compare(read_text(sample_reference), read_text(" ".join(SENTENCES)))
    assert isinstance(comparison, Measured)
    assert find_places(comparison) == []


BOOKS = (
    "Tamber, Rosalind: The harbour walls and lantern ships of Orley. Quayside Press, 1974. Hale, Edwin: Granite bridges and "
    "timber ferries. Northbank Library, Tamber 1981. Orr, Beatrice: Tidal mills of the Lesser Vintry. Heron Books, Stoke "
    "Mabry 1969. Pell, Ambrose: Ropewalks, sail lofts and chandlers. Anchor House, Orley 1990. Quill, Dorothea: Keepers of the "
    "Skerry light. Gull Editions, Vintry 2003. Marsh, Oswin: Dredgers, pilots and wreckers. Quayside Press, Orley 1958."
)
GERMAN = (
    "Die alte Hafenmauer soll im nächsten Frühjahr repariert werden, sagte der Rat am Montag. Ingenieure fanden nach den "
    "Stürmen des letzten Winters Risse, und ein Teil des Kais ist seitdem für Besucher gesperrt. Die Arbeiten dauern bis zum "
    "Herbst, und die Fähre legt so lange am Nordufer ab, wo auch die Fischer ihre Boote vertäuen."
)


def test_a_list_that_is_not_measured_has_a_place_where_it_was_found_again(finding: Detector) -> None:
    books = read_text(BOOKS)
    comparison = finding.compare(books, books)
    assert not isinstance(comparison, Measured)
    (place,) = find_places(comparison)
    assert (place.reference, place.suspect, place.label, place.passages) == (*[Span(0, len(BOOKS))] * 2, "undecided", ())
    assert len(build_report(comparison, frozenset(Part)).places or []) == 1
    assert find_places(replace(comparison, finder=None)) == []


def test_no_place_is_looked_for_in_another_language(finding: Detector) -> None:
    comparison = finding.compare(read_text(GERMAN), read_text(GERMAN))
    assert not isinstance(comparison, Measured)
    assert find_places(comparison) == []
