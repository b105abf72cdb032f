"""The world's clock: the real time plus what somebody has set it forward."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Runs like any clock and can be set forward, so that a week passes in a test or a demo."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._frozen: datetime | None = None
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The time in this world, aware, in UTC."""
        base = self._frozen if self._frozen is not None else datetime.now(UTC)
        return base + timedelta(seconds=self.offset)

    def unix(self) -> int:
        """The time as Telegram writes it: whole seconds since 1970."""
        return int(self.now().timestamp())

    def advance(self, seconds: float) -> datetime:
        """Set the clock forward and tell everybody who asked to know."""
        if seconds < 0:
            raise ValueError("A messenger's clock only goes forward; advance() takes seconds >= 0.")
        self.offset += seconds
        for callback in list(self._callbacks):
            callback()
        return self.now()

    def freeze(self, at: datetime) -> None:
        """Stand still at this moment (aware); from here on only advance() moves the clock."""
        if at.tzinfo is None:
            raise ValueError("The clock needs to know the time zone of the moment it stands still at.")
        self._frozen, self.offset = at.astimezone(UTC), 0.0

    def start_at(self, at: datetime) -> None:
        """Run from this moment (aware) on, before anything has happened here: a scene that plays in March."""
        if at.tzinfo is None:
            raise ValueError("The clock needs to know the time zone of the moment it starts at.")
        self._frozen, self.offset = None, (at - datetime.now(UTC)).total_seconds()

    def on_change(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back after each advance(); the returned function ends that."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)
