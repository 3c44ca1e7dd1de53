"""The card of a model: what it decides, for whom, on what data, how well, where it fails. Written from its figures."""

import json
from pathlib import Path
from string import Template
from typing import Any

from app.training.labels import Label

TEMPLATE = Path(__file__).with_name("card.md")
_COLUMNS = (*map(str, Label), "undecided", "not_measured")


def write_card(folder: Path) -> Path:
    """Writes `CARD.md` of the model in `folder` from its manifest and metrics; returns its path."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    path = folder / "CARD.md"
    dev = metrics.get("dev")
    figures = "\n".join(_figures(dev)) if dev else "No figures on dev yet: `unspun evaluate --write`."
    card = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(name=folder.name, data=_data(manifest), figures=figures)
    path.write_text(card, encoding="utf-8")
    return path


def _data(manifest: dict[str, Any]) -> str:
    recipe = manifest["recipe"]
    facts = (
        f"Created {manifest['created']}, commit {manifest['commit'][:12]}, seed {recipe['seed']}, ",
        f"scikit-learn {manifest['versions']['scikit-learn']}. ",
        f"Pairs by label: {', '.join(f'{label} {n}' for label, n in recipe['pairs'].items())}. ",
        f"Of these {recipe['generated_spun']} articles spun by us in five styles and {recipe['composites']} composites; ",
        "the others are the training corpora detectrl, neus, outfox, honest-news, mixset, apt-eval and raidar ",
        "(research use), labelled as decision 0005 says. Split by origin; the hashes of the sets stand in the manifest.\n\n",
        f"Thresholds: {', '.join(f'{key} {value}' for key, value in manifest['thresholds'].items())}. ",
        "The spun threshold lets through 1 in 500 honest pairs out of fold, and is never under .6.",
    )
    return "## Data\n\n" + "".join(facts)


def _figures(dev: dict[str, Any]) -> list[str]:
    alarms = dev["false_alarms"]
    return [
        "## Figures on dev",
        "",
        "Never trained on; a 95 % interval (Clopper–Pearson) in brackets. `spun-apertium` and all composites are by a spinner",
        "that training never met.",
        "",
        *(f"- Honest pairs called spun, {corpus}: {_rate(rate)}." for corpus, rate in alarms.items()),
        f"- Expected calibration error: {dev['calibration_error']} (top class), "
        + ", ".join(f"{label} {error}" for label, error in dev["calibration_error_by_class"].items())
        + ".",
        "- F1: " + ", ".join(f"{label} {score}" for label, score in dev["macro_f1"].items()) + ".",
        f"- Undecided: {_rate(dev['undecided'])}.",
        f"- Typos (`characters`) with an alert: {_rate(dev['character_alerts'])}.",
        "",
        "| corpus/edit | n | " + " | ".join(_COLUMNS) + " |",
        "|---|--:|" + "--:|" * len(_COLUMNS),
        *(_row(key, counts) for key, counts in dev["labels"].items()),
        "",
        "Spun passages inside other text (at least half of the gold passage covered by passages called spun; both ends within",
        "10 % of its length):",
        "",
        "| composite | found | ends within 10 % |",
        "|---|---|---|",
        *(f"| {k} | {_rate(row['found'])} | {_rate(row['within_10_percent'])} |" for k, row in dev["passages"].items()),
    ]


def _row(key: str, counts: dict[str, int]) -> str:
    n = sum(counts.values())
    return f"| {key} | {n} | " + " | ".join(f"{counts[c] / n:.3f}" if counts.get(c) else "" for c in _COLUMNS) + " |"


def _rate(rate: dict[str, Any]) -> str:
    return f"{rate['k']} of {rate['n']} = {rate['rate']} [{rate['low']}, {rate['high']}]"
