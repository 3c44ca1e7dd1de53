"""The compiled modules: fast twins of plain ones, in the same rooms.

They are optional: without a C compiler or Python's headers the installation goes on, and the plain twins serve.
"""

from Cython.Build import cythonize
from setuptools import Extension, setup

COMPILED = (
    "app.text.scanner",
    "app.lexicon.lookups",
    "app.align.kernel",
    "app.align.naming",
    "app.align.laying",
    "app.features.counting",
    "app.features.marking",
    "app.features.summing",
    "app.model.scoring",
    "app.verdict.slotting",
    "app.report.line_writer",
)


def _extension(name: str) -> Extension:
    return Extension(name, [name.replace(".", "/") + ".pyx"], extra_compile_args=["-O3"], optional=True)


setup(
    ext_modules=cythonize([_extension(name) for name in COMPILED], build_dir="build"),
    options={"build_ext": {"parallel": True}},  # as many compilers as there are cores
)
