#!/usr/bin/env bash
# text2digits, number-parser and numerizer: "No one knew" becomes "No 1 knew", and "a second ferry" "a 2 ferry".
# Guess: words that count become figures, and pronouns, ordinals and idioms stay; where a number is not understood, nothing of it changes.
# Seen: every "one" is 1; a second ferry is "2" (numerizer: "1 2nd ferry"); "It cost half a million" is "It cost half a 1000000" (numerizer: "It
# cost/2 1000000"), "1.5 million" of number-parser "1.5 1000000", two figures of which neither is meant; "nineteen ninety" is "19 90"
# (text2digits: 1990). Whoever prepares texts that way before they are compared makes figures that nobody wrote, on the side that has the words.
# Versions: text2digits 0.1.2, number-parser 0.3.2, numerizer 0.2.4; in the sentences of their README every such word counts. The product
# reads numbers with what stands around them (docs/decisions/0049-amounts.md); send it the texts as they were written.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check text2digits==0.1.2 number-parser==0.3.2 numerizer==0.2.4 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from number_parser import parse
from numerizer import numerize
from text2digits.text2digits import Text2Digits

said = ["No one knew.", "A second ferry left.", "It cost half a million.", "It cost 1.5 million.", "It was nineteen ninety."]
seen = {
    "text2digits": [Text2Digits().convert(each) for each in said],
    "number-parser": [parse(each) for each in said],
    "numerizer": [numerize(each) for each in said],
}
print("guess: the first two stay; 500000, 1500000 and 1990")
for name, found in seen.items():
    print(name, version(name), found)
assert all(found[0] == "No 1 knew." for found in seen.values())
assert [found[1] for found in seen.values()] == ["A 2 ferry left.", "A 2 ferry left.", "1 2nd ferry left."]
assert [found[2] for found in seen.values()] == ["It cost half a 1000000.", "It cost half a 1000000.", "It cost/2 1000000."]
assert [found[3] for found in seen.values()] == ["It cost 1500000.", "It cost 1.5 1000000.", "It cost 1500000."]
assert [found[4] for found in seen.values()] == ["It was 1990.", "It was 19 90.", "It was 19 90."]
PYTHON
venv/bin/python try.py
