"""The messenger's limits, kept by us, so that it has no reason to enforce them.

Telegram: about 30 messages a second over all chats, one a second in a chat (short bursts pass), 20 a minute in a group.
Pure: the caller says what time it is (seconds on a clock that is never set).
"""

from bisect import insort
from collections import OrderedDict, deque
from math import inf
from typing import Final

BURST: Final = 4
"""Messages a chat may get at once before it is one a second."""
GROUP_A_MINUTE: Final = 19
"""One less than allowed: our minute and theirs do not start together."""
_SECOND: Final = 1.01
"""A second, and what one cannot know of the way: not every answer comes back as quickly as the quickest."""
_WAYS: Final = 200
"""Answers after which the quickest is forgotten: ways change."""
_WAYS_KNOWN: Final = 40
"""Answers after which one of them was quick: whoever has just started is busy, and knows only slow ones."""
_AT_ONCE: Final = 4
"""Messages that may leave together. The others follow evenly: thirty at once take so long to travel that the last of
them and the first of the next second would be counted as one second there."""
_BULK_PACE: Final = 1.02
"""How much slower than allowed bulk leaves: so most of the time there is room for somebody who waits."""
_CATCH_UP: Final = 1
"""Messages by which bulk may be early: so a late waking costs its stream nothing. More would come in bursts, and who
chats would wait behind each of them."""


class Limits:
    """Who may be sent something now."""

    def __init__(self, rate: float) -> None:
        self._whole = rate
        self._rate = max(1, int(rate))
        #: When each was counted there, at the latest, by our clock; in order. Not answered yet: it may still come.
        self._recent: deque[float] = deque()
        self._ways: deque[float] = deque(maxlen=_WAYS)
        self._even = 0.0  # when an even stream would send the next message
        self._even_bulk = 0.0
        self._chats: OrderedDict[bytes, float] = OrderedDict()
        self._groups: dict[bytes, deque[float]] = {}
        self._rest: dict[bytes, float] = {}
        self._rest_all = 0.0

    def share(self, part: float, now: float, before: float) -> None:
        """Others send, too: so much of the rate is ours. What is more than `before` may just have been used by them."""
        self._rate = max(1, int(self._whole * part))
        for _ in range(self._rate - int(self._whole * before)):
            insort(self._recent, now)

    def forget(self, chat: bytes) -> None:
        """Nothing is known of what this chat got; `left` says it anew."""
        self._chats.pop(chat, None)
        self._groups.pop(chat, None)

    def left(self, chat: bytes, group: bool, at: float, messages: int = 1) -> None:
        """This chat got something then, whoever sent it."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), at) + messages
        if group:
            self._groups.setdefault(chat, deque()).extend([at] * messages)

    def delay_all(self, now: float, messages: int = 1, *, bulk: bool = False) -> float:
        """Seconds until anybody may be sent something; an album is several messages. inf: not before an answer."""
        window = _room(self._recent, self._rate, _SECOND, now, messages)
        spacing = self._even - now - _AT_ONCE / self._rate
        bulk_spacing = self._even_bulk - now - _CATCH_UP * _BULK_PACE / self._rate if bulk else 0.0
        return max(window, spacing, bulk_spacing, self._rest_all - now, 0.0)

    def delay(self, chat: bytes, group: bool, now: float, messages: int = 1) -> float:
        """Seconds until this chat may be sent something, others aside."""
        wait = self.resting(chat, now)
        # The chat's allowance, kept as the moment it would be full again: every message moves it a second on.
        wait = max(wait, self._chats.get(chat, 0.0) - now - (BURST - 1))
        if group and (times := self._groups.get(chat)):
            wait = max(wait, _room(times, GROUP_A_MINUTE, 60, now, messages))
        return wait

    def resting(self, chat: bytes, now: float) -> float:
        """Seconds the messenger told us to leave this chat alone; holds for things that are no messages, too."""
        return max(self._rest.get(chat, 0.0) - now, 0.0)

    def spend(self, chat: bytes, group: bool, now: float, messages: int = 1, *, bulk: bool = False) -> None:
        """Something goes to this chat now. Say `answered` when that has come to an end, or `stayed`."""
        self._recent.extend([inf] * messages)
        self._even = max(self._even, now) + messages / self._rate
        if bulk:
            self._even_bulk = max(self._even_bulk, now) + messages * _BULK_PACE / self._rate
        self._chats[chat] = max(self._chats.get(chat, 0.0), now) + messages
        self._chats.move_to_end(chat)
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
        if group:
            self._groups.setdefault(chat, deque()).extend([now] * messages)

    def answered(self, chat: bytes, left: float, now: float, messages: int = 1) -> None:
        """What left then has been taken, or not. What it took longer than the quickest may have been spent on the way
        there, be it by the network or because we were busy: so much later the messenger may have counted it."""
        self._ways.append(now - left)
        quickest = min(self._ways) if len(self._ways) >= _WAYS_KNOWN else 0.0
        counted = now - quickest
        self._count(counted, messages)
        self._chats[chat] = max(self._chats.get(chat, 0.0), counted + messages)

    def stayed(self, now: float, messages: int = 1) -> None:
        """What was to go did not leave after all."""
        self._count(now, messages)

    def _count(self, at: float, messages: int) -> None:
        for _ in range(messages):
            self._recent.pop()  # one that was not answered: those stand last
            insort(self._recent, at)

    def rest(self, chat: bytes, seconds: float, now: float) -> None:
        """The messenger told us to wait for this chat. If we kept the chat's own limit, it meant all of them."""
        self._rest = {known: until for known, until in self._rest.items() if until > now}
        self._rest[chat] = max(self._rest.get(chat, 0.0), now + seconds)
        if len(self._rest) >= 3:
            self._rest_all = max(self._rest_all, max(self._rest.values()))


def _room(times: deque[float], most: int, window: float, now: float, messages: int) -> float:
    """Seconds until so many more fit into the window; what never fits goes when the window is empty."""
    while times and now - times[0] >= window:
        times.popleft()
    too_many = min(len(times) + messages - most, len(times))
    return times[too_many - 1] + window - now if too_many > 0 else 0.0
