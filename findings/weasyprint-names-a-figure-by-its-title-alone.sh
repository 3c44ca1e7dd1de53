#!/usr/bin/env bash
# WeasyPrint: a drawing (inline SVG) that is named as HTML names it (role="img" with aria-label) has no words in the PDF.
# Guess: its Figure gets the label as /Alt, for that is the name that browsers tell readers aloud; a missing one is reported, as for <img>.
# Seen: a Figure without /Alt, which PDF/UA forbids, also with pdf_variant="pdf/ua-1", and nothing is logged; a <title> as the first
# child of the <svg> becomes /Alt.
# Version: WeasyPrint 70.0 (weasyprint/pdf/tags.py: `box.element.find('{http://www.w3.org/2000/svg}title')`, and no else). The product
# writes the words of its strips as such a title where they are printed (app/views/templates/strips.svg).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check weasyprint==70.0 pikepdf==10.18.0 2>/dev/null
cat > try.py <<'PYTHON'
import io
import logging
from importlib.metadata import version

import pikepdf
from weasyprint import HTML

logged = []
handler = logging.Handler()
handler.emit = lambda record: logged.append(record.getMessage())
logging.getLogger("weasyprint").addHandler(handler)


def words_of(svg):
    page = f'<!doctype html><html lang="en"><head><title>A page</title></head><body><h1>A page</h1>{svg}</body></html>'
    pdf = pikepdf.open(io.BytesIO(HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")))
    elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    return [str(each.Alt) if "/Alt" in each else None for each in elements]


box = 'width="40" height="40" xmlns="http://www.w3.org/2000/svg"'
drawn = '<rect width="40" height="40" fill="red"/>'
labelled = words_of(f'<svg {box} role="img" aria-label="A red square">{drawn}</svg>')
titled = words_of(f"<svg {box}><title>A red square</title>{drawn}</svg>")
print("WeasyPrint", version("weasyprint"), "guess: ['A red square'], seen:", labelled, "with a title:", titled, "logged:", logged)
assert labelled == [None]
assert titled == ["A red square"]
assert not logged
PYTHON
venv/bin/python try.py
