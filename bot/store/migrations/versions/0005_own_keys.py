"""Everybody's own key. Who is there already gets one at the next start (`store/rotate.py`)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("people", sa.Column("own_key", sa.LargeBinary(), nullable=True))
