"""What became of a message that was handed to a messenger: values, not exceptions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """Accepted. `messages` are the ids it has in the recipient's chat."""

    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many at once: try again after so many seconds, exactly as told."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Again:
    """Nobody knows whether it arrived (timeout, broken connection, 5xx): try again."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Nobody there: blocked, deactivated, removed from the group."""

    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new id."""

    chat: str


@dataclass(frozen=True, slots=True)
class TopicGone:
    """The topic was deleted: make it again and send the message there."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The messenger will never take this message."""

    why: str


Outcome = Sent | Wait | Again | Gone | Moved | TopicGone | Refused
