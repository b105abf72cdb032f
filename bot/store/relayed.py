"""Which message in one chat is the twin of which in another: for quotes, edits, reactions and recalls. No content."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, true, update

from bot.store.db import Tx
from bot.store.tables import relayed, topics


@dataclass(frozen=True)
class Twins:
    """A message of the author's and its copy in the recipient's chat."""

    author: int
    author_message: str | None
    recipient: int
    recipient_message: str


_COLUMNS = (relayed.c.author, relayed.c.author_message, relayed.c.recipient, relayed.c.recipient_message)
_RECEIVED = (
    select(*_COLUMNS)
    .where(relayed.c.recipient == bindparam("person"), relayed.c.recipient_message == bindparam("message"))
    .order_by(relayed.c.id.desc())
    .limit(1)
)
_WRITTEN = (
    select(*_COLUMNS)
    .where(relayed.c.author == bindparam("person"), relayed.c.author_message == bindparam("message"))
    .order_by(relayed.c.id.desc())
    .limit(1)
)


async def received(tx: Tx, person: int, message: str) -> Twins | None:
    """Whose message this is that stands in the person's chat."""
    row = (await tx.execute(_RECEIVED, {"person": person, "message": message})).first()
    return Twins(row.author, row.author_message, row.recipient, row.recipient_message) if row else None


async def written(tx: Tx, person: int, message: str) -> Twins | None:
    """Where the copy of this message of the person's own is."""
    row = (await tx.execute(_WRITTEN, {"person": person, "message": message})).first()
    return Twins(row.author, row.author_message, row.recipient, row.recipient_message) if row else None


async def wrote_since(tx: Tx, person: int, since: datetime) -> bool:
    """Whether this person has written to anybody since then."""
    own = relayed.c.author == person, relayed.c.author_message.is_not(None), relayed.c.at > since
    return (await tx.execute(select(relayed.c.id).where(*own).limit(1))).first() is not None


async def answered_since(tx: Tx, person: int, since: datetime) -> bool:
    """Whether anybody has written to this person since then."""
    here = relayed.c.recipient == person, relayed.c.author_message.is_not(None), relayed.c.at > since
    return (await tx.execute(select(relayed.c.id).where(*here).limit(1))).first() is not None


async def in_chat(tx: Tx, person: int, since: datetime) -> list[str]:
    """The messages in this person's chat that came from others or went to them."""
    came = select(relayed.c.recipient_message).where(relayed.c.recipient == person, relayed.c.at > since)
    went = select(relayed.c.author_message).where(
        relayed.c.author == person, relayed.c.author_message.is_not(None), relayed.c.at > since
    )
    return [message for (message,) in await tx.execute(came.union(went))]


async def together(tx: Tx, twins: Twins) -> list[str]:
    """The author's messages that arrived in one piece with this one: an album's parts, else itself alone."""
    here = relayed.c.author == twins.author, relayed.c.recipient == twins.recipient
    own = select(relayed.c.at).where(*here, relayed.c.author_message == twins.author_message)
    moment = own.order_by(relayed.c.id.desc()).limit(1).scalar_subquery()
    rows = await tx.execute(
        select(relayed.c.author_message)
        .where(*here, relayed.c.author_message.is_not(None), relayed.c.at == moment)
        .order_by(relayed.c.id)
    )
    return [row.author_message for row in rows]


async def guest_of_topic(tx: Tx, host: int, thread: str) -> int | None:
    """Whose topic this is in the host's chat."""

    found: int | None = (
        await tx.execute(select(topics.c.guest).where(topics.c.host == host, topics.c.thread == thread))
    ).scalar()
    return found


async def forget_chat(tx: Tx, person: int, before: datetime | None = None) -> None:
    """The person has a new chat (since then): message ids of the old one mean nothing there.

    What they had written still stands in the other's chat: a reply to it is still for them.
    """
    old = true() if before is None else relayed.c.at < before
    await tx.execute(delete(relayed).where(relayed.c.recipient == person, old))
    await tx.execute(update(relayed).where(relayed.c.author == person, old).values(author_message=None))
    await tx.execute(update(topics).where(topics.c.host == person).values(thread=None))
