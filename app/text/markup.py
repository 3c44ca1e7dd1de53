"""HTML as a CMS holds it becomes plain text: main content, blocks on lines of their own, entities resolved.

What is left out is counted by reason; what nobody sees is left out with its place; tracked changes are read as accepted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.text.drop_caps import initial_in_picture, is_one_letter
from app.text.inner_pages import with_inner_pages
from app.text.looks import Looks
from app.text.markings import count_left_out
from app.text.nesting import parse_page
from app.text.note_marks import in_raised_figures, is_power
from app.text.page_data import article_body
from app.text.page_elements import BLOCKS, Element, Elements
from app.text.page_facts import facts_of
from app.text.page_parts import RESCUABLE, UNREAD, is_note, is_over_stroke, reason_by_first_link, reason_of
from app.text.shown import shown_in
from app.text.style_sheets import Declarations, Styles, read_styles
from app.text.surveys import LEAST_RESCUED, Survey, survey, texts_in
from app.text.types import Markings, Omission
from app.text.visibility import Look, is_removed, takes_room
from app.text.writing import Places, Writer

_LINKS_APART = frozenset("a cite time label".split())  # two of them that touch are two labels
_MAY_HOLD_ARTICLE = frozenset("noscript dialog svg object iframe".split())
_BOLD = frozenset("strong b".split())
_LATIN = re.compile("[A-Za-z]")
_FADING = ("opacity", "filter", "transform", "translate", "scale", "clip-path", "mask")
_STRUCK = frozenset("s strike".split())
_PUT_INSTEAD = frozenset("ins u".split())
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
    """The end of an element, with what was written before it, and whether it is a block, an initial, apart from others."""

    element: Element
    start: int
    is_block: bool
    is_cap: bool
    is_apart: bool
    is_struck: bool  # from the beginning of a word


class _Walk:
    """One walk over a page that writes its text and collects what is left out. A stack, so depth costs no recursion."""

    def __init__(self, page: LexborHTMLParser, found: Survey, texts: Texts, *, is_unveiled: bool = False) -> None:
        self.styles: Styles = read_styles(page)
        self.looks = Looks()
        self.elements = Elements(self.styles, self.looks)
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
            look = self._look(parent, self.elements.of(parent), look)
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
        element = self.elements.of(node)
        if (reason := self._reason(node, element, place)) is not None:
            self._leave_out(node, element, reason)
            return None
        inner = self._inherited(node, element, place)
        if element.is_raised and inner.is_inside and inner.look.is_seen and is_power(self.writer.before, shown_in(node)):
            self._write_power(node)
            return None
        is_cap = element.may_be_drop_cap and is_one_letter(node)
        is_apart = element.is_apart or ((place.is_in_row or element.may_be_box) and len(shown_in(node).strip()) > 1)
        is_block = _is_block(node, element) and not is_cap
        if element.is_line:
            self.writer.begin_line()
        if is_block:
            self.writer.part("\n\n")
        else:
            self._enter_inline(tag, is_apart=is_apart)
        if tag == "q" and inner.is_inside:
            self.writer.open_quote()
        is_struck = (element.is_struck or tag in _STRUCK) and not self.writer.before[-1:].isalnum()
        stack.append(_Leaving(element, self.writer.length, is_block, is_cap, is_apart, is_struck))
        return inner

    def _write_power(self, node: LexborNode) -> None:
        """Writes figures above the line in raised figures; on the line they would be digits of the figure before them."""
        for text, places in map(self.texts, texts_in(node)):
            self.writer.write(in_raised_figures(text), places)

    def _enter_inline(self, tag: str, *, is_apart: bool) -> None:
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
        element = end.element
        if end.is_block:
            self.writer.part("\n\n")
            self.closed = ""
            if element.is_quote or element.is_set_in:
                self.writer.quote(end.start, is_set_in=not element.is_quote)
            return
        if element.tag == "q" and self.writer.length > end.start:
            self.writer.close_quote()
        if end.is_apart and not end.is_cap:
            self.writer.part(" ")
        if end.is_cap:
            self.writer.join()
        self.closed = "s" if element.is_struck else element.tag
        if end.is_struck:
            self.writer.strike()

    def _leave_out(self, node: LexborNode, element: Element, reason: Omission) -> None:
        """Collects the texts of an element that is left out; a block, or a blank within it, parts the words around it."""
        text = shown_in(node)
        if reason is Omission.HIDDEN and text.strip() and element.is_hidden:
            self.writer.hide()
        is_blank = reason is Omission.DELETED and not text.strip()  # a blank that was taken out joins two words
        keeps_room = reason is Omission.HIDDEN and takes_room(element.styles)
        if (not is_blank and (text[:1].isspace() or text[-1:].isspace())) or keeps_room:
            self.writer.part(" ")
        if _is_block(node, element):
            self.writer.part("\n\n")
        self.closed = ""
        self.left_out += ((reason, self.texts(each)[0]) for each in texts_in(node))

    def _inherited(self, node: LexborNode, element: Element, place: _Place) -> _Place:
        inside = place.is_inside or (self.main is not None and node.mem_id == self.main.mem_id)
        look = self._look(node, element, place.look) if element.styles or element.attributes else place.look
        if self.is_unveiled and look.is_invisible and element.tag in BLOCKS:
            look = replace(look, is_invisible=False)
        in_article = place.in_article or element.tag in ("article", "main")
        is_same = look is place.look and inside == place.is_inside and in_article == place.in_article
        return place if is_same and element.is_row == place.is_in_row else _Place(look, inside, in_article, element.is_row)

    def _reason(self, node: LexborNode, element: Element, place: _Place) -> Omission | None:
        tag, styles = element.tag, element.styles
        if element.is_hidden and not (self.is_unveiled and self._is_veil(node, styles)):
            return Omission.HIDDEN
        reason = reason_of(node, tag, element.attributes, styles) if element.may_be_left_out else None
        if reason is None and tag in ("div", "p", "li"):
            reason = reason_by_first_link(node)
        if reason is None and element.is_raised:
            if is_over_stroke(node):
                self._begin_fraction()
            elif is_note(node, self.writer.before):
                return Omission.NOTE
        if tag == "header" and not place.in_article and self.main is None and not self.survey.headlines.get(node.mem_id):
            reason = Omission.HEADER
        if (reason in RESCUABLE or tag in _MAY_HOLD_ARTICLE) and self.survey.holds_article(node):
            return None
        return None if reason is Omission.NOTE and 2 * self.survey.prose_in(node) > self.survey.total else reason

    def _begin_fraction(self) -> None:
        if self.writer.before[-1:].isalnum():
            self.writer.part(" ")

    def _is_veil(self, node: LexborNode, styles: Declarations) -> bool:
        """Whether a script may be what shows this block: it holds the article, or is a paragraph that fades in."""
        is_faded = not is_removed({name: value for name, value in styles.items() if name not in _FADING})
        return node.tag in BLOCKS and (self.survey.holds_article(node) or (is_faded and "hidden" not in node.attributes))

    def _look(self, node: LexborNode, element: Element, inherited: Look) -> Look:
        look = self.looks.look_of(element.drawn, inherited)
        if element.is_laid_over and look.background == inherited.background and _is_over_picture(node):
            look = replace(look, background=None)
        # a plain inline element cannot have a background from a style sheet that is not here
        if not self.styles.is_whole and element.is_plain and look.background is None and not inherited.colour:
            own = self.looks.look_of(element.drawn, Look())
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


def _is_block(node: LexborNode, element: Element) -> bool:
    """Whether an element is set by itself; words and letters that move in one by one have blocks of their own in their line."""
    return element.is_block or (element.may_be_block and len(shown_in(node).split()) > 1)


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
