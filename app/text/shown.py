"""What an element shows, without the numbers by which HTML source in a text knows its stretches while it is parsed."""

import re

from selectolax.lexbor import LexborNode

OPENING, CLOSING = "\ue000", "\ue001"  # around the number of a stretch, which stands before it
_PLACE = re.compile(f"{OPENING}\\d{{1,7}}{CLOSING}")


def shown_in(node: LexborNode) -> str:
    """The text of a node and of all that it holds."""
    return without_places((node.text_content if node.tag == "-text" else node.text()) or "")


def without_places(text: str) -> str:
    """`text` as its page has it."""
    return _PLACE.sub("", text) if OPENING in text else text
