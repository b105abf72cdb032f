"""Hands one Mail to the mail server and says what became of it."""

import asyncio
import logging
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from aiosmtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from bot.clock import Clock, SystemClock
from bot.event import Address
from bot.mail import ids, server
from bot.mail.write import write
from bot.message import Mail, Message
from bot.outcome import Again, Gone, Outcome, Refused, Sent
from bot.vitals import MAIL, Vitals

log = logging.getLogger(__name__)

IDLE: Final = 10.0
"""Seconds a connection stays open after a mail, for the next one."""
PAUSE: Final = 10.0
"""Seconds without another try to connect after one failed: many tries with a wrong password lock accounts."""
_TOO_BIG: Final = 552
_LOGIN_WANTED: Final = 530
_ABOUT_THE_SENDER: Final = ("5.1.7", "5.1.8")
_SENDER_REFUSED: Final = server.Trouble(
    "sender",
    "Der Mailserver lässt den Absender nicht zu. Darf das Konto in BLEIBDRAN_SMTP_URL mit der Adresse in "
    "BLEIBDRAN_MAIL_FROM schicken? Bis dahin warten die Mails.",
)


class MailAdapter:
    """One account at one mail server. Mails go one after the other over one connection."""

    def __init__(
        self, url: str, sender: str, clock: Clock | None = None, *, idle: float = IDLE, pause: float = PAUSE,
        vitals: Vitals | None = None,
    ) -> None:  # fmt: skip
        self._vitals = vitals or Vitals()
        self._url = url
        self._sender = sender
        self._clock = clock or SystemClock()
        self._idle, self._pause = idle, pause
        self._smtp = server.client(url)
        self._one_at_a_time = asyncio.Lock()
        self._leaving: asyncio.Task[None] | None = None
        self._failed: tuple[float, Again] | None = None
        self._told: set[str] = set()

    async def deliver(self, to: Address, message: Message, thread: str | None) -> Outcome:
        """Hand over one Mail; `Sent.messages` has its Message-ID. Raises TypeError for other messages."""
        if not isinstance(message, Mail):
            raise TypeError(f"a mail server takes no {type(message).__name__}")
        try:
            recipient = ids.wire(to.chat)
        except ValueError:
            return Refused("no mail address")
        mail = write(message, recipient, self._sender, self._clock.now())
        async with self._one_at_a_time:
            self._stay()
            try:
                return await self._connect() or await self._hand_over(recipient, mail)
            except BaseException:  # stopped half-way: the next answer would be for a question of this mail
                self._smtp.close()
                raise
            finally:
                self._leaving = asyncio.create_task(self._leave())

    async def open_topic(self, to: Address, name: str) -> Outcome:
        """Mail has no topics; `Mail.thread` keeps a conversation together."""
        return Refused("mail has no topics")

    async def close(self) -> None:
        """Hang up now."""
        self._stay()
        async with self._one_at_a_time:
            await server.leave(self._smtp)

    async def _connect(self) -> Again | None:
        """None once there is a connection that works."""
        if self._smtp.is_connected:
            try:
                await self._smtp.noop()  # before the mail: a connection lost within it may double the mail
                return None
            except (SMTPException, OSError):
                self._smtp.close()
        now = asyncio.get_running_loop().time()
        if self._failed is not None and now < self._failed[0]:
            return self._failed[1]
        self._failed = None
        try:
            await self._smtp.connect()
        except (SMTPException, OSError) as error:
            self._smtp.close()
            waits = self._waits(server.trouble(error, self._url))
            self._failed = asyncio.get_running_loop().time() + self._pause, waits
            return waits
        return None

    async def _hand_over(self, recipient: str, mail: EmailMessage) -> Outcome:
        try:
            await self._smtp.sendmail(ids.wire(self._sender), [recipient], mail.as_bytes(policy=SMTP))
        except SMTPRecipientsRefused as error:
            return self._outcome(error.recipients[0])
        except SMTPResponseException as error:
            return self._outcome(error)
        except (SMTPException, OSError) as error:
            self._smtp.close()
            return Again(type(error).__name__)
        self._told.clear()
        self._vitals.fine(MAIL)
        return Sent((mail["Message-ID"],))

    def _outcome(self, error: SMTPResponseException) -> Outcome:
        """What a refusal means. Only its numbers are kept: servers repeat the address in their words."""
        status = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", error.message)
        why = f"{error.code} {status[0]}" if status else str(error.code)
        if error.code < 500:
            return Again(why)
        about_us = isinstance(error, SMTPSenderRefused) and error.code != _TOO_BIG
        if about_us or error.code == _LOGIN_WANTED or why.endswith(_ABOUT_THE_SENDER):
            return self._waits(_SENDER_REFUSED)
        return Gone(why) if status and status[0].startswith("5.1.") else Refused(why)

    def _waits(self, trouble: server.Trouble) -> Again:
        """The operator's matter: said once until a mail leaves again; the mail is not lost."""
        self._vitals.trouble(MAIL, MAIL, self._clock.now())
        if trouble.kind not in self._told:
            self._told.add(trouble.kind)
            log.error("%s", trouble.remedy, extra={"action": "mail_waits", "kind": trouble.kind})
        return Again(trouble.kind)

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()

    async def _leave(self) -> None:
        await asyncio.sleep(self._idle)
        async with self._one_at_a_time:
            await server.leave(self._smtp)
