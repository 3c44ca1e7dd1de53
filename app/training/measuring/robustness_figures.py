"""The section of a model's card on what its verdicts stand. In: the figures of `robustness`. Out: lines of Markdown."""

from collections.abc import Callable
from typing import Any

from app.training.examples import TaughtLabel
from app.training.measuring.disturbances import shown
from app.training.measuring.polish import MOST_CHANGED

_LABELS = tuple(map(str, TaughtLabel))
_COLUMNS = {
    "found": "found",
    "suspect_ends": "ends in the suspect",
    "reference_ends": "ends in the reference",
    "all": "found, all four ends",
    "untouched_quiet": "unspun twin without alarm",
}


def robustness_figures(measures: dict[str, Any]) -> str:
    """The section, from what `measure_robustness` returns."""
    lines = ["## What its verdicts stand (dev)"]
    for name, section in _SECTIONS.items():
        if name in measures:
            lines += ["", *section(measures[name])]
    return "\n".join(lines)


def _disturbances(measures: dict[str, Any]) -> list[str]:
    rows = ([name, *(_stays(cells.get(label)) for label in _LABELS)] for name, cells in measures["unchanged"].items())
    halves = (f"{shown(cell)} with {name} styles" for name, cell in measures["half_spun"].items())
    return [
        "The suspect is disturbed; counted is how often the label stays, by true label (*n* spun: labels that became `spun`).",
        "",
        *_table(["disturbance", *_LABELS], rows),
        "",
        f"One half spun, the other word for word, called spun: {', '.join(halves)}.",
    ]


def _stays(cell: dict[str, Any] | None) -> str:
    return "" if cell is None else shown(cell) + (f", {cell['became_spun']} spun" if cell["became_spun"] else "")


def _polish(measures: dict[str, Any]) -> list[str]:
    rows = ([kind, shown(row["not_spun"]), shown(row["no_spun_passage"])] for kind, row in measures.items())
    return [
        f"A light hand: pairs in which under {MOST_CHANGED:.0%} of the words are changed (word-level Levenshtein distance over",
        "the longer text's words), and all desk edits of ours.",
        "",
        *_table(["corpus/edit", "not called spun", "no passage called spun"], rows),
    ]


def _paragraphs(measures: dict[str, Any]) -> list[str]:
    rows = (
        [name, *(shown(row[column]) for column in _COLUMNS), f"{row['replaced_content_words']} / {row['changed_words']}"]
        for name, row in measures.items()
    )
    return [
        "One paragraph of 60 to 120 words with 30 % of its content words replaced, in an article of 700 to 900 words: an",
        "independent one (`host`), the reference itself (`copy`), the reference after a desk's light edits (`edited_copy`).",
        "Ends: within 10 % of the paragraph's length. Last: median shares of content words replaced, and of all words changed.",
        "",
        *_table(["bed", *_COLUMNS.values(), "shares"], rows),
    ]


def _spinners(measures: dict[str, Any]) -> list[str]:
    bands = ([name, *_band(row)] for name, row in measures["bands"].items())
    tools = ([tool, name, *_band(row)] for tool, rows in measures["tools"].items() for name, row in rows.items())
    return [
        "Published spinners (handed pairs of 19 tools), by the share of their words that were swapped; case, marks and what is",
        "set apart do not count. *Right*: `spun` from 4 %, `copied` under 1 % and where a tool swaps no word.",
        "",
        *_table(["all tools", "called spun", "right", "labels"], bands),
        "",
        *_table(["tool", "words swapped", "called spun", "right", "labels"], tools),
    ]


def left_out_figures(measures: dict[str, Any]) -> str:
    """The section on tools that were left out of training, from what `measure_left_out` returns."""
    bands = ([name, *_band(row)] for name, row in measures["bands"].items())
    lines = [
        "## Published spinners that training never met",
        "",
        "Each family of tools is left out of training in turn. What says `spun` is fitted again without its pairs: judges of",
        "swaps on one fold of the origins, boosting on the other three. Networks of the other classes, which no spun text",
        "taught, calibration and thresholds are those of this model.",
        "",
        *_table(["all tools", "called spun", "right", "labels"], bands),
    ]
    return "\n".join(lines)


def _band(row: dict[str, Any]) -> tuple[str, str, str]:
    labels = ", ".join(f"{label} {n}" for label, n in row["labels"].items())
    return shown(row["spun"]), shown(row["right"]) if "right" in row else "", labels


def _genres(measures: dict[str, Any]) -> list[str]:
    rows = ([name, shown(row["found"]), shown(row["quiet"])] for name, row in measures.items())
    return [
        "Texts of other kinds and lengths, 8 % of the words and more swapped by spinners that training never met; and the same",
        "texts untouched.",
        "",
        *_table(["texts", "called spun", "untouched, not spun"], rows),
    ]


def _damaged(measures: dict[str, Any]) -> list[str]:
    rows = ([name, source, shown(cell)] for name, sources in measures.items() for source, cell in sources.items())
    return [
        "Spun pairs whose texts are damaged: how many of those called spun still are.",
        "",
        *_table(["damage", "pairs", "stays spun"], rows),
    ]


def _sentence_ends(measures: dict[str, Any]) -> list[str]:
    cells = ((name, label, cell) for name, cells in measures.items() for label, cell in cells.items())
    rows = ([name, label, *(shown(cell[part]) for part in ("stays", "label", "swaps"))] for name, label, cell in cells)
    return [
        "The suspect loses the ends of its sentences and keeps every word. Pairs that were called what they are: how many keep",
        "their label and 95 % of the swaps that were likely ones, and how many keep each.",
        "",
        *_table(["sentence ends", "pairs", "label and swaps stay", "label stays", "swaps stay"], rows),
    ]


_SECTIONS: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    "disturbances": _disturbances,
    "polish": _polish,
    "paragraphs": _paragraphs,
    "spinners": _spinners,
    "genres": _genres,
    "damaged": _damaged,
    "sentence_ends": _sentence_ends,
}


def _table(columns: list[str], rows: Any) -> list[str]:
    return [_line(columns), "|---" * len(columns) + "|", *map(_line, rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
