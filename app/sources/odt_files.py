"""The text of an OpenDocument text (.odt, .fodt): paragraphs and table cells in their order, tracked changes accepted.

Left out and counted: notes, comments, deleted words (the file keeps them apart from the text), numbers that point to notes,
and what no reader sees.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.errors import UnreadableInput
from app.sources.archives import Archive
from app.sources.looks import PLAIN, LetterLook
from app.sources.manuscripts import FileText, Manuscript
from app.sources.odt_styles import DRAW, OFFICE, SVG, TABLE, TEXT, OdtStyles, without_hiding
from app.sources.xml_trees import first, tree_of, words_of
from app.text import About, Omission

_BLANKS = re.compile(r"[ \t\r\n]+")
_MAX_BLANKS = 100  # `text:s` says how many; more are no layout
_MANIFEST = "meta-inf/manifest.xml"
_IN_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
_BOXES = {f"{DRAW}text-box", f"{TABLE}table", f"{TEXT}list", *_PARAGRAPHS}
_CELL_STARTS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell", f"{DRAW}text-box", f"{TABLE}table"}
_CHARACTERS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_LEFT_OUT: dict[str, Omission | None] = {
    f"{TEXT}note": Omission.NOTE,
    f"{TEXT}tracked-changes": Omission.DELETED,
    f"{OFFICE}annotation": Omission.COMMENT,
    f"{TEXT}number": Omission.LIST_MARK,
    f"{TEXT}table-of-content": Omission.NAVIGATION,
    f"{TEXT}ruby-text": None,
    f"{TEXT}script": None,
    f"{OFFICE}forms": None,
    f"{DRAW}object": None,
    f"{DRAW}image": None,
    f"{SVG}title": None,
    f"{SVG}desc": None,
}
_FAMILIES = {  # of the style that an element names, by the name of the attribute
    f"{TEXT}style-name": "text",
    f"{TABLE}style-name": "table",
    f"{DRAW}style-name": "graphic",
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for everything inside an element."""

    look: LetterLook = PLAIN
    is_hidden: bool = False
    says_indent: bool = True


def odt_text(content: bytes, max_characters: int) -> FileText:
    """The text of an .odt file, or of the same as one XML file (.fodt). O(n) time.

    Raises:
        TextTooLong: more than `max_characters`.
        UnreadableInput: no such file, locked, damaged, or made to harm.
    """
    roots = _roots(content)
    body = next((found for root in roots if (found := first(root, "body", "text")) is not None), None)
    if body is None:
        raise UnreadableInput("is no OpenDocument text that can be read (a table, a drawing?)")
    meta = next((found for root in reversed(roots) if (found := first(root, "meta")) is not None), None)
    return _Reading(OdtStyles(*roots), max_characters).of(body, _about(meta))


def _roots(content: bytes) -> list[Any]:
    """The trees of content, styles and facts; of a flat file the one that is all of them."""
    if not content.startswith(b"PK"):
        return [tree_of(content)]
    archive = Archive(content)
    names = [name for name in ("content.xml", "styles.xml", "meta.xml") if name in archive.names]
    if "content.xml" not in names:
        raise UnreadableInput("is no OpenDocument text that can be read")
    if _MANIFEST in archive.names:
        archive.check_xml([_MANIFEST])
        if any(True for _ in archive.tree(_MANIFEST).iter(f"{_IN_MANIFEST}encryption-data")):
            raise UnreadableInput("is locked with a password; save it without one")
    archive.check_xml(name for name in archive.names if name.endswith(".xml") and name != _MANIFEST)
    return [archive.tree(name) for name in names]


def _about(meta: Any) -> About:
    if meta is None:
        return About()
    author = words_of(first(meta, "creator")) or words_of(first(meta, "initial-creator"))
    date = words_of(first(meta, "date")) or words_of(first(meta, "creation-date"))
    return About.of(title=words_of(first(meta, "title")), author=author, date=date, language=words_of(first(meta, "language")))


class _Reading:
    def __init__(self, styles: OdtStyles, max_characters: int) -> None:
        self._styles = styles
        self._out = Manuscript(max_characters)
        self._hidden: set[Any] = set()

    def of(self, body: Any, about: About) -> FileText:
        self._hidden = _hidden_paragraphs(body)
        waiting = [(body, _Around(self._styles.page))]
        while waiting:
            element, around = waiting.pop()
            if element.tag in _PARAGRAPHS:
                waiting.extend(reversed(self._paragraph(element, around)))
            elif element.tag in _LEFT_OUT:
                self._leave_out(element)
            else:
                if element.tag in _CELL_STARTS:
                    self._out.end_paragraph()
                inside = self._inside(element, around)
                waiting.extend((child, inside) for child in reversed(element))
        return self._out.finish(about)

    def _leave_out(self, element: Any) -> None:
        reason = _LEFT_OUT[element.tag]
        if reason is not None:
            shown = element.find(f"{TEXT}index-body")  # of a table of contents, behind the forms of its lines
            self._out.leave_out(" ".join((element if shown is None else shown).itertext()), reason)

    def _inside(self, element: Any, around: _Around) -> _Around:
        """What holds inside a section, a list, a table, a row, a cell or a frame."""
        is_unseen = element.tag == f"{TABLE}covered-table-cell" or element.get(f"{TABLE}visibility") in ("collapse", "filter")
        if is_unseen or _is_hidden(element):
            around = replace(around, is_hidden=True)
        if element.tag in (f"{TEXT}list", f"{TABLE}table"):
            around = replace(around, says_indent=False)
        return replace(around, look=around.look.under(self._ground(element)))

    def _ground(self, element: Any) -> LetterLook:
        look = PLAIN
        for attribute, family in _FAMILIES.items():
            if name := element.get(attribute):
                kind = str(element.tag).rpartition("}")[2] if family == "table" else "section" if family == "text" else family
                look = look.under(without_hiding(self._styles.style(kind, name).look))
        return look

    def _paragraph(self, paragraph: Any, around: _Around) -> list[tuple[Any, _Around]]:
        """Writes the words of a paragraph; returns the blocks inside it: text boxes."""
        style = self._styles.style("paragraph", paragraph.get(f"{TEXT}style-name") or "")
        inside = replace(around, look=around.look.under(style.look), is_hidden=around.is_hidden or paragraph in self._hidden)
        if style.is_quotation:
            self._out.quote()
        says_indent = around.says_indent and not style.look.is_hanging
        self._out.set_in((style.look.indent or 0) if says_indent else None)
        later: list[tuple[Any, _Around]] = []
        waiting: list[tuple[Any, _Around]] = list(reversed([(each, inside) for each in _content(paragraph)]))
        while waiting:
            piece, within = waiting.pop()
            if isinstance(piece, str):
                self._letters(piece, within)
            elif piece.tag in _BOXES:
                later.append((piece, around))
            elif piece.tag in _LEFT_OUT:
                self._leave_out(piece)
            elif piece.tag == f"{TEXT}s":
                self._letters(" " * _n_blanks(piece), within, as_written=True)
            elif piece.tag in _CHARACTERS:
                self._letters(_CHARACTERS[piece.tag], within, as_written=True)
            elif piece.tag == f"{DRAW}frame":
                waiting.extend((child, self._inside(piece, around)) for child in reversed(piece))
            else:
                deeper = self._within(piece, within)
                waiting.extend((each, deeper) for each in reversed(list(_content(piece))))
        self._out.end_paragraph()
        return later

    def _within(self, element: Any, around: _Around) -> _Around:
        """What holds inside a span, a link or a field."""
        name = element.get(f"{TEXT}style-name")
        look = around.look.under(self._styles.style("text", name).look) if name else around.look
        return replace(around, look=look, is_hidden=around.is_hidden or _is_hidden(element))

    def _letters(self, text: str, around: _Around, *, as_written: bool = False) -> None:
        if not as_written:
            text = _BLANKS.sub(" ", text)
            if text.startswith(" ") and self._out.tail().endswith(" "):
                text = text[1:]
        if around.is_hidden:
            self._out.leave_out(text, Omission.HIDDEN)
        else:
            self._out.write_letters(text, around.look)


def _content(element: Any) -> Iterator[Any]:
    """Letters and elements inside an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _hidden_paragraphs(body: Any) -> set[Any]:
    """The paragraphs that a field in them hides, looked for once: paragraphs may stand in text boxes of paragraphs."""
    fields = (each for each in body.iter(f"{TEXT}hidden-paragraph") if each.get(f"{TEXT}is-hidden") == "true")
    return {paragraph for field in fields if (paragraph := next(field.iterancestors(*_PARAGRAPHS), None)) is not None}


def _is_hidden(element: Any) -> bool:
    """Whether a section or a field is hidden, always or by its condition as it was when the file was saved."""
    return bool(element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true")


def _n_blanks(element: Any) -> int:
    written = element.get(f"{TEXT}c") or "1"
    return min(int(written[:9]), _MAX_BLANKS) if written.isdecimal() else 1
