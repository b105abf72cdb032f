"""Bad days: what breaks is really broken, and each time nothing is lost, /health tells, and the log says what to do.

Elsewhere: a key that is lost or wrong (test_cli.py), kill -9 (properties/test_nothing_is_lost.py), a turn that fails
(test_delivery.py), what whoever looks after the bot is told (test_standstill.py).
"""

import asyncio
import logging
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import outbox
from bot.event import Address
from bot.message import BULK, Envelope, Text
from bot.settings import load_settings
from bot.store import companionships, db, people
from bot.telegram import ingress
from tests import cast
from tests.health import SERVED, health, metrics
from tests.scene import Actor, Scene, SceneClock, bot_environment, settings_for
from tests.scenes.test_ways_in import _free_port
from tests.words import t

HOUR = 3600


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A minute of this file is a second."""
    monkeypatch.setattr(ingress, "_PAUSES", (0.05,))
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(asyncio, "sleep", _at_most(asyncio.sleep, 0.1))
    caplog.set_level(logging.INFO)


def _at_most(sleep: Any, most: float) -> Any:
    async def shorter(seconds: float, *rest: Any) -> Any:
        return await sleep(min(seconds, most), *rest)

    return shorter


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """The usual cast, and a bot that can be asked how it is."""
    async with Scene.opened(tmp_path, environ=SERVED) as opened:
        await opened.until(lambda: opened.bot and opened.bot.vitals.stage == "running")
        yield await cast.everybody(opened)


def writer(scene: Scene) -> sqlite3.Connection:
    """The bot's own connection."""
    assert scene.db._sqlite
    return scene.db._sqlite._plain


async def says(scene: Scene, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """/health answers 503 and names this, with its remedy; so does the log, and does not repeat it."""
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: any(each.kind == kind for each in vitals.troubles))
    said = await health(scene)
    assert (said.code, said.status) == (503, "down") and kind in said.kinds
    assert t(f"trouble-{kind}-remedy") in [reason["remedy"] for reason in said.body["reasons"]]
    assert (await metrics(scene))["bleibdran_ready"] == 0
    remedy = t(f"trouble-{kind}-remedy")
    await scene.until(lambda: remedy in caplog.text)
    assert caplog.text.count(remedy) == 1


async def is_well_again(scene: Scene) -> None:
    """And says so."""
    assert scene.bot
    await scene.settle()
    for _ in range(2):
        await scene.bot.examine()
    said = await health(scene)
    assert (said.code, said.kinds & {"database-full", "database-readonly", "database-locked"}) == (200, set())


def arrived(actor: Actor, words: str) -> list[str]:
    """What of these numbered messages is on the screen, in order."""
    return [text for text in actor.texts if text.startswith(words)]


# --- the database ---


@pytest.mark.sqlite_only("breaks the file; PostgreSQL has bad days of its own")
async def test_the_disk_is_full(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    (pages,) = writer(scene).execute("PRAGMA page_count").fetchone()
    writer(scene).execute(f"PRAGMA max_page_count={pages}")
    numbered = [f"Nachricht {number:03} {'x' * 900}" for number in range(60)]
    for text in numbered:
        scene.mia.phone.write(text)
    await says(scene, "database-full", caplog)
    assert scene.world.updates.waiting, "what cannot be kept is not confirmed"
    writer(scene).execute("PRAGMA max_page_count=1000000")
    await is_well_again(scene)
    assert arrived(scene.tom, "Nachricht") == numbered


@pytest.mark.sqlite_only("breaks the file; PostgreSQL has bad days of its own")
async def test_whoever_asks_for_the_emergency_numbers_gets_them_all_the_same(scene: Scene) -> None:
    writer(scene).execute("PRAGMA query_only=ON")
    scene.mia.phone.write("/notfall")
    await scene.until(lambda: scene.mia.texts)
    assert "112" in scene.mia.texts[0]
    writer(scene).execute("PRAGMA query_only=OFF")
    await is_well_again(scene)


@pytest.mark.sqlite_only("breaks the file; PostgreSQL has bad days of its own")
async def test_the_database_cannot_be_written(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    await scene.mia.writes("vorher")
    writer(scene).execute("PRAGMA query_only=ON")
    for number in range(5):
        scene.mia.phone.write(f"dabei {number}")
    await says(scene, "database-readonly", caplog)
    writer(scene).execute("PRAGMA query_only=OFF")
    await is_well_again(scene)
    await scene.mia.writes("nachher")
    assert scene.tom.texts[1:] == ["vorher", *(f"dabei {number}" for number in range(5)), "nachher"]


@pytest.mark.sqlite_only("breaks the file; PostgreSQL has bad days of its own")
async def test_another_program_holds_the_database_for_a_minute(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    path = scene.settings.data_dir / "bleibdran.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        scene.mia.phone.write("eins")
        scene.mia.phone.write("zwei")
        await says(scene, "database-locked", caplog)
        outages = [record for record in caplog.records if getattr(record, "action", "") == "database_outage"]
        assert len(outages) <= 3, "said by each part once, not every second"
        other.execute("ROLLBACK")
    await is_well_again(scene)
    assert scene.tom.texts[1:] == ["eins", "zwei"]


@pytest.mark.sqlite_only("breaks the file; PostgreSQL has bad days of its own")
async def test_the_file_is_damaged_while_the_bot_runs(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    await scene.mia.writes("vorher")
    path = scene.settings.data_dir / "bleibdran.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        backup = path.read_bytes()
        (size,) = other.execute("PRAGMA page_size").fetchone()
        roots = other.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'inbox' AND rootpage > 0").fetchall()
        with path.open("r+b") as file:
            for (page,) in roots:
                file.seek((page - 1) * size)
                file.write(b"\xa5" * size)
        with other:  # so that the bot looks at the file again
            other.execute("INSERT INTO facts (name, value, at) VALUES ('damaged', '', 0)")
    scene.mia.phone.write("nachher")
    await says(scene, "database-broken", caplog)
    assert scene.world.updates.waiting
    assert scene.bot and scene.bot.vitals.counts["turn_errors"] == 0, "nobody's message is to blame"
    # What the page for operators says: stop, put the backup in its place, start.
    await scene.stop_bot()
    for each in path.parent.glob("bleibdran.db*"):
        each.unlink()
    path.write_bytes(backup)
    await scene.start_bot()
    await scene.settle()
    assert scene.tom.texts[1:] == ["vorher", "nachher"]


# --- the clock ---


class Jumping(SceneClock):
    """A machine's clock that is set, while everybody else's goes on."""

    wrong = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.wrong


@pytest.mark.parametrize("days", [1, -1])
async def test_the_clock_jumps_a_day_while_messages_wait(
    tmp_path: Path, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        monkeypatch.setattr("bot.sender.time.monotonic", time.monotonic)  # no clock on the wall
        await scene.stop_bot()
        scene.clock = Jumping(scene.messenger)
        await scene.start_bot()
        await cast.everybody(scene)
        fault = scene.world.faults.plan("copyMessage", "500", every=1)
        scene.mia.phone.write("eins")
        scene.mia.phone.write("zwei")
        await scene.until(lambda: fault.seen)
        scene.clock.wrong = timedelta(days=days)
        assert scene.bot
        await scene.bot.examine()
        scene.world.faults.clear()
        scene.mia.phone.write("drei")
        began = scene.clock.now()
        await scene.settle()
        assert arrived(scene.tom, "")[1:] == ["eins", "zwei", "drei"]
        assert scene.clock.now() - began < timedelta(hours=1), "nothing waits for a day"
        assert (await health(scene)).code == 200


# --- Telegram ---


async def test_telegram_is_down_for_an_hour(scene: Scene) -> None:
    numbered = [f"Nummer {number}" for number in range(10)]
    for text in numbered[:5]:
        scene.mia.phone.write(text)
    await scene.until(lambda: not scene.world.updates.waiting)
    scene.world.faults.plan("*", "500", every=1)
    for text in numbered[5:]:
        scene.mia.phone.write(text)
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: vitals.troubles)
    scene.set_forward(HOUR)
    said = await health(scene)
    assert (said.code, said.status) == (200, "degraded") and "telegram" in said.kinds
    scene.world.faults.clear()
    scene.world.limits.enabled = True
    scene.world.limits.clock = lambda: scene.clock.now().timestamp()
    await scene.settle()
    assert arrived(scene.tom, "Nummer") == numbered
    assert (await health(scene)).status == "ready"


async def test_the_token_is_revoked_while_the_bot_runs(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    fault = scene.world.faults.plan("copyMessage", "500", every=1)
    scene.mia.phone.write("eins")
    await scene.until(lambda: fault.seen)
    new = "100001:NEW-token-of-the-same-bot-from-botfather"
    scene.world.token = new
    scene.world.faults.clear()
    scene.messenger._api.polling._end(None)  # type: ignore[union-attr]  # the open request ends, the next is refused
    scene.mia.phone.write("zwei")
    await says(scene, "token", caplog)
    assert arrived(scene.tom, "") == arrived(scene.tom, "💬"), "nothing gets out"
    # What the log says: put in the new one, start again.
    await scene.stop_bot()
    given = settings_for(scene.messenger, scene.settings.data_dir.parent) | SERVED
    scene.settings = load_settings(given | {"BLEIBDRAN_TELEGRAM_TOKEN": new})
    await scene.start_bot()
    await scene.settle()
    assert scene.tom.texts[1:] == ["eins", "zwei"]


async def test_another_program_fetches_the_messages(scene: Scene) -> None:
    async with aiohttp.ClientSession() as other:
        url = f"{scene.messenger.base_url}{scene.messenger.token}/getUpdates"
        async with other.post(url, json={"timeout": 0}) as answer:
            assert answer.status == 200
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: vitals.troubles)
    said = await health(scene)
    assert (said.code, said.kinds) == (503, {"conflict"})
    await scene.mia.writes("eins")
    scene.set_forward(61)
    await scene.mia.writes("zwei")
    assert (await health(scene)).status == "ready"
    assert scene.tom.texts[1:] == ["eins", "zwei"]


async def test_a_storm_of_updates_by_webhook_each_several_times(tmp_path: Path) -> None:
    where = f"127.0.0.1:{_free_port()}"
    environ = SERVED | {
        "BLEIBDRAN_WEBHOOK_URL": f"http://{where}/telegram", "BLEIBDRAN_WEBHOOK_LISTEN": where,
        "BLEIBDRAN_WEBHOOK_SECRET": "richtig",
    }  # fmt: skip
    async with Scene.opened(tmp_path, environ=environ) as scene:
        await scene.until(lambda: scene.world.webhook.url)
        await cast.everybody(scene)
        people_writing = (scene.mia, scene.jasmin, scene.kai)

        def made(number: int) -> dict[str, Any]:
            phone = people_writing[number % 3].phone
            chat = {"id": phone.chat_id, "type": "private", "first_name": "X"}
            words = {"message_id": 10_000 + number, "date": 1, "chat": chat, "from": phone.user, "text": "/unfug"}
            return {"update_id": 900_000_000 + number, "message": words}

        async with aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": "richtig"}) as telegram:

            async def deliver(number: int) -> int:
                async with telegram.post(f"http://{where}/telegram", json=made(number)) as answer:
                    return answer.status

            codes = await asyncio.gather(*(deliver(number) for number in list(range(90)) * 3))
        assert set(codes) == {200}
        await scene.settle()
        answers = [actor.texts.count(t("help-unknown")) for actor in people_writing]
        assert answers == [30, 30, 30]
        assert scene.bot and scene.bot.vitals.counts["turns"] >= 90


async def test_ended_while_the_messenger_hangs_it_ends_soon_and_loses_nothing(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path) as scene:
        await scene.joined("Tom", people.WEGBEGLEITER)
        await scene.joined("Mia", wegbegleiter="Tom")
        await scene.stop_bot()
        scene.world.faults.plan("copyMessage", "timeout_before", every=1)
        numbered = [f"Nummer {number}" for number in range(50)]
        for text in numbered:
            scene.mia.phone.write(text)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "run"), env=bot_environment(scene.messenger, tmp_path),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await scene.until(lambda: scene.world.faults.planned[0].seen)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), timeout=10) == 0
        assert time.monotonic() - began < 15  # four seconds, and what other tests beside this one take
        scene.world.faults.clear()
        await scene.start_bot()
        await scene.settle()
        assert arrived(scene.tom, "Nummer") == numbered


# --- many ---


async def test_a_thousand_young_people_write_at_once(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        phones = [scene.world.phone(f"Person {number}") for number in range(1050)]
        staff, young = phones[:50], phones[50:]
        async with scene.db.transaction() as tx:
            ids = []
            for number, phone in enumerate(phones):
                phone.person.started = True
                person = await people.add(
                    tx, role=people.WEGBEGLEITER if number < 50 else people.CARELEAVER, name=f"Person {number}",
                    address=Address("telegram", str(phone.chat_id)), group=False, language="de", bezirk=None,
                    consent="-", recovery=None, now=scene.clock.now(),
                )  # fmt: skip
                ids.append(person.id)
                if number >= 50:
                    await companionships.begin(tx, person.id, ids[number % 50], companionships.MAIN, scene.clock.now())
        for number, phone in enumerate(young, start=50):
            phone.write(f"Ich bin {number}")
        began = time.monotonic()
        while scene.world.count("copyMessage") < 1000:
            await asyncio.sleep(0.1)
            scene.set_forward(5)  # a chat takes a message a second; that is not what this is about
            assert time.monotonic() - began < 60
        await scene.settle()
        for index, phone in enumerate(staff):
            got = [shown.text for shown in phone.screen() if (shown.text or "").startswith("Ich bin")]
            assert sorted(got) == sorted(f"Ich bin {number}" for number in range(50, 1050) if number % 50 == index)
        assert (await health(scene)).status == "ready"


async def test_a_hundred_thousand_messages_wait_and_what_mia_writes_goes_past_them(scene: Scene) -> None:
    letters = [
        Envelope(to=Address("telegram", str(900_000_000 + number)), message=Text(text="Rundbrief"), lane=BULK)
        for number in range(100_000)
    ]
    async with scene.db.transaction() as tx:
        await outbox.put(tx, letters, scene.clock.now())
    scene.mia.phone.write("Mir geht es nicht gut")
    await scene.until(lambda: arrived(scene.tom, "Mir geht es nicht gut"))
    async with scene.db.transaction() as tx:
        waiting, _ = await outbox.waiting(tx, scene.clock.now())
    assert waiting > 90_000
    assert (await health(scene)).status in ("ready", "degraded")
