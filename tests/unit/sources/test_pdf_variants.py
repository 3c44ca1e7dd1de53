"""PDFs as programs make them: drop capitals, accents drawn apart, TeX's fonts without names, letters that no reader sees."""

import pytest

from tests.unit.sources.pdf_parts import laid_out, pdf_of
from tests.unit.sources.reading import document_of, left_out

STYLE = "@page { size: 300pt 400pt; margin: 30pt } p { margin: 0 0 10pt; font: 11pt/1.3 sans-serif }"
FIRST = (
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago "
    "and has been patched every spring since then. Nobody spoke against it."
)
SECOND = "Opponents of the plan fear that the wall will hide the sea from the houses behind it. They want a lower one."


def words_of(content: bytes) -> str:
    return " ".join(document_of("a.pdf", content).text.split())


@pytest.mark.parametrize(
    "letter",
    [
        "float: left; font-size: 3em; line-height: 0.9",
        "float: left; font-size: 42pt; line-height: 36pt; padding-right: 3pt",
        "float: left; font: bold 3.2em/1 serif; color: #a00",
        "float: left; font-size: 2.4em; line-height: 1; margin: 2pt 4pt 0 0",
        "font-size: 2.2em",
        "font-size: 3em; line-height: 0.5",
    ],
)
def test_a_drop_capital_joins_the_word_that_it_opens(letter: str) -> None:
    style = f"{STYLE} p::first-letter {{ {letter} }} h1 {{ font: 18pt sans-serif }}"
    html = f"<h1>A wall for the town</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>"
    assert words_of(laid_out(html, style)) == f"A wall for the town {FIRST} {SECOND} {FIRST}"


def test_a_large_letter_away_from_every_line_stays_alone() -> None:
    content = pdf_of(
        b"BT /F 40 Tf 72 700 Td (A) Tj ET BT /F 12 Tf 14 TL 72 500 Td (Words of a line.) Tj T* (And more words.) Tj ET"
    )
    assert words_of(content) == "A Words of a line. And more words."


def _accented(accent: int, letter: str, x: float) -> bytes:
    """An accent and its letter, one drawn over the other as TeX does it."""
    return b"BT /F 12 Tf 1 0 0 1 %d 700 Tm <%02x> Tj ET BT /F 12 Tf 1 0 0 1 %d 700 Tm (%s) Tj ET " % (
        x + 1, accent, x, letter.encode("latin-1"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("accent", "letter", "whole"),
    [
        (0xA8, "u", "ü"),
        (0xB4, "e", "é"),
        (0x60, "e", "è"),
        (0x5E, "o", "ô"),
        (0xB8, "c", "ç"),
        (0xAF, "a", "ā"),
        (0x7E, "n", "ñ"),
    ],
)
def test_an_accent_drawn_over_a_letter_is_part_of_it(accent: int, letter: str, whole: str) -> None:
    encoded = pdf_of(_accented(accent, letter, 72), font=b"/Encoding/WinAnsiEncoding")
    assert document_of("a.pdf", encoded).text == whole


@pytest.mark.parametrize("text", ["`quoted words", "x ^ y and a ~ b", "5 \xb0 C", "the \xb4 sign"])
def test_an_accent_that_stands_by_itself_stays(text: str) -> None:
    content = pdf_of(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % text.encode("latin-1"), font=b"/Encoding/WinAnsiEncoding")
    assert document_of("a.pdf", content).text == text


def shown(*lines: bytes) -> bytes:
    return pdf_of(b"0 g BT /F 12 Tf 14 TL 72 700 Td (The ferry left the) Tj T* (old quay at noon.) Tj ET " + b" ".join(lines))


@pytest.mark.parametrize(
    "hidden",
    [
        b"1 g BT /F 12 Tf 72 600 Td (secret words) Tj ET",
        b"0.98 0.99 1 rg BT /F 12 Tf 72 600 Td (secret words) Tj ET",
        b"0 g BT /F 1 Tf 72 600 Td (secret words) Tj ET",
        b"BT /F 12 Tf 0.05 0 0 0.05 72 600 Tm (secret words) Tj ET",
        b"BT /F 12 Tf 3 Tr 72 600 Td (secret words) Tj ET",
        b"0 g BT /F 12 Tf 72 -300 Td (secret words) Tj ET",
        b"0 g BT /F 12 Tf 900 600 Td (secret words) Tj ET",
        b"q 0 g BT /F 12 Tf 72 600 Td (secret words) Tj ET 1 g 60 590 300 30 re f Q",
        b"q 0 g BT /F 12 Tf 72 600 Td (secret words) Tj ET 60 590 300 30 re f Q",
        b"q 0 0 .5 rg 60 590 300 30 re f BT /F 12 Tf 72 600 Td (secret words) Tj ET Q",
        b"q 0 0 10 10 re W n BT /F 12 Tf 72 600 Td (secret words) Tj ET Q",
        b"q 1 1 1 RG BT /F 12 Tf 1 Tr 72 600 Td (secret words) Tj ET Q",
        b"q 0 0 0 0 k BT /F 12 Tf 72 600 Td (secret words) Tj ET Q",
        b"q BT /F 12 Tf 1 Tz 72 600 Td (secret words) Tj ET Q",
    ],
)
def test_letters_that_no_reader_sees_are_left_out_with_an_alert(hidden: bytes) -> None:
    document = document_of("a.pdf", shown(hidden))
    assert document.text == "The ferry left the old quay at noon."
    assert left_out(document) == {"hidden": 2}
    assert document.markings.hidden


def test_a_white_letter_instead_of_a_blank_is_a_blank() -> None:
    line = b"BT /F 12 Tf 72 700 Td 0 g (The) Tj 1 g (i) Tj 0 g (ferry) Tj 1 g (x) Tj 0 g (left.) Tj ET"
    document = document_of("a.pdf", pdf_of(line))
    assert document.text == "The ferry left."
    assert len(document.markings.hidden) == 2


@pytest.mark.parametrize(
    "seen",
    [
        b"0 0 0.4 rg 60 590 300 30 re f 1 g BT /F 12 Tf 72 600 Td (white on blue) Tj ET",
        b"0.8 g BT /F 12 Tf 72 600 Td (white on blue) Tj ET",
        b"0 g BT /F 6 Tf 72 600 Td (white on blue) Tj ET",
        b"q 0 500 595 200 re W n 0 g BT /F 12 Tf 72 600 Td (white on blue) Tj ET Q",
        b"q 0 g BT /F 12 Tf 72 600 Td (white on blue) Tj ET 1 g 60 500 300 30 re f Q",
        b"q 0 0 0 RG 1 g BT /F 12 Tf 1 Tr 72 600 Td (white on blue) Tj ET Q",
        b"q .9 g 60 590 300 30 re f 0 g BT /F 12 Tf 72 600 Td (white on blue) Tj ET Q",
    ],
)
def test_white_letters_on_a_colour_and_small_print_are_seen(seen: bytes) -> None:
    document = document_of("a.pdf", shown(seen))
    assert document.text.endswith("white on blue")
    assert not document.markings.hidden


def test_the_letters_below_the_picture_of_a_scan_are_read() -> None:
    scan = b"0 g " + b"".join(b"%d 602 4 6 re f " % x for x in range(72, 180, 6))
    document = document_of("a.pdf", pdf_of(scan + b"BT /F 12 Tf 3 Tr 72 600 Td (words of a scan) Tj ET"))
    assert document.text == "words of a scan"


@pytest.mark.parametrize(
    ("raised", "text"),
    [
        (b"(the ministers) Tj 6 Ts /F 7 Tf (12) Tj 0 Ts /F 12 Tf ( agreed) Tj", "the ministers agreed"),
        (b"(in 2019) Tj 5 Ts /F 8 Tf (3) Tj 0 Ts /F 12 Tf ( they agreed) Tj", "in 2019 they agreed"),
        (b"(forty m) Tj 5 Ts /F 7 Tf (2) Tj 0 Ts /F 12 Tf ( of floor) Tj", "forty m2 of floor"),
        (b"(the H) Tj -2 Ts /F 7 Tf (2) Tj 0 Ts /F 12 Tf (O of rivers) Tj", "the H2O of rivers"),
        (b"(in the end.) Tj 5 Ts /F 7 Tf (4) Tj 0 Ts /F 12 Tf", "in the end."),
        (b"(ministers) Tj 5 Ts /F 7 Tf (*) Tj 0 Ts /F 12 Tf ( agreed) Tj", "ministers agreed"),
    ],
)
def test_raised_numbers_point_to_notes(raised: bytes, text: str) -> None:
    assert document_of("a.pdf", pdf_of(b"BT /F 12 Tf 72 700 Td " + raised + b" ET")).text == text


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (b"o\\036cial o\\033ers of \\034ve \\035ags", "official offers of five flags"),
        (b"\\020Z\\374rich\\021 caf\\351 \\025 na\\357ve", "“Zürich” café – naïve"),
        (b"Dvo\\260\\341k and \\212\\363d\\271", "Dvořák and Łódź"),
        (b"\\243 \\277", "£ €"),
        (b"Stra\\377e, \\367uvre, isn't", "Straße, œuvre, isn’t"),
        (b"ba\\037e and e\\036cient", "baffle and efficient"),
        (b"o\\016cial o\\013ers of \\014ve \\015ags", "official offers of five flags"),
        (b"\\134o\\013er\\042 \\173 stra\\031e and \\034re", "“offer” – straße and øre"),
    ],
)
def test_bitmap_fonts_of_tex_are_read_by_their_encoding(codes: bytes, text: str) -> None:
    content = pdf_of(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % codes, bitmap_font=True)
    assert document_of("a.pdf", content).text == text


def test_a_headline_of_two_lines_is_one_paragraph() -> None:
    style = STYLE + " h1 { font: 24pt/1.1 sans-serif; margin: 0 0 12pt }"
    text = document_of("a.pdf", laid_out(f"<h1>A wall for the harbour town</h1><p>{FIRST}</p>", style)).text
    assert text.split("\n\n") == ["A wall for the harbour town", FIRST]


def test_running_lines_are_counted() -> None:
    running = STYLE + " @page { @top-center { content: 'The Harbour Gazette' } @bottom-center { content: counter(page) } }"
    document = document_of("a.pdf", laid_out(f"<p>{' '.join([FIRST] * 30)}</p>", running))
    assert document.text == " ".join([FIRST] * 30)
    assert set(left_out(document)) == {"running line"}


def test_a_layer_that_is_switched_off_is_no_text_and_one_that_is_on_is() -> None:
    layered = b"/OC /L BDC 0 g BT /F 12 Tf 72 600 Td (secret words) Tj ET EMC"
    content = shown(layered).replace(b"/Font<</F 3 0 R>>", b"/Font<</F 3 0 R>>/Properties<</L 5 0 R>>")
    content = content.replace(b"2 0 obj", b"5 0 obj\n<</Type/OCG/Name(x)>>\nendobj\n2 0 obj", 1)
    for state, is_seen in ((b"OFF", False), (b"ON", True)):
        layers = b"/OCProperties<</OCGs[5 0 R]/D<</%s[5 0 R]/Order[]>>>>" % state
        document = document_of("a.pdf", content.replace(b"/Type/Catalog", b"/Type/Catalog" + layers))
        assert ("secret words" in document.text) == is_seen
        assert bool(document.markings.hidden) != is_seen


@pytest.mark.parametrize(
    ("drawn", "hidden"),
    [
        ("/Span <</ActualText (secret words)>> BDC (fer) Tj (ry) Tj EMC", 2),
        ("/P <</MCID 0>> BDC /Span <</ActualText (boat)>> BDC (ferry) Tj EMC EMC", 1),
        ("/Span <</ActualText <FEFF0062006F00610074>>> BDC (ferry) Tj EMC", 1),
        ("/Span <</ActualText (b)>> BDC (f) Tj EMC (erry) Tj", 1),
        ("/Span <</ActualText (new)>> BDC (fer) Tj EMC /Span <</ActualText (boat)>> BDC (ry) Tj EMC", 2),
        ("/Span <</ActualText ()>> BDC (ferry) Tj EMC", 0),
    ],
)
def test_letters_that_are_drawn_count_and_not_what_the_file_says_instead(drawn: str, hidden: int) -> None:
    document = document_of("a.pdf", pdf_of(f"BT /F 12 Tf 72 700 Td (The ) Tj {drawn} ( left the quay at noon.) Tj ET".encode()))
    assert document.text == "The ferry left the quay at noon."
    assert left_out(document) == ({"hidden": hidden} if hidden else {})
    assert bool(document.disguises) == bool(hidden)


@pytest.mark.parametrize(
    "drawn",
    [
        "/Span <</ActualText (ferry)>> BDC (fer) Tj (ry) Tj EMC",
        "/Span <</ActualText <FEFF0066006500720072007900AD>>> BDC (ferry-) Tj EMC",
        "/Span <</ActualText (FERRY)>> BDC (ferry) Tj EMC",
    ],
)
def test_what_a_file_says_of_the_same_letters_raises_no_alert(drawn: str) -> None:
    document = document_of("a.pdf", pdf_of(f"BT /F 12 Tf 72 700 Td (The ) Tj {drawn} ( left the quay.) Tj ET".encode()))
    assert document.norms == ("the", "ferry", "left", "the", "quay")
    assert document.disguises == ()


@pytest.mark.parametrize("height", ["0", "1px"])
def test_letters_that_are_cut_off_where_others_stand_are_hidden(height: str) -> None:
    page = (
        f"<p>The ferry left.</p><div style='height:{height};overflow:hidden'><p>secret words</p></div><p>The quay was empty.</p>"
    )
    document = document_of("a.pdf", laid_out(page, STYLE))
    assert document.norms == ("the", "ferry", "left", "the", "quay", "was", "empty")
    assert document.disguises
    assert left_out(document) == {"hidden": 2}


def test_many_tiny_letters_part_no_words_of_their_line() -> None:
    page = "<p>Out of bread.<span style='font-size:1pt'> secret words that nobody could read</span></p>"
    document = document_of("a.pdf", laid_out(page, STYLE))
    assert document.norms == ("out", "of", "bread")
    assert left_out(document) == {"hidden": 6}


def test_a_raised_number_of_full_size_is_a_mark() -> None:
    page = "<p>The shop ran out of bread.<span style='vertical-align:super'>1</span> It rained.</p>"
    assert document_of("a.pdf", laid_out(page, STYLE)).norms == ("the", "shop", "ran", "out", "of", "bread", "it", "rained")


def test_letters_that_stand_on_their_side_are_as_high_as_they_are_wide() -> None:
    turned = b"BT /F %d Tf 0 1 -1 0 40 300 Tm (lit: little till) Tj ET"
    assert words_of(shown(turned % 10)) == "The ferry left the old quay at noon. lit: little till"
    assert words_of(shown(turned % 1)) == "The ferry left the old quay at noon."


def test_the_raised_number_of_a_fraction_is_no_mark_of_a_note() -> None:
    fraction = b"(Take ) Tj 5 Ts /F 7 Tf (1) Tj 0 Ts /F 12 Tf (/) Tj /F 7 Tf (2) Tj /F 12 Tf ( cup of flour.) Tj"
    content = pdf_of(b"BT /F 12 Tf 72 700 Td " + fraction + b" ET")
    assert document_of("a.pdf", content).norms == ("take", "1", "2", "cup", "of", "flour")


@pytest.mark.parametrize("right", [0.2, 0.4, 0.8])
def test_a_line_that_is_drawn_twice_to_be_bold_is_one_line(right: float) -> None:
    twice = [b"1 0 0 1 %g 700 Tm (The ferry left at noon.) Tj" % (72 + by) for by in (0, right)]
    assert words_of(pdf_of(b"BT /F 12 Tf %s %s ET" % (*twice,))) == "The ferry left at noon."


def test_the_marks_of_a_list_are_no_text_wherever_they_are_drawn() -> None:
    items = (
        "<p>It says:</p><ol><li>The ferry left.</li><li>It came back.</li></ol><ul><li>Nobody saw it.</li></ul><p>The end.</p>"
    )
    document = document_of("a.pdf", laid_out(items))
    assert " ".join(document.text.split()) == "It says: The ferry left. It came back. Nobody saw it. The end."
    assert left_out(document) == {"list mark": 2}


@pytest.mark.parametrize(
    "edge",
    [
        "11/30/26, 8:48 PM Ferry leaves - The Harbour Post",
        "30.11.2026, 20:48",
        "https://a.example/news/ferry?id=1 1/1",
        "1 of 1 11/30/26, 8:48 PM",
        "Page 1 of 2",
    ],
)
@pytest.mark.parametrize("y", [800, 20])
def test_what_a_browser_prints_at_the_edge_of_its_only_page_is_no_text(edge: str, y: int) -> None:
    written = b"BT /F 8 Tf 30 %d Td (%s) Tj ET" % (y, edge.encode())
    assert words_of(shown(written)) == "The ferry left the old quay at noon."
    assert edge in words_of(shown(b"BT /F 12 Tf 72 650 Td (%s) Tj 0 -100 Td (The end of it.) Tj ET" % edge.encode()))
