"""A newcomer's first two minutes: what the README gives to paste works as pasted, and prints what stands there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.served import PROGRAM, ROOT, Served, served
from tests.waiting import PATIENCE

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
SERVICE = "http://127.0.0.1:8000"


def block(beginning: str) -> str:
    """The one block of the README that begins so."""
    (found,) = [text for _, text in BLOCKS if text.startswith(beginning)]
    return found


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """As `make serve` starts it: open to whoever is on this machine."""
    with served(tmp_path_factory.mktemp("readme"), require_keys="auto") as running:
        yield running


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone holds of all that the README names."""
    for name in ("data", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def pasted(code: str, clone: Path, *program: str) -> str:
    """What it prints."""
    own = {
        "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "clients" / "python"),
        "COLUMNS": "200",
    }
    command = [*(program or ("bash", "-euc")), code]
    ended = subprocess.run(
        command, cwd=clone, env=os.environ | own, check=False, capture_output=True, text=True, timeout=PATIENCE
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def is_as_printed(said: str, printed: str) -> bool:
    """Whether it was printed so; `…` stands for anything, and line breaks and runs of spaces are the terminal's."""
    pattern = ".*".join(re.escape("".join(part.split())) for part in printed.split("…"))
    return re.search(pattern, "".join(said.split()), re.DOTALL) is not None


def test_the_curl_runs_as_pasted_and_answers_what_stands_below_it(clone: Path, service: Served) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    said = pasted(block("curl ").replace(SERVICE, service.url), clone)
    assert is_as_printed(said, block('{"version"')), said


def test_the_one_command_prints_what_stands_below_it(clone: Path) -> None:
    said = pasted("unspun compare data/samples/reference.txt data/samples/suspect.txt", clone)
    assert is_as_printed(said, block(" SPUN")), said


def test_the_commands_of_the_command_line_run(clone: Path) -> None:
    commands = [line for line in block("unspun compare").splitlines() if line.startswith("unspun compare")]
    assert len(commands) == 2
    for line in commands:
        pasted(line, clone)
    assert "<html" in (clone / "evidence.html").read_text(encoding="utf-8")


def test_the_first_job_from_python_is_done(clone: Path, service: Served) -> None:
    code = block(".venv/bin/pip").split("<<'END'\n")[1].removesuffix("END\n").replace(SERVICE, service.url)
    said = pasted(code, clone, sys.executable, "-c")
    label, _, page = said.split()
    assert (label, page.rpartition("/")[0]) == ("spun", f"{service.url}/reports")


def test_the_snippet_without_a_service_runs(clone: Path) -> None:
    assert pasted(block("from pathlib"), clone, sys.executable, "-c").startswith("spun ")
