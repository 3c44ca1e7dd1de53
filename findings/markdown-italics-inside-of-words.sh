#!/usr/bin/env bash
# turndown and html2text: a word of which a part is set in italics is another word in the Markdown that they write.
# Guess: "<i>un</i>happy" comes back as one word, as every browser shows it; CommonMark can say so: "*un*happy".
# Seen: turndown writes "_un_happy", and an underscore inside of a word marks nothing (CommonMark 0.31.2, 6.2), so two of its own words become one
# stretch of italics, or the underscores are read as they stand. html2text writes "_un_ happy": two words, and "**T** he" for an initial in bold.
# Versions: turndown 7.2.5 (emDelimiter '_'), html2text 2025.4.15, read by markdown-it-py 4.3.0. The product reads marks inside of a word as
# a part of it, stars and underscores (app/text/markdown.py, `_ITALIC_INSIDE`); a blank that was written is a blank.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check html2text==2025.4.15 markdown-it-py==4.3.0 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . turndown@7.2.5 >/dev/null
echo '<p>The <i>un</i>happy <b>T</b>he pre<i>school</i></p>' > page.html
cat > try.cjs <<'NODE'
const { readFileSync } = require("node:fs");
const Turndown = require("turndown");

process.stdout.write(new Turndown().turndown(readFileSync("page.html", "utf8")));
NODE
node try.cjs > turndown.md
cat > try.py <<'PYTHON'
import re
from importlib.metadata import version
from pathlib import Path

import html2text
from markdown_it import MarkdownIt


def shown(markdown):
    return re.sub("<[^>]+>", "", MarkdownIt().render(markdown)).strip()


by_turndown, by_html2text = Path("turndown.md").read_text(), html2text.html2text(Path("page.html").read_text()).strip()
print("guess: 'The unhappy The preschool'")
print("turndown 7.2.5, seen:", repr(by_turndown), "which shows", repr(shown(by_turndown)))
print("html2text", version("html2text"), "seen:", repr(by_html2text), "which shows", repr(shown(by_html2text)))
assert by_turndown == "The _un_happy **T**he pre_school_"
assert shown(by_turndown) == "The un_happy The pre_school"
assert shown(by_html2text) == "The un happy T he pre school"
PYTHON
venv/bin/python try.py
