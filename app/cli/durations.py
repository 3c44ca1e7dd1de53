"""Times as commands take them: `90d`, `24h`, `30m`, `60s`."""

import re
from typing import Final

_SECONDS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def read_duration(text: str) -> float:
    """Seconds of `90d`, `24h`, `30m`, `0s`.

    Raises: ValueError.
    """
    form = re.fullmatch(r"([0-9]{1,9})([smhd])", text)
    if not form:
        raise ValueError(f"a time is a number with s, m, h or d, such as 90d; got {text!r}")
    return float(int(form[1]) * _SECONDS[form[2]])
