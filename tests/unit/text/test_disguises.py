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


OUTLINED = "\U0001ccd6\U0001ccd7"  # A and B of Unicode 16


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("goverոment", "government"),
        ("minisᴛer", "minister"),
        ("Ꮇinister", "minister"),
        ("ꓟinister", "minister"),
        ("budɡet", "budget"),
        ("har𝐛our", "harbour"),
        ("h\U0001ccd6rbour", "harbour"),
        (f"{OUTLINED}le", "able"),
        ("🅷arbour", "harbour"),
        ("ⅿinister", "minister"),
        ("coυncil", "council"),
        ("ｃouncil", "council"),
        ("𐓬ouncil", None),
        ("h\ua7darbour", "harbour"),  # letters of Unicode 16 and 17 that look like Latin ones
        ("\U00016eb6ridge", "bridge"),
        ("counⅽil", "council"),
        ("Ⅿinister", "minister"),
        ("ϲouncil", "council"),
        ("\u212aeeper", "keeper"),
        ("harℏour", None),
    ],
)
def test_letters_of_unicodes_whole_table_fold_beside_latin_ones(word: str, plain: str | None) -> None:
    document = read_text(f"The {word} came late")
    assert len(document) == 4
    assert document.text[document.starts[1] : document.ends[1]] == word
    if plain is not None:
        assert document.norms[1] == plain
        assert found(f"The {word} came late") == [("homoglyph", 4, 4 + len(word))]


@pytest.mark.parametrize("text", ["chapter Ⅳ", "section Ⅻ", "the ſame", "a ﬁsh", "the 21ˢᵗ", "300 \u212a", "5 ㎏", "an α-helix"])
def test_what_a_typesetter_writes_is_no_disguise(text: str) -> None:
    assert found(f"He spoke of {text} then.") == []


def test_a_word_of_outlined_letters_alone_is_read() -> None:
    styled = "".join(chr(0x1CCD6 + ord(letter) - ord("A")) for letter in "BRIDGE")
    document = read_text(f"The {styled} of \U0001ccf1\U0001ccf9\U0001ccf1\U0001ccf1 fell")
    assert document.norms == ("the", "bridge", "of", "1911", "fell")
    assert [kind for kind, *_ in found(f"The {styled} fell")] == ["homoglyph"]


@pytest.mark.parametrize("character", ["\u0378", "\U000e0fff", "\U0002fffe", "\U0001ccff", "\ue000", "\uf8ff"])
def test_a_character_without_meaning_inside_a_word_is_a_disguise(character: str) -> None:
    text = f"The har{character}bour {character} was closed{character}."
    assert found(text) == [("unassigned", 4, 12)]
    assert len(read_text(text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "a flat of 60 m² on the 2ⁿᵈ floor",
        "the ﬁrst oﬃce",
        "β-carotene and α-helix",
        "5 μm, 3 µg and 2 kΩ",
        "Ångström, Øre, Łódź, Đà Nẵng, Þingvellir, œuvre",
        "Henry Ⅷ",
        "№ 5 and Brand™",
        "Ⲁⲃⲅ ᏣᎳᎩ ԱԲԳ",
        "\uf0b7 a bullet of a symbol font",
        "🇬🇧 🅿 ✓",
    ],
)
def test_what_typesetters_and_scholars_write_is_no_disguise(text: str) -> None:
    assert found(text) == []


def test_a_typographic_ligature_is_its_letters() -> None:
    assert read_text("the ﬁrst oﬃce ﬂoor").norms == ("the", "first", "office", "floor")


def test_the_table_names_its_source_and_licence() -> None:
    from importlib.resources import files  # noqa: PLC0415

    head = [line for line in (files("app.text") / "look_alikes.txt").read_text("utf-8").splitlines() if line.startswith("#")]
    assert any("confusables.txt of Unicode" in line for line in head)
    assert any("UNICODE LICENSE V3" in line for line in head)
