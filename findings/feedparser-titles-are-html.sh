#!/usr/bin/env bash
# feedparser: `entry.title` of RSS is HTML, not text.
# Guess: a title is plain text, so "Q&amp;amp;A" of the file is "Q&A".
# Seen: only XML's layer is taken off: the title is 'Q&amp;A: ferry' of type text/html (`title_detail.type`), and that of
# an Atom title with type="text" is plain text in the same attribute.
# Version: feedparser 6.0.14. The product asks `title_detail.type` and reads HTML titles as HTML (app/sources/feed_files.py, `_title`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check feedparser==6.0.14 2>/dev/null
cat > try.py <<'PYTHON'
import feedparser

rss = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Q&amp;amp;A: ferry</title></item></channel></rss>'
atom = '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title type="text">Q&amp;A: ferry</title></entry></feed>'
for name, feed, expected in (("RSS", rss, ("Q&amp;A: ferry", "text/html")), ("Atom", atom, ("Q&A: ferry", "text/plain"))):
    entry = feedparser.parse(feed.encode()).entries[0]
    print("feedparser", feedparser.__version__, name, "guess: 'Q&A: ferry', seen:", repr(entry.title), entry.title_detail.type)
    assert (entry.title, entry.title_detail.type) == expected
PYTHON
venv/bin/python try.py
