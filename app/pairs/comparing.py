"""A request is compared: its sides are read and prepared, and out comes a label with the report as JSON."""

from functools import partial
from hashlib import sha256

import orjson

from app.detector import CompareOptions, Comparison, Detector, Excluded, Measured
from app.errors import InputError
from app.pairs.requests import ArticleText, CompareMany, CompareRequest, UnusableSide
from app.report import REPORT_VERSION, FactsEntry, Part, Report, build_report, comparison_json, report_json, reread
from app.sides import Pair, Side
from app.sources import read_source
from app.views import Glance, glance_at


class TextsMissing(InputError):
    """The report was kept without its texts, so they cannot be compared again."""


def compare_pair(detector: Detector, request: CompareRequest) -> tuple[str, bytes]:
    """The article's label and the report as JSON: about 10 ms for two articles of 1,600 words, on one thread.

    Raises: UnusableSide.
    """
    return _answer(_compared(detector, request), request)


def compare_at_a_glance(detector: Detector, request: CompareRequest) -> tuple[str, bytes, Glance]:
    """What `compare_pair` returns, and the glance at it.

    Raises: UnusableSide.
    """
    comparison = _compared(detector, request)
    return *_answer(comparison, request), glance_at(comparison, request.options.wanted, request.suspect.about)


def _compared(detector: Detector, request: CompareRequest) -> Comparison:
    reference, suspect = (prepared(detector, name, side) for name, side in request.sides.items())
    return detector.compare_pair(Pair.of(reference, suspect), request.options.chosen)


def _answer(comparison: Comparison, request: CompareRequest) -> tuple[str, bytes]:
    return str(comparison.label), _written(comparison, request.options.wanted, request.reference.about, request.suspect.about)


def _written(comparison: Comparison, parts: frozenset[Part] | None, reference: FactsEntry, suspect: FactsEntry) -> bytes:
    """The report's JSON, with what is said of its articles where something is."""
    if reference or suspect:
        return report_json(_saying(build_report(comparison, parts), reference, suspect), parts)
    return comparison_json(comparison, parts)


def compare_asked(detector: Detector, request: CompareRequest | CompareMany) -> tuple[str, bytes]:
    """What `compare_pair` and `compare_many` return, whichever is asked for.

    Raises: UnusableSide.
    """
    return compare_many(detector, request) if isinstance(request, CompareMany) else compare_pair(detector, request)


def compare_many(detector: Detector, request: CompareMany) -> tuple[str, bytes]:
    """The label of the best report, or of the first where none is, and `Reports` as JSON; the suspect is prepared once.

    Raises: UnusableSide.
    """
    suspect, *references = (prepared(detector, name, side) for name, side in request.sides.items())
    labels, shares, written = [], [], []
    # one after the other, for a comparison holds much more than its JSON
    for said, reference in zip(request.references, references, strict=True):
        comparison = detector.compare_pair(Pair.of(reference, suspect), request.options.chosen)
        labels.append(str(comparison.label))
        shares.append(sum(comparison.verdict.reuse.values()) if isinstance(comparison, Measured) else 0.0)
        written.append(_written(comparison, request.options.wanted, said.about, request.suspect.about))
    best = max(range(len(shares)), key=shares.__getitem__)
    head = orjson.dumps({"version": REPORT_VERSION, "best": best if shares[best] > 0.0 else None})
    return labels[best], head[:-1] + b',"reports":[' + b",".join(written) + b"]}"


def compare_again(detector: Detector, report: Report, *, exclude_quotations: bool, excluded: Excluded) -> Report:
    """The report of the texts that `report` holds, with other words left out: about 10 ms, and offsets mean the same.

    Raises: TextsMissing.
    """
    if report.reference.text is None or report.suspect.text is None:
        raise TextsMissing()
    reference, suspect = reread(report, "reference"), reread(report, "suspect")
    options = CompareOptions(exclude_quotations, report.settings.minimum_passage_words, excluded)
    again = build_report(detector.compare(reference, suspect, options))
    return _saying(again, report.reference.about, report.suspect.about)


def _saying(report: Report, reference: FactsEntry, suspect: FactsEntry) -> Report:
    """The report with what is said of its articles."""
    if not (reference or suspect):
        return report
    sides = {"reference": reference, "suspect": suspect}
    return report.model_copy(
        update={
            name: getattr(report, name).model_copy(update={"about": {**getattr(report, name).about, **about}})
            for name, about in sides.items()
        }
    )


def prepared(detector: Detector, name: str, side: ArticleText) -> Side:
    """The side of one text for the detector, which keeps the last few by a hash of what was sent; `name` is its pointer's.

    Raises: UnusableSide.
    """
    try:
        return detector.prepare(_hash(side), partial(read_source, side, max_characters=side.n_characters))
    except InputError as error:
        raise UnusableSide(str(error), pointer=f"#/{name}/{side.form}") from None


def _hash(source: ArticleText) -> bytes:
    markings = source.markings.model_dump_json() if source.markings else ""
    written = source.text if source.html is None else source.html
    return sha256(f"{source.form}\0{markings}\0{written}".encode("utf-8", "surrogatepass")).digest()
