#!/usr/bin/env bash
# newsmlg2 (IPTC's own reader of NewsML-G2): of a headline in which a name is marked only the words before the mark are left, written again as well.
# Guess: "Sea <inline>wall</inline> breaks" is read as "Sea wall breaks", and what is read and written again is the same item.
# Seen: it is "Sea", and `to_xml_string` of the item writes "Sea<inline>wall</inline>": the words behind each mark are gone and so are the blanks
# beside it, without an error; of a description as well. An archive that went through
# it has other headlines than the agency sent, and a copy of the whole headline is longer than its source. The body (`inlineXML`) is kept as it is.
# Version: newsmlg2 1.1 (NewsMLG2/core.py reads the text before the first mark only); NewsML-G2 2.35, Label1Type (mixed content: a, span,
# ruby, inline). README speaks of no loss. The product reads the headline whole (tests/unit/sources/test_news_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check newsmlg2==1.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import NewsMLG2

ITEM = b"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1" standard="NewsML-G2" standardversion="2.35"
 conformance="power" version="1" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"/>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:a"/><versionCreated>2026-05-04T09:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Sea <inline>wall</inline> breaks</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Wall</title></head>
<body><p>The <b>wall</b> broke.</p></body></html></inlineXML></contentSet></newsItem>"""

item = NewsMLG2.NewsMLG2Document(ITEM).get_item()
read, written = str(item.contentmeta.headline[0]), item.to_xml_string()
headline = written[written.index("<headline") : written.index("</headline>")]
print("newsmlg2", version("newsmlg2"), "guess: 'Sea wall breaks', seen:", repr(read), "- written again:", headline)
assert read == "Sea"
assert headline == "<headline>Sea<inline>wall</inline>"
assert "The <b>wall</b> broke." in written
PYTHON
venv/bin/python try.py
