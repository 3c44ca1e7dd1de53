"""What is added to a model's folder after it was laid down."""

import json
from pathlib import Path
from shutil import copytree

from app.model import Assurance, Model, current_model
from app.training import add_assurance
from app.training.fitting.metrics import rate

MODELS = Path(__file__).parents[3] / "models"


def test_the_rate_of_false_alarms_is_added_and_the_model_still_loads(tmp_path: Path) -> None:
    folder = copytree(current_model(MODELS), tmp_path / "copy")
    before = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    add_assurance(folder, {"kind": "typing slips"} | rate([True] + [False] * 99))
    model = Model.load(folder)
    assert model.assurance == Assurance(
        threshold=model.thresholds["spun"], honest_pairs=100, false_alarms=1, upper=0.0545, kind="typing slips"
    )
    after = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert after | {"assurance": before["assurance"]} == before
