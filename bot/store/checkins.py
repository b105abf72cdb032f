"""Check-ins: who wants to be asked and when, each single time somebody is asked, what they answered and who may see it.

Promise 3, nobody falls out: silence changes nothing here but a count. As long as somebody has not said no there is a
next time (a constraint of the table), and what was not answered can be answered for ever.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.event import Address
from bot.store.crypto import Seal
from bot.store.db import Tx
from bot.store.due import Due, address_of, take
from bot.store.people import keys_of
from bot.store.tables import answers, checkins, people, rhythms, shares

ASKED: Final = "asked"
ON: Final = "on"
OFF: Final = "off"

OPEN: Final = "open"
BEGUN: Final = "begun"
DONE: Final = "done"
DECLINED: Final = "declined"
MISSED: Final = "missed"
UNSENT: Final = "unsent"


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How a young person wants to be asked."""

    person: int
    state: str
    #: The words they said yes to.
    consent: str | None
    plan: str
    start: date
    every: str | None
    weekday: int | None
    hour: int | None
    zone: str | None
    number: int
    missed: int
    sharing_asked: bool
    due_at: datetime | None

    @property
    def on(self) -> bool:
        """Whether they want to be asked."""
        return self.state == ON


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """One time somebody is asked."""

    id: int
    person: int
    planned_for: datetime
    by_hand: bool
    plan: str
    number: int
    state: str
    ahead: tuple[str, ...]
    asking: str | None
    snoozed: bool
    sent_at: datetime | None
    reminded_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True)
class Answer:
    """What somebody said to one question: what they chose, or in their own words, or the message with their voice."""

    question: str
    topic: str
    chosen: tuple[str, ...] = ()
    words: str | None = None
    #: The message in their chat, where it is no text.
    message: str | None = None


_DUE_RHYTHMS = (
    select(rhythms, people.c.own_key, people.c.address)
    .join(people, people.c.id == rhythms.c.person)
    .where(rhythms.c.due_at <= bindparam("now", type_=rhythms.c.due_at.type))
    .order_by(rhythms.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=rhythms)
)
_COLUMNS: Final = {field.name for field in fields(CheckIn)}


# --- the rhythm ---


def _rhythm(row: Any) -> Rhythm:
    values = {name: row[name] for name in (field.name for field in fields(Rhythm))}
    return Rhythm(**values | {"start": date.fromisoformat(row["start"])})


async def rhythm(tx: Tx, person: int) -> Rhythm | None:
    """How this young person wants to be asked; None if nobody has asked them whether they do."""
    row = (await tx.execute(select(rhythms).where(rhythms.c.person == person))).mappings().first()
    return _rhythm(row) if row else None


async def propose(tx: Tx, person: int, plan: str, start: date) -> None:
    """They are asked whether they want it; `start`: the day care ended."""
    await tx.insert_new(rhythms, [{"person": person, "state": ASKED, "plan": plan, "start": start.isoformat()}])


async def agree(tx: Tx, person: int, consent: str, due_at: datetime) -> None:
    """They want to be asked, first at that moment; `consent`: the version of the words they said yes to."""
    values = {"state": ON, "due_at": due_at, "consent": consent, "missed": 0}
    await tx.execute(update(rhythms).where(rhythms.c.person == person).values(values))


async def agree_again(tx: Tx, person: int, consent: str) -> None:
    """Their yes is one to these words from now on."""
    await tx.execute(update(rhythms).where(rhythms.c.person == person, rhythms.c.state == ON).values(consent=consent))


async def refuse(tx: Tx, person: int) -> None:
    """They do not want to be asked (any more). The channel is theirs as before."""
    await tx.execute(update(rhythms).where(rhythms.c.person == person).values(state=OFF, due_at=None))
    open_ones = checkins.c.person == person, checkins.c.state.in_((OPEN, BEGUN))
    await tx.execute(update(checkins).where(*open_ones).values(due_at=None, snoozed=False))


async def change(tx: Tx, person: int, due_at: datetime | None, **values: Any) -> None:
    """Another rhythm, hour or zone (`every`, `weekday`, `hour`, `zone`); `due_at`: the next time, if asked."""
    await tx.execute(update(rhythms).where(rhythms.c.person == person).values(due_at=due_at, **values))


async def due_rhythms(tx: Tx, now: datetime, most: int) -> list[tuple[Rhythm, Address]]:
    """Whose next time has come, the longest ago first."""
    rows = (await tx.execute(_DUE_RHYTHMS, {"now": now, "most": most})).mappings()
    return [(_rhythm(row), address_of(tx, row["own_key"], row["address"])) for row in rows]


async def planned(tx: Tx, before: Rhythm, due_at: datetime) -> bool:
    """The next time after this one; False if another process was faster."""
    here = rhythms.c.person == before.person, rhythms.c.due_at == before.due_at
    result = await tx.execute(update(rhythms).where(*here).values(due_at=due_at, number=before.number + 1))
    return result.rowcount == 1


async def silent(tx: Tx, person: int) -> int:
    """One more was not answered; returns how many in a row."""
    missed = update(rhythms).where(rhythms.c.person == person).values(missed=rhythms.c.missed + 1)
    return int((await tx.execute(missed.returning(rhythms.c.missed))).scalar() or 0)


async def heard(tx: Tx, person: int) -> None:
    """They have said something: nothing was missed."""
    await tx.execute(update(rhythms).where(rhythms.c.person == person).values(missed=0))


# --- who may see what ---


async def shared(tx: Tx, person: int) -> set[str]:
    """The topics whose answers their Wegbegleiter may see."""
    return {row.topic for row in await tx.execute(select(shares.c.topic).where(shares.c.person == person))}


async def share(tx: Tx, person: int, topics: Iterable[str]) -> None:
    """These topics and no others; they have been asked."""
    await tx.execute(delete(shares).where(shares.c.person == person))
    if rows := [{"person": person, "topic": topic} for topic in sorted(set(topics))]:
        await tx.execute(insert(shares), rows)
    await tx.execute(update(rhythms).where(rhythms.c.person == person).values(sharing_asked=True))


# --- one check-in ---


def _checkin(row: Any) -> CheckIn:
    values = {name: row[name] for name in _COLUMNS}
    return CheckIn(**values | {"ahead": tuple(row["ahead"].split())})


async def create(
    tx: Tx, person: int, planned_for: datetime, plan: str, number: int, *, by_hand: bool = False
) -> int | None:
    """A check-in for this moment; None if there is one already."""
    here = checkins.c.person == person, checkins.c.planned_for == planned_for
    if (await tx.execute(select(checkins.c.id).where(*here))).first():
        return None
    values = {"person": person, "planned_for": planned_for, "plan": plan, "number": number, "by_hand": by_hand}
    result = await tx.execute(insert(checkins).values(state=OPEN, **values).returning(checkins.c.id))
    created: int = result.scalar_one()
    return created


async def by_id(tx: Tx, checkin: int) -> CheckIn | None:
    """The check-in with this number."""
    row = (await tx.execute(select(checkins).where(checkins.c.id == checkin))).mappings().first()
    return _checkin(row) if row else None


async def last_sent(tx: Tx, person: int, but: int) -> datetime | None:
    """When this person was last asked, or is to be asked in the morning, by any check-in but that one."""
    query = select(func.max(checkins.c.sent_at)).where(checkins.c.person == person, checkins.c.id != but)
    found: datetime | None = (await tx.execute(query)).scalar()
    return found


async def rest(tx: Tx, person: int, but: int) -> None:
    """They are not reminded of any check-in but that one, or asked again; all can be answered as before."""
    others = checkins.c.person == person, checkins.c.id != but, checkins.c.state == OPEN
    await tx.execute(update(checkins).where(*others).values(due_at=None))


async def set_(tx: Tx, checkin: int, **values: Any) -> None:
    """What is known of it now: state, ahead, asking, snoozed, sent_at, reminded_at, heard_at, due_at."""
    if "ahead" in values:
        values["ahead"] = " ".join(values["ahead"])
    await tx.execute(update(checkins).where(checkins.c.id == checkin).values(**values))


async def is_asked(tx: Tx, person: int) -> bool:
    """Whether a question of a check-in stands on their screen."""
    here = checkins.c.person == person, checkins.c.state == BEGUN, checkins.c.asking.is_not(None)
    return (await tx.execute(select(checkins.c.id).where(*here).limit(1))).first() is not None


async def due(tx: Tx, now: datetime, most: int) -> list[Due]:
    """What has to be looked at: remind, count as missed, ask again."""
    return await take(tx, checkins, checkins.c.person, now, most)


# --- what they answered ---


async def answer(tx: Tx, checkin: int, given: Answer, now: datetime) -> None:
    """Keep this; an answer to the same question before is forgotten."""
    here = answers.c.checkin == checkin, answers.c.question == given.question
    await tx.execute(delete(answers).where(*here))
    value = {"chosen": given.chosen, "words": given.words, "message": given.message}
    said = json.dumps({name: each for name, each in value.items() if each}, ensure_ascii=False)
    sealed = (await _keys(tx, checkin)).seal("answers.value", said)
    row = {"checkin": checkin, "question": given.question, "topic": given.topic, "value": sealed, "at": now}
    await tx.execute(insert(answers).values(row))


async def answers_of(tx: Tx, checkin: int, topics: Sequence[str] | None = None) -> list[Answer]:
    """What was answered, in order; only about these topics, if given."""
    query = select(answers).where(answers.c.checkin == checkin).order_by(answers.c.id)
    if topics is not None:
        query = query.where(answers.c.topic.in_(topics))
    keys = await _keys(tx, checkin)
    found = []
    for row in await tx.execute(query):
        value = json.loads(keys.open("answers.value", row.value))
        chosen = tuple(value.get("chosen", ()))
        found.append(Answer(row.question, row.topic, chosen, value.get("words"), value.get("message")))
    return found


async def _keys(tx: Tx, checkin: int) -> Seal:
    """What opens the answers to it: their own key."""
    return await keys_of(tx, select(checkins.c.person).where(checkins.c.id == checkin).scalar_subquery())


async def forget(tx: Tx, before: datetime) -> int:
    """Drop answers given before; returns how many. That there was a check-in stays in the record of contact."""
    gone = (await tx.execute(delete(answers).where(answers.c.at < before))).rowcount
    kept = select(answers.c.checkin)
    old = checkins.c.planned_for < before, checkins.c.id.not_in(kept), checkins.c.due_at.is_(None)
    await tx.execute(delete(checkins).where(*old))
    return gone
