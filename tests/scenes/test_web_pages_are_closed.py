"""The two doors to the web, the pages of links and the webhook: what they say to those who were not meant."""

import asyncio
import hmac
import json
import socket
from asyncio.selector_events import BaseSelectorEventLoop
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.links import LinkSigner
from bot.store import requests
from bot.store.crypto import new_key, parse_keys
from bot.store.tables import inbox
from tests import cast
from tests.full_day import a_day, full_day
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.scenes.test_requests import WORDS, asks, request_of
from tests.words import t

HOUSING = "wohnungsnotfall@landkreis-beispiel.example"
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield await cast.everybody(scene)
        scene.kai.saw_nothing()


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def link_of(scene: Scene, label: str) -> str:
    """Mia has asked; the address behind this button of the mail."""
    await asks(scene.mia)
    return next(link.url for link in Office(scene, HOUSING).mail.links if link.label == t(label))


async def events(scene: Scene) -> int:
    async with scene.db.transaction() as tx:
        number: int = (await tx.execute(select(func.count()).select_from(inbox))).scalar_one()
        return number


# --- pages ---


async def test_every_answer_is_closed_to_scripts_frames_caches_and_search_engines(
    scene: Scene, browser: aiohttp.ClientSession
) -> None:
    address = await link_of(scene, "mail-link-open")
    root = address.rpartition("/")[0]
    asked = [
        *((method, address, None) for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE")),
        *(("GET", url, None) for url in (f"{address}x", root, f"{root}/../../etc/passwd", f"{address}/1")),
        *(("POST", address, data) for data in ({"do": "take"}, {"words": "x" * 100_000}, {"do": "open"})),
    ]
    for method, url, data in asked:
        async with browser.request(method, url, data=data) as answer:
            headers, page = answer.headers, await answer.text()
        rules = dict(rule.strip().partition(" ")[::2] for rule in headers["Content-Security-Policy"].split(";"))
        assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        assert "script-src" not in rules and "unsafe" not in headers["Content-Security-Policy"]
        assert rules["form-action"] == rules["img-src"] == "'self'" and "http" not in headers["Content-Security-Policy"]
        assert headers["X-Robots-Tag"].startswith("noindex") and headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY" and "aiohttp" not in headers["Server"], (method, url)
        assert "Set-Cookie" not in headers and "<script" not in page and "Traceback" not in page
        assert answer.status in (200, 404, 405, 413), (method, url, answer.status)


async def test_a_button_on_somebody_elses_page_does_nothing(scene: Scene, browser: aiohttp.ClientSession) -> None:
    address = await link_of(scene, "mail-link-take")
    before = await events(scene)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://boese.example"},
        {"Origin": "https://127.0.0.1.boese.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ):
        async with browser.post(address, data={"do": "take"}, headers=headers) as answer:
            assert answer.status == 403
            assert t("link-unknown") in await answer.text()
    assert await events(scene) == before
    assert (await request_of(scene)).state == requests.OFFERED


@pytest.mark.parametrize("headers", [{}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, {"Origin": "own"}])
async def test_our_own_button_works(scene: Scene, browser: aiohttp.ClientSession, headers: dict[str, str]) -> None:
    address = await link_of(scene, "mail-link-take")
    parts = urlsplit(address)
    own = {name: f"{parts.scheme}://{parts.netloc}" if value == "own" else value for name, value in headers.items()}
    async with browser.post(address, data={"do": "take"}, headers=own) as answer:
        assert answer.status == 200
    assert (await request_of(scene)).state == requests.TAKEN


async def test_whatever_is_not_ours_gets_the_same_answer(scene: Scene, browser: aiohttp.ClientSession) -> None:
    """Nobody learns how close they were: a wrong signature, another key's, another action, another request."""
    address = await link_of(scene, "mail-link-open")
    root, _, token = address.rpartition("/")
    said, _, signature = token.partition(".")
    until = scene.clock.now() + timedelta(days=1)
    stranger, ours = LinkSigner(parse_keys([new_key()], "test")), LinkSigner(scene.db.keys)
    wrong = [
        f"{said}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'B'}",
        f"{said}.{'A' * len(signature)}",
        f"{said[:-2]}AA.{signature}",
        f"{said}",
        "x" * 3000,
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "%0d%0aSet-Cookie:%20a=b",
        stranger.make(1, "wohnungsnotfall", "open", until),
        ours.make(1, "wohnungsnotfall", "look", until),  # shows pictures, and is no page
    ]
    answers = set()
    for each in wrong:
        async with browser.get(f"{root}/{each}") as answer:
            assert "a=b" not in str(answer.headers)
            answers.add((answer.status, await answer.text()))
    assert len(answers) == 1 and answers.pop()[0] == 404
    for each in (ours.make(1, "schuldnerberatung", "open", until), ours.make(99, "wohnungsnotfall", "open", until)):
        async with browser.get(f"{root}/{each}") as answer:
            assert answer.status == 410 and WORDS not in await answer.text()
    async with browser.post(address, data={"do": "take"}) as answer:  # what the link is not for
        assert answer.status == 404
    assert (await request_of(scene)).state == requests.OFFERED


async def test_a_link_used_twice_or_too_old_shows_nothing(scene: Scene, browser: aiohttp.ClientSession) -> None:
    address = await link_of(scene, "mail-link-open")
    async with browser.post(address, data={"do": "open"}) as answer:
        assert WORDS in await answer.text()
    for method in ("GET", "POST"):
        async with browser.request(method, address, data={"do": "open"} if method == "POST" else None) as answer:
            assert answer.status == 410 and WORDS not in await answer.text()
    old = LinkSigner(scene.db.keys).make(1, "wohnungsnotfall", "open", scene.clock.now() - timedelta(seconds=1))
    async with browser.post(f"{address.rpartition('/')[0]}/{old}", data={"do": "open"}) as answer:
        assert answer.status == 404 and WORDS not in await answer.text()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"do=take&words=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b'{"do": "take"}', "application/json", 415),
        (b"do=take", "text/plain", 415),
        (b"do=take", "application/x-www-form-urlencoded; charset=utf-16", 415),
        (b"do=take", "application/x-www-form-urlencoded; charset=nosuch", 415),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
        (b"&" * 60_000, "application/x-www-form-urlencoded", 413),
        (b"do=%ff%fe%00&do=take", "application/x-www-form-urlencoded", 404),
    ],
)
async def test_a_body_that_is_no_form_of_ours_is_refused(
    scene: Scene, browser: aiohttp.ClientSession, body: bytes, kind: str, status: int
) -> None:
    address = await link_of(scene, "mail-link-take")
    before = await events(scene)
    async with browser.post(address, data=body, headers={"Content-Type": kind}) as answer:
        assert answer.status == status, await answer.text()
    assert await events(scene) == before


async def test_a_file_that_cannot_be_fetched_is_a_sentence(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps("Wohnung oder ein Bett")
    await scene.mia.sends("photo", b"bild")
    await scene.mia.taps(t("request-show"), t("request-yes"))
    office = Office(scene, HOUSING)
    await office.follows(t("mail-link-open"))
    page = await office.presses(t("link-read"))
    path = page.html.partition('src="')[2].partition('"')[0]
    scene.world.faults.plan("getFile", "500")
    status, body = await office.gets(path)
    assert status == 500 and t("link-broken") in body.decode()


# --- nothing is fetched that somebody names ---


async def test_nothing_anybody_sends_makes_the_bot_fetch_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: set[Any] = set()
    looked_up: set[str] = set()
    connect, look_up = BaseSelectorEventLoop.sock_connect, asyncio.BaseEventLoop.getaddrinfo

    async def connecting(self: Any, sock: socket.socket, address: Any) -> None:
        if isinstance(address, tuple):  # a file is nobody else's: PostgreSQL's socket
            connected.add(address[1])
        await connect(self, sock, address)

    async def looking_up(self: Any, host: Any, *arguments: Any, **keywords: Any) -> Any:
        looked_up.add(str(host))
        return await look_up(self, host, *arguments, **keywords)

    monkeypatch.setattr(BaseSelectorEventLoop, "sock_connect", connecting)
    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", looking_up)
    trapped = asyncio.Event()
    trap = await asyncio.start_server(lambda *_: trapped.set(), "127.0.0.1", 0)
    port = trap.sockets[0].getsockname()[1]
    async with a_day(tmp_path) as scene:
        await full_day(scene)
        mia = scene.larissa
        for url in (
            f"http://127.0.0.1:{port}/a.jpg", f"file:///etc/passwd http://localhost:{port}", "http://169.254.169.254/latest",
            f"![x](http://127.0.0.1:{port}/x.png) <img src=http://127.0.0.1:{port}>", f"ftp://boese.example:{port}/",
        ):  # fmt: skip
            await mia.writes(url)
            await mia.writes(f"/fragen {url}")
            await mia.sends("document", b"x", name=url, caption=url)
            await mia.does(mia.phone.inline, url)
        assert scene.settings.link_listen
        known = {scene.messenger.port, urlsplit(scene.messenger.smtp_url).port, scene.settings.link_listen.port}
    trap.close()
    await trap.wait_closed()
    assert not trapped.is_set()
    assert connected == known, "it did connect to those it is told of, and to nobody else"
    assert looked_up <= {"127.0.0.1", "localhost"}


# --- the webhook ---


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[tuple[Scene, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    url = f"http://{address}/telegram"
    environ = {"BLEIBDRAN_WEBHOOK_URL": url, "BLEIBDRAN_WEBHOOK_LISTEN": address, "BLEIBDRAN_WEBHOOK_SECRET": "richtig"}
    async with Scene.opened(tmp_path, environ=environ) as scene:
        await scene.until(lambda: scene.world.webhook.url == url)
        yield scene, url


UPDATE = {"update_id": 5, "message": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "x",
                                      "from": {"id": 7, "is_bot": False, "first_name": "E"}}}  # fmt: skip
BODY = json.dumps(UPDATE).encode()
JSON = ("Content-Type", "application/json")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ([JSON], BODY, 403),
        ([JSON, (SECRET, "")], BODY, 403),
        ([JSON, (SECRET, "falsch")], BODY, 403),
        ([JSON, (SECRET, "richtig ")], BODY[:0], 400),  # spaces around a header's value are none of it
        ([JSON, (SECRET, "richti")], BODY, 403),
        ([JSON, (SECRET, "richtigg")], BODY, 403),
        ([JSON, (SECRET, "rïchtig")], BODY, 403),
        ([JSON, (SECRET, "\udcff\udcfe")], BODY, 403),
        ([JSON, (SECRET, "richtig"), (SECRET, "richtig")], BODY, 403),
        ([JSON, (SECRET, "rich"), (SECRET, "tig")], BODY, 403),
        ([("Content-Type", "text/plain"), (SECRET, "richtig")], BODY, 400),
        ([("Content-Type", "application/x-www-form-urlencoded"), (SECRET, "richtig")], BODY, 400),
        ([JSON, (SECRET, "richtig")], b"kein JSON", 400),
        ([JSON, (SECRET, "richtig")], b"\xff\xfe", 400),
        ([JSON, (SECRET, "richtig")], b"[]", 400),
        ([JSON, (SECRET, "richtig")], b'{"update_id": true}', 400),
        ([JSON, (SECRET, "richtig")], b'{"update_id": "5"}', 400),
        ([JSON, (SECRET, "richtig")], b'{"a":' * 50_000, 400),
        ([JSON, (SECRET, "richtig")], b'{"update_id": ' + b"9" * 5000 + b"}", 400),
        ([JSON, (SECRET, "richtig")], b'{"update_id": 5, "x": "' + b"x" * 1_100_000 + b'"}', 413),
    ],
)
async def test_the_webhook_keeps_nothing_that_is_not_telegrams(
    hooked: tuple[Scene, str], headers: list[tuple[str, str]], body: bytes, status: int
) -> None:
    scene, url = hooked
    assert await posted(url, headers, body) == status
    assert await events(scene) == 0
    assert await posted(url, [JSON, (SECRET, "richtig")], BODY) == 200
    assert await events(scene) == 1


async def posted(url: str, headers: list[tuple[str, str]], body: bytes) -> int:
    """By hand: no client sends what some of these do."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    lines = [
        f"POST {parts.path} HTTP/1.1",
        f"Host: {parts.netloc}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    lines += [f"{name}: {value}" for name, value in headers]
    writer.write("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body)
    answer = await reader.readline()
    writer.close()
    return int(answer.split()[1])


async def test_the_secret_is_compared_in_constant_time(
    hooked: tuple[Scene, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    constant_time = hmac.compare_digest

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return constant_time(one, other)

    monkeypatch.setattr("bot.telegram.ingress.hmac.compare_digest", compare)
    assert await posted(hooked[1], [JSON, (SECRET, "falsch")], BODY) == 403
    assert compared == [(b"falsch", b"richtig")]
