"""The case of a replacement: as what it replaces."""

from collections.abc import Sequence


def in_case(words: Sequence[str], text: str) -> str:
    """The text in the case of the words it replaces: ALL CAPITALS, Each Word, or only the First."""
    first = words[0]
    if len(first) > 1 and all(word.isupper() for word in words):
        return text.upper()
    if not first[0].isupper():
        return text
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    return text[:1].upper() + text[1:]
