"""What a spinner or a template leaves in a text: alternatives that were never chosen, placeholders that were never filled."""

import re
from functools import lru_cache
from itertools import pairwise

from app.text.characters import matches_at, places_of, signs_of
from app.text.orthography import Orthography, any_of
from app.text.types import Disguise, DisguiseKind, Span

# The characters that each may begin with, the last of which stands in it: most texts have none of them.
_PATTERNS = tuple(
    (marks, re.compile(pattern, re.IGNORECASE))
    for marks, pattern in (
        ("{", r"\{(?:[^{}|\n]{0,120}\|)+[^{}|\n]{0,120}\}"),  # {one|another}
        ("{", r"\{(?:\{[^{}\n]{1,80}\}|%[^{}\n]{1,80}%)\}"),  # {{name}}, {%name%}
        ("${", r"\$?\{(?<![\\\w]\{)[a-z_][\w .-]{1,40}\}(?!\})"),  # {name}, ${name}
        ("{", r"\{[a-z][^{}/\n|]{0,40}(?:/[^{}/\n|]{1,40})+\}"),  # {one/another}
        ("[", r"\[\[[^\[\]\n]{1,80}\]\]"),  # [[synonym]]
        ("[", r"\[[a-z][^\[\]|\n]{0,60}(?:\|[^\[\]|\n]{1,60})+\](?!\])"),  # [one|another]
        ("%", r"%(?<![\d%\w]%)%?[a-z][a-z0-9_-]{1,40}%{1,2}(?!\w)"),  # %name%
        ("<", r"<<[a-z][^<>\n]{1,60}>>"),
        ("#", r"##[a-z][\w -]{1,40}##"),
        ("@", r"@@[a-z][\w -]{1,40}@@"),
    )
)


@lru_cache(maxsize=8)
def _asking(orthography: Orthography) -> tuple[str, re.Pattern[str]]:
    """The search for what says in words that it is to be filled: [your name]."""
    return "[", re.compile(rf"\[{any_of(orthography.asked)}\b[^\[\]\n]{{0,40}}\](?!\])", re.IGNORECASE)


def find_leftovers(text: str, orthography: Orthography) -> tuple[Disguise, ...]:
    """Each leftover with its place, in order, no two at one place."""
    signs = signs_of(text)
    searches = [(marks, pattern) for marks, pattern in (*_PATTERNS, _asking(orthography)) if marks[-1] in signs]
    if not searches:
        return ()
    # not by `finditer`: a pattern that ignores case leaps to no character
    places = {marks: places_of(text, marks) for marks in {marks for marks, _ in searches}}
    spans = sorted(found.span() for marks, pattern in searches for found in matches_at(pattern, text, places[marks]))
    apart = [span for before, span in pairwise([(0, 0), *spans]) if span[0] >= before[1]]
    return tuple(Disguise(DisguiseKind.LEFTOVER, Span(*span)) for span in apart)
