"""Telegram's errors as outcomes: which are waited out, which are tried again, which end visibly."""

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.outcome import Again, Gone, Moved, Outcome, Refused, Sent, TopicGone, Wait
from bot.telegram.send import _outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(7), Wait(7.0)),
        (ChatMigrated(-100123), Moved("-100123")),
        (BadRequest("Message thread not found"), TopicGone()),
        (BadRequest("TOPIC_DELETED"), TopicGone()),
        (BadRequest("Message is not modified: specified new message content and reply markup are"), Sent()),
        (BadRequest("Message to delete not found"), Sent()),
        (BadRequest("Query is too old and response timeout expired or query ID is invalid"), Sent()),
    ],
)
def test_what_follows_from_an_error_is_exact(error: TelegramError, outcome: Outcome) -> None:
    assert _outcome(error) == outcome


@pytest.mark.parametrize(
    "sentence",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: bot was kicked from the group chat",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot is not a member of the supergroup chat",
    ],
)
def test_nobody_there(sentence: str) -> None:
    assert _outcome(Forbidden(sentence)) == Gone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chat not found",
        "User not found",
        "PEER_ID_INVALID",
        "Group chat was deactivated",
        "Have no rights to send a message",
        "Not enough rights to send text messages to the chat",
        "CHAT_WRITE_FORBIDDEN",
    ],
)
def test_no_way_to_write_there_is_nobody_there_too(sentence: str) -> None:
    assert isinstance(_outcome(BadRequest(sentence)), Gone)


@pytest.mark.parametrize(
    "sentence",
    [
        "Message to copy not found",
        "Message can't be copied",
        "Message is too long",
        "Message text is empty",
        "Message to be replied not found",
        "Message to edit not found",
        "Message can't be edited",
        "Message can't be deleted for everyone",
        "BUTTON_DATA_INVALID",
        "REACTION_INVALID",
        "Message to react not found",
        "Can't parse entities: ...",
    ],
)
def test_what_is_refused_for_good_is_told_to_its_author(sentence: str) -> None:
    assert _outcome(BadRequest(sentence)) == Refused(sentence)


@pytest.mark.parametrize(
    "error",
    [
        TimedOut(),
        NetworkError("connection failed"),
        NetworkError("Bad Gateway"),
        TelegramError("Internal Server Error"),
        InvalidToken(),
        Conflict("terminated by other getUpdates request"),
    ],
)
def test_where_nobody_knows_it_is_tried_again(error: TelegramError) -> None:
    assert isinstance(_outcome(error), Again)
