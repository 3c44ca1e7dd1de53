#!/usr/bin/env bash
# pandoc: of a field that Word writes in its short form (w:fldSimple) nothing is left, of the long form (w:fldChar) its words stay.
# Guess: both are the same field and show the same words (ISO/IEC 29500-1, 17.16.19), so both are read; dates, names, cross-references.
# Seen: "On Monday it left." is "On it left." in the short form. In the long form a field inside of another's code adds what it holds to the
# text ("AnnYes, it left."), though Word draws only "Yes, it left.".
# Version: pandoc 3.9, as pypandoc_binary 1.17 brings it. The product reads what a field shows, in either form, and no code
# (app/sources/word_files.py, `_field`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0 2>/dev/null
cat > try.py <<'PYTHON'
import docx
import pypandoc
from docx.oxml import parse_xml

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words):
    return f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'


def read(content):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{content}</w:p>"))
    document.save("a.docx")
    return pypandoc.convert_file("a.docx", "plain").strip()


short = read(run("On ") + f'<w:fldSimple w:instr=" REF day ">{run("Monday")}</w:fldSimple>' + run(" it left."))
long = read(run("On ") + mark("begin") + code("REF day") + mark("separate") + run("Monday") + mark("end") + run(" it left."))
name = mark("begin") + code("MERGEFIELD name") + mark("separate") + run("Ann") + mark("end")
inside = read(mark("begin") + code("IF") + name + code('= "Ann" "Yes," "No,"') + mark("separate") + run("Yes,") + mark("end") + run(" it left."))
print("pandoc", pypandoc.get_pandoc_version(), "guess: 'On Monday it left.' twice and 'Yes, it left.', seen:", [short, long, inside])
assert [short, long, inside] == ["On it left.", "On Monday it left.", "AnnYes, it left."]
PYTHON
venv/bin/python try.py
