"""Whether a report says what was written by hand: in go an expectation and a report, out come the claims that fail, and why."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from app.report import Report
from app.report.types import SubstitutionEntry
from app.verdict import Label
from tests.golden.standard import Ends, Expected, Stretch, Swap

LIKELY: Final = 0.5  # spin probability from which the report counts a swap as a spinner's
COVERED: Final = 0.8  # share of a stretch that passages of its label must hold, and of these that must lie in the stretch
_SIDES: Final = ("reference", "suspect")


def failed(expected: Expected, report: Report) -> dict[str, str]:
    """Each claim that does not hold, and what was found instead."""
    found = ((name, " · ".join(claim(expected, report))) for name, claim in CLAIMS.items())
    return {name: why for name, why in found if why}


def _label(expected: Expected, report: Report) -> Iterator[str]:
    if report.label not in expected.labels:
        between = f" ({', '.join(report.candidates)})" if report.candidates else ""
        yield f"{report.label}{between} {report.probability:.2f}, not {' or '.join(expected.labels)}"


def _accused(expected: Expected, report: Report) -> Iterator[str]:
    if not expected.is_honest:
        return
    if report.label == Label.SPUN:
        yield "called spun"
    if report.candidates[:1] == [Label.SPUN]:
        yield "undecided, leaning spun"
    if n := sum(passage["label"] == Label.SPUN for passage in report.passages):
        yield f"{n} spun passages"


def _passages(expected: Expected, report: Report) -> Iterator[str]:
    for label in dict.fromkeys(each.label for each in expected.passages):
        wanted = [each for each in expected.passages if each.label is label]
        for side in _SIDES:
            should, stand = _wanted(wanted, report, side), _found(label, report, side)
            both = len(should & stand)
            if both < COVERED * len(should):
                yield f"{label} in the {side}: only {both / len(should):.0%} of what should be"
            if both < COVERED * len(stand):
                yield f"{label} in the {side}: {len(stand) - both} characters more than should be"


def _likely(expected: Expected, report: Report) -> Iterator[str]:
    likely = _likely_lines(report)
    yield from (f"missing: {old} → {new}" for old, new in expected.likely if not any(_is(line, (old, new)) for line in likely))


def _unlikely(expected: Expected, report: Report) -> Iterator[str]:
    for line in _likely_lines(report):
        if expected.nothing_likely or any(_is(line, swap) for swap in expected.unlikely):
            yield f"{line['reference']['text']} → {line['suspect']['text']} ({line['kind']}, {line['spin_probability']:.2f})"


CLAIMS: Final[Mapping[str, Callable[[Expected, Report], Iterator[str]]]] = {
    "label": _label,
    "accused": _accused,
    "passages": _passages,
    "likely": _likely,
    "unlikely": _unlikely,
}


def _likely_lines(report: Report) -> list[SubstitutionEntry]:
    return [line for line in report.substitutions if line["spin_probability"] >= LIKELY]


def _is(line: SubstitutionEntry, swap: Swap) -> bool:
    """Whether a line of the ledger is this swap, a phrase around it, or the core of it."""
    return all(_overlap(_plain(swap[k]), _plain(line[side]["text"])) for k, side in enumerate(_SIDES))  # type: ignore[literal-required]


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _plain(words: str) -> str:
    return f" {' '.join(words.replace('’', chr(39)).casefold().split())} "


def _wanted(stretches: list[Stretch], report: Report, side: str) -> set[int]:
    text = getattr(report, side).text
    return {k for each in stretches for k in range(*_bounds(text, getattr(each, side)))}


def _bounds(text: str, ends: Ends) -> tuple[int, int]:
    first, last = ends
    start = text.index(first)
    return start, text.index(last, start) + len(last) if last else len(text)


def _found(label: Label, report: Report, side: str) -> set[int]:
    places = [passage[side] for passage in report.passages if passage["label"] == label]  # type: ignore[literal-required]
    return {k for place in places for k in range(place["start"], place["end"])}
