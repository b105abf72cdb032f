"""What the bot has not fetched yet, in order, and the rules for fetching it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import islice

from messenger.model import JSON

#: these come only to a bot that names them
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
})  # fmt: skip
KEPT_FOR = 24 * 60 * 60.0


class Updates:
    """The queue between the world and the bot. Kept 24 hours of real time, whatever the world's clock says."""

    def __init__(self, rng: random.Random) -> None:
        self.duplicate = 0.0
        self.allowed: frozenset[str] | None = None
        self.pending: dict[int, JSON] = {}
        self._chats: dict[int, int] = {}
        self._since: dict[int, float] = {}
        self._repeats: list[JSON] = []
        self._delivered = 0
        self._next_id = 700_000_001
        self._rng = rng
        self._listeners: list[Callable[[], None]] = []

    def allow(self, kinds: Sequence[str]) -> None:
        """Which kinds the bot wants from now on; none named means all but those that come on request only."""
        known = frozenset(kinds) & KINDS
        self.allowed = known if known and known != KINDS - ON_REQUEST else None

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in ON_REQUEST

    def push(self, kind: str, what: JSON, chat_id: int = 0) -> None:
        """Something happened that the bot may want to know."""
        if not self.wants(kind):
            return
        update_id = self._next_id
        self._next_id += 1
        self.pending[update_id] = {"update_id": update_id, kind: what}
        self._chats[update_id] = chat_id
        self._since[update_id] = time.monotonic()
        self.notify()

    def confirm(self, offset: int) -> None:
        """Everything before this offset is done, for good. A negative offset keeps that many and forgets the rest."""
        if offset < 0:
            for update_id in list(self.pending)[:offset]:
                self.drop(update_id)
        elif offset:
            while self.pending and (first := next(iter(self.pending))) < offset:
                self.drop(first)

    def take(self, offset: int, limit: int) -> list[JSON]:
        """Up to that many updates, from the offset on; what is to come twice comes before anything new.

        Only a confirmed update comes twice: the real server never hands out a later update before an earlier one.
        """
        self._forget_old()
        repeats = [update for update in self._repeats if update["update_id"] not in self.pending][:limit]
        self._repeats = [update for update in self._repeats if update not in repeats]
        start = max(offset, 0)
        fresh = (update for update_id, update in self.pending.items() if update_id >= start)
        taken = list(islice(fresh, limit - len(repeats)))
        for update in taken:
            self.delivered(update)
        return repeats + taken

    def delivered(self, update: JSON) -> bool:
        """An update went out; now and then it will go out a second time."""
        if update["update_id"] <= self._delivered:
            return False
        self._delivered = update["update_id"]
        if self.duplicate and self._rng.random() < self.duplicate:
            self._repeats.append(update)
            return True
        return False

    def repeat(self, update: JSON) -> None:
        """Let this update come a second time."""
        self._repeats.append(update)
        self.notify()

    def take_repeats(self) -> list[JSON]:
        repeats, self._repeats = self._repeats, []
        return repeats

    def drop(self, update_id: int) -> None:
        self.pending.pop(update_id, None)
        self._chats.pop(update_id, None)
        self._since.pop(update_id, None)

    def chat_of(self, update_id: int) -> int:
        """Whose chat it is about, for keeping each chat's updates in order."""
        return self._chats.get(update_id, 0)

    def clear(self) -> None:
        """drop_pending_updates."""
        for waiting in (self.pending, self._chats, self._since, self._repeats):
            waiting.clear()

    @property
    def waiting(self) -> bool:
        return bool(self.pending or self._repeats)

    def on_push(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back whenever there is something to fetch; the returned function ends that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def notify(self) -> None:
        for callback in self._listeners:
            callback()

    def _forget_old(self) -> None:
        too_old = time.monotonic() - KEPT_FOR
        while self._since and (first := next(iter(self._since))) and self._since[first] < too_old:
            self.drop(first)
