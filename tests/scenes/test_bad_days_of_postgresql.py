"""Bad days of PostgreSQL: a server of its own that is really stopped, restarted and made read-only."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from bot import app
from bot.errors import KeyMismatch
from tests import cast, postgres
from tests.health import SERVED, health
from tests.postgres import NoPostgres, Server
from tests.scene import Scene
from tests.scenes.test_bad_days import _short_pauses, arrived, says

__all__ = ["_short_pauses"]


@pytest.fixture
def server() -> Iterator[Server]:
    try:
        with postgres.running({"fsync": "off"}) as one:
            yield one
    except NoPostgres as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@pytest.fixture
async def scene(tmp_path: Path, server: Server) -> AsyncIterator[Scene]:
    """The usual cast, and a bot that can be asked how it is."""
    async with Scene.opened(tmp_path, environ=SERVED | {"BLEIBDRAN_DATABASE_URL": server.url}) as opened:
        await opened.until(lambda: opened.bot and opened.bot.vitals.stage == "running")
        yield await cast.everybody(opened)


async def is_well_again(scene: Scene) -> None:
    """Everything has gone its way, and /health says so."""
    assert scene.bot
    await scene.settle()
    for _ in range(2):
        await scene.bot.examine()
    said = await health(scene)
    assert (said.code, said.kinds) == (200, set())


async def test_the_key_file_is_lost_and_no_other_one_takes_its_place(scene: Scene) -> None:
    await scene.stop_bot()
    key = app.key_file(scene.settings)
    kept = key.rename(key.with_name("anderswo"))
    with pytest.raises(KeyMismatch, match="Schlüssel"):
        async with app.open_store(scene.settings, scene.clock):
            raise AssertionError("with what key?")
    assert not key.exists()
    kept.rename(key)
    await scene.start_bot()
    await scene.mia.writes("wieder da")
    assert scene.tom.texts[-1] == "wieder da"


async def test_the_server_is_gone_for_a_minute(scene: Scene, server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await scene.mia.writes("vorher")
    await asyncio.to_thread(server.stop)
    numbered = [f"Nachricht {number}" for number in range(20)]
    for text in numbered:
        scene.mia.phone.write(text)
    await says(scene, "database-gone", caplog)
    assert scene.world.updates.waiting, "what cannot be kept is not confirmed"
    scene.jasmin.phone.write("/notfall")
    await asyncio.sleep(0)
    await scene.until(lambda: scene.jasmin.texts)
    assert "112" in scene.jasmin.texts[0], "asked for while nothing can be kept"
    await asyncio.to_thread(server.start)
    await is_well_again(scene)
    assert arrived(scene.tom, "Nachricht") == numbered
    outages = [record for record in caplog.records if getattr(record, "action", "") == "database_outage"]
    assert len(outages) <= 3, "said once, not every second"


async def test_restarted_again_and_again_under_load_nothing_is_lost_or_doubled(scene: Scene, server: Server) -> None:
    dice, written, enough = random.Random(5), 0, asyncio.Event()

    async def chat() -> None:
        nonlocal written
        while not enough.is_set():
            written += 1
            scene.mia.phone.write(f"Nr. {written}")
            await asyncio.sleep(dice.expovariate(40))

    chatting = asyncio.create_task(chat())
    for how in ("immediate", "fast", "immediate", "fast"):
        await asyncio.sleep(dice.uniform(0.5, 1.5))
        await asyncio.to_thread(server.stop, how)
        await asyncio.to_thread(server.start)
    enough.set()
    await chatting
    await is_well_again(scene)
    came = arrived(scene.tom, "Nr. ")
    assert list(dict.fromkeys(came)) == [f"Nr. {number}" for number in range(1, written + 1)]
    assert came == list(dict.fromkeys(came)), "the process lived all the time, and knew what had arrived"
    receipts = [shown for shown in scene.mia.screen if shown.sender == "me" and "🕊" not in shown.reactions]
    assert not receipts


async def test_the_server_takes_nothing_any_more_as_a_standby_does(
    scene: Scene, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    connection = await asyncpg.connect(server.url.replace("+asyncpg", ""))
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
    )
    await connection.execute("ALTER DATABASE postgres SET default_transaction_read_only = on")
    await connection.execute(others)
    scene.mia.phone.write("dabei")
    await says(scene, "database-readonly", caplog)
    await connection.execute("SET default_transaction_read_only = off")
    await connection.execute("ALTER DATABASE postgres RESET default_transaction_read_only")
    await connection.execute(others)
    await connection.close()
    await is_well_again(scene)
    assert arrived(scene.tom, "dabei") == ["dabei"]
