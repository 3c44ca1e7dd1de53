"""The pairs of variants: each kind's file read, and both texts of each pair made."""

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
    for written in tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))["pair"]:
        reference = _reference(written)
        suspect = written["suspect"] if "suspect" in written else edited(reference, tuple(written["edits"].strip().split("\n")))
        yield Variant(kind, written["name"], reference, suspect.strip(), written.get("fails", {}))


def _reference(written: Mapping[str, Any]) -> str:
    if "text" not in written:
        return str(written["reference"]).strip()
    paragraphs = (FOLDER / "texts" / f"{written['text']}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    numbers = written.get("paragraphs", range(1, len(paragraphs) + 1))
    return "\n\n".join(paragraphs[k - 1] for k in numbers)
