#!/usr/bin/env bash
# inflect, TextBlob and pluralize: the singular of "Williams" is "William", that of "Wales" "Wale", and "police" is "polouse".
# Guess: a name, and a word that only looks like a plural (gas, was, police), stays as it is; inflect's own word for "no plural" is False.
# Seen: an s at the end goes, whatever the word: Thames/Thame, James/Jame, its/it in all three, gas/ga, was/wa, crisis/crisi in both of Python; TextBlob makes
# "addres", "statu" and "polouse" of words without any. Whoever brings two texts to singulars before they are compared (for counts, for keys of a
# search) has one name for Mr William and Mr Williams, so that a changed name is none, and words that nobody wrote.
# Versions: inflect 7.6.0 (issues 46, 76 and 214 of jaraco/inflect: "garbage in"), textblob 0.20.1 (`singularize`), pluralize 8.0.0. To
# the product "William" for "Williams" is an exchanged word; send it the texts as they were written.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check inflect==7.6.0 textblob==0.20.1 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . pluralize@8.0.0 >/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import inflect
from textblob.en.inflect import singularize

engine = inflect.engine()
print("inflect", version("inflect"), "textblob", version("textblob"), "- guess: all stay (inflect: False)")
assert engine.singular_noun("walls") == singularize("walls") == "wall"
seen = {
    "Williams": ("William", "William"),
    "Wales": ("Wale", "Wale"),
    "Thames": ("Thame", "Thame"),
    "James": ("Jame", "Jame"),
    "its": ("it", "it"),
    "gas": ("ga", "ga"),
    "was": ("wa", "wa"),
    "crisis": ("crisi", "crisi"),
    "address": (False, "addres"),
    "status": (False, "statu"),
    "police": (False, "polouse"),
}
for word, expected in seen.items():
    both = engine.singular_noun(word), str(singularize(word))
    print(word, both)
    assert both == expected
PYTHON
venv/bin/python -W ignore try.py
cat > try.mjs <<'NODE'
import { readFileSync } from "node:fs";
import pluralize from "pluralize";

const seen = { Williams: "William", Wales: "Wale", Thames: "Thame", James: "Jame", its: "it", Brussels: "Brussel", perhaps: "perhap", walls: "wall" };
console.log("pluralize", JSON.parse(readFileSync("node_modules/pluralize/package.json")).version);
for (const [word, expected] of Object.entries(seen)) {
  const single = pluralize.singular(word);
  console.log(word, single);
  if (single !== expected) process.exit(1);
}
NODE
node try.mjs
