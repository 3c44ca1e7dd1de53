"""The pipeline of `Detector.compare` with a clock between its steps, and the whole of it as one call."""

from app.align import Alignment
from app.align.pieces import build_passages
from app.align.retellings import with_retellings
from app.align.sentence_pairs import pair_sentences
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
from app.text import read_text
from app.verdict import judge, weigh_alternatives
from tests.benchmarks.clocks import Laps, Time
from tests.benchmarks.pairs import Pair


def compare_whole(detector: Detector, pair: Pair) -> bytes:
    """What the service does for one request, and what the requirement is about: from two strings to JSON."""
    return comparison_json(detector.compare(read_text(pair.reference), read_text(pair.suspect)))


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
    verdict = judge(alignment, article.tolist(), classes.tolist(), spin, model.thresholds)
    clock.lap("judge")
    facts = find_facts(alignment)
    clock.lap("find_facts")
    alternatives = weigh_alternatives(alignment, verdict.passages, facts)
    clock.lap("weigh_alternatives")
    comparison_json(Measured(alignment, options, model, spin, features, verdict, facts, alternatives))
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
