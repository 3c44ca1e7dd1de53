#!/usr/bin/env bash
# pypdfium2 on PDFs of WeasyPrint (and Chromium): the large first letters of a page's paragraphs come all together, before everything else.
# Guess: the text comes as it is read: "Thirty fishermen …".
# Seen: "T", "N", then the headline, then "hirty fishermen …": floats are drawn first, and pdfium keeps the order of drawing.
# Versions: pypdfium2 5.15.2, weasyprint 70.0 (needs Pango). The product joins such a letter to the line that begins at its right
# and shares its top (app/sources/pdf_lines.py, `_with_capitals`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pypdfium2==5.15.2 weasyprint==70.0 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import pypdfium2
from weasyprint import HTML

style = "<style>@page{size:300pt 300pt} p::first-letter{float:left;font-size:3em;line-height:1}</style>"
first = "Thirty fishermen gathered at the harbour to hear what the council would say about the ferry and the old quay on the bay."
second = "Nobody expected an answer before noon, and nobody got one, since the wind had torn the flag from its pole in the night."
content = HTML(string=f"{style}<h1>A plan</h1><p>{first}</p><p>{second}</p>").write_pdf()
found = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().split()
print("pypdfium2", version("pypdfium2"), "weasyprint", version("weasyprint"))
print("guess: ['A', 'plan', 'Thirty', 'fishermen'], seen:", found[:6])
assert found[:4] == ["T", "N", "A", "plan"]
assert found[4] == "hirty"
PYTHON
venv/bin/python try.py
