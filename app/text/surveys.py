"""A first walk over a page: how many words of prose stand in each of its parts, and so which part is the article."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from app.text.page_parts import UNREAD

_MEASURED = frozenset(
    "article main body form nav aside footer header menu button select textarea dialog noscript fieldset div section ol ul svg "
    "object iframe blockquote".split()
)
_LEAST_WORDS = 6  # of a text that is prose and no label
LEAST_RESCUED = 40  # words of prose
_LEAST_SHARE = 1 / 3


@dataclass(slots=True)
class Survey:
    """Words of prose and number of headlines by element, and of the whole page."""

    prose: dict[int, int] = field(default_factory=dict)
    headlines: dict[int, int] = field(default_factory=dict)
    total: int = 0
    has_blocks: bool = False

    def prose_in(self, node: LexborNode) -> int:
        """Words of prose in `node`."""
        return self.prose.get(node.mem_id, 0)

    def holds_article(self, node: LexborNode) -> bool:
        """Whether so much of the page's prose stands in `node`, or all, that it must be read, whatever kind of element it is."""
        words = self.prose_in(node)
        return 0 < words == self.total or (words >= LEAST_RESCUED and words >= _LEAST_SHARE * self.total)


def survey(root: LexborNode) -> Survey:
    """Counts the prose of `root` in one walk. O(n) time."""
    found = Survey()
    n_headlines = 0
    began: dict[int, tuple[int, int]] = {}
    for node, tag, entering in _events(root):
        if tag == "-text":
            words = len((node.text_content or "").split())
            found.total += words if words >= _LEAST_WORDS else 0
        elif entering:
            n_headlines += tag in ("h1", "h2")
            found.has_blocks = found.has_blocks or tag in ("p", "div", "br", "li", "td")
            if tag in _MEASURED:
                began[node.mem_id] = (found.total, n_headlines)
        elif tag in _MEASURED:
            before, headlines_before = began[node.mem_id]
            found.prose[node.mem_id] = found.total - before
            found.headlines[node.mem_id] = n_headlines - headlines_before
    return found


def texts_in(element: LexborNode) -> Iterator[LexborNode]:
    """The text nodes of an element, in order."""
    return (node for node, tag, _ in _events(element) if tag == "-text")


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, str, bool]]:
    """Each text under `root` once, each element on entering and on leaving, with its tag, in order and without recursion."""
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or ""
        yield node, tag, True
        child = node.child if tag not in UNREAD else None
        if child is not None:
            node = child
            continue
        while node is not None:
            tag = node.tag or ""
            if tag != "-text":
                yield node, tag, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent
