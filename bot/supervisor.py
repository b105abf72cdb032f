"""Tells systemd, where it started us, that we are there and alive (sd_notify: a word to a socket)."""

import asyncio
import contextlib
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

log = logging.getLogger(__name__)

BEAT_SECONDS: Final = 15.0
"""How often; the unit's WatchdogSec is several times that."""


def tell(state: str) -> None:
    """One word to the supervisor: READY=1, WATCHDOG=1, STOPPING=1. Nothing where nobody wants to hear it."""
    where = os.environ.get("NOTIFY_SOCKET")
    if not where:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.connect(f"\0{where[1:]}" if where.startswith("@") else where)
            line.sendall(state.encode("ascii"))
    except OSError as error:  # it will restart us if that lasts
        log.warning("systemd could not be told", extra={"action": "not_told", "state": state, "error": error.strerror})


@asynccontextmanager
async def watched() -> AsyncIterator[None]:
    """While the block runs: ready, and alive as long as the event loop is."""

    async def beat() -> None:
        while True:
            tell("WATCHDOG=1")
            await asyncio.sleep(BEAT_SECONDS)

    tell("READY=1")
    beating = asyncio.create_task(beat())
    try:
        yield
    finally:
        tell("STOPPING=1")
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating
