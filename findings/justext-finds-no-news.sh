#!/usr/bin/env bash
# jusText: of a news article whose paragraphs are one sentence each nothing is left, however long it is.
# Guess: thirty paragraphs of plain English below a headline are the text of the page; its headings and menus are what goes.
# Seen: no paragraph of thirty is kept: one of less than 200 characters (`length_high`) is good only beside one that is longer, and news are
# written in paragraphs of a hundred. One paragraph that is longer, wherever it stands in the run, brings back all of them. Nothing is raised.
# Version: justext 3.0.2 (justext/core.py: LENGTH_HIGH_DEFAULT, revise_paragraph_classification). Corpora that are cleaned with it lack
# such articles. The product looks for what encloses the prose (app/text/surveys.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 2>/dev/null # older ones trip over an extra of lxml
venv/bin/python -m pip install --quiet --disable-pip-version-check justext==3.0.2 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import justext

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall that was built a century ago.",
    "Opponents of the plan fear that the wall will hide the sea from the houses that stand behind it.",
    "The mayor told reporters that the work would begin in the autumn and would take about two years.",
    "Nobody in the room could say what it would cost, or who would have to pay for it in the end.",
    "A vote on the money is due in March, when the council meets again in the town hall on the quay.",
]


def kept(paragraphs):
    page = f"<html><body><h1>Sea wall</h1>{''.join(f'<p>{each}</p>' for each in paragraphs)}</body></html>"
    found = justext.justext(page, justext.get_stoplist("English"))
    return sum(not each.is_boilerplate for each in found if not each.is_heading)


short, with_long = kept(prose * 6), kept([*prose * 3, " ".join(prose[:3]), *prose * 3])
print("justext", version("justext"), "guess: 30 of 30 are kept, seen:", short, "- with a long one among them:", with_long, "of 31")
assert short == 0
assert with_long == 31
PYTHON
venv/bin/python try.py
