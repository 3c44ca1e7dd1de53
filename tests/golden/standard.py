"""The gold standard: pairs of our own texts with the answer each must get.

One JSON file a pair, `pairs/KIND/NAME.json`. `expected` is written by hand and never by a program; `observed` is what the
detector in use answered when somebody last ran `make golden` and read the difference.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.verdict import Label
from tests.golden.sides import ARROW, Side

PAIRS: Final = Path(__file__).parent / "pairs"
EVERY: Final = "*"
_LINE: Final = 110
Swap = tuple[str, str]
Ends = tuple[str, str]  # the first and the last words of a stretch; empty: the text's own


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a passage of `label` must stand on each side."""

    label: Label
    reference: Ends = ("", "")
    suspect: Ends = ("", "")


@dataclass(frozen=True, slots=True)
class Expected:
    """The answer by hand.

    `labels` are allowed for the article. `passages` must be covered by passages of their label. `likely` swaps must stand in the
    ledger as a spinner's, `unlikely` ones must not (`*`: none may).
    """

    labels: tuple[Label, ...]
    passages: tuple[Stretch, ...] = ()
    likely: tuple[Swap, ...] = ()
    unlikely: tuple[Swap, ...] = ()
    nothing_likely: bool = False

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Expected":
        """The expectation in a pair's file."""
        unlikely = written.get("unlikely", [])
        return cls(
            tuple(Label(label) for label in written["labels"]),
            tuple(_stretch(each) for each in written.get("passages", [])),
            tuple(_swap(each) for each in written.get("likely", [])),
            tuple(_swap(each) for each in unlikely if each != EVERY),
            EVERY in unlikely,
        )

    @property
    def is_honest(self) -> bool:
        """Whether nothing in this pair may be called spun."""
        return Label.SPUN not in self.labels and all(each.label is not Label.SPUN for each in self.passages)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of the gold standard; `name` is `KIND/NAME`, `observed` as last recorded (none yet: None)."""

    name: str
    about: str
    reference: Side
    suspect: Side
    expected: Expected
    observed: Mapping[str, Any] | None

    @property
    def kind(self) -> str:
        """The folder."""
        return self.name.partition("/")[0]


def read_pairs() -> list[Pair]:
    """Every pair, by name."""
    return [_pair(path) for path in sorted(PAIRS.glob("*/*.json"))]


def record(pair: Pair, observed: Mapping[str, Any], pairs: Path = PAIRS) -> None:
    """Write `observed` into the file of `pair` in the folder `pairs`; everything else in it stays as it is."""
    path = pairs / f"{pair.name}.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(as_written({**written, "observed": observed}), encoding="utf-8")


def as_written(content: Mapping[str, Any]) -> str:
    """The one form in which a pair stands in its file, so that a rewrite changes nothing else."""
    return _laid_out(content, 0) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    """`value` as JSON: on one line where it is short, else an entry a line."""
    short = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or (depth > 1 and len(short) + 2 * depth <= _LINE):
        return short
    inner, marks = "  " * (depth + 1), "{}" if isinstance(value, dict) else "[]"
    entries = (
        [f"{json.dumps(key)}: {_laid_out(each, depth + 1)}" for key, each in value.items()]
        if isinstance(value, dict)
        else [_laid_out(each, depth + 1) for each in value]
    )
    return f"{marks[0]}\n{inner}" + f",\n{inner}".join(entries) + f"\n{'  ' * depth}{marks[1]}"


def _pair(path: Path) -> Pair:
    written = json.loads(path.read_text(encoding="utf-8"))
    return Pair(
        f"{path.parent.name}/{path.stem}",
        written["about"],
        Side.read(written["reference"]),
        Side.read(written["suspect"]),
        Expected.read(written["expected"]),
        written.get("observed"),
    )


def _swap(written: str) -> Swap:
    old, arrow, new = written.partition(ARROW)
    assert arrow, f"a swap needs {ARROW}: {written!r}"
    return old.strip(), new.strip()


def _stretch(written: Mapping[str, Any]) -> Stretch:
    reference, suspect = (written.get(side, ("", "")) for side in ("reference", "suspect"))
    return Stretch(Label(written["label"]), (reference[0], reference[1]), (suspect[0], suspect[1]))
