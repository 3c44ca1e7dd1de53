"""HTML as a CMS holds it becomes plain text: main content, blocks on lines of their own, entities resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.text.nesting import parse_page
from app.text.types import Markings, Span

_SKIPPED = frozenset(
    "script style noscript template head title nav footer aside form button select textarea svg math iframe object canvas "
    "audio video dialog menu".split()
)
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a page, and what its markup says of it."""

    text: str
    markings: Markings


def extract(html: str) -> Extracted:
    """The main content of `html` as text: blocks parted by an empty line, `<br>` by a line end. O(n) time.

    Raises:
        MarkupTooDeep, UnreadableInput: the page costs its parser too much.
    """
    root = _main_content(parse_page(html))
    writer = _Writer()
    if root is not None:
        _walk(root, writer)
    return writer.finish()


def _main_content(page: LexborHTMLParser) -> LexborNode | None:
    """The one `main` or `article` that holds most of the page's text, else the body."""
    body = page.body
    if body is None:
        return None
    whole = len(body.text())
    for name in ("article", "main"):
        best = max(page.css(name), key=lambda node: len(node.text()), default=None)
        if best is not None and 2 * len(best.text()) > whole:
            return best
    return body


class _Writer:
    """Collects text, folding white space within a block and keeping count of the characters written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.hidden: list[Span] = []
        self.length = 0
        self.gap = ""

    def write(self, text: str) -> None:
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" "):
            self.part(" ")
        if body := folded.strip(" "):
            self._push(self.gap if self.length else "")
            self._push(body)
            self.gap = ""
            if folded.endswith(" "):
                self.part(" ")

    def part(self, gap: str) -> None:
        """Ask for a gap before the next text; the widest one asked for wins."""
        self.gap = max(self.gap, gap, key=lambda g: (len(g), g == "\n"))

    def hide(self) -> None:
        self.hidden.append(Span(self.length, self.length))

    def finish(self) -> Extracted:
        return Extracted("".join(self.pieces), Markings(tuple(self.hidden)))

    def _push(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _walk(root: LexborNode, writer: _Writer) -> None:
    for node, entering in _events(root):
        tag = node.tag or ""
        if tag == "-text":
            if entering:
                writer.write(node.text_content or "")
        elif tag == "br":
            writer.part("\n")
        elif tag in _BLOCKS:
            writer.part("\n\n")
        if entering and tag not in _SKIPPED and _is_hidden(node) and (node.text() or "").strip():
            writer.hide()


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each element and text under `root` on entering and on leaving; a stack, so depth costs no recursion."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        yield node, entering
        if not entering or node.tag in _SKIPPED or _is_hidden(node):
            continue
        stack.append((node, False))
        children = []
        child = node.child
        while child is not None:
            children.append((child, True))
            child = child.next
        stack.extend(reversed(children))


def _is_hidden(node: LexborNode) -> bool:
    if node.tag is None or node.tag.startswith("-"):
        return False
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDING_STYLE.search((attributes.get("style") or "").lower()))
