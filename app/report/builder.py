"""A comparison becomes a report: token spans become character places, rows become plain entries."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import numpy as np
import orjson
from numpy.typing import NDArray

from app.align import KINDS, LONGEST_UNIT, Alignment, Op, Passage
from app.detector import Comparison, Measured, NotMeasured
from app.features import ARTICLE_FEATURES, CLASSES, FACT_KINDS, Facts, inside_quotes
from app.report.explanations import explain
from app.report.types import (
    REPORT_VERSION,
    AlertEntry,
    AlternativeEntry,
    AssuranceEntry,
    EditEntry,
    ExcludedEntry,
    ModelEntry,
    Part,
    PassageEntry,
    PatternEntry,
    Place,
    Probabilities,
    Report,
    Reuse,
    SentenceEntry,
    SettingsEntry,
    SubstitutionEntry,
    SurvivalEntry,
    SurvivedEntry,
    TextEntry,
    Unmatched,
)
from app.text import Document, Span
from app.verdict import Alert, Label, document_alerts

Bounds = tuple[NDArray[np.int32], NDArray[np.int32]]  # where each token starts and ends, in characters
DIGITS = 4  # of a probability in the report: finer than any calibration
_OPS = {int(Op.REPLACE): "rewrite", int(Op.INSERT): "insert", int(Op.DELETE): "delete"}


def build_report(comparison: Comparison) -> Report:
    """The report of one comparison; everything in it is JSON."""
    return _measured(comparison) if isinstance(comparison, Measured) else _not_measured(comparison)


def _measured(comparison: Measured) -> Report:
    alignment, verdict, facts = comparison.alignment, comparison.verdict, comparison.facts
    places = _Places(alignment)
    spin: list[float] = np.round(comparison.spin, DIGITS).tolist()
    return Report.model_construct(
        version=REPORT_VERSION,
        measured=True,
        not_measured_reason=None,
        label=str(verdict.article.label),
        probability=round(verdict.article.probability, DIGITS),
        probabilities=Probabilities.model_construct(None, **_by_class(verdict.article.probabilities)),
        candidates=[str(label) for label in verdict.article.candidates],
        reuse=Reuse.model_construct(None, **{label: round(share, DIGITS) for label, share in verdict.reuse.items()}),
        reasons=list(verdict.reasons),
        reference=_text_entry(alignment.reference),
        suspect=_text_entry(alignment.suspect),
        passages=_passages(comparison, places),
        unmatched=_unmatched(alignment, places),
        substitutions=_substitutions(comparison, places, spin),
        patterns=_patterns(alignment),
        edits=_edits(alignment, places),
        alerts=_alerts(verdict.alerts),
        features=dict(zip((f.name for f in ARTICLE_FEATURES), np.round(comparison.features, 5).tolist(), strict=True)),
        survived=_survived(alignment, facts, places),
        survival=_survival(facts),
        alternatives=_alternatives(comparison),
        model=ModelEntry(name=comparison.model.name, version=comparison.model.version),
        assurance=_assurance(comparison),
        settings=_settings(comparison),
    )


def report_json(report: Report, parts: frozenset[Part] | None = None) -> bytes:
    """The report as UTF-8 JSON; of the parts only `parts` (None: all), a part left out is empty, a text left out null."""
    content = dict(report)
    for name in ("probabilities", "reuse", "model"):
        content[name] = dict(content[name])
    content["settings"] = report.settings.model_dump()
    content["assurance"] = report.assurance and dict(report.assurance)
    for name in ("reference", "suspect"):
        content[name] = dict(content[name])
        if parts is not None and Part.TEXTS not in parts:
            content[name]["text"] = None
    if parts is not None:
        for part in set(Part) - parts - {Part.TEXTS}:
            content[part] = {} if part is Part.FEATURES else []
    return orjson.dumps(content)


class _Places:
    """Where the tokens of both sides start and end, in characters."""

    def __init__(self, alignment: Alignment) -> None:
        self.reference: Bounds = (alignment.reference.starts, alignment.reference.ends)
        self.suspect: Bounds = (alignment.suspect.starts, alignment.suspect.ends)


def _place(bounds: Bounds, start: int, end: int) -> Place:
    if end > start:
        return {"start": bounds[0].item(start), "end": bounds[1].item(end - 1)}
    at = bounds[1].item(start - 1) if start else 0
    return {"start": at, "end": at}


def _by_class(probabilities: Sequence[float]) -> dict[str, float]:
    return {name: round(p, DIGITS) for name, p in zip(CLASSES, probabilities, strict=True)}


def _text_entry(document: Document) -> TextEntry:
    return TextEntry.model_construct(
        text=document.text,
        sha256=hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        characters=len(document.text),
        words=len(document),
        sentences=document.n_sentences,
        quotations=_chars(document.markings.quotes),
        is_html_source=document.markings.is_source,
        left_out=[{"reason": str(each.reason), "words": each.words} for each in document.markings.left_out],
    )


def _settings(comparison: Comparison) -> SettingsEntry:
    options = comparison.options
    excluded = ExcludedEntry(reference=_chars(options.excluded.reference), suspect=_chars(options.excluded.suspect))
    return SettingsEntry(
        exclude_quotations=options.exclude_quotations,
        minimum_passage_words=options.minimum_passage_words,
        excluded=excluded,
    )


def _chars(spans: Iterable[Span]) -> list[Place]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _passages(comparison: Measured, places: _Places) -> list[PassageEntry]:
    alignment, verdict = comparison.alignment, comparison.verdict
    swaps = Counter(alignment.substitutions.passages.tolist())
    return [
        {
            "reference": _place(places.reference, passage.reference.start, passage.reference.end),
            "suspect": _place(places.suspect, passage.suspect.start, passage.suspect.end),
            "label": str(judgement.label),
            "probability": round(judgement.probability, DIGITS),
            "probabilities": _by_class(judgement.probabilities),
            "words": len(passage.suspect),
            "substitutions": swaps[k],
            "sentences": _sentences(passage, places),
        }
        for k, (passage, judgement) in enumerate(zip(alignment.passages, verdict.passages, strict=True))
    ]


def _sentences(passage: Passage, places: _Places) -> list[SentenceEntry]:
    rows = passage.edit_rows
    equal = np.concatenate(([0], np.cumsum((rows[:, 2] - rows[:, 1]) * (rows[:, 0] == Op.EQUAL))))
    first, last = passage.pair_rows[:, 4], passage.pair_rows[:, 5]
    r, r_end, s, s_end = rows[first, 1], rows[last - 1, 2], rows[first, 3], rows[last - 1, 4]
    changed = np.round(1.0 - (equal[last] - equal[first]) / np.maximum(np.maximum(r_end - r, s_end - s), 1), DIGITS)
    bounds = (column.tolist() for column in (r, r_end, s, s_end, changed))
    return [
        {"reference": _place(places.reference, a, b), "suspect": _place(places.suspect, c, d), "changed": share}
        for a, b, c, d, share in zip(*bounds, strict=True)
    ]


def _unmatched(alignment: Alignment, places: _Places) -> Unmatched:
    return {
        "reference": _free(places.reference, [p.reference for p in alignment.passages]),
        "suspect": _free(places.suspect, [p.suspect for p in alignment.passages]),
    }


def _free(bounds: Bounds, taken: list[Span]) -> list[Place]:
    """Stretches of a text between the taken token spans, as places."""
    free, at, end = [], 0, len(bounds[0])
    for span in sorted(taken, key=lambda s: s.start):
        if span.start > at:
            free.append(_place(bounds, at, span.start))
        at = max(at, span.end)
    if at < end:
        free.append(_place(bounds, at, end))
    return free


def _substitutions(comparison: Measured, places: _Places, spin: list[float]) -> list[SubstitutionEntry]:
    alignment, verdict = comparison.alignment, comparison.verdict
    swaps = alignment.substitutions
    r, r_end, s, s_end = swaps.spans
    reference, suspect = alignment.reference, alignment.suspect
    shares = _shares(comparison.spin, verdict.article.probabilities[CLASSES.index(Label.SPUN)])
    quoted = inside_quotes(suspect, s)
    reasons = explain(swaps.kinds, comparison.spin, quoted)
    return [
        {
            "reference": {"start": a, "end": b, "text": reference.text[a:b]},
            "suspect": {"start": c, "end": d, "text": suspect.text[c:d]},
            "kind": _KIND_NAMES[kind],
            "spin_probability": probability,
            "share": share,
            "reason": reason,
            "passage": passage,
            "in_quotation": in_quotation,
        }
        for a, b, c, d, kind, probability, share, reason, passage, in_quotation in zip(
            reference.starts[r].tolist(),
            reference.ends[r_end - 1].tolist(),
            suspect.starts[s].tolist(),
            suspect.ends[s_end - 1].tolist(),
            swaps.kinds.tolist(),
            spin,
            shares,
            reasons,
            swaps.passages.tolist(),
            quoted.tolist(),
            strict=True,
        )
    ]


_KIND_NAMES = tuple(str(kind) for kind in KINDS)


def _shares(spin: NDArray[np.float64], probability: float) -> list[float]:
    """Each substitution's part of the article's spun probability, in proportion to its own; they add up to it."""
    total = spin.sum()
    shares: list[float] = np.round(spin / total * probability if total > 0 else spin, 6).tolist()
    return shares


def _patterns(alignment: Alignment) -> list[PatternEntry]:
    """Swaps made more than once, the most frequent first."""
    repeated = [(pair, n) for pair, n in alignment.pattern_counts.items() if n > 1]
    return [{"from": a, "to": b, "count": n} for (a, b), n in sorted(repeated, key=lambda x: -x[1])]


def _edits(alignment: Alignment, places: _Places) -> list[EditEntry]:
    """Insertions, deletions and rebuilt stretches: equal words need no entry, and substitutions have their own list."""
    return [
        {"op": _OPS[op], "reference": _place(places.reference, r, r_end), "suspect": _place(places.suspect, s, s_end)}
        for passage in alignment.passages
        for op, r, r_end, s, s_end in passage.edit_rows[_is_listed(passage.edit_rows)].tolist()
    ]


def _is_listed(rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    longer = np.maximum(rows[:, 2] - rows[:, 1], rows[:, 4] - rows[:, 3])
    listed: NDArray[np.bool_] = (rows[:, 0] >= Op.INSERT) | ((rows[:, 0] == Op.REPLACE) & (longer > LONGEST_UNIT))
    return listed


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


def _survived(alignment: Alignment, facts: Facts, places: _Places) -> list[SurvivedEntry]:
    """The facts that stand unchanged, in the suspect's order."""
    kept = facts.survived()
    starts, ends, suspect = facts.starts[kept], facts.ends[kept], facts.suspect[kept]
    text = alignment.reference.text
    columns = (
        facts.kinds[kept],
        *(places.reference[0][starts], places.reference[1][ends - 1]),
        *(places.suspect[0][suspect], places.suspect[1][suspect + (ends - starts) - 1]),
    )
    return [
        {"kind": _FACT_NAMES[kind], "text": text[a:b], "reference": {"start": a, "end": b}, "suspect": {"start": c, "end": d}}
        for kind, a, b, c, d in zip(*(column.tolist() for column in columns), strict=True)
    ]


_FACT_NAMES = tuple(str(kind) for kind in FACT_KINDS)


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


def _assurance(comparison: Comparison) -> AssuranceEntry | None:
    found = comparison.model.assurance
    return AssuranceEntry.model_construct(None, **asdict(found)) if found else None


def _not_measured(comparison: NotMeasured) -> Report:
    reference, suspect = comparison.pair.reference.document, comparison.pair.suspect.document
    alerts = (*document_alerts(reference, "reference"), *document_alerts(suspect, "suspect"))
    return Report(
        version=REPORT_VERSION,
        measured=False,
        not_measured_reason=comparison.reason,
        label=str(Label.NOT_MEASURED),
        probability=0.0,
        probabilities=Probabilities(independent=0.0, copied=0.0, spun=0.0, paraphrased=0.0),
        candidates=[],
        reuse=Reuse(copied=0.0, spun=0.0, paraphrased=0.0),
        reasons=[f"Not measured: {comparison.reason}."],
        reference=_text_entry(reference),
        suspect=_text_entry(suspect),
        passages=[],
        unmatched={"reference": [], "suspect": []},
        substitutions=[],
        patterns=[],
        edits=[],
        alerts=_alerts(alerts),
        features={},
        survived=[],
        survival={},
        alternatives=[],
        model=ModelEntry(name=comparison.model.name, version=comparison.model.version),
        assurance=_assurance(comparison),
        settings=_settings(comparison),
    )
