"""An Office package (OPC): which part is the document, what it points to, and what each part is."""

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from app.errors import UnreadableInput
from app.sources.archives import Archive
from app.sources.xml_trees import children

_TYPES = "[Content_Types].xml"
# Strict Open XML differs in nothing that is read but its names.
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_XML_ENDINGS = ("+xml", "/xml")
_XML_NAMES = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part points to: the last word of the relation's type, and the other part's name."""

    kind: str
    target: str


class Package:
    """The parts of an Office file. Every part that is XML by its content type or its name is checked when it is opened.

    Raises:
        UnreadableInput: a part declares entities, the parts of XML are too much, or the archive is damaged or no package.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        if _TYPES.lower() not in archive.names:
            raise UnreadableInput("is no Word file (.docx) that can be read")
        archive.check_xml([_TYPES])
        types = archive.tree(_TYPES)
        self._by_name = {_key(each.get("PartName", "")): each.get("ContentType", "") for each in children(types, "Override")}
        self._by_ending = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in children(types, "Default")}
        archive.check_xml(name for name in archive.names if name != _TYPES.lower() and self._is_xml(name))
        self._trees: dict[str, Any] = {}

    def content_type(self, name: str) -> str:
        """The media type that the package gives to a part, in lower case without parameters."""
        key = _key(name)
        said = self._by_name.get(key) or self._by_ending.get(key.rpartition(".")[2], "")
        return str(said).partition(";")[0].strip().lower()

    def tree(self, name: str) -> Any:
        """The root of a part of XML; None when there is no such part, or when it is no XML by its content type and name."""
        key = _key(name)
        if key not in self._trees:
            self._trees[key] = self.archive.tree(key, _STRICT) if key in self.archive.names and self._is_xml(key) else None
        return self._trees[key]

    def main(self) -> str:
        """The name of the part that is the document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument":
                return relation.target
        raise UnreadableInput("is no Word file (.docx) that can be read: it names no document in it")

    def relations(self, name: str) -> dict[str, Relationship]:
        """What a part points to inside the package, by id; the package itself has the name ''."""
        folder, _, file = name.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = [] if root is None else children(root, "Relationship")
        inside = [each for each in found if each.get("TargetMode") != "External"]
        return {
            each.get("Id", ""): Relationship(each.get("Type", "").rpartition("/")[2], _target(folder, each)) for each in inside
        }

    def _is_xml(self, name: str) -> bool:
        return name.endswith(_XML_NAMES) or self.content_type(name).endswith(_XML_ENDINGS)


def _target(folder: str, relation: Any) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip("/")


def _key(name: str) -> str:
    return name.lstrip("/").lower()
