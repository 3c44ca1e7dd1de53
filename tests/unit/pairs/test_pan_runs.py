"""Running a finder over a pairs file: one XML a pair, and a bad pair is a line, never the end."""

from pathlib import Path

import pytest

from app.pairs import PairOfNames, PairsInvalid, PanOptions, PanOutcome, PanTotals, read_pairs, run_pairs
from app.text import Span
from app.training import read_pan_xml
from tests.unit.phrase_finder import COMMON, load_phrase_finder


@pytest.fixture
def options(tmp_path: Path) -> PanOptions:
    for name in ("source", "suspicious", "out"):
        (tmp_path / name).mkdir()
    source, suspicious, out = (tmp_path / name for name in ("source", "suspicious", "out"))
    return PanOptions(source, suspicious, out, models=tmp_path, lexicon=tmp_path, workers=2, load=load_phrase_finder)


def store(options: PanOptions, suspect: bytes, reference: bytes, number: int = 1) -> PairOfNames:
    pair = PairOfNames(number, f"suspect{number}.txt", f"source{number}.txt")
    (options.suspicious / pair.suspect).write_bytes(suspect)
    (options.source / pair.reference).write_bytes(reference)
    return pair


def run(options: PanOptions, *pairs: PairOfNames) -> dict[int, PanOutcome]:
    return {outcome.pair.line: outcome for outcome in run_pairs(pairs, options)}


def written(options: PanOptions) -> list[str]:
    return sorted(path.name for path in options.out.iterdir())


def test_every_pair_has_one_file_with_or_without_detections(options: PanOptions) -> None:
    pairs = [store(options, b"x " * k + COMMON.encode() * (k % 2), COMMON.encode(), k) for k in range(1, 21)]
    outcomes = run(options, *pairs)
    assert [outcomes[k].n_detections for k in range(1, 21)] == [k % 2 for k in range(1, 21)]
    assert written(options) == sorted(f"suspect{k}-source{k}.xml" for k in range(1, 21))


def test_offsets_count_code_points_of_the_file_as_it_is(options: PanOptions) -> None:
    before = "\ufeff𝄞 é\r\n\r\n"
    pair = store(options, (before + COMMON).encode(), ("\r\n" + COMMON).encode())
    run(options, pair)
    (case,) = read_pan_xml(options.out / "suspect1-source1.xml")
    assert (case.suspect, case.reference.start) == (Span(len(before), len(before) + len(COMMON)), 2)
    assert (case.suspect_name, case.reference_name) == ("suspect1.txt", "source1.txt")


def test_bad_pairs_stop_nothing_and_leave_nothing(options: PanOptions) -> None:
    pairs = [
        store(options, COMMON.encode(), COMMON.encode(), 1),
        store(options, b"caf\xe9", b"", 2),
        PairOfNames(3, "nowhere.txt", "source1.txt"),
        store(options, b"fail", b"", 4),
        store(options, COMMON.encode(), COMMON.encode(), 5),
    ]
    outcomes = run(options, *pairs)
    errors = {line: outcome.error or "" for line, outcome in outcomes.items() if outcome.error}
    assert sorted(errors) == [2, 3, 4]
    assert "suspect2.txt: is not UTF-8 (byte 0xe9 at 3)" in errors[2]
    assert "nowhere.txt: No such file" in errors[3]
    assert errors[4] == "RuntimeError while finding"
    assert written(options) == ["suspect1-source1.xml", "suspect5-source5.xml"]


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "..", ".", "a\\b.txt", "a\0b", "a\x1b[2J", "sub/a.txt"])
def test_a_name_never_leads_out_of_its_folder(options: PanOptions, name: str) -> None:
    (options.source.parent / "secret.txt").write_text(COMMON)
    (options.source / "plain.txt").write_text(COMMON)
    outcomes = run(options, PairOfNames(1, "plain.txt", name), PairOfNames(2, name, "plain.txt"))
    assert [outcomes[line].error for line in (1, 2)] == [f"{name!r} is no plain file name"] * 2
    assert written(options) == []


def test_no_pair_overwrites_another(options: PanOptions) -> None:
    pair = store(options, COMMON.encode(), COMMON.encode())
    outcomes = run(options, pair, PairOfNames(2, pair.suspect, pair.reference))
    assert outcomes[1].error is None
    assert outcomes[2].error == "an earlier line writes suspect1-source1.xml too"


def test_a_worker_that_dies_costs_only_its_pair(options: PanOptions) -> None:
    pairs = [store(options, b"die" if k == 7 else COMMON.encode(), COMMON.encode(), k) for k in range(1, 41)]
    outcomes = run(options, *pairs)
    assert len(outcomes) == 40
    assert [(line, outcome.error) for line, outcome in outcomes.items() if outcome.error] == [
        (7, "the worker process died on this pair, twice")
    ]
    assert len([name for name in written(options) if name.endswith(".xml")]) == 39


def test_a_stop_ends_what_is_under_way_and_begins_nothing(options: PanOptions) -> None:
    pairs = [store(options, b"slow", b"", k) for k in range(1, 101)]
    done: list[PanOutcome] = []
    for outcome in run_pairs(pairs, options, lambda: bool(done)):
        done.append(outcome)
    assert 0 < len(done) <= 48
    assert len(written(options)) == len(done)


def test_an_unwritable_target_is_an_error_of_the_pair(options: PanOptions) -> None:
    pair = store(options, COMMON.encode(), COMMON.encode())
    (options.out / "suspect1-source1.xml").mkdir()
    assert "suspect1-source1.xml" in (run(options, pair)[1].error or "")
    assert written(options) == ["suspect1-source1.xml"]


def test_totals_add_up() -> None:
    pair = PairOfNames(1, "a", "b")
    totals = PanTotals().plus(PanOutcome(pair, n_detections=3)).plus(PanOutcome(pair, error="bad"))
    assert totals == PanTotals(n_pairs=2, n_errors=1, n_detections=3)


def test_a_pairs_file_has_two_names_a_line(tmp_path: Path) -> None:
    file = tmp_path / "pairs"
    file.write_bytes("\ufeffa.txt b.txt\r\n\n  c.txt\tä.txt \n".encode())
    assert read_pairs(file) == [PairOfNames(1, "a.txt", "b.txt"), PairOfNames(3, "c.txt", "ä.txt")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "no pairs"), (b"a b\nc\n", "line 2 needs two names"), (b"a b c", "it has 3"), (b"a \xff", "not UTF-8")],
)
def test_other_files_are_no_pairs_files(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "pairs"
    file.write_bytes(content)
    with pytest.raises(PairsInvalid, match=reason):
        read_pairs(file)
