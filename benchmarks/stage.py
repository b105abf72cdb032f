"""The local messenger in a process of its own, with the phones that write. Told what to do by lines of JSON on stdin.

It keeps the time: when a message was written, when its copy was taken, when the reaction was put on it, when a check-in
arrived.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from typing import Any

import uvloop

from benchmarks.bots import FIRST_PERSON
from messenger import LocalMessenger, Phone
from messenger.calls import ApiCall, Calls

PATIENCE = 90.0
"""Seconds a bot has for a burst."""


class Ledger(Calls):
    """The messenger's log of calls, with the time each one came in on the clock all processes share."""

    def __init__(self) -> None:
        super().__init__()
        self.first_asked: float | None = None
        #: When the bot was first given something in this round.
        self.handed_out: float | None = None
        #: (chat, message) of an original -> when its copy was taken
        self.copied: dict[tuple[int, int], float] = {}
        self.last_reaction = 0.0
        #: When each message of the bot's own was taken.
        self.sent: list[float] = []
        self.refused: list[str] = []
        self.news = asyncio.Event()

    def begin(self) -> None:
        self.clear()
        self.copied.clear()
        self.sent.clear()
        self.refused.clear()
        self.handed_out = None

    def add(self, call: ApiCall) -> None:
        super().add(call)
        now = time.monotonic()
        if not call.ok and call.error:
            self.refused.append(f"{call.method}: {call.error}")
        match call.method:
            case "getUpdates":
                self.first_asked = self.first_asked or now
                self.handed_out = self.handed_out or now
            case "copyMessage" if call.ok:
                self.copied[call.params["from_chat_id"], call.params["message_id"]] = now
            case "sendMessage" if call.ok:
                self.sent.append(now)
            case "setMessageReaction":
                self.last_reaction = now
        self.news.set()


class Stage:
    """What the bench can ask for."""

    def __init__(self, messenger: LocalMessenger, pairs: int) -> None:
        self.world = messenger.world
        self.ledger = Ledger()
        self.world.calls = self.ledger
        self.phones = [self.world.phone(f"P{number}", user_id=FIRST_PERSON + number) for number in range(2 * pairs)]
        for phone in self.phones:
            phone.person.started = True  # a bot may not write to somebody who has never written to it
        self.turn = 0
        self.threads: dict[int, int] = {}
        self.dice = random.Random(41)

    def next_writer(self) -> Phone:
        """Young person, their Wegbegleiter, the next young person ..."""
        phone = self.phones[self.turn % len(self.phones)]
        self.turn += 1
        return phone

    def write(self) -> tuple[int, int]:
        phone = self.next_writer()
        shown = phone.write("Ich hab einen Brief vom Jobcenter, was heißt das?", thread=self.thread(phone))
        return shown.chat_id, shown.message_id

    def thread(self, phone: Phone) -> int | None:
        if not self.world.topics:
            return None
        if phone.chat_id not in self.threads and (topics := phone.topics()):
            self.threads[phone.chat_id] = topics[0].thread_id
        return self.threads.get(phone.chat_id)

    async def first(self) -> dict[str, Any]:
        """Have a message waiting before the bot starts."""
        self.write()
        return {}

    async def first_asked(self) -> dict[str, Any]:
        """When the bot fetched it, and that it has been passed on."""
        await self.until(lambda: bool(self.ledger.copied))
        await self.quiet()
        return {"at": self.ledger.first_asked}

    async def burst(self, messages: int, receipts: bool) -> dict[str, Any]:
        """Many messages wait at once; how long until all are delivered, and until all is done."""
        self.ledger.begin()
        young = sum(1 for number in range(messages) if (self.turn + number) % 2 == 0)
        for _ in range(messages):
            self.write()
        expected = young if receipts else 0
        cpu = time.process_time()
        await self.until(
            lambda: len(self.ledger.copied) >= messages and self.world.count("setMessageReaction") >= expected
        )
        cpu = time.process_time() - cpu
        begun = self.ledger.handed_out or 0.0
        delivered = max(self.ledger.copied.values(), default=begun) - begun
        await self.quiet()
        return {
            "copies": len(self.ledger.copied),
            "delivered": delivered,
            "done": max(delivered, self.ledger.last_reaction - begun) if expected else delivered,
            "cpu": cpu,
            "refused": self.ledger.refused[:3],
        }

    async def steady(self, rate: float, seconds: float) -> dict[str, Any]:
        """Messages at this rate, at random moments; how long each one took from update to delivery."""
        self.ledger.begin()
        written: dict[tuple[int, int], float] = {}
        now = time.monotonic()
        end = now + seconds
        while (now := now + self.dice.expovariate(rate)) < end:
            if (pause := now - time.monotonic()) > 0:
                await asyncio.sleep(pause)
            moment = time.monotonic()
            written[self.write()] = moment
        await self.until(lambda: len(self.ledger.copied) >= len(written))
        await self.quiet()
        return {"delays": [copied - written[key] for key, copied in self.ledger.copied.items() if key in written]}

    async def idle(self, messages: int, pause: float) -> dict[str, Any]:
        """Nothing but one young person who writes now and then; how long each message took."""
        self.ledger.begin()
        written: dict[tuple[int, int], float] = {}
        while len(written) < messages:
            await self._chat(written, pause)
        await self.until(lambda: len(self.ledger.copied) >= messages)
        return {"delays": self._delays(written)}

    async def wave(self, checkins: int, pause: float, patience: float) -> dict[str, Any]:
        """That many people are asked how they are, while one young person writes now and then."""
        self.ledger.begin()
        written: dict[tuple[int, int], float] = {}
        cpu = time.process_time()

        async def chat() -> None:
            while True:
                await self._chat(written, pause)

        writer = asyncio.create_task(chat())
        await self.until(lambda: len(self.ledger.sent) >= checkins, patience)
        writer.cancel()
        await self.until(lambda: len(self.ledger.copied) >= len(written))
        sent = sorted(self.ledger.sent)
        return {
            "sent": len(sent),
            "seconds": sent[-1] - sent[0] if sent else 0.0,
            "delays": self._delays(written, sent[0], sent[-1]) if sent else [],
            "refused": self.ledger.refused,
            "cpu": time.process_time() - cpu,
        }

    async def _chat(self, written: dict[tuple[int, int], float], pause: float) -> None:
        await asyncio.sleep(pause * self.dice.uniform(0.7, 1.3))
        moment = time.monotonic()
        shown = self.phones[0].write("Kannst du morgen kurz anrufen?")
        written[shown.chat_id, shown.message_id] = moment

    def _delays(
        self, written: dict[tuple[int, int], float], since: float = 0.0, until: float = float("inf")
    ) -> list[float]:
        return [
            copied - written[key]
            for key, copied in self.ledger.copied.items()
            if key in written and since <= written[key] <= until
        ]

    async def until(self, there: Any, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not there() and time.monotonic() < deadline:
            self.ledger.news.clear()
            try:
                await asyncio.wait_for(self.ledger.news.wait(), timeout=1.0)
            except TimeoutError:
                continue

    async def quiet(self) -> None:
        """Until the bot asks for nothing but updates any more."""
        before = -1
        while (now := sum(self.ledger.counts.values()) - self.ledger.counts["getUpdates"]) != before:
            before = now
            await asyncio.sleep(0.3)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--topics", action="store_true")
    parser.add_argument("--limits", action="store_true", help="as many a second as Telegram takes, and 429 for more")
    given = parser.parse_args()
    async with LocalMessenger(topics=given.topics, latency=given.latency, limits=given.limits) as messenger:
        stage = Stage(messenger, given.pairs)
        print(json.dumps({"base_url": messenger.base_url, "token": messenger.token}), flush=True)
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            asked = json.loads(line)
            answer = await getattr(stage, asked.pop("do"))(**asked)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
