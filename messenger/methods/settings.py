"""What the bot sets for itself: name, descriptions, commands, menu button, webhook."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from messenger import units
from messenger.access import readable
from messenger.model import JSON
from messenger.params import Given
from messenger.profile import Scope, WebhookSettings
from messenger.refusals import bad_request

if TYPE_CHECKING:
    from messenger.world import World

PLACES = frozenset({
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
})  # fmt: skip
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MAX_COMMANDS = 100


def set_name(world: World, given: Given) -> bool:
    return _set_words(world.profile.names, given, "name", 64, "bot name is too long")


def get_name(world: World, given: Given) -> JSON:
    names, language = world.profile.names, _language(given)
    return {"name": names.get(language) or names.get("") or world.bot["first_name"]}


def set_description(world: World, given: Given) -> bool:
    return _set_words(world.profile.descriptions, given, "description", 512, "bot description is too long")


def get_description(world: World, given: Given) -> JSON:
    words = world.profile.descriptions
    return {"description": words.get(_language(given)) or words.get("", "")}


def set_short_description(world: World, given: Given) -> bool:
    words = world.profile.short_descriptions
    return _set_words(words, given, "short_description", 120, "bot short description is too long")


def get_short_description(world: World, given: Given) -> JSON:
    words = world.profile.short_descriptions
    return {"short_description": words.get(_language(given)) or words.get("", "")}


def _set_words(words: dict[str, str], given: Given, key: str, most: int, complaint: str) -> bool:
    value = given.get(key, "")
    if units.length(value) > most:
        raise bad_request(complaint)
    if value:
        words[_language(given)] = value
    else:
        words.pop(_language(given), None)
    return True


def set_commands(world: World, given: Given) -> bool:
    commands = [_command(one) for one in given.get("commands", ())]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (_scope(world, given), _language(given))
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    world.changed()
    return True


def get_commands(world: World, given: Given) -> list[JSON]:
    return world.profile.commands.get((_scope(world, given), _language(given)), [])


def delete_commands(world: World, given: Given) -> bool:
    world.profile.commands.pop((_scope(world, given), _language(given)), None)
    world.changed()
    return True


def _command(one: Any) -> JSON:
    if (
        not isinstance(one, dict)
        or not isinstance(one.get("command"), str)
        or not isinstance(one.get("description"), str)
    ):
        raise bad_request("can't parse BotCommand: expected an Object with command and description")
    name, description = one["command"].removeprefix("/"), one["description"].strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units.length(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(world: World, given: Given) -> Scope:
    scope = given.get("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in PLACES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not kind.startswith("chat"):
        return kind, 0, 0
    chat_id = scope.get("chat_id")
    if isinstance(chat_id, str) and chat_id.lstrip("-").isdigit():
        chat_id = int(chat_id)
    chat = readable(world, chat_id)
    if kind != "chat" and chat.private:
        raise bad_request("can't change commands in the private chat")
    if kind == "chat_member" and not isinstance(scope.get("user_id"), int):
        raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
    return kind, chat.id, scope["user_id"] if kind == "chat_member" else 0


def _language(given: Given) -> str:
    code: str = given.get("language_code", "")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def set_menu_button(world: World, given: Given) -> bool:
    chat_id = readable(world, given["chat_id"]).id if given.get("chat_id") else 0
    button = given.get("menu_button") or {"type": "default"}
    kind = button.get("type")
    if kind not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if kind == "web_app" and not (button.get("text") and isinstance(button.get("web_app"), dict)):
        raise bad_request("can't parse menu button: Can't find field \"web_app\"")
    if kind == "default":
        world.profile.menu_buttons.pop(chat_id, None)
    else:
        world.profile.menu_buttons[chat_id] = {key: button[key] for key in ("type", "text", "web_app") if key in button}
    return True


def get_menu_button(world: World, given: Given) -> JSON:
    return world.profile.menu_button(readable(world, given["chat_id"]).id if given.get("chat_id") else 0)


def set_webhook(world: World, given: Given) -> bool:
    """From now on updates are sent there; without an address, no longer."""
    url = given.get("url", "").strip()
    if not url:
        return delete_webhook(world, given)
    _check_address(url)
    secret = given.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.webhook = WebhookSettings(
        url,
        secret,
        max_connections=min(max(given.get("max_connections", 40), 1), 100),
        ip_address=given.get("ip_address") or "127.0.0.1",
        certificate="certificate" in given,
    )
    _common(world, given)
    return True


def delete_webhook(world: World, given: Given) -> bool:
    world.webhook = WebhookSettings()
    _common(world, given)
    return True


def _common(world: World, given: Given) -> None:
    if "allowed_updates" in given:
        world.updates.allow(given["allowed_updates"])
    if given.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.notify()


def _check_address(url: str) -> None:
    """Telegram wants https; this messenger also takes http, but only to this very machine."""
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if address.scheme == "http" and not _here(address.hostname):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def _here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def get_webhook_info(world: World, given: Given) -> JSON:
    hook = world.webhook
    info: JSON = {
        "url": hook.url,
        "has_custom_certificate": hook.certificate,
        "pending_update_count": len(world.updates.pending),
    }
    if hook.url:
        info |= {"max_connections": hook.max_connections, "ip_address": hook.ip_address}
    if hook.last_error_message:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info
