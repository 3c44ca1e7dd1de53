#!/usr/bin/env bash
# rouge (PyPI): a word or pair of words that comes again counts once, so that half of a text has all of its words.
# Guess: as in ROUGE-1.5.5 and rouge-score, each occurrence counts, and at most as often as it stands in the other text: recall 5 of 10.
# Seen: recall of ROUGE-1 and of ROUGE-L is 1: by default (`exclusive=True`) n-grams are a set; `exclusive=False` gives .5. Articles repeat their
# commonest words, so that every score is another than rouge-score's, and a table that mixes both compares nothing. Issues 27 and 41 asked for
# counts (pltrdy/rouge; answered by 38 and 48), and what came of it is a switch that is off; the README does not name it.
# Version: rouge 1.0.1 (rouge/rouge.py, Rouge.__init__).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check rouge==1.0.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from rouge import Rouge

half = "the wall and the sea"
whole = f"{half} {half}"
found = {each: Rouge(exclusive=each).get_scores(half, whole)[0] for each in (True, False)}
print("rouge", version("rouge"), "guess: a recall of 5 / 10, seen:", found[True]["rouge-1"]["r"], found[True]["rouge-l"]["r"])
assert Rouge().get_scores(half, whole)[0] == found[True]
assert (found[True]["rouge-1"]["r"], found[True]["rouge-l"]["r"]) == (1, 1)
assert found[False]["rouge-1"]["r"] == 0.5
PYTHON
venv/bin/python try.py
