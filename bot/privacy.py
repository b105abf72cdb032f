"""What is stored about somebody, table by table: how to show it, how to erase it, how long it stays.

Every table with personal data has a rule here; a test fails for one that has none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, delete, func, or_, select, update

from bot.store import people, tables
from bot.store.db import Instant, SealedBytes, Tx
from bot.store.people import LEFT, Person

Stays = Literal[
    "person", "delivery", "answered", "ereignisse", "zuordnung_nachrichten", "checkin_antworten", "anliegen",
    "kontaktnachweis", "protokoll", "einladung", "stunde", "monat",
]  # fmt: skip
"""How long: until the person is erased, until it has arrived, until it is answered, as `aufbewahrung` in bleibdran.yaml
says, 30 days after an invitation ran out, an hour, a month after it is over."""

Whose = Callable[[Tx, Person], ColumnElement[bool]]


@dataclass(frozen=True)
class Rule:
    """What holds for the rows of one table."""

    whose: Whose
    stays: Stays
    #: Not erased with the person, but without a name from then on: the law wants it kept.
    kept: bool = False


def _column(*names: str) -> Callable[[Table], Whose]:
    def of(table: Table) -> Whose:
        return lambda tx, person: or_(*(table.c[name] == person.id for name in names))

    return of


def _address(table: Table) -> Whose:
    here = select(tables.people.c.address_index)
    return lambda tx, person: or_(
        table.c.address_index.in_(tx.keys.indexes("address", str(person.address))),
        table.c.address_index == here.where(tables.people.c.id == person.id).scalar_subquery(),
    )


def _of_checkins(table: Table) -> Whose:
    own = tables.checkins
    return lambda tx, person: table.c.checkin.in_(select(own.c.id).where(own.c.person == person.id))


def _of_requests(table: Table) -> Whose:
    own = tables.requests
    return lambda tx, person: table.c.request.in_(select(own.c.id).where(own.c.careleaver == person.id))


def _outbox(table: Table) -> Whose:
    return lambda tx, person: or_(
        table.c.author == person.id, table.c.recipient == person.id, _address(table)(tx, person)
    )


def _rules(*given: tuple[Table, Callable[[Table], Whose], Stays]) -> dict[Table, Rule]:
    return {table: Rule(whose(table), stays) for table, whose, stays in given}


PERSONAL: Final[Mapping[Table, Rule]] = {
    tables.people: Rule(_column("id")(tables.people), "person"),
    tables.contacts: Rule(_column("person")(tables.contacts), "kontaktnachweis", kept=True),
    tables.audit: Rule(_column("actor", "whom", "other")(tables.audit), "protokoll", kept=True),
    **_rules(
        (tables.companionships, _column("careleaver", "wegbegleiter"), "person"),
        (tables.invitations, _column("used_by"), "einladung"),
        (tables.attempts, _address, "stunde"),
        (tables.steps, _address, "answered"),
        (tables.held, _column("person"), "answered"),
        (tables.relayed, _column("author", "recipient"), "zuordnung_nachrichten"),
        (tables.topics, _column("host", "guest"), "person"),
        (tables.inbox, _address, "ereignisse"),
        (tables.outbox, _outbox, "delivery"),
        (tables.rhythms, _column("person"), "person"),
        (tables.shares, _column("person"), "person"),
        (tables.checkins, _column("person"), "checkin_antworten"),
        (tables.answers, _of_checkins, "checkin_antworten"),
        (tables.requests, _column("careleaver"), "anliegen"),
        (tables.request_services, _of_requests, "anliegen"),
        (tables.request_words, _of_requests, "anliegen"),
        (tables.request_steps, _of_requests, "anliegen"),
        (tables.request_cards, _of_requests, "anliegen"),
        (tables.used_links, _of_requests, "anliegen"),
        (tables.alerts, _column("careleaver"), "monat"),
        (tables.second_factors, _column("person"), "person"),
    ),
}
IMPERSONAL: Final = frozenset({tables.facts, tables.processes, tables.questions})
"""Tables that know nobody."""
#: What says nothing to anybody: keys, keyed hashes, numbers of the messenger's; and what nobody else must ever read.
_HIDDEN: Final = frozenset({"gather", "dedupe", "receipt", "report", "own_key", "secret"})
#: Where somebody else can be reached: nobody learns that from their own copy.
_OF_OTHERS: Final = frozenset({tables.outbox.c.address, tables.outbox.c.author_address})


async def export(tx: Tx, person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything stored about them, opened, by table; tables without anything are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, rule in PERSONAL.items():
        query = select(table).where(rule.whose(tx, person)).order_by(*table.primary_key)
        rows = (await tx.execute(query)).mappings().all()
        if rows:
            found[table.name] = [_shown(person, table, row) for row in rows]
    return found


def is_handed_out(column: Column[Any]) -> bool:
    """Whether it is in what somebody gets: keyed hashes, counters of the messenger's, others' addresses are not."""
    binary = isinstance(column.type, LargeBinary)
    return not binary and column.name not in _HIDDEN and column not in _OF_OTHERS


def _shown(person: Person, table: Table, row: Any) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    for column in table.columns:
        value = row[column.name]
        if value is None or not is_handed_out(column):
            continue
        if isinstance(column.type, SealedBytes):
            value = person.keys.open(f"{table.name}.{column.name}", value)
        elif isinstance(column.type, Instant):
            value = value.isoformat(timespec="seconds")
        shown[column.name] = value
    return shown


async def count(tx: Tx, person: Person) -> dict[str, int]:
    """How many rows of each table are about them."""
    found = {}
    for table, rule in PERSONAL.items():
        query = select(func.count()).select_from(table).where(rule.whose(tx, person))
        number: int = (await tx.execute(query)).scalar_one()
        if number:
            found[table.name] = number
    return found


async def erase(tx: Tx, person: Person) -> int:
    """Everything about them goes, at once; returns how many rows. What the law wants kept stays without a name."""
    gone = 0
    for table in reversed(tables.metadata.sorted_tables):
        rule = PERSONAL.get(table)
        if rule is None or rule.kept or table is tables.people:
            continue
        if table is tables.requests:  # begun by a Wegbegleiter for somebody who stays
            begun = update(table).where(table.c.created_by == person.id, table.c.careleaver != person.id)
            await tx.execute(begun.values(created_by=table.c.careleaver))
        gone += (await tx.execute(delete(table).where(rule.whose(tx, person)))).rowcount
    for column in (tables.invitations.c.created_by, tables.invitations.c.wegbegleiter):
        await tx.execute(update(tables.invitations).where(column == person.id).values({column.name: None}))
    await tx.execute(update(tables.people).where(tables.people.c.voice == person.id).values(voice=None))
    await _forget_who(tx, person)
    tx.erased = True
    return gone + 1


async def _forget_who(tx: Tx, person: Person) -> None:
    """A number is left, for the record of contact, and nothing that leads from it to anybody."""
    nowhere = str(people.nowhere(person.id))
    values = {
        "own_key": None,  # and nothing opens what is still theirs in some copy
        "state": LEFT, "name": tx.keys.seal("people.name", "-"), "address": tx.keys.seal("people.address", nowhere),
        "address_index": tx.keys.index("address", nowhere), "group_chat": False, "bezirk": None, "service": None,
        "reachable": False, "paused_until": None, "voice": None, "recovery_index": None, "consent": None,
        "consent_asked": None, "consent_answer": None,
        "hinted_at": None,
    }  # fmt: skip
    await tx.execute(update(tables.people).where(tables.people.c.id == person.id).values(values))
