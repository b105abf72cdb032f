"""The page's endpoints without a browser: who may use them, and what they send."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession, FormData

from messenger import LocalMessenger

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def http(messenger: LocalMessenger) -> AsyncIterator[ClientSession]:
    async with ClientSession(messenger.url, headers={"Origin": messenger.url}) as session:
        yield session


async def said(response: ClientResponse) -> str:
    return str((await response.json())["error"])


async def test_only_the_own_page_may_act(messenger: LocalMessenger, http: ClientSession) -> None:
    phone = messenger.world.phone("Jasmin")
    words = {"chat": phone.chat_id, "text": "hallo"}
    address = f"/desk/phones/{phone.chat_id}/write"
    for origin in ("https://evil.example", "null", ""):
        refused = await http.post(address, json=words, headers={"Origin": origin})
        assert refused.status == 403
    assert (await http.get(address)).status == 405
    assert phone.screen() == []
    assert (await http.post(address, json=words)).status == 200
    assert phone.last.text == "hallo"


async def test_a_name_that_points_here_is_not_enough(http: ClientSession) -> None:
    for path in ("/", "/desk/state", "/desk/events"):
        assert (await http.get(path, headers={"Host": "evil.example"})).status == 403
        assert (await http.get(path, headers={"Host": "127.0.0.1.evil.example"})).status == 403


async def test_the_page_may_load_nothing_from_elsewhere(http: ClientSession) -> None:
    policy = (await http.get("/")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy
    script = await http.get("/page/js/main.js")
    assert script.status == 200 and script.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_sent_web_page_is_kept_from_running(messenger: LocalMessenger, http: ClientSession) -> None:
    phone = messenger.world.phone("Jasmin")
    sent = phone.send("document", b"<script>alert(1)</script>", name="a.html", mime="text/html")
    file = await http.get(f"/desk/files/{sent.file_id}")
    assert file.content_type == "application/octet-stream" and file.headers["Content-Disposition"] == "attachment"
    part = await http.get(f"/desk/files/{sent.file_id}", headers={"Range": "bytes=1-6"})
    assert part.status == 206 and await part.read() == b"script"


async def test_refusals_are_german_sentences(messenger: LocalMessenger, http: ClientSession) -> None:
    phone = messenger.world.phone("Jasmin")
    here = f"/desk/phones/{phone.chat_id}"
    phone.block()
    assert await said(await http.post(f"{here}/write", json={"chat": phone.chat_id, "text": "x"})) == (
        "Der Bot ist blockiert. Lass ihn erst wieder zu."
    )
    assert "nicht mehr da" in await said(await http.post(f"{here}/delete", json={"chat": phone.chat_id, "message": 99}))
    assert "anderen Bot" in await said(await http.post(f"{here}/open", json={"link": "https://t.me/other?start=x"}))
    assert "Telefon" in await said(await http.post("/desk/phones/1/write", json={}))
    assert "Unlesbares" in await said(await http.post(f"{here}/write", data="text=x"))
    assert "Zahl" in await said(await http.post(f"{here}/react", json={"chat": "nirgends", "message": 1}))


async def test_documents_become_one_album_with_one_caption(messenger: LocalMessenger, http: ClientSession) -> None:
    phone = messenger.world.phone("Jasmin")
    form = FormData()
    files = [{"kind": "document", "name": f"{name}.pdf", "mime": "application/pdf"} for name in ("a", "b")]
    form.add_field("about", json.dumps({"chat": phone.chat_id, "caption": "Bescheide", "files": files}))
    for name in ("a", "b"):
        form.add_field("file", b"%PDF", filename=f"{name}.pdf", content_type="application/pdf")
    assert (await http.post(f"/desk/phones/{phone.chat_id}/send", data=form)).status == 200
    first, second = phone.screen()
    assert first.album == second.album is not None
    assert (first.caption, second.caption, second.file_name) == ("Bescheide", "", "b.pdf")


@pytest.mark.parametrize(
    ("start", "unit", "then"),
    [
        (datetime(2026, 1, 31, 11, tzinfo=UTC), "month", datetime(2026, 2, 28, 11, tzinfo=UTC)),
        (datetime(2026, 12, 15, 11, tzinfo=UTC), "month", datetime(2027, 1, 15, 11, tzinfo=UTC)),
        (datetime(2026, 10, 24, 10, tzinfo=UTC), "day", datetime(2026, 10, 25, 11, tzinfo=UTC)),  # summer time ends
        (datetime(2026, 3, 28, 11, tzinfo=UTC), "week", datetime(2026, 4, 4, 10, tzinfo=UTC)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "hour", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
async def test_the_clock_keeps_the_time_of_day(
    messenger: LocalMessenger, http: ClientSession, start: datetime, unit: str, then: datetime
) -> None:
    messenger.clock.freeze(start)
    assert (await http.post("/desk/clock", json={"unit": unit, "count": 1})).status == 200
    assert messenger.clock.now() == then


async def test_an_open_page_is_sent_only_what_changed(messenger: LocalMessenger, http: ClientSession) -> None:
    phone = messenger.world.phone("Jasmin")
    phone.write("eins")
    async with http.get("/desk/events") as stream:
        name, everything = await next_event(stream)
        assert name == "all" and f"phone/{phone.chat_id}" in everything
        second = phone.write("zwei")
        name, change = await next_event(stream)
        assert name == "changes"
        assert list(change["set"]) == [f"message/{phone.chat_id}/{phone.chat_id}/{second.message_id}"]
        phone.delete(second)
        _, change = await next_event(stream)
        assert change["drop"] == [f"message/{phone.chat_id}/{phone.chat_id}/{second.message_id}"]


async def next_event(stream: ClientResponse) -> tuple[str, dict[str, Any]]:
    name = (await stream.content.readline()).decode().removeprefix("event: ").strip()
    data = (await stream.content.readline()).decode().removeprefix("data: ")
    await stream.content.readline()
    return name, json.loads(data)


async def test_a_supergroup_keeps_what_was_said_before(messenger: LocalMessenger, http: ClientSession) -> None:
    heike = messenger.world.phone("Heike")
    group = messenger.world.group("Koordination", [heike])
    heike.write("vorher", chat=group.chat_id)
    messenger.world.upgrade_group(group)
    heike.write("nachher", chat=group.chat_id)
    state = await (await http.get("/desk/state")).json()
    place = f"message/{heike.chat_id}/{group.chat_id}/"
    texts = {int(key.removeprefix(place)): value["text"] for key, value in state.items() if key.startswith(place)}
    assert [texts[number] for number in sorted(texts) if texts[number]] == ["vorher", "nachher"]
