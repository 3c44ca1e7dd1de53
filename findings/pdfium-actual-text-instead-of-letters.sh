#!/usr/bin/env bash
# pypdfium2: where a PDF says another text than it draws (ActualText, ISO 32000-1, 14.9.4), the page's text is what it says.
# Guess: the text of a page is the letters that a reader of the page sees, as for all other letters.
# Seen: the drawn word is nowhere in the text, its replacement is; no call says so. pdfium's FPDFPageObjMark_GetParamStringValue, by which
# one could ask, gives UTF-16 (the usual encoding of such strings) as single bytes; FPDFPageObjMark_GetParamBlobValue gives it right.
# Version: pypdfium2 5.15.2. Honest files use it to spell ligatures and words broken at a line's end, so it cannot just be passed over. The product
# reads what is drawn where the letters differ, and raises an alert (app/sources/pdf_actual_text.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 2>/dev/null
cat > try.py <<'PYTHON'
import pypdfium2


def pdf_of(content, fonts):
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
        10: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 11 0 R>>",
        11: b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
    } | fonts
    body, places = b"%PDF-1.7\n", {}
    for number, written in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
    return body + b"xref\n0 1\n0000000000 65535 f \n" + table + b"trailer\n<</Size 12/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def text_of(content):
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()

from importlib.metadata import version

import ctypes

fonts = {3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
content = (
    b"BT /F 12 Tf 72 700 Td (The ) Tj /Span <</ActualText <FEFF0062006F00610074>>> BDC (ferry) Tj EMC ( left.) Tj ET"
)
found = text_of(pdf_of(content, fonts))
print("pypdfium2", version("pypdfium2"), "guess: 'The ferry left.', seen:", ascii(found))
assert found == "The boat left."

raw = pypdfium2.raw
page = pypdfium2.PdfDocument(pdf_of(content, fonts))[0]
drawn = [each for each in page.get_objects() if raw.FPDFPageObj_CountMarks(each.raw)][0]
mark, length = raw.FPDFPageObj_GetMark(drawn.raw, 0), ctypes.c_ulong()
said = []
for ask, unit in ((raw.FPDFPageObjMark_GetParamStringValue, ctypes.c_ushort), (raw.FPDFPageObjMark_GetParamBlobValue, ctypes.c_ubyte)):
    ask(mark, b"ActualText", None, 0, ctypes.byref(length))
    given = (unit * (length.value // ctypes.sizeof(unit)))()
    ask(mark, b"ActualText", given, length.value, ctypes.byref(length))
    said.append(bytes(given))
print("as a string, guess: 'boat', seen:", ascii(said[0].decode("utf-16-le")), "- as a blob:", said[1])
assert said[0].decode("utf-16-le").rstrip("\0") == "\0b\0o\0a\0t"
assert said[1] == b"\xfe\xff\0b\0o\0a\0t"
PYTHON
venv/bin/python try.py
