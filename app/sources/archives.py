"""Zip archives from outside, looked at before anything opens them: no bombs, no entities, no locked entries."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from app.errors import UnreadableInput
from app.sources.xml_trees import MAX_XML_BYTES, checked_xml, tree_of

MAX_ENTRIES = 2_000  # a long document with a picture on every page has some hundreds
MAX_UNPACKED_BYTES = 100_000_000
MAX_RATIO = 200  # XML shrinks to a tenth or a thirtieth; deflate cannot do better than 1,032
RATIO_COUNTS_FROM_BYTES = 1_000_000
_ZIP = b"PK\x03\x04"
_LISTED = b"PK\x01\x02"  # begins each entry of the directory; a file inside a file has some of its own
_MOST_LISTED = 10 * MAX_ENTRIES
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of all Office files and books; others may ask for gigabytes to unpack


class Archive:
    """A zip archive whose parts are read by name; whatever is parsed as XML is counted and checked first."""

    def __init__(self, content: bytes) -> None:
        if content.count(_LISTED) > _MOST_LISTED:  # before all of them become objects
            raise UnreadableInput(f"holds more than {_MOST_LISTED:,} parts")
        with _readable():
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        self._n_xml_bytes = 0
        self._check_sizes()

    @cached_property
    def names(self) -> dict[str, str]:
        """The parts' names as they are written, by their names in lower case: names in a package do not know case."""
        return {entry.filename.lower(): entry.filename for entry in self._zip.infolist() if not entry.is_dir()}

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableInput: there is none, or it is damaged or locked.
        """
        written = self.names.get(name.lower())
        if written is None:
            raise UnreadableInput(f"lacks its part {name[:60]!r}")
        with _readable():
            return self._zip.read(written)

    def short(self, name: str, most: int) -> bytes:
        """The bytes of a part of at most `most` bytes; nothing where there is none, or a longer one.

        Raises:
            UnreadableInput: it is damaged or locked.
        """
        entry = self._zip.NameToInfo.get(name)
        return self.read(name) if entry is not None and entry.file_size <= most else b""

    def check_xml(self, names: Iterable[str]) -> None:
        """Looks at parts that are XML before a parser does.

        Raises:
            UnreadableInput: one of them declares entities, or all together are too large.
        """
        for name in names:
            with _in_part(name):
                content = self.read(name)
                if content.startswith(_ZIP):
                    continue  # a Word file inside a Word file has the type of its own document
                self._n_xml_bytes += len(content)
                if self._n_xml_bytes > MAX_XML_BYTES:
                    raise UnreadableInput(f"holds more than {MAX_XML_BYTES:,} bytes of XML, which is the limit")
                checked_xml(content)

    def tree(self, name: str, renamed: Mapping[str, str] | None = None) -> Any:
        """The root element of a part of XML, with some namespaces read as others.

        Raises:
            UnreadableInput: as `read` and `tree_of`.
        """
        with _in_part(name):
            return tree_of(self.read(name), renamed)

    def _check_sizes(self) -> None:
        """The sizes are those of the archive's directory; `zipfile` never gives out more than they say."""
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableInput(f"holds {len(entries):,} parts; the limit is {MAX_ENTRIES:,}")
        if (total := sum(entry.file_size for entry in entries)) > MAX_UNPACKED_BYTES:
            raise UnreadableInput(f"unpacks to {total:,} bytes; the limit is {MAX_UNPACKED_BYTES:,}")
        for entry in entries:
            if entry.compress_type not in _METHODS:
                raise UnreadableInput("is packed in a way that is not read; save it again")
            if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
                raise UnreadableInput(f"is packed more than {MAX_RATIO} to 1, as bombs are")


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UnreadableInput("is a damaged or locked zip archive") from error


@contextmanager
def _in_part(name: str) -> Iterator[None]:
    try:
        yield
    except UnreadableInput as error:
        raise UnreadableInput(f"{error} (part {name[:60]!r})") from error
