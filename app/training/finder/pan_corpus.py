"""The PAN 2013 text alignment corpus: pairs of documents and the reused passages in them."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.training.examples import CorpusMissing
from app.training.finder.pan_xml import Case, read_pan_xml

ARCHIVE = Path("corpora") / "pan13-train.tar.gz"


@dataclass(frozen=True, slots=True)
class PanPair:
    """One pair: the folder that says how its cases were made ("02-no-obfuscation"), names, texts and cases."""

    folder: str
    reference_name: str
    suspect_name: str
    reference: str
    suspect: str
    cases: tuple[Case, ...]


def read_pan(shared: Path, build: Path) -> Iterator[PanPair]:
    """All pairs of the training corpus, unpacked once into `build`.

    Raises:
        CorpusMissing: the archive is not in `shared`.
    """
    root = _unpacked(shared, build)
    texts: dict[Path, str] = {}
    for folder in sorted(root.glob("0*")):
        for line in (folder / "pairs").read_text(encoding="utf-8").splitlines():
            suspect, reference = line.split()
            file = folder / f"{Path(suspect).stem}-{Path(reference).stem}.xml"
            sides = (_text(root / "src" / reference, texts), _text(root / "susp" / suspect, texts))
            yield PanPair(folder.name, reference, suspect, *sides, tuple(read_pan_xml(file)))


def _unpacked(shared: Path, build: Path) -> Path:
    if not (shared / ARCHIVE).exists():
        raise CorpusMissing(f"{shared / ARCHIVE} is not there")
    root = build / "pan13"
    if not (root / "unpacked").exists():
        with tarfile.open(shared / ARCHIVE) as archive:
            archive.extractall(root, filter="data")
        (root / "unpacked").touch()
    return next(path.parent for path in root.rglob("src") if path.is_dir())


def _text(path: Path, known: dict[Path, str]) -> str:
    if path not in known:
        known[path] = path.read_bytes().decode("utf-8")
    return known[path]
