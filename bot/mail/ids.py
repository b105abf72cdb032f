"""Message-IDs from which a mail that comes back tells which request it was for."""

import re
import secrets
from email.utils import parseaddr
from typing import Final

_THREAD: Final = r"[A-Za-z0-9_-]{1,64}"
_OURS: Final = re.compile(rf"<({_THREAD})\.[0-9a-f]{{16}}@[^<>@\s]+>")


def wire(address: str) -> str:
    """The address as mail servers write it: without a name, an umlaut domain in its ASCII form.

    Raises ValueError for what is no mail address, or has a name before the @ that most servers cannot take.
    """
    local, at, domain = parseaddr(address)[1].rpartition("@")
    if not at or not domain or not re.fullmatch(r"[!-?A-~]+", local) or re.search(r"[\x00-\x1f\x7f]", address):
        raise ValueError("no mail address")
    return f"{local}@{domain.encode('idna').decode()}"  # UnicodeError, which is a ValueError, for an impossible domain


def fresh(thread: str, domain: str) -> str:
    """A Message-ID nobody used before. Raises ValueError if the thread has other characters than A-Z a-z 0-9 _ -."""
    if not thread:
        return f"<{secrets.token_hex(8)}@{domain}>"
    return f"<{_checked(thread)}.{secrets.token_hex(8)}@{domain}>"


def root(thread: str, domain: str) -> str:
    """The Message-ID of a first mail that was never sent; all mails of the thread answer it."""
    return f"<{_checked(thread)}@{domain}>"


def thread_of(text: str) -> str | None:
    """The thread of the first Message-ID of ours in these headers or words, None if there is none."""
    found = _OURS.search(text)
    return found[1] if found else None


def _checked(thread: str) -> str:
    if not re.fullmatch(_THREAD, thread):
        raise ValueError("a thread has 1 to 64 characters of A-Z a-z 0-9 _ -")
    return thread
