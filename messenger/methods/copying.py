"""copyMessage, forwardMessage and their plurals: what somebody wrote, once more, elsewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from messenger import shapes
from messenger.access import Place, message_in, place, readable
from messenger.content import dice, poll
from messenger.methods.sending import add, caption_part
from messenger.model import CAPTIONED, JSON, UNCOPYABLE, Chat, Message
from messenger.params import Given
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World

CAPTION_KEYS = ("caption", "caption_entities", "show_caption_above_media")


def copy_message(world: World, given: Given) -> JSON:
    """A message's content under the bot's own name."""
    where = place(world, given)
    source = _source(world, given)
    original = message_in(source, given.get("message_id"), "message to copy")
    if not _copyable(original):
        raise bad_request("message can't be copied")
    content = _copied(world, original)
    if "caption" in given and original.kind in CAPTIONED:
        content = _without_caption(content) | caption_part(world, given)
    copy = add(world, where, given, content, link_preview=original.link_preview)
    return {"message_id": copy.id}


def copy_messages(world: World, given: Given) -> list[JSON]:
    """Several at once; what cannot be copied is skipped, albums stay albums."""
    where, originals = _several(world, given, "copy")
    originals = [original for original in originals if _copyable(original)]
    contents = [_copied(world, original) for original in originals]
    if given.get("remove_caption"):
        contents = [_without_caption(content) for content in contents]
    return _add_all(world, where, given, originals, contents)


def forward_message(world: World, given: Given) -> JSON:
    """The message itself, with its sender's name."""
    where = place(world, given)
    source = _source(world, given)
    original = message_in(source, given.get("message_id"), "message to forward")
    if not _forwardable(original):
        raise bad_request("message can't be forwarded")
    origin = shapes.origin(original)
    forwarded = add(world, where, given, dict(original.content), forward_origin=origin, via_bot=original.via_bot)
    return shapes.message(forwarded)


def forward_messages(world: World, given: Given) -> list[JSON]:
    """Several at once; what cannot be forwarded is skipped."""
    where, originals = _several(world, given, "forward")
    originals = [original for original in originals if _forwardable(original)]
    contents = [dict(original.content) for original in originals]
    return _add_all(world, where, given, originals, contents, forward=True)


def _source(world: World, given: Given) -> Chat:
    if given.get("from_chat_id") in (None, ""):
        raise bad_request('parameter "from_chat_id" is required')
    return readable(world, given["from_chat_id"])


def _several(world: World, given: Given, verb: str) -> tuple[Place, list[Message]]:
    if "message_ids" not in given:
        raise bad_request("message identifiers are not specified")
    wanted: list[int] = given["message_ids"]
    where = place(world, given)
    source = _source(world, given)
    if any(later <= earlier for earlier, later in pairwise(wanted)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [source.messages[message_id] for message_id in wanted if message_id in source.messages]
    if not found:
        raise bad_request(f"there are no messages to {verb}")
    return where, found


def _add_all(
    world: World, where: Place, given: Given, originals: list[Message], contents: list[JSON], forward: bool = False
) -> list[JSON]:
    if not originals:
        raise bad_request("messages can't be forwarded")
    parts = [original.album for original in originals if original.album is not None]
    albums = {album: world.album_id() for album in dict.fromkeys(parts) if parts.count(album) > 1}
    added = [
        add(
            world,
            where,
            given,
            content,
            album=albums.get(original.album or ""),
            link_preview=original.link_preview,
            forward_origin=shapes.origin(original) if forward else None,
            via_bot=original.via_bot if forward else None,
        )
        for original, content in zip(originals, contents, strict=True)
    ]
    return [{"message_id": message.id} for message in added]


def _copyable(message: Message) -> bool:
    if message.protected or message.kind in UNCOPYABLE:
        return False
    quiz = message.kind == "poll" and message.content["poll"]["type"] == "quiz"
    return not quiz or "correct_option_ids" in message.content["poll"]


def _forwardable(message: Message) -> bool:
    return not message.protected and not message.service


def _copied(world: World, message: Message) -> JSON:
    """The content anew where Telegram makes it anew: a poll has no votes yet, a dice is thrown again."""
    content = dict(message.content)
    if message.kind == "poll":
        old = content["poll"]
        options = [
            {key: option[key] for key in ("text", "text_entities") if key in option} for option in old["options"]
        ]
        keys = ("question_entities", "type", "allows_multiple_answers", "allows_revoting", "members_only",
                "correct_option_ids", "explanation", "explanation_entities")  # fmt: skip
        more = {key: old[key] for key in keys if key in old}
        content["poll"] = poll(world, old["question"], options, anonymous=old["is_anonymous"], **more)
    elif message.kind == "dice":
        content["dice"] = dice(world, content["dice"]["emoji"])
    elif message.kind == "location":
        content["location"] = {key: content["location"][key] for key in ("latitude", "longitude")}
    return content


def _without_caption(content: JSON) -> JSON:
    return {key: value for key, value in content.items() if key not in CAPTION_KEYS}
