"""What a durable transaction costs: one after the other, and eight callers at once, as the dispatcher has them."""

import asyncio
import tempfile
import time
from pathlib import Path

import uvloop

from benchmarks.contest import settings_in
from bot import app
from bot.clock import SystemClock
from bot.store import facts
from bot.store.db import Database

AT_ONCE = 8


async def _rate(db: Database, callers: int, seconds: float) -> float:
    clock = SystemClock()
    end = time.monotonic() + seconds

    async def write(name: str) -> int:
        count = 0
        while time.monotonic() < end:
            async with db.transaction() as tx:
                await facts.note(tx, name, str(count), clock.now())
            count += 1
        return count

    counts = await asyncio.gather(*(write(f"bench {caller}") for caller in range(callers)))
    return sum(counts) / seconds


async def _both(seconds: float) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="bleibdran-bench-") as folder:
        async with app.open_store(settings_in(Path(folder)), SystemClock()) as db:
            return await _rate(db, 1, seconds), await _rate(db, AT_ONCE, seconds)


def measure(seconds: float) -> tuple[float, float]:
    """Transactions a second: alone, and with eight callers."""
    return uvloop.run(_both(seconds))
