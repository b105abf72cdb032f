"""Signed links: what a service opens from its mail says what it is for, and nobody else can write one.

A token is `what it says (base64url JSON).keyed hash of exactly these characters`. It is not secret what it says, only
that we said it.
"""

import hmac
import json
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.store.crypto import Index, KeyRing

_PURPOSE: Final = "link"
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
