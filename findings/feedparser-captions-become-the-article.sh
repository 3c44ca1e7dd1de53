#!/usr/bin/env bash
# feedparser: the description of a picture in Media RSS becomes the content of the item, and its title the item's.
# Guess: `media:description` stands beside `summary`, under a name of its own or under `media_content`.
# Seen: behind a `description` it is `entry.content[0]`, which every reader takes for the whole text, so that the article is the caption
# of its photograph; `itunes:summary` and `dc:description` do the same. Before the `description` it is the summary and the article is the
# content.
# Version: feedparser 6.0.14 (feedparser/namespaces/mediarss.py calls _start_description; namespaces/_base.py takes a second description
# for content). The product takes such elements out before it parses, where the item has words of its own (app/sources/feed_files.py,
# `_mark_words_of_others`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check feedparser==6.0.14 2>/dev/null
cat > try.py <<'PYTHON'
import feedparser

NAMES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
OWN = "<title>Ferry leaves</title><description>The ferry left at noon with nobody on board.</description>"


def entry_of(item):
    return feedparser.parse(f'<rss version="2.0" {NAMES}><channel><title>x</title><item>{item}</item></channel></rss>'.encode()).entries[0]


print("feedparser", feedparser.__version__, "guess: no content besides the summary")
for name, beside in {
    "media": '<media:content url="a.jpg"><media:description>The old pier.</media:description></media:content>',
    "itunes": "<itunes:summary>The old pier.</itunes:summary>",
    "dc": "<dc:description>The old pier.</dc:description>",
}.items():
    entry = entry_of(OWN + beside)
    print(f"{name}: summary {entry.summary!r}, seen besides: content {entry.content[0].value!r}")
    assert entry.content[0].value == "The old pier."
PYTHON
venv/bin/python try.py
