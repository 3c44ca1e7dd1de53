"""The text of a Word file (.docx): paragraphs and table cells in document order, tracked changes accepted.

Left out and counted: footnotes and endnotes, headers and footers, comments, deleted and moved-away words, numbers that point
to notes, and what no reader sees: hidden, white or tiny letters. Embedded documents (`altChunk`) stand where they stand.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.errors import UnreadableInput
from app.sources.archives import Archive
from app.sources.looks import PLAIN, UNKNOWN, LetterLook
from app.sources.manuscripts import FileText, Manuscript
from app.sources.packages import Package
from app.sources.word_styles import (
    W,
    WordStyles,
    colour_of_page,
    ground_of,
    is_merged_away,
    is_off_the_page,
    is_on,
    is_unseen_row,
    look_of,
    paragraph_look,
)
from app.sources.xml_trees import first, words_of
from app.text import About, Document, Omission

Embedded = Callable[[str, bytes], Document]  # a media type and bytes become a document

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SHAPE_FILL = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"
_SOLID = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
_BLOCKS = {f"{W}p", f"{W}tbl", f"{W}txbxContent", f"{W}altChunk"}
_CELL_STARTS = {f"{W}tbl", f"{W}tc", f"{W}txbxContent"}
_NEVER_TEXT = {f"{W}{name}" for name in ("pPr", "rPr", "sectPr", "sdtPr", "tblPr", "trPr", "tcPr", "tblGrid", "rt", "rubyPr")}
_DELETIONS = {f"{W}del", f"{W}moveFrom"}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_LETTERS = {f"{W}t", f"{W}delText", f"{_MATH}t"}
_STORIES = (f"{W}txbxContent", f"{W}body")
_DENOMINATOR = f"{_MATH}den"
_CONTENTS = "Table of Contents"  # the name of the gallery in every language
_CODE = re.compile("[0-9A-Fa-f]{2,4}")
_FIRST_SURROGATE = 0xD800  # what stands behind them is private: pictures of fonts of symbols
_COUNTED = {  # parts beside the document, by the kind of the relation that leads to them
    "footnotes": Omission.NOTE,
    "endnotes": Omission.NOTE,
    "comments": Omission.COMMENT,
    "header": Omission.HEADER,
    "footer": Omission.FOOTER,
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for everything inside an element."""

    look: LetterLook = PLAIN
    is_deleted: bool = False
    is_in_table: bool = False


def word_text(content: bytes, max_characters: int, embedded: Embedded) -> FileText:
    """The text of a .docx file; headings are paragraphs like others. `embedded` reads documents inside it. O(n) time.

    Raises:
        TextTooLong: more than `max_characters`.
        UnreadableInput: no Word file, damaged, or made to harm.
    """
    package = Package(Archive(content))
    main = package.main()
    root = package.tree(main)
    body = None if root is None else first(root, "body")
    if body is None or "wordprocessingml" not in root.tag:
        raise UnreadableInput("is no Word file (.docx) that can be read")
    return _Reading(package, main, embedded, max_characters).of(body, LetterLook(ground=colour_of_page(root)))


class _Reading:
    def __init__(self, package: Package, main: str, embedded: Embedded, max_characters: int) -> None:
        self._package = package
        self._relations = package.relations(main)
        self._embedded = embedded
        self._inserted: dict[str, Document] = {}
        self._styles = WordStyles(self._part("styles"))
        self._out = Manuscript(max_characters)
        self._field_marks: set[Any] = set()
        self._fields: list[bool] = []  # of each field that is open, whether its code is being read: what to do, never shown
        self._n_codes = 0

    def of(self, body: Any, page: LetterLook) -> FileText:
        self._field_marks = _marks_of_whole_fields(body)
        self._blocks(body, page)
        for relation in self._relations.values():
            if relation.kind in _COUNTED and (root := self._package.tree(relation.target)) is not None:
                self._out.leave_out("".join(f" {each.text or ''}" for each in root.iter(f"{W}t")), _COUNTED[relation.kind])
        return self._out.finish(self._about())

    def _part(self, kind: str) -> Any:
        targets = [relation.target for relation in self._relations.values() if relation.kind == kind]
        return self._package.tree(targets[0]) if targets else None

    def _about(self) -> About:
        targets = [r.target for r in self._package.relations("").values() if r.kind == "core-properties"]
        core = self._package.tree(targets[0]) if targets else None
        if core is None:
            return About()
        said = {name: words_of(first(core, name)) for name in ("title", "creator", "created", "language")}
        return About.of(title=said["title"], author=said["creator"], date=said["created"], language=said["language"])

    def _paragraph_look(self, paragraph: Any) -> LetterLook:
        properties = paragraph.find(f"{W}pPr")
        return self._styles.paragraph(_style(properties, "pStyle")).under(paragraph_look(properties))

    def _blocks(self, body: Any, page: LetterLook) -> None:
        """Everything below `body`; what stands inside a paragraph and is none of its words comes behind it."""
        waiting = [(body, _Around(page))]
        while waiting:
            element, around = waiting.pop()
            if element.tag == f"{W}p":
                waiting.extend(reversed(self._paragraph(element, around)))
            elif element.tag == f"{W}altChunk":
                self._insert(element)
            elif (reason := _reason_of_control(element)) is not None:
                self._leave_out(element, reason)
            elif element.tag not in _NEVER_TEXT:
                if element.tag in _CELL_STARTS:
                    self._out.end_paragraph()
                inside = self._inside(element, around)
                waiting.extend((child, inside) for child in reversed(_shown(element)))
        self._out.end_paragraph()

    def _leave_out(self, element: Any, reason: Omission) -> None:
        self._out.leave_out(" ".join(each.text or "" for each in element.iter(f"{W}t")), reason)

    def _inside(self, element: Any, around: _Around) -> _Around:
        """What holds inside a table, a row, a cell or a change."""
        if element.tag in _DELETIONS or any(element.find(f"{W}{path}") is not None for path in _ROW_DELETIONS):
            return replace(around, is_deleted=True)
        if element.tag == f"{W}tbl":
            style = _style(element.find(f"{W}tblPr"), "tblStyle")
            look = around.look.under(self._styles.table(style))
            ground = UNKNOWN if self._styles.has_ground(style) else look.ground
            return replace(around, is_in_table=True, look=replace(look, ground=ground))
        if element.tag == f"{W}tr" and is_unseen_row(element.find(f"{W}trPr")):
            return replace(around, look=replace(around.look, is_vanished=True))
        if element.tag == f"{W}tc" and is_merged_away(element.find(f"{W}tcPr")):
            return replace(around, look=replace(around.look, is_vanished=True))
        if element.tag == f"{W}tc" and (ground := ground_of(element.find(f"{W}tcPr/{W}shd"))):
            return replace(around, look=replace(around.look, ground=ground))
        return around

    def _paragraph(self, paragraph: Any, around: _Around) -> list[tuple[Any, _Around]]:
        """Writes the words of a paragraph; returns the blocks inside it: text boxes."""
        properties = paragraph.find(f"{W}pPr")
        look = around.look.under(self._paragraph_look(paragraph))
        if is_off_the_page(properties):
            look = replace(look, is_vanished=True)
        if self._styles.is_quotation(_style(properties, "pStyle")):
            self._out.quote()
        self._out.set_in(None if around.is_in_table or look.is_list or look.is_hanging else look.indent or 0)
        later: list[tuple[Any, _Around]] = []
        waiting = [(child, replace(around, look=look)) for child in reversed(_shown(paragraph))]
        while waiting:
            element, inside = waiting.pop()
            if element.tag in _BLOCKS:
                later.append((element, _behind(element, around)))
            elif (text := _said(element)) is not None:
                self._letters(text, element, inside)
            elif element.tag == f"{W}fldChar":
                self._field(element)
            elif (reason := _reason_of_control(element)) is not None:
                self._leave_out(element, reason)
            elif element.tag not in _NEVER_TEXT:
                within = self._within(element, inside, look)
                waiting.extend((child, within) for child in reversed(_shown(element)))
        if not _joins_next(properties):
            self._out.end_paragraph()
        return later

    def _within(self, element: Any, inside: _Around, look: LetterLook) -> _Around:
        """What holds inside a run or a change; a fraction's second number stands behind a stroke."""
        if element.tag == _DENOMINATOR:
            self._letters("/", element, inside)
        if element.tag in _DELETIONS:
            return replace(inside, is_deleted=True)
        if element.tag != f"{W}r" or (properties := element.find(f"{W}rPr")) is None:
            return inside
        styled = (
            look.under(self._styles.character(_style(properties, "rStyle")))
            if properties.find(f"{W}rStyle") is not None
            else look
        )
        return replace(inside, look=styled.under(look_of(properties)))

    def _field(self, mark: Any) -> None:
        """A field is its code, in which other fields may stand, and then what it shows."""
        kind = mark.get(f"{W}fldCharType") if mark in self._field_marks else None
        if kind == "begin":
            self._fields.append(True)
            self._n_codes += 1
        elif kind is not None and self._fields:
            self._n_codes -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _letters(self, text: str, element: Any, inside: _Around) -> None:
        if self._n_codes:
            return
        if inside.is_deleted or element.tag == f"{W}delText":
            self._out.leave_out(text, Omission.DELETED)
        else:
            self._out.write_letters(text, inside.look)

    def _insert(self, chunk: Any) -> None:
        """Raises: UnreadableInput, when the embedded document is missing or of a type that is not read."""
        relation = self._relations.get(chunk.get(_RELATION, ""))
        if relation is None:
            raise UnreadableInput("embeds a document that is not in it; save it again as .docx")
        name = relation.target
        if name not in self._inserted:  # a small file may point to a large one thousands of times
            self._inserted[name] = self._embedded(self._package.content_type(name), self._package.archive.read(name))
        self._out.insert(self._inserted[name])


_ROW_DELETIONS = (f"trPr/{W}del", f"tcPr/{W}cellDel")


def _reason_of_control(element: Any) -> Omission | None:
    """Why what a content control shows is none of the text: it is a table of contents, or the words that ask for some."""
    properties = element.find(f"{W}sdtPr") if element.tag == f"{W}sdt" else None
    if properties is None:
        return None
    if is_on(properties.find(f"{W}showingPlcHdr")):
        return Omission.FORM
    gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
    return Omission.NAVIGATION if gallery is not None and gallery.get(f"{W}val") == _CONTENTS else None


def _marks_of_whole_fields(body: Any) -> set[Any]:
    """The marks of fields that begin and end in one story: all text behind it would belong to one that does not end."""
    begun: defaultdict[Any, list[list[Any]]] = defaultdict(list)
    whole: set[Any] = set()
    for mark in body.iter(f"{W}fldChar"):
        kind, story = mark.get(f"{W}fldCharType"), begun[next(mark.iterancestors(*_STORIES), None)]
        if kind == "begin":
            story.append([mark])
        elif story:
            story[-1].append(mark)
            if kind == "end":
                whole.update(story.pop())
    return whole


def _said(element: Any) -> str | None:
    """The characters of an element; None when it is none of characters."""
    if element.tag in _LETTERS:
        return element.text or ""
    return _symbol(element) if element.tag == f"{W}sym" else _CHARACTERS.get(element.tag)


def _symbol(element: Any) -> str:
    """A character by its number; a picture of a font of symbols parts words as a blank does."""
    written = element.get(f"{W}char") or ""
    number = int(written, 16) if _CODE.fullmatch(written) else _FIRST_SURROGATE
    return chr(number) if ord(" ") < number < _FIRST_SURROGATE else " "


def _shown(element: Any) -> list[Any]:
    """The children that are read: of alternatives for newer and older programs the first one, or the last without any."""
    if element.tag != f"{_COMPATIBLE}AlternateContent":
        return [child for child in element if isinstance(child.tag, str)]
    choices = [child for child in element if child.tag == f"{_COMPATIBLE}Choice"]
    return choices[:1] or [child for child in element if child.tag == f"{_COMPATIBLE}Fallback"]


def _behind(element: Any, around: _Around) -> _Around:
    """What holds in a block inside a paragraph: a text box may be filled with a colour."""
    if element.tag != f"{W}txbxContent":
        return around
    box = element.getparent().getparent()
    shape = None if box is None else box.find(_SHAPE_FILL)
    is_filled = (shape is not None and shape.find(_SOLID) is not None) or (box is not None and box.get("fillcolor") is not None)
    return replace(around, look=LetterLook(ground=UNKNOWN)) if is_filled else around


def _joins_next(properties: Any) -> bool:
    """Whether the paragraph goes on in the next one: its end is deleted or hidden, or it is a drop capital."""
    if properties is None:
        return False
    frame, mark = properties.find(f"{W}framePr"), properties.find(f"{W}rPr")
    if frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin"):
        return True
    if mark is None:
        return False
    is_deleted = mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None
    return is_deleted or is_on(mark.find(f"{W}vanish"))


def _style(properties: Any, name: str) -> str:
    found = None if properties is None else properties.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val") or "")
