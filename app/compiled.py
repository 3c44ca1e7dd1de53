"""The compiled modules and their plain twins: which of them a process works with, decided once for all rooms.

Modules of another build do not fail where they are loaded: one answers in columns that nobody reads that way any more, another
lacks a function only when it is called. So a process does not begin with them.
"""

import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar
from zlib import crc32

MODULES: Final = (
    "app.text.scanner",
    "app.lexicon.lookups",
    "app.align.kernel",
    "app.align.naming",
    "app.align.laying",
    "app.align.likening",
    "app.features.counting",
    "app.features.marking",
    "app.features.summing",
    "app.model.scoring",
    "app.verdict.slotting",
    "app.verdict.tallying",
    "app.report.line_writer",
    "app.views.shading",
    "app.library.choosing",
)
SHARED: Final = "app.memoryviews"
"""What Cython writes for typed views of memory, once for all modules: half of what a compiler would read of each of them."""

PLAIN: Final = "UNSPUN_PLAIN"
"""Set to 1 in the environment, it lets a process work with the plain twins: for tests, and to see what the compiler brings."""


class StaleModules(SystemExit):
    """Ends the process with one line."""

    def __init__(self) -> None:
        super().__init__(
            "unspun: the compiled modules are of another age than the code beside them; `make setup` builds them again"
        )


P = ParamSpec("P")
R = TypeVar("R")


@cache
def is_compiled() -> bool:
    """Whether this process works with the compiled modules: all of them are there, and `PLAIN` does not say otherwise.

    All or none, for they hand each other their columns.
    """
    package = Path(__file__).parent
    return os.environ.get(PLAIN) != "1" and all(_is_there(package, name) for name in MODULES)


def load_compiled(name: str) -> Any:
    """The compiled module of this name; nothing in a process that works with the plain twins, where no function asks for it.

    Raises:
        StaleModules: it does not fit the others.
    """
    if not is_compiled():
        return None
    try:
        return import_module(name)
    except ImportError as error:
        raise StaleModules from error


def twin_of(plain: Callable[P, R]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Says which function returns the same as the decorated one, without compiled modules: where there are none, it serves."""

    def choose(compiled: Callable[P, R]) -> Callable[P, R]:
        return compiled if is_compiled() else plain

    return choose


def _is_there(package: Path, name: str) -> bool:
    place = package.joinpath(*name.split(".")[1:])
    return any(place.with_name(place.name + suffix).exists() for suffix in EXTENSION_SUFFIXES)


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
