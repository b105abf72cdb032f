"""A mail that came in -> the bounce it is, or nothing (pure).

A proper bounce is a report (RFC 3464). Older servers write a few sentences and append the headers of what they could
not deliver; those count only if they come from a mail server and not from somebody's out-of-office.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr
from typing import Final

from bot.mail import ids

_SERVERS: Final = re.compile(r"(mailer-?daemon|mail-daemon|double-bounce|microsoftexchange\w*)(@|$)", re.I)
_PERHAPS_A_PERSON: Final = re.compile(r"postmaster(@|$)", re.I)
#: Not an address on the internet, and no version of a program: the middle number ends at 7.
_STATUS: Final = re.compile(r"(?<![\d.])([45]\.[0-7]\.\d{1,3})(?![\d.]*\d)")
_REPLY_CODE: Final = re.compile(r"(?<![\d.])5[0-5]\d[ -]")
_STILL_TRYING: Final = re.compile(r"delay|warning|verzögert|verspätet|will (be )?retr|attempts will continue", re.I)
#: Where the copy of what could not be delivered begins.
_COPY: Final = re.compile(r"^(?:-.*(?:copy|original|returned).*|(?:return-path|received|message-id):.*)$", re.I | re.M)
_SOMETHING: Final = "0.0"
"""Detail of a status that says no more than failed (5.0.0) or waits (4.0.0)."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that did not arrive."""

    #: `Mail.thread` of the mail.
    thread: str
    #: "5.1.1"; 5.0.0 and 4.0.0 where the server gave no number.
    status: str
    #: The server has given up; False while it goes on trying.
    permanent: bool


def parse(raw: bytes) -> Bounce | None:
    """The bounce in this mail; None for everything else: replies, out-of-office, receipts, others' bounces."""
    mail = email.message_from_bytes(raw)
    result = _report(mail)
    if result is None and _is_from_a_server(mail):
        result = _plain(mail)
    thread = _thread(mail) if result else None
    return Bounce(thread, *result) if result and thread else None


def _report(mail: Message) -> tuple[str, bool] | None:
    """Status and finality by the report."""
    for block in _reported(mail):
        action = _header(block, "Action").split("(")[0].strip().lower()
        status = _STATUS.search(f"{_header(block, 'Status')} {_header(block, 'Diagnostic-Code')}")
        if not action and status:
            action = "failed" if status[1][0] == "5" else "delayed"
        if action in ("failed", "delayed"):
            number = status[1] if status else f"{5 if action == 'failed' else 4}.{_SOMETHING}"
            return number, action == "failed"
    return None


def _reported(mail: Message) -> list[Message]:
    """The blocks of the delivery-status part: one about the mail, then one for each recipient."""
    reports = [part for part in _parts(mail) if part.get_content_type() == "message/delivery-status"]
    return [block for part in reports for block in _blocks(part)]


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _is_from_a_server(mail: Message) -> bool:
    if mail.get_content_type() == "multipart/report" and mail.get_param("report-type") != "delivery-status":
        return False  # a receipt that somebody has read the mail
    sender = parseaddr(_header(mail, "From"))[1]
    if mail["X-Failed-Recipients"] or _SERVERS.match(sender):
        return True
    away = _header(mail, "Auto-Submitted").lower().startswith("auto-replied")
    return bool(_PERHAPS_A_PERSON.match(sender)) and not away


def _plain(mail: Message) -> tuple[str, bool] | None:
    """Status and finality by what the server says in words."""
    if _reported(mail):
        return None  # a proper report that it arrived
    words = _words(mail)
    status = _STATUS.search(words)
    waits = bool(_STILL_TRYING.search(_header(mail, "Subject")))
    if not waits and status is None and not _REPLY_CODE.search(words):
        waits = bool(_STILL_TRYING.search(words))
    if status is not None and not (waits and status[1][0] == "5"):
        return status[1], not waits and status[1][0] == "5"
    return f"{4 if waits else 5}.{_SOMETHING}", not waits


def _words(mail: Message) -> str:
    """What the server wrote itself: what it could not deliver stands below and may hold any number."""
    texts = [_decoded(part) for part in _parts(mail) if part.get_content_maintype() == "text"]
    return _COPY.split(texts[0])[0] if texts else ""


def _thread(mail: Message) -> str | None:
    """By the original's Message-ID where it is there, otherwise by what the bounce answers."""
    for part in _parts(mail):
        if part.get_content_type() == "message/rfc822":
            if (original := _blocks(part)) and (thread := ids.thread_of(_header(original[0], "Message-ID"))):
                return thread
        elif part.get_content_maintype() == "text" and (thread := ids.thread_of(_decoded(part))):
            return thread
    return ids.thread_of(" ".join(_header(mail, name) for name in ("In-Reply-To", "References")))


def _parts(mail: Message) -> Iterator[Message]:
    """The parts of this mail, and not those of mails attached to it."""
    if not mail.is_multipart() or mail.get_content_maintype() == "message":
        yield mail
        return
    for part in mail.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _header(mail: Message, name: str) -> str:
    return str(mail[name] or "")
