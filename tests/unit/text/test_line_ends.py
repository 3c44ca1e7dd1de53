"""Words broken at the end of a printed line."""

import pytest

from app.text import read_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The govern-\nment fell.", ["the", "government", "fell"]),
        ("The govern-\r\n  ment fell.", ["the", "government", "fell"]),
        ("A six-\nteen-\nyear lease", ["a", "sixteenyear", "lease"]),
        ("a-\nb-\nc-\nd-\ne road", ["abc", "de", "road"]),
        ("one-\ntwo-\nthree-\nfour", ["onetwothree", "four"]),
        ("govern-\nment and parlia-\nment", ["government", "and", "parliament"]),
        ("Lines -\nnot broken", ["lines", "not", "broken"]),
        ("in 2012-\nyes", ["in", "2012", "yes"]),
        ("the North-\nSouth road", ["the", "north", "south", "road"]),
        ("a well-known road", ["a", "well-known", "road"]),
        ("ends with a hyphen-\n", ["ends", "with", "a", "hyphen"]),
    ],
)
def test_the_parts_of_a_broken_word_are_one_word(text: str, words: list[str]) -> None:
    document = read_text(text)
    assert list(document.norms) == words
    assert len(document.starts) == len(document.ends) == len(words)


def test_the_span_goes_over_the_break() -> None:
    document = read_text("The govern-\nment fell.")
    assert document.text[document.starts[1] : document.ends[1]] == "govern-\nment"


def test_a_chain_of_broken_words_keeps_every_letter_once() -> None:
    document = read_text("ab-\n" * 1_000 + "end")
    assert "".join(document.norms) == "ab" * 1_000 + "end"
    assert max(map(len, document.norms)) <= 6
    assert all(document.starts[1:] >= document.ends[:-1])
