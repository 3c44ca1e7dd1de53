"""The pipeline of `Detector.compare` with a clock between its steps, and the whole of it as one call."""

from dataclasses import replace
from html import escape

from app.align import Alignment
from app.align.chains import pair_sentences
from app.align.pieces import build_passages
from app.align.retellings import with_retellings
from app.detector import CompareOptions, Detector, Measured, long_enough
from app.features import (
    Swaps,
    count_common,
    find_changes,
    find_facts,
    measure_article,
    measure_company,
    measure_evidence,
    measure_passages,
    measure_swaps,
    weigh,
)
from app.report import comparison_json
from app.sides import number_pair
from app.text import read_html, read_text
from app.verdict import judge, weigh_alternatives
from tests.benchmarks.clocks import Laps, Time
from tests.benchmarks.pairs import Pair


def compare_whole(detector: Detector, pair: Pair) -> bytes:
    """What the service does for one request, and what the requirement is about: from two strings to JSON."""
    return comparison_json(detector.compare(read_text(pair.reference), read_text(pair.suspect)))


def compare_pages(detector: Detector, pages: Pair) -> bytes:
    """`compare_whole` for two pages of HTML."""
    return comparison_json(detector.compare(read_html(pages.reference), read_html(pages.suspect)))


def as_pages(pair: Pair) -> Pair:
    """The texts as a CMS serves them: a style sheet, a menu, the article's paragraphs, a footer."""
    return replace(pair, reference=_page(pair.reference), suspect=_page(pair.suspect))


def _page(text: str) -> str:
    menu = "".join(f'<li><a href="/section-{k}">Section</a></li>' for k in range(30))
    paragraphs = "".join(f'<p class="lead">{escape(paragraph)}</p>' for paragraph in text.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>Page</title><style>.lead{{color:#333}}</style></head><body><nav><ul>{menu}</ul></nav>"
        f"<article>{paragraphs}</article><footer>Imprint</footer></body></html>"
    )


def time_stages(detector: Detector, texts: Pair) -> dict[str, Time]:
    """Time of each stage of one comparison, in order; the calls are those of `align` and `Detector.compare`."""
    model, options = detector.model, CompareOptions()
    clock = Laps()
    reference, suspect = read_text(texts.reference), read_text(texts.suspect)
    clock.lap("read_text, both sides")
    pair = number_pair(reference, suspect, detector.lexicon)
    clock.lap("number_pair")
    chains = pair_sentences(pair)
    clock.lap("pair_sentences")
    chains, retold = with_retellings(chains, pair)
    clock.lap("with_retellings")
    passages, swaps = build_passages(chains, pair, retold)
    clock.lap("build_passages, with the substitutions")
    alignment = long_enough(Alignment(pair, passages, swaps), options.minimum_passage_words)
    changes = find_changes(alignment)
    clock.lap("find_changes")
    values = measure_swaps(alignment, changes)
    clock.lap("measure_swaps")
    alone = model.score_alone(values) * changes.may_be_swap
    spin = model.score_in_company(measure_company(changes, alone)) * changes.may_be_swap
    clock.lap("score swaps, alone and in company")
    common = count_common(pair)
    clock.lap("count_common")
    stretches = weigh(changes, Swaps(alone, spin), common)
    evidence, of_passages = measure_evidence(stretches)
    table = measure_passages(stretches)
    clock.lap("weigh and measure stretches")
    classes = model.score_passages(table, of_passages)
    features = measure_article(stretches, classes)
    article = model.score_article(features, evidence)
    clock.lap("score passages and article")
    verdict = judge(alignment, article.tolist(), classes.tolist(), spin, model.steering)
    clock.lap("judge")
    facts = find_facts(alignment)
    clock.lap("find_facts")
    alternatives = weigh_alternatives(alignment, verdict.passages, facts)
    clock.lap("weigh_alternatives")
    comparison_json(Measured(alignment, options, model, spin, features, verdict, facts, alternatives, detector.finder))
    clock.lap("comparison_json")
    return clock.times


def time_phases(detector: Detector, pair: Pair) -> dict[str, Time]:
    """Time of reading, comparing and reporting; for texts of any length."""
    clock = Laps()
    reference, suspect = read_text(pair.reference), read_text(pair.suspect)
    clock.lap("read")
    comparison = detector.compare(reference, suspect)
    clock.lap("compare")
    comparison_json(comparison)
    clock.lap("report")
    return clock.times
