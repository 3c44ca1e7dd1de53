"""Marks on words come off, also in plain texts, and every word keeps its place in the text as it was sent."""

import pytest

from app.text import read_text
from tests.unit.text.reading import written_in


def words(text: str) -> list[str]:
    return list(read_text(text).norms)


@pytest.mark.parametrize(
    "mark", ["[1]", "[23]", "[1][2]", "[1, 2]", "[3–5]", "[a]", "[note 1]", "¹", "²³", "⁴", "[citation needed]", "¹,²"]
)
@pytest.mark.parametrize("behind", [" agreed", ", they say", "."])
def test_a_note_mark_is_no_part_of_the_word_before_it(mark: str, behind: str) -> None:
    text = f"The ministers{mark}{behind}"
    assert words(text) == words(f"The ministers{behind}")
    assert written_in(text)[1] == "ministers"
    assert read_text(text).disguises == ()


def test_a_note_mark_behind_the_full_stop_is_none_either() -> None:
    assert words("They agreed.¹ It rained.[2] “No.”³ Yes") == ["they", "agreed", "it", "rained", "no", "yes"]


def test_figures_that_count_the_notes_come_off_the_words_they_touch() -> None:
    text = (
        "The ministers1 paid for the survey2 of the quay. Five hundred families5 left.4 The harbourmaster3 stayed; the flag6 too."
    )
    assert words(text) == words(
        "The ministers paid for the survey of the quay. Five hundred families left. The harbourmaster stayed; the flag too."
    )
    assert "ministers" in written_in(text)


def test_the_power_of_a_figure_is_a_figure_of_its_own() -> None:
    assert words("10⁶ cells, 2¹⁰ bytes, 10^6 more") == ["10", "6", "cells", "2", "10", "bytes", "10", "6", "more"]
    assert written_in("Some 10⁶ cells") == ["Some", "10", "⁶", "cells"]


@pytest.mark.parametrize(
    "text",
    [
        "Covid19 and Windows7 and Area51 met.",
        "The groups were Group1, Group2, Group3 and Group4.",
        "In May2 and June7 and July9.",
        "a flat of 60 m² or 5 km³",
        "60 cells and E=mc²",
        "the G20, the A4 and the B52",
        "He said [the mayor] would [again] pay [sic].",
        "Chapter [12] begins here.",
    ],
)
def test_figures_of_names_units_and_editors_brackets_stay(text: str) -> None:
    assert len(words(text)) == len(text.replace("=", " ").replace("[", "").split())
    assert [w for w in words(text) if any(c.isdigit() for c in w)] == [
        w.strip(".,[]").lower().replace("²", "2").replace("³", "3")
        for w in text.replace("=", " ").split()
        if any(c.isdigit() for c in w)
    ]


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("caf´e", "café"),
        ("Z¨urich", "zürich"),
        ("Cˆot´e", "côté"),
        ("fa¸cades", "façades"),
        ("Dvoˇr´ak", "dvořák"),
        ("˚Angstr¨om", "ångström"),
        ("na¨ıve", "naïve"),
        ("voil`a", "voilà"),
        ("Espa˜na", "españa"),
        ("´Elodie", "élodie"),
        ("Zu¨rich", "zürich"),
        ("cafe´", "café"),
        ("caf´ e", "café"),
        ("Erd˝os", "erdős"),
        ("Pozna´n", "poznań"),
    ],
)
def test_an_accent_beside_its_letter_joins_it(torn: str, whole: str) -> None:
    text = f"In {torn} they met"
    assert words(text) == ["in", whole, "they", "met"]
    assert written_in(text)[1] == torn
    assert read_text(text).disguises == ()


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("Iran´s mayor didn´t pay", ["iran's", "mayor", "didn't", "pay"]),
        ("run `make` now", ["run", "make", "now"]),
        ("``We go,'' he said", ["we", "go", "he", "said"]),
        ("20 ˚C and 5 ¯ there", ["20", "c", "and", "5", "there"]),
        ("The council`s plan", ["the", "council's", "plan"]),
    ],
)
def test_marks_that_are_no_accents_make_no_letter(text: str, norms: list[str]) -> None:
    assert words(text) == norms


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("\x1crst", "first"),
        ("o\x1bered", "offered"),
        ("\x1dags", "flags"),
        ("a\x1eliated", "affiliated"),
        ("ba\x1fed", "baffled"),
        ("o\x0eces", "offices"),
        ("sta\x0b", "staff"),
        ("ﬁnal", "final"),
        ("o\ufb03ce", "office"),
    ],
)
def test_a_ligature_is_its_letters(torn: str, whole: str) -> None:
    text = f"the {torn} here"
    assert words(text) == ["the", whole, "here"]
    assert written_in(text)[1] == torn


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("it\x19s here", ["it's", "here"]),
        ("\x1cNo,\x1d he said \x13 and left", ["no", "he", "said", "and", "left"]),
        ("they said \x1cfind it\x1d. They didn\x19t", ["they", "said", "find", "it", "they", "didn't"]),
        ("the \x1crst \x1dags and \x1cve of them", ["the", "first", "flags", "and", "five", "of", "them"]),
    ],
)
def test_the_lower_byte_of_a_typographic_mark_is_the_mark_and_no_ligature(text: str, norms: list[str]) -> None:
    assert words(text) == norms


def test_words_between_lower_bytes_of_quotation_marks_are_a_quotation() -> None:
    text = "She said: \x1cWe will build it again.\x1d Nobody asked."
    (quotation,) = read_text(text).quotes
    assert text[quotation.start : quotation.end].strip("\x1c\x1d") == "We will build it again."


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("They did n't go .", ["they", "didn't", "go"]),
        ("the minister 's car", ["the", "minister's", "car"]),
        ("They ’re late and we ’ve left", ["they’re".replace("’", "'"), "late", "and", "we've", "left"]),
        ("a plan -LRB- of May -RRB- here", ["a", "plan", "of", "may", "here"]),
        ("the gov\u00ad\nernment fell", ["the", "government", "fell"]),
        ("the gov\u00adern\u00adment fell", ["the", "government", "fell"]),
        ("She 'll stay", ["she'll", "stay"]),
        ("Ann ’ s boat didn ’ t leave", ["ann's", "boat", "didn't", "leave"]),
        ("It isn ' t late and they ' ve left", ["it", "isn't", "late", "and", "they've", "left"]),
        ("They wouldn ’t stay", ["they", "wouldn't", "stay"]),
        ("the ‘ s of a word, the writers ’ tale", ["the", "s", "of", "a", "word", "the", "writers", "tale"]),
    ],
)
def test_parts_that_were_set_apart_are_one_word(text: str, norms: list[str]) -> None:
    assert words(text) == norms
    assert all(each.strip() for each in written_in(text))


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ('[caption id="a_7" align="left" width="300"]The quay[/caption] It rained.', ["the", "quay", "it", "rained"]),
        ('It rained. [gallery ids="1,2,3" columns="2"]', ["it", "rained"]),
        ("[embed]https://example.com/watch?v=1[/embed] It rained.", ["it", "rained"]),
        ("[vc_row][vc_column_text]It rained.[/vc_column_text][/vc_row]", ["it", "rained"]),
        ("[dropcap]T[/dropcap]hirty boats", ["thirty", "boats"]),
        ("[my_own_box]It rained.[/my_own_box]", ["it", "rained"]),
        ("[unknown-plugin ids=12 /]It rained.", ["it", "rained"]),
        ("It [et_pb_text admin_label=“Text”]rained[/et_pb_text].", ["it", "rained"]),
        ("[contact-form-7 id=\"12\" title=\"Write to us\"] It rained.", ["it", "rained"]),
    ],
)  # fmt: skip
def test_shortcodes_are_no_words_and_what_they_enclose_is(text: str, norms: list[str]) -> None:
    assert words(text) == norms


@pytest.mark.parametrize("text", ["He [the mayor] left", "a [sic] word", "[Reuters] said", "the [old] quay and the [new] quay"])
def test_an_editors_brackets_are_no_shortcodes(text: str) -> None:
    assert words(text) == text.lower().replace("[", "").replace("]", "").split()


@pytest.mark.parametrize(
    "leftover",
    [
        "{voted|balloted}",
        "{a|b|c d|}",
        "{{keyword}}",
        "{% city %}",
        "${name}",
        "{first_name}",
        "[[synonym]]",
        "[leading|main|chief]",
        "%name%",
        "%%CITY%%",
        "[INSERT NAME]",
        "[your company]",
        "<<keyword>>",
        "##title##",
        "{big/large}",
    ],
)
def test_what_a_spinner_left_raises_an_alert_at_its_place(leftover: str) -> None:
    text = f"The council {leftover} on Tuesday"
    found = [(str(d.kind), text[d.chars.start : d.chars.end]) for d in read_text(text).disguises]
    assert found == [("spinner_leftover", leftover)]


@pytest.mark.parametrize(
    "text",
    [
        "5% of men and 10% of women",
        "a rise of 5%, then 10%.",
        "He [the mayor] left [sic] early",
        "The set {1, 2, 3} is small",
        r"\emph{word} of TeX",
        "the #harbour and @mayor",
        "a | b | c",
        "See [1] and [2, 3].",
        "100%sure and 20%off",
    ],
)
def test_honest_brackets_and_percents_are_no_leftovers(text: str) -> None:
    assert [d for d in read_text(text).disguises if d.kind == "spinner_leftover"] == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("It isn\u00e2\u20ac\u2122t late", "it isn't late"),
        ("The caf\u00c3\u00a9 of Z\u00c3\u00bcrich", "the café of zürich"),
        ("10\u00c2\u00a0km away", "10 km away"),
        ("DvoÅ\u2122\u00c3\u00a1k came", "dvořák came"),
        ("a \u00e2\u20ac\u201c b", "a b"),
        ("São Ângelo and Ãlva", "são ângelo and ãlva"),
    ],
)
def test_letters_that_were_read_in_the_wrong_encoding_are_mended(wrong: str, right: str) -> None:
    assert " ".join(words(wrong)) == right
    assert read_text(wrong).disguises == ()
