"""The words people said yes to may change: which version they were asked about, and what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both."""
    op.add_column("people", sa.Column("consent_asked", sa.String(length=16), nullable=True))
    op.add_column("people", sa.Column("consent_answer", sa.String(length=8), nullable=True))
