#!/usr/bin/env bash
# contractions: words without an apostrophe are expanded, too: "shed" is "she would", and "shell" is "she will".
# Guess: `fix` writes out what is contracted ("don't"), and what is a word of its own stays.
# Seen: "The shed fell" is "The she would fell", "a shell" is "a she will", "U.S." is "YOU.S.", "o'clock" is "of the clock": its entries count
# without their apostrophes as well, all but ten, and as slang, which is on by default. Who cleans texts with it before they are compared
# gives such words to a side, where they look like a machine's swaps ("shed" for "would").
# Version: contractions 0.1.73 (contractions/__init__.py: `unsafe_dict`, `safety_keys`; data/slang_dict.json). The product takes the texts as they
# were written; send it those.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check contractions==0.1.73 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import contractions

expected = {
    "They don't stay.": "They do not stay.",
    "The shed fell.": "The she would fell.",
    "A shell of the house stood.": "A she will of the house stood.",
    "The U.S. ferry left.": "The YOU.S. ferry left.",
    "It left at six o'clock.": "It left at six of the clock.",
}
print("contractions", version("contractions"), "guess: only the first one changes")
for text, fixed in expected.items():
    print(f"{text} -> {contractions.fix(text)}")
    assert contractions.fix(text) == fixed
PYTHON
venv/bin/python try.py
