"""Where sentences end, what a heading is, and that sentences cover all tokens in order."""

import pytest

from app.text import read_text


def sentences(text: str) -> list[str]:
    document = read_text(text)
    return [text[s.chars.start : s.chars.end] for s in document.sentences]


def test_a_point_and_a_capital_part_sentences() -> None:
    assert sentences("The ferry left. It was late.") == ["The ferry left", "It was late"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hill met Dr. Lane at noon.",
        "He joined the U.S. Army in May.",
        "The firm, Hill Co. Ltd. of Leeds, closed.",
        "It opens at 9 a.m. Monday to Friday.",
        "The rate rose 3.5 percent in June.",
        "It was J. R. Hill who came.",
        "He lives on St. John Street, e.g. by the park.",
        "He said it was no. 5 of them.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert len(sentences(text)) == 1


def test_a_usual_opener_after_an_acronym_starts_a_sentence() -> None:
    assert sentences("He lives in the U.S. The house is old.") == ["He lives in the U.S", "The house is old"]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert sentences("“It is over.” She left. “Why?” he asked.") == ["It is over", "She left", "Why?” he asked"]


@pytest.mark.parametrize("mark", ["!", "?", "?!", "...", "…", ".)", ".”", '."'])
def test_a_mark_before_a_capital_ends_a_sentence(mark: str) -> None:
    assert len(sentences(f"He stopped{mark} Then he ran.")) == 2


def test_an_ellipsis_before_a_small_letter_ends_nothing() -> None:
    assert len(sentences("He waited… and then… he ran.")) == 1


def test_a_short_block_without_an_end_mark_is_a_heading() -> None:
    document = read_text("A New Bridge\n\nThe bridge is open. It is long.\n\nSo it is.")
    assert [s.is_heading for s in document.sentences] == [True, False, False, False]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1, 2]


def test_a_long_block_without_an_end_mark_is_no_heading() -> None:
    assert not read_text("word " * 15 + "\n\nThe end.").sentences[0].is_heading


def test_the_lines_of_a_hard_wrapped_text_are_no_sentences() -> None:
    lines = ["The ferry to the island leaves at nine and the crossing", "takes an hour when the sea is calm, which is seldom so"]
    text = "\n".join(
        [
            *lines,
            *lines,
            "in winter. The last boat comes back at six. Nobody has",
            "ever missed it since the war, the harbour master says.",
        ]
    )
    assert len(sentences(text)) == 3


def test_a_line_of_its_own_is_a_paragraph_elsewhere() -> None:
    assert [s.paragraph for s in read_text("One line.\nAnother line.").sentences] == [0, 1]


@pytest.mark.parametrize("n_words", [201, 1_000, 30_001])
def test_an_endless_sentence_is_cut(n_words: int) -> None:
    document = read_text("word " * n_words)
    assert max(len(s.tokens) for s in document.sentences) <= 200
    assert sum(len(s.tokens) for s in document.sentences) == n_words


@pytest.mark.parametrize("text", ["One. Two! Three?\n\nFour\nFive… six", ". . . a . b .", "\n\na\n\n\nb.\n", "Hi.Ho. 5. 6.\0 X"])
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    document = read_text(text)
    at = 0
    for sentence in document.sentences:
        assert sentence.tokens.start == at
        assert len(sentence.tokens) > 0
        at = sentence.tokens.end
    assert at == len(document)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The ferry was late.The mayor left at noon.", ["The ferry was late", "The mayor left at noon"]),
        ('He said "it is over."She left.', ["He said “it is over", "She left"]),
        ("It closed in 2003.A shop opened there.", ["It closed in 2003", "A shop opened there"]),
        ("It rose by 8%.Nobody knew why!I did.", ["It rose by 8%", "Nobody knew why", "I did"]),
        ("The ferry (a new one).Then it sank.", ["The ferry (a new one", "Then it sank"]),
    ],
)
def test_glued_sentences_are_parted(text: str, parts: list[str]) -> None:
    assert [part.replace('"', "“") for part in sentences(text)] == parts


@pytest.mark.parametrize(
    "text",
    ["Ask a Ph.D. student of U.S.Army files.", "See booking.com or example.org for it.", "It rose from 3.5 to 4.2 in e.g. May."],
)
def test_points_inside_words_part_nothing(text: str) -> None:
    assert len(sentences(text)) == 1


@pytest.mark.parametrize("figure", ["£1.5m", "2.5%", "7.30", "$3.2bn", "4.87m", "1.500,50", "2.0"])
def test_a_figure_with_a_point_in_it_ends_its_sentence(figure: str) -> None:
    assert sentences(f"They spoke of {figure}. Nobody said why.")[1:] == ["Nobody said why"]


@pytest.mark.parametrize("text", ["1.2. Scope of the rules", "The U.S. Army, at 6 p.m. Friday"])
@pytest.mark.parametrize("before", ["", "Rules\n"])
def test_the_number_of_a_part_and_short_forms_end_none(before: str, text: str) -> None:
    assert sentences(before + text)[-1] == text


WRAPPED = (
    "The ferry to the island was late on Monday because its\n{0}captain had overslept and nobody on the quay had a key to\n{0}"
    "the bridge. Passengers waited with their dogs and their\n{0}bicycles, and a baker from the village sold buns from a\n{0}"
    "basket until the harbour master called the police again.\n{0}At noon a fisherman offered to tow the vessel for nothing."
)


@pytest.mark.parametrize("between", ["", "\n", " \n", "\n\n"])
def test_lines_cut_at_a_width_are_no_paragraphs_whatever_stands_between_them(between: str) -> None:
    assert [s.paragraph for s in read_text(WRAPPED.format(between)).sentences] == [0, 0, 0]


def test_paragraphs_of_cut_lines_that_stand_apart_stay() -> None:
    text = "\n\n\n".join([WRAPPED.format("\n")] * 2)
    assert [s.paragraph for s in read_text(text).sentences] == [0, 0, 0, 1, 1, 1]


def test_a_list_with_empty_lines_between_its_items_stays_a_list() -> None:
    items = ["Keeps coffee hot for up to eight hours a day", "Fits in the cup holder of most small cars"]
    items += ["Made from recycled steel", "Comes with a free brush and a bag of cloth", "Easy to clean in any dishwasher"]
    text = "\n\n".join(items)
    assert len(read_text(text).sentences) == 5
