"""`python -m app.training.spinners FILE --style moby --rate .4`: prints a spun version of a text, to look at."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from app.training.corpora import DEFAULT_SHARED
from app.training.spinners.spinning import spin
from app.training.spinners.styles import DEFAULT_BUILD, STYLES, load_style
from app.training.spinners.types import Spun


def main() -> None:
    """Reads the command line and prints the spun text; with `--swaps` each swap on a line instead."""
    options = _parser().parse_args()
    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8")
    style = load_style(options.style, options.shared, options.build)
    given = {name: value for name, value in vars(options).items() if name in _KNOBS and value is not None}
    spun = spin(text, style, replace(style.knobs, **given), Random(options.seed or 0))  # noqa: S311
    sys.stdout.write("\n".join(_swap_lines(spun)) if options.swaps else spun.text)
    sys.stdout.write("\n")


_KNOBS = ("rate", "phrase_rate", "function_rate", "wrong_sense", "seed")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app.training.spinners", description=__doc__)
    parser.add_argument("file", help="a text file, or - for standard input")
    parser.add_argument("--style", choices=sorted(STYLES), default="moby")
    parser.add_argument("--shared", type=Path, default=DEFAULT_SHARED)
    parser.add_argument("--build", type=Path, default=DEFAULT_BUILD)
    parser.add_argument("--swaps", action="store_true", help="list the swaps instead of the text")
    parser.add_argument("--seed", type=int)
    for name in _KNOBS[:-1]:
        parser.add_argument(f"--{name.replace('_', '-')}", type=float)
    return parser


def _swap_lines(spun: Spun) -> list[str]:
    return [
        f"{swap.kind:14} {spun.reference[swap.reference.start : swap.reference.end]!r} → "
        f"{spun.text[swap.suspect.start : swap.suspect.end]!r}"
        for swap in spun.swaps
    ]


if __name__ == "__main__":
    main()
