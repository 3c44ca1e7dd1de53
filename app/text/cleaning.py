"""A text without what is no part of its words, and where each character that stays stands in the text as sent.

Taken out or mended: note marks, numbers of lines, times of subtitles, codes of editing systems, Markdown's addresses, accents
and ligatures that a PDF of TeX gives as characters of their own, endings that a tokeniser set apart, soft hyphens at a line's
end. Most have none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np

from app.text.accents import find_accents, has_accents
from app.text.characters import beyond_ascii, has_sign
from app.text.cues import find_cues, has_cues
from app.text.line_numbers import find_line_numbers, has_line_numbers
from app.text.markdown import find_markdown, has_markdown
from app.text.mojibake import find_cut_marks, find_mojibake, has_cut_marks, has_mojibake
from app.text.note_marks import find_glued_numbers, find_note_marks, find_raised_figures, has_raised_figures
from app.text.orthography import Orthography
from app.text.set_apart import find_ligatures, find_line_hyphens, find_set_apart, has_ligatures, has_line_hyphens, has_set_apart
from app.text.shortcodes import find_shortcodes, find_templates, has_templates
from app.text.types import Disguise, Document, Ints, Span

Edit = tuple[int, int, str]  # the characters from, to, and what they are


def _has_bracket(text: str, _beyond: frozenset[str]) -> bool:
    return has_sign(text, "[")


def _in_any_language(find: Callable[[str], Iterator[Edit]]) -> Callable[[str, Orthography], Iterator[Edit]]:
    return lambda text, _orthography: find(text)


# Whether a text, with its characters beyond ASCII, may need a mend, and where it does.
_MENDS: tuple[tuple[Callable[[str, frozenset[str]], bool], Callable[[str, Orthography], Iterator[Edit]]], ...] = (
    (_has_bracket, _in_any_language(find_shortcodes)),
    (has_markdown, _in_any_language(find_markdown)),
    (has_templates, _in_any_language(find_templates)),
    (_has_bracket, find_note_marks),
    (has_cues, _in_any_language(find_cues)),
    (has_line_numbers, _in_any_language(find_line_numbers)),
    (has_raised_figures, find_raised_figures),
    (has_mojibake, _in_any_language(find_mojibake)),
    (has_cut_marks, _in_any_language(find_cut_marks)),  # before the ligatures, which have some of the same places
    (has_accents, find_accents),
    (has_ligatures, _in_any_language(find_ligatures)),
    (has_line_hyphens, _in_any_language(find_line_hyphens)),
    (has_set_apart, find_set_apart),
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text, and where each of its characters starts and ends in the source, with one more start: the source's end."""

    text: str
    starts: Ints
    ends: Ints


def clean(text: str, orthography: Orthography) -> Cleaned | None:
    """`text` mended; None when there is nothing to mend. O(n) time."""
    beyond = frozenset(beyond_ascii(text))
    edits = [edit for is_needed, find in _MENDS if is_needed(text, beyond) for edit in find(text, orthography)]
    edits.extend(find_glued_numbers(text))
    return _edited(text, _apart(edits)) if edits else None


def placed(document: Document, source: str, cleaned: Cleaned) -> Document:
    """The document of `cleaned.text` as one of `source`: every place is one of the source."""
    starts, ends = cleaned.starts, np.concatenate((np.zeros(1, np.int32), cleaned.ends))

    def place(span: Span) -> Span:
        start = int(starts[span.start])
        return Span(start, max(int(ends[span.end]), start) if len(span) else start)

    word_starts, word_ends = starts[document.starts], ends[document.ends]
    # an endless word may be cut inside what was one character of the source: the first part has it
    word_starts[1:] = np.maximum(word_starts[1:], word_ends[:-1])
    return replace(
        document,
        text=source,
        starts=word_starts,
        ends=word_ends,
        quotes=tuple(map(place, document.quotes)),
        disguises=tuple(Disguise(each.kind, place(each.chars)) for each in document.disguises),
    )


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order; of two that overlap the first one."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=itemgetter(0, 1)):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _edited(text: str, edits: list[Edit]) -> Cleaned:
    pieces: list[str] = []
    starts: list[Ints] = []
    ends: list[Ints] = []
    at = 0
    for start, end, meant in (*edits, (len(text), len(text), "")):
        pieces += (text[at:start], meant)
        starts += (np.arange(at, start, dtype=np.int32), np.full(len(meant), start, np.int32))
        ends += (np.arange(at + 1, start + 1, dtype=np.int32), np.full(len(meant), end, np.int32))
        at = end
    starts.append(np.array([len(text)], np.int32))
    return Cleaned("".join(pieces), np.concatenate(starts), np.concatenate(ends))
