"""Telegram counts text in UTF-16 code units; Python counts code points."""

from __future__ import annotations


def length(text: str) -> int:
    """How long this text is for Telegram."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def cut(text: str, offset: int, count: int) -> str:
    """The part which an entity of this offset and length covers."""
    if text.isascii():
        return text[offset : offset + count]
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * offset : 2 * (offset + count)].decode("utf-16-le", "replace")
