"""How large what runs is on disk: the packages of `requirements.lock` as installed here, without bytecode, and Unspun itself."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.benchmarks.figures import Check, Section

_ROOT = Path(__file__).resolve().parents[2]
_NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
_LARGEST = 8
_MOST_MB = 500


def installed() -> Section:
    """Megabytes (10**6 bytes) of the largest packages and of all; one that is not installed here is named."""
    sizes, missing = {}, []
    for name in (*_NAME.findall((_ROOT / "requirements.lock").read_text(encoding="utf-8")), "pip"):
        try:
            sizes[name] = _size_of(name)
        except PackageNotFoundError:
            missing.append(name)
    sizes["unspun, its model and lexicon"] = sum(map(_bytes_in, (_ROOT / "app", _model(), _ROOT / "data")))
    whole = sum(sizes.values())
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:_LARGEST]
    rows = (*((name, sizes[name] / 1e6) for name in largest), (f"all {len(sizes)}", whole / 1e6))
    note = f"not installed here: {', '.join(missing) or 'none'}"
    check = Check("runtime environment on disk", whole / 1e6, _MOST_MB, "MB")
    return Section("Megabytes on disk of what runs", ("package", "MB"), rows, (check,), (note,))


def _model() -> Path:
    models = _ROOT / "models"
    return models / (models / "CURRENT").read_text(encoding="utf-8").strip()


def _size_of(name: str) -> int:
    """Bytes of the files of a package.

    Raises: PackageNotFoundError.
    """
    found = distribution(name)
    paths = (Path(str(found.locate_file(file))) for file in found.files or () if not str(file).endswith(".pyc"))
    return sum(path.stat().st_size for path in paths if path.is_file())


def _bytes_in(folder: Path) -> int:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths)
