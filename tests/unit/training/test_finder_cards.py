"""Claims about a finder's card: figures from metrics.json, facts from the manifest, nothing left to fill in."""

import json
from pathlib import Path
from shutil import copy

import pytest

from app.training.finder.cards import write_finder_card

MODELS = Path(__file__).parents[3] / "models"
FINDER = MODELS / (MODELS / "FINDER").read_text(encoding="utf-8").strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / FINDER.name
    target.mkdir()
    for name in ("manifest.json", "metrics.json"):
        copy(FINDER / name, target)
    return target


def test_the_card_in_the_repository_is_the_one_of_its_figures(folder: Path) -> None:
    assert write_finder_card(folder).read_text(encoding="utf-8") == (FINDER / "CARD.md").read_text(encoding="utf-8")


def test_every_folder_has_its_row(folder: Path) -> None:
    written = write_finder_card(folder).read_text(encoding="utf-8")
    rows = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))["cross_validation"]
    for name, row in rows.items():
        (line,) = (line for line in written.splitlines() if line.startswith(f"| {name} |"))
        assert f"| {row['pairs']:,} | {row['cases']:,} |" in line
        assert (f"{row['plagdet']:.4f}" in line) == bool(row["cases"])
        assert line.endswith(f"{100 * row['silent']:.1f} % |")
    assert "$" not in written


def test_a_trial_says_that_it_is_one(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["recipe"]["one_of"] = 20
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "**Only a trial:** fitted on one pair of 20." in write_finder_card(folder).read_text(encoding="utf-8")
