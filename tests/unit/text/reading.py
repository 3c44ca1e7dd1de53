"""The words of a document as they stand in its text."""

from app.text import Document, read_text


def written(document: Document) -> list[str]:
    """Each token as it was sent."""
    return [document.text[a:b] for a, b in zip(document.starts.tolist(), document.ends.tolist(), strict=True)]


def written_in(text: str) -> list[str]:
    """Each token of a plain text, which stays as it was sent."""
    document = read_text(text)
    assert document.text == text
    return written(document)
