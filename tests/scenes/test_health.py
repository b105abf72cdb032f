"""/health and /metrics of a bot that runs: what they say, and that they say nothing about people."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot import inbox, troubles
from bot.event import Unreadable
from bot.health import VERSION, Metric
from bot.store import facts
from bot.vitals import KINDS
from tests import cast
from tests.health import SERVED, address, health, metrics, metrics_text, read_metrics
from tests.scene import Scene
from tests.words import shipped, t


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Scene]:
    """The usual cast, and a bot that can be asked how it is."""
    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        await cast.everybody(scene)
        yield scene


async def test_a_bot_that_has_nothing_to_complain_about_is_ready(served: Scene) -> None:
    await served.until(lambda: served.bot and served.bot.vitals.stage == "running")
    assert await health(served) == (
        200, {"status": "ready", "reasons": [], "version": VERSION, "content": shipped().version},
    )  # fmt: skip


async def test_what_it_did_stands_in_the_figures(served: Scene) -> None:
    before = await metrics(served)
    await served.mia.writes("Hallo Tom")
    await served.tom.does(served.tom.phone.block)
    await served.mia.writes("Bist du da?")
    after = await metrics(served)

    def more(name: str) -> float:
        return after[name] - before[name]

    assert more("bleibdran_updates_total") == 3 and more("bleibdran_turns_total") >= 3
    assert more('bleibdran_sends_total{outcome="sent"}') >= 3
    assert after['bleibdran_inbox_events{state="queued"}'] == 0 == after['bleibdran_outbox_messages{lane="bulk"}']
    assert after["bleibdran_last_update_time_seconds"] == pytest.approx(served.clock.now().timestamp(), abs=10)
    assert after["bleibdran_database_up"] == after["bleibdran_ready"] == 1
    assert {name for name in after if name.startswith("bleibdran_trouble")} == {
        f'bleibdran_trouble{{kind="{kind}"}}' for kind in KINDS
    }
    assert after["bleibdran_memory_bytes"] > 10_000_000 and after["bleibdran_disk_free_bytes"] > 0


async def test_neither_page_says_anything_about_anybody(served: Scene) -> None:
    await served.mia.writes("Ganz privat")
    text = await metrics_text(served) + str(await health(served))
    private = ("privat", "Mia", "Tom", str(served.mia.phone.chat_id), str(served.tom.phone.chat_id))
    assert [word for word in private if word in text] == []
    assert served.messenger.token not in text


async def test_what_waits_and_for_how_long(served: Scene) -> None:
    trouble = served.world.faults.plan("copyMessage", "500", every=1)
    served.mia.phone.write("eins")
    served.mia.phone.write("zwei")
    assert served.bot
    vitals = served.bot.vitals
    await served.until(lambda: vitals.in_vain)
    figures = await metrics(served)
    assert figures['bleibdran_outbox_messages{lane="interactive"}'] >= 1
    assert figures["bleibdran_outbox_stuck_seconds"] == 0, "a message that is tried again does not stand still yet"
    served.set_forward(6 * 60)
    await served.until(lambda: trouble.seen > 2)
    assert (await health(served)).kinds == {"post"}
    figures = await metrics(served)
    assert figures["bleibdran_outbox_stuck_seconds"] > 300 and figures['bleibdran_trouble{kind="post"}'] == 1
    served.world.faults.clear()
    await served.settle()
    assert (await health(served)).status == "ready"
    assert (await metrics(served))["bleibdran_outbox_stuck_seconds"] == 0


async def test_what_was_taken_back_or_has_expired_does_not_stand_still(served: Scene) -> None:
    assert served.bot
    served.bot.vitals.in_vain[4711] = served.clock.now()
    served.set_forward(6 * 60)
    assert (await health(served)).status == "ready"
    assert served.bot.vitals.in_vain == {}


async def test_something_set_aside_is_a_reason_with_its_remedy(served: Scene) -> None:
    now = served.clock.now()
    async with served.db.transaction() as tx:
        await inbox.put(tx, "test", [("1", Unreadable(messenger="telegram", chat="1", at=now, raw="{}"))], now)
    await served.settle()
    said = await health(served)
    assert (said.code, said.status) == (200, "degraded")
    (reason,) = said.body["reasons"]
    assert reason | {"since": ""} == {
        "kind": "aside", "what": t("trouble-aside"), "since": "", "remedy": t("trouble-aside-remedy"),
    }  # fmt: skip
    assert (await metrics(served))['bleibdran_inbox_events{state="aside"}'] == 1


async def test_a_backup_is_missed_after_two_days_and_not_before(served: Scene) -> None:
    served.set_forward(47 * 3600)
    assert (await health(served)).status == "ready"
    served.set_forward(2 * 3600)
    assert (await health(served)).kinds == {"backup"}
    async with served.db.transaction() as tx:
        await facts.note(tx, troubles.BACKED_UP, "", served.clock.now())
    assert (await health(served)).status == "ready"
    served.set_forward(3600)
    assert (await metrics(served))["bleibdran_backup_age_seconds"] == pytest.approx(3600, abs=10)


async def test_a_full_disk_is_seen_coming(served: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(troubles, "DISK_BYTES", 2**62)
    assert (await health(served)).kinds == {"disk"}


async def test_a_taken_port_keeps_nobody_from_writing_and_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        async with Scene.opened(tmp_path, environ={"BLEIBDRAN_HEALTH_LISTEN": where}) as scene:
            await cast.everybody(scene)
            await scene.mia.writes("trotzdem")
            scene.tom.saw("trotzdem")
            assert scene.bot and scene.bot.health is None
    assert f"{where} ist belegt" in caplog.text and "BLEIBDRAN_HEALTH_LISTEN" in caplog.text


async def test_before_the_messenger_answers_it_is_starting_and_says_why(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path, environ=SERVED) as scene:
        await scene.stop_bot()
        scene.world.faults.plan("getMe", "500", every=1)
        starting = scene.begin()
        await scene.until(lambda: starting.health and starting.vitals.troubles)
        said = await health(scene)
        assert (said.code, said.status, said.kinds) == (503, "starting", {"telegram"})
        scene.world.faults.clear()
        await scene.until(lambda: starting.vitals.stage == "running")
        assert (await health(scene)).status == "ready"


async def test_nothing_else_is_served_there(served: Scene) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(address(served, "/")) as answer:
            assert answer.status == 404
        async with session.post(address(served, "/health")) as answer:
            assert answer.status == 405


def test_labels_are_written_so_that_prometheus_reads_them() -> None:
    metric = Metric("x", "gauge", "Two\nlines \\ one", [({"kind": 'a"b\\c\nd'}, 1.5)])
    assert str(metric) == '# HELP x Two\\nlines \\\\ one\n# TYPE x gauge\nx{kind="a\\"b\\\\c\\nd"} 1.5\n'
    assert read_metrics(str(metric)) == {'x{kind="a\\"b\\\\c\\nd"}': 1.5}
