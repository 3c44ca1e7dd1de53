"""An element of a page as it is written: its name, its attributes, what its styles declare, and what that alone says of it.

Thousands of paragraphs of a page are written alike: they share one, and what is asked of it is answered once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from app.text.drop_caps import may_be_drop_cap
from app.text.looks import Looks
from app.text.page_parts import is_unseen_by_class, may_be_left_out
from app.text.style_sheets import Declarations, Styles
from app.text.visibility import is_raised, is_set_in_on_both_sides

BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html legend li main ol optgroup option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table", "flow-root")
_BOX_DISPLAYS = ("inline-", "table-cell")
_APART = frozenset("time label button img input picture output meter progress".split())  # never a part of a word
_LINES = frozenset("ocr_line ocr_header ocr_caption ocr_textfloat".split())  # of a scanned page (hOCR 1.2, 3.2)
_MAY_BE_SET_IN = frozenset("p div".split())
_QUOTES = frozenset("blockquote".split())
_QUOTE_CLASS = re.compile(
    r"mso(?:intense)?quote(?:cxsp(?:first|middle|last))?|(?:block|pull)-?_?quote(?:s|-text)?|quote|quotation|epigraph"
)
_LEAST_MARGIN = 24.0  # pixels on both sides of a quotation
Attributes = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Element:
    """What elements that are written alike have in common; `may_be_…` where the rest hangs on what stands in each.

    `drawn` holds the declarations together with those that old attributes make, as `bgcolor`; `is_plain`: inline, without a name
    that a style sheet could take up; `is_row`: what sets its children side by side.
    """

    tag: str
    attributes: Attributes
    styles: Declarations
    drawn: Declarations
    is_hidden: bool
    is_block: bool
    is_apart: bool
    is_line: bool
    is_quote: bool
    is_set_in: bool
    is_raised: bool
    is_struck: bool
    is_row: bool
    is_laid_over: bool
    is_plain: bool
    may_be_block: bool
    may_be_left_out: bool
    may_be_drop_cap: bool
    may_be_box: bool


class Elements:
    """The elements of one page, each kind of them made once."""

    def __init__(self, styles: Styles, looks: Looks) -> None:
        self._styles = styles
        self._looks = looks
        self._known: dict[tuple[str, int, tuple[tuple[str, str | None], ...]], Element] = {}

    def of(self, node: LexborNode) -> Element:
        """What is known of `node` by how it is written."""
        tag, attributes = node.tag or "", node.attributes
        styles = self._styles.of(node, attributes.get("style"))
        key = tag, id(styles), tuple(attributes.items())  # `Styles` keeps what it gives, so an identity is of one mapping
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._made(tag, attributes, styles)
        return found

    def _made(self, tag: str, attributes: Attributes, styles: Declarations) -> Element:
        display = styles.get("display", "")
        is_set_in_line = tag in BLOCKS and display.startswith("inline")
        return Element(
            tag,
            attributes,
            styles,
            drawn=_with_old_attributes(tag, attributes, styles),
            is_hidden=self._looks.is_removed(styles) or _is_hidden_by_name(attributes, styles),
            is_block=display.startswith(_BLOCK_DISPLAYS) or (tag in BLOCKS and not is_set_in_line),
            is_apart=tag in _APART,
            is_line=not _LINES.isdisjoint((attributes.get("class") or "").split()),
            is_quote=tag in _QUOTES or _is_called_quotation(attributes),
            is_set_in=tag in _MAY_BE_SET_IN and is_set_in_on_both_sides(styles, _LEAST_MARGIN),
            is_raised=tag == "sup" or is_raised(styles),
            is_struck="line-through" in styles.get("text-decoration-line", styles.get("text-decoration", "")),
            is_row=display.endswith(("flex", "grid")),
            is_laid_over=styles.get("position") in ("absolute", "fixed"),
            is_plain=not (attributes.get("class") or attributes.get("id")) and tag not in BLOCKS,
            may_be_block=is_set_in_line,
            may_be_left_out=may_be_left_out(tag, attributes, styles),
            may_be_drop_cap=may_be_drop_cap(tag, attributes, styles),
            may_be_box=display.startswith(_BOX_DISPLAYS) or (display == "inline" and is_set_in_line),
        )


def _with_old_attributes(tag: str, attributes: Attributes, styles: Declarations) -> Declarations:
    """The declarations, and what attributes of old pages and letters declare where no style says otherwise."""
    declared: dict[str, str] = {}
    if colour := attributes.get({"font": "color", "body": "text"}.get(tag, "")):
        declared["color"] = colour.lower()
    if tag == "bdo" and (direction := attributes.get("dir")):
        declared |= {"unicode-bidi": "bidi-override", "direction": direction.lower()}
    if behind := attributes.get("bgcolor"):
        declared["background-color"] = behind.lower()
    if attributes.get("background"):  # a picture
        declared["background-image"] = "url()"
    return {**declared, **styles} if declared else styles


def _is_hidden_by_name(attributes: Attributes, styles: Declarations) -> bool:
    return "hidden" in attributes or "popover" in attributes or (not styles and is_unseen_by_class(attributes))


def _is_called_quotation(attributes: Attributes) -> bool:
    names = (attributes.get("class") or "").lower().split()
    return attributes.get("role") == "blockquote" or any(map(_QUOTE_CLASS.fullmatch, names))
