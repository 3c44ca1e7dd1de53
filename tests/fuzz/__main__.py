"""`python -m tests.fuzz [TARGET …] [--minutes N] [--examples N]`: looks for inputs that break a promise;
exits with 1 when it finds one.

The smallest example of a fault is kept in `tests/fuzz/seeds`: from then on the tests replay it, and later runs change it.
A new target is a module with a `TARGET`, and a line below.
"""

import argparse
import sys

from tests.fuzz import api, markup, reader, uploads
from tests.fuzz.running import run_target

TARGETS = {module.TARGET.name: module.TARGET for module in (reader, markup, uploads, api)}


def main() -> None:
    """Gives each target the same share of the minutes, and prints what came of it."""
    options = _options()
    names = options.targets or list(TARGETS)
    found = False
    for name in names:
        run = run_target(TARGETS[name], 60 * options.minutes / len(names), at_most=options.examples)
        print(f"{name:<10}{run.n_inputs:>9,} inputs  {'a fault' if run.fault else 'no fault'}", flush=True)
        if run.fault:
            found = True
            print(f"{run.fault}\nkept as {run.seed}", flush=True)
    sys.exit(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], help="which targets (default: all)")
    parser.add_argument("--minutes", type=float, default=6.0, help="for all targets together (default 6)")
    parser.add_argument("--examples", type=int, help="as many inputs of each target and hardly more")
    return parser.parse_args()


if __name__ == "__main__":
    main()
