"""Environment and `.env` -> frozen Settings, or every problem at once, each with what to write instead.

An empty value counts as not set, so that `BLEIBDRAN_SMTP_URL=` in a container's file switches mail off. What is on
without being set is switched off the same way (`BLEIBDRAN_HEALTH_LISTEN=`).
"""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, DotEnvSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.content.load import SHIPPED
from bot.errors import ConfigurationError

PREFIX = "BLEIBDRAN_"
_FOR_TESTS = "BLEIBDRAN_TEST_"  # what the test suite is told, such as where a PostgreSQL is
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_TELEGRAM = "https://api.telegram.org"
_DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
_MAIL = ("smtp", "smtps", "smtp+starttls")
_MAILBOX = ("imaps", "imap")


class Address(NamedTuple):
    """Where we listen."""

    host: str
    port: int


# One value -> what is used of it; `_no` says what is wrong with it and what to write instead (its default, if nothing).


def _no(what: str, hint: str = "") -> PydanticCustomError:
    return PydanticCustomError("setting", "{what}", {"what": what, "hint": hint})


def _either(schemes: tuple[str, ...]) -> str:
    return " oder ".join(f"{scheme}://" for scheme in schemes)


def _url(value: str, schemes: tuple[str, ...], example: str = "") -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  # a port that is no number shows only when it is asked for
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in schemes or not parts.hostname or re.search(r"\s", value):
        raise _no(f"keine Adresse mit {_either(schemes)}", example)
    return parts


def _api_root(value: str) -> str:
    """Where the token is appended; without a path it would end up in the port."""
    parts = _url(value, ("http", "https"))
    if not parts.path.strip("/") and "{token}" not in value:
        raise _no("eine Adresse ohne Pfad, an die sich kein Token anhängen lässt")
    return value


def _webhook_url(value: str) -> str:
    parts = _url(value, ("https", "http"), "https://bot.example.org/telegram")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise _no(
            "eine unverschlüsselte Adresse, an die Telegram nichts zustellt", f"https{value.removeprefix('http')}"
        )
    return value


def _link_url(value: str) -> str:
    """Without the slash at its end: what is appended begins with one."""
    parts = _url(value, ("https", "http"), "https://bot.landkreis.example/anliegen")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise _no("eine unverschlüsselte Adresse, über die jeder mitlesen kann", f"https{value.removeprefix('http')}")
    if parts.query or parts.fragment:
        raise _no("eine Adresse mit ? oder #, an die sich nichts anhängen lässt", value.split("?")[0].split("#")[0])
    return value.rstrip("/")


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise _no("keine Adresse der Form Rechner:Port", "127.0.0.1:8090")
    return Address(host.strip("[]"), int(port))


def _token(value: SecretStr) -> SecretStr:
    if re.search(r"[\s/]", value.get_secret_value()):
        raise _no("kein Bot-Token, denn es enthält Leerzeichen oder Schrägstriche", "123456:ABC-DEF (von @BotFather)")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise _no("kein Wort aus 1 bis 256 Buchstaben, Ziffern, _ und -", "das Ergebnis von: openssl rand -hex 32")
    return value


def _smtp_url(value: SecretStr) -> SecretStr:
    _url(value.get_secret_value(), _MAIL, "smtp+starttls://name:passwort@mail.example.org:587")
    return value


def _imap_url(value: SecretStr) -> SecretStr:
    parts = _url(value.get_secret_value(), _MAILBOX, "imaps://name:passwort@mail.example.org/INBOX")
    if not parts.username or not parts.password:
        raise _no("ohne Name oder Passwort des Postfachs", "imaps://name:passwort@mail.example.org/INBOX")
    if not unquote(parts.path).isascii():
        raise _no("ein Postfach, dessen Name Umlaute hat", "imaps://name:passwort@mail.example.org/INBOX")
    if parts.scheme == "imap" and parts.hostname not in LOOPBACK:
        raise _no(
            "unverschlüsselt: das Passwort wäre unterwegs zu lesen", "imaps://name:passwort@mail.example.org/INBOX"
        )
    return value


def _sender(value: str) -> str:
    if not re.fullmatch(r"[!-?A-~]+@[^@\s.]+(\.[^@\s.]+)*", parseaddr(value)[1]):  # few servers take umlauts before @
        raise _no("keine Mailadresse", "Bleib dran <bleibdran@landkreis.example>")
    return value


def _database(value: str) -> str:
    scheme, _, rest = value.partition("://")
    if scheme not in _DATABASES or not rest:
        postgres = "postgresql+asyncpg://name:passwort@rechner/bleibdran"
        hint = postgres if scheme.startswith("postgres") else "sqlite+aiosqlite:///bleibdran.db"
        raise _no(f"keine Datenbank mit {_either(_DATABASES)}", hint)
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise _no("keine Zeitzone", "Europe/Berlin") from None
    return value


def _rate(value: object) -> object:
    try:
        rate = float(str(value))
    except ValueError:
        rate = 0
    if not 0 < rate < 100_000:
        raise _no("keine Zahl über 0", "30")
    return rate


def _log_format(value: str) -> str:
    if value not in ("text", "json"):
        raise _no("weder text noch json", "text")
    return value


def _folders(value: object) -> object:
    if not isinstance(value, str):
        return value
    folders = [Path(part).expanduser().resolve() for part in value.split(":") if part.strip()]
    for folder in folders:
        if not folder.is_dir():
            raise _no(f"kein vorhandener Ordner: {folder}", "/etc/bleibdran/content (mehrere mit : getrennt)")
    return tuple(folders)


def _file(value: Path) -> Path:
    """A file that is there, or may be created."""
    file = value.expanduser().resolve()
    if file.is_dir():
        raise _no("ein Ordner, keine Datei", "/run/secrets/bleibdran.key")
    return file


def _data_folder(value: Path) -> Path:
    folder = value.expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise _no("eine Datei, kein Ordner", "./data")
    return folder


Listen = Annotated[Address, BeforeValidator(_address)]
ApiRoot = Annotated[str, AfterValidator(_api_root)]


class Settings(BaseSettings):
    """What the bot is told from outside. Values are read by `load_settings`; nothing changes them later."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=False)

    telegram_token: Annotated[SecretStr, AfterValidator(_token)] | None = Field(
        default=None, description="Bot-Token von @BotFather"
    )
    telegram_base_url: ApiRoot = Field(
        default=f"{_TELEGRAM}/bot", description="Adresse der Bot-API; das Token wird angehängt"
    )
    telegram_file_url: ApiRoot = Field(
        default=f"{_TELEGRAM}/file/bot", description="Adresse für Dateien; das Token wird angehängt"
    )
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = Field(
        default=None, description="Unter dieser Adresse stellt Telegram zu; ohne sie fragt der Bot selbst nach"
    )
    webhook_listen: Listen | None = Field(default=None, description="Wo der Bot auf Zustellungen wartet")
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None, description="Woran der Bot erkennt, dass Telegram zustellt"
    )
    data_dir: Annotated[Path, AfterValidator(_data_folder)] = Field(
        default=Path("data"), validate_default=True, description="Ordner für Datenbank, Schlüssel und Sicherungen"
    )
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite+aiosqlite:///bleibdran.db", repr=False, description="Datenbank"
    )
    secret_key: SecretStr | None = Field(
        default=None, description="Schlüssel für Gespeichertes; neue zuerst, mit Komma"
    )
    secret_key_file: Annotated[Path, AfterValidator(_file)] | None = Field(
        default=None, description="Datei mit dem Schlüssel"
    )
    content_dir: Annotated[tuple[Path, ...], BeforeValidator(_folders)] = Field(
        default=(), description="Eigene Inhalte; ersetzen die mitgelieferten Datei für Datei"
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = Field(
        default="Europe/Berlin", description="Zeitzone für Menschen ohne eigene"
    )
    smtp_url: Annotated[SecretStr, AfterValidator(_smtp_url)] | None = Field(
        default=None, description="Mailserver für Nachrichten an Dienste"
    )
    mail_from: Annotated[str, AfterValidator(_sender)] | None = Field(default=None, description="Absender der Mails")
    imap_url: Annotated[SecretStr, AfterValidator(_imap_url)] | None = Field(
        default=None, description="Postfach des Absenders; dort sucht der Bot nach Mails, die zurückkamen"
    )
    link_url: Annotated[str, AfterValidator(_link_url)] | None = Field(
        default=None, description="Unter dieser Adresse öffnen Dienste die Links aus ihren Mails"
    )
    link_listen: Listen = Field(default=Address("127.0.0.1", 8089), description="Wo der Bot diese Seiten ausliefert")
    health_listen: Listen | None = Field(
        default=Address("127.0.0.1", 8090), description="Wo /health und /metrics antworten; leer: nirgends"
    )
    send_rate: Annotated[float, BeforeValidator(_rate)] = Field(
        default=30.0, description="Nachrichten pro Sekunde, über alle Chats"
    )
    log_format: Annotated[str, AfterValidator(_log_format)] = Field(
        default="text", description="Protokoll als text oder json"
    )
    clock_file: Path | None = Field(
        default=None, description="Nur für die Vorführung: Datei mit den Sekunden, die die Uhr vorgeht"
    )

    @property
    def content_folders(self) -> list[Path]:
        """The shipped content, then what lies over it."""
        return [SHIPPED, *(folder for folder in self.content_dir if folder != SHIPPED)]

    @property
    def secrets(self) -> list[str]:
        """What must not appear in any log."""
        words = [secret.get_secret_value() for secret in (self.telegram_token, self.webhook_secret) if secret]
        keys = self.secret_key.get_secret_value().split(",") if self.secret_key else []
        urls = [self.database_url, *(url.get_secret_value() for url in (self.smtp_url, self.imap_url) if url)]
        passwords = [password for url in urls if (password := urlsplit(url).password)]
        return words + keys + passwords + [plain for each in passwords if (plain := unquote(each)) != each]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands in: it also has to see names nobody knows."""
        return (init_settings,)


NAMES = {PREFIX + field.upper(): field for field in Settings.model_fields}
_SWITCHED_OFF = ("health_listen",)
"""What an empty value switches off instead of leaving it as it is by default."""
_SECRET = {"telegram_token", "webhook_secret", "secret_key", "smtp_url", "imap_url", "database_url"}


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process: environment over `.env`; ConfigurationError names every problem.

    `environ` is for tests and stands for both.
    """
    written = _written() if environ is None else dict(environ)
    values = {NAMES[name]: value.strip() for name, value in written.items() if name in NAMES and value.strip()}
    problems = [*_unknown(written), *_together(values)]
    try:
        settings = Settings(**_completed(values, written))
    except ValidationError as error:
        problems += [_told(detail["loc"], detail.get("ctx", {}), values) for detail in error.errors(include_url=False)]
        raise ConfigurationError(problems) from None
    if problems:
        raise ConfigurationError(problems)
    return settings


def _written() -> dict[str, str]:
    try:
        in_file = DotEnvSettingsSource(
            Settings, env_file=".env", env_file_encoding="utf-8", case_sensitive=True
        ).env_vars
    except (OSError, UnicodeDecodeError):
        where = Path(".env").resolve()
        raise ConfigurationError([f"{where} lässt sich nicht lesen.  Prüf Rechte und Kodierung (UTF-8)."]) from None
    return {name: value for name, value in in_file.items() if value is not None} | dict(os.environ)


def _completed(values: dict[str, str], written: Mapping[str, str]) -> dict[str, Any]:
    """What follows from other settings."""
    completed: dict[str, Any] = dict(values)
    completed |= {field: None for field in _SWITCHED_OFF if not written.get(PREFIX + field.upper(), "-").strip()}
    base = values.get("telegram_base_url", "")
    if base.endswith("/bot"):  # otherwise the token of another server would be shown to Telegram with every file
        completed.setdefault("telegram_file_url", base.removesuffix("bot") + "file/bot")
    folder = Path(values.get("data_dir", "data")).expanduser().resolve()
    database = values.get("database_url", str(Settings.model_fields["database_url"].default))
    completed["database_url"] = re.sub(
        r"\A(sqlite\+aiosqlite:///)(?![/:?]|\Z)(.+)", lambda found: f"{found[1]}{folder / found[2]}", database
    )
    return completed


def _unknown(written: Mapping[str, str]) -> Iterator[str]:
    known_fields = [name.removeprefix(PREFIX) for name in NAMES]
    for name in sorted(written):
        if name.upper().startswith(PREFIX) and name not in NAMES and not name.startswith(_FOR_TESTS):
            field = name.upper().removeprefix(PREFIX)
            ending = [known for known in known_fields if known.endswith(f"_{field}")]
            close = ending or get_close_matches(field, known_fields, n=1)
            hint = f"Meinst du {PREFIX}{close[0]}?" if close else f"Alle Namen: {', '.join(sorted(NAMES))}"
            yield f"{name}: Diese Einstellung gibt es nicht.  {hint}"


def _together(values: Mapping[str, str]) -> Iterator[str]:
    """What does not go together; looked at even when single values are wrong."""
    if "webhook_url" in values and "webhook_listen" not in values:
        yield "BLEIBDRAN_WEBHOOK_LISTEN fehlt zu BLEIBDRAN_WEBHOOK_URL.  Zum Beispiel: 127.0.0.1:8088"
    if "webhook_listen" in values and "webhook_url" not in values:
        yield "BLEIBDRAN_WEBHOOK_URL fehlt zu BLEIBDRAN_WEBHOOK_LISTEN.  Zum Beispiel: https://bot.example.org/telegram"
    if "smtp_url" in values and "mail_from" not in values:
        yield "BLEIBDRAN_MAIL_FROM fehlt zu BLEIBDRAN_SMTP_URL.  Zum Beispiel: bleibdran@landkreis.example"
    if "secret_key" in values and "secret_key_file" in values:
        yield "BLEIBDRAN_SECRET_KEY und BLEIBDRAN_SECRET_KEY_FILE sind beide gesetzt.  Lösch eines davon."


def _told(location: tuple[int | str, ...], context: Mapping[str, Any], values: Mapping[str, str]) -> str:
    """Name, value, what it is not, what to write; the value stays unsaid where it may hold a password."""
    field = str(location[0])
    name = PREFIX + field.upper()
    default = Settings.model_fields[field].default
    got = "(geheim)" if field in _SECRET else f'"{values.get(field, default)}"'
    what, hint = context.get("what", "kein brauchbarer Wert"), context.get("hint") or default
    return f"{name}: {got} ist {what}.  Schreib es so: {hint}"
