"""One plain reason for each line of the ledger."""

import numpy as np
from numpy.typing import NDArray

from app.align import KINDS

LIKELY, UNLIKELY = 0.8, 0.3
_WEIGHED = ("more likely an editor's change", "a spinner's swap or an editor's", "swapped the way a spinner does it")
# Every reason there is, by kind, weight and whether it stands in a quotation: a report has hundreds of lines.
REASONS = tuple(
    f"{kind.meaning}{', inside a quotation' * in_quotation}: {weighed}"
    for kind in KINDS
    for weighed in _WEIGHED
    for in_quotation in (0, 1)
)


def explain(kinds: NDArray[np.int8], spin: NDArray[np.float64], in_quotation: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Why each line stands in the ledger and how it was weighed, by its place in `REASONS`.

    `kinds` number `KINDS`, `spin` are probabilities.
    """
    weight = (spin >= UNLIKELY).astype(np.int64) + (spin >= LIKELY)
    places: NDArray[np.int64] = (kinds.astype(np.int64) * len(_WEIGHED) + weight) * 2 + in_quotation
    return places
