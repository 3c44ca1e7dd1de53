#!/usr/bin/env bash
# selectolax 1.0.2 (Lexbor): one pseudo-element or unknown pseudo-class in a selector list makes the whole list an error.
#
# CSS Selectors 4 ("::before", ":focus-within", ":lang(en)" are valid; querySelectorAll answers with what the list matches
# besides them, and browsers apply "p::before, .hidden {display:none}" to .hidden). LexborHTMLParser.css() raises
# SelectolaxError "Can't parse CSS selector." for the list as for a nonsense one, so what else it matches is lost.
# Source: selectolax, lexbor/selection.pxi (LexborCSSSelector.find raises when lxb_css_selectors_parse fails).
# What the product does: app/text/style_sheets.py splits each list, passes over pseudo-elements, and asks for one selector
# at a time, so that a rule which hides text is not lost beside one that styles a pseudo-element.
set -euo pipefail
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cd "$made"
python3 -m venv venv
venv/bin/pip install --quiet selectolax==1.0.2
venv/bin/python - <<'PY'
from importlib.metadata import version

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

print("selectolax", version("selectolax"))
page = LexborHTMLParser("<!doctype html><p class='hidden'>secret</p><p>shown</p>")
print("guess: p::before, .hidden finds the one element that .hidden finds")
assert len(page.css(".hidden")) == 1
for selector in ("p::before, .hidden", "p:focus-within, .hidden", "p:lang(en), .hidden"):
    try:
        print(f"{selector}: {len(page.css(selector))} elements")
    except SelectolaxError as error:
        print(f"{selector}: SelectolaxError: {error}")
    else:
        raise SystemExit("the behaviour has changed")
PY
