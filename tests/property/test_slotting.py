"""What the compiled walks of the verdict find is what the plain forms find."""

from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import align
from app.align.types import find_partners_plainly
from app.features import facts, find_facts
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text
from app.verdict import alternatives, layouts
from app.verdict.slots import kept_sentences, kept_sentences_plainly
from app.verdict.twins import slotting
from tests.property.composed_pairs import partly_swapped
from tests.property.drawn_texts import pairs, texts
from tests.twins import needs_compiled

often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_FRAME = "The {} won {} to {} on {} in {} before a crowd of {} thousand at the old ground near the river"
_SLOT = st.sampled_from(
    ("Rovers", "United", "two", "2", "3.5", "Monday", "June", "north", "almost forty", "up", "Port Ellery", "calm")
)
_LINE = st.text(st.sampled_from("aiIvx19§([.)  ArtSecClauseRulePyBlw_²0٣\u00a0-"), max_size=12)
_FACTS_IN_QUOTES = st.lists(
    st.sampled_from((
        "“The Mayor of Port Ellery said so in 1998”,", '"we lost forty boats"', "Dr. Lind and Queen Mara", "Senator Cole",
        "the harbour was closed on 3 May.", "nobody knew why the boats had gone out that night.", "“so it is”",
    )),
    min_size=2, max_size=9,
).map(" ".join)  # fmt: skip
_WORK = st.lists(
    st.sampled_from(("(1998)", "2001", "19٣٤", "20011999", "pp. 3", "vol", "vol.", "IS", "do", "doi", "et al.", "\n", "x")),
    max_size=12,
)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of one frame, filled in as each likes."""
    n = draw(st.integers(1, 4))
    both = [". ".join(_FRAME.format(*(draw(_SLOT) for _ in range(6))) for _ in range(n)) + "." for _ in range(2)]
    return both[0], both[1]


@needs_compiled
@given(both=st.one_of(filled_in(), filled_in(), partly_swapped(), pairs()))
@often
def test_kept_sentences_are_found_as_plainly(lexicon: Lexicon, both: tuple[str, str]) -> None:
    alignment = align(number_pair(read_text(both[0]), read_text(both[1]), lexicon))
    facts = find_facts(alignment)
    found, plain = (form(alignment, alignment.passages, facts) for form in (kept_sentences, kept_sentences_plainly))
    assert (found.updates.tolist(), found.template) == (plain.updates.tolist(), plain.template)


def test_every_word_that_says_something_is_one_word(lexicon: Lexicon) -> None:
    assert all(word == word.lower() and word and not word[0].isdigit() and " " not in word for word in lexicon.english.slots)


@needs_compiled
@given(text=st.one_of(st.lists(_LINE, max_size=6).map("\n".join), texts()))
@often
def test_lines_that_may_be_clauses_are_found_before_they_are_looked_at(lexicon: Lexicon, text: str) -> None:
    form = layouts.ClauseForm.of(lexicon.english.rules)
    (starts, likely), (plain_starts, every) = slotting.lines_of(text, form.letters), layouts.lines_plainly(text, form)
    assert starts == plain_starts
    clauses = {k for k in every if form.opening.match(text[starts[k] : starts[k + 1] - 1])}
    assert clauses <= set(likely)


@needs_compiled
@given(text=st.one_of(_WORK.map(" ".join), _WORK.map("".join), texts()))
@often
def test_traces_of_works_are_found_as_plainly(text: str) -> None:
    assert slotting.traces_of_works(text) == layouts.traces_plainly(text)


@needs_compiled
@given(both=st.one_of(filled_in(), partly_swapped(), pairs(), st.tuples(_FACTS_IN_QUOTES, _FACTS_IN_QUOTES)))
@often
def test_what_is_kept_of_the_facts_is_what_the_plain_forms_find(both: tuple[str, str], lexicon: Lexicon) -> None:
    alignment = align(number_pair(read_text(both[0]), read_text(both[1]), lexicon))
    assert alignment.partners.tolist() == find_partners_plainly(alignment).tolist()
    found, plain = find_facts(alignment), facts.find_facts_plainly(alignment)
    for field in fields(facts.Facts):
        mine, theirs = getattr(found, field.name), getattr(plain, field.name)
        assert (field.name, mine.dtype, mine.tolist()) == (field.name, theirs.dtype, theirs.tolist())
    assert found.survival() == plain.survival_plainly()
    reuse = alternatives._Reuse(alignment, alignment.passages, found)
    assert reuse.counts == reuse.counts_plainly()
