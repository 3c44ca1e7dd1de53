"""What the inbox shows of each report, who looks at it, and searches under a name."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FIGURES = ("probability", "spun", "spun_share", "reused_share")


def upgrade() -> None:
    """Makes it so."""
    op.create_table(
        "views",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_views")),
    )
    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_views_client"), ["client"], unique=False)
    # plain additions: a copy of the table, as batch mode makes it, would take minutes where there are many reports
    for name in _FIGURES:
        op.add_column("results", sa.Column(name, sa.Float(), nullable=True))
    op.add_column("results", sa.Column("swaps", sa.Integer(), nullable=True))
    op.add_column("results", sa.Column("strip", sa.String(length=60), nullable=True))
    op.add_column("results", sa.Column("heading", sa.String(length=200), nullable=True))
    op.add_column("reviews", sa.Column("assignee", sa.String(length=100), nullable=False, server_default=""))


def downgrade() -> None:
    """Takes it back."""
    op.drop_column("reviews", "assignee")
    for name in ("heading", "strip", "swaps", *reversed(_FIGURES)):
        op.drop_column("results", name)
    with op.batch_alter_table("views", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_views_client"))
    op.drop_table("views")
