"""The ledger's lines and the repeated swaps as a reader sees them: words clipped, kinds in words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from app.report.types import Report, SubstitutionEntry
from app.report.wording import kind_of

LONGEST_WORDS = 120  # characters of one side in the ledger; the texts show all of them
PLACES = 8  # of a repeated swap that are linked one by one


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One substitution; `number` counts from 1 and is the one that the marks carry."""

    number: int
    reference: str
    suspect: str
    kind: str
    probability: float
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One swap made again and again; `numbers` are its first lines in the ledger, `more` counts the rest."""

    before: str
    after: str
    count: int
    kind: str
    probability: float | None
    numbers: tuple[int, ...]
    more: int


def ledger_rows(report: Report) -> Iterator[LedgerRow]:
    """One row for each substitution, in the report's order."""
    for number, entry in enumerate(report.substitutions, start=1):
        words = (clipped(entry["reference"]["text"]), clipped(entry["suspect"]["text"]))
        yield LedgerRow(number, *words, kind_of(entry), entry["spin_probability"], entry["share"], entry["reason"])


def pattern_rows(report: Report) -> list[PatternRow]:
    """One row for each repeated swap, the most frequent first, with its lines of the ledger."""
    lines: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in enumerate(report.substitutions, start=1):
        lines[_norm(entry["reference"]["text"]), _norm(entry["suspect"]["text"])].append(number)
    rows = (_pattern(report, p["from"], p["to"], p["count"], lines[_norm(p["from"]), _norm(p["to"])]) for p in report.patterns)
    return sorted(rows, key=lambda row: -row.count)


def clipped(words: str) -> str:
    """`words`, or their beginning and how long they are."""
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}… ({len(words):,} characters)"


def _norm(words: str) -> str:
    return " ".join(words.casefold().split())


def _pattern(report: Report, before: str, after: str, count: int, numbers: Sequence[int]) -> PatternRow:
    entries: list[SubstitutionEntry] = [report.substitutions[number - 1] for number in numbers]
    kind = Counter(kind_of(entry) for entry in entries).most_common(1)[0][0] if entries else ""
    probability = fmean(entry["spin_probability"] for entry in entries) if entries else None
    shown = tuple(numbers[:PLACES])
    return PatternRow(clipped(before), clipped(after), count, kind, probability, shown, len(numbers) - len(shown))
