"""Reports built by hand from texts of our own, so that the views can be tested without the detector."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from app.report.types import REPORT_VERSION, Report

REFERENCE = """Ferry line opens to the north shore

The harbour council opened a new ferry line on Monday. The foreign minister said “the route is a gift to every family”, and the military band played for an hour.

But the leading shipping firm warned that fuel prices, such as those paid last winter, could close the line through next spring. The military will guard the pier.

Tickets cost four crowns and can be bought on board."""

SUSPECT = """Ferry line opens to the north shore

Tickets price 4 crowns and may be purchased on board.

The harbor council launched a fresh ferry line on Monday. The overseas minister stated “the road is a present to every household”, and the army band played for an hour.

However the main shipping firm warned that gasoline prices, reminiscent of those paid last winter, could shut the line by means of next spring. The army will guard the pier. Nobody asked the gulls."""

# reference words, suspect words, kind; found from left to right, one place each
SWAPS = (
    ("harbour", "harbor", "spelling_variant", 0.05),
    ("opened", "launched", "synonym", 0.81),
    ("new", "fresh", "synonym", 0.88),
    ("foreign", "overseas", "name_changed", 0.97),
    ("said", "stated", "synonym", 0.62),
    ("route", "road", "quotation_changed", 0.93),
    ("gift", "present", "quotation_changed", 0.94),
    ("family", "household", "quotation_changed", 0.91),
    ("military", "army", "synonym", 0.95),
    ("But", "However", "function_word", 0.77),
    ("leading", "main", "synonym", 0.9),
    ("fuel", "gasoline", "synonym", 0.86),
    ("such as", "reminiscent of", "wrong_sense", 0.98),
    ("close", "shut", "synonym", 0.7),
    ("through", "by means of", "wrong_sense", 0.99),
    ("military", "army", "synonym", 0.95),
)
MOVED_SWAPS = (
    ("cost", "price", "wrong_sense", 0.96),
    ("four", "4", "number_or_format", 0.3),
    ("can", "may", "function_word", 0.6),
    ("bought", "purchased", "synonym", 0.83),
)


def sample_report(**changes: Any) -> Report:
    """A spun article with a moved paragraph, an added sentence, a repeated swap and an alert."""
    sentences = [_lines(REFERENCE), _lines(SUSPECT)]
    order = ((0, 0), (1, 2), (2, 3), (3, 4), (4, 5), (5, 1))
    pairs = [(sentences[0][left], sentences[1][right]) for left, right in order]
    swaps = [*_found(SWAPS, (REFERENCE.index("The harbour"), SUSPECT.index("The harbor")), 0), *_found(MOVED_SWAPS, (REFERENCE.index("Tickets"), SUSPECT.index("Tickets")), 1)]
    passages = [_passage(pairs[:5], "spun", 0.95), _passage(pairs[5:], "spun", 0.74)]
    extra = SUSPECT.index("Nobody")
    fields: dict[str, Any] = {
        "version": REPORT_VERSION,
        "measured": True,
        "not_measured_reason": None,
        "label": "spun",
        "probability": 0.934,
        "probabilities": {"independent": 0.002, "copied": 0.024, "spun": 0.934, "paraphrased": 0.04},
        "candidates": [],
        "reuse": {"copied": 0.05, "spun": 0.89, "paraphrased": 0.0},
        "reasons": ["20 of 83 words were swapped one by one.", "Three words inside a quotation were changed."],
        "reference": text_entry(REFERENCE),
        "suspect": text_entry(SUSPECT),
        "passages": passages,
        "unmatched": {"reference": [], "suspect": [place(extra, len(SUSPECT))]},
        "substitutions": swaps,
        "patterns": [{"from": "military", "to": "army", "count": 2}],
        "edits": [{"op": "insert", "reference": place(9, 9), "suspect": place(extra, extra + 6)}],
        "alerts": [_alert("zero_width", "suspect", SUSPECT.index("gulls"))],
        "features": {"replaced_rate": 0.24},
        "model": {"name": "sample", "version": "1"},
        "settings": {"exclude_quotations": False, "minimum_passage_words": 15},
    }
    return Report(**{**fields, **changes})


def bare_report(reference: str, suspect: str, **changes: Any) -> Report:
    """A report on any two texts without passages, marks or patterns."""
    empty: dict[str, Any] = dict.fromkeys(("passages", "substitutions", "patterns", "edits", "alerts", "reasons"), [])
    sides = {"reference": text_entry(reference), "suspect": text_entry(suspect)}
    return sample_report(**{**empty, **sides, "unmatched": {"reference": [], "suspect": []}, **changes})


def unmeasured_report() -> Report:
    """A pair that was too short."""
    zero = dict.fromkeys(("independent", "copied", "spun", "paraphrased"), 0.0)
    return bare_report(
        "Gulls.",
        "Terns.",
        measured=False,
        not_measured_reason="The suspect has 1 word; at least 50 are needed.",
        label="not_measured",
        probability=0.0,
        probabilities=zero,
        reuse={"copied": 0.0, "spun": 0.0, "paraphrased": 0.0},
    )


def place(start: int, end: int) -> dict[str, int]:
    """A place of a report."""
    return {"start": start, "end": end}


def text_entry(text: str) -> dict[str, Any]:
    """One compared text of a report."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    sizes = {"characters": len(text), "words": len(text.split()), "sentences": len(_lines(text))}
    return {"text": text, "sha256": digest, **sizes}


def _lines(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S[^.\n]*(?:\.|$)", text, re.MULTILINE)]


def _found(swaps: Sequence[tuple[str, str, str, float]], start: tuple[int, int], passage: int) -> Iterator[dict[str, Any]]:
    at = list(start)
    for before, after, kind, probability in swaps:
        at = [REFERENCE.index(before, at[0]), SUSPECT.index(after, at[1])]
        quotes = [{**place(i, i + len(w)), "text": w} for i, w in zip(at, (before, after), strict=True)]
        yield {
            "reference": quotes[0],
            "suspect": quotes[1],
            "kind": kind,
            "spin_probability": probability,
            "share": probability / 20,
            "reason": "the swap is a spinner's",
            "passage": passage,
            "in_quotation": kind == "quotation_changed",
        }
        at = [at[0] + len(before), at[1] + len(after)]


def _passage(pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]], label: str, probability: float) -> dict[str, Any]:
    shares = {"independent": 0.0, "copied": 0.0, "spun": probability, "paraphrased": 1 - probability}
    return {
        "reference": place(pairs[0][0][0], pairs[-1][0][1]),
        "suspect": place(pairs[0][1][0], pairs[-1][1][1]),
        "label": label,
        "probability": probability,
        "probabilities": shares,
        "words": 60,
        "substitutions": 16,
        "sentences": [
            {"reference": place(*left), "suspect": place(*right), "changed": min(n / 10, 1.0)}
            for n, (left, right) in enumerate(pairs)
        ],
    }


def _alert(code: str, side: str, at: int) -> dict[str, Any]:
    message = "invisible characters stand inside words"
    return {"code": code, "side": side, "message": message, "count": 1, "places": [place(at, at + 5)]}
