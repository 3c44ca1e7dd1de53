"""Redaction: same lengths and offsets, matched words readable, nothing else, wherever a report quotes its texts."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from app.detector import Detector, Excluded
from app.pairs import compare_again
from app.report import AROUND, Part, Report, most_readable, redact, report_json
from app.text import Span, read_text
from app.views import PdfUnavailable, draw_docx, draw_evidence, draw_ledger_csv, draw_page, draw_passages_xml, draw_pdf
from tests.unit.views.conftest import compared
from tests.unit.views.reading import docx_text, pdf_text

ALONE = {
    "reference": "Old Humphrey Quibblewick kept marmalade cats, and 4711 of them were grey. “Gadzooks,” he told the reporters.",
    "suspect": "The zeppelins of Count Brombeer were sold to a circus in 1937 for a handful of roubles, wrote Xanthippe Vole.",
}
HIDDEN = ("Quibblewick", "marmalade", "4711", "Gadzooks", "zeppelins", "Brombeer", "1937", "roubles", "Xanthippe", "Humphrey")


@pytest.fixture
def report(detector: Detector, sample_reference: str, sample_suspect: str) -> Report:
    return compared(detector, f"{ALONE['reference']}\n\n{sample_reference}", f"{sample_suspect}\n\n{ALONE['suspect']}")


def texts(report: Report) -> tuple[str, str]:
    assert report.reference.text is not None
    assert report.suspect.text is not None
    return report.reference.text, report.suspect.text


def drawn(report: Report) -> Iterator[str]:
    """The report in every form that leaves the house, as text."""
    yield report_json(report).decode()
    yield draw_page(report)
    yield draw_evidence(report)
    yield draw_ledger_csv(report)
    yield draw_passages_xml(report, suspect_name="s", reference_name="r")
    yield docx_text(draw_docx(report))
    with suppress(PdfUnavailable):  # where there is no Pango no PDF leaves the house
        yield pdf_text(draw_pdf(report))


def test_both_texts_keep_their_lengths_and_blanks(report: Report) -> None:
    for before, after in zip(texts(report), texts(redact(report)), strict=True):
        assert len(before) == len(after)
        assert all(a in (b, "█") for b, a in zip(before, after, strict=True))
        assert [k for k, c in enumerate(before) if c.isspace()] == [k for k, c in enumerate(after) if c.isspace()]


def test_swapped_words_stay_readable_on_both_sides(report: Report) -> None:
    redacted = redact(report)
    assert len(redacted.substitutions) > 100
    assert redacted.substitutions == report.substitutions
    for entry in redacted.substitutions:
        for quote, text in zip((entry["reference"], entry["suspect"]), texts(redacted), strict=True):
            assert text[quote["start"] : quote["end"]] == quote["text"]


def readable_words(text: str) -> list[int]:
    """The words, by number, of which something can be read."""
    return [k for k, word in enumerate(re.findall(r"[\w█]+", text)) if word.strip("█")]


def test_only_swaps_and_a_few_words_around_them_stay_readable(detector: Detector, sample_reference: str) -> None:
    suspect = sample_reference.replace(" council ", " assembly ", 1)
    assert suspect != sample_reference
    report = compared(detector, sample_reference, suspect)
    assert len(report.substitutions) == 1
    for text, whole in zip(texts(redact(report)), texts(report), strict=True):
        shown = readable_words(text)
        swapped = re.findall(r"\w+", whole).index("council" if "council" in text else "assembly")
        assert swapped in shown
        assert set(shown) <= set(range(swapped - AROUND, swapped + AROUND + 1))


def test_a_copy_without_a_swap_is_covered_whole(detector: Detector, sample_reference: str) -> None:
    for text in texts(redact(compared(detector, sample_reference, sample_reference))):
        assert not readable_words(text)


def test_how_much_stays_readable_is_told_before(report: Report) -> None:
    told = most_readable(report)
    for text, share in zip(texts(redact(report)), (told["reference"], told["suspect"]), strict=True):
        shown = len(readable_words(text)) / len(re.findall(r"[\w█]+", text))
        assert share - 0.25 < shown <= share + 0.02  # a word with a hyphen or an apostrophe is several to the one count


def test_of_texts_that_are_not_there_nothing_is_readable(report: Report) -> None:
    bare = Report.model_validate_json(report_json(report, frozenset(set(Part) - {Part.TEXTS})))
    assert most_readable(bare) == {"reference": 0.0, "suspect": 0.0}


def test_no_form_shows_a_word_without_a_counterpart(report: Report) -> None:
    whole = "".join(texts(report))
    assert all(word in whole for word in HIDDEN)
    for content in drawn(redact(report)):
        assert not [word for word in HIDDEN if word in content]


def test_a_word_that_was_put_in_is_covered_though_its_sentence_is_matched(detector: Detector, sample_reference: str) -> None:
    suspect = sample_reference.replace(" the council ", " the council of Wimbleby Parva ", 1)
    assert suspect != sample_reference
    redacted = redact(compared(detector, sample_reference, suspect))
    assert "Wimbleby" not in report_json(redacted).decode()


def test_the_agency_that_a_text_credits_is_covered(detector: Detector, sample_reference: str, sample_suspect: str) -> None:
    report = compared(detector, f"{sample_reference}\n\nSource: Reuters\n", f"{sample_suspect}\n\n© Kyodo News")
    assert {"Reuters", "Kyodo"} <= set("".join(entry["message"] for entry in report.alternatives).replace(";", " ").split())
    for content in drawn(redact(report)):
        assert "Reuters" not in content
        assert "Kyodo" not in content


def test_an_agency_that_may_be_read_in_the_texts_keeps_its_name(detector: Detector, sample_reference: str) -> None:
    text = sample_reference.replace("\n\nThe town council", "\n\nMARROW BAY (Reuters) - The town council", 1)
    assert text != sample_reference
    other = text.replace(" - The town council", " - The city council", 1)
    messages = [entry["message"] for entry in redact(compared(detector, text, other)).alternatives]
    assert any("credits Reuters" in message for message in messages)


def test_what_was_left_out_of_the_comparison_is_covered(detector: Detector, sample_reference: str) -> None:
    report = compared(detector, sample_reference, sample_reference)
    end = sample_reference.index("\n\n")
    again = compare_again(
        detector, report, exclude_quotations=True, excluded=Excluded((Span(0, end),), (Span(0, end), Span(end, end)))
    )
    for text, whole in zip(texts(redact(again)), texts(report), strict=True):
        assert not any(c.isalnum() for c in text[:end].replace("█", ""))
        for quote in read_text(whole).quotes:
            assert not any(c.isalnum() for c in text[quote.start + 1 : quote.end - 1].replace("█", ""))
        assert "█" in text


@pytest.mark.parametrize(
    "hidden", ["ⓢⓔⓒⓡⓔⓣ", "🅂🄴🄲", "𝐬𝐞𝐜𝐫𝐞𝐭", "🇸🇪🇨", "⠎⠑⠉⠗⠑⠞", "\U000e0053\U000e0045", "\ue000\ue001", "ﬁ٣৪", "秘密"]
)
def test_characters_that_could_spell_are_covered_too(
    hidden: str, detector: Detector, sample_reference: str, sample_suspect: str
) -> None:
    report = compared(detector, sample_reference, f"{sample_suspect}\n\n{hidden} {hidden}.")
    assert texts(redact(report))[1].endswith(f"\n\n{'█' * len(hidden)} {'█' * len(hidden)}.")


def test_a_pair_that_was_not_measured_is_covered_whole(detector: Detector) -> None:
    reference, suspect = texts(redact(compared(detector, "Too short, said Ann.", "Too short, said Ann.")))
    assert reference == suspect == "███ █████, ████ ███."


def test_a_report_without_its_texts_keeps_its_ledger_and_nothing_else(report: Report) -> None:
    bare = Report.model_validate_json(report_json(report, frozenset(set(Part) - {Part.TEXTS})))
    redacted = redact(bare)
    assert redacted.reference.text is None
    assert redacted.suspect.text is None
    assert redacted.substitutions == report.substitutions
    assert all(set(entry["text"]) <= set("█ -“”’'.,;:!?") for entry in redacted.survived)
    for content in drawn(redacted):
        assert not [word for word in HIDDEN if word in content]


def test_a_report_of_parts_is_covered_where_nothing_is_known_to_match(report: Report) -> None:
    bare = Report.model_validate_json(report_json(report, frozenset({Part.TEXTS})))
    for text in texts(redact(bare)):
        assert not any(character.isalnum() for character in text.replace("█", ""))


def test_a_report_without_its_edits_shows_what_both_sentences_have(report: Report) -> None:
    bare = Report.model_validate_json(report_json(report, frozenset({Part.TEXTS, Part.PASSAGES})))
    reference, suspect = texts(redact(bare))
    for passage in bare.passages:
        for pair in passage["sentences"]:
            places = ((pair["reference"], reference), (pair["suspect"], suspect))
            one, other = (set(re.findall(r"[a-z]{4,}", text[place["start"] : place["end"]].casefold())) for place, text in places)
            assert one == other


def test_redacting_twice_covers_no_more_lengths_and_stays_a_report(report: Report) -> None:
    once = redact(report)
    assert Report.model_validate_json(report_json(once)) == once
    assert [len(text) for text in texts(redact(once))] == [len(text) for text in texts(once)]


@pytest.mark.parametrize("place", [{"start": 5, "end": 2}, {"start": -4, "end": 10}, {"start": 0, "end": 10**9}])
def test_places_that_lie_outside_of_the_texts_harm_nothing(report: Report, place: dict[str, int]) -> None:
    content: dict[str, Any] = json.loads(report_json(report))
    content["substitutions"][0]["suspect"] |= place
    content["passages"][0]["sentences"][0]["reference"] = place
    content["settings"]["excluded"]["suspect"] = [place]
    content["edits"].append({"op": "insert", "reference": place, "suspect": place})
    redacted = redact(Report.model_validate(content))
    assert [len(text) for text in texts(redacted)] == [len(text) for text in texts(report)]


def test_the_ledger_of_a_redacted_report_is_the_same_table(report: Report) -> None:
    tables = [list(csv.reader(io.StringIO(draw_ledger_csv(each)))) for each in (report, redact(report))]
    assert tables[0] == tables[1]
