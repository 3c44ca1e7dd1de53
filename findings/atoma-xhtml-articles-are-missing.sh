#!/usr/bin/env bash
# atoma: an entry of an Atom feed whose content is XHTML has no content, and a headline of that kind is none.
# Guess: `type="xhtml"` is one of Atom's three kinds of text (RFC 4287, 3.1.1.3); it comes as markup, or as its words.
# Seen: `entry.content` is None and nothing is raised: the only text of the entry is its summary, which readers then take for the article. atoma knows
# the kind (AtomTextType.xhtml) and looks only at the text before the first element, of which there is none in front of the <div>. A title of that
# kind, by which a headline with a word in italics is sent, is None as well.
# Version: atoma 0.0.17 (atoma/atom.py, `_get_text_construct`). A library that was filled so holds summaries. The product reads the three kinds
# (app/sources/feed_files.py; tests/unit/sources/test_news_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check atoma==0.0.17 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import atoma

XHTML = 'type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
CONTENT = f"<content {XHTML}<p>The <b>wall</b> fell.</p><p>Nobody was there.</p></div></content>"


def feed(title, content):
    entry = f"<entry><title{title}</title><id>u:2</id><updated>2026-01-02T10:00:00Z</updated><summary>A wall.</summary>{content}</entry>"
    head = "<title>x</title><id>u:1</id><updated>2026-01-02T10:00:00Z</updated><author><name>Ann</name></author>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{entry}</feed>'.encode()


entry = atoma.parse_atom_bytes(feed(">Sea wall", CONTENT)).entries[0]
as_html = atoma.parse_atom_bytes(feed(">Sea wall", '<content type="html">&lt;p>The wall fell.&lt;/p></content>')).entries[0]
print("atoma", version("atoma"), "guess: two paragraphs, seen:", entry.content, "beside the summary", repr(entry.summary.value))
assert entry.content is None and entry.summary.value == "A wall."
assert as_html.content.value == "<p>The wall fell.</p>"
marked = atoma.parse_atom_bytes(feed(f" {XHTML}Sea <em>wall</em></div>", CONTENT)).entries[0]
print("a title of that kind, guess: 'Sea wall', seen:", marked.title)
assert marked.title is None
PYTHON
venv/bin/python -W ignore try.py
