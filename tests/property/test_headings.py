"""Short cuts of what lists say: a text that needs no spelling is not searched, and a heading is found without all other lines."""

from hypothesis import given
from hypothesis import strategies as st

from app.views.glances import _first_line
from app.views.glyphs import _HIDDEN, name_of, shown, spelled

ODD = "\u034f\u200b\u200c\u200d\u00ad\u180e\u2028\u2029\u2066\ufeff\ufffe\U000e0041\x00\x1b\x7f\x85\x1c\r\n\t\u00a0\u3000é’a "
texts = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=[]), max_size=40)


def spelled_plainly(text: str) -> str:
    return _HIDDEN.sub(lambda match: f"‹{name_of(match.group())}›", shown(text)).replace("\r", "␍")


@given(texts)
def test_spelling_is_that_of_the_search(text: str) -> None:
    assert spelled(text) == spelled_plainly(text)


@given(texts)
def test_the_first_line_is_that_of_all_lines(text: str) -> None:
    assert _first_line(text) == next(filter(None, (line.strip() for line in text.splitlines())), "")
