"""Direct quotations: what stands between quotation marks."""

import re

from app.text.types import Span

_LONGEST = 2_000  # characters; a longer one is an unclosed mark
_OPENING = re.compile('[\u201c"\u00ab\u201e\u2018]')
_INSIDE = {
    "\u201c": re.compile(rf"[^\u201c\u201d\n]{{2,{_LONGEST}}}(?=\u201d)"),
    '"': re.compile(rf"[^\"\n]{{2,{_LONGEST}}}(?=\")"),
    "\u00ab": re.compile(rf"[^\u00ab\u00bb\n]{{2,{_LONGEST}}}(?=\u00bb)"),
    "\u201e": re.compile(rf"[^\u201c\u201d\u201e\n]{{2,{_LONGEST}}}(?=[\u201c\u201d])"),
    # British style; short ones are taken for apostrophes, and an apostrophe inside is followed by a letter
    "\u2018": re.compile(rf"(?:[^\u2018\u2019\n]|\u2019(?=\w)){{12,{_LONGEST}}}(?=\u2019)"),
}


def find_quotes(text: str) -> tuple[Span, ...]:
    """Insides of the quotations of `text`, in characters, in order, without overlap."""
    found: list[Span] = []
    at = 0
    while opening := _OPENING.search(text, at):
        inside = _INSIDE[opening.group()].match(text, opening.end())
        at = opening.end()
        if inside:
            found.append(Span(*inside.span()))
            at = inside.end() + 1
    return tuple(found)
