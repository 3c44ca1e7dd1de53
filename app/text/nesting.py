"""Whether a page may be parsed here: decided by counting where that is certain, else by the parser itself in another process.

The parser's time and memory grow with the square of how deep a page is nested, how many attributes an element has, and how
many unclosed inline elements it must open again. How deep a page is only the parser knows, because it repairs what it reads;
so a page of many tags is parsed first by a process that a clock of its own ends (decision 0016).
"""

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from app.errors import MarkupTooDeep, UnreadableInput
from app.text.nesting_reader import NestingVerdict, depth_of

MAXIMUM_DEPTH = 400  # articles stay under 40
MAXIMUM_ATTRIBUTES = 1_000  # of one element
# The worst page within these two takes the parser some 50 ms.
_FEW_TAGS = 2_000
_FEW_REOPENED = 100_000  # inline elements times all tags: each block may open each of them again
_LONG_TAG = 2 * MAXIMUM_ATTRIBUTES  # characters; a shorter one cannot hold too many attributes
_MOST_SEEN = 4  # times the page's length: tags that overlap are nothing a person wrote
_INLINE = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?![^\s/>])", re.IGNORECASE)
_REST_OF_TAG = r"[a-z](?:[^>=]+|=\s*\"[^\"]*(?:\"|\Z)|=\s*'[^']*(?:'|\Z)|=)*"
_TAG = re.compile(f"<{_REST_OF_TAG}", re.IGNORECASE)
_POSSIBLE_TAG = re.compile(f"<(?=({_REST_OF_TAG}))", re.IGNORECASE)  # within another one, too
_ATTRIBUTE = re.compile(r"[^\s/>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*)?)?")
_FIRST_LOOK = 8_000  # characters
_CROWDED_TAGS = 10

# The other process may take 100 times what an honest page takes, and no more than some seconds for the longest one.
_CPU_SECONDS, _CPU_SECONDS_A_CHARACTER = 0.1, 1e-6
_MEMORY_BYTES = 1_000_000_000  # address space; the parser takes some 100 bytes a character
_READER = Path(__file__).with_name("nesting_reader.py")
_TOO_DEEP = f"elements are nested deeper than {MAXIMUM_DEPTH}"
_REFUSALS = {
    NestingVerdict.DEEP: MarkupTooDeep(_TOO_DEEP),
    NestingVerdict.ATTRIBUTES: UnreadableInput(f"an element has more than {MAXIMUM_ATTRIBUTES} attributes"),
    NestingVerdict.ELEMENTS: MarkupTooDeep("the repaired page has more elements than the markup has characters"),
    NestingVerdict.ENDED: MarkupTooDeep(f"{_TOO_DEEP}, or otherwise far more costly to parse than any article"),
}


def parse_page(html: str) -> LexborHTMLParser:
    """The tree of `html`. O(n) time, and a process of some 60 ms for a page of many tags.

    Raises:
        MarkupTooDeep: nested deeper than `MAXIMUM_DEPTH`, or unclosed elements that are opened again without end.
        UnreadableInput: one element has more than `MAXIMUM_ATTRIBUTES` attributes.
    """
    if not _is_cheap(html) and (verdict := _ask_parser(html)) is not NestingVerdict.FINE:
        raise _REFUSALS[verdict]
    page = LexborHTMLParser(html)
    if depth_of(page.root, MAXIMUM_DEPTH) > MAXIMUM_DEPTH:
        raise _REFUSALS[NestingVerdict.DEEP]
    return page


def _is_cheap(html: str) -> bool:
    """Whether no reading of `html` at all can cost much: any `<` may be a tag, whatever stands around it."""
    n_tags = html.count("<")
    if n_tags > _FEW_TAGS or n_tags * len(_INLINE.findall(html)) > _FEW_REOPENED:
        return False
    seen = 0
    for tag in _POSSIBLE_TAG.finditer(html):
        length = tag.end(1) - tag.start()
        seen += length
        if length > _LONG_TAG or seen > _MOST_SEEN * len(html):
            return False
    return True


def _ask_parser(html: str) -> NestingVerdict:
    """What the other process says of the page; a page that it could not end with says so by its death."""
    cpu_seconds = _CPU_SECONDS + _CPU_SECONDS_A_CHARACTER * len(html)
    numbers = (cpu_seconds, _MEMORY_BYTES, MAXIMUM_DEPTH, MAXIMUM_ATTRIBUTES, *_looks(html))
    done = subprocess.run(  # noqa: S603 - our own file in our own Python; the page is its standard input
        [sys.executable, "-I", str(_READER), *map(str, numbers)],
        input=html.encode(),
        capture_output=True,
        env={},
        check=False,
    )
    if done.returncode < 0:
        return NestingVerdict.ENDED
    if done.returncode:
        raise RuntimeError(f"the process that looks at pages ended with code {done.returncode}")
    return NestingVerdict(done.stdout.decode())


def _looks(html: str) -> list[int]:
    """Lengths of the beginnings to be parsed one after the other.

    What begins too deep, or with too many attributes, is refused before its end costs the square of it.
    """
    lengths = {len(html), *(_FIRST_LOOK * 4**k for k in range(10) if _FIRST_LOOK * 4**k < len(html))}
    long_tags = (tag for tag in _TAG.finditer(html) if len(tag.group()) > _LONG_TAG)
    crowded = (islice(_ATTRIBUTE.finditer(html, *tag.span()), MAXIMUM_ATTRIBUTES + 10, None) for tag in long_tags)
    lengths.update(attribute.end() for attributes in islice(crowded, _CROWDED_TAGS) for attribute in islice(attributes, 1))
    return sorted(lengths)
