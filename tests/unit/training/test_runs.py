"""Claims about the kept tables of a training run: what they are named after."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.training.examples.corpora import CorpusMissing
from app.training.fitting.drawn_examples import Recipe
from app.training.fitting.runs import TABLE_CODE, _key, train

APP = Path(__file__).parents[3] / "app"


def listed() -> list[Path]:
    return [file for pattern in TABLE_CODE for file in APP.glob(pattern) if file.suffix == ".py"]


def test_tables_are_named_after_every_training_file_that_makes_them() -> None:
    """A file that these import and that is not among them could change a table behind its name."""
    names = {".".join(("app", *file.relative_to(APP).with_suffix("").parts)) for file in listed()}
    for file in listed():
        imported = re.findall(r"^from (app\.training[\w.]*) import", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert {name for name in imported if name not in names and f"{name}.__init__" not in names} == set(), file


def test_the_name_and_the_number_of_processes_change_no_table() -> None:
    recipe = Recipe()
    assert _key(replace(recipe, name="unspun-9", workers=7), TABLE_CODE) == _key(recipe, TABLE_CODE)
    assert _key(replace(recipe, seed=1), TABLE_CODE) != _key(recipe, TABLE_CODE)


def test_training_refuses_where_the_source_of_a_spinner_style_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match=r"style \w+ is left out: .*; CONTRIBUTING.md"):
        train(tmp_path, tmp_path / "models", tmp_path / "build")
    assert not (tmp_path / "models").exists()
