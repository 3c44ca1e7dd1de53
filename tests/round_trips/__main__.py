"""`make round-trips`: our own articles through every kind of file and back. Prints a table; ends with 1 when a way is not right."""

import argparse
import sys
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from app.detector import Detector
from tests.round_trips.articles import articles_in, drawn_articles
from tests.round_trips.measuring import Outcome, measure
from tests.round_trips.ways import WAYS


def main() -> int:
    options = _options()
    articles = articles_in(options.corpus, options.articles) if options.corpus else drawn_articles(options.articles)
    detector = Detector.load(Path("models"), Path("data/lexicon"))
    outcomes: dict[str, Outcome] = {}
    console = Console(width=130)
    table = Table(
        "way", "words", "lost", "invented", "not copied", "swaps", "refused", "seconds", title=f"{len(articles)} articles"
    )
    for way in WAYS:
        if options.only.lower() not in way.name.lower():
            continue
        if not way.is_there:
            table.add_row(way.name, f"needs {way.program}")
            continue
        began = perf_counter()
        outcome = outcomes[way.name] = measure(articles, way.write(articles), detector)
        figures = (outcome.words, outcome.lost, outcome.invented, outcome.not_copied, outcome.swaps, outcome.refused)
        table.add_row(way.name, *(f"{each:,}" for each in figures), f"{perf_counter() - began:,.0f}")
        for example in outcome.examples if options.examples else ():
            console.print(f"{way.name}: {example}", markup=False)
    console.print(table)
    wrong = [name for name, outcome in outcomes.items() if not outcome.is_right]
    console.print(f"not right: {', '.join(wrong)}" if wrong else "every way that was tried is right")
    return bool(wrong)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make round-trips", description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--corpus", type=Path, help="a folder of text files instead of the drawn articles")
    parser.add_argument("--only", default="", help="ways whose name holds this")
    parser.add_argument("--examples", action="store_true", help="print what was lost and invented")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
