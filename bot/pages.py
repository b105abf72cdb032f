"""The page behind the links of a mail: a service reads a request there, takes it, passes it on, asks back, answers.

Mail scanners follow links: opening one does nothing and shows nothing a young person wrote. Only the button does, and
what it sets off is an event like any other, handled in a turn; this page waits for it and shows how things are then.

Another site cannot press it: there is no session to ride on, a button's address is signed and works once, and what a
browser says comes from elsewhere is refused all the same.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from bot import casework, html, inbox, operator, wording
from bot.clock import Clock
from bot.content.model import Content
from bot.content.services import COORDINATION
from bot.event import Acted
from bot.html import Html
from bot.links import Expired, Link, LinkSigner
from bot.live_content import LiveContent
from bot.store import people, requests
from bot.store.db import Database
from bot.store.requests import ANSWERED, HELD, WAITING, Disclosed

log = logging.getLogger(__name__)

SOURCE: Final = "link"
PATIENCE: Final = 10.0
"""Seconds the page waits for what its button has set off; it happens in any case."""
FRESH: Final = timedelta(hours=2)
"""How long the buttons of an opened request work."""
LONGEST: Final = 3500
_WRITTEN: Final = ("ask", "answer")
_SHOWN: Final = {"photo": "image/jpeg", "voice": "audio/ogg"}
"""What a browser shows itself; everything else is kept as a file."""

_ELSEWHERE: Final = {"cross-site", "same-site"}
"""What a browser calls a button on somebody else's page, also on a neighbour's under the same domain."""
_FORM: Final = "application/x-www-form-urlencoded"

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True)
class Seen:
    """What this service may see, and how things are for it."""

    shown: Disclosed
    name: str
    bezirk: str
    used: bool


class LinkPages:
    """Serves them. `address`: the public one, under which services open their links."""

    def __init__(
        self, db: Database, clock: Clock, live: LiveContent, signer: LinkSigner, address: str, zone: ZoneInfo,
        wake: Callable[[], None], fetch: Fetch,
    ) -> None:  # fmt: skip
        self._db, self._clock, self._live, self._signer = db, clock, live, signer
        public = urlsplit(address)
        self._root, self._origin = public.path.rstrip("/"), f"{public.scheme}://{public.netloc}"
        self._zone, self._wake, self._fetch = zone, wake, fetch

    def attach(self, app: web.Application) -> None:
        """Add the routes. Whatever is asked for, also what is not there, is answered by a page of ours."""
        app.middlewares.append(self._always_a_page)
        app.router.add_get(f"{self._root}/impressum", self.imprint)
        app.router.add_get(f"{self._root}/{{token}}", self.show)
        app.router.add_post(f"{self._root}/{{token}}", self.act)
        app.router.add_get(f"{self._root}/{{token}}/{{words:[0-9]{{1,9}}}}", self.file)

    @web.middleware
    async def _always_a_page(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as refusal:
            return self._answer([self._text("link-unknown")], status=refusal.status)
        except Exception:
            log.exception("a page could not be shown", extra={"action": "page_failed"})
            return self._answer([self._text("link-broken")], status=500)

    # --- what is asked for ---

    async def imprint(self, request: web.Request) -> web.Response:
        """Who runs this."""
        parts = [
            html.line(self._say("link-impressum"), "h1"),
            html.box([html.listed(operator.details(self._content, self._content.service.sprache))]),
            self._text("impressum-data"),
        ]
        return self._answer(parts, foot=False)

    async def show(self, request: web.Request) -> web.Response:
        """What the link is for, and the button that does it."""
        link = self._signer.read(request.match_info["token"], self._clock.now())
        if link is None or (isinstance(link, Link) and link.action == "look"):
            return self._answer([self._text("link-unknown")], status=404)
        if isinstance(link, Expired):
            return self._again(request, link.link, "link-expired")
        seen = await self._seen(link)
        if seen is None:
            return self._answer([self._text("link-gone")], status=410)
        if seen.used:
            return self._again(request, link, "link-used")
        return self._answer([*self._head(link, seen), self._form(request.path, link, seen)])

    async def act(self, request: web.Request) -> web.Response:
        """The button was pressed."""
        if request.headers.get("Sec-Fetch-Site") in _ELSEWHERE or not self._from_here(request):
            raise web.HTTPForbidden
        if request.content_type != _FORM or (request.charset or "utf-8").lower() != "utf-8":
            raise web.HTTPUnsupportedMediaType
        form = await request.post()
        do, link = str(form.get("do", "")), self._signer.read(request.match_info["token"], self._clock.now())
        if isinstance(link, Expired) and do == "resend":
            link = link.link
        if not isinstance(link, Link) or do not in ("open", "resend", link.action):
            return self._answer([self._text("link-unknown")], status=404)
        words = str(form.get("words", "")).strip()[:LONGEST]
        if do in (*_WRITTEN, "pass") and not words:
            return self._answer([self._text("link-empty")], status=422)
        seen = await self._seen(link)
        if seen is None:
            return self._answer([self._text("link-gone")], status=410)
        if seen.used and do != "resend":
            return self._again(request, link, "link-used")
        if not await self._happens(link, do, words):
            return self._answer([self._text("link-slow")], status=202)
        return await self._after(request.path, link, do, words)

    def _from_here(self, request: web.Request) -> bool:
        """By its Origin; a browser that was asked for no referrer says "null" on our own pages too."""
        return set(request.headers.getall("Origin", [])) <= {self._origin, "null"}

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A picture, voice or file that belongs to an opened request."""
        link = self._signer.read(request.match_info["token"], self._clock.now())
        if not isinstance(link, Link) or link.action != "look":
            raise web.HTTPNotFound
        seen = await self._seen(link)
        number = int(request.match_info["words"])
        words = next((each for each in seen.shown.words if each.id == number), None) if seen else None
        if words is None or words.file is None:
            raise web.HTTPNotFound
        headers = dict(html.HEADERS)
        kind = _SHOWN.get(words.kind or "", "application/octet-stream")
        if words.kind not in _SHOWN:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=await self._fetch(words.file), content_type=kind, headers=headers)

    # --- doing ---

    async def _happens(self, link: Link, do: str, words: str) -> bool:
        """Put the event in and wait until it has been handled; False if that takes too long."""
        number = link.nonce if do == link.action else f"{link.nonce}:{do}"
        event = Acted(
            messenger="mail", chat=link.service, at=self._clock.now(), request=link.request, action=do, nonce=number,
            words=words,
        )  # fmt: skip
        async with self._db.transaction() as tx:
            await inbox.put(tx, SOURCE, [(number, event)], self._clock.now())
        self._wake()
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    async with self._db.transaction() as tx:
                        if await inbox.handled(tx, SOURCE, number):
                            return True
                    await asyncio.sleep(0.02)
        except TimeoutError:
            log.warning(
                "a link's event was not handled in time", extra={"action": "link_slow", "request": link.request}
            )
            return False

    async def _after(self, path: str, link: Link, do: str, words: str) -> web.Response:
        """How things are now, and what can be done next."""
        seen = await self._seen(link)
        if seen is None:
            return self._answer([self._text("link-gone")], status=410)
        if do == "resend":
            return self._answer([self._text("link-resent")])
        parts = self._head(link, seen)
        if do != "open":
            parts.append(self._outcome(link, seen, do, words))
        parts.append(self._words(link, seen))
        parts += self._next(path, link, seen, do)
        return self._answer(parts)

    async def _seen(self, link: Link) -> Seen | None:
        async with self._db.transaction() as tx:
            shown = await requests.disclosed(tx, link.request, link.service)
            person = await people.by_id(tx, shown.request.careleaver) if shown else None
            if shown is None or person is None:
                return None
            return Seen(shown, person.name, person.bezirk or "-", await requests.link_used(tx, link.nonce))

    # --- showing ---

    @property
    def _content(self) -> Content:
        return self._live.content

    def _say(self, key: str, /, **values: Any) -> str:
        return self._content.texts.text(self._content.service.sprache, key, **values)

    def _text(self, key: str, /, **values: str) -> Html:
        return html.line(self._say(key, **values))

    def _answer(self, parts: list[Html], status: int = 200, *, foot: bool = True) -> web.Response:
        service = self._content.service
        if foot:
            about = self._say("link-foot", operator=service.name, contact=service.kontakt)
            to_imprint = html.link(f"{self._root}/impressum", self._say("link-impressum"))
            parts = [*parts, html.line(about, kind="soft"), to_imprint]
        body = html.page(service.sprache, service.name, parts)
        return web.Response(text=body, status=status, content_type="text/html", headers=html.HEADERS)

    def _again(self, request: web.Request, link: Link, key: str) -> web.Response:
        """The link is used up or too old: a new one goes to the service's mailbox, and nowhere else."""
        resend = html.form(request.path, "resend", self._say("link-resend"))
        return self._answer([self._text(key, number=str(link.request)), resend], status=410)

    def _head(self, link: Link, seen: Seen) -> list[Html]:
        request = seen.shown.request
        topic = wording.topic(self._content, request.topic, self._content.service.sprache)
        names = {"service": self._name(request.asked), "holder": self._name(request.holder)}
        key = f"link-state-{request.state}"
        state = self._say(key, **self._content.texts.needed(key, names))
        about = self._say("link-about", topic=topic, bezirk=seen.bezirk)
        title = self._say("link-title", number=str(request.id))
        return [html.line(title, "h1"), html.line(about), html.line(state, kind="soft")]

    def _name(self, key: str) -> str:
        return self._content.services.get(key).name

    def _form(self, path: str, link: Link, seen: Seen) -> Html:
        """The one thing this link is for. To write an answer one has to read first."""
        if link.action in ("open", *_WRITTEN):
            return html.form(path, "open", self._say("link-read"), [self._text("link-read-first")])
        return self._action(path, link.action, seen, link.service)

    def _action(self, path: str, action: str, seen: Seen, service: str) -> Html:
        fields: list[Html] = []
        if action in _WRITTEN:
            fields = [html.area("words", self._say(f"link-{action}-label"))]
        elif action == "pass":
            request = seen.shown.request
            others = {key: each.name for key, each in self._content.services.by_key.items() if key != COORDINATION}
            others[COORDINATION] = self._content.services.coordination.name
            here = (service, request.holder, request.offered_to)
            options = {key: name for key, name in others.items() if key not in here}
            fields = [html.choice("words", self._say("link-pass-label"), options)]
        return html.form(path, action, self._say(f"link-{action}"), fields, quiet=action in ("pass", "back", "done"))

    def _words(self, link: Link, seen: Seen) -> Html:
        """What the young person has agreed to show, and what was written back."""
        look = self._path(link, "look")
        parts = [html.line(self._say("link-from", name=seen.name), "h2")]
        for words in seen.shown.words:
            who = wording.author(self._content, words.author, self._content.service.sprache)
            said = [html.line(who, kind="soft"), *([html.line(words.text)] if words.text else [])]
            if words.file and words.kind == "photo":
                said.append(html.picture(f"{look}/{words.id}", self._say("request-part-photo")))
            elif words.file:
                kind = wording.part(self._content, words.kind, self._content.service.sprache)
                said.append(html.link(f"{look}/{words.id}", words.name or kind))
            parts.append(html.box(said, "blockquote"))
        return html.box(parts)

    def _next(self, path: str, link: Link, seen: Seen, done: str) -> list[Html]:
        """What can be done now; buttons of their own, that work for a short while."""
        request = seen.shown.request
        if link.action in _WRITTEN and done == "open" and request.holder == link.service:
            return [self._action(path, link.action, seen, link.service)]  # what this very link is for
        return [
            self._action(self._path(link, action), action, seen, link.service)
            for action in casework.actions(request, link.service)
            if action != "open"  # they have
        ]

    def _path(self, link: Link, action: str) -> str:
        until = self._clock.now() + FRESH
        return f"{self._root}/{self._signer.make(link.request, link.service, action, until)}"

    def _outcome(self, link: Link, seen: Seen, do: str, words: str) -> Html:
        """Whether it worked, or somebody was faster."""
        request = seen.shown.request
        mine = request.holder == link.service
        worked: Mapping[str, bool] = {
            "take": mine and request.state in HELD,
            "pass": words in (request.offered_to, request.wanted),
            "back": request.offered_to != link.service,
            "ask": mine and request.state == WAITING,
            "answer": mine and request.state == ANSWERED,
            "done": mine and request.state == ANSWERED,
        }
        if not worked.get(do, False):
            return html.box([self._text("link-late", who=request.taken_by or self._name(request.holder))])
        asked = do == "pass" and request.wanted is not None
        values: dict[str, Any] = {"service": self._name(words)} if do == "pass" else {}
        return html.box([self._text(f"link-{'asked' if asked else do}-done", **values)])
