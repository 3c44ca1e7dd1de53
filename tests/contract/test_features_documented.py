"""The docs name every feature with its meaning."""

from pathlib import Path

import pytest

from app.features import ARTICLE_FEATURES, COMPANY_FEATURES, EVIDENCE, SWAP_FEATURES
from app.model import TELLING_FEATURES

DOCS = Path(__file__).parents[2] / "docs" / "features.md"


FEATURES = [
    *((feature.name, feature.meaning) for feature in SWAP_FEATURES),
    *((feature.name, feature.meaning) for feature in COMPANY_FEATURES),
    *((feature.name, feature.meaning) for feature in ARTICLE_FEATURES),
    *((row.feature.name, row.feature.meaning) for row in EVIDENCE),
]


@pytest.mark.parametrize("name", TELLING_FEATURES)
def test_what_is_weighed_once_more_stands_in_the_docs(name: str) -> None:
    section = DOCS.read_text("utf-8").partition("`TELLING_FEATURES`")[2]
    assert f"| `{name}` |" in section


@pytest.mark.parametrize(("name", "meaning"), FEATURES)
def test_every_feature_stands_in_the_docs(name: str, meaning: str) -> None:
    assert any(
        line.startswith(f"| `{name}` |") and line.endswith(f"| {meaning} |") for line in DOCS.read_text("utf-8").splitlines()
    )
