"""Pictures of a model's figures on dev: the measures of `evaluate` become `reliability.png` and `confusion.png`.

The same measures give the same bytes: matplotlib's own settings, its own font, no date and no version in the file.
"""

from itertools import product
from pathlib import Path
from typing import Any

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from app.training.examples import TaughtLabel
from app.training.fitting import N_BINS, interval

RELIABILITY, CONFUSION = "reliability.png", "confusion.png"
_BLUE, _GREY = "#0072b2", "#767676"  # Okabe and Ito 2008: told apart by colour-blind readers; grey has 4.5:1 on white
_SIDES = (-0.04, 1.04)  # the outermost bins lie on the edge
_DARK_CELL = 0.5  # row share from which white figures are easier to read


def draw_pictures(folder: Path, measures: dict[str, Any]) -> tuple[Path, Path]:
    """Draws `measures["reliability"]` and `measures["confusion"]` into `folder`; returns the paths of both pictures."""
    with style.context("default", after_reset=True):  # whatever the reader's matplotlibrc says
        return (
            _save(_reliability(measures["reliability"], measures["calibration_error_by_class"]), folder / RELIABILITY),
            _save(_confusion(measures["confusion"]), folder / CONFUSION),
        )


def _save(figure: Figure, path: Path) -> Path:
    figure.savefig(path, dpi=90, metadata={"Software": None}, pil_kwargs={"optimize": True})
    return path


def _reliability(diagrams: dict[str, Any], errors: dict[str, float]) -> Figure:
    figure = Figure(figsize=(7.2, 7.4), layout="constrained")
    upper, lower = figure.subplots(4, 2, height_ratios=(3, 1, 3, 1), sharex=True).reshape(2, 2, 2).transpose(1, 0, 2)
    for label, shares, counts in zip(TaughtLabel, upper.flat, lower.flat, strict=True):
        _draw_shares(shares, diagrams[label], f"{label}, ECE {errors[label]:.4f}")
        _draw_counts(counts, diagrams[label])
    figure.supxlabel(f"mean probability of the class in each of {N_BINS} bins; share with its 95 % interval (dev)", fontsize=10)
    return figure


def _draw_shares(axes: Axes, bins: dict[str, list[float]], name: str) -> None:
    axes.plot((0, 1), (0, 1), color=_GREY, linestyle="--", linewidth=1, label="perfectly calibrated")
    ends = [interval(round(share * n), int(n)) for share, n in zip(bins["share"], bins["n"], strict=True)]
    axes.vlines(bins["probability"], [low for low, _ in ends], [high for _, high in ends], color=_BLUE, linewidth=1)
    axes.plot(bins["probability"], bins["share"], color=_BLUE, marker="o", markersize=4, linestyle="", label=name)
    axes.set(xlim=_SIDES, ylim=_SIDES, ylabel="share that is")
    axes.legend(loc="lower right", framealpha=0.9, edgecolor="white", fontsize=9)


def _draw_counts(axes: Axes, bins: dict[str, list[float]]) -> None:
    axes.bar(bins["probability"], bins["n"], width=0.8 / N_BINS, color=_BLUE)
    for place, n in zip(bins["probability"], bins["n"], strict=True):
        axes.annotate(
            str(n), (place, n), ha="center", va="bottom", fontsize=6, rotation=90, xytext=(0, 2), textcoords="offset points"
        )
    axes.set(yscale="log", ylim=(0.7, max([*bins["n"], 1]) * 40), ylabel="pairs")


def _confusion(table: dict[str, dict[str, int]]) -> Figure:
    said = list(next(iter(table.values())))
    shares = [[row[column] / max(sum(row.values()), 1) for column in said] for row in table.values()]
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (y, row), (x, column) in product(enumerate(table), enumerate(said)):
        colour = "white" if shares[y][x] >= _DARK_CELL else "black"
        axes.text(x, y, f"{shares[y][x]:.1%}\n{table[row][column]}", ha="center", va="center", color=colour)
    axes.set_xticks(range(len(said)), [name.replace("_", " ") for name in said])
    axes.set_yticks(range(len(table)), [f"{row} ({sum(table[row].values())})" for row in table])
    axes.set(xlabel="label said (share of the row, pairs)", ylabel="true label (pairs)")
    return figure
