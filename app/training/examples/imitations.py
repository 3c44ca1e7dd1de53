"""Texts as published tools make them: one spinner or two, with the habits of tools, on texts of all kinds and lengths.

What a tool does besides taking synonyms is in `spinners.word_habits` and `spinners.form_habits`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from rapidfuzz.distance import Levenshtein

from app.training.examples.corpora import Split
from app.training.examples.labelled_pairs import SPUN_STYLES, Example, cut_words, random_knobs, some_style
from app.training.examples.labels import TaughtLabel
from app.training.examples.originals import some_originals
from app.training.examples.spinners import Style, load_styles
from app.training.examples.spinners.form_habits import FORM_HABITS, chatty
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.pages import Page, read_page
from app.training.examples.spinners.spinning import choose
from app.training.examples.spinners.types import Change, SwapKind
from app.training.examples.spinners.vocabulary import Vocabulary, load_vocabulary
from app.training.examples.spinners.word_habits import WORD_HABITS, Habit, Supply
from app.training.examples.tools import FEWEST_SWAPS, label_of_swaps, plain_words, swapped_share

LENGTHS: Final = (60, 80, 100, 120, 150, 250, 500, 900)  # words
SHORT: Final = 200  # words: below, the lightest rates would swap hardly a word
RATES: Final = (0.06, 0.08, 0.1, 0.1, 0.12, 0.15, 0.2, 0.3, 0.45, 0.7, 1.0)  # of the content words, which are half of all
_SHORT_RATES: Final = (0.15, 0.2, 0.3, 0.45, 0.7, 1.0)
_LIGHT: Final = (0.01, 0.02, 0.04, 0.08)  # of all words: what a habit does besides
_HEAVY: Final = (0.04, 0.05, 0.06, 0.08, 0.12, 0.2, 0.3)  # of all words: a habit that a tool lives on
_N_HABITS: Final = (0, 0, 0, 1, 1, 2, 3)
_N_FORMS: Final = (0, 0, 0, 1, 1, 2)
_ALONE: Final = ("unrelated_words", "likely_words", "other_function_words")
_AUGMENTING: Final = ("inserted_anywhere", "exchanged_words", "deleted_words")
_BESIDES: Final = tuple(WORD_HABITS)
_PLAIN_FORMS: Final = tuple(name for name in FORM_HABITS if name not in ("stemmed", "overgrown"))
_HONEST_SHARE: Final = 0.15  # of the texts: only their letters and marks are touched, so that these tell nothing


@dataclass(frozen=True, slots=True)
class Tools:
    """What imitated tools are made from."""

    styles: Sequence[Style]
    vocabulary: Vocabulary


Maker = Callable[[Marked, Tools, Random], Marked]


def one_spinner(marked: Marked, tools: Tools, random: Random) -> Marked:
    """Synonyms by one style, or two styles' dictionaries put together."""
    return _spun(marked, some_style(tools.styles, random), random.choice(_rates(marked)), random)


def _rates(marked: Marked) -> tuple[float, ...]:
    """Rates that leave a trace in a text of this length."""
    return RATES if len(marked.text.split()) >= SHORT else _SHORT_RATES


def two_spinners(marked: Marked, tools: Tools, random: Random) -> Marked:
    """The output of one spinner given to another one."""
    for style in random.sample(list(tools.styles), 2) if len(tools.styles) > 1 else [*tools.styles] * 2:
        marked = _spun(marked, style, random.choice(_rates(marked)[:-2]), random)
    return marked


def no_thesaurus(marked: Marked, tools: Tools, random: Random) -> Marked:
    """A tool that lives on one habit of words: any words in place, a model of trigrams, other function words."""
    return _with(marked, WORD_HABITS[random.choice(_ALONE)], tools, random.choice(_HEAVY), random)


def augmenter(marked: Marked, tools: Tools, random: Random) -> Marked:
    """Synonyms, insertions, exchanges and deletions, as much of each: what makes training texts for classifiers."""
    share = random.choice(_LIGHT[1:])
    spun = _spun(marked, some_style(tools.styles, random), 2 * share, random)
    for name in _AUGMENTING:
        spun = _with(spun, WORD_HABITS[name], tools, share, random)
    return _cleaned(spun, tools, random)


def one_habit_a_sentence(marked: Marked, tools: Tools, random: Random) -> Marked:
    """In each sentence either synonyms, insertions, exchanges or deletions: another kind of augmenter."""
    page, share = read_page(marked.text), random.choice((0.06, 0.1, 0.15, 0.25))
    habit_of = [random.randrange(len(_AUGMENTING) + 1) for _ in page.units]
    supply = Supply(random.choice(tools.styles).thesaurus, tools.vocabulary)
    made = [
        synonyms(page, some_style(tools.styles, random), min(1.0, 2 * share), random),
        *(list(WORD_HABITS[name](page, supply, share, random)) for name in _AUGMENTING),
    ]
    changes = (change for k, rows in enumerate(made) for change in within(page, rows, [one == k for one in habit_of]))
    return _cleaned(changed(marked, changes), tools, random)


def within(page: Page, changes: Sequence[Change], chosen: Sequence[bool]) -> Iterator[Change]:
    """The changes that stand in the chosen sentences; two words that change places in one of them, both or none."""
    starts = [unit.chars.start for unit in page.units]
    rows = [bisect_right(starts, change.chars.start) - 1 for change in changes]
    is_pair = [change.kind is SwapKind.MOVED for change in changes]
    for at, (change, row) in enumerate(zip(changes, rows, strict=True)):
        partner = at + 1 if at % 2 == 0 else at - 1
        if row >= 0 and chosen[row] and (not is_pair[at] or rows[partner] == row):
            yield change


def _cleaned(marked: Marked, tools: Tools, random: Random) -> Marked:
    """As most augmenters leave a text: small letters, no marks, all in one line; now and then as it was."""
    if random.random() < 0.4:
        return marked
    for form in ("lowered", "unmarked", "joined_paragraphs"):
        marked = _with(marked, FORM_HABITS[form], tools, 1.0, random)
    return marked


MAKERS: Final[dict[str, Maker]] = {
    maker.__name__: maker for maker in (one_spinner, two_spinners, no_thesaurus, augmenter, one_habit_a_sentence)
}
"""What a tool does first, by name."""
_WEIGHTS: Final = (5, 2, 4, 2, 2)


def imitate(text: str, tools: Tools, random: Random) -> tuple[str, Marked]:
    """The text as some tool may have made it, and by which of `MAKERS`."""
    name = random.choices(list(MAKERS), _WEIGHTS)[0]
    marked = MAKERS[name](Marked(text), tools, random)
    for habit in random.sample(_BESIDES, random.choice(_N_HABITS)):
        marked = _with(marked, WORD_HABITS[habit], tools, random.choice(_LIGHT), random)
    return name, _touched(marked, tuple(FORM_HABITS), tools, random)


def _touched(marked: Marked, forms: tuple[str, ...], tools: Tools, random: Random) -> Marked:
    for form in random.sample(forms, random.choice(_N_FORMS)):
        marked = _with(marked, FORM_HABITS[form], tools, random.choice((0.1, 0.3, 1.0)), random)
    return marked


def _spun(marked: Marked, style: Style, rate: float, random: Random) -> Marked:
    return changed(marked, synonyms(read_page(marked.text), style, rate, random))


def synonyms(page: Page, style: Style, rate: float, random: Random) -> list[Change]:
    """What the style's spinner changes at a rate of the content words, set otherwise as somebody may have set it."""
    knobs = replace(random_knobs(style, random), rate=rate, keep_paragraphs=0.0)
    return choose(page, style.thesaurus, knobs, random)


def _with(marked: Marked, habit: Habit, tools: Tools, rate: float, random: Random) -> Marked:
    supply = Supply(random.choice(tools.styles).thesaurus, tools.vocabulary)
    return changed(marked, habit(read_page(marked.text), supply, rate, random))


def imitated_examples(
    split: Split, shared: Path, n: int, random: Random, names: tuple[str, ...] = SPUN_STYLES
) -> Iterator[Example]:
    """`n` originals, half of them no news, through imitated tools; some only touched in letters and marks, which are copied.

    A text of which hardly a word was swapped is left out; one with few swaps has no label, only its swaps teach.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    tools = Tools(list(load_styles(names, shared).values()), load_vocabulary(shared / "lexical"))
    for k, article in enumerate(some_originals(split, shared, n, random)):
        reference = cut_words(article.text, random.choice(LENGTHS))
        is_honest = random.random() < _HONEST_SHARE
        made = _honest(reference, tools, random) if is_honest else _imitated(reference, tools, random)
        if made is not None:
            yield replace(made, id=f"imitated-{k}", origin=article.id)


def _imitated(reference: str, tools: Tools, random: Random) -> Example | None:
    name, marked = imitate(reference, tools, random)
    label = label_of_swaps(marked.text, swapped_share(reference, marked.text))
    if label is TaughtLabel.COPIED or not marked.marks:
        return None
    if n_replaced(reference, marked.text) < FEWEST_SWAPS:  # words put in or moved are no swaps
        label = None
    return Example("", "", "imitated", name, label, reference, marked.text, marked.marks)


def n_replaced(reference: str, suspect: str) -> int:
    """Words of the suspect that stand in the place of others of the reference, by the word alignment of both."""
    ops = Levenshtein.opcodes(plain_words(reference), plain_words(suspect))
    return sum(op.dest_end - op.dest_start for op in ops if op.tag == "replace")


def _honest(reference: str, tools: Tools, random: Random) -> Example:
    """Chatter put in, or marks and letters touched: copied, and no swap is a spinner's."""
    if random.random() < 0.3:
        touched = changed(Marked(reference), chatty(read_page(reference), random))
        return Example("", "", "imitated", "chatter", TaughtLabel.COPIED, reference, touched.text, ())
    touched = Marked(reference)
    for form in random.sample(_PLAIN_FORMS, random.choice((1, 1, 2, 3))):
        touched = _with(touched, FORM_HABITS[form], tools, 1.0, random)
    return Example("", "", "imitated", "letters and marks", TaughtLabel.COPIED, reference, touched.text, ())
