"""When something stands still, whoever looks after the bot is told once, with the remedy, and once when it is over."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot import inbox, troubles
from bot.event import Unreadable
from bot.mail import send
from bot.store import facts, people
from bot.telegram import ingress
from messenger.faults import Fault
from tests import cast
from tests.scene import Actor, Scene
from tests.words import t

HOUR = 3600
FLAT = "Wohnung oder ein Bett"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tries to fetch updates nobody here wants to wait."""
    monkeypatch.setattr(ingress, "_PAUSES", (0.02,))


async def looked(scene: Scene) -> None:
    """The bot has looked at itself, and everything has come of it."""
    await examined(scene)
    await scene.settle()


async def examined(scene: Scene) -> None:
    """The time is over after which the bot looks at itself; it tells what it has seen twice."""
    assert scene.bot
    await scene.bot.examine()
    await scene.bot.examine()


def began(kind: str) -> str:
    """What they are told first."""
    return t("trouble-began", what=t(f"trouble-{kind}"), remedy=t(f"trouble-{kind}-remedy"))


def over(kind: str) -> str:
    """What they are told last."""
    return t("trouble-over", what=t(f"trouble-{kind}"))


async def stuck(scene: Scene) -> Fault:
    """What Mia writes has not arrived for six minutes; other messages do."""
    fault = scene.world.faults.plan("copyMessage", "500", every=1)
    scene.mia.phone.write("Hallo?")
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: vitals.in_vain)
    scene.set_forward(6 * 60)
    await examined(scene)
    return fault


async def test_messages_that_do_not_leave(scene: Scene) -> None:
    await stuck(scene)
    await scene.until(lambda: scene.keller.texts)
    await examined(scene)
    scene.world.faults.clear()
    await scene.settle()
    await looked(scene)
    await looked(scene)
    assert scene.keller.texts == [began("post"), over("post")]
    scene.tom.saw("Hallo?")
    for nobody in (scene.mia, scene.ayse):
        nobody.saw_nothing()


async def test_of_the_same_trouble_nobody_hears_again_within_six_hours(scene: Scene) -> None:
    for wait, told in ((0.0, 1), (HOUR, 1), (6 * HOUR, 2)):
        scene.set_forward(wait)
        await stuck(scene)
        await scene.until(lambda: scene.world.faults.planned[0].seen > 1)
        scene.world.faults.clear()
        await scene.settle()
        await looked(scene)
        assert scene.keller.texts == [began("post"), over("post")] * told


async def test_admins_are_told_and_then_coordination_is_not(scene: Scene) -> None:
    admin = await scene.joined("Uta", people.ADMIN, language="en")
    await stuck(scene)
    scene.world.faults.clear()
    await scene.settle()
    await looked(scene)
    what, remedy = (t(f"trouble-post{part}", language="en") for part in ("", "-remedy"))
    assert admin.texts == [
        t("trouble-began", language="en", what=what, remedy=remedy), t("trouble-over", language="en", what=what),
    ]  # fmt: skip
    scene.keller.saw_nothing()


async def test_with_nobody_to_tell_it_is_told_as_soon_as_there_is_somebody(stage: Scene) -> None:
    stage.set_forward(49 * HOUR)
    await looked(stage)
    keller = await stage.joined("Keller", people.COORDINATION)
    await looked(stage)
    assert keller.texts == [began("backup")]


async def test_no_update_for_an_hour_because_telegram_does_not_answer(scene: Scene) -> None:
    scene.world.faults.plan("getUpdates", "500", every=1)
    await _notices(scene, scene.mia, "telegram")
    await examined(scene)
    scene.set_forward(HOUR)
    await examined(scene)
    await scene.until(lambda: scene.keller.texts)
    assert scene.keller.texts == [began("telegram")], "once, and only after the hour"
    scene.world.faults.clear()
    await scene.settle()
    scene.tom.saw("Hallo?")
    await looked(scene)
    assert scene.keller.texts == [began("telegram"), over("telegram")]


async def _notices(scene: Scene, writes: Actor, kind: str) -> None:
    """Somebody writes, and the bot finds that it cannot fetch it."""
    writes.phone.write("Hallo?")
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: any(each.kind == kind for each in vitals.troubles))


async def test_another_program_that_fetches_the_messages(scene: Scene) -> None:
    stop = asyncio.Event()

    async def poll() -> None:
        url = f"{scene.messenger.base_url}{scene.messenger.token}/getUpdates"
        async with aiohttp.ClientSession() as session:
            while not stop.is_set():
                async with session.post(url, json={"timeout": 0}) as answer:
                    await answer.read()
                await asyncio.sleep(0.001)

    other = asyncio.create_task(poll())
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: vitals.troubles)
    scene.set_forward(6 * 60)
    scene.mia.phone.write("eins")  # whoever is faster gets it; it is confirmed only by what is stored here
    await examined(scene)
    await scene.until(lambda: scene.keller.texts)
    stop.set()
    await other
    scene.set_forward(61)
    await scene.mia.writes("zwei")
    await looked(scene)
    assert scene.keller.texts == [began("conflict"), over("conflict")]
    scene.tom.saw("eins", "zwei")


@pytest.fixture
async def by_webhook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    """The usual cast, and a messenger that delivers."""
    monkeypatch.setattr(ingress, "LOOK_SECONDS", 0.02)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    environ = {"BLEIBDRAN_WEBHOOK_URL": f"http://{where}/telegram", "BLEIBDRAN_WEBHOOK_LISTEN": where}
    async with Scene.opened(tmp_path, environ=environ) as scene:
        await scene.until(lambda: scene.world.webhook.url)
        yield await cast.everybody(scene)


async def test_a_webhook_that_telegram_does_not_reach(by_webhook: Scene) -> None:
    scene = by_webhook
    right, scene.world.webhook.url = scene.world.webhook.url, "http://127.0.0.1:9/telegram"
    scene.mia.phone.write("Hallo?")
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: any(each.kind == "webhook" for each in vitals.troubles))
    scene.set_forward(HOUR + 60)
    await examined(scene)
    await scene.until(lambda: scene.keller.texts)
    scene.world.webhook.url = right
    await scene.settle()
    await scene.until(lambda: not vitals.troubles)
    await looked(scene)
    assert scene.keller.texts == [began("webhook"), over("webhook")]
    scene.tom.saw("Hallo?")


async def test_a_mail_server_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(send.MailAdapter.__init__.__kwdefaults__ or {}, "pause", 0.0)
    async with Scene.opened(tmp_path, mail=True) as scene:
        await cast.everybody(scene)
        await scene.messenger.mailbox.close_door()
        await scene.mia.writes("/anliegen")
        await scene.mia.taps(FLAT)
        await scene.mia.writes("Ich brauche Hilfe")
        await _send_off(scene)
        assert scene.bot
        vitals = scene.bot.vitals
        await scene.until(lambda: any(each.kind == "mail" for each in vitals.troubles))
        scene.set_forward(11 * 60)
        await examined(scene)
        await scene.until(lambda: len(scene.keller.texts) >= 1)
        await scene.messenger.mailbox.open_door()
        await scene.settle()
        await looked(scene)
        assert began("mail") in scene.keller.texts and over("mail") in scene.keller.texts
        assert scene.messenger.mailbox.mails, "it was late, and it came"


async def _send_off(scene: Scene) -> None:
    """Look at what would be sent and say yes, without waiting for the mail."""
    for start in ("req-show:", "req-yes:"):
        shown, button = next(
            (shown, button)
            for shown in reversed(scene.mia.screen)
            for row in shown.buttons
            for button in row
            if (button.data or "").startswith(start)
        )
        scene.mia.phone.press(shown, button)
        await scene.until(lambda: not scene.world.updates.waiting)
        await scene.until(scene.nothing_to_handle)
        if start == "req-show:":
            await scene.settle()


async def test_no_backup_for_two_days_and_hardly_any_room(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.set_forward(49 * HOUR)
    monkeypatch.setattr(troubles, "DISK_BYTES", 2**62)
    await looked(scene)
    assert sorted(scene.keller.texts) == sorted([began("backup"), began("disk")])
    monkeypatch.undo()
    async with scene.db.transaction() as tx:
        await facts.note(tx, troubles.BACKED_UP, "", scene.clock.now())
    await looked(scene)
    assert sorted(scene.keller.texts[2:]) == sorted([over("backup"), over("disk")])


async def test_what_was_set_aside_is_told_by_what_happened_and_not_a_second_time(scene: Scene) -> None:
    now = scene.clock.now()
    async with scene.db.transaction() as tx:
        await inbox.put(tx, "test", [("1", Unreadable(messenger="telegram", chat="1", at=now, raw="{}"))], now)
    await scene.settle()
    await scene.until(lambda: scene.keller.texts)  # told in a transaction of its own
    await looked(scene)
    assert scene.keller.texts == [t("broken-staff", number="1")]


async def test_status_shows_the_same_findings(scene: Scene) -> None:
    await scene.keller.writes("/status")
    scene.keller.saw(t("status-fine"))
    scene.set_forward(49 * HOUR)
    await looked(scene)
    await scene.keller.writes("/status")
    assert t("trouble-backup") in scene.keller.texts[-1] and t("trouble-backup-remedy") in scene.keller.texts[-1]


async def test_the_log_says_once_what_to_do(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    scene.set_forward(49 * HOUR)
    await looked(scene)
    await looked(scene)
    assert caplog.text.count(t("trouble-backup-remedy")) == 1
    async with scene.db.transaction() as tx:
        await facts.note(tx, troubles.BACKED_UP, "", scene.clock.now())
    await looked(scene)
    assert f"Wieder in Ordnung: {t('trouble-backup')}" in caplog.text
