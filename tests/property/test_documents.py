"""Whatever the text: offsets, sentences and quotations hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UnreadableInput
from app.text import Document, Span, read_html, read_text, without

_TRICKY = st.text(
    st.sampled_from("aB1é İıßΣа ο٣²\n\n.,;:!?…'’‘\"“”«»-–_%/\0\t\u00a0\u00ad\u200b\u200d\u202e\u0301\ufeff🎉中<>&"), max_size=80
)
_PIECES = (
    *("<p>", "</p>", "<div hidden>", "</div>", "<b>", "<br>", "<!--", "-->", "<script>"),
    *("a ", "&amp;", "<td", "='", ">", "é "),
)
TEXTS = st.one_of(st.text(max_size=200), _TRICKY)


def check(document: Document) -> None:
    at = 0
    for token in document.tokens:
        assert at <= token.chars.start < token.chars.end <= len(document.text)
        assert token.norm
        assert not token.norm.isspace()
        at = token.chars.end
    assert [t for s in document.sentences for t in range(s.tokens.start, s.tokens.end)] == list(range(len(document)))
    assert all(len(s.tokens) for s in document.sentences)
    paragraphs = [s.paragraph for s in document.sentences]
    assert paragraphs == sorted(paragraphs)
    assert all(len(q) > 0 and q.end <= len(document.text) for q in document.quotes)  # quoted lines may end the text
    assert all(a.end < b.start for a, b in zip(document.quotes, document.quotes[1:], strict=False))
    assert all(d.chars.end <= len(document.text) for d in document.disguises)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_document_keeps_its_promises(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    check(document)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_document_without_its_quotations_keeps_them_too(text: str) -> None:
    whole = read_text(text)
    document = without(whole, whole.quotes)
    check(document)
    assert not any(q.start <= t.chars.start < q.end for q in document.quotes for t in document.tokens)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_document_without_any_stretches_keeps_exactly_the_tokens_outside(text: str, ends: list[tuple[int, int]]) -> None:
    stretches = [Span(min(pair), max(pair)) for pair in ends]
    whole = read_text(text)
    document = without(whole, stretches)
    check(document)
    outside = [t for t in whole.tokens if not any(t.chars.start < s.end and s.start < t.chars.end and len(s) for s in stretches)]
    assert list(document.tokens) == outside


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_markup_gives_a_document(pieces: list[str]) -> None:
    check(read_html("".join(pieces)))


@given(st.text(st.characters(), max_size=50))
@settings(max_examples=100, deadline=None)
def test_any_string_gives_a_document_or_a_clear_error(text: str) -> None:
    is_valid = not any("\ud800" <= character <= "\udfff" for character in text)
    for read in (read_text, read_html):
        if is_valid:
            check(read(text))
        else:
            with pytest.raises(UnreadableInput, match="surrogate"):
                read(text)
