"""The figures as one page of Markdown: what is printed is what stands in docs/benchmarks.md."""

import os
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.contest import Plan, Result

TELEGRAM_RATE: Final = 30
_TITLES: Final = {
    "bleibdran": "**Bleib dran**",
    "bleibdran-topics": "**Bleib dran**, a topic per young person",
    "aiogram": "bare aiogram",
    "ptb": "bare python-telegram-bot",
    "ptb-aiohttp": "bare python-telegram-bot over our aiohttp client",
    "raw": "no library, nothing checked (what the messenger can do)",
}
_NOTES: Final = """\
How to read it:

- Every bot gets the same messages from the same local messenger, which runs in a process of its own. A burst of
  {messages} waits all at once, young people and their Wegbegleiter in turn ({pairs} pairs); each bare bot handles 32
  at a time; ours has up to 48 calls on their way, as always. Figures are medians of up to {rounds} bursts.
- **Relays/s** counts from the first update handed out to the last copy taken. **All done/s** counts until the receipt
  (a reaction on every message of a young person) is there, too. Only our bot sends any: one more call for every second
  relay, made while the figure in the first column is measured.
- The bare bots keep nothing: an update they have fetched and not yet passed on is lost with the process. Ours commits
  each one to disk, encrypted, before it is confirmed (SQLite, WAL, `synchronous=FULL`), then what it leads to, then
  what became of it.
- **95 %**: so many of the messages were delivered within this time, at {rate:.0f} a second and at half of what this bot
  can do, written at random moments. In the second setting the answer that brings the update is late as well.
- **CPU** is user and system time of the bot's process for one relay, everything included. Where other work runs on the
  machine, it is the steadier figure of the two.
- **Messenger busy** is how much of one core the local messenger used during the bursts. Near 100 % it, not the bot, is
  what is measured; the last row shows how far it is from that.
- In the second setting 32 calls at a time cannot be more than 640 a second, whoever makes them.
- aiogram and python-telegram-bot run on uvloop here, as we do. Memory is resident memory: after the first message, and
  the highest ever. Start is from the start of the process to the first update fetched."""


def page(results: Sequence[Result], commits: tuple[float, float] | None, plan: Plan, search: str) -> str:
    """Everything that was measured."""
    lines = [
        "# Benchmarks",
        "",
        "`make bench` measures and prints this page; `--write docs/benchmarks.md` keeps it.",
        "",
    ]
    lines += [f"Measured {datetime.now(UTC):%Y-%m-%d} on {_machine()}.", f"Versions: {_versions()}.", ""]
    for latency in sorted({result.latency for result in results}):
        lines += _setting([result for result in results if result.latency == latency], latency, plan)
    if commits:
        alone, together = commits
        lines += [
            f"Durable transactions a second: {alone:,.0f} alone, {together:,.0f} with 8 callers sharing commits.",
            "",
        ]
    trouble = [f"- {_TITLES[result.name]}: {text}" for result in results for text in result.trouble]
    if trouble:
        lines += ["Not everything went well:", "", *trouble, ""]
    notes = _NOTES.format(messages=plan.messages, pairs=plan.pairs, rounds=plan.rounds, rate=plan.rate)
    return "\n".join([*lines, notes, "", search])


def _setting(results: Sequence[Result], latency: float, plan: Plan) -> list[str]:
    title = f"The messenger answers {latency * 1000:.0f} ms late, as Telegram does" if latency else "On one machine"
    aiogram = next((result.rate for result in results if result.name == "aiogram"), None)
    head = ["", "relays/s", "of aiogram", "all done/s", f"× Telegram's {TELEGRAM_RATE}/s", f"95 % at {plan.rate:.0f}/s",
            "95 % at half", "CPU/relay", "messenger busy", "start", "memory"]  # fmt: skip
    lines = [f"## {title}", "", _row(head), _row(["---"] + ["---:"] * (len(head) - 1))]
    return [*lines, *(_row(_cells(result, aiogram)) for result in results), ""]


def _cells(result: Result, aiogram: float | None) -> list[str]:
    return [
        _TITLES[result.name],
        f"{result.rate:,.0f}",
        f"{result.rate / aiogram:.2f}" if aiogram else "",
        f"{result.rate_done:,.0f}",
        f"{result.rate / TELEGRAM_RATE:.0f}",
        _milliseconds(result.delays.get("moderate", [])),
        _milliseconds(result.delays.get("half", [])),
        f"{statistics.median(result.cpu):.2f} ms",
        f"{100 * statistics.median(result.stage_busy):.0f} %",
        f"{result.start:.1f} s",
        f"{result.idle:.0f} / {result.peak:.0f} MiB",
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _milliseconds(delays: Sequence[float]) -> str:
    return f"{1000 * statistics.quantiles(delays, n=20)[-1]:.0f} ms" if len(delays) > 1 else ""


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), platform.machine())
    what = f"{os.cpu_count()} cores ({model}), Linux {platform.release()}, Python {platform.python_version()}"
    return f"{what}, load average {os.getloadavg()[0]:.1f} at the end"


def _versions() -> str:
    names = ("python-telegram-bot", "aiogram", "aiohttp", "uvloop", "sqlalchemy", "bm25s", "numpy")
    return ", ".join(f"{name} {version(name)}" for name in names)
