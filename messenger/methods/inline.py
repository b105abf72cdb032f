"""answerInlineQuery: what the bot offers to somebody who asks it from a composer."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from messenger import markup, params, units
from messenger.content import named
from messenger.formatting import MAX_TEXT, formatted
from messenger.inline import InlineButton, InlineResult, Offer
from messenger.methods.sending import preview
from messenger.model import JSON
from messenger.params import Given, Parser
from messenger.refusals import QUERY_TOO_OLD, Refusal, bad_request

if TYPE_CHECKING:
    from messenger.world import World

MOST_RESULTS = 50
MOST_BYTES = 64  # of a result's id and of an offset
PAYLOAD = re.compile(r"[A-Za-z0-9_-]+")
#: the other kinds of results which Telegram knows
ELSEWHERE = frozenset({
    "audio", "contact", "document", "game", "gif", "location", "mpeg4_gif", "photo", "sticker", "venue", "video",
    "voice",
})  # fmt: skip
#: what the contents of the kinds which are no text are known by
NO_TEXT = frozenset({"latitude", "phone_number", "payload", "rich_message"})
#: the objects inside the call, and what each of their fields is read as
ARTICLE: dict[str, Parser] = {
    "type": params.text, "id": params.text, "title": params.text, "input_message_content": params.mapping,
    "reply_markup": params.mapping, "url": params.text, "description": params.text, "thumbnail_url": params.text,
    "thumbnail_width": params.integer, "thumbnail_height": params.integer,
}  # fmt: skip
CONTENT: dict[str, Parser] = {
    "message_text": params.text, "parse_mode": params.text, "entities": params.array,
    "link_preview_options": params.mapping, "disable_web_page_preview": params.boolean,
}  # fmt: skip
BUTTON: dict[str, Parser] = {"text": params.text, "web_app": params.mapping, "start_parameter": params.text}
TYPES: dict[Parser, str] = {
    params.text: "String", params.mapping: "Object", params.array: "Array", params.integer: "Number",
    params.boolean: "Boolean",
}  # fmt: skip


def answer(world: World, given: Given) -> bool:
    """What somebody may choose from now.

    Nothing is cached, whatever cache_time says, so that a changed answer shows at once. Which result is chosen the bot
    is not told by chosen_inline_result: at Telegram this feedback is off until BotFather is asked to switch it on.
    """
    query_id = given.get("inline_query_id", "")
    button = _button(given["button"]) if "button" in given else None
    listed = given.get("results", [])
    if len(listed) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    results = [_result(world, query_id, raw) for raw in listed]
    asked = world.inline_queries.get(query_id)
    if asked is None or asked.expired or time.monotonic() - asked.asked_at > world.query_lifetime:
        raise bad_request(QUERY_TOO_OLD)
    if len({result.result_id for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    next_offset = given.get("next_offset", "")
    if len(next_offset.encode()) > MOST_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    if asked.offer is None:
        asked.offer = Offer(results, next_offset, button)
        world.changed()
    return True


def _result(world: World, query_id: str, raw: Any) -> InlineResult:
    with _reading("inline query result"):
        given = _read(ARTICLE, raw, "Inline query result")
        _need(given, "type", "id")
        _check_type(given["type"].lower())
        _need(given, "title", "input_message_content")
        message = _read(CONTENT, given["input_message_content"], "Input message content")
        words, entities = _text(message, given["input_message_content"])
        under = markup.inline(given.get("reply_markup"))
    if not words:
        raise bad_request("text must be non-empty")
    if units.length(words) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if not 1 <= len(given["id"].encode()) <= MOST_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not given["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content: JSON = {"text": words}
    if entities:
        content["entities"] = named(world, entities)
    return InlineResult(
        given["id"], query_id, given["title"].strip(), content, given.get("description", ""), given.get("url"), under,
        preview(message),
    )  # fmt: skip


def _check_type(kind: str) -> None:
    if kind in ELSEWHERE:
        raise bad_request(f"inline query results of type {kind} are not served by this local messenger")
    if kind != "article":
        raise _Unreadable(f'type "{kind}" is unsupported for the inline query result')


def _text(message: Given, raw: JSON) -> tuple[str, list[JSON]]:
    if message.get("message_text"):
        return formatted(message["message_text"], message.get("parse_mode"), message.get("entities"))
    if not raw.keys().isdisjoint(NO_TEXT):
        raise bad_request("inline query results that are no text are not served by this local messenger")
    raise _Unreadable("Input message content is not specified")


def _button(raw: JSON) -> InlineButton:
    with _reading("inline query results button"):
        given = _read(BUTTON, raw, "InlineQueryResultsButton")
        _need(given, "text")
        if ("start_parameter" in given) == ("web_app" in given):
            raise _Unreadable("InlineQueryResultsButton must have exactly one optional field")
    start = given.get("start_parameter")
    if start == "":
        raise bad_request("can't use empty start_parameter")
    if start is not None and len(start) > MOST_BYTES:
        raise bad_request("too long start_parameter specified")
    if start is not None and not PAYLOAD.fullmatch(start):
        raise bad_request("unallowed characters in start_parameter are used")
    return InlineButton(given["text"], start)


class _Unreadable(Exception):
    """An object inside the call is not what it should be."""


@contextmanager
def _reading(what: str) -> Iterator[None]:
    """Telegram says of which object it could not read something; what it read and does not want, it names alone."""
    try:
        yield
    except _Unreadable as problem:
        raise bad_request(f"can't parse {what}: {problem}") from None
    except Refusal as refusal:
        said = refusal.description.removeprefix("Bad Request: ")
        if not said.startswith(("can't parse", "unsupported")):
            raise
        raise bad_request(f"can't parse {what}: {said[0].upper()}{said[1:]}") from None


def _read(fields: dict[str, Parser], raw: Any, what: str) -> Given:
    """An object inside the call, each field as its type; a null is as if not there."""
    if not isinstance(raw, dict):
        raise _Unreadable(f"{what} must be an object")
    given: Given = {}
    for name, parser in fields.items():
        if raw.get(name) is not None:
            try:
                given[name] = parser(name, raw[name])
            except Refusal:
                raise _Unreadable(f'Field "{name}" must be of type {TYPES[parser]}') from None
    return given


def _need(given: Given, *names: str) -> None:
    for name in names:
        if name not in given:
            raise _Unreadable(f'Can\'t find field "{name}"')
