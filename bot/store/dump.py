"""Every row of every table, out of one database and into another, as it is stored: for backups and for moving house."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Table,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
)

from bot.store.tables import metadata, people

_BATCH: Final = 500


@dataclass(frozen=True)
class Section:
    """One table: its columns in the order of the rows, and the highest number it ever gave out."""

    table: str
    columns: tuple[str, ...]
    last: int | None


Row = tuple[Any, ...]
"""Numbers, texts, truths and bytes, as every database stores them."""
Sections = Iterator[tuple[Section, Iterator[Row]]]
"""One table after the other; take all rows of one before the next."""


def read(connection: Connection) -> Sections:
    """All tables, in an order in which they can be filled again; people first, to know whose a row is."""
    for each in sorted(metadata.sorted_tables, key=lambda table: table is not people):
        columns = tuple(column.name for column in each.columns)
        yield Section(each.name, columns, _last(connection, each)), _rows(connection, each)


def _rows(connection: Connection, of: Table) -> Iterator[Row]:
    # By name only: what a column means to us (moments, sealed bytes) is none of a dump's business.
    names: list[ColumnElement[Any]] = [literal_column(f'"{column.name}"') for column in of.columns]
    truths = [isinstance(column.type, Boolean) for column in of.columns]
    found = connection.execution_options(yield_per=_BATCH).execute(
        select(*names).select_from(of).order_by(*of.primary_key)
    )
    for row in found:
        yield tuple(
            bool(value) if truth and value is not None else value for value, truth in zip(row, truths, strict=True)
        )


def to_lines(sections: Sections) -> Iterator[str]:
    """As text: a line for each table, and one for each of its rows."""
    for section, rows in sections:
        yield json.dumps(asdict(section))
        for row in rows:
            yield json.dumps([_written(value) for value in row])


class Lines:
    """The way back from `to_lines`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._ahead = iter(lines)
        self._next = next(self._ahead, None)

    def sections(self) -> Sections:
        while self._next is not None:
            about = json.loads(self._next)
            yield Section(about["table"], tuple(about["columns"]), about["last"]), self._rows()

    def _rows(self) -> Iterator[Row]:
        for line in self._ahead:
            if line.startswith("{"):
                self._next = line
                return
            yield tuple(_read(value) for value in json.loads(line))
        self._next = None


def _written(value: Any) -> Any:
    return {"b": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _read(value: Any) -> Any:
    return base64.b64decode(value["b"]) if isinstance(value, dict) else value


def digests(lines: Iterable[str]) -> dict[str, str]:
    """A hash over each table and all its rows, from `to_lines`: equal where the same is stored."""
    found = {}
    for line in lines:
        if line.startswith("{"):
            whole = found[json.loads(line)["table"]] = hashlib.sha256()
        whole.update(line.encode() + b"\n")
    return {table: whole.hexdigest() for table, whole in found.items()}


def write(connection: Connection, section: Section, rows: Iterable[Row]) -> int:
    """Fill an empty table; returns how many rows went in."""
    into = insert(table(section.table, *(column(name) for name in section.columns)))
    count = 0
    ahead = iter(rows)
    while some := list(islice(ahead, _BATCH)):
        connection.execute(into, [dict(zip(section.columns, row, strict=True)) for row in some])
        count += len(some)
    if section.last is not None:
        _set_last(connection, section.table, section.last)
    return count


def _last(connection: Connection, of: Table) -> int | None:
    """The highest number this table ever gave out: none is used twice, also not after moving house."""
    if "id" not in of.columns:
        return None
    if connection.dialect.name == "postgresql":
        sequence = connection.execute(select(func.pg_get_serial_sequence(of.name, "id"))).scalar()
        if sequence is None:
            return None
        row = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608 - our own name
        return int(row.last_value) if row.is_called else None
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    last: int | None = connection.execute(query, {"name": of.name}).scalar()
    return last


def _set_last(connection: Connection, name: str, last: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), last)))
        return
    values = {"name": name, "last": last}
    if not connection.execute(text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name"), values).rowcount:
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
