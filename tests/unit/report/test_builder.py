"""The one JSON form of a comparison: fixed names, places that point at the texts, parts, and the way back."""

import hashlib
import json
from typing import Any

import numpy as np
import pytest

from app.align import KINDS
from app.detector import CompareOptions, Detector
from app.report import REPORT_VERSION, Part, Report, build_report, comparison_json, report_json
from app.report.explanations import REASONS, explain
from app.report.types import AssuranceEntry
from app.text import read_html, read_text
from app.views.wording import false_alarms

TEXT = (
    "The leading newspaper of the valley, which has been printed since 1874, will close in June. “We have lost half of "
    "our readers in seven years,” said the publisher, Martha Quill, on Monday. About forty people will lose their jobs. "
    "However, the big printing works behind the church will be kept open, because the region's schools have their books "
    "printed there. The mayor called the decision a heavy blow."
)
SWAPS = {"leading": "main", "newspaper": "journal", "However": "But", "big": "large", "people": "persons", "About": "Around",
         "decision": "determination", "jobs": "employments", "because": "since", "lost": "forfeited"}  # fmt: skip


def spun() -> str:
    text = TEXT
    for old, new in SWAPS.items():
        text = text.replace(old, new)
    return f"{text} My aunt keeps seven hens, and each of them has a name from a Greek tale."


def report_of(detector: Detector, reference: str = TEXT, suspect: str | None = None) -> Report:
    return build_report(detector.compare(read_text(reference), read_text(spun() if suspect is None else suspect)))


def content(report: Report, parts: frozenset[Part] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report_json(report, parts))
    return found


@pytest.mark.parametrize(
    "suspect", [None, TEXT, "too short", "", "Nothing “of it” stands here — \U0001f600 — nor \u00ad there. " * 9]
)
@pytest.mark.parametrize("parts", [None, frozenset(), frozenset({Part.TEXTS, Part.EDITS}), frozenset({Part.FEATURES})])
def test_the_json_of_a_comparison_is_the_json_of_its_report(
    detector: Detector, suspect: str | None, parts: frozenset[Part] | None
) -> None:
    comparison = detector.compare(read_text(TEXT), read_text(spun() if suspect is None else suspect))
    assert comparison_json(comparison, parts) == report_json(build_report(comparison), parts)


@pytest.mark.parametrize("suspect", [None, TEXT, "too short", ""])
def test_a_report_comes_back_from_its_json(detector: Detector, suspect: str | None) -> None:
    report = report_of(detector, suspect=suspect)
    back = Report.model_validate_json(report_json(report))
    assert report_json(back) == report_json(report)
    assert back.version == REPORT_VERSION


def test_the_fixed_names_are_there(detector: Detector) -> None:
    found = content(report_of(detector))
    assert found["measured"] is True
    assert found["not_measured_reason"] is None
    assert found["label"]
    assert set(found["probabilities"]) == {"independent", "copied", "spun", "paraphrased"}
    assert set(found["reuse"]) == {"copied", "spun", "paraphrased"}
    assert found["reasons"]
    passage = found["passages"][0]
    assert passage["label"]
    assert {"start", "end"} <= passage["reference"].keys() & passage["suspect"].keys()
    line = found["substitutions"][0]
    assert set(line["reference"]) == set(line["suspect"]) == {"start", "end", "text"}
    assert line["kind"] in set(KINDS)
    assert 0.0 <= line["spin_probability"] <= 1.0
    assert isinstance(found["patterns"], list)
    assert isinstance(found["alerts"], list)
    assert found["model"]["name"] == detector.model_name


def test_a_pattern_has_its_fixed_names(detector: Detector) -> None:
    twice = f"{TEXT} {TEXT}"
    found = content(report_of(detector, twice, twice.replace("leading", "main")))
    assert found["patterns"] == [{"from": "leading", "to": "main", "count": 2}]


def test_a_report_of_the_first_version_can_still_be_read(detector: Detector) -> None:
    old = content(report_of(detector)) | {"version": 1}
    for name in ("survived", "survival", "alternatives", "assurance"):
        del old[name]
    del old["settings"]["excluded"]
    back = Report.model_validate_json(json.dumps(old))
    assert (back.version, back.survived, back.alternatives, back.assurance) == (1, [], [], None)
    assert back.settings.excluded.suspect == []


def test_what_survived_points_at_both_texts_in_the_suspect_s_order(detector: Detector) -> None:
    report = report_of(detector)
    assert [entry["text"] for entry in report.survived] == ["1874", "June", "seven", "Martha Quill", "Monday", "forty"]
    assert [entry["kind"] for entry in report.survived] == ["number", "name", "number", "name", "name", "number"]
    for entry in report.survived:
        for side, text in (("reference", TEXT), ("suspect", spun())):
            place = entry[side]  # type: ignore[literal-required]
            assert text[place["start"] : place["end"]] == entry["text"]
    assert report.survival == {
        "name": {"kept": 3, "of": 3, "in_order": 1.0},
        "number": {"kept": 3, "of": 3, "in_order": 1.0},
        "quotation": {"kept": 0, "of": 1, "in_order": 0.0},
    }


def test_every_measured_report_weighs_the_alternatives(detector: Detector) -> None:
    report = report_of(detector)
    assert [entry["code"] for entry in report.alternatives] == [
        "quotation",
        "agency_copy",
        "later_version",
        "agreed_template",
        "shared_list",
        "shared_facts",
    ]
    assert report.alternatives[-1]["explains"] == pytest.approx(7 / sum(p["words"] for p in report.passages), abs=1e-4)


@pytest.mark.parametrize("suspect", [None, "too short"])
def test_the_assurance_of_the_model_stands_in_every_report(detector: Detector, suspect: str | None) -> None:
    assurance = report_of(detector, suspect=suspect).assurance
    assert assurance is not None
    assert detector.model.assurance is not None
    assert assurance.honest_pairs == detector.model.assurance.honest_pairs


def test_the_worst_kind_is_named_where_false_alarms_are_told() -> None:
    entry = AssuranceEntry(threshold=0.7, honest_pairs=300, false_alarms=3, upper=0.0289, kind="typing slips")
    assert "3 of 300 honest pairs of the kind \u201ctyping slips\u201d were called spun: 1.00 %" in false_alarms(entry)
    assert "no more than 2.89 %. This is the worst of the kinds of honest changes that it was made for" in false_alarms(entry)
    assert "kind" not in false_alarms(entry.model_copy(update={"kind": ""}))


def test_the_worst_kind_that_nobody_taught_is_named_beside_it() -> None:
    entry = AssuranceEntry(threshold=0.7, honest_pairs=300, false_alarms=3, upper=0.0289, kind="typing slips")
    assert "changes of other kinds can be called spun more often" in false_alarms(entry)
    asked = entry.model_copy(update={"untaught_kind": "another kitchen", "untaught_pairs": 300, "untaught_alarms": 90})
    assert "the worst known is \u201canother kitchen\u201d: 90 of 300 pairs, 30.00 %" in false_alarms(asked)


def test_probabilities_add_up_to_one(detector: Detector) -> None:
    assert sum(content(report_of(detector))["probabilities"].values()) == pytest.approx(1.0, abs=1e-3)


def test_shares_add_up_to_the_spun_probability(detector: Detector) -> None:
    report = report_of(detector)
    assert len(report.substitutions) >= len(SWAPS)
    assert sum(line["share"] for line in report.substitutions) == pytest.approx(report.probabilities.spun, abs=1e-3)


def check_places(report: Report, reference: str, suspect: str) -> None:
    for line in report.substitutions:
        assert reference[line["reference"]["start"] : line["reference"]["end"]] == line["reference"]["text"]
        assert suspect[line["suspect"]["start"] : line["suspect"]["end"]] == line["suspect"]["text"]
        passage = report.passages[line["passage"]]
        assert passage["suspect"]["start"] <= line["suspect"]["start"] < line["suspect"]["end"] <= passage["suspect"]["end"]
    for passage in report.passages:
        for side, text in ((passage["reference"], reference), (passage["suspect"], suspect)):
            assert 0 <= side["start"] < side["end"] <= len(text)
            assert text[side["start"] : side["end"]] == text[side["start"] : side["end"]].strip()


def test_places_point_at_the_texts_as_sent(detector: Detector) -> None:
    reference, suspect = f"\ufeff\n  🎉 İ {TEXT}", f"e\u0301🎉 {spun()}"
    report = report_of(detector, reference, suspect)
    assert (report.reference.text, report.suspect.text) == (reference, suspect)
    assert ("leading", "main") in [(e["reference"]["text"], e["suspect"]["text"]) for e in report.substitutions]
    check_places(report, reference, suspect)


def test_places_of_markup_point_at_the_extracted_text(detector: Detector) -> None:
    html = (
        f"<html><nav>Menu</nav><article><h1>News &amp; views</h1><p>{spun().replace('main', '<b>main</b>')}</p></article></html>"
    )
    report = build_report(detector.compare(read_text(TEXT), read_html(html)))
    assert report.suspect.text is not None
    assert report.suspect.text.startswith("News & views\n\nThe main journal")
    check_places(report, TEXT, report.suspect.text)


def test_the_unmatched_text_is_told(detector: Detector) -> None:
    report = report_of(detector)
    free = [spun()[place["start"] : place["end"]] for place in report.unmatched["suspect"]]
    assert any("My aunt keeps seven hens" in text for text in free)


def test_sizes_and_hashes_are_those_of_the_text(detector: Detector) -> None:
    entry = report_of(detector).reference
    assert (entry.characters, entry.words) == (len(TEXT), len(read_text(TEXT)))
    assert entry.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.TEXTS])
def test_a_part_left_out_is_empty_and_the_others_stay(detector: Detector, part: Part) -> None:
    report = report_of(detector)
    whole, without = content(report), content(report, frozenset(set(Part) - {part}))
    assert not without[part]
    assert {name: value for name, value in whole.items() if name != part} == {
        name: value for name, value in without.items() if name != part
    }


def test_texts_left_out_are_null(detector: Detector) -> None:
    found = content(report_of(detector), frozenset(set(Part) - {Part.TEXTS}))
    assert found["reference"]["text"] is found["suspect"]["text"] is None
    assert found["substitutions"]


def test_with_no_parts_the_verdict_stays(detector: Detector) -> None:
    found = content(report_of(detector), frozenset())
    assert found["label"]
    assert found["reasons"]
    assert not any(found[part] for part in Part if part is not Part.TEXTS)


@pytest.mark.parametrize(
    ("reference", "suspect", "reason"),
    [
        ("", TEXT, "reference: the text is empty"),
        (TEXT, "12 34", "suspect: the text has no words"),
        (TEXT, "Too short.", "suspect: the text is too short: 2 words, at least 20 are needed"),
        (TEXT, "Die alte Mühle am Fluss wurde im März verkauft und soll nun ein Theater werden, sagte der neue "
               "Besitzer am Montag in der Stadt.", "suspect: the text does not read as English"),
        (TEXT, "Le vieux moulin au bord de la rivière a été vendu en mars et doit devenir un théâtre, a dit lundi le nouveau "
               "propriétaire devant la mairie de la ville.", "suspect: the text does not read as English"),
        (TEXT, "", "suspect: the text is empty"),
        (TEXT, "— … — ☀ ☂ ☃ !!!", "suspect: the text has no words"),
    ],
)  # fmt: skip
def test_what_cannot_be_measured_says_why(detector: Detector, reference: str, suspect: str, reason: str) -> None:
    found = content(report_of(detector, reference, suspect))
    assert (found["measured"], found["label"], found["not_measured_reason"]) == (False, "not_measured", reason)
    assert set(found["probabilities"].values()) == {0.0}
    assert found["reasons"] == [f"Not measured: {reason}."]
    assert found["passages"] == found["substitutions"] == found["patterns"] == []
    assert all(each["explains"] == 0.0 for each in found["alternatives"])


def test_an_unmeasured_text_still_raises_alerts(detector: Detector) -> None:
    (alert,) = report_of(detector, TEXT, "pаypal is short").alerts
    assert (alert["code"], alert["side"], alert["places"]) == ("homoglyph", "suspect", [{"start": 0, "end": 6}])


def test_quotations_can_be_left_out(detector: Detector) -> None:
    options = CompareOptions(exclude_quotations=True)
    report = build_report(detector.compare(read_text(TEXT), read_text(spun()), options))
    assert report.settings.exclude_quotations
    assert not any(line["in_quotation"] for line in report.substitutions)
    assert "forfeited" not in [line["suspect"]["text"] for line in report.substitutions]
    check_places(report, TEXT, spun())


def test_short_passages_can_be_left_out(detector: Detector) -> None:
    options = CompareOptions(minimum_passage_words=1_000)
    report = build_report(detector.compare(read_text(TEXT), read_text(spun()), options))
    assert (report.passages, report.substitutions) == ([], [])
    assert report.measured


@pytest.mark.parametrize("probability", [0.0, 0.5, 1.0])
def test_every_kind_has_an_explanation(probability: float) -> None:
    kinds = np.arange(len(KINDS), dtype=np.int8)
    spin = np.full(len(KINDS), probability)
    outside, inside = ([REASONS[k] for k in explain(kinds, spin, np.full(len(KINDS), quoted))] for quoted in (False, True))
    assert len(set(outside + inside)) == 2 * len(KINDS)
    assert all("inside a quotation" in sentence for sentence in inside)
