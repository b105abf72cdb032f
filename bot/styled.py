"""Words with emphasis and links, as our own texts need them. Pure.

Offsets here count characters. `entities` writes them the way Telegram describes formatting (UTF-16 units, JSON); an
adapter for another messenger translates from there, as it does for what people format themselves.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["bold", "italic", "code", "text_link", "spoiler"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of a text that looks different; `url` for links."""

    kind: Kind
    start: int
    end: int
    url: str = ""

    def moved(self, by: int) -> "Mark":
        """The same stretch, so many characters further on."""
        return Mark(self.kind, self.start + by, self.end + by, self.url)


@dataclass(frozen=True, slots=True)
class Styled:
    """A text and what is marked in it."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: "Styled | str") -> "Styled":
        more = styled(other)
        return Styled(self.text + more.text, self.marks + tuple(mark.moved(len(self.text)) for mark in more.marks))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def entities(self) -> str | None:
        """The marks as JSON, None where nothing is marked."""
        described = [
            {
                "type": mark.kind,
                "offset": utf16(self.text[: mark.start]),
                "length": utf16(self.text[mark.start : mark.end]),
            }
            | ({"url": mark.url} if mark.url else {})
            for mark in self.marks
            if self.text[mark.start : mark.end].strip()
        ]
        return json.dumps(described, ensure_ascii=False) if described else None


def styled(text: Styled | str) -> Styled:
    """Plain words as words without marks."""
    return text if isinstance(text, Styled) else Styled(text)


def bold(text: Styled | str) -> Styled:
    """All of it bold."""
    inner = styled(text)
    return Styled(inner.text, (Mark("bold", 0, len(inner.text)), *inner.marks))


def covered(text: Styled | str) -> Styled:
    """All of it hidden until it is tapped, in the chat, in the list of chats and in notifications."""
    inner = styled(text)
    return Styled(inner.text, (Mark("spoiler", 0, len(inner.text)), *inner.marks))


def link(text: str, url: str) -> Styled:
    """Words that open a page."""
    return Styled(text, (Mark("text_link", 0, len(text), url),))


def join(separator: str, parts: Iterable[Styled | str]) -> Styled:
    """The parts that are not empty, with this between them."""
    whole = Styled()
    for part in parts:
        if part:
            whole = whole + separator + part if whole else styled(part)
    return whole


def utf16(text: str) -> int:
    """How long messengers say a text is: an emoji counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
