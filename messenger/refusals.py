"""What Telegram says when it does not do what it was asked, in its own words."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A call that Telegram answers with `ok: false`; nothing was changed."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def json(self) -> dict[str, Any]:
        """The answer's body."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str) -> Refusal:
    """400: the call itself is wrong, or speaks of something that is not there."""
    return Refusal(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refusal:
    """403: the call is right, but somebody does not want it."""
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    """409: two things exclude each other, such as two pollers."""
    return Refusal(409, f"Conflict: {what}")


def too_many(retry_after: int) -> Refusal:
    """429: come again later."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def migrated(new_chat_id: int) -> Refusal:
    """400 of a group which has become a supergroup; says its new id."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, description, migrate_to_chat_id=new_chat_id)


def unauthorized() -> Refusal:
    """401: the token is wrong."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """404: there is no such method."""
    return Refusal(404, "Not Found")


def too_large() -> Refusal:
    """413: more bytes than a bot may send."""
    return Refusal(413, "Request Entity Too Large")


def internal() -> Refusal:
    """500: Telegram has trouble of its own."""
    return Refusal(500, "Internal Server Error")


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
POLLED_ELSEWHERE = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
