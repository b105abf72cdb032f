"""What people asked the FAQ, and when it last offered an answer unasked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("entry", sa.String(length=200), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("outcome IN ('asked', 'unanswered', 'unhelpful')", name=op.f("ck_questions_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_questions_asked_at"), "questions", ["asked_at"], unique=False)
    op.add_column("people", sa.Column("hinted_at", sa.BigInteger(), nullable=True))
