"""What one relayed message costs, by part: where the CPU time of the bot's process goes, and what it asks the database.

`python -m benchmarks.parts FILE` is `bleibdran run`, looked at two thousand times a second of CPU: which of our files,
or which library, stands innermost. SIGUSR1 begins anew; SIGUSR2 writes the counts into FILE. It runs on asyncio's own
loop instead of uvloop: there, what the loop itself does cannot be told from what it calls next.
"""

import asyncio
import json
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

from benchmarks.contest import Plan, saturate, warm

_SECONDS: Final = 0.0005
_DATABASE: Final = ("/sqlalchemy/", "/sqlite3/", "/aiosqlite/", "/asyncpg/", "/bot/store/db.py")
PARTS: Final = (
    ("encrypt and decrypt", ("/bot/store/crypto.py", "/cryptography/")),
    ("decode updates", ("/bot/telegram/read.py", "/bot/telegram/ingress.py", "/bot/inbox.py")),
    ("database: build, run, fetch", _DATABASE),
    ("call the messenger", ("/aiohttp/", "/yarl/", "/multidict/", "/bot/telegram/")),
    ("outbox: put, claim, record", ("/bot/outbox.py", "/bot/sender.py", "/bot/limits.py", "/bot/message.py")),
    ("decide", ("/conversations/", "/bot/")),
    ("event loop", ("/asyncio/", "/selectors.py")),
)
"""What it is called, and which files it is. Looked for from the innermost frame outwards; the first one counts."""
COMMIT: Final = "commit"
THREAD: Final = "other threads (SQLite: COMMIT)"
REST: Final = "anything else"


@dataclass(frozen=True)
class Cost:
    """What one relay costs on one store: milliseconds of CPU by part, and statements."""

    store: str
    parts: dict[str, float]
    statements: float

    @property
    def total(self) -> float:
        return sum(self.parts.values())


def measure(plan: Plan) -> list[Cost]:
    """On both stores, the messenger answering at once."""
    return [_measure(name, plan) for name in ("bleibdran", "bleibdran-postgres")]


def _measure(name: str, plan: Plan) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder, "counts")
        with warm(name, 0.0, plan, ["-m", "benchmarks.parts", str(counts)]) as (result, stage, bot):
            bot.signal(signal.SIGUSR1)
            for _ in range(plan.rounds):
                saturate(result, stage, bot, plan)
            bot.signal(signal.SIGUSR2)
            while not counts.exists():
                time.sleep(0.1)
        found = json.loads(counts.read_text("utf-8"))
    relays = plan.messages * plan.rounds
    thread = found["thread"] / relays * 1000
    each = (statistics.median(result.cpu) - thread) / sum(found["parts"].values())
    parts = {part: each * times for part, times in found["parts"].items()} | {THREAD: thread}
    return Cost("SQLite" if name == "bleibdran" else "PostgreSQL", parts, found["statements"] / relays)


def part(frame: FrameType | None) -> str:
    """What is being done here."""
    while frame:
        code = frame.f_code
        for name, files in PARTS:
            if any(file in code.co_filename for file in files):
                return COMMIT if files is _DATABASE and _commits(frame) else name
        frame = frame.f_back
    return REST


def _commits(frame: FrameType | None) -> bool:
    while frame and any(each in frame.f_code.co_filename for each in _DATABASE):
        if "commit" in frame.f_code.co_name:
            return True
        frame = frame.f_back
    return False


def _run(file: Path) -> None:
    import uvloop
    from sqlalchemy import Engine, event

    seen: Counter[str] = Counter()
    statements = [0]
    threads: dict[int, float] = {}

    def cpu(thread: threading.Thread) -> float:
        return time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0))

    def begin(*_: object) -> None:
        seen.clear()
        statements[0] = 0
        threads.update({each.ident or 0: cpu(each) for each in threading.enumerate()})

    def look(_: int, frame: FrameType | None) -> None:
        seen[part(frame)] += 1

    def count(*_: object) -> None:
        statements[0] += 1

    def tell(*_: object) -> None:
        others = [each for each in threading.enumerate() if each is not threading.main_thread()]
        thread = sum(cpu(each) - threads.get(each.ident or 0, 0.0) for each in others)
        made = file.with_suffix(".new")
        made.write_text(json.dumps({"parts": seen, "thread": thread, "statements": statements[0]}), "utf-8")
        made.rename(file)

    event.listen(Engine, "before_cursor_execute", count)
    signal.signal(signal.SIGUSR1, begin)
    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _SECONDS, _SECONDS)
    signal.signal(signal.SIGUSR2, tell)
    uvloop.run = asyncio.run  # type: ignore[assignment]  # see above
    from bot.cli import main

    sys.argv = ["bleibdran", "run"]
    main()


if __name__ == "__main__":
    _run(Path(sys.argv[1]))
