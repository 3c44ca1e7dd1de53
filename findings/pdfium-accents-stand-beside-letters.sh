#!/usr/bin/env bash
# pypdfium2: an accent that is drawn over its letter, as pdfTeX does by default (OT1), stands before or behind it: "caf´e".
# Guess: what is drawn as é comes as é, or at least as a letter with a combining accent.
# Seen: a spacing accent and the letter, by their places on the line: "Z¨urich" (two words for most tokenisers), "cafe´".
# Version: pypdfium2 5.15.2. The product joins an accent to the letter whose ink it stands over (app/sources/pdf_reader.py, `_composed`);
# a `´` beside letters stays alone.
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

fonts = {3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
content = b"BT /F 12 Tf 1 0 0 1 72 700 Tm (caf) Tj 1 0 0 1 89.5 700 Tm (\\264) Tj 1 0 0 1 88 700 Tm (e) Tj ET"
found = text_of(pdf_of(content, fonts))
print("pypdfium2", version("pypdfium2"), "guess: 'café', seen:", ascii(found))
assert found in ("caf\xb4e", "cafe\xb4")
PYTHON
venv/bin/python try.py
