"""The compiled passes over substitutions say what the plain questions say."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import KINDS, Kind, align, substitutions
from app.align.kinds import find_kinds, with_all_kinds
from app.align.twins import naming
from app.align.types import Op, Substitutions
from app.align.units import Units
from app.lexicon import Lexicon, Relation
from app.sides import Ints, Pair, number_pair
from app.text import read_text
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_WORDS = (
    *(
        "sign",
        "sine",
        "foreign",
        "phone",
        "fone",
        "knight",
        "night",
        "write",
        "right",
        "colour",
        "color",
        "they're",
        "they",
        "don't",
    ),
    *(
        "do",
        "not",
        "dont",
        "40,000",
        "40000",
        "forty",
        "thousand",
        "two",
        "2",
        "Monday",
        "Tuesday",
        "May",
        "June",
        "north",
        "South",
    ),
    *(
        "miles",
        "km",
        "he",
        "I",
        "she",
        "Mr",
        "Dr",
        "sergeant",
        "Sgt",
        "chairman",
        "chair",
        "percent",
        "20%",
        "high-level",
        "highlevel",
    ),
    *(
        "modern",
        "modem",
        "clear",
        "dear",
        "Democrats",
        "Republicans",
        "Corran",
        "Marrow",
        "zzqx",
        "zzqxa",
        "government",
        "govemment",
    ),
    *(
        "said",
        "stated",
        "big",
        "large",
        "rise",
        "fall",
        "the",
        "a",
        "of",
        "upon",
        "words,12",
        "words",
        "naïve",
        "naive",
        "Éire",
        "affect",
    ),
    *(
        "effect",
        "sea",
        "see",
        "approx",
        "approximately",
        "had",
        "been",
        "was",
        "in",
        "order",
        "to",
        "kindergarten",
        "garden",
        "20th",
    ),
    *("20-point", "twentypoint", "twenty-point", "fifteen-point", "57", "fiftyseven", "12-year-old", "tender", "ten-der"),
    *("name", "Xxx", "S", "EPA", "E.P.A.", "Environmental", "Protection", "Agency", "FBI", "Federal", "Bureau"),
    *("would", "wood", "one", "won", "to", "too", "are", "our"),
)
_PHRASES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)


def pair_of(rows: list[tuple[str, str]], lexicon: Lexicon) -> tuple[Pair, list[Ints]]:
    """A pair whose every sentence is one replacement, and the edits of each."""
    reference, suspect = (read_text("\n\n".join(side)) for side in zip(*rows, strict=True))
    both = number_pair(reference, suspect, lexicon)
    edits, r, s = [], 0, 0
    for one, other in rows:
        m, n = len(read_text(one)), len(read_text(other))
        edits.append(np.array([(Op.REPLACE, r, r + m, s, s + n)], np.int32))
        r, s = r + m, s + n
    return both, edits


def compiled(parts: list[np.ndarray], pair: Pair) -> Substitutions:
    table = np.concatenate([np.empty((0, 5), np.int32), *parts])
    return substitutions.substitutions_of(table, np.array([len(rows) for rows in parts], np.int32), pair)


def check(compiled: Substitutions, plain: Substitutions) -> None:
    assert [KINDS[k] for k in compiled.kinds] == [KINDS[k] for k in plain.kinds]
    for name in ("spans", "passages", "rows", "reference_rows", "suspect_rows", "relations"):
        assert np.array_equal(getattr(compiled, name), getattr(plain, name)), name
    for name in ("similarity", "association_change"):
        assert np.array_equal(getattr(compiled, name), getattr(plain, name), equal_nan=True), name


@needs_compiled
@given(rows=st.lists(st.tuples(_PHRASES, _PHRASES), min_size=1, max_size=12))
@often
def test_the_compiled_questions_name_drawn_wordings_as_the_plain_ones(rows: list[tuple[str, str]], lexicon: Lexicon) -> None:
    both, edits = pair_of(rows, lexicon)
    check(compiled(edits, both), substitutions.find_substitutions_plainly(edits, both))


@st.composite
def _slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word of letters that are taken for each other, and the same with a stretch of it written otherwise."""
    letters = st.text("rnmvwicldthkuaeb", max_size=8)
    before, one, other, behind = draw(letters), draw(letters), draw(letters), draw(letters)
    return before + one + behind or "a", before + other + behind or "e"


@needs_compiled
@given(rows=st.lists(_slips(), min_size=1, max_size=30))
@often
def test_the_compiled_questions_see_the_slips_that_the_plain_ones_see(rows: list[tuple[str, str]], lexicon: Lexicon) -> None:
    both, edits = pair_of(rows, lexicon)
    check(compiled(edits, both), substitutions.find_substitutions_plainly(edits, both))


@needs_compiled
@given(drawn=pairs())
@often
def test_the_compiled_questions_name_the_substitutions_of_texts_as_the_plain_ones(
    drawn: tuple[str, str], lexicon: Lexicon
) -> None:
    both = number_pair(read_text(drawn[0]), read_text(drawn[1]), lexicon)
    alignment = align(both)
    edits = [passage.edit_rows for passage in alignment.passages]
    check(compiled(edits, alignment.pair), substitutions.find_substitutions_plainly(edits, alignment.pair))


@given(rows=st.lists(st.tuples(_PHRASES, _PHRASES), min_size=1, max_size=12), left_out=st.sets(st.sampled_from(KINDS[:-1])))
@often
def test_kinds_without_a_place_in_the_compiled_ladder_are_asked_in_their_place(
    rows: list[tuple[str, str]], left_out: set[Kind], lexicon: Lexicon
) -> None:
    both, edits = pair_of(rows, lexicon)
    found = substitutions.find_substitutions_plainly(edits, both)
    columns = found.spans, found.reference_rows, found.suspect_rows, found.relations, found.similarity, found.association_change
    units = Units(*columns, both)
    asked = [kind for kind in KINDS if kind not in left_out]
    assert with_all_kinds(find_kinds(units, asked), asked, units).tolist() == found.kinds.tolist()


@needs_compiled
def test_sounds_are_passed_over_only_where_metaphone_hears_a_difference(lexicon: Lexicon) -> None:
    words = [word for word in lexicon.words if word.isascii() and word.isalpha()][::40]
    both, edits = pair_of(list(zip(words, words[1:] + words[:1], strict=True)), lexicon)
    check(compiled(edits, both), substitutions.find_substitutions_plainly(edits, both))


@needs_compiled
def test_the_compiled_kinds_are_numbered_like_the_plain_ones() -> None:
    assert tuple(str(kind) for kind in KINDS if kind in naming.KINDS) == naming.KINDS
    names = "SAME_LEMMA SAME_STEM SYNSET NEAR THESAURUS ANTONYM SPELLING NUMBER_FORM FUNCTION_SWAP".split()
    assert [int(Relation[name]) for name in names] == [2**k for k in range(9)]
