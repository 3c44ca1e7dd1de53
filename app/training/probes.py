"""A stored probe set: rows of features with the probabilities that the model gave them when it was made.

skops does not write the same bytes twice, so a rebuilt model is the same when it says the same of these rows. They are
numbers of evenly spaced training examples; no text can be read from them.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.features import Floats, measure_article
from app.model import Model
from app.training.measuring import StretchTable, SwapTable
from app.training.model_files import write_json

N_PROBES: Final = 32  # examples; of each its first substitution, its first passage, the article
FILE: Final = "probes.json"


def write_probes(folder: Path, swaps: Sequence[SwapTable], stretches: Sequence[StretchTable]) -> Path:
    """Writes the probe set of the model in `folder` from the tables it was fitted on; returns its path."""
    model = Model.load(folder)
    chosen = [k for k in range(len(swaps)) if len(swaps[k].values) and len(stretches[k].values)]
    chosen = [chosen[k] for k in np.linspace(0, len(chosen) - 1, N_PROBES).astype(int)]
    rows = {
        "swap": np.stack([swaps[k].values[0] for k in chosen]),
        "passage": np.stack([stretches[k].values[0] for k in chosen]),
        "article": np.stack([_article(stretches[k], model) for k in chosen]),
    }
    write_json(folder / FILE, {name: _probe(name, values, model) for name, values in rows.items()})
    return folder / FILE


def largest_difference(probes: Path, model: Model) -> float:
    """The largest difference of a probability from the stored one, 0..1; 0 means the same model in effect."""
    stored: dict[str, Any] = json.loads(probes.read_text(encoding="utf-8"))
    return max(
        float(np.abs(_scores(name, np.array(probe["values"], np.float32), model) - probe["probabilities"]).max())
        for name, probe in stored.items()
    )


def _article(table: StretchTable, model: Model) -> Floats:
    return measure_article(table.counts, model.score_passages(table.values), table.common, table.n_reference, table.n_suspect)


def _probe(name: str, values: Floats, model: Model) -> dict[str, Any]:
    return {"values": values.tolist(), "probabilities": _scores(name, values, model).tolist()}


def _scores(name: str, values: Floats, model: Model) -> NDArray[np.float64]:
    if name == "swap":
        return model.score_swaps(values)
    if name == "passage":
        return model.score_passages(values)
    return np.stack([model.score_article(row) for row in values])
