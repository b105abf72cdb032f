"""Who can be called now, in words: for conversations, and for the moment in which nothing but these words works."""

from collections.abc import Iterable
from datetime import datetime

from bot.content.crisis import Number
from bot.content.model import Content
from bot.content.texts import GERMAN


def lines(content: Content, kinds: Iterable[str], now: datetime, language: str) -> str:
    """Everybody who is there at this moment for these kinds of danger, a line each.

    Whoever reads another language than German learns where somebody speaks it.
    """
    return "\n".join(_line(content, number, language) for number in content.crisis.numbers_now(kinds, now, language))


def _line(content: Content, number: Number, language: str) -> str:
    until = f"{number.until:%H:%M}" if number.until else "immer"
    line = content.texts.text(
        language, "emergency-line", call=number.call, name=number.name, what=number.what, until=until
    )
    if number.speaks and language != GERMAN:
        return f"{line} {content.texts.text(language, 'emergency-line-speaks')}"
    return line


def words(content: Content, now: datetime, language: str | None) -> str:
    """All of it, for somebody of whom nothing is known but the language of their app."""
    code = content.texts.closest(language)
    return content.texts.text(code, "emergency", numbers=lines(content, content.crisis.kinds, now, code))
