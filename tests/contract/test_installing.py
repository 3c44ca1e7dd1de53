"""What `pipx install .` and `uv tool install .` bring: a wheel with the model, the lexicon and the samples in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.home import SHIPPED, home

ROOT = Path(__file__).resolve().parents[2]
UNSPUN = "from app.cli import main; main()"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files without its compiled modules, which would take minutes; their plain twins serve."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "setup.py", "--quiet", "build_py", "--build-lib", str(folder)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    return folder


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(installed), "HOME": str(installed)}
    command = [sys.executable, "-c", *arguments]
    return subprocess.run(command, cwd=installed, env=environment, check=False, capture_output=True, text=True)


def test_a_checkout_reads_what_lies_beside_the_code() -> None:
    assert (home(), SHIPPED.exists()) == (ROOT, False)


def test_an_installed_unspun_compares_far_from_any_checkout(installed: Path) -> None:
    samples = installed / "app" / "shipped" / "data" / "samples"
    ended = run(installed, UNSPUN, "compare", str(samples / "reference.txt"), str(samples / "suspect.txt"))
    assert (ended.returncode, ended.stdout.split()[0]) == (0, "SPUN"), ended.stderr


def test_an_installed_unspun_offers_the_sample_and_reads_nothing_of_the_checkout(installed: Path) -> None:
    said = run(installed, "from app.settings import Settings as s; from app.web.samples import sample_pair as p;"
               "print(s().models_dir, s().lexicon_dir, *p())")  # fmt: skip
    shipped = installed / "app" / "shipped"
    assert said.stdout.split() == [str(shipped / "models"), str(shipped / "data" / "lexicon"), "reference", "suspect"], (
        said.stderr
    )


def test_the_wheel_holds_the_models_in_use_and_no_former_one(installed: Path) -> None:
    models = installed / "app" / "shipped" / "models"
    pointers = {models / "CURRENT", models / "FINDER"}
    assert set(models.iterdir()) == pointers | {models / pointer.read_text().strip() for pointer in pointers}


def test_the_lexicons_notices_go_with_it(installed: Path) -> None:
    assert (installed / "app" / "shipped" / "data" / "lexicon" / "NOTICE.md").is_file()
