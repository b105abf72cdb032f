"""One call of the Bot API, from raw parameters to an answer, without any network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from messenger import params
from messenger.calls import ApiCall
from messenger.methods.table import METHODS, Method
from messenger.params import Given
from messenger.refusals import Refusal, not_found

if TYPE_CHECKING:
    from messenger.world import World


def call(world: World, name: str, raw: dict[str, Any]) -> Any:
    """Carry out a method (any but getUpdates, which waits) and return its result, or raise Telegram's Refusal."""
    method = METHODS.get(name.lower())
    if method is None:
        raise not_found()
    given: Given = {}
    try:
        given = params.read(method.takes, raw)
        if method.limited and world.limits.enabled:
            _count(world, method, given)
        result = method.run(world, given)
    except Refusal as refusal:
        world.calls.add(ApiCall(method.name, given or raw, world.clock.now(), False, refusal.description))
        raise
    world.calls.add(ApiCall(method.name, given, world.clock.now(), True))
    return result


def _count(world: World, method: Method, given: Given) -> None:
    chat_id = given.get("chat_id")
    if not isinstance(chat_id, int):
        return
    messages = len(given.get("message_ids") or (given.get("media") if method.name == "sendMediaGroup" else None) or "1")
    world.limits.check(chat_id, messages, paid=given.get("allow_paid_broadcast", False))
