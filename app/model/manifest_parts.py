"""What a manifest may have and need not: read by one rule, and refused in the same words."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from app.errors import ModelError

Part = TypeVar("Part")


def read_part(manifest: Mapping[str, Any], key: str, make: Callable[[Any], Part], said: str) -> Part | None:
    """What `make` makes of what the manifest keeps under `key`; None where it has nothing there.

    `said`: the part with its verb, as in "telling is".

    Raises:
        ModelError: it is of another form than `make` takes.
    """
    kept = manifest.get(key)
    if kept is None:
        return None
    try:
        return make(kept)
    except (TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"the manifest's {said} of another form: {error}") from error
