"""What a model is fitted on: labelled pairs, from the corpora and from the spinners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from app.text import Span
from app.training.examples.corpora import CorpusPair, Original, Split, articles, pairs
from app.training.examples.labels import TaughtLabel, label_of, new_share, words_of
from app.training.examples.spinners import Knobs, Maker, Style, load_styles, mixed, spin
from app.training.examples.spinners.composites import COMPOSITES, Composite, Workshop
from app.training.examples.spinners.disturbing import DISTURBANCES
from app.training.examples.spinners.planting import BEDS, Planting, plant

SPUN_STYLES = ("moby", "wordnet", "lexsub", "tortured")
# Kept out of training: spinners that the model has never met, whose words the lexicon knows in part only.
UNSEEN_STYLES = ("apertium", "ppdb")
RATES = (0.2, 0.35, 0.5)  # shares of the content words at which the unseen ones are measured
# How many pairs of each corpus are taken at most for each label: no corpus and no class drowns the others.
MOST_OF = {"neus": 2_000, "outfox": 1_000, "apt-eval": 3_000, "raidar": 2_000}
MIXED_SHARE = 0.25  # of the generated texts whose spinner has two dictionaries
TAUGHT_DISTURBANCES = (
    "paragraphs_shuffled", "sentences_shuffled", "first_half", "second_half", "without_headings", "boilerplate",
)  # fmt: skip
LEAST_NEW = 0.05  # share of new words under which the half of a spun text shows nothing
TOOL_CORPUS = "real-spinner"  # pairs by published tools (see tools)
LENGTHS = (60, 120, 250, 500, 900)  # words; spun articles are cut to one of these, so that length tells nothing


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair.

    `gold` holds the suspect's spans that a spinner changed, None when that is not known; `passages` the suspect's spans
    with labels of their own, None when all of it is what the article is. `label` None: only the passages say something.
    """

    id: str
    origin: str
    corpus: str
    edit: str
    label: TaughtLabel | None
    reference: str
    suspect: str
    gold: tuple[Span, ...] | None
    passages: tuple[tuple[Span, TaughtLabel], ...] | None = None


def corpus_examples(split: Split, shared: Path, random: Random | None = None) -> Iterator[Example]:
    """The labelled pairs of the corpora of `split`; with `random` at most `MOST_OF` a corpus, else all."""
    taken: dict[str, list[Example]] = {}
    for pair in pairs(split, shared):
        if (example := _example(pair)) is not None:
            taken.setdefault(pair.corpus, []).append(example)
    for corpus, found in taken.items():
        most = MOST_OF.get(corpus, len(found))
        yield from found if random is None or len(found) <= most else random.sample(found, most)


def every_pair(split: Split, shared: Path) -> Iterator[Example]:
    """All pairs of the corpora of `split`, those without a label too."""
    for pair in pairs(split, shared):
        yield Example(pair.id, pair.origin, pair.corpus, pair.edit, label_of(pair), pair.reference, pair.suspect, None)


def _example(pair: CorpusPair) -> Example | None:
    label = label_of(pair)
    if label is None:
        return None
    return Example(pair.id, pair.origin, pair.corpus, pair.edit, label, pair.reference, pair.suspect, None)


def spun_examples(split: Split, shared: Path, n: int, random: Random, names: tuple[str, ...] = SPUN_STYLES) -> Iterator[Example]:
    """`n` articles of `split`, each spun by one of the styles at a random strength; cut to random lengths."""
    styles = list(load_styles(names, shared).values())
    for k, article in enumerate(_sample(articles(split, shared), n, random)):
        style = some_style(styles, random)
        made = _spun(f"spun-{k}", article, style, random_knobs(style, random), random)
        if made.gold:
            yield made


def rated_examples(
    split: Split, shared: Path, n: int, random: Random, names: tuple[str, ...] = UNSEEN_STYLES
) -> Iterator[Example]:
    """`n` articles of `split` spun by each style as it is usually set, at each of `RATES`."""
    for style in load_styles(names, shared).values():
        for rate in RATES:
            for k, article in enumerate(_sample(articles(split, shared), n, random)):
                made = _spun(f"rated-{k}", article, style, replace(style.knobs, rate=rate), random)
                yield replace(made, edit=f"spun-{style.name} at {rate:.0%}")


def some_style(styles: Sequence[Style], random: Random) -> Style:
    """One of the styles, or the dictionaries of two of them put together."""
    return mixed(random.sample(styles, 2)) if len(styles) > 1 and random.random() < MIXED_SHARE else random.choice(styles)


def _spun(name: str, article: Original, style: Style, knobs: Knobs, random: Random) -> Example:
    reference = cut_words(article.text, random.choice(LENGTHS))
    spun = spin(reference, style, knobs, random)
    gold = tuple(s.suspect for s in spun.swaps if s.maker is Maker.SPINNER)
    edit = "spun-" + ("mixed" if "+" in style.name else style.name)
    return Example(name, article.id, "generated", edit, TaughtLabel.SPUN, reference, spun.text, gold)


def composite_examples(
    split: Split, shared: Path, n: int, random: Random, names: tuple[str, ...] = SPUN_STYLES
) -> Iterator[Example]:
    """`n` documents put together from articles of `split`: one spun paragraph, halves, edited agency copy, and the like."""
    styles = list(load_styles(names, shared).values())
    chosen = _sample(articles(split, shared), 2 * n, random)
    yield from _composites(tuple(COMPOSITES), (chosen[:n], chosen[n:]), styles, random)


def made_examples(
    kinds: tuple[str, ...], shared: Path, n: int, random: Random, names: tuple[str, ...] = ("connectives",)
) -> Iterator[Example]:
    """`n` composites of dev of these kinds only, in turn; honest ones need no style."""
    styles = list(load_styles(names, shared).values())
    chosen = _sample(articles(Split.DEV, shared), 2 * n, random)
    yield from _composites(kinds, (chosen[:n], chosen[n:]), styles, random)


def _composites(
    kinds: tuple[str, ...], sides: tuple[list[Original], list[Original]], styles: list[Style], random: Random
) -> Iterator[Example]:
    """One composite of each reference (the first side) and host (the second)."""
    for k, (one, other) in enumerate(zip(*sides, strict=False)):
        name = kinds[k % len(kinds)]
        style = some_style(styles, random)
        reference, host = (cut_words(a.text, random.choice(LENGTHS[1:])) for a in (one, other))
        made = COMPOSITES[name](Workshop(reference, host, style, random_knobs(style, random)), random)
        gold = tuple(s.suspect for s in made.swaps if s.maker is Maker.SPINNER)
        passages = tuple((p.suspect, p.label) for p in made.passages)
        yield Example(
            f"made-{k}", one.id, "composites", name, composite_label(made), made.reference, made.suspect, gold, passages
        )


def planted_examples(split: Split, shared: Path, n: int, random: Random, beds: Sequence[str] = tuple(BEDS)) -> Iterator[Example]:
    """`n` articles with one spun paragraph of 60 to 120 words, the `beds` in turn, each followed by its untouched twin."""
    styles = list(load_styles(SPUN_STYLES, shared).values())
    chosen = _sample(articles(split, shared), 2 * n, random)
    for k, (one, other) in enumerate(zip(chosen[:n], chosen[n:], strict=False)):
        bed, style = beds[k % len(beds)], some_style(styles, random)
        texts = tuple(cut_words(a.text, random.choice((300, 500, 800))) for a in (one, other))
        planting = plant(bed, (texts[0], texts[1]), style, random)
        if planting is not None:
            yield from _planted(f"planted-{'-'.join(beds)}-{k}", one.id, planting)


def _planted(name: str, origin: str, planting: Planting) -> Iterator[Example]:
    """The planting and the same article without the spinning, every part with its label."""
    bed, spun = planting.bed, planting.planted
    around = TaughtLabel.INDEPENDENT if planting.host == "host" else TaughtLabel.COPIED
    gold = tuple(
        Span(spun.start + s.suspect.start, spun.start + s.suspect.end) for s in planting.spun.swaps if s.maker is Maker.SPINNER
    )
    after = Span(spun.end, len(planting.suspect))
    parts = ((Span(0, spun.start), around), (spun, TaughtLabel.SPUN), (after, around))
    edit = f"planted-{planting.host}"
    yield Example(name, origin, "composites", edit, None, planting.reference, planting.suspect, gold, parts)
    kept = Span(spun.start, spun.start + len(bed.paragraph))
    parts = ((Span(0, kept.start), around), (kept, TaughtLabel.COPIED), (Span(kept.end, len(planting.untouched)), around))
    yield Example(
        f"{name}-untouched", origin, "composites", f"{edit}-untouched", around, planting.reference, planting.untouched, (), parts
    )


def disturbed_examples(examples: Sequence[Example], share: float, random: Random) -> Iterator[Example]:
    """A `share` of the examples that are one thing all through, with a half lost, another order, lines of a site around them."""
    plain = [e for e in examples if e.label is not None and e.passages is None]
    for example in random.sample(plain, int(share * len(plain))):
        name = random.choice(TAUGHT_DISTURBANCES)
        suspect = DISTURBANCES[name](example.suspect, random)
        new = new_share(words_of(example.reference), words_of(suspect))
        if len(suspect.split()) >= LENGTHS[0] // 2 and (example.label is not TaughtLabel.SPUN or new >= LEAST_NEW):
            yield replace(example, id=f"{example.id}-{name}", suspect=suspect, gold=None, edit=example.edit)


def composite_label(made: Composite) -> TaughtLabel | None:
    """The article's label by the shares of its passages (docs/decisions/0004-article-label.md); None in between."""
    if made.share(TaughtLabel.SPUN) >= 0.25:
        return TaughtLabel.SPUN
    if made.share(TaughtLabel.SPUN) > 0.02:
        return None
    return TaughtLabel.COPIED if made.share(TaughtLabel.COPIED) >= 0.5 else TaughtLabel.INDEPENDENT


def random_knobs(style: Style, random: Random) -> Knobs:
    """A spinner as somebody may have set it."""
    return Knobs(
        rate=random.choice((0.15, 0.2, 0.3, 0.4, 0.5)),
        phrase_rate=style.knobs.phrase_rate * random.choice((0.5, 1.0)),
        function_rate=random.choice((0.0, 0.0, 0.2, 0.4, 0.6)),
        wrong_sense=random.choice((0.1, 0.4, 0.7)),
        number_rate=random.choice((0.0, 0.0, 0.5)),
        spelling_rate=random.choice((0.0, 0.0, 0.5)),
        protect_capitals=random.random() < 0.5,
        touch_quotations=random.random() < 0.7,
        is_consistent=random.random() < 0.6,
        fix_articles=random.random() < 0.3,
        wrong_form=random.choice((0.0, 0.05, 0.15)),
        reorder_paragraphs=random.choice((0.0, 0.0, 0.3)),
        drop_headings=random.choice((0.0, 0.5)),
        keep_paragraphs=random.choice((0.0, 0.0, 0.3)),
    )


def honest_examples(split: Split, shared: Path, n: int, random: Random) -> Iterator[Example]:
    """`n` identical pairs (copied) and `n` pairs of unrelated articles (independent)."""
    chosen = list(_sample(articles(split, shared), 2 * n, random))
    for k, (one, other) in enumerate(zip(chosen[:n], chosen[n:], strict=False)):
        text = cut_words(one.text, random.choice(LENGTHS))
        yield Example(f"same-{k}", one.id, "generated", "identical", TaughtLabel.COPIED, text, text, ())
        yield Example(f"far-{k}", one.id, "generated", "unrelated", TaughtLabel.INDEPENDENT, one.text, other.text, ())


def cut_words(text: str, n_words: int) -> str:
    """`text` up to the end of the paragraph or sentence in which its word number `n_words` stands."""
    at = seen = 0
    while seen < n_words:
        end = text.find(" ", at)
        if end < 0:
            return text
        at, seen = end + 1, seen + 1
    stops = [place for mark in (".\n", ". ", "\n") if (place := text.find(mark, at)) >= 0]
    return text[: min(stops) + 1] if stops else text


def _sample(stream: Iterator[Original], n: int, random: Random) -> list[Original]:
    found = [article for article in stream if len(article.text) > 600]
    return random.sample(found, min(n, len(found)))
