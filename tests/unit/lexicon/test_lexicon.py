"""What the committed packs know, and what the lexicon promises about rows, relations, association and similarity."""

import math
from pathlib import Path

import numpy as np
import pytest

from app.lexicon import Lexicon, PartOfSpeech, Relation

PACKS = Path(__file__).parents[3] / "data" / "lexicon"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(PACKS)


def lemma_of(lexicon: Lexicon, form: str) -> str:
    return lexicon.words[int(lexicon.lemma[lexicon.index[form]])]


def related(lexicon: Lexicon, pair: str) -> Relation:
    one, two = pair.split("/")
    return Relation(int(lexicon.relations(lexicon.rows([one]), lexicon.rows([two]))[0]))


def association(lexicon: Lexicon, pair: str) -> float:
    one, two = pair.split("/")
    return float(lexicon.association(lexicon.rows([one]), lexicon.rows([two]))[0])


def test_rows_and_words_are_inverse(lexicon: Lexicon) -> None:
    sample = [*lexicon.words[:1000], *lexicon.words[-1000:]]
    assert [lexicon.words[row] for row in lexicon.rows(sample)] == sample


def test_every_column_has_a_row_for_the_unknown_word(lexicon: Lexicon) -> None:
    columns = (lexicon.log_frequency, lexicon.lemma, lexicon.part_of_speech, lexicon.main_part, lexicon.fine_tag)
    assert {len(column) for column in columns} == {lexicon.n_words + 1}


def test_an_unknown_word_has_the_last_row_and_no_word_class(lexicon: Lexicon) -> None:
    (row,) = lexicon.rows(["xqzzyv"])
    assert row == lexicon.n_words
    assert lexicon.part_of_speech[row] == lexicon.main_part[row] == lexicon.fine_tag[row] == 0


def test_the_unknown_word_is_the_least_frequent(lexicon: Lexicon) -> None:
    assert lexicon.log_frequency[-1] < lexicon.log_frequency[:-1].min()


def test_no_words_have_no_rows(lexicon: Lexicon) -> None:
    nothing = lexicon.rows([])
    assert lexicon.relations(nothing, nothing).shape == lexicon.association(nothing, nothing).shape == (0,)
    assert lexicon.similarity(nothing, nothing).shape == (0,)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("emphasized", "emphasize"),
        ("children", "child"),
        ("bigger", "big"),
        ("better", "better"),
        ("went", "go"),
        ("rose", "rise"),
        ("tehran's", "tehran"),
        ("tweeted", "tweet"),
        ("was", "be"),
        ("number", "number"),
        ("police", "police"),
        ("this", "this"),
    ],
)
def test_a_form_has_its_lemma(lexicon: Lexicon, form: str, lemma: str) -> None:
    assert lemma_of(lexicon, form) == lemma


def test_a_lemma_is_its_own_lemma(lexicon: Lexicon) -> None:
    assert np.array_equal(lexicon.lemma[lexicon.lemma], lexicon.lemma)


@pytest.mark.parametrize(
    ("word", "part", "tag"),
    [
        ("government", PartOfSpeech.NOUN, "NN"),
        ("reports", PartOfSpeech.NOUN, "NNS"),
        ("said", PartOfSpeech.VERB, "VBD"),
        ("foreign", PartOfSpeech.ADJECTIVE, "JJ"),
        ("quickly", PartOfSpeech.ADVERB, "RB"),
        ("however", PartOfSpeech.FUNCTION, "RB"),
        ("seven", PartOfSpeech.NUMBER, "CD"),
        ("tehran", PartOfSpeech.NAME, "NNP"),
    ],
)
def test_a_word_has_its_commonest_part_of_speech(lexicon: Lexicon, word: str, part: PartOfSpeech, tag: str) -> None:
    row = lexicon.index[word]
    assert lexicon.main_part[row] == part
    assert lexicon.tagset[lexicon.fine_tag[row]] == tag


def test_the_main_part_is_one_of_the_plausible_ones(lexicon: Lexicon) -> None:
    assert np.array_equal(lexicon.part_of_speech & lexicon.main_part, lexicon.main_part)


def test_report_can_be_noun_and_verb(lexicon: Lexicon) -> None:
    parts = PartOfSpeech(int(lexicon.part_of_speech[lexicon.index["report"]]))
    assert PartOfSpeech.NOUN in parts
    assert PartOfSpeech.VERB in parts


def test_connectives_are_closed_class_and_nouns_are_not(lexicon: Lexicon) -> None:
    assert lexicon.is_function[lexicon.rows(["the", "however", "whereas", "therefore", "didn't"])].all()
    assert not lexicon.is_function[lexicon.rows(["minister", "leading", "xqzzyv"])].any()


@pytest.mark.parametrize(
    ("pair", "relation"),
    [
        ("emphasizing/emphasized", Relation.SAME_LEMMA),
        ("nation/national", Relation.SAME_STEM),
        ("buildings/edifices", Relation.SYNSET),
        ("killed/murdered", Relation.NEAR),
        ("leading/main", Relation.THESAURUS),
        ("rose/fell", Relation.ANTONYM),
        ("able/unable", Relation.ANTONYM),
        ("programmes/programs", Relation.SPELLING),
        ("emphasised/emphasized", Relation.SPELLING),
        ("centre/center", Relation.SPELLING),
        ("towards/toward", Relation.SPELLING),
        ("two/2", Relation.NUMBER_FORM),
        ("first/1st", Relation.NUMBER_FORM),
        ("percent/%", Relation.NUMBER_FORM),
        ("million/m", Relation.NUMBER_FORM),
        ("but/however", Relation.FUNCTION_SWAP),
        ("while/whereas", Relation.FUNCTION_SWAP),
        ("via/through", Relation.FUNCTION_SWAP),
    ],
)
def test_two_words_are_related_in_both_directions(lexicon: Lexicon, pair: str, relation: Relation) -> None:
    one, two = pair.split("/")
    assert relation in related(lexicon, pair)
    assert related(lexicon, pair) == related(lexicon, f"{two}/{one}")


def test_relatives_of_two_sets_of_rows_are_the_pairs_that_are_related(lexicon: Lexicon) -> None:
    words = ["buildings", "building", "edifice", "edifices", "murder", "kill", "ferry", "main", "leading"]
    rows = lexicon.rows(words)
    left, right = np.zeros(lexicon.n_words + 1, np.uint8), np.zeros(lexicon.n_words + 1, np.uint8)
    left[rows[:5]] = right[rows[4:]] = 1
    right[rows[2]] = 1
    found = zip(*(column.tolist() for column in lexicon.relatives(left, right)), strict=True)
    named = {(lexicon.words[one], lexicon.words[other]): Relation(kinds) for one, other, kinds in found}
    assert {("building", "edifice"), ("murder", "kill")} <= named.keys()
    assert all(one in words[:5] and other in (*words[4:], "edifice") for one, other in named)
    for (one, other), kinds in named.items():
        assert kinds in related(lexicon, f"{one}/{other}")


def test_mistrust_and_distrust_have_different_stems(lexicon: Lexicon) -> None:
    assert Relation.SAME_STEM not in related(lexicon, "mistrust/distrust")


def test_news_is_no_form_of_new(lexicon: Lexicon) -> None:
    assert related(lexicon, "news/new") == Relation(0)


def test_an_unknown_word_is_related_to_nothing_not_even_itself(lexicon: Lexicon) -> None:
    assert related(lexicon, "xqzzyv/xqzzyv") == Relation(0)
    assert related(lexicon, "xqzzyv/the") == Relation(0)


def test_random_words_are_seldom_related(lexicon: Lexicon) -> None:
    random = np.random.default_rng(7)
    left, right = random.integers(0, 20_000, (2, 5000)).astype(np.int32)
    assert np.mean(lexicon.relations(left, right) != 0) < 0.01


def test_relations_of_many_pairs_are_those_of_each_pair(lexicon: Lexicon) -> None:
    pairs = ["rose/fell", "two/2", "lives/life", "meeting/gatherings", "xqzzyv/the", "left/departed"]
    left = lexicon.rows([pair.split("/")[0] for pair in pairs])
    right = lexicon.rows([pair.split("/")[1] for pair in pairs])
    assert lexicon.relations(left, right).tolist() == [int(related(lexicon, pair)) for pair in pairs]


def test_a_form_with_two_headwords_is_related_through_both(lexicon: Lexicon) -> None:
    assert Relation.THESAURUS in related(lexicon, "meeting/gatherings")
    assert Relation.SAME_LEMMA in related(lexicon, "lives/live")


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("take place", "take place"),
        ("came about", "come about"),
        ("due to", "due to"),
        ("points of views", "point of view"),
        ("points edifice", ""),
    ],
)
def test_a_phrase_is_found_as_written_or_by_its_lemmas(lexicon: Lexicon, words: str, entry: str) -> None:
    row = lexicon.phrase_row(words.split())
    assert (lexicon.words[row] if row < lexicon.n_words else "") == entry


def test_an_empty_phrase_is_unknown(lexicon: Lexicon) -> None:
    assert lexicon.phrase_row([]) == lexicon.n_words


def test_a_phrase_is_related_to_a_word(lexicon: Lexicon) -> None:
    assert Relation.FUNCTION_SWAP in related(lexicon, "because/due to")
    assert Relation.SYNSET in related(lexicon, "happened/come about")


def test_words_that_go_together_are_associated_and_others_are_not(lexicon: Lexicon) -> None:
    assert association(lexicon, "prime/minister") > 5
    assert association(lexicon, "foreign/minister") > 3 > association(lexicon, "overseas/minister")
    assert association(lexicon, "the/of") < -5


def test_an_unknown_word_has_no_association(lexicon: Lexicon) -> None:
    assert association(lexicon, "xqzzyv/the") == association(lexicon, "the/xqzzyv") == 0


def test_two_rare_words_never_seen_together_are_nearly_neutral(lexicon: Lexicon) -> None:
    assert math.isclose(association(lexicon, "edifice/numb"), 0, abs_tol=0.1)


def test_a_figure_and_an_abbreviation_have_neighbours(lexicon: Lexicon) -> None:
    assert association(lexicon, "20/percent") > 2
    assert association(lexicon, "u.s./government") > 1


def test_a_bigram_never_seen_has_no_count(lexicon: Lexicon) -> None:
    left, right = lexicon.rows(["of", "edifice", "xqzzyv"]), lexicon.rows(["the", "numb", "the"])
    counts = lexicon.bigram_log_count(left, right)
    assert counts[0] > 10
    assert counts[1:].tolist() == [0, 0]


def test_police_is_more_like_cops_than_like_tables(lexicon: Lexicon) -> None:
    assert lexicon.has_vectors
    left, right = lexicon.rows(["police", "police", "police"]), lexicon.rows(["police", "cops", "tables"])
    same, near, far = lexicon.similarity(left, right)
    assert same == pytest.approx(1, abs=1e-5)
    assert same > near > far


def test_a_word_without_a_vector_has_no_similarity(lexicon: Lexicon) -> None:
    assert np.isnan(lexicon.similarity(lexicon.rows(["xqzzyv", "police"]), lexicon.rows(["police", "xqzzyv"]))).all()
