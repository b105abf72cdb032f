"""Buttons and keyboards: what the bot may put under a message."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from messenger.links import web_address
from messenger.model import JSON
from messenger.refusals import Refusal, bad_request

MAX_BUTTONS = 100
MAX_CALLBACK_BYTES = 64
#: what makes a button do something; exactly one of them is in an inline button
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
KEYBOARD_KEYS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective")
REPLY_BUTTON_KEYS = (
    "icon_custom_emoji_id", "style", "request_users", "request_chat", "request_managed_bot", "request_contact",
    "request_location", "request_poll", "web_app",
)  # fmt: skip


def inline(given: JSON | None) -> JSON | None:
    """The inline keyboard of an edit, checked; None for none."""
    markup, keyboard = split(given)
    if keyboard is not None:
        raise bad_request("inline keyboard expected")
    return markup


def split(given: JSON | None) -> tuple[JSON | None, JSON | None]:
    """What stays with the message (an inline keyboard) and what goes to the input field (anything else)."""
    if given is None:
        return None, None
    if "inline_keyboard" in given:
        return _inline(given["inline_keyboard"]), None
    if given.get("keyboard"):
        return None, _reply_keyboard(given)
    if given.get("remove_keyboard"):
        return None, {"remove_keyboard": True}
    if given.get("force_reply"):
        placeholder = given.get("input_field_placeholder")
        return None, {"force_reply": True, **({"input_field_placeholder": placeholder} if placeholder else {})}
    return None, None


def _inline(rows: Any) -> JSON | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(map(len, kept)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": kept} if kept else None


def _inline_button(button: Any) -> JSON:
    if not isinstance(button, dict):
        raise _button("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _button('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    actions = [
        key for key in ACTIONS if button.get(key) not in (None, "") or (key.startswith("switch") and key in button)
    ]
    if not actions:
        raise _button("Text buttons are unallowed in the inline keyboard")
    action = actions[0]
    value = button[action]
    if action == "callback_data":
        if not isinstance(value, str):
            raise _button('Field "callback_data" must be of type String')
        if len(value.encode()) > MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        value = _url(value)
    kept = {"text": text, action: value}
    for key in ("icon_custom_emoji_id", "style"):
        if button.get(key):
            kept[key] = button[key]
    return kept


def _url(url: Any) -> str:
    if not isinstance(url, str):
        raise _button('Field "url" must be of type String')
    address = web_address(url)
    if address is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if urlsplit(address).hostname in ("localhost", "127.0.0.1"):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return address


def _reply_keyboard(given: JSON) -> JSON:
    rows = given["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    kept = [[_reply_button(button) for button in row] for row in rows if row]
    return {"keyboard": kept, **{key: given[key] for key in KEYBOARD_KEYS if given.get(key)}}


def _reply_button(button: Any) -> JSON:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not button["text"].strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")
    return {"text": button["text"], **{key: button[key] for key in REPLY_BUTTON_KEYS if button.get(key)}}


def _button(what: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {what}")
