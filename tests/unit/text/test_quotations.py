"""What stands between quotation marks, and a document without it."""

import pytest

from app.text import Document, read_html, read_text, without


def _without_quotations(document: Document) -> Document:
    return without(document, document.quotes)


def quotes(text: str) -> list[str]:
    return [text[q.start : q.end] for q in read_text(text).quotes]


@pytest.mark.parametrize(
    "quoted", ["“we go now”", '"we go now"', "«we go now»", "„we go now“", "„we go now”"]
)  # fmt: skip
def test_a_quotation_is_found_without_its_marks(quoted: str) -> None:
    assert quotes(f"He said {quoted} and left.") == ["we go now"]


def test_a_british_quotation_may_hold_apostrophes() -> None:
    assert quotes("She said ‘we don’t know who it was’ and left.") == ["we don’t know who it was"]


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quotes("The ’90s weren’t the dogs’ best years, the writers’ union says.") == []


def test_several_quotations_come_in_order() -> None:
    assert quotes("“One thing,” he said, “and another.” Then “more”.") == ["One thing,", "and another.", "more"]


@pytest.mark.parametrize(
    "text", ["He said “we go now and left.", 'A 6" pipe is broken.', "“never\n\nclosed”", "“" + "x" * 2_100 + "”"]
)
def test_an_unclosed_mark_opens_no_quotation(text: str) -> None:
    assert quotes(text) == []


def test_a_document_without_quotations_keeps_the_places_of_the_rest() -> None:
    text = "The mayor said “we will build it” on Monday. “No,” she added. Then she left."
    document = _without_quotations(read_text(text))
    assert document.text == text
    assert " ".join(document.norms) == "the mayor said on monday she added then she left"
    assert [text[t.chars.start : t.chars.end].lower() for t in document.tokens] == list(document.norms)
    assert [len(s.tokens) for s in document.sentences] == [5, 2, 3]


def test_a_sentence_of_nothing_but_a_quotation_goes_out() -> None:
    document = _without_quotations(read_text("“All of this is quoted.”\n\nThis is not."))
    assert [len(s.tokens) for s in document.sentences] == [3]


def test_a_document_of_nothing_but_a_quotation_is_empty() -> None:
    document = _without_quotations(read_text("“All of this is quoted.”"))
    assert (len(document), document.n_sentences) == (0, 0)


def test_a_document_without_quotations_stays_as_it_is() -> None:
    document = read_text("Nothing is quoted here.")
    assert _without_quotations(document) is document


SPEECH = "we will pay for the boat and nobody will be left behind"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: ‘{}’, and left.", 1),
        ("He said: '{}', and left.", 1),
        ("'{}' he said.", 1),
        ("He said »{}« and left.", 1),
        ("He said «{}» and left.", 1),
        ("He said ›{}‹ and left.", 1),
        ("He said „{}” and left.", 1),
        ("He said ‚{}‘ and left.", 1),
        ("He said ”{}” and left.", 1),
        ("He said ``{}'' and left.", 1),
        ('He said ("{}") and left.', 1),
        ("He said—“{}”—and left.", 1),
    ],
)
def test_marks_of_every_kind_quote(text: str, quoted: int) -> None:
    assert quotes(text.format(SPEECH)) == [SPEECH] * quoted


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", "»«", "„“", "‘’", "''"])
def test_a_quotation_goes_over_wrapped_lines(opening: str, closing: str) -> None:
    text = f"He said {opening}we will pay for\nthe boat and nobody\nwill be left behind{closing} and left."
    assert quotes(text) == ["we will pay for\nthe boat and nobody\nwill be left behind"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", "‘’"])
@pytest.mark.parametrize("gap", ["\n\n", "\n", "\n \n"])
def test_a_quotation_of_several_paragraphs_opens_each_of_them(opening: str, closing: str, gap: str) -> None:
    parts = [f"{opening}Part {name} of what she had to say to us" for name in ("one", "two", "three")]
    text = f"She began.{gap}{gap.join(parts)}{closing} she said.{gap}Then she left."
    assert [q.strip() for q in quotes(text)] == [part[1:] for part in parts]


def test_a_nested_quotation_is_a_part_of_the_outer_one() -> None:
    assert quotes("“He told me ‘never come back to this island’ and left,” she said.") == [
        "He told me ‘never come back to this island’ and left,"
    ]
    assert quotes("'He told me \"never come back\" and left,' she said.") == ['He told me "never come back" and left,']


@pytest.mark.parametrize(
    "text",
    [
        "A 6\" pipe and a 12\" pipe are broken.",
        "He is 6' 2\" tall, she is 5' 9\".",
        "The '90s weren't the dogs' best years, and the writers' union says so.",
        "Rock 'n' roll, 'em and 'tis: the players' strike goes on.",
        "It's the island's and the mayor's, not John's or Mary's.",
        "The boys' and girls' schools' roofs leaked.",
        "“never closed and the next paragraph\n\nbegins without a mark.",
    ],
)  # fmt: skip
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert quotes(text) == []


def test_a_stray_inch_mark_inside_ends_no_quotation() -> None:
    assert quotes('"It was a 12" pipe that broke," he said. Then "it" came.') == ['It was a 12" pipe that broke,', "it"]


def test_a_plurals_apostrophe_ends_no_quotation() -> None:
    assert quotes("‘The writers’ union will not pay,’ he said.") == ["The writers’ union will not pay,"]
    assert quotes("'The writers' union will not pay,' he said.") == ["The writers' union will not pay,"]


def test_lines_that_are_marked_as_quoted_are_a_quotation() -> None:
    assert quotes("She wrote:\n> we will pay\n> for the boat\n\nThen she left.") == [" we will pay\n> for the boat\n"]


def test_many_marks_cost_no_square() -> None:
    for mark in ('"', "'a", "“", "‘a", "‘as’ a", "»", "``", "\n>"):
        quotes(mark * (100_000 // len(mark)))


SPOKEN = "We cannot wait for another winter, and nor can our children"
PAIRS = [
    ("“", "”"), ("« ", " »"), ("«\u202f", "\u202f»"), ("’", "’"), ("「", "」"), ("『", "』"), ("〝", "〞"), ("\uff02", "\uff02"),
    ("\u201f", "”"), ("‛", "’"), ("”", "“"), ("“", '"'), ('"', "”"), ("„", '"'), ("``", '"'), ("''", "''"), (",,", "''"),
    (",,", "“"), ("<<", ">>"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_marks_of_every_keyboard_and_print_quote(opening: str, closing: str) -> None:
    for text in (
        f"The mayor said: {opening}{SPOKEN}.{closing} Then she left.",
        f"{opening}{SPOKEN},{closing} said the mayor, {opening}and that is all there is.{closing}",
        f"The mayor said: {opening}We cannot wait for another winter,\nand nor can our children.{closing} Then she left.",
        f"The mayor said: {opening}{SPOKEN}.\n\n{opening}So we begin on Monday.{closing}\n\nThen she left.",
    ):
        found = read_text(text)
        quoted = " ".join(found.text[span.start : span.end] for span in found.quotes)
        assert "another winter" in quoted
        assert "our children" in quoted
        assert "Then she left" not in quoted
        assert "said the mayor" not in quoted


@pytest.mark.parametrize(
    "text",
    [
        "“He said “no, never again” to us all,” she said.",
        "«He said «no, never again» to us all,» she said.",
        "“He said ‘no, never again’ to us all,” she said.",
        '“He said "no, never again" to us all,” she said.',
    ],
)
def test_a_quotation_inside_another_ends_neither(text: str) -> None:
    (span,) = read_text(text).quotes
    assert text[span.start : span.end] == text[1 : text.index(" she") - 1]


@pytest.mark.parametrize(
    "text",
    [
        "The ’90s were the bakers’ best years, and nobody’s fault.",
        "He is 6'2\" and she is 5'11\" tall, they say.",
        "At 40° 26' 46\" N and 79° 58' 56\" W it sank.",
        "Rock ’n’ roll was the dockers’ music then.",
    ],
)
def test_what_is_no_quotation_in_any_typography(text: str) -> None:
    assert read_text(text).quotes == ()


SAID = "We will not pay for another boat"


@pytest.mark.parametrize(
    "sentence",
    [
        f"»{SAID}», she said",
        f"`{SAID},' she said",
        f"`{SAID},` she said",
        f"《{SAID}》 she said",
        f"″{SAID},″ she said",
        f"‶{SAID},″ she said",
        f"❝{SAID}❞ she said",
        f"❛{SAID}❜ she said",
        f"“{SAID},“ she said",
        f'" {SAID}, " she said',
        f"“ {SAID}, ” she said",
        f'She said,"{SAID}."',
        f"\x93{SAID},\x94 she said",
        f"\u00e2\u20ac\u0153{SAID},\u00e2\u20ac\x9d she said",
        f"„{SAID}”, she said",
        f"«\u202f{SAID}\u202f», she said",
    ],
)
def test_a_quotation_is_found_whatever_marks_its_writer_has(sentence: str) -> None:
    document = read_text(f"The mayor spoke on Friday. {sentence}. It rained on the quay.")
    assert " ".join(word for word, is_in in zip(document.norms, document.in_quotes, strict=True) if is_in) == SAID.lower()


def test_a_quotation_goes_on_in_a_paragraph_that_begins_with_no_mark() -> None:
    document = read_text("He spoke.\n\n“We will not pay.\n\nNobody should,” he said. “Never.”")
    assert [document.text[each.start : each.end] for each in document.quotes] == ["We will not pay.\n\nNobody should,", "Never."]


@pytest.mark.parametrize(
    "text", ['A stray " mark', "Home » News » Sport", "run `make` now", "“We will not pay, he said.\n\nIt rained."]
)
def test_a_mark_without_its_other_one_quotes_nothing(text: str) -> None:
    assert read_text(text).quotes == ()


@pytest.mark.parametrize(
    "quotation",
    [
        f"<p class=quote>{SAID}</p>",
        f"<div class='blockquote'><p>{SAID}</p></div>",
        f"<div class='pull-quote'>{SAID}</div>",
        f"<div role=blockquote>{SAID}</div>",
        f"<p style='margin:0 36pt'>{SAID}</p>",
        f"<p style='margin-left:3em;margin-right:3em'>{SAID}</p>",
        f"<blockquote class='kg-blockquote-alt'>{SAID}</blockquote>",
    ],
)
def test_a_page_sets_a_quotation_by_its_class_or_by_both_margins(quotation: str) -> None:
    around = "<p>The mayor spoke on Friday, and it rained all day.</p>"
    document = read_html(f"{around}{quotation}{around}")
    assert [document.text[each.start : each.end] for each in document.quotes] == [SAID]


def test_margins_of_most_of_a_page_set_no_quotation() -> None:
    assert read_html(f"<p style='margin:0 40px'>{SAID}.</p>" * 3).quotes == ()
    assert read_html(f"<p>{SAID}. {SAID}.</p><p style='margin:0 40px;text-indent:-18pt'>{SAID}.</p>").quotes == ()
