"""Entries of the audit trail in words. Whoever shows them says how people are called there: by name, or by number."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.content.model import Content
from bot.store.audit import BOT, COMMAND, Entry

Called = Callable[[int], str]


def people_in(entries: list[Entry]) -> set[int]:
    """The numbers of everybody who is named."""
    named = (number for entry in entries for number in (entry.actor, entry.whom, entry.other))
    return {number for number in named if number is not None}


def who(content: Content, language: str, entry: Entry, called: Called) -> str:
    """Who did it."""
    if entry.actor is not None:
        return called(entry.actor)
    if entry.who in (BOT, COMMAND):
        return content.texts.text(language, f"audit-by-{entry.who}")
    return content.services.get(entry.who).name


def what(content: Content, language: str, entry: Entry, called: Called) -> str:
    """What they did, to go on after who it was."""

    def name(number: int | None) -> str:
        return "niemand" if number is None else called(number)

    key = f"audit-{entry.what}"
    there = {"whom": name(entry.whom), "other": name(entry.other), "number": str(entry.about)}
    return content.texts.text(language, key, **content.texts.needed(key, there)).strip()


def when(moment: datetime, zone: ZoneInfo) -> str:
    """24.11.2026 18:05"""
    return f"{moment.astimezone(zone):%d.%m.%Y %H:%M}"
