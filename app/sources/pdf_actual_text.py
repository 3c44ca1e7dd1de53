"""What a PDF says instead of the letters that it draws (`ActualText`), where the two differ.

Part of the process of `pdf_reader.py`. pdfium gives what is said, as copying and screen readers take it. It is honest where it
spells a ligature or a broken word; where it says other words, a reader of the page sees those that are drawn.
"""

import codecs
import ctypes
import itertools
import unicodedata
from collections import defaultdict
from typing import Any

_KEY = b"ActualText"
_DEEPEST = 15  # forms inside one another, as pypdfium2 takes them


def without_false_text(document: Any, number: int, page: Any, text_page: Any) -> tuple[Any, Any, dict[int, str]]:
    """A page, its letters, and the false words by the address of the object that draws what is seen in their place.

    The page is the one that is given where it says what it draws; else one without the false words.
    """
    groups = _marked(page)
    if not groups:
        return page, text_page, {}
    false = _false(document, number, groups)
    if not false:
        return page, text_page, {}
    page = document[number]
    said: dict[int, str] = {}
    objects = _texts_of(page)
    for places, text in false:
        said[_address(objects[places[0]].raw)] = text
        for place in places:
            _unmark(objects[place])
    return page, page.get_textpage(), said


def object_of(text_page: Any, k: int) -> int:
    """The address of the object that draws a letter; 0 for a letter that nothing draws."""
    import pypdfium2  # noqa: PLC0415

    return _address(pypdfium2.raw.FPDFText_GetTextObject(text_page.raw, k))


def _false(document: Any, number: int, groups: list[tuple[list[int], str]]) -> list[tuple[list[int], str]]:
    """The groups of objects that draw other words than they say."""
    page = document[number]
    objects = _texts_of(page)
    for places, _ in groups:
        for place in places:
            _unmark(objects[place])
    drawn: defaultdict[int, str] = defaultdict(str)
    text_page = page.get_textpage()
    import pypdfium2  # noqa: PLC0415

    for k in range(text_page.count_chars()):
        if pypdfium2.raw.FPDFText_HasUnicodeMapError(text_page.raw, k) == 1:
            drawn[object_of(text_page, k)] += "\ufffd"
        else:
            drawn[object_of(text_page, k)] += chr(pypdfium2.raw.FPDFText_GetUnicode(text_page.raw, k))
    texts = (("".join(drawn[_address(objects[place].raw)] for place in places), places, said) for places, said in groups)
    return [(places, said) for text, places, said in texts if _differ(text, said)]


def _differ(drawn: str, said: str) -> bool:
    """Whether other letters are said than drawn; what a font does not tell, and a sign drawn by one letter, may be anything."""
    if "\ufffd" in drawn:
        return False
    seen, heard = _letters(drawn), _letters(said)
    return seen != heard and not (len(seen) <= 1 and not heard)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _marked(page: Any) -> list[tuple[list[int], str]]:
    """The places of text objects that say something, those that say it together as one, and what they say."""
    said = [(place, text) for place, each in enumerate(_texts_of(page)) if (text := _said(each)) is not None]
    runs = itertools.groupby(enumerate(said), key=lambda entry: (entry[1][0] - entry[0], entry[1][1]))
    return [([place for _, (place, _) in run], text) for (_, text), run in runs]


def _texts_of(page: Any) -> list[Any]:
    import pypdfium2  # noqa: PLC0415

    return list(page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_TEXT,), max_depth=_DEEPEST))


def _said(drawn: Any) -> str | None:
    import pypdfium2  # noqa: PLC0415

    raw = pypdfium2.raw
    for k in range(raw.FPDFPageObj_CountMarks(drawn.raw)):
        mark, length = raw.FPDFPageObj_GetMark(drawn.raw, k), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, ctypes.byref(length)):
            content = (ctypes.c_ubyte * length.value)()
            raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, content, length.value, ctypes.byref(length))
            return _decoded(bytes(content))
    return None


def _decoded(content: bytes) -> str:
    # not by FPDFPageObjMark_GetParamStringValue, which gives the bytes of UTF-16 one by one
    if content.startswith(codecs.BOM_UTF16_BE):
        return content[2:].decode("utf-16-be", "replace")
    return content.removeprefix(codecs.BOM_UTF8).decode("utf-8" if content.startswith(codecs.BOM_UTF8) else "latin-1", "replace")


def _unmark(drawn: Any) -> None:
    import pypdfium2  # noqa: PLC0415

    raw = pypdfium2.raw
    for k in reversed(range(raw.FPDFPageObj_CountMarks(drawn.raw))):
        mark, length = raw.FPDFPageObj_GetMark(drawn.raw, k), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, ctypes.byref(length)):
            raw.FPDFPageObj_RemoveMark(drawn.raw, mark)


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
