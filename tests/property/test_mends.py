"""A pattern that is tried at the places of its characters alone finds what it finds in the whole text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.text import accents, disguises, line_numbers, note_marks, quotations, set_apart
from app.text.characters import matches_at, places_of

_TEXTS = st.text('ae C1.",²³⁶ \n\r\t\u00ad´`¨ˇ\x1b\x1c\x0b-', max_size=40)


def _spans(found: list[re.Match[str]]) -> list[tuple[int, int]]:
    return [each.span() for each in found]


@given(text=_TEXTS)
def test_characters_that_a_pattern_begins_with_lead_to_all_its_matches(text: str) -> None:
    begun_with = (
        (set_apart._LIGATURE, "".join(set_apart._LIGATURES)),
        (set_apart._LINE_HYPHEN, "\u00ad"),
        (note_marks._FIGURES, note_marks._RAISED),
        (quotations._SET_APART, '"\n'),
    )
    for pattern, characters in begun_with:
        assert _spans(list(matches_at(pattern, text, places_of(text, characters)))) == _spans(list(pattern.finditer(text)))


@given(text=_TEXTS)
def test_accents_lead_to_the_letters_beside_them(text: str) -> None:
    marks = places_of(text, "".join(accents._COMBINING))
    places = (at for mark in marks for at in (mark - 1, mark) if at >= 0)
    assert _spans(list(matches_at(accents._PLACE, text, places))) == _spans(list(accents._PLACE.finditer(text)))


@given(line=st.text("a1\u0663² \t\r\x0b:|.", max_size=20))
def test_lines_with_a_figure_at_their_edge_are_all_that_a_number_is_looked_for_in(line: str) -> None:
    assert str(line_numbers._at_start(line)) == str(line_numbers._FIRST.match(line))
    assert str(line_numbers._at_end(line)) == str(line_numbers._LAST.search(line))


@given(text=st.lists(st.sampled_from(("a ", "b ", "c", "é ", "1 ", "_ ", " ", ".", "ab ", "\n")), max_size=14).map("".join))
def test_blanks_lead_to_all_words_written_letter_by_letter(text: str) -> None:
    assert _spans(list(disguises._spaced_out(text))) == _spans(list(disguises._SPACED_OUT.finditer(text)))
