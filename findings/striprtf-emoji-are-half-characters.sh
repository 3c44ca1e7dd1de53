#!/usr/bin/env bash
# striprtf: a character beyond U+FFFF comes as two lone surrogates, and the text cannot be written as UTF-8.
# Guess: RTF writes such a character as two `\u`, so the two become one.
# Seen: each `\u` is one chr(); encoding the result raises UnicodeEncodeError.
# Version: striprtf 0.0.35. The product's reader joins the halves (app/sources/rtf_files.py, `_unicode`); a text with lone
# surrogates would be refused by it as no valid Unicode.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check striprtf==0.0.35 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

found = rtf_to_text(r"{\rtf1\ansi\uc1\pard \u-10179?\u-8704? smile\par}")
print("striprtf", version("striprtf"), "guess: one character U+1F600, seen:", ascii(found))
assert found.startswith("\ud83d\ude00")
try:
    found.encode()
except UnicodeEncodeError as error:
    print("and:", error)
else:
    raise SystemExit("it can be encoded now")
PYTHON
venv/bin/python try.py
