"""Whatever the pair: the edits cover each passage once and in order, and nothing is found in a text against itself."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from app.align import LONGEST_UNIT, Alignment, Op, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Document, Span, read_text
from tests.property.drawn_texts import pairs, texts

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
often = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def norms(document: Document, tokens: Span) -> tuple[str, ...]:
    return document.norms[tokens.start : tokens.end]


def aligned(pair: tuple[str, str], lexicon: Lexicon) -> Alignment:
    return align(number_pair(read_text(pair[0]), read_text(pair[1]), lexicon))


@given(pair=pairs())
@often
def test_edits_cover_both_stretches_once_and_in_order(pair: tuple[str, str], lexicon: Lexicon) -> None:
    for passage in aligned(pair, lexicon).passages:
        r, s = passage.reference.start, passage.suspect.start
        for edit in passage.edits:
            assert (edit.reference.start, edit.suspect.start) == (r, s)
            r, s = edit.reference.end, edit.suspect.end
        assert (r, s) == (passage.reference.end, passage.suspect.end)


@given(pair=pairs())
@often
def test_equal_edits_have_equal_words_and_substitutions_share_none(pair: tuple[str, str], lexicon: Lexicon) -> None:
    alignment = aligned(pair, lexicon)
    for passage in alignment.passages:
        for edit in passage.edits:
            left, right = norms(alignment.reference, edit.reference), norms(alignment.suspect, edit.suspect)
            if edit.op is Op.EQUAL:
                assert left == right
            if edit.op is Op.REPLACE and max(len(left), len(right)) <= LONGEST_UNIT:
                assert set(left).isdisjoint(right)


@given(pair=pairs())
@often
def test_passages_overlap_on_neither_side(pair: tuple[str, str], lexicon: Lexicon) -> None:
    passages = aligned(pair, lexicon).passages
    for spans in ([p.reference for p in passages], [p.suspect for p in passages]):
        ordered = sorted(spans, key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert [p.suspect.start for p in passages] == sorted(p.suspect.start for p in passages)


@given(pair=pairs())
@often
def test_sentence_pairs_stand_in_their_passage_and_in_order(pair: tuple[str, str], lexicon: Lexicon) -> None:
    alignment = aligned(pair, lexicon)
    for passage in alignment.passages:
        assert passage.pairs
        assert all(a.edits.end <= b.edits.start for a, b in pairwise(passage.pairs))
        first, last = passage.pairs[0], passage.pairs[-1]
        s, r = alignment.suspect.bounds, alignment.reference.bounds
        assert s[first.suspect.start] <= passage.suspect.start < s[first.suspect.end]
        assert s[last.suspect.start] < passage.suspect.end <= s[last.suspect.end]
        assert r[first.reference.start] <= passage.reference.start < r[first.reference.end]
        assert r[last.reference.start] < passage.reference.end <= r[last.reference.end]


@given(pair=pairs())
@often
def test_a_substitution_is_an_edit_of_its_passage(pair: tuple[str, str], lexicon: Lexicon) -> None:
    alignment = aligned(pair, lexicon)
    for k in range(len(alignment.substitutions)):
        swap = alignment.substitutions[k]
        edit = alignment.passages[swap.passage].edits[swap.row]
        assert (edit.op, edit.reference, edit.suspect) == (Op.REPLACE, swap.reference, swap.suspect)


@given(text=texts())
@often
def test_a_text_has_no_substitutions_against_itself(text: str, lexicon: Lexicon) -> None:
    alignment = aligned((text, text), lexicon)
    assert len(alignment.substitutions) == 0
    assert {edit.op for passage in alignment.passages for edit in passage.edits} == {Op.EQUAL}
    assert sum(len(passage.suspect) for passage in alignment.passages) == len(alignment.suspect)
