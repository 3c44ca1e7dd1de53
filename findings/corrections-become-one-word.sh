#!/usr/bin/env bash
# trafilatura, newspaper4k, inscriptis and Resiliparse: a correction that a page shows as struck and new words becomes one word, "fivesix".
# Guess: of `<del>five</del><ins>six</ins>` the new word is read, as tracked changes are accepted; or both, apart.
# Seen: both, with nothing between them: "fivesix people", "MondayTuesday". Sites that correct in public write
# them so, and editing systems put no blank there. The text has a word that nobody wrote, and the figure that the article took back stands in
# it with the one that holds. html-text puts a blank between them.
# Versions: trafilatura 2.3.1, newspaper4k 0.9.6, inscriptis 2.7.6, Resiliparse 2.0.1. The product reads what was put in, and counts what was taken
# out (app/text/page_parts.py; tests/unit/text/test_page_parts.py); send it the page.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 newspaper4k==0.9.6 inscriptis==2.7.6 resiliparse==2.0.1 html-text==0.7.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import html_text
import inscriptis
import newspaper
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
    "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
    "When the ferry left, <del>five</del><ins>six</ins> people were on board of it, and nobody was at the harbour to see it off.",
    "A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.",
]
body = "".join(f"<p>{each}</p>" for each in prose)
page = f"<html><head><title>Sea wall</title></head><body><article><h1>Sea wall</h1>{body}</article></body></html>"
article = newspaper.Article("http://a.example/wall")
article.download(input_html=page)
article.parse()
texts = {
    "trafilatura": trafilatura.extract(page),
    "newspaper4k": article.text,
    "inscriptis": inscriptis.get_text(page),
    "resiliparse": extract_plain_text(page, main_content=True),
    "html-text": html_text.extract_text(page),
}
print("guess: 'six people' or 'five six people'")
for name, text in texts.items():
    line = next(line for line in text.splitlines() if "ferry left" in line)
    seen = line.split(", ")[1].removesuffix(" were on board of it")
    print(name, version(name), "seen:", repr(seen))
    assert seen == ("five six people" if name == "html-text" else "fivesix people")
PYTHON
venv/bin/python -W ignore try.py
