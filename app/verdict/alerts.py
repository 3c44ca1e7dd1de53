"""Alerts: disguised characters, slips and quietly altered facts, each with every place."""

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS, Alignment, Kind
from app.features import inside_quotes
from app.text import DisguiseKind, Document, Span
from app.verdict.twins import tallying, twin_of
from app.verdict.types import Alert

_DISGUISES = {
    DisguiseKind.HOMOGLYPH: "letters of another script that look like Latin ones",
    DisguiseKind.UNASSIGNED: "characters inside words that Unicode gives no meaning",
    DisguiseKind.ZERO_WIDTH: "invisible characters",
    DisguiseKind.BIDIRECTIONAL: "characters that change the reading direction",
    DisguiseKind.SOFT_HYPHEN: "soft hyphens inside words",
    DisguiseKind.SPLIT_WORD: "words written letter by letter",
    DisguiseKind.STACKED_MARKS: "more than 30 accents on one letter (those beyond are left out)",
    DisguiseKind.LEFTOVER: "alternatives or placeholders that a program left, such as {one|another} or %name%",
    DisguiseKind.HIDDEN_MARKUP: "text that the page's style hides from readers (left out)",
}
_CHANGES = {
    Kind.MISSPELLING: ("misspelling", "words of the reference that are misspelt here"),
    Kind.SPLIT_WORD: ("split_word", "words of the reference that are split or joined here"),
    Kind.NUMBER_CHANGED: ("number_changed", "numbers that differ from the reference"),
    Kind.NAME_CHANGED: ("name_changed", "names that differ from the reference"),
}
_FORMS = (Kind.SPELLING, Kind.NUMBER_FORMAT)  # the same words in another form
_IS_FORM = np.array([kind in _FORMS for kind in KINDS], np.uint8)
FEWEST_SLIPS = 3  # a slip or two is human


def find_alerts(alignment: Alignment) -> tuple[Alert, ...]:
    """Every alert of a pair; the order is fixed."""
    return (
        *document_alerts(alignment.reference, "reference"),
        *document_alerts(alignment.suspect, "suspect"),
        *_change_alerts(alignment),
        *_quotation_alerts(alignment),
    )


def document_alerts(document: Document, side: str) -> tuple[Alert, ...]:
    """Alerts about the characters of one text; `side` is "reference" or "suspect"."""
    found = []
    for kind, message in _DISGUISES.items() if document.disguises else ():
        places = tuple(d.chars for d in document.disguises if d.kind is kind)
        if places:
            found.append(Alert(str(kind), side, f"The {side} holds {message}.", places))
    return tuple(found)


def _change_alerts(alignment: Alignment) -> list[Alert]:
    found = []
    kinds = alignment.substitutions.kinds.tobytes()
    for kind, (code, message) in _CHANGES.items():
        if KINDS.index(kind) not in kinds:
            continue
        places = _places(alignment, alignment.substitutions.of_kind(kind))
        if len(places) >= (FEWEST_SLIPS if kind in (Kind.MISSPELLING, Kind.SPLIT_WORD) else 1):
            found.append(Alert(code, "suspect", f"The suspect holds {message}.", places))
    return found


def _places(alignment: Alignment, chosen: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Suspect places of the chosen substitutions."""
    _, _, start, end = alignment.substitutions.spans[:, chosen].tolist()
    return tuple(alignment.suspect.chars(Span(a, b)) for a, b in zip(start, end, strict=True))


def _quotation_alerts(alignment: Alignment) -> list[Alert]:
    """Quotations of the reference whose words were changed inside the quotation marks."""
    if not (alignment.reference.quotes and alignment.suspect.quotes):
        return []
    quotes = touched_quotes(alignment)
    if not quotes:
        return []
    message = "Quotations of the reference have other words inside the quotation marks here."
    return [Alert("quotation_changed", "suspect", message, tuple(alignment.suspect.quotes[q] for q in quotes))]


def touched_quotes_plainly(alignment: Alignment) -> list[int]:
    """What `touched_quotes` returns, without the compiled walk."""
    swaps = alignment.substitutions
    inside = inside_quotes(alignment.reference, swaps.spans[0]) & inside_quotes(alignment.suspect, swaps.spans[2])
    touched = inside & ~swaps.of_kind(*_FORMS)
    at = alignment.suspect.starts[swaps.spans[2][touched]]
    opening = alignment.suspect.quote_bounds[0]
    found: list[int] = np.unique(np.searchsorted(opening, at, side="right") - 1).tolist()
    return found


@twin_of(touched_quotes_plainly)
def touched_quotes(alignment: Alignment) -> list[int]:
    """The suspect's quotations, by number, in which words of a quotation of the reference were changed."""
    swaps, suspect = alignment.substitutions, alignment.suspect
    quoted = alignment.reference.in_quotes.view(np.uint8), suspect.in_quotes.view(np.uint8)
    return tallying.touched_quotes((swaps.kinds, swaps.spans), quoted, _IS_FORM, suspect.starts, suspect.quote_bounds[0])
