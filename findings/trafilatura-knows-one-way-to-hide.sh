#!/usr/bin/env bash
# trafilatura and inscriptis: what a style hides is no text, and what the attribute `hidden` hides is.
# Guess: HTML's own way to hide (the attribute `hidden`, for which every browser has display:none) is known to what knows styles.
# Seen: `style="display:none"` is left out by both, `<p hidden>` with the same words is a paragraph of the article. Of newspaper4k both are.
# Versions: trafilatura 2.3.1 (trafilatura/xpaths.py: styles, classes and aria-hidden, no @hidden), inscriptis 2.7.6, newspaper4k 0.9.6. A
# text that was taken so holds words that no reader of the page saw, as padding against comparison or as an old version of a paragraph.
# The product knows both ways and names their places in an alert (app/text/markup.py, `_is_hidden`); send it the page.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 inscriptis==2.7.6 newspaper4k==0.9.6 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import inscriptis
import newspaper
import trafilatura

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
    "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
    "A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.",
]
by_style = '<p style="display:none">Lions rest in the shade until the sun has left the plain behind the hills.</p>'
by_name = "<p hidden>Zebras graze on the plain until the sun has left it for the hills behind.</p>"
page = f"<html><body><article><h1>Sea wall</h1>{by_style.join(f'<p>{each}</p>' for each in prose)}{by_name}</article></body></html>"
page = page.replace("</article>", f"<p>{prose[0]}</p></article>")
article = newspaper.Article("http://a.example/wall")
article.download(input_html=page)
article.parse()
texts = {"trafilatura": trafilatura.extract(page), "inscriptis": inscriptis.get_text(page), "newspaper4k": article.text}
print("guess: neither is text")
for name, text in texts.items():
    print(f"{name} {version(name)}, seen: hidden by a style is text: {'Lions' in text}, by its attribute: {'Zebras' in text}")
assert [("Lions" in text, "Zebras" in text) for text in texts.values()] == [(False, True), (False, True), (True, True)]
PYTHON
venv/bin/python -W ignore try.py
