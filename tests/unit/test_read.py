"""Telegram's updates as events, one by one; what the scenes do not play stands here."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Update

from bot.event import Added, Blocked, Edited, Event, Moved, Reacted, Said, Sent, Tapped, Unblocked, Unsupported
from bot.telegram import read

BOT = Bot("1:LOCAL")
MIA = {"id": 7, "is_bot": False, "first_name": "Mia", "language_code": "en-GB"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Mia"}
GROUP = {"id": -100, "type": "supergroup", "title": "Team"}
AT = 1_767_225_600
JSON = dict[str, Any]


def _events(kind: str, what: JSON) -> list[Event]:
    update = Update.de_json({"update_id": 1, kind: what}, BOT)
    return read.events(update)


def _message(chat: JSON = PRIVATE, sender: JSON = MIA, **content: Any) -> list[Event]:
    return _events("message", {"message_id": 5, "date": AT, "chat": chat, "from": sender, **content})


def test_a_text_with_all_that_may_come_along() -> None:
    reply = {"message_id": 4, "date": AT, "chat": PRIVATE, "from": MIA, "text": "drei oder vier"}
    (event,) = _message(
        text="vier **",
        entities=[{"type": "bold", "offset": 0, "length": 4}],
        reply_to_message=reply,
        quote={"text": "vier", "position": 10, "is_manual": True},
        message_thread_id=3,
        is_topic_message=True,
    )
    assert isinstance(event, Said)
    assert (event.chat, event.message, event.at) == ("7", "5", datetime.fromtimestamp(AT, UTC))
    assert (event.topic, event.reply_to, event.quote) == ("3", "4", "vier")
    assert (event.text, event.language, event.group) == ("vier **", "en-GB", False)
    assert json.loads(event.entities or "") == [{"type": "bold", "offset": 0, "length": 4}]


def test_a_command_is_no_formatting() -> None:
    (event,) = _message(text="/hilfe", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
    assert isinstance(event, Said) and event.entities is None


def test_in_a_topic_everything_replies_to_its_first_line_and_that_is_no_reply() -> None:
    opened = {
        "message_id": 3,
        "date": AT,
        "chat": GROUP,
        "from": MIA,
        "forum_topic_created": {"name": "x", "icon_color": 1},
    }
    (event,) = _message(GROUP, text="Hallo", reply_to_message=opened, message_thread_id=3, is_topic_message=True)
    assert isinstance(event, Said) and (event.reply_to, event.topic, event.group) == (None, "3", True)


def test_a_thread_of_replies_in_a_group_is_no_topic() -> None:
    (event,) = _message(GROUP, text="Hallo", message_thread_id=3)
    assert isinstance(event, Said) and event.topic is None


_FILE = {"file_id": "f", "file_unique_id": "u"}
CONTENTS: dict[str, JSON] = {
    "photo": {"photo": [_FILE | {"width": 1, "height": 1}]},
    "video": {"video": _FILE | {"width": 1, "height": 1, "duration": 1}},
    "video_note": {"video_note": _FILE | {"length": 1, "duration": 1}},
    "voice": {"voice": _FILE | {"duration": 1}},
    "audio": {"audio": _FILE | {"duration": 1}},
    "document": {"document": _FILE},
    "sticker": {
        "sticker": _FILE | {"width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False}
    },
    "animation": {"animation": _FILE | {"width": 1, "height": 1, "duration": 1}, "document": _FILE},
    "location": {"location": {"latitude": 1.0, "longitude": 1.0}},
    "venue": {
        "venue": {"location": {"latitude": 1.0, "longitude": 1.0}, "title": "x", "address": "y"},
        "location": {"latitude": 1.0, "longitude": 1.0},
    },
    "contact": {"contact": {"phone_number": "1", "first_name": "x"}},
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False,
            "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
            "allows_revoting": True, "members_only": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}  # fmt: skip


@pytest.mark.parametrize("kind", CONTENTS)
def test_every_kind_that_can_be_copied_is_sent(kind: str) -> None:
    (event,) = _message(media_group_id="9", **CONTENTS[kind])
    assert isinstance(event, Sent) and (event.kind, event.album, event.live) == (kind, "9", False)


def test_the_list_of_kinds_is_complete() -> None:
    assert set(CONTENTS) == set(read.COPYABLE)


def test_a_live_place_is_known_as_such_and_its_moving_is_nothing() -> None:
    live = {"location": {"latitude": 1.0, "longitude": 1.0, "live_period": 900}}
    (event,) = _message(**live)
    assert isinstance(event, Sent) and event.live
    assert _events("edited_message", {"message_id": 5, "date": AT, "chat": PRIVATE, "from": MIA, **live}) == []


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("story", {"story": {"chat": GROUP, "id": 1}}),
        ("game", {"game": {"title": "x", "description": "y", "photo": []}}),
        ("giveaway", {"giveaway": {"chats": [], "winners_selection_date": AT, "winner_count": 1}}),
        ("paid_media", {"paid_media": {"star_count": 1, "paid_media": []}}),
        ("unknown", {"something_from_the_future": {"a": 1}}),
    ],
)
def test_what_cannot_be_copied_is_unsupported(kind: str, content: JSON) -> None:
    (event,) = _message(**content)
    assert isinstance(event, Unsupported) and event.kind == kind


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 4, "date": AT, "chat": PRIVATE, "text": "x"}},
        {"new_chat_members": [MIA]},
        {"left_chat_member": MIA},
        {"new_chat_title": "x"},
        {"group_chat_created": True},
        {"migrate_from_chat_id": -5},
        {"forum_topic_created": {"name": "x", "icon_color": 1}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"video_chat_started": {}},
    ],
)
def test_service_messages_mean_nothing(content: JSON) -> None:
    assert _message(GROUP, **content) == []


def test_a_group_that_moved() -> None:
    (event,) = _message({"id": -5, "type": "group", "title": "Team"}, migrate_to_chat_id=-100)
    assert isinstance(event, Moved) and (event.chat, event.to) == ("-5", "-100")


def test_what_bots_write_means_nothing() -> None:
    assert _message(GROUP, {"id": 1, "is_bot": True, "first_name": "Bot"}, text="Hallo") == []


def test_whoever_writes_anonymously_as_their_group_is_heard() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    (event,) = _message(GROUP, anonymous, sender_chat=GROUP, text="Hallo")
    assert isinstance(event, Said) and event.group


def _edit(**content: Any) -> list[Event]:
    return _events(
        "edited_message", {"message_id": 5, "date": AT, "edit_date": AT + 9, "chat": PRIVATE, "from": MIA, **content}
    )


def test_an_edit_has_the_new_words_or_the_new_file() -> None:
    (text,) = _edit(text="neu")
    assert isinstance(text, Edited) and (text.kind, text.text, text.file) == ("text", "neu", None)
    assert text.at == datetime.fromtimestamp(AT + 9, UTC)
    sizes = [_FILE | {"width": 1, "height": 1}, {"file_id": "big", "file_unique_id": "b", "width": 2, "height": 2}]
    (photo,) = _edit(photo=sizes, caption="neu")
    assert isinstance(photo, Edited) and (photo.kind, photo.text, photo.file) == ("photo", "neu", "big")


@pytest.mark.parametrize(
    ("new", "emoji", "custom"),
    [
        ([{"type": "emoji", "emoji": "❤"}], "❤", False),
        ([], None, False),
        ([{"type": "custom_emoji", "custom_emoji_id": "1"}], None, True),
        ([{"type": "custom_emoji", "custom_emoji_id": "1"}, {"type": "emoji", "emoji": "👍"}], "👍", False),
    ],
)
def test_a_reaction(new: list[JSON], emoji: str | None, custom: bool) -> None:
    change = {"chat": PRIVATE, "message_id": 5, "user": MIA, "date": AT, "old_reaction": [], "new_reaction": new}
    (event,) = _events("message_reaction", change)
    assert isinstance(event, Reacted) and (event.message, event.emoji, event.custom) == ("5", emoji, custom)


def test_a_pressed_button() -> None:
    query = {
        "id": "77", "from": MIA, "chat_instance": "1", "data": "to:3",
        "message": {"message_id": 5, "date": AT, "chat": PRIVATE, "text": "?"},
    }  # fmt: skip
    (event,) = _events("callback_query", query)
    assert isinstance(event, Tapped) and (event.query, event.data, event.message) == ("77", "to:3", "5")


def test_a_button_under_a_message_too_old_to_be_shown_is_pressed_all_the_same() -> None:
    query = {
        "id": "77", "from": MIA, "chat_instance": "1", "data": "to:3",
        "message": {"message_id": 5, "date": 0, "chat": PRIVATE},
    }  # fmt: skip
    (event,) = _events("callback_query", query)
    assert isinstance(event, Tapped) and event.data == "to:3"


def _membership(chat: JSON, old: str, new: str) -> list[Event]:
    bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
    more = {"until_date": 0}
    change = {
        "chat": chat, "from": MIA, "date": AT,
        "old_chat_member": {"user": bot, "status": old} | (more if old == "kicked" else {}),
        "new_chat_member": {"user": bot, "status": new} | (more if new == "kicked" else {}),
    }  # fmt: skip
    return _events("my_chat_member", change)


@pytest.mark.parametrize(
    ("chat", "old", "new", "expected"),
    [
        (PRIVATE, "member", "kicked", Blocked),
        (PRIVATE, "kicked", "member", Unblocked),
        (GROUP, "left", "member", Added),
        (GROUP, "member", "left", Blocked),
        (GROUP, "member", "kicked", Blocked),
    ],
)
def test_coming_and_going(chat: JSON, old: str, new: str, expected: type[Event]) -> None:
    (event,) = _membership(chat, old, new)
    assert type(event) is expected


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 7}}}, "7"),
        ({"update_id": 1, "callback_query": {"message": {"chat": {"id": 8}}}}, "8"),
        ({"update_id": 1, "poll": {"id": "x"}}, "0"),
        ({"update_id": 1, "message": "?"}, "0"),
    ],
)
def test_whose_update_it_is_can_be_told_without_understanding_it(raw: JSON, chat: str) -> None:
    assert read.chat_of(raw) == chat
