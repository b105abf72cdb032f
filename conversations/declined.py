"""Kinds of content the operator does not take: a clear answer with another way. The words under it go on as a text."""

from bot.event import Sent
from bot.store import people, relayed, requests
from bot.turn import Turn


async def only_words(turn: Turn) -> bool:
    """Keep back what is not taken, and say so; False if nothing is left that could be for anybody."""
    event = turn.event
    if not isinstance(event, Sent) or turn.person is None or turn.me.role == people.ADMIN:
        return True
    kind = turn.content.service.declined(event.kind)
    if kind is None or (event.group and not await _is_for_us(turn, event)):
        return True
    # Of an album one answer is enough.
    turn.say(
        "declined", answers=event.message, once=event.album and f"declined:{turn.me.id}:{event.album}",
        kind=turn.text(f"declined-{kind}"), words="da" if event.caption else "keine",
        contact=turn.content.service.kontakt,
    )  # fmt: skip
    if not event.caption:
        return False
    turn.event = event.words
    return True


async def _is_for_us(turn: Turn, event: Sent) -> bool:
    """In a group only a reply to something of ours is meant for anybody outside it."""
    quoted = event.reply_to
    if quoted is None:
        return False
    card = await requests.of_card(turn.tx, turn.me.id, quoted)
    return card is not None or await relayed.received(turn.tx, turn.me.id, quoted) is not None
