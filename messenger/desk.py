"""The desk: by what the page sees the world and acts for people. It serves this machine's browser and nobody else."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import ipaddress
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

from messenger import desk_acts, desk_mail, desk_view
from messenger.desk_acts import Body, CannotDo
from messenger.desk_words import german
from messenger.mailbox import Mailbox
from messenger.refusals import Refusal
from messenger.screen import PhoneError
from messenger.world import World

PAGE = Path(__file__).parent / "page"
MOST_BYTES = 52 * 1024 * 1024
REST = 0.03  # seconds between two looks at the world, so that a burst of changes becomes one event
KEEPALIVE = 15.0

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: data:; object-src 'none'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Cache-Control": "no-cache",
}
#: what a browser may show; everything else is only offered to keep
SHOWABLE = ("image/png", "image/jpeg", "image/webp", "image/gif", "audio/", "video/")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class DeskAction:
    """A button in the Werkstatt which whoever runs the messenger adds; run() returns a German sentence."""

    label: str
    run: Callable[[], Awaitable[str]]


def attach(app: web.Application, world: World, desk: Desk | None = None) -> Desk:
    """Add the page, its files and its endpoints to the messenger's app."""
    desk = app[DESK] = desk or Desk(world)
    add = app.router
    add.add_get("/", _guarded(desk.page))
    add.add_static("/page", PAGE)
    add.add_get("/desk/state", _guarded(desk.state))
    add.add_get("/desk/events", _guarded(desk.events))
    add.add_get("/desk/calls", _guarded(desk.calls))
    add.add_get("/desk/files/{file_id}", _guarded(desk.file))
    add.add_post("/desk/actions/{name}", _guarded(desk.action))
    add.add_post("/desk/phones/{phone}/send", _guarded(desk.send))
    for name, person_act in desk_acts.PERSON_ACTS.items():
        add.add_post(f"/desk/phones/{{phone}}/{name}", _guarded(desk.for_person(person_act)))
    for name, world_act in desk_acts.WORLD_ACTS.items():
        add.add_post(f"/desk/{name}", _guarded(desk.for_all(world_act)))
    app.on_response_prepare.append(_harden)
    app.on_startup.append(desk.open)
    app.on_shutdown.append(desk.close)
    return desk


class Desk:
    """Watches the world for the open pages. `actions` and `letters` belong to whoever runs the messenger."""

    def __init__(self, world: World, mailbox: Mailbox | None = None) -> None:
        self.world = world
        self.mailbox = mailbox
        self.actions: dict[str, DeskAction] = {}  # buttons in the Werkstatt, by name
        self.letters: dict[
            int, list[dict[str, str]]
        ] = {}  # by phone: {"title": ..., "link": ...}, shown while it is empty
        self.readers: set[asyncio.Queue[str | None]] = set()
        self.sent: desk_view.Entries = {}
        self.stirred = asyncio.Event()
        self.watcher: asyncio.Task[None] | None = None
        self.forget: Callable[[], None] | None = None

    async def open(self, app: web.Application) -> None:
        self.forget = self.world.on_change(self.stirred.set)

    async def close(self, app: web.Application) -> None:
        """The server stops: let every page go at once."""
        if self.forget is not None:
            self.forget()
        for reader in self.readers:
            reader.put_nowait(None)
        if self.watcher is not None:
            self.watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.watcher

    # --- looking

    async def page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html")

    async def state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._look())

    async def calls(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(desk_view.last_calls(self.world))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file as people see it; only what is harmless to show opens in the page."""
        try:
            data, _, mime = self.world.file(request.match_info["file_id"])
        except LookupError:
            raise web.HTTPNotFound from None
        headers = {"Accept-Ranges": "bytes"}
        if not mime.startswith(SHOWABLE):
            mime = "application/octet-stream"
            headers["Content-Disposition"] = "attachment"
        try:
            part = request.http_range
        except ValueError:
            raise web.HTTPRequestRangeNotSatisfiable from None
        if part.start is None and part.stop is None:
            return web.Response(body=data, content_type=mime, headers=headers)
        start, stop, _ = part.indices(len(data))
        if start >= stop:
            raise web.HTTPRequestRangeNotSatisfiable
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
        return web.Response(status=206, body=data[start:stop], content_type=mime, headers=headers)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """First everything, then what changes, until the page or the server goes away."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        reader: asyncio.Queue[str | None] = asyncio.Queue()
        if not self.readers:
            self.sent = self._look()
        self.readers.add(reader)
        reader.put_nowait(_event("all", self.sent))
        if self.watcher is None or self.watcher.done():
            self.watcher = asyncio.create_task(self._watch())
        try:
            while (event := await _next(reader)) is not None:
                await response.write(event.encode())
        except ConnectionError:
            pass  # the page was closed
        finally:
            self.readers.discard(reader)
        return response

    async def _watch(self) -> None:
        """Tell all open pages what changed, while there are any."""
        try:
            while self.readers:
                await self._tell()
        finally:
            for reader in self.readers:  # only after a mistake: the pages come back and ask for everything
                reader.put_nowait(None)

    async def _tell(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stirred.wait(), 0.5 if desk_view.busy(self.world) else KEEPALIVE)
        self.stirred.clear()
        began = time.monotonic()
        new = self._look()
        different, gone = desk_view.changes(self.sent, new)
        self.sent = new
        if different or gone:
            event = _event("changes", {"set": different, "drop": gone})
            for reader in self.readers:
                reader.put_nowait(event)
        await asyncio.sleep(max(REST, 3 * (time.monotonic() - began)))

    def _look(self) -> desk_view.Entries:
        labels = [(name, action.label) for name, action in self.actions.items()]
        found = desk_view.entries(self.world, self.letters, labels)
        return found if self.mailbox is None else found | desk_mail.entries(self.mailbox)

    # --- acting

    def for_person(self, do: Callable[..., Any]) -> Handler:
        """An endpoint for something done on one phone."""

        async def handle(request: web.Request) -> web.StreamResponse:
            phone = self._phone(request)
            return web.json_response(await do(phone, await _body(request)) or {})

        return handle

    def for_all(self, do: Callable[..., Any]) -> Handler:
        """An endpoint for the clock, the switches, new people."""

        async def handle(request: web.Request) -> web.StreamResponse:
            done = do(self.world, await _body(request))
            return web.json_response((await done if inspect.isawaitable(done) else done) or {})

        return handle

    async def send(self, request: web.Request) -> web.StreamResponse:
        """Files, as multipart: `about` says what they are, then one `file` each."""
        phone = self._phone(request)
        if not request.content_type.startswith("multipart/"):
            raise CannotDo("Es ist keine Datei angekommen.")
        about, files, left = "", [], MOST_BYTES
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise CannotDo("Die Seite hat etwas Unlesbares geschickt.")
            data = bytearray()
            while chunk := await part.read_chunk(64 * 1024):
                data += chunk
                left -= len(chunk)
                if left < 0:
                    raise CannotDo("Das ist zu groß: zusammen höchstens 50 MB.")
            if part.name == "about":
                about = data.decode()
            else:
                files.append(bytes(data))
        await desk_acts.send(phone, about, files)
        return web.json_response({})

    async def action(self, request: web.Request) -> web.StreamResponse:
        """A button which somebody else put into the Werkstatt."""
        found = self.actions.get(request.match_info["name"])
        if found is None:
            raise CannotDo("Diesen Knopf gibt es nicht mehr.")
        said = await found.run()
        self.world.changed()
        return web.json_response({"said": said})

    def _phone(self, request: web.Request) -> Any:
        try:
            return self.world.phone_of(int(request.match_info["phone"]))
        except (KeyError, ValueError):
            raise CannotDo("Dieses Telefon gibt es nicht.") from None


def _event(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"


async def _next(reader: asyncio.Queue[str | None]) -> str | None:
    """The next event; a comment now and then, so that a lost connection is noticed."""
    try:
        return await asyncio.wait_for(reader.get(), KEEPALIVE)
    except TimeoutError:
        return ": still here\n\n"


async def _body(request: web.Request) -> Body:
    if request.content_type != "application/json":
        raise CannotDo("Die Seite hat etwas Unlesbares geschickt.")
    try:
        return Body(await request.json())
    except ValueError:
        raise CannotDo("Die Seite hat etwas Unlesbares geschickt.") from None


def _guarded(handler: Handler) -> Handler:
    """Let in only this page, and say in German what did not work."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _own_host(request):
            raise web.HTTPForbidden(text="Dieser Messenger antwortet nur unter localhost oder einer IP-Adresse.")
        if request.method == "POST" and request.headers.get("Origin") != f"{request.scheme}://{request.host}":
            return web.json_response({"error": "Das darf nur die Seite dieses Messengers."}, status=403)
        try:
            return await handler(request)
        except (CannotDo, PhoneError, Refusal, LookupError, ValueError) as refusal:
            error = str(refusal) if isinstance(refusal, CannotDo) else german(refusal)
            return web.json_response({"error": error}, status=400)

    return guarded


def _own_host(request: web.Request) -> bool:
    """A name in the address could be anybody's that points here (DNS rebinding); a number cannot."""
    name = (request.url.host or "").rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


DESK: web.AppKey[Desk] = web.AppKey("desk", Desk)


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    if request.path == "/" or request.path.startswith(("/page/", "/desk/")):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
