"""One contestant against the stage: start-up, saturation, moderate load, memory and CPU time, read from /proc."""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.bots import FIRST_PERSON
from bot import app
from bot.clock import SystemClock
from bot.event import Address
from bot.settings import Settings, load_settings
from bot.store import companionships, people
from bot.store.crypto import new_key
from bot.store.db import Tx
from tests.postgres import server
from tests.scene import has_learned

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_BARE: Final = {
    "aiogram": "benchmarks.bots.aiogram",
    "ptb": "benchmarks.bots.ptb",
    "ptb-aiohttp": "benchmarks.bots.ptb_aiohttp",
    "raw": "benchmarks.bots.raw",
}
_PROCESSES: Final = {"bleibdran-postgres": 1, "bleibdran-postgres-2": 2, "bleibdran-postgres-4": 4}
"""Ours on PostgreSQL: how many processes share the work."""
OURS: Final = ("-m", "bot.cli", "run")
NAMES: Final = ("bleibdran", "bleibdran-topics", *_PROCESSES, *_BARE)
"""Everybody who can take part."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    pairs: int = 600
    messages: int = 1200
    rounds: int = 3
    #: No further burst after this many seconds of them.
    enough: float = 10.0
    #: Messages a second of the moderate load, and for how long; the second load is half of what saturates.
    rate: float = 50.0
    seconds: float = 4.0


@dataclass
class Result:
    """What came out. Times in seconds, memory in MiB, CPU in milliseconds a relay."""

    name: str
    latency: float
    start: float = 0.0
    delivered: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    stage_busy: list[float] = field(default_factory=list)
    delays: dict[str, list[float]] = field(default_factory=dict)
    idle: float = 0.0
    end: float = 0.0
    peak: float = 0.0
    trouble: list[str] = field(default_factory=list)

    @property
    def ours(self) -> bool:
        """Whether it is our bot: it alone sends receipts."""
        return self.name.startswith("bleibdran")

    @property
    def rate(self) -> float:
        """Relays a second, until the last copy was taken."""
        return statistics.median(self.delivered)

    @property
    def rate_done(self) -> float:
        """Relays a second, until everything was done, reactions included."""
        return statistics.median(self.done)


class Process:
    """A program that runs beside us."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str] | None = None, talks: bool = False) -> None:
        self.started = time.monotonic()
        pipe = subprocess.PIPE if talks else subprocess.DEVNULL
        errors = None if os.environ.get("BENCH_VERBOSE") else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [sys.executable, *arguments], env=environment, stdin=pipe, stdout=pipe, stderr=errors, text=True
        )
        self.pid = self._process.pid

    def line(self) -> Any:
        """The next thing it says."""
        assert self._process.stdout
        said = self._process.stdout.readline()
        if not said:
            raise RuntimeError("the messenger's process has ended; BENCH_VERBOSE=1 shows why")
        return json.loads(said)

    def ask(self, do: str, **parameters: Any) -> Any:
        """Let it do something and wait for the answer."""
        assert self._process.stdin
        print(json.dumps({"do": do, **parameters}), file=self._process.stdin, flush=True)
        return self.line()

    @property
    def cpu(self) -> float:
        """Seconds of CPU so far, user and system."""
        words = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    def memory(self, name: str) -> float:
        """VmRSS or VmHWM in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1]) / 1024

    def signal(self, what: signal.Signals) -> None:
        """Send it this."""
        self._process.send_signal(what)

    def stop(self) -> None:
        """End it as an operator would."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=6)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Several:
    """Processes that share the work, as one; memory is that of the largest."""

    def __init__(self, processes: Sequence[Process]) -> None:
        self._processes = processes
        self.started = processes[0].started

    @property
    def cpu(self) -> float:
        return sum(process.cpu for process in self._processes)

    def signal(self, what: signal.Signals) -> None:
        for process in self._processes:
            process.signal(what)

    def memory(self, name: str) -> float:
        return max(process.memory(name) for process in self._processes)

    def stop(self) -> None:
        for process in self._processes:
            process.stop()


def measure(name: str, latency: float, plan: Plan) -> Result:
    """Everything about one contestant in one setting."""
    with warm(name, latency, plan) as (result, stage, bot):
        enough = time.monotonic() + plan.enough
        while len(result.delivered) < plan.rounds and (not result.delivered or time.monotonic() < enough):
            saturate(result, stage, bot, plan)
        for label, rate in (("moderate", plan.rate), ("half", result.rate / 2)):
            result.delays[label] = stage.ask("steady", rate=rate, seconds=plan.seconds)["delays"]
        result.end, result.peak = bot.memory("VmRSS"), bot.memory("VmHWM")
    return result


@contextmanager
def warm(
    name: str, latency: float, plan: Plan, command: Sequence[str] = OURS
) -> Iterator[tuple[Result, Process, Process | Several]]:
    """The contestant on its feet, with the stage; everybody has had a message. `command`: how ours is run."""
    result = Result(name, latency)
    with ExitStack() as open_now:
        stage = open_now.enter_context(_stage(plan, latency, topics=name == "bleibdran-topics"))
        start = open_now.enter_context(_prepared(name, stage.line(), plan, command))
        stage.ask("first")
        bot = start()
        open_now.callback(bot.stop)
        result.start = stage.ask("first_asked")["at"] - bot.started
        result.idle = bot.memory("VmRSS")
        # Headers and topics come with the first message only; the bare bots just get warm.
        stage.ask("burst", messages=2 * plan.pairs - 1 if result.ours else 200, receipts=False)
        yield result, stage, bot


def saturate(result: Result, stage: Process, bot: Process | Several, plan: Plan) -> None:
    """One burst."""
    before = bot.cpu
    answer = stage.ask("burst", messages=plan.messages, receipts=result.ours)
    if answer["copies"] < plan.messages or answer["refused"]:
        result.trouble.append(f"{answer['copies']} of {plan.messages} delivered; {answer['refused']}")
    result.delivered.append(answer["copies"] / answer["delivered"])
    result.done.append(answer["copies"] / answer["done"])
    result.cpu.append((bot.cpu - before) / plan.messages * 1000)
    result.stage_busy.append(answer["cpu"] / answer["done"])


@contextmanager
def _stage(plan: Plan, latency: float, *, topics: bool) -> Iterator[Process]:
    options = ["--topics"] if topics else []
    process = Process(
        ["-m", "benchmarks.stage", "--pairs", str(plan.pairs), "--latency", str(latency), *options], talks=True
    )
    try:
        yield process
    finally:
        process.stop()


@contextmanager
def _prepared(name: str, where: dict[str, str], plan: Plan, command: Sequence[str]) -> Iterator[Any]:
    """What starts the contestant."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BLEIBDRAN_")}
    if name in _BARE:
        arguments = ["-m", _BARE[name], where["base_url"], where["token"], str(plan.pairs)]
        yield lambda: Process(arguments, clean)
        return
    with ExitStack() as open_now:
        folder = open_now.enter_context(tempfile.TemporaryDirectory(prefix="bleibdran-bench-"))
        values = {
            "BLEIBDRAN_TELEGRAM_TOKEN": where["token"],
            "BLEIBDRAN_TELEGRAM_BASE_URL": where["base_url"],
            "BLEIBDRAN_DATA_DIR": f"{folder}/0/data",
            "BLEIBDRAN_HEALTH_LISTEN": "",
            "BLEIBDRAN_SEND_RATE": "99999",  # the stage has no limits; Telegram's 30/s would be all we measure
        }
        if name in _PROCESSES:
            values |= open_now.enter_context(on_postgresql())
        processes = _PROCESSES.get(name, 1)
        for number in range(processes):
            Path(folder, str(number)).mkdir()
            has_learned(Path(folder, str(number)))
        asyncio.run(_seed(values, plan.pairs))

        def one(number: int) -> Process:
            return Process([*command], clean | values | {"BLEIBDRAN_DATA_DIR": f"{folder}/{number}/data"})

        yield lambda: Several([one(number) for number in range(processes)])


def settings_in(folder: Path) -> Settings:
    """The shipped settings, with everything in this folder."""
    return load_settings({"BLEIBDRAN_DATA_DIR": str(folder)})


@contextmanager
def on_postgresql() -> Iterator[dict[str, str]]:
    """The settings of a bot with a PostgreSQL of its own."""
    with server() as url:
        yield {"BLEIBDRAN_DATABASE_URL": url, "BLEIBDRAN_SECRET_KEY": new_key()}


async def _seed(values: dict[str, str], pairs: int) -> None:
    """Young people and their Wegbegleiter, as if they had joined."""
    clock = SystemClock()
    async with app.open_store(load_settings(values), clock) as db, db.transaction() as tx:
        for pair in range(pairs):
            chat = FIRST_PERSON + 2 * pair
            young = await joined(tx, chat, people.CARELEAVER, clock.now())
            tom = await joined(tx, chat + 1, people.WEGBEGLEITER, clock.now())
            await companionships.begin(tx, young, tom, companionships.MAIN, clock.now())


async def joined(tx: Tx, chat: int, role: str, now: datetime) -> int:
    """Somebody who takes part."""
    person = await people.add(
        tx, role=role, name=f"Person {chat}", address=Address("telegram", str(chat)), group=False, language="de",
        bezirk=None, recovery=None, consent=None, now=now,
    )  # fmt: skip
    return person.id
