#!/usr/bin/env bash
# Unidecode, text-unidecode and AnyAscii: "£5m" becomes "PS5m", "1½ miles" "11/2 miles" and "50¢" "50C/".
# Guess: a sign that ASCII does not have becomes its name or nothing (£ as GBP, as € becomes EUR), and a number stays the number that it is.
# Seen: £ is "PS" (two of the three), so that a price is a word; ½ behind a figure makes one figure of two (text-unidecode, AnyAscii: "11/2", five and a
# half for one and a half), ¢ is "C/" (two). Texts that are made plain before they are compared, as is advised against look-alike letters, have
# other figures than the page, and a copy by hand has the right ones.
# Versions: Unidecode 1.4.0 (½ is parted there), text-unidecode 1.3, AnyAscii 0.3.3 (£ is GBP there). The product folds look-alike
# letters one by one and no sign (app/text/look_alikes.txt); send it the texts as they were written.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check unidecode==1.4.0 text-unidecode==1.3 anyascii==0.3.3 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import text_unidecode
from anyascii import anyascii
from unidecode import unidecode

said = ["It cost £5m.", "It cost €5m.", "1½ miles", "a 50¢ coin"]
seen = {
    "Unidecode": [unidecode(each) for each in said],
    "text-unidecode": [text_unidecode.unidecode(each) for each in said],
    "anyascii": [anyascii(each) for each in said],
}
print("guess: GBP or nothing, EUR, 1 1/2, 50c")
for name, found in seen.items():
    print(name, version(name), found)
assert [found[0] for found in seen.values()] == ["It cost PS5m.", "It cost PS5m.", "It cost GBP5m."]
assert all(found[1] == "It cost EUR5m." for found in seen.values())
assert [found[2] for found in seen.values()] == ["1 1/2 miles", "11/2 miles", "11/2 miles"]
assert [found[3] for found in seen.values()] == ["a 50C/ coin", "a 50C/ coin", "a 50c coin"]
PYTHON
venv/bin/python try.py
