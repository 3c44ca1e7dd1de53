#!/usr/bin/env bash
# pandoc: a paragraph of a Word file in which a text box is anchored is lost, and the box's words stand in its place.
# Guess: the paragraph's words and the box's, in some order; or the box is left out, as old boxes are.
# Seen: of "The ferry left [box] at noon." only "In the box." is left, without a warning. It needs no more than what Word has written since 2010
# for every box (mc:AlternateContent); with either of its two alternatives alone the paragraph stays and the box is lost.
# Version: pandoc 3.9, as pypandoc_binary 1.17 brings it; issue 3086 of jgm/pandoc asks for the words of boxes. The
# product reads both, the box behind its paragraph, once (app/sources/word_files.py, `_shown` and `_behind`).
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

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
WORDS = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
SIZE = '<wp:extent cx="1440000" cy="720000"/><wp:docPr id="1" name="Box 1"/>'
SHAPE = (
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="720000"/></a:xfrm><a:prstGeom prst="rect">'
    f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{WORDS}</wps:txbx><wps:bodyPr/>"
)
NEW = (
    f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{SIZE}<a:graphic>'
    f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>{SHAPE}</wps:wsp></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)
OLD = f'<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{WORDS}</v:textbox></v:shape></w:pict>'
BOTH = f'<mc:AlternateContent><mc:Choice Requires="wps">{NEW}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>'


def read(box):
    document = docx.Document()
    before, after = (f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' for words in ("The ferry left", " at noon."))
    document.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{before}<w:r>{box}</w:r>{after}</w:p>"))
    document.save("a.docx")
    return pypandoc.convert_file("a.docx", "plain").strip()


print("pandoc", pypandoc.get_pandoc_version(), "guess: 'The ferry left at noon.' and 'In the box.'")
found = [read(box) for box in (BOTH, NEW, OLD)]
print("as Word writes it, seen:", repr(found[0]), "- either alternative alone:", found[1:])
assert found == ["In the box.", "The ferry left at noon.", "The ferry left at noon."]
PYTHON
venv/bin/python try.py
