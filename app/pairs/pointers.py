"""What is wrong with a JSON document, place by place: pydantic's errors as pointers and sentences, never a word of the input."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

MAX_FINDINGS: Final = 50  # a body of a million unknown fields needs no answer of a million lines

FORMS: Final = ("<one reference>", "<several references>")
"""Names of the forms that a body may have: pydantic sets them before the path of a field, and no field is called so."""

_FORM_PATHS: Final = frozenset((form,) for form in FORMS)
_PLAINER: Final = {
    "missing": "Missing field",
    "extra_forbidden": "Unknown field",
    "model_type": "An object is expected",
    "model_attributes_type": "An object is expected",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place (a JSON pointer as a URI fragment) and what is wrong there."""

    pointer: str
    detail: str


def findings(errors: Sequence[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The first places of pydantic's `errors()`."""
    return tuple(Finding(pointer(_path(each)), _sentence(each)) for each in errors[:MAX_FINDINGS])


def count_of(errors: Sequence[object], where: str) -> str:
    """How many places of the document cannot be used."""
    count = "One place" if len(errors) == 1 else f"{len(errors)} places"
    return f"{count} of the {where} cannot be used."


def pointer(path: Sequence[str | int]) -> str:
    """`["reference", "a/b"]` → `#/reference/a~1b` (RFC 6901, section 6)."""
    return "#" + "".join("/" + quote(str(step).replace("~", "~0").replace("/", "~1")) for step in path)


def _path(found: Mapping[str, Any]) -> Sequence[str | int]:
    where = tuple(found["loc"])
    where = where[1:] if where[:1] == ("body",) else where
    return where[1:] if where[:1] in _FORM_PATHS else where


def _sentence(found: Mapping[str, Any]) -> str:
    """Pydantic's message, which names what was expected; `found["input"]`, which holds what was sent, stays out."""
    message = _PLAINER.get(found["type"]) or str(found["msg"]).removeprefix("Value error, ")
    return f"{message[:1].upper()}{message[1:]}."
