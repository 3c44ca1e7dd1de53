"""`make same SINCE=commit`: whether this code answers and draws what that commit did, byte for byte. A command, not a test.

The pairs are the gold standard's and, where the corpora are at hand, as many of each dev corpus. Exits 1 when a form of a
report differs.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from tests.benchmarks.archive import rows_of
from tests.benchmarks.pairs import SHARED
from tests.golden.standard import read_pairs

ROOT: Final = Path(__file__).resolve().parents[2]
_DRAWING: Final = Path(__file__).with_name("drawing.py")
_SHOWN: Final = 20  # names of reports that differ
Forms = Mapping[str, str]  # the hash of each form


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one checkout made of a pair."""

    label: str
    forms: Forms


def main() -> int:
    """Draws every report with both codes and shows where they differ; 0 when they do not."""
    options = _options()
    pairs = [pair for pair in (*_gold(), *_dev(options.shared, options.pairs)) if pair["name"].startswith(options.only)]
    if options.record:
        options.record.write_text(_draw(pairs, ROOT), encoding="utf-8")
        return 0
    old = _drawn_before(pairs, options.since)
    return _show(_read(old), _read(_draw(pairs, ROOT)), Console(width=120), options.since)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sameness", description=__doc__)
    parser.add_argument("since", help="a commit, the folder of a compiled checkout, or a file that --record wrote")
    parser.add_argument("--record", type=Path, help="write what this code draws to a file, and compare nothing")
    parser.add_argument("--pairs", type=int, default=300, help="pairs of the dev corpora")
    parser.add_argument("--only", default="", help="pairs whose name begins like this")
    parser.add_argument("--shared", type=Path, default=SHARED)
    return parser.parse_args()


def _gold() -> Iterator[dict[str, str]]:
    for pair in read_pairs():
        yield {"name": pair.name, "reference": pair.reference.text(), "suspect": pair.suspect.text()}


def _dev(shared: Path, n: int) -> Iterator[dict[str, str]]:
    """As many pairs of each corpus, from its whole length."""
    corpora = sorted((shared / "corpora" / "dev").glob("*.jsonl.gz"))
    for k, path in enumerate(corpora):
        rows = list(rows_of(path))
        wanted = n // len(corpora) + (k < n % len(corpora))
        for row in islice(rows[:: max(1, len(rows) // max(1, wanted))], wanted):
            yield {"name": f"{path.name.partition('.')[0]}/{row['id']}", "reference": row["reference"], "suspect": row["suspect"]}


def _drawn_before(pairs: list[dict[str, str]], since: str) -> str:
    if Path(since).is_file():
        return Path(since).read_text(encoding="utf-8")
    with _checkout(since) as folder:
        return _draw(pairs, folder)


@contextmanager
def _checkout(since: str) -> Iterator[Path]:
    """The folder of a commit with its own compiled modules."""
    if Path(since).is_dir():
        yield Path(since).resolve()
        return
    with TemporaryDirectory() as made:
        folder = Path(made) / "before"
        _run(["git", "worktree", "add", "--detach", str(folder), since], ROOT)
        try:
            _run([sys.executable, "setup.py", "-q", "build_ext", "--inplace"], folder)
            yield folder
        finally:
            _run(["git", "worktree", "remove", "--force", str(folder)], ROOT)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _draw(pairs: Iterable[dict[str, str]], folder: Path) -> str:
    """What the code in `folder` makes of the pairs, a line of JSON each, with this checkout's model and lexicon."""
    done = subprocess.run(
        [sys.executable, str(_DRAWING), str(ROOT / "models"), str(ROOT / "data" / "lexicon")],
        input="".join(f"{json.dumps(pair)}\n" for pair in pairs),
        text=True,
        check=True,
        stdout=subprocess.PIPE,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
    )
    return done.stdout


def _read(drawn: str) -> dict[str, Drawn]:
    lines: list[dict[str, Any]] = [json.loads(line) for line in drawn.splitlines()]
    return {line["name"]: Drawn(line["label"], line["forms"]) for line in lines}


def _show(old: Mapping[str, Drawn], new: Mapping[str, Drawn], console: Console, since: str) -> int:
    table = Table("form", "compared", "differ", title=f"Reports beside those of {since}")
    compared, differing = Counter[str](), Counter[str]()
    others: dict[str, list[str]] = {}
    for name, drawn in new.items():
        for form in sorted({*drawn.forms, *old[name].forms}):
            compared[form] += 1
            if drawn.forms.get(form) != old[name].forms.get(form):
                differing[form] += 1
                others.setdefault(name, []).append(form)
    for form, n in compared.items():
        table.add_row(form, str(n), str(differing[form]))
    console.print(table, f"{len(new)} reports; {len(others)} of them differ")
    for name, forms in islice(others.items(), _SHOWN):
        labels = f" ({old[name].label} → {new[name].label})" if old[name].label != new[name].label else ""
        console.print(f"{name}{labels}: {', '.join(forms)}", highlight=False)
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
