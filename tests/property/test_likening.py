"""What the compiled likeness of stretches and sentences says is what its plain twins say, to the last bit."""

import numpy as np
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from app.align.groups import Group
from app.align.left_sentences import find_left_facing, left_facing_plainly, with_left_over, with_left_over_plainly
from app.align.likeness import (
    Floats,
    StretchWords,
    alike_plainly,
    alike_words,
    count_bigrams,
    count_bigrams_plainly,
    said_plainly,
    said_words,
    shares_by_case,
    shares_by_case_plainly,
)
from app.align.sentence_pairs import Candidates, find_candidates_plainly, without_rivals, without_rivals_plainly
from app.align.sentence_parts import find_torn, find_torn_plainly
from app.lexicon import Lexicon
from app.sides import Ints, Side, number_pair
from app.text import read_text
from tests.property.composed_pairs import paragraphs
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
LEMMAS = 900  # of drawn stretches: more than the 600 words that one may have, so that sums of every length are met


@needs_compiled
@given(parts=st.lists(paragraphs(), min_size=1, max_size=4), drawn=st.data())
@often
def test_what_words_say_is_summed_as_plainly(lexicon: Lexicon, parts: list[str], drawn: st.DataObject) -> None:
    side = Side.of(read_text("\n\n".join(parts)), lexicon)
    start = drawn.draw(st.integers(0, len(side)))
    end = drawn.draw(st.integers(start, len(side)))
    found, plain = said_words(side, start, end), said_plainly(side, start, end)
    assert [column.tolist() for column in found] == [column.tolist() for column in plain]


@needs_compiled
@given(texts=st.tuples(st.lists(paragraphs(), min_size=1, max_size=3), st.lists(paragraphs(), min_size=1, max_size=3)))
@often
def test_stretches_are_compared_by_neighbours_and_by_case_as_plainly(
    lexicon: Lexicon, texts: tuple[list[str], list[str]]
) -> None:
    reference, suspect = (read_text("\n\n".join(parts)) for parts in texts)
    pair = number_pair(reference, suspect, lexicon)
    one, other = (StretchWords.of(side, 0, len(side.document.bounds) - 1) for side in (pair.reference, pair.suspect))
    assert count_bigrams(one.all_lemmas, other.all_lemmas) == count_bigrams_plainly(one.all_lemmas, other.all_lemmas)
    assert shares_by_case(one, other) == shares_by_case_plainly(one, other)
    assert shares_by_case(other, one) == shares_by_case_plainly(other, one)


@needs_compiled
@given(n=st.integers(0, 300), parts=st.integers(1, 9), seed=st.integers(0, 2**32 - 1))
@often
def test_vectors_are_summed_as_plainly(lexicon: Lexicon, n: int, parts: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = random.integers(0, lexicon.n_words + 1, n).astype(np.int32)
    weights, cuts = random.choice([0.0, 0.3, 2.7, 8.1], n) * random.random(n), np.linspace(0, n, parts + 1).astype(np.int64)
    assert lexicon.summed_vectors(rows, weights, cuts).tolist() == lexicon.summed_plainly(rows, weights, cuts).tolist()


def drawn_lemmas(random: np.random.Generator, n: int) -> tuple[Ints, Floats]:
    """Distinct lemmas in order, and their weights."""
    return np.sort(random.choice(LEMMAS, n, replace=False)).astype(np.int32), random.random(n) * 9


@needs_compiled
@given(n=st.integers(0, 600), m=st.integers(0, 40), turned=st.booleans(), seed=st.integers(0, 2**32 - 1))
@example(n=366, m=10, turned=False, seed=367)  # a cosine of .35 in 32 bits is under .35
@often
def test_what_is_alike_is_shared_as_plainly(*, n: int, m: int, turned: bool, seed: int) -> None:
    random = np.random.default_rng(seed)
    (other, other_weights), (one, one_weights) = (drawn_lemmas(random, k) for k in ((m, n) if turned else (n, m)))
    cosines = random.choice([-0.2, 0.0, 0.35, 0.6, 1.0], (len(other), len(one))) + random.normal(0, 0.01, (len(other), len(one)))
    given_ = cosines.astype(np.float32), other, one, other_weights, one_weights
    (found, shares), (plain, plain_shares) = alike_words(*given_), alike_plainly(*given_)
    assert found.tolist() == plain.tolist()
    assert shares.tolist() == plain_shares.tolist()


@needs_compiled
@given(rows=st.lists(st.integers(0, 2**31 - 1), max_size=60))
@often
def test_compiled_vectors_are_the_plain_ones(lexicon: Lexicon, rows: list[int]) -> None:
    assume(lexicon.vectors is not None)
    asked = (np.array(rows, np.int64) % (lexicon.n_words + 1)).astype(np.int32)
    found, plain = lexicon.unit_vectors(asked), lexicon.unit_vectors_plainly(asked)
    assert found.dtype == plain.dtype
    assert found.tobytes() == plain.tobytes()  # zeros of either sign too


@needs_compiled
@given(n=st.integers(0, 60), sentences=st.integers(1, 12), seed=st.integers(0, 2**32 - 1))
@often
def test_the_same_candidates_have_no_rivals(n: int, sentences: int, seed: int) -> None:
    """Drawn from few sentences and few cosines, so that equal ones, rows and gaps are met."""
    random = np.random.default_rng(seed)
    places = sorted({(int(i), int(j)) for i, j in random.integers(0, sentences, (n, 2))})
    rows = [(i, j, float(random.choice([0.12, 0.3, 0.31, 0.5, 0.9, 1.0]))) for i, j in places]
    found, plain = (kept(Candidates.of(rows)) for kept in (without_rivals, without_rivals_plainly))
    assert [column.tolist() for column in found] == [column.tolist() for column in plain]


def some_chains(candidates: Candidates, every: int, longest: int) -> list[list[Group]]:
    """Every so many candidates as a chain of one group, of up to so many sentences a side where they are free."""
    used: tuple[set[int], set[int]] = set(), set()
    chains = []
    for k, (i, j) in enumerate(zip(*(column.tolist() for column in candidates[:2]), strict=True)):
        suspects, references = range(i, i + 1 + k % longest), range(j, j + 1 + k // 2 % longest)
        if k % every == 0 and not (used[0] & {*suspects} or used[1] & {*references}):
            used[0].update(suspects)
            used[1].update(references)
            chains.append([Group(references.start, references.stop, suspects.start, suspects.stop)])
    return chains


@needs_compiled
@given(texts=pairs(), every=st.integers(1, 4))
@often
def test_the_same_sentences_are_left_over(lexicon: Lexicon, texts: tuple[str, str], every: int) -> None:
    pair = number_pair(read_text(texts[0]), read_text(texts[1]), lexicon)
    candidates = without_rivals(find_candidates_plainly(pair))
    chains = some_chains(candidates, every, 1)
    assert with_left_over(chains, candidates, pair) == with_left_over_plainly(chains, candidates, pair)
    assert find_torn(chains, candidates) == find_torn_plainly(chains, candidates)


@needs_compiled
@given(texts=pairs(), every=st.integers(1, 4), longest=st.integers(1, 3))
@often
def test_the_same_sentences_face_each_other(lexicon: Lexicon, texts: tuple[str, str], every: int, longest: int) -> None:
    pair = number_pair(read_text(texts[0]), read_text(texts[1]), lexicon)
    n_suspect, n_reference = pair.suspect.document.n_sentences, pair.reference.document.n_sentences
    found = some_chains(without_rivals(find_candidates_plainly(pair)), every, longest)
    chains = [[g] for (g,) in found if g.suspect_end <= n_suspect and g.reference_end <= n_reference]
    assert find_left_facing(chains, pair) == left_facing_plainly(chains, pair)
