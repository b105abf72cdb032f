"""Text on its way in: marked up, trimmed, measured; the same for what people type and for what the bot sends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from messenger import html, markdown, units
from messenger.links import detect, link_entity
from messenger.refusals import bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024
SETTABLE = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote",
    "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
})  # fmt: skip

Parser = Callable[[str], tuple[str, list[dict[str, Any]]]]
PARSERS: dict[str, Parser] = {"html": html.parse, "markdownv2": markdown.parse, "markdown": markdown.parse_old}


def formatted(
    text: str, parse_mode: str | None = None, entities: Sequence[Any] | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """The text as it will stand in the message, with all its entities, sorted."""
    marked: list[dict[str, Any]]
    if parse_mode:
        parser = PARSERS.get(parse_mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        text, marked = parser(text)
    else:
        marked = [entity for raw in entities or () if (entity := _checked(raw)) is not None]
    text = text.replace("\r", "") if "\r" in text else text
    text, marked = _trimmed(text, marked)
    everything = marked + detect(text, marked)
    if len(everything) > 1:
        everything.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, everything


def message_text(text: str, parse_mode: str | None, entities: Sequence[Any] | None) -> tuple[str, list[dict[str, Any]]]:
    """A message's text; refused when nothing is left of it or too much."""
    if not text:
        raise bad_request("message text is empty")
    clean, marked = formatted(text, parse_mode, entities)
    if not clean:
        raise bad_request("text must be non-empty")
    if units.length(clean) > MAX_TEXT:
        raise bad_request("message is too long")
    return clean, marked


def caption_text(text: str, parse_mode: str | None, entities: Sequence[Any] | None) -> tuple[str, list[dict[str, Any]]]:
    """A caption; may be empty."""
    clean, marked = formatted(text, parse_mode, entities)
    if units.length(clean) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return clean, marked


def _checked(raw: Any) -> dict[str, Any] | None:
    """One entity of a list the bot sent; None for kinds which Telegram finds by itself."""
    if not isinstance(raw, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for key in ("offset", "length"):
        if not isinstance(raw.get(key), int) or isinstance(raw.get(key), bool):
            raise bad_request(f'can\'t parse MessageEntity: Field "{key}" must be of type Number')
    kind = raw.get("type")
    if not isinstance(kind, str):
        raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
    if kind not in SETTABLE:
        return None
    entity = {"type": kind, "offset": raw["offset"], "length": raw["length"]}
    if kind == "text_link":
        link = link_entity(str(raw.get("url", "")))
        return None if link is None else {**entity, **link}
    if kind == "text_mention":
        user = raw.get("user")
        return {**entity, "user_id": user["id"]} if isinstance(user, dict) and "id" in user else None
    keys = {"pre": ("language",), "custom_emoji": ("custom_emoji_id",), "date_time": ("unix_time", "date_time_format")}
    return entity | {key: raw[key] for key in keys.get(kind, ()) if raw.get(key) is not None}


def _trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Without white space around it; entities move along and lose what is gone."""
    bare = text.strip()
    if not entities:
        return bare, entities
    skipped = units.length(text[: len(text) - len(text.lstrip())])
    end = units.length(bare)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - skipped, 0)
        stop = min(entity["offset"] + entity["length"] - skipped, end)
        if stop > begin:
            kept.append({**entity, "offset": begin, "length": stop - begin})
    return bare, kept
