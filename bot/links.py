"""Signed links: what a service opens from its mail says what it is for, and nobody else can write one.

A token is `what it says (base64url JSON).keyed hash of exactly these characters`. It is not secret what it says, only
that we said it.
"""

import hmac
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.store.crypto import Index, KeyRing

VALID: Final = timedelta(days=60)
"""How long a link in a mail works; a newer mail brings newer ones."""
_PURPOSE: Final = "link"
_THREAD: Final = "mail thread"
_TOKEN: Final = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{22})")
_NONCE_BYTES: Final = 9


@dataclass(frozen=True, slots=True)
class Link:
    """What a link is for."""

    #: The request's number.
    request: int
    #: The service's key.
    service: str
    #: `event.Acted.action`.
    action: str
    #: Different in every link, to use it up by.
    nonce: str
    #: Works before this moment; whole seconds, UTC.
    until: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """One of ours, but too old."""

    link: Link


class LinkSigner:
    """Makes links and recognises them."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def make(self, request: int, service: str, action: str, until: datetime) -> str:
        """A token of A-Z a-z 0-9 _ - and one dot, never the same twice, signed with the newest key."""
        nonce = secrets.token_urlsafe(_NONCE_BYTES)
        what = [request, service, action, nonce, int(until.timestamp())]
        said = _base64(json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode())
        return f"{said}.{_base64(self._keys.index(_PURPOSE, said))}"

    def read(self, token: str, now: datetime) -> Link | Expired | None:
        """What the token is for; None unless we signed exactly these characters with a key that is still in use."""
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            return None
        said, signature = parts.groups()
        signed = [
            _signed_by(index, signature) for index in self._keys.indexes(_PURPOSE, said)
        ]  # all: takes equally long
        if not any(signed):
            return None
        link = _link(said)
        return link if link is None or now < link.until else Expired(link)

    def thread(self, request: int, service: str) -> str:
        """What all mails of a request to a service have in common: A-Z a-z 0-9 _ -, at most 64 characters."""
        return f"{request}-{self._keys.index(_THREAD, f'{request}-{service}').hex()}"

    def read_thread(self, thread: str, services: Iterable[str]) -> tuple[int, str] | None:
        """The request and which of these services it was; None if we did not make it."""
        parts = re.fullmatch(r"([0-9]{1,9})-([0-9a-f]{32})", thread)
        if parts is None:
            return None
        for service in services:
            hashes = self._keys.indexes(_THREAD, f"{parts[1]}-{service}")
            known = [hmac.compare_digest(each.hex(), parts[2]) for each in hashes]  # all: takes equally long
            if any(known):
                return int(parts[1]), service
        return None


class PublicLinks:
    """Links under the address at which services reach our page."""

    def __init__(self, signer: LinkSigner, root: str) -> None:
        self._signer = signer
        self._root = root

    def url(self, request: int, service: str, action: str, now: datetime) -> str:
        """A link that works once, for this service and this action, for some weeks."""
        return f"{self._root}/{self._signer.make(request, service, action, now + VALID)}"

    def thread(self, request: int, service: str) -> str:
        """What all mails of one request to one service have in common."""
        return self._signer.thread(request, service)


def _link(said: str) -> Link | None:
    """None for what another version of this program signed."""
    try:
        request, service, action, nonce, until = json.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
        return Link(request, service, action, nonce, datetime.fromtimestamp(until, UTC))
    except (ValueError, TypeError):
        return None


def _signed_by(index: Index, signature: str) -> bool:
    return hmac.compare_digest(_base64(index), signature)


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
