"""How updates come in: by webhook, by polling beside somebody else who polls, and across a clean end."""

import asyncio
import logging
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy.exc import OperationalError

from bot import inbox
from bot.store import people
from tests.scene import Scene, bot_environment, has_learned


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_by_webhook_only_what_is_on_disk_is_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = _free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    webhook = {"BLEIBDRAN_WEBHOOK_URL": url, "BLEIBDRAN_WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
    async with Scene.opened(tmp_path, environ=webhook) as scene:
        await scene.until(lambda: scene.world.webhook.url == url)
        await scene.joined("Tom", people.WEGBEGLEITER)
        await scene.joined("Mia", wegbegleiter="Tom")

        await scene.mia.writes("über den Webhook")
        scene.tom.saw("über den Webhook")

        put, refusals = inbox.put, 2

        async def sometimes(*arguments: object) -> None:
            nonlocal refusals
            if refusals:
                refusals -= 1
                raise OperationalError("INSERT", {}, Exception("database or disk is full"))
            await put(*arguments)  # type: ignore[arg-type]  # handed through as they came

        monkeypatch.setattr(inbox, "put", sometimes)
        await scene.mia.writes("die Platte ist voll")
        scene.tom.saw("die Platte ist voll")
        assert refusals == 0

        scene.world.duplicate_updates = 1.0
        await scene.mia.writes("kommt doppelt")
        assert scene.tom.texts.count("kommt doppelt") == 1


async def test_a_webhook_call_without_the_secret_is_refused(tmp_path: Path) -> None:
    port = _free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    webhook = {
        "BLEIBDRAN_WEBHOOK_URL": url,
        "BLEIBDRAN_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "BLEIBDRAN_WEBHOOK_SECRET": "richtig",
    }
    async with Scene.opened(tmp_path, environ=webhook) as scene, aiohttp.ClientSession() as outside:
        await scene.until(lambda: scene.world.webhook.url == url)
        update = {"update_id": 1, "message": {}}
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "falsch"}):
            async with outside.post(url, json=update, headers=headers) as answer:
                assert answer.status == 403
        right = {"X-Telegram-Bot-Api-Secret-Token": "richtig"}
        async with outside.post(url, data=b"kein JSON", headers=right) as answer:
            assert answer.status == 400


async def test_somebody_else_who_polls_is_named_and_survived(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    async with aiohttp.ClientSession() as other:
        url = f"{scene.messenger.base_url}{scene.messenger.token}/getUpdates"
        async with other.post(url, json={"timeout": 0}) as answer:
            assert answer.status == 200
    await scene.mia.writes("trotzdem")
    scene.tom.saw("trotzdem")
    assert "Ein anderes Programm holt die Nachrichten dieses Bots ab" in caplog.text


async def test_ended_in_the_middle_of_a_storm_it_ends_cleanly_and_loses_nothing(tmp_path: Path) -> None:
    async with Scene.opened(tmp_path) as scene:
        await scene.joined("Tom", people.WEGBEGLEITER)
        for each in range(8):
            await scene.joined(f"Mia{each}", wegbegleiter="Tom")
        await scene.stop_bot()
        for number in range(4):
            for each in range(8):
                scene.actors[f"mia{each}"].phone.write(f"{number} von {each}")
        has_learned(tmp_path)
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "run", env=bot_environment(scene.messenger, tmp_path),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await scene.until(lambda: scene.world.count("copyMessage") > 0)
        bot.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), timeout=5) == 0
        await scene.start_bot()
        await scene.settle()
        arrived = [text for text in scene.tom.texts if " von " in text]
        assert sorted(arrived) == sorted(f"{number} von {each}" for number in range(4) for each in range(8))
