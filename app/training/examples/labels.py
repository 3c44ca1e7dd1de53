"""Which class a pair of the corpora belongs to: by how it was made, and by how much of the wording really changed.

What was seen (all 36,000 pairs; samples on both sides of each threshold read by eye; `unspun training labels`):

- `polish`, under .08 new words, is proof-reading ("which" → "that", commas, "$27bn" → "$27 billion") or one clause cut;
  over .15 every second sentence is rebuilt; between stand both, so these 1,800 pairs teach nothing. apt-eval is half
  copied, raidar hardly ever (median .49 new), `humanized` never (5th percentile .51).
- `paraphrase` (DIPPER) drops sentences, so an edit distance calls it changed where only cuts were made; the share of
  new words does not. 7 pairs are mere cuts (under .05), 23 doubtful (.05 to .10).
- `back-translation` is never light (minimum .29).
- `characters` and `synonyms` change the same .07 to .13 of the words: only what the words became tells them apart.
- `independent`: neus has 17 pairs with more than half of the text in both (agency copy on two sites) and 152 with .15
  to .5; two outlets on the same event otherwise share under .1, and that is quotations.
- `template-lookalike` keeps the form and changes names and figures: copied by its wording although nobody copied it.
- `wire-copy-reuse` is mostly a third to a half of agency copy under an own opening: no label for the article, but good
  for passages; the same for half of `same-outlet-update`. Pairs without a label still count as honest when false
  alarms are measured (`is_honest`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from rapidfuzz.distance import LCSseq, Levenshtein

from app.training.examples.corpora import CorpusPair, Split, pairs

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\-.,][^\W_]+)*")


class TaughtLabel(StrEnum):
    """The four classes, in the order of the report's probabilities."""

    INDEPENDENT = "independent"
    COPIED = "copied"
    SPUN = "spun"
    PARAPHRASED = "paraphrased"


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, for measuring only."""
    return _WORD.findall(text.lower())


def changed_share(reference: Sequence[str], suspect: Sequence[str]) -> float:
    """Word-level Levenshtein distance as a share of the longer text, 0..1."""
    return Levenshtein.normalized_distance(reference, suspect)


def verbatim_share(reference: Sequence[str], suspect: Sequence[str], n: int) -> float:
    """Share of the suspect's words that stand in a run of n words which the reference has too, 0..1."""
    if not suspect:
        return 0.0
    known = set(zip(*(reference[i:] for i in range(n)), strict=False))
    covered = bytearray(len(suspect))
    for at, gram in enumerate(zip(*(suspect[i:] for i in range(n)), strict=False)):
        if gram in known:
            covered[at : at + n] = b"\1" * n
    return sum(covered) / len(suspect)


def new_share(reference: Sequence[str], suspect: Sequence[str]) -> float:
    """Share of the suspect's words that are not the reference's in the same order, 0..1: cuts alone do not count."""
    return 1.0 - LCSseq.similarity(reference, suspect) / len(suspect) if suspect else 0.0


LIGHT_CHANGE: Final = 0.08
"""Below: a person's light hand, or a proof-reader's. See `label_of`."""
STRONG_CHANGE: Final = 0.15
"""Above: the sentences are rebuilt."""
_LONG_RUN, _SHORT_RUN = 8, 6  # words


def label_of(pair: CorpusPair) -> TaughtLabel | None:
    """The class of a pair, or None where the corpus cannot tell (left out of fitting)."""
    rule = _RULES.get(pair.edit)
    if rule is None:
        raise ValueError(f"no rule for edit {pair.edit!r} of pair {pair.id}")
    return rule(words_of(pair.reference), words_of(pair.suspect))


Rule = Callable[[Sequence[str], Sequence[str]], TaughtLabel | None]


def _always(label: TaughtLabel) -> Rule:
    return lambda reference, suspect: label


def _by_change(reference: Sequence[str], suspect: Sequence[str]) -> TaughtLabel | None:
    """Language-model edits, from a comma to all: copied when hardly a word is new, paraphrased when many are."""
    new = new_share(reference, suspect)
    return TaughtLabel.COPIED if new < LIGHT_CHANGE else TaughtLabel.PARAPHRASED if new > STRONG_CHANGE else None


def _unless_light(reference: Sequence[str], suspect: Sequence[str]) -> TaughtLabel | None:
    """Rewrites: paraphrased, unless the tool left the text as it was or only dropped sentences."""
    new = new_share(reference, suspect)
    return TaughtLabel.COPIED if new < 0.05 else TaughtLabel.PARAPHRASED if new > 0.1 else None


def _independent(reference: Sequence[str], suspect: Sequence[str]) -> TaughtLabel | None:
    """The same event by someone else: unless long stretches stand in both."""
    shared = verbatim_share(reference, suspect, _LONG_RUN)
    return TaughtLabel.COPIED if shared > 0.5 else TaughtLabel.INDEPENDENT if shared < 0.15 else None


def _reused(reference: Sequence[str], suspect: Sequence[str]) -> TaughtLabel | None:
    """Honest reuse: copied when half of it stands in runs of the reference, independent when hardly any does."""
    shared = verbatim_share(reference, suspect, _SHORT_RUN)
    return TaughtLabel.COPIED if shared >= 0.5 else TaughtLabel.INDEPENDENT if shared <= 0.2 else None


_RULES: Final[dict[str, Rule]] = {
    "synonyms": _always(TaughtLabel.SPUN),
    "synonyms+characters": _always(TaughtLabel.SPUN),
    "characters": _always(TaughtLabel.COPIED),
    "back-translation": _unless_light,
    "paraphrase": _unless_light,
    "rewrite": _unless_light,
    "polish": _by_change,
    "humanized": _by_change,
    "independent": _independent,
    "independent-some-quotes": _independent,
    "shared-quotes": _independent,
    "same-event-same-agency": _reused,
    "same-outlet-followup": _reused,
    "same-outlet-update": _reused,
    "wire-revision": _reused,
    "wire-copy-reuse": _reused,
    "wire-repeat": _reused,
    "template-lookalike": _reused,
}

HONEST_CORPORA: Final = frozenset({"honest-news", "neus", "outfox"})


def is_honest(pair: CorpusPair) -> bool:
    """Whether a spun verdict on the pair is a false alarm for sure, with or without a label of its own."""
    return pair.corpus in HONEST_CORPORA


def label_table(shared: Path) -> dict[tuple[str, str], Counter[str]]:
    """How many pairs of each corpus and edit get which label ("none" where left out), both splits."""
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for split in Split:
        for pair in pairs(split, shared):
            table[pair.corpus, pair.edit][label_of(pair) or "none"] += 1
    return dict(table)


def labels_as_text(shared: Path) -> str:
    """The table of labels by corpus and edit."""
    columns = [*TaughtLabel, "none"]
    rows = [f"{corpus:12} {edit:24}" + "".join(f"{counts[name]:12}" for name in columns)
            for (corpus, edit), counts in sorted(label_table(shared).items())]  # fmt: skip
    return "\n".join([f"{'corpus':12} {'edit':24}" + "".join(f"{name:>12}" for name in columns), *rows])
