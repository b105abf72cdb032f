"""A phone in somebody's hand: what its owner does, and what they see."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from messenger import shapes
from messenger.content import dice, named, poll, quote_of
from messenger.formatting import caption_text, message_text
from messenger.inline import Asked, InlineResult, ask, offered
from messenger.model import CAPTIONED, DEFAULT_ICON_COLOR, JSON, MEDIA, Message
from messenger.polls import vote
from messenger.screen import PhoneError, Screen
from messenger.shown import Button, Pressed, Shown, ShownTopic

if TYPE_CHECKING:
    from messenger.group import Group

__all__ = ["Phone", "PhoneError"]

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: kinds of messages which a bot cannot copy, with the least Telegram says about them
ODD_KINDS: dict[str, JSON] = {
    "story": {"story": {"chat": {"id": -1001, "type": "channel", "title": "Stories"}, "id": 1}},
    "giveaway": {"giveaway": {"chats": [], "winners_selection_date": 1893456000, "winner_count": 1}},
    "paid_media": {"paid_media": {"star_count": 5, "paid_media": [{"type": "preview"}]}},
    "game": {"game": {"title": "Spiel", "description": "-", "photo": []}},
    "invoice": {
        "invoice": {"title": "-", "description": "-", "start_parameter": "", "currency": "EUR", "total_amount": 100}
    },
    "chat_background_set": {
        "chat_background_set": {
            "type": {"type": "fill", "fill": {"type": "solid", "color": 0}, "dark_theme_dimming": 0}
        }
    },
}


class Phone(Screen):
    """One person's app. Whatever is done here reaches the bot as an update."""

    # --- writing

    def write(
        self,
        text: str,
        *,
        reply_to: Shown | int | None = None,
        quote: str | None = None,
        thread: int | None = None,
        chat: int | None = None,
        entities: Sequence[JSON] | None = None,
    ) -> Shown:
        """Write a text."""
        words, marked = message_text(text, None, entities)
        content: JSON = {"text": words}
        if marked:
            content["entities"] = self._named(marked)
        return self._send(content, reply_to, quote, thread, chat)

    def send(
        self,
        kind: str,
        data: bytes = b"-",
        *,
        name: str | None = None,
        caption: str | None = None,
        mime: str | None = None,
        reply_to: Shown | int | None = None,
        quote: str | None = None,
        thread: int | None = None,
        chat: int | None = None,
        album: str | None = None,
        spoiler: bool = False,
        **extra: Any,
    ) -> Shown:
        """Send a file. With `album` (see world.album_id()) parts of one album can be sent one after the other."""
        content = self._media(kind, data, name, mime, caption, extra)
        if spoiler:
            content["has_media_spoiler"] = True
        return self._send(content, reply_to, quote, thread, chat, album)

    def send_album(
        self,
        items: Sequence[tuple[str, bytes] | tuple[str, bytes, str]],
        *,
        caption: str | None = None,
        reply_to: Shown | int | None = None,
        thread: int | None = None,
        chat: int | None = None,
    ) -> list[Shown]:
        """Send several files as one album: separate messages which share an id. The caption is the first one's."""
        album = self.world.album_id()
        parts = [
            self._media(item[0], item[1], item[2] if len(item) > 2 else None, None, None if index else caption, {})
            for index, item in enumerate(items)
        ]
        return [self._send(part, reply_to, None, thread, chat, album) for part in parts]

    def send_location(self, latitude: float, longitude: float, live: bool = False, **where: Any) -> Shown:
        """Send a place; a live one can be moved with move()."""
        location: JSON = {"latitude": latitude, "longitude": longitude}
        if live:
            location |= {"live_period": 900, "horizontal_accuracy": 20.0}
        return self._send({"location": location}, **where)

    def send_venue(self, latitude: float, longitude: float, title: str, address: str, **where: Any) -> Shown:
        location = {"latitude": latitude, "longitude": longitude}
        venue = {"location": location, "title": title, "address": address}
        return self._send({"venue": venue, "location": location}, **where)

    def send_contact(self, phone_number: str, first_name: str, last_name: str | None = None, **where: Any) -> Shown:
        contact: JSON = {"phone_number": phone_number, "first_name": first_name}
        if last_name:
            contact["last_name"] = last_name
        if first_name == self.user["first_name"]:
            contact["user_id"] = self.person.id
        return self._send({"contact": contact}, **where)

    def send_poll(self, question: str, options: Sequence[str], *, anonymous: bool = True, **where: Any) -> Shown:
        return self._send({"poll": poll(self.world, question, options, anonymous=anonymous)}, **where)

    def send_dice(self, emoji: str = "🎲", **where: Any) -> Shown:
        return self._send({"dice": dice(self.world, emoji)}, **where)

    def send_uncopyable(self, kind: str = "story", **where: Any) -> Shown:
        """A message which no bot can copy: story, giveaway, paid_media, game, invoice, chat_background_set."""
        return self._send(dict(ODD_KINDS[kind]), **where)

    def forward(self, shown: Shown, *, thread: int | None = None, chat: int | None = None) -> Shown:
        """Forward something this person sees, from wherever, to the bot or a group."""
        original = self._message(shown)
        origin, content = shapes.origin(original), dict(original.content)
        return self._send(content, None, None, thread, chat, forward_origin=origin, via_bot=original.via_bot)

    # --- asking

    def inline(self, query: str = "", *, chat: int | None = None, offset: str = "") -> Asked:
        """Type `@bot query` into a chat's composer; what the bot offers stands in the answer once it has spoken."""
        place = self._chat(chat)
        if place.private:
            self._may_write()
        return ask(self.world, self.person, place, query, offset)

    def choose(
        self,
        result: InlineResult,
        *,
        reply_to: Shown | int | None = None,
        thread: int | None = None,
        chat: int | None = None,
    ) -> Shown:
        """Send what the bot offered, as an own message `via` the bot; it is not told which one was chosen."""
        if not offered(self.world, self.person, result):
            raise PhoneError(f"{result.title!r} was not offered on this phone.")
        return self._send(
            dict(result.content),
            reply_to,
            None,
            thread,
            chat,
            via_bot=self.world.bot,
            inline_id=self.world.query_id() if result.markup is not None else None,
            markup=result.markup,
            link_preview=result.link_preview,
        )

    # --- changing

    def edit(
        self,
        shown: Shown | int,
        text: str | None = None,
        caption: str | None = None,
        data: bytes | None = None,
        name: str | None = None,
    ) -> Shown:
        """Change an own message: its text, its caption, its file."""
        message = self._own(shown)
        if message.via_bot is not None:
            raise PhoneError("What was sent via the bot cannot be changed.")
        content = dict(message.content)
        if text is not None:
            content["text"], marked = message_text(text, None, None)
            content["entities"] = self._named(marked)
        if data is not None:
            content |= self._media(message.kind, data, name, None, None, {})
        if caption is not None:
            content["caption"], marked = caption_text(caption, None, None)
            content["caption_entities"] = self._named(marked)
        self.world.change(message, {key: value for key, value in content.items() if value not in ("", [])}, tell=True)
        return self._show(message)

    def move(self, shown: Shown | int, latitude: float, longitude: float) -> Shown:
        """A live location goes on."""
        message = self._own(shown)
        location = {**message.content["location"], "latitude": latitude, "longitude": longitude}
        self.world.change(message, {**message.content, "location": location}, tell=True)
        return self._show(message)

    def delete(self, shown: Shown | int, *, everywhere: bool | None = None) -> None:
        """Delete a message: an own one for everybody, another's for oneself, unless said otherwise. No update tells."""
        message = self._message(shown)
        if message.sender["id"] == self.person.id if everywhere is None else everywhere:
            self.world.remove(message)
        else:
            message.hidden_from.add(self.person.id)
            self.world.changed()

    def clear_chat(self, *, everywhere: bool = False) -> None:
        """Empty the private chat, on this phone only or also for the bot."""
        messages = list(self._private.messages.values())
        if everywhere:
            self.world.remove(*messages)
        for message in messages:
            message.hidden_from.add(self.person.id)
        self.world.changed()

    def react(self, shown: Shown | int, emoji: str | None) -> None:
        """React with an emoji; None takes the reaction back."""
        self.world.react(self._message(shown), self.person.id, emoji)

    def pin(self, shown: Shown | int) -> None:
        self.world.pin(self._message(shown), self.user)

    def vote(self, shown: Shown | int, *options: int) -> None:
        """Vote in a poll; without options the vote is taken back."""
        vote(self.world, self._message(shown), self.person, list(options))

    # --- pressing

    def press(self, shown: Shown | int, button: Button | str) -> Pressed:
        """Press a button of this message, inline or on the reply keyboard it brought."""
        message = self._message(shown)
        words = button if isinstance(button, str) else button.text
        seen = self._show(message)
        if seen.keyboard is not None and any(words in row for row in seen.keyboard):
            return self._type_button(message, words)
        found = seen.button(words) if isinstance(button, str) else button
        if not any(found == other for row in seen.buttons for other in row):
            raise PhoneError(f"The button {found} is not (or no longer) under this message.")
        pressed = Pressed(self.world.query_id(), found, time.monotonic())
        if found.data is not None:
            self._may_write()
            self.world.remember_query(pressed)
            query = {
                "id": pressed.query_id,
                "from": self.user,
                **shapes.place_of_button(message),
                "chat_instance": str(7_000_000_000 + abs(message.chat.id)),
                "data": found.data,
            }
            self.world.tell("callback_query", query, message.chat)
            self.world.changed()
        return pressed

    def _type_button(self, message: Message, words: str) -> Pressed:
        keyboard = (message.keyboard or {}).get("keyboard", [])
        button = next(button for row in keyboard for button in row if button["text"] == words)
        thread, chat = message.thread, message.chat.id
        if button.get("request_contact"):
            sent = self.send_contact("+49 151 00000000", self.user["first_name"], thread=thread, chat=chat)
        elif button.get("request_location"):
            sent = self.send_location(52.15, 9.95, thread=thread, chat=chat)
        else:
            sent = self.write(words, thread=thread, chat=chat)
        return Pressed("", Button(words), time.monotonic(), sent=sent)

    def open_link(self, link: str, *, group: Group | None = None) -> Shown:
        """Open https://t.me/<bot>?start=CODE and press Start; ?startgroup=CODE brings the bot into a group."""
        address = urlsplit(link)
        if address.path.strip("/").lower() != str(self.world.bot["username"]).lower():
            raise PhoneError(f"{link} leads to another bot.")
        query = parse_qs(address.query, keep_blank_values=True)
        payload = (query.get("start") or query.get("startgroup") or [""])[0]
        if payload and not PAYLOAD.fullmatch(payload):
            raise PhoneError(f"Telegram does not pass on {payload!r}: a payload is 1-64 characters of A-Z a-z 0-9 _ -")
        if self.person.blocked:
            self.unblock()
        if "startgroup" not in query:
            return self.write(f"/start {payload}".rstrip())
        if group is None:
            raise PhoneError("A startgroup link needs a group to bring the bot into.")
        if not group.chat.bot_present:
            group.add_bot()
        return self.write(f"/start@{self.world.bot['username']} {payload}".rstrip(), chat=group.chat_id)

    # --- blocking, topics

    def start(self) -> Shown:
        """Press Start."""
        return self.write("/start")

    def block(self) -> None:
        """Block the bot; it is told once."""
        self._set_blocked(True)

    def unblock(self) -> None:
        self._set_blocked(False)

    def deactivate(self) -> None:
        """Delete the account."""
        self.person.deactivated = True
        self.world.changed()

    def _set_blocked(self, blocked: bool) -> None:
        if self.person.blocked == blocked:
            return
        self.person.blocked = blocked
        self._private.bot_status = "kicked" if blocked else "member"
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        world = self.world
        update = shapes.member_change(self._private, self.user, world.clock.unix(), world.bot, *statuses)
        world.tell("my_chat_member", update, self._private)
        world.changed()

    def create_topic(self, name: str, chat: int | None = None) -> ShownTopic:
        """Open a topic oneself, where the chat has topics."""
        place = self._chat(chat)
        if not (self.world.topics if place.private else place.forum):
            raise PhoneError("This chat has no topics.")
        self.person.started = True
        topic = self.world.open_topic(place, self.user, name, DEFAULT_ICON_COLOR)
        return ShownTopic(topic.thread_id, topic.name, topic.icon_color)

    def delete_topic(self, thread_id: int, chat: int | None = None) -> None:
        """Delete a topic with all its messages; the bot is not told."""
        self.world.close_topic(self._chat(chat), thread_id)

    def rename_topic(self, thread_id: int, name: str, chat: int | None = None) -> None:
        place = self._chat(chat)
        place.topics[thread_id].name = name
        self.world.post(place, self.user, {"forum_topic_edited": {"name": name}}, thread=thread_id)

    # --- inside

    def _send(
        self,
        content: JSON,
        reply_to: Shown | int | None = None,
        quote: str | None = None,
        thread: int | None = None,
        chat: int | None = None,
        album: str | None = None,
        **more: Any,
    ) -> Shown:
        place = self._chat(chat)
        if place.private:
            self._may_write()
            self.person.started = True
        replied = self._message(reply_to) if reply_to is not None else None
        if replied is not None and replied.chat is not place:
            raise PhoneError("The message to reply to is in another chat.")
        if thread is None and replied is not None:
            thread = replied.thread
        if thread is not None and thread not in place.topics:
            raise PhoneError(f"There is no topic {thread} in this chat.")
        message = self.world.post(
            place,
            self.user,
            content,
            reply_to=replied.id if replied is not None else None,
            quote=quote_of(replied, quote) if replied is not None and quote else None,
            thread=thread,
            album=album,
            **more,
        )
        return self._show(message)

    def _media(
        self, kind: str, data: bytes, name: str | None, mime: str | None, caption: str | None, extra: JSON
    ) -> JSON:
        if kind not in MEDIA:
            raise ValueError(f"There is no kind {kind!r}; there are {', '.join(MEDIA)}.")
        stored = self.world.files.add(kind, data, name=name, mime=mime, **extra)
        content: JSON = {kind: stored.content}
        if kind == "animation":
            content["document"] = {
                key: value for key, value in stored.content.items() if key not in ("width", "height", "duration")
            }
        if caption is not None:
            if kind not in CAPTIONED:
                raise PhoneError(f"A {kind} has no caption.")
            words, marked = caption_text(caption, None, None)
            content["caption"] = words
            if marked:
                content["caption_entities"] = self._named(marked)
        return content

    def _named(self, entities: list[JSON]) -> list[JSON]:
        return named(self.world, entities)

    def _may_write(self) -> None:
        if self.person.blocked:
            raise PhoneError(f"{self.user['first_name']} has blocked the bot; unblock() first, as on a phone.")
        if self.person.deactivated:
            raise PhoneError(f"{self.user['first_name']} has no account any more.")

    def _own(self, shown: Shown | int) -> Message:
        message = self._message(shown)
        if message.sender["id"] != self.person.id:
            raise PhoneError("Only an own message can be changed.")
        return message
