"""Our Message -> one call of the Bot API: its method and parameters. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMedia,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
)

from bot.message import Buttons, Suggestion
from bot.styled import utf16

TEXT_UNITS: Final = 4096
"""Longest text, in UTF-16 units."""
CAPTION_UNITS: Final = 1024
"""Longest caption, in UTF-16 units."""
REACTIONS: Final = frozenset(
    [
        "👍",
        "👎",
        "❤",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷",
        "🤷\u200d♂",
        "🤷\u200d♀",
        "😡",
    ]
)
"""What a bot may react with."""

_MEDIA: Final[dict[str, type[InputMedia]]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "animation": InputMediaAnimation,
    "audio": InputMediaAudio,
    "document": InputMediaDocument,
}


@dataclass(frozen=True)
class Part:
    """A piece of a text that is longer than one message may be."""

    text: str
    entities: Sequence[MessageEntity] = field(default_factory=tuple)


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Buttons under a message."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, url=button.url)
                if button.url
                else InlineKeyboardButton(button.label, callback_data=button.data)
                for button in row
            ]
            for row in buttons
        ]
    )


def article(suggestion: Suggestion) -> InlineQueryResultArticle:
    """Something to choose while typing; longer than one message may be, its end is left out."""
    first = parts(suggestion.text, entities(suggestion.entities))[0]
    content = InputTextMessageContent(
        first.text, entities=first.entities or None, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(suggestion.id, suggestion.title, content, description=suggestion.description)


def entities(stored: str | None) -> list[MessageEntity]:
    """Bold, links and so on, as they came in."""
    if not stored:
        return []
    loaded: list[dict[str, Any]] = json.loads(stored)
    return [MessageEntity.de_json(entity, None) for entity in loaded]


def media(kind: str, file: str, caption: str, formatting: list[MessageEntity]) -> InputMedia | None:
    """A picture, video or file that replaces another one; None where Telegram cannot replace."""
    build: Any = _MEDIA.get(kind)
    if build is None:
        return None
    replacement: InputMedia = build(file, caption=caption or None, caption_entities=formatting or None)
    return replacement


def parts(text: str, formatting: list[MessageEntity], limit: int = TEXT_UNITS) -> list[Part]:
    """The text in pieces that fit, cut behind a sentence or line; formatting follows its piece."""
    pieces: list[Part] = []
    start = 0  # in UTF-16 units
    rest = text
    while rest:
        piece = rest if utf16(rest) <= limit else rest[: _cut(rest, limit)]
        size = utf16(piece)
        pieces.append(Part(piece, _within(formatting, start, start + size)))
        start += size
        rest = rest[len(piece) :]
    return pieces or [Part(text)]


def _cut(text: str, limit: int) -> int:
    """How many characters of the text fit, ending at the best place there is."""
    fits, used = 0, 0
    for character in text:
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            break
        fits += 1
    for mark in ("\n\n", "\n", ". ", "? ", "! ", " "):
        place = text.rfind(mark, fits // 2, fits)
        if place > 0:
            return place + len(mark)
    return fits


def _within(formatting: list[MessageEntity], start: int, end: int) -> list[MessageEntity]:
    kept = []
    for entity in formatting:
        first, last = max(entity.offset, start), min(entity.offset + entity.length, end)
        if first < last:
            plain = entity.to_dict() | {"offset": first - start, "length": last - first}
            kept.append(MessageEntity.de_json(plain, None))
    return kept
