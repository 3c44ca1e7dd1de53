#!/usr/bin/env bash
# nlpaug: a text of which one word is changed comes back with every number and every contraction in pieces: "1. 5 million", "7: 30 a. m.", "didn ' t".
# Guess: an augmenter that changes one word of a sentence leaves the others as they were written, marks and blanks too.
# Seen: every mark becomes a piece of its own and blanks are put behind it, also where nothing is changed, by every augmenter tried (spelling, keyboard,
# deletion, reserved words); the whole is some ten differences instead of one. Sets of "changed" texts that are made so show their making at each apostrophe and
# figure: a detector that is trained or measured with them learns that, and not the change.
# Version: nlpaug 1.1.11 (util/text/tokenizer.py: `(\W)`, and rules that join some marks again). Issues 143 and 272 of
# makcedward/nlpaug tell of marks. The product reads "didn ' t" as one word (app/text/set_apart.py); "1. 5" is no 1.5 to it.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check nlpaug==1.1.11 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import nlpaug.augmenter.char as nac
import nlpaug.augmenter.word as naw

text = "It didn't cost £1.5 million at 7:30 a.m., the mayor's office said."
print("nlpaug", version("nlpaug"), "- guess: all but one word as it was")
(changed,) = naw.ReservedAug(reserved_tokens=[["mayor", "reeve"]]).augment(text)
print(changed)
assert changed == "It didn ' t cost £ 1. 5 million at 7: 30 a. m. , the reeve ' s office said."
for augmenter in (naw.SpellingAug(aug_max=1), naw.RandomWordAug(action="delete", aug_max=1), nac.KeyboardAug(aug_word_max=1)):
    (changed,) = augmenter.augment(text)
    print(augmenter.name, changed)
    pieces = [each for each in ("didn ' t", "1. 5", "7: 30", "a. m.", "mayor ' s") if each in changed]
    assert len(pieces) >= 3 and "didn't" not in changed and "a.m." not in changed
PYTHON
venv/bin/python -W ignore try.py
