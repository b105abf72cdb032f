"""Voting in polls and closing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger.model import JSON, Message, Person
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World


def vote(world: World, message: Message, person: Person, options: list[int]) -> None:
    """Somebody votes, votes again, or takes the vote back; the bot is told about its own polls."""
    poll = message.content["poll"]
    if poll["is_closed"]:
        raise bad_request("MESSAGE_POLL_CLOSED")
    if any(not 0 <= option < len(poll["options"]) for option in options):
        raise bad_request("OPTION_INVALID")
    if len(options) > 1 and not poll["allows_multiple_answers"]:
        raise bad_request("OPTIONS_TOO_MUCH")
    state = world.polls[poll["id"]]
    state.votes.pop(person.id, None)
    if options:
        state.votes[person.id] = options
    counted = _counted(poll, list(state.votes.values()))
    message.content = {**message.content, "poll": counted}
    if message.by_bot:
        world.tell("poll", counted, message.chat)
        if not poll["is_anonymous"]:
            answer = {
                "poll_id": poll["id"],
                "user": person.user,
                "option_ids": options,
                "option_persistent_ids": [poll["options"][option]["persistent_id"] for option in options],
            }
            world.tell("poll_answer", answer, message.chat)
    world.changed()


def close(world: World, message: Message) -> JSON:
    """Nobody can vote any more."""
    closed: JSON = {**message.content["poll"], "is_closed": True}
    message.content = {**message.content, "poll": closed}
    world.tell("poll", closed, message.chat)
    world.changed()
    return closed


def _counted(poll: JSON, votes: list[list[int]]) -> JSON:
    options = [
        {**option, "voter_count": sum(index in chosen for chosen in votes)}
        for index, option in enumerate(poll["options"])
    ]
    return {**poll, "options": options, "total_voter_count": len(votes)}
