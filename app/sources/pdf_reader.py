"""The process that reads one PDF: bytes on standard input, limits as arguments, one JSON object on standard output.

It is run as a file in an isolated Python and imports nothing of Unspun, so it starts fast and holds nothing worth having.
Out come lines of letters with their places; `pdf_lines.py` makes paragraphs of them. Letters that no reader sees and raised
ones stand between marks of their own.
"""

import ctypes
import importlib.util
import json
import math
import resource
import statistics
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

HIDDEN, ROOM, RAISED, END = "\uf8f0", "\uf8f1", "\uf8f2", "\uf8f3"  # private characters: what a run of letters is
_MARKS = HIDDEN + ROOM + RAISED + END
_LINE_ENDS = "\r\n"
_HYPHENS = "\x02\ufffe\u00ad"  # what pdfium makes of a hyphen at a line's end
_LOCKED = 4  # FPDF_ERR_PASSWORD
_TINY = 4.0  # points: print is not set smaller
_TURNED = 0.9  # sine of a letter's angle
_PALE = 225  # of 255: letters lighter than that are looked for on the drawn page
_FAINT = 60  # of 255: likewise letters that let so much shine through
_LEAST_SHOWN = 0.15  # of a letter's box
_SEEN = 20  # of 255: a darker and a lighter point that differ by that much show something
_EDGE = 0.2  # of a letter's width
_UNFILLED = (1, 3, 7)  # text render modes that draw an outline alone, or nothing
_OF_A_LAYER = "OC"  # the mark of what can be switched off
_SCALE = 2  # points of the drawn page for a point of print
_LARGE = 1.8  # times the letters of its line: a capital over several lines
_LIFTED_WHOLE = 0.35  # a raised number that is as large as its line's letters
_SMALL, _LIFTED = 0.85, 0.2  # a raised number: its size, and how far it stands above the line, by the line's letters
_ACCENTS = {
    "\u00a8": "\u0308", "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302", "^": "\u0302", "\u02dc": "\u0303", "~": "\u0303",
    "\u00b8": "\u0327", "\u02c7": "\u030c", "\u02da": "\u030a", "\u00af": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307",
    "\u02dd": "\u030b", "\u02db": "\u0328", "\u00b0": "\u030a",
}  # fmt: skip
_FAR = 200  # letters between an accent behind its line and the letter below it
_DOTLESS = {"\u0131": "i", "\u0237": "j"}


class Refused(Exception):
    """The file cannot be read; the message is the reason's short name."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as drawn: the box of its font, and the box of its ink. Letters that pdfium made up (blanks) have none."""

    text: str
    box: Box | None
    ink: Box | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page; `size` is the height of its letters' boxes, `ink_top` and `ink_bottom` where its first one stands."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    ink_top: float
    ink_bottom: float


def main() -> None:
    """Reads, and answers `{"pages": …}` or `{"refused": …}`; a limit that is reached ends the process."""
    max_characters, max_pages, cpu_seconds, memory_bytes = map(int, sys.argv[1:])
    content = sys.stdin.buffer.read()
    limit(cpu_seconds, memory_bytes)
    answer: dict[str, object]
    try:
        answer = {"pages": [[asdict(line) for line in page] for page in read(content, max_characters, max_pages)]}
    except Refused as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"refused": "memory"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """Takes from this process what reading a file does not need: time, memory, files to write, core dumps."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(content: bytes, max_characters: int, max_pages: int) -> list[list[PdfLine]]:
    """The lines of each page.

    Raises:
        Refused: locked, damaged, empty, or over a limit.
    """
    # after the limits: what pdfium takes counts too
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if error.err_code == _LOCKED else "damaged") from error
    if len(document) > max_pages:
        raise Refused("pages")
    pages, n_characters = [], 0
    for number in range(len(document)):
        pages.append(list(lines_of(document, number)))
        n_characters += sum(len(line.text) for line in pages[-1])
        if n_characters > max_characters:
            raise Refused("characters")
    if not any(pages):
        raise Refused("empty")
    return pages


def lines_of(document: Any, number: int) -> Iterator[PdfLine]:
    """The lines of a page, in pdfium's order; a page that cannot be loaded has none."""
    import pypdfium2  # noqa: PLC0415

    actual_text = _beside("pdf_actual_text")
    try:
        page = document[number]
        page, text_page, false = actual_text.without_false_text(document, number, page, page.get_textpage())
        letters = PdfPage(page, text_page, false, actual_text.object_of).letters()
    except pypdfium2.PdfiumError:
        return
    start = 0
    for end, stop in _cuts(letters):
        for part in _parts(letters[start:stop]):
            if line := _line(part):
                yield line
        start = end


def _beside(name: str) -> Any:
    """A module of this folder: an isolated Python looks for none there."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        assert spec is not None  # it stands there
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def _cuts(letters: list[Letter]) -> Iterator[tuple[int, int]]:
    """Where the next line begins, and where the line before it ends."""
    for k, letter in enumerate(letters):
        if letter.text in ("\r", "\n"):
            yield k + 1, k
        elif letter.text in tuple(_HYPHENS[:2]) and k + 1 < len(letters) and letters[k + 1].text not in ("\r", "\n"):
            yield k + 1, k + 1  # pdfium joined two lines at a hyphen here
    yield len(letters), len(letters)


class PdfPage:
    """A page as pdfium reads and draws it."""

    def __init__(self, page: Any, text_page: Any, false: dict[int, str], object_of: Any) -> None:
        import pypdfium2  # noqa: PLC0415

        self._raw = pypdfium2.raw
        self._page, self._text_page = page, text_page
        self._false, self._object_of = false, object_of
        self._drawn: tuple[Any, int, int] | None = None
        self._cut = _beside("pdf_windows").windows_of(page)
        left, bottom, right, top = page.get_cropbox()
        self._crop = Box(left, bottom, right, top)
        # of a page that stands on its side places are not those of its picture
        self._may_hide = page.get_rotation() == 0 and any(map(self._can_hide, page.get_objects(max_depth=1)))

    def _can_hide(self, drawn: Any) -> bool:
        """Whether letters may be hidden by what this is: drawn over or under them, cut off by a path, on a layer."""
        if drawn.type != self._raw.FPDF_PAGEOBJ_TEXT:
            return True
        if self._raw.FPDFClipPath_CountPaths(self._raw.FPDFPageObj_GetClipPath(drawn.raw)) > 0:
            return True
        marks = (self._raw.FPDFPageObj_GetMark(drawn.raw, k) for k in range(self._raw.FPDFPageObj_CountMarks(drawn.raw)))
        return any(self._name_of(mark) == _OF_A_LAYER for mark in marks)

    def _is_cut_off(self, k: int, box: Box) -> bool:
        """Whether a path leaves next to nothing of the place where the letter stands."""
        left, bottom, right, top = self._cut.get(self._object_of(self._text_page, k), (box.left, box.bottom, box.right, box.top))
        across, along = min(box.right, right) - max(box.left, left), min(box.top, top) - max(box.bottom, bottom)
        return bool(across <= _LEAST_SHOWN * (box.right - box.left) or along <= _LEAST_SHOWN * (box.top - box.bottom))

    def _name_of(self, mark: Any) -> str:
        length, name = ctypes.c_ulong(), (ctypes.c_ushort * 16)()
        self._raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), ctypes.byref(length))
        return bytes(name)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")

    def letters(self) -> list[Letter]:
        """All letters, in pdfium's order."""
        codes = [self._raw.FPDFText_GetUnicode(self._text_page.raw, k) for k in range(self._text_page.count_chars())]
        unmapped = [k for k, code in enumerate(codes) if (code < 0x20 or code > 0x7E) and self._is_unmapped(k)]
        has_letters = bool(unmapped) and any(0x41 <= code <= 0x7A and self._is_unmapped(k) for k, code in enumerate(codes))
        table = _beside("pdf_tex_fonts").letters_of({codes[k] for k in unmapped}, has_letters=has_letters)
        known = set(unmapped)
        letters = []
        for k, code in _joined(codes):
            if self._false and (false := self._false.pop(self._object_of(self._text_page, k), "")):
                letters.append(Letter(false, None, None, HIDDEN))
            letters.append(self._letter(k, code, table if k in known or (known and self._is_unmapped(k)) else {}))
        return letters

    def _is_unmapped(self, k: int) -> bool:
        """Whether the font does not say which letter this is: it is a place in the font."""
        if self._raw.FPDFText_HasUnicodeMapError(self._text_page.raw, k) != 1:
            return False
        # TeX's bitmap fonts have no name; other fonts may lack a map and have the usual places all the same (a pound sign)
        return bool(self._raw.FPDFText_GetFontInfo(self._text_page.raw, k, None, 0, None) <= 1)

    def _letter(self, k: int, code: str, table: dict[int, str]) -> Letter:
        text = table.get(ord(code), code) if len(code) == 1 else code
        if self._raw.FPDFText_IsGenerated(self._text_page.raw, k) == 1 or code == "\0":
            return Letter(code.replace("\0", ""), None, None)
        if text in _LINE_ENDS or text in _MARKS:
            text = " "
        box, ink = self._box(k), self._ink(k)
        return Letter(text, box, ink, self._mark(k, box, ink) if box and not text.isspace() else "")

    def _box(self, k: int) -> Box | None:
        box = self._raw.FS_RECTF()
        if not self._raw.FPDFText_GetLooseCharBox(self._text_page.raw, k, ctypes.byref(box)) or box.right <= box.left:
            return None
        return Box(box.left, box.bottom, box.right, box.top)

    def _ink(self, k: int) -> Box | None:
        sides = [ctypes.c_double() for _ in range(4)]
        if not self._raw.FPDFText_GetCharBox(self._text_page.raw, k, *map(ctypes.byref, sides)):
            return None
        left, right, bottom, top = (side.value for side in sides)
        return Box(left, bottom, right, top)

    def _mark(self, k: int, box: Box, ink: Box | None) -> str:
        """Whether a reader sees nothing here, and whether that leaves a gap."""
        high, wide = box.top - box.bottom, box.right - box.left
        if high < _TINY and self._is_turned(k):
            high, wide = wide, high
        if high < _TINY or wide < _TINY / 20:
            return HIDDEN
        middle, height = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if not (self._crop.left <= middle <= self._crop.right and self._crop.bottom <= height <= self._crop.top):
            return HIDDEN
        if self._cut and self._is_cut_off(k, box):
            return ROOM
        if self._is_suspicious(k):
            return "" if self._is_seen(ink or box) else ROOM
        # the font's box: ink may fill its own box, as a full stop does
        return ROOM if self._may_hide and not self._is_seen(box) else ""

    def _is_turned(self, k: int) -> bool:
        """Whether a letter is turned, as a credit beside a picture is: it is as high as its box is wide."""
        return abs(math.sin(self._raw.FPDFText_GetCharAngle(self._text_page.raw, k))) > _TURNED

    def _is_suspicious(self, k: int) -> bool:
        """Whether the letter is pale, faint, or has no filled shape: then the drawn page is looked at."""
        channels = [ctypes.c_uint() for _ in range(4)]
        if self._raw.FPDFText_GetFillColor(self._text_page.raw, k, *map(ctypes.byref, channels)):
            red, green, blue, alpha = (channel.value for channel in channels)
            if min(red, green, blue) >= _PALE or alpha <= _FAINT:
                return True
        mode = self._raw.FPDFTextObj_GetTextRenderMode(self._raw.FPDFText_GetTextObject(self._text_page.raw, k))
        return mode in _UNFILLED

    def _is_seen(self, box: Box) -> bool:
        """Whether the drawn page shows anything where the letter stands: a scan has its letters below the picture."""
        if self._drawn is None:
            bitmap = self._page.render(scale=_SCALE, grayscale=True)
            self._drawn = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        pixels, width, stride = self._drawn
        height = len(pixels) // stride
        edge = _EDGE * (box.right - box.left)  # the letters beside it touch its sides
        left = max(int((box.left + edge - self._crop.left) * _SCALE), 0)
        right = min(int((box.right - edge - self._crop.left) * _SCALE) + 1, width)
        first = max(height - int((box.top - self._crop.bottom) * _SCALE) - 1, 0)
        last = min(height - int((box.bottom - self._crop.bottom) * _SCALE) + 1, height)
        found = b"".join(pixels[row * stride + left : row * stride + right] for row in range(first, last))
        return bool(found) and max(found) - min(found) >= _SEEN


def _joined(codes: list[int]) -> Iterator[tuple[int, str]]:
    """Each letter with its place; halves of a pair of surrogates as one."""
    k = 0
    while k < len(codes):
        if 0xD800 <= codes[k] < 0xDC00 and k + 1 < len(codes) and 0xDC00 <= codes[k + 1] < 0xE000:
            yield k, chr(0x10000 + ((codes[k] - 0xD800) << 10) + codes[k + 1] - 0xDC00)
            k += 2
        else:
            yield k, "\ufffd" if 0xD800 <= codes[k] < 0xE000 else chr(codes[k])
            k += 1


def _parts(letters: list[Letter]) -> Iterator[list[Letter]]:
    """A line without a capital over several lines that stands in it; such a capital is a line of its own."""
    if _stands_on_its_side(letters):
        yield letters
        return
    heights = [letter.box.top - letter.box.bottom for letter in letters if letter.box and letter.mark != HIDDEN]
    usual = statistics.median(heights) if heights else 0.0
    rest: list[Letter] = []
    for letter in letters:
        is_capital = letter.box and letter.box.top - letter.box.bottom >= _LARGE * usual and letter.text.isalpha()
        if is_capital and len(heights) > 2:
            yield [letter]
        else:
            rest.append(letter)
    yield rest


def _stands_on_its_side(letters: list[Letter]) -> bool:
    """Whether a line leads up or down the page, as a credit beside a picture does: its letters are as high as they are wide."""
    boxes = [letter.box for letter in letters if letter.box]
    return bool(boxes) and abs(boxes[-1].bottom - boxes[0].bottom) > abs(boxes[-1].left - boxes[0].left)


def _line(letters: list[Letter]) -> PdfLine | None:
    letters = _composed(letters)
    while letters and letters[0].text.isspace():
        letters = letters[1:]
    boxed = [letter for letter in letters if letter.box]
    text = _marked(letters).rstrip(" \t\u00a0")
    if not boxed or not text:
        return None
    first, last = boxed[0], boxed[-1]
    assert first.box is not None  # boxed
    assert last.box is not None  # boxed
    ink = first.ink or first.box
    sizes = [letter.box.top - letter.box.bottom for letter in boxed if letter.box]
    return PdfLine(text, first.box.left, last.box.right, first.box.bottom, statistics.median(sizes), ink.top, ink.bottom)


def _composed(letters: list[Letter]) -> list[Letter]:
    """Letters with the accents that are drawn over them; TeX's first fonts draw both one after the other."""
    done = list(letters)
    for k, letter in enumerate(letters):
        at = _under(letters, k) if letter.text in _ACCENTS and letter.box else None
        if at is None:
            continue
        base = letters[at].text
        whole = unicodedata.normalize("NFC", _DOTLESS.get(base, base) + _ACCENTS[letter.text])
        if len(whole) == 1:
            done[at] = replace(letters[at], text=whole)
            done[k] = replace(letter, text="", box=None)
            if k and at != k + 1 and letters[k - 1].text == " ":  # it was put behind the line, with a blank before it
                done[k - 1] = replace(letters[k - 1], text="", box=None)
    return [letter for letter in done if letter.text]


def _under(letters: list[Letter], k: int) -> int | None:
    """The letter over which an accent is drawn: the next one, or one of the line behind which it was put."""
    accent = letters[k].ink or letters[k].box
    assert accent is not None  # asked before
    middle = (accent.left + accent.right) / 2
    near = (at for at in (k + 1, k - 1) if 0 <= at < len(letters))
    far = range(max(k - _FAR, 0), min(k + _FAR, len(letters)))
    return next((at for at in (*near, *far) if at != k and _is_over(letters[at], middle)), None)


def _is_over(letter: Letter, middle: float) -> bool:
    box = letter.ink or letter.box
    return letter.text.isalpha() and box is not None and box.left <= middle <= box.right


def _marked(letters: list[Letter]) -> str:
    """The letters as text; runs that no reader sees, and raised numbers, between marks."""
    marks = _raised(letters)
    text, open_mark = [], ""
    for letter, mark in zip(letters, marks, strict=True):
        if mark != open_mark:
            text.append((END if open_mark else "") + mark)
            open_mark = mark
        text.append(letter.text)
    return "".join(text) + (END if open_mark else "")


def _raised(letters: list[Letter]) -> list[str]:
    """The mark of each letter; blanks between two of the same mark have it too."""
    seen = [letter for letter in letters if letter.box and not letter.mark]
    sizes = [letter.box.top - letter.box.bottom for letter in seen if letter.box]
    usual = statistics.median(sizes) if sizes else 0.0
    bottoms = [letter.ink.bottom for letter in seen if letter.ink and letter.box and letter.text.isalpha()]
    ground = statistics.median(bottoms) if bottoms else 0.0
    marks = [letter.mark or (RAISED if _is_raised(letter, usual, ground) and bottoms else "") for letter in letters]
    for k in range(1, len(letters) - 1):
        if letters[k].text.isspace() and marks[k - 1] == marks[k + 1] != RAISED:
            marks[k] = marks[k - 1]
    return marks


def _is_raised(letter: Letter, usual: float, ground: float) -> bool:
    if not letter.box or not letter.ink or not (letter.text.isdigit() or letter.text in "*†‡§,[]"):
        return False
    is_small = letter.box.top - letter.box.bottom <= _SMALL * usual
    return letter.ink.bottom >= ground + (_LIFTED if is_small else _LIFTED_WHOLE) * usual


if __name__ == "__main__":
    main()
