"""The figures as one page of Markdown: what is printed is what stands in docs/benchmarks.md."""

import os
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import due, parts, week
from benchmarks.contest import Plan, Result
from benchmarks.markdown import table
from benchmarks.wave import RATE, Figures, Wave

_TITLES: Final = {
    "bleibdran": "**Bleib dran**",
    "bleibdran-topics": "**Bleib dran**, a topic per young person",
    "bleibdran-postgres": "**Bleib dran** on PostgreSQL",
    "bleibdran-postgres-2": "**Bleib dran** on PostgreSQL, 2 processes",
    "bleibdran-postgres-4": "**Bleib dran** on PostgreSQL, 4 processes",
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

_COST_NOTES: Final = """\
How to read it:

- CPU time of the bot's process for one message, its share of receipts and records included, under full load, the
  messenger answering at once. The server's own time is not in it. Looked at two thousand times a second of CPU: what
  counts is which of our files, or which library, stands innermost. On asyncio's own loop, which is slower than uvloop.
- What was done about the largest part, the database: what has arrived is recorded for all at once (a third fewer
  statements); PostgreSQL takes queues from their front by an index, whatever it believes of their length (before, it
  read and sorted them whole for each message: 3.7 ms of the server's time instead of 0.3); a connection is asked
  whether it lives only if it has rested (three ways saved for each turn). It was 200 messages a second before."""

_WAVE_NOTES: Final = """\
How to read it:

- **Find {batch}** is the bot's own query, run twice a second: who is to be asked now, addresses opened. Nobody else
  is due. **A batch** is all of `due.look`: find them, note everybody's next time, make check-ins and events, commit.
  **From due to outbox**: {turns} check-ins through the dispatcher, every one a turn of its own, committed.
- PostgreSQL runs on the same machine, a transaction a turn; SQLite lets turns share commits.
- **Messages passed on**: {relays} by a hundred young people, one after the other, without HTTP: the turn, the claim,
  the record that they have arrived.
- **The wave**: {checkins:,} people become due at the same moment. The bot runs as `bleibdran run`; the messenger counts
  as Telegram does: {rate} messages a second over all chats, one a second in a chat, and 429 for more. The time is from
  the first to the last check-in taken; {shortest:.0f} s is the shortest there can be. Bulk leaves 2 % slower, on
  purpose: so there is room for somebody who chats.
- **Chat**: one young person writes to their Wegbegleiter about every {pause:.1f} s, {idle} times before the wave and
  then all through it; the time is from the update to the copy."""


_WEEK_NOTES: Final = """\
How to read it:

- A model: the bot's own `Limits` in a time of its own. Each message costs {turn:.1f} ms, as measured above on SQLite; a
  call takes 50 ms; {rate} messages a second over all chats, one a second in a chat after a short burst.
- Young people get in touch {times:.0f} times a week, a tenth of them six times as often, mostly in the evening, each
  time with one to four messages; Wegbegleiter ({each} young people each) answer as often, on working days.
- Half of them are asked how they are in this week, and all of those at the same hour: the worst case. What the
  check-ins take is what Telegram allows; who chats goes first all the time.
- **Most in a second** is what the messenger counted; it refuses more than {rate}."""


def page(results: Sequence[Result], commits: tuple[float, float] | None, plan: Plan, sections: Sequence[str]) -> str:
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
    return "\n\n".join(["\n".join([*lines, notes]), *sections])


def costs(found: Sequence[parts.Cost]) -> str:
    """What a relayed message costs, by part, on each store."""
    names = sorted({name for each in found for name in each.parts}, key=lambda name: -found[0].parts.get(name, 0))
    rows = [
        [part, *(cell for each in found for cell in _share(each.parts.get(part, 0.0), each.total))] for part in names
    ]
    rows.append(["**all**", *(cell for each in found for cell in (f"{each.total:.2f} ms", ""))])
    rows.append(["statements", *(cell for each in found for cell in (f"{each.statements:.1f}", ""))])
    head = ["", *(cell for each in found for cell in (each.store, "of it"))]
    return "\n".join(["## What a relayed message costs", "", *table(head, rows), _COST_NOTES])


def _share(part: float, whole: float) -> tuple[str, str]:
    return f"{part:.2f} ms", f"{100 * part / whole:.0f} %"


def checkins(found: Sequence[due.Figures], waves: Sequence[Figures], plan: Wave) -> str:
    """Check-ins: who is due among many, and a wave of them."""
    lines = ["## Check-ins", "", f"Measured {datetime.now(UTC):%Y-%m-%d} on {_machine()}.", ""]
    lines += [*_relays(found), *_due(found), *_waves(waves)]
    trouble = sorted({each for wave in waves for each in wave.refused})
    if trouble:
        lines += ["Not everything went well:", "", *(f"- {each}" for each in trouble), ""]
    notes = _WAVE_NOTES.format(
        relays=due.RELAYS, batch=due.DUE, turns=due.TURNS, checkins=plan.checkins, rate=RATE,
        shortest=plan.checkins / RATE, pause=plan.pause, idle=plan.idle,
    )  # fmt: skip
    return "\n".join([*lines, notes])


def _relays(found: Sequence[due.Figures]) -> list[str]:
    measured = [each for each in found if each.relays]
    sizes = sorted(measured[0].relays) if measured else []
    rows = [[each.name, *(f"{each.relays[size]:,.0f}/s" for size in sizes)] for each in measured]
    head = ["", *(f"{size:,} people" for size in sizes)]
    return ["### Messages passed on, among more and more people", "", *table(head, rows)]


def _due(found: Sequence[due.Figures]) -> list[str]:
    sizes = next((sorted(each.find) for each in found if each.find), [])
    head = [""]
    for what in (f"find {due.DUE}", f"a batch of {due.DUE}", "from due to outbox"):
        head += [f"{what} among {size:,}" for size in sizes]
    head.append("finding grows")
    rows = []
    for each in found:
        if each.missing:
            rows.append([f"**{each.name}: NOT MEASURED**, {each.missing}", *[""] * (len(head) - 1)])
            continue
        cells = [each.name, *(f"{each.find[size]:.2f} ms" for size in sizes)]
        cells += [f"{each.look[size]:.0f} ms" for size in sizes] + [f"{each.turns[size]:,.0f}/s" for size in sizes]
        rows.append([*cells, f"× {each.growth:.2f}"])
    return ["### Who is to be asked now", "", *table(head, rows)]


def _waves(waves: Sequence[Figures]) -> list[str]:
    head = ["", "check-ins", "time", "over the shortest", "429", "chat, 95 % idle", "95 % in the wave",
            "of idle", "median idle", "median in the wave", "CPU/check-in"]  # fmt: skip
    rows = []
    for each in waves:
        cells = [each.store, f"{each.checkins:,}", f"{each.seconds:.1f} s", f"{each.over:.3f}", str(each.too_many)]
        cells += [_milliseconds(each.idle), _milliseconds(each.during), f"{_p95(each.during) / _p95(each.idle):.2f}"]
        cells += [f"{1000 * statistics.median(delays):.0f} ms" for delays in (each.idle, each.during)]
        rows.append([*cells, f"{each.cpu:.2f} ms"])
    return ["### A wave of check-ins, the messenger answering 50 ms late", "", *table(head, rows)]


def weeks(found: Sequence[week.Week], turn: float) -> str:
    """A simulated week of few and of many. `turn`: seconds a message costs."""
    head = ["young people", "messages", "check-ins", "of what Telegram allows", "most in a second",
            "delivered, median", "95 %", "99.9 %", "slowest",
            "check-ins take", "meanwhile: 95 %", "slowest"]  # fmt: skip
    rows = []
    for each in found:
        cells = [f"{each.people:,}", f"{each.chats:,}", f"{each.checkins:,}", f"{100 * each.busy:.1f} %"]
        thousandths = statistics.quantiles(each.delays, n=1000)
        times = [*(thousandths[number] for number in (499, 949, 998)), max(each.delays), each.wave]
        times += [statistics.quantiles(each.during, n=20, method="inclusive")[-1], max(each.during)]
        rows.append([*cells, str(each.most), *map(_time, times)])
    notes = _WEEK_NOTES.format(turn=1000 * turn, rate=RATE, times=week.A_WEEK, each=week.EACH)
    return "\n".join(["## A simulated week", "", *table(head, rows), notes])


def _time(seconds: float) -> str:
    if seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _p95(delays: Sequence[float]) -> float:
    return statistics.quantiles(delays, n=20)[-1]


def _setting(results: Sequence[Result], latency: float, plan: Plan) -> list[str]:
    title = f"The messenger answers {latency * 1000:.0f} ms late, as Telegram does" if latency else "On one machine"
    aiogram = next((result.rate for result in results if result.name == "aiogram"), None)
    head = ["", "relays/s", "of aiogram", "all done/s", f"× Telegram's {RATE}/s", f"95 % at {plan.rate:.0f}/s",
            "95 % at half", "CPU/relay", "messenger busy", "start", "memory"]  # fmt: skip
    return [f"## {title}", "", *table(head, [_cells(result, aiogram) for result in results])]


def _cells(result: Result, aiogram: float | None) -> list[str]:
    return [
        _TITLES[result.name],
        f"{result.rate:,.0f}",
        f"{result.rate / aiogram:.2f}" if aiogram else "",
        f"{result.rate_done:,.0f}",
        f"{result.rate / RATE:.0f}",
        _milliseconds(result.delays.get("moderate", [])),
        _milliseconds(result.delays.get("half", [])),
        f"{statistics.median(result.cpu):.2f} ms",
        f"{100 * statistics.median(result.stage_busy):.0f} %",
        f"{result.start:.1f} s",
        f"{result.idle:.0f} / {result.peak:.0f} MiB",
    ]


def _milliseconds(delays: Sequence[float]) -> str:
    return f"{1000 * _p95(delays):.0f} ms" if len(delays) > 1 else ""


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), platform.machine())
    what = f"{os.cpu_count()} cores ({model}), Linux {platform.release()}, Python {platform.python_version()}"
    return f"{what}, load average {os.getloadavg()[0]:.1f} at the end"


def _versions() -> str:
    names = ("python-telegram-bot", "aiogram", "aiohttp", "uvloop", "sqlalchemy", "bm25s", "numpy")
    return ", ".join(f"{name} {version(name)}" for name in names)
