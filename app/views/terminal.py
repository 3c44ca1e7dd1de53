"""The report as a reader of a terminal sees it: in comes a Report and a console, out goes a page of text.

Nothing rests on colour alone: bars have numbers and swapped words stand in `[-…-]` and `{+…+}`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.plurals import plural
from app.report import SIDES, Report, SideName, SubstitutionEntry
from app.views.glyphs import spelled
from app.views.marks import Layer, Mark, marks_of
from app.views.outline import Section, said_sections, survival_lines
from app.views.rows import REFERENCE, SUSPECT, NumberedPair, TextStretch, find_pairs
from app.views.segments import cut, gather
from app.views.wording import (
    CLASSES,
    REUSED,
    SURVIVED,
    facts_line,
    kind_of,
    ledger_heading,
    left_out_line,
    meaning,
    model_line,
    percent,
    title,
    told_alarms,
)

LEDGER_ROWS = 12
PATTERN_ROWS = 10
SENTENCE_ROWS = 3
_BAR = 24
_CONTEXT = 20  # characters on either side of a swap: three or four words
_WIDE = 100
_STYLES = {"spun": "bold red", "copied": "bold yellow", "paraphrased": "bold magenta", "independent": "bold green"}
_BRACKETS = {"reference": ("[-", "-]", "red"), "suspect": ("{+", "+}", "green")}


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """Equal lines of the ledger taken together; the first one speaks for all."""

    entry: SubstitutionEntry
    count: int


def print_report(report: Report, console: Console, *, all_rows: bool = False) -> None:
    """Print `report`; `all_rows` shows the whole ledger, every pattern and every changed sentence."""
    for part in _parts(report, console.width, all_rows):
        console.print(part)


def _parts(report: Report, width: int, all_rows: bool) -> Iterator[RenderableType]:
    yield _verdict(report)
    if report.measured:
        yield _probabilities(report)
        yield Text(_reuse(report))
    for section in (*said_sections(report), Section(SURVIVED, tuple(survival_lines(report)))):
        yield from _section(section.title, _bullets(f"{name}: {said}" if name else said for name, said in section.lines))
    yield from _section(*_passages(report))
    yield from _section(*_patterns(report, all_rows))
    yield from _section(*_ledger(report, width, all_rows))
    yield from _section("Most changed sentences", _sentences(report, width, all_rows))
    yield from _section("Compared", _compared(report))


def _section(heading: str, body: RenderableType | None) -> Iterator[RenderableType]:
    if body is not None:
        yield Text()
        yield Text(heading, style="bold underline")
        yield Padding(body, (0, 0, 0, 2), expand=False)


def _verdict(report: Report) -> Text:
    style = _STYLES.get(report.label, "bold")
    head = Text.assemble((f" {title(report.label).upper()} ", f"{style} reverse"))
    if report.measured:
        head.append(f"  probability {percent(report.probability)}", style=style)
    elif report.not_measured_reason:
        head.append(f"  because: {_reason(report.not_measured_reason)}", style="bold")
    return head.append(f"\n{meaning(report)}")


def _reason(written: str) -> str:
    return spelled(written) if " " in written else written.replace("_", " ")


def _probabilities(report: Report) -> Table:
    table = Table.grid(padding=(0, 1))
    shares = {label: float(getattr(report.probabilities, label)) for label in CLASSES}
    for label in sorted(CLASSES, key=lambda label: -shares[label]):
        filled = round(shares[label] * _BAR)
        bar = Text("█" * filled, style=_STYLES[label]).append("░" * (_BAR - filled), style="dim")
        table.add_row(label, bar, Text(percent(shares[label]), justify="right"))
    return table


def _reuse(report: Report) -> str:
    shares = ", ".join(f"{percent(getattr(report.reuse, label))} {label}" for label in REUSED)
    return f"Of the suspect's words, in passages: {shares}."


def _bullets(lines: Iterable[str]) -> Group | None:
    rows = [Text(f"• {spelled(line)}") for line in lines]
    return Group(*rows) if rows else None


def _passages(report: Report) -> tuple[str, Table | None]:
    if len(report.passages) < 2:
        return "Passages", None
    table = _table("verdict", "probability", "words", "substitutions", "in the suspect")
    for passage in report.passages:
        place = f"{passage['suspect']['start']:,}–{passage['suspect']['end']:,}"
        counts = (f"{passage['words']:,}", f"{passage['substitutions']:,}")
        table.add_row(title(passage["label"]), percent(passage["probability"]), *counts, place)
    return "Passages", table


def _patterns(report: Report, all_rows: bool) -> tuple[str, Table | None]:
    ordered = sorted(report.patterns, key=lambda pattern: -pattern["count"])
    chosen = ordered if all_rows else ordered[:PATTERN_ROWS]
    table = Table.grid(padding=(0, 1))
    for pattern in chosen:
        swap = f"{spelled(pattern['from'])} → {spelled(pattern['to'])}"
        table.add_row(Text(f"{pattern['count']:,} ×", justify="right"), Text(swap))
    if len(chosen) < len(ordered):
        table.add_row("", Text(f"… and {len(ordered) - len(chosen):,} more: --all", style="dim"))
    return "The same swap, again and again", table if ordered else None


def _ledger(report: Report, width: int, all_rows: bool) -> tuple[str, Group | None]:
    """The strongest swaps first; equal ones share a line unless all are asked for."""
    entries = sorted(report.substitutions, key=lambda entry: (-entry["share"], -entry["spin_probability"]))
    swaps = [LedgerGroup(entry, 1) for entry in entries] if all_rows else list(_alike(entries))[:LEDGER_ROWS]
    rest = len(entries) - sum(swap.count for swap in swaps)
    more = [Text(f"… and {rest:,} more: --all", style="dim")] if rest else []
    return ledger_heading(report), Group(_ledger_table(report, swaps, width), *more) if entries else None


def _alike(entries: Iterable[SubstitutionEntry]) -> Iterator[LedgerGroup]:
    groups: dict[tuple[str, ...], list[SubstitutionEntry]] = {}
    for entry in entries:
        key = (entry["reference"]["text"].casefold(), entry["suspect"]["text"].casefold(), entry["kind"])
        groups.setdefault(key, []).append(entry)
    return (LedgerGroup(group[0], len(group)) for group in groups.values())


def _ledger_table(report: Report, swaps: Sequence[LedgerGroup], width: int) -> Table:
    with_context = width >= _WIDE and report.reference.text is not None and report.suspect.text is not None
    table = _table("reference → suspect", "kind", "spin", *(("in the text",) if with_context else ()))
    table.columns[2].justify = "right"
    for swap in swaps:
        entry = swap.entry
        times = f"  ×{swap.count}" if swap.count > 1 else ""
        words = f"{spelled(entry['reference']['text'])} → {spelled(entry['suspect']['text'])}{times}"
        context = (_context(report, entry),) if with_context else ()
        table.add_row(Text(words), kind_of(entry), percent(entry["spin_probability"]), *context)
    return table


def _context(report: Report, entry: SubstitutionEntry) -> Text:
    return _snippet(report, entry, "reference").append("\n").append(_snippet(report, entry, "suspect"))


def _snippet(report: Report, entry: SubstitutionEntry, side: SideName) -> Text:
    text = (report.reference if side == "reference" else report.suspect).text or ""
    start, end = entry[side]["start"], entry[side]["end"]
    before = _one_line(text[max(start - _CONTEXT, 0) : start]).lstrip()
    after = _one_line(text[end : end + _CONTEXT]).rstrip()
    line = Text(no_wrap=True, overflow="ellipsis").append(before, style="dim")
    return line.append(_marked(text[start:end], side)).append(after, style="dim")


def _one_line(text: str) -> str:
    return spelled(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def _marked(words: str, side: SideName) -> Text:
    opening, closing, style = _BRACKETS[side]
    return Text(f"{opening}{_one_line(words)}{closing}", style=f"bold not dim {style}")


def _sentences(report: Report, width: int, all_rows: bool) -> Group | None:
    if report.reference.text is None or report.suspect.text is None:
        return None
    texts = (report.reference.text, report.suspect.text)
    pairs = find_pairs(report.passages, texts)
    worst = sorted((pair for pair in pairs if pair.changed > 0), key=lambda pair: (-pair.changed, pair.number))
    chosen = worst if all_rows else worst[:SENTENCE_ROWS]
    marks = [marks_of(report, side, text) for side, text in zip(SIDES, texts, strict=True)]
    blocks = [_sentence_pair(pair, texts, marks, width) for pair in chosen]
    return Group(*blocks) if blocks else None


def _sentence_pair(pair: NumberedPair, texts: tuple[str, str], marks: Sequence[Sequence[Mark]], width: int) -> Group:
    sides = [_marked_up(texts[side], pair.sides[side], marks[side], SIDES[side]) for side in (REFERENCE, SUSPECT)]
    head = Text(f"{percent(pair.changed)} of the words changed", style="italic")
    if width < _WIDE * 0.7:
        return Group(head, *(Text(f"{name}: ").append(side) for name, side in zip(SIDES, sides, strict=True)), Text())
    table = Table.grid(padding=(0, 2), expand=True)
    for _ in sides:
        table.add_column(ratio=1)
    table.add_row(*sides)
    return Group(head, table, Text())


def _marked_up(text: str, stretch: TextStretch, marks: Sequence[Mark], side: SideName) -> Text:
    """One sentence with its swapped, cut and added words in brackets."""
    drawn = Text()
    here = [mark for mark in marks if mark.start < stretch.end and stretch.start < mark.end and mark.layer <= Layer.EDIT]
    pieces = cut(len(text), here, (stretch.start, stretch.end))
    for run in gather(piece for piece in pieces if stretch.start <= piece.start and piece.end <= stretch.end):
        words = text[run.start : run.end]
        drawn.append(_marked(words, side) if run.mark else Text(_one_line(words)))
    return drawn


def _compared(report: Report) -> Group:
    alarms = told_alarms(report)
    lines = [_compared_text(report, side) for side in SIDES]
    return Group(*lines, Text(f"Model: {model_line(report)}"), *([Text(f"False alarms. {alarms}")] if alarms else []))


def _compared_text(report: Report, side: SideName) -> Text:
    entry = report.reference if side == "reference" else report.suspect
    places = report.unmatched[side]
    alone = sum(place["end"] - place["start"] for place in places)
    without = f"{plural(alone, 'character')} in {plural(len(places), 'stretch')}" if places else "nothing"
    sizes = f"{plural(entry.words, 'word')}, {plural(entry.sentences, 'sentence')}"
    left_out = left_out_line(entry, report.settings)
    facts = facts_line(entry)
    file = (f" Its file says: {facts}." if facts else "") + (f" Left out of its file: {left_out}." if left_out else "")
    counterpart = f"; without a counterpart: {without}" if report.measured else ""
    line = Text(f"{title(side)}: {sizes}{counterpart}.{file} ")
    return line.append(f"sha256 {entry.sha256[:12]}", style="dim")


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for heading in headings:
        table.add_column(heading)
    return table
