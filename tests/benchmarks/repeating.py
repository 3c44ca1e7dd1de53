"""A process that loads the detector, compares one pair (JSON on standard input) many times and says how much memory it took."""

import json
import sys

from app.employment import load_detector
from app.settings import Settings
from tests.benchmarks.pairs import Pair
from tests.benchmarks.pipeline import compare_whole
from tests.benchmarks.processes import peak_memory


def main(times: int) -> None:
    """Writes the peaks in MB to standard output, as JSON."""
    pair = Pair("given", *json.load(sys.stdin))
    detector = load_detector(Settings())
    peaks = {"detector loaded": peak_memory()}
    for n in range(1, times + 1):
        compare_whole(detector, pair)
        if n in {1, times}:
            peaks[f"after {n} comparison{'s' * (n > 1)}"] = peak_memory()
    json.dump(peaks, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
