"""`unspun batch`: one line in, one line out; a bad line is an error line; a killed batch goes on where it stopped."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.forks import forks
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "data" / "samples" / "reference.txt").read_text("utf-8")
SUSPECT = (ROOT / "data" / "samples" / "suspect.txt").read_text("utf-8")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def pair(custom_id: Any, **changes: Any) -> str:
    return json.dumps({"custom_id": custom_id, "reference": {"text": REFERENCE}, "suspect": {"text": SUSPECT}} | changes)


def start(source: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from app.cli import main; main()", "batch", str(source), "--out", str(out), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=ENVIRONMENT)


def run(source: Path, out: Path, *options: str) -> tuple[int, str]:
    ended = forks().run("app.cli:main", ["batch", str(source), "--out", str(out), "--parts", "patterns", *options], ENVIRONMENT)
    return ended.returncode, ended.stderr.decode()


def answers(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("batch")
    lines = [
        pair("good"),
        "{nonsense",
        pair("missing")[: pair("missing").index(', "suspect"')] + "}",
        pair("both", suspect={"text": "a", "html": "b"}),
        pair("unknown", extra=1),
        "",
        pair("good"),
        pair(7),
        pair("long", suspect={"text": "word " * 50_000}),
        pair("html", suspect={"html": "".join(f"<p>{p}</p>" for p in SUSPECT.split("\n\n"))}),
        pair("short", suspect={"text": "Too short."}),
    ]
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes("\n".join(lines).encode() + b'\n\xff{"custom_id": "bytes"}\n')
    code, _ = run(source, out, "--workers", "2")
    assert code == 0
    return answers(out)


def test_every_line_has_one_answer_in_order(mixed: list[dict[str, Any]]) -> None:
    ids = [answer["custom_id"] for answer in mixed]
    assert ids == ["good", None, "missing", "both", "unknown", "good", None, "long", "html", "short", None]


def test_good_lines_have_reports(mixed: list[dict[str, Any]]) -> None:
    labels = {answer["custom_id"]: answer["report"]["label"] for answer in mixed if "report" in answer}
    assert labels == {"good": "spun", "html": "spun", "short": "not_measured"}


@pytest.mark.parametrize(
    ("place", "title", "pointer"),
    [
        (1, "Malformed JSON", None),
        (2, "Invalid or missing fields", "#/suspect"),
        (3, "Invalid or missing fields", "#/suspect"),
        (4, "Invalid or missing fields", "#/extra"),
        (5, "Invalid or missing fields", "#/custom_id"),
        (6, "Invalid or missing fields", "#/custom_id"),
        (7, "A text is too long", "#/suspect/text"),
        (10, "Malformed JSON", None),
    ],
)
def test_bad_lines_say_what_is_wrong(mixed: list[dict[str, Any]], place: int, title: str, pointer: str | None) -> None:
    error = mixed[place]["error"]
    assert error["title"] == title
    assert error["line"] >= 1
    assert pointer is None or pointer in [e["pointer"] for e in error["errors"]]
    assert "Marrow Bay" not in json.dumps(error)


def wait_for_lines(out: Path, process: subprocess.Popen[bytes], n: int) -> None:
    def has_written() -> bool:
        assert process.poll() is None, "it has ended"
        return out.exists() and out.read_bytes().count(b"\n") >= n

    wait_until(has_written)


def children_of(parent: int) -> list[int]:
    """Process ids of the children; a process's parent is the fourth field of its stat, behind the name in brackets."""
    stats = [(int(path.name), path / "stat") for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [pid for pid, stat in stats if stat.exists() and int(stat.read_text().rpartition(")")[2].split()[1]) == parent]


@pytest.fixture
def many(tmp_path: Path) -> tuple[Path, Path]:
    source = tmp_path / "many.jsonl"
    source.write_text("\n".join(pair(f"id{k}") for k in range(500)) + "\n", "utf-8")
    return source, tmp_path / "out.jsonl"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_batch_goes_on_where_it_was(many: tuple[Path, Path], number: signal.Signals) -> None:
    source, out = many
    process = start(source, out, "--parts", "patterns", "--workers", "2")
    wait_for_lines(out, process, 60)
    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    done = out.read_bytes().count(b"\n")
    assert 60 <= done < 500
    with out.open("ab") as file:
        file.write(b'{"custom_id":"half a li')
    code, shown = run(source, out, "--workers", "2")
    assert code == 0
    assert f"{done:,} other{'s were' if done != 1 else ' was'} already there" in shown
    assert [answer["custom_id"] for answer in answers(out)] == [f"id{k}" for k in range(500)]


def test_an_output_of_another_input_is_refused(tmp_path: Path) -> None:
    one, other, out = tmp_path / "one.jsonl", tmp_path / "other.jsonl", tmp_path / "out.jsonl"
    one.write_text(pair("a") + "\n", "utf-8")
    other.write_text(pair("b") + "\n", "utf-8")
    assert run(one, out)[0] == 0
    before = out.read_bytes()
    code, shown = run(other, out)
    assert code == 2
    assert "answers another input" in shown
    assert out.read_bytes() == before


def test_two_batches_do_not_write_to_one_file(many: tuple[Path, Path]) -> None:
    source, out = many
    process = start(source, out, "--parts", "patterns")
    wait_for_lines(out, process, 1)
    process.send_signal(signal.SIGSTOP)  # so that it is still at work, however long the other one takes to start
    code, shown = run(source, out)
    process.send_signal(signal.SIGCONT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    assert code == 2
    assert "another batch" in shown


def test_a_worker_that_dies_costs_nothing_else(many: tuple[Path, Path]) -> None:
    source, out = many
    process = start(source, out, "--parts", "patterns", "--workers", "2")
    wait_for_lines(out, process, 40)
    workers = [pid for pid in children_of(process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(workers[-1], signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert [answer["report"]["label"] for answer in answers(out)] == ["spun"] * 500


@pytest.mark.parametrize("out", [os.devnull, "."])
def test_an_output_that_cannot_be_read_again_is_refused(tmp_path: Path, out: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(pair("a") + "\n", "utf-8")
    code, said = run(source, Path(out))
    assert code == 2
    assert "is no file" in said
    assert len(said.splitlines()) == 1


def test_a_missing_input_is_one_line(tmp_path: Path) -> None:
    code, shown = run(tmp_path / "nowhere.jsonl", tmp_path / "out.jsonl")
    assert code == 2
    assert "No such file" in shown


@pytest.mark.parametrize("content", ["last", "my notes\nlast", '{"custom_id":null,"error":{}}\nlast', pair("a1")])
def test_what_is_no_answer_of_ours_is_not_cut_off(tmp_path: Path, content: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "notes.txt"
    source.write_text("{nonsense\n" * 3)
    out.write_text(content)
    code, shown = run(source, out)
    assert code == 2
    assert "choose another --out" in shown
    assert out.read_text() == content


def test_an_input_is_not_its_own_output(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(pair("a1"))
    code, shown = run(source, source)
    assert code == 2
    assert shown.count("\n") == 1
    assert source.read_text() == pair("a1")
