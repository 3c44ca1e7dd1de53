#!/usr/bin/env bash
# mammoth: hidden words (w:vanish) are text of the page that it makes.
# Guess: what Word does not show is left out, as deleted words are.
# Seen: `<p>The secret ferry left.</p>` without any mark; also in extract_raw_text.
# Version: mammoth 1.13.0 (mammoth/docx/body_xml.py reads bold, italic, … of a run and not vanish). The product leaves them out with an
# alert that names their places (app/sources/looks.py, word_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check mammoth==1.13.0 2>/dev/null
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

import mammoth

body = (
    '<w:p><w:r><w:t xml:space="preserve">The </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">secret </w:t></w:r>'
    "<w:r><w:t>ferry left.</w:t></w:r></w:p>"
)
found = mammoth.convert_to_html(file_of(body)).value
print("mammoth", version("mammoth"), "guess: <p>The ferry left.</p>, seen:", found)
assert found == "<p>The secret ferry left.</p>"
PYTHON
venv/bin/python try.py
