"""The durable queue out. A turn puts envelopes in; the sender claims, delivers and records what became of each.

Delivery is at least once: a process killed between the messenger's "accepted" and our record of it sends that message
again, because messengers have no way to recognise a second try (Telegram has no idempotency key).

Order is kept within a chat and lane: only the first message that is not done can be claimed. Interactive goes before
bulk, and in a lane whoever has waited longest.

What a message refers to in the other chat (its twin: the quoted, edited or recalled message) is looked up when it
is claimed, after everything before it has arrived.
"""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    LargeBinary,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    text,
    update,
)

from bot import inbox
from bot.errors import KeyMismatch
from bot.event import LOCKED, Address, Blocked, Event, Moved, Reported, Undelivered
from bot.message import (
    BULK,
    INTERACTIVE,
    Copy,
    Delete,
    Envelope,
    File,
    Message,
    Picture,
    React,
    Ref,
    Rewrite,
    Text,
    decode,
    encode,
)
from bot.store.db import Tx
from bot.store.tables import outbox, relayed, request_cards, topics

log = logging.getLogger(__name__)

LOCKED_WAITS: Final = timedelta(days=90)
"""How long something waits for somebody who has locked their chat."""
SOON: Final = timedelta(minutes=10)
"""What may leave by then waits for limits or its next try, not for its time."""
BULK_AT_ONCE: Final = 8
"""Messages of bulk read in one claim: limits let them leave a few at a time, and the rest would be read in vain."""

_MINE = func.get_bit(bindparam("chats", type_=LargeBinary), func.get_byte(outbox.c.address_index, 0)) == 1
"""With PostgreSQL: what goes to a chat of this process's (see together.py)."""
_earlier = outbox.alias("earlier")
_HEADS = (
    select(outbox, topics.c.thread)
    .outerjoin(topics, topics.c.id == outbox.c.topic)
    .where(
        text("outbox.state = 'queued'"),
        outbox.c.lane == bindparam("lane"),
        outbox.c.not_before <= bindparam("now", type_=outbox.c.not_before.type),
        ~exists().where(
            _earlier.c.address_index == outbox.c.address_index,
            _earlier.c.lane == outbox.c.lane,
            text("earlier.state IN ('queued', 'sending')"),
            _earlier.c.id < outbox.c.id,
        ),
    )
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
)
#: A lane at a time: so the index has the answer, however many messages wait for tomorrow.
_NEXT_DUE = select(
    *(
        select(func.min(outbox.c.not_before))
        .where(outbox.c.state == "queued", outbox.c.lane == lane)
        .scalar_subquery()
        .label(f"lane{lane}")
        for lane in (INTERACTIVE, BULK)
    )
)
_MY_HEADS = _HEADS.where(_MINE)
_MY_NEXT_DUE = select(
    *(
        select(func.min(outbox.c.not_before))
        .where(outbox.c.state == "queued", outbox.c.lane == lane, _MINE)
        .scalar_subquery()
        .label(f"lane{lane}")
        for lane in (INTERACTIVE, BULK)
    )
)
_PUT = insert(outbox)
_PAIR = insert(relayed).inline()
_CARD = insert(request_cards)
_SENDING = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state="sending",
        sending_since=bindparam("at"),
        claimed_by=bindparam("me"),
        weight=bindparam("messages"),
        attempts=literal_column("attempts + 1"),
    )
)
_POSTPONE = update(outbox).where(outbox.c.id == bindparam("row")).values(not_before=bindparam("until"))
_SOURCE: Final = "outbox"
_EMPTIED: Final[Any] = dict.fromkeys(
    ("message", "topic_header", "topic_name", "author_address", "sending_since", "claimed_by")
)
"""What does not stay of a message that has come to its end."""
_ENDS = update(outbox).where(outbox.c.state.in_(("queued", "sending")))
_FINISH = _ENDS.where(outbox.c.id == bindparam("row")).values(
    state=bindparam("to_state"),
    done_at=bindparam("at"),
    error=bindparam("why"),
    **_EMPTIED,
)
#: What was in hand: not if another process has it by now, because this one seemed to have ended.
_OURS = outbox.c.attempts <= bindparam("claim")
_FAILED = _FINISH.where(_OURS)
_DELIVERED = (
    _ENDS.where(outbox.c.id.in_(bindparam("rows", expanding=True)), _OURS)
    .values(state="sent", done_at=bindparam("at"), error=None, **_EMPTIED)
    .returning(outbox.c.id)
)
_REQUEUE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == "sending", outbox.c.attempts == bindparam("claim"))
    .values(state="queued", not_before=bindparam("until"), error=bindparam("why"), sending_since=None, claimed_by=None)
)


@dataclass(frozen=True)
class Row:
    """A message on its way, as the sender sees it."""

    id: int
    lane: int
    to: Address
    chat: bytes
    group: bool
    message: Message
    thread: str | None
    topic: int | None
    topic_name: str | None
    topic_header: str | None
    attempts: int
    expires_at: datetime | None
    recipient: int | None
    author: int | None
    author_address: Address | None
    author_messages: tuple[str, ...]
    receipt: str | None
    report: str | None
    what: str | None


# --- putting in -------------------------------------------------------------------------------------------------------


async def put(tx: Tx, envelopes: Sequence[Envelope], now: datetime) -> None:
    """Queue these, in this order."""
    rows: list[dict[str, Any]] = []
    for envelope in envelopes:
        if envelope.gather and await _joined_album(tx, envelope):
            continue
        rows.append(await _row(tx, envelope, now))
    if not rows:
        return
    if any(row["dedupe"] for row in rows):
        await tx.insert_new(outbox, rows)
    else:
        await tx.execute(_PUT, rows)


async def _row(tx: Tx, envelope: Envelope, now: datetime) -> dict[str, Any]:
    trail = envelope.trail
    topic = envelope.topic
    seal = tx.keys.seal
    return {
        "lane": envelope.lane,
        "address": seal("outbox.address", str(envelope.to)),
        "address_index": tx.keys.index("address", str(envelope.to)),
        "group_chat": envelope.group,
        "message": seal("outbox.message", encode(envelope.message)),
        "topic": topic and await _topic_id(tx, topic.host, topic.guest),
        "topic_name": topic and seal("outbox.topic_name", topic.name),
        "topic_header": topic and seal("outbox.topic_header", topic.header),
        "state": "queued",
        **_when(envelope, now),
        "dedupe": envelope.dedupe,
        "gather": envelope.gather and _short(envelope.gather),
        "recipient": envelope.recipient,
        "author": trail and trail.author,
        "author_address": trail and seal("outbox.author_address", str(trail.author_address)),
        "author_messages": trail and " ".join(trail.messages),
        "receipt": trail and trail.receipt,
        "report": trail and trail.report,
        "what": trail and trail.what,
        "created_at": now,
    }


def _when(envelope: Envelope, now: datetime) -> dict[str, datetime | None]:
    if envelope.to.messenger == LOCKED:  # it waits for whoever comes back with the code, and ends if nobody does
        until = envelope.expires_at or now + LOCKED_WAITS
        return {"not_before": until, "expires_at": until}
    return {"not_before": envelope.not_before or now, "expires_at": envelope.expires_at}


def _short(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]


async def _topic_id(tx: Tx, host: int, guest: int) -> int:
    here = topics.c.host == host, topics.c.guest == guest
    known: int | None = (await tx.execute(select(topics.c.id).where(*here))).scalar()
    if known is None:
        await tx.insert_new(topics, [{"host": host, "guest": guest}])  # both may write at once
        known = (await tx.execute(select(topics.c.id).where(*here))).scalar_one()
    return known


async def _joined_album(tx: Tx, envelope: Envelope) -> bool:
    """Another part of an album: add it to the copy that waits for it; False if that has left already."""
    part = envelope.message
    assert isinstance(part, Copy), "only copies are gathered"  # noqa: S101 - a mistake in our own code
    row = (
        await tx.execute(
            select(outbox.c.id, outbox.c.message, outbox.c.author_messages)
            .where(outbox.c.gather == _short(envelope.gather or ""), text("gather IS NOT NULL AND state = 'queued'"))
            .with_for_update()  # so that it does not leave meanwhile
        )
    ).first()
    if row is None:
        return False
    album = decode(tx.keys.open("outbox.message", row.message))
    assert isinstance(album, Copy)  # noqa: S101 - what this function wrote
    together = tuple(sorted({*album.messages, *part.messages}, key=int))
    await tx.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(
            message=tx.keys.seal("outbox.message", encode(replace(album, messages=together))),
            author_messages=" ".join(together),
            not_before=envelope.not_before,
        )
    )
    return True


# --- claiming ---------------------------------------------------------------------------------------------------------


async def claim(
    tx: Tx, now: datetime, most: int, delay: Callable[[Row], float | None], chats: bytes | None = None, me: int = 0
) -> list[Row]:
    """Take what may leave now. `delay` is asked for each: 0 takes it, seconds postpone it, None ends the claim.

    `chats`: only what goes there, one bit for each first byte of a chat's index. `me`: which process it is for.
    """
    heads = _HEADS if chats is None else _MY_HEADS
    these = {} if chats is None else {"chats": chats}
    rows: list[Any] = []
    for lane, at_once in ((INTERACTIVE, most), (BULK, BULK_AT_ONCE)):
        if left := min(at_once, most - len(rows)):
            rows += (await tx.execute(heads, {"now": now, "lane": lane, "most": left, **these})).all()
    taken: list[Row] = []
    postponed: list[dict[str, Any]] = []
    for found in rows:
        try:
            row = _from(tx, found)
        except (KeyMismatch, KeyError, TypeError, ValueError) as error:
            # One row nobody can read must not stop the others; doctor counts it.
            log.error("a message cannot be read", extra={"action": "outbox_unreadable", "row": found.id})
            await tx.execute(
                _FINISH,
                {"row": found.id, "to_state": "failed", "at": now, "why": f"unreadable: {type(error).__name__}"},
            )
            continue
        if row.expires_at and row.expires_at <= now:
            await fail(tx, row, "expired", now)
            continue
        wait = delay(row)
        if wait is None:
            break
        if wait > 0:
            postponed.append({"row": row.id, "until": now + timedelta(seconds=wait)})
        else:
            taken.append(row)
    if postponed:
        await tx.execute(_POSTPONE, postponed)
    if taken:
        await tx.execute(
            _SENDING, [{"row": row.id, "at": now, "me": me, "messages": weight(row.message)} for row in taken]
        )
    return [row if _refs(row.message) is None else await _bound(tx, row) for row in taken]


def weight(message: Message) -> int:
    """As how many messages the messenger's limits count this: an album as several, a reaction as none."""
    if isinstance(message, Copy):
        return len(message.messages)
    return int(isinstance(message, Text | Picture | File | Rewrite))


def _from(tx: Tx, row: Any) -> Row:
    def opened(column: str) -> str | None:
        value = getattr(row, column)
        return None if value is None else tx.keys.open(f"outbox.{column}", value)

    author_address = opened("author_address")
    return Row(
        id=row.id,
        lane=row.lane,
        to=Address.parse(tx.keys.open("outbox.address", row.address)),
        chat=row.address_index,
        group=row.group_chat,
        message=decode(tx.keys.open("outbox.message", row.message)),
        thread=row.thread,
        topic=row.topic,
        topic_name=opened("topic_name"),
        topic_header=opened("topic_header"),
        attempts=row.attempts,
        expires_at=row.expires_at,
        recipient=row.recipient,
        author=row.author,
        author_address=Address.parse(author_address) if author_address else None,
        author_messages=tuple((row.author_messages or "").split()),
        receipt=row.receipt,
        report=row.report,
        what=row.what,
    )


def _refs(message: Message) -> Ref | None:
    return getattr(message, "twin", None) or getattr(message, "reply_to", None)


async def _bound(tx: Tx, row: Row) -> Row:
    """The row with its reference turned into the message id the recipient's chat knows."""
    ref = _refs(row.message)
    twin = ref and await _twin(tx, ref, row.recipient)
    bound = twin and Ref(row.recipient or 0, twin)
    match row.message:
        case Copy() | Text() as answer:
            return replace(row, message=replace(answer, reply_to=bound or None))
        case Rewrite() | React() | Delete() as change:
            return replace(row, message=replace(change, twin=bound or None))
        case _:
            return row


async def _twin(tx: Tx, ref: Ref, recipient: int | None) -> str | None:
    found = (
        await tx.execute(
            select(relayed.c.author, relayed.c.author_message, relayed.c.recipient_message)
            .where(
                or_(
                    (relayed.c.author == ref.person)
                    & (relayed.c.author_message == ref.message)
                    & (relayed.c.recipient == recipient),
                    (relayed.c.recipient == ref.person)
                    & (relayed.c.recipient_message == ref.message)
                    & (relayed.c.author == recipient),
                )
            )
            .order_by(relayed.c.id.desc())
            .limit(1)
        )
    ).first()
    if found is None:
        return None
    message: str | None = found.recipient_message if found.author == ref.person else found.author_message
    return message


# --- recording --------------------------------------------------------------------------------------------------------


async def sent(tx: Tx, arrived: Sequence[tuple[Row, Sequence[str]]], now: datetime) -> None:
    """The messenger accepted these: remember the twins, give the authors the receipts, drop the content."""
    if strangers := [row.id for row, _ in arrived if row.recipient is None]:
        # Somebody who has not joined, and may never: nothing of them stays.
        await tx.execute(delete(outbox).where(outbox.c.id.in_(strangers)))
    ours = await _delivered(tx, [row for row, _ in arrived if row.recipient is not None], now)
    written = [(row, messages) for row, messages in arrived if row.id in ours and row.author is not None]
    pairs: list[dict[str, Any]] = []
    receipts: list[Envelope] = []
    reports: list[tuple[str, Event]] = []
    for row, messages in written:
        if row.what == "request" and messages:
            card = {"person": row.recipient, "message": messages[0], "request": int(row.author_messages[0])}
            await tx.execute(_CARD, card)
        if row.what in ("relay", "header"):
            pairs += _twins(row, messages, now)
        partly = len(messages) < len(row.author_messages) if isinstance(row.message, Copy) else False
        if row.receipt and row.author_address and not partly:
            receipts += [
                Envelope(to=row.author_address, recipient=row.author, message=React(emoji=row.receipt, message=message))
                for message in row.author_messages
            ]
        if partly or row.report == "always":
            reports += _report(row, "partly" if partly else None, now)
    if pairs:
        await tx.execute(_PAIR, pairs)
    await put(tx, receipts, now)
    await inbox.put(tx, _SOURCE, reports, now)


async def _delivered(tx: Tx, rows: Sequence[Row], now: datetime) -> set[int]:
    """Note that they were, and return which of them nobody else has in hand meanwhile."""
    by_attempts: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_attempts[row.attempts].append(row.id)
    ours: set[int] = set()
    for attempts, ids in by_attempts.items():
        # As many as a power of two, the last one again and again: a handful of statements, not one for each number.
        ids += ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids))
        here = {"rows": ids, "claim": attempts + 1, "at": now}
        ours.update((await tx.execute(_DELIVERED, here)).scalars())
    return ours


def _twins(row: Row, messages: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    """Each copy with its original. If some of an album could not be copied, nobody knows which: none."""
    if row.author_messages and len(row.author_messages) != len(messages):
        return []
    originals: Sequence[str | None] = row.author_messages or [None] * len(messages)
    return [
        {
            "author": row.author,
            "author_message": original,
            "recipient": row.recipient,
            "recipient_message": copy,
            "at": now,
        }
        for original, copy in zip(originals, messages, strict=True)
    ]


async def fail(tx: Tx, row: Row, why: str, now: datetime, error: str = "") -> None:
    """It will not arrive. The content goes; the author hears of it as an event, never nobody.

    `why` is "gone", "refused" or "expired"; `error` is the messenger's own sentence, for the log and doctor.
    """
    here = {"row": row.id, "claim": row.attempts + 1, "to_state": "failed", "at": now, "why": (error or why)[:200]}
    if not (await tx.execute(_FAILED, here)).rowcount:
        return  # another process has it in hand
    told: list[tuple[str, Event]] = []
    if why == "gone" and row.what != "request":  # an office's mailbox is no chat, and its card says more
        told.append((_number(row, "gone"), Blocked(messenger=row.to.messenger, chat=row.to.chat, at=now)))
    if row.what in ("checkin", "request"):
        told += _undelivered(row, why, now)
    elif row.author is not None and row.what != "header":
        told += _report(row, why, now)
    await inbox.put(tx, _SOURCE, told, now)


def _report(row: Row, why: str | None, now: datetime) -> list[tuple[str, Event]]:
    if row.author_address is None or row.recipient is None:
        return []
    event = Reported(
        messenger=row.author_address.messenger,
        chat=row.author_address.chat,
        at=now,
        recipient=row.recipient,
        messages=row.author_messages,
        what=row.what or "relay",
        why=why,
    )
    return [(_number(row, "report"), event)]


def _undelivered(row: Row, why: str, now: datetime) -> list[tuple[str, Event]]:
    """Nobody wrote it, but somebody waits for what it was about."""
    if row.author_address is None or row.what is None:
        return []
    about, *service = row.author_messages
    event = Undelivered(
        messenger=row.author_address.messenger,
        chat=row.author_address.chat,
        at=now,
        what=row.what,
        about=int(about),
        service=service[0] if service else None,
        why=why,
    )
    return [(_number(row, "undelivered"), event)]


def _number(row: Row, kind: str) -> str:
    """What makes this piece of news the same when it comes again."""
    return f"{row.id}:{row.attempts}:{kind}"


async def again(tx: Tx, row: Row, until: datetime, why: str) -> None:
    """Not now: back into the queue, first in its chat, until then."""
    await tx.execute(_REQUEUE, {"row": row.id, "claim": row.attempts + 1, "until": until, "why": why[:200]})


async def moved(tx: Tx, row: Row, chat: str, now: datetime) -> None:
    """Its chat has another id: what waits goes there, this one first, and an event says so."""
    await readdress(tx, row.recipient, row.to, row.to._replace(chat=chat), now)
    event = Moved(messenger=row.to.messenger, chat=row.to.chat, to=chat, at=now)
    await inbox.put(tx, _SOURCE, [(_number(row, "moved"), event)], now)
    await again(tx, row, now, "chat has a new id")


async def recover(tx: Tx, alive: Collection[int] = ()) -> int:
    """What a process had in hand that is not alive any more: nobody knows whether it arrived, so it is sent (again).

    Returns how many.
    """
    here = outbox.c.state == "sending"
    if alive:
        here &= or_(outbox.c.claimed_by.is_(None), outbox.c.claimed_by.not_in(alive))
    return (await tx.execute(update(outbox).where(here).values(state="queued", claimed_by=None))).rowcount


async def let_go(tx: Tx, me: int, known: Collection[int]) -> int:
    """What stands as in this process's hands without its knowing, because the answer to a commit was lost."""
    here = outbox.c.state == "sending", outbox.c.claimed_by == me, outbox.c.id.not_in(known)
    return (await tx.execute(update(outbox).where(*here).values(state="queued", claimed_by=None))).rowcount


@dataclass(frozen=True)
class Lately:
    """What left not long ago, and as how many messages it counts."""

    chat: bytes
    group: bool
    at: datetime
    messages: int


async def lately(tx: Tx, since: datetime) -> list[Lately]:
    """What has left since then and counts, whoever sent it, oldest first."""
    columns = outbox.c.address_index, outbox.c.group_chat, outbox.c.done_at, outbox.c.weight
    here = outbox.c.state == "sent", outbox.c.done_at >= since, outbox.c.weight > 0
    rows = await tx.execute(select(*columns).where(*here).order_by(outbox.c.done_at))
    return [Lately(bytes(row.address_index), row.group_chat, row.done_at, row.weight) for row in rows]


async def clock_set_back(tx: Tx, now: datetime) -> int:
    """What was put in at a moment that is now to come waits from now on, as long as it was to; returns how many."""
    moved = 0
    for lane in (INTERACTIVE, BULK):
        here = outbox.c.state == "queued", outbox.c.lane == lane, outbox.c.not_before > now + inbox.CLOCK_SLACK
        query = select(outbox.c.id, outbox.c.not_before, outbox.c.created_at)
        for row in (await tx.execute(query.where(*here, outbox.c.created_at > now + inbox.CLOCK_SLACK))).all():
            times = {"not_before": row.not_before - (row.created_at - now), "created_at": now}
            await tx.execute(update(outbox).where(outbox.c.id == row.id).values(times))
            moved += 1
    return moved


# --- what turns and others ask for ------------------------------------------------------------------------------------


async def readdress(tx: Tx, person: int | None, old: Address, new: Address, now: datetime) -> None:
    """Somebody has a new chat: what waits for the old one goes there, and news of their own messages, too.

    Where the new one is a locked one, it goes on waiting; where the old one was, it leaves now.
    """
    when: dict[str, Any] = {}
    if new.messenger == LOCKED:
        until = func.coalesce(outbox.c.expires_at, literal(now + LOCKED_WAITS, outbox.c.expires_at.type))
        when = {"not_before": until, "expires_at": until}
    elif old.messenger == LOCKED:
        when = {"not_before": now}
    if person is not None:
        await tx.execute(
            update(outbox)
            .where(outbox.c.author == person, outbox.c.state.in_(("queued", "sending")))
            .values(author_address=tx.keys.seal("outbox.author_address", str(new)))
        )
    for index in tx.keys.indexes("address", str(old)):
        await tx.execute(
            update(outbox)
            .where(outbox.c.address_index == index, outbox.c.state.in_(("queued", "sending")))
            .values(
                address=tx.keys.seal("outbox.address", str(new)),
                address_index=tx.keys.index("address", str(new)),
                **when,
            )
        )


@dataclass(frozen=True)
class OnTheWay:
    """A message that has not arrived yet: to whom it goes, and everything that travels with it (an album)."""

    recipient: int
    messages: tuple[str, ...]


async def on_the_way(tx: Tx, author: int, message: str) -> OnTheWay | None:
    """To whom a message of this author is still on its way, if it is."""
    rows = await tx.execute(
        select(outbox.c.recipient, outbox.c.author_messages).where(
            outbox.c.author == author, outbox.c.what == "relay", outbox.c.state.in_(("queued", "sending"))
        )
    )
    travelling = (OnTheWay(row.recipient, tuple((row.author_messages or "").split())) for row in rows)
    return next((one for one in travelling if message in one.messages), None)


async def drop(tx: Tx, author: int, message: str, now: datetime) -> bool:
    """Take back a message that has not left yet; False if it has. An album is left to be recalled on the other side."""
    result = await tx.execute(
        update(outbox)
        .where(
            outbox.c.author == author,
            outbox.c.author_messages == message,
            outbox.c.what == "relay",
            outbox.c.state == "queued",
        )
        .values(state="dropped", done_at=now, message=None, topic_header=None, topic_name=None)
    )
    return result.rowcount > 0


async def turn_back(tx: Tx, address: Address, gone: Address, now: datetime) -> None:
    """Nothing that waits may reach this chat any more: words of others and requests find another way, the rest goes.

    What is being sent has `gone` as its address, in case it does not arrive at the first try.
    """
    for index in tx.keys.indexes("address", str(address)):
        sending = outbox.c.address_index == index, outbox.c.state == "sending"
        sealed, known = tx.keys.seal("outbox.address", str(gone)), tx.keys.index("address", str(gone))
        await tx.execute(update(outbox).where(*sending).values(address=sealed, address_index=known))
        here = outbox.c.address_index == index, outbox.c.state == "queued"
        query = select(outbox, topics.c.thread).outerjoin(topics, topics.c.id == outbox.c.topic).where(*here)
        for found in (await tx.execute(query.order_by(outbox.c.id).with_for_update(of=outbox))).all():
            if found.what in ("relay", "request"):
                await fail(tx, _from(tx, found), "gone", now)
            else:
                await tx.execute(_FINISH, {"row": found.id, "to_state": "dropped", "at": now, "why": "left"})


async def drop_checkins(tx: Tx, person: int, now: datetime) -> list[int]:
    """Check-ins that wait for a decent hour do not leave any more; returns their numbers."""
    here = outbox.c.author == person, outbox.c.what == "checkin", outbox.c.state == "queued"
    gone = update(outbox).where(*here).values(state="dropped", done_at=now, message=None)
    rows = await tx.execute(gone.returning(outbox.c.author_messages))
    return [int(row.author_messages) for row in rows]


async def thread(tx: Tx, topic: int) -> str | None:
    """The topic's id at the messenger, if it exists there."""
    found: str | None = (await tx.execute(select(topics.c.thread).where(topics.c.id == topic))).scalar()
    return found


async def lost_topic(tx: Tx, topic: int) -> None:
    """The topic was deleted: the next message there makes a new one."""
    await tx.execute(update(topics).where(topics.c.id == topic).values(thread=None))


async def made_topic(tx: Tx, topic: int, thread: str) -> None:
    """The topic exists now."""
    await tx.execute(update(topics).where(topics.c.id == topic).values(thread=thread))


async def next_due(tx: Tx, chats: bytes | None = None) -> datetime | None:
    """When the next message may leave, if any waits; `chats` as in `claim`."""
    found = await (tx.execute(_NEXT_DUE) if chats is None else tx.execute(_MY_NEXT_DUE, {"chats": chats}))
    moments = found.one()
    return min((moment for moment in moments if moment is not None), default=None)


async def waiting(tx: Tx, now: datetime) -> tuple[int, datetime | None]:
    """How many messages have not left yet, and since when the oldest waits.

    What is to wait, for a decent hour or for somebody who has locked their chat, is not old.
    """
    soon = case((outbox.c.not_before <= now + SOON, outbox.c.created_at))
    figures = func.count().label("number"), func.min(soon).label("oldest")
    row = (await tx.execute(select(*figures).where(outbox.c.state.in_(("queued", "sending"))))).one()
    return row.number, row.oldest


async def queued(tx: Tx, lane: int) -> tuple[int, datetime | None]:
    """How many messages of this lane wait, and since when the first of them may leave."""
    here = outbox.c.state == "queued", outbox.c.lane == lane
    figures = func.count().label("number"), func.min(outbox.c.not_before).label("first")
    row = (await tx.execute(select(*figures).where(*here))).one()
    return row.number, row.first


async def overlooked(tx: Tx, now: datetime) -> datetime | None:
    """Since when a message has been due and first in its chat without anybody taking it; None if there is none.

    What waits for its chat's turn, or for the next try, is put off again and again, and is not meant.
    """
    heads = [(await tx.execute(_HEADS, {"now": now, "lane": lane, "most": 1})).first() for lane in (INTERACTIVE, BULK)]
    return min((head.not_before for head in heads if head is not None), default=None)


async def is_open(tx: Tx, row: int) -> bool:
    """Whether this message is still on its way."""
    state = (await tx.execute(select(outbox.c.state).where(outbox.c.id == row))).scalar()
    return state in ("queued", "sending")


async def ready(tx: Tx, lane: int, now: datetime) -> int:
    """How many messages of this lane may leave as soon as the messenger's limits let them."""
    here = outbox.c.state == "queued", outbox.c.lane == lane, outbox.c.not_before <= now
    number: int = (await tx.execute(select(func.count()).select_from(outbox).where(*here))).scalar_one()
    return number


async def failures(tx: Tx, since: datetime) -> dict[str, int]:
    """What could not be delivered since then, by the messenger's reason."""
    rows = await tx.execute(
        select(outbox.c.error, func.count().label("number"))
        .where(outbox.c.state == "failed", outbox.c.done_at >= since)
        .group_by(outbox.c.error)
    )
    return {row.error or "": row.number for row in rows}


async def forget(tx: Tx, before: datetime, pairs_before: datetime) -> int:
    """Drop rows of messages that left long ago, and pairs nobody will quote any more; returns how many."""
    done = await tx.execute(delete(outbox).where(outbox.c.done_at < before))
    pairs = await tx.execute(delete(relayed).where(relayed.c.at < pairs_before))
    return done.rowcount + pairs.rowcount
