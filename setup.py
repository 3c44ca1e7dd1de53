"""The compiled modules: fast twins of plain ones, in the same rooms.

They are optional: without a C compiler or Python's headers the installation goes on, and the plain twins serve.
"""

import os
from pathlib import Path
from runpy import run_path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.errors import BaseError, CCompilerError, CompileError
from setuptools.modified import newer_group

ROOT = Path(__file__).parent
PACKAGE = ROOT / "app"
COMPILED = run_path(str(PACKAGE / "compiled.py"))  # not imported: with modules of another age `app` is not loaded

# no symbols for debuggers: they are two thirds of what is installed, and of the compiler's time
_COMPILER = ["-O3", "-g0"]


def _extension(name: str) -> Extension:
    return Extension(name, [name.replace(".", "/") + ".pyx"], extra_compile_args=_COMPILER)


def _sources_number() -> Extension:
    """The module that says which sources all others were made from; compiled again with each of them."""
    sources = [str(path.relative_to(ROOT)) for path in COMPILED["source_files"](PACKAGE)]
    number = ("UNSPUN_SOURCES", f"{COMPILED['sources_number'](PACKAGE)}LL")
    extra = {"define_macros": [number], "depends": sources, "extra_compile_args": _COMPILER}
    return Extension("app.built", ["app/built.pyx"], **extra)


def _compiled_modules() -> list[Extension]:
    """All of them, each written in C; what they share is a module of its own, which Cython writes whole."""
    shared = Extension(COMPILED["SHARED"], ["app/memoryviews.c"], extra_compile_args=_COMPILER)
    modules = [shared, *map(_extension, COMPILED["MODULES"]), _sources_number()]
    written = cythonize(modules, build_dir="build", shared_utility_qualified_name=shared.name, nthreads=os.cpu_count() or 1)
    for module in written:
        module.optional = True  # Cython forgets it of what is shared
    return list(written)


# figures and pictures of a model are for its readers, and the answers of former ones for the gate
_NOT_SHIPPED = {".png", ".gz", ".md"}


def _shipped_files() -> list[Path]:
    """What a wheel needs besides its code, relative to the root: the models in use, the lexicon and the samples."""
    models = ROOT / "models"
    pointers = [models / "CURRENT", models / "FINDER"]
    folders = [*(models / pointer.read_text().strip() for pointer in pointers), ROOT / "data" / "samples"]
    every = (path for folder in folders for path in sorted(folder.iterdir()))
    files = [path for path in every if path.is_file() and path.suffix not in _NOT_SHIPPED]  # a finder's folds only measure it
    lexicon = sorted((ROOT / "data" / "lexicon").iterdir())  # with its notices: its sources ask for them
    return [path.relative_to(ROOT) for path in (*pointers, *files, *lexicon)]


class BuildTogether(build_ext):
    """One module that cannot be compiled leaves no older one of its name behind: it would serve beside newer ones.

    An editable installation takes the modules that are compiled already and newer than their sources: pip builds in a folder of
    its own and would compile everything again.
    """

    def build_extension(self, ext: Extension) -> None:
        """Raises: what a compiler that failed has raised."""
        there = Path(ROOT, self.get_ext_filename(ext.name))
        if self.editable_mode and not newer_group([*ext.sources, *ext.depends], str(there)):
            self.copy_file(str(there), self.get_ext_fullpath(ext.name))
            return
        try:
            super().build_extension(ext)
        except (CCompilerError, CompileError, BaseError):
            for folder in (self.build_lib, ROOT):
                Path(folder, self.get_ext_filename(ext.name)).unlink(missing_ok=True)
            raise


class BuildWithData(build_py):
    """Copies the model and the lexicon into `app/shipped`, where an installed `app.home` finds them."""

    def run(self) -> None:
        """An editable installation reads them from the checkout."""
        super().run()
        if not self.editable_mode:
            for path in _shipped_files():
                target = Path(self.build_lib, "app", "shipped", path)
                target.parent.mkdir(parents=True, exist_ok=True)
                self.copy_file(str(ROOT / path), str(target))


if __name__ == "__main__":  # where processes are spawned each of Cython's imports this file
    setup(
        cmdclass={"build_ext": BuildTogether, "build_py": BuildWithData},
        ext_modules=_compiled_modules(),
        options={"build_ext": {"parallel": True}},  # as many compilers as there are cores
    )
