"""To which words somebody has said yes. Stored is the language they read them in, and a short hash: "de:1f0c9a42".

A yes holds as long as that text reads as it did. What other languages say, and which one somebody reads later, changes
nothing about it.
"""

from hashlib import sha256
from typing import Final

from bot.content.model import Content
from bot.store.people import CARELEAVER

LENGTH: Final = 8


def joining(content: Content, language: str, role: str = CARELEAVER) -> str:
    """The words somebody reads before they join."""
    return _mark(language, intro(content, language, role))


def checkins(content: Content, language: str) -> str:
    """The question whether they want to be asked how they are."""
    return _mark(language, content.texts.text(language, "checkin-consent"))


def intro(content: Content, language: str, role: str = CARELEAVER) -> str:
    """What stands there before they join."""
    name = content.service.name
    if role == CARELEAVER:
        return content.texts.text(language, "start-intro", service=name)
    shown = content.texts.text(language, f"role-{role}")
    return content.texts.text(language, "start-intro-staff", service=name, role=shown)


def joining_holds(content: Content, stored: str | None) -> bool:
    """Whether a young person's yes to joining is a yes to the words as they are now."""
    return stored == joining(content, _language(stored))


def checkins_hold(content: Content, stored: str | None) -> bool:
    """The same for being asked how they are."""
    return stored == checkins(content, _language(stored))


def _language(stored: str | None) -> str:
    return (stored or "").partition(":")[0]


def _mark(language: str, words: str) -> str:
    return f"{language}:{sha256(words.encode()).hexdigest()[:LENGTH]}"
