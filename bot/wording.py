"""What things are called that a young person wrote or chose: in chats, on pages, in the copy of their data."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.content.checkins import Question
from bot.content.faq import in_language
from bot.content.model import Content
from bot.store.requests import WEGBEGLEITER, YOUNG_PERSON

FACES: Final = ("😞", "😕", "😐", "🙂", "😀")
_PARTS: Final = ("photo", "voice", "video", "document")


def topic(content: Content, key: str | None, language: str) -> str:
    """What a request is about, as a young person would say it."""
    known = content.faq.topics.get(key or "")
    if known is None:
        return content.texts.text(language, "request-topic-other")
    return in_language(known.concern or known.name, language)


def part(content: Content, kind: str | None, language: str) -> str:
    """A photo, a voice message: what kind of thing was sent."""
    return content.texts.text(language, f"request-part-{kind if kind in _PARTS else 'other'}")


def passage(content: Content, kind: str | None, text: str, language: str) -> str:
    """What was written, in a line: the text, or what kind of thing it is, with its caption."""
    if kind is None:
        return text
    what = part(content, kind, language)
    return f"[{what}] {text}" if text else f"[{what}]"


def author(content: Content, key: str, language: str) -> str:
    """Who wrote it: the young person, their Wegbegleiter, or a service."""
    if key in (YOUNG_PERSON, WEGBEGLEITER):
        return content.texts.text(language, f"case-from-{key}")
    return content.services.get(key).name


def chosen(content: Content, question: Question | None, values: Iterable[str], language: str) -> Iterator[str]:
    """What was tapped in a check-in; what the question does not offer any more is left out."""
    for value in values:
        if question and question.kind == "faces" and value in question.answers:
            yield FACES[int(value) - 1]
        elif question and value in question.choices:
            yield in_language(question.choices[value], language)
        elif value in ("yes", "no"):
            yield content.texts.text(language, f"checkin-answer-{value}")
