#!/usr/bin/env bash
# odfdo and odfpy: the deleted words of tracked changes come as paragraphs, hidden ones and notes inside theirs.
# Guess: the paragraphs of an OpenDocument text are what a reader sees.
# Seen: `text:tracked-changes` stands in the body, so its `text:p` is the first paragraph of both; a span whose style has
# `text:display="none"` is text; a note's number and words touch the word before (`left1a note.`).
# Versions: odfdo 3.27.3 (Body.paragraphs, Paragraph.text_recursive), odfpy 1.4.1 (getElementsByType, teletype.extractText).
# The product walks the tree itself and resolves the styles (app/sources/odt_files.py, odt_styles.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check odfdo==3.27.3 odfpy==1.4.1 2>/dev/null
cat > try.py <<'PYTHON'
import zipfile
from importlib.metadata import version

import odfdo
from odf import teletype
from odf.opendocument import load
from odf.text import P

names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "style"))
dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
info = f"<office:change-info><dc:creator {dc}>Ann</dc:creator><dc:date {dc}>2026-01-02T10:00:00</dc:date></office:change-info>"
region = f'<text:changed-region xml:id="c" text:id="c"><text:deletion>{info}<text:p>old words</text:p></text:deletion></text:changed-region>'
note = '<text:note text:id="n" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note>'
style = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
content = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:automatic-styles>{style}'
    f"</office:automatic-styles><office:body><office:text><text:tracked-changes>{region}</text:tracked-changes><text:p>The "
    f'<text:span text:style-name="T1">secret </text:span>ferry <text:change text:change-id="c"/>left{note}.</text:p>'
    "</office:text></office:body></office:document-content>"
)
manifest = (
    '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">'
    '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
with zipfile.ZipFile("a.odt", "w") as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    archive.writestr("content.xml", content)
    for part in ("styles", "meta", "settings"):
        archive.writestr(f"{part}.xml", f'<?xml version="1.0"?><office:document-{part} {names} office:version="1.2"/>')
    archive.writestr("META-INF/manifest.xml", manifest)

by_odfdo = [each.text_recursive for each in odfdo.Document("a.odt").body.paragraphs]
by_odfpy = [teletype.extractText(each) for each in load("a.odt").getElementsByType(P)]
print("guess: ['The ferry left.']")
print("odfdo", version("odfdo"), by_odfdo)
print("odfpy", version("odfpy"), by_odfpy)
assert by_odfdo[0] == by_odfpy[0] == "old words"
assert "secret" in by_odfdo[1]
assert by_odfpy[1] == "The secret ferry left1a note."
PYTHON
venv/bin/python try.py
