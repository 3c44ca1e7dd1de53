"""What the compiled walks count for the verdict is what the plain forms count."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import Alignment, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from app.verdict import alerts, counts, credits, editing, reasons, swap_columns
from tests.property.composed_pairs import partly_swapped
from tests.property.drawn_texts import pairs, texts
from tests.twins import needs_compiled

often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_QUOTING = "{} The mayor of Port Ellery said “{}” on {}, and the {} said “{}” again. “{}” he added twice in {} days."
_SLOT = st.sampled_from(
    ("big boats sank", "large ships sank", "they began the work", "they started the job", "Monday", "Tuesday", "two", "three")
)
_LONG = "pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilico"
_EDITED = st.sampled_from(
    ("weather", "whether", "burn", "bum", "station", "stn", "abroad", "bread", "home", "good", "begin", "start", "thou", "you",
     "f s", "hath", "---", "it", "IT", "Émile", "Wick", "two 2", "b4", "before", "not known", "not found", "naïve", "straße",
     "owed", "cake", "knife", "wife", "a", "redacted", "by night", _LONG)
)  # fmt: skip
_KNOWN = dict.fromkeys(("Reuters", "AFP", "McClatchy", "TAR", "Četeka", "ČTK", "AP", "R", "Č"), ())
_CAPITALS = st.text(st.sampled_from("ARČÀreutsfp-_.9²٣ '\n"), max_size=30)
_WORDS = st.sampled_from(("Reuters", "AFP", "McClatchy", "iTAR", "Četeka", "ČTK", "AP", "Kyodo", "says", "d'AFP", "AFP9", "AP_"))


@st.composite
def quoting(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of one frame with quotations, filled in as each likes, several times over."""
    n = draw(st.integers(1, 5))
    both = [" ".join(_QUOTING.format(*(draw(_SLOT) for _ in range(7))) for _ in range(n)) for _ in range(2)]
    return both[0], both[1]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of one frame, in which words stand that look, sound or are otherwise like what editors and machines put in."""
    n = draw(st.integers(1, 5))
    frame = "The {} of the old harbour said on Monday that {} would be sent to {} and nobody but {} had seen it."
    both = [" ".join(frame.format(*(draw(_EDITED) for _ in range(4))) for _ in range(n)) for _ in range(2)]
    return both[0], both[1]


def aligned(both: tuple[str, str], lexicon: Lexicon) -> Alignment:
    """The alignment of two texts."""
    return align(number_pair(read_text(both[0]), read_text(both[1]), lexicon))


def drawn_chances(data: st.DataObject, alignment: Alignment) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A probability for each substitution, the bounds themselves among them."""
    n, chances = len(alignment.substitutions), st.sampled_from((0.0, 0.49, 0.5, 0.51, 0.7, 0.93, 1.0))
    return np.array(data.draw(st.lists(chances, min_size=n, max_size=n)), np.float64)


@needs_compiled
@given(both=st.one_of(quoting(), partly_swapped(), pairs()), data=st.data())
@often
def test_the_ledger_is_counted_as_plainly(lexicon: Lexicon, both: tuple[str, str], data: st.DataObject) -> None:
    alignment = aligned(both, lexicon)
    spin = drawn_chances(data, alignment)
    passages, _ = counts.count_ledger(alignment, spin, (False, (False,) * len(alignment.passages)))
    found = [[getattr(each, name) for each in passages] for name in ("likely", "facts", "new")]
    assert found == counts.columns_plainly(alignment, spin)
    assert counts.said_by_swaps(alignment, spin) == counts.said_plainly(alignment, spin)
    for side, spans in zip(
        (alignment.pair.reference, alignment.pair.suspect), np.split(alignment.substitutions.spans, 2), strict=True
    ):
        assert counts.words_of_swaps(side, spans, spin) == counts.words_of_swaps_plainly(side, spans, spin)
    assert counts.likely_swaps(alignment, spin) == counts.likely_swaps_plainly(alignment, spin)
    assert reasons.repeated(alignment, spin) == reasons.repeated_plainly(alignment, spin)


@needs_compiled
@given(both=st.one_of(edited(), quoting(), partly_swapped(), pairs()), data=st.data())
@often
def test_likely_swaps_are_looked_at_as_plainly(lexicon: Lexicon, both: tuple[str, str], data: st.DataObject) -> None:
    alignment = aligned(both, lexicon)
    spin = drawn_chances(data, alignment)
    assert swap_columns.look_at_swaps(alignment, spin).tolist() == swap_columns.look_at_swaps_plainly(alignment, spin).tolist()
    for only in np.eye(len(alignment.substitutions)):  # each by itself: of many, one that is answered otherwise would hardly show
        swaps = swap_columns.LikelySwaps.of(alignment, only)
        assert editing.may_be_together(swaps) == editing.may_be_together_plainly(swaps)
    swaps = swap_columns.LikelySwaps.of(alignment, spin)
    assert editing.may_be_together(swaps) == editing.may_be_together_plainly(swaps)


@needs_compiled
@given(both=st.one_of(quoting(), pairs()))
@often
def test_touched_quotations_are_found_as_plainly(lexicon: Lexicon, both: tuple[str, str]) -> None:
    alignment = aligned(both, lexicon)
    assert alerts.touched_quotes(alignment) == alerts.touched_quotes_plainly(alignment)


@needs_compiled
@given(
    text=st.text(st.sampled_from("abAB’é中😀"), max_size=30),
    wanted=st.lists(st.text(st.sampled_from("abAB’é中😀"), min_size=1, max_size=3), max_size=12).map(tuple),
)
@often
def test_words_are_found_as_plainly(text: str, wanted: tuple[str, ...]) -> None:
    assert credits.words_in(text, wanted) == credits.words_in_plainly(text, wanted)


@needs_compiled
@given(text=st.one_of(_CAPITALS, texts(), st.lists(_WORDS, max_size=9).map(" ".join), st.lists(_WORDS, max_size=4).map("".join)))
@often
def test_first_words_of_agencies_are_found_as_plainly(text: str) -> None:
    assert credits.first_words(text, _KNOWN) == credits.first_words_plainly(text, _KNOWN)
