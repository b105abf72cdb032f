"""What a message can consist of, put together the same way for phones and for the bot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from messenger import units
from messenger.model import JSON, Message
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World

#: how many values each dice has
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


def dice(world: World, emoji: str) -> JSON:
    """A dice, thrown."""
    sides = DICE.get(emoji.rstrip("\ufe0f"))
    if sides is None:
        raise bad_request("invalid dice emoji specified")
    return {"emoji": emoji, "value": world.rng.randint(1, sides)}


def poll(world: World, question: str, options: Sequence[str | JSON], *, anonymous: bool = True, **more: Any) -> JSON:
    """A new poll without votes."""
    if not question.strip():
        raise bad_request("poll question must be non-empty")
    if units.length(question) > 300:
        raise bad_request("poll question length must not exceed 300")
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have at least 1 option" if not options else "poll can't have more than 12 options")
    texts: list[JSON] = [{"text": option} if isinstance(option, str) else option for option in options]
    if any(not option["text"].strip() for option in texts):
        raise bad_request("poll option must be non-empty")
    if any(units.length(option["text"]) > 100 for option in texts):
        raise bad_request("poll options length must not exceed 100")
    return {
        "id": str(world.rng.randrange(5 * 10**18, 6 * 10**18)),
        "question": question,
        "options": [{"persistent_id": str(index), **option, "voter_count": 0} for index, option in enumerate(texts)],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": anonymous,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    } | more


def quote_of(replied: Message, words: str, position: int | None = None) -> JSON:
    """A quote of these words; refused if the message does not say them."""
    said = replied.content.get("text") or replied.content.get("caption") or ""
    at = said.find(words)
    if not words or at < 0 or units.length(words) > 1024:
        raise bad_request("QUOTE_TEXT_INVALID")
    if position is not None and units.cut(said, position, units.length(words)) == words:
        return {"text": words, "position": position, "is_manual": True}
    return {"text": words, "position": units.length(said[:at]), "is_manual": True}


def named(world: World, entities: list[JSON]) -> list[JSON]:
    """Entities with the people they mention; a mention of somebody unknown is no mention."""
    if not any("user_id" in entity for entity in entities):
        return entities
    kept = []
    for entity in entities:
        if "user_id" in entity:
            person = world.people.get(entity["user_id"])
            if person is None:
                continue
            entity = {key: value for key, value in entity.items() if key != "user_id"} | {"user": person.user}
        kept.append(entity)
    return kept
