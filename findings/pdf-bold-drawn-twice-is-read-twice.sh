#!/usr/bin/env bash
# pypdf, pdfminer.six and pdfplumber: a line that a program makes bold by drawing it twice stands in the text twice.
# Guess: it is one line to every reader of the page, so it comes once, as pdfium and its callers give it.
# Seen: pypdf and pdfminer.six give the line twice, one after the other; pdfplumber mixes them letter by letter ("TThhee ffeerrrryy"). Layout
# programs and drivers do so where a family has no bold face, a fraction of a point to the right: headlines, names, whole paragraphs.
# Versions: pypdf 7.1.1, pdfminer.six 20260107, pdfplumber 0.11.10 (there `dedupe_chars` helps, if one asks for it), pypdfium2 5.15.2. The
# product reads by pdfium, and the line once (tests/unit/sources/test_pdf_variants.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pdfplumber==0.11.10 pdfminer.six==20260107 pypdf==7.1.1 pypdfium2==5.15.2 2>/dev/null
cat > try.py <<'PYTHON'
import io
from importlib.metadata import version

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

CONTENT = b"BT /F 12 Tf 1 0 0 1 72 700 Tm (The ferry left.) Tj 1 0 0 1 72.4 700 Tm (The ferry left.) Tj ET"
OBJECTS = {
    1: b"<</Type/Catalog/Pages 2 0 R>>",
    2: b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
    3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    4: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
    5: b"<</Length %d>>\nstream\n%s\nendstream" % (len(CONTENT), CONTENT),
}
written, places = b"%PDF-1.7\n", []
for number, content in OBJECTS.items():
    places.append(len(written))
    written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
table = b"".join(b"%010d 00000 n \n" % at for at in places)
written += b"xref\n0 6\n0000000000 65535 f \n%strailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(written))

found = {
    "pypdfium2": pypdfium2.PdfDocument(written)[0].get_textpage().get_text_range(),
    "pypdf": pypdf.PdfReader(io.BytesIO(written)).pages[0].extract_text(),
    "pdfminer.six": " ".join(extract_text(io.BytesIO(written)).split()),
    "pdfplumber": pdfplumber.open(io.BytesIO(written)).pages[0].extract_text(),
}
print("guess: 'The ferry left.'")
for name, text in found.items():
    print(name, version(name), "seen:", repr(text))
assert found["pypdfium2"] == "The ferry left."
assert found["pypdf"] == "The ferry left.The ferry left."
assert found["pdfminer.six"] == "The ferry left. The ferry left."
assert found["pdfplumber"] == "TThhee ffeerrrryy lleefftt.."
PYTHON
venv/bin/python try.py
