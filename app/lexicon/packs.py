"""The folder data/lexicon as arrays: what comes out has the hash and the format the manifest names.

A pack is a gzip text (the words) or an npz of plain arrays (never pickles). `manifest.json` lists every file with its
sha256; a file that differs, a missing one, or another format is a `LexiconError`.
"""

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.errors import LexiconError

FORMAT: Final = 1
"""Goes up with every change of the packs that an older reader would misread."""

Arrays = dict[str, NDArray[Any]]


def read_manifest(folder: Path) -> dict[str, Any]:
    """Returns the manifest of a lexicon folder.

    Raises:
        LexiconError: when it is missing, not JSON or of another format.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError) as error:
        raise LexiconError(f"no readable lexicon manifest in {folder}: {error}") from error
    if manifest.get("format") != FORMAT:
        raise LexiconError(f"lexicon format {manifest.get('format')!r} in {folder}, this reader knows {FORMAT}")
    return manifest


def read_verified(folder: Path, name: str, manifest: dict[str, Any]) -> bytes:
    """Returns the bytes of one pack.

    Raises:
        LexiconError: when the pack is not in the manifest, missing, or its sha256 is another.
    """
    try:
        expected = manifest["files"][name]["sha256"]
        content = (folder / name).read_bytes()
    except (KeyError, TypeError, OSError) as error:
        raise LexiconError(f"lexicon pack {name} is missing in {folder}") from error
    if hashlib.sha256(content).hexdigest() != expected:
        raise LexiconError(f"lexicon pack {name} in {folder} is not the one its manifest describes")
    return content


def unpack_words(content: bytes) -> list[str]:
    """Returns the lines of a gzip text.

    Raises:
        LexiconError: when it is not one.
    """
    try:
        return gzip.decompress(content).decode().split("\n")
    except (OSError, EOFError, ValueError) as error:
        raise LexiconError(f"a lexicon word list is not gzip text: {error}") from error


def unpack_arrays(content: bytes) -> Arrays:
    """Returns the arrays of an npz by name.

    Raises:
        LexiconError: when it is not an npz of plain arrays.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as pack:
            return {name: pack[name] for name in pack.files}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise LexiconError(f"a lexicon pack is not an npz of plain arrays: {error}") from error
