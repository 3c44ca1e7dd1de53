#!/usr/bin/env bash
# sacremoses: what it parted with typographic marks it does not put together again: "didn ’ t", "Ann ’ s boat", “We will, ” he said.
# Guess: detokenising a tokenised sentence gives the sentence back, but for blanks that nobody sees; for ’ and “ ” as for ' and ".
# Seen: of straight marks it does; around ’ (which news use for the apostrophe) a blank stays on either side, so that "didn’t" is three words, before ”
# and behind ‘ as well. Corpora of paraphrases and of translations that came back are made that way: one side has words that are letters, and who
# labels such pairs finds differences at every contraction.
# Version: sacremoses 0.2.0 (`MosesTokenizer`, `MosesDetokenizer`, English); the sentence that its README sends there and back has straight marks. The product reads such
# endings as parts of their words (app/text/set_apart.py): it had read those around ’ apart as well until this was tried.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check sacremoses==0.2.0 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from sacremoses import MosesDetokenizer, MosesTokenizer

expected = {
    "Ann's boat didn't leave.": "Ann's boat didn't leave.",
    '"We will build it," the mayor said.': '"We will build it," the mayor said.',
    "Ann’s boat didn’t leave.": "Ann ’ s boat didn ’ t leave.",
    "“We will build it,” the mayor said.": "“We will build it, ” the mayor said.",
    "‘It fell,’ he said.": "‘ It fell, ’ he said.",
}
parts, joins = MosesTokenizer("en"), MosesDetokenizer("en")
print("sacremoses", version("sacremoses"), "guess: each sentence comes back")
for sentence, seen in expected.items():
    found = joins.detokenize(parts.tokenize(sentence))
    print(sentence, "->", found)
    assert found == seen
PYTHON
venv/bin/python try.py
