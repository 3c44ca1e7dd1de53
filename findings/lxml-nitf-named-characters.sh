#!/usr/bin/env bash
# lxml: NITF with the named characters of its own definition (`&eacute;`) is an error, or loses its words, by the parser's options.
# Guess: `<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">` declares them, so they are read, or at least stand as they are written.
# Seen: the usual parser (which loads no DTD) raises "Entity 'eacute' not defined"; with `resolve_entities=False`, the advice against
# entity attacks, `p.text` ends before the first of them ('The caf') and the rest is an entity node's tail.
# Version: lxml 6.1.3. The product puts HTML's named characters in their place before it parses (app/sources/xml_trees.py, `_meant`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check lxml==6.1.3 2>/dev/null
cat > try.py <<'PYTHON'
from lxml import etree

nitf = b'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><p>The caf&eacute; closed &mdash; again.</p></nitf>'
try:
    etree.fromstring(nitf)
except etree.XMLSyntaxError as error:
    print("lxml", etree.__version__, "guess: it is read, seen:", error)
else:
    raise SystemExit("it is read now")
found = etree.fromstring(nitf, etree.XMLParser(resolve_entities=False))[0].text
print("with resolve_entities=False, guess: the whole paragraph, seen:", repr(found))
assert found == "The caf"
PYTHON
venv/bin/python try.py
