"""What is recorded of a report, and whether another report still says it.

The record is coarse (twentieths, words, no offsets): it shall change when the detector changes its mind, and not otherwise.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.report import Report
from tests.golden.claims import LIKELY
from tests.golden.sides import ARROW

STEP: Final = 0.05
PROBABILITY: Final = 0.1  # how far a probability may lie from the record
WORDS: Final = 0.1  # how far a passage's length may
SWAPS: Final = 0.1  # the share of swaps that may come or go
_SHOWN = 4  # words of each end of a passage


def observe(report: Report) -> dict[str, Any]:
    """The record of `report`."""
    return {
        "label": report.label,
        "candidates": report.candidates,
        "probabilities": {name: _coarse(p) for name, p in dict(report.probabilities).items()},
        "passages": [_passage(passage, report.suspect.text or "") for passage in report.passages],
        "likely": [
            f"{_line(e['reference']['text'])} {ARROW} {_line(e['suspect']['text'])}"
            for e in report.substitutions
            if e["spin_probability"] >= LIKELY
        ],
    }


def differences(recorded: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What `now` says otherwise than `recorded`, beyond the tolerances."""
    for name in ("label", "candidates"):
        if recorded[name] != now[name]:
            yield f"{name}: {recorded[name]} is now {now[name]}"
    for name, p in recorded["probabilities"].items():
        if abs(p - now["probabilities"][name]) > PROBABILITY + 1e-9:
            yield f"P({name}): {p} is now {now['probabilities'][name]}"
    yield from _other_passages(recorded["passages"], now["passages"])
    yield from _other_swaps(recorded["likely"], now["likely"])


def _other_passages(recorded: list[dict[str, Any]], now: list[dict[str, Any]]) -> Iterator[str]:
    before, after = ([f"{each['label']} {each['words']}" for each in passages] for passages in (recorded, now))
    same = len(recorded) == len(now) and all(
        a["label"] == b["label"] and abs(a["words"] - b["words"]) <= max(3, WORDS * a["words"])
        for a, b in zip(recorded, now, strict=True)
    )
    if not same:
        yield f"passages: {before} are now {after}"


def _other_swaps(recorded: list[str], now: list[str]) -> Iterator[str]:
    gone, new = set(recorded) - set(now), set(now) - set(recorded)
    if len(gone) + len(new) > max(1, SWAPS * len(recorded)):
        yield f"likely swaps: gone {sorted(gone)}, new {sorted(new)}"


def _passage(passage: Mapping[str, Any], text: str) -> dict[str, Any]:
    words = text[passage["suspect"]["start"] : passage["suspect"]["end"]].split()
    return {
        "label": passage["label"],
        "words": passage["words"],
        "from": " ".join(words[:_SHOWN]),
        "to": " ".join(words[-_SHOWN:]),
    }


def _coarse(probability: float) -> float:
    return round(round(probability / STEP) * STEP, 2)


def _line(words: str) -> str:
    return " ".join(words.split())
