"""All tables on one page.

Columns of type SealedBytes are encrypted, `*_index` columns are keyed hashes of an encrypted neighbour (named in
`info`), so that a copy of the file tells no name, number or message. Message ids and topic ids are the messenger's
counters and say nothing by themselves.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.db import Instant, SealedBytes

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


#: A column that is sealed with the own key of whom its row is about.
_OWN: Final = {"own": True}


def _index_of(column: str, purpose: str = "address") -> dict[str, tuple[str, str]]:
    return {"index_of": (column, purpose)}


#: Everybody who has joined.
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("state", String(16), nullable=False, server_default="active"),  # active, stopped (own word), left (staff)
    # Their own key: opens what is theirs, here and in other tables. NULL: they are erased, and nothing opens it.
    Column("own_key", SealedBytes),
    Column("name", SealedBytes, nullable=False, info=_OWN),
    Column("address", SealedBytes, nullable=False, info=_OWN),
    Column("address_index", LargeBinary(16), nullable=False, unique=True, info=_index_of("address")),
    Column("group_chat", Boolean, nullable=False, server_default=text("false")),
    Column("language", String(8), nullable=False),
    Column("bezirk", String(64)),
    Column("service", String(64)),  # of a Fachkraft: the service they answer for
    Column("reachable", Boolean, nullable=False, server_default=text("true")),
    Column("paused_until", Instant),
    # Whose words stand last in this chat: a person's id, or NULL after the bot itself spoke.
    Column("voice", Integer),
    Column("recovery_index", LargeBinary(16), unique=True),
    Column("consent", String(16)),  # the words they said yes to: language and a hash
    Column("consent_asked", String(16)),  # the changed words they were asked about
    Column("consent_answer", String(8)),  # what they said to those: yes, no
    Column("joined_at", Instant, nullable=False),
    # When an answer of the FAQ was last offered without being asked for; once a day is enough.
    Column("hinted_at", Instant),
    CheckConstraint("role IN ('careleaver', 'wegbegleiter', 'fachkraft', 'coordination', 'admin')", name="role"),
    CheckConstraint("state IN ('active', 'stopped', 'left')", name="state"),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)

#: Who is at whose side, now (`until` is NULL) or before.
companionships = Table(
    "companionships",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("careleaver", ForeignKey("people.id"), nullable=False),
    Column("wegbegleiter", ForeignKey("people.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    # Since when the young person waits for an answer.
    Column("waiting_since", Instant),
    CheckConstraint("kind IN ('main', 'substitute')", name="kind"),
    # One main Wegbegleiter at a time, and nobody twice at the same side: promised by the schema.
    Index("one_main", "careleaver", unique=True, sqlite_where=text("until IS NULL AND kind = 'main'"),
          postgresql_where=text("until IS NULL AND kind = 'main'")),
    Index("one_each", "careleaver", "wegbegleiter", unique=True, sqlite_where=text("until IS NULL"),
          postgresql_where=text("until IS NULL")),
    Index("of_wegbegleiter", "wegbegleiter", "until"),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)  # fmt: skip

#: One-time codes that let somebody join. The code itself is nowhere.
invitations = Table(
    "invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code_index", LargeBinary(16), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("name", SealedBytes),
    Column("wegbegleiter", ForeignKey("people.id")),
    Column("bezirk", String(64)),
    Column("service", String(64)),
    Column("care_ended", String(10)),  # 2026-10-31; from that day on their check-ins are counted
    Column("created_by", ForeignKey("people.id")),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("used_by", ForeignKey("people.id")),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)

#: Wrong codes, to slow down who tries many.
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address_index", LargeBinary(16), nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

#: Where somebody is in a conversation of several steps. Also for strangers who are about to join.
steps = Table(
    "steps",
    metadata,
    Column("address_index", LargeBinary(16), primary_key=True, info=_index_of("address")),
    Column("address", SealedBytes, nullable=False),
    Column("step", String(64), nullable=False),
    Column("data", SealedBytes, nullable=False, info=_OWN),
    Column("since", Instant, nullable=False),
)

#: Messages somebody wrote that wait for a decision: to whom, or whether contact goes on.
held = Table(
    "held",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False, index=True),
    Column("event", SealedBytes, nullable=False, info=_OWN),
    Column("since", Instant, nullable=False),
)

#: Which message in one chat is the twin of which in another. No content.
relayed = Table(
    "relayed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author", ForeignKey("people.id"), nullable=False),
    # NULL: a header or question of ours about the author; a reply to it is meant for them.
    Column("author_message", String(64)),
    Column("recipient", ForeignKey("people.id"), nullable=False),
    Column("recipient_message", String(64), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Index("by_author", "author", "author_message"),
    Index("by_recipient", "recipient", "recipient_message"),
)

#: One person's place in somebody else's chat, where the messenger has topics. Made by the sender when first needed.
topics = Table(
    "topics",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("host", ForeignKey("people.id"), nullable=False),
    Column("guest", ForeignKey("people.id"), nullable=False),
    Column("thread", String(64)),
    UniqueConstraint("host", "guest"),
    Index("by_thread", "host", "thread"),
)

#: What came in and is not handled yet. Handled rows stay a while without content, to recognise duplicates.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("number", String(64), nullable=False),
    # Whose event it is: one person's events are handled one after the other.
    Column("address_index", LargeBinary(16), nullable=False),
    Column("event", SealedBytes),
    Column("state", String(8), nullable=False),  # queued, done, aside (gave up; doctor and coordination see it)
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("not_before", Instant, nullable=False),
    Column("error", String(200)),
    Column("received_at", Instant, nullable=False, index=True),
    UniqueConstraint("source", "number"),
    CheckConstraint("state IN ('queued', 'done', 'aside')", name="state"),
    Index("inbox_open", "state", "id"),
    Index("inbox_in_order", "address_index", "id", sqlite_where=text("state = 'queued'"),
          postgresql_where=text("state = 'queued'")),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)  # fmt: skip

#: What is to go out. Content is dropped when it has arrived or failed for good.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lane", SmallInteger, nullable=False),
    Column("address", SealedBytes, nullable=False),
    Column("address_index", LargeBinary(16), nullable=False, info=_index_of("address")),
    Column("group_chat", Boolean, nullable=False, server_default=text("false")),
    Column("message", SealedBytes),
    Column("topic", ForeignKey("topics.id")),
    Column("topic_header", SealedBytes),
    Column("topic_name", SealedBytes),
    Column("state", String(8), nullable=False),  # queued, sending, sent, failed, dropped
    Column("sending_since", Instant),
    Column("claimed_by", Integer),  # the process that has it in hand
    Column("weight", SmallInteger),  # as how many messages the messenger's limits count it, once it has been in hand
    Column("not_before", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("error", String(200)),
    Column("dedupe", String(128), unique=True),
    Column("gather", LargeBinary(16)),
    # The trail back to the author.
    Column("author", Integer),
    Column("recipient", Integer),
    Column("author_address", SealedBytes),
    Column("author_messages", String(2000)),
    Column("receipt", String(16)),
    Column("report", String(8)),
    Column("what", String(8)),
    Column("created_at", Instant, nullable=False),
    Column("done_at", Instant, index=True),
    CheckConstraint("state IN ('queued', 'sending', 'sent', 'failed', 'dropped')", name="state"),
    Index("outbox_open", "state", "lane", "not_before", "id"),
    Index("outbox_in_order", "address_index", "lane", "id",
          sqlite_where=text("state IN ('queued', 'sending')"), postgresql_where=text("state IN ('queued', 'sending')")),
    Index("outbox_gather", "gather", sqlite_where=text("gather IS NOT NULL AND state = 'queued'"),
          postgresql_where=text("gather IS NOT NULL AND state = 'queued'")),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)  # fmt: skip

#: Whether, when and about what a young person is asked how they are. There once they have been asked for their yes.
rhythms = Table(
    "rhythms",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),  # asked (no answer yet), on, off
    Column("consent", String(16)),  # the words they said yes to: language and a hash
    Column("plan", String(64), nullable=False),
    Column("start", String(10), nullable=False),  # the day care ended, or the rhythm was chosen: 2026-10-31
    Column("every", String(16)),  # week, fortnight, month; NULL: the plan's own rhythm
    Column("weekday", SmallInteger),
    Column("hour", SmallInteger),
    Column("zone", String(64)),
    Column("number", Integer, nullable=False, server_default="0"),  # check-ins so far: questions take turns
    Column("missed", SmallInteger, nullable=False, server_default="0"),  # in a row
    Column("sharing_asked", Boolean, nullable=False, server_default=text("false")),
    Column("due_at", Instant),
    CheckConstraint("state IN ('asked', 'on', 'off')", name="state"),
    # Promise 3: whoever wants to be asked has a next time, whatever has happened; whoever does not has none.
    CheckConstraint("(state = 'on') = (due_at IS NOT NULL)", name="next_time"),
    Index("rhythms_due", "due_at", sqlite_where=text("due_at IS NOT NULL"),
          postgresql_where=text("due_at IS NOT NULL")),
)  # fmt: skip

#: Every single check-in. Two for the same moment cannot be: promised by the schema.
checkins = Table(
    "checkins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("planned_for", Instant, nullable=False),
    Column("by_hand", Boolean, nullable=False, server_default=text("false")),
    Column("plan", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # decides questions and wordings
    Column("state", String(8), nullable=False),  # open, begun, done, declined, missed (answers still count), unsent
    Column("ahead", String(1000), nullable=False, server_default=""),  # questions to come, by key
    Column("asking", String(64)),  # the one on the screen
    Column("snoozed", Boolean, nullable=False, server_default=text("false")),
    Column("sent_at", Instant),
    Column("reminded_at", Instant),
    Column("heard_at", Instant),
    Column("due_at", Instant),  # when to remind, to count as missed, to ask again
    UniqueConstraint("person", "planned_for"),
    CheckConstraint("state IN ('open', 'begun', 'done', 'declined', 'missed', 'unsent')", name="state"),
    Index("checkins_due", "due_at", sqlite_where=text("due_at IS NOT NULL"),
          postgresql_where=text("due_at IS NOT NULL")),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)  # fmt: skip

#: What somebody answered in a check-in.
answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("checkin", ForeignKey("checkins.id"), nullable=False),
    Column("question", String(64), nullable=False),
    Column("topic", String(64), nullable=False),
    Column("value", SealedBytes, nullable=False, info=_OWN),
    Column("at", Instant, nullable=False, index=True),
    UniqueConstraint("checkin", "question"),
)

#: What a young person lets their Wegbegleiter see, by topic.
shares = Table(
    "shares",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True),
    Column("topic", String(64), primary_key=True),
)

#: The record of contact, § 41a Abs. 2 SGB VIII: date, kind, outcome. No content.
contacts = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # checkin, by-hand, reminder
    Column("outcome", String(16), nullable=False),  # open, answered, declined, missed, unsent
    Column("checkin", Integer),
    Index("contacts_of", "person", "at"),
    Index("contacts_checkin", "checkin"),
)

#: Requests for support (Anliegen). The constraints are promises 5 and 6: one pair of hands at any time, none without
#: a yes, none forgotten, none closed but by the young person.
requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("careleaver", ForeignKey("people.id"), nullable=False, index=True),
    Column("created_by", ForeignKey("people.id"), nullable=False),
    Column("topic", String(64)),
    Column("state", String(12), nullable=False),
    Column("holder", String(64), nullable=False),  # a service; "careleaver" while it is a draft
    Column("offered_to", String(64)),  # passed on to them; the holder keeps it until they accept
    Column("also", String(400), nullable=False, server_default=""),  # a draft: who else is to share it
    Column("wanted", String(64)),  # the holder wants to pass it on there, which takes a yes
    Column("taken_by", SealedBytes),  # who at the holder's took it, as they are called
    Column("watched", Boolean, nullable=False, server_default=text("false")),  # coordination looks on
    Column("reminded", SmallInteger, nullable=False, server_default="0"),
    Column("agreed_at", Instant),
    Column("opened_at", Instant),  # somebody has read it
    Column("closed_at", Instant),
    Column("due_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False, index=True),
    CheckConstraint("state IN ('drafted', 'offered', 'taken', 'waiting', 'passed', 'answered', 'confirmed', "
                    "'reopened', 'withdrawn')", name="state"),
    CheckConstraint("(state = 'drafted') = (holder = 'careleaver')", name="in_one_pair_of_hands"),
    CheckConstraint("(state = 'passed') = (offered_to IS NOT NULL)", name="kept_until_accepted"),
    CheckConstraint("state = 'drafted' OR agreed_at IS NOT NULL", name="after_a_yes"),
    CheckConstraint("state NOT IN ('offered', 'taken', 'waiting', 'passed', 'reopened') OR due_at IS NOT NULL",
                    name="never_forgotten"),
    CheckConstraint("(state IN ('confirmed', 'withdrawn')) = (closed_at IS NOT NULL)", name="closed"),
    Index("requests_due", "due_at", sqlite_where=text("due_at IS NOT NULL"),
          postgresql_where=text("due_at IS NOT NULL")),
    Index("requests_held", "holder", "state"),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and links name it
)  # fmt: skip

#: Which services a request may be shown to: those the young person has seen and agreed to, in the order they are asked.
request_services = Table(
    "request_services",
    metadata,
    Column("request", ForeignKey("requests.id"), primary_key=True),
    Column("service", String(64), primary_key=True),
    Column("position", SmallInteger, nullable=False),
    Column("shared", Boolean, nullable=False, server_default=text("false")),  # Fallverbund: sees it from the start
    Column("agreed_at", Instant, nullable=False),
    Column("asked_at", Instant),  # their turn has come: from now on they may read it
    Column("opened_at", Instant),
)

#: What was written for a request, to and fro. A young person's words are a draft until they have agreed to send them.
request_words = Table(
    "request_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("author", String(64), nullable=False),  # careleaver, wegbegleiter, or a service
    Column("words", SealedBytes, nullable=False, info=_OWN),
    Column("at", Instant, nullable=False),
    Column("agreed_at", Instant),
    sqlite_autoincrement=True,  # what is shown next never has an old number
)

#: What became of a request, step by step. No content.
request_steps = Table(
    "request_steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("step", String(16), nullable=False),
    Column("service", String(64)),
)

#: Which message in a service's chat is about which request: a reply to it is meant for that.
request_cards = Table(
    "request_cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("message", String(64), nullable=False),
    Column("request", Integer, nullable=False, index=True),
    Index("cards_by_message", "person", "message"),
)

#: Links of mails that have been used: each works once.
used_links = Table(
    "used_links",
    metadata,
    Column("nonce", String(32), primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)

#: A young person needs somebody now. No content, not even what it is about.
alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("careleaver", ForeignKey("people.id"), nullable=False),
    Column("since", Instant, nullable=False, index=True),
    Column("shown_at", Instant, nullable=False),  # when they last saw whom they can call
    Column("called", String(1000), nullable=False, server_default=""),  # staff, by number, in order
    Column("due_at", Instant),  # when the next is called; NULL: somebody is there
    Index("one_alert", "careleaver", unique=True, sqlite_where=text("due_at IS NOT NULL"),
          postgresql_where=text("due_at IS NOT NULL")),
    Index("alerts_due", "due_at", sqlite_where=text("due_at IS NOT NULL"),
          postgresql_where=text("due_at IS NOT NULL")),
    sqlite_autoincrement=True,  # an id is never used twice: buttons name it
)  # fmt: skip

#: The audit trail: who did what to whose data. Numbers and set words only; each row bears the hash of the one before,
#: and a trigger refuses every UPDATE. People are named without a foreign key: what they did stays when they are erased.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # without gaps
    Column("at", Instant, nullable=False),
    Column("actor", Integer, index=True),  # a person; NULL: the command line, the bot itself, a service by mail
    Column("who", String(64), nullable=False),  # their role, "command", "bot", or the service
    Column("what", String(32), nullable=False),
    Column("whom", Integer, index=True),  # the person it was done to
    Column("other", Integer, index=True),  # another one it was about: who was put at their side, who was called
    Column("about", Integer),  # a request; of `trimmed`: the last entry that went
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
)

#: Second factors of coordination and admin, made on the command line.
second_factors = Table(
    "second_factors",
    metadata,
    Column("person", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("secret", SealedBytes, nullable=False),
    Column("last_step", Integer),  # the half minute since 1970 whose code was used last: each works once
    Column("passed_until", Instant),
    Column("wrong", SmallInteger, nullable=False, server_default="0"),
    Column("wrong_since", Instant),
)

#: What people asked the FAQ, without who: no person, no address, and the words without names and numbers. What was
#: answered goes within a day, what was not stays for admins to read.
questions = Table(
    "questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", SealedBytes, nullable=False),
    Column("language", String(8), nullable=False),
    Column("outcome", String(16), nullable=False),  # asked, unanswered, unhelpful
    Column("entry", String(200)),  # the answer that did not help
    Column("asked_at", Instant, nullable=False, index=True),
    CheckConstraint("outcome IN ('asked', 'unanswered', 'unhelpful')", name="outcome"),
    sqlite_autoincrement=True,  # an id is never used twice: buttons and reports name it
)

#: The bot's processes that share this database (together.py). Empty with SQLite.
processes = Table(
    "processes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place", String(64), nullable=False, unique=True),  # where it runs: whoever begins there has seen it end
    Column("beats", BigInteger, nullable=False),
    sqlite_autoincrement=True,  # the lower the number, the longer it has been there
)

#: Small facts about this installation: the bot's username for invitation links, when polling last worked.
facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", String(500), nullable=False),
    Column("at", Instant, nullable=False),
)
