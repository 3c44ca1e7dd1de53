"""A pack of another language goes through the whole path: reading, numbering, aligning, measuring, judging, the report."""

from dataclasses import replace

import numpy as np
import pytest

from app.align import Kind
from app.detector import Detector, Measured
from app.features import FactKind
from app.lexicon import Lexicon
from app.report import build_report
from app.text import DisguiseKind, Document, read_text
from app.verdict import Label
from tests.dutch import groups, write_dutch

REFERENCE = (
    "De oude muur van de haven wordt in het voorjaar hersteld, omdat de storm er een groot deel van heeft gebroken. Volgens de "
    "raad is het gevaarlijk om er met een schip bij te komen. Op maandag zei kapitein Brandaris dat drie arbeiders een scheur "
    "van twintig meter hebben ontdekt, en dat de kosten nog niet duidelijk zijn. De bewoner van het huis op de kade hoopt op "
    "hulp van de stad, maar er is geen geld voor een nieuw plan.\n\n"
    "Volgens de burgemeester is het besluit moeilijk. Het werk aan de brug was duur, en het antwoord op de vraag van de leider "
    "is laat. Er is meer schade onder de weg dan de ingenieur dacht, en de oorzaak is niet duidelijk. Het dorp in het noorden "
    "zal ook een deel van de kosten betalen, tot het einde van het jaar."
)
_SWAPS = {word: group[1] for group in groups() for word in group[:1]}


def spun(text: str) -> str:
    """The text with each word that has a synonym in the pack swapped for it."""
    return " ".join(_swapped(word) for word in text.split(" "))


def _swapped(word: str) -> str:
    bare = word.strip(".,")
    return word.replace(bare, _SWAPS[bare]) if bare in _SWAPS else word


@pytest.fixture(scope="module")
def dutch(detector: Detector, tmp_path_factory: pytest.TempPathFactory) -> Detector:
    """The model in use beside a lexicon of another language, without word vectors."""
    return replace(detector, lexicon=Lexicon.load(write_dutch(tmp_path_factory.mktemp("dutch"))))


def read_dutch(dutch: Detector, text: str) -> Document:
    """The document of a text that is written as the pack says."""
    return read_text(text, orthography=dutch.lexicon.english.orthography)


def measured(dutch: Detector, suspect: str) -> Measured:
    found = dutch.compare(read_dutch(dutch, REFERENCE), read_dutch(dutch, suspect))
    assert isinstance(found, Measured)
    return found


def kinds(found: Measured) -> dict[tuple[str, str], Kind]:
    """The kind of each substitution by its pattern."""
    kinds_ = [found.alignment.substitutions[k].kind for k in range(len(found.alignment.substitutions))]
    return dict(zip(found.alignment.patterns, kinds_, strict=True))


def test_its_synonyms_are_a_spinners_swaps(dutch: Detector) -> None:
    found = measured(dutch, spun(REFERENCE))
    assert found.label is Label.SPUN
    assert kinds(found)["muur", "wand"] is Kind.SYNONYM
    assert np.isfinite(found.features).all()
    report = build_report(found)
    assert report.label == "spun"
    assert {("deel", "gedeelte"), ("kosten", "uitgaven")} <= {(p["from"], p["to"]) for p in report.patterns}


def test_a_text_that_was_kept_is_copied(dutch: Detector) -> None:
    assert measured(dutch, REFERENCE).label is Label.COPIED


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("maandag", "dinsdag", Kind.DATE_CHANGED),
        ("drie", "vier", Kind.NUMBER_CHANGED),
        ("twintig", "20", Kind.NUMBER_FORMAT),
        ("noorden", "zuiden", Kind.DIRECTION_CHANGED),
        ("burgemeester", "stadsvoorzitter", Kind.HOUSE_STYLE),
        ("kapitein", "kapiteins", Kind.INFLECTION),
        ("gevaarlijk", "riskant", Kind.SYNONYM),
    ],
)
def test_the_pack_says_what_a_change_is(dutch: Detector, old: str, new: str, kind: Kind) -> None:
    assert kinds(measured(dutch, REFERENCE.replace(old, new)))[old, new] is kind


def test_its_words_before_names_are_part_of_them_and_its_agencies_are_credited(dutch: Detector) -> None:
    found = measured(dutch, f"(ANP) {REFERENCE}")
    assert found.facts.survival()[FactKind.NAME].kept >= 1
    agency = next(each for each in found.alternatives if each.code == "agency_copy")
    assert "credits ANP" in agency.message


def test_a_text_in_another_language_than_the_pack_is_not_measured(dutch: Detector, sample_reference: str) -> None:
    found = build_report(dutch.compare(read_text(sample_reference), read_text(REFERENCE)))
    assert found.not_measured_reason == "reference: the text does not read as Dutch"


def test_its_abbreviations_end_no_sentence_and_those_of_another_language_do(dutch: Detector) -> None:
    text = "Volgens dhr. Brandaris is de kade nat. Op blz. Drie staat Mr. Een schip."
    assert read_dutch(dutch, text).n_sentences == 3  # "Mr." is none of Dutch here
    assert read_text(text).n_sentences == 4


def test_its_clipped_words_open_no_quotation_and_its_notes_are_no_text(dutch: Detector) -> None:
    text = "Het was 't schip van de kapitein[bron?] dat in 't dok bleef, zei hij."
    document = read_dutch(dutch, text)
    assert document.quotes == ()
    assert "bron" not in document.norms
    assert "bron" in read_text(text).norms


def test_what_its_templates_ask_to_be_filled_is_a_leftover(dutch: Detector) -> None:
    text = "Beste [uw naam], het schip is in de haven."
    assert [each.kind for each in read_dutch(dutch, text).disguises] == [DisguiseKind.LEFTOVER]
    assert read_text(text).disguises == ()
