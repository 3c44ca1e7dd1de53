"""The process that parses one page to see what it costs: markup on standard input, limits as arguments, one word as answer.

It is run as a file in an isolated Python and imports nothing of Unspun, so it starts fast and holds nothing worth having.
The clock counts its own processor time, so a busy machine refuses no page.
"""

import resource
import signal
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import Any


class NestingVerdict(StrEnum):
    """What is too much of a page; `ENDED` is never written, but said by the process's death."""

    FINE = "fine"
    DEEP = "deep"
    ATTRIBUTES = "attributes"
    ELEMENTS = "elements"
    ENDED = "ended"


def main() -> None:
    """Parses and writes the verdict; a limit that is reached ends the process."""
    cpu_seconds, memory_bytes, *most = map(float, sys.argv[1:5])
    html = sys.stdin.buffer.read().decode()
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - before the limits: its own start is not the page's cost

    limit(cpu_seconds, int(memory_bytes))
    verdict = NestingVerdict.FINE
    try:
        for length in map(int, sys.argv[5:]):  # of beginnings of the page, the last one is the whole
            if verdict is NestingVerdict.FINE:
                verdict = judge(LexborHTMLParser(html[:length] + ">").root, *map(int, most), n_characters=len(html))
    except MemoryError:
        verdict = NestingVerdict.ENDED
    sys.stdout.write(verdict)


def limit(cpu_seconds: float, memory_bytes: int) -> None:
    """Takes from this process what parsing does not need: time, memory, files to write, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process even inside the parser
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)


def judge(root: Any, depth: int, attributes: int, *, n_characters: int) -> NestingVerdict:
    """The first thing of which a tree has too much: levels, attributes of one element, elements and texts together."""
    for n, (node, level) in enumerate(_levels(root)):
        if level > depth:
            return NestingVerdict.DEEP
        if n > n_characters + 10:  # a page without any tag has html, head and body too
            return NestingVerdict.ELEMENTS
        if len(node.attributes) > attributes:
            return NestingVerdict.ATTRIBUTES
    return NestingVerdict.FINE


def depth_of(root: Any, enough: int) -> int:
    """How many levels lie below `root`; the search ends above `enough`."""
    deepest = 0
    for _, level in _levels(root):
        if level > deepest:
            deepest = level
            if deepest > enough:
                break
    return deepest


def _levels(root: Any) -> Iterator[tuple[Any, int]]:
    """Each node in document order with its level below `root`; without recursion, for a page may be 60,000 deep."""
    node, level = root, 0
    while node is not None:
        yield node, level
        if node.child is not None:
            node, level = node.child, level + 1
            continue
        while level and node.next is None:
            node, level = node.parent, level - 1
        node = node.next if level else None


if __name__ == "__main__":
    main()
