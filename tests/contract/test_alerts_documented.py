"""Every code that an alert may have stands in the documentation of the API."""

from pathlib import Path

from app.text import DisguiseKind
from app.verdict.alerts import _CHANGES, _DISGUISES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def test_every_kind_of_disguise_is_an_alert() -> None:
    assert set(_DISGUISES) == set(DisguiseKind)


def test_every_code_is_documented() -> None:
    codes = {str(kind) for kind in _DISGUISES} | {code for code, _ in _CHANGES.values()} | {"quotation_changed"}
    text = DOCS.read_text(encoding="utf-8")
    assert {code for code in codes if f"`{code}`" not in text} == set()
