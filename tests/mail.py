"""A real mail server for tests, with a real certificate: what it says to each command can be laid down."""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "bot@landkreis.example", "p@ss/wört:1"
ACCOUNT = "bot%40landkreis.example:p%40ss%2Fw%C3%B6rt%3A1"


class MailServer:
    """SMTP on a free port of this machine."""

    def __init__(self, *, smtps: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None) -> None:
        #: What arrived, and the recipient of each.
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        #: What is said to MAIL, RCPT or DATA instead of "250 OK".
        self.answers: dict[str, str] = {}
        self.password = PASSWORD
        self.connections = 0
        self.port = 0
        #: Somebody has sent DATA; the answer waits while `may_answer` is not set.
        self.got_data = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.goodbye = asyncio.Event()
        self._smtps, self._starttls = smtps, starttls
        self._open: set[asyncio.Transport] = set()

    @property
    def address(self) -> str:
        return f"localhost:{self.port}"

    async def start(self, port: int = 0) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, "127.0.0.1", port, ssl=self._smtps)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        self.hang_up()
        await self._server.wait_closed()

    def hang_up(self) -> None:
        """End every connection without a word."""
        for transport in list(self._open):
            transport.abort()

    def _session(self) -> SMTP:
        return _Session(
            self,
            self._open,
            hostname="mail.landkreis.example",
            tls_context=self._starttls,
            authenticator=self._authenticate,
            auth_require_tls=False,
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        given = cast(LoginPassword, data)
        right = (given.login.decode(), given.password.decode()) == (USER, self.password)
        return AuthResult(success=right, handled=right, message=None if right else "535 5.7.8 wrong password")

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "MAIL" not in self.answers:
            envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.got_data.set()
        await self.may_answer.wait()
        if "DATA" not in self.answers:
            self.mails.append(message_from_bytes(cast(bytes, envelope.content), policy=default))
            self.recipients += envelope.rcpt_tos
            self.senders.append(envelope.mail_from or "")
        return self.answers.get("DATA", "250 OK")

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.goodbye.set()
        return "221 Bye"


class _Session(SMTP):
    def __init__(self, handler: MailServer, open: set[asyncio.Transport], **how: Any) -> None:
        super().__init__(handler, **how)
        self._mail_server, self._transports = handler, open
        self._mine: set[asyncio.Transport] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.transport is None:  # STARTTLS makes the same connection a second time
            self._mail_server.connections += 1
        self._mine.add(cast(asyncio.Transport, transport))
        self._transports |= self._mine
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._transports -= self._mine
        super().connection_lost(error)


@asynccontextmanager
async def serving(server: MailServer) -> AsyncIterator[MailServer]:
    """In the loop of the test."""
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@contextmanager
def serving_in_a_thread(server: MailServer) -> Iterator[MailServer]:
    """For commands, which bring their own loops."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start(), loop).result(10)
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class Certificate:
    """For localhost, by an authority of its own that nobody knows until SSL_CERT_FILE names `authority`."""

    def __init__(self, folder: Path) -> None:
        self.authority = folder / "authority.pem"
        chain = folder / "server.pem"
        issuer_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        issuer = _certificate("Testamt", issuer_key, "Testamt", issuer_key, is_authority=True)
        issued = _certificate("localhost", key, "Testamt", issuer_key, is_authority=False)
        self.authority.write_bytes(issuer.public_bytes(serialization.Encoding.PEM))
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain.write_bytes(private + issued.public_bytes(serialization.Encoding.PEM))
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(chain)


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: str, issuer_key: ec.EllipticCurvePrivateKey, is_authority: bool
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(name.lower())])
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
         "decipher_only"), False
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=True, key_cert_sign=is_authority, crl_sign=is_authority, **usage), True
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
