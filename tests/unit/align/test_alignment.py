"""Which passages are found, and which units a person would name."""

import itertools

import pytest

from app.align import Alignment, Edit, Kind, Op, align
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import Span, read_text

BRIDGE = "The old bridge over the Tamber was closed on Friday after divers found cracks in two of its pillars."
FERRY = "A ferry will carry commuters across the river every ten minutes until the repairs are finished."
BAKER = "Bakers in the upper town fear that fewer customers will climb the hill while the detour lasts."
SCHOOL = "Pupils of the grammar school, meanwhile, have been promised a free bus along the northern bank."
PARAGRAPHS = (f"{BRIDGE} {FERRY}", f"{BAKER} {SCHOOL}")


def aligned(lexicon: Lexicon, reference: str, suspect: str) -> Alignment:
    return align(number_pair(read_text(reference), read_text(suspect), lexicon))


def ledger(lexicon: Lexicon, reference: str, suspect: str) -> list[tuple[str, str, str]]:
    alignment = aligned(lexicon, reference, suspect)
    swaps = alignment.substitutions
    return [(*pattern, str(swaps[k].kind)) for k, pattern in enumerate(alignment.patterns)]


@pytest.mark.parametrize(
    ("frame", "old", "new"),
    [
        ("The {} Minister opened the new bridge on Monday.", "Foreign", "Overseas"),
        ("The farm grows crops {} barley and oats.", "such as", "reminiscent of"),
        ("The meeting {} in the old town hall.", "took place", "came about"),
        ("The council bought {} buses for the school.", "two", "2"),
        ("They reached the harbour {} a narrow canal.", "through", "by means of"),
        ("The team finished the season {} a defeat at home.", "without", "with out"),
        ("The mayor invited {} farmers to the market.", "some", "a few"),
        ("The houses {} sold to a developer in spring.", "were", "had been"),
        ("{}, the museum opened its doors to visitors.", "Today", "As we speak"),
        ("The library was quiet {} the street was loud.", "but", "however"),
    ],
)
def test_one_swap_is_one_unit(lexicon: Lexicon, frame: str, old: str, new: str) -> None:
    lines = ledger(lexicon, frame.format(old), frame.format(new))
    assert [line[:2] for line in lines] == [(old.lower(), new.lower())]


def test_two_swaps_side_by_side_are_two_units(lexicon: Lexicon) -> None:
    lines = ledger(
        lexicon,
        f"The leading newspaper praised the brave doctors. {BRIDGE}",
        f"The main journal praised the courageous physicians. {BRIDGE}",
    )
    assert [line[:2] for line in lines] == [
        ("leading", "main"),
        ("newspaper", "journal"),
        ("brave", "courageous"),
        ("doctors", "physicians"),
    ]


@pytest.mark.parametrize(
    ("word", "other", "kind"),
    [
        ("programme", "program", Kind.SPELLING),
        ("centre", "center", Kind.SPELLING),
        ("seven", "7", Kind.NUMBER_FORMAT),
        ("first", "1st", Kind.NUMBER_FORMAT),
        ("40,000", "50,000", Kind.NUMBER_CHANGED),
        ("seven", "nine", Kind.NUMBER_CHANGED),
        ("government", "govermnent", Kind.MISSPELLING),
        ("president", "precedent", Kind.SOUND_ALIKE),
        ("whether", "weather", Kind.SOUND_ALIKE),
        ("council", "counsel", Kind.SOUND_ALIKE),
        ("would", "wood", Kind.SOUND_ALIKE),
        ("won", "one", Kind.SOUND_ALIKE),
        ("two", "to", Kind.SOUND_ALIKE),
        ("our", "are", Kind.SOUND_ALIKE),
        ("seen", "scene", Kind.SOUND_ALIKE),
        ("57", "fiftyseven", Kind.NUMBER_FORMAT),
        ("53", "fifty-three", Kind.NUMBER_FORMAT),
        ("20-point", "twentypoint", Kind.NUMBER_FORMAT),
        ("12-point", "twelve-point", Kind.NUMBER_FORMAT),
        ("three-year-old", "3yearold", Kind.NUMBER_FORMAT),
        ("20-point", "thirty-point", Kind.NUMBER_CHANGED),
        ("fifty-two-year-old", "61-year-old", Kind.NUMBER_CHANGED),
        ("two-storey", "three-storey", Kind.NUMBER_CHANGED),
        ("Environmental Protection Agency", "EPA", Kind.ABBREVIATION),
        ("GOP", "Republican Party", Kind.HOUSE_STYLE),
        ("Halloran", "3", Kind.NAME_CHANGED),
        ("Halloran", "name", Kind.NAME_CHANGED),
        ("Ines Halloran", "XXX", Kind.NAME_CHANGED),
        ("name", "Halloran", Kind.NAME_CHANGED),
        ("Pence", "P", Kind.ABBREVIATION),
        ("Ines", "I", Kind.ABBREVIATION),
        ("lawmakers", "law makers", Kind.SPLIT_WORD),
        ("law", "laiv", Kind.MISSPELLING),
        ("follow", "folloiv", Kind.MISSPELLING),
        ("of", "ot", Kind.MISSPELLING),
        ("in", "iu", Kind.MISSPELLING),
        ("lot", "lof", Kind.MISSPELLING),
        ("record", "recordHalloran", Kind.MISSPELLING),
        ("roses", "churchroses", Kind.MISSPELLING),
        ("option", "00:36", Kind.NUMBER_CHANGED),
        ("the", "01:28", Kind.NUMBER_CHANGED),
        ("officials", "off ishals", Kind.MISSPELLING),
        ("windscreen", "windshield", Kind.HOUSE_STYLE),
        ("colleges", "colleges48,49", Kind.SPLIT_WORD),
        ("Leeds", "Bristol", Kind.NAME_CHANGED),
        ("Republicans", "Democrats", Kind.NAME_CHANGED),
        ("rose", "fell", Kind.OPPOSITE),
        ("plants", "planted", Kind.INFLECTION),
        ("however", "but", Kind.FUNCTION_WORD),
        ("some", "a few", Kind.FUNCTION_WORD),
        ("without", "with out", Kind.SPLIT_WORD),
        ("everyday", "every day", Kind.SPLIT_WORD),
        ("large", "big", Kind.SYNONYM),
        ("buildings", "edifices", Kind.SYNONYM),
        ("engineer", "xylophone", Kind.OTHER),
        ("such as", "reminiscent of", Kind.PHRASE),
    ],
)
def test_a_substitution_has_a_kind(lexicon: Lexicon, word: str, other: str, kind: Kind) -> None:
    frame = "Yesterday the old gardener behind the church wall spoke of {} and then went back to his roses."
    (line,) = ledger(lexicon, frame.format(word), frame.format(other))
    assert line == (word.lower(), other.lower(), str(kind))


@pytest.mark.parametrize(
    ("short", "long"),
    [("FBI", "Federal Bureau of Investigation"), ("F.B.I.", "Federal Bureau of Investigation"),
     ("EPA", "Environmental Protection Agency"), ("UN", "United Nations"), ("WHO", "World Health Organization")],
)  # fmt: skip
def test_initials_are_an_abbreviation_of_their_words(lexicon: Lexicon, short: str, long: str) -> None:
    frame = "A report of the {} that the gardener read on Monday names no roses and no walls."
    for one, other in ((short, long), (long, short)):
        assert {line[2] for line in ledger(lexicon, frame.format(one), frame.format(other))} <= {"abbreviation", "house_style"}


@pytest.mark.parametrize("text", [BRIDGE, "\n\n".join(PARAGRAPHS), "The man. " * 30, "I am. You are. I am. So it is."])
def test_a_text_has_no_substitutions_against_itself(lexicon: Lexicon, text: str) -> None:
    alignment = aligned(lexicon, text, text)
    assert len(alignment.substitutions) == 0
    assert {edit.op for p in alignment.passages for edit in p.edits} == {Op.EQUAL}
    assert sum(len(p.suspect) for p in alignment.passages) == len(alignment.suspect)


def test_moved_paragraphs_are_found(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, "\n\n".join(PARAGRAPHS), "\n\n".join(PARAGRAPHS[::-1]))
    first, second = alignment.passages
    assert first.reference.start > second.reference.start
    assert (first.suspect.end, second.suspect.end) == (second.suspect.start, len(alignment.suspect))
    assert {edit.op for p in alignment.passages for edit in p.edits} == {Op.EQUAL}


def test_a_moved_sentence_cuts_the_passage_that_skips_it(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, f"{BRIDGE} {BAKER} {FERRY}", f"{BRIDGE} {FERRY} {SCHOOL} {SCHOOL} {SCHOOL} {BAKER}")
    taken = sorted((p.reference.start, p.reference.end) for p in alignment.passages)
    assert len(taken) == 3
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))


def test_two_unrelated_texts_share_no_passage(lexicon: Lexicon) -> None:
    assert aligned(lexicon, BRIDGE, "My aunt keeps seven hens, and each of them has a Greek name.").passages == ()


@pytest.mark.parametrize(("reference", "suspect"), [("", BRIDGE), (BRIDGE, ""), ("", "")])
def test_an_empty_text_shares_no_passage(lexicon: Lexicon, reference: str, suspect: str) -> None:
    alignment = aligned(lexicon, reference, suspect)
    assert (alignment.passages, len(alignment.substitutions)) == ((), 0)


def test_a_sentence_split_in_two_is_one_pair(lexicon: Lexicon) -> None:
    split = BRIDGE.replace(" after divers found", ". Divers found")
    alignment = aligned(lexicon, f"{BRIDGE} {FERRY}", f"{split} {FERRY}")
    (passage,) = alignment.passages
    assert [(len(pair.reference), len(pair.suspect)) for pair in passage.pairs] == [(1, 2), (1, 1)]


def test_inserted_and_deleted_words_are_no_substitutions(lexicon: Lexicon) -> None:
    shorter = BRIDGE.replace("old ", "").replace(" on Friday", "")
    for reference, suspect, op in ((BRIDGE, shorter, Op.DELETE), (shorter, BRIDGE, Op.INSERT)):
        alignment = aligned(lexicon, reference, suspect)
        assert len(alignment.substitutions) == 0
        assert [edit.op for edit in alignment.passages[0].edits if edit.op is not Op.EQUAL] == [op, op]


def test_a_sentence_put_between_two_others_is_inserted(lexicon: Lexicon) -> None:
    alignment = aligned(lexicon, f"{BRIDGE} {FERRY} {SCHOOL}", f"{BRIDGE} My aunt keeps hens. {FERRY} {SCHOOL}")
    (passage,) = alignment.passages
    (inserted,) = [edit for edit in passage.edits if edit.op is Op.INSERT]
    assert alignment.suspect.norms[inserted.suspect.start : inserted.suspect.end] == ("my", "aunt", "keeps", "hens")


def test_no_unit_reaches_across_a_sentence_mark(lexicon: Lexicon) -> None:
    lines = ledger(lexicon, "He paid the fine. Nobody spoke in court.", "He settled the fee. Everyone spoke in court.")
    assert all(" " not in word for line in lines for word in line[:2])


def test_the_same_swap_has_the_same_pattern(lexicon: Lexicon) -> None:
    twice = f"{BRIDGE} {BRIDGE.upper()}"
    alignment = aligned(lexicon, twice, twice.replace("old", "ancient").replace("OLD", "ANCIENT"))
    assert alignment.patterns == [("old", "ancient")] * 2


@pytest.mark.parametrize(
    ("op", "reference", "suspect"),
    [
        (Op.EQUAL, 2, 3),
        (Op.EQUAL, 0, 0),
        (Op.REPLACE, 0, 1),
        (Op.REPLACE, 1, 0),
        (Op.INSERT, 1, 1),
        (Op.DELETE, 1, 1),
        (Op.DELETE, 0, 0),
    ],
)
def test_an_edit_is_checked_at_birth(op: Op, reference: int, suspect: int) -> None:
    with pytest.raises(ValueError, match="cannot turn"):
        Edit(op, Span(0, reference), Span(0, suspect))


DEPOT = "The depot on the north bank employs {} people, half of them part time, and its canteen feeds the whole quarter at noon."


def test_a_desks_changes_beside_a_spun_paragraph_do_not_belong_to_it(lexicon: Lexicon) -> None:
    edited = (
        "On Mon. some 40 drivers met Dr. Hale in the centre of Tamber. They've asked for 3 more buses, he said on Tuesday.",
        "The old bridge across the Tamber was shut on Friday after frogmen discovered fissures in two of its columns. "
        "A ferry will convey travellers across the stream every ten minutes until the mending is completed.",
        f"The mayor, Ms. Orr, put the cost at $2m. Her deputy's figure is 30 per cent higher. {DEPOT.format(65)}",
    )
    reference = (
        "On Monday about 40 drivers met Doctor Hale in the center of Tamber. They have asked for three more buses, he said on "
        "Friday.",
        f"{BRIDGE} {FERRY}",
        f"The mayor, Mrs. Orr, put the cost at $3 million. Her deputy's figure is 20 percent higher. {DEPOT.format(60)}",
    )
    texts = (f"{p[0]} {DEPOT.format(60)}\n\n{p[1]}\n\n{p[2]}" for p in (reference, edited))
    alignment = aligned(lexicon, *texts)
    spans = [alignment.suspect.chars(p.suspect) for p in alignment.passages]
    assert [alignment.suspect.text[span.start :].split()[0] for span in spans] == ["On", "The", "The"]
