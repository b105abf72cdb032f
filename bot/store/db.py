"""The database: one engine, one way to write. What SQLite and PostgreSQL do differently stands here and nowhere else.

PostgreSQL. READ COMMITTED: every statement sees what others have committed, updates are guarded, and what must not
happen at once waits for its turn (`one_at_a_time`). What the server undoes because of others (`is_conflict`) is still
in its queue and is done again.

SQLite. One connection writes, and `transaction()` hands it to one caller at a time. Callers that queue up while another
one commits share the next commit: each works in a savepoint of its own, all of them return only when it is on disk
(WAL, `synchronous=FULL`). So a turn stays one atomic, durable step, and a busy bot does not wait for the disk once
a turn.

COMMIT waits for the disk and BEGIN, now and then, for another process: then they run in aiosqlite's thread. Everything
else touches memory and takes microseconds; sending each statement to the thread costs ten times that, and under load
milliseconds (the thread has to win the interpreter lock back from a busy event loop). They run where they are called,
through a plain SQLAlchemy connection.
"""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from math import inf
from pathlib import Path
from typing import Any, Final, Self, TypeVar, cast

import aiosqlite
from sqlalchemy import (
    BigInteger,
    Connection,
    Dialect,
    Executable,
    LargeBinary,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, CursorResult, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlalchemy.types import TypeDecorator

from bot.errors import StoreError, StoreUnwritable
from bot.store.crypto import KeyRing, Sealed

log = logging.getLogger(__name__)

BUSY_SECONDS: Final = 15.0
"""How long to wait for another process (the command line beside the running bot) to finish its transaction."""
_GROUP_SECONDS: Final = 0.01
_GROUP_SIZE: Final = 64
_OUTAGES: Final = {
    "full": ("is full", "No space left"),
    "readonly": ("readonly", "read-only"),
    "locked": ("locked", "lock timeout"),
    "broken": ("malformed", "not a database", "invalid page"),
}
POOL: Final = 10
"""Connections to PostgreSQL a process keeps; half as many more for a moment. A server admits a hundred, usually."""
RESTED_SECONDS: Final = 2.0
"""A connection that was not used for so long is asked whether it lives before it is used."""
CONNECT_SECONDS: Final = 5.0
STATEMENT_SECONDS: Final = 60
"""No statement of ours takes so long: a server that does not answer is gone. A lock is waited for half as long."""
_PLANS: Final = dict.fromkeys(
    ("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin", "enable_sort", "jit"), "off"
)
"""Every statement of ours goes along an index, in its order. PostgreSQL plans by what it counted a while ago, and takes
queues for empty that a minute later hold thousands: then it reads and sorts them whole for each message."""
IDLE_SECONDS: Final = 10
"""What a process that froze in the middle of a transaction holds is let go after this."""
_OUT_OF_ORDER: Final = ("08", "28", "3D", "53", "57", "58", "F0", "XX", "25006", "55P03")
"""How PostgreSQL's codes begin when it is not the statement's fault: connection, password, no such database, disk or
memory full, being shut down, disk errors, damaged data; read-only (a standby), a lock not got in time."""
_CONFLICTS: Final = ("40001", "40P01")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
T = TypeVar("T")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, stored as microseconds since 1970: sorts and compares alike in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        return (value - _EPOCH) // _MICROSECOND  # a naive datetime raises here, and should

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class SealedBytes(TypeDecorator[bytes]):
    """A column that takes only what KeyRing.seal made; `KeyRing.open` reads it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("plain bytes in an encrypted column: seal them first")
        return value


class Tx:
    """A transaction that is open now, with the keys to what it reads and writes."""

    __slots__ = ("_connection", "erased", "keys")

    def __init__(self, connection: Connection | AsyncConnection, keys: KeyRing) -> None:
        self._connection = connection
        self.keys = keys
        #: Whether somebody is erased in it.
        self.erased = False

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Run one statement; with several sets of parameters, once for each."""
        if isinstance(self._connection, Connection):
            return self._connection.execute(statement, parameters)
        return await self._connection.execute(statement, parameters)

    async def insert_new(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows that break no unique constraint, leave out the others."""
        await self.execute(_insert_new(self._connection.dialect.name, table), rows)

    async def one_at_a_time(self, what: int) -> None:
        """Until the end of this transaction no other one gets past here for the same thing. SQLite has one writer."""
        if self._connection.dialect.name == "postgresql":
            await self.execute(_ALONE, {"what": what})

    async def beside_others(self, what: int) -> bool:
        """As many as like pass here for the same thing, but none while one is past `one_at_a_time`.

        Whether there may be others: with SQLite there are none.
        """
        if self._connection.dialect.name != "postgresql":
            return False
        await self.execute(_SHARED, {"what": what})
        return True

    async def run_sync(self, work: Any, *arguments: Any) -> Any:
        """Hand the plain connection to code that knows no asyncio (Alembic, create_all)."""
        if isinstance(self._connection, Connection):
            return work(self._connection, *arguments)
        return await self._connection.run_sync(work, *arguments)


_ALONE: Final = select(func.pg_advisory_xact_lock(bindparam("what", type_=BigInteger)))
_SHARED: Final = select(func.pg_advisory_xact_lock_shared(bindparam("what", type_=BigInteger)))


@cache
def _insert_new(dialect: str, table: Table) -> Executable:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


class Database:
    """Where everything is kept. `open()` first, `close()` last."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        self.url = make_url(url)
        self.keys = keys
        #: What else has to happen before somebody counts as erased: called after each transaction that erased anybody.
        self.after_erasure: Callable[[], Awaitable[None]] | None = None
        self._sqlite: _SQLiteWriter | None = None
        self._engine: AsyncEngine | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    async def open(self) -> None:
        """Connect. Raises StoreError with what to do where the database cannot be used."""
        try:
            if self.is_sqlite:
                writer = _SQLiteWriter(self.url.database or ":memory:")
                await writer.open()
                self._sqlite = writer
            else:
                self._engine = _engine(self.url)
                async with self._connected():  # says now what is wrong with the address
                    pass
        except (sqlite3.Error, DBAPIError) as error:
            if self._engine:
                await self._engine.dispose()
            raise _explained(error, self.url.render_as_string(hide_password=True)) from error

    async def snapshot(self, work: Callable[[Connection], T]) -> T:
        """Let `work` read everything as it stands at one moment, while others go on writing."""
        if self._sqlite:
            return await asyncio.to_thread(_look_at, Path(self.url.database or ""), work)
        async with self._connected() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with connection.begin():
                return await connection.run_sync(work)

    async def checkpoint(self) -> None:
        """What was deleted stands nowhere any more, not in the journal either; another process may keep it a while."""
        if self._sqlite:
            await self._sqlite.checkpoint()

    async def close(self) -> None:
        """Finish what is being written and disconnect."""
        if self._sqlite:
            await self._sqlite.close()
        if self._engine:
            await self._engine.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        """All or nothing: leaving the block normally returns when it is on disk, an exception undoes it."""
        if self._sqlite:
            async with self._sqlite.transaction() as connection:
                tx = Tx(connection, self.keys)
                yield tx
        else:
            async with self._connected() as remote, remote.begin():
                tx = Tx(remote, self.keys)
                yield tx
        if tx.erased:
            await self.checkpoint()
            if self.after_erasure:
                await self.after_erasure()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        assert self._engine is not None, "open() the database first"  # noqa: S101 - a mistake in our own code
        connection = self._engine.connect()
        try:
            await connection.start()
        except (OSError, PoolTimeout, InterfaceError) as error:
            raise OperationalError("connect", None, error) from error
        except Exception as error:  # the driver's own, not yet in SQLAlchemy's words
            if _sqlstate(error) is None:
                raise
            raise OperationalError("connect", None, error) from error
        try:
            yield connection
        finally:
            await _uncancelled(connection.close())  # half a rollback would be the next one's


def _engine(url: URL) -> AsyncEngine:
    told = {
        "application_name": "bleibdran",
        "statement_timeout": str(STATEMENT_SECONDS * 1000),
        "lock_timeout": str(STATEMENT_SECONDS * 500),
        "idle_in_transaction_session_timeout": str(IDLE_SECONDS * 1000),
        **_PLANS,
    }
    engine = create_async_engine(
        url, hide_parameters=True, pool_size=POOL, max_overflow=POOL // 2,
        pool_timeout=STATEMENT_SECONDS / 2, isolation_level="READ COMMITTED",
        connect_args={"timeout": CONNECT_SECONDS, "command_timeout": STATEMENT_SECONDS + 5, "server_settings": told},
    )  # fmt: skip
    event.listen(engine.sync_engine, "checkin", _rested)
    event.listen(engine.sync_engine, "checkout", _look_whether_it_lives)
    return engine


def _rested(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["since"] = time.monotonic()


def _look_whether_it_lives(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """One that was closed is known. One that has rested may be cut off: it is asked, which takes three ways."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError("closed by the server")
    if time.monotonic() - record.info.get("since", inf) < RESTED_SECONDS:
        return
    try:
        connection.ping()
    except Exception as error:  # whatever it is: a new connection says whether the server is there
        raise DisconnectionError from error


def _sqlstate(error: BaseException) -> str | None:
    """PostgreSQL's code for what went wrong, if it was PostgreSQL that said so."""
    orig = getattr(error, "orig", None) or error
    code: str | None = getattr(orig, "sqlstate", None) or getattr(orig, "pgcode", None)
    return code


def _look_at(path: Path, work: Callable[[Connection], T]) -> T:
    """On a connection that only reads; the journal keeps for it what others change meanwhile."""
    plain = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    engine = create_engine("sqlite://", creator=lambda: plain, poolclass=StaticPool, isolation_level="AUTOCOMMIT")
    try:
        plain.execute("BEGIN")
        with engine.connect() as connection:
            return work(connection)
    finally:
        plain.close()


def _explained(error: Exception, where: str) -> StoreError:
    text = str(getattr(error, "orig", None) or error)
    if "locked" in text:
        return StoreError(f"{where} ist gesperrt: ein anderes Programm schreibt gerade. Läuft Bleib dran doppelt?")
    if "readonly" in text or "unable to open" in text:
        return StoreUnwritable(f"{where} lässt sich nicht schreiben. Prüfe, wem der Ordner gehört und ob Platz ist.")
    if "not a database" in text or "malformed" in text:
        return StoreError(f"{where} ist beschädigt oder keine Datenbank. Spiele die letzte Sicherung zurück.")
    if isinstance(error, OperationalError):
        return StoreError(f"{where} ist nicht zu erreichen: {text}. Läuft PostgreSQL, stimmen Rechner und Passwort?")
    return StoreError(f"{where}: {text}")


def is_outage(error: BaseException) -> bool:
    """Whether the database failed as such (disk, lock, connection), rather than the statement being wrong."""
    if type(error) in (DatabaseError, sqlite3.DatabaseError):  # a damaged file; what is derived from them is our fault
        return True
    code = _sqlstate(error)
    if code is not None:
        return code.startswith(_OUT_OF_ORDER)
    return isinstance(error, OperationalError | InterfaceError | sqlite3.OperationalError | ConnectionError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


def is_conflict(error: BaseException) -> bool:
    """Whether PostgreSQL undid a transaction because of another one: nothing has happened, and it can be done again."""
    return _sqlstate(error) in _CONFLICTS


def outage_kind(error: BaseException) -> str:
    """In a word, what an outage is about: who reads it has to do different things."""
    said = str(getattr(error, "orig", None) or error)
    for kind, words in _OUTAGES.items():
        if any(each in said for each in words):
            return kind
    return "gone"


class _Cursor(sqlite3.Cursor):
    """Fetches all rows at once, so that no statement is still open when others change what it reads."""

    _rows: deque[Any]

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        super().execute(sql, parameters)
        self._rows = deque(super().fetchall()) if self.description else deque()
        return self

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return [self._rows.popleft() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, deque()
        return list(rows)


class _Plain(sqlite3.Connection):
    """SQLite's own connection, with those cursors."""

    def cursor(self, *_: Any) -> _Cursor:  # type: ignore[override]  # there is one kind of cursor here
        return _Cursor(self)


class _Group:
    """Transactions that share a commit."""

    def __init__(self, durable: asyncio.Future[None]) -> None:
        self.durable = durable
        self.size = 0
        self.begun = time.monotonic()

    @property
    def full(self) -> bool:
        return self.size >= _GROUP_SIZE or time.monotonic() - self.begun > _GROUP_SECONDS


class _SQLiteWriter:
    """The one connection that writes, and who may use it next."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turnstile = asyncio.Lock()
        self._waiting = 0
        self._group: _Group | None = None

    async def open(self) -> None:
        if self._path != ":memory:":
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
        plain: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            plain.append(
                sqlite3.connect(
                    self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Plain
                )
            )
            return plain[0]

        self._driver = await aiosqlite.Connection(connect, iter_chunk_size=64)
        self._plain = plain[0]
        try:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                await self._driver.execute_fetchall(f"PRAGMA {pragma}")
        except BaseException:
            await self._driver.close()  # its thread would keep the process alive
            raise
        await self._driver.execute_fetchall("PRAGMA busy_timeout=0")  # what waits for another process is _begin
        # To SQLAlchemy it is a connection that commits by itself: transactions are begun and ended here.
        engine = create_engine(
            "sqlite://",
            creator=lambda: self._plain,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        self._connection = engine.connect()

    async def checkpoint(self) -> None:
        async with self._turnstile:
            if self._group:  # what only waits for company
                await self._commit(self._group)
            await self._driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        async with self._turnstile:
            self._connection.detach()  # closing is the driver's business
            await self._driver.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        group = await self._enter()
        try:
            try:
                yield self._connection
            except BaseException:
                if self._plain.in_transaction:  # a full disk or a corrupt page ends the whole transaction
                    self._plain.execute("ROLLBACK TO turn")
                    self._plain.execute("RELEASE turn")
                raise
            self._plain.execute("RELEASE turn")
        finally:
            try:
                if not self._waiting or group.full:
                    await _uncancelled(self._commit(group))
            finally:
                self._turnstile.release()
        await asyncio.shield(group.durable)

    async def _enter(self) -> _Group:
        self._waiting += 1
        try:
            await self._turnstile.acquire()
        finally:
            self._waiting -= 1
            self._end_if_abandoned()
        try:
            if self._group is None:
                await _uncancelled(self._begin())
            self._plain.execute("SAVEPOINT turn")
        except BaseException:
            self._turnstile.release()
            self._end_if_abandoned()
            raise
        group = cast(_Group, self._group)
        group.size += 1
        return group

    async def _begin(self) -> None:
        try:
            self._plain.execute("BEGIN IMMEDIATE")  # at once, unless another process writes
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            await self._driver.execute_fetchall(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
            try:
                await self._driver.execute_fetchall("BEGIN IMMEDIATE")
            finally:
                await self._driver.execute_fetchall("PRAGMA busy_timeout=0")
        self._group = _Group(asyncio.get_running_loop().create_future())

    def _end_if_abandoned(self) -> None:
        """Whoever was to go on with this group may have given up: nobody else would end it."""
        if self._group and not self._waiting and not self._turnstile.locked():
            self._abandoned = asyncio.ensure_future(self._end_abandoned())

    async def _end_abandoned(self) -> None:
        async with self._turnstile:
            if self._group:
                await self._commit(self._group)

    async def _commit(self, group: _Group) -> None:
        self._group = None
        try:
            if not self._plain.in_transaction:
                raise sqlite3.OperationalError("the database ended the transaction by itself")
            await self._driver.execute_fetchall("COMMIT")
        except BaseException as error:
            if self._plain.in_transaction:
                await self._driver.execute_fetchall("ROLLBACK")
            log.error("a commit failed and was undone", extra={"action": "commit_failed", "transactions": group.size})
            group.durable.set_exception(error)
            group.durable.exception()  # everybody who waits gets it; nobody waiting is no complaint
        else:
            group.durable.set_result(None)


async def _uncancelled(work: Awaitable[T]) -> T:
    """Finish this even if the caller is cancelled meanwhile; then be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
