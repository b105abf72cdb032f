"""What becomes of rows on their way into a backup and out of it.

In a backup nothing of somebody's opens without their own key. In the database that holds for what stays; what is on
its way (events, messages, questions that were asked) is under the installation's keys there, because it is gone in a
moment. In a backup it would not be gone, so it comes under the key of the one it is about. Hashes by which an address
is found are left out: they can be made again from the address.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, select

from bot.backup.file import Slots
from bot.event import Codec
from bot.store import dump, tables
from bot.store.crypto import KeyRing, is_own
from bot.store.db import SealedBytes
from bot.store.dump import Row, Section, Sections
from bot.store.people import CARELEAVER, nowhere

_WHOSE: Final = "whose"
"""A column that stands only in the backup: under whose key this row came."""
_ON_ITS_WAY: Final = frozenset({"steps", "inbox", "outbox"})
_LEFT_OUT: Final = frozenset({"attempts"})
"""Wrong codes of the last hour."""


class Leaving:
    """Rows on their way into a backup."""

    def __init__(self, connection: Connection, keys: KeyRing) -> None:
        self._connection = connection
        self._keys = keys
        people = tables.people.c
        #: The own keys of everybody who has one.
        self.slots: Slots = {}
        self._young: set[int] = set()
        self._by_index: dict[bytes, int] = {}
        query = select(people.id, people.role, people.own_key, people.address_index).where(people.own_key.is_not(None))
        for row in connection.execute(query.order_by(people.id)):
            self.slots[row.id] = bytes(row.own_key)
            self._by_index[bytes(row.address_index)] = row.id
            if row.role == CARELEAVER:
                self._young.add(row.id)

    def sections(self) -> Sections:
        """All tables as they go into the backup."""
        for section, rows in dump.read(self._connection):
            if section.table in _LEFT_OUT:
                continue
            extra = (_WHOSE,) if section.table in _ON_ITS_WAY else ()
            leaving = replace(section, columns=section.columns + extra)
            yield leaving, self._rows(section, leaving, rows)

    def _rows(self, section: Section, leaving: Section, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            left = self._left(section, dict(zip(section.columns, row, strict=True)))
            yield tuple(left[name] for name in leaving.columns)

    def _left(self, section: Section, row: dict[str, Any]) -> dict[str, Any]:
        if section.table == "people" and row["own_key"] is not None:
            return row | {"own_key": None, "address_index": None}
        if section.table in _ON_ITS_WAY:
            return self._under_own_key(section.table, row)
        return row

    def _under_own_key(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        whose = self._whose(row)
        if whose is None:
            return row | {_WHOSE: None}
        own = self._keys.own(self.slots[whose])
        changed: dict[str, Any] = {_WHOSE: whose, "address_index": None}
        for name in _sealed(table):
            if row[name] is not None:
                full = f"{table}.{name}"
                changed[name] = own.seal(full, own.open(full, row[name]))
        return row | changed

    def _whose(self, row: dict[str, Any]) -> int | None:
        """The young person it is about; else to whom it goes; None for strangers."""
        about = [row.get("author"), row.get("recipient"), self._by_index.get(bytes(row["address_index"]))]
        known = [person for person in about if person in self.slots]
        return next((person for person in known if person in self._young), known[-1] if known else None)


class Returning:
    """Rows on their way out of a backup, into an empty database."""

    def __init__(self, keys: KeyRing, slots: Slots) -> None:
        self._keys = keys
        self._slots = slots
        self._indexes: dict[int, bytes] = {}
        #: Whose key was destroyed since the backup was made: they have to be erased from it.
        self.erased: list[int] = []

    def sections(self, found: Sections) -> Sections:
        """All tables as they go into the database."""
        for section, rows in found:
            columns = tuple(name for name in section.columns if name != _WHOSE)
            yield replace(section, columns=columns), self._rows(section, columns, rows)

    def _rows(self, section: Section, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
        for values in rows:
            row = dict(zip(section.columns, values, strict=True))
            if section.table == "people" and row["address_index"] is None:
                row = self._person(row)
            elif row.get(_WHOSE) is not None:
                if row[_WHOSE] not in self._slots:
                    continue
                row = self._from_own_key(section.table, row)
            yield tuple(row[name] for name in columns)

    def _person(self, row: dict[str, Any]) -> dict[str, Any]:
        key = self._slots.get(row["id"])
        if key is not None:
            address = self._keys.own(key).open("people.address", row["address"])
            self._indexes[row["id"]] = self._keys.index("address", address)
            return row | {"own_key": key, "address_index": self._indexes[row["id"]]}
        self.erased.append(row["id"])
        address = str(nowhere(row["id"]))
        return row | {
            "name": self._keys.seal("people.name", "-"),
            "address": self._keys.seal("people.address", address),
            "address_index": self._keys.index("address", address),
        }

    def _from_own_key(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        own = self._keys.own(self._slots[row[_WHOSE]])
        opened = {
            name: own.open(f"{table}.{name}", row[name])
            for name in _sealed(table)
            if row[name] is not None and is_own(row[name]) and not _stays_own(table, name)
        }
        sealed = {name: self._keys.seal(f"{table}.{name}", text) for name, text in opened.items()}
        address = opened.get("address")
        if table == "inbox" and "event" in opened:
            address = str(Codec.decode(opened["event"]).address)
        index = self._indexes[row[_WHOSE]] if address is None else self._keys.index("address", address)
        return row | sealed | {"address_index": index}


def _sealed(table: str) -> list[str]:
    columns = tables.metadata.tables[table].columns
    return [column.name for column in columns if isinstance(column.type, SealedBytes)]


def _stays_own(table: str, name: str) -> bool:
    return "own" in tables.metadata.tables[table].columns[name].info
