"""`python -m tests.cases.variants`: every variant against what is right for its kind, as a table a kind.

Exits 1 when one is not right; “(known)” stands behind what a test expects to fail. Kinds can follow: `python -m
tests.cases.variants template teaser`.
"""

import sys

from rich.console import Console

from app.detector import Detector
from app.settings import Settings
from tests.cases.table import row_of, show
from tests.cases.variants.kinds import KINDS
from tests.cases.variants.pairs import read_variants


def main(arguments: list[str]) -> int:
    """The exit code."""
    if unknown := set(arguments) - KINDS.keys():
        Console(stderr=True).print(f"variants: no such kinds: {', '.join(sorted(unknown))}")
        return 2
    settings = Settings()
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    chosen = [each for each in read_variants() if not arguments or each.kind in arguments]
    rows = [row_of(each.kind, each.answer(detector), each.checks, each.known) for each in chosen]
    for kind in dict.fromkeys(row.case for row in rows):
        of_kind = [row for row in rows if row.case == kind]
        show(f"{kind}: {sum(row.is_right for row in of_kind)} of {len(of_kind)} are right", of_kind)
    return 0 if all(row.is_right for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
