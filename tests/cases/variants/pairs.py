"""The pairs of variants: each kind's file read, and both texts of each pair made."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.detector import Detector
from app.report import build_report
from app.text import read_text
from tests.cases.checks import Check
from tests.cases.folders import Answer
from tests.cases.variants.kinds import KINDS
from tests.golden.sides import edited

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Variant:
    """One pair. `fails`: how it is answered wrongly today, by the first word of the check that does not hold."""

    kind: str
    name: str
    reference: str
    suspect: str
    fails: Mapping[str, str]

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is right for it."""
        return KINDS[self.kind](len(read_text(self.suspect)))

    def known(self, check: Check) -> str:
        """How it is known to be answered where `check` does not hold; nothing where it should hold."""
        return self.fails.get(check.asks.split()[0], "")

    def answer(self, detector: Detector) -> Answer:
        """What the detector answers."""
        reference, suspect = read_text(self.reference), read_text(self.suspect)
        return Answer(FOLDER, self.name, suspect, build_report(detector.compare(reference, suspect)))


def read_variants() -> tuple[Variant, ...]:
    """The pairs of every kind, in the order of the kinds."""
    return tuple(variant for kind in KINDS for variant in _of_kind(kind))


def _of_kind(kind: str) -> Iterator[Variant]:
    for written in _written(kind).values():
        source = _written(written["like"])[written["name"]] if "like" in written else written
        texts = {"reference": _reference(source)}
        texts["suspect"] = source.get("suspect") or edited(texts["reference"], tuple(source["edits"].strip().split("\n")))
        if "dropped" in written:
            texts[written["dropped"]] = _with_seven_in_ten(texts[written["dropped"]])
        yield Variant(kind, written["name"], texts["reference"], texts["suspect"].strip(), written.get("fails", {}))


def _written(kind: str) -> dict[str, Any]:
    """The pairs of a kind's file by their names."""
    return {each["name"]: each for each in tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))["pair"]}


def _reference(written: Mapping[str, Any]) -> str:
    if "text" not in written:
        return str(written["reference"]).strip()
    paragraphs = (FOLDER / "texts" / f"{written['text']}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    numbers = written.get("paragraphs", range(1, len(paragraphs) + 1))
    return "\n\n".join(paragraphs[k - 1] for k in numbers)


def _with_seven_in_ten(text: str) -> str:
    """The text without the second, fifth and ninth of every ten sentences."""
    parts = re.split(r"((?<=[.!?])\s+)", text)  # sentences and what stands between them
    return "".join(
        sentence + gap
        for k, (sentence, gap) in enumerate(zip(parts[::2], [*parts[1::2], ""], strict=True))
        if k % 10 not in (1, 4, 8)
    )
