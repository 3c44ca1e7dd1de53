"""Ids that say what they name and cannot be guessed: `b_3f…` a batch, `j_…` a job."""

import secrets

_HEX_DIGITS = 32


def new_id(prefix: str) -> str:
    """A fresh id of 128 random bits."""
    return f"{prefix}_{secrets.token_hex(_HEX_DIGITS // 2)}"
