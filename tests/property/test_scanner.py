"""The compiled walks over a text find what the plain twins find, in letters as in strings."""

import pickle
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.lexicon import Lexicon
from app.text import (
    CommonWords,
    disguises,
    language,
    line_ends,
    line_numbers,
    quotations,
    read_text,
    sentences,
    shipped_orthography,
    words,
)
from app.text.characters import places_plainly, survey_plainly
from app.text.spelling import Spelling, Strings, spelled
from app.text.twins import scanner
from app.text.types import mark_capitals_plainly, mark_quoted_plainly
from tests.property.drawn_texts import texts
from tests.twins import needs_compiled

_ENGLISH = shipped_orthography()
often = settings(max_examples=300, deadline=None)
_MARKS = st.text(st.sampled_from("aB1é0٣²ßÉİΣς中 \n..,,::''--%%!?’‘ʼ‑‐_/\0\u00ad\u200b😀"), max_size=60)
_ENDS = st.text(st.sampled_from("aBßÿé9_ \n\t\u00a0.!?…\"'”’)]»“‘([«-–—mr"), max_size=60)
_SAID = st.lists(
    st.sampled_from(
        (
            "Mr.",
            "“Dr.",
            "U.S.",
            "e.g.",
            "said.",
            "(St.",
            "I.",
            "a.",
            "Ph.D.",
            "etc.",
            "The",
            "ends",
            "at",
            "Co.",
            "'vs.",
            "ß.",
            "x-y.",
            "\n",
        )
    ),
    max_size=20,
).map(" ".join)
_DRAWN = st.one_of(_MARKS, st.text(max_size=60), texts())


@needs_compiled
@given(text=_DRAWN)
@often
def test_letters_are_lowered_in_place_as_plainly(text: str) -> None:
    assert words.lower_in_place(text) == words.lower_plainly(text)


@needs_compiled
@given(text=_DRAWN)
@often
def test_words_are_split_as_plainly(text: str) -> None:
    (compiled, starts, ends), has_spaced_out = words._split(text, text, as_written=True)
    norms, plain_starts, plain_ends = words.split_plainly(words.lower_plainly(text))
    assert compiled.between(0, len(compiled)) == norms
    assert (starts.tolist(), ends.tolist()) == (plain_starts.tolist(), plain_ends.tolist())
    assert has_spaced_out == words._has_spaced_out(plain_starts, plain_ends)


@needs_compiled
@given(text=st.one_of(st.text(st.sampled_from("a1 é²_b"), max_size=20), _DRAWN))
@often
def test_what_is_spaced_out_is_seen_before_it_is_looked_for(text: str) -> None:
    assert scanner.may_be_spaced_out(text) or not disguises._SPACED_OUT.search(text)


@needs_compiled
@given(
    text=st.one_of(
        st.text(st.sampled_from("a12 ,.\n-é中😀"), max_size=40),
        st.lists(st.sampled_from(("]", "(", ": ", ":", "[", "^", "*", "-", "LRB", "-LR", "B-", "é", " ")), max_size=20).map(
            "".join
        ),
        st.text(st.sampled_from('"#%&*<>@[]`{\x0b\x1c\x1fa1 é'), max_size=20),
        _DRAWN,
    ),
    wanted=st.text(max_size=4),
)
@often
def test_characters_are_surveyed_as_plainly(text: str, wanted: str) -> None:
    assert scanner.survey(text) == survey_plainly(text)
    for asked in (wanted, text[:3]):
        if asked:
            assert scanner.places_of(text, asked) == places_plainly(text, asked)


@needs_compiled
@given(text=st.one_of(_ENDS, st.lists(_ENDS, max_size=6).map("\n".join), _SAID, _DRAWN))
@often
def test_sentences_are_found_as_plainly(text: str) -> None:
    _, starts, _, _ = words.find_words(text)
    plain, plain_longest = sentences.walk_plainly(text, starts, _ENGLISH)
    closing = sentences._closing_ends(text)
    asked = partial(sentences._ends_sentence, _ENGLISH), sentences._short_forms(_ENGLISH)
    bounds, blocks, longest = scanner.find_sentences(text, starts, closing, *asked)
    assert scanner.line_lengths(text, sentences._LOOKED_AT) == sentences.line_lengths_plainly(text)
    assert (bounds.tolist(), blocks.tolist()) == (plain.bounds.tolist(), plain.blocks.tolist())
    assert longest == plain_longest


_LINES = st.text(st.sampled_from("12٣ab \t\n\n\r--‐.²"), max_size=40)


@needs_compiled
@given(text=st.one_of(_LINES, _DRAWN), most=st.integers(1, 5))
@often
def test_figures_at_the_edges_of_lines_are_counted_as_plainly(text: str, most: int) -> None:
    assert scanner.has_edge_figures(text, most) == line_numbers.has_edge_figures_plainly(text, most)


@needs_compiled
@given(text=st.one_of(_LINES, _DRAWN))
@often
def test_broken_lines_are_seen_as_plainly(text: str) -> None:
    assert line_ends.has_broken_line(text) == line_ends.has_broken_line_plainly(text)


@needs_compiled
@given(text=st.one_of(st.text(st.sampled_from("’’a_1 ([{—–“-.\n\u00a0"), max_size=30), _DRAWN))
@often
def test_apostrophes_are_left_out_that_open_no_quotation(text: str) -> None:
    places = places_plainly(text, "’“”")
    kept = set(scanner.without_apostrophes(text, places))
    assert {place for place in places if quotations._CURVED.match(text, place)} <= kept
    assert all(text[place] != "’" or quotations._CURVED.match(text, place) for place in kept)


_PLAIN = CommonWords("English", frozenset("the of and to a in twelveletter".split()))
_COMMON = CommonWords("Frenglish", frozenset("the of and to a in don't é dé onethirteenth".split()))


@needs_compiled
@given(
    norms=st.lists(
        st.sampled_from((*_PLAIN.words, *_COMMON.words, "", "aa", "The", "thé", "toolongforthat", "twelveletters", "中")),
        max_size=9,
    )
)
@often
def test_common_words_are_counted_as_plainly(norms: list[str]) -> None:
    for common in (_PLAIN, _COMMON):
        for step in (1, 2):
            assert language.count_common(spelled(norms), step, common) == language.count_plainly(spelled(norms), step, common)


_QUOTED = st.lists(
    st.sampled_from((
        "“We ", "go”", "”", "“", " ”,", '"We', 'go,"', '"', ' " ', '5" ', '12"', "it’s", "’90s", "’", "'", "don't", "'so", " ",
        "\n", "\n\n", "\n \t\n", ".", ",", "He", "said", "(", ")", "—", "‘", "«", ">", "``", "\u00a0", "_", "é", "É", "3", "²",
        "»", "„", "‚", "‹", "›", ",,", "''", "''We are", "`", "`so it is", "<<", "<<we are going>>",
        "\n> so", "<", "‟", "」", "\x93", "\u201b",
    )),
    max_size=14,
).map("".join)  # fmt: skip


@needs_compiled
@given(text=st.one_of(_QUOTED, _DRAWN))
@settings(max_examples=1_000, deadline=None)
def test_quotations_are_found_as_plainly(text: str) -> None:
    assert quotations.find_quotes(text, _ENGLISH) == quotations.find_quotes_plainly(text, _ENGLISH)


_NORMS = st.lists(st.text(st.sampled_from("ab1'é中😀"), min_size=1, max_size=5), max_size=8)


def all_of(words_: Spelling) -> tuple[str, ...]:
    return words_.between(0, len(words_))


@needs_compiled
@given(
    norms=_NORMS,
    marks=st.lists(st.booleans(), min_size=8, max_size=8),
    others=st.dictionaries(st.integers(0, 7), st.text(max_size=3)),
)
@often
def test_letters_are_the_strings_that_they_stand_for(norms: list[str], marks: list[bool], others: dict[int, str]) -> None:
    letters, strings = spelled(norms), Strings(tuple(norms))
    assert isinstance(letters, scanner.Letters)
    assert (len(letters), all_of(letters), [letters[k] for k in range(len(norms))]) == (len(norms), tuple(norms), norms)
    assert letters.between(1, 6, 2) == strings.between(1, 6, 2)
    assert all(letters.wording(k, k + n) == strings.wording(k, k + n) for k in range(len(letters) - 2) for n in (1, 2))
    starts = np.arange(max(len(letters) - 2, 0), dtype=np.int32)
    ends = starts + 1 + starts % 2
    assert letters.wordings(starts, ends) == strings.wordings(starts, ends)
    assert [letters.count_words(n) for n in range(9)] == [strings.count_words(n) for n in range(9)]
    kept = np.array(marks[: len(norms)], bool)
    assert all_of(letters.only(kept)) == strings.only(kept).norms
    changed = {k: word for k, word in others.items() if k < len(norms)}
    assert all_of(letters.replaced(changed)) == strings.replaced(changed).norms
    assert all_of(pickle.loads(pickle.dumps(letters.replaced(changed)))) == strings.replaced(changed).norms


@needs_compiled
@given(drawn=_DRAWN)
@often
def test_a_side_is_numbered_as_plainly(drawn: str, lexicon: Lexicon) -> None:
    found = words.find_words(f"{drawn} the council said zzqx the {drawn}")
    compiled = lexicon.number_side(found.spelling, found.starts, found.ends)
    plain = lexicon.number_side_plainly(found.spelling, found.starts, found.ends)
    assert compiled.unknown == plain.unknown
    for name in ("numbers", "rows", "lemmas", "marks"):
        assert getattr(compiled, name).tolist() == getattr(plain, name).tolist(), name


@needs_compiled
@given(
    text=st.one_of(
        st.lists(st.sampled_from(('"we', 'lost"', "“so", "it”", "is.", "«oui»", "\n\n", "and")), max_size=25).map(" ".join),
        _DRAWN,
    )
)
@often
def test_quoted_words_are_marked_as_plainly(text: str) -> None:
    document = read_text(text)
    asked = document.starts, document.quote_bounds
    plain = mark_quoted_plainly(*asked).tolist() if document.quotes else [False] * len(document)
    assert document.in_quotes.tolist() == plain


@needs_compiled
@given(
    text=st.one_of(
        st.lists(st.sampled_from(("ANN", "Éva", "ǅep", "the", "ferry", "1st", "“So", "\n\n")), max_size=40).map(" ".join),
        _DRAWN,
    )
)
@often
def test_sentences_in_capitals_are_marked_as_plainly(text: str) -> None:
    document = read_text(text)
    plain = mark_capitals_plainly(document.text, document.starts, document.bounds)
    assert document.in_capitals.tolist() == plain.tolist()
