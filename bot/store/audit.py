"""The audit trail: who did what to whose data, when. Numbers and set words; no name, nothing anybody wrote.

Each entry bears a hash over its own fields and the hash before it, so that an entry that was changed, put in, moved or
taken out shows. When old entries go, an entry says up to which (`trimmed`): the beginning cannot be cut unseen either.
What the chain alone cannot show is that its newest entries are gone, or that somebody wrote all of it anew: for that,
note its last hash elsewhere now and then (`number_of`).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import delete, func, insert, or_, select, type_coerce
from sqlalchemy.types import NullType

from bot.store import people
from bot.store.db import Tx
from bot.store.tables import audit

What = Literal[
    "joined", "invited-careleaver", "invited-wegbegleiter", "invited-fachkraft", "invited-coordination",
    "invited-admin", "assigned", "unassigned", "opened", "agreed", "agreed-passing", "exported", "erased", "moved",
    "locked", "stopped", "back", "alerted", "left", "contacts-exported", "restored", "read", "trimmed", "factor-made",
    "factor-passed", "factor-failed",
]  # fmt: skip
"""What can be noted; each has a sentence in content (`audit-…`)."""
BOT: Final = "bot"
COMMAND: Final = "command"
INVITED: Final[Mapping[str, What]] = {
    people.CARELEAVER: "invited-careleaver", people.WEGBEGLEITER: "invited-wegbegleiter",
    people.FACHKRAFT: "invited-fachkraft", people.COORDINATION: "invited-coordination", people.ADMIN: "invited-admin",
}  # fmt: skip
"""What inviting somebody for this role is called here."""
_LOCK: Final = 0xB1E1B
"""Any number; the same in every process."""
_BEGINNING: Final = bytes(32)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
#: Whatever somebody may have put there, without being taken for what should be.
_AS_STORED: Final = select(*(type_coerce(column, NullType()).label(column.name) for column in audit.c))


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that is noted."""

    what: What
    #: A role, BOT, COMMAND, or a service that acted by mail.
    who: str
    #: A person's number; None where no person of ours acted.
    actor: int | None = None
    #: Whose data.
    whom: int | None = None
    #: Another person: who was put at their side, who was called, who had invited them.
    other: int | None = None
    #: A request's number.
    about: int | None = None


@dataclass(frozen=True, kw_only=True)
class Entry(Deed):
    """A line of the trail."""

    id: int
    at: datetime
    hash: bytes


@dataclass(frozen=True)
class Verdict:
    """What came of looking through the chain."""

    entries: int
    #: Since when there are entries, and the mark: the last hash. None where something is broken, or nothing there.
    since: datetime | None
    last: bytes | None
    #: The first entry that does not follow from the one before it; None where all do.
    broken: int | None


async def note(tx: Tx, deed: Deed, now: datetime) -> None:
    """Add to the trail, in the transaction of the deed."""
    await tx.one_at_a_time(_LOCK)
    newest = select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    last = (await tx.execute(newest)).first()
    number, previous = (last.id + 1, bytes(last.hash)) if last else (1, _BEGINNING)
    row = {"id": number, "at": (now - _EPOCH) // _MICROSECOND, **vars(deed)}
    await tx.execute(insert(audit).values({**row, "at": now, "previous": previous, "hash": _hash(previous, row)}))


def _hash(previous: bytes, row: Any) -> bytes:
    fields = [row[name] for name in ("id", "at", "actor", "who", "what", "whom", "other", "about")]
    return hashlib.sha256(previous + json.dumps(fields, default=repr).encode()).digest()


async def verify(tx: Tx) -> Verdict:
    """Look through all of it, from the oldest entry that is kept."""
    rows = (await tx.execute(_AS_STORED.order_by(audit.c.id))).mappings().all()
    if not rows:
        return Verdict(0, None, None, None)
    first = rows[0]
    previous = first["previous"] if isinstance(first["previous"], bytes) else _BEGINNING
    for number, row in enumerate(rows, first["id"]):
        if (row["id"], row["previous"]) != (number, previous) or row["hash"] != _hash(previous, row):
            return Verdict(len(rows), None, None, row["id"])
        previous = row["hash"]
    if not _begins_rightly(rows):
        return Verdict(len(rows), None, None, first["id"])
    return Verdict(len(rows), _EPOCH + first["at"] * _MICROSECOND, previous, None)


def _begins_rightly(rows: Sequence[Any]) -> bool:
    """It begins with the first entry of all, or where the last trimming has left off."""
    trimmed = [row["about"] for row in rows if row["what"] == "trimmed"]
    first = rows[0]
    return bool(first["id"] - 1 == trimmed[-1] if trimmed else (first["id"], first["previous"]) == (1, _BEGINNING))


async def number_of(tx: Tx, mark: bytes) -> int | None:
    """The entry with this hash. If it is there and nothing is broken, all up to it is as it was when it was noted."""
    number: int | None = (await tx.execute(select(audit.c.id).where(audit.c.hash == mark))).scalar()
    return number


async def newest(tx: Tx, most: int, person: int | None = None) -> list[Entry]:
    """The last entries, the newest first; of one person: what they did and what was done to them."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    if person is not None:
        query = query.where(or_(audit.c.actor == person, audit.c.whom == person, audit.c.other == person))
    return [_entry(row) for row in (await tx.execute(query)).mappings()]


def _entry(row: Any) -> Entry:
    return Entry(**{name: row[name] for name in Entry.__dataclass_fields__})


async def forget(tx: Tx, before: datetime, now: datetime) -> int:
    """Drop the oldest entries, and say up to which; returns how many."""
    kept = select(func.min(audit.c.id)).where(audit.c.at >= before)
    first: int | None = (await tx.execute(kept)).scalar()
    last: int = (await tx.execute(select(func.coalesce(func.max(audit.c.id), 0)))).scalar_one()
    upto = last if first is None else first - 1
    old = audit.c.id <= upto
    # A trimming is no deed: it goes with the next one, or each would cause another one for ever.
    if (await tx.execute(select(audit.c.id).where(old, audit.c.what != "trimmed").limit(1))).first() is None:
        return 0
    await note(tx, Deed(what="trimmed", who=BOT, about=upto), now)
    return (await tx.execute(delete(audit).where(old))).rowcount
