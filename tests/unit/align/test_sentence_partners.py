"""Who is whose partner where the order of sentences is lost: a sentence keeps the one that it knows best."""

from app.align import align
from app.align.sentence_pairs import Candidates, pair_sentences, without_rivals
from app.lexicon import Lexicon
from app.sides import Pair, number_pair
from app.text import read_text


def _candidates(*rows: tuple[int, int, float]) -> Candidates:
    return Candidates.of(list(rows))


def _places(candidates: Candidates) -> list[tuple[int, int]]:
    return list(zip(candidates.suspect.tolist(), candidates.reference.tolist(), strict=True))


def test_a_run_of_chance_does_not_part_two_sentences_that_have_found_each_other() -> None:
    kept = without_rivals(_candidates((0, 0, 0.3), (0, 7, 0.5), (1, 1, 0.3), (1, 4, 0.5)))
    assert _places(kept) == [(0, 7), (1, 4)]


def test_a_part_beside_the_partner_stays_and_so_does_one_as_like() -> None:
    parts = _candidates((0, 3, 0.9), (0, 4, 0.2), (1, 7, 0.5), (1, 9, 0.45))
    assert _places(without_rivals(parts)) == _places(parts)


def test_all_parts_that_a_sentence_was_split_into_stay_with_it() -> None:
    split = _candidates((0, 3, 0.2), (1, 3, 0.15), (2, 3, 0.4), (3, 3, 0.9), (5, 3, 0.4))
    assert _places(without_rivals(split)) == _places(split)[:4]


def test_a_sentence_that_found_nobody_keeps_all_it_has() -> None:
    rows = _candidates((0, 3, 0.9), (1, 3, 0.5), (1, 6, 0.2))
    assert (1, 6) in _places(without_rivals(rows))


def test_no_candidates_have_no_rivals() -> None:
    assert not len(without_rivals(_candidates()).suspect)


def _pair(reference: str, suspect: str, lexicon: Lexicon) -> Pair:
    return number_pair(read_text(reference), read_text(suspect), lexicon)


def test_a_sentence_without_rare_words_is_found_by_its_wording(lexicon: Lexicon) -> None:
    one = "We did not know at all what was going to be said about it."
    other = "We did not guess at all what was going to be told about it."
    rest = "Pilots grounded seventeen helicopters near Toulouse.", "Brewers harvested bitter hops across Bohemia."
    pair = _pair(f"{one} {rest[0]} {rest[1]}", f"{rest[1]} {rest[0]} {other}", lexicon)
    assert {(g.reference_start, g.suspect_start) for chain in pair_sentences(pair) for g in chain} == {(0, 2), (1, 1), (2, 0)}


def test_sentences_in_another_order_find_their_own(lexicon: Lexicon) -> None:
    sentences = [
        "The council will close the harbour bridge for nine weeks to repair its cables.",
        "Drivers should take the tunnel while engineers replace the bridge bearings.",
        "A ferry will carry cyclists from the old harbour to the market every hour.",
        "Shops near the harbour fear that the council has forgotten their customers.",
        "Engineers found the first broken cables when they painted the towers.",
        "The market will open an hour later while the tunnel carries more drivers.",
    ]
    order = (3, 0, 5, 2, 4, 1)
    pair = _pair(" ".join(sentences), " ".join(sentences[k] for k in order), lexicon)
    assert align(pair).pair is pair
    assert {(g.suspect_start, g.reference_start) for chain in pair_sentences(pair) for g in chain} == set(enumerate(order))
