"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from messenger.call import call
from messenger.faults import Fault
from messenger.params import Upload
from messenger.polling import Polling
from messenger.refusals import Refusal, bad_request, internal, not_found, too_large, too_many, unauthorized
from messenger.world import World

MAX_BODY = 64 * 1024 * 1024
_encode = json.JSONEncoder(separators=(",", ":")).encode  # in ASCII, as the real server writes it


class Api:
    """Answers a bot's HTTP requests from one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.polling = Polling(world)
        self.stopping = asyncio.Event()

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self.answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    def stop(self) -> None:
        """Let go of everybody who waits for an answer."""
        self.stopping.set()
        self.polling.stop()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """One call, answered as late as the world is far away."""
        response = await self._answer(request)
        if self.world.latency:
            await asyncio.sleep(self.world.latency)
        return response

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        if request.match_info["token"] != self.world.token:
            return _refused(unauthorized())
        fault = self.world.faults.draw(name)
        try:
            if request.content_length is not None and request.content_length > MAX_BODY:
                raise too_large()
            raw = await _parameters(request)
            if fault is not None and not fault.carried_out:
                return await self._fail(request, fault)
            if name.lower() == "getupdates":
                result = await self.polling.get_updates(raw)
            else:
                result = call(self.world, name, raw)
            response = _json({"ok": True, "result": result})
        except Refusal as refusal:
            response = _refused(refusal)
        except web.HTTPRequestEntityTooLarge:
            response = _refused(too_large())
        return response if fault is None else await self._fail(request, fault)

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "500":
            return _refused(internal())
        if fault.kind == "429":
            return _refused(too_many(fault.retry_after))
        if fault.kind.startswith("timeout"):
            await self.stopping.wait()
        _reset(request)
        return web.Response()

    async def download(self, request: web.Request) -> web.Response:
        """A file the bot asked for with getFile."""
        if request.match_info["token"] != self.world.token:
            return _refused(unauthorized())
        if self.world.latency:
            await asyncio.sleep(self.world.latency)
        stored = self.world.files.at(request.match_info["path"])
        if stored is None:
            return _refused(not_found())
        return web.Response(body=stored.data, content_type="application/octet-stream")


async def _parameters(request: web.Request) -> dict[str, Any]:
    """What the call was given: in its address, as JSON, as a form, or as multipart with files."""
    raw: dict[str, Any] = dict(request.query) if request.query_string else {}
    kind = request.content_type
    if kind == "application/json":
        if body := await request.read():
            try:
                decoded = json.loads(body)
            except ValueError:
                raise bad_request("can't parse JSON object") from None
            if not isinstance(decoded, dict):
                raise bad_request("object expected")
            raw |= decoded
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        for name, value in (await request.post()).items():
            raw[name] = _uploaded(value) if isinstance(value, FileField) else value
    return raw


def _uploaded(field: FileField) -> Upload:
    with field.file as file:
        return Upload(file.read(), field.filename, field.content_type)


def _json(payload: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(body=_encode(payload).encode(), status=status, content_type="application/json")


def _refused(refusal: Refusal) -> web.Response:
    return _json(refusal.json(), refusal.code)


def _reset(request: web.Request) -> None:
    """Close the connection as a broken network does: at once, without goodbye."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
