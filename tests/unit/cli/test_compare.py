"""`unspun compare` as a person meets it: what it prints, what it refuses, and with which exit code."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from app.report import Report
from tests.pango import weasyprint_html
from tests.unit.cli.forks import forks
from tests.unit.sources.pdf_parts import laid_out
from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[3]
REFERENCE, SUSPECT = ROOT / "data" / "samples" / "reference.txt", ROOT / "data" / "samples" / "suspect.txt"


def unspun(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"COLUMNS": "100", "PYTHONPATH": str(ROOT)} | environment
    return forks().run("app.cli:main", [*map(str, arguments)], env, stdin)


def test_the_report_names_verdict_and_swaps() -> None:
    shown = unspun("compare", REFERENCE, SUSPECT).stdout.decode()
    assert "SPUN" in shown
    assert "town → city" in shown
    assert "[-town-]" in shown
    assert "{+city+}" in shown
    assert "\x1b[" not in shown


def test_the_report_is_fair_to_the_accused() -> None:
    shown = " ".join(unspun("compare", REFERENCE, SUSPECT).stdout.decode().split())
    assert "Names: 13 of 13 kept, 100 % of them in the same order" in shown
    assert "Quotations: 0 of 2 kept" in shown
    for explanation in (
        "Quotation: explains 4 %",
        "Agency copy: explains 0 %",
        "Later version of the same article: explains 0 %",
        "Shared facts: explains 7 %",
    ):
        assert explanation in shown
    assert "honest pairs of the kind" in shown


def test_json_is_a_report_and_nothing_else() -> None:
    report = Report.model_validate_json(unspun("compare", REFERENCE, SUSPECT, "--json").stdout)
    assert report.label == "spun"
    assert report.reference.text == REFERENCE.read_text("utf-8")


def test_one_side_may_be_standard_input() -> None:
    found = json.loads(unspun("compare", REFERENCE, "-", "--json", stdin=SUSPECT.read_bytes()).stdout)
    assert found["label"] == "spun"


def test_html_files_are_read_as_html(tmp_path: Path) -> None:
    page = tmp_path / "suspect.html"
    page.write_text(
        "<nav>Menu</nav><article>" + "".join(f"<p>{p}</p>" for p in SUSPECT.read_text("utf-8").split("\n\n")) + "</article>"
    )
    report = Report.model_validate_json(unspun("compare", REFERENCE, page, "--json").stdout)
    assert report.label == "spun"
    assert "Menu" not in (report.suspect.text or "Menu")


def test_word_files_are_read_as_what_they_are(tmp_path: Path) -> None:
    paragraphs = SUSPECT.read_text("utf-8").split("\n\n")
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(word := tmp_path / "suspect.docx"))
    assert_read_as_the_suspect(word)


def test_pdf_files_are_read_as_what_they_are(tmp_path: Path) -> None:
    paragraphs = SUSPECT.read_text("utf-8").split("\n\n")
    (pdf := tmp_path / "SUSPECT.PDF").write_bytes(laid_out("".join(f"<p>{p}</p>" for p in paragraphs)))
    assert_read_as_the_suspect(pdf)


def assert_read_as_the_suspect(file: Path) -> None:
    report = Report.model_validate_json(unspun("compare", REFERENCE, file, "--json").stdout)
    assert report.label == "spun"
    assert (report.suspect.text or "").split() == SUSPECT.read_text("utf-8").split()


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    (bad := tmp_path / "bad.docx").write_bytes(b"%PDF-1.7")
    found = unspun("compare", bad, SUSPECT)
    assert found.returncode == 2
    assert "holds PDF" in found.stderr.decode()
    assert len(found.stderr.decode().strip().splitlines()) == 1


def test_the_page_is_written_beside_the_report(tmp_path: Path) -> None:
    target = tmp_path / "evidence.html"
    assert unspun("compare", REFERENCE, SUSPECT, "--html", target).returncode == 0
    assert target.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("Report.HTML", b"<!doctype html>"),
        ("report.docx", b"PK"),
        ("report.csv", b"\xef\xbb\xbfnumber"),
        ("report.json", b'{"version":'),
        ("report.pan.xml", b"<"),
        ("report.pdf", b"%PDF-"),
    ],
)
def test_the_report_is_written_in_the_form_of_the_files_ending(tmp_path: Path, name: str, beginning: bytes) -> None:
    if name.endswith(".pdf"):
        weasyprint_html()
    found = unspun("compare", REFERENCE, SUSPECT, "--out", tmp_path / name)
    assert (found.returncode, found.stderr) == (0, b"")
    assert (tmp_path / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize("name", ["report", "report.doc", "docx", "report.xml", "nowhere/report.csv"])
def test_a_file_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    found = unspun("compare", REFERENCE, SUSPECT, "--out", tmp_path / name)
    assert found.returncode == 2
    assert len(found.stderr.decode().strip().splitlines()) == 1
    assert not (tmp_path / name).exists()


def test_a_byte_order_mark_does_not_shift_offsets(tmp_path: Path) -> None:
    marked = tmp_path / "marked.txt"
    marked.write_bytes(b"\xef\xbb\xbf" + SUSPECT.read_bytes())
    report = Report.model_validate_json(unspun("compare", REFERENCE, marked, "--json").stdout)
    assert report.suspect.text == SUSPECT.read_text("utf-8")


def test_a_pair_that_cannot_be_measured_is_no_error(tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("Too short.")
    found = unspun("compare", REFERENCE, short)
    assert found.returncode == 0
    assert "too short" in found.stdout.decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00\xd8b\x00", "begins as UTF-16"),
        (b"caf\xe9 au lait", "not UTF-8"),
        (b"GIF89a\x00\x01", "binary"),
        (b"word " * 50_000, "the limit is"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content)
    found = unspun("compare", bad, SUSPECT)
    assert found.returncode == 2
    assert found.stdout == b""
    assert reason in found.stderr.decode()
    assert len(found.stderr.decode().strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere.txt", SUSPECT),
        (ROOT, SUSPECT),
        ("-", "-"),
        (REFERENCE,),
        (REFERENCE, SUSPECT, "--nonsense"),
        (REFERENCE, SUSPECT, "--format", "xml"),
        (REFERENCE, SUSPECT, "--minimum-passage-words", "none"),
        (REFERENCE, SUSPECT, "--json", "--html", "-"),
    ],
)
def test_bad_usage_exits_with_two_and_one_line(arguments: tuple[str | Path, ...]) -> None:
    found = unspun("compare", *arguments)
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.startswith(b"unspun: ")
    assert found.stderr.count(b"\n") == 1


def test_a_setting_that_cannot_be_used_is_named_in_one_line() -> None:
    found = unspun("compare", REFERENCE, SUSPECT, UNSPUN_MAX_CHARACTERS="many")
    assert found.returncode == 2
    assert found.stderr.startswith(b"unspun: UNSPUN_MAX_CHARACTERS: ")
    assert found.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("option", "name"), [("--out", "suspect.html"), ("--html", "./suspect.html")])
def test_what_is_read_is_not_overwritten(tmp_path: Path, option: str, name: str) -> None:
    page = tmp_path / "suspect.html"
    page.write_bytes(SUSPECT.read_bytes())
    found = unspun("compare", REFERENCE, page, option, tmp_path / name)
    assert found.returncode == 2
    assert b"would be overwritten" in found.stderr
    assert page.read_bytes() == SUSPECT.read_bytes()


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_full_disk_is_one_line(options: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", "from app.cli import main; main()", "compare", str(REFERENCE), str(SUSPECT), *options]
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, timeout=PATIENCE, check=False)
    assert (found.returncode, found.stderr) == (1, b"unspun: No space left on device\n")


def test_a_missing_model_is_a_fault_of_ours(tmp_path: Path) -> None:
    found = unspun("compare", REFERENCE, SUSPECT, UNSPUN_MODELS_DIR=str(tmp_path))
    assert found.returncode == 1
    assert b"CURRENT" in found.stderr


def run_alone(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """A process that is nobody's fork."""
    command, env = [sys.executable, "-c", code, *map(str, arguments)], os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, cwd=ROOT, env=env, timeout=PATIENCE, check=False)


def test_help_loads_no_model_code() -> None:
    code = "import sys\nfrom app.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    found = run_alone(code + "print('numpy' in sys.modules, 'app.detector' in sys.modules)", "--help")
    assert found.stdout.decode().strip().endswith("False False")


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_training_without_corpora_says_so(command: str, tmp_path: Path) -> None:
    found = run_alone("from app.cli import main; main()", command, "--shared", tmp_path)  # it begins itself anew
    assert found.returncode == 2
    assert b"Traceback" not in found.stderr
    assert str(tmp_path) in found.stderr.decode()


def test_html_source_in_a_text_file_is_read_as_its_page_unless_it_is_said_to_be_text(tmp_path: Path) -> None:
    source = tmp_path / "suspect.txt"
    source.write_text("<nav>Menu</nav>" + "".join(f"<p>{p}</p>" for p in SUSPECT.read_text("utf-8").split("\n\n")), "utf-8")
    report = Report.model_validate_json(unspun("compare", REFERENCE, source, "--json").stdout)
    assert report.label == "spun"
    assert report.suspect.left_out == [{"reason": "navigation", "words": 1}]
    assert not any("<" in entry["suspect"]["text"] for entry in report.substitutions)
    as_text = Report.model_validate_json(unspun("compare", REFERENCE, source, "--json", "--format", "text").stdout)
    assert as_text.suspect.text == source.read_text("utf-8")
    assert as_text.suspect.words > report.suspect.words


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = unspun("serve", "--port", str(port))
    assert done.returncode == 2
    line = f"unspun: 127.0.0.1:{port} is taken by another program; choose another port with --port\n"
    assert done.stderr.decode() == line
