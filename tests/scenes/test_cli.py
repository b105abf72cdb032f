"""The command line: what it prints where, how it ends, and that nobody ever sees a traceback."""

import asyncio
import json
import logging
import os
import re
import signal
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import app, cli, inbox, outbox
from bot.clock import SystemClock
from bot.content.load import SHIPPED
from bot.event import Address, Unreadable
from bot.settings import load_settings
from bot.store import (
    checkins,
    companionships,
    contacts,
    crypto,
    db,
    facts,
    invitations,
    people,
    requests,
    second_factors,
)
from bot.store.db import Tx
from bot.store.people import CARELEAVER, COORDINATION, WEGBEGLEITER
from messenger import LocalMessenger
from tests.imap import ImapServer
from tests.mail import ACCOUNT, MailServer, serving_in_a_thread
from tests.scene import bot_environment, settings_for
from tests.words import shipped

SCRIPT = Path(sys.executable).with_name("bleibdran")
COMMANDS = ("demo", "run", "invite", "people", "doctor", "retry", "content", "content check", "content stale",
            "content schema", "faq", "requests", "contacts", "export", "erase", "backup", "restore",
            "move", "audit", "audit verify", "second-factor", "leave")  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Somebody at the keyboard. Commands run in this process: starting Python each time would take most of the time."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.set("BLEIBDRAN_DATA_DIR", str(folder / "data"))
        # Nobody listens there: a test that means a messenger says which.
        self.set("BLEIBDRAN_TELEGRAM_BASE_URL", "http://127.0.0.1:9/bot")
        monkeypatch.chdir(folder)  # no .env here

    def set(self, name: str, value: str) -> None:
        self._monkeypatch.setenv(name, value)

    def uses(self, messenger: LocalMessenger) -> None:
        for name, value in settings_for(messenger, self.folder).items():
            self.set(name, value)

    def __call__(self, *words: str) -> Ended:
        self._monkeypatch.setattr(sys, "argv", ["bleibdran", *words])
        self._capsys.readouterr()
        root = logging.getLogger()
        handlers, level = list(root.handlers), root.level
        try:
            with pytest.raises(SystemExit) as end:
                cli.main()
        finally:
            root.handlers[:] = handlers
            root.setLevel(level)
        said = self._capsys.readouterr()
        ended = Ended(int(end.value.code or 0), said.out, said.err)
        assert "Traceback" not in ended.err
        return ended

    def writes(self, work: Callable[[Tx], Any]) -> Any:
        """Something in the database, as the bot would do it."""

        async def written() -> Any:
            settings = load_settings()
            async with app.open_store(settings, app.clock_of(settings)) as store, store.transaction() as tx:
                return await work(tx)

        return asyncio.run(written())

    def knows_its_name(self) -> None:
        """The bot has run once."""
        self.writes(lambda tx: facts.note(tx, "username", "bleibdran_bot", datetime.now(UTC)))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture(scope="module")
def messenger() -> Iterator[LocalMessenger]:
    """A messenger in a thread of its own: the commands bring their own event loops."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    local = LocalMessenger()
    asyncio.run_coroutine_threadsafe(local.start(), loop).result(10)
    yield local
    asyncio.run_coroutine_threadsafe(local.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def add(tx: Tx, name: str, role: str) -> people.Person:
    """Somebody who has joined."""
    return await people.add(
        tx, role=role, name=name, address=Address("telegram", name), group=False, language="de", bezirk=None,
        recovery=None, consent=None, now=datetime.now(UTC),
    )  # fmt: skip


# --- the call itself ---


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    ended = shell(*command.split(), "--help")
    assert ended.code == 0 and not ended.err
    assert f"Usage: bleibdran {command}" in ended.out
    assert not list(shell.folder.iterdir())  # asking changes nothing


def test_without_a_command_all_are_listed(shell: Shell) -> None:
    ended = shell()
    assert ended.code == 2 and not ended.out
    assert all(command.split()[0] in ended.err for command in COMMANDS)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("einladen", "Den Befehl einladen gibt es nicht.\nSo geht es: bleibdran --help"),
        ("invite", "Es fehlt: role\nSo geht es: bleibdran invite --help"),
        ("invite careleaver --nmae Mia", "Die Option --nmae gibt es nicht."),
        ("invite careleaver --days bald", "Dieser Wert geht nicht: --days"),
        ("invite careleaver --days 0", "Dieser Wert geht nicht: --days"),
        ("invite careleaver --wegbegleiter 99999999999999999999", "Dieser Wert geht nicht: --wegbegleiter"),
        ("invite careleaver --name", "Es fehlt der Wert zu --name"),
        ("people alle", "Das ist zu viel: alle"),
        ("demo --port 70000", "Dieser Wert geht nicht: --port"),
        ("invite emperor", "emperor ist keine Rolle. Möglich sind: careleaver, wegbegleiter"),
        ("invite careleaver --bezirk Mond", "Mond ist kein Bezirk. Möglich sind: " + shipped().service.bezirke[0]),
        ("invite careleaver --wegbegleiter 7", "Eine Wegbegleitung mit der Nummer 7 gibt es nicht."),
        ("invite fachkraft --bezirk Nordwald", "--wegbegleiter, --bezirk und --care-ended gibt es nur für careleaver."),
        ("invite careleaver --name https://x.example", "geht nicht als Name"),
        ("invite careleaver --qr nirgends/bild.png", "nirgends ist kein Ordner."),
        ("content check nirgends", "nirgends ist kein Ordner."),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_in_german_what_would_be_right(shell: Shell, words: str, says: str) -> None:
    shell.knows_its_name()
    ended = shell(*words.split())
    assert ended.code == 2 and not ended.out
    assert says in ended.err


def test_wrong_settings_end_every_command_with_2(shell: Shell) -> None:
    shell.set("BLEIBDRAN_SEND_RATE", "viele")
    shell.set("BLEIBDRAN_TIMEZNOE", "Europe/Berlin")
    for words in ("run", "people", "invite careleaver", "doctor", "retry", "content check"):
        ended = shell(*words.split())
        assert ended.code == 2 and not ended.out
        assert "BLEIBDRAN_SEND_RATE" in ended.err and "Meinst du BLEIBDRAN_TIMEZONE?" in ended.err


# --- invite ---


def test_invite_prints_a_link_and_a_code_that_work(shell: Shell) -> None:
    shell.knows_its_name()
    ended = shell("invite", "wegbegleiter", "--name", " Tom ")
    assert ended.code == 0 and not ended.err
    code = re.findall(r"^Code: +(\S+)$", ended.out, re.MULTILINE)[0]
    assert f"https://t.me/bleibdran_bot?start={code}" in ended.out

    async def found(tx: Tx) -> Any:
        return await invitations.by_code(tx, invitations.normalise(code) or "")

    invitation = shell.writes(found)
    assert (invitation.role, invitation.name) == (WEGBEGLEITER, "Tom")
    days = shipped().service.einladung_tage
    assert abs(invitation.expires_at - datetime.now(UTC) - timedelta(days=days)) < timedelta(minutes=1)


def test_invite_as_json_is_one_document_and_nothing_else(shell: Shell) -> None:
    shell.knows_its_name()
    tom = shell.writes(lambda tx: add(tx, "Tom", WEGBEGLEITER))
    bezirk = shipped().service.bezirke[0]
    words = ("invite", "careleaver", "--wegbegleiter", str(tom.id), "--bezirk", bezirk, "--days", "3", "--json")
    ended = shell(*words)
    assert ended.code == 0 and not ended.err and ended.out.count("\n") == 1
    made = ended.json
    assert made.keys() == {"code", "link", "role", "expires_at"}
    assert made["role"] == CARELEAVER and made["link"].endswith(f"?start={made['code']}")
    left = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=3) - timedelta(minutes=1) < left <= timedelta(days=3)


def test_the_picture_is_written_after_the_link_was_shown(shell: Shell) -> None:
    shell.knows_its_name()
    ended = shell("invite", "fachkraft", "--qr", "bild.png")
    assert ended.code == 0
    assert (shell.folder / "bild.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    (shell.folder / "ordner.png").mkdir()
    ended = shell("invite", "fachkraft", "--qr", "ordner.png")
    assert ended.code == 1 and "ordner.png" in ended.err and "Link:" in ended.out


def test_before_the_first_run_the_link_needs_the_messenger(shell: Shell, messenger: LocalMessenger) -> None:
    ended = shell("invite", "admin")
    assert ended.code == 2 and "BLEIBDRAN_TELEGRAM_TOKEN fehlt" in ended.err
    shell.uses(messenger)
    assert shell("invite", "admin", "--json").json["link"].startswith("https://t.me/bleibdran_bot?start=")


# --- people ---


def test_people_as_text_and_as_json(shell: Shell) -> None:
    ended = shell("people")
    assert ended.code == 0 and "bleibdran invite" in ended.out
    assert shell("people", "--json").json == []

    async def cast(tx: Tx) -> None:
        tom, mia = await add(tx, "Tom", WEGBEGLEITER), await add(tx, "Mia", CARELEAVER)
        ayse, kai = await add(tx, "Ayşe", WEGBEGLEITER), await add(tx, "Kai", CARELEAVER)
        now = datetime.now(UTC)
        await companionships.begin(tx, mia.id, ayse.id, companionships.SUBSTITUTE, now)
        await companionships.begin(tx, mia.id, tom.id, companionships.MAIN, now)
        await people.set_state(tx, kai.id, people.STOPPED)
        await people.set_reachable(tx, ayse.id, False)

    shell.writes(cast)
    rows = shell("people", "--json").json
    essential = ("id", "role", "name", "state", "wegbegleiter")
    assert [tuple(row[key] for key in essential) for row in rows] == [
        (1, WEGBEGLEITER, "Tom", "active", []),
        (2, CARELEAVER, "Mia", "active", [1, 3]),  # the main one first
        (3, WEGBEGLEITER, "Ayşe", "unreachable", []),
        (4, CARELEAVER, "Kai", "stopped", []),
    ]
    text = shell("people").out
    assert re.search(r"2 +careleaver +active +Mia +Tom \(1\), Ayşe \(3\)", text)


# --- what is open, what is stored


async def _asked(tx: Tx) -> None:
    """Mia has been asked how she is and has a request with the Jobcenter; another is only a draft."""
    mia = await add(tx, "Mia", CARELEAVER)
    now = datetime.now(UTC)
    checkin = await checkins.create(tx, mia.id, now, "nachbetreuung", 0)
    await contacts.note(tx, mia.id, contacts.CHECKIN, checkin or 0, now)
    await contacts.came_to(tx, checkin or 0, "answered")
    request = await requests.draft(tx, mia.id, mia.id, "jobcenter", now)
    words = requests.Words(0, "", now, text="Geheim")
    upto = await requests.write(tx, request, requests.YOUNG_PERSON, words, now)
    chain = ["jobcenter-u25", "koordination"]
    assert await requests.agree(tx, request, mia.id, chain, [], upto, now + timedelta(days=3), now)
    await requests.draft(tx, mia.id, mia.id, None, now)


def test_requests_show_in_whose_hands_they_are_and_nothing_of_whom_or_what(shell: Shell) -> None:
    assert shell("requests").out.startswith("Kein Anliegen")
    shell.writes(_asked)
    (row,) = shell("requests", "--json").json
    assert (row["id"], row["state"], row["holder"], row["topic"]) == (1, "offered", "jobcenter-u25", "jobcenter")
    text = shell("requests").out
    assert "Jobcenter, Team U25" in text and "Mia" not in text and "Geheim" not in text


def test_the_record_of_contact_can_be_handed_over(shell: Shell, tmp_path: Path) -> None:
    shell.writes(_asked)
    (row,) = shell("contacts", "1", "--json").json
    assert (row["person"], row["kind"], row["outcome"]) == (1, "checkin", "answered")
    assert shell("contacts", "-o", str(tmp_path / "nachweis.csv")).code == 0
    lines = (tmp_path / "nachweis.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Nummer;Zeitpunkt;Art;Ergebnis" and lines[1].endswith("Check-in;beantwortet")
    assert shell("contacts", "99").code == 2


def test_export_and_erase(shell: Shell, tmp_path: Path) -> None:
    shell.writes(_asked)
    file = tmp_path / "mia.json"
    assert shell("export", "1", "-o", str(file)).code == 0
    stored = json.loads(file.read_text("utf-8"))
    assert stored["people"][0]["name"] == "Mia" and "Geheim" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert shell("export", "1", "-o", str(tmp_path / "mia.html")).code == 0
    assert "Geheim" in (tmp_path / "mia.html").read_text("utf-8")
    assert shell("export", "1", "-o", str(tmp_path / "nirgends" / "mia.json")).code == 2
    ended = shell("erase", "1")
    assert ended.code == 0 and ended.out.startswith("Gelöscht: ")
    assert shell("people", "--json").json == [] and shell("requests", "--json").json == []
    assert [row["outcome"] for row in shell("contacts", "--json").json] == ["answered"]
    assert shell("erase", "1").code == 2 and shell("export", "99", "-o", str(file)).code == 2


def test_somebody_leaves_and_their_young_people_are_handed_over(shell: Shell) -> None:
    async def there(tx: Tx) -> None:
        now = datetime.now(UTC)
        tom, _, mia = [await add(tx, *who) for who in
                       (("Tom", WEGBEGLEITER), ("Ayse", WEGBEGLEITER), ("Mia", CARELEAVER))]  # fmt: skip
        await companionships.begin(tx, mia.id, tom.id, companionships.MAIN, now)

    shell.writes(there)
    assert "hören selbst auf" in shell("leave", "3").err
    assert "kann nicht übernehmen" in shell("leave", "1", "--to", "1").err
    assert "kann nicht übernehmen" in shell("leave", "1", "--to", "3").err
    assert shell("people", "--json").json[2]["wegbegleiter"] == [1]
    ended = shell("leave", "1", "--to", "2")
    assert (
        ended.code == 0 and ended.out.startswith("Tom (Nummer 1) hat keinen Zugang mehr.") and "da ist: 1" in ended.out
    )
    assert [(row["id"], row["wegbegleiter"]) for row in shell("people", "--json").json] == [(2, []), (3, [2])]
    going = shell.writes(lambda tx: outbox.claim(tx, datetime.now(UTC), 9, lambda _: 0))
    said = {(row.to.chat, row.message.text.split()[0]) for row in going}
    assert {chat for chat, _ in said} == {"Tom", "Ayse", "Mia"}, "the bot tells everybody, also the one who goes"
    noted = [(row["who"], row["what"]) for row in reversed(shell("audit", "--json").json)]
    assert noted == [("command", "left"), ("command", "unassigned"), ("command", "assigned")]
    assert shell("leave", "1").code == 2


def test_a_second_factor_is_set_up_for_coordination_and_admin_only(shell: Shell, tmp_path: Path) -> None:
    shell.writes(lambda tx: add(tx, "Keller", COORDINATION))
    shell.writes(lambda tx: add(tx, "Tom", WEGBEGLEITER))
    ended = shell("second-factor", "1", "--qr", str(tmp_path / "bild.png"))
    assert ended.code == 0
    assert (tmp_path / "bild.png").read_bytes().startswith(b"\x89PNG")
    again = shell("second-factor", "1", "--json").json
    assert again["url"].startswith("otpauth://totp/") and f"secret={again['secret']}" in again["url"]
    assert again["secret"] not in ended.out, "running it again makes a new one"
    shell.writes(lambda tx: add(tx, "Vera", COORDINATION))
    assert "[3] bleibdran second-factor 3" in findings(shell("doctor", "--json"))["Zweiter Faktor"][1]
    factor = shell.writes(lambda tx: second_factors.of(tx, 1))
    assert factor.secret == again["secret"]
    assert "Nummer 2 gehört niemandem" in shell("second-factor", "2").err
    assert shell("second-factor", "99").code == 2
    file = tmp_path / "keller.json"
    assert shell("export", "1", "-o", str(file)).code == 0
    assert again["secret"] not in file.read_text("utf-8"), "whoever has the copy must not have the codes"


def test_the_audit_trail_is_shown_and_checked(shell: Shell, tmp_path: Path) -> None:
    assert shell("audit").out.startswith("Dazu steht noch nichts")
    shell.knows_its_name()
    shell.writes(_asked)
    assert shell("invite", "coordination").code == 0
    assert shell("export", "1", "-o", str(tmp_path / "mia.json")).code == 0
    mark = shell("audit", "verify", "--json").json["last"]
    assert shell("contacts").code == 0
    listed = shell("audit", "-n", "2").out.splitlines()
    assert re.fullmatch(r" +Nr\.  Zeitpunkt +Wer +Was", listed[0])
    assert re.fullmatch(r" +4  \S+ \S+ +Die Kommandozeile +hat den Kontaktnachweis aller ausgegeben", listed[1])
    assert listed[2].endswith("hat eine Kopie aller Daten von Nr. 1 bekommen") and len(listed) == 3
    about = shell("audit", "1", "--json").json
    assert [(row["who"], row["actor"], row["what"], row["whom"]) for row in about] == [("command", None, "exported", 1)]
    good = shell("audit", "verify", "--known", mark)
    assert good.code == 0 and "Einträge:    6 seit" in good.out and "bei Eintrag Nr. 3:" in good.out
    assert shell("audit", "verify", "--known", "00").code == 2
    unknown = shell("audit", "verify", "--known", "0" * 64)
    assert unknown.code == 1 and "neu geschrieben" in unknown.err
    with closing(sqlite3.connect(tmp_path / "data" / "bleibdran.db")) as file, file:
        file.execute("DROP TRIGGER audit_unchanged")
        file.execute("UPDATE audit SET whom = 2 WHERE id = 3")
    bad = shell("audit", "verify")
    assert bad.code == 1 and "Eintrag Nr. 3 passt nicht" in bad.out
    assert findings(shell("doctor", "--json"))["Protokoll"][0] == "error"


def test_invite_a_fachkraft_for_a_service_and_a_young_person_with_the_end_of_care(shell: Shell) -> None:
    shell.knows_its_name()
    assert shell("invite", "fachkraft", "--service", "jobcenter-u25").code == 0
    wrong = shell("invite", "fachkraft", "--service", "jobcentre")
    assert wrong.code == 2 and "jobcenter-u25" in wrong.err
    assert "--service" in shell("invite", "fachkraft").err
    assert shell("invite", "admin", "--service", "jobcenter-u25").code == 2
    code = shell("invite", "careleaver", "--care-ended", "31.10.2026", "--json").json["code"]

    async def ended(tx: Tx) -> Any:
        found = await invitations.by_code(tx, invitations.normalise(code) or "")
        return found and found.care_ended

    assert shell.writes(ended) == date(2026, 10, 31)


def test_doctor_names_services_nobody_can_reach(shell: Shell, messenger: LocalMessenger) -> None:
    shell.uses(messenger)
    shell.writes(_asked)
    found = [finding for finding in shell("doctor", "--json").json if finding["topic"] == "Dienste"]
    assert found and "jobcenter-u25" in found[0]["what"] and "koordination" not in found[0]["what"]


# --- doctor ---


def findings(ended: Ended) -> dict[str, tuple[str, str]]:
    """Topic: verdict, and everything said about it; of several the gravest."""
    order = ("ok", "warning", "error")
    found: dict[str, tuple[str, str]] = {}
    for finding in ended.json:
        assert finding.keys() == {"topic", "verdict", "what", "remedy"} and finding["verdict"] in order
        before = found.get(finding["topic"], ("ok", ""))
        verdict = max(before[0], finding["verdict"], key=order.index)
        found[finding["topic"]] = verdict, f"{before[1]} {finding['what']} {finding['remedy']}"
    return found


@pytest.mark.sqlite_only("looks at what is in the folder")
def test_doctor_finds_nothing_wrong_and_changes_nothing(shell: Shell, messenger: LocalMessenger) -> None:
    shell.uses(messenger)
    ended = shell("doctor", "--json")
    assert ended.code == 0 and not ended.err
    found = findings(ended)
    assert found.pop("Impressum")[0] == "warning", "as shipped it is made up"
    assert {verdict for verdict, _ in found.values()} == {"ok"}
    assert not list(shell.folder.iterdir())

    shell.writes(lambda tx: add(tx, "Keller", COORDINATION))
    ended = shell("doctor")
    assert ended.code == 0 and "✗" not in ended.out and "@bleibdran_bot" in ended.out
    assert messenger.token not in ended.out


def test_doctor_on_a_wrong_token_and_on_nobody_there(shell: Shell, messenger: LocalMessenger) -> None:
    shell.uses(messenger)
    shell.set("BLEIBDRAN_TELEGRAM_TOKEN", "1:falsch")
    ended = shell("doctor", "--json")
    assert ended.code == 1
    assert findings(ended)["Telegram"][0] == "error" and "@BotFather" in findings(ended)["Telegram"][1]
    shell.set("BLEIBDRAN_TELEGRAM_BASE_URL", "http://127.0.0.1:9/bot")
    ended = shell("doctor", "--json")
    assert "BLEIBDRAN_TELEGRAM_BASE_URL" in findings(ended)["Telegram"][1]


def test_doctor_without_a_token_says_where_to_get_one(shell: Shell) -> None:
    ended = shell("doctor")
    assert ended.code == 1 and "@BotFather" in ended.out and not ended.err


def test_doctor_on_a_folder_that_cannot_be_written(shell: Shell) -> None:
    (shell.folder / "datei").touch()
    shell.set("BLEIBDRAN_DATA_DIR", str(shell.folder / "datei" / "data"))
    ended = shell("doctor", "--json")
    assert ended.code == 1
    assert findings(ended)["Datenbank"][0] == "error" and "BLEIBDRAN_DATA_DIR" in findings(ended)["Datenbank"][1]
    for words in ("people", "invite admin", "retry"):
        ended = shell(*words.split())
        assert ended.code == 1 and str(shell.folder / "datei" / "data") in ended.err


def test_doctor_and_the_others_on_a_database_of_a_newer_version(shell: Shell) -> None:
    shell.knows_its_name()
    with closing(sqlite3.connect(shell.folder / "data" / "bleibdran.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = shell("doctor", "--json")
    assert ended.code == 1 and "neueren Version (Stand 9999" in findings(ended)["Datenbank"][1]
    ended = shell("people", "--json")
    assert ended.code == 1 and not ended.out and "neueren Version" in ended.err


async def test_doctor_and_the_others_on_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "schluessel").write_text(crypto.new_key(), encoding="ascii")
    (tmp_path / "bleibdran.db").write_bytes(b"Das ist keine Datenbank. " * 400)
    environment = os.environ | {
        "BLEIBDRAN_DATA_DIR": str(tmp_path),
        "BLEIBDRAN_TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot",
    }
    # In processes of their own: a thread that is left behind would keep them from ending.
    doctor, list_people = await asyncio.gather(
        ends("doctor", "--json", environment=environment), ends("people", environment=environment)
    )
    assert doctor.code == 1 and "keine Datenbank" in findings(doctor)["Datenbank"][1]
    assert list_people.code == 1 and "keine Datenbank" in list_people.err


def test_doctor_and_the_others_on_a_wrong_and_a_lost_key(shell: Shell) -> None:
    shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    key = shell.folder / "data" / "schluessel"
    key.write_text(crypto.new_key(), encoding="ascii")
    ended = shell("doctor", "--json")
    assert ended.code == 1 and "anderen Schlüssel" in findings(ended)["Datenbank"][1]
    ended = shell("people")
    assert ended.code == 1 and "anderen Schlüssel" in ended.err
    key.unlink()
    ended = shell("people")
    assert ended.code == 1 and "Sicherung" in ended.err and not key.exists()
    key.write_bytes(b"\xff\xfe kaputt")
    ended = shell("people")
    assert ended.code == 2 and str(key) in ended.err
    ended = shell("doctor", "--json")
    assert ended.code == 1 and findings(ended)["Schlüssel"][0] == "error"


def test_doctor_on_a_key_that_others_can_read(shell: Shell) -> None:
    shell.knows_its_name()
    key = shell.folder / "data" / "schluessel"
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o644)
    ended = shell("doctor", "--json")
    assert ended.code == 1 and f"chmod 600 {key}" in findings(ended)["Schlüssel"][1]


def test_doctor_on_a_key_without_a_copy_elsewhere(shell: Shell) -> None:
    shell.knows_its_name()
    verdict, said = findings(shell("doctor", "--json"))["Kopie des Schlüssels"]
    note = shell.folder / "data" / app.KEY_COPY_NOTE
    assert verdict == "warning" and str(note) in said
    note.write_text("Tresor im Rathaus, seit 24.11.2026\n", encoding="utf-8")
    assert findings(shell("doctor", "--json"))["Kopie des Schlüssels"] == ("ok", " Tresor im Rathaus, seit 24.11.2026 ")
    note.unlink()
    key = shell.folder / "anderswo"
    (shell.folder / "data" / "schluessel").rename(key)
    shell.set("BLEIBDRAN_SECRET_KEY_FILE", str(key))
    assert "Kopie des Schlüssels" not in findings(shell("doctor", "--json"))


def test_doctor_on_a_key_in_the_environment_and_in_a_file(shell: Shell) -> None:
    shell.knows_its_name()
    file = shell.folder / "data" / "schluessel"
    shell.set("BLEIBDRAN_SECRET_KEY", file.read_text("ascii").strip())
    verdict, said = findings(shell("doctor", "--json"))["Schlüssel"]
    assert verdict == "warning" and f"{file} gibt es auch und wird nicht gelesen" in said
    file.unlink()
    assert findings(shell("doctor", "--json"))["Schlüssel"][0] == "ok"


def test_doctor_on_what_others_on_this_machine_can_read(shell: Shell) -> None:
    shell.knows_its_name()
    folder, env = shell.folder / "data", shell.folder / ".env"
    assert folder.stat().st_mode & 0o777 == 0o700
    env.write_text("BLEIBDRAN_SEND_RATE=30\n", encoding="utf-8")
    env.chmod(0o640)
    folder.chmod(0o750)
    found = findings(shell("doctor", "--json"))
    assert found["Datenordner"][0] == found[".env"][0] == "warning"
    assert f"chmod 700 {folder}" in found["Datenordner"][1] and "chmod 600 .env" in found[".env"][1]
    env.chmod(0o600)
    folder.chmod(0o700)
    assert not {"Datenordner", ".env"} & findings(shell("doctor", "--json")).keys()


def test_doctor_on_doors_to_the_web_that_are_open(shell: Shell) -> None:
    shell.set("BLEIBDRAN_WEBHOOK_URL", "http://127.0.0.1:8088/telegram")
    shell.set("BLEIBDRAN_WEBHOOK_LISTEN", "127.0.0.1:8088")
    shell.set("BLEIBDRAN_WEBHOOK_SECRET", "geheim")
    shell.set("BLEIBDRAN_LINK_URL", "http://localhost:8089/anliegen")
    shell.set("BLEIBDRAN_TELEGRAM_BASE_URL", "http://bots.example.invalid/bot")
    found = findings(shell("doctor", "--json"))
    assert "https" in found["Webhook"][1] and "openssl rand" in found["Webhook"][1]
    assert found["Links"][0] == "warning" and "bots.example.invalid" in found["Telegram"][1]
    assert "geheim" not in shell("doctor").out
    shell.set("BLEIBDRAN_WEBHOOK_URL", "https://bot.example.org/telegram")
    shell.set("BLEIBDRAN_WEBHOOK_SECRET", "0123456789abcdef0123456789abcdef")
    shell.set("BLEIBDRAN_LINK_URL", "https://bot.example.org/anliegen")
    assert not {"Webhook", "Links"} & findings(shell("doctor", "--json")).keys()


def test_doctor_on_a_content_error(shell: Shell) -> None:
    broken(shell)
    ended = shell("doctor", "--json")
    assert ended.code == 1 and "bleibdran content check" in findings(ended)["Inhalte"][1]


def test_doctor_on_a_database_in_use(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.knows_its_name()
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(shell.folder / "data" / "bleibdran.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = shell("doctor", "--json")
        assert ended.code == 1 and "gesperrt" in findings(ended)["Datenbank"][1]
        ended = shell("people")
        assert ended.code == 1 and "gesperrt" in ended.err
        other.execute("ROLLBACK")


def with_mail(shell: Shell, server: MailServer) -> None:
    """The settings of somebody whose mail works."""
    shell.set("BLEIBDRAN_SMTP_URL", f"smtp://{ACCOUNT}@{server.address}")
    shell.set("BLEIBDRAN_MAIL_FROM", "Bleib dran <bot@landkreis.example>")


def test_doctor_logs_in_at_the_mail_server_and_sends_nothing(shell: Shell) -> None:
    with serving_in_a_thread(MailServer()) as server:
        with_mail(shell, server)
        verdict, said = findings(shell("doctor", "--json"))["Mail"]
        assert verdict == "ok" and "bot@landkreis.example" in said and server.mails == []

        server.password = "another"
        verdict, said = findings(shell("doctor", "--json"))["Mail"]
        assert verdict == "error" and "Name oder Passwort" in said and "warten" in said
        shell.set("BLEIBDRAN_SMTP_URL", f"smtp+starttls://{ACCOUNT}@{server.address}")
        assert findings(shell("doctor", "--json"))["Mail"][0] == "error"
        shell.set("BLEIBDRAN_SMTP_URL", "smtp://localhost:9")
        assert "antwortet nicht" in findings(shell("doctor", "--json"))["Mail"][1]


def test_doctor_on_a_sender_without_a_mail_server_and_the_other_way_round(shell: Shell) -> None:
    shell.set("BLEIBDRAN_MAIL_FROM", "bot@landkreis.example")
    verdict, said = findings(shell("doctor", "--json"))["Mail"]
    assert verdict == "warning" and "BLEIBDRAN_SMTP_URL" in said
    shell.set("BLEIBDRAN_MAIL_FROM", "")
    shell.set("BLEIBDRAN_SMTP_URL", "smtp://localhost:9")
    ended = shell("doctor")
    assert ended.code == 2 and "BLEIBDRAN_MAIL_FROM fehlt" in ended.err


def test_doctor_opens_the_mailbox_that_bounces_come_to(shell: Shell) -> None:
    with serving_in_a_thread(MailServer()) as server, ImapServer().serving() as box:
        with_mail(shell, server)
        verdict, said = findings(shell("doctor", "--json"))["Rückläufer"]
        assert verdict == "ok" and "nicht eingerichtet" in said
        shell.set("BLEIBDRAN_IMAP_URL", f"imap://{ACCOUNT}@{box.address}")
        assert "lesbar" in findings(shell("doctor", "--json"))["Rückläufer"][1]
        box.password = "another"
        ended = shell("doctor", "--json")
        verdict, said = findings(ended)["Rückläufer"]
        assert verdict == "error" and "BLEIBDRAN_IMAP_URL" in said and ended.code == 1
        assert "p%40ss" not in ended.out and "p@ss" not in ended.out


def test_doctor_shows_what_was_set_aside_and_retry_brings_it_back(shell: Shell) -> None:
    async def aside(tx: Tx) -> None:
        now = datetime.now(UTC)
        event = Unreadable(messenger="telegram", chat="1", at=now, raw="{}")
        await inbox.put(tx, "test", [("1", event)], now)
        for _ in range(len(inbox.RETRIES) + 1):
            waiting = await inbox.claim(tx, now + timedelta(hours=1))
            assert waiting
            await inbox.failed(tx, waiting, "ValueError in somewhere.py:1", now)

    shell.writes(aside)
    ended = shell("doctor", "--json")
    verdict, what = findings(ended)["Beiseitegelegt"]
    assert ended.code == 1 and verdict == "error"
    assert "ValueError in somewhere.py:1" in what and "bleibdran retry" in what
    ended = shell("retry")
    assert ended.code == 0 and ended.out.startswith("1 ")
    assert "Beiseitegelegt" not in findings(shell("doctor", "--json"))
    assert shell("retry").out.startswith("0 ")


# --- content ---


def broken(shell: Shell) -> Path:
    """A municipality's folder with two mistakes, which is used from now on."""
    folder = shell.folder / "inhalte"
    (folder / "texte").mkdir(parents=True)
    (folder / "texte" / "de.ftl").write_text("start-agreed = Hallo { $nachname }\nstrat-yes = Ja\n", encoding="utf-8")
    shell.set("BLEIBDRAN_CONTENT_DIR", str(folder))
    return folder


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Sets the day: what has run out by the real one is no business of a test."""

    def be(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr(SystemClock, "now", lambda self: moment)

    be(date(2026, 11, 24))
    return be


@pytest.mark.usefixtures("today")
def test_content_check_on_what_is_shipped_and_on_mistakes(shell: Shell) -> None:
    ended = shell("content", "check")
    assert ended.code == 0 and ended.out and not ended.err
    assert shell("content", "check", "--json").json == []
    folder = broken(shell)
    for words in (("content", "check"), ("content", "check", str(folder))):
        ended = shell(*words)
        assert ended.code == 1
        assert re.search(r"inhalte/texte/de\.ftl:1: .+", ended.out)
        ended = shell(*words, "--json")
        found = ended.json
        assert ended.code == 1 and {row["severity"] for row in found} >= {"error"}
        assert all(row.keys() == {"path", "line", "message", "severity"} for row in found)


@pytest.mark.parametrize("words", ["run", "invite admin"])
def test_a_content_error_ends_what_needs_content(shell: Shell, words: str) -> None:
    broken(shell)
    ended = shell(*words.split())
    assert ended.code == 1 and "de.ftl:1" in ended.err


def test_content_stale_names_what_is_due(shell: Shell, today: Callable[[date], None]) -> None:
    ended = shell("content", "stale")
    assert ended.code == 0 and ended.out == "Nichts ist zu prüfen.\n"
    assert shell("content", "stale", "--json").json == []
    today(date(2027, 7, 1))
    ended = shell("content", "stale")
    assert ended.code == 0 and "alltag/verkehr.de.md: galt bis 2027-06-30" in ended.out
    (row,) = [row for row in shell("content", "stale", "--json").json if row["slug"] == "alltag/verkehr"]
    assert row | {"path": ""} == {
        "slug": "alltag/verkehr",
        "language": "de",
        "path": "",
        "reviewed": "2026-11-22",
        "valid_until": "2027-06-30",
        "expired": True,
    }


def test_what_has_run_out_fails_the_check_and_not_the_bot(shell: Shell, today: Callable[[date], None]) -> None:
    today(date(2027, 1, 1))
    ended = shell("content", "check")
    assert ended.code == 1 and "betraege.yaml" in ended.out and "galt bis 2026-12-31" in ended.out
    assert shell("faq", "wie hoch darf die kaution sein").code == 0


def test_faq_finds_what_the_bot_would(shell: Shell) -> None:
    ended = shell("faq", "brauch kaution hab nix", "-n", "2", "--json")
    assert ended.code == 0
    document = ended.json
    assert document.keys() == {"answered", "hits"} and document["answered"] is True
    assert [hit.keys() for hit in document["hits"]] == [{"slug", "title", "score"}] * 2
    assert document["hits"][0]["slug"].startswith("wohnen/kaution")
    ended = shell("faq", "how much deposit can the landlord ask for", "--lang", "en")
    assert ended.code == 0 and "How high may the deposit be" in ended.out.splitlines()[0]
    ended = shell("faq", "wie färbe ich mir die haare blau")
    assert ended.code == 0 and ended.out.startswith("Darauf gäbe der Bot keine Antwort.")


def test_faq_with_a_batch_gives_one_document_a_line(shell: Shell) -> None:
    questions = shell.folder / "fragen.txt"
    questions.write_text("wie hoch darf die kaution sein\n\nhi wie gehts\r\nmit\u2028umbruch und kaution", "utf-8")
    ended = shell("faq", "--batch", str(questions))
    documents = [json.loads(line) for line in ended.out.splitlines()]
    assert [document["answered"] for document in documents] == [True, False, False, True]
    assert documents[1]["hits"] == []


@pytest.mark.parametrize("words", [("faq",), ("faq", "frage", "--batch", "datei")])
def test_faq_wants_a_question_or_a_file(shell: Shell, words: tuple[str, ...]) -> None:
    ended = shell(*words)
    assert ended.code == 2 and "--batch" in ended.err


def test_faq_with_a_file_there_is_not_says_so(shell: Shell) -> None:
    ended = shell("faq", "--batch", "nirgends.txt")
    assert ended.code == 1 and "nirgends.txt" in ended.err


def test_content_schema_writes_what_is_shipped(shell: Shell) -> None:
    (shell.folder / "schema").mkdir()
    ended = shell("content", "schema", str(shell.folder / "schema"))
    assert ended.code == 0
    written = {path.name: path.read_text("utf-8") for path in (shell.folder / "schema").iterdir()}
    assert written == {path.name: path.read_text("utf-8") for path in (SHIPPED / "schema").iterdir()}


# --- run and demo: processes of their own ---


async def ends(*words: str, environment: dict[str, str]) -> Ended:
    """The console script as it is installed."""
    process = await asyncio.create_subprocess_exec(
        SCRIPT, *words, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), timeout=20)
    except BaseException:
        process.kill()
        await process.wait()
        raise
    assert b"Traceback" not in err
    return Ended(process.returncode or 0, out.decode(), err.decode())


@pytest.mark.sqlite_only("with PostgreSQL a second one is welcome")
async def test_run_without_or_with_a_wrong_token_or_twice(tmp_path: Path) -> None:
    async with LocalMessenger() as messenger:
        right = bot_environment(messenger, tmp_path)
        without = {name: value for name, value in right.items() if name != "BLEIBDRAN_TELEGRAM_TOKEN"}
        first = await asyncio.create_subprocess_exec(
            SCRIPT, "run", env=right, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        try:
            elsewhere = {"BLEIBDRAN_DATA_DIR": str(tmp_path / "other")}
            no_token, wrong_token = await asyncio.gather(
                ends("run", environment=without | elsewhere),
                ends(
                    "run",
                    environment=right
                    | elsewhere
                    | {"BLEIBDRAN_TELEGRAM_TOKEN": "1:falsch", "BLEIBDRAN_DATA_DIR": str(tmp_path / "third")},
                ),
            )
            assert no_token.code == 2 and "BLEIBDRAN_TELEGRAM_TOKEN" in no_token.err and "@BotFather" in no_token.err
            assert wrong_token.code == 1 and "@BotFather" in wrong_token.err
            assert "falsch" not in wrong_token.err + wrong_token.out
            await _until(lambda: messenger.world.count("setMyCommands") > 0)
            second = await ends("run", environment=right)
            assert second.code == 1 and str(tmp_path / "data") in second.err
        finally:
            first.send_signal(signal.SIGTERM)
            _, said = await asyncio.wait_for(first.communicate(), timeout=10)
        assert first.returncode == 0 and b"Traceback" not in said


async def test_run_on_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    async with LocalMessenger() as messenger:
        environment = bot_environment(messenger, tmp_path) | {"BLEIBDRAN_DATA_DIR": str(tmp_path / "datei" / "data")}
        ended = await ends("run", environment=environment)
    assert ended.code == 1 and str(tmp_path / "datei" / "data") in ended.err


def test_demo_on_a_taken_port_suggests_another(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = shell("demo", "--port", str(port))
    assert ended.code == 1 and f"--port {port + 1}" in ended.err


def test_demo_with_broken_content_says_what_is_broken(shell: Shell) -> None:
    broken(shell)
    ended = shell("demo", "--port", "0")
    assert ended.code == 1 and "de.ftl:1" in ended.err


async def test_demo_prints_its_address_and_ends_on_ctrl_c_leaving_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BLEIBDRAN_DATABASE_URL=postgresql+asyncpg://nobody@127.0.0.1:9/x", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BLEIBDRAN_")}
    mark = {"TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(
        *(SCRIPT, "demo", "--port", "0"),
        env=clean | mark,
        cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    try:
        said = await asyncio.wait_for(process.stdout.readuntil(b"Strg-C."), timeout=40)
        assert re.search(rb"http://127\.0\.0\.1:\d+/\s", said)
        children = _children(process.pid)
        assert len(children) == 1
        process.send_signal(signal.SIGINT)
        started = asyncio.get_running_loop().time()
        await asyncio.wait_for(process.wait(), timeout=10)
        assert asyncio.get_running_loop().time() - started < 6
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0
    assert await process.stderr.read() == b""
    assert not any(_alive(child) for child in children)
    assert os.listdir(tmp_path) == [".env"]


async def test_demo_ends_on_ctrl_c_while_people_are_still_arriving(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BLEIBDRAN_")}
    process = await asyncio.create_subprocess_exec(
        *(SCRIPT, "demo", "--port", "0"),
        env=clean | {"TMPDIR": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    await asyncio.wait_for(process.stdout.readuntil("…".encode()), timeout=20)
    await _until(lambda: bool(_children(process.pid)))
    children = _children(process.pid)
    process.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(process.communicate(), timeout=6)
    assert process.returncode == 0 and err == b""
    assert not any(_alive(child) for child in children)
    assert os.listdir(tmp_path) == []


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()]


def _alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def _until(there: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not there():  # noqa: ASYNC110 - another process cannot set an event of ours
            await asyncio.sleep(0.02)


# --- backups ---


def test_a_backup_comes_back_on_an_empty_machine(shell: Shell, tmp_path: Path) -> None:
    shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    path = tmp_path / "heute.sicherung"
    made = shell("backup", str(path))
    assert made.code == 0 and "1 Menschen" in made.out and "probeweise" in made.out
    assert shell("backup", str(path)).code == 0  # a newer one takes its place
    refused = shell("restore", str(path))
    assert refused.code == 1 and "überschrieben" in refused.err
    (tmp_path / "data" / "bleibdran.db").rename(tmp_path / "weg.db")
    restored = shell("restore", str(path))
    assert restored.code == 0 and "1 Menschen" in restored.out
    assert "hat eine Sicherung zurückgespielt" in shell("audit").out and shell("audit", "verify").code == 0
    assert [person["name"] for person in shell("people", "--json").json] == ["Mia"]


def test_whoever_is_erased_at_the_keyboard_stays_erased(shell: Shell, tmp_path: Path) -> None:
    mia = shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    shell.writes(lambda tx: add(tx, "Kai", CARELEAVER))
    path = tmp_path / "heute.sicherung"
    shell("backup", str(path))
    erased = shell("erase", str(mia.id))
    assert erased.code == 0 and "Auch in den Sicherungen" in erased.out
    (tmp_path / "data" / "bleibdran.db").rename(tmp_path / "weg.db")
    restored = shell("restore", str(path))
    assert restored.code == 0 and "auch hier wieder gelöscht: 1" in restored.out
    assert [person["name"] for person in shell("people", "--json").json] == ["Kai"]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_file_that_is_no_backup_is_left_alone(shell: Shell, tmp_path: Path, command: str) -> None:
    shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    (tmp_path / "data" / "bleibdran.db").rename(tmp_path / "weg.db")
    letter = tmp_path / "brief.txt"
    letter.write_text("Sehr geehrte Damen und Herren")
    ended = shell(command, str(letter))
    assert ended.code == 1 and "keine Sicherung" in ended.err
    assert letter.read_text() == "Sehr geehrte Damen und Herren"
    assert not (tmp_path / "data" / "bleibdran.db").exists()


def test_moving_to_where_one_lives_is_a_wrong_call(shell: Shell, tmp_path: Path) -> None:
    shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    ended = shell("move", f"sqlite+aiosqlite:///{tmp_path / 'data' / 'bleibdran.db'}")
    assert ended.code == 2 and "schon benutzt" in ended.err
    moved = shell("move", f"sqlite+aiosqlite:///{tmp_path / 'neu.db'}")
    assert moved.code == 0 and "jede verglichen" in moved.out
    shell.set("BLEIBDRAN_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'neu.db'}")
    assert [person["name"] for person in shell("people", "--json").json] == ["Mia"]


def test_doctor_says_when_the_last_backup_was_made(shell: Shell, tmp_path: Path) -> None:
    shell.writes(lambda tx: add(tx, "Mia", CARELEAVER))
    assert "Es gibt noch keine" in shell("doctor").out
    shell("backup", str(tmp_path / "heute.sicherung"))
    assert "✓ Sicherung: vom" in shell("doctor").out
    last_week = datetime.now(UTC) - timedelta(days=7)
    shell.writes(lambda tx: facts.note(tx, "backup", "alt", last_week))
    assert f"! Sicherung: Die letzte ist vom {last_week:%d.%m.%Y}" in shell("doctor").out
