"""A count and its noun agree."""

import pytest

from app.plurals import plural, plural_with


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "word", "0 words"),
        (1, "batch", "1 batch"),
        (2, "batch", "2 batches"),
        (2_310, "library", "2,310 libraries"),
        (2, "key", "2 keys"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, noun: str, said: str) -> None:
    assert plural(count, noun) == said


def test_a_verb_agrees_too() -> None:
    assert plural_with(1, "job", ("is", "are")) == "1 job is"
    assert plural_with(0, "job", ("is", "are")) == "0 jobs are"
