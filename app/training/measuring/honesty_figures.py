"""The section of a model's card on honest changes. In: the figures of `honesty`. Out: Markdown."""

from collections.abc import Mapping
from typing import Any, Final

from app.training.measuring.disturbances import shown
from app.training.measuring.honesty import cells, worst_kind

FEW: Final = 2 / 300  # of the pairs of a kind, what issue 11 lets pass
_COLUMNS = (
    "called spun",
    "undecided, spun first",
    "spun passage",
    "called copied",
    "spun by the rule",
    "likely swaps per 1,000 words",
)


def honesty_figures(measures: Mapping[str, Any]) -> str:
    """The section, from what `measure_honesty` returns."""
    worst = worst_kind({name: row["spun"] for name, row in measures["kinds"].items()})
    lines = [
        "## Honest changes (dev)",
        "",
        "What desks, scanners, typists and machines do to dev articles. Nobody swapped words for synonyms in them, so every",
        f"`spun` is a false alarm. The worst kind is **{worst['kind']}**: {shown(worst)} called spun. A report prints the",
        "figure of the worst kind, never that of a pool. `copied` is asked of kinds whose rest is word for word.",
        "*By the rule*: at least 4 likely swaps in 100 matched words and 5 different ones that are no number, name, misspelling,",
        "spelling, inflection or split word, and under 30 % of the words rebuilt, put in or left out.",
        "",
        *_table(measures),
    ]
    return "\n".join(lines)


def untaught_figures(measures: Mapping[str, Any]) -> str:
    """The section on kinds that no model is taught, from what `measure_honesty` returns of them."""
    kinds = measures["kinds"]
    many = [name for name, row in kinds.items() if row["spun"]["k"] / row["n"] > FEW]
    worst = worst_kind({name: row["spun"] for name, row in kinds.items()})
    lines = [
        "## Honest changes of kinds that nobody taught (dev)",
        "",
        "What to expect of an honest change that nobody thought of: the model was taught none of these kinds.",
        f"{len(many)} of {len(kinds)} are called spun in more than {FEW:.1%}; the worst is **{worst['kind']}**: {shown(worst)}.",
        "",
        *_table(measures),
    ]
    return "\n".join(lines)


def _table(measures: Mapping[str, Any]) -> list[str]:
    return [
        f"| kind | family | n | {' | '.join(_COLUMNS)} |",
        "|---|---|--:|" + "---|" * len(_COLUMNS),
        *(_line(name, row) for name, row in measures["kinds"].items()),
        _line("**all**", measures["all"]),
    ]


def _line(name: str, row: dict[str, Any]) -> str:
    return f"| {name} | {row.get('family', '')} | {row['n']} | {' | '.join(cells(row))} |"
