"""What one more pair costs in `unspun batch` with one worker: lines read and written, everything that a start costs taken off."""

import json
import subprocess
import sys
import time
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.text import read_text
from tests.benchmarks.clocks import timed
from tests.benchmarks.figures import Check, Section, ratios, summary
from tests.benchmarks.pairs import Pair
from tests.benchmarks.processes import cpu_of, family

_ROOT = Path(__file__).resolve().parents[2]
_FEW = 20  # lines of the run that is taken off
_MORE_A_ROUND = 10  # lines that the other run has more, a round: a start differs from another by what twenty pairs cost
_MOST_MORE, _MOST_TURNS = 400, 5
_MOST_OF_DIFFLIB = 0.40
_LOOKS_EVERY = 0.05  # seconds: the workers' own time is nobody's once they have ended, so they are asked while they work


def batch(pair: Pair, rounds: int) -> Section:
    """Processor milliseconds of one more line, in turns with difflib on the same words."""
    one, other = list(read_text(pair.reference).norms), list(read_text(pair.suspect).norms)
    more, ours, theirs = min(_MOST_MORE, _MORE_A_ROUND * rounds), [], []
    with TemporaryDirectory(prefix="unspun-bench-") as folder:
        for _ in range(min(_MOST_TURNS, rounds)):
            difflib = [timed(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes()).cpu for _ in range(5)]
            few = _run(pair, _FEW, Path(folder))
            ours.append((_run(pair, _FEW + more, Path(folder)) - few) / more)
            theirs.append(median(difflib))
    ratio = ratios(ours, theirs)
    rows = tuple(
        (name, found.best, found.lower, found.median, found.upper)
        for name, found in (
            ("one more pair", summary(ours)),
            ("difflib.SequenceMatcher, word lists", summary(theirs)),
            ("ratio", ratio),
        )
    )
    check = Check("one more pair of a batch with one worker / difflib, CPU", ratio.median, _MOST_OF_DIFFLIB, "×")
    note = f"{len(ours)} turns of {_FEW} and {_FEW + more} lines, no two of which are the same; processor time of all processes"
    columns = ("what", "CPU best", "CPU lower", "CPU median", "CPU upper")
    return Section("One more pair of `unspun batch`, milliseconds", columns, rows, (check,), (note,))


def _run(pair: Pair, n_lines: int, folder: Path) -> float:
    """Processor milliseconds of one whole command."""
    asked, answered = folder / "in.jsonl", folder / "out.jsonl"
    asked.write_text("".join(_line(pair, k) for k in range(n_lines)), encoding="utf-8")
    answered.unlink(missing_ok=True)
    command = [str(Path(sys.executable).with_name("unspun")), "batch", str(asked), "--out", str(answered), "--workers", "1"]
    used: dict[int, float] = {}
    with subprocess.Popen(
        [*command, "--no-progress"], cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            with suppress(OSError):  # one has ended meanwhile
                for each in family(process.pid):
                    used[each] = max(cpu_of(each), used.get(each, 0.0))
            time.sleep(_LOOKS_EVERY)
    answers = answered.read_bytes().splitlines()
    if process.returncode or len(answers) != n_lines or any(b'"error":{' in answer[:100] for answer in answers):
        raise RuntimeError(f"unspun batch did not compare {n_lines} pairs: exit {process.returncode}")
    return sum(used.values())


def _line(pair: Pair, number: int) -> str:
    """A line whose texts no other line has, for a side that was read is kept."""
    sides = (("reference", pair.reference), ("suspect", pair.suspect))
    texts = {side: {"text": f"Number {number} of these.\n\n{text}"} for side, text in sides}
    return json.dumps({"custom_id": str(number), **texts}) + "\n"
