"""How much a bot may send: Telegram's guidance, enforced with 429. Off unless switched on."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from messenger.refusals import too_many


@dataclass(slots=True)
class _Bucket:
    """Allows short bursts, then one a second."""

    tokens: float
    filled_at: float


@dataclass
class Limits:
    """30 a second over all chats, 1 a second in one chat with bursts, 20 a minute in one group."""

    enabled: bool = False
    per_second: int = 30
    paid_per_second: int = 1000
    burst: int = 5
    per_group_minute: int = 20
    clock: Callable[[], float] = time.monotonic
    _sent: deque[float] = field(default_factory=deque)
    _buckets: dict[int, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int, messages: int = 1, *, paid: bool = False) -> None:
        """Count these messages to this chat, or refuse and count nothing. `paid` is allow_paid_broadcast."""
        now = self.clock()
        bucket = self._buckets.get(chat_id)
        if bucket is None:
            bucket = self._buckets[chat_id] = _Bucket(self.burst, now)
        bucket.tokens = min(self.burst, bucket.tokens + now - bucket.filled_at)
        bucket.filled_at = now
        waits = [1 - bucket.tokens, self._wait(self._sent, 1.0, self.paid_per_second if paid else self.per_second, now)]
        group = self._groups.setdefault(chat_id, deque()) if chat_id < 0 else None
        if group is not None:
            waits.append(self._wait(group, 60.0, self.per_group_minute, now))
        if (wait := max(waits)) > 0:
            raise too_many(max(1, math.ceil(wait)))
        bucket.tokens -= messages
        self._sent.extend([now] * messages)
        if group is not None:
            group.extend([now] * messages)

    @staticmethod
    def _wait(sent: deque[float], window: float, most: int, now: float) -> float:
        """How long until one more fits into this window."""
        while sent and sent[0] <= now - window:
            sent.popleft()
        return sent[len(sent) - most] + window - now if len(sent) >= most else 0.0
