"""`unspun pan` and `unspun plagdet` as a person meets them; the finder is a small one that knows one phrase."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.forks import forks
from tests.unit.phrase_finder import COMMON
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parents[3]
ENVIRONMENT = os.environ | {"COLUMNS": "60", "PYTHONPATH": str(ROOT)}


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from tests.unit.phrase_finder import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=ROOT)


def unspun(*arguments: str | Path, **environment: str) -> tuple[int, str, str]:
    ended = forks().run("tests.unit.phrase_finder:main", [*map(str, arguments)], ENVIRONMENT | environment)
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in ("src", "susp"):
        (tmp_path / name).mkdir()
    for number, text in enumerate((f"First: {COMMON}.", "Nothing of it.", "slow")):
        (tmp_path / "susp" / f"s{number}.txt").write_text(text, "utf-8")
    (tmp_path / "src" / "r.txt").write_text(COMMON, "utf-8")
    (tmp_path / "pairs").write_text("s0.txt r.txt\ns1.txt r.txt\n", "utf-8")
    return tmp_path


def pan(corpus: Path, **options: Path) -> list[str | Path]:
    given = {"pairs": corpus / "pairs", "source": corpus / "src", "suspicious": corpus / "susp", "out": corpus / "out"} | options
    return ["pan", "--workers", "1", *(part for name, value in given.items() for part in (f"--{name}", value))]


def test_pan_writes_a_file_a_pair_and_one_line_of_totals(corpus: Path) -> None:
    code, out, shown = unspun(*pan(corpus))
    assert (code, out) == (0, "")
    assert sorted(path.name for path in (corpus / "out").iterdir()) == ["s0-r.xml", "s1-r.xml"]
    assert "2 pairs (0 errors), 1 detection in " in shown
    assert len(shown.splitlines()) == 1


def test_a_bad_pair_is_a_line_and_exit_code_one(corpus: Path) -> None:
    (corpus / "pairs").write_text("../pairs r.txt\ns0.txt r.txt\ns0.txt missing.txt\n", "utf-8")
    code, _, shown = unspun(*pan(corpus))
    assert code == 1
    assert "unspun: line 1: '../pairs' is no plain file name\n" in shown
    assert "missing.txt: No such file or directory\n" in shown
    assert "3 pairs (2 errors), 1 detection" in shown
    assert [path.name for path in (corpus / "out").iterdir()] == ["s0-r.xml"]


@pytest.mark.parametrize("option", ["pairs", "source", "suspicious", "out"])
def test_pan_refuses_what_is_not_there_in_one_line(corpus: Path, option: str) -> None:
    nowhere = corpus / "pairs" / "nowhere"
    code, _, shown = unspun(*pan(corpus, **{option: nowhere}))
    assert code == 2
    assert len(shown.strip().splitlines()) == 1


def test_pan_refuses_malformed_lines(corpus: Path) -> None:
    (corpus / "pairs").write_text("s0.txt\n", "utf-8")
    code, _, shown = unspun(*pan(corpus))
    assert code == 2
    assert "line 1 needs two names" in shown


def test_a_missing_model_is_one_line(corpus: Path) -> None:
    code, _, shown = unspun(*pan(corpus), UNSPUN_MODELS_DIR=str(corpus / "nowhere"))
    assert (code, len(shown.strip().splitlines())) == (1, 1)


def test_a_key_stops_pan_between_pairs(corpus: Path) -> None:
    for number in range(400):
        (corpus / "susp" / f"x{number}.txt").write_text("slow", "utf-8")
    (corpus / "pairs").write_text("".join(f"x{number}.txt r.txt\n" for number in range(400)), "utf-8")
    process = start(*pan(corpus))
    wait_until(lambda: bool(list((corpus / "out").glob("*.xml"))))
    process.send_signal(signal.SIGINT)
    _, shown = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"Traceback" not in shown
    assert b"were not begun" in shown
    names = [path.name for path in (corpus / "out").iterdir()]
    assert 0 < len(names) < 400
    assert all(name.endswith(".xml") for name in names)


TRUTH = (
    '<document reference="s0.txt"><feature name="plagiarism" this_offset="7" this_length="38" '
    'source_reference="r.txt" source_offset="0" source_length="38"/></document>'
)


def measured(corpus: Path, *options: str) -> tuple[int, str, str]:
    (corpus / "truth").mkdir(exist_ok=True)
    (corpus / "truth" / "s0-r.xml").write_text(TRUTH, "utf-8")
    return unspun("plagdet", "--truth", corpus / "truth", "--detections", corpus / "out", *options)


def test_what_pan_writes_plagdet_measures(corpus: Path) -> None:
    unspun(*pan(corpus))
    code, out, shown = measured(corpus)
    assert (code, shown) == (0, "")
    assert out.splitlines()[:4] == [
        "plagdet      1.000000", "recall       1.000000", "precision    1.000000", "granularity  1.000000",
    ]  # fmt: skip
    assert "1 files of detections left out" in out


def test_a_pair_without_detections_file_is_shown_loudly(corpus: Path) -> None:
    (corpus / "out").mkdir()
    code, out, shown = measured(corpus, "--json")
    assert code == 0
    assert json.loads(out) == {
        "plagdet": 0.0, "recall": 0.0, "precision": 0.0, "granularity": 1.0,
        "n_pairs": 1, "n_cases": 1, "n_detections": 0, "n_left_out": 0, "missing": ["s0-r.xml"],
    }  # fmt: skip
    assert "WARNING: no file of detections for 1 pair, counted as none: s0-r.xml" in shown


def test_a_truth_that_holds_no_case_is_shown_loudly(corpus: Path) -> None:
    (corpus / "out").mkdir()
    (corpus / "out" / "s0-r.xml").write_text(TRUTH, "utf-8")
    measured(corpus)
    (corpus / "truth" / "s0-r.xml").write_text(TRUTH.replace('"plagiarism"', '"copy"'), "utf-8")
    code, out, shown = unspun("plagdet", "--truth", corpus / "truth", "--detections", corpus / "out")
    assert (code, out.splitlines()[0]) == (0, "plagdet      0.000000")
    assert shown.count("WARNING") == 2
    assert shown.count("s0-r.xml") == 2


def test_plagdet_refuses_bad_files_in_one_line(corpus: Path) -> None:
    (corpus / "out").mkdir()
    (corpus / "out" / "s0-r.xml").write_text("<document", "utf-8")
    code, out, shown = measured(corpus)
    assert (code, out) == (2, "")
    assert "s0-r.xml: is not XML" in shown
    assert len(shown.strip().splitlines()) == 1
