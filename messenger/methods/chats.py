"""Looking at chats, people and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messenger import shapes
from messenger.access import readable, writable
from messenger.files import MAX_DOWNLOAD
from messenger.model import JSON
from messenger.params import Given
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World


def get_me(world: World, given: Given) -> JSON:
    return world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": world.topics,
        "allows_users_to_create_topics": world.topics,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def yes(world: World, given: Given) -> bool:
    """logOut, close: there is nothing to do."""
    return True


def get_chat(world: World, given: Given) -> JSON:
    return shapes.full_chat(readable(world, given.get("chat_id")))


def get_member(world: World, given: Given) -> JSON:
    chat = readable(world, given.get("chat_id"))
    user_id = given.get("user_id")
    if user_id is None:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot["id"]:
        return shapes.member(world.bot, chat.bot_status)
    person = world.people.get(user_id)
    if person is None:
        raise bad_request("invalid user_id specified")
    if chat.private:
        if person is not chat.person:
            raise bad_request("member not found")
        return shapes.member(person.user, "member")
    return shapes.member(person.user, chat.members.get(user_id, "left"))


def get_administrators(world: World, given: Given) -> list[JSON]:
    chat = readable(world, given.get("chat_id"))
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    found = [
        shapes.member(world.people[user_id].user, status)
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator")
    ]
    if given.get("return_bots") and chat.bot_status == "administrator":
        found.append(shapes.member(world.bot, "administrator"))
    return found


def get_member_count(world: World, given: Given) -> int:
    chat = readable(world, given.get("chat_id"))
    return 2 if chat.private else len(chat.members) + chat.bot_present


def leave(world: World, given: Given) -> bool:
    chat = writable(world, given.get("chat_id"))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    old = chat.bot_status
    world.post(chat, world.bot, {"left_chat_member": world.bot})
    chat.bot_status = "left"
    update = shapes.member_change(chat, world.bot, world.clock.unix(), world.bot, old, "left")
    world.tell("my_chat_member", update, chat)
    return True


def get_file(world: World, given: Given) -> JSON:
    stored = world.files.find(given.get("file_id", ""))
    if stored is None:
        raise bad_request("invalid file_id" if given.get("file_id") else "file_id not specified")
    if len(stored.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.json()


def get_user_profile_photos(world: World, given: Given) -> JSON:
    if given.get("user_id") not in world.people and given.get("user_id") != world.bot["id"]:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
