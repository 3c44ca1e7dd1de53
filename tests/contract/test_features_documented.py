"""The docs name every feature with its meaning."""

from pathlib import Path

import pytest

from app.features import ARTICLE_FEATURES, SWAP_FEATURES

DOCS = Path(__file__).parents[2] / "docs" / "features.md"


@pytest.mark.parametrize(("name", "meaning"), [*SWAP_FEATURES, *((f.name, f.meaning) for f in ARTICLE_FEATURES)])
def test_every_feature_stands_in_the_docs(name: str, meaning: str) -> None:
    assert any(
        line.startswith(f"| `{name}` |") and line.endswith(f"| {meaning} |") for line in DOCS.read_text("utf-8").splitlines()
    )
