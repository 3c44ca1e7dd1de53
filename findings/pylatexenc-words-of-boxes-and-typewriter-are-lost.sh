#!/usr/bin/env bash
# pylatexenc: of a LaTeX article the words of \mbox and \texttt are gone, a quotation by \enquote has no marks, and 1\frac{1}{2} is "11/2".
# Guess: its text has the words that are printed: "The wall fell 5 km away", “We will build it”, "1 1/2 hours".
# Seen: "The  fell  away.": \mbox, which keeps "5 km" on one line, \texttt, \textmd and \textup leave two blanks and nothing is raised, while \fbox, \makebox
# and \textsc are read. \enquote (csquotes) gives words without marks, so that a quotation is the author's own; a footnote touches its word
# ("wall[A note.]"). \today is the day on which it is read: the same article has other words tomorrow.
# Version: pylatexenc 2.11 (latex2text/_defaultspecs.py names no text for them, and an unknown macro is left out with its argument). The README calls it
# an approximation. The product takes no LaTeX: send the PDF, of which it reads what is printed (docs/files.md).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pylatexenc==2.11 2>/dev/null
cat > try.py <<'PYTHON'
from datetime import UTC, datetime
from importlib.metadata import version

from pylatexenc.latex2text import LatexNodes2Text

expected = {
    r"The \mbox{wall} fell \mbox{5 km} away.": "The  fell  away.",
    r"The \texttt{wall} \textup{fell}.": "The  .",
    r"The \fbox{wall} \textsc{fell}.": "The wall fell.",
    r"He said \enquote{We will build it} twice.": "He said We will build it twice.",
    r"It took $1\frac{1}{2}$ hours.": "It took 11/2 hours.",
    r"The wall\footnote{A note.} fell.": "The wall[A note.] fell.",
}
print("pylatexenc", version("pylatexenc"), "guess: every word that is printed, marks of quotations, '1 1/2'")
for source, seen in expected.items():
    found = LatexNodes2Text().latex_to_text(source)
    print(source, "->", repr(found))
    assert found == seen
today = LatexNodes2Text().latex_to_text(r"\date{5 May 2020}\today")
print(r"\date{5 May 2020}\today", "gives a day of this year:", str(datetime.now(UTC).year) in today)
assert str(datetime.now(UTC).year) in today
PYTHON
venv/bin/python try.py
