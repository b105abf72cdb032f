"""send...: new messages from the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from messenger import markup, shapes
from messenger.access import Place, place, thread_in, writable
from messenger.content import dice, named, poll
from messenger.files import KINDS, MAX_UPLOAD, StoredFile
from messenger.formatting import caption_text, formatted, message_text
from messenger.model import CAPTIONED, JSON, Message
from messenger.params import Given, Upload
from messenger.refusals import bad_request, too_large

if TYPE_CHECKING:
    from messenger.world import World

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "record_audio", "upload_audio",
})  # fmt: skip
ACTION_LASTS = 5.0
#: what a bot may say about a file it uploads, by kind
META = {"video": ("width", "height", "duration", "start_timestamp"), "animation": ("width", "height", "duration"),
        "audio": ("duration", "performer", "title"), "voice": ("duration",), "video_note": ("length", "duration"),
        "sticker": ("emoji",)}  # fmt: skip
ALBUM_KINDS = ({"photo", "video"}, {"audio"}, {"document"})


def send_message(world: World, given: Given) -> JSON:
    words, entities = message_text(given.get("text", ""), given.get("parse_mode"), given.get("entities"))
    content: JSON = {"text": words}
    if entities:
        content["entities"] = named(world, entities)
    return post(world, given, content, link_preview=preview(given))


def preview(given: Given) -> JSON | None:
    """The bot's wishes for the link preview; before Bot API 7.0 it could only wish for none."""
    wishes: JSON | None = given.get("link_preview_options")
    return {"is_disabled": True} if wishes is None and given.get("disable_web_page_preview") else wishes


def send_file(kind: str, world: World, given: Given) -> JSON:
    """sendPhoto, sendVideo and their like."""
    if kind not in given:
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    caption: JSON = {}
    if kind in CAPTIONED:
        caption = caption_part(world, given)
    place(world, given)  # Telegram looks at the chat before it takes the file
    return post(world, given, file_part(world, kind, given[kind], given) | caption)


def file_part(world: World, kind: str, source: Upload | str, given: Given) -> JSON:
    """The part of a message which is a file, uploaded or sent again by its id."""
    stored = _stored(world, kind, source, given)
    content: JSON = {kind: stored.content}
    if kind == "animation":
        content["document"] = {key: stored.content[key] for key in stored.content if key in DOCUMENT_KEYS}
    if given.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


DOCUMENT_KEYS = frozenset({"file_id", "file_unique_id", "file_name", "mime_type", "file_size", "thumbnail"})


def _stored(world: World, kind: str, source: Upload | str, given: Given) -> StoredFile:
    if isinstance(source, str) and source.startswith("attach://"):
        name = source.removeprefix("attach://")
        attached: dict[str, Upload] = given.get("attached", {})
        if name not in attached:
            raise bad_request("wrong file identifier/HTTP URL specified")
        source = attached[name]
    if isinstance(source, Upload):
        if len(source.data) > MAX_UPLOAD:
            raise too_large()
        meta = {key: given.get(key) for key in META.get(kind, ())}
        mime = source.mime if kind in ("document", "video", "audio", "animation") else None
        return world.files.add(kind, source.data, name=source.name, mime=mime, **meta)
    if source.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing here reaches into the network
    stored = world.files.get(source)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {KINDS[stored.kind][2]} as {KINDS[kind][2]}")
    return stored


def caption_part(world: World, given: Given) -> JSON:
    """The part of a message which is a caption."""
    words, entities = caption_text(given.get("caption", ""), given.get("parse_mode"), given.get("caption_entities"))
    part: JSON = {}
    if words:
        part["caption"] = words
        if entities:
            part["caption_entities"] = named(world, entities)
        if given.get("show_caption_above_media"):
            part["show_caption_above_media"] = True
    return part


def send_media_group(world: World, given: Given) -> list[JSON]:
    """An album: two to ten files, each a message of its own."""
    media = given.get("media") or []
    where = place(world, given)
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    if not media:
        raise bad_request("there are no messages to send")
    parts = [media_part(world, item, given) for item in media]
    kinds = {kind for kind, _ in parts}
    if len(parts) > 1 and not any(kinds <= allowed for allowed in ALBUM_KINDS):
        raise bad_request("can't use the media of the specified type in the album")
    album = world.album_id() if len(parts) > 1 else None
    return [shapes.message(add(world, where, given, content, album=album)) for _, content in parts]


def media_part(world: World, item: Any, given: Given) -> tuple[str, JSON]:
    """One InputMedia: its kind and what it makes of a message."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind, source = item.get("type"), item.get("media")
    if kind not in CAPTIONED or kind == "voice":
        raise bad_request("can't parse InputMedia: invalid type specified")
    if not isinstance(source, str) or not source:
        raise bad_request("can't parse InputMedia: Can't find field \"media\"")
    own = {**item, "attached": given.get("attached", {})}
    return kind, file_part(world, kind, source, own) | caption_part(world, own)


def send_location(world: World, given: Given) -> JSON:
    return post(world, given, {"location": location_part(given)})


def location_part(given: Given) -> JSON:
    for key in ("latitude", "longitude"):
        if key not in given:
            raise bad_request(f"{key} is empty")
    if not -90 <= given["latitude"] <= 90 or not -180 <= given["longitude"] <= 180:
        raise bad_request("wrong location specified")
    keys = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return {key: given[key] for key in keys if key in given}


def send_venue(world: World, given: Given) -> JSON:
    location = location_part(given)
    for key in ("title", "address"):
        if not given.get(key):
            raise bad_request(f"venue {key} must be non-empty")
    keys = ("title", "address", "foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    venue = {"location": location} | {key: given[key] for key in keys if key in given}
    return post(world, given, {"venue": venue, "location": location})


def send_contact(world: World, given: Given) -> JSON:
    for key in ("phone_number", "first_name"):
        if not given.get(key):
            raise bad_request(f"{key.replace('_', ' ')} is empty")
    keys = ("phone_number", "first_name", "last_name", "vcard")
    return post(world, given, {"contact": {key: given[key] for key in keys if key in given}})


def send_poll(world: World, given: Given) -> JSON:
    options: list[JSON] = []
    for option in given.get("options", ()):
        if not isinstance(option, dict | str) or (isinstance(option, dict) and not isinstance(option.get("text"), str)):
            raise bad_request("expected an option to be of type String")
        option = {"text": option} if isinstance(option, str) else option
        words, entities = formatted(option["text"], option.get("text_parse_mode"), option.get("text_entities"))
        options.append({"text": words, **({"text_entities": named(world, entities)} if entities else {})})
    question, entities = formatted(
        given.get("question", ""), given.get("question_parse_mode"), given.get("question_entities")
    )
    more: JSON = {"question_entities": named(world, entities)} if entities else {}
    if given.get("type") not in (None, "regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    more |= _quiz(world, given, len(options)) if given.get("type") == "quiz" else {}
    for key in ("allows_multiple_answers", "allows_revoting", "members_only", "is_closed"):
        if key in given:
            more[key] = given[key]
    for key in ("open_period", "close_date", "country_codes"):
        if given.get(key):
            more[key] = given[key]
    if given.get("description"):
        more["description"], _ = formatted(given["description"], given.get("description_parse_mode"))
    content = poll(world, question, options, anonymous=given.get("is_anonymous", True), **more)
    return post(world, given, {"poll": content})


def _quiz(world: World, given: Given, options: int) -> JSON:
    correct = given.get("correct_option_ids") or ()
    if "correct_option_id" in given:  # as before polls could have several
        correct = [given["correct_option_id"]]
    if not correct or not all(isinstance(one, int) and 0 <= one < options for one in correct):
        raise bad_request("invalid correct option identifier specified")
    quiz: JSON = {"type": "quiz", "correct_option_ids": list(correct), "allows_revoting": False}
    if given.get("explanation"):
        words, entities = formatted(
            given["explanation"], given.get("explanation_parse_mode"), given.get("explanation_entities")
        )
        quiz["explanation"] = words
        if entities:
            quiz["explanation_entities"] = named(world, entities)
    return quiz


def send_dice(world: World, given: Given) -> JSON:
    place(world, given)
    return post(world, given, {"dice": dice(world, given.get("emoji", "🎲"))})


def send_chat_action(world: World, given: Given) -> bool:
    chat = writable(world, given.get("chat_id"))
    if given.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = thread_in(world, chat, given.get("message_thread_id"))
    world.actions[chat.id, thread] = (given["action"], world.clock.now().timestamp() + ACTION_LASTS)
    world.changed()
    return True


def post(world: World, given: Given, content: JSON, *, link_preview: JSON | None = None) -> JSON:
    """Send one message to where the call says."""
    return shapes.message(add(world, place(world, given), given, content, link_preview=link_preview))


def add(
    world: World,
    where: Place,
    given: Given,
    content: JSON,
    *,
    album: str | None = None,
    forward_origin: JSON | None = None,
    via_bot: JSON | None = None,
    link_preview: JSON | None = None,
) -> Message:
    """Put a message of the bot into a chat, with everything sending methods have in common."""
    if given.get("business_connection_id"):
        raise bad_request("business connection not found")
    under, keyboard = markup.split(given.get("reply_markup"))
    chat = where.chat
    effect = given.get("message_effect_id") if chat.private else None
    world.actions.pop((chat.id, where.thread), None)
    return world.post(
        chat,
        world.bot,
        content,
        thread=where.thread,
        reply_to=where.reply_to,
        quote=where.quote,
        external_reply=where.external_reply,
        markup=under,
        keyboard=keyboard,
        album=album,
        forward_origin=forward_origin,
        via_bot=via_bot,
        link_preview=link_preview,
        protected=given.get("protect_content", False),
        silent=given.get("disable_notification", False),
        effect=effect,
    )
