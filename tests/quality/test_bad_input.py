"""Whatever comes in, an answer comes out within seconds."""

import contextlib
import random

import pytest

from app.compiled import is_compiled
from app.detector import Comparison, Detector, Measured, NotMeasured
from app.errors import InputError
from app.lexicon import Lexicon
from app.report import build_report, report_json
from app.text import read_html, read_text
from tests.waiting import costs_at_most

# Seconds of processor time a case; each takes under 2 on our machines, the plain twins up to 45 (decision 0003). What grows
# with the square of a text's length would take hours.
LIMIT = 30.0 if is_compiled() else 600.0
N = 200_000  # characters


def answer(detector: Detector, reference: str, suspect: str) -> Comparison:
    with costs_at_most(LIMIT):
        comparison = detector.compare(read_text(reference), read_text(suspect))
        assert report_json(build_report(comparison))
    return comparison


def long_text(lexicon: Lexicon, seed: int) -> str:
    """Sentences of random words, a good third of them function words."""
    chance = random.Random(seed)
    words = [word for word in lexicon.words[:20_000] if word.isalpha()]
    words = chance.sample(words, len(words) // 2)
    sentences = []
    for _ in range(N // 60):
        drawn = [
            chance.choice("the of in to and a".split()) if chance.random() < 0.4 else chance.choice(words) for _ in range(14)
        ]
        sentences.append(" ".join(drawn).capitalize() + ".")
    return " ".join(sentences)[:N]


@pytest.mark.parametrize(
    "text",
    [
        "a" * N,
        "1" * N,
        "a-" * (N // 2),
        "a'" * (N // 2),
        "1." * (N // 2),
        "123 " * (N // 4),
        "!?.,;" * (N // 5),
        "." * N,
        '"' * N,
        "“" * N,
        "\n" * N,
        " " * N,
        "\0" * N,
        "\u200b" * N,
        "🎉" * N,
        "U.S. " * (N // 5),
    ],
    ids=["one-word", "one-number", "hyphens", "apostrophes", "points-in-number", "digits", "punctuation", "points", "quotes",
         "curly-quotes", "line-ends", "spaces", "nul", "zero-width", "emoji", "acronyms"],
)  # fmt: skip
def test_what_is_no_prose_is_not_measured(detector: Detector, sample_reference: str, text: str) -> None:
    for reference, suspect in ((text, text), (sample_reference, text), (text, sample_reference)):
        assert isinstance(answer(detector, reference, suspect), NotMeasured)


@pytest.mark.parametrize(
    "text",
    [
        "a " * N,
        "the of a " * (N // 9),
        "the\u200b man of " * (N // 12),
        "“the man of " * (N // 12),
        "‘the man’s of " * (N // 14),
        "The old man walked to the sea with his dog. " * (N // 44),
        "The old man of the sea had a dog.\n\n" * 30,
        "the … man " * (N // 10),
    ],
    ids=["one-letter-words", "no-points", "zero-width", "quotes", "british-quotes", "one-sentence", "thirty-times", "ellipses"],
)
def test_identical_texts_are_copied_without_substitutions(detector: Detector, text: str) -> None:
    comparison = answer(detector, text, text)
    assert isinstance(comparison, Measured)
    assert len(comparison.alignment.substitutions) == 0
    assert comparison.verdict.article.label == "copied"
    assert comparison.verdict.reuse["copied"] == pytest.approx(1.0)


def test_two_long_identical_texts_are_copied(detector: Detector) -> None:
    text = long_text(detector.lexicon, 1)
    comparison = answer(detector, text, text)
    assert isinstance(comparison, Measured)
    assert comparison.verdict.article.label == "copied"
    assert len(comparison.alignment.substitutions) == 0


def test_two_long_unrelated_texts_are_measured_and_independent(detector: Detector) -> None:
    comparison = answer(detector, long_text(detector.lexicon, 1), long_text(detector.lexicon, 2))
    assert isinstance(comparison, Measured)
    assert comparison.verdict.article.label == "independent"


def test_two_unrelated_articles_are_measured_and_independent(detector: Detector, sample_reference: str) -> None:
    other = (
        "My aunt keeps seven hens, and each of them is named after a Greek goddess. In summer they lay an egg a day; in winter "
        "they rest, as hens should. Nobody in our street buys eggs in a shop any more. The fox has come twice, and both times "
        "it was chased away by the oldest of the birds, who fears nothing but the rain."
    )
    comparison = answer(detector, sample_reference, other)
    assert isinstance(comparison, Measured)
    assert comparison.verdict.article.label == "independent"


@pytest.mark.parametrize("pair", [("the cat sat ", "the dog lay "), ("The cat sat on a mat. ", "The dog lay on a rug. ")])
def test_repeated_texts_with_other_words_get_an_answer(detector: Detector, pair: tuple[str, str]) -> None:
    reference, suspect = (text * (N // len(text)) for text in pair)
    assert isinstance(answer(detector, reference, suspect), Measured)


@pytest.mark.parametrize(
    "html",
    ["<div>" * 100_000, "<b>" * 66_000, "<p>x" * 50_000, "<" * N, "<!--" * 50_000, "&amp;" * 40_000, "<script>" * 25_000,
     "<a href='" * 20_000, "<p " + "a=1 " * 49_000 + ">x</p>", "<table><tr><td>" * 13_000, "<li>" * 50_000],
    ids=["divs", "bold", "paragraphs", "brackets", "comments", "entities", "scripts", "quotes", "attributes", "tables", "items"],
)  # fmt: skip
def test_hostile_markup_is_read_or_refused_in_time(html: str) -> None:
    with costs_at_most(LIMIT), contextlib.suppress(InputError):
        assert len(read_html(html).text) <= len(html)
