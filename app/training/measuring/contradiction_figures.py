"""How many reports contradict themselves: on every dev set, the handed spinners and honest changes; and whether P(spun) rises.

Taking a spinner's swaps back one by one, and adding a paragraph that was copied or has nothing to do with the reference, may
never raise it.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from app.detector import Measured, NotMeasured
from app.text import Span, read_text
from app.training.examples import (
    Change,
    Example,
    Maker,
    Marked,
    Split,
    SwapKind,
    changed,
    honest_change_examples,
    sentences_of,
    tool_pairs,
)
from app.training.fitting import detector_of, measure_all, rate
from app.training.measuring.contradictions import RULES, TOLERANCE, Said, Statement, contradictions, n_rises, steepest_rise
from app.training.measuring.evaluation import dev_examples

LIKELY: Final = 0.5  # spin probability from which the ledger calls a swap likely
N_HONEST: Final = 3_000  # honest changes
N_CHAINS: Final = 150  # pairs called spun whose likely swaps are taken back
N_STEPS: Final = 12  # of a chain at most: more swaps are taken back some at a time
N_PARAGRAPHS: Final = 400  # pairs that a paragraph is added to
_PARAGRAPH: Final = 5  # sentences
_WIDTH: Final = 100  # columns of the tables


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a pair, None when it is not measured; the likely swaps' characters on both sides."""

    said: Said | None
    likely: tuple[tuple[Span, Span], ...] = ()


def ask(example: Example, model: Path) -> Answer:
    """The answer of the model in the folder `model` on one pair."""
    found = detector_of(model).compare(read_text(example.reference), read_text(example.suspect))
    if isinstance(found, NotMeasured):
        return Answer(None)
    swaps = found.alignment.substitutions
    likely = np.flatnonzero(found.spin >= LIKELY)
    by_passage = np.bincount(swaps.passages[likely], minlength=len(found.verdict.passages)).tolist()
    judged = found.verdict.article
    passages = (Statement(str(j.label), j.probabilities, n) for j, n in zip(found.verdict.passages, by_passage, strict=True))
    article = Statement(str(judged.label), judged.probabilities, len(likely))
    return Answer(Said(article, tuple(passages), found.verdict.reuse), _places(found, likely.tolist()))


def _places(found: Measured, rows: Sequence[int]) -> tuple[tuple[Span, Span], ...]:
    """Characters of these substitutions on both sides."""
    one, two, spans = found.alignment.reference, found.alignment.suspect, found.alignment.substitutions.spans
    return tuple(
        (
            Span(int(one.starts[spans[0][row]]), int(one.ends[spans[1][row] - 1])),
            Span(int(two.starts[spans[2][row]]), int(two.ends[spans[3][row] - 1])),
        )
        for row in rows
    )


def measure_contradictions(shared: Path, model: Path, seed: int) -> dict[str, Any]:
    """Of each set the number of reports that break a rule, and how often P(spun) rises where it may not.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    random = Random(f"contradictions {seed}")  # noqa: S311 (nothing secret)
    sets = {
        "dev": dev_examples(shared, seed),
        "published tools": [made.example for made in tool_pairs(shared)],
        "honest changes": list(honest_change_examples(Split.DEV, shared, N_HONEST, seed)),
    }
    answers = {name: ask_all(examples, model) for name, examples in sets.items()}
    asked = [row for name, examples in sets.items() for row in zip(examples, answers[name], strict=True)]
    return {
        "reports": {name: rule_figures([a.said for a in found if a.said]) for name, found in answers.items()},
        "rises": {
            "a likely swap taken back": _taken_back(asked, model, random),
            **_with_paragraphs(asked, model, random),
        },
    }


def ask_all(examples: Sequence[Example], model: Path) -> list[Answer]:
    """The answers on all cores, in order."""
    rows = measure_all(ask, examples, model, workers=os.cpu_count() or 1)
    return list(track(rows, f"Contradictions, {model.name}", len(examples)))


def rule_figures(said: Sequence[Said]) -> dict[str, Any]:
    """`n` reports, and of each rule how many of them break it."""
    broken = [set(contradictions(each)) for each in said]
    return {"n": len(said)} | {name: sum(name in each for each in broken) for name in RULES}


Asked = Sequence[tuple[Example, Answer]]


def _taken_back(asked: Asked, model: Path, random: Random) -> dict[str, Any]:
    spun = [(e, a) for e, a in asked if a.said and a.said.article.label == "spun" and a.likely]
    chains = [taken_back(e, a, random) for e, a in random.sample(spun, min(N_CHAINS, len(spun)))]
    found = iter(ask_all([example for chain in chains for example in chain], model))
    return rise_figures([[next(found) for _ in chain] for chain in chains])


def taken_back(example: Example, answer: Answer, random: Random) -> list[Example]:
    """The pair, then with its likely swaps taken back in any order, at last with none of them."""
    swaps = random.sample(answer.likely, len(answer.likely))
    ends = sorted({round(k * len(swaps) / N_STEPS) for k in range(N_STEPS + 1)})
    return [replace(example, suspect=_without(example, swaps[:end])) for end in ends]


def _without(example: Example, swaps: Sequence[tuple[Span, Span]]) -> str:
    changes = (
        Change(suspect, example.reference[reference.start : reference.end], SwapKind.WORDING, Maker.EDITOR)
        for reference, suspect in swaps
    )
    return changed(Marked(example.suspect), changes).text


def _with_paragraphs(asked: Asked, model: Path, random: Random) -> dict[str, Any]:
    measured = [(e, a) for e, a in asked if a.said]
    chosen = random.sample(measured, min(N_PARAGRAPHS, len(measured)))
    others = [random.choice(measured)[0].reference for _ in chosen]
    tried = [(a, *with_paragraph(e, other, random)) for (e, a), other in zip(chosen, others, strict=True)]
    copied = ask_all([verbatim for _, verbatim, _ in tried], model)
    foreign = ask_all([unrelated for *_, unrelated in tried], model)
    return {
        "a copied paragraph added": rise_figures([[a, after] for (a, *_), after in zip(tried, copied, strict=True)]),
        "an unrelated paragraph added": rise_figures([[a, after] for (a, *_), after in zip(tried, foreign, strict=True)]),
    }


def with_paragraph(example: Example, other: str, random: Random) -> tuple[Example, Example]:
    """The pair with a paragraph of the text `other` in both texts, and in the suspect alone, at the end or at the start."""
    paragraph = " ".join(sentences_of(other)[:_PARAGRAPH]) or other
    is_last = random.random() < 0.5

    def with_it(text: str) -> str:
        return "\n\n".join((text, paragraph) if is_last else (paragraph, text))

    alone = replace(example, suspect=with_it(example.suspect))
    return replace(alone, reference=with_it(example.reference)), alone


def rise_figures(chains: Sequence[Sequence[Answer]]) -> dict[str, Any]:
    """Of chains of answers along which P(spun) may only fall: how many steps and chains rise, and the steepest rise."""
    rows = [[answer.said.p_spun for answer in chain if answer.said] for chain in chains]
    return {
        "steps": sum(max(0, len(row) - 1) for row in rows),
        "rising_steps": sum(map(n_rises, rows)),
        "rising": rate(n_rises(row) > 0 for row in rows if len(row) > 1),
        "steepest": round(max(map(steepest_rise, rows), default=0.0), 6),
    }


def n_contradictions(measures: dict[str, Any]) -> int:
    """All of them: broken rules and rising steps."""
    reports = sum(row[name] for row in measures["reports"].values() for name in RULES)
    return int(reports + sum(row["rising_steps"] for row in measures["rises"].values()))


def print_contradictions(measures: dict[str, Any]) -> None:
    """One row a rule and one column a set; below, where P(spun) rises."""
    console = Console(width=max(Console().width, _WIDTH))
    sets = measures["reports"]
    table = Table(
        "contradiction", *(f"{name} ({row['n']})" for name, row in sets.items()), title="Reports that contradict themselves"
    )
    for name in RULES:
        table.add_row(name, *(str(row[name]) for row in sets.values()))
    console.print(table)
    table = Table(
        "what is done", "steps", "that raise P(spun)", "pairs", "steepest rise", title=f"Rises by more than {TOLERANCE}"
    )
    for name, row in measures["rises"].items():
        cells = (row["steps"], row["rising_steps"], f"{row['rising']['k']} of {row['rising']['n']}", row["steepest"])
        table.add_row(name, *map(str, cells))
    console.print(table)
    console.print(f"{n_contradictions(measures)} contradictions")


def contradiction_section(measures: dict[str, Any]) -> str:
    """The section of the model's card."""
    sets = measures["reports"]
    rows = [[name, *(str(row[name]) for row in sets.values())] for name in RULES]
    heads = [f"{name} ({row['n']})" for name, row in sets.items()]
    rises = [f"{name}: {row['rising_steps']} of {row['steps']} steps" for name, row in measures["rises"].items()]
    lines = (
        "## Reports that contradict themselves",
        "",
        f"{n_contradictions(measures)} in all. P(spun) rises where it may not: {'; '.join(rises)}.",
        "",
        f"| contradiction | {' | '.join(heads)} |",
        "|---" * (len(sets) + 1) + "|",
        *(f"| {' | '.join(row)} |" for row in rows),
    )
    return "\n".join(lines)
