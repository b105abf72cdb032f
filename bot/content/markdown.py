"""The Markdown of an answer: its sections with their places, and the words as a messenger shows them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.styled import Kind, Mark, Styled, bold, join, styled

_PARSER: Final = MarkdownIt("commonmark", {"html": False})
_MARKED: Final[Mapping[str, Kind]] = {"strong_open": "bold", "em_open": "italic", "link_open": "text_link"}
_OUTSIDE: Final = ("https://", "http://", "tel:", "mailto:")
_HEADING: Final = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
_POINT: Final = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+(.*)")
_INTERNAL: Final = re.compile(r"[A-Za-z0-9][\w-]*/[A-Za-z0-9][\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Block:
    """The part of a file below one heading; `heading` is empty for what stands above the first."""

    heading: str
    line: int
    #: The Markdown below the heading and the line it begins on.
    source: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it is written, and its line."""

    target: str
    line: int

    @property
    def slug(self) -> str | None:
        """The entry it leads to, if it is written like one (`wohnen/kaution`)."""
        return self.target if _INTERNAL.fullmatch(self.target) else None


def blocks(source: str, first_line: int = 1) -> list[Block]:
    """The text in parts, one a heading (`## Frist`); the part above the first heading comes first, if empty.

    Headings are found by line: parsing a hundred ways of asking in each of hundreds of files would take a second.
    """
    lines = source.split("\n")
    cuts = [(0, 0, "")]
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and (found := _HEADING.fullmatch(line)):
            cuts.append((number, number + 1, found[1]))
    parts = []
    for (start, body, heading), (end, _, _) in zip(cuts, [*cuts[1:], (len(lines), 0, "")], strict=True):
        while body < end and not lines[body].strip():
            body += 1
        parts.append(Block(heading, first_line + start, "\n".join(lines[body:end]).rstrip(), first_line + body))
    return parts


def show(source: str) -> Styled:
    """As a messenger shows it: emphasis and outer links stay, lists get their signs, everything else is words."""
    return join("\n\n", _blocks(_PARSER.parse(source)))


def links(source: str, first_line: int = 1) -> list[Link]:
    """Every link in it."""
    if "](" not in source and "<" not in source:
        return []
    return [
        Link(str(child.attrs.get("href", "")), first_line + (token.map[0] if token.map else 0))
        for token in _PARSER.parse(source)
        if token.type == "inline"
        for child in token.children or ()
        if child.type == "link_open"
    ]


def items(source: str) -> list[tuple[str, int]]:
    """The points of a list as they are written, each with its line, counted from 0; what is indented goes on."""
    found: list[tuple[str, int]] = []
    for number, line in enumerate(source.split("\n")):
        if point := _POINT.fullmatch(line):
            found.append((point[1].strip(), number))
        elif found and line.startswith(" ") and line.strip():
            text, at = found[-1]
            found[-1] = (f"{text} {line.strip()}", at)
    return [(text, at) for text, at in found if text]


def sentences(source: str) -> Iterator[tuple[str, int]]:
    """Every sentence as plain words, with the line its paragraph begins on, counted from 0."""
    for token in _PARSER.parse(source):
        if token.type == "inline":
            for sentence in re.split(r"(?<=[.!?:;])[“\"»)]*\s+", _inline(token).text):
                if sentence.strip():
                    yield sentence.strip(), token.map[0] if token.map else 0


def _blocks(tokens: Sequence[Token]) -> Iterator[Styled]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _end(tokens, position)
        inner = tokens[position + 1 : end]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                yield _list(token, inner)
            case "heading_open":
                yield bold(join("", (_inline(each) for each in inner if each.type == "inline")))
            case "fence" | "code_block":
                yield styled(token.content.strip())
            case "inline":
                yield _inline(token)
            case _:
                yield join("\n", _blocks(inner))
        position = end + 1


def _list(opened: Token, inner: Sequence[Token]) -> Styled:
    number = int(opened.attrs.get("start", 1))
    lines = []
    position = 0
    while position < len(inner):
        end = _end(inner, position)
        sign = f"{number}. " if opened.type == "ordered_list_open" else "• "
        lines.append(styled(sign) + join("\n", _blocks(inner[position + 1 : end])))
        number, position = number + 1, end + 1
    return join("\n", lines)


def _end(tokens: Sequence[Token], start: int) -> int:
    """Where the block that opens here closes; itself if it has no inside."""
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _inline(token: Token) -> Styled:
    text, marks = "", list[Mark]()
    opened: list[tuple[Kind, int, str]] = []
    for child in token.children or ():
        if child.type in _MARKED:
            opened.append((_MARKED[child.type], len(text), str(child.attrs.get("href", ""))))
        elif child.nesting < 0 and opened:
            kind, start, url = opened.pop()
            if kind != "text_link" or url.startswith(_OUTSIDE):
                marks.append(Mark(kind, start, len(text), url))
        elif child.type == "softbreak":
            text += " "
        elif child.type == "hardbreak":
            text += "\n"
        else:
            text += child.content
    return Styled(text, tuple(marks))
