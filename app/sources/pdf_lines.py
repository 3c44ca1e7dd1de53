"""Lines of a PDF's pages become paragraphs: without running lines, drop capitals joined to the paragraph they open."""

import re
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.sources.manuscripts import Manuscript
from app.sources.pdf_reader import END, HIDDEN, RAISED, ROOM, PdfLine
from app.text import Omission

_HYPHENS = "\x02\ufffe\u00ad"  # what pdfium makes of a hyphen at a line's end
_END_MARKS = (".", "!", "?", ":", "”", "’", '"', "…")
_WIDER_GAP = 1.35  # times the usual distance of two lines: a new paragraph begins
_INDENT = 0.8  # of a line's height
_SHORT_LINE = 0.85  # of the column's width: a line that ends there with an end mark ends its paragraph
_OTHER_SIZE = 1.15  # a heading's letters are that much larger
_WORD_END = re.compile(r"\w$")
_DIGITS = re.compile(r"\d+")
_TIME = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s\d{1,2}[:.]\d{2}(?:\s?[AP]M)?"
_PAGE = r"(?:Page\s)?\d{1,4}(?:/|\sof\s)\d{1,4}"
# what a browser prints above and below a page: when, its title, its address, how many sheets there are
_OF_BROWSER = re.compile(rf"(?:https?|file)://\S+(?:\s{_PAGE})?(?:\s{_TIME})?|{_PAGE}(?:\s{_TIME})?|{_TIME}(?:\s.{{1,200}})?")
_MARK_OF_ITEM = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[•◦▪■●○]", re.IGNORECASE)
_TO_ITEM = 3.0  # of a line's height: how far right of its mark an item may begin
_RUNS = re.compile(f"([{HIDDEN}{ROOM}{RAISED}])([^{END}]*){END}?")
_CAPITAL = re.compile(r"[“‘\"'«„]?[^\W\d_][“”’'\"]?")
_LARGE = 1.8  # times the page's letters
_BESIDE = 2.5  # of a line's height: how far right of a capital its lines may begin
_MAX_CAPITALS = 60  # on one page; more are no drop capitals


def write_pages(pages: list[list[PdfLine]], out: Manuscript) -> None:
    """Writes the paragraphs of all pages. O(n) time, but for at most 60 capitals a page."""
    joined = [_without_marks_of_items(_with_capitals(_without_hidden_lines(page)), out) for page in pages]
    kept, running = without_running_lines(joined)
    for text in running:
        out.leave_out(f" {text}", Omission.RUNNING_LINE)
    for paragraph in paragraphs(kept):
        _write(paragraph, out)
        out.end_paragraph()


def _write(paragraph: str, out: Manuscript) -> None:
    at = 0
    for run in _RUNS.finditer(paragraph):
        out.write(paragraph[at : run.start()])
        at = run.end()
        kind, text = run.groups()
        if kind == RAISED:
            out.write_raised(text)
        else:
            out.leave_out(text, Omission.HIDDEN, takes_room=kind == ROOM)
    out.write(paragraph[at:])


def _seen(text: str) -> str:
    return _RUNS.sub("", text)


def _without_hidden_lines(page: list[PdfLine]) -> list[PdfLine]:
    """The lines in which a reader sees something, those between at the end of the line before."""
    lines: list[PdfLine] = []
    before = ""
    for line in page:
        if _seen(line.text).strip() or RAISED in line.text:
            lines.append(replace(line, text=before + line.text))
            before = ""
        elif lines:
            lines[-1] = replace(lines[-1], text=lines[-1].text + line.text)
        else:
            before += line.text
    return lines if lines or not before else [replace(page[0], text=before)]


def _with_capitals(page: list[PdfLine]) -> list[PdfLine]:
    """The lines of a page, each drop capital joined to the line that begins at its right and shares its top."""
    usual = statistics.median(line.size for line in page) if page else 0.0
    capitals = [k for k, line in enumerate(page) if line.size >= _LARGE * usual and _CAPITAL.fullmatch(line.text)]
    lines: list[PdfLine | None] = list(page)
    for k in capitals[:_MAX_CAPITALS]:
        capital = page[k]
        beside = [at for at, line in enumerate(page) if at != k and _is_beside(line, capital)]
        if not beside:
            continue
        first = max(beside, key=lambda at: page[at].ink_bottom)
        for at in beside:
            if (line := lines[at]) is not None:
                lines[at] = replace(line, left=capital.left, text=capital.text + line.text if at == first else line.text)
        lines[k] = None
    return [line for line in lines if line is not None]


def _without_marks_of_items(page: list[PdfLine], out: Manuscript) -> list[PdfLine]:
    """The lines of a page without those that are the mark of a list's item: some programs draw them behind all others."""
    is_mark = [_MARK_OF_ITEM.fullmatch(line.text) is not None for line in page]
    if not any(is_mark):
        return page
    items = sorted((round(line.bottom), line.left) for line, mark in zip(page, is_mark, strict=True) if not mark)
    kept = []
    for line, mark in zip(page, is_mark, strict=True):
        if mark and _stands_before_item(line, items):
            out.leave_out(f" {line.text}", Omission.LIST_MARK)
        else:
            kept.append(line)
    return kept


def _stands_before_item(mark: PdfLine, items: list[tuple[int, float]]) -> bool:
    for level in (round(mark.bottom) - 1, round(mark.bottom), round(mark.bottom) + 1):
        at = bisect_left(items, (level, mark.right - 1))
        if at < len(items) and items[at][0] == level and items[at][1] <= mark.right + _TO_ITEM * mark.size:
            return True
    return False


def _is_beside(line: PdfLine, capital: PdfLine) -> bool:
    """Whether a line begins at the right of a capital and stands in its height."""
    # some programs draw the first line over the capital
    is_right = capital.left - 1 <= line.left <= capital.right + _BESIDE * line.size
    middle = line.bottom + line.size / 2
    is_level = capital.ink_bottom - line.size / 2 <= middle <= capital.ink_top
    return is_right and is_level and line.size * _LARGE <= capital.size


def without_running_lines(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """The pages without their highest and lowest lines when these are page numbers or the same on most pages; and these."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for lines, places in zip(pages, edges, strict=True) for key in {_key(lines[k]) for k in places})
    running = {key for key, count in seen.items() if key in ("#", "- # -") or (count >= 3 and count > len(pages) / 2)}
    kept: list[list[PdfLine]] = []
    gone: list[str] = []
    for lines, places in zip(pages, edges, strict=True):
        is_running = [k in places and _runs(line, running) for k, line in enumerate(lines)]
        kept.append([line for line, runs in zip(lines, is_running, strict=True) if not runs])
        gone += [line.text for line, runs in zip(lines, is_running, strict=True) if runs]
    return kept, gone


def _runs(line: PdfLine, running: set[str]) -> bool:
    """Whether a line at a page's edge is one of those of most pages, or a browser's: that of a single page, too."""
    return _key(line) in running or _OF_BROWSER.fullmatch(line.text) is not None


def _edges(lines: list[PdfLine]) -> set[int]:
    """Places of the highest and the lowest line: programs write them first, last, or both at the end."""
    heights = [line.bottom for line in lines]
    return {heights.index(max(heights)), heights.index(min(heights))} if lines else set()


def _key(line: PdfLine) -> str:
    return _DIGITS.sub("#", line.text)


def paragraphs(pages: list[list[PdfLine]]) -> Iterator[str]:
    """The lines joined to paragraphs; one that a page's end cuts goes on."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    steps = [a.bottom - b.bottom for page in pages for a, b in pairwise(page) if a.bottom > b.bottom]
    usual = statistics.median(steps) if steps else 0.0
    width = statistics.quantiles([line.right - line.left for line in lines], n=10)[-1] if len(lines) > 1 else 0.0
    size = statistics.median(line.size for line in lines)
    whole = lines[0].text
    for before, line in pairwise(lines):
        is_heading = min(before.size, line.size) > _OTHER_SIZE * size
        if _opens(before, line, max(usual, line.size) if is_heading else usual, width):
            yield _clean(whole)
            whole = line.text
        else:
            whole = _joined(whole, line.text)
    yield _clean(whole)


def _opens(before: PdfLine, line: PdfLine, usual: float, width: float) -> bool:
    """Whether `line` begins a paragraph: by its distance, its indent, its size, or because the one before ended short."""
    text = _seen(before.text).rstrip() or before.text
    if text[-1] in _HYPHENS:
        return False
    step = before.bottom - line.bottom
    small, large = sorted((max(before.size, 0.1), max(line.size, 0.1)))
    ended = text.endswith(_END_MARKS)
    if step <= 0:  # the next page or column
        return ended and before.right - before.left < _SHORT_LINE * width
    if step > _WIDER_GAP * usual or large > _OTHER_SIZE * small:
        return True
    is_indented = line.left - before.left > _INDENT * line.size and line.left - before.left < 6 * line.size
    return ended and (is_indented or before.right - before.left < _SHORT_LINE * width)


def _joined(before: str, text: str) -> str:
    """Two lines as one: a hyphen that cut a word goes, one before a capital or a digit stays."""
    if before[-1] in _HYPHENS:
        return before[:-1] + ("" if text[:1].islower() else "-") + text
    if before.endswith(("-", "\u2010")) and _WORD_END.search(before[:-1]):
        return (before[:-1] if text[:1].islower() else before) + text
    return f"{before} {text}"


def _clean(text: str) -> str:
    return re.sub(f"[{_HYPHENS}]", "", text).strip()
