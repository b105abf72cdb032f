"""What works, what does not, and what to do about it."""

import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

from bot import app, inbox, operator, outbox, second_factor, troubles
from bot.clock import Clock
from bot.content.faq_checks import stale
from bot.content.load import check
from bot.content.model import Content
from bot.content.problems import Problem
from bot.content.services import COORDINATION
from bot.errors import BleibdranError, ConfigurationError, KeyMismatch, StoreUnwritable
from bot.mail import server, watch
from bot.settings import LOOPBACK, Settings
from bot.store import audit, facts, held, people, requests, second_factors
from bot.store.db import Database

Verdict = Literal["ok", "warning", "error"]
_SHORT_SECRET: Final = 16
_SLOW: Final = timedelta(minutes=5)
_LATE: Final = timedelta(hours=2)
"""What is due is looked at within seconds; tried again after an hour."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    verdict: Verdict
    what: str
    #: What to do; empty where nothing is.
    remedy: str = ""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything, one after the other; nothing is changed."""
    content, problems = check(settings.content_folders)
    yield _content(settings, content, problems)
    if content is not None:
        yield _operator(content)
    for finding in (*_key_file(settings), *_open_doors(settings)):
        yield finding
    async for finding in _database(settings, content):
        yield finding
    async for finding in _messenger(settings):
        yield finding
    async for finding in _mail(settings):
        yield finding


def database_trouble(error: DBAPIError | sqlite3.Error) -> str:
    """In words what a database said while it was used."""
    said = str(getattr(error, "orig", None) or error)
    if "locked" in said:
        return "Die Datenbank ist gesperrt: Ein anderes Programm schreibt gerade. Versuche es gleich noch einmal."
    return f"Die Datenbank meldet: {said}. Prüfe, ob Platz ist; sonst spiele die letzte Sicherung zurück."


def _content(settings: Settings, content: Content | None, problems: Sequence[Problem]) -> Finding:
    if content is None:
        errors = sum(problem.is_error for problem in problems)
        return Finding("Inhalte", "error", f"{errors} Fehler in den Inhalten.", "bleibdran content check")
    languages = ", ".join(content.texts.languages)
    what = f"Stand {content.version}, {len(content.faq.entries)} Einträge, Sprachen: {languages}"
    due = stale(content.faq, app.clock_of(settings).now().date(), content.service.pruefung_monate)
    if due:
        return Finding("Inhalte", "warning", f"{what}; {len(due)} Antworten neu prüfen.", "bleibdran content stale")
    return Finding("Inhalte", "ok", what)


def _operator(content: Content) -> Finding:
    """Whether people can find out who runs this, as the law wants it (§ 5 DDG)."""
    remedy = "In eurer bleibdran.yaml: impressum mit anbieter, anschrift, vertreten_durch, kontakt, datenschutz"
    if content.service.impressum is None:
        return Finding("Impressum", "warning", "Es steht nirgends, wer den Bot betreibt.", remedy)
    if made_up := operator.examples(content):
        return Finding("Impressum", "warning", f"Noch ausgedacht: {', '.join(made_up)}.", remedy)
    return Finding("Impressum", "ok", content.service.impressum.anbieter)


def _key_file(settings: Settings) -> list[Finding]:
    if settings.secret_key:
        try:
            app.keys_of(settings)
        except ConfigurationError as error:
            return [Finding("Schlüssel", "error", str(error))]
        return [_key_outside(settings)]
    path = app.key_file(settings)
    if not path.exists():
        return [Finding("Schlüssel", "ok", f"{path} wird beim ersten Start angelegt")]
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return [Finding("Schlüssel", "error", f"{path} können auch andere lesen.", f"chmod 600 {path}")]
    try:
        keys = app.keys_of(settings)
    except (KeyMismatch, ConfigurationError, StoreUnwritable) as error:
        return [Finding("Schlüssel", "error", str(error))]
    if keys.rotating:
        return [
            Finding(
                "Schlüssel",
                "warning",
                f"{len(keys)} Schlüssel: Beim Start wird alles auf den ersten umgeschlüsselt.",
                "Danach können die älteren weg. Einladungen und Rückkehr-Codes von früher gelten dann nicht mehr.",
            )
        ]
    return [Finding("Schlüssel", "ok", f"{path}, nur für den Besitzer lesbar"), *_key_beside(settings, path)]


def _key_outside(settings: Settings) -> Finding:
    """The environment wins; a file beside it is what somebody may take for the key."""
    file = settings.data_dir / app.KEY_FILE
    what = "kommt aus BLEIBDRAN_SECRET_KEY"
    if not file.exists():
        return Finding("Schlüssel", "ok", what)
    remedy = (
        f"Steht der Schlüssel aus {file} auch in BLEIBDRAN_SECRET_KEY, leg die Datei weg; sonst nimm die Umgebung weg."
    )
    return Finding("Schlüssel", "warning", f"{what}; {file} gibt es auch und wird nicht gelesen.", remedy)


def _key_beside(settings: Settings, path: Path) -> list[Finding]:
    """Whoever loses this disk loses both, whoever steals it has both."""
    database = _database_file(settings)
    if database is None or not database.exists() or path.parent != database.parent:
        return []
    note = settings.data_dir / app.KEY_COPY_NOTE
    if note.exists():
        where = note.read_text("utf-8", "replace").partition("\n")[0].strip()
        return [Finding("Kopie des Schlüssels", "ok", where or f"vermerkt in {note}")]
    return [
        Finding(
            "Kopie des Schlüssels",
            "warning",
            "Der Schlüssel liegt neben der Datenbank, und nichts sagt, dass es anderswo eine Kopie gibt.",
            f"Leg eine Kopie an einen anderen Ort als die Sicherungen und schreib in {note}, wo und seit wann.",
        )
    ]


def _open_doors(settings: Settings) -> list[Finding]:
    """What others on this machine can read, or on the way to it, or guess."""
    found = []
    folder, env = settings.data_dir, Path(".env")
    if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        found.append(("Datenordner", f"{folder} können auch andere öffnen.", f"chmod 700 {folder}"))
    if env.is_file() and stat.S_IMODE(env.stat().st_mode) & 0o077:
        found.append((".env", f"{env.resolve()} mit Token und Passwörtern können auch andere lesen.", "chmod 600 .env"))
    secret = settings.webhook_secret
    if secret and len(secret.get_secret_value()) < _SHORT_SECRET:
        remedy = "Lass BLEIBDRAN_WEBHOOK_SECRET weg (dann folgt es aus dem Token) oder nimm: openssl rand -hex 32"
        found.append(("Webhook", "BLEIBDRAN_WEBHOOK_SECRET ist so kurz, dass man es erraten kann.", remedy))
    if settings.webhook_url and settings.webhook_url.startswith("http://"):
        found.append(("Webhook", "Ohne https stellt Telegram nichts zu.", "Setze BLEIBDRAN_WEBHOOK_URL mit https://."))
    if settings.link_url and settings.link_url.startswith("http://"):
        what = "Die Links in Mails sind unverschlüsselt und nur auf diesem Rechner zu öffnen."
        found.append(("Links", what, "Setze BLEIBDRAN_LINK_URL mit https://."))
    root = urlsplit(settings.telegram_base_url)
    if root.scheme == "http" and root.hostname not in LOOPBACK:
        what = f"Token und Nachrichten gehen unverschlüsselt an {root.hostname}."
        found.append(("Telegram", what, "Setze BLEIBDRAN_TELEGRAM_BASE_URL mit https://."))
    return [Finding(topic, "warning", what, remedy) for topic, what, remedy in found]


async def _database(settings: Settings, content: Content | None) -> AsyncIterator[Finding]:
    file = _database_file(settings)
    if file is not None and not file.exists():
        yield _place_for(file)
        return
    clock = app.clock_of(settings)
    try:
        async with app.open_store(settings, clock) as db:
            async for finding in _store(db, clock):
                yield finding
            async for finding in _protection(db):
                yield finding
            if content is not None:
                async for finding in _requests(db, clock, settings, content):
                    yield finding
    except BleibdranError as error:
        yield Finding("Datenbank", "error", str(error))
    except (DBAPIError, sqlite3.Error) as error:
        yield Finding("Datenbank", "error", database_trouble(error))


def _database_file(settings: Settings) -> Path | None:
    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _place_for(file: Path) -> Finding:
    """Whether the database could be created here at the first start."""
    folder = next(folder for folder in file.parents if folder.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding("Datenbank", "ok", f"{file} wird beim ersten Start angelegt")
    remedy = "Prüfe, wem der Ordner gehört, oder setze BLEIBDRAN_DATA_DIR."
    return Finding("Datenbank", "error", f"In {folder} lässt sich nichts anlegen.", remedy)


async def _store(db: Database, clock: Clock) -> AsyncIterator[Finding]:
    async with db.transaction() as tx:
        counts = await people.count(tx)
        aside = await inbox.set_aside(tx)
        coming, first_in = await inbox.waiting(tx)
        going, first_out = await outbox.waiting(tx, clock.now())
        failures = await outbox.failures(tx, clock.now() - timedelta(days=1))
        holding = await held.waiting(tx)
        everybody = await people.everybody(tx)
        backed_up = await facts.since(tx, troubles.BACKED_UP)
    yield Finding("Datenbank", "ok", ", ".join(f"{number} {role}" for role, number in counts.items()) or "noch leer")
    slow = [since for since in (first_in, first_out) if since and clock.now() - since > _SLOW]
    yield Finding(
        "Post",
        "warning" if slow else "ok",
        f"{coming} nicht verarbeitet, {going} nicht verschickt" + (", seit über fünf Minuten" if slow else ""),
        "Läuft der Bot? Antwortet Telegram?" if slow else "",
    )
    if everybody:
        yield _backup(backed_up, clock.now())
    if aside:
        last = aside[-1]
        yield Finding(
            "Beiseitegelegt",
            "error",
            f"{len(aside)} Ereignisse ließen sich nicht verarbeiten, zuletzt Nummer {last.id}: {last.error}",
            "Nach einem Update noch einmal versuchen: bleibdran retry",
        )
    if failures:
        reasons = ", ".join(f"{number} × {why}" for why, number in failures.items())
        yield Finding("Nicht zugestellt", "warning", f"In den letzten 24 Stunden: {reasons}")
    if holding:
        yield Finding(
            "Aufgehoben",
            "warning",
            f"Nachrichten von {len(holding)} Menschen warten auf jemanden, der sie liest.",
            "Eine Wegbegleitung zuordnen (/zuordnen) oder jemanden für die Koordination einladen.",
        )
    gone = [person.id for person in everybody if person.role != people.CARELEAVER and not person.reachable]
    if gone:
        yield Finding("Nicht erreichbar", "warning", f"Diese Personen haben den Bot blockiert: {gone}")
    if everybody and not any(person.role == people.COORDINATION for person in everybody):
        yield Finding(
            "Koordination",
            "warning",
            "Niemand fängt Nachrichten auf, wenn eine Wegbegleitung ausfällt.",
            "bleibdran invite coordination",
        )


def _backup(made: datetime | None, now: datetime) -> Finding:
    remedy = "Der laufende Bot macht jede Nacht eine. Von Hand: bleibdran backup DATEI"
    if made is None:
        return Finding("Sicherung", "warning", "Es gibt noch keine.", remedy)
    if now - made > troubles.BACKUP_AGE:
        return Finding("Sicherung", "warning", f"Die letzte ist vom {made:%d.%m.%Y}.", f"Ist Platz? {remedy}")
    return Finding("Sicherung", "ok", f"vom {made:%d.%m.%Y %H:%M} UTC. Liegt eine Kopie auf einem anderen Rechner?")


async def _protection(db: Database) -> AsyncIterator[Finding]:
    """Whether the audit trail is as it was written, and who still needs a second factor."""
    async with db.transaction() as tx:
        verdict = await audit.verify(tx)
        staff = await people.everybody(tx, *second_factor.ROLES)
        without = [person.id for person in staff if await second_factors.of(tx, person.id) is None]
    if verdict.broken is not None:
        yield Finding(
            "Protokoll",
            "error",
            f"Es wurde verändert: Eintrag Nr. {verdict.broken} passt nicht zu dem davor.",
            "Klärt, wer Zugang zum Rechner hat, und vergleicht mit einer Sicherung: bleibdran audit verify",
        )
    if without:
        yield Finding(
            "Zweiter Faktor",
            "warning",
            f"Diesen Personen fehlt er: {without}",
            f"bleibdran second-factor {without[0]}",
        )


async def _requests(db: Database, clock: Clock, settings: Settings, content: Content) -> AsyncIterator[Finding]:
    """Whether every service can be reached, and whether anything has been waiting for long."""
    by_mail = bool(settings.smtp_url and settings.mail_from and settings.link_url)
    async with db.transaction() as tx:
        if not await people.everybody(tx):
            return
        silent = [
            key
            for key, service in content.services.by_key.items()
            if key != COORDINATION and not (service.mail and by_mail) and not await people.at_service(tx, key)
        ]
        waiting = await requests.at_work(tx)
    if silent:
        yield Finding(
            "Dienste",
            "warning",
            f"Nicht zu erreichen: {', '.join(silent)}. Anliegen an sie gehen an den nächsten Dienst.",
            "BLEIBDRAN_SMTP_URL, BLEIBDRAN_MAIL_FROM und BLEIBDRAN_LINK_URL setzen, oder einladen: "
            "bleibdran invite fachkraft --service NAME",
        )
    late = [each for each in waiting if each.due_at and clock.now() - each.due_at > _LATE]
    if late:
        yield Finding("Anliegen", "warning", f"{len(late)} sind überfällig.", "Läuft der Bot? bleibdran requests")


async def _messenger(settings: Settings) -> AsyncIterator[Finding]:
    try:
        async with app.Connection(settings) as connection:
            me = await connection.introduce()
            hook = await connection.bot.get_webhook_info()
    except (BleibdranError, TelegramError) as error:
        yield Finding("Telegram", "error", str(error))
        return
    topics = "mit Themen" if me.has_topics_enabled else "ohne Themen (bei @BotFather einschaltbar: Bot Settings)"
    yield Finding("Telegram", "ok", f"@{me.username}, {topics}")
    if hook.url and settings.webhook_url is None:
        yield Finding(
            "Telegram",
            "warning",
            f"Telegram stellt an {hook.url} zu.",
            "`bleibdran run` ohne BLEIBDRAN_WEBHOOK_URL schaltet das ab und fragt selbst nach.",
        )
    if hook.last_error_message and settings.webhook_url:
        yield Finding("Telegram", "warning", f"Letzter Fehler beim Zustellen: {hook.last_error_message}")


async def _mail(settings: Settings) -> AsyncIterator[Finding]:
    if settings.smtp_url is None:
        if settings.mail_from or settings.imap_url:
            yield Finding("Mail", "warning", "Absender oder Postfach ohne Mailserver.", "Setze BLEIBDRAN_SMTP_URL.")
        else:
            yield Finding("Mail", "ok", "nicht eingerichtet; gebraucht wird sie, sobald Dienste Anfragen bekommen")
        return
    url = settings.smtp_url.get_secret_value()
    if trouble := await server.check(url):
        yield Finding("Mail", "error", trouble, "Bis dahin warten Anfragen an Dienste.")
    elif server.exposes_password(url):
        yield Finding("Mail", "warning", "Das Passwort geht unverschlüsselt durchs Netz.", "Nimm smtp+starttls://.")
    else:
        yield Finding("Mail", "ok", f"Absender {settings.mail_from}")
    async for finding in _mailbox(settings):
        yield finding


async def _mailbox(settings: Settings) -> AsyncIterator[Finding]:
    """Whether we hear of mails that nobody got."""
    if settings.imap_url is None:
        yield Finding("Rückläufer", "ok", "Postfach nicht eingerichtet; wer es liest, achtet auf unzustellbare Mails")
    elif trouble := await watch.check(settings.imap_url.get_secret_value()):
        yield Finding("Rückläufer", "error", trouble, "Bis dahin merkt der Bot nicht, wenn eine Mail zurückkommt.")
    else:
        yield Finding("Rückläufer", "ok", "Das Postfach ist lesbar")
