"""Which names and figures of a suspect its reference holds nowhere."""

import pytest

from app.features import OwnFacts
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Span, read_text

REFERENCE = (
    "The council of Oxford paid 4,500 pounds for the old mill on Tuesday, and Mayor Ida Wilson opened its doors to visitors."
)
WIDER = f"{REFERENCE} The bridge of Cambridge will follow on Friday, said Robert Murray, who leads the works with 17 masons."


def found(lexicon: Lexicon, suspect: str, reference: str = REFERENCE) -> OwnFacts:
    return OwnFacts.of(number_pair(read_text(reference), read_text(suspect), lexicon))


def own_words(lexicon: Lexicon, suspect: str) -> list[str]:
    document, counts = read_text(suspect), found(lexicon, suspect).own
    return [document.spelling[k] for k in range(len(document)) if counts[k + 1] > counts[k]]


def test_a_retelling_has_no_facts_of_its_own(lexicon: Lexicon) -> None:
    retold = (
        "Visitors came in when Mayor Ida Wilson opened the old mill, which on Tuesday cost the council of Oxford 4,500 pounds."
    )
    assert own_words(lexicon, retold) == []


def test_what_only_the_suspect_names_is_its_own(lexicon: Lexicon) -> None:
    assert own_words(lexicon, WIDER) == ["cambridge", "friday", "robert", "murray", "17"]


def test_a_fact_counts_once(lexicon: Lexicon) -> None:
    assert own_words(lexicon, f"{WIDER} In Cambridge they wait for Robert Murray.").count("cambridge") == 1


def test_a_word_that_the_lexicon_lacks_is_no_fact_of_its_own(lexicon: Lexicon) -> None:
    assert own_words(lexicon, REFERENCE.replace("Oxford", "Oxfrodd")) == []


@pytest.mark.parametrize("suspect", ["", "Nothing is told of anybody here, nor of any place or day."])
def test_a_text_without_facts_has_none_of_its_own(lexicon: Lexicon, suspect: str) -> None:
    counts = found(lexicon, suspect)
    assert counts.rates(Span(0, len(counts.own) - 1)) == (0.0, 0.0)


def test_rates_are_those_of_the_stretch(lexicon: Lexicon) -> None:
    counts = found(lexicon, WIDER)
    n, kept = len(counts.own) - 1, len(read_text(REFERENCE))
    assert counts.rates(Span(0, kept))[1] == 0.0
    assert counts.rates(Span(kept, n))[1] == pytest.approx(5 / (n - kept))
