#!/usr/bin/env bash
# disarm 0.17.2: normalize_confusables folds letters of living European alphabets, which confusables.txt does not map to ASCII.
#
# The function says that it "uses Unicode TR39 confusables table". That table has Ç, Ø, Ł and Đ as a letter with a combining mark,
# not as the bare letter; the package keeps the letter and drops the mark, so Łukasz and Øre lose what their readers tell
# apart. µ (micro) becomes u. (Å, ö and é, which the table does not list, stay.)
# Source: the docstring of disarm.normalize_confusables; https://www.unicode.org/Public/security/17.0.0/confusables.txt
# What the product does: tools/look_alikes.py takes no Latin letter up to U+024F and no sign of a unit into its table
# (app/text/look_alikes.txt), so that a European name is no disguise.
set -euo pipefail
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cd "$made"
python3 -m venv venv
venv/bin/pip install --quiet disarm==0.17.2
venv/bin/python - <<'PY'
from importlib.metadata import version

import disarm

print("disarm", version("disarm"), "with confusables.txt of Unicode", disarm.CONFUSABLES_VERSION)
print("guess: letters that confusables.txt maps to no single ASCII letter stay as they are")
found = {word: disarm.normalize_confusables(word) for word in ("Łukasz", "Øre", "Curaçao", "Đakovo", "5 µm")}
for word, folded in found.items():
    print(f"{word} -> {folded}")
assert disarm.normalize_confusables("Ångström café") == "Ångström café"
if list(found.values()) != ["Lukasz", "Ore", "Curacao", "Dakovo", "5 um"]:
    raise SystemExit("the behaviour has changed")
PY
