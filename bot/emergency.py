"""Who can be called now, in words: for conversations, and for the moment in which nothing but these words works."""

from collections.abc import Iterable
from datetime import datetime

from bot.content.model import Content


def lines(content: Content, kinds: Iterable[str], now: datetime, language: str) -> str:
    """Everybody who is there at this moment for these kinds of danger, a line each."""
    return "\n".join(
        content.texts.text(
            language, "emergency-line", call=number.call, name=number.name, what=number.what,
            until=f"{number.until:%H:%M}" if number.until else "immer",
        )
        for number in content.crisis.numbers_now(kinds, now, language)
    )  # fmt: skip


def words(content: Content, now: datetime, language: str | None) -> str:
    """All of it, for somebody of whom nothing is known but the language of their app."""
    code = content.texts.closest(language)
    return content.texts.text(code, "emergency", numbers=lines(content, content.crisis.kinds, now, code))
