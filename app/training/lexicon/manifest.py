"""Packs and their manifest on disk: what `Lexicon.load` verifies. The same arrays give the same bytes."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.lexicon import FORMAT


@dataclass(frozen=True, slots=True)
class Pack:
    """One file of data/lexicon: its bytes, its rows, where they come from, under which licence, by which command."""

    name: str
    content: bytes
    rows: int
    source: str
    licence: str
    command: str

    def entry(self) -> dict[str, Any]:
        """Returns the pack's entry in the manifest."""
        told = {"rows": self.rows, "source": self.source, "licence": self.licence, "command": self.command}
        return {"sha256": hashlib.sha256(self.content).hexdigest(), "bytes": len(self.content), **told}


def npz_bytes(arrays: Mapping[str, NDArray[Any]], *, compressed: bool = True) -> bytes:
    """Returns the arrays as npz; what hardly shrinks loads faster when left as it is."""
    buffer = io.BytesIO()
    save = np.savez_compressed if compressed else np.savez
    save(buffer, allow_pickle=False, **dict(arrays))
    return buffer.getvalue()


def write_packs(folder: Path, packs: Iterable[Pack], facts: Mapping[str, Any]) -> None:
    """Writes packs and the manifest; what the manifest already had, and the command did not build, stays in it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "manifest.json"
    old = json.loads(path.read_text()) if path.exists() else {"files": {}}
    files = {name: entry for name, entry in old["files"].items() if (folder / name).exists()}
    for pack in packs:
        (folder / pack.name).write_bytes(pack.content)
        files[pack.name] = pack.entry()
        print(f"{pack.name}: {pack.rows} rows, {len(pack.content) / 1e6:.2f} MB")  # noqa: T201
    manifest = {**old, "format": FORMAT, **facts, "files": dict(sorted(files.items()))}
    path.write_text(json.dumps(manifest, indent=1) + "\n")
