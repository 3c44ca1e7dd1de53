# cython: language_level=3
"""Which sources the compiled modules were made from; `setup.py` gives the number to the C compiler."""

cdef extern from *:
    const long long UNSPUN_SOURCES

SOURCES = UNSPUN_SOURCES
