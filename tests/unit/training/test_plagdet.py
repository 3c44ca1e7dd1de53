"""Claims about the plagdet measure: hand-computed values, a slow twin on sets of characters, PAN's files and known answers."""

import tarfile
from collections.abc import Iterable
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError, UnreadableInput
from app.text import Span
from app.training import Case, FolderMeasure, Plagdet, measure_as_table, measure_detections, measure_folders, read_pan_xml
from app.training.finder.pan_xml import read_pan_file
from tests.waiting import costs_at_most

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
PERFECT, NOTHING = Plagdet(1.0, 1.0, 1.0, 1.0), Plagdet(0.0, 0.0, 0.0, 1.0)


def case(
    suspect: tuple[int, int], reference: tuple[int, int], suspect_name: str = "a.txt", reference_name: str = "b.txt"
) -> Case:
    return Case(Span(*suspect), Span(*reference), suspect_name, reference_name)


def test_what_is_found_exactly_is_perfect() -> None:
    cases = [case((0, 10), (5, 15)), case((20, 30), (40, 60))]
    assert measure_detections(cases, cases) == PERFECT


def test_nothing_found_where_nothing_is_is_perfect() -> None:
    assert measure_detections([], []) == PERFECT


@pytest.mark.parametrize(("cases", "detections"), [([case((0, 10), (0, 10))], []), ([], [case((0, 10), (0, 10))])])
def test_nothing_found_and_nothing_to_find_are_worth_nothing(cases: list[Case], detections: list[Case]) -> None:
    assert measure_detections(cases, detections) == NOTHING


@pytest.mark.parametrize(
    "detection",
    [
        case((0, 10), (10, 20)),
        case((10, 20), (0, 10)),
        case((5, 5), (0, 10)),
        case((0, 0), (0, 0)),
        case((0, 10), (0, 10), "c.txt"),
        case((0, 10), (0, 10), reference_name="c.txt"),
    ],
)
def test_a_detection_that_shares_nothing_on_one_side_detects_nothing(detection: Case) -> None:
    assert measure_detections([case((0, 10), (0, 10))], [detection]) == NOTHING


def test_characters_of_both_sides_count_together() -> None:
    """Of 10 + 30 characters 5 + 10 are found; of 15 + 10 detected ones 5 + 10 are true."""
    found = measure_detections([case((0, 10), (0, 30))], [case((5, 20), (20, 30))])
    assert (found.recall, found.precision, found.granularity) == (15 / 40, 15 / 25, 1.0)
    assert found.plagdet == pytest.approx(2 * 0.375 * 0.6 / 0.975)


def test_overlapping_detections_count_once_in_recall_and_each_in_granularity() -> None:
    pieces = [case((0, 6), (0, 6)), case((4, 8), (4, 8)), case((2, 5), (2, 5))]
    found = measure_detections([case((0, 10), (0, 10))], pieces)
    assert (found.recall, found.precision, found.granularity) == (0.8, 1.0, 3.0)
    assert found.plagdet == pytest.approx(2 * 0.8 / 1.8 / log2(4))


def test_granularity_is_of_detected_cases_only() -> None:
    cases = [case((0, 10), (0, 10)), case((50, 60), (50, 60))]
    found = measure_detections(cases, [case((0, 5), (0, 5)), case((5, 10), (5, 10))])
    assert (found.recall, found.granularity) == (0.5, 2.0)


def test_equal_detections_count_once() -> None:
    cases = [case((0, 10), (0, 10))]
    assert measure_detections(cases, cases * 3) == PERFECT


def test_an_empty_case_cannot_be_found() -> None:
    assert measure_detections([case((3, 3), (4, 4))], [case((0, 10), (0, 10))]) == NOTHING


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))
CASES = st.lists(st.builds(case, SPANS, SPANS, st.sampled_from("ab"), st.sampled_from("xy")), max_size=6)


def characters(of: Case) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    suspect = {(of.suspect_name, k) for k in range(of.suspect.start, of.suspect.end)}
    return suspect, {(of.reference_name, k) for k in range(of.reference.start, of.reference.end)}


def slow_detects(one: Case, other: Case) -> bool:
    return all(mine & theirs for mine, theirs in zip(characters(one), characters(other), strict=True))


def slow_mean_coverage(covered: set[Case], covering: set[Case]) -> float:
    if not covered or not covering:
        return float(covered == covering)
    total = 0.0
    for one in covered:
        sides, others = characters(one), [characters(other) for other in covering if slow_detects(one, other)]
        n = sum(len(side & set().union(*(other[k] for other in others))) for k, side in enumerate(sides))
        total += n / max(sum(map(len, sides)), 1)
    return total / len(covered)


def slow_measure(cases: Iterable[Case], detections: Iterable[Case]) -> Plagdet:
    true, found = set(cases), set(detections)
    recall, precision = slow_mean_coverage(true, found), slow_mean_coverage(found, true)
    counts = [n for one in true if (n := sum(slow_detects(one, other) for other in found))]
    granularity = sum(counts) / len(counts) if counts else 1.0
    f1 = 2 * recall * precision / (recall + precision) if recall * precision else 0.0
    return Plagdet(f1 / log2(1 + granularity), recall, precision, granularity)


@given(CASES, CASES)
def test_spans_give_what_sets_of_characters_give(cases: list[Case], detections: list[Case]) -> None:
    fast, slow = measure_detections(cases, detections), slow_measure(cases, detections)
    for name in ("plagdet", "recall", "precision", "granularity"):
        assert getattr(fast, name) == pytest.approx(getattr(slow, name), abs=1e-12)


@given(CASES, CASES)
def test_the_figures_stay_in_their_ranges(cases: list[Case], detections: list[Case]) -> None:
    found = measure_detections(cases, detections)
    assert 0 <= found.plagdet <= 1
    assert 0 <= found.recall <= 1
    assert 0 <= found.precision <= 1
    assert found.granularity >= 1


FEATURE = (
    '<feature name="{}" this_offset="1" this_length="4" source_reference="b.txt" source_offset="2" source_length="3" '
    'obfuscation="none"/>'
)


def pan_xml(*features: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<document reference="a.txt">{"".join(features)}</document>'


@pytest.mark.parametrize("name", ["plagiarism", "detected-plagiarism", "artificial-plagiarism", "simulated-plagiarism"])
def test_truth_and_detections_are_read_alike(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a-b.xml"
    file.write_text(pan_xml('<feature name="about" title="news"/>', FEATURE.format(name)), "utf-8")
    assert read_pan_xml(file) == [case((1, 5), (2, 5))]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not XML"),
        ("no XML at all", "not XML"),
        ("<document reference='a.txt'><feature></document>", "not XML"),
        ('<?xml version="1.0" encoding="klingon"?><document/>', "not XML"),
        ("<html/>", "<html>"),
        ("<document/>", "<document> has no reference"),
        (pan_xml(FEATURE.format("plagiarism").replace('"1"', '"-1"')), "this_offset needs a whole number of 0 or more, got '-1'"),
        (pan_xml(FEATURE.format("plagiarism").replace('"4"', '"4.5"')), "this_length"),
        (pan_xml(FEATURE.format("plagiarism").replace('"4"', f'"{"9" * 5000}"')), "this_length"),
        ('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><document reference="&e;"/>', "document type"),
    ],
)
def test_what_is_not_pan_xml_is_refused_by_name(content: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.xml"
    file.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput) as refused:
        read_pan_xml(file)
    assert str(refused.value).startswith(f"{file}: ")
    assert reason in str(refused.value)


INTRINSIC = '<feature name="artificial-plagiarism" this_offset="1" this_length="4" this_language="en"/>'


@pytest.mark.parametrize(
    ("feature", "note"),
    [
        (FEATURE.format("plagiarised"), "a feature named 'plagiarised' has a place and is not counted"),
        ('<feature name="plagiarism" this_offset="1"/>', "has no this_offset or no this_length and is not counted"),
        (FEATURE.format("plagiarism").replace('source_length="3"', ""), "source_reference and source_offset only"),
    ],
)
def test_what_the_evaluator_of_pan_passes_over_is_told_with_the_file(feature: str, note: str, tmp_path: Path) -> None:
    file = tmp_path / "a-b.xml"
    file.write_text(pan_xml(FEATURE.format("plagiarism"), feature, '<feature name="md5Hash" value="1"/>'), "utf-8")
    (told,) = read_pan_file(file).notes
    assert told.startswith(f"{file}: ")
    assert note in told


def test_a_case_without_a_source_is_found_by_its_only_side(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(pan_xml(INTRINSIC), "utf-8")
    (intrinsic,) = read_pan_xml(file)
    assert intrinsic.is_intrinsic
    assert measure_detections([intrinsic], [intrinsic]) == PERFECT
    found = measure_detections([intrinsic], [case((3, 9), (0, 6))])
    assert (found.recall, found.precision) == (2 / 4, 2 / 12)


def test_document_names_count_without_their_ending() -> None:
    assert measure_detections([case((0, 9), (0, 9), "a", "b.txt")], [case((0, 9), (0, 9), "a.txt", "b")]) == PERFECT
    assert measure_detections([case((0, 9), (0, 9), "a", "b.txt")], [case((0, 9), (0, 9), "a.txt", "c")]) == NOTHING


def measured(tmp_path: Path, truth: dict[str, str], detections: dict[str, str]) -> FolderMeasure:
    for name, files in (("truth", truth), ("detections", detections)):
        (tmp_path / name).mkdir()
        for file, content in files.items():
            (tmp_path / name / file).write_text(content, "utf-8")
    return measure_folders(tmp_path / "truth", tmp_path / "detections")


CASE_XML, FOUND_XML = pan_xml(FEATURE.format("artificial-plagiarism")), pan_xml(FEATURE.format("detected-plagiarism"))


def test_a_truth_file_a_suspicious_document_is_measured_against_detections_a_pair(tmp_path: Path) -> None:
    measure = measured(tmp_path, {"a.xml": CASE_XML.replace(".txt", "")}, {"a-b.xml": FOUND_XML})
    assert measure.figures == PERFECT
    assert (measure.n_left_out, measure.missing) == (0, ())
    assert "no file of detections has the name of a truth file" in measure.warnings[0]


@pytest.mark.parametrize(
    ("truth", "detections", "warning"),
    [
        (pan_xml(FEATURE.format("copy")), FOUND_XML, "there is no case in them"),
        (pan_xml('<feature name="about"/>'), FOUND_XML, "there is no case in them"),
        (CASE_XML, pan_xml(FEATURE.format("found")), "there is no detection in them"),
        (CASE_XML, FOUND_XML.replace("a.txt", "A.txt"), "other suspicious documents than the truth ('A.txt' and not 'a.txt')"),
    ],
)
def test_figures_of_nothing_are_never_silent(truth: str, detections: str, warning: str, tmp_path: Path) -> None:
    measure = measured(tmp_path, {"a-b.xml": truth}, {"a-b.xml": detections})
    assert measure.figures.plagdet == 0
    assert any(warning in told and "a-b.xml" in told for told in measure.warnings)


def test_an_honest_miss_warns_of_nothing(tmp_path: Path) -> None:
    far = FOUND_XML.replace('this_offset="1"', 'this_offset="100"')
    measure = measured(tmp_path, {"a-b.xml": CASE_XML}, {"a-b.xml": far})
    assert (measure.figures.plagdet, measure.warnings) == (0, ())


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 12))
    file = tmp_path / "laughs.xml"
    file.write_text(f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><document reference="a">&e11;</document>', "utf-8")
    with costs_at_most(10), pytest.raises(UnreadableInput, match="document type"):
        read_pan_xml(file)


def folders(tmp_path: Path) -> tuple[Path, Path]:
    truth, detections = tmp_path / "truth" / "none", tmp_path / "detections"
    truth.mkdir(parents=True)
    detections.mkdir()
    return truth, detections


def test_folders_count_pairs_missing_and_left_out_files(tmp_path: Path) -> None:
    truth, detections = folders(tmp_path)
    for name in ("a-b.xml", "a-c.xml"):
        (truth / name).write_text(pan_xml(FEATURE.format("plagiarism").replace("b.txt", f"{name[2]}.txt")), "utf-8")
    for name in ("a-b.xml", "z-z.xml"):
        (detections / name).write_text(pan_xml(FEATURE.format("detected-plagiarism")), "utf-8")
    measure = measure_folders(tmp_path / "truth", detections)
    assert (measure.figures.recall, measure.figures.precision) == (0.5, 1.0)
    assert (measure.n_pairs, measure.n_cases, measure.n_detections, measure.n_left_out) == (2, 2, 1, 1)
    assert measure.missing == ("a-c.xml",)
    assert "recall       0.500000" in measure_as_table(measure)


def test_folders_that_cannot_be_measured_are_refused(tmp_path: Path) -> None:
    truth, detections = folders(tmp_path)
    with pytest.raises(InputError, match="no \\.xml file"):
        measure_folders(truth, detections)
    with pytest.raises(InputError, match="not a folder"):
        measure_folders(tmp_path / "nowhere", detections)
    with pytest.raises(InputError, match="lies in the other"):
        measure_folders(tmp_path, detections)


def test_two_runs_in_one_folder_are_not_measured_as_one(tmp_path: Path) -> None:
    truth, detections = folders(tmp_path)
    for folder in (truth, detections, detections / "second"):
        folder.mkdir(exist_ok=True)
        (folder / "a-b.xml").write_text(pan_xml(), "utf-8")
    with pytest.raises(InputError, match="two files of detections"):
        measure_folders(truth, detections)


@pytest.mark.skipif(not (CORPORA / "pan13-train.tar.gz").is_file(), reason="../shared/corpora has no PAN corpus here")
def test_the_known_answers_are_reproduced(tmp_path: Path) -> None:
    """The baseline on the training corpus, from the table in ../shared/README.md."""
    for name in ("pan13-train", "pan13-baseline-detections"):
        with tarfile.open(CORPORA / f"{name}.tar.gz") as archive:
            archive.extractall(tmp_path, (m for m in archive if m.name.endswith(".xml")), filter="data")
    known = {
        "02-no-obfuscation": (0.932942, 0.999766, 0.886819, 1.010383),
        "03-random-obfuscation": (0.070238, 0.040098, 0.959437, 1.137584),
        "04-translation-obfuscation": (0.104001, 0.086028, 0.970701, 1.867277),
        "05-summary-obfuscation": (0.049767, 0.043556, 0.925927, 2.186047),
        ".": (0.431573, 0.354483, 0.923521, 1.276938),
    }
    corpus, detections = tmp_path / "train_corpus", tmp_path / "det"
    measures = {folder: measure_folders(corpus / folder, detections).figures for folder in known}
    rounded = {k: tuple(round(v, 6) for v in (m.plagdet, m.recall, m.precision, m.granularity)) for k, m in measures.items()}
    assert rounded == known
