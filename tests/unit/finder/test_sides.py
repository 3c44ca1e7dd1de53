"""Claims about documents as columns: breaks, and one numbering for both."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.finder import read_sides
from app.finder.sides import find_breaks
from app.finder.types import Break
from app.lexicon import Lexicon
from app.text import Document, read_text

END = re.compile(r"[.!?]")


def breaks_slowly(document: Document) -> list[int]:
    """The plain twin of `find_breaks`: gap by gap."""
    breaks = [int(Break.EDGE)] * (len(document) + 1)
    for i in range(1, len(document)):
        gap = document.text[document.ends[i - 1] : document.starts[i]]
        breaks[i] = break_of(gap, document.text[document.starts[i]])
    return breaks


def break_of(gap: str, first: str) -> Break:
    if gap == " ":
        return Break.CAPITAL if first.isupper() else Break.INSIDE
    has_end, has_line = END.search(gap) is not None, "\n" in gap
    if has_end and (has_line or not first.islower()):
        return Break.SENTENCE_AND_LINE if has_line else Break.SENTENCE
    if has_line:
        return Break.LINE
    return Break.INSIDE if first.islower() else Break.CAPITAL


def test_each_gap_has_its_break() -> None:
    document = read_text("one two. Three\nfour.\nFive Six, seven (8 e.g. nine")
    assert [Break(b).name for b in find_breaks(document).tolist()] == [
        "EDGE", "INSIDE", "SENTENCE", "LINE", "SENTENCE_AND_LINE", "CAPITAL", "INSIDE", "CAPITAL", "INSIDE", "INSIDE", "EDGE",
    ]  # fmt: skip


def test_a_text_of_one_word_or_none_has_only_edges() -> None:
    assert find_breaks(read_text("ferry")).tolist() == [Break.EDGE, Break.EDGE]
    assert find_breaks(read_text("…")).tolist() == [Break.EDGE]


@given(st.text(alphabet="ab CÉßǅ7.!?\n,(’𝄞漢\u200b-", max_size=60))
def test_breaks_are_those_of_the_plain_twin(text: str) -> None:
    document = read_text(text)
    assert find_breaks(document).tolist() == breaks_slowly(document)


def test_forms_of_a_word_have_one_stem_and_unknown_words_their_own(lexicon: Lexicon) -> None:
    sides = read_sides(read_text("ferries leave xqzv"), read_text("xqzv qqqzx ferry left"), lexicon)
    ferries, _, unknown = sides.reference.stems.tolist()
    assert sides.suspect.stems.tolist()[:1] == [unknown]
    assert sides.suspect.stems[2] == ferries
    assert len({unknown, ferries, int(sides.suspect.stems[1])}) == 3
    assert sides.suspect.is_unknown.tolist() == [True, True, False, False]


def test_columns_have_one_entry_a_word_and_numbers_without_gaps(lexicon: Lexicon, sample_reference: str) -> None:
    sides = read_sides(read_text(sample_reference), read_text("The harbour was closed."), lexicon)
    for side in (sides.reference, sides.suspect):
        n = len(side)
        columns = (side.starts, side.ends, side.stems, side.rarity, side.is_function, side.is_unknown)
        assert {len(column) for column in columns} == {n}
        assert (len(side.bigrams), len(side.breaks)) == (n - 1, n + 1)
        assert ((side.rarity >= 1.0) & (side.rarity <= 14.0)).all()
    stems = np.concatenate((sides.reference.stems, sides.suspect.stems))
    assert sorted(set(stems.tolist())) == list(range(sides.n_stems))


def test_a_view_is_one_side_against_the_other(lexicon: Lexicon) -> None:
    sides = read_sides(read_text("one"), read_text("two"), lexicon)
    assert (sides.suspect_view.side, sides.suspect_view.other) == (sides.suspect, sides.reference)
    assert (sides.reference_view.side, sides.reference_view.other) == (sides.reference, sides.suspect)
