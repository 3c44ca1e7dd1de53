"""The process that reads one PDF: bytes on standard input, limits as arguments, one JSON object on standard output.

It is run as a file in an isolated Python and imports nothing of Unspun, so it starts fast and holds nothing worth having.
"""

import ctypes
import json
import re
import resource
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_LINE_ENDS = "\r\n"
_HYPHENS = "\x02\ufffe\u00ad"  # what pdfium makes of a hyphen at a line's end
_END_MARKS = (".", "!", "?", ":", "”", "’", '"', "…")
_LOCKED = 4  # FPDF_ERR_PASSWORD
_WIDER_GAP = 1.35  # times the usual distance of two lines: a new paragraph begins
_INDENT = 0.8  # of a line's height
_SHORT_LINE = 0.85  # of the column's width: a line that ends there with an end mark ends its paragraph
_OTHER_SIZE = 1.15  # a heading's letters are that much larger
_WORD_END = re.compile(r"\w$")
_DIGITS = re.compile(r"\d+")


class Refused(Exception):
    """The file cannot be read; the message is the reason's short name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page in points from its lower left corner; `size` is the height of its first letter's box."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def main() -> None:
    """Reads, and answers `{"text": …}` or `{"refused": …}`; a limit that is reached ends the process."""
    max_characters, max_pages, cpu_seconds, memory_bytes = map(int, sys.argv[1:])
    content = sys.stdin.buffer.read()
    limit(cpu_seconds, memory_bytes)
    try:
        answer = {"text": read(content, max_characters, max_pages)}
    except Refused as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"refused": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """Takes from this process what reading a file does not need: time, memory, files to write, core dumps."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes, max_characters: int, max_pages: int) -> str:
    """The text: paragraphs with a blank line between two, also across pages.

    Raises:
        Refused: locked, damaged, empty, or over a limit.
    """
    # after the limits: what pdfium takes counts too
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if error.err_code == _LOCKED else "damaged") from error
    if len(document) > max_pages:
        raise Refused("pages")
    pages, n_characters = [], 0
    for number in range(len(document)):
        pages.append(list(lines_of(document, number)))
        n_characters += sum(len(line.text) for line in pages[-1])
        if n_characters > max_characters:
            raise Refused("characters")
    text = "\n\n".join(paragraphs(without_running_lines(pages)))
    if not text:
        raise Refused("empty")
    return text


def lines_of(document: Any, number: int) -> Iterator[Line]:
    """The lines of a page, in pdfium's order; a page that cannot be loaded has none."""
    import pypdfium2  # noqa: PLC0415

    try:
        text_page = document[number].get_textpage()
    except pypdfium2.PdfiumError:
        return
    codes = [pypdfium2.raw.FPDFText_GetUnicode(text_page.raw, k) for k in range(text_page.count_chars())]
    start = 0
    for end in [*(k for k, code in enumerate(codes) if chr(code) in _LINE_ENDS or _is_cut(codes, k)), len(codes)]:
        stop = end + 1 if end < len(codes) and chr(codes[end]) in _HYPHENS else end
        while start < stop and chr(codes[start]).isspace():
            start += 1
        if start < stop and (text := _text(codes[start:stop])):
            yield _line(text_page, text, start, stop)
        start = max(end + 1, start)


def _is_cut(codes: list[int], k: int) -> bool:
    """Whether pdfium joined two lines at a hyphen here: it writes a character of its own and no line end."""
    return chr(codes[k]) in _HYPHENS[:2] and k + 1 < len(codes) and chr(codes[k + 1]) not in _LINE_ENDS


def _text(codes: list[int]) -> str:
    whole = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "").rstrip()


def _line(text_page: Any, text: str, start: int, stop: int) -> Line:
    last = stop - 1
    while last > start and not _box(text_page, last):
        last -= 1
    first, end = _box(text_page, start) or (0.0, 0.0, 0.0, 0.0), _box(text_page, last) or (0.0, 0.0, 0.0, 0.0)
    return Line(text, first[0], end[2], first[1], first[3] - first[1])


def _box(text_page: Any, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of a character's font box; None for one that pdfium made up."""
    import pypdfium2  # noqa: PLC0415

    box = pypdfium2.raw.FS_RECTF()
    if not pypdfium2.raw.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(box)) or box.right <= box.left:
        return None
    return box.left, box.bottom, box.right, box.top


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without their highest and lowest lines when these are page numbers or the same on most pages."""
    edges = [_edges(lines) for lines in pages]
    seen = Counter(key for lines, places in zip(pages, edges, strict=True) for key in {_key(lines[k]) for k in places})
    running = {key for key, count in seen.items() if key in ("#", "- # -") or (count >= 3 and count > len(pages) / 2)}
    return [
        [line for k, line in enumerate(lines) if not (k in places and _key(line) in running)]
        for lines, places in zip(pages, edges, strict=True)
    ]


def _edges(lines: list[Line]) -> set[int]:
    """Places of the highest and the lowest line: programs write them first, last, or both at the end."""
    heights = [line.bottom for line in lines]
    return {heights.index(max(heights)), heights.index(min(heights))} if lines else set()


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """The lines joined to paragraphs; one that a page's end cuts goes on."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    steps = [a.bottom - b.bottom for page in pages for a, b in pairwise(page) if a.bottom > b.bottom]
    usual = statistics.median(steps) if steps else 0.0
    width = statistics.quantiles([line.right - line.left for line in lines], n=10)[-1] if len(lines) > 1 else 0.0
    whole = lines[0].text
    for before, line in pairwise(lines):
        if _opens(before, line, usual, width):
            yield _clean(whole)
            whole = line.text
        else:
            whole = _joined(whole, line.text)
    yield _clean(whole)


def _opens(before: Line, line: Line, usual: float, width: float) -> bool:
    """Whether `line` begins a paragraph: by its distance, its indent, its size, or because the one before ended short."""
    if before.text[-1] in _HYPHENS:
        return False
    step = before.bottom - line.bottom
    small, large = sorted((max(before.size, 0.1), max(line.size, 0.1)))
    ended = before.text.endswith(_END_MARKS)
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


if __name__ == "__main__":
    main()
