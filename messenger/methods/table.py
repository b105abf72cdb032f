"""Every method served here, what carries it out, and which parameters it takes.

All documented parameters are listed, also those without effect on one machine (paid broadcast, posts in channels):
they are read as their type, so a wrong one is refused here as it would be by Telegram.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from messenger.methods import chats, copying, editing, inline, marking, sending, settings, topics
from messenger.params import (
    Given,
    Parser,
    array,
    boolean,
    chat,
    file,
    integer,
    mapping,
    message_ids,
    number,
    text,
    texts,
    upload,
)  # fmt: skip

if TYPE_CHECKING:
    from messenger.world import World

Takes = dict[str, Parser]


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    run: Callable[[World, Given], Any]
    takes: Takes
    #: it makes or changes messages, so Telegram's limits count it
    limited: bool


THREAD: Takes = {"chat_id": chat, "message_thread_id": integer, "direct_messages_topic_id": integer}
QUIET: Takes = {"disable_notification": boolean, "protect_content": boolean}
EFFECT: Takes = {"message_effect_id": text}
PAID: Takes = {"allow_paid_broadcast": boolean}
POST: Takes = {"suggested_post_parameters": mapping}
REPLY: Takes = {
    "reply_parameters": mapping, "reply_to_message_id": integer, "allow_sending_without_reply": boolean,
}  # fmt: skip
MARKUP: Takes = {"reply_markup": mapping}
BUSINESS: Takes = {"business_connection_id": text}
SEND: Takes = BUSINESS | THREAD | QUIET | PAID | EFFECT | POST | REPLY | MARKUP
TEXT: Takes = {"text": text, "parse_mode": text, "entities": array, "link_preview_options": mapping,
               "disable_web_page_preview": boolean}  # fmt: skip
CAPTION: Takes = {"caption": text, "parse_mode": text, "caption_entities": array}
ABOVE: Takes = {"show_caption_above_media": boolean}
SPOILER: Takes = {"has_spoiler": boolean}
PLACE: Takes = {"latitude": number, "longitude": number, "horizontal_accuracy": number, "live_period": integer,
                "heading": integer, "proximity_alert_radius": integer}  # fmt: skip
PICTURE: Takes = {"width": integer, "height": integer, "duration": integer, "thumbnail": file}
POLL: Takes = {
    "question": text, "question_parse_mode": text, "question_entities": array, "options": array,
    "is_anonymous": boolean, "type": text, "allows_multiple_answers": boolean, "allows_revoting": boolean,
    "shuffle_options": boolean, "allow_adding_options": boolean, "hide_results_until_closes": boolean,
    "members_only": boolean, "country_codes": texts, "correct_option_ids": array, "correct_option_id": integer,
    "explanation": text,
    "explanation_parse_mode": text, "explanation_entities": array, "explanation_media": mapping,
    "open_period": integer, "close_date": integer, "is_closed": boolean, "description": text,
    "description_parse_mode": text, "description_entities": array, "media": mapping,
}  # fmt: skip
FORWARD: Takes = THREAD | QUIET | POST | EFFECT | {
    "from_chat_id": chat, "message_id": integer, "video_start_timestamp": integer,
}  # fmt: skip
SEVERAL: Takes = THREAD | QUIET | {"from_chat_id": chat, "message_ids": message_ids}
MESSAGE: Takes = {"chat_id": chat, "message_id": integer}
EDIT: Takes = BUSINESS | MESSAGE | MARKUP | {"inline_message_id": text}
TOPIC: Takes = {"chat_id": chat, "message_thread_id": integer}
CHAT: Takes = {"chat_id": chat}
LANGUAGE: Takes = {"language_code": text}
COMMANDS: Takes = LANGUAGE | {"scope": mapping}
DROP: Takes = {"drop_pending_updates": boolean}


def _file(kind: str) -> Callable[[World, Given], Any]:
    return partial(sending.send_file, kind)


#: makes or changes messages
LIMITED: dict[str, tuple[Callable[[World, Given], Any], Takes]] = {
    "sendMessage": (sending.send_message, SEND | TEXT),
    "sendPhoto": (_file("photo"), SEND | CAPTION | ABOVE | SPOILER | {"photo": file}),
    "sendVideo": (_file("video"), SEND | CAPTION | ABOVE | SPOILER | PICTURE
                  | {"video": file, "cover": file, "start_timestamp": integer, "supports_streaming": boolean}),
    "sendVideoNote": (_file("video_note"), SEND
                      | {"video_note": file, "duration": integer, "length": integer, "thumbnail": file}),
    "sendVoice": (_file("voice"), SEND | CAPTION | {"voice": file, "duration": integer}),
    "sendAudio": (_file("audio"), SEND | CAPTION
                  | {"audio": file, "duration": integer, "performer": text, "title": text, "thumbnail": file}),
    "sendDocument": (_file("document"), SEND | CAPTION
                     | {"document": file, "thumbnail": file, "disable_content_type_detection": boolean}),
    "sendAnimation": (_file("animation"), SEND | CAPTION | ABOVE | SPOILER | PICTURE | {"animation": file}),
    "sendSticker": (_file("sticker"), SEND | {"sticker": file, "emoji": text}),
    "sendMediaGroup": (sending.send_media_group, BUSINESS | THREAD | QUIET | PAID | EFFECT | REPLY | {"media": array}),
    "sendLocation": (sending.send_location, SEND | PLACE),
    "sendVenue": (sending.send_venue, SEND | {
        "latitude": number, "longitude": number, "title": text, "address": text, "foursquare_id": text,
        "foursquare_type": text, "google_place_id": text, "google_place_type": text}),
    "sendContact": (sending.send_contact, SEND
                    | {"phone_number": text, "first_name": text, "last_name": text, "vcard": text}),
    "sendPoll": (sending.send_poll, BUSINESS | TOPIC | QUIET | PAID | EFFECT | REPLY | MARKUP | POLL),
    "sendDice": (sending.send_dice, SEND | {"emoji": text}),
    "forwardMessage": (copying.forward_message, FORWARD),
    "forwardMessages": (copying.forward_messages, SEVERAL),
    "copyMessage": (copying.copy_message, FORWARD | CAPTION | ABOVE | PAID | REPLY | MARKUP),
    "copyMessages": (copying.copy_messages, SEVERAL | {"remove_caption": boolean}),
    "editMessageText": (editing.edit_text, EDIT | TEXT | {"rich_message": mapping}),
    "editMessageCaption": (editing.edit_caption, EDIT | CAPTION | ABOVE),
    "editMessageMedia": (editing.edit_media, EDIT | {"media": mapping}),
    "editMessageReplyMarkup": (editing.edit_reply_markup, EDIT),
    "editMessageLiveLocation": (editing.edit_live_location, EDIT | PLACE),
}  # fmt: skip

FREE: dict[str, tuple[Callable[[World, Given], Any], Takes]] = {
    "getMe": (chats.get_me, {}),
    "logOut": (chats.yes, {}),
    "close": (chats.yes, {}),
    "setWebhook": (settings.set_webhook, DROP | {
        "url": text, "certificate": upload, "ip_address": text, "max_connections": integer, "allowed_updates": texts,
        "secret_token": text}),
    "deleteWebhook": (settings.delete_webhook, DROP),
    "getWebhookInfo": (settings.get_webhook_info, {}),
    "sendChatAction": (sending.send_chat_action, BUSINESS | TOPIC | {"action": text}),
    "stopMessageLiveLocation": (editing.stop_live_location, EDIT),
    "stopPoll": (editing.stop_poll, BUSINESS | MESSAGE | MARKUP),
    "deleteMessage": (marking.delete_message, MESSAGE),
    "deleteMessages": (marking.delete_messages, CHAT | {"message_ids": message_ids}),
    "setMessageReaction": (marking.set_reaction, MESSAGE | {"reaction": array, "is_big": boolean}),
    "answerCallbackQuery": (marking.answer_callback_query, {
        "callback_query_id": text, "text": text, "show_alert": boolean, "url": text, "cache_time": integer}),
    "answerInlineQuery": (inline.answer, {
        "inline_query_id": text, "results": array, "cache_time": integer, "is_personal": boolean, "next_offset": text,
        "button": mapping}),
    "pinChatMessage": (marking.pin, BUSINESS | MESSAGE | {"disable_notification": boolean}),
    "unpinChatMessage": (marking.unpin, BUSINESS | MESSAGE),
    "unpinAllChatMessages": (marking.unpin_all, CHAT),
    "getFile": (chats.get_file, {"file_id": text}),
    "getChat": (chats.get_chat, CHAT),
    "getChatMember": (chats.get_member, CHAT | {"user_id": integer}),
    "getChatAdministrators": (chats.get_administrators, CHAT | {"return_bots": boolean}),
    "getChatMemberCount": (chats.get_member_count, CHAT),
    "leaveChat": (chats.leave, CHAT),
    "getUserProfilePhotos": (chats.get_user_profile_photos, {
        "user_id": integer, "offset": integer, "limit": integer}),
    "createForumTopic": (topics.create, CHAT | {"name": text, "icon_color": integer, "icon_custom_emoji_id": text}),
    "editForumTopic": (topics.edit, TOPIC | {"name": text, "icon_custom_emoji_id": text}),
    "closeForumTopic": (topics.close, TOPIC),
    "reopenForumTopic": (topics.reopen, TOPIC),
    "deleteForumTopic": (topics.delete, TOPIC),
    "unpinAllForumTopicMessages": (topics.unpin_all, TOPIC),
    "setMyCommands": (settings.set_commands, COMMANDS | {"commands": array}),
    "getMyCommands": (settings.get_commands, COMMANDS),
    "deleteMyCommands": (settings.delete_commands, COMMANDS),
    "setMyName": (settings.set_name, LANGUAGE | {"name": text}),
    "getMyName": (settings.get_name, LANGUAGE),
    "setMyDescription": (settings.set_description, LANGUAGE | {"description": text}),
    "getMyDescription": (settings.get_description, LANGUAGE),
    "setMyShortDescription": (settings.set_short_description, LANGUAGE | {"short_description": text}),
    "getMyShortDescription": (settings.get_short_description, LANGUAGE),
    "setChatMenuButton": (settings.set_menu_button, {"chat_id": integer, "menu_button": mapping}),
    "getChatMenuButton": (settings.get_menu_button, {"chat_id": integer}),
}  # fmt: skip

#: getUpdates waits, so the server runs it itself; its parameters stand here with the others
GET_UPDATES: Takes = {"offset": integer, "limit": integer, "timeout": integer, "allowed_updates": texts}

#: by name in lower case: Telegram does not mind how a method is written
METHODS: dict[str, Method] = {
    name.lower(): Method(name, run, takes, limited)
    for methods, limited in ((LIMITED, True), (FREE, False))
    for name, (run, takes) in methods.items()
}
