"""What stands between two words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.text import Break, Document, read_text

END = re.compile(r"[.!?]")


def breaks_slowly(document: Document) -> list[int]:
    """The plain twin of `Document.breaks`: gap by gap."""
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
    assert [Break(b).name for b in document.breaks.tolist()] == [
        "EDGE", "INSIDE", "SENTENCE", "LINE", "SENTENCE_AND_LINE", "CAPITAL", "INSIDE", "CAPITAL", "INSIDE", "INSIDE", "EDGE",
    ]  # fmt: skip


def test_a_text_of_one_word_or_none_has_only_edges() -> None:
    assert read_text("ferry").breaks.tolist() == [Break.EDGE, Break.EDGE]
    assert read_text("…").breaks.tolist() == [Break.EDGE]


@given(st.text(alphabet="ab CÉßǅ7.!?\n,(’𝄞漢\u200b-", max_size=60))
def test_breaks_are_those_of_the_plain_twin(text: str) -> None:
    document = read_text(text)
    assert document.breaks.tolist() == breaks_slowly(document)
