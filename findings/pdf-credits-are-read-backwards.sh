#!/usr/bin/env bash
# pdfplumber and pdfminer.six: a line that stands on its side, as a photographer's credit does, is read backwards or letter by letter.
# Guess: "Photo: Ann Reed" beside a picture, turned to the left, comes as these words, as pypdf and pdfium give it.
# Seen: pdfplumber writes "deeR", "nnA" and ":otohP", a line each; pdfminer.six gives a paragraph to every letter, the last one first. Both read
# from the top of the page down, and such a line leads up. The words "deer" and "nna" then belong to one side of a comparison.
# Versions: pdfplumber 0.11.10, pdfminer.six 20260107. The product reads it as it was written (app/sources/pdf_reader.py,
# `_stands_on_its_side`), apart from the article's lines.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pdfplumber==0.11.10 pdfminer.six==20260107 pypdf==7.1.1 2>/dev/null
cat > try.py <<'PYTHON'
import io
from importlib.metadata import version

import pdfplumber
import pypdf
from pdfminer.high_level import extract_text

CONTENT = b"BT /F 12 Tf 1 0 0 1 72 700 Tm (The ferry left at noon.) Tj 0 1 -1 0 40 300 Tm (Photo: Ann Reed) Tj ET"
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

by_pypdf = pypdf.PdfReader(io.BytesIO(written)).pages[0].extract_text().splitlines()
by_pdfplumber = pdfplumber.open(io.BytesIO(written)).pages[0].extract_text().splitlines()
by_pdfminer = extract_text(io.BytesIO(written)).split()
print("guess: 'Photo: Ann Reed'; pypdf", version("pypdf"), by_pypdf[1:])
print("pdfplumber", version("pdfplumber"), "seen:", by_pdfplumber[1:])
print("pdfminer.six", version("pdfminer.six"), "seen:", by_pdfminer[5:])
assert by_pypdf[1:] == ["Photo: Ann Reed"]
assert by_pdfplumber[1:] == ["deeR", "nnA", ":otohP"]
assert by_pdfminer[5:] == list("deeRnnA:otohP")
PYTHON
venv/bin/python try.py
