"""`python -m tests.golden`: which pairs of the gold standard are answered right; `make golden` records what is observed.

Exits 1 when the failing claims are not the ones in known_wrong.py, but not when it records.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from textwrap import shorten

from rich.console import Console
from rich.table import Table

from app.detector import Detector
from app.lexicon import Lexicon
from app.model import Model, current_model
from app.report import build_report
from app.text import read_text
from tests.golden.claims import CLAIMS, failed
from tests.golden.known_wrong import KNOWN_WRONG
from tests.golden.observing import differences, observe
from tests.golden.standard import Pair, read_pairs, record

ROOT = Path(__file__).resolve().parents[2]
_WIDTH = 150  # columns of a file or a pipe
_SHOWN = 100  # characters of what was found instead
Failures = Mapping[str, Mapping[str, str]]  # by pair, by claim


def main() -> int:
    """Prints the tables; 0 when the pairs that fail are the known ones."""
    options = _options()
    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    model = Model.load(options.model or current_model(ROOT / "models"))
    detector = Detector(Lexicon.load(ROOT / "data" / "lexicon"), model)
    pairs = [pair for pair in read_pairs() if pair.name.startswith(options.only)]
    failures = {pair.name: _answer(pair, detector, console, write=options.write) for pair in pairs}
    wrong = {name: claims for name, claims in failures.items() if claims}
    _print_kinds(pairs, wrong, console)
    _print_wrong(wrong, console, whole=options.whole)
    n_news = _print_news(pairs, wrong, console)
    return 1 if n_news and not options.write else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("--write", action="store_true", help="record what is observed in each pair's file")
    parser.add_argument("--only", default="", help="pairs whose name (KIND/NAME) begins like this")
    parser.add_argument("--whole", action="store_true", help="say everything that was found instead, not only its beginning")
    parser.add_argument("--model", type=Path, help="folder of another model than the one in use")
    return parser.parse_args()


def _answer(pair: Pair, detector: Detector, console: Console, *, write: bool) -> dict[str, str]:
    report = build_report(detector.compare(read_text(pair.reference.text()), read_text(pair.suspect.text())))
    now = observe(report)
    if write and (pair.observed is None or any(differences(pair.observed, now))):
        record(pair, now)
        console.print(f"recorded: {pair.name}", highlight=False)
    return failed(pair.expected, report)


def _print_kinds(pairs: list[Pair], wrong: Failures, console: Console) -> None:
    table = Table("kind", title=f"The gold standard: {len(pairs) - len(wrong)} of {len(pairs)} pairs are answered right")
    for name in ("pairs", "right", *CLAIMS):
        table.add_column(name if name in ("pairs", "right") else f"wrong: {name}", justify="right")
    for kind, n in Counter(pair.kind for pair in pairs).items():
        failing = [claims for name, claims in wrong.items() if name.startswith(f"{kind}/")]
        counts = (sum(claim in claims for claims in failing) for claim in CLAIMS)
        table.add_row(kind, str(n), str(n - len(failing)), *(str(count or "") for count in counts))
    console.print(table)


def _print_wrong(wrong: Failures, console: Console, *, whole: bool) -> None:
    table = Table("pair", "claim", "found", title="Answered wrongly")
    for name, claims in wrong.items():
        for claim, why in claims.items():
            table.add_row(name, claim, why if whole else shorten(why, _SHOWN, placeholder=" …"))
    if wrong:
        console.print(table)


def _print_news(pairs: list[Pair], wrong: Failures, console: Console) -> int:
    """Says which pairs known_wrong.py has otherwise, as the lines it should have; returns how many."""
    found = {pair.name: " ".join(wrong.get(pair.name, ())) for pair in pairs}
    news = {name: claims for name, claims in found.items() if set(claims.split()) != set(KNOWN_WRONG.get(name, "").split())}
    for name, claims in news.items():
        line = f'    "{name}": "{claims}",' if claims else f"    {name} is answered right"
        console.print(line, highlight=False, markup=False)
    console.print(f"{len(news)} pairs stand otherwise in tests/golden/known_wrong.py", highlight=False)
    return len(news)


if __name__ == "__main__":
    sys.exit(main())
