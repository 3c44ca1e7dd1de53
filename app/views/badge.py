"""The verdict as a small picture for the pages of others. In: a report. Out: an SVG that needs nothing else."""

from html import escape
from typing import Final

from app.report import Report
from app.views.wording import percent, title

_NAME: Final = "Unspun"
# dark enough for white letters on each (WCAG AA)
_COLOURS: Final = {"spun": "#b3261e", "copied": "#8a5a00", "paraphrased": "#7b3aa3", "independent": "#1b6e3c"}
_OTHER: Final = "#46505e"  # undecided, not measured
_ADVANCE: Final = 6.6  # pixels a character at 11 px; `textLength` makes it so, whatever the font
_PADDING: Final = 12.0
_FORM: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" role="img" aria-label="{said}">'
    "<title>{said}</title>"
    '<rect width="{width}" height="20" rx="3" fill="{colour}"/>'
    '<path d="M3 0h{seam}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#2b3138"/>'
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle" aria-hidden="true">'
    '<text x="{name_at}" y="14" textLength="{name_width}" lengthAdjust="spacingAndGlyphs">{name}</text>'
    '<text x="{verdict_at}" y="14" textLength="{verdict_width}" lengthAdjust="spacingAndGlyphs">{verdict}</text>'
    "</g></svg>"
)


def draw_badge(report: Report) -> bytes:
    """The label with its probability, as `Unspun | Spun 99 %`."""
    verdict = f"{title(report.label)} {percent(report.probability)}" if report.measured else title(report.label)
    name_width, verdict_width = (_ADVANCE * len(text) for text in (_NAME, verdict))
    left = name_width + _PADDING
    drawn = _FORM.format(
        width=round(left + verdict_width + _PADDING, 1), seam=round(left - 3, 1), colour=_COLOURS.get(report.label, _OTHER),
        said=escape(f"{_NAME}: {verdict}"), name=_NAME, verdict=escape(verdict), name_at=round(left / 2, 1),
        verdict_at=round(left + (verdict_width + _PADDING) / 2, 1), name_width=round(name_width, 1),
        verdict_width=round(verdict_width, 1),
    )  # fmt: skip
    return drawn.encode()
