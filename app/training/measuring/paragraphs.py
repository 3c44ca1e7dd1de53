"""Whether one spun paragraph in an honest article of some 800 words is found, with both its ends, and nothing else is: on dev."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from app.text import Span
from app.training.examples import (
    BEDS,
    SPUN_STYLES,
    UNSEEN_STYLES,
    Example,
    Original,
    Planting,
    Split,
    Style,
    articles,
    changed_share,
    cut_words,
    load_styles,
    plant,
    replaced_share,
    words_of,
)
from app.training.fitting import NEAR, matches, rate
from app.training.measuring.disturbances import shown
from app.training.measuring.outcomes import Outcome, outcomes_of

N_PLANTINGS: Final = 150  # of each bed, with seen styles and with unseen ones
SHORTEST, LONGEST = 700, 900  # words of the article
_WORDS: Final = 800
_WORDS_OF_HOST: Final = 720  # the paragraph comes on top
_SIDES: Final = ("suspect", "reference")


@dataclass(frozen=True, slots=True)
class PlantingTrial:
    """A planting with what the detector says of it, and of the article without the spinning."""

    planting: Planting
    found: Outcome
    untouched: Outcome

    @property
    def sides(self) -> tuple[tuple[str, Span, list[Span]], ...]:
        """Of each side its text, the gold characters, and those of the passages called spun."""
        planting = self.planting
        return (
            (planting.suspect, planting.planted, self.found.spun),
            (planting.reference, planting.paragraph, self.found.spun_references),
        )

    @property
    def is_found(self) -> bool:
        """Whether passages called spun cover half of the paragraph."""
        return matches(self.planting.planted, self.found.spun)[0]

    @property
    def near(self) -> tuple[bool, bool]:
        """Whether both ends are within 10 % of the paragraph's length: in the suspect, in the reference."""
        suspect, reference = (matches(gold, spans)[1] for _, gold, spans in self.sides)
        return suspect, reference

    @property
    def fault(self) -> str:
        """Why it is not found: what the passage that covers most of it is called."""
        gold = self.planting.planted
        rows = [(min(s.end, gold.end) - max(s.start, gold.start), label) for s, label in self.found.passages]
        most, label = max(rows, default=(0, ""))
        return "no passage" if most <= 0 else "covered by less than half" if label == "spun" else f"called {label}"

    def far_ends(self, side: int) -> dict[str, int]:
        """Words by which an end of what is found is off, where it is by more than 10 %: `{"start late": 12}`; of one side."""
        text, gold, spans = self.sides[side]
        touching = [s for s in spans if min(s.end, gold.end) > max(s.start, gold.start)]
        if not touching:  # found on the other side, against another place of this text
            return {"elsewhere": len(text[gold.start : gold.end].split())}
        ends = (
            ("start", gold.start, min(s.start for s in touching)),
            ("end", gold.end, max(s.end for s in touching)),
        )
        return {
            f"{name} {'late' if found > right else 'early'}": len(text[min(right, found) : max(right, found)].split())
            for name, right, found in ends
            if abs(found - right) > NEAR * len(gold)
        }


def measure_paragraphs(shared: Path, model: Path, random: Random) -> dict[str, Any]:
    """Of each bed, with seen and unseen styles: found, ends within 10 % on both sides, and untouched articles without alarm.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    groups: dict[str, list[PlantingTrial]] = {}
    for trial in run_trials(shared, model, random):
        style = trial.planting.style
        seen = "unseen" if style in UNSEEN_STYLES else "seen"
        groups.setdefault(f"{trial.planting.host}, {seen} styles", []).append(trial)
        groups.setdefault(f"style {style}", []).append(trial)
    return {name: _row(trials) for name, trials in sorted(groups.items())}


def run_trials(shared: Path, model: Path, random: Random) -> list[PlantingTrial]:
    """All plantings with what the model says of them.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
        ModelError: the model is missing or altered.
    """
    plantings = list(_plantings(shared, random))
    found = outcomes_of([_example(p, p.suspect) for p in plantings], model)
    untouched = outcomes_of([_example(p, p.untouched) for p in plantings], model)
    return [PlantingTrial(*row) for row in zip(plantings, found, untouched, strict=True)]


def _example(planting: Planting, suspect: str) -> Example:
    return Example("", "", "plantings", planting.host, None, planting.reference, suspect, None)


def _plantings(shared: Path, random: Random) -> Iterator[Planting]:
    """`N_PLANTINGS` for each bed and group of styles, the styles in turn; an article is a reference as often as it comes up."""
    chosen = [article for article in articles(Split.DEV, shared) if _n_words(article) >= SHORTEST]
    for names in (SPUN_STYLES, UNSEEN_STYLES):
        styles = list(load_styles(names, shared).values())
        for bed in BEDS:
            for k in range(N_PLANTINGS):
                yield _planted(bed, chosen, styles[k % len(styles)], random)


def _planted(bed: str, chosen: Sequence[Original], style: Style, random: Random) -> Planting:
    """The first planting that works out, with an article of the right length, of random articles."""
    while True:
        one, other = random.sample(chosen, 2)
        texts = (cut_words(one.text, _WORDS), cut_words(other.text, _WORDS_OF_HOST))
        planting = plant(bed, texts, style, random)
        if planting and SHORTEST <= len(planting.suspect.split()) <= LONGEST:
            return planting


def _n_words(article: Original) -> int:
    return len(article.text.split())


def _row(trials: Sequence[PlantingTrial]) -> dict[str, Any]:
    return {
        "found": rate(t.is_found for t in trials),
        **{f"{name}_ends": rate(t.is_found and t.near[side] for t in trials) for side, name in enumerate(_SIDES)},
        "all": rate(t.is_found and all(t.near) for t in trials),
        "untouched_quiet": rate(not t.untouched.spun for t in trials),
        "called": dict(Counter(t.found.label for t in trials).most_common()),
        "replaced_content_words": _median(replaced_share(t.planting.spun) for t in trials),
        "changed_words": _median(_changed(t.planting) for t in trials),
        "missed": dict(Counter(t.fault for t in trials if not t.is_found).most_common()),
        "ends_off": {name: _ends_off(trials, side) for side, name in enumerate(_SIDES)},
    }


def _median(values: Iterator[float]) -> float:
    return round(median(values), 3)


def _changed(planting: Planting) -> float:
    return changed_share(words_of(planting.spun.reference), words_of(planting.spun.text))


def _ends_off(trials: Sequence[PlantingTrial], side: int) -> dict[str, dict[str, Any]]:
    """Of the found ones with an end too far off: how many start or end too early or too late, and the median words."""
    far: dict[str, list[int]] = {}
    for trial in trials:
        for name, n_words in trial.far_ends(side).items() if trial.is_found else ():
            far.setdefault(name, []).append(n_words)
    return {name: {"n": len(words), "median_words": median(words)} for name, words in sorted(far.items())}


def print_paragraphs(measures: dict[str, Any], console: Console) -> None:
    """One row a bed and group of styles; below, why paragraphs are missed and where ends are off."""
    columns = ("found", "suspect_ends", "reference_ends", "all", "untouched_quiet")
    table = Table("bed", *columns, "replaced / changed", title="One spun paragraph in an article of 700 to 900 words (dev)")
    for name, row in measures.items():
        shares = f"{row['replaced_content_words']} / {row['changed_words']}"
        table.add_row(name, *(shown(row[column]) for column in columns), shares)
    console.print(table)
    for name, row in measures.items():
        console.print(f"{name}: missed {row['missed']}, ends off {row['ends_off']}, articles called {row['called']}")
