"""A log of what the bot asked for, so that a test can look at it."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = 5_000


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of the Bot API."""

    method: str
    params: dict[str, Any]
    at: datetime
    ok: bool
    error: str | None = None


class Calls(deque[ApiCall]):
    """The newest calls; the counts go on when old ones fall out, and begin anew after clear()."""

    def __init__(self) -> None:
        super().__init__(maxlen=KEPT)
        self.counts: Counter[str] = Counter()

    def add(self, call: ApiCall) -> None:
        self.counts[call.method] += 1
        self.append(call)

    def clear(self) -> None:
        super().clear()
        self.counts.clear()
