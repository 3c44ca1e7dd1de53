"""Passages laid out on tables are those that the plain functions make of objects."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.align import retellings
from app.align.chains import pair_sentences
from app.align.groups import Group
from app.align.passages import build_passages_plainly
from app.align.pieces import build_passages
from app.align.retellings import with_retellings
from app.align.sentence_ends import with_sentence_ends
from app.lexicon import Lexicon
from app.sides import Pair, number_pair
from app.text import read_text
from tests.golden.sides import read_paragraphs
from tests.property.composed_pairs import ARTICLES, paragraphs, partly_swapped
from tests.property.drawn_texts import pairs
from tests.twins import needs_compiled

often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def moved(draw: st.DrawFn) -> tuple[str, str]:
    """An article, and some of its paragraphs in another order with foreign ones between them, some cut in the middle."""
    own = read_paragraphs(draw(st.sampled_from(ARTICLES)))
    kept = draw(st.lists(st.sampled_from(own), max_size=6))
    cuts = draw(st.lists(st.integers(0, 400), min_size=len(kept), max_size=len(kept)))
    parts = [part[cut:] for part, cut in zip(kept, cuts, strict=True)] + draw(st.lists(paragraphs(), max_size=2))
    return "\n\n".join(own), draw(st.sampled_from(("\n\n", " "))).join(draw(st.permutations(parts)))


def are_laid_out_alike(chains: list[list[Group]], pair: Pair, retold: frozenset[Group]) -> None:
    found, swaps = build_passages([[*chain] for chain in chains], pair, retold)
    plain, plain_swaps = build_passages_plainly([[*chain] for chain in chains], pair, retold)
    assert [(p.reference, p.suspect) for p in found] == [(p.reference, p.suspect) for p in plain]
    assert [(p.pair_rows.tolist(), p.edit_rows.tolist()) for p in found] == [
        (p.pair_rows.reshape(-1, 6).tolist(), p.edit_rows.tolist()) for p in plain
    ]
    for column in ("spans", "kinds", "passages", "rows", "reference_rows", "suspect_rows", "relations"):
        assert getattr(swaps, column).tolist() == getattr(plain_swaps, column).tolist()


@needs_compiled
@given(texts=st.one_of(pairs(), moved(), partly_swapped()))
@often
def test_passages_are_laid_out_as_plainly(lexicon: Lexicon, texts: tuple[str, str]) -> None:
    pair = with_sentence_ends(number_pair(read_text(texts[0]), read_text(texts[1]), lexicon))
    if len(pair.reference) and len(pair.suspect):
        chains, retold = with_retellings(pair_sentences(pair), pair)
        are_laid_out_alike(chains, pair, retold)


@needs_compiled
@given(texts=moved(), cuts=st.lists(st.integers(1, 4), min_size=1, max_size=8), every=st.integers(1, 4))
@often
def test_any_chains_are_laid_out_as_plainly(lexicon: Lexicon, texts: tuple[str, str], cuts: list[int], every: int) -> None:
    """Groups of several sentences, with gaps between them, in chains that need not be likely; some of them retold."""
    pair = number_pair(read_text(texts[0]), read_text(texts[1]), lexicon)
    n, chain = min(pair.reference.document.n_sentences, pair.suspect.document.n_sentences), list[Group]()
    at = 0
    for k, size in enumerate(cuts):
        if at + size > n:
            break
        chain.append(Group(at, at + size, at + (size > 1 and k % 2), at + size))
        at += size + (k % 3 == 0)
    chains = [part for part in (chain[:3], chain[3:]) if part]
    are_laid_out_alike(chains, pair, frozenset(chain[::every]))


@needs_compiled
@given(texts=moved(), drawn=st.lists(st.tuples(*(st.integers(0, 12) for _ in range(4)), st.integers(0, 3)), max_size=8))
@often
def test_what_faces_each_other_is_found_as_plainly(
    lexicon: Lexicon, texts: tuple[str, str], drawn: list[tuple[int, ...]]
) -> None:
    pair = number_pair(read_text(texts[0]), read_text(texts[1]), lexicon)
    n_r, n_s = pair.reference.document.n_sentences, pair.suspect.document.n_sentences
    chains = [
        [Group(r, min(r + p, n_r), s, min(s + q, n_s)) for r, p, s, q, of in drawn if of == k and r <= n_r and s <= n_s]
        for k in range(4)
    ]
    assert list(retellings._facing_stretches(chains, pair)) == list(retellings.facing_plainly(chains, pair))
