"""The card of a finder: what it finds, for whom, from what data, how well, where it fails. Written from its figures."""

import json
from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).with_name("card.md")
_FIGURES = ("plagdet", "recall", "precision", "granularity")


def write_finder_card(folder: Path) -> Path:
    """Writes `CARD.md` of the finder in `folder` from its manifest and metrics; returns its path."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    metrics = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    path = folder / "CARD.md"
    card = Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=folder.name, facts=_facts(manifest), figures=_figures(metrics), thresholds=_thresholds(metrics)
    )
    path.write_text(card, encoding="utf-8")
    return path


def _facts(manifest: dict[str, Any]) -> str:
    recipe = manifest["recipe"]
    facts = [
        f"Created {manifest['created']}, commit {manifest['commit'][:12]}, seed {recipe['seed']}, "
        f"scikit-learn {manifest['versions']['scikit-learn']}.",
        f"Thresholds (probabilities): {', '.join(f'{key} {value}' for key, value in manifest['thresholds'].items())}.",
        *(f"Training set: `{name}`, sha256 {sha256[:12]}…" for name, sha256 in manifest["training_set"].items()),
    ]
    if recipe["one_of"] > 1:
        facts.append(f"**Only a trial:** fitted on one pair of {recipe['one_of']}.")
    return "\n".join(f"- {fact}" for fact in facts)


def _figures(metrics: dict[str, Any]) -> str:
    return "\n".join([
        "| folder | pairs | cases | plagdet | recall | precision | granularity | pairs without a detection |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *(_row(name, row) for name, row in metrics["cross_validation"].items()),
    ])  # fmt: skip


def _row(name: str, row: dict[str, Any]) -> str:
    """One folder; without cases the four figures are nothing but "was anything found", so they are left out."""
    figures = " | ".join(f"{row[figure]:.4f}" if row["cases"] else "" for figure in _FIGURES)
    return f"| {name} | {row['pairs']:,} | {row['cases']:,} | {figures} | {100 * row['silent']:.1f} % |"


def _thresholds(metrics: dict[str, Any]) -> str:
    return "\n".join([
        "| acceptance threshold | plagdet | recall | precision |",
        "|--:|--:|--:|--:|",
        *(
            f"| {threshold} | {row['plagdet']:.4f} | {row['recall']:.4f} | {row['precision']:.4f} |"
            for threshold, row in metrics["by_threshold"].items()
        ),
    ])  # fmt: skip
