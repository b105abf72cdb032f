"""Check-ins and requests for support; which service a Fachkraft answers for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "checkins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("planned_for", sa.BigInteger(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("ahead", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("asking", sa.String(length=64), nullable=True),
        sa.Column("snoozed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded_at", sa.BigInteger(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'begun', 'done', 'declined', 'missed', 'unsent')", name=op.f("ck_checkins_state")
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_checkins_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("person", "planned_for", name=op.f("uq_checkins_person_planned_for")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "checkins_due",
        "checkins",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("checkin", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_contacts_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index("contacts_checkin", "contacts", ["checkin"], unique=False)
    op.create_index("contacts_of", "contacts", ["person", "at"], unique=False)
    op.create_index(op.f("ix_contacts_at"), "contacts", ["at"], unique=False)
    op.create_table(
        "request_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_request_cards_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_cards")),
    )
    op.create_index("cards_by_message", "request_cards", ["person", "message"], unique=False)
    op.create_index(op.f("ix_request_cards_request"), "request_cards", ["request"], unique=False)
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("careleaver", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("offered_to", sa.String(length=64), nullable=True),
        sa.Column("also", sa.String(length=400), server_default="", nullable=False),
        sa.Column("wanted", sa.String(length=64), nullable=True),
        sa.Column("taken_by", sa.LargeBinary(), nullable=True),
        sa.Column("watched", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reminded", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(state = 'drafted') = (holder = 'careleaver')", name=op.f("ck_requests_in_one_pair_of_hands")
        ),
        sa.CheckConstraint(
            "(state = 'passed') = (offered_to IS NOT NULL)", name=op.f("ck_requests_kept_until_accepted")
        ),
        sa.CheckConstraint(
            "(state IN ('confirmed', 'withdrawn')) = (closed_at IS NOT NULL)", name=op.f("ck_requests_closed")
        ),
        sa.CheckConstraint("state = 'drafted' OR agreed_at IS NOT NULL", name=op.f("ck_requests_after_a_yes")),
        sa.CheckConstraint(
            "state IN ('drafted', 'offered', 'taken', 'waiting', 'passed', 'answered', 'confirmed', 'reopened', "
            "'withdrawn')",
            name=op.f("ck_requests_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('offered', 'taken', 'waiting', 'passed', 'reopened') OR due_at IS NOT NULL",
            name=op.f("ck_requests_never_forgotten"),
        ),
        sa.ForeignKeyConstraint(["careleaver"], ["people.id"], name=op.f("fk_requests_careleaver")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_requests_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_requests_careleaver"), "requests", ["careleaver"], unique=False)
    op.create_index(op.f("ix_requests_changed_at"), "requests", ["changed_at"], unique=False)
    op.create_index(
        "requests_due",
        "requests",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("requests_held", "requests", ["holder", "state"], unique=False)
    op.create_table(
        "rhythms",
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("consent", sa.String(length=16), nullable=True),
        sa.Column("plan", sa.String(length=64), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=False),
        sa.Column("every", sa.String(length=16), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("hour", sa.SmallInteger(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("missed", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("sharing_asked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(state = 'on') = (due_at IS NOT NULL)", name=op.f("ck_rhythms_next_time")),
        sa.CheckConstraint("state IN ('asked', 'on', 'off')", name=op.f("ck_rhythms_state")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_rhythms_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_rhythms")),
    )
    op.create_index(
        "rhythms_due",
        "rhythms",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "shares",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_shares_person")),
        sa.PrimaryKeyConstraint("person", "topic", name=op.f("pk_shares")),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("checkin", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("topic", sa.String(length=64), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["checkin"], ["checkins.id"], name=op.f("fk_answers_checkin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("checkin", "question", name=op.f("uq_answers_checkin_question")),
    )
    op.create_index(op.f("ix_answers_at"), "answers", ["at"], unique=False)
    op.create_table(
        "request_services",
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_request_services_request")),
        sa.PrimaryKeyConstraint("request", "service", name=op.f("pk_request_services")),
    )
    op.create_table(
        "request_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_request_steps_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_steps")),
    )
    op.create_index(op.f("ix_request_steps_request"), "request_steps", ["request"], unique=False)
    op.create_table(
        "request_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_request_words_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_words")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_request_words_request"), "request_words", ["request"], unique=False)
    op.create_table(
        "used_links",
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["request"], ["requests.id"], name=op.f("fk_used_links_request")),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_used_links")),
    )
    op.create_index(op.f("ix_used_links_request"), "used_links", ["request"], unique=False)
    op.add_column("invitations", sa.Column("service", sa.String(length=64), nullable=True))
    op.add_column("invitations", sa.Column("care_ended", sa.String(length=10), nullable=True))
    op.drop_index(op.f("outbox_open"), table_name="outbox")
    op.create_index("outbox_open", "outbox", ["state", "lane", "not_before", "id"], unique=False)
    op.add_column("people", sa.Column("service", sa.String(length=64), nullable=True))
