"""Who is whose partner where the order of sentences is lost: a sentence keeps the one that it knows best."""

from app.align import align
from app.align.chains import pair_sentences
from app.align.groups import Group
from app.align.left_sentences import with_left_facing
from app.align.sentence_pairs import Candidates, without_rivals
from app.align.sentence_parts import pair_with_parts
from app.lexicon import Lexicon
from app.sides import Pair, Side, number_pair
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


def test_what_found_its_own_partner_is_no_part_of_its_neighbour() -> None:
    """In a list in another order the neighbour's partner stands somewhere, and each has one."""
    found = _candidates((0, 3, 0.9), (0, 4, 0.3), (5, 4, 0.8))
    assert _places(without_rivals(found)) == [(0, 3), (5, 4)]


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


REST = (
    "Pilots grounded seventeen helicopters near Toulouse after a rotor blade cracked.",
    "Brewers harvested bitter hops across Bohemia in a wet September.",
    "A retired glazier restores lanterns for the lighthouse museum.",
)


def _chains(reference: str, suspect: str, lexicon: Lexicon) -> tuple[Pair, list[list[Group]]]:
    return pair_with_parts(_pair(reference, suspect, lexicon))


def _sentence(side: Side, start: int, end: int) -> str:
    bounds = side.document.bounds
    return " ".join(token.norm for token in side.document.tokens[bounds[start] : bounds[end]])


def test_a_sentence_of_which_the_parts_stand_apart_is_cut_between_them(lexicon: Lexicon) -> None:
    whole = "The harbour master closed both locks at dawn, and the canal company blamed a broken sluice gate for the flood."
    parts = "The harbour master shut both locks at dawn.", "The canal company blamed a damaged sluice gate for the flood."
    pair, chains = _chains(f"{whole} {' '.join(REST)}", f"{parts[1]} {' '.join(REST)} {parts[0]}", lexicon)
    found = {_sentence(pair.suspect, g[2], g[3]): _sentence(pair.reference, g[0], g[1]) for chain in chains for g in chain}
    assert found["the harbour master shut both locks at dawn"] == "the harbour master closed both locks at dawn"
    assert found["the canal company blamed a damaged sluice gate for the flood"].endswith(
        "blamed a broken sluice gate for the flood"
    )


def test_nothing_is_cut_where_most_sentences_stand_alone(lexicon: Lexicon) -> None:
    whole = "The harbour master closed both locks at dawn, and the canal company blamed a broken sluice gate for the flood."
    parts = "The harbour master shut both locks at dawn.", "The canal company blamed a damaged sluice gate for the flood."
    others = "Nurses voted for shorter night shifts.", "A comet will pass in June.", "Cheese prices doubled in Norway."
    pair = _pair(f"{whole} {' '.join(REST)}", f"{parts[1]} {' '.join(others)} {parts[0]}", lexicon)
    assert pair_with_parts(pair)[0] is pair


def test_a_sentence_that_only_shares_a_name_is_not_cut(lexicon: Lexicon) -> None:
    whole = "The harbour master closed both locks at dawn, as he had done in the year of the great flood."
    other = "The harbour master is fond of chess and of very old maps of the coast."
    pair = _pair(f"{whole} {' '.join(REST)}", f"{other} {' '.join(REST)} {whole}", lexicon)
    assert pair_with_parts(pair)[0] is pair


def test_what_is_left_on_both_sides_faces_each_other_by_its_places(lexicon: Lexicon) -> None:
    """Every rare word is another: only the places of the others tell."""
    one = "Like many victims, I felt like the clerk was fooling me all over again."
    other = "Like numerous sufferers, I believed like the official was deceiving me all over again."
    _, chains = _chains(f"{one} {' '.join(REST)}", f"{' '.join(reversed(REST))} {other}", lexicon)
    assert Group(0, 1, 3, 4) in [group for chain in chains for group in chain]


def test_sentences_of_another_length_do_not_face_each_other(lexicon: Lexicon) -> None:
    one, other = "I felt like the clerk was fooling me all over again.", "I was not there."
    _, chains = _chains(f"{one} {' '.join(REST)}", f"{' '.join(reversed(REST))} {other}", lexicon)
    assert {g.suspect_start for chain in chains for g in chain} == {0, 1, 2}


def test_a_free_sentence_takes_its_own_out_of_a_group_that_has_less_in_common_with_it(lexicon: Lexicon) -> None:
    pair = _pair(f"{REST[0]} {REST[1]} {REST[2]}", f"{REST[1]} {REST[2]} {REST[0]}", lexicon)
    chains = with_left_facing([[Group(0, 2, 0, 1)], [Group(2, 3, 1, 2)]], pair)
    assert [group for chain in chains for group in chain] == [Group(1, 2, 0, 1), Group(2, 3, 1, 2), Group(0, 1, 2, 3)]
