"""What the page's script says of each swap, as one JSON value: words, kind, probability, share and reason by number."""

from typing import Any

import orjson
from markupsafe import Markup

from app.report import Report
from app.views.glyphs import shown
from app.views.ledger import ledger_rows
from app.views.wording import percent


def swap_facts(report: Report) -> Markup:
    """JSON that may stand in a script element: kinds and reasons once, and of each swap a list that names them by place."""
    kinds: dict[str, int] = {}
    reasons: dict[str, int] = {}
    swaps: list[list[Any]] = []
    for row in ledger_rows(report):
        kind, reason = kinds.setdefault(row.kind, len(kinds)), reasons.setdefault(row.reason, len(reasons))
        share = f"{row.share * 100:.1f} %"
        swaps.append([row.number, shown(row.reference), shown(row.suspect), kind, percent(row.probability), share, reason])
    written = orjson.dumps({"kinds": list(kinds), "reasons": list(reasons), "swaps": swaps}).decode()
    # no text may end the element or begin a comment in it
    return Markup(written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704
