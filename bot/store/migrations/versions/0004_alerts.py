"""A young person needs somebody now, and who has been called."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("careleaver", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger(), nullable=False),
        sa.Column("called", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["careleaver"], ["people.id"], name=op.f("fk_alerts_careleaver")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sqlite_autoincrement=True,
    )
    open_only = sa.text("due_at IS NOT NULL")
    op.create_index(op.f("ix_alerts_since"), "alerts", ["since"], unique=False)
    op.create_index(
        "one_alert", "alerts", ["careleaver"], unique=True, sqlite_where=open_only, postgresql_where=open_only
    )
    op.create_index(
        "alerts_due", "alerts", ["due_at"], unique=False, sqlite_where=open_only, postgresql_where=open_only
    )
