#!/usr/bin/env bash
# python-docx and mammoth: a drop capital is a paragraph of its own, and the next one begins in the middle of a word.
# Guess: "The ferry left." with Word's drop capital is one paragraph, as it is drawn.
# Seen: 'T' and 'he ferry left.': Word keeps the letter in a framed paragraph (w:framePr w:dropCap), and neither joins it.
# A copy so set has the words "t" and "he" where the original has "the".
# Versions: python-docx 1.2.0, mammoth 1.13.0. The product joins it (app/sources/word_files.py, `_joins_next`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0 2>/dev/null
cat > try.py <<'PYTHON'
import io
import zipfile

COMMON = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def file_of(body, names=COMMON, rel=REL):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    start = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", start)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{names}"><w:body>{body}</w:body></w:document>')
    return io.BytesIO(written.getvalue())

from importlib.metadata import version

import docx
import mammoth

frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/></w:pPr>'
body = f"<w:p>{frame}<w:r><w:t>T</w:t></w:r></w:p><w:p><w:r><w:t>he ferry left.</w:t></w:r></w:p>"
by_docx = [each.text for each in docx.Document(file_of(body)).paragraphs]
by_mammoth = mammoth.extract_raw_text(file_of(body)).value.split()
print("guess: ['The ferry left.']; python-docx", version("python-docx"), by_docx, "mammoth", version("mammoth"), by_mammoth)
assert by_docx == ["T", "he ferry left."]
assert by_mammoth[:2] == ["T", "he"]
PYTHON
venv/bin/python try.py
