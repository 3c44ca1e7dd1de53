"""`python -m tests.growth [WORD …]`: how time and memory grow with the size, a line a family; only those named with a word.

Exits with 1 when a family grows faster than allowed; one that seems to is measured again first, because the machine may be
busy. With `--at-the-limit` it measures what one input of the published length takes, in a process of its own each.
"""

import argparse
import sys

from tests.growth.every_family import EVERY_FAMILY
from tests.growth.families import Family
from tests.growth.measuring import LONGEST, MOST_MEGABYTES, MOST_MEMORY, MOST_TIME, SIZES, Growth, cost_at, measure

_TRIES = 3


def main() -> None:
    """Prints the table as it is measured."""
    options = _options()
    words = options.words
    families = [family for family in EVERY_FAMILY if not words or any(word in f"{family.stage} {family.name}" for word in words)]
    if options.at_the_limit:
        _show_limit(families)
        return
    sizes = ", ".join(f"{stage} {size:,}" for stage, size in SIZES.items())
    print(f"{len(families)} families; characters a side: {sizes}, and twice as many; memory from a quarter to four times")
    print(f"{'stage':<8} {'family':<44} {'ms':>9} {'ms':>9} {'time':>6} {'kB':>9} {'kB':>9} {'memory':>6}")
    grown = [_measured(family) for family in families]
    worst_time, worst_memory = (max((getattr(g, name) for g in grown), default=0.0) for name in ("time", "memory"))
    print(f"worst exponents: time {worst_time:.2f} (at most {MOST_TIME}), memory {worst_memory:.2f} (at most {MOST_MEMORY})")
    sys.exit(not all(growth.is_bounded for growth in grown))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=__doc__)
    parser.add_argument("words", nargs="*", help="only families whose stage and name hold one of these")
    parser.add_argument("--at-the-limit", action="store_true", help="seconds and memory of one input of the longest length")
    return parser.parse_args()


def _show_limit(families: list[Family]) -> None:
    print(f"{len(families)} families; {LONGEST:,} characters a side, a process each")
    print(f"{'stage':<8} {'family':<44} {'CPU s':>8} {'peak MB':>8}")
    costs = []
    for family in families:
        costs.append(cost_at(family, LONGEST))
        print(f"{family.stage:<8} {family.name:<44} {costs[-1][0]:>8.2f} {costs[-1][1]:>8.0f}", flush=True)
    print(f"most: {max(s for s, _ in costs):.2f} s, {max(mb for _, mb in costs):.0f} MB (at most {MOST_MEGABYTES})")
    sys.exit(max(mb for _, mb in costs) > MOST_MEGABYTES)


def _measured(family: Family) -> Growth:
    growth = measure(family)
    for _ in range(_TRIES - 1):
        if growth.is_bounded:
            break
        growth = min(growth, measure(growth.family), key=lambda g: max(g.time / MOST_TIME, g.memory / MOST_MEMORY))
    marked = "" if growth.is_bounded else "  over"
    (short, long), (least, *_, most) = growth.milliseconds.values(), growth.kilobytes.values()
    print(
        f"{growth.family.stage:<8} {growth.family.name:<44} {short:>9.2f} {long:>9.2f} "
        f"{growth.time:>6.2f} {least:>9,.0f} {most:>9,.0f} {growth.memory:>6.2f}{marked}",
        flush=True,
    )
    return growth


if __name__ == "__main__":
    main()
