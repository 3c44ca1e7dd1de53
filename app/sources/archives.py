"""Zip archives from outside, looked at before anything opens them: no bombs, no entities, no locked entries."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from app.errors import UnreadableInput

MAX_ENTRIES = 2_000  # a long document with a picture on every page has some hundreds
MAX_UNPACKED_BYTES = 100_000_000
MAX_XML_BYTES = 20_000_000  # an XML tree takes ten times its size in memory; a 200,000 character article is about 2 MB
MAX_RATIO = 200  # XML shrinks to a tenth or a thirtieth; deflate cannot do better than 1,032
RATIO_COUNTS_FROM_BYTES = 1_000_000
_XML_ENDINGS = (".xml", ".rels")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_archive(content: bytes) -> None:
    """Refuses an archive that unpacks to too much, that is locked, or whose XML declares entities.

    The sizes are those of the archive's directory; `zipfile` never gives out more than they say.

    Raises:
        UnreadableInput: any of these, or no readable archive at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            for entry, xml in _xml_entries(archive, entries):
                # without NULs, because XML may be UTF-16
                if _DECLARED.search(xml.replace(b"\0", b"")):
                    raise UnreadableInput(f"declares XML entities ({entry.filename[:60]!r}), which no Word file does")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UnreadableInput("is a damaged or locked zip archive") from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UnreadableInput(f"holds {len(entries):,} parts; the limit is {MAX_ENTRIES:,}")
    if (total := sum(entry.file_size for entry in entries)) > MAX_UNPACKED_BYTES:
        raise UnreadableInput(f"unpacks to {total:,} bytes; the limit is {MAX_UNPACKED_BYTES:,}")
    for entry in entries:
        if entry.file_size > RATIO_COUNTS_FROM_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableInput(f"is packed more than {MAX_RATIO} to 1, as bombs are")
    if (total := sum(entry.file_size for entry in entries if _is_xml(entry))) > MAX_XML_BYTES:
        raise UnreadableInput(f"holds {total:,} bytes of XML; the limit is {MAX_XML_BYTES:,}")


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML_ENDINGS)


def _xml_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    for entry in entries:
        if _is_xml(entry):
            yield entry, archive.read(entry)
