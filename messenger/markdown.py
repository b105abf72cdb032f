"""parse_mode=MarkdownV2 and the older Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from messenger import units
from messenger.links import link_entity
from messenger.refusals import Refusal, bad_request

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
#: longest first, so that __ is underline and not twice italic
MARKERS = (("```", "pre"), ("||", "spoiler"), ("__", "underline"), ("_", "italic"), ("*", "bold"),
           ("~", "strikethrough"), ("`", "code"))  # fmt: skip
NAMES = {"pre": "PreCode", "spoiler": "Spoiler", "underline": "Underline", "italic": "Italic", "bold": "Bold",
         "strikethrough": "Strikethrough", "code": "Code", "text_link": "TextUrl"}  # fmt: skip
_ADDRESS = re.compile(r"\]\(((?:\\.|[^)\\])*)\)", re.S)
_LANGUAGE = re.compile(r"([^\s`]*)\n")
_OLD = re.compile(r"\\([_*`\[])|```(?:(\w+)\n)?(.*?)```|`([^`]*)`|\*([^*]*)\*|_([^_]*)_|\[([^\]]*)\]\(([^)]*)\)", re.S)


@dataclass(slots=True)
class _Open:
    type: str
    offset: int
    at: int
    language: str | None = None


class _Reader:
    """One pass over a MarkdownV2 text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.offset = 0
        self.out: list[str] = []
        self.stack: list[_Open] = []
        self.entities: list[dict[str, Any]] = []
        self.quote_from: int | None = None

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.text):
            self._step()
        self._end_quote()
        if self.stack:
            opened = self.stack[-1]
            raise _complaint(f"Can't find end of {NAMES[opened.type]} entity at byte offset {self._bytes(opened.at)}")
        return "".join(self.out), sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _step(self) -> None:
        character = self.text[self.at]
        inside = self.stack[-1].type if self.stack else ""
        if character == "\\" and self.at + 1 < len(self.text) and self.text[self.at + 1].isascii():
            self._put(self.text[self.at + 1])
            self.at += 2
        elif inside in ("code", "pre") and character != "`":
            self._put(character)
            self.at += 1
        elif character == ">" and self._line_starts():
            self.quote_from = self.offset if self.quote_from is None else self.quote_from
            self.at += 1
        elif character == "\n" and self.quote_from is not None and not self.text.startswith("\n>", self.at):
            self._end_quote()
            self._put(character)
            self.at += 1
        elif character == "]" and inside == "text_link":
            self._end_link()
        elif character in RESERVED:
            self._marker(inside)
        else:
            self._put(character)
            self.at += 1

    def _marker(self, inside: str) -> None:
        if self.text.startswith("[", self.at) or self.text.startswith("![", self.at):
            self.stack.append(_Open("text_link", self.offset, self.at))
            self.at += 2 if self.text[self.at] == "!" else 1
            return
        for marker, kind in MARKERS:
            if not self.text.startswith(marker, self.at) or (inside in ("code", "pre") and kind != inside):
                continue
            at = self.at
            self.at += len(marker)
            if inside == kind:
                self._close()
            else:
                self.stack.append(_Open(kind, self.offset, at, self._language() if kind == "pre" else None))
            return
        character = self.text[self.at]
        if inside in ("code", "pre"):
            self._put(character)
            self.at += 1
            return
        raise _complaint(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _close(self) -> None:
        opened = self.stack.pop()
        language = {"language": opened.language} if opened.language else {}
        self._add(opened.offset, {"type": opened.type, **language})

    def _language(self) -> str | None:
        """The word behind ``` on the same line, which belongs to no text."""
        named = _LANGUAGE.match(self.text, self.at)
        if named is None:
            return None
        self.at = named.end()
        return named[1] or None

    def _end_link(self) -> None:
        opened = self.stack.pop()
        address = _ADDRESS.match(self.text, self.at)
        if address is None:
            raise _complaint(f"Can't find end of a URL at byte offset {self._bytes(self.at)}")
        url = re.sub(r"\\(.)", r"\1", address[1])
        if emoji := re.fullmatch(r"tg://emoji\?id=(\d+)", url):
            self._add(opened.offset, {"type": "custom_emoji", "custom_emoji_id": emoji[1]})
        elif (entity := link_entity(url)) is not None:
            self._add(opened.offset, entity)
        self.at = address.end()

    def _end_quote(self) -> None:
        if self.quote_from is not None:
            self._add(self.quote_from, {"type": "blockquote"})
        self.quote_from = None

    def _add(self, offset: int, entity: dict[str, Any]) -> None:
        if self.offset > offset:
            self.entities.append({"offset": offset, "length": self.offset - offset, **entity})

    def _put(self, character: str) -> None:
        self.out.append(character)
        self.offset += 2 if character > "\uffff" else 1

    def _line_starts(self) -> bool:
        return self.at == 0 or self.text[self.at - 1] == "\n"

    def _bytes(self, at: int) -> int:
        return len(self.text[:at].encode())


def parse(text: str) -> tuple[str, list[dict[str, Any]]]:
    """MarkdownV2: the bare text and its entities."""
    return _Reader(text).parse()


def parse_old(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Markdown as it was before version 2: no nesting, no escaping inside."""
    out: list[str] = []
    entities: list[dict[str, Any]] = []
    offset = last = 0

    def put(words: str, entity: dict[str, Any] | None = None) -> None:
        nonlocal offset
        count = units.length(words)
        if entity is not None and count:
            entities.append({"offset": offset, "length": count, **entity})
        out.append(words)
        offset += count

    for match in _OLD.finditer(text):
        put(_nothing_open(text, last, match.start()))
        escaped, language, pre, code, bold, italic, words, url = match.groups()
        if escaped:
            put(escaped)
        elif pre is not None:
            put(pre, {"type": "pre", "language": language} if language else {"type": "pre"})
        elif words is not None:
            put(words, link_entity(url))
        else:
            kind = "code" if code is not None else "bold" if bold is not None else "italic"
            put(code or bold or italic or "", {"type": kind})
        last = match.end()
    put(_nothing_open(text, last, len(text)))
    return "".join(out), entities


def _nothing_open(text: str, begin: int, end: int) -> str:
    part = text[begin:end]
    if left := re.search(r"[_*`]", part):
        where = len(text[: begin + left.start()].encode())
        raise _complaint(f"Can't find end of the entity starting at byte offset {where}")
    return part


def _complaint(what: str) -> Refusal:
    return bad_request(f"can't parse entities: {what}")
