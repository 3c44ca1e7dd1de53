"""Marks of tests that need the compiled modules: they hold them beside their plain twins, which serve as oracles."""

import pytest

from app.compiled import is_compiled

needs_compiled = pytest.mark.skipif(not is_compiled(), reason="nothing is compiled here, or UNSPUN_PLAIN is set")
