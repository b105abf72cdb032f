"""Links inside a text: those with their own words, and those which are simply written there."""

from __future__ import annotations

import re
from typing import Any

from messenger import units

_DOMAINS = "de|at|ch|org|com|net|eu|info|me|io|app|dev|berlin|hamburg|koeln|bayern|nrw|gov|edu|uk|fr|pl|tr|ua"
_FOUND = re.compile(
    r"(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,})"
    rf"|(?P<url>(?:https?://[^\s<>\"]+|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_DOMAINS})\b(?:[/?#][^\s<>\"]*)?))"
    r"|(?P<mention>(?<![\w@/])@[a-zA-Z]\w{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/@]))"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)
_HINTS = re.compile(r"[./@#]")
_TRAILING = ".,;:!?»«“”„\"')]}"
_NOT_INSIDE = frozenset({"code", "pre", "text_link", "text_mention"})


def detect(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Commands, addresses, names and tags which the text itself contains."""
    if not _HINTS.search(text):
        return []
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _NOT_INSIDE]
    found: list[dict[str, Any]] = []
    for match in _FOUND.finditer(text):
        kind = match.lastgroup
        words = match[0].rstrip(_TRAILING) if kind == "url" else match[0]
        offset, count = units.length(text[: match.start()]), units.length(words)
        if any(begin < offset + count and offset < end for begin, end in taken):
            continue
        found.append({"type": kind, "offset": offset, "length": count})
    return found


def link_entity(url: str) -> dict[str, Any] | None:
    """The entity of a link with this address; None if the address is none, as Telegram then shows bare text."""
    if user := re.fullmatch(r"tg://user\?id=(\d+)", url):
        return {"type": "text_mention", "user_id": int(user[1])}
    address = web_address(url)
    return None if address is None else {"type": "text_link", "url": address}


def web_address(url: str) -> str | None:
    """The address as Telegram writes it back, or None if it is no address."""
    url = url.strip()
    if not url or any(character.isspace() for character in url):
        return None
    if url.startswith("tg://"):
        return url
    if "://" not in url:
        url = f"http://{url}"
    match = re.fullmatch(r"(https?)://([^/?#]+)([/?#].*)?", url, re.IGNORECASE)
    if match is None or not re.search(r"\.|^localhost|^\[", match[2]):
        return None
    rest = match[3] or "/"
    return f"{match[1].lower()}://{match[2].lower()}{rest if rest.startswith('/') else '/' + rest}"
