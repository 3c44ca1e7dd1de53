"""Whether a label stays when the suspect is disguised, reordered, halved, dressed or badly exported: on dev."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.training.examples import (
    DISTURBANCES,
    SHORTEST,
    SPUN_STYLES,
    UNSEEN_STYLES,
    Example,
    Split,
    TaughtLabel,
    corpus_examples,
    honest_examples,
    made_examples,
    new_share,
    spun_examples,
    words_of,
)
from app.training.fitting import rate
from app.training.measuring.outcomes import NOT_MEASURED, Outcome, outcomes_of

N_PAIRS: Final = 120  # of each label
_SPARE: Final = 40  # pairs more than that are judged, for some are undecided
_HONEST: Final = ("edited", "house_style", "copied_and_dressed")
_SYNONYMS: Final = "synonyms"
_LEAST_SPUN: Final = 0.05  # share of new words (swaps a word) under which a half of a spun text is a kept one


def measure_disturbances(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """Of each disturbance and true label: how often the detector's label stays, and what became of it otherwise.

    `half_spun`: how often a text with one half spun is called spun. A text that a disturbance leaves as it was is not counted.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    judged = list(_judged(labelled_pool(shared, random, N_PAIRS + _SPARE), model))
    tried = [(name, *pair, changed) for name in DISTURBANCES for pair in judged if (changed := disturbed(pair[0], name))]
    after = outcomes_of([changed for *_, changed in tried], model)
    cells: dict[tuple[str, TaughtLabel], list[tuple[str, str]]] = {}
    for (name, example, before, _), found in zip(tried, after, strict=True):
        assert example.label
        cells.setdefault((name, example.label), []).append((before.label, found.label))
    return {
        "unchanged": {n: {str(c): _cell(cells[n, c]) for c in TaughtLabel if (n, c) in cells} for n in DISTURBANCES},
        "half_spun": _half_spun(shared, model, random),
    }


def disturbed(example: Example, name: str) -> Example | None:
    """The pair with its suspect disturbed, always alike.

    None when nothing changes, too little is left to measure, or of a spun text only what its spinner had left alone.
    """
    text = DISTURBANCES[name](example.suspect, Random(f"{name} {example.id}"))  # noqa: S311 (nothing secret)
    if text == example.suspect or len(text.split()) < SHORTEST:
        return None
    if example.label is TaughtLabel.SPUN and new_share(words_of(example.reference), words_of(text)) < _LEAST_SPUN:
        return None
    return replace(example, suspect=text, gold=None, passages=None)


def labelled_pool(shared: Path, random: Random, n: int) -> dict[TaughtLabel, list[Example]]:
    """About `n` candidates of each label, shuffled: a third of them each from the corpora, the seen and the unseen spinners."""
    known: dict[TaughtLabel, list[Example]] = {}
    for example in corpus_examples(Split.DEV, shared):
        if example.label and (example.label is not TaughtLabel.SPUN or example.edit == _SYNONYMS):
            known.setdefault(example.label, []).append(example)
    honest = list(honest_examples(Split.DEV, shared, n // 4, random))
    spun = [e for names in (SPUN_STYLES, UNSEEN_STYLES) for e in spun_examples(Split.DEV, shared, n // 3, random, names)]
    copied = [e for e in made_examples(_HONEST, shared, n, random) if e.label is TaughtLabel.COPIED]
    pool = {
        TaughtLabel.SPUN: spun + _even(known[TaughtLabel.SPUN], n - len(spun), random),
        TaughtLabel.COPIED: [e for e in honest if e.label is TaughtLabel.COPIED] + copied,
        TaughtLabel.INDEPENDENT: [e for e in honest if e.label is TaughtLabel.INDEPENDENT]
        + _even(known[TaughtLabel.INDEPENDENT], n, random),
        TaughtLabel.PARAPHRASED: _even(known[TaughtLabel.PARAPHRASED], n, random),
    }
    return {label: random.sample(found, len(found)) for label, found in pool.items()}


def _even(examples: Iterable[Example], n: int, random: Random) -> list[Example]:
    """About `n` of the examples, as many of each corpus and edit as there are."""
    kinds: dict[tuple[str, str], list[Example]] = {}
    for example in examples:
        kinds.setdefault((example.corpus, example.edit), []).append(example)
    share = -(-n // len(kinds))
    return [e for found in kinds.values() for e in random.sample(found, min(share, len(found)))]


def _judged(pool: dict[TaughtLabel, list[Example]], model: Path) -> Iterator[tuple[Example, Outcome]]:
    """The first `N_PAIRS` of each label that the detector gives a label, with what it says."""
    for found in pool.values():
        outcomes = zip(found, outcomes_of(found, model), strict=True)
        yield from islice((pair for pair in outcomes if pair[1].label not in ("undecided", NOT_MEASURED)), N_PAIRS)


def _cell(labels: list[tuple[str, str]]) -> dict[str, Any]:
    changes = Counter(f"{before} to {after}" for before, after in labels if before != after)
    stays = rate(before == after for before, after in labels)
    return stays | {"changes": dict(changes.most_common()), "became_spun": sum(b != "spun" == a for b, a in labels)}


def _half_spun(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    measures = {}
    for name, styles in (("seen", SPUN_STYLES), ("unseen", UNSEEN_STYLES)):
        made = made_examples(("half_spun",), shared, 2 * N_PAIRS, random, styles)
        found = outcomes_of(list(islice(filter(_is_half_spun, made), N_PAIRS)), model)
        labels = Counter(o.label for o in found)
        measures[name] = rate(o.label == TaughtLabel.SPUN for o in found) | {"labels": dict(labels.most_common())}
    return measures


def _is_half_spun(example: Example) -> bool:
    """Whether the half is one, and its spinner did not keep most of it."""
    spun = sum(
        len(example.suspect[span.start : span.end].split()) for span, label in example.passages or () if label is TaughtLabel.SPUN
    )
    return example.label is TaughtLabel.SPUN and len(example.gold or ()) >= _LEAST_SPUN * spun


def print_disturbances(measures: dict[str, Any], console: Console) -> None:
    """One row a disturbance, one column a true label."""
    table = Table("disturbance", *map(str, TaughtLabel), title="Label unchanged, by true label (dev)", show_lines=True)
    for name, cells in measures["unchanged"].items():
        table.add_row(name, *(_shown(cells[label]) if label in cells else "" for label in map(str, TaughtLabel)))
    console.print(table)
    for name, cell in measures["half_spun"].items():
        console.print(f"half spun, {name} styles, called spun: {shown(cell)} {cell['labels']}")


def _shown(cell: dict[str, Any]) -> str:
    return "\n".join((shown(cell), *(f"{n} {change}" for change, n in cell["changes"].items())))


def shown(cell: dict[str, Any]) -> str:
    """A rate as `k/n .rate [low, high]`."""
    return f"{cell['k']}/{cell['n']} {cell['rate']} [{cell['low']:.3f}, {cell['high']:.3f}]"
