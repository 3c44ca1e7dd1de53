#!/usr/bin/env bash
# html-sanitizer: "2½ miles" of an article becomes "21⁄2 miles", "10²" is "102", and a crosshead that it does not know is glued to the text below it.
# Guess: a sanitizer takes away tags and what could harm; words, figures and the places where paragraphs end stay.
# Seen: the text is brought to Unicode's compatibility form (NFKC): ½ behind a figure makes one figure of two, raised figures and "m²" come down, "…" is "...".
# Of <h4>, <div>, <blockquote> and cells the tags go and nothing comes in their place: "What comesIt fell.", "R2". "- " at the start of a
# paragraph, by which dialogues and cold days begin, is taken off. Editing systems store what comes out: later no one has the other text.
# Version: html-sanitizer 2.7.0 (sanitizer.py: `unicodedata.normalize`, the default `tags`); its README names "normalize unicode" and that div is not
# allowed. The product reads "21⁄2" as it was meant, 2½, since this was tried (app/lexicon/amounts.py; tests/unit/align/test_figures.py); glued words stay glued.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check html-sanitizer==2.7.0 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from html_sanitizer import Sanitizer

sanitize = Sanitizer().sanitize
print("html-sanitizer", version("html-sanitizer"), "- guess: the same words and figures")
seen = {
    "<p>The wall is 2½ miles long, 50 m² of it and 10² stones fell…</p>": "<p>The wall is 21⁄2 miles long, 50 m2 of it and 102 stones fell...</p>",
    "<h4>What comes</h4>It fell.": "What comesIt fell.",
    "<div>The wall fell.</div><div>Nobody came.</div>": "The wall fell.Nobody came.",
    "<table><tr><td>Rovers</td><td>2</td></tr></table>": "Rovers2",
    "<p>- 5 degrees it was.</p>": "<p>5 degrees it was.</p>",
    "<p>- Who is there?</p>": "<p>Who is there?</p>",
    "<p>“We will,” he said – it’s 5 May.</p>": "<p>“We will,” he said – it’s 5 May.</p>",
}
for html, expected in seen.items():
    clean = sanitize(html)
    print(html, "->", clean)
    assert clean == expected
PYTHON
venv/bin/python -W ignore try.py
