"""Looks into the sender's mailbox (IMAP) for mails that came back. Everything else stays as it is, unread."""

import asyncio
import contextlib
import imaplib
import logging
import re
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final, NoReturn
from urllib.parse import unquote, urlsplit

from bot.clock import Clock, SystemClock
from bot.mail.read import Bounce, parse
from bot.mail.server import Trouble
from bot.vitals import MAILBOX, Vitals

log = logging.getLogger(__name__)

EVERY: Final = 120.0
"""Seconds between two looks."""
TIMEOUT: Final = 15.0
"""Seconds the server has for each answer."""
ENOUGH: Final = 200_000
"""Bytes of a mail that are read: a report stands at its beginning, what somebody attached does not matter."""
_PORTS: Final = {"imap": 143, "imaps": 993}

_REFUSALS: Final = {
    "refused": "versteht nicht, was der Bot verlangt. Ist es ein IMAP-Server?",
    "password": "nimmt Name oder Passwort nicht an. Sonderzeichen darin stehen prozentkodiert (@ wird %40).",
    "mailbox": 'hat kein Postfach "{name}", in dem sich etwas als gelesen markieren lässt.',
}
_CERTIFICATE: Final = (
    "hat ein Zertifikat, das nicht gilt ({why}). "
    "Eine eigene Zertifizierungsstelle wird mit SSL_CERT_FILE bekannt gemacht."
)

OnBounce = Callable[[Bounce], Awaitable[None]]


class MailboxTrouble(Exception):
    """The mailbox cannot be read; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.kind)
        self.trouble = trouble


class MailboxWatch:
    """The loop around `look`."""

    def __init__(
        self, url: str, on_bounce: OnBounce, clock: Clock | None = None, *, every: float = EVERY,
        vitals: Vitals | None = None,
    ) -> None:  # fmt: skip
        self._clock, self._vitals = clock or SystemClock(), vitals or Vitals()
        self._url = url
        self._on_bounce = on_bounce
        self._every = every
        self._told: set[str] = set()
        #: Unread mails that are no bounces, so that they are not fetched again and again: (UIDVALIDITY, UID).
        self._others: set[tuple[str, str]] = set()

    async def run(self) -> NoReturn:
        """Look until cancelled. A mailbox that cannot be read is told once and tried again."""
        while True:
            try:
                await self.look()
                self._told.clear()
                self._vitals.fine(MAILBOX)
            except MailboxTrouble as error:
                self._tell(error.trouble)
            except Exception:  # what to do with a bounce failed, or a defect: the mail stays unread for the next look
                log.exception("looking for returned mail failed", extra={"action": "mailbox_look_failed"})
            await asyncio.sleep(self._every)

    async def look(self) -> None:
        """Hand every unread bounce to the callback, then mark it as read. Raises MailboxTrouble."""
        box = _Mailbox(self._url)
        try:
            unread = await asyncio.to_thread(box.open)
            self._others &= unread  # read or deleted by now
            for key in sorted(unread - self._others, key=lambda each: int(each[1])):
                bounce = parse(await asyncio.to_thread(box.read, key[1]))
                if bounce is None:
                    self._others.add(key)
                    continue
                await self._on_bounce(bounce)
                await asyncio.to_thread(box.mark_as_read, key[1])
                log.info("a mail came back", extra={"action": "bounced", "status": bounce.status})
            await asyncio.to_thread(box.leave)
        finally:
            box.hang_up()

    def _tell(self, trouble: Trouble) -> None:
        self._vitals.trouble(MAILBOX, MAILBOX, self._clock.now())
        if trouble.kind not in self._told:
            self._told.add(trouble.kind)
            log.error("%s", trouble.remedy, extra={"action": "mailbox_waits", "kind": trouble.kind})


async def check(url: str) -> str | None:
    """Log in, open the mailbox and leave: None if that works, otherwise a sentence with the remedy (German)."""
    box = _Mailbox(url)
    try:
        await asyncio.to_thread(box.open)
        await asyncio.to_thread(box.leave)
    except MailboxTrouble as error:
        return error.trouble.remedy
    finally:
        box.hang_up()
    return None


class _Mailbox:
    """One session. All but `hang_up` block and belong in a thread; every failure is a MailboxTrouble."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._where = f"{self._parts.hostname}:{self._parts.port or _PORTS[self._parts.scheme]}"
        self._name = unquote(self._parts.path.strip("/")) or "INBOX"
        self._imap: imaplib.IMAP4 | None = None
        self._over = False
        self._validity = ""

    def open(self) -> set[tuple[str, str]]:
        """Log in and open the mailbox; the keys of its unread mails."""
        with self._troubles():
            self._imap = self._connect()
            if self._over:  # nobody has waited for it
                self.hang_up()
        with self._troubles("password"):
            self._log_in(self._imap)
        with self._troubles("mailbox"):
            self._expect(self._imap.select('"' + re.sub(r'([\\"])', r"\\\1", self._name) + '"'))
            self._validity = str(self._imap.response("UIDVALIDITY")[1][0])
        with self._troubles():
            (found,) = self._expect(self._imap.uid("SEARCH", "UNSEEN"))[:1]
            return {(self._validity, uid.decode()) for uid in (found or b"").split()}

    def read(self, uid: str) -> bytes:
        """The beginning of a mail, which stays unread."""
        assert self._imap is not None  # noqa: S101 - opened before
        with self._troubles():
            answer = self._expect(self._imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{ENOUGH}>)"))
            return next((part[1] for part in answer if isinstance(part, tuple)), b"")  # nothing: deleted meanwhile

    def mark_as_read(self, uid: str) -> None:
        """Somebody has dealt with it."""
        assert self._imap is not None  # noqa: S101 - opened before
        with self._troubles():
            self._expect(self._imap.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))

    def leave(self) -> None:
        """Say goodbye."""
        assert self._imap is not None  # noqa: S101 - opened before
        with self._troubles():
            self._imap.logout()

    def hang_up(self) -> None:
        """End the connection whatever happens on it: a thread that waits for an answer stops waiting."""
        self._over = True
        if self._imap is not None:
            with contextlib.suppress(OSError):
                self._imap.socket().shutdown(socket.SHUT_RDWR)
            self._imap.socket().close()

    def _connect(self) -> imaplib.IMAP4:
        host, port = self._parts.hostname or "", self._parts.port or _PORTS[self._parts.scheme]
        if self._parts.scheme == "imap":
            return imaplib.IMAP4(host, port, timeout=TIMEOUT)
        return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)

    def _log_in(self, imap: imaplib.IMAP4) -> None:
        user, password = unquote(self._parts.username or ""), unquote(self._parts.password or "")
        if (user + password).isascii():
            imap.login(user, password)
        else:  # LOGIN knows no umlauts
            imap.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())

    @staticmethod
    def _expect(answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise imaplib.IMAP4.error
        return answer[1]

    @contextlib.contextmanager
    def _troubles(self, refused: str = "refused") -> Iterator[None]:
        try:
            yield
        except (imaplib.IMAP4.error, OSError) as error:
            raise MailboxTrouble(self._trouble(error, refused)) from error

    def _trouble(self, error: Exception, refused: str) -> Trouble:
        match error:
            case ssl.SSLCertVerificationError(verify_message=why):
                kind, what = "certificate", _CERTIFICATE.format(why=why)
            case ssl.SSLError():
                kind, what = "tls", "verschlüsselt anders als verlangt. Zu imaps:// gehört meist Port 993."
            case imaplib.IMAP4.readonly():
                kind, what = "mailbox", _REFUSALS["mailbox"].format(name=self._name)
            case imaplib.IMAP4.error() if not isinstance(error, imaplib.IMAP4.abort):
                kind, what = refused, _REFUSALS[refused].format(name=self._name)
            case _:
                kind, what = "unreachable", "antwortet nicht."
        return Trouble(kind, f"{self._where} {what} Prüfe BLEIBDRAN_IMAP_URL.")
