"""A comparison becomes a report: token spans become character places, columns become entries of its JSON.

The JSON is the report's first form, written from columns (decision 0025); a `Report` is made of it for those who read one.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import orjson

from app.align import Alignment
from app.detector import CompareOptions, Comparison, Measured, NotMeasured
from app.features import ARTICLE_FEATURES, CLASSES, Facts
from app.report.entries import DIGITS, edit_entries, pattern_entries, sentence_entries, substitution_entries, survived_entries
from app.report.places import find_places
from app.report.types import (
    REPORT_VERSION,
    AlertEntry,
    AlternativeEntry,
    Part,
    Place,
    Report,
    Reuse,
    SurvivalEntry,
    Unmatched,
)
from app.text import Document, Span
from app.verdict import Alert, document_alerts


def build_report(comparison: Comparison, parts: frozenset[Part] | None = None) -> Report:
    """The report of one comparison, for pages and other forms; who only sends it on takes `comparison_json`."""
    return Report.model_validate(orjson.loads(comparison_json(comparison, parts)))


def comparison_json(comparison: Comparison, parts: frozenset[Part] | None = None) -> bytes:
    """The report of one comparison as `report_json` gives it, without an object for any of its lines.

    Its places of reuse are looked for where `parts` names them: that may take longer than the comparison.
    """
    content = _measured(comparison, parts) if isinstance(comparison, Measured) else _not_measured(comparison, parts)
    return orjson.dumps(_only(content, parts))


def report_json(report: Report, parts: frozenset[Part] | None = None) -> bytes:
    """The report as UTF-8 JSON; of the parts only `parts` (None: all), a part left out is empty, a text left out null."""
    content = dict(report)
    for name in ("reference", "suspect", "probabilities", "reuse", "model"):
        content[name] = dict(content[name])
    content["settings"] = report.settings.model_dump()
    content["assurance"] = report.assurance and dict(report.assurance)
    if content.get("review") is None:
        content.pop("review", None)
    return orjson.dumps(_only(content, parts))


_EMPTY: Final[dict[Part, Any]] = {Part.FEATURES: {}, Part.PLACES: None}


def _only(content: dict[str, Any], parts: frozenset[Part] | None) -> dict[str, Any]:
    """`content` without what is left out."""
    if parts is None:
        return content
    left_out: dict[str, Any] = {part: _EMPTY.get(part, []) for part in set(Part) - parts - {Part.TEXTS}}
    if Part.TEXTS not in parts:
        left_out |= {name: content[name] | {"text": None} for name in ("reference", "suspect")}
    return content | left_out


def _measured(comparison: Measured, parts: frozenset[Part] | None) -> dict[str, Any]:
    alignment, verdict, facts = comparison.alignment, comparison.verdict, comparison.facts
    return {
        "version": REPORT_VERSION,
        "measured": True,
        "not_measured_reason": None,
        "label": comparison.label,
        "probability": round(verdict.article.probability, DIGITS),
        "probabilities": _by_class(verdict.article.probabilities),
        "candidates": [str(label) for label in verdict.article.candidates],
        "reuse": {label: round(share, DIGITS) for label, share in verdict.reuse.items()},
        "reasons": verdict.reasons,
        "reference": _text_entry(alignment.reference),
        "suspect": _text_entry(alignment.suspect),
        "passages": _passages(comparison),
        "places": _places(comparison) if parts and Part.PLACES in parts else None,
        "unmatched": _unmatched(alignment),
        "substitutions": substitution_entries(comparison),
        "patterns": pattern_entries(alignment),
        "edits": edit_entries(alignment),
        "alerts": _alerts(verdict.alerts),
        "features": dict(zip(_FEATURE_NAMES, comparison.features.round(5).tolist(), strict=True)),
        "survived": survived_entries(alignment, facts),
        "survival": _survival(facts),
        "alternatives": _alternatives(comparison),
        **_origin(comparison),
    }


_FEATURE_NAMES = tuple(feature.name for feature in ARTICLE_FEATURES)


def _origin(comparison: Comparison) -> dict[str, Any]:
    """What the report was made with."""
    model = comparison.model
    return {
        "model": {"name": model.name, "version": model.version},
        "assurance": model.assurance and _fields(model.assurance),
        "settings": _settings(comparison.options),
    }


def _fields(flat: Any) -> dict[str, Any]:
    """A slotted dataclass without others inside as a dict; `asdict` looks for them, which takes as long as a list."""
    return {name: getattr(flat, name) for name in flat.__slots__}


def _by_class(probabilities: Sequence[float]) -> dict[str, float]:
    return {name: round(p, DIGITS) for name, p in zip(CLASSES, probabilities, strict=True)}


def _text_entry(document: Document) -> dict[str, Any]:
    markings = document.markings
    return {
        "text": document.text,
        "sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        "characters": len(document.text),
        "words": len(document),
        "sentences": document.n_sentences,
        "quotations": _chars(markings.quotes),
        "left_out": [{"reason": str(each.reason), "words": each.words} for each in markings.left_out],
        "is_html_source": markings.is_source,
        "about": {name: fact for name, fact in _fields(markings.about).items() if fact},
    }


def _settings(options: CompareOptions) -> dict[str, Any]:
    excluded = options.excluded
    return {
        "exclude_quotations": options.exclude_quotations,
        "minimum_passage_words": options.minimum_passage_words,
        "excluded": {"reference": _chars(excluded.reference), "suspect": _chars(excluded.suspect)},
    }


def _chars(spans: Iterable[Span]) -> list[Place]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _passages(comparison: Measured) -> list[dict[str, Any]]:
    alignment, verdict = comparison.alignment, comparison.verdict
    swaps = np.bincount(alignment.substitutions.passages, minlength=len(alignment.passages)).tolist()
    sentences = sentence_entries(alignment)
    return [
        {
            "reference": _place(alignment.reference, passage.reference.start, passage.reference.end),
            "suspect": _place(alignment.suspect, passage.suspect.start, passage.suspect.end),
            "label": str(judgement.label),
            "probability": round(judgement.probability, DIGITS),
            "probabilities": _by_class(judgement.probabilities),
            "words": len(passage.suspect),
            "substitutions": swaps[k],
            "sentences": entries,
        }
        for k, (passage, judgement, entries) in enumerate(zip(alignment.passages, verdict.passages, sentences, strict=True))
    ]


def _places(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "reference": {"start": place.reference.start, "end": place.reference.end},
            "suspect": {"start": place.suspect.start, "end": place.suspect.end},
            "label": place.label,
            "passages": list(place.passages),
        }
        for place in find_places(comparison)
    ]


def _place(document: Document, start: int, end: int) -> Place:
    if end > start:
        return {"start": document.starts.item(start), "end": document.ends.item(end - 1)}
    at = document.ends.item(start - 1) if start else 0
    return {"start": at, "end": at}


def _unmatched(alignment: Alignment) -> Unmatched:
    return {
        "reference": _free(alignment.reference, [p.reference for p in alignment.passages]),
        "suspect": _free(alignment.suspect, [p.suspect for p in alignment.passages]),
    }


def _free(document: Document, taken: list[Span]) -> list[Place]:
    """Stretches of a text between the taken token spans, as places."""
    free, at, end = [], 0, len(document)
    for span in sorted(taken, key=lambda s: s.start):
        if span.start > at:
            free.append(_place(document, at, span.start))
        at = max(at, span.end)
    if at < end:
        free.append(_place(document, at, end))
    return free


def _alerts(alerts: Iterable[Alert]) -> list[AlertEntry]:
    return [
        {
            "code": alert.code,
            "side": alert.side,
            "message": alert.message,
            "count": len(alert.places),
            "places": _chars(alert.places),
        }
        for alert in alerts
    ]


def _survival(facts: Facts) -> dict[str, SurvivalEntry]:
    return {
        str(kind): {"kept": found.kept, "of": found.of, "in_order": round(found.in_order, DIGITS)}
        for kind, found in facts.survival().items()
    }


def _alternatives(comparison: Measured) -> list[AlternativeEntry]:
    return [
        {"code": each.code, "title": each.title, "explains": round(each.explains, DIGITS), "message": each.message}
        for each in comparison.alternatives
    ]


def _not_measured(comparison: NotMeasured, parts: frozenset[Part] | None) -> dict[str, Any]:
    reference, suspect = comparison.pair.reference.document, comparison.pair.suspect.document
    alerts = (*document_alerts(reference, "reference"), *document_alerts(suspect, "suspect"))
    return {
        "version": REPORT_VERSION,
        "measured": False,
        "not_measured_reason": comparison.reason,
        "label": comparison.label,
        "probability": 0.0,
        "probabilities": _by_class([0.0] * len(CLASSES)),
        "candidates": [],
        "reuse": dict.fromkeys(Reuse.model_fields, 0.0),
        "reasons": [f"Not measured: {comparison.reason}."],
        "reference": _text_entry(reference),
        "suspect": _text_entry(suspect),
        "passages": [],
        "places": _places(comparison) if parts and Part.PLACES in parts else [],
        "unmatched": {"reference": [], "suspect": []},
        "substitutions": [],
        "patterns": [],
        "edits": [],
        "alerts": _alerts(alerts),
        "features": {},
        "survived": [],
        "survival": {},
        "alternatives": [],
        **_origin(comparison),
    }
