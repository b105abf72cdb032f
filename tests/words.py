"""What the bot says, taken from content: a scene names a text by its key, so that nobody has to type its sentence."""

from functools import cache
from pathlib import Path

from bot.content.load import load
from bot.content.model import Content

CONTENT = Path(__file__).parents[1] / "content"


@cache
def shipped() -> Content:
    """The content folder of this project."""
    return load([CONTENT])


def t(key: str, /, *, language: str = "de", **values: str | int) -> str:
    """A text as it stands in a chat."""
    return shipped().texts.text(language, key, **values).strip()


def service() -> str:
    """The name of whoever runs the bot."""
    return shipped().service.name


def contact() -> str:
    """How to reach them without the bot."""
    return shipped().service.kontakt
