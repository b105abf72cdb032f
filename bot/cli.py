"""The command line: `bleibdran`. Text for people on stdout, errors with what to do on stderr; exit 0, 1 or 2."""

import asyncio
import csv
import json
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Coroutine
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import typer
import uvloop
from sqlalchemy.exc import DBAPIError
from typer.core import TyperGroup

from bot import app, backup, copies, deeds, doctor, handover, inbox, moving, names, privacy, second_factor
from bot import log as logging
from bot.backup import erased
from bot.backup import file as backup_file
from bot.content import schemas
from bot.content.faq_checks import stale
from bot.content.load import SHIPPED, check
from bot.content.load import load as load_content
from bot.content.problems import shown, summary
from bot.content.search import Found
from bot.content.services import COORDINATION
from bot.content.texts import GERMAN
from bot.errors import BleibdranError, ConfigurationError
from bot.event import BecameDue
from bot.settings import Settings, load_settings
from bot.store import audit, companionships, contacts, facts, invitations, people, requests, second_factors
from bot.store.audit import Deed
from bot.store.db import Database, Tx
from bot.turn import Turn
from conversations.coordination import qr_png

T = TypeVar("T")
WORK_FAILED = 1
CALL_WRONG = 2

cli = typer.Typer(
    name="bleibdran",
    help="Bleib dran: ein Messenger-Bot, der Kontakt hält. Zum Ausprobieren: bleibdran demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class _ShowsByDefault(TyperGroup):
    """Without the name of a command it is `show`: `bleibdran audit 5` like `bleibdran audit show 5`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put it there."""
        named = args[:1] and args[0] in (*self.commands, *ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["show", *args])


content_cli = typer.Typer(help="Die Texte und Inhalte prüfen.", no_args_is_help=True, rich_markup_mode=None)
cli.add_typer(content_cli, name="content")
audit_cli = typer.Typer(
    help="Das Protokoll: wer wann was mit wessen Daten getan hat. Ohne Namen und Inhalt.",
    cls=_ShowsByDefault,
    rich_markup_mode=None,
)
cli.add_typer(audit_cli, name="audit")
Json = Annotated[bool, typer.Option("--json", help="Ein JSON-Dokument ausgeben und sonst nichts.")]


class CallError(BleibdranError):
    """What was typed cannot be done; the text says what can."""


def main() -> NoReturn:
    """Run the command; what can go wrong ends in a sentence, not in a traceback."""
    os.umask(0o077)  # what is written here is for nobody else
    try:
        sys.exit(cli(prog_name="bleibdran", standalone_mode=False) or 0)
    except ConfigurationError as error:
        _complain("Die Einstellungen stimmen nicht:\n" + "\n".join(f"  {problem}" for problem in error.problems))
        sys.exit(CALL_WRONG)
    except (CallError, typer.TyperException) as error:
        _complain(str(error) if isinstance(error, CallError) else _in_german(error))
        sys.exit(CALL_WRONG)
    except BleibdranError as error:
        _complain(str(error))
        sys.exit(WORK_FAILED)
    except (DBAPIError, sqlite3.Error) as error:
        _complain(doctor.database_trouble(error))
        sys.exit(WORK_FAILED)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror or error}. Prüfe die Rechte und ob Platz ist.")
        sys.exit(WORK_FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


#: What typer says about a wrong call, and how we say it.
_WRONG_CALLS = (
    (r"No such command '(.*?)'.*", "Den Befehl {} gibt es nicht."),
    (r"No such option: (\S+).*", "Die Option {} gibt es nicht."),
    (r"Missing (?:argument|option) '(.*?)'.*", "Es fehlt: {}"),
    (r"Invalid value for '(.*?)'.*", "Dieser Wert geht nicht: {}"),
    (r"Option '(.*?)' requires an argument.*", "Es fehlt der Wert zu {}"),
    (r"Got unexpected extra arguments? ?(?:\(s\) )?\((.*)\).*", "Das ist zu viel: {}"),
)


def _in_german(error: typer.TyperException) -> str:
    said = error.format_message()
    for pattern, german in _WRONG_CALLS:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "bleibdran"
            return f"{german.format(found[1])}\nSo geht es: {command} --help"
    return said


def _run(work: Coroutine[Any, Any, T]) -> T:
    return uvloop.run(work)


def _ready(level: str = "WARNING") -> Settings:
    settings = load_settings()
    logging.setup(settings.log_format, level=level, secrets=settings.secrets)
    return settings


@cli.command()
def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Wo die Seite erreichbar ist.")] = 8085,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Zeigen, was der Bot tut.")] = False,
) -> None:
    """Zeigt alles auf diesem Rechner: Messenger mit Seite, Bot und Menschen zum Ausprobieren. Braucht nichts."""
    from bot.demo import show

    logging.setup("text", level="WARNING")
    _run(show(port, verbose=verbose))


@cli.command()
def run() -> None:
    """Startet den Bot. Er läuft, bis er mit Strg-C oder SIGTERM beendet wird."""
    settings = _ready("INFO")

    async def work() -> None:
        bot = app.App(settings)
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, bot.stop)
        await bot.run()

    _run(work())


@cli.command()
def invite(
    role: Annotated[str, typer.Argument(help=f"Wer eingeladen wird: {', '.join(people.ROLES)}")],
    name: Annotated[str | None, typer.Option(help="Vorschlag für den Namen; gewählt wird er beim Ankommen.")] = None,
    wegbegleiter: Annotated[
        int | None, typer.Option(min=1, max=2**31 - 1, help="Nummer der Wegbegleitung (bleibdran people).")
    ] = None,
    bezirk: Annotated[str | None, typer.Option(help="Einer der Bezirke aus bleibdran.yaml.")] = None,
    service: Annotated[str | None, typer.Option(help="Für eine Fachkraft: der Dienst (Dateiname in dienste/).")] = None,
    care_ended: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%d.%m.%Y"], help="Wann die Hilfe endete; von da an zählen die Check-ins."),
    ] = None,
    days: Annotated[int | None, typer.Option(min=1, max=365, help="So viele Tage gilt die Einladung.")] = None,
    qr: Annotated[Path | None, typer.Option(help="Den Link als Bild (PNG) in diese Datei schreiben.")] = None,
    as_json: Json = False,
) -> None:
    """Stellt eine Einladung aus: ein Link und ein Code, die einmal gelten."""
    settings = _ready()
    content = load_content(settings.content_folders)
    if role not in people.ROLES:
        raise CallError(f"{role} ist keine Rolle. Möglich sind: {', '.join(people.ROLES)}")
    if bezirk is not None and bezirk not in content.service.bezirke:
        raise CallError(f"{bezirk} ist kein Bezirk. Möglich sind: {', '.join(content.service.bezirke) or 'keine'}")
    if role != people.CARELEAVER and (wegbegleiter is not None or bezirk is not None or care_ended is not None):
        raise CallError("--wegbegleiter, --bezirk und --care-ended gibt es nur für careleaver.")
    services = [key for key in content.services.by_key if key != COORDINATION]
    if service is not None and service not in services:
        raise CallError(f"{service} ist kein Dienst. Möglich sind: {', '.join(services)}")
    if role == people.FACHKRAFT and service is None:
        _complain(f"Ohne --service bekommt die Fachkraft keine Anliegen. Möglich sind: {', '.join(services)}")
    if role != people.FACHKRAFT and service is not None:
        raise CallError("--service gibt es nur für fachkraft.")
    if name is not None and names.clean(name) is None:
        raise CallError(f"{name} geht nicht als Name: höchstens {names.LONGEST} Zeichen, mit Buchstaben, ohne Link.")
    if qr is not None and not qr.parent.is_dir():
        raise CallError(f"{qr.parent} ist kein Ordner. Das Bild braucht einen, den es gibt.")

    async def work(db: Database) -> dict[str, str]:
        clock = app.clock_of(settings)
        expires = clock.now() + timedelta(days=days or content.service.einladung_tage)
        async with db.transaction() as tx:
            if wegbegleiter is not None:
                person = await people.by_id(tx, wegbegleiter)
                if person is None or person.role != people.WEGBEGLEITER or person.state != people.ACTIVE:
                    raise CallError(
                        f"Eine Wegbegleitung mit der Nummer {wegbegleiter} gibt es nicht. "
                        "Alle Nummern zeigt: bleibdran people"
                    )
            username = await facts.read(tx, "username")
        username = username or await _username(settings)  # a code without a link would help nobody
        async with db.transaction() as tx:
            code = await invitations.create(
                tx, role=role, name=name and names.clean(name), wegbegleiter=wegbegleiter, bezirk=bezirk,
                created_by=None, now=clock.now(), expires_at=expires, service=service,
                care_ended=care_ended.date() if care_ended else None,
            )  # fmt: skip
            await _note(tx, settings, audit.INVITED[role])
        link = f"https://t.me/{username}?start={code}"
        return {"code": code, "link": link, "role": role, "expires_at": expires.isoformat(timespec="seconds")}

    made = _with_store(settings, work)
    if as_json:
        print(json.dumps(made, ensure_ascii=False), flush=True)
    else:
        print(f"Link:       {made['link']}\nCode:       {made['code']}\nGültig bis: {made['expires_at'][:10]}")
        print("Beides gilt einmal. Gib den Link weiter oder zeig das Bild (--qr DATEI).", flush=True)
    if qr:  # last: whatever becomes of the picture, the link has been shown
        qr.write_bytes(qr_png(made["link"]))


async def _note(tx: Tx, settings: Settings, what: audit.What, whom: int | None = None) -> None:
    """Somebody at the command line did this, to whose data."""
    await audit.note(tx, Deed(what=what, who=audit.COMMAND, whom=whom), app.clock_of(settings).now())


async def _username(settings: Settings) -> str:
    async with app.Connection(settings) as connection:
        return (await connection.introduce()).username or ""


def _with_store(settings: Settings, work: Any) -> Any:
    async def opened() -> Any:
        async with app.open_store(settings, app.clock_of(settings)) as db:
            return await work(db)

    return _run(opened())


@cli.command(name="people")
def list_people(as_json: Json = False) -> None:
    """Zeigt, wer verbunden ist und wer wen begleitet."""
    settings = _ready()

    async def work(db: Database) -> list[dict[str, Any]]:
        async with db.transaction() as tx:
            everybody = await people.everybody(tx)
            at_side = await companionships.all_now(tx)
        return [
            {
                "id": person.id,
                "role": person.role,
                "name": person.name,
                "state": person.state if person.reachable or person.state != people.ACTIVE else "unreachable",
                "wegbegleiter": [companion for careleaver, companion, _ in at_side if careleaver == person.id],
                "bezirk": person.bezirk,
                "language": person.language,
                "joined_at": person.joined_at.isoformat(timespec="seconds"),
            }
            for person in everybody
        ]

    rows = _with_store(settings, work)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    if not rows:
        print("Noch ist niemand dabei. Jemanden einladen: bleibdran invite coordination")
        return
    # Whatever stands in the database: a name must not move the cursor or turn the line round.
    shown_names = {row["id"]: names.visible(row["name"]) for row in rows}
    print(f"{'Nr.':>4}  {'Rolle':<13}{'Zustand':<13}{'Name':<24}Wegbegleitung")
    for row in rows:
        companions = ", ".join(f"{shown_names.get(number, '?')} ({number})" for number in row["wegbegleiter"])
        print(f"{row['id']:>4}  {row['role']:<13}{row['state']:<13}{shown_names[row['id']]:<24}{companions}".rstrip())


@cli.command(name="requests")
def list_requests(as_json: Json = False) -> None:
    """Zeigt offene Anliegen: in wessen Händen sie sind, seit wann, bis wann. Ohne Namen und Inhalt."""
    settings = _ready()
    content = load_content(settings.content_folders)

    async def work(db: Database) -> list[requests.Request]:
        async with db.transaction() as tx:
            return await requests.at_work(tx)

    def name(key: str) -> str:
        return content.services.by_key[key].name if key in content.services.by_key else key

    rows = [
        {"id": each.id, "topic": each.topic, "state": each.state, "holder": each.holder, "name": name(each.holder),
         "offered_to": each.offered_to, "since": _moment(each.changed_at), "due_at": _moment(each.due_at),
         "watched": each.watched}
        for each in _with_store(settings, work)
    ]  # fmt: skip
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    if not rows:
        print("Kein Anliegen ist offen.")
        return
    print(f"{'Nr.':>4}  {'Zustand':<10}{'Thema':<18}{'seit':<12}{'bis':<12}In wessen Händen")
    for row in rows:
        holder = f"{row['name']} → {name(str(row['offered_to']))}" if row["offered_to"] else row["name"]
        since, due_at = str(row["since"])[:10], str(row["due_at"])[:10]
        print(f"{row['id']:>4}  {row['state']:<10}{row['topic'] or 'anderes':<18}{since:<12}{due_at:<12}{holder}")


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


@cli.command()
def export(
    person: Annotated[int, typer.Argument(help="Nummer des Menschen (bleibdran people).")],
    out: Annotated[Path, typer.Option("-o", help="Wohin: eine Datei .html zum Lesen oder .json für Programme.")],
) -> None:
    """Schreibt alles auf, was über einen Menschen gespeichert ist."""
    settings = _ready()
    if not out.parent.is_dir():
        raise CallError(f"{out.parent} ist kein Ordner.")

    async def work(db: Database) -> tuple[str, dict[str, Any], dict[int, str]]:
        async with db.transaction() as tx:
            whose = await _person(tx, person)
            found = await privacy.export(tx, whose)
            await _note(tx, settings, "exported", person)
            return whose.language, found, await people.roles(tx, copies.mentioned(found))

    language, found, roles = _with_store(settings, work)
    if out.suffix == ".json":
        text = copies.as_json(found)
    else:
        content = load_content(settings.content_folders)
        now = app.clock_of(settings).now()
        text = copies.as_page(found, content, language, now, ZoneInfo(settings.timezone), roles)
    out.write_text(text, encoding="utf-8")
    out.chmod(0o600)
    print(f"Geschrieben: {out}. Die Datei enthält alles unverschlüsselt: gib sie nur dem Menschen selbst.")


@cli.command()
def erase(person: Annotated[int, typer.Argument(help="Nummer des Menschen (bleibdran people).")]) -> None:
    """Löscht alles über einen Menschen, sofort. Der Kontaktnachweis bleibt, ohne Namen."""
    settings = _ready()

    async def work(db: Database) -> int:
        async with db.transaction() as tx:
            rows = await privacy.erase(tx, await _person(tx, person))
            await _note(tx, settings, "erased", person)
        return rows

    rows = _with_store(settings, work)
    print(f"Gelöscht: {rows} Einträge. Offene Anliegen sind damit zurückgezogen.")
    print("Auch in den Sicherungen, die von hier aus zu erreichen sind, ist nichts davon mehr lesbar.")
    print("Nachrichten in den Chats anderer sind davon nicht berührt.")


@cli.command(name="second-factor")
def make_second_factor(
    person: Annotated[int, typer.Argument(help="Nummer von jemandem aus Koordination oder Administration.")],
    qr: Annotated[Path | None, typer.Option(help="Als Bild (PNG) in diese Datei, zum Abfotografieren.")] = None,
    as_json: Json = False,
) -> None:
    """Richtet den zweiten Faktor ein: sechs Ziffern aus einer App. Ein früherer gilt dann nicht mehr."""
    settings = _ready()
    content = load_content(settings.content_folders)
    if qr is not None and not qr.parent.is_dir():
        raise CallError(f"{qr.parent} ist kein Ordner. Das Bild braucht einen, den es gibt.")
    secret = second_factor.new_secret()

    async def work(db: Database) -> people.Person:
        async with db.transaction() as tx:
            found = await _person(tx, person)
            if found.role not in second_factor.ROLES or found.state == people.LEFT:
                raise CallError(
                    f"Nummer {person} gehört niemandem aus Koordination oder Administration. Nur sie brauchen einen "
                    "zweiten Faktor. Alle Nummern zeigt: bleibdran people"
                )
            await second_factors.make(tx, person, secret)
            await _note(tx, settings, "factor-made", person)
            return found

    url = second_factor.url(secret, _with_store(settings, work).name, content.service.name)
    if as_json:
        print(json.dumps({"person": person, "secret": secret, "url": url}, ensure_ascii=False), flush=True)
    else:
        print(f"Geheimnis: {secret}\nAdresse:   {url}")
        print("Trag eines davon in eine App für Einmal-Codes ein (TOTP), oder zeig ihr das Bild (--qr DATEI).")
        print("Schick es nicht über den Chat: Wer den hätte, hätte dann beides. Es wird nicht noch einmal gezeigt.")
    if qr:
        qr.write_bytes(qr_png(url))


@cli.command()
def leave(
    person: Annotated[int, typer.Argument(help="Nummer von Wegbegleitung, Fachkraft, Koordination, Administration.")],
    to: Annotated[
        int | None,
        typer.Option(min=1, max=2**31 - 1, help="Nummer der Wegbegleitung, die alle jungen Menschen übernimmt."),
    ] = None,
) -> None:
    """Beendet den Zugang von jemandem, der hier gearbeitet hat, sofort. Alle, die es angeht, erfahren es."""
    settings = _ready()
    content = load_content(settings.content_folders)

    async def work(db: Database) -> tuple[people.Person, int]:
        async with db.transaction() as tx:
            staff = await _person(tx, person)
            other = await _person(tx, to) if to is not None else None
            if staff.role == people.CARELEAVER or staff.state == people.LEFT:
                raise CallError(f"Nummer {person} arbeitet hier nicht. Junge Menschen hören selbst auf (/stopp).")
            if other and not handover.may_take_over(other, staff):
                raise CallError(f"Nummer {to} kann nicht übernehmen: Das geht nur an eine andere Wegbegleitung.")
            now = app.clock_of(settings).now()
            event = BecameDue(messenger=staff.address.messenger, chat=staff.address.chat, at=now, what="leave")
            turn = Turn(tx=tx, event=event, content=content, now=now, person=None, step=None, itself=audit.COMMAND)
            young = await handover.young_people_of(turn, staff)
            await handover.let_go(turn, staff, other)
            turn.say_at(staff.address, staff.language, "departure-you", contact=content.service.kontakt)
            await turn.finish()
            return staff, len(young)

    staff, young = _with_store(settings, work)
    print(
        f"{staff.name} (Nummer {staff.id}) hat keinen Zugang mehr. "
        f"Junge Menschen, für die jetzt jemand anderes da ist: {young}"
    )


async def _person(tx: Tx, number: int) -> people.Person:
    found = await people.by_id(tx, number)
    if found is None or found.erased:
        raise CallError(f"Einen Menschen mit der Nummer {number} gibt es nicht. Alle zeigt: bleibdran people")
    return found


@cli.command(name="backup")
def back_up(path: Annotated[Path, typer.Argument(metavar="FILE", help="Wohin die Sicherung kommt.")]) -> None:
    """Sichert alles in eine verschlüsselte Datei, auch während der Bot läuft, und probiert sie gleich aus."""
    settings = _ready()
    if not path.parent.is_dir():
        raise CallError(f"{path.parent} ist kein Ordner.")
    if path.exists():
        backup_file.head(path)  # only another backup gives way

    async def work(db: Database) -> backup_file.Head:
        made = await backup.make(db, path, app.clock_of(settings).now())
        await asyncio.to_thread(erased.remember, settings.data_dir, path)
        return made

    made = _with_store(settings, work)
    size = path.stat().st_size / 1e6
    print(f"Gesichert: {made.people} Menschen, {size:.1f} MB, probeweise zurückgespielt.")
    print("Zurückspielen geht nur mit der Schlüsseldatei. Bewahre sie an einem anderen Ort auf als die Sicherung.")


@cli.command()
def restore(path: Annotated[Path, typer.Argument(metavar="FILE", help="Eine Sicherung.")]) -> None:
    """Spielt eine Sicherung in eine leere Datenbank zurück. Wer seitdem gelöscht wurde, bleibt gelöscht."""
    settings = _ready()
    if not path.is_file():
        raise CallError(f"{path} gibt es nicht.")
    with app.alone(settings):
        restored = _run(moving.restore(settings, path))
    print(f"Zurückgespielt: {restored.people} Menschen, Stand {restored.head.made_at[:16].replace('T', ' ')} UTC.")
    if restored.erased:
        print(f"Seitdem gelöscht und auch hier wieder gelöscht: {len(restored.erased)} Menschen.")
    if restored.waiting:
        print(f"{restored.waiting} Nachrichten waren damals unterwegs. Manche davon kommen vielleicht noch einmal an.")
    print("Was danach geschah, fehlt. Starte den Bot und sieh mit `bleibdran doctor` nach.")


@cli.command(name="move")
def move_house(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Wohin: postgresql+asyncpg://NAME:PASSWORT@RECHNER/DATENBANK")
    ],
) -> None:
    """Zieht in eine andere, leere Datenbank um und vergleicht Zeile für Zeile. Der Bot muss dafür beendet sein."""
    settings = _ready()
    with app.alone(settings):
        rows = _run(moving.move(settings, url))
    print(f"Umgezogen: {rows} Zeilen, jede verglichen. Trage die neue Adresse als BLEIBDRAN_DATABASE_URL ein.")
    print("Die alte Datenbank ist unverändert. Lösche sie, wenn der Bot mit der neuen läuft.")


@cli.command(name="contacts")
def list_contacts(
    person: Annotated[int | None, typer.Argument(help="Nummer eines jungen Menschen (bleibdran people).")] = None,
    out: Annotated[Path | None, typer.Option("-o", help="In diese Datei (CSV) statt auf den Bildschirm.")] = None,
    as_json: Json = False,
) -> None:
    """Der Kontaktnachweis nach § 41a Abs. 2 SGB VIII: wann, auf welche Art, mit welchem Ergebnis. Ohne Inhalt."""
    settings = _ready()

    async def work(db: Database) -> list[contacts.Contact]:
        async with db.transaction() as tx:
            if person is not None and await people.by_id(tx, person) is None:
                raise CallError(f"Einen Menschen mit der Nummer {person} gibt es nicht. Alle zeigt: bleibdran people")
            await _note(tx, settings, "contacts-exported", person)
            return await contacts.of(tx, [person] if person is not None else [])

    found = _with_store(settings, work)
    if as_json:
        rows = [vars(each) | {"at": _moment(each.at)} for each in found]
        print(json.dumps(rows, ensure_ascii=False))
        return
    lines = [("Nummer", "Zeitpunkt", "Art", "Ergebnis")]
    lines += [(str(each.person), _moment(each.at) or "", _KINDS[each.kind], _OUTCOMES[each.outcome]) for each in found]
    with open(out, "w", encoding="utf-8-sig", newline="") if out else nullcontext(sys.stdout) as file:
        csv.writer(file, delimiter=";").writerows(lines)


_KINDS = {"checkin": "Check-in", "by-hand": "Check-in von Hand", "reminder": "Erinnerung"}
_OUTCOMES = {
    "open": "noch offen", "answered": "beantwortet", "declined": "gerade keine Lust", "missed": "keine Antwort",
    "unsent": "nicht zugestellt",
}  # fmt: skip


@audit_cli.command(name="show")
def show_audit(
    person: Annotated[int | None, typer.Argument(help="Nummer eines Menschen (bleibdran people).")] = None,
    count: Annotated[int, typer.Option("-n", min=1, max=100_000, help="So viele Einträge höchstens.")] = 50,
    as_json: Json = False,
) -> None:
    """Zeigt die letzten Einträge, das Neueste zuerst; auf Wunsch nur, was einen Menschen betrifft."""
    settings = _ready()
    content = load_content(settings.content_folders)

    async def work(db: Database) -> list[audit.Entry]:
        async with db.transaction() as tx:
            entries = await audit.newest(tx, count, person)
            await _note(tx, settings, "read", person)
            return entries

    entries = _with_store(settings, work)
    if as_json:
        rows = [vars(entry) | {"at": _moment(entry.at), "hash": entry.hash.hex()} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False))
        return
    if not entries:
        print("Dazu steht noch nichts im Protokoll.")
        return
    print(f"{'Nr.':>6}  {'Zeitpunkt':<18}{'Wer':<22}Was")
    for entry in entries:
        who, what = (say(content, GERMAN, entry, "Nr. {}".format) for say in (deeds.who, deeds.what))
        print(f"{entry.id:>6}  {deeds.when(entry.at, ZoneInfo(settings.timezone)):<18}{who:<22}{what}")


@audit_cli.command(name="verify")
def verify_audit(
    known: Annotated[str | None, typer.Option(help="Ein früher notiertes Prüfzeichen: Steht es noch da?")] = None,
    as_json: Json = False,
) -> None:
    """Prüft, ob das Protokoll unverändert ist, und nennt das Prüfzeichen. Notiert es ab und zu anderswo."""
    settings = _ready()
    if known is not None and not re.fullmatch("[0-9a-fA-F]{64}", known):
        raise CallError("Ein Prüfzeichen hat 64 Zeichen: Ziffern und Buchstaben von a bis f.")

    async def work(db: Database) -> tuple[audit.Verdict, int | None]:
        async with db.transaction() as tx:
            return await audit.verify(tx), await audit.number_of(tx, bytes.fromhex(known)) if known else None

    verdict, found = _with_store(settings, work)
    last = verdict.last.hex() if verdict.last else None
    missing = known is not None and found is None
    if as_json:
        document = {"entries": verdict.entries, "since": _moment(verdict.since), "last": last, "broken": verdict.broken}
        print(json.dumps(document | ({"known": not missing} if known else {})))
    elif verdict.broken is not None:
        print(f"Das Protokoll wurde verändert: Eintrag Nr. {verdict.broken} passt nicht zu dem davor.")
    else:
        since = deeds.when(verdict.since, ZoneInfo(settings.timezone)) if verdict.since else "noch nie"
        print(f"Einträge:    {verdict.entries} seit {since}, alle unverändert\nPrüfzeichen: {last or '-'}")
    if found and verdict.broken is None and not as_json:
        print(f"Das notierte Prüfzeichen steht bei Eintrag Nr. {found}: Bis dahin ist alles wie damals.")
    if missing:
        _complain(
            "Das notierte Prüfzeichen steht nicht im Protokoll: Es wurde neu geschrieben oder gekürzt, oder der "
            "Eintrag ist älter als aufbewahrung.protokoll."
        )
    if missing or verdict.broken is not None:
        sys.exit(WORK_FAILED)


@cli.command(name="doctor")
def examine(as_json: Json = False) -> None:
    """Prüft Einstellungen, Datenbank, Inhalte, Telegram und Mail, und sagt, was zu tun ist."""
    settings = _ready("ERROR")

    async def work() -> list[doctor.Finding]:
        return [finding async for finding in doctor.examine(settings)]

    findings = _run(work())
    if as_json:
        print(json.dumps([vars(finding) for finding in findings], ensure_ascii=False))
    else:
        signs = {"ok": "✓", "warning": "!", "error": "✗"}
        for finding in findings:
            print(f"{signs[finding.verdict]} {finding.topic}: {finding.what}")
            if finding.remedy:
                print(f"    → {finding.remedy}")
    if any(finding.verdict == "error" for finding in findings):
        sys.exit(WORK_FAILED)


@cli.command()
def retry() -> None:
    """Versucht noch einmal, was beiseitegelegt wurde (siehe doctor)."""
    settings = _ready()

    async def work(db: Database) -> int:
        async with db.transaction() as tx:
            return await inbox.retry_aside(tx, app.clock_of(settings).now())

    print(f"{_with_store(settings, work)} Ereignisse werden noch einmal versucht.")


@content_cli.command(name="check")
def check_content(
    folder: Annotated[Path | None, typer.Argument(help="Ein Ordner mit Inhalten; ohne ihn die eingestellten.")] = None,
    as_json: Json = False,
) -> None:
    """Findet jeden Fehler in jeder Datei, mit Ort und Abhilfe."""
    if folder is not None and not folder.is_dir():
        raise CallError(f"{folder} ist kein Ordner.")
    settings = load_settings()
    folders = [SHIPPED, folder] if folder and folder.resolve() != SHIPPED else settings.content_folders
    _, problems = check(folders, app.clock_of(settings).now().date())
    if as_json:
        print(json.dumps([{"path": str(p.path), "line": p.line, "message": f"{p.what} {p.hint}".strip(),
                           "severity": p.severity} for p in problems], ensure_ascii=False))  # fmt: skip
    else:
        for problem in problems:
            print(problem)
        print(summary(problems) if problems else "Alles in Ordnung.")
    if any(problem.is_error for problem in problems):
        sys.exit(WORK_FAILED)


@content_cli.command(name="stale")
def list_stale(as_json: Json = False) -> None:
    """Zeigt Antworten, deren Zeit um ist oder die lange niemand geprüft hat."""
    settings = _ready()
    content = load_content(settings.content_folders)
    due = stale(content.faq, app.clock_of(settings).now().date(), content.service.pruefung_monate)
    if as_json:
        rows = [{"slug": each.slug, "language": each.language, "path": str(each.path), "reviewed": _iso(each.reviewed),
                 "valid_until": _iso(each.valid_until), "expired": each.run_out} for each in due]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return
    for each in due:
        why = f"galt bis {each.valid_until}" if each.run_out else f"zuletzt geprüft am {each.reviewed}"
        print(f"{shown(each.path)}: {why}")
    count = f"{len(due)} Antworten sind" if len(due) != 1 else "Eine Antwort ist"
    print(f"{count} zu prüfen. Danach reviewed und valid_until neu setzen." if due else "Nichts ist zu prüfen.")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@content_cli.command(name="schema")
def write_schemas(
    folder: Annotated[Path, typer.Argument(help="Wohin die Dateien kommen.")] = SHIPPED / "schema",
) -> None:
    """Schreibt JSON-Schemas, mit denen Editoren beim Schreiben helfen."""
    for name, schema in schemas.all_schemas().items():
        (folder / name).write_text(schema, encoding="utf-8")
        print(shown(folder / name))


@cli.command()
def faq(
    question: Annotated[str | None, typer.Argument(help="Die Frage, wie jemand sie stellt.")] = None,
    count: Annotated[int, typer.Option("-n", min=1, max=50, help="So viele Treffer höchstens.")] = 5,
    lang: Annotated[str, typer.Option(help="Sprache der Titel.")] = GERMAN,
    batch: Annotated[Path | None, typer.Option(help="Eine Datei mit einer Frage in jeder Zeile.")] = None,
    as_json: Json = False,
) -> None:
    """Sucht wie der Bot: welche Einträge zu einer Frage passen, und ob er sie beantworten würde."""
    if (question is None) == (batch is None):
        raise CallError('Gib eine Frage an, oder eine Datei mit --batch. Zum Beispiel: bleibdran faq "Brauch Kaution"')
    content = load_content(_ready().content_folders)

    def found(asked: str) -> tuple[Found, dict[str, Any]]:
        result = content.faq.search.find(asked, count)
        hits = [
            {"slug": hit.slug, "title": content.faq.entries[hit.slug].answer(lang).head.title, "score": hit.score}
            for hit in result.hits
        ]
        return result, {"answered": result.answered, "hits": hits}

    if batch is not None:
        with batch.open(encoding="utf-8-sig", newline="\n") as lines:
            for line in lines:
                print(json.dumps(found(line.rstrip("\r\n"))[1], ensure_ascii=False))
        return
    result, document = found(question or "")
    if as_json:
        print(json.dumps(document, ensure_ascii=False))
        return
    if not result.answered:
        print("Darauf gäbe der Bot keine Antwort." + (" Am nächsten kommt:" if document["hits"] else ""))
    for hit in document["hits"]:
        print(f"{hit['score']:.2f}  {hit['slug']:<36} {hit['title']}")


if __name__ == "__main__":
    main()
