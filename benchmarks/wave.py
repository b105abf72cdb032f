"""A wave of check-ins against a messenger with Telegram's limits: how long it takes, and who waits behind it.

Everybody is asked at the same moment, the worst a bot can meet. Beside them one young person writes to their
Wegbegleiter every few seconds, as they did before the wave.
"""

import asyncio
import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import update

from benchmarks.bots import FIRST_PERSON
from benchmarks.contest import Process, joined, on_postgresql
from bot import app
from bot.clock import SystemClock
from bot.content.load import SHIPPED, load
from bot.settings import load_settings
from bot.store import checkins, companionships, people
from bot.store.tables import rhythms
from tests.scene import has_learned

RATE: Final = 30
"""Messages a second Telegram takes from a bot."""
_ZONE: Final = ZoneInfo("Europe/Berlin")
_NOON: Final = 12


@dataclass(frozen=True)
class Wave:
    """How much is measured: people asked, and how often the one who chats writes (seconds between, messages idle)."""

    checkins: int = 10_000
    pause: float = 2.0
    idle: int = 30


QUICK: Final = Wave(checkins=600, pause=1.5, idle=20)
ON_POSTGRESQL: Final = Wave(checkins=3_000)


@dataclass(frozen=True)
class Figures:
    """What came out; times in seconds, CPU of the bot in milliseconds a check-in."""

    store: str
    checkins: int
    seconds: float
    refused: list[str]
    idle: list[float]
    during: list[float]
    cpu: float

    @property
    def over(self) -> float:
        """Time needed, over the shortest there can be."""
        return self.seconds / (self.checkins / RATE)

    @property
    def too_many(self) -> int:
        """How often the messenger said: too many."""
        return sum("Too Many Requests" in each for each in self.refused)


def measure(latency: float, wave: Wave, *, postgresql: bool = False) -> Figures:
    """One wave, from a bot that has nothing to do until the last check-in has arrived."""
    pairs = wave.checkins // 2 + 1
    stage = Process(
        ["-m", "benchmarks.stage", "--pairs", str(pairs), "--latency", str(latency), "--limits"], talks=True
    )
    try:
        with ExitStack() as open_now:
            folder = Path(open_now.enter_context(tempfile.TemporaryDirectory(prefix="bleibdran-bench-")))
            store: Mapping[str, str] = {}
            if postgresql:
                store = open_now.enter_context(on_postgresql())
            return _measured(stage, folder, store, wave)
    finally:
        stage.stop()


def _measured(stage: Process, folder: Path, store: Mapping[str, str], wave: Wave) -> Figures:
    where = stage.line()
    has_learned(folder)
    values = {
        "BLEIBDRAN_TELEGRAM_TOKEN": where["token"],
        "BLEIBDRAN_TELEGRAM_BASE_URL": where["base_url"],
        "BLEIBDRAN_DATA_DIR": str(folder / "data"),
        "BLEIBDRAN_HEALTH_LISTEN": "",
        "BLEIBDRAN_SEND_RATE": str(RATE),
        "BLEIBDRAN_CLOCK_FILE": str(folder / "clock"),
        **store,
    }
    ahead = _to_a_quiet_noon(datetime.now(UTC))
    (folder / "clock").write_text(str(ahead.total_seconds()), encoding="ascii")
    asyncio.run(_seed(values, wave.checkins))
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BLEIBDRAN_")}
    bot = Process(["-m", "bot.cli", "run"], clean | values)
    try:
        stage.ask("first")
        stage.ask("first_asked")
        idle = stage.ask("idle", messages=wave.idle, pause=wave.pause)["delays"]
        cpu = bot.cpu
        asyncio.run(_make_due(values, datetime.now(UTC) + ahead))
        patience = 2 * wave.checkins / RATE + 30
        answer = stage.ask("wave", checkins=wave.checkins, pause=wave.pause, patience=patience)
        cpu = (bot.cpu - cpu) / wave.checkins * 1000
    finally:
        bot.stop()
    name = "PostgreSQL" if store else "SQLite"
    return Figures(name, answer["sent"], answer["seconds"], answer["refused"], idle, answer["delays"], cpu)


def _to_a_quiet_noon(now: datetime) -> timedelta:
    """How far the bot's clock has to run ahead so that it is noon on a working day, when people may be written to."""
    local = now.astimezone(_ZONE)
    noon = local.replace(hour=_NOON, minute=0, second=0, microsecond=0)
    while noon < local or noon.weekday() in (5, 6):
        noon += timedelta(days=1)
    return noon.astimezone(UTC) - now


async def _seed(values: dict[str, str], number: int) -> None:
    """One pair that talks, and everybody else who wants to be asked, some day."""
    clock = SystemClock()
    async with app.open_store(load_settings(values), clock) as db, db.transaction() as tx:
        young = await joined(tx, FIRST_PERSON, people.CARELEAVER, clock.now())
        tom = await joined(tx, FIRST_PERSON + 1, people.WEGBEGLEITER, clock.now())
        await companionships.begin(tx, young, tom, companionships.MAIN, clock.now())
        plan = load([SHIPPED]).checkins.default.key
        some_day = clock.now() + timedelta(days=300)
        for each in range(2, number + 2):
            person = await joined(tx, FIRST_PERSON + each, people.CARELEAVER, clock.now())
            await checkins.propose(tx, person, plan, clock.now().date())
            await checkins.agree(tx, person, "1", some_day)


async def _make_due(values: dict[str, str], moment: datetime) -> None:
    """All of them, now."""
    async with app.open_store(load_settings(values), SystemClock()) as db, db.transaction() as tx:
        await tx.execute(update(rhythms).values(due_at=moment))
