"""What the page shows: the world as flat entries by key, so that only what changed needs to be sent.

Keys: bot, clock, workshop, phone/<phone>, chat/<phone>/<chat>, message/<phone>/<chat>/<message>.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from messenger.desk_words import fault
from messenger.phone import Phone
from messenger.shown import Shown, ShownChat
from messenger.world import World

Entries = dict[str, Any]
Letters = Mapping[int, Sequence[Mapping[str, str]]]

#: a chat's newest messages; older ones stay in the world and off the page
SHOWN_AT_MOST = 400
#: messages of the group that a supergroup was before have ids of their own; on the page they come first
BEFORE = 1_000_000_000


def entries(world: World, letters: Letters, actions: Sequence[tuple[str, str]]) -> Entries:
    """Everything the page shows."""
    found: Entries = {
        "bot": {"name": world.bot["first_name"], "username": world.bot["username"]},
        "clock": {"offset": round((world.clock.now() - datetime.now(UTC)).total_seconds(), 1)},
        "workshop": workshop(world, actions),
    }
    for order, phone in enumerate(world.phones):
        found[f"phone/{phone.chat_id}"] = _phone(phone, order, letters)
        for place, chat in enumerate(phone.chats()):
            screen = phone.screen(chat.chat_id)[-SHOWN_AT_MOST:]
            found[f"chat/{phone.chat_id}/{chat.chat_id}"] = _chat(world, phone, chat, place, screen)
            for shown in screen:
                one = _message(world, phone, shown, before=shown.chat_id != chat.chat_id)
                found[f"message/{phone.chat_id}/{chat.chat_id}/{one['id']}"] = one
    return found


def changes(old: Entries, new: Entries) -> tuple[Entries, list[str]]:
    """What is new or different, and which keys are gone."""
    different = {key: value for key, value in new.items() if key not in old or old[key] != value}
    return different, [key for key in old if key not in new]


def busy(world: World) -> bool:
    """Whether the bot is typing somewhere, which ends by itself."""
    now = world.clock.now().timestamp()
    return any(until > now for _, until in world.actions.values())


def workshop(world: World, actions: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The switches as they stand."""
    return {
        "topics": world.topics,
        "limits": world.limits.enabled,
        "latency": world.latency,
        "duplicates": world.duplicate_updates,
        "faults": [fault(plan.method, plan.kind, plan.left, plan.every) for plan in world.faults.planned],
        "actions": [{"name": name, "label": label} for name, label in actions],
    }


def last_calls(world: World, count: int = 40) -> list[dict[str, Any]]:
    """What the bot asked for last, newest first."""
    newest = [call for call in list(world.calls)[-4 * count :] if call.method.lower() != "getupdates"][-count:]
    return [
        {"method": call.method, "ok": call.ok, "error": call.error, "about": _about(world, call.params)}
        for call in reversed(newest)
    ]


def _about(world: World, params: Mapping[str, Any]) -> str:
    chat = params.get("chat_id")
    try:
        person = world.people.get(int(str(chat)))
    except ValueError:
        person = None
    who = person.user["first_name"] if person is not None else (str(chat) if chat is not None else "")
    what = str(params.get("text") or params.get("caption") or "")
    return " · ".join(part for part in (who, what[:80]) if part)


def _phone(phone: Phone, order: int, letters: Letters) -> dict[str, Any]:
    user = phone.user
    return {
        "id": phone.chat_id,
        "name": " ".join(user[key] for key in ("first_name", "last_name") if user.get(key)),
        "username": user.get("username"),
        "blocked": phone.blocked,
        "order": order,
        "letters": [{"title": letter["title"], "link": letter["link"]} for letter in letters.get(phone.chat_id, ())],
    }


def _chat(world: World, phone: Phone, chat: ShownChat, order: int, screen: Sequence[Shown]) -> dict[str, Any]:
    now = world.clock.now().timestamp()
    return {
        "id": chat.chat_id,
        "title": chat.title,
        "kind": "private" if chat.kind == "private" else "group",
        "forum": world.topics if chat.kind == "private" else chat.forum,
        "order": order,
        "topics": [{"id": topic.thread_id, "name": topic.name} for topic in phone.topics(chat.chat_id)],
        "keyboard": _keyboard(screen),
        "actions": [
            {"thread": thread, "action": action}
            for (where, thread), (action, until) in world.actions.items()
            if where == chat.chat_id and until > now
        ],
        "commands": [
            {"command": command, "description": description}
            for command, description in world.commands_for(phone, chat.chat_id)
        ],
    }


def _keyboard(screen: Sequence[Shown]) -> dict[str, Any] | None:
    """The reply keyboard that is up now: the newest message that brought or removed one decides."""
    answered = False
    for shown in reversed(screen):
        if shown.keyboard_removed:
            return None
        if shown.keyboard is not None:
            if shown.one_time and answered:
                return None
            return {"rows": shown.keyboard, "placeholder": shown.placeholder, "from": shown.message_id}
        answered = answered or shown.sender == "me"
    return None


def _message(world: World, phone: Phone, shown: Shown, *, before: bool) -> dict[str, Any]:
    back = BEFORE if before else 0
    return {
        "id": shown.message_id - back,
        "thread": shown.thread_id,
        "sender": shown.sender,
        "kind": shown.kind,
        "text": shown.text or shown.caption,
        "entities": shown.entities,
        "buttons": [[{"text": button.text, "url": button.url} for button in row] for row in shown.buttons],
        "replyTo": None if shown.reply_to is None else shown.reply_to - back,
        "quote": shown.quote,
        "reactions": [{"emoji": emoji, "by": who} for emoji, who in shown.reactions.items()],
        "album": shown.album,
        "edited": shown.edited,
        "at": int(shown.at.timestamp() * 1000),
        "file": _file(shown),
        "silent": shown.silent,
        "spoiler": shown.has_spoiler,
        "forceReply": shown.force_reply,
        "forward": shown.forward,
        "via": shown.via,
        "extra": _extra(world, phone, shown),
    }


def _file(shown: Shown) -> dict[str, Any] | None:
    if shown.file_id is None:
        return None
    return {
        "id": shown.file_id,
        "name": shown.file_name,
        "size": len(shown.data or b""),
        "mime": shown.mime or "application/octet-stream",
        "duration": shown.duration or 0,
    }


def _extra(world: World, phone: Phone, shown: Shown) -> dict[str, Any]:
    """The few facts the page needs of cards and service messages."""
    extra = shown.extra
    match shown.kind:
        case "service":
            return _service(shown)
        case "location":
            return {key: extra.get(key) for key in ("latitude", "longitude", "live_period")}
        case "venue":
            return {**extra["location"], "title": extra["title"], "address": extra["address"]}
        case "contact":
            return {key: extra.get(key) for key in ("first_name", "last_name", "phone_number")}
        case "dice":
            return {"emoji": extra["emoji"], "value": extra["value"]}
        case "sticker":
            return {"emoji": extra.get("emoji")}
        case "audio":
            return {"title": extra.get("title")}
        case "poll":
            state = world.polls.get(str(extra["id"]))
            return {
                "question": extra["question"],
                "options": [
                    {"text": option["text"], "votes": option.get("voter_count", 0)} for option in extra["options"]
                ],
                "closed": extra["is_closed"],
                "mine": state.votes.get(phone.chat_id, []) if state is not None else [],
            }
    return {}


def _service(shown: Shown) -> dict[str, Any]:
    about = shown.extra
    value = about.get("value")
    people = value if isinstance(value, list) else [about]
    names = [str(person["first_name"]) for person in people if isinstance(person, dict) and "first_name" in person]
    title = value if isinstance(value, str) else None
    return {"service": shown.service, "name": about.get("name") or ", ".join(names) or None, "title": title}
