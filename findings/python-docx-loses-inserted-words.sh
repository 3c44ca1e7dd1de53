#!/usr/bin/env bash
# python-docx: words inserted with tracked changes are missing from `paragraph.text`, and a deleted paragraph end still parts.
# Guess: the text is that of the document as it stands with its changes (or as it was before): one of the two.
# Seen: inserted words are left out as deleted ones are, so the text is neither version; a paragraph whose mark is deleted (Word shows
# one paragraph once the change is accepted) stays two.
# Version: python-docx 1.2.0 (CT_P.text goes over w:r and w:hyperlink that are children of the paragraph; w:ins is passed over).
# The product reads changes as accepted (app/sources/word_files.py).
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

mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
body = (
    f'<w:p>{mark}<w:r><w:t xml:space="preserve">The ferry </w:t></w:r><w:del w:id="2" w:author="a"><w:r><w:delText>came</w:delText></w:r></w:del></w:p>'
    '<w:p><w:ins w:id="3" w:author="a"><w:r><w:t>left</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> at noon.</w:t></w:r></w:p>'
)
found = [each.text for each in docx.Document(file_of(body)).paragraphs]
print("python-docx", version("python-docx"), "guess: ['The ferry left at noon.'], seen:", found)
assert found == ["The ferry ", " at noon."]
PYTHON
venv/bin/python try.py
