"""The mail server: what its address says, and what is wrong with it in words an operator can act on."""

import contextlib
import ssl
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

TIMEOUT: Final = 15.0
"""Seconds a mail server has for each answer."""
_PORTS: Final = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class Trouble(NamedTuple):
    """Why the server cannot be used: a word to count by, and what happened and what to do (German)."""

    kind: str
    remedy: str


def client(url: str) -> SMTP:
    """A connection that is not open yet; the certificate of the other side is verified wherever there is one."""
    parts = urlsplit(url)
    return SMTP(
        hostname=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or "") if parts.username else None,
        use_tls=parts.scheme == "smtps",
        start_tls=parts.scheme == "smtp+starttls",
        timeout=TIMEOUT,
    )


def exposes_password(url: str) -> bool:
    """Whether the password would travel in the clear to another machine."""
    parts = urlsplit(url)
    return parts.scheme == "smtp" and parts.password is not None and parts.hostname not in _LOOPBACK


async def leave(smtp: SMTP) -> None:
    """Say goodbye and hang up; a server that is gone already is no trouble."""
    with contextlib.suppress(SMTPException, OSError):
        await smtp.quit()
    smtp.close()


async def check(url: str) -> str | None:
    """Connect, log in and leave again: None if that works, otherwise a sentence with the remedy (German)."""
    smtp = client(url)
    try:
        await smtp.connect()
        await smtp.noop()
    except (SMTPException, OSError) as error:
        return trouble(error, url).remedy
    finally:
        await leave(smtp)
    return None


def trouble(error: Exception, url: str) -> Trouble:
    """What an error while connecting means; names the server, never the account."""
    parts = urlsplit(url)
    where = f"{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"
    reason = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
    match reason:
        case ssl.SSLCertVerificationError(verify_message=why):
            return Trouble(
                "certificate",
                f"Das Zertifikat von {where} gilt nicht ({why}). Steht in BLEIBDRAN_SMTP_URL der Name, für den es "
                "ausgestellt ist? Eine eigene Zertifizierungsstelle wird mit SSL_CERT_FILE bekannt gemacht.",
            )
        case ssl.SSLError():
            return Trouble(
                "tls",
                f"{where} verschlüsselt anders als verlangt. Zu smtps:// gehört meist Port 465, zu smtp+starttls:// "
                "587. Prüfe BLEIBDRAN_SMTP_URL.",
            )
        case SMTPAuthenticationError(code=code) if code >= 500:
            return Trouble(
                "password",
                f"{where} nimmt Name oder Passwort nicht an. Prüfe BLEIBDRAN_SMTP_URL; Sonderzeichen darin stehen "
                "prozentkodiert (@ wird %40).",
            )
        case SMTPResponseException(code=code):
            return Trouble(
                "turned away",
                f"{where} nimmt uns nicht an (Antwort {code}). Frag, wer ihn betreibt: Darf dieser Rechner dort "
                "einliefern?",
            )
        case SMTPException() if not isinstance(reason, OSError):
            return Trouble(
                "not offered",
                f"{where} bietet die verlangte Verschlüsselung oder Anmeldung nicht an. Prüfe am Anfang von "
                "BLEIBDRAN_SMTP_URL, ob smtps:// oder smtp+starttls:// passt.",
            )
        case _:
            return Trouble(
                "unreachable",
                f"{where} antwortet nicht. Prüfe das Netz sowie Rechner und Port in BLEIBDRAN_SMTP_URL.",
            )
