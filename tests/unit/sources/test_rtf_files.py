"""RTF: what Word, LibreOffice and old systems write is read as it is seen; damage is a sentence, never a fault."""

import pytest

from app.errors import TextTooLong, UnreadableInput
from app.sources import read_upload
from tests.unit.sources.reading import about, document_of, left_out, quoted

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Times CYR;}{\f2\fcharset2 Symbol;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green255\blue255;\red0\green0\blue128;}"
    r"{\stylesheet{\s0 Normal;}{\s17 Quote;}{\s18 Intense Quote;}{\*\cs10 Default Paragraph Font;}}"
)


def rtf(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}}}".encode("latin-1")


def read(body: str) -> str:
    return document_of("a.rtf", rtf(body)).text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"\pard One.\par Two.\par", "One.\n\nTwo."),
        (r"\pard caf\'e9 na\'efve\par", "café naïve"),
        (r"\pard caf\u233?\par", "café"),
        (r"\pard {\uc2\u8220\'93\'93}Hi\u8221??\par", "“Hi”?"),
        (r"\pard \u-10179?\u-8704?\par", "😀"),
        (r"\pard a\emdash b\line c\tab d\~e\_f\par", "a—b\nc\td\u00a0e-f"),
        (r"\pard {\f1 \'cc\'ee\'f1\'ea\'e2\'e0}\par", "Москва"),
        (r"\pard {\f2 \'b7}word\par", "word"),
        (r"\pard one\cell two\cell\row\pard three\par", "one\n\ntwo\n\nthree"),
        ("\\pard one\\\ntwo\\par", "one\n\ntwo"),
        (r"\pard {\field{\*\fldinst HYPERLINK http://a.example}{\fldrslt the link}} here\par", "the link here"),
        (r"\pard {\upr{ansi}{\*\ud{unicode}}}\par", "unicode"),
        (r"\pard {\pict\wmetafile8 0102030405ff}seen{\*\shppict{\pict 00}}\par", "seen"),
        (r"\pard a{\*\bkmkstart x}b{\*\unknown\thing words}c\par", "abc"),
        (r"\pard \{a\} \\b\par", r"{a} \b"),
        (r"\pard T\dropcapli3\dropcapt1\par\pard he ferry left.\par", "The ferry left."),
        (r"\pard Take {\super 1}/{\sub 2} cup, 1{\super 1}/{\sub 2} cups{\super 2}.\par", "Take 1/2 cup, 1 1/2 cups."),
        (r"\pard It left.\page Then\column noon.\par", "It left.\nThen\nnoon."),
        (r"\pard On {\strike Monday}Tuesday, at \strike 4\strike0 5.\par", "On Monday Tuesday, at 4 5."),
        (r"\pard In {\*\cs10 the} {\*\b old} ferry\par", "In the  ferry"),
        (r"\pard About {\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr 1}}{\mden{\mr 2}}}}} of it\par", "About 1/2 of it"),
        (r"{\*\do\dobxmargin\dptxbx{\dptxbxtext\pard In the box.\par}\dpx0}\pard Body.\par", "In the box.\n\nBody."),
        (r"\pard It{\footnote {\upr{old}{\*\ud{new}}}} left\par", "It left"),
        (r"{\header{\shp{\*\shpinst{\shptxt\pard Paper\par}}{\shprslt\par}}}\pard It left\par", "It left"),
        (r"\pard {\field{\*\fldinst IF {\field{\*\fldinst M}{\fldrslt x}}}{\fldrslt yes}}\par", "yes"),
    ],
)
def test_letters_are_read_as_they_are_seen(body: str, expected: str) -> None:
    assert read(body) == expected


def test_binary_data_is_passed_over() -> None:
    content = HEAD.encode() + rb"\pard before{\pict\bin8 " + b"}}{{\\\\\\a" + rb"}after\par}"
    assert document_of("a.rtf", content).text == "beforeafter"


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        (r"{\v secret }", ""),
        (r"{\fs2 secret }", ""),
        (r"{\charscalex1 secret }", ""),
        (r"\v secret \v0 ", ""),
        (r"{\cf2 secret }", " "),
        (r"{\cf2\highlight2 secret}", " "),
        (r"{\expndtw-240 secret }", ""),
        (r"{\expnd-48 secret }", ""),
        (r"{\cf3\cb3 secret }", " "),
        (r"{\cf3\chcbpat3 secret }", " "),
    ],
)
def test_what_no_reader_sees_is_left_out_with_an_alert(hidden: str, seen: str) -> None:
    document = document_of("a.rtf", rtf(rf"\pard The {hidden}ferry left.\par"))
    assert document.text == "The ferry left."
    assert left_out(document) == {"hidden": 1}
    assert len(document.markings.hidden) == 1
    assert seen in " "


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    for ground in (r"\highlight3", r"\cb3", r"\chcbpat3"):
        assert read(rf"\pard The {{\cf2{ground} ferry}} left.\par") == "The ferry left."
    assert read(r"\pard\cbpat3 {\cf2 The ferry left.}\par") == "The ferry left."


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        (r"kept{\deleted  three old words}", {"deleted in tracked changes": 3}),
        (r"kept{\mvf  moved away}", {"deleted in tracked changes": 2}),
        (r"kept{\super\chftn}{\footnote\pard two words}", {"note": 2}),
        (r"kept{\*\annotation\pard two words}", {"comment": 2}),
        (r"kept{\super 3}", {"note": 1}),
        (r"{\listtext 1.\tab}kept", {"list mark": 1}),
        (r"{\header\pard a head\par}kept{\footerf\pard a foot\par}", {"header": 2, "footer": 2}),
        (r"kept{\shp{\*\shpinst{\sp{\sn a}{\sv b}}}{\shprslt twice}}", {}),
    ],
)
def test_what_is_no_text_is_counted(body: str, counts: dict[str, int]) -> None:
    document = document_of("a.rtf", rtf(rf"\pard {body}\par"))
    assert document.text == "kept"
    assert left_out(document) == counts


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    assert read(r"\pard The ferry {\deleted\par}\pard left.\par") == "The ferry left."


def test_a_text_box_comes_before_its_paragraph_goes_on() -> None:
    body = r"\pard The ferry {\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard In a box.\par}}{\shprslt In a box.}}left.\par"
    assert sorted(read(body).split("\n\n")) == ["In a box.", "The ferry left."]


def test_quotation_styles_and_indents_are_quotations() -> None:
    text = r"\pard The ferry left at noon and came back at four.\par" * 3
    body = rf"{text}\pard\s17 By style.\par\pard\s18 Intense.\par\pard\li720 By indent.\par\pard\li720\fi-720 Hanging.\par\pard\li40 No.\par"
    assert quoted(document_of("a.rtf", rtf(body))) == ["By style.", "Intense.", "By indent."]


def test_the_file_says_title_author_and_date() -> None:
    info = r"{\info{\title The caf\'e9}{\author Ann Reed}{\creatim\yr2026\mo1\dy2\hr10}{\*\company Words}}"
    found = about("a.rtf", rtf(rf"{info}\pard Words.\par"))
    assert (found.title, found.author, found.date) == ("The café", "Ann Reed", "2026-01-02")
    assert document_of("a.rtf", rtf(rf"{info}\pard Words.\par")).text == "Words."


def test_what_stands_behind_the_last_brace_is_no_text() -> None:
    assert document_of("a.rtf", rtf(r"\pard Words.\par") + b"more words\\par {and more}").text == "Words."


@pytest.mark.parametrize("cut", [10, 60, 200, -1])
def test_a_file_that_ends_too_early_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableInput, match=r"RTF|no text"):
        read_upload("a.rtf", rtf(r"\pard Some words that are here.\par")[:cut], max_characters=1000)


def test_groups_inside_one_another_have_a_limit() -> None:
    with pytest.raises(UnreadableInput, match="groups"):
        read("{" * 100_000 + "a" + "}" * 100_000)


def test_characters_have_a_limit_that_ends_the_reading() -> None:
    with pytest.raises(TextTooLong, match="1,000"):
        read_upload("a.rtf", rtf(r"\pard " + "words " * 1_000 + r"\par"), max_characters=1_000)


@pytest.mark.parametrize("junk", [r"\u99999999999?", r"\f999 a", r"\'zz", "\\", r"\cf99 a", r"\uc-5 a", r"\s-1 a", r"\bin-3 a"])
def test_nonsense_is_no_fault(junk: str) -> None:
    document = document_of("a.rtf", rtf(rf"\pard words {junk} more\par"))
    assert document.text.startswith("words")


def test_a_paragraph_of_flat_lines_is_hidden_and_an_outline_is_seen() -> None:
    assert read(r"\pard\sl-20\slmult0 gone words\par\pard\sl-240 The ferry left.\par") == "The ferry left."
    assert read(r"\pard {\cf2\outl The ferry} left.\par") == "The ferry left."
