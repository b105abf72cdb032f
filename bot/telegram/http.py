"""HTTP under python-telegram-bot, with aiohttp: its own client takes ten times the CPU with many calls in flight."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0
UPLOAD_SECONDS: Final = 60.0
_JSON: Final = {"Content-Type": "application/json"}


class _Plain:
    """Parameters of a call that python-telegram-bot has no method for, or whose answer it parses too eagerly."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters


class AiohttpRequest(BaseRequest):
    """One connection pool. Proxies come from the environment, as with httpx."""

    def __init__(self, connections: int = 64) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str | None] = {}

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(self, url: str, parameters: Mapping[str, Any], read_timeout: float = READ_SECONDS) -> Any:
        """Any method of the Bot API; the result as it came. Raises telegram.error.TelegramError."""
        return await self.post(url, cast(RequestData, _Plain(parameters)), read_timeout=read_timeout)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NetworkError("the connection is closed")
        uploads = isinstance(request_data, RequestData) and request_data.contains_files
        timeout = _timeout(uploads, read_timeout if isinstance(read_timeout, int | float) else None)
        try:
            async with self._session.request(
                method, url, timeout=timeout, proxy=self._proxy(url), **_body(request_data)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut(f"no answer in time ({type(error).__name__})") from error
        except aiohttp.ClientError as error:
            # Without the URL: the token is part of it.
            raise NetworkError(f"connection failed ({type(error).__name__})") from None

    def _proxy(self, url: str) -> str | None:
        """The proxy the environment names for this server.

        aiohttp (`trust_env`) would look for it before every call, in two threads: that alone is half a call's CPU.
        """
        scheme, _, host = url.split("/", 3)[:3]
        if host not in self._proxies:
            self._proxies[host] = None if proxy_bypass(host) else getproxies().get(scheme.rstrip(":"))
        return self._proxies[host]


@cache
def _timeout(uploads: bool, read_timeout: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=UPLOAD_SECONDS if uploads else None,
        sock_connect=CONNECT_SECONDS,
        sock_read=read_timeout or (UPLOAD_SECONDS if uploads else READ_SECONDS),
    )


def _body(data: RequestData | _Plain | None) -> dict[str, Any]:
    if data is None:
        return {}
    if isinstance(data, _Plain):
        return {"data": json.dumps(data.parameters).encode(), "headers": _JSON}
    if not data.contains_files:
        # The same form python-telegram-bot's own client sends.
        return {"data": data.json_parameters}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
