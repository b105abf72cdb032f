"""Several processes of one bot that share a PostgreSQL: killed, stopped, updated one after the other, and frozen.

Real processes, each with a data folder of its own as on machines of their own, behind one webhook.
"""

import asyncio
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
from aiohttp import web

from bot.clock import SystemClock
from bot.event import Address
from bot.store import companionships, people, processes, schema
from bot.store.crypto import new_key, parse_keys
from bot.store.db import Database
from messenger import LocalMessenger, Phone
from tests import store
from tests.postgres import NoPostgres
from tests.scene import bot_environment, has_learned
from tests.scenes.test_ways_in import _free_port

PATIENCE: Final = 45.0
QUIET: Final = asyncio.subprocess.DEVNULL
KEY: Final = new_key()


@pytest.fixture(autouse=True)
def _on_postgresql(_store: str) -> None:
    try:
        store.use(store.POSTGRESQL)
    except NoPostgres as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@dataclass
class Machine:
    """A computer on which a bot runs, or does not at the moment."""

    folder: Path
    environment: dict[str, str]
    port: int
    process: asyncio.subprocess.Process | None = None
    log: str = ""

    async def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "log").open("a") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.cli", "run", env=self.environment, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """kill -9, whatever it is doing."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """As systemd does."""
        assert await self._end(signal.SIGTERM) == 0

    async def _end(self, how: signal.Signals) -> int:
        assert self.process and self.process.returncode is None, f"ended by itself: {self.said}"
        self.process.send_signal(how)
        code = await asyncio.wait_for(self.process.wait(), 10)
        self.process = None
        return code

    @property
    def said(self) -> str:
        """Its log."""
        return (self.folder / "log").read_text("utf-8")


@dataclass
class Town:
    """People who write to each other by way of several machines."""

    messenger: LocalMessenger
    machines: list[Machine]
    db: Database
    pairs: list[tuple[Phone, Phone]] = field(default_factory=list)
    written: Counter[int] = field(default_factory=Counter)

    def write(self, number: int) -> None:
        """This young person's next message."""
        self.written[number] += 1
        self.pairs[number][0].write(f"Nr. {self.written[number]}")

    def got(self, number: int) -> list[int]:
        """What their Wegbegleiter sees of it."""
        shown = self.pairs[number][1].screen()
        return [int(found[1]) for each in shown if (found := re.fullmatch(r"Nr\. (\d+)", each.text or ""))]

    async def chat(self, until: asyncio.Event, a_second: float, dice: random.Random) -> None:
        while not until.is_set():
            self.write(dice.randrange(len(self.pairs)))
            await asyncio.sleep(dice.expovariate(a_second))

    async def everything_arrives(self) -> int:
        """In order, and all of it; returns how many came twice."""
        missing: dict[int, list[int]] = {}
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            missing = {
                number: lost
                for number, written in self.written.items()
                if (lost := sorted(set(range(1, written + 1)) - set(self.got(number))))
            }
            if not missing and not self.messenger.world.updates.waiting:
                break
            await asyncio.sleep(0.1)
        assert not missing, f"lost: {missing}"
        await asyncio.sleep(1.0)  # what comes twice comes now
        twice = 0
        for number in self.written:
            came = self.got(number)
            first = list(dict.fromkeys(came))
            assert first == sorted(first), f"out of order: {came}"
            twice += len(came) - len(first)
        return twice

    async def there(self) -> Sequence[int]:
        """The processes that know of each other."""
        async with self.db.transaction() as tx:
            return [each.id for each in await processes.everybody(tx)]

    async def all_there(self, number: int) -> None:
        """Wait until so many are."""
        began = time.monotonic()
        while len(await self.there()) != number:
            assert time.monotonic() - began < PATIENCE, [machine.said[-2000:] for machine in self.machines]
            await asyncio.sleep(0.1)


@asynccontextmanager
async def town(
    folder: Path, machines: int, pairs: int, *, webhook: bool = True, empty: bool = False, rate: str = "5000"
) -> AsyncIterator[Town]:
    """Nobody has started a bot yet."""
    url = store.url(folder / "together", empty=empty)
    async with LocalMessenger() as messenger:
        made = []
        front = _free_port()
        for number in range(machines):
            here, port = folder / f"machine{number}", _free_port()
            environment = bot_environment(messenger, here) | {
                "BLEIBDRAN_DATABASE_URL": url, "BLEIBDRAN_SECRET_KEY": KEY, "BLEIBDRAN_SEND_RATE": rate,
            }  # fmt: skip
            if webhook:
                environment["BLEIBDRAN_WEBHOOK_URL"] = f"http://127.0.0.1:{front}/telegram"
                environment["BLEIBDRAN_WEBHOOK_LISTEN"] = f"127.0.0.1:{port}"
            here.mkdir()
            has_learned(here)
            made.append(Machine(here, environment, port))
        db = Database(url, parse_keys([KEY], "test"))
        it = Town(messenger, made, db)
        async with _front(front, made):
            await db.open()
            if not empty:
                await _people(it, pairs)
            try:
                yield it
            finally:
                for machine in made:
                    if machine.process:
                        machine.process.send_signal(signal.SIGCONT)
                        await machine.kill()
                await db.close()


async def _people(it: Town, pairs: int) -> None:
    now = SystemClock().now()
    await schema.prepare(it.db, now)
    async with it.db.transaction() as tx:
        for number in range(pairs):
            ids = []
            young, companion = it.messenger.world.phone(f"Mia{number}"), it.messenger.world.phone(f"Tom{number}")
            for phone, role in ((young, people.CARELEAVER), (companion, people.WEGBEGLEITER)):
                person = await people.add(
                    tx, role=role, name=phone.user["first_name"], address=Address("telegram", str(phone.chat_id)),
                    group=False, language="de", bezirk=None, recovery=None, consent=None, now=now,
                )  # fmt: skip
                phone.person.started = True
                ids.append(person.id)
            await companionships.begin(tx, ids[0], ids[1], companionships.MAIN, now)
            it.pairs.append((young, companion))


@asynccontextmanager
async def _front(port: int, machines: Sequence[Machine]) -> AsyncIterator[None]:
    """The reverse proxy: to each machine in turn, to the next where one does not answer."""
    turn = count()

    async def receive(request: web.Request) -> web.Response:
        body = await request.read()
        secret = request.headers["X-Telegram-Bot-Api-Secret-Token"]
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
        first = next(turn)
        for number in range(len(machines)):
            url = f"http://127.0.0.1:{machines[(first + number) % len(machines)].port}/telegram"
            try:
                async with session.post(url, data=body, headers=headers) as said:
                    return web.Response(status=said.status)
            except (aiohttp.ClientError, OSError, TimeoutError):
                continue
        return web.Response(status=502)

    server = web.Application()
    server.router.add_post("/telegram", receive)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(force_close=True)) as session:
        try:
            yield
        finally:
            await runner.cleanup()


@pytest.mark.parametrize(("machines", "seed"), [(2, 1), (3, 2)])
async def test_killed_in_the_middle_nothing_is_lost_and_the_others_go_on(
    tmp_path: Path, machines: int, seed: int
) -> None:
    dice = random.Random(seed)
    async with town(tmp_path, machines, 10) as it:
        it.messenger.world.duplicate_updates = 0.1
        for machine in it.machines:
            await machine.start()
        await it.all_there(machines)
        enough = asyncio.Event()
        chatting = asyncio.create_task(it.chat(enough, 15, dice))
        kills = 4
        for _ in range(kills):
            await asyncio.sleep(dice.uniform(0.5, 2.5))
            victim = dice.choice(it.machines)
            await victim.kill()
            await asyncio.sleep(dice.uniform(0, 1.5))
            await victim.start()
        enough.set()
        await chatting
        twice = await it.everything_arrives()
        print(f"{machines} machines, {kills} kills, {it.written.total()} messages, {twice} came twice")
        assert twice <= 10 * kills, "one for each chat and kill"


async def test_a_machine_that_never_comes_back_is_replaced_within_seconds(tmp_path: Path) -> None:
    async with town(tmp_path, 2, 12) as it:
        for machine in it.machines:
            await machine.start()
        await it.all_there(2)
        for number in range(12):
            it.write(number)
        await it.everything_arrives()
        await it.machines[0].kill()
        began = time.monotonic()
        for number in range(12):
            it.write(number)
        await it.everything_arrives()
        assert time.monotonic() - began < 10
        await it.all_there(1)


async def test_updated_one_after_the_other_nothing_is_lost_or_doubled_and_limits_are_kept(tmp_path: Path) -> None:
    dice = random.Random(3)
    async with town(tmp_path, 3, 30, rate="30") as it:
        limits, refused = it.messenger.world.limits, 0
        limits.enabled = True
        check = limits.check

        def counted(*arguments: Any, **keywords: Any) -> None:
            nonlocal refused
            refused += 1
            check(*arguments, **keywords)
            refused -= 1

        limits.check = counted  # type: ignore[method-assign]  # counted, then done as always
        for machine in it.machines:
            await machine.start()
        await it.all_there(3)
        enough = asyncio.Event()
        chatting = asyncio.create_task(it.chat(enough, 12, dice))
        for machine in it.machines:
            await asyncio.sleep(1.5)
            await machine.stop()
            await machine.start()
            await it.all_there(3)
        await asyncio.sleep(2)
        enough.set()
        await chatting
        for number in range(30):
            for _ in range(3):
                it.write(number)
        assert await it.everything_arrives() == 0
        assert refused == 0, "never more than the messenger allows, however many send"


async def test_frozen_for_a_while_and_back_it_does_no_harm(tmp_path: Path) -> None:
    dice = random.Random(4)
    async with town(tmp_path, 2, 10) as it:
        for machine in it.machines:
            await machine.start()
        await it.all_there(2)
        enough = asyncio.Event()
        chatting = asyncio.create_task(it.chat(enough, 15, dice))
        await asyncio.sleep(1)
        frozen = it.machines[0]
        assert frozen.process
        frozen.process.send_signal(signal.SIGSTOP)
        await it.all_there(1)
        await asyncio.sleep(1)
        frozen.process.send_signal(signal.SIGCONT)
        await it.all_there(2)
        await asyncio.sleep(1)
        enough.set()
        await chatting
        twice = await it.everything_arrives()
        assert twice <= 10
        assert "declared_dead" in frozen.said or "began anew" in frozen.said or "for dead" in frozen.said


@pytest.mark.parametrize("how", ["kill", "stop"])
async def test_polling_one_asks_and_the_other_takes_over(tmp_path: Path, how: str) -> None:
    async with town(tmp_path, 2, 4, webhook=False) as it:
        first, second = it.machines
        await first.start()
        it.write(0)
        await it.everything_arrives()
        await second.start()
        await it.all_there(2)
        it.write(1)
        await it.everything_arrives()
        await (first.kill() if how == "kill" else first.stop())
        began = time.monotonic()
        for number in range(4):
            it.write(number)
        assert await it.everything_arrives() == 0
        assert time.monotonic() - began < (10 if how == "kill" else 4)
        await first.start()  # now the other one is the standby
        await it.all_there(2)
        for number in range(4):
            it.write(number)
        assert await it.everything_arrives() == 0
        for machine in it.machines:
            assert "Ein anderes Programm holt" not in machine.said, "nobody asks beside the other"


async def test_two_that_start_at_once_on_an_empty_database_both_run(tmp_path: Path) -> None:
    async with town(tmp_path, 2, 0, empty=True) as it:
        await asyncio.gather(*(machine.start() for machine in it.machines))
        began = time.monotonic()
        while not all((each.folder / "log").exists() and "running" in each.said for each in it.machines):
            assert time.monotonic() - began < PATIENCE, [machine.said for machine in it.machines]
            await asyncio.sleep(0.1)
        await it.all_there(2)
