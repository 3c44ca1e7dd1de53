#!/usr/bin/env bash
# striprtf: the address of a link becomes words that touch the link's own.
# Guess: of a field only the result (`\fldrslt`) is text, as a reader sees it.
# Seen: `the timetable("http://…")`: the pattern HYPERLINKS in striprtf/striprtf.py writes the address behind the words.
# Version: striprtf 0.0.35. The product's reader leaves field instructions out (app/sources/rtf_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check striprtf==0.0.35 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

rtf = r'{\rtf1\ansi\pard See {\field{\*\fldinst{HYPERLINK "http://a.example/b"}}{\fldrslt{the timetable}}} today.\par}'
found = rtf_to_text(rtf)
print("striprtf", version("striprtf"), "guess: 'See the timetable today.', seen:", repr(found))
assert found == 'See the timetable("http://a.example/b") today.\n'
PYTHON
venv/bin/python try.py
