"""Apertium there and back, offline: a dictionary learned from round trips, and round trips of whole sentences.

Rule-based translation word by word picks one sense a word, so what comes back is often of another sense: highest →
tallest, via → road. Needs Debian's apertium, apertium-eng-spa, apertium-eng-cat. Measured: 2,000 to 4,000 words a second
and direction; the learned dictionary is kept in the build folder.
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

PIVOTS: Final = ("spa", "cat")
_MARK: Final = "\n"
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_UNKNOWN: Final = re.compile(r"[*@#]")
_LONGEST: Final = 3  # words on one side of a learned pair
_SEEN_TWICE: Final = 2


class ApertiumMissing(OSError):
    """Apertium or one of its language pairs is not installed (Debian: apertium-eng-spa, apertium-eng-cat)."""


class Exchange(NamedTuple):
    """Words that came back as other words; spans of token places on both sides."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def round_trip(lines: Sequence[str], pivot: str, build: Path) -> list[str]:
    """The lines translated into the pivot language and back, line by line; kept in the build folder.

    Raises:
        ApertiumMissing: the translator is not there.
    """
    flat = [re.sub(r"\s+", " ", line) for line in lines]
    name = sha256(_MARK.join(flat).encode()).hexdigest()[:24]
    file = build / "roundtrip" / f"{pivot}-{name}.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        back = _translated(_translated(flat, f"eng-{pivot}"), f"{pivot}-eng")
        file.write_bytes(orjson.dumps(back))
    return [str(line) for line in orjson.loads(file.read_bytes())]


def _translated(lines: Sequence[str], direction: str) -> list[str]:
    program = shutil.which("apertium")
    if program is None:
        raise ApertiumMissing((ApertiumMissing.__doc__ or "").strip())
    # -n: no full stop is put at the end of a line; a blank line between two keeps rules from reaching over
    text = "\n\n".join(lines) + "\n"
    command = [program, "-u", "-n", direction]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    out = done.stdout.removesuffix("\n").split("\n\n")
    if done.returncode or len(out) != len(lines):
        raise ApertiumMissing(f"apertium {direction} gave {len(out)} of {len(lines)} lines: {done.stderr.strip()[:200]}")
    return [_UNKNOWN.sub("", line) for line in out]


def exchanges(before: str, after: str) -> Iterator[Exchange]:
    """What became what in a round trip, by the word alignment of both lines (lower case); short stretches only."""
    left, right = (_TOKEN.findall(line.lower().replace("\u2019", "'")) for line in (before, after))
    for op in Levenshtein.opcodes(left, right):
        if op.tag == "replace":
            pair = Exchange(tuple(left[op.src_start : op.src_end]), tuple(right[op.dest_start : op.dest_end]))
            if max(map(len, pair)) <= _LONGEST and all(word[0].isalpha() for side in pair for word in side):
                yield pair


def learned(texts: Sequence[str], words: Sequence[str], build: Path) -> Mapping[str, list[str]]:
    """Word or phrase → what it comes back as, the commonest first: from sentences, and from words on their own."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for pivot in PIVOTS:
        for lines in (texts, words):
            for before, after in zip(lines, round_trip(lines, pivot, build), strict=True):
                for pair in exchanges(before, after):
                    if len(pair.before) == len(pair.after) == 1 or len(pair.before) != len(pair.after):
                        seen[" ".join(pair.before)][" ".join(pair.after)] += 1 if lines is texts else _SEEN_TWICE
    return {
        head: [word for word, n in others.most_common() if n >= _SEEN_TWICE and word != head]
        for head, others in seen.items()
    }
