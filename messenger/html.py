"""parse_mode=HTML: text with tags becomes text with entities, or Telegram's complaint about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from messenger import units
from messenger.links import link_entity
from messenger.refusals import Refusal, bad_request

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
TAGS = frozenset({*SIMPLE, "a", "span", "tg-emoji"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[a-zA-Z0-9.\-]+))?""")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


def parse(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The bare text and its entities."""
    if "<" not in text and "&" not in text:
        return text, []
    out: list[str] = []
    entities: list[dict[str, Any]] = []
    stack: list[_Open] = []
    offset = at = 0
    while at < len(text):
        character = text[at]
        if character == "&" and (reference := _REFERENCE.match(text, at)) and (decoded := _decode(reference)):
            out.append(decoded)
            offset += units.length(decoded)
            at = reference.end()
        elif character != "<":
            out.append(character)
            offset += 2 if character > "\uffff" else 1
            at += 1
        elif text.startswith("</", at):
            at = _close(text, at, stack, entities, offset)
        else:
            opened, at = _open(text, at, offset)
            stack.append(opened)
    if stack:
        raise _complaint(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return "".join(out), _merge_code_into_pre(entities)


def _decode(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name is not None:
        return NAMED.get(name, "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


def _open(text: str, at: int, offset: int) -> tuple[_Open, int]:
    end = at + 1
    while end < len(text) and not text[end].isspace() and text[end] != ">":
        end += 1
    if end == len(text):
        raise _complaint(f"Unclosed start tag at byte offset {_bytes(text, at)}")
    tag = text[at + 1 : end].lower()
    if tag not in TAGS:
        raise _complaint(f'Unsupported start tag "{tag}" at byte offset {_bytes(text, at)}')
    attributes: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(text, end):
        name, value = attribute.groups()
        if value is not None and value[0] in "\"'":
            value = value[1:-1]
        attributes[name.lower()] = _REFERENCE.sub(lambda found: _decode(found) or found[0], value or "")
        end = attribute.end()
    while end < len(text) and text[end].isspace():
        end += 1
    if end == len(text) or text[end] != ">":
        raise _complaint(f'Unclosed start tag "{tag}" at byte offset {_bytes(text, at)}')
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {_bytes(text, at)}')
    return _Open(tag, attributes, offset), end + 1


def _close(text: str, at: int, stack: list[_Open], entities: list[dict[str, Any]], offset: int) -> int:
    end = text.find(">", at)
    tag = text[at + 2 : end if end >= 0 else len(text)].strip().lower()
    if not stack:
        raise _complaint(f"Unexpected end tag at byte offset {_bytes(text, at)}")
    opened = stack.pop()
    if end < 0 or (tag and tag != opened.tag):
        where = _bytes(text, at)
        raise _complaint(f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", found "</{tag}>"')
    if offset > opened.offset and (entity := _entity(opened)) is not None:
        entities.append({"offset": opened.offset, "length": offset - opened.offset, **entity})
    return end + 1


def _entity(opened: _Open) -> dict[str, Any] | None:
    if opened.tag == "a":
        return link_entity(opened.attributes.get("href", ""))
    if opened.tag == "span":
        return {"type": "spoiler"}
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    language = opened.attributes.get("class", "")
    if opened.tag == "code" and language.startswith("language-"):
        return {"type": "code", "language": language.removeprefix("language-")}
    return {"type": SIMPLE[opened.tag]}


def _merge_code_into_pre(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """<pre><code class="language-x"> is one entity with a language; a language on any other code is dropped."""
    pres = {(entity["offset"], entity["length"]): entity for entity in entities if entity["type"] == "pre"}
    kept = []
    for entity in entities:
        language = entity.pop("language", None) if entity["type"] == "code" else None
        pre = pres.get((entity["offset"], entity["length"])) if entity["type"] == "code" else None
        if pre is None:
            kept.append(entity)
        elif language:
            pre["language"] = language
    return kept


def _bytes(text: str, at: int) -> int:
    return len(text[:at].encode())


def _complaint(what: str) -> Refusal:
    return bad_request(f"can't parse entities: {what}")
