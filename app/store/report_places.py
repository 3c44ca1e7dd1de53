"""Where a stored report stands: a batch and the place of the pair in it, written as `j_3f…` or, of many, as `b_3f….7`."""

import re
from dataclasses import dataclass
from typing import Final, Self

import sqlalchemy as sa

from app.store.batches import BatchKind

_FORM: Final = re.compile(r"([a-z]_[0-9a-zA-Z]{1,36})(?:\.(0|[1-9][0-9]{0,6}))?")


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Names one report; only a batch's own items carry their number in the id."""

    batch_id: str
    seq: int = 0

    @classmethod
    def read(cls, report_id: str) -> Self | None:
        """The place that an id names, or nothing when it is no id of ours."""
        form = _FORM.fullmatch(report_id)
        return cls(form[1], int(form[2] or 0)) if form else None

    def id_in(self, kind: BatchKind) -> str:
        """How the place is written in a batch of this kind."""
        return f"{self.batch_id}.{self.seq}" if kind is BatchKind.BATCH else self.batch_id

    def rows_of(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """The rows of a table that belong to this report."""
        return sa.and_(table.c.batch_id == self.batch_id, table.c.seq == self.seq)
