"""HTML as a CMS holds it becomes plain text: main content, blocks on lines of their own, entities resolved.

What is left out is counted by reason; what nobody sees is left out with its place; tracked changes are read as accepted.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.text.drop_caps import initial_in_picture, is_drop_cap
from app.text.inner_pages import with_inner_pages
from app.text.looks import Looks
from app.text.markings import count_left_out
from app.text.nesting import parse_page
from app.text.page_data import article_body
from app.text.page_facts import facts_of
from app.text.page_parts import RESCUABLE, UNREAD, is_note, is_over_stroke, is_unseen_by_class, reason_by_first_link, reason_of
from app.text.style_sheets import Declarations, Styles, read_styles
from app.text.surveys import LEAST_RESCUED, Survey, survey, texts_in
from app.text.types import Markings, Omission
from app.text.visibility import Look, is_raised, is_removed, is_set_in_on_both_sides, takes_room
from app.text.writing import Places, Writer

_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html legend li main ol optgroup option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table", "flow-root")
_APART = frozenset("time label button img input picture output meter progress".split())  # never a part of a word
_LINKS_APART = frozenset("a cite time label".split())  # two of them that touch are two labels
_MAY_HOLD_ARTICLE = frozenset("noscript dialog svg object iframe".split())
_BOLD = frozenset("strong b".split())
_LATIN = re.compile("[A-Za-z]")
_VEILS = _BLOCKS | {"body"}
_FADING = ("opacity", "filter", "transform", "translate", "scale", "clip-path", "mask")
_STRUCK = frozenset("s strike".split())
_PUT_INSTEAD = frozenset("ins u".split())
_MAY_BE_SET_IN = frozenset("p div".split())
_QUOTES = frozenset("blockquote".split())
_QUOTE_CLASS = re.compile(
    r"mso(?:intense)?quote(?:cxsp(?:first|middle|last))?|(?:block|pull)-?_?quote(?:s|-text)?|quote|quotation|epigraph"
)
_LEAST_MARGIN = 24.0  # pixels on both sides of a quotation
_PICTURES = frozenset("img picture video canvas svg".split())
_NEAR = 8  # elements before one that is laid over a picture
_LONGEST_TEASER = 1_000  # characters
_PASTED = 3  # times the text that is seen: so much is not hidden among it, but pasted from a dark page
_MOST_QUOTED = 0.7  # of the text: a blockquote that holds more of it is how the page is laid out
Texts = Callable[[LexborNode], tuple[str, Places | None]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a page, what its markup says of it, and where each character stands in the source if that was asked for."""

    text: str
    markings: Markings
    places: Places


def extract(html: str, texts: Texts | None = None) -> Extracted:
    """The main content of `html` as text: blocks parted by an empty line, `<br>` by a line end. O(n) time.

    `texts` gives the text of a text node and the places of its characters; left out, the text is the node's own.

    Raises:
        MarkupTooDeep, UnreadableInput: the page costs its parser too much, or its style sheet too much to apply.
    """
    page = parse_page(with_inner_pages(html))
    body = page.body
    if body is None:
        return Extracted("", Markings(), [])
    found = survey(body)
    walk = _Walk(page, found, texts or _own_text)
    walk.run(body, Look())
    if walk.n_pale > _PASTED * walk.writer.length:  # pasted from a dark page: what is behind the letters did not come along
        walk = _Walk(page, found, texts or _own_text)
        walk.run(body, Look(background=None))
    if walk.shows_nothing:
        walk = _Walk(page, found, texts or _own_text, is_unveiled=True)
        walk.run(body, Look())
    if texts is None and not walk.holds_article and len(written := article_body(page)) > _PASTED * walk.writer.length:
        walk.write_instead(written)
    return walk.result()


def _own_text(node: LexborNode) -> tuple[str, Places | None]:
    return node.text_content or "", None


@dataclass(frozen=True, slots=True)
class _Place:
    """What a node inherits: how it looks, whether it is in the main content and in an article."""

    look: Look
    is_inside: bool
    in_article: bool = False
    is_in_row: bool = False  # a child of what sets its children side by side, whatever they are


@dataclass(frozen=True, slots=True)
class _Leaving:
    """The end of an element, with what was written before it, and whether it is a block, a quotation, hidden."""

    node: LexborNode
    start: int
    is_block: bool
    is_quote: bool
    decoration: str = ""
    is_cap: bool = False
    is_apart: bool = False
    is_set_in: bool = False


class _Walk:
    """One walk over a page that writes its text and collects what is left out. A stack, so depth costs no recursion."""

    def __init__(self, page: LexborHTMLParser, found: Survey, texts: Texts, *, is_unveiled: bool = False) -> None:
        self.styles: Styles = read_styles(page)
        self.looks = Looks()
        self.survey = found
        self.about = facts_of(page)
        self.texts = texts
        self.writer = Writer(keeps_blank_lines=not found.has_blocks, is_placed=texts is not _own_text)
        self.left_out: list[tuple[Omission, str]] = []
        self.main = _main_content(page, found)
        self.n_pale = 0  # characters that only their colour hides
        self.closed = ""  # the inline element that ended last, while nothing stands behind it
        self.is_unveiled = is_unveiled  # blocks that a script would show are read

    @property
    def shows_nothing(self) -> bool:
        """Whether the page hides its article until a script shows it: few words are seen, and many are hidden."""
        hidden = sum(len(text.split()) for reason, text in self.left_out if reason is Omission.HIDDEN)
        return hidden >= LEAST_RESCUED and not self.holds_article and _PASTED * len(self.writer.text.split()) < hidden

    @property
    def holds_article(self) -> bool:
        """Whether so much was written that it may be an article."""
        return self.writer.length > _LONGEST_TEASER or len(self.writer.text.split()) >= LEAST_RESCUED

    def write_instead(self, text: str) -> None:
        """Adds the article that a script would have written."""
        self.writer.part("\n\n")
        for paragraph in text.split("\n"):
            self.writer.write(paragraph)
            self.writer.part("\n\n")

    def run(self, body: LexborNode, look: Look) -> None:
        if not self.styles.is_whole:
            look = Look(background=None)
        parent = body.parent
        if parent is not None and parent.tag == "html":
            look = self._look(parent, self._styles_of(parent), look)
        stack: list[tuple[LexborNode, _Place] | _Leaving] = [(body, _Place(look, self.main is None))]
        while stack:
            event = stack.pop()
            if isinstance(event, _Leaving):
                self._leave(event)
                continue
            node, place = event
            if (node.tag or "").startswith("-"):
                self._read(node, place)
                continue
            inner = self._enter(node, place, stack)
            if inner is not None:
                stack.extend((child, inner) for child in reversed(_children(node)))

    def result(self) -> Extracted:
        most = _MOST_QUOTED * self.writer.length
        set_in = self.writer.set_in if 2 * sum(map(len, self.writer.set_in)) < self.writer.length else []
        quotes = tuple(span for span in (*self.writer.quotes, *set_in) if len(span) <= most)
        left_out = count_left_out(self.left_out)
        markings = Markings(tuple(self.writer.hidden), quotes, left_out, about=self.about)
        return Extracted(self.writer.text, markings, self.writer.places)

    def _read(self, node: LexborNode, place: _Place) -> None:
        if node.tag != "-text":
            return
        text, places = self.texts(node)
        reason: Omission | None = None
        if not place.look.is_seen:
            reason = Omission.HIDDEN
            self.n_pale += 0 if place.look.is_unseen_anywhere else len(text)
            if text.strip():
                self.writer.hide()
                if text != text.strip() or place.look.takes_room:
                    self.writer.part(" ")
        if reason is None and not place.is_inside:
            reason = Omission.OUTSIDE
        if reason is not None:
            self.left_out.append((reason, text))
            return
        if place.look.is_turned and _LATIN.search(text):
            text, places = text[::-1], places and places[::-1]
            self.writer.hide()
        if self.closed:
            self.writer.seam(is_label=self.closed in _BOLD, is_text=True)
        self.writer.write(text, places)
        self.closed = ""

    def _enter(self, node: LexborNode, place: _Place, stack: list[tuple[LexborNode, _Place] | _Leaving]) -> _Place | None:
        """What the children of `node` inherit; None when none of them is looked at."""
        tag = node.tag or ""
        if tag in UNREAD:
            return None
        if tag == "br":
            self.writer.part("\n")
            return None
        if tag == "img" and (letter := initial_in_picture(node)):
            self.writer.initial(letter)
        styles = self._styles_of(node)
        if (reason := self._reason(node, place, styles)) is not None:
            self._leave_out(node, reason, styles)
            return None
        inner = self._inherited(node, place, styles)
        is_cap = is_drop_cap(node, node.attributes, styles)
        is_block = _is_block(node, styles) and not is_cap
        is_apart = tag in _APART or _is_box(node, styles, is_in_row=place.is_in_row)
        if is_block:
            self.writer.part("\n\n")
        else:
            self._enter_inline(node, is_apart=is_apart)
        is_quote = tag in _QUOTES or _is_called_quotation(node)
        is_set_in = tag in _MAY_BE_SET_IN and is_set_in_on_both_sides(styles, _LEAST_MARGIN)
        if tag == "q" and inner.is_inside:
            self.writer.open_quote()
        decoration = styles.get("text-decoration-line", styles.get("text-decoration", "")) if styles else ""
        stack.append(_Leaving(node, self.writer.length, is_block, is_quote, decoration, is_cap, is_apart, is_set_in))
        return inner

    def _enter_inline(self, node: LexborNode, *, is_apart: bool) -> None:
        tag = node.tag or ""
        if is_apart:
            self.writer.part(" ")
        if self.closed:
            are_labels = self.closed in _LINKS_APART and tag in _LINKS_APART
            is_replaced = self.closed in _STRUCK and tag in _PUT_INSTEAD
            if are_labels or is_replaced:
                self.writer.part(" ")
            self.writer.seam()
        else:
            self.writer.seam(is_text=True)

    def _leave(self, end: _Leaving) -> None:
        tag = end.node.tag or ""
        if end.is_block:
            self.writer.part("\n\n")
            self.closed = ""
            if end.is_quote or end.is_set_in:
                self.writer.quote(end.start, is_set_in=not end.is_quote)
            return
        if tag == "q" and self.writer.length > end.start:
            self.writer.close_quote()
        if end.is_apart and not end.is_cap:
            self.writer.part(" ")
        if end.is_cap:
            self.writer.join()
        self.closed = "s" if "line-through" in end.decoration else tag

    def _leave_out(self, node: LexborNode, reason: Omission, styles: Declarations) -> None:
        """Collects the texts of an element that is left out; a block, or a blank within it, parts the words around it."""
        text = node.text() or ""
        if reason is Omission.HIDDEN and text.strip() and self._is_hidden(node.attributes, styles):
            self.writer.hide()
        is_blank = reason is Omission.DELETED and not text.strip()  # a blank that was taken out joins two words
        if (not is_blank and (text[:1].isspace() or text[-1:].isspace())) or (reason is Omission.HIDDEN and takes_room(styles)):
            self.writer.part(" ")
        if _is_block(node, styles):
            self.writer.part("\n\n")
        self.closed = ""
        self.left_out += ((reason, self.texts(each)[0]) for each in texts_in(node))

    def _inherited(self, node: LexborNode, place: _Place, styles: Declarations) -> _Place:
        tag = node.tag or ""
        inside = place.is_inside or (self.main is not None and node.mem_id == self.main.mem_id)
        look = self._look(node, styles, place.look) if styles or node.attributes else place.look
        if self.is_unveiled and look.is_invisible and tag in _VEILS:
            look = replace(look, is_invisible=False)
        in_article = place.in_article or tag in ("article", "main")
        return _Place(look, inside, in_article, bool(styles) and styles.get("display", "").endswith(("flex", "grid")))

    def _reason(self, node: LexborNode, place: _Place, styles: Declarations) -> Omission | None:
        attributes = node.attributes
        if self._is_hidden(attributes, styles) and not (self.is_unveiled and self._is_veil(node, styles)):
            return Omission.HIDDEN
        reason = reason_of(node, attributes, styles)
        if reason is None and node.tag in ("div", "p", "li"):
            reason = reason_by_first_link(node)
        if reason is None and _is_raised(node, styles):
            if is_over_stroke(node):
                self._begin_fraction()
            elif is_note(node, self.writer.before):
                return Omission.NOTE
        if node.tag == "header" and not place.in_article and self.main is None and not self.survey.headlines.get(node.mem_id):
            reason = Omission.HEADER
        if (reason in RESCUABLE or node.tag in _MAY_HOLD_ARTICLE) and self.survey.holds_article(node):
            return None
        return None if reason is Omission.NOTE and 2 * self.survey.prose_in(node) > self.survey.total else reason

    def _begin_fraction(self) -> None:
        if self.writer.before[-1:].isalnum():
            self.writer.part(" ")

    def _is_hidden(self, attributes: Mapping[str, str | None], styles: Declarations) -> bool:
        if self.looks.is_removed(styles):
            return True
        return bool(attributes) and (
            "hidden" in attributes or "popover" in attributes or (not styles and is_unseen_by_class(attributes))
        )

    def _is_veil(self, node: LexborNode, styles: Declarations) -> bool:
        """Whether a script may be what shows this block: it holds the article, or is a paragraph that fades in."""
        is_faded = not is_removed({name: value for name, value in styles.items() if name not in _FADING})
        return node.tag in _VEILS and (self.survey.holds_article(node) or (is_faded and "hidden" not in node.attributes))

    def _styles_of(self, node: LexborNode) -> Declarations:
        attributes = node.attributes
        return self.styles.of(node, attributes.get("style") if attributes else None)

    def _look(self, node: LexborNode, styles: Declarations, inherited: Look) -> Look:
        attributes = node.attributes
        if node.tag == "font" and attributes.get("color"):
            styles = {"color": (attributes["color"] or "").lower(), **styles}
        if node.tag == "bdo" and attributes.get("dir"):
            styles = {"unicode-bidi": "bidi-override", "direction": (attributes["dir"] or "").lower(), **styles}
        if attributes.get("bgcolor"):
            styles = {"background-color": (attributes["bgcolor"] or "").lower(), **styles}
        if attributes.get("background"):  # a picture, as old pages and letters have it
            styles = {"background-image": "url()", **styles}
        if attributes.get("text") and node.tag == "body":
            styles = {"color": (attributes["text"] or "").lower(), **styles}
        look = self.looks.look_of(styles, inherited)
        if styles.get("position") in ("absolute", "fixed") and look.background == inherited.background and _is_over_picture(node):
            look = replace(look, background=None)
        # a plain inline element cannot have a background from a style sheet that is not here
        is_plain = not (attributes.get("class") or attributes.get("id")) and node.tag not in _BLOCKS
        if not self.styles.is_whole and is_plain and look.background is None and not inherited.colour:
            own = self.looks.look_of(styles, Look())
            return look if own.is_seen else own
        return look


def _main_content(page: LexborHTMLParser, found: Survey) -> LexborNode | None:
    """The one `main` or `article` that holds most of the page's prose, if there is one."""
    for name in ("article", "main"):
        best = max(page.css(name), key=found.prose_in, default=None)
        if best is not None and 2 * found.prose_in(best) > found.total:
            return best
    return None


def _children(node: LexborNode) -> list[LexborNode]:
    children = []
    child = node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _is_called_quotation(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    names = (attributes.get("class") or "").lower().split()
    return attributes.get("role") == "blockquote" or any(map(_QUOTE_CLASS.fullmatch, names))


def _is_block(node: LexborNode, styles: Declarations) -> bool:
    """Whether an element is set by itself; words and letters that move in one by one have blocks of their own in their line."""
    display = styles.get("display", "") if styles else ""
    if node.tag in _BLOCKS and display.startswith("inline"):
        return len((node.text() or "").split()) > 1
    return node.tag in _BLOCKS or display.startswith(_BLOCK_DISPLAYS)


def _is_box(node: LexborNode, styles: Declarations, *, is_in_row: bool) -> bool:
    """Whether an element is a box of its own in its line, and more than one letter of a word."""
    display = styles.get("display", "") if styles else ""
    is_box = is_in_row or display.startswith(("inline-", "table-cell")) or (display == "inline" and node.tag in _BLOCKS)
    return is_box and len((node.text() or "").strip()) > 1


def _is_over_picture(node: LexborNode) -> bool:
    """Whether a picture stands before an element that is laid over what stands there."""
    before = node.prev
    for _ in range(_NEAR):
        if before is None:
            return False
        inside = before.child
        if before.tag in _PICTURES or (
            inside is not None and (inside.tag in _PICTURES or (inside.next and inside.next.tag in _PICTURES))
        ):
            return True
        before = before.prev
    return False


def _is_raised(node: LexborNode, styles: Declarations) -> bool:
    return node.tag == "sup" or is_raised(styles)
