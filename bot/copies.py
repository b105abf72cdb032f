"""What is stored about somebody, as files they can keep: a page to read, and JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot import html
from bot.content.model import Content
from bot.html import Html

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def as_json(found: Rows) -> str:
    """For programs."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_page(found: Rows, content: Content, language: str) -> str:
    """To read, in any browser, also without a network."""

    def said(key: str) -> str:
        return content.texts.text(language, f"data-title-{key.replace('_', '-')}")

    parts: list[Html] = [html.line(content.texts.text(language, "data-heading", service=content.service.name), "h1")]
    for table, rows in found.items():
        parts.append(html.line(said(table), "h2"))
        parts += [html.box([html.line(f"{name}: {value}") for name, value in row.items()]) for row in rows]
    return html.page(language, content.service.name, parts)
