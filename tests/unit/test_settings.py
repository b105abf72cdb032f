"""What the bot is told from outside: read once, checked as a whole, secrets never shown."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.content.load import SHIPPED
from bot.errors import ConfigurationError
from bot.settings import NAMES, Address, load_settings

TOKEN = "123456:ABC-very-secret-token-of-the-bot_0000"


def problems(**values: str) -> list[str]:
    with pytest.raises(ConfigurationError) as refused:
        load_settings({f"BLEIBDRAN_{name.upper()}": value for name, value in values.items()})
    return list(refused.value.problems)


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_nothing_has_to_be_set(working_directory: Path) -> None:
    settings = load_settings({})
    assert settings.telegram_token is None
    assert settings.telegram_base_url == "https://api.telegram.org/bot"
    assert settings.telegram_file_url == "https://api.telegram.org/file/bot"
    assert (settings.webhook_url, settings.webhook_listen, settings.webhook_secret) == (None, None, None)
    assert settings.data_dir == working_directory / "data"
    assert settings.database_url == f"sqlite+aiosqlite:///{working_directory}/data/bleibdran.db"
    assert settings.content_folders == [SHIPPED]
    assert settings.timezone == "Europe/Berlin"
    assert settings.health_listen == Address("127.0.0.1", 8090)
    assert (settings.imap_url, settings.link_url) == (None, None)
    assert settings.link_listen == Address("127.0.0.1", 8089)
    assert settings.send_rate == 30
    assert settings.log_format == "text"
    assert settings.secrets == []


def test_what_is_set_is_used(working_directory: Path) -> None:
    (working_directory / "eigene").mkdir()
    (working_directory / "mehr").mkdir()
    settings = load_settings(
        {
            "BLEIBDRAN_TELEGRAM_TOKEN": f" {TOKEN} ",
            "BLEIBDRAN_WEBHOOK_URL": "https://bot.example.org/telegram",
            "BLEIBDRAN_WEBHOOK_LISTEN": "[::]:8443",
            "BLEIBDRAN_WEBHOOK_SECRET": "abc-123",
            "BLEIBDRAN_CONTENT_DIR": "eigene:mehr",
            "BLEIBDRAN_SMTP_URL": "smtp+starttls://bot:geheim@mail.example.org:587",
            "BLEIBDRAN_MAIL_FROM": "Bleib dran <bot@example.org>",
            "BLEIBDRAN_IMAP_URL": "imaps://bot:p%40sswort@mail.example.org/INBOX",
            "BLEIBDRAN_LINK_URL": "https://bot.example.org/anliegen/",
            "BLEIBDRAN_LINK_LISTEN": "127.0.0.1:9089",
            "BLEIBDRAN_SEND_RATE": "0.5",
            "BLEIBDRAN_LOG_FORMAT": "json",
            "BLEIBDRAN_SECRET_KEY": "neu,alt",
            "BLEIBDRAN_CLOCK_FILE": "uhr",
            "PATH": "/usr/bin",
        }
    )
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.webhook_listen == Address("::", 8443)
    assert settings.content_folders == [SHIPPED, working_directory / "eigene", working_directory / "mehr"]
    assert settings.link_url == "https://bot.example.org/anliegen"
    assert settings.link_listen == Address("127.0.0.1", 9089)
    assert settings.send_rate == 0.5
    assert settings.log_format == "json"
    assert settings.clock_file == Path("uhr")
    assert settings.secrets == [TOKEN, "abc-123", "neu", "alt", "geheim", "p%40sswort", "p@sswort"]


def test_an_empty_value_counts_as_not_set() -> None:
    settings = load_settings({"BLEIBDRAN_TELEGRAM_TOKEN": "", "BLEIBDRAN_SEND_RATE": " "})
    assert settings.telegram_token is None
    assert settings.send_rate == 30


def test_an_empty_value_switches_off_what_is_on_by_default() -> None:
    assert load_settings({"BLEIBDRAN_HEALTH_LISTEN": " "}).health_listen is None


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        load_settings({}).send_rate = 1


def test_the_environment_wins_over_the_file(working_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (working_directory / ".env").write_text(
        '# unsere\nBLEIBDRAN_SEND_RATE=5\nBLEIBDRAN_TIMEZONE="Europe/Vienna"\nANDERES=1\n'
    )
    monkeypatch.setenv("BLEIBDRAN_SEND_RATE", "7")
    settings = load_settings()
    assert (settings.send_rate, settings.timezone) == (7, "Europe/Vienna")


def test_a_file_nobody_can_read_is_told(working_directory: Path) -> None:
    (working_directory / ".env").write_bytes("BLEIBDRAN_MAIL_FROM=Jürgen <j@b.example>".encode("latin-1"))
    with pytest.raises(ConfigurationError, match="lässt sich nicht lesen"):
        load_settings()


def test_the_database_lies_in_the_data_folder_unless_it_says_where(working_directory: Path) -> None:
    def url(database: str) -> str:
        return load_settings({"BLEIBDRAN_DATABASE_URL": database, "BLEIBDRAN_DATA_DIR": "hier"}).database_url

    assert url("sqlite+aiosqlite:///bot.db") == f"sqlite+aiosqlite:///{working_directory}/hier/bot.db"
    assert url("sqlite+aiosqlite:////srv/bot.db") == "sqlite+aiosqlite:////srv/bot.db"
    assert url("sqlite+aiosqlite:///:memory:") == "sqlite+aiosqlite:///:memory:"
    assert url("postgresql+asyncpg://u:p@h/d") == "postgresql+asyncpg://u:p@h/d"


def test_files_come_from_the_same_server_as_messages() -> None:
    local = load_settings({"BLEIBDRAN_TELEGRAM_BASE_URL": "http://127.0.0.1:8085/bot"})
    assert local.telegram_file_url == "http://127.0.0.1:8085/file/bot"


def test_secrets_are_not_printed() -> None:
    settings = load_settings(
        {
            "BLEIBDRAN_TELEGRAM_TOKEN": TOKEN,
            "BLEIBDRAN_SECRET_KEY": "sehrgeheim",
            "BLEIBDRAN_DATABASE_URL": "postgresql+asyncpg://bot:dbgeheim@host/bleibdran",
            "BLEIBDRAN_SMTP_URL": "smtp://bot:mailgeheim@host",
            "BLEIBDRAN_IMAP_URL": "imaps://bot:postgeheim@host",
            "BLEIBDRAN_MAIL_FROM": "a@b.example",
        }
    )
    assert "geheim" not in repr(settings) + str(settings) and TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("send_rate", "viele", '"viele" ist keine Zahl über 0.  Schreib es so: 30'),
        ("send_rate", "0", '"0" ist keine Zahl über 0.  Schreib es so: 30'),
        ("send_rate", "nan", '"nan" ist keine Zahl über 0.  Schreib es so: 30'),
        ("log_format", "xml", '"xml" ist weder text noch json.  Schreib es so: text'),
        ("timezone", "Europe/Hildesheim", '"Europe/Hildesheim" ist keine Zeitzone.  Schreib es so: Europe/Berlin'),
        ("timezone", "../../etc", '"../../etc" ist keine Zeitzone.  Schreib es so: Europe/Berlin'),
        (
            "health_listen",
            "8090",
            '"8090" ist keine Adresse der Form Rechner:Port.  Schreib es so: 127.0.0.1:8090',
        ),
        (
            "health_listen",
            "localhost:99999",
            '"localhost:99999" ist keine Adresse der Form Rechner:Port.  Schreib es so: 127.0.0.1:8090',
        ),
        (
            "telegram_base_url",
            "http://127.0.0.1:8081",
            '"http://127.0.0.1:8081" ist eine Adresse ohne Pfad, an die sich kein Token anhängen lässt.  '
            "Schreib es so: https://api.telegram.org/bot",
        ),
        (
            "telegram_file_url",
            "telegram",
            '"telegram" ist keine Adresse mit http:// oder https://.  Schreib es so: https://api.telegram.org/file/bot',
        ),
        (
            "telegram_token",
            "123456: ABC",
            "(geheim) ist kein Bot-Token, denn es enthält Leerzeichen oder Schrägstriche.  "
            "Schreib es so: 123456:ABC-DEF (von @BotFather)",
        ),
        (
            "webhook_secret",
            "mit Leerzeichen",
            "(geheim) ist kein Wort aus 1 bis 256 Buchstaben, Ziffern, _ und -.  "
            "Schreib es so: das Ergebnis von: openssl rand -hex 32",
        ),
        (
            "database_url",
            "postgres://bot:geheim@db/bleibdran",
            "(geheim) ist keine Datenbank mit sqlite+aiosqlite:// oder postgresql+asyncpg://.  "
            "Schreib es so: postgresql+asyncpg://name:passwort@rechner/bleibdran",
        ),
        (
            "database_url",
            "sqlite:///bot.db",
            "(geheim) ist keine Datenbank mit sqlite+aiosqlite:// oder postgresql+asyncpg://.  "
            "Schreib es so: sqlite+aiosqlite:///bleibdran.db",
        ),
        (
            "content_dir",
            "/gibt/es/nicht",
            '"/gibt/es/nicht" ist kein vorhandener Ordner: /gibt/es/nicht.  '
            "Schreib es so: /etc/bleibdran/content (mehrere mit : getrennt)",
        ),
        (
            "imap_url",
            "pop3://bot:geheim@mail.example.org",
            "(geheim) ist keine Adresse mit imaps:// oder imap://.  "
            "Schreib es so: imaps://name:passwort@mail.example.org/INBOX",
        ),
        (
            "imap_url",
            "imaps://mail.example.org/INBOX",
            "(geheim) ist ohne Name oder Passwort des Postfachs.  "
            "Schreib es so: imaps://name:passwort@mail.example.org/INBOX",
        ),
        (
            "imap_url",
            "imap://bot:geheim@mail.example.org",
            "(geheim) ist unverschlüsselt: das Passwort wäre unterwegs zu lesen.  "
            "Schreib es so: imaps://name:passwort@mail.example.org/INBOX",
        ),
        (
            "imap_url",
            "imaps://bot:geheim@mail.example.org/R%C3%BCckl%C3%A4ufer",
            "(geheim) ist ein Postfach, dessen Name Umlaute hat.  "
            "Schreib es so: imaps://name:passwort@mail.example.org/INBOX",
        ),
        (
            "link_url",
            "http://bot.example.org/anliegen",
            '"http://bot.example.org/anliegen" ist eine unverschlüsselte Adresse, über die jeder mitlesen kann.  '
            "Schreib es so: https://bot.example.org/anliegen",
        ),
        (
            "link_url",
            "https://bot.example.org/anliegen?token=",
            '"https://bot.example.org/anliegen?token=" ist eine Adresse mit ? oder #, an die sich nichts anhängen '
            "lässt.  Schreib es so: https://bot.example.org/anliegen",
        ),
        (
            "link_url",
            "bot.example.org",
            '"bot.example.org" ist keine Adresse mit https:// oder http://.  '
            "Schreib es so: https://bot.landkreis.example/anliegen",
        ),
        (
            "link_listen",
            "8089",
            '"8089" ist keine Adresse der Form Rechner:Port.  Schreib es so: 127.0.0.1:8090',
        ),
        ("mail_from", "bot", '"bot" ist keine Mailadresse.  Schreib es so: Bleib dran <bleibdran@landkreis.example>'),
        (
            "mail_from",
            "jürgen@b.example",
            '"jürgen@b.example" ist keine Mailadresse.  Schreib es so: Bleib dran <bleibdran@landkreis.example>',
        ),
        ("secret_key_file", "/", '"/" ist ein Ordner, keine Datei.  Schreib es so: /run/secrets/bleibdran.key'),
    ],
)
def test_a_wrong_value_is_told_with_what_to_write(name: str, value: str, expected: str) -> None:
    assert problems(**{name: value}) == [f"BLEIBDRAN_{name.upper()}: {expected}"]


def test_the_data_folder_is_no_file(working_directory: Path) -> None:
    (working_directory / "data").write_text("")
    assert problems() == ['BLEIBDRAN_DATA_DIR: "data" ist eine Datei, kein Ordner.  Schreib es so: ./data']


def test_telegram_delivers_to_https_only_but_a_local_messenger_may_do_without() -> None:
    assert problems(webhook_url="http://bot.example.org/x", webhook_listen=":1") == [
        'BLEIBDRAN_WEBHOOK_URL: "http://bot.example.org/x" ist eine unverschlüsselte Adresse, '
        "an die Telegram nichts zustellt.  Schreib es so: https://bot.example.org/x"
    ]
    local = {"BLEIBDRAN_WEBHOOK_URL": "http://127.0.0.1:9000/x", "BLEIBDRAN_WEBHOOK_LISTEN": "127.0.0.1:9000"}
    assert load_settings(local).webhook_url == "http://127.0.0.1:9000/x"


def test_on_this_machine_links_and_mailbox_may_do_without_encryption() -> None:
    local = load_settings(
        {
            "BLEIBDRAN_LINK_URL": "http://127.0.0.1:8089/anliegen",
            "BLEIBDRAN_IMAP_URL": "imap://bot:geheim@localhost:1143",
        }
    )
    assert local.link_url == "http://127.0.0.1:8089/anliegen" and local.imap_url is not None


def test_what_belongs_together_is_missed_together() -> None:
    assert problems(webhook_url="https://bot.example.org/x", smtp_url="smtp://host") == [
        "BLEIBDRAN_WEBHOOK_LISTEN fehlt zu BLEIBDRAN_WEBHOOK_URL.  Zum Beispiel: 127.0.0.1:8088",
        "BLEIBDRAN_MAIL_FROM fehlt zu BLEIBDRAN_SMTP_URL.  Zum Beispiel: bleibdran@landkreis.example",
    ]
    assert problems(webhook_listen="127.0.0.1:1") == [
        "BLEIBDRAN_WEBHOOK_URL fehlt zu BLEIBDRAN_WEBHOOK_LISTEN.  Zum Beispiel: https://bot.example.org/telegram"
    ]
    assert problems(secret_key="a", secret_key_file="b") == [
        "BLEIBDRAN_SECRET_KEY und BLEIBDRAN_SECRET_KEY_FILE sind beide gesetzt.  Lösch eines davon."
    ]


def test_an_unknown_name_is_a_problem_with_the_name_that_was_meant() -> None:
    assert problems(timezon="Europe/Berlin") == [
        "BLEIBDRAN_TIMEZON: Diese Einstellung gibt es nicht.  Meinst du BLEIBDRAN_TIMEZONE?"
    ]
    assert problems(token=TOKEN) == [
        "BLEIBDRAN_TOKEN: Diese Einstellung gibt es nicht.  Meinst du BLEIBDRAN_TELEGRAM_TOKEN?"
    ]
    (line,) = problems(xyz="1")
    assert line.startswith("BLEIBDRAN_XYZ: Diese Einstellung gibt es nicht.  Alle Namen: BLEIBDRAN_CLOCK_FILE, ")


def test_a_name_in_small_letters_is_not_silently_ignored() -> None:
    with pytest.raises(ConfigurationError, match="Meinst du BLEIBDRAN_TIMEZONE"):
        load_settings({"bleibdran_timezone": "Europe/Berlin"})


def test_names_for_the_test_suite_are_not_settings() -> None:
    assert load_settings({"BLEIBDRAN_TEST_POSTGRES": "postgresql://x"}).send_rate == 30


def test_all_problems_come_at_once() -> None:
    found = problems(send_rate="x", timezone="y", timezon="z", webhook_url="https://a.example/x", log_format="w")
    assert [line.split(":")[0].split(" ")[0] for line in found] == [
        "BLEIBDRAN_TIMEZON",
        "BLEIBDRAN_WEBHOOK_LISTEN",
        "BLEIBDRAN_TIMEZONE",
        "BLEIBDRAN_SEND_RATE",
        "BLEIBDRAN_LOG_FORMAT",
    ]


def test_problems_never_show_a_secret() -> None:
    found = "\n".join(
        problems(
            telegram_token="123:ge heim",
            smtp_url="http://bot:geheim@host",
            imap_url="http://bot:geheim@host",
            database_url="mysql://bot:geheim@host",
            webhook_secret="ge heim!",
        )
    )
    assert found.count("(geheim)") == 5
    assert "heim" not in found.replace("(geheim)", "")
