"""Claims about the pictures of a model's figures. The measures are made here."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.training.examples.labels import TaughtLabel
from app.training.fitting.metrics import gap, reliability
from app.training.measuring.pictures import draw_pictures

LABELS = [*map(str, TaughtLabel), "undecided", "not_measured"]


@pytest.fixture(scope="module")
def measures() -> dict[str, Any]:
    random = np.random.default_rng(1)
    diagrams = {}
    for label in TaughtLabel:
        p = random.random(500) ** 2
        diagrams[str(label)] = reliability(p, random.random(500) < p)
    return {
        "reliability": diagrams,
        "calibration_error_by_class": {name: gap(bins) for name, bins in diagrams.items()},
        "confusion": {str(label): {said: 7 + 90 * (said == label) for said in LABELS} for label in TaughtLabel},
    }


def test_both_pictures_are_small_files(tmp_path: Path, measures: dict[str, Any]) -> None:
    drawn = draw_pictures(tmp_path, measures)
    assert [path.name for path in drawn] == ["reliability.png", "confusion.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in drawn)
    assert all(5_000 < path.stat().st_size < 80_000 for path in drawn)


def test_the_same_measures_give_the_same_bytes(tmp_path: Path, measures: dict[str, Any]) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    one, other = ([path.read_bytes() for path in draw_pictures(folder, measures)] for folder in folders)
    assert one == other


def test_a_true_label_that_never_occurs_is_drawn_as_nothing(tmp_path: Path, measures: dict[str, Any]) -> None:
    empty = dict.fromkeys(LABELS, 0)
    draw_pictures(tmp_path, measures | {"confusion": measures["confusion"] | {"spun": empty}})
    assert (tmp_path / "confusion.png").stat().st_size
