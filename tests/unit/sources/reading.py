"""Files of tests read as documents."""

from app.sources import About, read_source, read_upload
from app.text import Document


def document_of(name: str, content: bytes, *, item: int | None = None) -> Document:
    """What is compared when this file is uploaded."""
    article = read_upload(name, content, max_characters=10**6, item=item)
    return read_source(article.source, max_characters=10**6)


def about(name: str, content: bytes, *, item: int | None = None) -> About:
    """What the file says about its article."""
    return read_upload(name, content, max_characters=10**6, item=item).about


def left_out(document: Document) -> dict[str, int]:
    """Words that are not in the text, by reason."""
    return {str(each.reason): each.words for each in document.markings.left_out}


def quoted(document: Document) -> list[str]:
    """Stretches that the file sets as quotations."""
    return [document.text[span.start : span.end] for span in document.markings.quotes]
