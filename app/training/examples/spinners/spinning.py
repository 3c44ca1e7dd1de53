"""The spinner itself: a page, a thesaurus and knobs become changes, changes become a spun text with gold swaps."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final
from zlib import crc32

from app.text import Span
from app.training.examples.spinners import connectives
from app.training.examples.spinners.cases import in_case
from app.training.examples.spinners.formats import HOUSES, restyled
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.layout import lay_out
from app.training.examples.spinners.pages import Page, Slot, read_page
from app.training.examples.spinners.thesauri import Found, Phrases, SynonymSource
from app.training.examples.spinners.types import Change, Maker, Spun, SwapKind, render, without_overlaps
from app.training.lexicon import FUNCTION_WORDS

_SHORTEST: Final = 3  # letters of a word worth replacing
_OVERSHOOT: Final = 2  # a head is not begun when its places are that many times what is still wanted
_SKEW: Final = 2.0  # the commonest options are taken more often: place = n · u²
_VOWELS: Final = "aeiou"
_GRAMMAR: Final = frozenset(
    "of in to for by at on as and or with from is was are were has had have he they this these that not".split()
)
_SELDOM: Final = 0.3  # the commonest words are left alone by most tools: text would fall apart


@dataclass(frozen=True)
class Style:
    """A spinner: its name, what it knows, and how it is usually set."""

    name: str
    thesaurus: SynonymSource
    knobs: Knobs


def spin(text: str, style: Style, knobs: Knobs, random: Random) -> Spun:
    """The text as the style's spinner would rewrite it, with gold swaps; the same for the same `random` state. O(n)."""
    page = read_page(text)
    job = _Job(page, style.thesaurus, knobs, random)
    return render(text, lay_out(page, job.changes(), knobs, random))


def choose(page: Page, thesaurus: SynonymSource, knobs: Knobs, random: Random) -> list[Change]:
    """Only the changes, sorted by place: for whoever puts documents together."""
    return _Job(page, thesaurus, knobs, random).changes()


class _Job:
    """One text on its way through one spinner."""

    def __init__(self, page: Page, thesaurus: SynonymSource, knobs: Knobs, random: Random) -> None:
        self.page, self.thesaurus, self.knobs, self.random = page, thesaurus, knobs, random
        self.seed = random.getrandbits(32) if knobs.seed is None else knobs.seed
        self.kept = _kept_paragraphs(page, knobs, random)
        self.free = [self._may_touch(slot) for slot in page.slots]
        self.made: dict[int, Change] = {}

    def changes(self) -> list[Change]:
        self._swap_phrases(connectives.OPTIONS, self.knobs.function_rate, SwapKind.FUNCTION_WORD)
        n_covered = self._swap_phrases(self.thesaurus.phrases, self.knobs.phrase_rate, SwapKind.PHRASE)
        self._swap_words(n_covered)
        if self.knobs.fix_articles:
            self._fix_articles()
        return without_overlaps([*self.made.values(), *self._formats()])

    def _formats(self) -> list[Change]:
        """Numbers and spellings written in another way, where nothing else was done."""
        rates = {SwapKind.NUMBER_FORMAT: self.knobs.number_rate, SwapKind.SPELLING: self.knobs.spelling_rate}
        if not any(rates.values()):
            return []
        free = [Span(unit.chars.start, unit.chars.end) for unit in self.page.units if unit.paragraph not in self.kept]
        house = self.random.choice(HOUSES)
        found = (change for span in free for change in restyled(self.page.text, span, house, Maker.SPINNER))
        return [change for change in found if self.random.random() < rates.get(change.kind, 0)]

    def _may_touch(self, slot: Slot) -> bool:
        knobs = self.knobs
        barred = (
            (slot.is_capital and knobs.protect_capitals)
            or (slot.is_quoted and not knobs.touch_quotations)
            or (slot.is_linked and not knobs.touch_compounds)
        )
        return not barred and slot.paragraph not in self.kept

    def _chance(self, head: str, salt: str) -> float:
        """A number in 0..1: always the same for a head when the spinner is consistent."""
        if self.knobs.is_consistent:
            return crc32(f"{self.seed} {salt} {head}".encode()) / 2**32
        return self.random.random()

    def _is_hidden(self, head: str) -> bool:
        share = self.knobs.hidden_share
        return share > 0 and crc32(f"hidden {self.knobs.hidden_seed} {head}".encode()) / 2**32 < share

    def _swap_phrases(self, phrases: Phrases, rate: float, kind: SwapKind) -> int:
        """Replaces known phrases, the longest first, and returns how many content words they covered."""
        n_covered = 0
        for place, key in self._phrase_places(phrases):
            often = rate * _SELDOM if len(key) == 1 and key[0] in _GRAMMAR else rate
            if not all(self.free[place : place + len(key)]) or self.random.random() >= often:
                continue
            head = " ".join(key)
            if not self._is_hidden(head):
                n_covered += self._put(place, len(key), self._pick(head, phrases[key]), kind)
        return n_covered

    def _phrase_places(self, phrases: Phrases) -> Iterator[tuple[int, tuple[str, ...]]]:
        slots = self.page.slots
        longest = _longest(phrases)
        words = [slot.lower.replace("\u2019", "'") for slot in slots]
        for place in range(len(slots)):
            reach = 1
            most = longest.get(words[place], 0)
            while reach < most and place + reach < len(slots) and slots[place + reach - 1].joins_next:
                reach += 1
            for length in range(min(reach, most), 0, -1):
                key = tuple(words[place : place + length])
                if key in phrases:
                    yield place, key
                    break

    def _swap_words(self, n_covered: int) -> None:
        """Replaces words until the share of content words is reached, head by head when the spinner is consistent."""
        content = [place for place, slot in enumerate(self.page.slots) if is_content(slot)]
        wanted = round(self.knobs.rate * len(content)) - n_covered
        groups: dict[str, list[tuple[int, Found]]] = defaultdict(list)
        for place in content:
            found = self._find(place) if self.free[place] else None
            if found:
                groups[found.head if self.knobs.is_consistent else str(place)].append((place, found))
        heads = list(groups)
        self.random.shuffle(heads)
        for head in heads:
            if wanted <= 0:
                return
            if len(groups[head]) > _OVERSHOOT * wanted:
                continue
            wanted -= sum(self._swap_word(place, found) for place, found in groups[head])

    def _find(self, place: int) -> Found | None:
        slots = self.page.slots
        slot = slots[place]
        before = slots[place - 1].lower if place and slots[place - 1].joins_next else ""
        found = self.thesaurus.find(slot.lower, before, slot.is_capital)
        return None if found is None or self._is_hidden(found.head) else found

    def _swap_word(self, place: int, found: Found) -> int:
        far = self._chance(found.head, "sense") < self.knobs.wrong_sense
        near, other = found.options
        options = (other or near) if far else (near or other)
        text = self._pick(found.head, _of_length(options, self._chance(found.head, "phrase") < self.knobs.phrase_rate))
        if found.tag and self._chance(found.head, "form") >= self.knobs.wrong_form:
            text = self.thesaurus.inflection.write(text, found.tag)
        return self._put(place, 1, text, SwapKind.PHRASE if " " in text else SwapKind.WORD)

    def _pick(self, head: str, options: Sequence[str]) -> str:
        return options[int(len(options) * self._chance(head, "pick") ** _SKEW)]

    def _put(self, place: int, length: int, text: str, kind: SwapKind) -> int:
        slots = self.page.slots[place : place + length]
        change = tightened(
            self.page.text,
            Change(Span(slots[0].start, slots[-1].end), in_case([slot.word for slot in slots], text), kind),
        )
        if change is None:
            return 0
        self.free[place : place + length] = [False] * length
        self.made[place] = change
        return sum(map(is_content, slots))

    def _fix_articles(self) -> None:
        """Puts "an" for "a" and back before a replaced word."""
        for place in [place for place in self.made if place and place - 1 not in self.made]:
            slot, text = self.page.slots[place - 1], self.made[place].text
            right = "an" if text[:1].lower() in _VOWELS else "a"
            if slot.lower in ("a", "an") and slot.lower != right and slot.joins_next and text:
                self.made[place - 1] = Change(Span(slot.start, slot.end), in_case([slot.word], right), SwapKind.ARTICLE)


def is_content(slot: Slot) -> bool:
    """Whether a word counts for the rate: three letters or more, and no function word."""
    return len(slot.lower) >= _SHORTEST and slot.lower not in FUNCTION_WORDS


def _kept_paragraphs(page: Page, knobs: Knobs, random: Random) -> frozenset[int]:
    paragraphs = sorted({unit.paragraph for unit in page.units})
    return frozenset(random.sample(paragraphs, round(knobs.keep_paragraphs * len(paragraphs))))


_LONGEST: dict[int, tuple[Phrases, dict[str, int]]] = {}


def _longest(phrases: Phrases) -> dict[str, int]:
    """First word → words in the longest phrase that starts with it; kept for each table."""
    if id(phrases) not in _LONGEST:
        lengths: dict[str, int] = defaultdict(int)
        for key in phrases:
            lengths[key[0]] = max(lengths[key[0]], len(key))
        _LONGEST[id(phrases)] = phrases, dict(lengths)
    return _LONGEST[id(phrases)][1]


def _of_length(options: Sequence[str], wants_phrase: bool) -> Sequence[str]:
    fitting = [option for option in options if (" " in option) == wants_phrase]
    return fitting or options


def tightened(text: str, change: Change) -> Change | None:
    """The change without the words that are the same on both sides at its ends; None when nothing is left.

    "as well as" → "as good as" becomes "well" → "good": identical units are never part of a substitution. One side may
    end up empty ("in order to" → "to"): then the blank that goes with the words goes too.
    """
    was = text[change.chars.start : change.chars.end]
    if " " not in was and " " not in change.text:
        return change if was != change.text else None
    old, new = was.split(" "), change.text.split(" ")
    head = _n_equal(old, new)
    tail = _n_equal(old[head:][::-1], new[head:][::-1])
    if head == len(old) == len(new):
        return None
    start = change.chars.start + sum(len(word) + 1 for word in old[:head])
    end = change.chars.end - sum(len(word) + 1 for word in old[len(old) - tail :])
    put = " ".join(new[head : len(new) - tail])
    if head + tail < min(len(old), len(new)):
        return replace(change, chars=Span(start, end), text=put)
    if tail:  # the blank after belongs to the cut or added words
        return replace(change, chars=Span(start, max(start, end + 1)), text=put and put + " ")
    return replace(change, chars=Span(start - 1, max(start - 1, end)), text=put and " " + put)


def _n_equal(left: Sequence[str], right: Sequence[str]) -> int:
    n = 0
    while n < min(len(left), len(right)) and left[n] == right[n]:
        n += 1
    return n


def swap_lines(spun: Spun) -> list[str]:
    """Each swap on a line: its kind, what stood there, and what stands there now."""
    return [
        f"{swap.kind:14} {spun.reference[swap.reference.start : swap.reference.end]!r} → "
        f"{spun.text[swap.suspect.start : swap.suspect.end]!r}"
        for swap in spun.swaps
    ]
