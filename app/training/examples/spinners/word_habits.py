"""What published tools do to words besides taking a synonym: found by reading what they made of texts, never in their lists.

A habit takes a page, what the tool knows, a share of the words and randomness; it gives changes, which may overlap.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from app.text import Span
from app.training.examples.spinners.cases import in_case
from app.training.examples.spinners.pages import Page, Slot
from app.training.examples.spinners.spinning import is_content
from app.training.examples.spinners.thesauri import SynonymSource
from app.training.examples.spinners.types import Change, SwapKind
from app.training.examples.spinners.vocabulary import Vocabulary
from app.training.lexicon import FUNCTION_WORDS

_INSIDE_LEAST: Final = 6  # letters of a word in which another one is looked for
_PART_LEAST: Final = 3  # letters of that other one
_OTHER_SHARE: Final = 0.15  # of the words that are no content words
_REACH: Final = 60  # words within which two change places


@dataclass(frozen=True, slots=True)
class Supply:
    """Where a tool's words come from."""

    thesaurus: SynonymSource
    vocabulary: Vocabulary


Habit = Callable[[Page, Supply, float, Random], Iterator[Change]]


def unrelated_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Any word in the place of another one, now and then of a name or a function word."""
    for slot in _some(_mostly_content(page, random), rate * len(page.slots), random):
        yield _swap(slot, supply.vocabulary.any_word(random))


def likely_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A word that often stands between these two neighbours, whatever it means: a model of trigrams at work."""
    places = {slot.start: at for at, slot in enumerate(page.slots)}
    for slot in _some(_mostly_content(page, random), rate * len(page.slots), random):
        before, after = _neighbours(page.slots, places[slot.start])
        yield _swap(slot, supply.vocabulary.likely(before, after, random))


def inserted_synonyms(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A synonym beside its word, before or after it, or a word's own words out of a longer one: "Graham" → "Martha Graham"."""
    for slot in _some(page.slots, rate * len(page.slots), random, supply):
        yield _beside(slot, _synonym(slot, supply, random), random)


def inserted_anywhere(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A synonym of one word of the text, or any word, put somewhere else."""
    known = [slot for slot in _content(page) if _options(slot, supply)]
    for slot in _some(page.slots, rate * len(page.slots), random):
        word = _synonym(random.choice(known), supply, random) if known else supply.vocabulary.any_word(random)
        yield _beside(slot, word, random)


def deleted_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Words left out, with the blank that went with them."""
    for slot in _some([slot for slot in page.slots if slot.joins_next], rate * len(page.slots), random):
        yield Change(Span(slot.start, slot.end + 1), "", SwapKind.CUT)


def exchanged_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """Two neighbours, or two words of one paragraph, in each other's place."""
    n_wanted = round(rate * len(page.slots) / 2)
    reach = 2 if random.random() < 0.5 else _REACH
    taken: set[int] = set()
    for at in random.sample(range(len(page.slots)), min(len(page.slots), n_wanted)):
        one = page.slots[at]
        rest = [slot for slot in page.slots[at + 1 : at + reach] if slot.paragraph == one.paragraph]
        others = [slot for slot in rest if slot.lower != one.lower and slot.start not in taken]
        if others and one.start not in taken:
            other = random.choice(others)
            taken |= {one.start, other.start}
            yield Change(Span(one.start, one.end), other.word, SwapKind.MOVED)
            yield Change(Span(other.start, other.end), one.word, SwapKind.MOVED)


def repeated_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A word twice: "and" → "and and"."""
    for slot in _some(page.slots, rate * len(page.slots), random):
        yield Change(Span(slot.end, slot.end), f" {slot.lower}", SwapKind.ADDED)


def other_function_words(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A preposition, pronoun or auxiliary for another one, whether it fits or not: "to" → "till", "is" → "exists"."""
    known = [slot for slot in page.slots if slot.lower in _OTHERS]
    for slot in _some(known, rate * len(page.slots), random):
        yield _swap(slot, random.choice(_OTHERS[slot.lower]), SwapKind.FUNCTION_WORD)


def other_names(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A name, or a word of one, taken for a common word or for another name: "Cook" → "Prepare", "Graham" → "Martha"."""
    names = [slot for slot in page.slots if slot.is_capital and slot.lower not in _OTHERS]
    for slot in _some(names, rate * len(page.slots), random):
        options = _options(slot, supply)
        word = random.choice(options) if options and random.random() < 0.6 else supply.vocabulary.any_word(random)
        yield _swap(slot, word, SwapKind.NAME)


def words_inside(page: Page, supply: Supply, rate: float, random: Random) -> Iterator[Change]:
    """A synonym for letters that are a word by chance: "department" → "decomponentment"."""
    longer = [slot for slot in page.slots if len(slot.lower) >= _INSIDE_LEAST]
    changes = (_inside(slot, supply, random) for slot in random.sample(longer, len(longer)))
    yield from islice(filter(None, changes), round(rate * len(page.slots)))


def _inside(slot: Slot, supply: Supply, random: Random) -> Change | None:
    known = [(span, found) for span in _ends(slot.lower) if (found := supply.thesaurus.find(slot.lower[span.start : span.end]))]
    if not known:
        return None
    span, found = random.choice(known)
    word = random.choice([*found.options.near, *found.options.far])
    return _swap(slot, slot.lower[: span.start] + word + slot.lower[span.end :])


WORD_HABITS: Final[dict[str, Habit]] = {
    habit.__name__: habit
    for habit in (
        unrelated_words, likely_words, inserted_synonyms, inserted_anywhere, deleted_words, exchanged_words, repeated_words,
        other_function_words, other_names, words_inside,
    )
}  # fmt: skip
"""All habits of words, by name."""


def _content(page: Page) -> list[Slot]:
    return [slot for slot in page.slots if is_content(slot)]


def _mostly_content(page: Page, random: Random) -> list[Slot]:
    """The content words, and some of the others: a tool of the kind takes what it finds."""
    return [slot for slot in page.slots if is_content(slot) or random.random() < _OTHER_SHARE]


def _some(slots: Sequence[Slot], wanted: float, random: Random, supply: Supply | None = None) -> list[Slot]:
    """As many of the slots as wanted, in order; with a supply only those whose word it knows."""
    known = [slot for slot in slots if supply is None or _options(slot, supply)]
    places = random.sample(range(len(known)), min(len(known), round(wanted)))
    return [known[place] for place in sorted(places)]


def _options(slot: Slot, supply: Supply) -> tuple[str, ...]:
    found = supply.thesaurus.find(slot.lower, "", slot.is_capital)
    return tuple(word for word in (*found.options.near, *found.options.far) if word != slot.lower) if found else ()


def _synonym(slot: Slot, supply: Supply, random: Random) -> str:
    return random.choice(_options(slot, supply))


def _neighbours(slots: Sequence[Slot], place: int) -> tuple[str, str]:
    """The words before and after, "" where a sentence starts or ends."""
    before = slots[place - 1].lower if place and not slots[place].starts_sentence else ""
    after = slots[place + 1].lower if place + 1 < len(slots) and not slots[place + 1].starts_sentence else ""
    return before, after


def _ends(word: str) -> list[Span]:
    """Where another word may begin or end this one: at its start or at its end, not all of it."""
    lengths = range(_PART_LEAST, len(word) - 1)
    return [span for n in lengths for span in (Span(0, n), Span(len(word) - n, len(word)))]


def _swap(slot: Slot, text: str, kind: SwapKind = SwapKind.WORD) -> Change:
    return Change(Span(slot.start, slot.end), in_case([slot.word], text), kind)


def _beside(slot: Slot, word: str, random: Random) -> Change:
    if random.random() < 0.5 and not slot.starts_sentence:
        return Change(Span(slot.start, slot.start), f"{word} ", SwapKind.ADDED)
    return Change(Span(slot.end, slot.end), f" {word}", SwapKind.ADDED)


_GROUPS: Final = """
of in on at to for from by with about into onto over under after before during through against between among within upon
towards till inside along beside near past regarding
| i you he she it we they me him her us them himself herself itself themselves myself yourself someone
| and or but nor yet plus
| the a an this that these those some any every each its their
| is exists constitutes equals represents stays lives happens
| are exist constitute equal represent stay live happen
| was existed constituted equalled represented stayed lived happened
| were existed constituted equalled represented stayed lived happened
| be exist constitute equal represent stay live comprise embody
| been existed constituted represented stayed lived
| have hold possess own get keep receive | has holds possesses owns gets keeps receives
| had held possessed owned got kept received
| do make perform execute accomplish | does makes performs executes accomplishes | did made performed executed accomplished
| can may could might tin jar | could can might may should | may might can could | will shall would testament volition
| would should could will shall | not non never nay | as equally like because whereas | there here present
| who whom which whoever | which what whichever that | when while once whenever | why wherefore how | how why however
| because since as for | if whether unless provided | so thus hence then | than as over | also besides too likewise
"""
_OTHERS: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(other for other in group.split() if other != word)
    for group in reversed(_GROUPS.split("|"))
    for word in group.split()
    if word in FUNCTION_WORDS
}
