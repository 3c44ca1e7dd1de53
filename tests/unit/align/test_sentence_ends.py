"""Sentence ends that a text has lost are taken over from the other one."""

import re
from collections.abc import Callable

import pytest

from app.align import align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

TEXT = (
    "The ferry to the island was late on Monday. Its captain had overslept, and nobody had a key to the bridge. "
    "Passengers waited on the quay with their dogs and their bicycles. A baker from the village sold buns from a basket. "
    "At noon a fisherman offered to tow the vessel with his trawler. The harbour master refused and called the police. "
    "An officer climbed through a window and found the captain asleep. He apologised to everybody and started the engine. "
    "The first crossing of the day ended at three in the afternoon. The company promised to return the fares."
)
SWAPPED = (
    ("late", "tardy"), ("key", "opener"), ("waited", "lingered"), ("village", "hamlet"), ("offered", "proposed"),
    ("refused", "declined"), ("window", "casement"), ("started", "commenced"), ("promised", "pledged"), ("return", "refund"),
)  # fmt: skip


def spun() -> str:
    text = TEXT
    for word, other in SWAPPED:
        text = text.replace(f" {word} ", f" {other} ").replace(f" {word}.", f" {other}.")
    return text


LOST: dict[str, Callable[[str], str]] = {
    "no stops": lambda text: re.sub(r"[.,]", "", text),
    "lower case without stops": lambda text: re.sub(r"[.,]", "", text).lower(),
    "glued": lambda text: text.replace(". ", "."),
    "one block of semicolons": lambda text: text.replace(".", ";"),
    "a line of a few words a paragraph": lambda text: re.sub(r"((?:\S+ ){5})", r"\1\n\n", text),
}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("side", ["suspect", "reference"])
def test_a_text_without_its_sentence_ends_is_aligned_as_its_clean_twin(lexicon: Lexicon, lost: str, side: str) -> None:
    change = LOST[lost]
    texts = (TEXT, change(spun())) if side == "suspect" else (change(TEXT), spun())
    clean = align(number_pair(read_text(TEXT), read_text(spun()), lexicon))
    found = align(number_pair(read_text(texts[0]), read_text(texts[1]), lexicon))
    assert sum(len(p.suspect) for p in found.passages) >= 0.95 * sum(len(p.suspect) for p in clean.passages)
    assert len(set(clean.patterns) & set(found.patterns)) >= 0.95 * len(set(clean.patterns))


def test_the_ends_are_where_they_were_though_words_beside_them_were_swapped(lexicon: Lexicon) -> None:
    text = spun().replace("Its captain", "The skipper").replace("bridge.", "gangway.").replace("asleep.", "slumbering.")
    clean, lost = read_text(text), read_text(LOST["lower case without stops"](text))
    found = align(number_pair(read_text(TEXT), lost, lexicon))
    assert found.suspect.bounds.tolist() == clean.bounds.tolist()


def test_texts_with_their_sentence_ends_keep_them(lexicon: Lexicon) -> None:
    reference, suspect = read_text(TEXT), read_text(spun())
    found = align(number_pair(reference, suspect, lexicon))
    assert (found.reference, found.suspect) == (reference, suspect)


@pytest.mark.parametrize("text", ["hens " * 300, TEXT.replace(".", "") * 3, "a"])
def test_sentences_cover_all_words_in_order_whatever_the_text(lexicon: Lexicon, text: str) -> None:
    for pair in ((TEXT, text), (text, TEXT)):
        found = align(number_pair(read_text(pair[0]), read_text(pair[1]), lexicon))
        for document in (found.reference, found.suspect):
            bounds = document.bounds.tolist()
            assert bounds[0] == 0
            assert bounds[-1] == len(document)
            assert bounds == sorted(set(bounds))
            assert len(document.blocks) == len(bounds) - 1
