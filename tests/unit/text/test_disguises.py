"""Hidden and look-alike characters fold away for matching, and are reported with their places."""

import pytest

from app.text import Disguise, DisguiseKind, Span, read_html, read_text


def found(text: str) -> list[tuple[str, int, int]]:
    return [(str(d.kind), d.chars.start, d.chars.end) for d in read_text(text).disguises]


@pytest.mark.parametrize("word", ["pаypal", "ехample", "gοvernment", "Τehran", "МІNISTER"])
def test_a_homoglyph_folds_and_is_reported(word: str) -> None:
    document = read_text(f"The {word} came")
    assert document.norms[1].isascii()
    assert document.disguises == (Disguise(DisguiseKind.HOMOGLYPH, Span(4, 4 + len(word))),)


@pytest.mark.parametrize("text", ["Москва and Россия", "Αθήνα in May", "naïve café", "Zoë’s Łódź", "İstanbul and Kılıç"])
def test_an_honest_foreign_word_is_no_disguise(text: str) -> None:
    assert found(text) == []


def test_full_width_and_styled_letters_fold() -> None:
    document = read_text("Ｆｕｌｌ 𝗯𝗼𝗹𝗱 text")
    assert document.norms == ("full", "bold", "text")
    assert len(document.disguises) == 2


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        ("zero\u200bwidth here", DisguiseKind.ZERO_WIDTH, [4]),
        ("wo\u200cr\u2060d here", DisguiseKind.ZERO_WIDTH, [2, 4]),
        ("in\u00advis\u00adible", DisguiseKind.SOFT_HYPHEN, [2, 6]),
        ("ab\u202ecd\u202c here", DisguiseKind.BIDIRECTIONAL, [2, 5]),
    ],
)
def test_an_invisible_character_is_reported_at_its_place(text: str, kind: DisguiseKind, places: list[int]) -> None:
    assert found(text) == [(str(kind), place, place + 1) for place in places]


def test_a_run_of_one_kind_is_one_place() -> None:
    assert found("a\u200b\u200c\u200bb\u00ad\u00ad\u202e\u202ec") == [
        ("zero_width", 1, 4),
        ("soft_hyphen", 5, 7),
        ("bidirectional", 7, 9),
    ]


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u200f"])
def test_an_invisible_character_inside_a_word_changes_no_match(mark: str) -> None:
    text = f"the gov{mark}ern{mark}ment here"
    document = read_text(text)
    assert document.norms == ("the", "government", "here")
    assert text[document.starts[1] : document.ends[1]] == f"gov{mark}ern{mark}ment"


def test_a_byte_order_mark_at_the_start_hides_nothing() -> None:
    assert found("\ufeffHello there") == []


@pytest.mark.parametrize("emoji", ["👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "🏃🏽\u200d♀\ufe0f"])
def test_the_joiner_of_an_emoji_hides_nothing(emoji: str) -> None:
    assert found(f"The family {emoji} came") == []


def test_a_word_written_letter_by_letter_is_one_word() -> None:
    text = "they h i d e words"
    document = read_text(text)
    assert document.norms == ("they", "hide", "words")
    assert document.disguises == (Disguise(DisguiseKind.SPLIT_WORD, Span(5, 12)),)


@pytest.mark.parametrize("text", ["I am a man", "plan A B or C", "x y z axes"])
def test_a_few_single_letters_are_no_split_word(text: str) -> None:
    assert found(text) == []


def test_disguises_come_in_order() -> None:
    starts = [start for _, start, _ in found("a\u200bb c\u00add pаypal e\u202ef")]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_hidden_markup_is_left_out_and_reported_where_it_stood() -> None:
    document = read_html("<p>Shown<span style='display:none'>secret</span> here</p>")
    assert document.text == "Shown here"
    assert document.disguises == (Disguise(DisguiseKind.HIDDEN_MARKUP, Span(5, 5)),)
