"""Apertium there and back, offline: what became of each word, and a dictionary learned from it.

Rule-based translation picks one sense a word, so what comes back is often of another sense: highest → tallest, via →
road, about → roughly. Needs Debian's apertium, apertium-eng-spa, apertium-eng-cat. Measured there and back: 4,000 words
a second (spa), 1,500 (cat); results are kept in the build folder.
"""

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import orjson
from rapidfuzz.distance import Levenshtein

from app.text import Span

PIVOTS: Final = ("spa", "cat")
TOKEN: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d.,]*\d|\d|[^\w\s]")
_UNKNOWN: Final = re.compile(r"[*@#]")
_END: Final = re.compile(r"[.!?\"\u201d\u2019]+$")
_BOUNDARY: Final = re.compile(r"\s*\n\s*|(?<=[a-z0-9]{2}[.!?]) +(?=[A-Z\u201c\"])|(?<=[.!?][\"\u201d]) +(?=[A-Z\u201c\"])")
_CHUNK: Final = 400  # lines a call: apertium takes half a second to start
_MOST_WORDS: Final = 3  # on one side of a swap
_SEEN: Final = 2  # times a pair has to come back to be learned, unless its word was sent but once
_SHARE: Final = 0.08  # and of the times that its word was sent


class ApertiumMissing(OSError):
    """Apertium or one of its language pairs is not installed (Debian: apertium-eng-spa, apertium-eng-cat)."""


class Exchange(NamedTuple):
    """Words that came back as other words: characters in the line that was sent, and the new words."""

    chars: Span
    before: str
    after: str


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
    return [_ended(sent, str(line)) for sent, line in zip(flat, orjson.loads(file.read_bytes()), strict=True)]


def _ended(sent: str, line: str) -> str:
    """The line with the end marks that it was sent with: the translator drops the last one."""
    marks = _END.search(sent)
    return line.rstrip('.!?"\u201d\u2019') + marks.group() if marks and line else line


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
    left = list(TOKEN.finditer(before))
    old = [_plain(match.group()) for match in left]
    new = [_plain(word) for word in TOKEN.findall(after)]
    both = set(old) & set(new)
    found: list[Exchange] = []
    ops = list(Levenshtein.opcodes(old, new))
    tags = ["equal", *(op.tag for op in ops), "equal"]
    for op, before_it, after_it in zip(ops, tags[:-2], tags[2:], strict=True):
        one, other = old[op.src_start : op.src_end], new[op.dest_start : op.dest_end]
        if op.tag == "replace" and before_it == after_it == "equal" and _is_swap(one, other) and both.isdisjoint((*one, *other)):
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
    sent: Counter[str] = Counter()
    lines = [line for text in texts for line in sentence_lines(text)]
    for pivot in PIVOTS:
        for before, after in zip((*lines, *words), _returned(lines, words, pivot, build), strict=True):
            sent.update(_plain(word) for word in TOKEN.findall(before))
            for pair in exchanges(before, after):
                for one, other in _parts(pair):
                    seen[one][other] += 1
    return {head: usual for head, others in seen.items() if (usual := _usual(others, sent[head]))}


def sentence_lines(text: str) -> list[str]:
    """The sentences of a text by a plain rule of our own: what a spinner knows may not change with the service's reader."""
    return [line for line in _BOUNDARY.split(text) if line.strip()]


def _returned(lines: Sequence[str], words: Sequence[str], pivot: str, build: Path) -> list[str]:
    return [*round_trip(lines, pivot, build), *round_trip(words, pivot, build)]


def _parts(pair: Exchange) -> Iterator[tuple[str, str]]:
    """Word by word where both sides have as many words, else the whole."""
    one, other = pair.before.split(" "), pair.after.split(" ")
    return zip(one, other, strict=True) if len(one) == len(other) else iter([(pair.before, pair.after)])


def _usual(others: Counter[str], n_sent: int) -> list[str]:
    """What comes back again and again: the rest are slips of the alignment."""
    return [word for word, n in others.most_common() if n >= min(_SEEN, n_sent) and n >= _SHARE * n_sent]
