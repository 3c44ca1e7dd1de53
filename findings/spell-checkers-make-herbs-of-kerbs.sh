#!/usr/bin/env bash
# pyspellchecker and TextBlob: words of British papers are corrected into others: a kerb is a "herb", MPs are "maps" or "was", the NHS another word each time.
# Guess: words of the other spelling (kerb, mould) and abbreviations in capitals are known or left; names may be changed.
# Seen: pyspellchecker makes kerb/herb, gaol/goal, mould/would, cheque/cheese, lockdown/lowdown, MPs/maps and Holyrood/hollywood; TextBlob kerb/herb,
# barrister/barrier, spelt/spent, storey/story and MPs/was: real words, which nobody sees afterwards. Of equally frequent words pyspellchecker takes
# one by the order of a set: NHS is "n's", "nus" or "ohs" by Python's hash seed, so that two runs make two texts of one.
# Whoever corrects a text before it is compared gives it a spinner's look: other words at single places, the meaning gone.
# Versions: pyspellchecker 0.9.1 (English list, from subtitles), textblob 0.20.1 (`Word.correct`). pyspellchecker's README tells of lists one adds to.
# The product corrects nothing; a word in the other spelling is `spelling`, no swap (docs/features.md).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pyspellchecker==0.9.1 textblob==0.20.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from spellchecker import SpellChecker
from textblob import Word

checker = SpellChecker()
print("pyspellchecker", version("pyspellchecker"), "textblob", version("textblob"), "- guess: all stay")
seen = {
    "kerb": ("herb", "herb"),
    "gaol": ("goal", "gaol"),
    "mould": ("would", "mould"),
    "cheque": ("cheese", "cheque"),
    "lockdown": ("lowdown", "lockdown"),
    "MPs": ("maps", "was"),
    "Holyrood": ("hollywood", "Holyrood"),
    "barrister": ("barrister", "barrier"),
    "spelt": ("spelt", "spent"),
    "storey": ("storey", "story"),
    "harbour": ("harbor", "harbour"),
}
for word, expected in seen.items():
    both = checker.correction(word), str(Word(word).correct())
    print(word, both)
    assert both == expected
PYTHON
venv/bin/python -W ignore try.py
for seed in 0 1 4; do
  PYTHONHASHSEED=$seed venv/bin/python -c 'from spellchecker import SpellChecker; print(SpellChecker().correction("NHS"))'
done | tee nhs.txt
test "$(sort -u nhs.txt | wc -l)" = 3 # guess: 1
