"""HTML as a CMS holds it becomes plain text: main content, blocks on lines of their own, entities resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.errors import MarkupTooDeep, UnreadableInput
from app.text.types import Markings, Span

MAXIMUM_DEPTH = 400  # articles stay under 40; the parser's time grows with the square of the depth
MAXIMUM_ATTRIBUTES = 1_000  # of one element; likewise
# A comment, the inside of a script, or a tag with its attributes: in the first two nothing is an element.
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?:script|style)\b.*?(?:</(?:script|style)\b|\Z)"
    r"|<(?P<closing>/?)(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:[^>=]+|=\s*\"[^\"]*(?:\"|\Z)|=\s*'[^']*(?:'|\Z)|=)*)",
    re.DOTALL | re.IGNORECASE,
)
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s\"'>]*)")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+")
_SELF_CLOSING = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td th tr dd dt option thead tbody".split()
)
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
        MarkupTooDeep: open elements are nested deeper than `MAXIMUM_DEPTH`.
        UnreadableInput: one element has more than `MAXIMUM_ATTRIBUTES` attributes.
    """
    _check_size(html)
    root = _main_content(LexborHTMLParser(html))
    writer = _Writer()
    if root is not None:
        _walk(root, writer)
    return writer.finish()


def _check_size(html: str) -> None:
    depth = 0
    for match in _TAG.finditer(html):
        depth = max(depth + _depth_change(match), 0)
        if depth > MAXIMUM_DEPTH:
            raise MarkupTooDeep(f"elements are nested deeper than {MAXIMUM_DEPTH} at character {match.start()}")
        if _n_attributes(match["attributes"] or "") > MAXIMUM_ATTRIBUTES:
            raise UnreadableInput(f"an element has more than {MAXIMUM_ATTRIBUTES} attributes at character {match.start()}")


def _depth_change(tag: re.Match[str]) -> int:
    name = (tag["name"] or "").lower()
    if not name or name in _SELF_CLOSING:
        return 0
    if tag["closing"]:
        return -1
    return 0 if tag["attributes"].endswith("/") and name not in _BLOCKS else 1  # `<path/>` of a drawing is closed


def _n_attributes(attributes: str) -> int:
    if len(attributes) <= 2 * MAXIMUM_ATTRIBUTES:
        return 0  # too short to matter
    return len(_BETWEEN_ATTRIBUTES.split(_VALUE.sub(" ", attributes)))


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
