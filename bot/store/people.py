"""Everybody who has joined, and where they are in a conversation."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ScalarSelect, bindparam, delete, func, insert, select, update

from bot.event import LOCKED, Address
from bot.store.crypto import Seal
from bot.store.db import Tx
from bot.store.tables import people, steps

CARELEAVER: Final = "careleaver"
WEGBEGLEITER: Final = "wegbegleiter"
FACHKRAFT: Final = "fachkraft"
COORDINATION: Final = "coordination"
ADMIN: Final = "admin"
ROLES: Final = (CARELEAVER, WEGBEGLEITER, FACHKRAFT, COORDINATION, ADMIN)

ACTIVE: Final = "active"
STOPPED: Final = "stopped"
LEFT: Final = "left"
#: In the place of a messenger, where nobody is any more.
ERASED: Final = "erased"


@dataclass(frozen=True)
class Person:
    """Somebody who has joined. `name` is the one they chose; staff and young people see nothing else of each other."""

    id: int
    role: str
    state: str
    name: str
    address: Address
    group: bool
    language: str
    bezirk: str | None
    reachable: bool
    paused_until: datetime | None
    #: Whose words stand last in their chat: a person's id, or None after the bot itself spoke.
    voice: int | None
    joined_at: datetime
    #: When an answer was last offered to them unasked.
    hinted_at: datetime | None = None
    #: The words they said yes to, and the changed ones they were asked about since.
    consent: str | None = None
    consent_asked: str | None = None
    #: A Fachkraft's: the service they answer for.
    service: str | None = None
    #: Opens what is theirs, with their own key.
    keys: Seal = field(kw_only=True, repr=False, compare=False)

    @property
    def erased(self) -> bool:
        """Whether only a number is left of them."""
        return self.address.messenger == ERASED

    @property
    def here(self) -> bool:
        """Whether words can reach them: taking part, and not blocking the bot."""
        return self.state == ACTIVE and self.reachable


def locked(person: int) -> Address:
    """The address of somebody whose chat is locked: what goes there waits."""
    return Address(LOCKED, str(person))


def nowhere(person: int) -> Address:
    """The address of somebody who is erased."""
    return Address(ERASED, str(person))


@dataclass(frozen=True)
class Step:
    """The question somebody has been asked, and what is known so far."""

    name: str
    data: dict[str, Any]
    since: datetime


COLUMNS: Final = (
    *(people.c.id, people.c.role, people.c.state, people.c.name, people.c.address, people.c.group_chat),
    *(people.c.language, people.c.bezirk, people.c.reachable, people.c.paused_until, people.c.voice),
    *(people.c.joined_at, people.c.hinted_at, people.c.service, people.c.own_key),
    *(people.c.consent, people.c.consent_asked),
)
_BY_INDEX = (
    select(*COLUMNS, steps.c.step, steps.c.data, steps.c.since)
    .outerjoin(steps, steps.c.address_index == people.c.address_index)
    .where(people.c.address_index == bindparam("index"))
)
_STEP = select(steps.c.step, steps.c.data, steps.c.since).where(steps.c.address_index == bindparam("index"))
_VOICE = update(people).where(people.c.id == bindparam("person")).values(voice=bindparam("speaker"))


def from_row(tx: Tx, row: Any) -> Person:
    """A row with COLUMNS as a Person."""
    keys = tx.keys.own(row.own_key)
    return Person(
        id=row.id,
        role=row.role,
        state=row.state,
        name=keys.open("people.name", row.name),
        address=Address.parse(keys.open("people.address", row.address)),
        group=row.group_chat,
        language=row.language,
        bezirk=row.bezirk,
        reachable=row.reachable,
        paused_until=row.paused_until,
        voice=row.voice,
        joined_at=row.joined_at,
        hinted_at=row.hinted_at,
        service=row.service,
        keys=keys,
        consent=row.consent,
        consent_asked=row.consent_asked,
    )


def _step(keys: Seal, row: Any) -> Step | None:
    return Step(row.step, json.loads(keys.open("steps.data", row.data)), row.since) if row.step else None


async def at(tx: Tx, address: Address) -> tuple[Person | None, Step | None]:
    """Who writes from this address, and the question they have been asked. Strangers may have a step, too."""
    indexes = tx.keys.indexes("address", str(address))
    for index in indexes:
        if row := (await tx.execute(_BY_INDEX, {"index": index})).first():
            person = from_row(tx, row)
            return person, _step(person.keys, row)
    for index in indexes:
        if row := (await tx.execute(_STEP, {"index": index})).first():
            return None, _step(tx.keys, row)
    return None, None


async def by_id(tx: Tx, person: int) -> Person | None:
    """The person with this id."""
    row = (await tx.execute(select(*COLUMNS).where(people.c.id == person))).first()
    return row and from_row(tx, row)


async def keys_of(tx: Tx, person: int | ScalarSelect[int]) -> Seal:
    """What seals and opens what is somebody's; `person` may be a query for their number."""
    row = (await tx.execute(select(people.c.own_key).where(people.c.id == person))).first()
    return tx.keys.own(row.own_key if row else None)


async def roles(tx: Tx, numbers: Iterable[int]) -> dict[int, str]:
    """What these people are here, by number."""
    rows = await tx.execute(select(people.c.id, people.c.role).where(people.c.id.in_(sorted(set(numbers)))))
    return {row.id: row.role for row in rows}


async def everybody(tx: Tx, *roles: str) -> list[Person]:
    """All who have joined, in the order they did; only these roles, if given. Those who left are not among them."""
    query = select(*COLUMNS).where(people.c.state != LEFT).order_by(people.c.id)
    if roles:
        query = query.where(people.c.role.in_(roles))
    return [from_row(tx, row) for row in await tx.execute(query)]


async def here(tx: Tx, *roles: str) -> list[Person]:
    """Who of these roles can be reached now, in the order they joined."""
    return [person for person in await everybody(tx, *roles) if person.here]


async def at_service(tx: Tx, service: str) -> list[Person]:
    """Who answers for this service and can be reached in a messenger."""
    query = select(*COLUMNS).where(people.c.service == service, people.c.state == ACTIVE, people.c.reachable)
    return [from_row(tx, row) for row in await tx.execute(query.order_by(people.c.id))]


async def add(
    tx: Tx, *, role: str, name: str, address: Address, group: bool, language: str, bezirk: str | None,
    recovery: str | None, consent: str | None, now: datetime, service: str | None = None,
) -> Person:  # fmt: skip
    """Somebody joined. `recovery` is the code that brings them back; only its hash is kept."""
    key = tx.keys.new_own()
    own = tx.keys.own(key)
    result = await tx.execute(
        insert(people)
        .values(
            role=role,
            own_key=key,
            name=own.seal("people.name", name),
            address=own.seal("people.address", str(address)),
            address_index=tx.keys.index("address", str(address)),
            group_chat=group,
            language=language,
            bezirk=bezirk,
            recovery_index=recovery and tx.keys.index("recovery", recovery),
            consent=consent,
            joined_at=now,
            service=service,
        )
        .returning(*COLUMNS)
    )
    return from_row(tx, result.one())


async def move(tx: Tx, person: int, address: Address, *, group: bool = False) -> None:
    """They write from another chat from now on."""
    keys = await keys_of(tx, person)
    await tx.execute(
        update(people)
        .where(people.c.id == person)
        .values(
            address=keys.seal("people.address", str(address)),
            address_index=tx.keys.index("address", str(address)),
            group_chat=group,
            reachable=True,
            voice=None,
        )
    )


async def by_recovery(tx: Tx, code: str) -> Person | None:
    """Whose recovery code this is."""
    for index in tx.keys.indexes("recovery", code):
        if row := (await tx.execute(select(*COLUMNS).where(people.c.recovery_index == index))).first():
            return from_row(tx, row)
    return None


async def set_recovery(tx: Tx, person: int, code: str) -> None:
    """A new recovery code; the old one is worth nothing from now on."""
    index = tx.keys.index("recovery", code)
    await tx.execute(update(people).where(people.c.id == person).values(recovery_index=index))


async def rename(tx: Tx, person: int, name: str) -> None:
    """They want to be called something else."""
    sealed = (await keys_of(tx, person)).seal("people.name", name)
    await tx.execute(update(people).where(people.c.id == person).values(name=sealed))


async def set_language(tx: Tx, person: int, language: str) -> None:
    """They want to be spoken to in another language."""
    await tx.execute(update(people).where(people.c.id == person).values(language=language))


async def ask_consent(tx: Tx, person: int, version: str) -> None:
    """They are asked about changed words; once for these."""
    asked = {"consent_asked": version, "consent_answer": None}
    await tx.execute(update(people).where(people.c.id == person).values(asked))


async def answer_consent(tx: Tx, person: int, version: str, *, agreed: bool) -> None:
    """What they say to these words. A no leaves the yes they gave before."""
    said = {"consent_asked": version, "consent_answer": "yes" if agreed else "no"}
    await tx.execute(
        update(people).where(people.c.id == person).values(said | ({"consent": version} if agreed else {}))
    )


async def read_in(tx: Tx, person: int, version: str) -> None:
    """What they said yes to they read in another language from now on."""
    await tx.execute(update(people).where(people.c.id == person).values(consent=version))


async def set_voice(tx: Tx, person: int, speaker: int | None) -> None:
    """Whose words stand last in this person's chat now."""
    await tx.execute(_VOICE, {"person": person, "speaker": speaker})


async def hint(tx: Tx, person: int, now: datetime) -> None:
    """They were offered an answer unasked; not again for a while."""
    await tx.execute(update(people).where(people.c.id == person).values(hinted_at=now))


async def set_state(tx: Tx, person: int, state: str) -> bool:
    """Active, stopped or left; False if it was so already."""
    result = await tx.execute(update(people).where(people.c.id == person, people.c.state != state).values(state=state))
    return result.rowcount == 1


async def set_reachable(tx: Tx, person: int, reachable: bool) -> bool:
    """Whether the messenger still takes messages for them; False if that was known."""
    result = await tx.execute(
        update(people).where(people.c.id == person, people.c.reachable != reachable).values(reachable=reachable)
    )
    return result.rowcount == 1


async def pause(tx: Tx, person: int, until: datetime | None) -> None:
    """They want quiet until then; None ends it."""
    await tx.execute(update(people).where(people.c.id == person).values(paused_until=until))


async def ask(
    tx: Tx, address: Address, step: str, data: dict[str, Any], now: datetime, person: Person | None = None
) -> None:
    """The next thing that comes from this address answers this step. `person`: whose it is, if they have joined."""
    keys = person.keys if person else tx.keys
    await forget_step(tx, address)
    await tx.execute(
        insert(steps).values(
            address_index=tx.keys.index("address", str(address)),
            address=tx.keys.seal("steps.address", str(address)),
            step=step,
            data=keys.seal("steps.data", json.dumps(data, ensure_ascii=False)),
            since=now,
        )
    )


async def forget_step(tx: Tx, address: Address) -> None:
    """Nothing has been asked."""
    for index in tx.keys.indexes("address", str(address)):
        await tx.execute(delete(steps).where(steps.c.address_index == index))


async def forget_strangers(tx: Tx, before: datetime) -> int:
    """Drop what people who began to join and never answered have left behind; returns how many."""
    joined = select(people.c.address_index)
    result = await tx.execute(delete(steps).where(steps.c.since < before, steps.c.address_index.not_in(joined)))
    return result.rowcount


async def count(tx: Tx) -> dict[str, int]:
    """How many of each role take part."""
    rows = await tx.execute(
        select(people.c.role, func.count().label("number")).where(people.c.state != LEFT).group_by(people.c.role)
    )
    return {row.role: row.number for row in rows}


async def lock(tx: Tx, person: int) -> None:
    """Nothing reaches them, and nobody writes as them, until their recovery code comes from some chat."""
    await move(tx, person, locked(person))
    await set_reachable(tx, person, False)


async def leave(tx: Tx, person: int) -> None:
    """A staff member leaves: from now on their chat is a stranger's."""
    await move(tx, person, gone(person))
    await set_state(tx, person, LEFT)


def gone(person: int) -> Address:
    """Where somebody is who has left: nowhere."""
    return Address(LEFT, str(person))
