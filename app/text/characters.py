"""Characters that are no letters of their own, and a quick look at which of them a text has."""

from functools import lru_cache

import numpy as np

_LAST_ASCII = 127
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH = "\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff"
BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
IGNORED = SOFT_HYPHEN + ZERO_WIDTH + BIDIRECTIONAL
COMBINING = "\u0300-\u036f"


@lru_cache(maxsize=1)  # the same text is asked for some four times while it is read
def beyond_ascii(text: str) -> str:
    """The characters of `text` that are not ASCII, in order: a few hundred, where a pattern would walk through all."""
    if text.isascii():
        return ""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes[codes > _LAST_ASCII].tobytes().decode("utf-32-le", "surrogatepass")
