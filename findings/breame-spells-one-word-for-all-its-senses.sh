#!/usr/bin/env bash
# breame: in British spelling "a draft law" is "a draught law", "they tire" is "they tyre" and a doctor's "practice" is a "practise".
# Guess: a word that British English spells in two ways, by its sense, stays as it is; only those of one spelling are changed (color, gray).
# Seen: each word has one answer, whatever it means and of whatever part of speech: the nouns practice and license become the verbs practise and
# licence, which is the noun; a parking meter is a metre, a computer's program a programme; words that British papers write themselves are
# "corrected". Who brings two texts to one spelling with it before they are compared makes words of another sense on one side.
# Version: breame 0.1.2 (`breame.spelling.get_british_spelling`, a list of pairs); the README speaks of "dual spellings". To the product a word in the
# other spelling is `spelling`, no swap (docs/features.md); send it the texts as they were written.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check breame==0.1.2 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from breame.spelling import american_spelling_exists, get_british_spelling

expected = {
    "color": "colour",
    "gray": "grey",
    "draft": "draught",
    "tire": "tyre",
    "meter": "metre",
    "program": "programme",
    "practice": "practise",
    "license": "licence",
}
found = {word: get_british_spelling(word) for word in expected}
print("breame", version("breame"), "guess: only color and gray change, seen:", found)
assert found == expected
print("practice is said to be American:", american_spelling_exists("practice"))
assert american_spelling_exists("practice")
PYTHON
venv/bin/python try.py
