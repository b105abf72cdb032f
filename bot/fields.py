"""What of everything stored about somebody means something to them, table by table, and how it is said. Data only.

A column stands here once: with the way it is shown on the page they get, or as technical. What is technical stays in
the file for programs. A test fails for a column that is neither.
"""

from collections.abc import Mapping
from typing import Final, Literal

Kind = Literal[
    "words", "value", "flag", "time", "day", "hour", "weekday", "number", "request", "language", "chat",
    "person", "people", "service", "services", "hands", "topic", "checkin-topic", "question", "answer", "written",
    "passed",
]  # fmt: skip
"""`value`: one of several, said by a text; `hands`: the young person, their Wegbegleiter, or a service; `written`:
words for a request; `passed`: a message that came in or goes out."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "you": ("people", "companionships", "topics", "invitations", "attempts", "steps"),
    "messages": ("held", "inbox", "outbox", "relayed"),
    "checkins": ("rhythms", "answers", "shares", "checkins"),
    "contacts": ("contacts",),
    "requests": (
        "requests", "request_words", "request_services", "request_steps", "request_cards", "used_links",
    ),
    "alerts": ("alerts",),
    "trail": ("audit", "second_factors"),
}  # fmt: skip
"""Tables that belong together, as people understand it, in the order they are told."""

SHOWN: Final[Mapping[str, Mapping[str, Kind]]] = {
    "people": {
        "name": "words", "role": "value", "state": "value", "language": "language", "address": "chat",
        "group_chat": "flag", "bezirk": "words", "service": "service", "joined_at": "time", "reachable": "flag",
        "paused_until": "time", "voice": "person", "hinted_at": "time",
        "consent_answer": "value",
    },
    "companionships": {
        "careleaver": "person", "wegbegleiter": "person", "kind": "value", "since": "time", "until": "time",
        "waiting_since": "time",
    },
    "topics": {"host": "person", "guest": "person"},
    "invitations": {
        "name": "words", "role": "value", "wegbegleiter": "person", "bezirk": "words", "service": "service",
        "care_ended": "day", "created_by": "person", "created_at": "time", "expires_at": "time", "used_at": "time",
    },
    "attempts": {"at": "time"},
    "steps": {"since": "time"},
    "held": {"event": "passed", "since": "time"},
    "inbox": {"event": "passed", "state": "value", "received_at": "time"},
    "outbox": {
        "message": "passed", "author": "person", "recipient": "person", "state": "value", "created_at": "time",
        "done_at": "time",
    },
    "relayed": {"author": "person", "recipient": "person", "at": "time"},
    "rhythms": {
        "state": "value", "start": "day", "every": "value", "weekday": "weekday", "hour": "hour", "zone": "words",
        "due_at": "time", "number": "number", "missed": "number", "sharing_asked": "flag",
    },
    "answers": {"question": "question", "value": "answer", "topic": "checkin-topic", "at": "time"},
    "shares": {"topic": "checkin-topic"},
    "checkins": {
        "planned_for": "time", "by_hand": "flag", "state": "value", "sent_at": "time", "reminded_at": "time",
        "heard_at": "time", "due_at": "time",
    },
    "contacts": {"at": "time", "kind": "value", "outcome": "value"},
    "requests": {
        "id": "request", "topic": "topic", "state": "value", "created_by": "person", "holder": "hands",
        "taken_by": "words", "offered_to": "service", "wanted": "service", "also": "services", "watched": "flag",
        "created_at": "time", "agreed_at": "time", "opened_at": "time", "changed_at": "time", "due_at": "time",
        "closed_at": "time",
    },
    "request_words": {
        "request": "request", "author": "hands", "words": "written", "at": "time", "agreed_at": "time",
    },
    "request_services": {
        "request": "request", "service": "service", "shared": "flag", "agreed_at": "time", "asked_at": "time",
        "opened_at": "time",
    },
    "request_steps": {"request": "request", "at": "time", "step": "value", "service": "service"},
    "request_cards": {"request": "request", "person": "person"},
    "used_links": {"request": "request", "at": "time"},
    "alerts": {"since": "time", "shown_at": "time", "called": "people", "due_at": "time"},
    "audit": {
        "at": "time", "what": "value", "actor": "person", "whom": "person", "other": "person", "about": "request",
    },
    "second_factors": {"passed_until": "time", "wrong": "number", "wrong_since": "time"},
}  # fmt: skip

TECHNICAL: Final[Mapping[str, frozenset[str]]] = {
    "people": frozenset({"id", "consent", "consent_asked"}),
    "companionships": frozenset({"id"}),
    "topics": frozenset({"id", "thread"}),
    "invitations": frozenset({"id", "used_by"}),
    "attempts": frozenset({"id"}),
    "steps": frozenset({"address", "step", "data"}),
    "held": frozenset({"id", "person"}),
    "inbox": frozenset({"id", "source", "number", "attempts", "not_before", "error"}),
    "outbox": frozenset({
        "id", "lane", "address", "group_chat", "topic", "topic_header", "topic_name", "sending_since", "claimed_by",
        "weight", "not_before", "expires_at", "attempts", "error", "author_address", "author_messages", "what",
    }),
    "relayed": frozenset({"id", "author_message", "recipient_message"}),
    "rhythms": frozenset({"person", "consent", "plan"}),
    "answers": frozenset({"id", "checkin"}),
    "shares": frozenset({"person"}),
    "checkins": frozenset({"id", "person", "plan", "number", "ahead", "asking", "snoozed"}),
    "contacts": frozenset({"id", "person", "checkin"}),
    "requests": frozenset({"careleaver", "reminded"}),
    "request_words": frozenset({"id"}),
    "request_services": frozenset({"position"}),
    "request_steps": frozenset({"id"}),
    "request_cards": frozenset({"id", "message"}),
    "used_links": frozenset({"nonce"}),
    "alerts": frozenset({"id", "careleaver"}),
    "audit": frozenset({"id", "who"}),
    "second_factors": frozenset({"person", "last_step"}),
}  # fmt: skip


def label(table: str, column: str) -> str:
    """The text that says what this is."""
    return f"data-field-{_dashed(table)}-{_dashed(column)}"


def value(table: str, column: str, stored: str) -> str:
    """The text that says what it stands for; roles and steps of requests have theirs already."""
    if column == "role":
        return f"role-{stored}"
    if column == "step":
        return f"request-step-{stored}"
    return f"data-value-{_dashed(table)}-{_dashed(column)}-{stored}"


def title(table: str) -> str:
    """What the table is."""
    return f"data-title-{_dashed(table)}"


def purpose(table: str) -> str:
    """What it is for."""
    return f"data-why-{_dashed(table)}"


def _dashed(name: str) -> str:
    return name.replace("_", "-")
