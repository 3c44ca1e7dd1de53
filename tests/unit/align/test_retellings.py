"""What faces each other and is retold is found without a pair of like sentences; other news on the same subject is not."""

from app.align import align
from app.align.retellings import RETELLING_FEATURES, WEIGHTS, retelling_features
from app.align.sentence_groups import group_sentences
from app.align.sentence_pairs import Group
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


def test_there_is_a_weight_for_each_feature_and_an_intercept() -> None:
    assert len(WEIGHTS) == len(RETELLING_FEATURES) + 1


def test_a_stretch_without_words_that_say_something_is_like_nothing(lexicon: Lexicon) -> None:
    pair = pair_of("It was. He is.", "She had. They were.", lexicon)
    assert retelling_features(whole(pair), pair)[:6].tolist() == [0.0] * 6
