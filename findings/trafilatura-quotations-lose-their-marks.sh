#!/usr/bin/env bash
# trafilatura and newspaper4k: words in <q> stand in the text without quotation marks, as if they were the author's own.
# Guess: the text shows what the page shows; browsers draw the marks of <q> (the HTML standard's style sheet says so).
# Seen: both drop the element and write no marks. trafilatura takes it for a block as well: the sentence is cut behind the quotation, and in
# its HTML the <q> is a <blockquote> inside of the paragraph. inscriptis and html2text write the marks.
# Versions: trafilatura 2.3.1, newspaper4k 0.9.6. A comparison asks what was quoted and what was taken: without marks a quotation that two
# articles share is copied text. The product reads <q> of the HTML as a quotation (app/text/writing.py, `open_quote`); send it the page.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 newspaper4k==0.9.6 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import newspaper
import trafilatura

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
    "The mayor said <q>we will build it</q> to reporters, and left the room before they could ask him anything more about it.",
    "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
    "A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.",
]
page = f"<html><body><article><h1>Sea wall</h1>{''.join(f'<p>{each}</p>' for each in prose)}</article></body></html>"
article = newspaper.Article("http://a.example/wall")
article.download(input_html=page)
article.parse()
texts = {"trafilatura": trafilatura.extract(page), "newspaper4k": article.text}
print("guess: said “we will build it” to reporters")
for name, text in texts.items():
    at = text.index("said we")
    print(f"{name} {version(name)}, seen:", repr(text[at : at + 34]))
markup = trafilatura.extract(page, output_format="html")
print("trafilatura's HTML:", markup[markup.index("said") :][:62])
assert "said we will build it\nto reporters" in texts["trafilatura"]
assert "said we will build it to reporters" in texts["newspaper4k"]
assert "said <blockquote>we will build it</blockquote> to reporters" in markup
PYTHON
venv/bin/python -W ignore try.py
