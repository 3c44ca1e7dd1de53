"""`python -m tests.benchmarks.habits`: do two suspects of one spinner swap alike, and two of different spinners not?

Each published spinner made the same articles into suspects; compared are the swap tables of two suspects of different articles.
"""

import argparse
from collections import Counter
from itertools import combinations
from pathlib import Path

import orjson

from app.detector import Detector
from app.report import comparison_json
from app.report.series import FEWEST_SHARED, LIKE, Swapped, likeness
from app.settings import Settings
from app.text import read_text
from tests.benchmarks.archive import rows_of
from tests.benchmarks.library import SHARED


def main() -> None:
    """Compares and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--shared", type=Path, default=SHARED)
    asked.add_argument("--articles", type=int, default=14)
    options = asked.parse_args()
    rows = list(rows_of(options.shared / "spinners" / "pairs.jsonl.gz"))
    wanted = list(dict.fromkeys(row["reference"] for row in rows))[: options.articles]
    settings = Settings()
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    suspects = [
        (row["edit"], _suspect(detector, row["reference"], row["suspect"]))
        for row in rows
        if row["reference"] in wanted and row["suspect"] != row["reference"]
    ]
    alike, compared, by_tool = Counter[bool](), Counter[bool](), Counter[str]()
    for (tool, one), (other_tool, other) in combinations(suspects, 2):
        if one.source == other.source:
            continue
        is_alike = likeness(one.swaps, other.swaps) >= LIKE and len(one.swaps.keys() & other.swaps.keys()) >= FEWEST_SHARED
        alike[tool == other_tool] += is_alike
        compared[tool == other_tool] += 1
        by_tool[tool] += is_alike and tool == other_tool
    print(f"two suspects of one spinner: {alike[True]} of {compared[True]} alike ({alike[True] / compared[True]:.3f})")
    print(f"of two spinners: {alike[False]} of {compared[False]} ({alike[False] / compared[False]:.5f})")
    print("with habits: " + ", ".join(f"{tool} {n}" for tool, n in by_tool.most_common() if n))


def _suspect(detector: Detector, reference: str, suspect: str) -> Swapped:
    return Swapped.of("", orjson.loads(comparison_json(detector.compare(read_text(reference), read_text(suspect)))))


if __name__ == "__main__":
    main()
