"""Deliveries have no leases any more: the queue says who sends them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes it so."""
    op.drop_column("deliveries", "claimed_until")


def downgrade() -> None:
    """Takes it back."""
    op.add_column("deliveries", sa.Column("claimed_until", sa.Float(), nullable=True))
