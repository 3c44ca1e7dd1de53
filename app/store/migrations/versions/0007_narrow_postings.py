"""On PostgreSQL features stand outside of their rows: a question looks at thousands of rows and reads the features of a few."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# PostgreSQL moves a value out of its row only where the row has more than 2,000 bytes, so each row gets as many blanks, which
# then take some 30 bytes; to have them for every row that is written from now on needs no other statement than before. Rows that
# are there stay as they are until their library is indexed again: to write them anew would make their whole index anew.
_NARROW = (
    "alter table article_features alter column features set storage external",
    "alter table article_features set (toast_tuple_target = 128)",
    "alter table article_features add column filler text not null default repeat(' ', 2048)",
)
_WIDE = (
    "alter table article_features drop column filler",
    "alter table article_features reset (toast_tuple_target)",
    "alter table article_features alter column features set storage extended",
)


def upgrade() -> None:
    """Makes it so."""
    _execute(_NARROW)


def downgrade() -> None:
    """Takes it back."""
    _execute(_WIDE)


def _execute(statements: tuple[str, ...]) -> None:
    for statement in statements if op.get_bind().dialect.name == "postgresql" else ():
        op.execute(statement)
