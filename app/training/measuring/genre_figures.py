"""Spun texts that are no news, and short ones: how many are found, by kind of writing and by length. On dev, by unseen styles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.training.examples import (
    FEWEST_SWAPS,
    UNSEEN_STYLES,
    Example,
    Original,
    Split,
    Style,
    TaughtLabel,
    articles,
    cut_words,
    load_styles,
    other_texts,
    plain_words,
    spin,
    swapped_share,
)
from app.training.fitting import rate
from app.training.measuring.disturbances import shown
from app.training.measuring.outcomes import Outcome, outcomes_of
from app.training.measuring.tool_figures import PLAIN

LENGTHS: Final = (60, 100, 150, 400, 800)  # words that news articles are cut to
N_NEWS: Final = 60  # articles of each length and style
RATES: Final = (0.2, 0.35, 0.5)  # of the content words


def measure_genres(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """Of each kind of writing and each length of news: how many texts with 8 % of the words and more swapped are called spun.

    Each is asked a second time untouched: how many of those are not.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    made = list(genre_examples(shared, random))
    spun = outcomes_of(made, model)
    kept = outcomes_of([replace(example, suspect=example.reference) for example in made], model)
    return genre_figures([example.edit for example in made], spun, kept)


def genre_examples(shared: Path, random: Random) -> Iterator[Example]:
    """Dev originals spun by unseen styles; `edit` names the kind of writing, or the length."""
    styles = list(load_styles(UNSEEN_STYLES, shared).values())
    news = [article for article in articles(Split.DEV, shared) if len(article.text.split()) >= LENGTHS[-1]]
    for style in styles:
        for text in other_texts(Split.DEV, shared):
            yield from _spun(text, text.outlet, style, random)
        for length in LENGTHS:
            for article in random.sample(news, N_NEWS):
                cut = replace(article, text=cut_words(article.text, length))
                yield from _spun(cut, f"news, {length} words", style, random)


def _spun(article: Original, name: str, style: Style, random: Random) -> Iterator[Example]:
    """The article spun, when enough of its words were."""
    made = spin(article.text, style, replace(style.knobs, rate=random.choice(RATES)), random)
    share = swapped_share(article.text, made.text)
    if share >= PLAIN and share * len(plain_words(made.text)) >= FEWEST_SWAPS:
        yield Example(f"{style.name} {article.id}", article.id, "genres", name, TaughtLabel.SPUN, article.text, made.text, None)


def genre_figures(names: Sequence[str], spun: Sequence[Outcome], kept: Sequence[Outcome]) -> dict[str, Any]:
    """Of each name: `found` spun of the spun ones, `quiet` of the untouched ones, and the labels of what was not found."""
    figures = {}
    for name in dict.fromkeys(names):
        rows = [(one.label, other.label) for each, one, other in zip(names, spun, kept, strict=True) if each == name]
        labels = [label for label, _ in rows if label != TaughtLabel.SPUN]
        figures[name] = {
            "found": rate(label == TaughtLabel.SPUN for label, _ in rows),
            "quiet": rate(other != TaughtLabel.SPUN for _, other in rows),
            "otherwise": {label: labels.count(label) for label in sorted(set(labels))},
        }
    return figures


def print_genres(measures: dict[str, Any], console: Console) -> None:
    """One row a kind of writing or length."""
    table = Table(
        "texts", "called spun", "untouched, not spun", "otherwise", title="Spun by unseen styles, by kind and length (dev)"
    )
    for name, row in measures.items():
        table.add_row(name, shown(row["found"]), shown(row["quiet"]), str(row["otherwise"] or ""))
    console.print(table)
