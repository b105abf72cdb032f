"""/health: does it work, and if not, what to do. /metrics: the same in figures, for Prometheus.

Nothing here is about a person: counts, ages and kinds of trouble.
"""

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final, NamedTuple

from aiohttp import web

from bot import troubles
from bot.content.faq_checks import stale
from bot.examiner import Examiner, Look
from bot.live_content import LiveContent
from bot.message import BULK, INTERACTIVE
from bot.vitals import KINDS, Vitals

VERSION: Final = version("bleibdran")
_FORMAT: Final = "text/plain; version=0.0.4; charset=utf-8"
_LANES: Final = {INTERACTIVE: "interactive", BULK: "bulk"}
_OUTCOMES: Final = {
    "Sent": "sent", "Wait": "wait", "Again": "again", "Gone": "gone", "Refused": "refused", "Moved": "moved",
    "TopicGone": "topic_gone",
}  # fmt: skip


class Metric(NamedTuple):
    """One metric in Prometheus' text format; a sample is its labels and its value."""

    name: str
    kind: str
    help: str
    samples: list[tuple[Mapping[str, str], float]]

    def __str__(self) -> str:
        lines = [f"# HELP {self.name} {_escaped(self.help)}", f"# TYPE {self.name} {self.kind}"]
        for labels, value in self.samples:
            inside = ",".join(f'{label}="{_escaped(text, quotes=True)}"' for label, text in labels.items())
            lines.append(f"{self.name}{{{inside}}} {value:.15g}" if inside else f"{self.name} {value:.15g}")
        return "\n".join(lines) + "\n"


def _escaped(text: str, *, quotes: bool = False) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace('"', '\\"') if quotes else text


class Health:
    """The two pages."""

    def __init__(self, examiner: Examiner, vitals: Vitals, live: LiveContent, folder: Path, started: datetime) -> None:
        self._examiner, self._vitals, self._live, self._folder = examiner, vitals, live, folder
        self._started = started

    def attach(self, server: web.Application) -> None:
        """Serve them."""
        server.router.add_get("/health", self._health)
        server.router.add_get("/metrics", self._metrics)

    def _status(self, look: Look) -> str:
        if self._vitals.stage != "running":
            return self._vitals.stage
        if not look.works:
            return "down"
        return "degraded" if look.troubles else "ready"

    async def _health(self, request: web.Request) -> web.Response:
        look = await self._examiner.look()
        status = self._status(look)
        reasons = []
        for each in look.troubles:
            what, remedy = self._examiner.words(each.kind)
            since = each.since.isoformat(timespec="seconds")
            reasons.append({"kind": each.kind, "what": what, "since": since, "remedy": remedy})
        body = {"status": status, "reasons": reasons, "version": VERSION, "content": self._live.content.version}
        return web.json_response(body, status=200 if status in ("ready", "degraded") else 503)

    async def _metrics(self, request: web.Request) -> web.Response:
        look = await self._examiner.look()
        body = "".join(str(metric) for metric in self._collected(look) if metric.samples)
        return web.Response(body=body.encode(), headers={"Content-Type": _FORMAT})

    def _collected(self, look: Look) -> Iterator[Metric]:
        vitals, here = self._vitals, {each.kind for each in look.troubles}
        yield _info("bleibdran_build_info", "Version of the bot.", version=VERSION, python=platform.python_version())
        yield _info("bleibdran_content_info", "Version of the content in use.", version=self._live.content.version)
        yield _gauge("bleibdran_start_time_seconds", "When the bot was started, in Unix time.", self._started)
        yield _gauge("bleibdran_memory_bytes", "Resident memory of the bot's process.", _memory())
        yield _gauge("bleibdran_disk_free_bytes", "Space left in the data folder.", troubles.free_bytes(self._folder))
        yield _gauge("bleibdran_ready", "1 if something can come in and be kept.", self._ready(look))
        yield Metric(
            "bleibdran_trouble", "gauge", "1 if this does not work or stands still.",
            [({"kind": kind}, kind in here) for kind in KINDS],
        )  # fmt: skip
        yield _counter("bleibdran_updates_total", "Updates received and stored.", vitals.counts["updates"])
        yield _gauge("bleibdran_last_update_time_seconds", "When one was last stored, Unix time.", vitals.last_update)
        yield _counter("bleibdran_turns_total", "Events handled.", vitals.counts["turns"])
        yield _counter(
            "bleibdran_turn_errors_total", "Tries to handle an event that failed.", vitals.counts["turn_errors"]
        )
        yield Metric(
            "bleibdran_sends_total", "counter", "Messages handed to a messenger or mail server, by outcome.",
            [({"outcome": word}, vitals.sends[outcome]) for outcome, word in _OUTCOMES.items()],
        )  # fmt: skip
        yield _counter(
            "bleibdran_database_outages_total", "Times the database did not do what it was asked for.",
            vitals.counts["outages"],
        )  # fmt: skip
        due = len(stale(self._live.content.faq, look.at.date(), self._live.content.service.pruefung_monate))
        yield _gauge("bleibdran_content_stale_entries", "Answers somebody should look at again.", due)
        yield from _from_database(look)

    def _ready(self, look: Look) -> bool:
        return self._status(look) in ("ready", "degraded")


def _from_database(look: Look) -> Iterator[Metric]:
    """What only the database knows: nothing while it does not answer."""
    figures, now = look.figures, look.at
    yield _gauge("bleibdran_database_up", "1 if the database answered this request.", figures is not None)
    if figures is None:
        return
    events = [({"state": "queued"}, figures.coming), ({"state": "aside"}, figures.aside)]
    yield Metric("bleibdran_inbox_events", "gauge", "Events that wait, or were set aside.", [*events])
    age = _age(figures.coming_since, now)
    yield _gauge("bleibdran_inbox_oldest_seconds", "How long the oldest event has waited.", age)
    lanes = [({"lane": _LANES[lane]}, number) for lane, (number, _) in figures.going.items()]
    yield Metric("bleibdran_outbox_messages", "gauge", "Messages that wait to leave.", [*lanes])
    ages = [({"lane": _LANES[lane]}, _age(since, now)) for lane, (_, since) in figures.going.items()]
    yield Metric(
        "bleibdran_outbox_oldest_due_seconds", "gauge",
        "How long ago the oldest message could have left; the messenger's limits count, too.", [*ages],
    )  # fmt: skip
    stuck = _age(figures.stuck, now)
    yield _gauge("bleibdran_outbox_stuck_seconds", "For how long sending has stood still; 0 if it moves.", stuck)
    overdue: list[tuple[Mapping[str, str], float]] = [({"what": k}, number) for k, number in figures.overdue.items()]
    yield Metric("bleibdran_overdue", "gauge", "What has become due and was not looked at yet.", overdue)
    if figures.backup:
        yield _gauge("bleibdran_backup_age_seconds", "How old the last backup is.", _age(figures.backup, now))


def _gauge(name: str, help: str, value: float | datetime | None) -> Metric:
    if value is None:
        return Metric(name, "gauge", help, [])
    return Metric(name, "gauge", help, [({}, value.timestamp() if isinstance(value, datetime) else value)])


def _counter(name: str, help: str, value: int) -> Metric:
    return Metric(name, "counter", help, [({}, value)])


def _info(name: str, help: str, **labels: str) -> Metric:
    return Metric(name, "gauge", help, [(labels, 1)])


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since).total_seconds(), 0.0) if since else 0.0


def _memory() -> float | None:
    """None where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None
