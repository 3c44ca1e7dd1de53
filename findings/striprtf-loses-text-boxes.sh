#!/usr/bin/env bash
# striprtf: the words of a text box are lost.
# Guess: the text of a box (`\shptxt`) is text; only its second copy for old programs (`\shprslt`) is not.
# Seen: both are left out: `shp`, `shpinst` and `shptxt` are all in the list of destinations that are no text.
# Version: striprtf 0.0.35. The product reads the box once (app/sources/rtf_files.py, `_begin_aside`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check striprtf==0.0.35 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

box = r"{\shp{\*\shpinst{\shptxt\pard In the box.\par}}{\shprslt In the box.}}"
found = rtf_to_text(r"{\rtf1\ansi\deff0{\fonttbl{\f0 Times;}}\pard " + box + r"Body text.\par}")
print("striprtf", version("striprtf"), "guess: 'In the box.' and 'Body text.', seen:", repr(found))
assert found == "Body text.\n"
PYTHON
venv/bin/python try.py
