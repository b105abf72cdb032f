"""A plain HTTP client which knows nothing of bots: curl where there is one, urllib everywhere."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from messenger import LocalMessenger, Phone

CURL = shutil.which("curl")
needs_curl = pytest.mark.skipif(CURL is None, reason="there is no curl here")


async def curl(*arguments: str) -> dict[str, Any]:
    done = await asyncio.to_thread(
        subprocess.run, ["curl", "-sS", "-m", "10", *arguments], capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def url(messenger: LocalMessenger, method: str) -> str:
    return f"{messenger.base_url}{messenger.token}/{method}"


@needs_curl
async def test_the_four_ways_of_giving_parameters(messenger: LocalMessenger, mia: Phone) -> None:
    send = url(messenger, "sendMessage")
    chat = f"chat_id={mia.chat_id}"
    markup = '{"inline_keyboard":[[{"text":"Ja","callback_data":"ja"}]]}'
    as_json = json.dumps({"chat_id": mia.chat_id, "text": "JSON äöü", "reply_markup": json.loads(markup)})
    for arguments in (
        [f"{send}?{chat}&text=Adresse%20%C3%A4"],
        [send, "-d", chat, "--data-urlencode", "text=Formular & mehr", "--data-urlencode", f"reply_markup={markup}"],
        [send, "-F", chat, "-F", "text=Multipart 😀", "-F", f"reply_markup={markup}"],
        [send, "-H", "Content-Type: application/json", "-d", as_json],
    ):
        assert (await curl(*arguments))["ok"], arguments
    shown = mia.screen()[-4:]
    assert [one.text for one in shown] == ["Adresse ä", "Formular & mehr", "Multipart 😀", "JSON äöü"]
    assert [len(one.buttons) for one in shown] == [0, 1, 1, 1]


@needs_curl
async def test_a_file_up_and_down(messenger: LocalMessenger, mia: Phone, tmp_path: Path) -> None:
    path = tmp_path / "Antrag.pdf"
    path.write_bytes(b"%PDF-1.4 \x00\xff")
    sent = await curl(
        url(messenger, "sendDocument"), "-F", f"chat_id={mia.chat_id}", "-F", f"document=@{path}", "-F", "caption=Bitte"
    )
    assert (mia.last.file_name, mia.last.caption, mia.last.data) == ("Antrag.pdf", "Bitte", path.read_bytes())
    found = await curl(url(messenger, "getFile"), "-d", f"file_id={sent['result']['document']['file_id']}")
    token = messenger.token.replace(":", "%3A")  # some clients encode the colon
    address = f"{messenger.file_url}{token}/{found['result']['file_path']}"
    back = tmp_path / "back"
    await asyncio.to_thread(subprocess.run, ["curl", "-sS", "-o", str(back), address], check=True)
    assert back.read_bytes() == path.read_bytes()


@needs_curl
async def test_an_album(messenger: LocalMessenger, mia: Phone, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    media = '[{"type":"photo","media":"attach://a","caption":"zwei"},{"type":"photo","media":"attach://b"}]'
    files = [part for name in ("a", "b") for part in ("-F", f"{name}=@{tmp_path / name}")]
    sent = await curl(url(messenger, "sendMediaGroup"), "-F", f"chat_id={mia.chat_id}", "-F", f"media={media}", *files)
    assert len(sent["result"]) == 2
    assert [shown.data for shown in mia.screen()[-2:]] == [b"a", b"b"]


async def test_urllib(messenger: LocalMessenger, mia: Phone) -> None:
    def ask(method: str, **fields: object) -> dict[str, Any]:
        body = urllib.parse.urlencode(fields).encode()
        try:
            with urllib.request.urlopen(url(messenger, method), body, timeout=10) as response:  # noqa: S310 - our own
                return dict(json.load(response))
        except urllib.error.HTTPError as error:
            with error:
                return dict(json.load(error))

    assert (await asyncio.to_thread(ask, "GETME"))["result"]["username"] == "bleibdran_bot"
    mia.write("Hallo")
    found = await asyncio.to_thread(ask, "getUpdates", timeout="5", allowed_updates='["message"]', limit="")
    assert found["result"][0]["message"]["text"] == "Hallo"
    sent = await asyncio.to_thread(ask, "sendMessage", chat_id=mia.chat_id, text="x", disable_notification="True")
    assert sent["ok"] and mia.last.silent
    broken = await asyncio.to_thread(ask, "sendMessage", chat_id=mia.chat_id, text="x", reply_markup="{nonsense")
    assert broken["description"] == "Bad Request: can't parse reply markup JSON object"
