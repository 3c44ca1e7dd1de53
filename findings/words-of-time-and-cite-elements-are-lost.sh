#!/usr/bin/env bash
# trafilatura, Resiliparse, goose3, article-extractor and unfluff: words that a page marks for what they are (a day, a title, a quotation) are gone.
# Guess: `<time>`, `<cite>`, `<mark>` and `<q>` inside of a paragraph are words of its sentence, as in every browser; what is dropped is the tag.
# Seen: trafilatura, also with `favor_recall`, and Resiliparse with `main_content` drop `<time>` with what it holds ("The wall broke on in a storm");
# goose3 and @extractus/article-extractor drop all four with their words, and unfluff as well ("It was, said, a of twice"). Nothing is raised.
# Texts that were taken so lack the day, a fact that an editor compares, or a quotation; a copy taken from plain text has a word more.
# Versions: trafilatura 2.3.1 (settings.py, MANUALLY_CLEANED), Resiliparse 2.0.1, goose3 3.1.22, @extractus/article-extractor 9.0.1
# (`allowedTags`; its README: "Disallowed tags are removed"), unfluff 3.2.0. The product reads them (tests/unit/text/test_page_parts.py); send it the page.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 resiliparse==2.0.1 goose3==3.1.22 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . @extractus/article-extractor@9.0.1 unfluff@3.2.0 >/dev/null
cat > page.html <<'HTML'
<html><head><title>Sea wall</title></head><body><article><h1>Sea wall</h1>
<p>The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.</p>
<p>The wall broke on <time datetime="2026-05-05">5 May</time> in the worst storm for years, and two of the men on it drowned.</p>
<p>It was, <cite>The Courier</cite> said, a <mark>scandal</mark> of the town, and the mayor answered <q>No</q> twice to all of them.</p>
<p>A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.</p>
<p>Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.</p>
</article></body></html>
HTML
cat > try.py <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import trafilatura
from goose3 import Goose
from resiliparse.extract.html2text import extract_plain_text

page = Path("page.html").read_text()
texts = {
    "trafilatura": trafilatura.extract(page, favor_recall=True),
    "resiliparse": extract_plain_text(page, main_content=True),
    "goose3": Goose().extract(raw_html=page).cleaned_text,
}
marked = ("5 May", "The Courier", "scandal", "No")
print("guess: all four are kept")
kept = {}
for name, text in texts.items():
    assert "voted to rebuild" in text and "fear that the wall" in text
    first, second = (next(line for line in text.splitlines() if start in line) for start in ("The wall broke", "It was,"))
    kept[name] = [each for each in marked if each in f"{first} {second}"]
    print(name, version(name), "keeps", kept[name], "-", first[:40])
assert kept == {"trafilatura": list(marked[1:]), "resiliparse": list(marked[1:]), "goose3": []}
PYTHON
venv/bin/python -W ignore try.py
cat > try.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { extractFromHtml } from "@extractus/article-extractor";
import unfluff from "unfluff";

const page = readFileSync("page.html", "utf8");
const texts = { "@extractus/article-extractor": (await extractFromHtml(page, "https://a.example/wall")).content, unfluff: unfluff(page).text };
for (const [name, text] of Object.entries(texts)) {
  if (!text.includes("voted to rebuild") || !text.includes("The wall broke")) throw new Error("the prose has changed");
  const kept = ["5 May", "The Courier", "scandal", "No<", "No "].filter((each) => text.includes(each));
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`));
  console.log(`${name} ${version} keeps ${JSON.stringify(kept)}`);
  if (kept.length) process.exit(1);
}
NODE
node try.mjs
