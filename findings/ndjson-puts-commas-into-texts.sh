#!/usr/bin/env bash
# ndjson: a line separator (U+2028) inside of a text becomes a comma, and nothing is raised.
# Guess: a string of JSON Lines is parted at "\n" (ndjson.org), and a text of a line comes back as it was.
# Seen: "at noon<U+2028>Nobody came" comes back as "at noon,Nobody came", the same for U+2029 and U+0085, which JSON allows in strings as they
# stand: `loads` parts the whole at everything that str.splitlines knows and joins the pieces with commas. `reader` of a file does not.
# Such characters stand in articles that were pasted from InDesign and from slides; the comma is a place at which a copy differs.
# Version: ndjson 0.3.1 (ndjson/codecs.py, Decoder). The product's JSON Lines (batches in, reports out) have such characters as they stand in the
# texts: part lines at "\n" alone, as clients/python, clients/js and the product itself do (app/pairs/batches.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check ndjson==0.3.1 2>/dev/null
cat > try.py <<'PYTHON'
import json
from importlib.metadata import version
from io import StringIO

import ndjson

for name, sign in {"U+2028": "\u2028", "U+2029": "\u2029", "U+0085": "\u0085"}.items():
    text = f"It left at noon{sign}Nobody came"
    lines = json.dumps({"text": text}, ensure_ascii=False) + "\n" + json.dumps({"text": "Two"}) + "\n"
    loaded, read = ndjson.loads(lines)[0]["text"], next(iter(ndjson.reader(StringIO(lines))))["text"]
    print("ndjson", version("ndjson"), f"{name} guess: the same text, seen:", ascii(loaded), "- by its reader:", read == text)
    assert loaded == "It left at noon,Nobody came"
    assert read == text
PYTHON
venv/bin/python try.py
