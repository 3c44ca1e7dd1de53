"""Whether the compiled modules were made from the sources that stand beside them.

Modules of another build do not fail where they are loaded: one lacks a function and its plain twin serves, fifteen times slower,
another answers in columns that nobody reads that way any more. So a process does not begin with them.
"""

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from zlib import crc32


class StaleModules(SystemExit):
    """Ends the process with one line."""

    def __init__(self) -> None:
        super().__init__(
            "unspun: the compiled modules are of another age than the code beside them; `make setup` builds them again"
        )


def source_files(package: Path) -> list[Path]:
    """The sources of the compiled modules of `package`, in order."""
    return sorted(path for ending in ("pyx", "pxd") for path in package.glob(f"*/*.{ending}"))


def sources_number(package: Path) -> int:
    """A number of all sources of compiled modules in `package`; 0 where none stand, as in an installed wheel."""
    number = 0
    for path in source_files(package):
        number = crc32(path.read_bytes(), crc32(path.name.encode(), number))
    return number


def check_compiled(package: Path) -> None:
    """Returns where the compiled modules are those of the sources, and where there are none, or no sources.

    Raises:
        StaleModules: they were made from others.
    """
    number = sources_number(package)
    if number and _built_from(package) not in (None, number):
        raise StaleModules


def _built_from(package: Path) -> int | None:
    """The number of the sources that were compiled; nothing where nothing was."""
    try:
        from app.built import SOURCES  # noqa: PLC0415 - not there without a C compiler
    except ImportError:
        is_older = any(any(package.glob("*/*" + suffix)) for suffix in EXTENSION_SUFFIXES)
        return 0 if is_older else None
    return SOURCES
