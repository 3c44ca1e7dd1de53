#!/usr/bin/env bash
# quantulum3 and price-parser: "£10m" is ten pound-metres, and the price of "£1.5 million" is 1.5.
# Guess: amounts as newspapers write them: £10m is ten million pounds, "10m people" ten million, "5p to 25p" two prices, "10 a.m." a time of day.
# Seen: quantulum3 gives 10 of the unit "pound sterling metre", 10 metres of people, one amount of 15 pence, ten years ("a" for annum) and 5 kelvin for
# 5k; "£10 million" it reads. price-parser gives 1.5 for "£1.5m" and for "£1.5 million", 2 for "$2bn": whatever stands behind the figures. Nothing is
# raised. Whoever checks a copy's figures with them takes £1.5m for £1.5bn, and "10 a.m." for "10 years".
# Versions: quantulum3 0.10.0 without its classifier, price-parser 0.5.1; neither README speaks of millions. To the product £1.5m and £1.5 million are the
# same, and £1.5bn is a changed number (docs/decisions/0049-amounts.md).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check quantulum3==0.10.0 price-parser==0.5.1 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from price_parser import Price
from quantulum3 import parser

expected = {
    "The wall cost £10 million.": [(10_000_000, "pound sterling")],
    "The wall cost £10m.": [(10, "pound sterling metre")],
    "About 10m people came.": [(10, "metre")],
    "The club has 5k members.": [(5, "kelvin")],
    "Shares rose from 5p to 25p.": [(15, "penny")],
    "They left at 10 a.m.": [(10, "year")],
}
print("quantulum3", version("quantulum3"), "guess: millions, thousands, two prices and a time of day")
for sentence, seen in expected.items():
    found = [(each.value, each.unit.name) for each in parser.parse(sentence)]
    print(sentence, "->", found)
    assert found == seen
prices = {text: float(Price.fromstring(text).amount) for text in ("£1.5m", "£1.5 million", "£1.5bn", "$2 billion")}
print("price-parser", version("price-parser"), "guess: 1500000 twice, 1500000000, 2000000000, seen:", prices)
assert list(prices.values()) == [1.5, 1.5, 1.5, 2]
PYTHON
venv/bin/python -W ignore try.py
