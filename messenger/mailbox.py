"""The offices' mailboxes: a real SMTP server on this machine that takes mail for anybody and keeps it in memory."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from messenger import bounce, mail
from messenger.mail import ShownMail
from messenger.world import World

HOST = "127.0.0.1"
NAME = "mail.localhost"  # what the server calls itself
MOST_BYTES = 10_000_000  # of one mail, as with many providers
KEPT = 2000  # mails; the oldest go first
KEPT_BYTES = 100_000_000
UNKNOWN = "550 5.1.1 <{}>: Recipient address rejected: User unknown"
GREYLISTED = "451 4.7.1 <{}>: Recipient address rejected: Greylisted, please try again later"
UNREADABLE = "554 5.6.0 The parts of this mail are nested too deeply"
TAKEN = "250 2.0.0 Ok: queued as {}"


class Mailbox:
    """All mailboxes of the world, one for each address; and trouble on order, as mail servers make it in life."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.port = 0  # chosen by the system when the door opens first, and kept
        self._mails: deque[ShownMail] = deque()
        self._bytes = 0
        self._last_number = 0
        self._addresses: dict[str, str] = {}  # as they were first written, by their small letters
        self._refused: set[str] = set()
        self._put_off: dict[str, int] = {}
        self._server: asyncio.Server | None = None
        self._conversations: dict[asyncio.Task[None], asyncio.Transport] = {}

    @property
    def url(self) -> str:
        """Where mail is taken: smtp://127.0.0.1:PORT."""
        return f"smtp://{HOST}:{self.port}"

    # --- looking

    @property
    def mails(self) -> list[ShownMail]:
        """Everything that came in, oldest first."""
        return list(self._mails)

    @property
    def addresses(self) -> list[str]:
        """Who ever got mail, in the order of the first one."""
        return list(self._addresses.values())

    def of(self, address: str) -> list[ShownMail]:
        """This address's mails, oldest first; capital and small letters are the same."""
        return [each for each in self._mails if each.to.lower() == address.lower()]

    # --- trouble

    def refuse(self, address: str) -> None:
        """From now on there is nobody of this address (550 5.1.1)."""
        self._refused.add(address.lower())

    def accept(self, address: str) -> None:
        """Take this address's mail again, whatever was ordered before."""
        self._refused.discard(address.lower())
        self._put_off.pop(address.lower(), None)

    def put_off(self, address: str, times: int) -> None:
        """Ask the sender to come back later (451, greylisting), so many times."""
        if times < 0:
            raise ValueError("A mailbox can put off a sender 0 times or more.")
        self._put_off[address.lower()] = times

    async def close_door(self) -> None:
        """Refuse connections and drop those there are, until open_door()."""
        if self._server is None:
            return
        self._server.close()
        open_now = dict(self._conversations)
        for transport in open_now.values():
            transport.abort()
        await self._server.wait_closed()
        await asyncio.gather(*open_now, return_exceptions=True)  # each ends by being cancelled
        self._server = None

    async def open_door(self) -> None:
        """Take connections (again, on the same port). OSError if somebody else has taken the port."""
        if self._server is not None:
            return
        # at its INFO level the library writes down addresses and contents, which belong into no log
        logging.getLogger("mail.log").setLevel(logging.WARNING)
        self._server = await asyncio.get_running_loop().create_server(lambda: _Conversation(self), HOST, self.port)
        self.port = int(self._server.sockets[0].getsockname()[1])

    def bounce(
        self, mail: ShownMail, status: str = "5.1.1", diagnostic: str = "550 5.1.1 User unknown in mailbox table"
    ) -> bytes:
        """The notification that this mail, accepted before, could not be delivered after all (RFC 3464)."""
        return bounce.notification(mail, NAME, self.world.clock.now(), status, diagnostic)

    # --- taking mail in

    def answer_to(self, address: str) -> str | None:
        """Why mail for this address is not taken now, as a line of SMTP; None: it is."""
        who = address.lower()
        if who in self._refused:
            return UNKNOWN.format(address)
        if self._put_off.get(who, 0) > 0:
            self._put_off[who] -= 1
            return GREYLISTED.format(address)
        return None

    def take(self, raw: bytes, sender: str, recipients: list[str]) -> int:
        """Put a copy into each recipient's mailbox; the last one's number. RecursionError: it cannot be read."""
        now = self.world.clock.now()
        copies = [
            mail.read(raw, number=number, to=to, return_path=sender, at=now)
            for number, to in enumerate(dict.fromkeys(recipients), self._last_number + 1)
        ]
        for copy in copies:
            self._addresses.setdefault(copy.to.lower(), copy.to)
            self._mails.append(copy)
            self._bytes += len(raw)
        self._last_number += len(copies)
        while len(self._mails) > KEPT or self._bytes > KEPT_BYTES:
            self._bytes -= len(self._mails.popleft().raw)
        self.world.changed()
        return self._last_number

    def began(self, conversation: asyncio.Task[None], transport: asyncio.Transport) -> None:
        """A client connected; remember it for close_door()."""
        self._conversations[conversation] = transport
        conversation.add_done_callback(self._ended)

    def _ended(self, conversation: asyncio.Task[None]) -> None:
        del self._conversations[conversation]
        if not conversation.cancelled():
            conversation.exception()  # a client that hung up in the middle is its own affair


class _Conversation(SMTP):
    """One client's connection, in the loop everything else runs in."""

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(
            _Clerk(mailbox),
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname=NAME,
            ident="Bleib dran",
            loop=asyncio.get_running_loop(),
        )
        self._mailbox = mailbox

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if self._handler_coroutine is not None:
            # uvloop's transports are transports by what they can do, not by class
            self._mailbox.began(self._handler_coroutine, cast(asyncio.Transport, transport))


class _Clerk:
    """What the server answers; the names are aiosmtpd's."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (refusal := self._mailbox.answer_to(address)) is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            return TAKEN.format(self._mailbox.take(raw, envelope.mail_from or "", envelope.rcpt_tos))
        except RecursionError:
            return UNREADABLE
