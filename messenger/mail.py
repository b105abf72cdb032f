"""A mail as an office sees it, read from the bytes that came in, whatever state they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from messenger.mail_html import MailHtml

ADDRESS = re.compile(r"""https?://[^\s<>"„“]*[^\s<>"„“.,;:!?)\]}'’]""", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class MailLink:
    """An address in a mail, with the words the HTML version puts on it; without such words they are the address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownMail:
    """One mail in one mailbox. A mail to several people is one ShownMail in each of their mailboxes."""

    number: int
    to: str  # whose mailbox this is: the address of the envelope
    sender: str  # the address in From, without one that of the envelope
    sender_name: str
    return_path: str  # the envelope's sender, to whom a bounce goes; may be empty
    subject: str
    text: str  # the text part; without one the words of the HTML part
    html: str
    message_id: str  # with its angle brackets
    references: tuple[str, ...]  # with angle brackets: References, then In-Reply-To
    at: datetime  # by the world's clock
    links: tuple[MailLink, ...]
    raw: bytes = field(repr=False)

    def link(self, label: str) -> MailLink:
        """The link with these words; LookupError names those there are."""
        for link in self.links:
            if link.label == label:
                return link
        words = ", ".join(repr(link.label) for link in self.links) or "none"
        raise LookupError(f"There is no link {label!r} in this mail; there are: {words}.")


def read(raw: bytes, *, number: int, to: str, return_path: str, at: datetime) -> ShownMail:
    """The mail these bytes are. RecursionError if its parts are nested beyond reason; all else can be shown somehow."""
    message = message_from_bytes(raw)  # the old policy: it never stumbles over a header
    plain, html = _part(message, "text/plain"), _part(message, "text/html")
    seen = MailHtml.read(html)
    text = plain if plain.strip() else seen.words
    name, address = parseaddr(_raw_header(message, "From"))
    return ShownMail(
        number=number,
        to=to,
        sender=address or return_path,
        sender_name=_decoded(name),
        return_path=return_path,
        subject=_decoded(_raw_header(message, "Subject")),
        text=text,
        html=html,
        message_id=next(iter(_ids(message, "Message-ID")), ""),
        references=tuple(dict.fromkeys([*_ids(message, "References"), *_ids(message, "In-Reply-To")])),
        at=at,
        links=tuple(_links(plain, seen)),
        raw=raw,
    )


def _links(plain: str, seen: MailHtml) -> Iterator[MailLink]:
    """Those of the text part; where there is none, those of the HTML part."""
    for url in dict.fromkeys(ADDRESS.findall(plain) if plain.strip() else seen.labels):
        yield MailLink(seen.labels.get(url) or url, url)


def _part(message: Message, kind: str) -> str:
    """The first part of this kind that is not an attached file, as text; what is no text becomes "�"."""
    for part in message.walk():
        if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        try:
            text = data.decode(part.get_content_charset("utf-8"), "replace")
        except LookupError:  # a character set nobody knows
            text = data.decode("utf-8", "replace")
        return text.replace("\r\n", "\n")
    return ""


def _raw_header(message: Message, name: str) -> str:
    """A header on one line. RFC 6532 allows UTF-8 in it, which the parser keeps as surrogates."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            words = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return "".join(words.splitlines()).strip()
    return ""


def _decoded(header: str) -> str:
    try:
        return str(make_header(decode_header(header)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return header  # encoded wrongly: an office sees it as it came, and so do we


def _ids(message: Message, name: str) -> list[str]:
    return MESSAGE_ID.findall(_raw_header(message, name))
