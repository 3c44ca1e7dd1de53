"""The ledger as a reader sees it: its lines one by one, and the same swap made again and again as one line; words clipped."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from app.report import Report, SubstitutionEntry, numbered
from app.views.wording import kind_of

LONGEST_WORDS = 120  # characters of one side in the ledger; the texts show all of them
PLACES = 8  # of a repeated swap that are linked one by one
TOP = 20  # grouped lines that stand first


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One substitution; `number` is the one that the marks carry."""

    number: int
    reference: str
    suspect: str
    kind: str
    probability: float
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class SwapGroup:
    """One swap wherever it was made; `numbers` are its first lines in the ledger, `count` is of all, `share` is their sum."""

    reference: str
    suspect: str
    kind: str
    count: int
    probability: float
    share: float
    reason: str
    numbers: tuple[int, ...]

    @property
    def more(self) -> int:
        """How many of its lines are not in `numbers`."""
        return self.count - len(self.numbers)


def ledger_rows(report: Report) -> Iterator[LedgerRow]:
    """One row for each substitution, in the report's order."""
    for number, entry in numbered(report.substitutions):
        words = (clipped(entry["reference"]["text"]), clipped(entry["suspect"]["text"]))
        yield LedgerRow(number, *words, kind_of(entry), entry["spin_probability"], entry["share"], entry["reason"])


def swap_groups(report: Report, most: int | None = None) -> list[SwapGroup]:
    """The same swaps as one line each, those first that weigh most in the score; at most so many."""
    lines: defaultdict[tuple[str, str], list[tuple[int, SubstitutionEntry]]] = defaultdict(list)
    for number, entry in numbered(report.substitutions):
        lines[_norm(entry["reference"]["text"]), _norm(entry["suspect"]["text"])].append((number, entry))
    return [_group(each) for each in sorted(lines.values(), key=_weight)[:most]]


def clipped(words: str) -> str:
    """`words`, or their beginning and how long they are."""
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}… ({len(words):,} characters)"


def _norm(words: str) -> str:
    return " ".join(words.casefold().split())


def _weight(lines: Sequence[tuple[int, SubstitutionEntry]]) -> tuple[float, int, int]:
    """Sorts what weighs most first: by share, then by count, then by the first line's number."""
    return (-sum(entry["share"] for _, entry in lines), -len(lines), lines[0][0])


def _group(lines: Sequence[tuple[int, SubstitutionEntry]]) -> SwapGroup:
    entries = [entry for _, entry in lines]
    likeliest = max(entries, key=lambda entry: entry["spin_probability"])
    return SwapGroup(
        reference=clipped(entries[0]["reference"]["text"]),
        suspect=clipped(entries[0]["suspect"]["text"]),
        kind=Counter(kind_of(entry) for entry in entries).most_common(1)[0][0],
        count=len(lines),
        probability=fmean(entry["spin_probability"] for entry in entries),
        share=sum(entry["share"] for entry in entries),
        reason=likeliest["reason"],
        numbers=tuple(number for number, _ in lines[:PLACES]),
    )
