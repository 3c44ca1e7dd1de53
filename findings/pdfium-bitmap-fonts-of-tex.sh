#!/usr/bin/env bash
# pypdfium2: of pdfTeX's bitmap fonts (T1 without cm-super, the default of many installations) ligatures come as control characters and
# accented letters as others.
# Guess: a font without a map gives no text, or the letters as they look.
# Seen: the place in the font comes as a character: Cork's "ffi" is U+001E and "ř" U+00B0. Such a character is flagged
# (FPDFText_HasUnicodeMapError), and the font has no name.
# Version: pypdfium2 5.15.2. The product maps such places by Cork's (or OT1's) encoding (app/sources/pdf_reader.py, `_CORK`).
# The font below is as pdfTeX writes one: every letter is a picture named /a27 and so on.
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

fonts = {
    3: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 0/LastChar 255/Widths[%s]"
    b"/Encoding<</Type/Encoding/Differences[0 %s]>>/CharProcs<<%s>>/Resources<<>>>>"
    % (b"6 " * 256, b" ".join(b"/a%d" % k for k in range(256)), b" ".join(b"/a%d 4 0 R" % k for k in range(256))),
    4: b"<</Length 27>>\nstream\n6 0 1 0 5 7 d1 1 0 4 7 re f\nendstream",
}
found = text_of(pdf_of(b"BT /F 12 Tf 72 700 Td (o\\036cial Dvo\\260\\341k) Tj ET", fonts))
print("pypdfium2", version("pypdfium2"), "guess: 'official Dvořák' or nothing, seen:", ascii(found))
assert found == "o\x1ecial Dvo\xb0\xe1k"
PYTHON
venv/bin/python try.py
