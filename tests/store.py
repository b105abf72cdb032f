"""Which database a test runs on: a file of its own, or a database of its own on one PostgreSQL server.

`BLEIBDRAN_TEST_POSTGRES_URL` names a server (and an account that may create databases); without it one is started.
"""

import asyncio
import os
import secrets
import tempfile
import threading
from collections.abc import Coroutine
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any, Final

import asyncpg
from sqlalchemy.engine import URL, make_url

from bot.app import KEY_FILE
from bot.store import schema
from bot.store.crypto import load_or_create, new_key, parse_keys
from bot.store.db import Database
from tests import postgres

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
GIVEN: Final = "BLEIBDRAN_TEST_POSTGRES_URL"
_TEMPLATE: Final = f"bleibdran_test_{secrets.token_hex(4)}"


class _Stage:
    """What this run of the tests uses."""

    def __init__(self) -> None:
        self.store = SQLITE
        self.server: URL | None = None
        self.closing = ExitStack()
        self.databases: dict[Path, str] = {}


_stage = _Stage()


def use(store: str) -> None:
    """From now on. Raises postgres.NoPostgres."""
    if store == POSTGRESQL and _stage.server is None:
        _stage.server = make_url(
            os.environ.get(GIVEN) or _stage.closing.enter_context(postgres.running(postgres.HASTY)).url
        )
        _aside(_make_template())
    _stage.store = store


def url(path: Path, *, empty: bool = False) -> str:
    """The database at this path; made when it is first asked for, with all tables unless it is to be `empty`."""
    if _stage.store == SQLITE:
        return f"sqlite+aiosqlite:///{path}"
    if path not in _stage.databases:
        name = f"{_TEMPLATE}_{len(_stage.databases)}"
        _aside(_command(f"CREATE DATABASE {name}" + ("" if empty else f" TEMPLATE {_TEMPLATE}")))
        _stage.databases[path] = name
    return _url(_stage.databases[path])


def ready_made(data_dir: Path) -> None:
    """A key and the tables, as a first start makes them, in a folder where nothing is yet; on SQLite."""
    file = data_dir / "bleibdran.db"
    if _stage.store == SQLITE and not data_dir.exists():
        data_dir.mkdir(mode=0o700, parents=True)
        load_or_create(data_dir / KEY_FILE, may_create=True)
        file.write_bytes(_tables())


@cache
def _tables() -> bytes:
    """A database file with all tables and nothing in them: migrating takes as long as many a scene."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        _aside(_migrated(f"sqlite+aiosqlite:///{file}"))
        return file.read_bytes()


def forget() -> None:
    """The test is over: its databases go."""
    while _stage.databases:
        _aside(_command(f"DROP DATABASE {_stage.databases.popitem()[1]} WITH (FORCE)"))


def end() -> None:
    """No test comes any more."""
    if _stage.server is not None:
        forget()
        _aside(_command(f"DROP DATABASE {_TEMPLATE} WITH (FORCE)"))
    _stage.closing.close()


def on_postgresql() -> bool:
    """Whether the test that runs now uses PostgreSQL."""
    return _stage.store == POSTGRESQL


def _url(name: str) -> str:
    assert _stage.server is not None
    return _stage.server.set(database=name).render_as_string(hide_password=False)


async def _make_template() -> None:
    await _command(f"CREATE DATABASE {_TEMPLATE}")
    await _migrated(_url(_TEMPLATE))


async def _migrated(url: str) -> None:
    db = Database(url, parse_keys([new_key()], "test"))
    await db.open()
    try:
        async with db.transaction() as tx:  # the tables only: whose key it is, the first bot says
            await schema.bring_up_to_date(tx)
    finally:
        await db.close()


async def _command(sql: str) -> None:
    assert _stage.server is not None
    plain = _stage.server.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _aside(work: Coroutine[Any, Any, None]) -> None:
    """In a thread: this is called inside of event loops and outside of them."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
