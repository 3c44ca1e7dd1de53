"""Word edits of sentence groups: equal runs by edit distance, changed blocks cut into units."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from app.align.blocks import Block, Row, Sides, cut_blocks
from app.align.types import Op
from app.lexicon import Lexicon

Stretch = tuple[int, int, int, int]  # reference start and end, suspect start and end, in tokens


def edit_words(stretches: Sequence[Stretch], sides: Sides, lexicon: Lexicon) -> list[list[Row]]:
    """For each pair of stretches the rows of its edits, covering both once and in order.

    O(n·m / 64) time a pair for the equal runs (bit-parallel edit distance), see `blocks` for the rest.
    """
    skeletons = [_skeleton(stretch, sides.words.reference_list, sides.words.suspect_list) for stretch in stretches]
    cut = iter(cut_blocks([part for parts in skeletons for part in parts if isinstance(part, Block)], sides, lexicon))
    return [_merge_equal([row for part in parts for row in (next(cut) if isinstance(part, Block) else (part,))]) for parts in skeletons]


def _skeleton(stretch: Stretch, reference: list[int], suspect: list[int]) -> list[Row | Block]:
    """Equal runs as rows, and what lies between them as blocks."""
    r, r_end, s, s_end = stretch
    parts: list[Row | Block] = []
    for tag, a, b, c, d in Levenshtein.opcodes(reference[r:r_end], suspect[s:s_end]).as_list():
        if tag == "equal":
            parts.append((_EQUAL, r + a, r + b, s + c, s + d))
        elif parts and isinstance(last := parts[-1], Block):
            parts[-1] = Block(last.reference_start, r + b, last.suspect_start, s + d)
        else:
            parts.append(Block(r + a, r + b, s + c, s + d))
    return parts


_EQUAL = int(Op.EQUAL)


def _merge_equal(rows: list[Row]) -> list[Row]:
    """Neighbouring rows of the same op, other than replacements, become one."""
    merged: list[Row] = []
    for row in rows:
        if merged and merged[-1][0] == row[0] != Op.REPLACE:
            merged[-1] = (row[0], merged[-1][1], row[2], merged[-1][3], row[4])
        else:
            merged.append(row)
    return merged
