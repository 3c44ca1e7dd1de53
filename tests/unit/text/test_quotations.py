"""What stands between quotation marks, and a document without it."""

import pytest

from app.text import Document, read_text, without


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
    "text", ["He said “we go now and left.", 'A 6" pipe is broken.', "“never\nclosed”", "“" + "x" * 2_100 + "”"]
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
