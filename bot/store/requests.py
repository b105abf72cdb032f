"""Requests for support (Anliegen): whose hands they are in, who may see them, what was written for them.

Promise 5, exactly one pair of hands: every change is one guarded UPDATE of one row, which names the holder; the row's
constraints (see `tables`) refuse a request without a holder, without a time at which somebody looks again, or closed
without the young person's word. Nobody else's UPDATE closes one: `confirm` and `withdraw` ask for the young person.

Promise 6, no disclosure without a yes: what was written leaves here only as a `Disclosed`, made by `disclosed` from
words that were agreed to, for a service that was agreed to.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select, update

from bot.store import due as store_due
from bot.store.crypto import Seal
from bot.store.db import Tx
from bot.store.due import Due
from bot.store.people import keys_of
from bot.store.tables import request_cards, request_services, request_steps, request_words, requests, used_links

DRAFTED: Final = "drafted"
OFFERED: Final = "offered"
TAKEN: Final = "taken"
WAITING: Final = "waiting"
PASSED: Final = "passed"
ANSWERED: Final = "answered"
CONFIRMED: Final = "confirmed"
REOPENED: Final = "reopened"
WITHDRAWN: Final = "withdrawn"
AT_WORK: Final = (OFFERED, TAKEN, WAITING, PASSED, REOPENED)
"""States in which a service has something to do, or waits for the young person."""
HELD: Final = (TAKEN, WAITING, PASSED, REOPENED)
CLOSED: Final = (CONFIRMED, WITHDRAWN)

YOUNG_PERSON: Final = "careleaver"
"""Whose hands a draft is in, and who wrote its words."""
WEGBEGLEITER: Final = "wegbegleiter"

_WORDS: Final = "request_words.words"
_TAKEN_BY: Final = "requests.taken_by"


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request on its way."""

    id: int
    careleaver: int
    created_by: int
    topic: str | None
    state: str
    #: The service that has it in its hands; YOUNG_PERSON for a draft.
    holder: str
    #: The service it was passed on to; the holder keeps it until they accept.
    offered_to: str | None
    #: A draft: the services that are to share it (Fallverbund).
    also: tuple[str, ...]
    #: The service the holder wants to pass it on to, which takes the young person's yes.
    wanted: str | None
    #: Who at the holder's took it, as they are called.
    taken_by: str | None
    #: Coordination looks on.
    watched: bool
    #: How often somebody was reminded of what they have to do now.
    reminded: int
    agreed_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    created_at: datetime
    changed_at: datetime

    @property
    def asked(self) -> str:
        """The service that is to do something now."""
        return self.offered_to or self.holder

    @property
    def open(self) -> bool:
        """Whether it is on its way: neither a draft nor closed."""
        return self.state not in (DRAFTED, *CLOSED)


@dataclass(frozen=True)
class Words:
    """Something that was written for a request: a text, or a message with a picture, voice or file."""

    id: int
    author: str
    at: datetime
    text: str | None = None
    #: The messenger's word for what it is ("photo", "voice"); None for a text.
    kind: str | None = None
    #: Where the message stands, to copy it from there.
    chat: str | None = None
    message: str | None = None
    #: What the messenger calls the file, to fetch it by; and what its sender called it.
    file: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Party:
    """A service a request may be shown to, by the young person's yes."""

    service: str
    position: int
    #: Fallverbund: it sees the request from the start and may take it over.
    shared: bool
    #: Since when it may read the request; None while others come first.
    asked_at: datetime | None


@dataclass(frozen=True)
class Disclosed:
    """What a service may see of a request. Made by `disclosed` and nowhere else."""

    request: Request
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Step:
    """Something that became of a request."""

    at: datetime
    step: str
    service: str | None


def _request(tx: Tx, row: Any) -> Request:
    values = {field.name: row[field.name] for field in fields(Request)}
    sealed = values["taken_by"]
    opened = {"taken_by": sealed and tx.keys.open(_TAKEN_BY, sealed), "also": tuple(values["also"].split())}
    return Request(**values | opened)


# --- drafts ---


async def draft(tx: Tx, careleaver: int, created_by: int, topic: str | None, now: datetime) -> int:
    """A new one, in the young person's own hands."""
    values = {"careleaver": careleaver, "created_by": created_by, "topic": topic, "state": DRAFTED}
    times = {"holder": YOUNG_PERSON, "created_at": now, "changed_at": now}
    result = await tx.execute(insert(requests).values(values | times).returning(requests.c.id))
    number: int = result.scalar_one()
    return number


async def plan(tx: Tx, request: int, topic: str | None, also: Sequence[str], now: datetime) -> bool:
    """What a draft is about, and who else is to share it; False if it is no draft any more."""
    here = requests.c.id == request, requests.c.state == DRAFTED
    values = {"topic": topic, "also": " ".join(also), "changed_at": now}
    return (await tx.execute(update(requests).where(*here).values(values))).rowcount == 1


async def write(tx: Tx, request: int, author: str, words: Words, now: datetime, *, agreed: bool = False) -> int:
    """Keep something written for it. What a young person or their Wegbegleiter writes is a draft: `agree_words`."""
    value = {name: getattr(words, name) for name in ("text", "kind", "chat", "message", "file", "name")}
    said = json.dumps({name: each for name, each in value.items() if each}, ensure_ascii=False)
    sealed = (await _keys(tx, request)).seal(_WORDS, said)
    if agreed and author in (YOUNG_PERSON, WEGBEGLEITER):
        raise ValueError("what a young person wrote goes nowhere before they have agreed to it")
    row = {"request": request, "author": author, "words": sealed, "at": now, "agreed_at": now if agreed else None}
    number: int = (await tx.execute(insert(request_words).values(row).returning(request_words.c.id))).scalar_one()
    return number


async def drafts(tx: Tx, request: int) -> list[Words]:
    """What has been written for it and not been agreed to yet."""
    return await _words(tx, request, request_words.c.agreed_at.is_(None))


async def _words(tx: Tx, request: int, which: ColumnElement[bool]) -> list[Words]:
    query = select(request_words).where(request_words.c.request == request, which).order_by(request_words.c.id)
    rows, keys = (await tx.execute(query)).all(), await _keys(tx, request)
    return [Words(row.id, row.author, row.at, **json.loads(keys.open(_WORDS, row.words))) for row in rows]


async def _keys(tx: Tx, request: int) -> Seal:
    """What opens the words written for it: the young person's own key."""
    return await keys_of(tx, select(requests.c.careleaver).where(requests.c.id == request).scalar_subquery())


async def drop_drafts(tx: Tx, request: int) -> None:
    """They do not want to send it after all."""
    here = request_words.c.request == request, request_words.c.agreed_at.is_(None)
    await tx.execute(delete(request_words).where(*here))


async def discard(tx: Tx, request: int, careleaver: int) -> bool:
    """A draft is thrown away, with all that was written for it; False if it is none any more."""
    found = await by_id(tx, request)
    if found is None or found.state != DRAFTED or found.careleaver != careleaver:
        return False
    await _erase(tx, [request])
    await tx.execute(delete(requests).where(requests.c.id == request))
    return True


async def agree(
    tx: Tx, request: int, careleaver: int, chain: Sequence[str], shared: Sequence[str], upto: int,
    due_at: datetime, now: datetime,
) -> bool:  # fmt: skip
    """The young person's yes: to these words (up to that number), for these services, in this order.

    False if it is no draft of theirs, or there are newer words than they saw.
    """
    if not chain or any(words.id > upto for words in await drafts(tx, request)):
        return False
    mine = requests.c.id == request, requests.c.careleaver == careleaver, requests.c.state == DRAFTED
    values = {"state": OFFERED, "holder": chain[0], "agreed_at": now, "due_at": due_at, "changed_at": now}
    if (await tx.execute(update(requests).where(*mine).values(values))).rowcount != 1:
        return False
    for position, service in enumerate(dict.fromkeys((*chain, *shared))):
        await allow(tx, request, service, position, now, shared=service in shared)
    for service in (chain[0], *shared):
        await _their_turn(tx, request, service, now)
    await _agree_words(tx, request, upto, now)
    await _step(tx, request, "offered", chain[0], now)
    return True


async def allow(tx: Tx, request: int, service: str, position: int, now: datetime, *, shared: bool = False) -> None:
    """The young person's yes to one more service."""
    row = {"request": request, "service": service, "position": position, "shared": shared, "agreed_at": now}
    await tx.insert_new(request_services, [row])


async def _their_turn(tx: Tx, request: int, service: str, now: datetime) -> None:
    """From now on this service may read it, if the young person has agreed to that."""
    here = request_services.c.request == request, request_services.c.service == service
    await tx.execute(update(request_services).where(*here, request_services.c.asked_at.is_(None)).values(asked_at=now))


async def agree_words(tx: Tx, request: int, careleaver: int, upto: int, now: datetime) -> bool:
    """The young person's yes to words they add; False if there are newer ones than they saw, or it is closed."""
    found = await by_id(tx, request)
    unseen = any(words.id > upto for words in await drafts(tx, request))
    if found is None or found.careleaver != careleaver or not found.open or unseen:
        return False
    await _agree_words(tx, request, upto, now)
    await _move(tx, request, requests.c.state == WAITING, "replied", now, state=TAKEN, wanted=None, reminded=0)
    return True


async def _agree_words(tx: Tx, request: int, upto: int, now: datetime) -> None:
    here = request_words.c.request == request, request_words.c.id <= upto, request_words.c.agreed_at.is_(None)
    await tx.execute(update(request_words).where(*here).values(agreed_at=now))


# --- reading ---


async def by_id(tx: Tx, request: int) -> Request | None:
    """The request with this number."""
    row = (await tx.execute(select(requests).where(requests.c.id == request))).mappings().first()
    return _request(tx, row) if row else None


async def of(tx: Tx, careleaver: int) -> list[Request]:
    """All of a young person's, the newest first."""
    query = select(requests).where(requests.c.careleaver == careleaver).order_by(requests.c.id.desc())
    return [_request(tx, row) for row in (await tx.execute(query)).mappings()]


async def at_work(tx: Tx, service: str | None = None) -> list[Request]:
    """What services have to do; of one: what it holds, was offered, or shares. The longest waiting first."""
    query = select(requests).where(requests.c.state.in_(AT_WORK)).order_by(requests.c.due_at, requests.c.id)
    if service is not None:
        sees = select(request_services.c.request).where(
            request_services.c.service == service, request_services.c.shared
        )
        query = query.where(
            or_(requests.c.holder == service, requests.c.offered_to == service, requests.c.id.in_(sees))
        )
    return [_request(tx, row) for row in (await tx.execute(query)).mappings()]


async def parties(tx: Tx, request: int) -> list[Party]:
    """The services it may be shown to, in the order they are asked."""
    here = request_services.c.request == request
    rows = await tx.execute(select(request_services).where(here).order_by(request_services.c.position))
    return [Party(row.service, row.position, row.shared, row.asked_at) for row in rows]


async def disclosed(tx: Tx, request: int, service: str) -> Disclosed | None:
    """What this service may see now: None if the young person has not agreed to that or has taken it back, and as long
    as others come first."""
    found = await by_id(tx, request)
    if found is None or not await _may_read(tx, found, service):
        return None
    return Disclosed(found, tuple(await _words(tx, request, request_words.c.agreed_at.is_not(None))))


async def _may_read(tx: Tx, request: Request, service: str) -> bool:
    allowed = select(request_services.c.service).where(
        request_services.c.request == request.id,
        request_services.c.service == service,
        request_services.c.asked_at.is_not(None),
    )
    return request.state not in (DRAFTED, WITHDRAWN) and (await tx.execute(allowed)).first() is not None


async def steps(tx: Tx, request: int) -> list[Step]:
    """What became of it."""
    rows = await tx.execute(
        select(request_steps).where(request_steps.c.request == request).order_by(request_steps.c.id)
    )
    return [Step(row.at, row.step, row.service) for row in rows]


# --- changes ---


async def _move(
    tx: Tx, request: int, when: ColumnElement[bool], step: str, now: datetime, service: str | None = None, **values: Any
) -> bool:  # fmt: skip
    """One guarded change; False if things are not like that (any more)."""
    here = requests.c.id == request, when
    done = (await tx.execute(update(requests).where(*here).values(changed_at=now, **values))).rowcount == 1
    if done:
        await _step(tx, request, step, service, now)
    return done


async def _step(tx: Tx, request: int, step: str, service: str | None, now: datetime) -> None:
    await tx.execute(insert(request_steps).values(request=request, at=now, step=step, service=service))


def _may_take(service: str, looks_on: bool) -> ColumnElement[bool]:
    """Who was offered it, who has it (again), who shares it; coordination where it looks on."""
    shares = select(request_services.c.request).where(request_services.c.service == service, request_services.c.shared)
    asked = [
        and_(requests.c.state.in_((OFFERED, REOPENED)), requests.c.holder == service),
        and_(requests.c.state == PASSED, requests.c.offered_to == service),
        requests.c.id.in_(shares),
    ]
    return and_(requests.c.state.in_(AT_WORK), or_(*asked, *([requests.c.watched] if looks_on else [])))


async def opened(tx: Tx, request: int, service: str, now: datetime) -> bool:
    """Somebody at the service reads it now. True the first time anybody does; False if it is not theirs to read."""
    found = await by_id(tx, request)
    if found is None or not await _may_read(tx, found, service):
        return False
    party = request_services.c.request == request, request_services.c.service == service
    await tx.execute(
        update(request_services).where(*party, request_services.c.opened_at.is_(None)).values(opened_at=now)
    )
    return await _move(tx, request, requests.c.opened_at.is_(None), "opened", now, service, opened_at=now)


async def take(
    tx: Tx, request: int, service: str, who: str | None, due_at: datetime, now: datetime, *, looks_on: bool = False
) -> bool:
    """It is in this service's hands from now on; False if somebody was faster, or it is not theirs to take.

    `looks_on`: coordination, which may step in where it looks on.
    """
    other = or_(requests.c.holder != service, requests.c.state.in_((OFFERED, PASSED, REOPENED)))
    free = and_(_may_take(service, looks_on), other)
    sealed = who and tx.keys.seal(_TAKEN_BY, who)
    values: dict[str, Any] = {"state": TAKEN, "holder": service, "offered_to": None, "wanted": None, "taken_by": sealed}
    return await _move(tx, request, free, "taken", now, service, **values, due_at=due_at, reminded=0)


def _holds(service: str, *states: str) -> ColumnElement[bool]:
    return and_(requests.c.holder == service, requests.c.state.in_(states))


async def pass_on(tx: Tx, request: int, giver: str, to: str, due_at: datetime, now: datetime) -> bool:
    """Offer it to another service the young person agreed to. The holder keeps it until they accept."""
    if giver == to:
        return False
    allowed = select(request_services.c.service).where(
        request_services.c.request == request, request_services.c.service == to
    )
    if (await tx.execute(allowed)).first() is None:
        return False
    mine = or_(
        and_(_holds(giver, *AT_WORK), requests.c.holder != to),
        and_(requests.c.state == PASSED, requests.c.offered_to == giver, requests.c.holder != to),
    )
    values: dict[str, Any] = {"state": PASSED, "offered_to": to, "wanted": None, "due_at": due_at, "reminded": 0}
    done = await _move(tx, request, mine, "passed", now, to, **values)
    if done:
        await _their_turn(tx, request, to, now)
    return done


async def give_back(tx: Tx, request: int, giver: str, due_at: datetime, now: datetime) -> bool:
    """Who was offered it says it belongs where it came from: the holder goes on."""
    mine = and_(requests.c.state == PASSED, requests.c.offered_to == giver)
    return await _move(
        tx, request, mine, "given-back", now, giver, state=TAKEN, offered_to=None, due_at=due_at, reminded=0
    )


async def want(tx: Tx, request: int, service: str, to: str, due_at: datetime, now: datetime) -> bool:
    """The holder, or who was offered it, wants another service to have it that the young person has not agreed to."""
    mine = or_(_holds(service, *AT_WORK), and_(requests.c.state == PASSED, requests.c.offered_to == service))
    values: dict[str, Any] = {"state": WAITING, "wanted": to, "offered_to": None, "due_at": due_at, "reminded": 0}
    return await _move(tx, request, mine, "wanted", now, to, **values)


async def not_wanted(tx: Tx, request: int, careleaver: int, due_at: datetime, now: datetime) -> bool:
    """The young person does not want that: it stays where it is."""
    mine = and_(requests.c.careleaver == careleaver, requests.c.state == WAITING, requests.c.wanted.is_not(None))
    return await _move(tx, request, mine, "not-wanted", now, state=TAKEN, wanted=None, due_at=due_at, reminded=0)


async def ask_back(tx: Tx, request: int, service: str, due_at: datetime, now: datetime) -> bool:
    """The holder has a question; whoever was only offered it takes it with that."""
    mine = _holds(service, OFFERED, TAKEN, WAITING, REOPENED)
    return await _move(tx, request, mine, "asked-back", now, service, state=WAITING, due_at=due_at, reminded=0)


async def no_reply(tx: Tx, request: int, due_at: datetime, now: datetime) -> bool:
    """The young person has not replied: it is the holder's turn again."""
    return await _move(
        tx, request, requests.c.state == WAITING, "no-reply", now, state=TAKEN, wanted=None, due_at=due_at, reminded=0
    )


async def answer(tx: Tx, request: int, service: str, due_at: datetime, now: datetime) -> bool:
    """The holder has answered. Closing it is the young person's word."""
    mine = _holds(service, *AT_WORK, ANSWERED)
    values: dict[str, Any] = {"state": ANSWERED, "offered_to": None, "wanted": None, "due_at": due_at, "reminded": 0}
    return await _move(tx, request, mine, "answered", now, service, **values)


async def confirm(tx: Tx, request: int, careleaver: int, now: datetime) -> bool:
    """It has helped, says the young person."""
    mine = and_(requests.c.careleaver == careleaver, requests.c.state == ANSWERED)
    return await _move(tx, request, mine, "confirmed", now, state=CONFIRMED, closed_at=now, due_at=None)


async def reopen(tx: Tx, request: int, careleaver: int, due_at: datetime, now: datetime) -> bool:
    """It has not helped, says the young person, today or after years: its holder goes on, coordination looks on."""
    mine = and_(requests.c.careleaver == careleaver, requests.c.state.in_((ANSWERED, CONFIRMED)))
    values: dict[str, Any] = {"state": REOPENED, "closed_at": None, "due_at": due_at, "reminded": 0}
    return await _move(tx, request, mine, "reopened", now, **values)


async def withdraw(tx: Tx, request: int, careleaver: int, now: datetime) -> bool:
    """The young person takes it back. Nobody sees its words any more; where nobody has read them, they are gone."""
    mine = and_(requests.c.careleaver == careleaver, requests.c.state.in_((*AT_WORK, ANSWERED)))
    before = await by_id(tx, request)
    values: dict[str, Any] = {"state": WITHDRAWN, "closed_at": now, "due_at": None, "offered_to": None, "wanted": None}
    if not await _move(tx, request, mine, "withdrawn", now, **values):
        return False
    if before and before.opened_at is None:
        await tx.execute(delete(request_words).where(request_words.c.request == request))
    return True


# --- what the clock does ---


async def due(tx: Tx, now: datetime, most: int) -> list[Due]:
    """Where somebody has to be reminded."""
    return await store_due.take(tx, requests, requests.c.careleaver, now, most)


async def remind(tx: Tx, request: Request, due_at: datetime | None) -> None:
    """Somebody has been reminded; what was answered rests when there is no next time."""
    same = requests.c.id == request.id, requests.c.state == request.state, requests.c.holder == request.holder
    await tx.execute(update(requests).where(*same).values(reminded=request.reminded + 1, due_at=due_at))


async def watch(tx: Tx, request: int, by: str, now: datetime) -> bool:
    """Coordination (`by`) looks on from now and may read it; False if it did already."""
    here = requests.c.id == request, requests.c.watched.is_(False)
    await _their_turn(tx, request, by, now)
    return (await tx.execute(update(requests).where(*here).values(watched=True))).rowcount == 1


async def escalate(tx: Tx, request: Request, to: str, due_at: datetime, now: datetime) -> bool:
    """Nobody has answered the offer: the next service has it, or is offered it where somebody holds it."""
    same = and_(requests.c.state == request.state, requests.c.holder == request.holder)
    if request.state == OFFERED:
        changed: dict[str, Any] = {"holder": to}
    elif request.state == PASSED and to != request.holder:
        changed = {"offered_to": to}
    else:
        return False
    done = await _move(tx, request.id, same, "next", now, to, **changed, due_at=due_at, reminded=0)
    if done:
        await _their_turn(tx, request.id, to, now)
    return done


# --- cards, links, and the end ---


async def of_card(tx: Tx, person: int, message: str) -> int | None:
    """The request a message in this chat is about."""
    here = request_cards.c.person == person, request_cards.c.message == message
    found: int | None = (await tx.execute(select(request_cards.c.request).where(*here).limit(1))).scalar()
    return found


async def use_link(tx: Tx, nonce: str, request: int, now: datetime) -> bool:
    """A link of a mail is used; False if it was before."""
    if (await tx.execute(select(used_links.c.nonce).where(used_links.c.nonce == nonce))).first():
        return False
    await tx.execute(insert(used_links).values(nonce=nonce, request=request, at=now))
    return True


async def link_used(tx: Tx, nonce: str) -> bool:
    """Whether it was."""
    return (await tx.execute(select(used_links.c.nonce).where(used_links.c.nonce == nonce))).first() is not None


async def forget(tx: Tx, closed_before: datetime, drafted_before: datetime) -> int:
    """Drop what was closed, and drafts begun, long ago; returns how many.

    What was answered and never confirmed rests and can be reopened for ever: only its words go.
    """
    closed = and_(requests.c.state.in_(CLOSED), requests.c.changed_at < closed_before)
    drafted = and_(requests.c.state == DRAFTED, requests.c.changed_at < drafted_before)
    gone = [row.id for row in await tx.execute(select(requests.c.id).where(or_(closed, drafted)))]
    await _erase(tx, gone)
    await tx.execute(delete(requests).where(requests.c.id.in_(gone)))
    resting = select(requests.c.id).where(
        requests.c.state == ANSWERED, requests.c.due_at.is_(None), requests.c.changed_at < closed_before
    )
    await tx.execute(delete(request_words).where(request_words.c.request.in_(resting)))
    return len(gone)


async def _erase(tx: Tx, numbers: Sequence[int]) -> None:
    """Everything that hangs on these requests."""
    for table in (request_words, request_services, request_steps, request_cards, used_links):
        await tx.execute(delete(table).where(table.c.request.in_(numbers)))
