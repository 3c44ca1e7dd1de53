"""Word files made for tests: by python-docx, or part by part where python-docx would not write such a thing."""

import io
import zipfile

import docx

COMMON = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NAMES = f'xmlns:w="{COMMON}" xmlns:r="{_REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"


class RELATIONS:
    """Entries that lead from the document to other parts; `docx_of` puts them into one part."""

    @staticmethod
    def of(id_: str, kind: str, target: str, media_type: str) -> dict[str, bytes]:
        relation = f'<Relationship Id="{id_}" Type="{_REL}/{kind}" Target="{target}"/>'
        return {_DOCUMENT_RELATIONS: relation.encode(), **RELATIONS.typed(f"word/{target}", media_type)}

    @staticmethod
    def typed(name: str, media_type: str) -> dict[str, bytes]:
        return {_TYPES: f'<Override PartName="/{name}" ContentType="{media_type}"/>'.encode()}

    @staticmethod
    def merged(one: dict[str, bytes], other: dict[str, bytes]) -> dict[str, bytes]:
        return one | {name: one.get(name, b"") + content for name, content in other.items()}


def styles_of(styles: str) -> dict[str, bytes]:
    """A part of styles, and the way to it."""
    content = f'<w:styles xmlns:w="{COMMON}">{styles}</w:styles>'.encode()
    return {"word/styles.xml": content, **RELATIONS.of("s1", "styles", "styles.xml", "application/xml")}


def plain_docx(*paragraphs: str) -> bytes:
    """A file of paragraphs, as python-docx writes it."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def docx_of(
    body: str,
    *,
    head: str = '<?xml version="1.0"?>',
    others: dict[str, bytes] | None = None,
    strict: bool = False,
    core: str = "",
    page: str = "",
) -> bytes:
    """A file of the smallest kind with `body` in it; `others` are further parts by name, or additions; `page` stands before."""
    extra = dict(others or {})
    facts = f'<Relationship Id="r2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{core}"/>' if core else ""
    document = f"{head}<w:document {_NAMES}>{page}<w:body>{body}</w:body></w:document>"
    start = f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>{facts}'
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = f'{default}<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    if (said := extra.get(_TYPES)) is None or said.startswith(b"<Override"):
        extra[_TYPES] = f'<Types xmlns="{_PACKAGE}/content-types">{types}{(extra.get(_TYPES) or b"").decode()}</Types>'.encode()
    if _DOCUMENT_RELATIONS in extra:
        extra[_DOCUMENT_RELATIONS] = _relations(extra[_DOCUMENT_RELATIONS].decode())
    parts = {_TYPES: extra.pop(_TYPES), "_rels/.rels": _relations(start), "word/document.xml": document.encode()} | extra
    if strict:
        names = ((COMMON.encode(), STRICT.encode()), (_REL.encode(), _STRICT_REL.encode()))
        parts = {name: content.replace(*names[0]).replace(*names[1]) for name, content in parts.items()}
    return packed(parts)


def _relations(relations: str) -> bytes:
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive, deflated."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of a paragraph as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
