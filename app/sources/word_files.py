"""The text of a Word file (.docx): paragraphs and table cells in document order, a blank line between two.

Left out: footnotes and endnotes, headers and footers, comments, deleted and moved-away words of tracked changes, hidden
words, and the second copy of a text box that Word keeps for old readers.
"""

import io
from collections.abc import Iterator
from typing import Any

from app.errors import UnreadableInput
from app.sources.archives import check_archive

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_MAIN}p"
_LEFT_OUT = {
    f"{_MAIN}del",
    f"{_MAIN}moveFrom",
    f"{_MAIN}rPr",
    f"{_MAIN}pPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_WRITTEN = {
    f"{_MAIN}tab": "\t",
    f"{_MAIN}br": "\n",
    f"{_MAIN}cr": "\n",
    f"{_MAIN}noBreakHyphen": "-",
    f"{_MAIN}softHyphen": "\u00ad",
}
_OFF = ("0", "false", "off")


def word_text(content: bytes) -> str:
    """The text of a .docx file; headings are paragraphs like others.

    Raises:
        UnreadableInput: no Word file, damaged, or made to harm.
    """
    check_archive(content)
    # imported here: a service that starts needs neither python-docx nor lxml (0.2 s and 20 MB)
    import docx  # noqa: PLC0415

    try:
        body = docx.Document(io.BytesIO(content)).element.body
        paragraphs = ["".join(_pieces(paragraph)).strip() for paragraph in _paragraphs(body)]
    except Exception as error:  # python-docx and lxml raise whatever a damaged part leads to: KeyError, XMLSyntaxError …
        raise UnreadableInput("is no Word file (.docx) that can be read") from error
    return "\n\n".join(filter(None, paragraphs))


def _paragraphs(body: Any) -> Iterator[Any]:
    """All paragraphs below `body` in document order, also those of tables and text boxes."""
    for paragraph in body.iter(_PARAGRAPH):
        if not any(parent.tag in _LEFT_OUT for parent in paragraph.iterancestors()):
            yield paragraph


def _pieces(paragraph: Any) -> Iterator[str]:
    """What a paragraph shows, without the paragraphs of text boxes inside it: they come by themselves."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in _LEFT_OUT or tag == _PARAGRAPH or _is_hidden(element):
            continue
        if tag == f"{_MAIN}t":
            yield element.text or ""
        elif tag in _WRITTEN:
            yield _WRITTEN[tag]
        waiting.extend(reversed(element))


def _is_hidden(element: Any) -> bool:
    if element.tag != f"{_MAIN}r":
        return False
    vanish = element.find(f"{_MAIN}rPr/{_MAIN}vanish")
    return vanish is not None and vanish.get(f"{_MAIN}val", "1") not in _OFF
