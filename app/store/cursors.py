"""Where a page of rows ends, the newest first: one cursor for whatever is listed page by page."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

UNKNOWN: Final = -1.0  # the figure of a row that has none: below every other


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page begins behind it.

    `seq` counts inside what the id names; `figure` is for rows that are sorted by a figure first.
    """

    created_at: float
    id: str
    seq: int = 0
    figure: float = UNKNOWN

    def is_before(self, created_at: sa.ColumnElement[float], row_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
        """Whether a row is older than the cursor's."""
        return sa.tuple_(created_at, row_id) < (self.created_at, self.id)
