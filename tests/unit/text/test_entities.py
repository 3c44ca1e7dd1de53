"""HTML entities that stayed in a plain text."""

import pytest

from app.text import read_text
from app.text.entities import without_entities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("men&nbsp;came", "men      came"),
        ("bread &amp; butter", "bread &     butter"),
        ("He said &quot;stop.&quot;", 'He said      "stop."     '),
        ("a &#8212; b", "a \u2014       b"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("&nosuch; &;", "&nosuch; &;"),
        ("no entity", "no entity"),
    ],
)
def test_an_entity_becomes_what_it_means_at_its_place(text: str, expected: str) -> None:
    assert without_entities(text) == expected


def test_offsets_stay_those_of_the_text_as_sent() -> None:
    text = "The &quot;old mill&quot; burned&nbsp;down &#x2013; twice."
    document = read_text(text)
    assert document.text == text
    assert [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)] == [
        "The", "old", "mill", "burned", "down", "twice",
    ]  # fmt: skip
    assert len(document.quotes) == 1
