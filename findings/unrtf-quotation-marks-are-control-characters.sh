#!/usr/bin/env bash
# unrtf: of an RTF file written as text every typographic mark is a control character, "it’s" is "it\x19s", € is "¬" and Ł "?".
# Guess: text in the encoding of the terminal, or plain marks in place of “ ” ’ – as other programs of its kind write.
# Seen: the lower byte of each is written (13h, 19h, 1Ch, 1Dh; ACh for €, which is Latin-1's ¬), and no terminal shows the first four: it’s
# looks like "its". é and £ are bytes of Latin-1 whatever the locale is; what is written as \u alone is "?". `--html` has the marks right,
# and of each word the letters behind a \u are gone: "Łukasz" is "Ł". A comparison finds words that nobody wrote and quotations that are none.
# Version: unrtf 0.21.10 (Debian 12), `--text`; its manual calls the text output ASCII. The product reads RTF itself, and takes such marks in a text for what
# they were since this was tried: 1Ch was TeX's "fi" to it (app/text/mojibake.py; tests/unit/text/test_cleaning.py). It needs Debian's apt-get and dpkg.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
mkdir -p lists/partial archives/partial
# lists of its own, in this folder: nothing of the machine is read but where Debian is, and nothing is installed
apt=(apt-get -qq -o Dir::State="$here" -o Dir::State::lists="$here/lists" -o Dir::Cache="$here" -o APT::Sandbox::User="")
"${apt[@]}" update
"${apt[@]}" download unrtf=0.21.10-clean-1
dpkg -x unrtf_*.deb unrtf
cat > try.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}\f0
The caf\'e9 cost \'a35m \'96 \'93no\'94, \u321?ukasz said, it\'92s \'805.\par}
RTF
cat > try.py <<'PYTHON'
import subprocess
from pathlib import Path

where = Path("unrtf/usr")
run = [where / "bin/unrtf", "-P", where / "share/unrtf"]
for locale in ("C", "C.UTF-8"):
    text = subprocess.run([*run, "--text", "try.rtf"], check=True, capture_output=True, env={"LC_ALL": locale}).stdout
    line = next(each for each in text.splitlines() if each.startswith(b"The caf"))
    print(locale, line)
    assert line == b"The caf\xe9 cost \xa35m \x13 \x1cno\x1d, ?ukasz said, it\x19s \xac5."
print("guess: The café cost £5m – “no”, Łukasz said, it’s €5.")
page = subprocess.run([*run, "--html", "try.rtf"], check=True, capture_output=True).stdout
print(next(each for each in page.splitlines() if b"The caf" in each))
assert b"&ndash; &ldquo;no&rdquo;, &#321; said, it&rsquo;s &euro;5." in page
PYTHON
python3 try.py
