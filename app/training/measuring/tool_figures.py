"""How published spinners are judged, tool by tool, by how many of the words they swapped. Measured on all handed pairs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from rich.console import Console
from rich.table import Table

from app.training.examples import NO_SPINNERS, UNTOUCHED, VISIBLE, TaughtLabel, ToolPair, tool_pairs
from app.training.fitting import rate
from app.training.measuring.outcomes import NOT_MEASURED, Outcome, outcomes_of

PLAIN: Final = 0.08
"""Share of swapped words from which nothing may be missed."""
_LABELS: Final = (*map(str, TaughtLabel), "undecided", NOT_MEASURED)


class Band(NamedTuple):
    """A row of the summary: news or not (None: both), from which share of swapped words up to which, and what is to be said."""

    is_news: bool | None
    low: float
    high: float
    wanted: TaughtLabel | None

    def holds(self, made: ToolPair) -> bool:
        """Whether the pair counts here; tools that swap no words never do."""
        is_side = self.is_news is None or self.is_news is made.is_news
        return is_side and self.low <= made.swapped < self.high and made.tool not in NO_SPINNERS


BANDS: Final[dict[str, Band]] = {
    "news, 8 % and more": Band(True, PLAIN, 2.0, TaughtLabel.SPUN),
    "news, 4 to 8 %": Band(True, VISIBLE, PLAIN, TaughtLabel.SPUN),
    "other texts, 8 % and more": Band(False, PLAIN, 2.0, TaughtLabel.SPUN),
    "other texts, 4 to 8 %": Band(False, VISIBLE, PLAIN, TaughtLabel.SPUN),
    "1 to 4 %": Band(None, UNTOUCHED, VISIBLE, None),
    "under 1 %": Band(None, 0.0, UNTOUCHED, TaughtLabel.COPIED),
}
"""Every pair of a tool that swaps words is in one of these."""
NOTHING_SWAPPED: Final = "no word swapped"

Judged = Sequence[tuple[ToolPair, Outcome]]


def measure_tools(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """The figures of the model in the folder `model` on all pairs of all tools.

    Raises:
        CorpusMissing: the pairs are not in `shared`.
        ModelError: the model is missing or altered.
    """
    made = list(tool_pairs(shared))
    found = outcomes_of([each.example for each in made], model)
    return tool_figures(list(zip(made, found, strict=True)))


def tool_figures(judged: Judged) -> dict[str, Any]:
    """`bands`: of all tools, and `tools`: of each, the labels said and how often the right one was."""
    return {"bands": dict(_rows(judged)), "tools": {tool: dict(_rows(_of(judged, tool))) for tool in _tools(judged)}}


def _tools(judged: Judged) -> list[str]:
    return sorted({made.tool for made, _ in judged})


def _of(judged: Judged, tool: str) -> Judged:
    return [(made, found) for made, found in judged if made.tool == tool]


def _rows(judged: Judged) -> Iterable[tuple[str, dict[str, Any]]]:
    """Of each band that holds a pair its figures; what swaps no word is a band of its own."""
    for name, band in BANDS.items():
        if mine := [found for made, found in judged if band.holds(made)]:
            yield name, _figures(mine, band.wanted)
    if mine := [found for made, found in judged if made.tool in NO_SPINNERS]:
        yield NOTHING_SWAPPED, _figures(mine, TaughtLabel.COPIED)


def _figures(found: Sequence[Outcome], wanted: TaughtLabel | None) -> dict[str, Any]:
    """`labels` said, `spun`: how often that was; `right` where there is a right answer."""
    labels = Counter(each.label for each in found)
    figures: dict[str, Any] = {
        "labels": dict(labels.most_common()),
        "spun": rate(each.label == TaughtLabel.SPUN for each in found),
    }
    return figures | ({"right": rate(each.label == wanted for each in found)} if wanted else {})


def print_tools(measures: dict[str, Any], console: Console) -> None:
    """One row a tool and band, then one a band."""
    table = Table("tool", "words swapped", "n", "spun", *_LABELS, title="Published spinners, by share of words swapped")
    for tool, rows in (*measures["tools"].items(), ("all tools", measures["bands"])):
        for name, row in rows.items():
            counts = (str(row["labels"].get(label, "")) for label in _LABELS)
            table.add_row(tool, name, str(row["spun"]["n"]), f"{row['spun']['rate']:.3f}", *counts)
        table.add_section()
    console.print(table)
