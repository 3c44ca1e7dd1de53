"""The ledger's raw lines: which replacements are substitutions, and of what kind."""

from collections.abc import Sequence

import numpy as np

from app.align.blocks import LONGEST_UNIT
from app.align.collocations import MOST_ASSOCIATION, association_change
from app.align.kinds import KINDS, Kind, find_kinds, with_all_kinds, with_figures
from app.align.twins import naming
from app.align.types import Op, Substitutions
from app.align.units import BOUNDS, Questions, Units
from app.sides import Ints, Pair


def find_substitutions_plainly(parts: Sequence[Ints], pair: Pair) -> Substitutions:
    """The replacements of at most `LONGEST_UNIT` words a side, each with its kind.

    `parts` are rows of edits of one stretch each; the substitutions' `passages` number the parts.
    """
    n_rows = [len(rows) for rows in parts]
    edits = np.concatenate([np.empty((0, 5), np.int32), *parts])
    passage = np.repeat(np.arange(len(parts), dtype=np.int32), n_rows)
    row = np.arange(len(edits), dtype=np.int32) - np.repeat(np.cumsum([0, *n_rows])[:-1], n_rows).astype(np.int32)
    longer = np.maximum(edits[:, 2] - edits[:, 1], edits[:, 4] - edits[:, 3])
    kept = (edits[:, 0] == Op.REPLACE) & (longer <= LONGEST_UNIT)
    spans: Ints = np.ascontiguousarray(edits[kept, 1:].T)
    lexicon = pair.lexicon
    left = lexicon.unit_rows(pair.reference.rows, spans[0], spans[1])
    right = lexicon.unit_rows(pair.suspect.rows, spans[2], spans[3])
    relations = lexicon.relations(left, right)
    similarity, change = lexicon.similarity(left, right), association_change(spans, pair)
    kinds = find_kinds(Units(spans, left, right, relations, similarity, change, pair))
    return Substitutions(spans, kinds, passage[kept], row[kept], left, right, relations, similarity, change)


def substitutions_of(edits: Ints, sizes: Ints, pair: Pair) -> Substitutions:
    """What `find_substitutions_plainly` returns, of parts one behind the other in a table, by the compiled passes."""
    spans, numbers, relations, similarity, odds = naming.collect(edits, sizes, pair, LONGEST_UNIT)
    change = naming.changes(np.log(odds), MOST_ASSOCIATION)
    namer = naming.Namer(pair, Questions(pair.lexicon.english), BOUNDS)
    kinds = namer.name(spans, numbers, relations, similarity, change)
    passages, rows, left, right = numbers
    units = Units(spans, left, right, relations, similarity, change, pair)
    kinds = with_all_kinds(kinds, naming.KINDS, units)
    may_be = namer.may_write_amounts(spans).view(bool) & (kinds > KINDS.index(Kind.NUMBER_FORMAT))
    if may_be.any():
        kinds = with_figures(kinds, units.written_of(may_be))
    return Substitutions(spans, kinds, passages, rows, left, right, relations, similarity, change)
