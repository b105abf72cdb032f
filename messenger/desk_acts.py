"""What people do through the page: each function is one thing done on one phone, or with the clock and the switches."""

from __future__ import annotations

import asyncio
import calendar
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from messenger.model import CAPTIONED, MEDIA
from messenger.phone import Phone
from messenger.shown import Shown
from messenger.world import World

JSON = dict[str, Any]

#: how long a pressed button or a question waits for the bot before the page gives up on it
ANSWER_WITHIN = 8.0
HERE = ZoneInfo("Europe/Berlin")


class CannotDo(Exception):
    """Something the page asked for that makes no sense; says so in German."""


class Body:
    """What the page sent, read by type."""

    def __init__(self, data: Any) -> None:
        if not isinstance(data, dict):
            raise CannotDo("Die Seite hat etwas Unlesbares geschickt.")
        self.data: JSON = data

    def number(self, key: str, *, least: float = float("-inf"), most: float = float("inf")) -> float:
        value = self.data.get(key)
        try:
            number = float(value) if not isinstance(value, bool) and value is not None else float("nan")
        except (TypeError, ValueError):
            number = float("nan")
        if not least <= number <= most:
            raise CannotDo(f"„{key}“ ist keine passende Zahl.")
        return number

    def integer(self, key: str, *, least: float = float("-inf"), most: float = float("inf")) -> int:
        return int(self.number(key, least=least, most=most))

    def optional_integer(self, key: str) -> int | None:
        return None if self.data.get(key) is None else self.integer(key)

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise CannotDo(f"„{key}“ fehlt.")
        return value

    def optional_text(self, key: str) -> str | None:
        return None if self.data.get(key) in (None, "") else self.text(key)

    def texts(self, key: str) -> list[str]:
        value = self.data.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise CannotDo(f"„{key}“ ist keine Liste.")
        return value

    def switch(self, key: str) -> bool:
        value = self.data.get(key)
        if not isinstance(value, bool):
            raise CannotDo(f"„{key}“ ist weder an noch aus.")
        return value


def _seen(phone: Phone, body: Body, key: str = "message") -> Shown:
    """The message on this screen that the page speaks of."""
    number, chat = body.integer(key), body.integer("chat")
    if number < 0:
        raise CannotDo("Diese Nachricht ist aus der Zeit vor der Supergruppe; da geht nichts mehr.")
    for shown in reversed(phone.screen(chat)):
        if shown.message_id == number:
            return shown
    raise CannotDo("Diese Nachricht ist nicht mehr da.")


def _where(phone: Phone, body: Body) -> JSON:
    """Chat, topic and the message replied to."""
    replied = body.optional_integer("reply_to")
    return {
        "chat": body.integer("chat"),
        "thread": body.optional_integer("thread"),
        "reply_to": None if replied is None else _seen(phone, body, "reply_to"),
    }


# --- one person's phone


async def write(phone: Phone, body: Body) -> None:
    phone.write(body.text("text"), quote=body.optional_text("quote"), **_where(phone, body))


async def send(phone: Phone, about: str, files: list[bytes]) -> None:
    """Files: several pictures or several documents travel as one album, the caption with the first."""
    try:
        body = Body(json.loads(about))
    except ValueError as error:
        raise CannotDo("Die Seite hat etwas Unlesbares geschickt.") from error
    parts = [Body(part) for part in body.data.get("files", ())]
    if not parts or len(parts) != len(files):
        raise CannotDo("Es ist keine Datei angekommen.")
    kinds = [part.text("kind") for part in parts]
    if unknown := [kind for kind in kinds if kind not in MEDIA]:
        raise CannotDo(f"„{unknown[0]}“ kann man nicht schicken.")
    where, caption = _where(phone, body), body.optional_text("caption")
    album = phone.world.album_id() if len(parts) > 1 and _one_album(kinds) else None
    for part, kind, data in zip(parts, kinds, files, strict=True):
        words = caption if kind in CAPTIONED else None
        seconds = part.optional_integer("duration") or None
        phone.send(
            kind, data, name=part.optional_text("name"), mime=_mime(kind, part.optional_text("mime")),
            caption=words, album=album, duration=seconds if kind in ("voice", "audio") else None, **where,
        )  # fmt: skip
        if words is not None:
            caption = None
    if caption is not None:
        phone.write(caption, **where)


def _one_album(kinds: list[str]) -> bool:
    return set(kinds) <= {"photo", "video"} or set(kinds) == {"document"} or set(kinds) == {"audio"}


def _mime(kind: str, mime: str | None) -> str | None:
    """The browser's word for it, as long as it fits what the file is sent as."""
    if mime is None or kind == "document":
        return mime
    fits = {"photo": "image", "sticker": "image", "voice": "audio", "audio": "audio"}.get(kind, "video")
    mime = mime.split(";")[0]
    return mime if mime.startswith(fits) or (kind == "animation" and mime == "image/gif") else None


async def card(phone: Phone, body: Body) -> None:
    """A place, a contact, a poll."""
    where = _where(phone, body)
    match body.text("what"):
        case "location":
            phone.send_location(
                body.number("latitude", least=-90, most=90), body.number("longitude", least=-180, most=180), **where
            )
        case "contact":
            phone.send_contact(body.text("phone_number"), body.text("first_name"), **where)
        case "poll":
            phone.send_poll(body.text("question"), body.texts("options"), **where)
        case what:
            raise CannotDo(f"„{what}“ kann man nicht schicken.")


async def edit(phone: Phone, body: Body) -> None:
    shown = _seen(phone, body)
    if shown.kind == "text":
        phone.edit(shown, text=body.text("text"))
    else:
        phone.edit(shown, caption=str(body.data.get("text") or ""))


async def react(phone: Phone, body: Body) -> None:
    phone.react(_seen(phone, body), body.optional_text("emoji"))


async def press(phone: Phone, body: Body) -> JSON:
    """Press a button; waits a while for what the bot says to it."""
    shown = _seen(phone, body)
    if body.data.get("text") is not None:  # of a reply keyboard
        phone.press(shown, body.text("text"))
        return {"answer": None}
    row, column = body.integer("row", least=0), body.integer("column", least=0)
    if row >= len(shown.buttons) or column >= len(shown.buttons[row]):
        raise CannotDo("Diesen Knopf gibt es nicht mehr.")
    pressed = phone.press(shown, shown.buttons[row][column])
    await _until(phone.world, lambda: pressed.answer is not None or pressed.button.data is None)
    answer = pressed.answer
    if answer is None:
        return {"answer": None, "late": pressed.button.data is not None}
    return {"answer": {"text": answer.text, "alert": answer.alert, "url": answer.url}}


async def _until(world: World, true: Callable[[], bool]) -> None:
    """Wait until this is so, but not for ever: a bot that is down answers later, or never."""
    stirred = asyncio.Event()
    forget = world.on_change(stirred.set)
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            while not true():
                stirred.clear()
                await stirred.wait()
    except TimeoutError:
        pass
    finally:
        forget()


async def inline(phone: Phone, body: Body) -> JSON:
    """Ask the bot from the composer; waits a while for what it offers."""
    asked = phone.inline(str(body.data.get("query") or ""), chat=body.integer("chat"))
    await _until(phone.world, lambda: asked.answered)
    offer = asked.offer
    if offer is None:
        return {"late": True}
    return {
        "query": asked.query_id,
        "results": [{"title": result.title, "description": result.description} for result in offer.results],
        "button": {"text": offer.button.text, "start": offer.button.start} if offer.button is not None else None,
    }


async def choose(phone: Phone, body: Body) -> None:
    """Send one of the results."""
    asked, number = phone.world.inline_queries.get(body.text("query")), body.integer("result", least=0)
    if asked is None or number >= len(asked.results):
        raise CannotDo("Diesen Vorschlag gibt es nicht mehr.")
    phone.choose(asked.results[number], **_where(phone, body))


async def vote(phone: Phone, body: Body) -> None:
    option = body.optional_integer("option")
    phone.vote(_seen(phone, body), *([] if option is None else [option]))


async def open_link(phone: Phone, body: Body) -> None:
    link = body.text("link").strip()
    phone.open_link(link if "://" in link else f"https://{link}")


async def block(phone: Phone, body: Body) -> None:
    phone.block()


async def unblock(phone: Phone, body: Body) -> None:
    phone.unblock()


async def delete(phone: Phone, body: Body) -> None:
    phone.delete(_seen(phone, body))


async def clear(phone: Phone, body: Body) -> None:
    """Empty the open chat on this phone."""
    chat = body.integer("chat")
    if chat == phone.chat_id:
        return phone.clear_chat()
    for shown in phone.screen(chat):
        if shown.chat_id == chat:
            phone.delete(shown, everywhere=False)
    return None


async def create_topic(phone: Phone, body: Body) -> None:
    phone.create_topic(body.text("name"), body.integer("chat"))


async def rename_topic(phone: Phone, body: Body) -> None:
    thread, chat = _topic(phone, body)
    phone.rename_topic(thread, body.text("name"), chat)


async def delete_topic(phone: Phone, body: Body) -> None:
    phone.delete_topic(*_topic(phone, body))


def _topic(phone: Phone, body: Body) -> tuple[int, int]:
    thread, chat = body.integer("thread"), body.integer("chat")
    if thread not in [topic.thread_id for topic in phone.topics(chat)]:
        raise CannotDo("Dieses Thema gibt es nicht mehr.")
    return thread, chat


# --- everybody


def new_phone(world: World, body: Body) -> JSON:
    name = body.text("name").strip()
    phone = world.phone(
        name, username=body.optional_text("username"), language_code=body.optional_text("language") or "de"
    )
    return {"phone": phone.chat_id}


def new_group(world: World, body: Body) -> JSON:
    members = body.data.get("members")
    phones = [phone for phone in world.phones if isinstance(members, list) and phone.chat_id in members]
    if not phones:
        raise CannotDo("Eine Gruppe braucht mindestens eine Person.")
    return {"chat": world.group(body.text("title").strip(), phones).chat_id}


def advance(world: World, body: Body) -> JSON:
    """Set the clock forward; days, weeks and months keep the time of day, also when summer time ends."""
    unit, count = body.text("unit"), body.integer("count", least=1, most=1000)
    now = world.clock.now()
    match unit:
        case "minute" | "hour":
            later = now + timedelta(**{f"{unit}s": count})
        case "day" | "week":
            later = now.astimezone(HERE) + timedelta(**{f"{unit}s": count})
        case "month":
            here = now.astimezone(HERE)
            year, month = divmod(here.year * 12 + here.month - 1 + count, 12)
            last_day = calendar.monthrange(year, month + 1)[1]
            later = here.replace(year=year, month=month + 1, day=min(here.day, last_day))
        case _:
            raise CannotDo(f"„{unit}“ ist kein Zeitschritt.")
    # the difference is taken in UTC: subtracting within one zone would ignore the change of the clocks
    world.clock.advance(max(0.0, later.timestamp() - now.timestamp()))
    return {"now": world.clock.now().isoformat()}


def switches(world: World, body: Body) -> None:
    """What the messenger makes easy or difficult."""
    if "topics" in body.data:
        world.topics = body.switch("topics")
    if "limits" in body.data:
        world.limits.enabled = body.switch("limits")
    if "latency" in body.data:
        world.latency = body.number("latency", least=0, most=30)
    if "duplicates" in body.data:
        world.duplicate_updates = body.number("duplicates", least=0, most=1)
    world.changed()


def plan_fault(world: World, body: Body) -> None:
    world.faults.plan(body.text("method"), body.text("kind"), times=body.integer("times", least=1, most=10_000))
    world.changed()


def clear_faults(world: World, body: Body) -> None:
    world.faults.clear()
    world.changed()


PERSON_ACTS: dict[str, Callable[[Phone, Body], Any]] = {
    "write": write,
    "card": card,
    "edit": edit,
    "react": react,
    "press": press,
    "inline": inline,
    "choose": choose,
    "vote": vote,
    "open": open_link,
    "block": block,
    "unblock": unblock,
    "delete": delete,
    "clear": clear,
    "topics/create": create_topic,
    "topics/rename": rename_topic,
    "topics/delete": delete_topic,
}
WORLD_ACTS: dict[str, Callable[[World, Body], Any]] = {
    "phones": new_phone,
    "groups": new_group,
    "clock": advance,
    "workshop": switches,
    "faults": plan_fault,
    "faults/clear": clear_faults,
}
