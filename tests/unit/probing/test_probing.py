"""The robustness check: what it swaps, what a disguise does, and that its figures are what the detector says."""

import re

import pytest

from app.detector import Detector
from app.errors import InputError
from app.probing import MOST_CHARACTERS, RATES, Evasion, Probe, probe_text
from app.probing.disguises import DISGUISES, half_of
from app.probing.synonyms import Synonyms
from app.probing.versions import Spinner, Version, written
from app.text import read_text
from app.verdict import Label


@pytest.fixture(scope="module")
def probed(detector: Detector, sample_reference: str) -> Probe:
    return probe_text(detector, sample_reference)


@pytest.fixture(scope="module")
def spinner(detector: Detector, sample_reference: str) -> Spinner:
    return Spinner(read_text(sample_reference), detector.lexicon)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def text_of(version: Version) -> str:
    return written(version)[0]


def test_every_rate_is_tried_in_every_disguise(probed: Probe) -> None:
    assert [(each.disguise, each.rate) for each in probed.trials] == [(d, rate) for d in Evasion for rate in RATES]


def test_an_article_that_is_not_spun_is_called_spun_in_no_disguise(probed: Probe) -> None:
    for each in probed.trials:
        if each.rate == 0:
            assert each.label is Label.COPIED
            assert each.n_swapped == each.n_found == 0


def test_half_of_the_words_swapped_is_seen_in_every_disguise(probed: Probe) -> None:
    for disguise in Evasion:
        last = probed.row(disguise)[-1]
        assert last.label is Label.SPUN, disguise
        assert last.n_found > 0.8 * last.n_swapped


def test_what_is_least_seen_is_where_the_verdict_is_spun_from_there_on(probed: Probe) -> None:
    seen = [each.rate for each in probed.row(Evasion.NONE) if each.label is Label.SPUN]
    assert probed.least_seen == seen[0]
    assert seen == list(RATES)[-len(seen) :]


def test_characters_that_hide_words_raise_an_alert(probed: Probe) -> None:
    for disguise in (Evasion.LOOK_ALIKES, Evasion.INVISIBLE):
        assert all(each.n_alerts for each in probed.row(disguise))


def test_the_same_article_is_probed_alike(detector: Detector, sample_reference: str, probed: Probe) -> None:
    assert probe_text(detector, sample_reference) == probed


def test_a_short_text_is_not_measured_and_says_why(detector: Detector) -> None:
    probed = probe_text(detector, "Too short to say.")
    assert probed.trials == ()
    assert probed.reason.startswith("the text is too short")
    assert probed.least_seen is None


def test_an_empty_text_is_not_measured(detector: Detector) -> None:
    assert probe_text(detector, "").reason


def test_a_text_over_the_limit_is_refused(detector: Detector) -> None:
    with pytest.raises(InputError, match="50,000"):
        probe_text(detector, "a" * (MOST_CHARACTERS + 1))


def test_nothing_swapped_leaves_every_word_where_it_was(spinner: Spinner, sample_reference: str) -> None:
    assert words(text_of(spinner.spun(0.0))) == words(sample_reference)


def test_a_higher_rate_swaps_what_a_lower_one_swaps_and_more(spinner: Spinner) -> None:
    original, few, many = (words(text_of(spinner.spun(rate))) for rate in (0.0, 0.2, 0.5))
    assert len(original) == len(few) == len(many)
    changed = [k for k, (one, other) in enumerate(zip(original, few, strict=True)) if one != other]
    assert len(changed) == round(0.2 * spinner.n_swappable)
    assert all(few[k] == many[k] for k in changed)


def test_the_places_of_swaps_are_where_they_stand(spinner: Spinner) -> None:
    original = words(text_of(spinner.spun(0.0)))
    text, swaps = written(spinner.spun(0.35))
    spun = words(text)
    assert [text[span.start : span.end] for span in swaps] == [
        one for one, other in zip(spun, original, strict=True) if one != other
    ]


@pytest.mark.parametrize(("word", "synonym"), [("said", "stated"), ("began", "started"), ("quickly", "rapidly")])
def test_a_synonym_has_the_form_of_its_word(detector: Detector, word: str, synonym: str) -> None:
    lexicon = detector.lexicon
    found = Synonyms(lexicon).of(lexicon.index[word])
    assert found
    assert {int(lexicon.fine_tag[lexicon.index[each]]) for each in found} == {int(lexicon.fine_tag[lexicon.index[word]])}
    assert synonym in found or len(found) == 4


@pytest.mark.parametrize("word", ["the", "of", "three", "london", "he"])
def test_grammar_numbers_and_names_have_no_synonym(detector: Detector, word: str) -> None:
    lexicon = detector.lexicon
    assert Synonyms(lexicon).of(lexicon.index[word]) == ()


def test_sentences_that_change_places_are_still_all_there(spinner: Spinner) -> None:
    before, after = spinner.spun(0.0), DISGUISES[Evasion.SHUFFLED](spinner.spun(0.0))
    assert sorted(words(text_of(before))) == sorted(words(text_of(after)))
    assert before != after


def test_without_paragraphs_there_is_one(spinner: Spinner) -> None:
    assert text_of(DISGUISES[Evasion.RUN_TOGETHER](spinner.spun(0.0))).strip().count("\n\n") < 3


def test_of_a_half_spun_article_the_end_is_as_it_was(spinner: Spinner) -> None:
    original = text_of(spinner.spun(0.0))
    half = text_of(half_of(spinner.spun(0.5), spinner.spun(0.0)))
    tail = len(original) // 3
    assert half[-tail:] == original[-tail:]
    assert half != original
