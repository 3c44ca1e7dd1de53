"""Numbers and times of day in their many forms: the same one is told from another."""

from functools import cache
from pathlib import Path

import pytest

from app.align.units import Questions
from app.lexicon.english import English

ENGLISH = Path(__file__).parents[3] / "data" / "lexicon" / "english.json"


@cache
def questions() -> Questions:
    return Questions(English.read(ENGLISH.read_bytes()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2 billion", "1.2bn"),
        ("two million", "2m"),
        ("10k", "10,000"),
        ("2½", "two and a half"),
        ("two and a half million", "2.5m"),
        ("half a million", "500,000"),
        ("two dozen", "24"),
        ("14th", "14"),
        ("1 500", "1,500"),
        ("12,5", "12.5"),
        ("twenty twenty-four", "2024"),
        ("nineteen eighty-four", "1984"),
        ("one hundred and five", "105"),
        ("fifteen hundred", "1500"),
        ("7.30 p.m", "19:30"),
        ("8am", "8:00"),
        ("12 a.m", "00:00"),
    ],
)
def test_one_number_has_many_forms(one: str, other: str) -> None:
    assert questions().is_same_number(tuple(one.split()), tuple(other.split()))
    assert questions().is_same_number(tuple(other.split()), tuple(one.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2 billion", "1.3bn"),
        ("1.2bn", "1.2m"),
        ("two dozen", "14"),
        ("half a million", "one million"),
        ("two and a half", "3.5"),
        ("3 5", "8"),
        ("1 500", "501"),
        ("two three", "five"),
        ("twenty", "20s"),
        ("7.30 p.m", "20:30"),
        ("7.30 a.m", "19:30"),
        ("7.30 p.m", "19:31"),
        ("nineteen eighty-four", "1985"),
    ],
)
def test_another_number_stays_another(one: str, other: str) -> None:
    assert not questions().is_same_number(tuple(one.split()), tuple(other.split()))
