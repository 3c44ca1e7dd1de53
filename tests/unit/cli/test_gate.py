"""`unspun gate` on what it cannot compare: exit code 2 for a wrong call, 1 for what is missing or broken."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app

MODELS = Path(__file__).parents[3] / "models"


@pytest.fixture(autouse=True)
def fixed_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "0")  # else the command starts this process again


def gate(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["gate", *map(str, arguments)])
    return result.exit_code, result.stderr


def test_a_candidate_that_is_no_folder_is_wrong_usage(tmp_path: Path) -> None:
    code, said = gate("--candidate", tmp_path / "none", "--models", MODELS)
    assert code == 2
    assert "not a folder" in said


def test_without_a_current_model_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    code, said = gate("--candidate", tmp_path, "--models", tmp_path)
    assert code == 2
    assert "CURRENT" in said


def test_missing_corpora_fail(tmp_path: Path) -> None:
    candidate = MODELS / (MODELS / "CURRENT").read_text(encoding="utf-8").strip()
    code, said = gate("--candidate", candidate, "--models", MODELS, "--shared", tmp_path)
    assert code == 1
    assert "--shared" in said
