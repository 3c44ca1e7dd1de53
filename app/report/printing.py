"""The report as a PDF for paper and files. In: a report. Out: bytes; WeasyPrint lays out a page that loads nothing."""

from functools import cache
from importlib.resources import files
from typing import Any, NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from app.errors import UnspunError
from app.report.annex import Annex
from app.report.glyphs import spelled
from app.report.labelled import labelled_rows
from app.report.sections import opening_sections, origin
from app.report.types import Report
from app.report.wording import kind_of, meaning, percent, plural, title

MOST_COLOURED = 1_000  # swaps; each coloured box costs 1 ms, so longer ledgers have numbers and brackets alone


class PdfUnavailable(UnspunError):
    """PDF needs the system library Pango, which is not installed here."""


def draw_pdf(report: Report, annex: Annex | None = None) -> bytes:
    """A tagged A4 document; takes 1 s for an article of 1,600 words, 10 s for 10,000 words with 2,000 swaps.

    Raises:
        PdfUnavailable: Pango is not installed.
    """
    try:
        # imported here: takes 1 s, and needs Pango, without which everything else still works
        from weasyprint import HTML  # noqa: PLC0415
    except OSError as error:
        raise PdfUnavailable from error
    written: bytes = HTML(string=draw_print(report, annex), url_fetcher=_refuse).write_pdf(pdf_tags=True)
    return written


def draw_print(report: Report, annex: Annex | None = None) -> str:
    """The page that is printed, as HTML."""
    return _template().render(
        report=report,
        rows=labelled_rows(report),
        opening=opening_sections(report, annex),
        closing=origin(report),
        is_coloured=len(report.substitutions) <= MOST_COLOURED,
        style=Markup(_resource("print.css")),  # noqa: S704 - our own file
    )


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a report loads nothing, not even {url[:80]}")


def _resource(name: str) -> str:
    return (files("app.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_resource), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(spelled=spelled, percent=percent, plural=plural, title=title, kind=kind_of)
    environment.globals.update(meaning=meaning)
    return environment.get_template("print.html")
