#!/usr/bin/env bash
# docx2txt: the words of a text box stand in the text twice, and so do words that were moved with tracked changes.
# Guess: a box is read once, and moved words where they are now (or where they were); as a reader sees the file.
# Seen: Word writes each box for new and for old programs (mc:AlternateContent), and every w:t of the file is taken; a moved sentence stands at
# both places. To one who looks for reuse such a text seems to copy from itself, and words of one side have two partners.
# Version: docx2txt 0.9 (docx2txt/docx2txt.py, xml2text goes over all elements). The product takes the first alternative and the place to
# which words were moved (app/sources/word_files.py, `_shown`, `_DELETIONS`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check docx2txt==0.9 python-docx==1.2.0 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import docx
import docx2txt
from docx.oxml import parse_xml

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
WORDS = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
NEW = (
    '<w:drawing><wp:inline><wp:extent cx="1440000" cy="720000"/><wp:docPr id="1" name="Box 1"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
    f"<wps:txbx>{WORDS}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD = f'<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>'
BOX = f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>'


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def read(content):
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{content}</w:p>"))
    document.save("a.docx")
    return docx2txt.process("a.docx").split("\n\n")


boxed = read(run("The ferry left.") + f"<w:r>{BOX}</w:r>")
moved = read(
    f'<w:moveFrom w:id="1" w:author="a">{run("At noon ")}</w:moveFrom>{run("the ferry left ")}'
    f'<w:moveTo w:id="2" w:author="a">{run("at noon")}</w:moveTo>'
)
print("docx2txt", version("docx2txt"), "guess: ['The ferry left.', 'In the box.'], seen:", boxed)
print("guess: ['the ferry left at noon'], seen:", moved)
assert boxed == ["The ferry left.", "In the box.", "In the box."]
assert moved == ["At noon the ferry left at noon"]
PYTHON
venv/bin/python try.py
