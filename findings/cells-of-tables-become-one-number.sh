#!/usr/bin/env bash
# newspaper4k, rss-parser and html-to-text: two cells of a table become one word, or one number.
# Guess: cells are apart, as a reader sees them: "Rovers 2 1" of a table of results.
# Seen: "Rovers21": newspaper4k joins the text of a row, rss-parser's contentSnippet puts line ends in place of few tags (td and dd are none of
# them) and drops the others, html-to-text reads a table as running text unless it is told its selector. Whoever compares such texts
# finds figures that neither article has: a changed result, which an editor takes for an error of the one who copied.
# Versions: newspaper4k 0.9.6, rss-parser 3.13.0 (lib/utils.js, stripHtml), html-to-text 10.0.1. The product makes a paragraph of each
# cell (app/text/markup.py, `_BLOCKS`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check newspaper4k==0.9.6 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . rss-parser@3.13.0 html-to-text@10.0.1 >/dev/null
echo '<table><tr><td>Rovers</td><td>2</td><td>1</td></tr></table>' > table.html
cat > try.py <<'PYTHON'
from importlib.metadata import version
from pathlib import Path

import newspaper

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
    "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
    "A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.",
]
article = newspaper.Article("http://a.example/wall")
table = Path("table.html").read_text().strip()
article.download(input_html=f"<html><body><article><h1>x</h1>{table.join(f'<p>{each}</p>' for each in prose)}</article></body></html>")
article.parse()
print("newspaper4k", version("newspaper4k"), "guess: 'Rovers 2 1', seen:", repr(next(each for each in article.text.splitlines() if "Rovers" in each)))
assert "Rovers21" in article.text
PYTHON
venv/bin/python -W ignore try.py
cat > try.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { convert } from "html-to-text";
import Parser from "rss-parser";

const table = readFileSync("table.html", "utf8").trim();
const escaped = table.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const feed = `<rss version="2.0"><channel><title>x</title><item><title>y</title><description>${escaped}</description></item></channel></rss>`;
const found = { "rss-parser": (await new Parser().parseString(feed)).items[0].contentSnippet, "html-to-text": convert(table) };
for (const [name, text] of Object.entries(found)) {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`));
  console.log(`${name} ${version} guess: "Rovers 2 1", seen: ${JSON.stringify(text)}`);
  if (text !== "Rovers21") process.exit(1);
}
NODE
node try.mjs
