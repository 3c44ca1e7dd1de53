#!/usr/bin/env bash
# feedparser: its cleaning of HTML takes away what hides words, and what marks a note.
# Guess: `sanitize_html` (on by default) removes scripts and the like, and leaves visible text as visible and hidden as hidden.
# Seen: `visibility:hidden` and an off-screen position are dropped with their style, so hidden words are words of the
# article; `data-fn`, by which WordPress marks a footnote, is dropped too, so "left<sup>1</sup>" looks like any raised number.
# Version: feedparser 6.0.14 (feedparser/sanitizer.py: acceptable_css_properties, acceptable_attributes). The product parses
# with `sanitize_html=False` and reads the HTML itself, never showing it (app/sources/feed_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check feedparser==6.0.14 2>/dev/null
cat > try.py <<'PYTHON'
import feedparser

html = '<p>The ferry left<sup data-fn="a1">1</sup>.</p><p style="visibility:hidden">secret</p><p style="position:absolute;left:-9999px">away</p>'
rss = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>'
    f"<item><title>y</title><content:encoded><![CDATA[{html}]]></content:encoded></item></channel></rss>"
)
cleaned, kept = (feedparser.parse(rss.encode(), sanitize_html=on).entries[0].content[0].value for on in (True, False))
print("feedparser", feedparser.__version__, "guess: styles that hide stay, seen:", cleaned)
assert "<p>secret</p><p>away</p>" in cleaned
assert "data-fn" not in cleaned
assert "visibility:hidden" in kept and "data-fn" in kept
PYTHON
venv/bin/python try.py
