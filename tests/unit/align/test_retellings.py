"""What faces each other and is retold is found without a pair of like sentences; other news on the same subject is not."""

import itertools

import numpy as np

from app.align import RETELLING_FEATURES, align, retelling_features
from app.align.chains import pair_sentences
from app.align.groups import Group
from app.align.retellings import WEIGHTS, retelling_network, with_retellings
from app.align.sentence_groups import group_sentences
from app.lexicon import Lexicon
from app.sides import Pair, number_pair
from app.text import read_text

TOLD = (
    "The ferry to the island was late on Monday. Its captain had overslept, and nobody had a key to the bridge. "
    "A baker from the village sold buns from a basket. At noon a fisherman offered to tow the vessel with his trawler."
)
RETOLD = (
    "Monday's boat out to the isle ran behind schedule. Because the skipper slept in and no key could be found, the bridge "
    "stayed locked. Buns were sold out of baskets by a village baker. Around midday some fisherman proposed that his trawler "
    "pull the ship."
)
OTHER = (
    "A storm closed the road to the valley for two days. The mayor thanked the firemen who had carried the old people out. "
    "Schools will open again when the heating works. Insurance companies expect a bill of several millions."
)


def pair_of(reference: str, suspect: str, lexicon: Lexicon) -> Pair:
    return number_pair(read_text(reference), read_text(suspect), lexicon)


def whole(pair: Pair) -> Group:
    return Group(0, pair.reference.document.n_sentences, 0, pair.suspect.document.n_sentences)


def covered(pair: Pair) -> float:
    return sum(len(p.suspect) for p in align(pair).passages) / len(pair.suspect)


def test_a_text_with_every_sentence_rewritten_is_found(lexicon: Lexicon) -> None:
    assert covered(pair_of(TOLD, RETOLD, lexicon)) >= 0.75


def test_another_story_is_not(lexicon: Lexicon) -> None:
    assert covered(pair_of(TOLD, OTHER, lexicon)) == 0.0


def test_sentences_that_tell_the_same_are_grouped_in_order(lexicon: Lexicon) -> None:
    pair = pair_of(TOLD, RETOLD, lexicon)
    found = group_sentences(whole(pair), pair)
    assert [(g.reference_start, g.suspect_start) for g in found] == sorted((g.reference_start, g.suspect_start) for g in found)
    assert {(g.reference_start, g.suspect_start) for g in found} >= {(1, 1), (3, 3)}


def test_nothing_is_grouped_with_what_shares_nothing(lexicon: Lexicon) -> None:
    pair = pair_of("Hens lay eggs. Cows give milk.", "Snow falls. Trains stop.", lexicon)
    assert group_sentences(whole(pair), pair) == []


def test_a_text_is_like_itself_in_every_respect(lexicon: Lexicon) -> None:
    pair = pair_of(TOLD, TOLD, lexicon)
    values = dict(zip(RETELLING_FEATURES, retelling_features(whole(pair), pair), strict=True))
    assert {name: round(float(values[name]), 9) for name in RETELLING_FEATURES[:6]} == dict.fromkeys(RETELLING_FEATURES[:6], 1.0)
    assert values["ratio"] == 0.0


def test_the_network_takes_every_feature_and_the_weights_the_first_ones() -> None:
    assert len(retelling_network().weights[0]) == len(RETELLING_FEATURES)
    assert len(WEIGHTS) <= len(RETELLING_FEATURES)


def test_a_retelling_in_another_order_is_less_likely(lexicon: Lexicon) -> None:
    sentences = RETOLD.split(". ")
    turned = ". ".join(sentences[2:] + sentences[:2])
    odds = [
        retelling_network().odds(retelling_features(whole(pair), pair))
        for pair in (pair_of(TOLD, RETOLD, lexicon), pair_of(TOLD, turned, lexicon))
    ]
    assert odds[0] > odds[1]


def test_a_retelling_takes_the_place_of_pairs_by_a_common_word(lexicon: Lexicon) -> None:
    pair = pair_of(TOLD, RETOLD.replace("fisherman", "trawlerman from the bridge"), lexicon)
    chains, retold = with_retellings(pair_sentences(pair), pair)
    groups = sorted(group for chain in chains for group in chain)
    assert retold
    assert retold <= set(groups)
    for one, other in itertools.pairwise(groups):
        assert one.suspect_end <= other.suspect_start
        assert one.reference_end <= other.reference_start


def test_a_stretch_without_words_that_say_something_is_like_nothing(lexicon: Lexicon) -> None:
    pair = pair_of("It was. He is.", "She had. They were.", lexicon)
    values = retelling_features(whole(pair), pair)
    assert values[:6].tolist() == [0.0] * 6
    assert np.isfinite(values).all()
