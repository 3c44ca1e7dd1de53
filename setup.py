"""The one compiled module: `app.align.kernel`, the fast twin of `app/align/blocks.py`.

It is optional: without a C compiler or Python's headers the installation goes on, and the plain twin serves.
"""

from Cython.Build import cythonize
from setuptools import Extension, setup

KERNEL = Extension("app.align.kernel", ["app/align/kernel.pyx"], extra_compile_args=["-O3"], optional=True)

setup(ext_modules=cythonize([KERNEL], build_dir="build"))
