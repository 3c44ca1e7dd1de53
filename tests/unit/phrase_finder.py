"""A small finder for the tests of `unspun pan`; a module of its own, so that a worker imports little."""

import os
import time
from pathlib import Path

import app.pairs
from app.errors import ModelError
from app.finder import Detection
from app.pairs import PairFinder
from app.text import Span

COMMON = "the ferry to the island leaves at nine"


class PhraseFinder:
    """Finds one phrase; a suspect of one word may ask it to fail, to die or to take its time."""

    def find(self, reference: str, suspect: str) -> tuple[Detection, ...]:
        if suspect == "fail":
            raise RuntimeError(suspect)
        if suspect == "die":
            os._exit(9)
        if suspect == "slow":
            time.sleep(0.05)
        starts = reference.find(COMMON), suspect.find(COMMON)
        if -1 in starts:
            return ()
        reference_span, suspect_span = (Span(start, start + len(COMMON)) for start in starts)
        return (Detection(reference_span, suspect_span, 1.0),)


def load_phrase_finder(models: Path, lexicon: Path) -> PairFinder:
    if not models.is_dir():
        raise ModelError(f"{models}: no CURRENT")
    return PhraseFinder()


def main() -> None:
    """`unspun`, with the finder that knows one phrase."""
    from app.cli import main as unspun  # noqa: PLC0415 (a worker needs no command line)

    app.pairs.load_finder = load_phrase_finder
    unspun()
