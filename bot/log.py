"""Logging: one sentence a line with its figures behind it, as text or JSON; no token ever, and nothing anybody wrote.

What we log ourselves are numbers and kinds. Other libraries log what they were given (a call with its parameters, an
answer nobody could parse), and exceptions quote what they stumbled over: of the former only warnings are kept, without
what was put into their sentences; of the latter the kind and the place. The Bot API carries the token in every
address. The filter sits on the root's handlers, because a filter on a logger does not see what its children log.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, Literal

from bot.errors import BleibdranError

_TOKEN = r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}"  # noqa: S105  # how a token looks, not one
_HIDDEN = "[geheim]"
_SHORTEST_SECRET = 6  # a shorter one would blank out ordinary words
_NOISY = ("alembic", "httpx", "httpcore", "aiohttp.access", "apscheduler", "aiosqlite")
_OURS: Final = ("bot", "conversations")
_HARMLESS: Final = (BleibdranError, OSError)
"""Exceptions whose sentences are ours or the operating system's."""
_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


def setup(format: Literal["text", "json"] | str, level: str = "INFO", secrets: Sequence[str] = ()) -> None:
    """Log to stderr; called again, it replaces what it set up before and leaves other handlers in place."""
    root = logging.getLogger()
    for before in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(before)
    ours = _Handler(sys.stderr)
    ours.setFormatter(JsonLines() if format == "json" else TextLines())
    root.addHandler(ours)
    root.setLevel(level)
    for handler in root.handlers:
        handler.filters = [one for one in handler.filters if not isinstance(one, Redaction)]
        handler.addFilter(Redaction(secrets))
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Handler(logging.StreamHandler[Any]):
    """Ours, to be told from others'."""


class Redaction(logging.Filter):
    """Takes out of a record what is nobody's business: tokens and configured secrets wherever they stand, the words of
    exceptions, and what other libraries put into their sentences."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        words = sorted({secret for secret in secrets if len(secret) >= _SHORTEST_SECRET}, key=len, reverse=True)
        self._secret = re.compile("|".join([*map(re.escape, words), _TOKEN]))

    def filter(self, record: logging.LogRecord) -> bool:
        ours = record.name.partition(".")[0] in _OURS
        if not ours and record.levelno < logging.WARNING:
            return False
        said = _message(record) if ours else str(record.msg).partition("\n")[0]
        record.msg, record.args = self._clean(said), ()
        for name, value in _figures(record):
            if not isinstance(value, bool | int | float | None):
                setattr(record, name, self._clean(str(value)))
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = "\n".join(_where(record.exc_info[1]))
        record.exc_text = record.exc_text and self._clean(record.exc_text)
        record.stack_info = record.stack_info and self._clean(record.stack_info)
        return True

    def _clean(self, text: str) -> str:
        return self._secret.sub(_HIDDEN, text)


class TextLines(logging.Formatter):
    """`2026-11-22T07:00:00.000Z INFO bot.sender: Sent. action=sent message=17`, an exception below it."""

    def format(self, record: logging.LogRecord) -> str:
        figures = "".join(f" {name}={_plain(value)}" for name, value in _figures(record))
        line = f"{_time(record)} {record.levelname} {record.name}: {_message(record)}".replace("\n", "\\n")
        return "\n".join([line + figures, *_below(self, record)])


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = dict(_figures(record)) | {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if below := "\n".join(_below(self, record)):
            entry["exception"] = below
        return json.dumps(entry, ensure_ascii=False, default=str)


def _where(error: BaseException, known: frozenset[int] = frozenset()) -> Iterator[str]:
    """What kind of exception, raised where, after which others; the text of our own alone."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    known |= {id(error)}
    for other in (before, *getattr(error, "exceptions", ())):
        if other is not None and id(other) not in known:
            yield from _where(other, known)
    yield "Traceback (most recent call last):"
    yield from "".join(traceback.format_tb(error.__traceback__)).splitlines()
    yield type(error).__qualname__ + (f": {error}" if isinstance(error, _HARMLESS) else "")


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # a wrong format string must not stop what was being done
        return f"{record.msg} {record.args}"


def _figures(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    """What was given as `extra`, the action first."""
    figures = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    if "action" in figures:
        yield "action", figures.pop("action")
    yield from list(figures.items())


def _plain(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[^\s\"=]+", text) else json.dumps(text, ensure_ascii=False)


def _below(formatter: logging.Formatter, record: logging.LogRecord) -> list[str]:
    exception = record.exc_text or (formatter.formatException(record.exc_info) if record.exc_info else None)
    return [text for text in (exception, record.stack_info) if text]


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
