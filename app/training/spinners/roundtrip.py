"""Apertium there and back, offline: a dictionary learned from round trips, and round trips of whole articles.

Rule-based translation picks one sense a word, so what comes back is often of another sense: highest → tallest, via →
road, about → roughly. Needs Debian's apertium, apertium-eng-spa, apertium-eng-cat. Measured there and back: 4,000 words
a second (spa), 1,500 (cat); results are kept in the build folder.
"""

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import orjson
from rapidfuzz.distance import Levenshtein

from app.text import Span
from app.training.spinners.cases import in_case
from app.training.spinners.pages import read_page
from app.training.spinners.types import Change, Piece, Spun, SwapKind, pieces_of, render

PIVOTS: Final = ("spa", "cat")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d.,]*\d|\d|[^\w\s]")
_UNKNOWN: Final = re.compile(r"[*@#]")
_CHUNK: Final = 400  # lines a call: apertium takes half a second to start
_MOST_WORDS: Final = 3  # on one side of a swap
_SEEN: Final = 2  # times a pair has to come back to be learned
_SHARE: Final = 0.1  # of the times of the commonest pair of the head


class ApertiumMissing(OSError):
    """Apertium or one of its language pairs is not installed (Debian: apertium-eng-spa, apertium-eng-cat)."""


class Exchange(NamedTuple):
    """Words that came back as other words: characters in the line that was sent, and the new words."""

    chars: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Trip:
    """How texts are sent round: through which language, what share of differences is taken, word order kept or not."""

    pivot: str = "spa"
    rate: float = 1.0
    keeps_order: bool = True


def spin_round_trip(texts: Sequence[str], trip: Trip, random: Random, build: Path) -> list[Spun]:
    """Whole articles after a round trip, sentence by sentence.

    With `keeps_order` each sentence keeps its skeleton and only short exchanges are made in it, by their context;
    without, the sentence is what came back, and the swaps are those of its word alignment.

    Raises:
        ApertiumMissing: the translator is not there.
    """
    pages = [read_page(text) for text in texts]
    lines = [page.text[unit.chars.start : unit.chars.end] for page in pages for unit in page.units]
    returned = iter(round_trip(lines, trip.pivot, build))
    spun: list[Spun] = []
    for page in pages:
        pairs = [(unit.chars, next(returned)) for unit in page.units]
        rewrite = _exchanged if trip.keeps_order else _returned
        spun.append(render(page.text, rewrite(page.text, pairs, trip.rate, random)))
    return spun


def _exchanged(text: str, pairs: Sequence[tuple[Span, str]], rate: float, random: Random) -> Iterator[Piece]:
    changes = [
        _shifted(text, chars, pair)
        for chars, after in pairs
        for pair in exchanges(text[chars.start : chars.end], after)
        if random.random() < rate
    ]
    return pieces_of(text, Span(0, len(text)), changes)


def _shifted(text: str, sentence: Span, pair: Exchange) -> Change:
    chars = Span(sentence.start + pair.chars.start, sentence.start + pair.chars.end)
    return Change(chars, in_case(text[chars.start : chars.end].split(), pair.after), _kind(pair.before, pair.after))


def _kind(before: str, after: str) -> SwapKind:
    return SwapKind.PHRASE if " " in before or " " in after else SwapKind.WORD


def _returned(text: str, pairs: Sequence[tuple[Span, str]], rate: float, random: Random) -> Iterator[Piece]:
    """Each sentence as it came back, with the share `rate`; the marks between sentences stay."""
    at = 0
    for chars, after in pairs:
        if at < chars.start:
            yield Piece(text[at : chars.start], Span(at, chars.start))
        if after.strip() and random.random() < rate:
            yield from _aligned(text, chars, after)
        else:
            yield Piece(text[chars.start : chars.end], chars)
        at = chars.end
    if at < len(text):
        yield Piece(text[at:], Span(at, len(text)))


def _aligned(text: str, chars: Span, after: str) -> Iterator[Piece]:
    """The pieces of a returned sentence by its word alignment with the sent one."""
    left = [
        Span(chars.start + m.start(), chars.start + m.end()) for m in _TOKEN.finditer(text[chars.start : chars.end])
    ]
    right = [Span(*match.span()) for match in _TOKEN.finditer(after)]
    words = [text[span.start : span.end] for span in left]
    at = 0
    for op in Levenshtein.opcodes(words, [after[span.start : span.end] for span in right]):
        for source, here in _matched(op.tag, left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]):
            if at < here.start:
                yield Piece(after[at : here.start], None)
            old, new = text[source.start : source.end], after[here.start : here.end]
            yield Piece(new, source, None if old == new else _kind(old, new))
            at = here.end
    if at < len(after):
        yield Piece(after[at:], None)


def _matched(tag: str, left: Sequence[Span], right: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Equal words one by one, a replaced stretch as a whole; what only one side has is no swap."""
    if tag == "equal":
        yield from zip(left, right, strict=True)
    elif tag == "replace":
        yield Span(left[0].start, left[-1].end), Span(right[0].start, right[-1].end)


def round_trip(lines: Sequence[str], pivot: str, build: Path) -> list[str]:
    """The lines translated into the pivot language and back, line by line; kept in the build folder.

    Raises:
        ApertiumMissing: the translator is not there.
    """
    flat = [re.sub(r"\s+", " ", line).strip() for line in lines]
    name = sha256("\n".join(flat).encode()).hexdigest()[:24]
    file = build / "roundtrip" / f"{pivot}-{name}.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        back = _translated(_translated(flat, f"eng-{pivot}"), f"{pivot}-eng")
        file.write_bytes(orjson.dumps(back))
    return [str(line) for line in orjson.loads(file.read_bytes())]


def _translated(lines: Sequence[str], direction: str) -> list[str]:
    """The lines in the other language, chunk by chunk; a line that the translator trips over comes back as it was."""
    program = shutil.which("apertium")
    if program is None:
        raise ApertiumMissing((ApertiumMissing.__doc__ or "").strip())
    command = (program, "-u", "-n", direction)  # -n: no full stop is put at the end of a line
    return [line for at in range(0, len(lines), _CHUNK) for line in _translated_chunk(lines[at : at + _CHUNK], command)]


def _translated_chunk(lines: Sequence[str], command: Sequence[str]) -> list[str]:
    text = "\n\n".join(lines) + "\n"  # a blank line between two keeps rules from reaching over
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    if "does not exist" in done.stderr:
        raise ApertiumMissing(f"{' '.join(command)}: {done.stderr.strip()[:200]}")
    out = done.stdout.removesuffix("\n").split("\n\n")
    if len(out) == len(lines):
        return [re.sub(r"\s+", " ", _UNKNOWN.sub("", line)).strip() for line in out]
    if len(lines) == 1:
        return list(lines)
    middle = len(lines) // 2
    return [*_translated_chunk(lines[:middle], command), *_translated_chunk(lines[middle:], command)]


def exchanges(before: str, after: str) -> list[Exchange]:
    """What became what in a round trip, by the word alignment of both lines; short stretches in lower case only.

    A word that stands in both lines has moved, not changed: stretches with such a word are left out, and so are those
    beside words that came or went, because there the alignment only guesses.
    """
    left = list(_TOKEN.finditer(before))
    old = [_plain(match.group()) for match in left]
    new = [_plain(word) for word in _TOKEN.findall(after)]
    both = set(old) & set(new)
    found: list[Exchange] = []
    ops = list(Levenshtein.opcodes(old, new))
    tags = ["equal", *(op.tag for op in ops), "equal"]
    for op, before_it, after_it in zip(ops, tags[:-2], tags[2:], strict=True):
        one, other = old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]
        if (
            op.tag == "replace"
            and before_it == after_it == "equal"
            and _is_swap(one, other)
            and both.isdisjoint((*one, *other))
        ):
            chars = Span(left[op.src_start].start(), left[op.src_end - 1].end())
            found.append(Exchange(chars, " ".join(one), " ".join(other)))
    return found


def _plain(word: str) -> str:
    return word.lower().replace("\u2019", "'")


def _is_swap(one: Sequence[str], other: Sequence[str]) -> bool:
    short = max(len(one), len(other)) <= _MOST_WORDS and abs(len(one) - len(other)) < _MOST_WORDS - 1
    return short and all(word.isalpha() and (len(word) > 1 or word == "a") for word in (*one, *other))


def learned(texts: Sequence[str], words: Sequence[str], build: Path) -> Mapping[str, list[str]]:
    """Word or phrase → what it comes back as, the commonest first: in sentences of the texts, and on its own."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    pages = [read_page(text) for text in texts]
    lines = [page.text[unit.chars.start : unit.chars.end] for page in pages for unit in page.units]
    for pivot in PIVOTS:
        for sent, weight in ((lines, 1), (words, _SEEN)):
            for before, after in zip(sent, round_trip(sent, pivot, build), strict=True):
                for pair in exchanges(before, after):
                    for one, other in _parts(pair):
                        seen[one][other] += weight
    return {head: usual for head, others in seen.items() if (usual := _usual(others))}


def _parts(pair: Exchange) -> Iterator[tuple[str, str]]:
    """Word by word where both sides have as many words, else the whole."""
    one, other = pair.before.split(" "), pair.after.split(" ")
    return zip(one, other, strict=True) if len(one) == len(other) else iter([(pair.before, pair.after)])


def _usual(others: Counter[str]) -> list[str]:
    """What is seen again, and not only once in a while: the rest are slips of the alignment."""
    enough = max(_SEEN, _SHARE * max(others.values()))
    return [word for word, n in others.most_common() if n >= enough]
