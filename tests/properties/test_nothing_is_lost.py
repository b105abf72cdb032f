"""Promise 1: nothing is lost.

A real bot process is killed with SIGKILL over and over, at random moments, while two people chat through the local
messenger over HTTP and the messenger misbehaves (500, broken connections, updates delivered twice). Every message
arrives, in order; one may come twice only where a kill came between the messenger's "accepted" and our record of it.
"""

import asyncio
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot import app
from bot.clock import SystemClock
from bot.event import Address
from bot.settings import load_settings
from bot.store import companionships, people
from messenger import LocalMessenger, Phone, Shown
from tests import store
from tests.scene import bot_environment, has_learned

pytestmark = pytest.mark.both_stores

KILLS = int(os.environ.get("BLEIBDRAN_TEST_KILLS", "50"))
LONGEST_LIFE = 1.6
"""Seconds."""


class Mortal:
    """A bot that does not live long."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def live(self) -> None:
        """A fresh process, as an operator would start it."""
        quiet = asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "run", env=self._environment, stdout=quiet, stderr=quiet
        )

    async def die(self) -> None:
        """kill -9, whatever it is doing."""
        assert self._process is not None
        assert self._process.returncode is None, "the bot ended by itself"
        self._process.kill()
        await self._process.wait()


async def _befriend(environment: dict[str, str], young: Phone, companion: Phone) -> None:
    """Mia has joined, Tom is at her side."""
    settings = load_settings({name: value for name, value in environment.items() if name.startswith("BLEIBDRAN_")})
    async with app.open_store(settings, SystemClock()) as db, db.transaction() as tx:
        ids = []
        for phone, role in ((young, people.CARELEAVER), (companion, people.WEGBEGLEITER)):
            person = await people.add(
                tx, role=role, name=phone.user["first_name"], address=Address("telegram", str(phone.chat_id)),
                group=False, language="de", bezirk=None, recovery=None, consent=None, now=SystemClock().now(),
            )  # fmt: skip
            ids.append(person.id)
        await companionships.begin(tx, ids[0], ids[1], companionships.MAIN, SystemClock().now())
    for phone in (young, companion):
        phone.start()


def _numbers(phone: Phone, author: str) -> list[int]:
    """The numbered messages of this author on somebody's screen, in the order they came."""
    words = (shown.text or shown.caption or "" for shown in phone.screen() if shown.sender != "me")
    found = (re.fullmatch(rf"{author} (\d+)", each) for each in words)
    return [int(match[1]) for match in found if match]


@pytest.mark.parametrize("seed", [20261122])
async def test_a_bot_that_is_killed_again_and_again_loses_nothing(tmp_path: Path, seed: int) -> None:
    kills = max(KILLS // 5, 1) if store.on_postgresql() else KILLS
    dice = random.Random(seed)
    async with LocalMessenger() as messenger:
        world = messenger.world
        environment = bot_environment(messenger, tmp_path)
        mia, tom, kai = world.phone("Mia"), world.phone("Tom"), world.phone("Kai")
        await _befriend(environment, mia, tom)
        has_learned(tmp_path)
        kai.start()
        world.duplicate_updates = 0.1
        world.faults.random(seed, 0.06, ["500", "429"])
        world.faults.plan("*", kind="reset", every=11, done=False)
        written: Counter[str] = Counter()
        bot = Mortal(environment)

        async def chat(until: asyncio.Event) -> None:
            while not until.is_set():
                phone = dice.choice((mia, tom))
                author = phone.user["first_name"]
                written[author] += 1
                words = f"{author} {written[author]}"
                if dice.random() < 0.15:
                    phone.send("photo", b"picture", caption=words)
                else:
                    phone.write(words)
                await asyncio.sleep(dice.expovariate(1.8))

        enough = asyncio.Event()
        chatting = asyncio.create_task(chat(enough))
        for _ in range(kills):
            await bot.live()
            # Some lives end before the first update was asked for, most in the middle of the talk.
            await asyncio.sleep(dice.uniform(0.0, 1.0) if dice.random() < 0.3 else dice.uniform(0.7, LONGEST_LIFE))
            await bot.die()
        enough.set()
        await chatting
        world.faults.clear()
        await bot.live()

        def own() -> list[Shown]:
            return [shown for shown in mia.screen() if shown.sender == "me" and not shown.text.startswith("/")]

        def everything_arrived() -> bool:
            return all("🕊" in shown.reactions for shown in own()) and all(
                set(_numbers(reader, author)) == set(range(1, written[author] + 1))
                for reader, author in ((tom, "Mia"), (mia, "Tom"))
            )

        for _ in range(900):
            if everything_arrived() and not world.updates.waiting:
                break
            await asyncio.sleep(0.1)
        await bot.die()

        figures = f"seed {seed}, {kills} kills, {dict(written)} written"
        twice = 0
        for reader, author in ((tom, "Mia"), (mia, "Tom")):
            numbers = _numbers(reader, author)
            lost = set(range(1, written[author] + 1)) - set(numbers)
            assert not lost, f"{figures}: {author}'s {sorted(lost)} did not arrive"
            first = list(dict.fromkeys(numbers))
            assert first == sorted(first), f"{figures}: {author}'s messages came out of order"
            twice += len(numbers) - len(first)
        print(f"{figures}, {twice} came twice")
        # Every fault here is one after which we know that nothing was done, so only a kill can leave a doubt.
        assert twice <= kills, f"{figures}: {twice} came twice"
        without = [shown for shown in own() if "🕊" not in shown.reactions]
        assert not without, f"{figures}: {without} arrived without a receipt"
        assert not _numbers(kai, "Mia") + _numbers(kai, "Tom"), "nobody else saw any of it"
