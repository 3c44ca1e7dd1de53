"""The report as a PDF for paper and files. In: a report. Out: bytes; WeasyPrint lays out a page that loads nothing.

It does so in a process of its own: it takes seconds, would keep every other thread waiting, and a hostile text must not
be able to make it take minutes.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.errors import UnspunError
from app.report import Annex, Report
from app.views.evidence import draw_strips
from app.views.glyphs import spelled
from app.views.labelled import Bit
from app.views.outline import outline_of
from app.views.pdf_writer import NO_PANGO
from app.views.wording import GLANCE, NO_PROOF, NOT_MEASURED, bound

if TYPE_CHECKING:
    from jinja2 import Template

MOST_COLOURED = 250  # swaps; each box of its own costs 1 ms of a processor, so longer ledgers have numbers and brackets alone
SECONDS = 25  # of a processor; docs/exports.md says what reports take. On a busy machine the clock says nothing of the report
LONGEST_WAIT = 600  # seconds by the clock, for a process that got no processor at all
_MEMORY_BYTES = 2_000_000_000  # address space; 10,000 words with 2,000 swaps take 300 MB
_WRITER = Path(__file__).with_name("pdf_writer.py")
_NEEDED = ("HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")  # to find Pango and fonts
# WeasyPrint measures a word whole for each of its lines: one of 100,000 characters would take hours. 40 fit into a cell.
_MOST_UNBROKEN = 40
_LONG_WORD = re.compile(rf"\S{{{_MOST_UNBROKEN}}}(?=\S)")
_PLACE_TO_BREAK = re.compile(r"[\s\u200b]")


class PdfUnavailable(UnspunError):
    """PDF needs the system library Pango, which is not installed here."""


class PdfTooCostly(UnspunError):
    """This report is too large for a PDF. The HTML and the Word file hold the same."""


def draw_pdf(report: Report, annex: Annex | None = None) -> bytes:
    """A tagged A4 document; takes 2 s of a processor for an article of 1,600 words, 6 s for 10,000 words with 2,000 swaps.

    Raises:
        PdfUnavailable: Pango is not installed.
        PdfTooCostly: it takes more than `SECONDS` of a processor, or too much memory.
    """
    return _laid_out(draw_print(report, annex))


def can_draw_pdf() -> bool:
    """Whether PDF can be had here: draws an empty page, which takes a second."""
    try:
        return bool(_laid_out("<p></p>"))
    except PdfUnavailable:
        return False


def _laid_out(page: str) -> bytes:
    """The PDF of a page of ours.

    Raises: PdfUnavailable, PdfTooCostly.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own file in our own Python; the report is its standard input
            [sys.executable, "-I", str(_WRITER), str(SECONDS), str(_MEMORY_BYTES)],
            input=page.encode(),
            capture_output=True,
            timeout=LONGEST_WAIT,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfTooCostly from error
    if done.returncode == NO_PANGO:
        raise PdfUnavailable
    if done.returncode:
        raise PdfTooCostly
    return done.stdout


def draw_print(report: Report, annex: Annex | None = None) -> str:
    """The page that is printed, as HTML."""
    outline = outline_of(report, annex)
    return _template().render(
        outline=outline,
        made=annex.cover.made if annex else None,
        strips=draw_strips(outline.strips, is_linked=False) if outline.strips else "",
        is_coloured=len(report.substitutions) <= MOST_COLOURED,
        style=Markup(_resource("print.css")),  # noqa: S704 - our own file
    )


def _breakable(text: str) -> str:
    """`text` with an invisible place to break after each 40 characters of a long word."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def parted(cell: Sequence[Bit]) -> Iterator[tuple[str, Bit]]:
    """The bits of a cell, broken; before each an invisible place to break where it goes on with a word that grows too long.

    WeasyPrint would let the bold end of such a word run over the edge of the paper.
    """
    unbroken = 0  # characters since the last place to break
    for bit in cell:
        pieces = _PLACE_TO_BREAK.split(text := _breakable(bit.text))
        gap = "\u200b" if unbroken and unbroken + len(pieces[0]) > _MOST_UNBROKEN else ""
        yield gap, replace(bit, text=text)
        unbroken = len(pieces[-1]) if gap or len(pieces) > 1 else unbroken + len(text)


def _printed(text: str) -> str:
    return bound(_breakable(spelled(text)))


def _resource(name: str) -> str:
    return (files("app.views") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> "Template":
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - a worker draws nothing

    environment = Environment(
        loader=FunctionLoader(_resource), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(printed=_printed, parted=parted)
    environment.globals.update(NO_PROOF=NO_PROOF, GLANCE=GLANCE, NOT_MEASURED=NOT_MEASURED)
    return environment.get_template("print.html")
