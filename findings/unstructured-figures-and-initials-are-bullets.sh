#!/usr/bin/env bash
# unstructured: its cleaners take the figure or the initials with which a paragraph begins for a list's mark: "5.5 million people" is "million people".
# Guess: `clean_ordered_bullets` takes off "1.", "1.1" or "a." before an item and knows a number and a name from it; `clean_dashes` takes off dashes between words.
# Seen: "U.S. troops left" is "troops left", "A. Reed said" "Reed said", "No. 10 said" "10 said", "7.30 a.m." "a.m."; "2026. It was" stays.
# `clean_dashes`, and `clean` with `dashes=True`, make "2 1" of the result 2-1, " 5 degrees" of -5 degrees and "sea wall" of sea-wall. Nothing is raised.
# Whoever cleans paragraphs with them before they are compared has other figures than the page at just the places where news put them.
# Version: unstructured 0.27.35 (cleaners/core.py). Its docstrings have examples of both, without such sentences. The product takes marks of
# lists only where a list shows them (docs/files.md); send it the page.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check unstructured==0.27.35 2>/dev/null # a minute: it brings many packages
cat > try.py <<'PYTHON'
from importlib.metadata import version

from unstructured.cleaners.core import clean, clean_dashes, clean_ordered_bullets

print("unstructured", version("unstructured"), "- guess: the same sentences")
assert clean_ordered_bullets("1.1 The wall fell.") == "The wall fell."
seen = {
    "5.5 million people live there.": "million people live there.",
    "U.S. troops left.": "troops left.",
    "A. Reed said so.": "Reed said so.",
    "No. 10 said so.": "10 said so.",
    "7.30 a.m. was late.": "a.m. was late.",
    "2026. It was a year.": "2026. It was a year.",
}
for sentence, expected in seen.items():
    print(sentence, "->", clean_ordered_bullets(sentence))
    assert clean_ordered_bullets(sentence) == expected
for dashes in (clean_dashes, lambda text: clean(text, dashes=True)):
    print(dashes("Rovers won 2-1 at -5 degrees by the sea-wall"))
    assert dashes("Rovers won 2-1 at -5 degrees by the sea-wall") == "Rovers won 2 1 at  5 degrees by the sea wall"
PYTHON
venv/bin/python -W ignore try.py
