"""Reasons that an editor can read: what the strongest evidence is, in words and counts."""

import numpy as np
from numpy.typing import NDArray

from app.align import Alignment
from app.features import LIKELY
from app.plurals import plural
from app.verdict.counts import likely_swaps
from app.verdict.twins import tallying, twin_of
from app.verdict.types import Judgement, Label

SHOWN_PATTERNS = 3
_NAMES = {
    Label.INDEPENDENT: "independent of the reference",
    Label.COPIED: "copied with its wording kept",
    Label.SPUN: "the reference with words swapped",
    Label.PARAPHRASED: "the reference told in other words",
}


def give_reasons(
    alignment: Alignment,
    article: Judgement,
    passages: tuple[Judgement, ...],
    reuse: dict[str, float],
    spin: NDArray[np.float64],
) -> tuple[str, ...]:
    """At least one reason, the strongest first."""
    reasons = [_summary(alignment, article, reuse)]
    if article.label not in (Label.COPIED, Label.INDEPENDENT):
        reasons.extend(_swap_reasons(alignment, spin))
    reasons.extend(_passage_reasons(alignment, article, passages))
    return tuple(reasons)


def editing_reason(alignment: Alignment, spin: NDArray[np.float64], why: str) -> str:
    """Why nobody is accused where the swaps are of an editor's making: `why` and the commonest of them."""
    shown = _shown_patterns(alignment, spin)
    return f"{why}{': ' if shown else ''}{shown}."


def _summary(alignment: Alignment, article: Judgement, reuse: dict[str, float]) -> str:
    total = sum(reuse.values())
    if article.label is Label.UNDECIDED:
        first, second = (_NAMES[c] for c in article.candidates)
        return f"The evidence does not decide: the suspect may be {first}, or {second}."
    if article.label is Label.INDEPENDENT:
        matched = alignment.n_matched
        if not matched:
            return "No sentence of the suspect has a counterpart in the reference."
        stand = "stands" if matched == 1 else "stand"
        return f"Only {matched} of the suspect's {len(alignment.suspect)} words {stand} in sentences that resemble the reference."
    return f"{total:.0%} of the suspect's words stand in passages that have a counterpart in the reference."


def _swap_reasons(alignment: Alignment, spin: NDArray[np.float64]) -> list[str]:
    n_likely, swapped, functions = likely_swaps(alignment, spin)
    if not n_likely:
        return []
    aligned = max(alignment.n_matched, 1)
    swaps = "1 word or phrase was" if n_likely == 1 else f"{n_likely} words or phrases were"
    found = [f"{swaps} swapped the way a spinner does it: {swapped / aligned:.0%} of the matched words."]
    if shown := _shown_patterns(alignment, spin):
        found.append(f"The same swap is made again and again: {shown}.")
    if functions >= SHOWN_PATTERNS:
        found.append(f"{functions} of the swaps are everyday function words, which editors hardly ever touch.")
    return found


def _shown_patterns(alignment: Alignment, spin: NDArray[np.float64]) -> str:
    """The swaps that are made most often, with how often; empty where none is made twice."""
    ranked = sorted(repeated(alignment, spin))[:SHOWN_PATTERNS]
    pairs = alignment.patterns_of(np.array([at for _, at in ranked], np.intp))
    return ", ".join(f"“{a}” → “{b}” ({-n} times)" for (a, b), (n, _) in zip(pairs, ranked, strict=True))


def repeated_plainly(alignment: Alignment, spin: NDArray[np.float64]) -> list[tuple[int, int]]:
    """What `repeated` returns, without the compiled walk."""
    numbers, counts = alignment.pattern_numbers, alignment.pattern_counts
    often = (np.bincount(numbers[spin >= LIKELY], minlength=len(counts)) > 0) & (counts > 1)
    return list(zip((-counts[often]).tolist(), alignment.pattern_firsts[often].tolist(), strict=True))


@twin_of(repeated_plainly)
def repeated(alignment: Alignment, spin: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The swaps made more than once, and likely a spinner's somewhere: how often, negative, and the first of each."""
    return tallying.repeated(alignment.pattern_numbers, alignment.pattern_firsts, spin, LIKELY)


def _passage_reasons(alignment: Alignment, article: Judgement, passages: tuple[Judgement, ...]) -> list[str]:
    """Passages whose label differs from the article's, told by class."""
    found = []
    for label in (Label.SPUN, Label.COPIED, Label.PARAPHRASED):
        if label is article.label:
            continue
        sizes = [len(p.suspect) for p, j in zip(alignment.passages, passages, strict=True) if j.label is label]
        if sizes:
            count = "one passage" if len(sizes) == 1 else f"{len(sizes)} passages"
            found.append(f"{count.capitalize()} ({plural(sum(sizes), 'word')}) of the suspect: {_NAMES[label]}.")
    return found
