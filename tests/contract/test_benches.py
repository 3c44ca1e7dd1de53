"""Every command of the Makefile that measures or tries something runs, in a form so short that its figures say nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.served import ROOT
from tests.waiting import PATIENCE

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CHROMIUM = "/usr/bin/chromium"
# module: options of the short form, a program that it needs, words that it prints
SHORT: dict[str, tuple[str, str | None, str]] = {
    "tests.benchmarks": ("--short", None, "HTTP round trip"),
    "tests.benchmarks.exports": ("--words 300 --rounds 1", None, "PAN XML"),
    "tests.benchmarks.library": ("--help", None, "usage"),  # needs the shared corpora
    "tests.benchmarks.page": ("--words 300 --presses 5", CHROMIUM, "next substitution"),
    "tests.benchmarks.walk": ("--pairs 6 --decide 2 --words 200", CHROMIUM, "the 2 worst of 6 decided"),
    "tools.shape": ("", None, "class names in two rooms"),
    "tools.pictures": ("--out {folder}", CHROMIUM, ""),
    "tools.looks": ("sign_in --out {folder}", CHROMIUM, "sign_in"),
    "tests.soak": ("--pairs 30 --batches 3 --workers 2 --kill-every 10", None, "as it should be"),
    "tests.soak.bench": ("--pairs 20 --turns 1 --seconds 0.2 --warm 20 --words 300 --large 60 --jobs 5", None, "half load"),
    "tests.sameness": (". --pairs 0 --only copied/copy", None, "0 of them differ"),
    "tests.growth": ("--help", None, "usage"),
    "tests.round_trips": ("--articles 1 --only HTML", None, "every way that was tried is right"),
    "tests.soak.siege": (f"--seconds 2 --clients 2 --goal {PATIENCE}", None, "/healthz"),
    "tests.soak.hunt": ("--minutes 0 --examples 1 --things 1 --phases fuzzing", None, "no fault in 1 round"),
}
# these write into the repository, and have tests of their own; the cases lie beside it
ELSEWHERE = {"tests.golden", "tests.fuzz", "tools.revision", "tests.cases"}


def test_every_command_of_the_makefile_that_is_a_module_of_tests_or_tools_is_tried() -> None:
    assert set(re.findall(r"-m ((?:tests|tools)[.\w]*)", MAKEFILE)) == SHORT.keys() | ELSEWHERE


@pytest.mark.slow
@pytest.mark.parametrize("module", SHORT)
def test_the_short_form_runs(module: str, tmp_path: Path) -> None:
    options, program, said = SHORT[module]
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    command = [sys.executable, "-m", module, *options.format(folder=tmp_path).split()]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3 * PATIENCE, check=False)
    assert ended.returncode == 0, ended.stdout[-2_000:] + ended.stderr[-4_000:]
    assert said in ended.stdout
