#!/usr/bin/env bash
# symspellpy: correcting a sentence makes words of its figures: "at 7.30 on 5 May" is "at a of on a may", "in 2025" is "in of of".
# Guess: what has no letter is no misspelt word and stays; at worst marks are lost.
# Seen: `lookup_compound` takes every figure for a misspelt word and puts the commonest short words in its place, "£1.5 million, 50% more" is "a a million of
# more"; `word_segmentation` as well. With `ignore_non_words=True` figures stay, but 1.5 is "1 5". Names of other alphabets become words:
# "Łukasz and Zoë" are "kuvasz and zoo". Whoever cleans scans with it before they are compared has none of the figures that an editor compares.
# Version: symspellpy 6.10.1 with the dictionary that it brings. Issues 27 of mammothb/symspellpy and 34 of wolfgarbe/SymSpell tell of it; the README does
# not. To the product "5" and "a" are no forms of one number (docs/features.md); send it the texts as they were written.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check symspellpy==6.10.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version
from importlib.resources import files

from symspellpy import SymSpell

speller = SymSpell(max_dictionary_edit_distance=2)
assert speller.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), term_index=0, count_index=1)
print("symspellpy", version("symspellpy"), "- guess: figures stay")
seen = {
    "The ferry left Dover at 7.30 on 5 May.": "the ferry left dover at a of on a may",
    "It cost £1.5 million, 50% more than in 2025.": "it cost a a million of more than in of of",
    "Łukasz and Zoë met in Zürich": "kuvasz and zoo met in zurich",
}
for sentence, expected in seen.items():
    corrected = speller.lookup_compound(sentence, max_edit_distance=2)[0].term
    print(sentence, "->", corrected)
    assert corrected == expected
kept = speller.lookup_compound("It cost £1.5 million in 2025.", max_edit_distance=2, ignore_non_words=True)[0].term
print("ignore_non_words:", kept)
assert kept == "it cost 1 5 million in 2025"
segmented = speller.word_segmentation("The ferry left Dover at 7.30 on 5 May.").corrected_string
print("word_segmentation:", segmented)
assert segmented == "The ferry left Dover at of of on a May"
PYTHON
venv/bin/python try.py
