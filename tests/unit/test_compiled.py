"""Compiled modules of another build are named before anything is loaded."""

import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.compiled import StaleModules, check_compiled, sources_number

APP = Path(__file__).resolve().parents[2] / "app"
needs_compiled = pytest.mark.skipif(find_spec("app.built") is None, reason="nothing was compiled here")


def copied(folder: Path) -> Path:
    """A package of the sources alone, and the two modules that check them."""
    for path in (APP / "__init__.py", APP / "compiled.py", *APP.glob("built.*"), *APP.glob("*/*.p[yx][xd]")):
        target = folder / path.relative_to(APP.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder / "app"


def imported(folder: Path) -> subprocess.CompletedProcess[str]:
    # -S: the finder of an editable installation would find here what stands in the repository
    return subprocess.run([sys.executable, "-S", "-c", "import app"], cwd=folder, capture_output=True, text=True, check=False)


@needs_compiled
def test_modules_of_these_sources_are_loaded_without_a_word(tmp_path: Path) -> None:
    copied(tmp_path)
    process = imported(tmp_path)
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")


@needs_compiled
@pytest.mark.parametrize("ending", ["pyx", "pxd"])
def test_modules_of_other_sources_end_in_one_line_that_says_what_to_do(tmp_path: Path, ending: str) -> None:
    package = copied(tmp_path)
    changed = next(iter(package.glob(f"*/*.{ending}")))
    changed.write_text(changed.read_text("utf-8") + "\n# a later line\n", "utf-8")
    process = imported(tmp_path)
    assert process.returncode == 1
    assert process.stderr == f"{StaleModules()}\n"
    assert "`make setup`" in process.stderr


def test_modules_from_before_they_were_numbered_are_too_old(tmp_path: Path) -> None:
    package = copied(tmp_path)
    for path in package.glob("built.*"):
        path.unlink()
    (package / "text" / f"scanner{EXTENSION_SUFFIXES[0]}").touch()
    process = imported(tmp_path)
    assert process.stderr == f"{StaleModules()}\n"


def test_where_nothing_was_compiled_the_plain_twins_serve(tmp_path: Path) -> None:
    package = copied(tmp_path)
    for path in package.glob("built.*"):
        path.unlink()
    assert imported(tmp_path).returncode == 0


def test_without_sources_there_is_nothing_to_be_older_than(tmp_path: Path) -> None:
    assert sources_number(tmp_path) == 0
    check_compiled(tmp_path)


def test_a_new_source_and_a_source_of_another_name_change_the_number(tmp_path: Path) -> None:
    package = copied(tmp_path)
    before = sources_number(package)
    shutil.copy(package / "align" / "kernel.pyx", package / "align" / "later.pyx")
    assert sources_number(package) not in (0, before)
