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

from app.features import Floats, Stretches, measure_article, measure_company, measure_evidence, measure_passages
from app.model import Model
from app.training.fitting.model_files import write_json
from app.training.fitting.pair_tables import MeasuredPair

N_PROBES: Final = 32  # examples; of each its first substitution, its first passage, the article
FILE: Final = "probes.json"


def write_probes(folder: Path, pairs: Sequence[MeasuredPair], stretches: Sequence[Stretches]) -> Path:
    """Writes the probe set of the model in `folder` from the tables it was fitted on; returns its path."""
    model = Model.load(folder)
    chosen = [k for k in range(len(pairs)) if len(pairs[k].swaps) and len(pairs[k].classes)]
    chosen = [chosen[k] for k in np.linspace(0, len(chosen) - 1, N_PROBES).astype(int)]
    parts = [_rows(pairs[k], stretches[k], model) for k in chosen]
    write_json(folder / FILE, {name: _probe(name, np.stack([part[name] for part in parts]), model) for name in parts[0]})
    return folder / FILE


def largest_difference(probes: Path, model: Model) -> float:
    """The largest difference of a probability from the stored one, 0..1; 0 means the same model in effect."""
    stored: dict[str, Any] = json.loads(probes.read_text(encoding="utf-8"))
    return max(
        float(np.abs(_scores(name, np.array(probe["values"], np.float32), model) - probe["probabilities"]).max())
        for name, probe in stored.items()
    )


def _rows(pair: MeasuredPair, stretches: Stretches, model: Model) -> dict[str, Floats]:
    """Of one example its first substitution, by itself and in its company, its first passage, and the article."""
    evidence, of_passages = measure_evidence(stretches)
    values = measure_passages(stretches)
    alone = model.score_alone(pair.swaps) * pair.changes.may_be_swap
    return {
        "swap": pair.swaps[0],
        "company": measure_company(pair.changes, alone)[0],
        "passage": values[0],
        "passage_spun": of_passages[0],
        "article": measure_article(stretches, model.score_passages(values, of_passages)),
        "article_spun": evidence,
    }


def _probe(name: str, values: Floats, model: Model) -> dict[str, Any]:
    return {"values": values.tolist(), "probabilities": _scores(name, values, model).tolist()}


def _scores(name: str, values: Floats, model: Model) -> NDArray[np.float64]:
    found: NDArray[np.float64] = getattr(model, name).probabilities(values)
    return found
