"""The sentences of two documents in chains: those that the words of both tell, and those that are left over then."""

from app.align.groups import Group
from app.align.left_sentences import with_left_facing, with_left_over
from app.align.sentence_pairs import Candidates, best_chains, like_sentences, without_rivals
from app.sides import Pair


def pair_sentences(pair: Pair) -> list[list[Group]]:
    """Chains of sentence groups in the order of the suspect, of sentences as they stand; no sentence is in two.

    O(n log n) time for texts whose words repeat like prose: each sentence meets `n_candidates` partners.
    """
    return chain_sentences(like_sentences(pair), pair)


def chain_sentences(candidates: Candidates, pair: Pair) -> list[list[Group]]:
    """What `pair_sentences` returns, from who may be whose partner."""
    candidates = without_rivals(candidates)
    chains = with_left_over(best_chains(candidates, pair), candidates, pair)
    return with_left_facing(chains, pair)
