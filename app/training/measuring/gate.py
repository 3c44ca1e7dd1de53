"""`unspun gate`: a candidate against the current model on every dev set; no loss is made up for elsewhere.

In: two model folders and the corpora. Both models answer the same examples in the same run. Out: one check a set and
measure (`paired` says when a difference is a loss). What is missing for one of the two fails as well.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from app.text import Span
from app.training.examples import DEFAULT_SHARED, HONEST_CORPORA, UNSEEN_STYLES, Example, TaughtLabel
from app.training.fitting import kind_of, matches
from app.training.measuring.answers import answers_of
from app.training.measuring.evaluation import SEED, dev_examples
from app.training.measuring.honesty_checks import check_honesty
from app.training.measuring.outcomes import NOT_MEASURED, Outcome, outcomes_of
from app.training.measuring.paired import Answers, Check, alarm_check, figure_checks, missing, share_check
from app.training.measuring.spinner_checks import check_spinners

# What language models edited lightly is honest by a threshold of new words only (see labels): a paired test decides there.
_SURELY_HONEST = HONEST_CORPORA | {"generated", "composites"}
_CLASSES = tuple(TaughtLabel)
_UNSEEN = frozenset(f"spun-{style}" for style in UNSEEN_STYLES)
_WIDTH = 120  # columns; a set whose name is cut off is not named
Outcomes = Sequence[Outcome]


def run_gate(candidate: Path, current: Path, shared: Path = DEFAULT_SHARED, seed: int = SEED) -> list[Check]:
    """Every check of the model in the folder `candidate` against the one in the folder `current`.

    When they are the same folder, it is evaluated once and compared with itself: only what is missing can fail.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: a model is missing or altered; the candidate was made for other features than this code's, or the current
            one was and kept no answers to the dev sets.
    """
    examples = dev_examples(shared, seed)
    before = answers_of(examples, current)
    after = before if candidate.resolve() == current.resolve() else outcomes_of(examples, candidate)
    measured = frozenset(map(kind_of, examples))
    absent = [check for model in dict.fromkeys((current, candidate)) for check in missing_sets(model, measured)]
    own = [*check_spinners(candidate, current, shared), *check_honesty(candidate, current, shared)]
    return [*absent, *compare_outcomes(examples, before, after), *own]


def missing_sets(model: Path, measured: frozenset[str]) -> list[Check]:
    """A failed check for each set that only one of `metrics.json` in the folder `model` and `measured` knows."""
    try:
        metrics = json.loads((model / "metrics.json").read_text(encoding="utf-8"))
        stored = frozenset(metrics["dev"]["labels"])
    except (OSError, ValueError, KeyError, TypeError):
        return [missing(f"metrics of {model.name}", f"{model / 'metrics.json'} holds no figures on dev")]
    gone = [missing(name, f"in the metrics of {model.name}, but not among the dev sets") for name in sorted(stored - measured)]
    new = [missing(name, f"a dev set, but not in the metrics of {model.name}") for name in sorted(measured - stored)]
    return gone + new


def compare_outcomes(examples: Sequence[Example], current: Outcomes, candidate: Outcomes) -> list[Check]:
    """The checks of what two models say of the same examples."""
    return [
        *_alarm_checks(examples, current, candidate),
        *_share_checks(examples, current, candidate),
        *_figure_checks(examples, current, candidate),
    ]


def _alarm_checks(examples: Sequence[Example], current: Outcomes, candidate: Outcomes) -> list[Check]:
    sets: dict[str, list[tuple[str, tuple[bool, bool]]]] = {}
    for example, old, new in zip(examples, current, candidate, strict=True):
        if example.corpus in HONEST_CORPORA or example.label in (TaughtLabel.INDEPENDENT, TaughtLabel.COPIED):
            alarms = old.label == TaughtLabel.SPUN, new.label == TaughtLabel.SPUN
            sets.setdefault(example.corpus, []).append((example.id, alarms))
    if not sets:
        return [missing("no false alarm", "there is no honest pair")]
    return [
        alarm_check(
            f"no false alarm: {corpus}",
            [alarms for _, alarms in rows],
            [name for name, _ in rows],
            is_strict=corpus in _SURELY_HONEST,
        )
        for corpus, rows in sorted(sets.items())
    ]


def _share_checks(examples: Sequence[Example], current: Outcomes, candidate: Outcomes) -> list[Check]:
    """Measured and decided pairs, right labels by set and by spinner, typos with an alert, spun passages found."""
    sets: dict[str, list[tuple[bool, bool]]] = {"right: all": [], "decided": [], "measured": []}
    for example, old, new in zip(examples, current, candidate, strict=True):
        for name, is_hit in _hits(example):
            sets.setdefault(name, []).append((is_hit(old), is_hit(new)))
    return [share_check(name, pairs) for name, pairs in sorted(sets.items())]


Hit = Callable[[Outcome], bool]


def _hits(example: Example) -> Iterator[tuple[str, Hit]]:
    """The shares that an example counts for, and what makes it a hit there."""
    yield "measured", lambda found: found.label != NOT_MEASURED
    if example.edit == "characters":
        yield "typos with an alert", lambda found: bool(found.alerts)
    if example.label is not None:
        yield "decided", lambda found: found.label != "undecided"
        for name in ("right: all", f"right: {kind_of(example)}", *_spinners(example)):
            yield name, lambda found: found.label == example.label
    yield from _passage_hits(example)


def _passage_hits(example: Example) -> Iterator[tuple[str, Hit]]:
    for gold in (span for span, label in example.passages or () if label is TaughtLabel.SPUN):
        yield f"passages found: {example.edit}", partial(_covers, gold)
        yield f"passages' ends near: {example.edit}", partial(_ends_near, gold)


def _covers(gold: Span, found: Outcome) -> bool:
    return matches(gold, found.spun)[0]


def _ends_near(gold: Span, found: Outcome) -> bool:
    return matches(gold, found.spun)[1]


def _spinners(example: Example) -> tuple[str, ...]:
    """Spun texts of many styles in one set: the set of a single style is small."""
    if example.label is not TaughtLabel.SPUN or example.corpus not in ("generated", "composites"):
        return ()
    is_unseen = example.corpus == "composites" or example.edit in _UNSEEN  # composites of dev are by unseen styles only
    return ("right: spun, styles that training never met" if is_unseen else "right: spun, styles of training",)


def _figure_checks(examples: Sequence[Example], current: Outcomes, candidate: Outcomes) -> list[Check]:
    rows = [
        (_CLASSES.index(example.label), old, new)
        for example, old, new in zip(examples, current, candidate, strict=True)
        if example.label and NOT_MEASURED not in (old.label, new.label)
    ]
    gold = np.array([number for number, _, _ in rows], np.int64)
    return figure_checks(gold, _answers([old for _, old, _ in rows]), _answers([new for _, _, new in rows]), SEED)


def _answers(outcomes: Outcomes) -> Answers:
    numbers = {str(label): k for k, label in enumerate(_CLASSES)}
    said = np.array([numbers.get(found.label, -1) for found in outcomes], np.int64)
    return Answers(said, np.array([found.probabilities for found in outcomes]))


def print_checks(checks: Sequence[Check], candidate: Path, current: Path) -> None:
    """The table of checks, what is to be looked at by name, and the sum in one line."""
    console = Console(width=max(Console().width, _WIDTH))
    if candidate.resolve() == current.resolve():
        console.print(f"{candidate.name} is the current model: compared with itself, only what is missing can fail.")
    table = Table(
        "set", "n", "current", "candidate", "difference", "p", "verdict", title=f"{candidate.name} against {current.name}"
    )
    for check in checks:
        table.add_row(check.name, str(check.n), *_cells(check), check.finding, style=None if check.is_passed else "bold red")
    console.print(table)
    for check in checks:
        if check.named:
            console.print(f"{check.name}: {', '.join(check.named)}", markup=False, highlight=False)
    failed = sum(not check.is_passed for check in checks)
    console.print(f"{len(checks)} checks, {failed} failed: {'FAIL' if failed else 'PASS'}")


def _cells(check: Check) -> tuple[str, str, str, str]:
    if check.current is None or check.candidate is None:
        return "", "", "", ""
    difference = f"{check.candidate - check.current:+.4f}"
    return f"{check.current:.4f}", f"{check.candidate:.4f}", difference, "any" if check.p is None else f"{check.p:.3f}"
