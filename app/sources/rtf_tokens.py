"""Rich Text Format in pieces: groups, control words, bytes and characters; binary data is passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_PIECE = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)


class RtfKind(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class RtfPiece:
    """One piece: the control word, symbol or bytes (as Latin-1 characters), and the control word's number."""

    kind: RtfKind
    text: str = ""
    number: int | None = None


_BRACES = {"{": RtfPiece(RtfKind.OPEN), "}": RtfPiece(RtfKind.CLOSE)}


def pieces_of(content: bytes) -> Iterator[RtfPiece]:
    """The pieces of a file in order. O(n) time."""
    text = content.decode("latin-1")
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        assert found is not None  # every character begins a piece
        at = found.end()
        if found["text"] is not None:
            yield RtfPiece(RtfKind.BYTES, found["text"])
        elif found["word"] is not None:
            number = None if found["number"] is None else int(found["number"])
            if found["word"] == "bin":
                at += max(number or 0, 0)
            else:
                yield RtfPiece(RtfKind.WORD, found["word"], number)
        elif found["hex"] is not None:
            yield RtfPiece(RtfKind.BYTES, chr(int(found["hex"], 16)))
        elif found["symbol"] is not None:
            yield RtfPiece(RtfKind.SYMBOL, found["symbol"])
        elif found["brace"] is not None:
            yield _BRACES[found["brace"]]
