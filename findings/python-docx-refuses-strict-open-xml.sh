#!/usr/bin/env bash
# python-docx: a file saved as "Strict Open XML Document (*.docx)" is a KeyError, though Word and LibreOffice open it.
# Guess: .docx is .docx; both kinds of ISO/IEC 29500 are read.
# Seen: KeyError "no relationship of type …": the names of Strict (http://purl.oclc.org/ooxml/…) are not known.
# Version: python-docx 1.2.0 (docx/opc/constants.py, RELATIONSHIP_TYPE). The product reads the strict names as the common ones
# (app/sources/packages.py, `_STRICT`).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check python-docx==1.2.0 2>/dev/null
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

body = "<w:p><w:r><w:t>The ferry left.</w:t></w:r></w:p>"
assert docx.Document(file_of(body)).paragraphs[0].text == "The ferry left."
try:
    docx.Document(file_of(body, "http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"))
except KeyError as error:
    print("python-docx", version("python-docx"), "guess: it is read, seen:", "KeyError", error)
else:
    raise SystemExit("strict files are read now")
PYTHON
venv/bin/python try.py
