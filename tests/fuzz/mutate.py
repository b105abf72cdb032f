"""Breaks a real update in the ways nobody thinks of. Pure: the dice decide everything."""

import copy
import random
from collections.abc import Iterator
from typing import Any, Final

import conversations

Update = dict[str, Any]
Place = tuple[Any, Any]
"""Where a value stands: its container and its key there."""

#: Who was in the scenes the corpus comes from.
RECORDED: Final = range(200_000_001, 200_001_000)
STRINGS: Final = (
    "", " ", "\x00", "\ud800", "\udc00\ud83d", "\u202e\u2066", "\u200b\u200d\ufeff", "e" + "\u0301" * 200, "😀" * 4_096,
    "{ $name }", "<b>&amp;</b>", "%s%n{0}", "/stopp", "/an kai hallo", "/zuordnen kai tom", "/anliegen #1", "/erase 1",
    "../../etc/passwd", "null", "NaN", "1e999", "²", "-1", "9" * 400, "ß" * 65, "\n" * 300, "Ich will nicht mehr leben",
    "Kai", "Mia", "@admin", "https://t.me/x?start=AAAA-AAAA", "x" * 70_000,
)  # fmt: skip
NUMBERS: Final = (0, 1, 2, 3, 9, -1, 2**31, 2**53, -(2**63), 10**40, 1.5, float("1e308"), True, None)
ARGUMENTS: Final = (
    "", "0", "1", "2", "7", "8", "99999999999999999999", "1.1", "1.2", "1.gut.-", "1.1.deadbeef", "1.koordination",
    "1.~", "1-1", "week.3", "de", "xx", "wohnen", "jobcenter", "²", "\u202e", "{ $x }", "x" * 60,
)  # fmt: skip


def broken(rng: random.Random, corpus: list[Update], actor: int, others: list[int], marker: str) -> Update:
    """An update of this actor, with up to four things wrong. Telegram vouches for who it is from, so that stays true;
    everything else may name `others`. What they say bears their marker."""
    while True:
        try:
            return _broken(rng, corpus, actor, others, marker)
        except RecursionError:
            continue  # nested deeper than these dice can follow: another throw


def _broken(rng: random.Random, corpus: list[Update], actor: int, others: list[int], marker: str) -> Update:
    update = copy.deepcopy(rng.choice(corpus))
    if rng.random() < 0.25:
        _press(rng, update)
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        places = list(_places(update))
        if not places:
            break  # nothing is left to break
        container, key = rng.choice(places)
        rng.choice(_WAYS)(rng, container, key, places, others)
    update.pop("update_id", None)
    for container, key in list(_places(update)):
        if container[key] in RECORDED if type(container[key]) is int else False:
            container[key] = actor if rng.random() < 0.8 else rng.choice(others)
    _vouch(update, actor)
    _mark(update, marker)
    return update


def _press(rng: random.Random, update: Update) -> None:
    """A button with made-up data."""
    query = update.get("callback_query")
    if isinstance(query, dict):
        action = rng.choice([*conversations.TAPS, "nosuch", ""])
        query["data"] = f"{action}:{rng.choice(ARGUMENTS)}" if rng.random() < 0.9 else action


def _places(value: Any) -> Iterator[Place]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)


def _drop(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    del container[key]


def _repeat(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    container[key] = [copy.deepcopy(container[key])] * rng.randint(1, 3)


def _swap(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    other, its_key = rng.choice(places)
    container[key] = copy.deepcopy(other[its_key])


def _wrong(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    container[key] = rng.choice((None, [], {}, "", 0, False, [[]], {"id": 1}, "wort", 3.5))


def _number(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    container[key] = rng.choice(NUMBERS)


def _odd_words(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    container[key] = rng.choice(STRINGS)


def _nest(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    inner = copy.deepcopy(container[key])
    for _ in range(rng.choice((3, 30, 150))):
        inner = {"reply_to_message": inner} if rng.random() < 0.5 else [inner]
    container[key] = inner


def _somebody_else(rng: random.Random, container: Any, key: Any, places: list[Place], others: list[int]) -> None:
    container[key] = rng.choice(others)


_WAYS: Final = (_drop, _repeat, _swap, _wrong, _number, _odd_words, _odd_words, _nest, _somebody_else)


def _vouch(update: Update, actor: int) -> None:
    """Whoever the update says it is from: as far as it can be read, it is from the actor."""
    for part in update.values():
        if not isinstance(part, dict):
            continue
        for holder in (part, part.get("message"), part.get("edited_message")):
            chat = holder.get("chat") if isinstance(holder, dict) else None
            # A group of theirs keeps its number; whoever else's chat it would be is theirs.
            if isinstance(chat, dict) and not (type(chat.get("id")) is int and chat["id"] < 0):
                chat["id"] = actor
        if isinstance(part.get("from"), dict) and "query" in part:
            part["from"]["id"] = actor


def _mark(update: Update, marker: str) -> None:
    for container, key in list(_places(update)):
        if key in ("text", "caption", "query", "first_name", "file_name", "title") and isinstance(container[key], str):
            if key == "text" and "reply_markup" in container:
                continue  # the bot's own message under a button
            container[key] = f"{container[key]} {marker}"
