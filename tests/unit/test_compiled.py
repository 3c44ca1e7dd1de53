"""Compiled modules of another build are named before anything is loaded."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from app.compiled import MODULES, PLAIN, StaleModules, check_compiled, sources_number
from tests.twins import needs_compiled

APP = Path(__file__).resolve().parents[2] / "app"


def copied(folder: Path) -> Path:
    """A package of the sources alone, and the two modules that check them."""
    for path in (APP / "__init__.py", APP / "compiled.py", *APP.glob("built.*"), *APP.glob("*/*.p[yx][xd]")):
        target = folder / path.relative_to(APP.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder / "app"


def imported(folder: Path, program: str = "import app", plain: str = "") -> subprocess.CompletedProcess[str]:
    # -S: the finder of an editable installation would find here what stands in the repository
    command = [sys.executable, "-S", "-c", program]
    return subprocess.run(command, cwd=folder, env=os.environ | {PLAIN: plain}, capture_output=True, text=True, check=False)


def laid_out(package: Path, names: Sequence[str]) -> None:
    """Files that stand where the compiled modules do, and are none."""
    for name in names:
        place = package.joinpath(*name.split(".")[1:])
        place.with_name(f"{place.name}{EXTENSION_SUFFIXES[0]}").touch()


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


IS_COMPILED = "from app.compiled import is_compiled; print(is_compiled())"


@needs_compiled
@pytest.mark.parametrize(
    ("names", "plain", "expected"),
    [(MODULES, "", True), (MODULES[1:], "", False), (MODULES[:-1], "", False), (MODULES, "1", False), (MODULES, "0", True)],
)
def test_a_process_works_with_all_compiled_modules_or_with_none(
    tmp_path: Path, names: tuple[str, ...], plain: str, expected: bool
) -> None:
    laid_out(copied(tmp_path), names)
    assert imported(tmp_path, IS_COMPILED, plain).stdout == f"{expected}\n"


@needs_compiled
def test_a_module_that_cannot_be_loaded_ends_in_the_same_line(tmp_path: Path) -> None:
    package = copied(tmp_path)
    laid_out(package, MODULES)
    (package / "text" / "__init__.py").touch()
    process = imported(tmp_path, f"from app.compiled import load_compiled; load_compiled({MODULES[0]!r})")
    assert (process.returncode, process.stderr) == (1, f"{StaleModules()}\n")


def test_every_source_is_a_module_of_the_table() -> None:
    sources = {f"app.{path.parent.name}.{path.stem}" for path in APP.glob("*/*.pyx")}
    assert sources == set(MODULES)


def test_each_room_has_one_place_that_loads_what_is_compiled() -> None:
    loading = {path for path in APP.rglob("*.py") if "load_compiled(" in path.read_text("utf-8")} - {APP / "compiled.py"}
    assert loading == {APP / name.split(".")[1] / "twins.py" for name in MODULES}
