"""A flat file: arrays as they lie in memory, mapped by every process that needs them, so that all of them share one copy.

Made from the packs once and again whenever it is not what is expected, so it may be deleted at any time: who has mapped it keeps
it. It begins with a sum of all that follows and a line of JSON, which says what it was made from and where each array lies.
"""

import json
import mmap
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import numpy as np
from isal import isal_zlib
from numpy.typing import NDArray

from app.lexicon.packs import Arrays

_ALIGNED: Final = 64  # bytes: a cache line
_HEAD: Final = 4_096  # bytes kept for the sum and the line of JSON
_SUM: Final = 8  # of them the sum: CRC-32 in hexadecimal digits
UNUSED_SECONDS: Final = 7 * 86_400.0
"""After which a file that nobody mapped is deleted: two versions that are used in turns keep both of theirs."""


def write_flat(path: Path, made_from: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Writes the arrays of whatever `made_from` names, in one step: nobody ever sees a part of it. Some 30 ms for 20 MB.

    Raises:
        OSError: when it cannot be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    places, body = _laid_out(arrays)
    content = json.dumps({"made_from": made_from, "arrays": places}).encode().ljust(_HEAD - _SUM - 1) + b"\n" + body
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}", delete=False) as file:
        try:
            file.write(_sum_of(content) + content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)  # an image's cache is made by root and mapped by another
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def map_flat(path: Path, made_from: str) -> Arrays | None:
    """The arrays by name, read-only; nothing when there is no such file, or it was made from something else or is damaged.

    Takes some 5 ms for 20 MB, in which all of it is read: a file that was not written whole is not taken.
    """
    try:
        with path.open("rb") as file:
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # there is none, or it is empty
        return None
    if held[:_SUM] != _sum_of(held[_SUM:]):
        return None
    head = json.loads(bytes(held[_SUM:_HEAD]))
    if head["made_from"] != made_from:
        return None
    return {name: _placed(held[_HEAD:], *place) for name, place in head["arrays"].items()}


def keep_used(path: Path) -> None:
    """Notes that this file is used, and deletes those beside it that nobody has mapped for a week, half-written ones too.

    Does nothing where the folder is only read.
    """
    with suppress(OSError):
        os.utime(path)
        stem = path.name.partition("-")[0]
        oldest = time.time() - UNUSED_SECONDS
        for other in (*path.parent.glob(f"{stem}-*{path.suffix}"), *path.parent.glob(f".{stem}-*{path.suffix}*")):
            if other.stat().st_mtime < oldest:
                other.unlink(missing_ok=True)


def _sum_of(content: bytes | memoryview) -> bytes:
    return f"{isal_zlib.crc32(content):08x}".encode()


def _laid_out(arrays: Mapping[str, NDArray[Any]]) -> tuple[dict[str, Any], bytes]:
    """Of each array its type, shape and first byte; and all of them one behind the other."""
    places, body = {}, bytearray()
    for name, array in arrays.items():
        body += bytes(-len(body) % _ALIGNED)
        places[name] = _type_of(array), array.shape, len(body)
        body += np.ascontiguousarray(array).tobytes()
    return places, bytes(body)


def _type_of(array: NDArray[Any]) -> Any:
    """The type as JSON can hold it: of a table the names and types of its columns."""
    return array.dtype.str if array.dtype.names is None else array.dtype.descr


def _placed(body: memoryview, kind: Any, shape: list[int], start: int) -> NDArray[Any]:
    dtype = np.dtype(kind if isinstance(kind, str) else [(name, each) for name, each in kind])
    return np.frombuffer(body, dtype, int(np.prod(shape)), start).reshape(shape)
