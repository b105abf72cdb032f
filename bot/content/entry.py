"""One file of the FAQ: an entry in one language, or a town's note to an entry. YAML front matter, then Markdown.

`title` is all an entry must have. What stands below the headings of `sections` has its own place in the answer; other
headings are simply part of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal, TypeVar

from pydantic import Field, field_validator

from bot.content import markdown, yaml_file
from bot.content.markdown import Block
from bot.content.problems import Problem, wrong
from bot.content.texts import GERMAN
from bot.content.written import Line, Written

FILE: Final = re.compile(r"faq/([A-Za-z0-9][\w-]*)/([A-Za-z0-9][\w.-]*)\.([a-z]{2,3})\.md", re.ASCII)
"""`faq/<group>/<slug>.<lang>.md`"""
LABEL: Final = 32
"""Characters that fit on a button of a small phone."""

Part = Literal["steps", "deadline", "at_hand", "ways"]
_SECTIONS: Final[Mapping[str, Mapping[Part, str]]] = MappingProxyType(
    {
        "de": {
            "steps": "Das kannst du tun",
            "deadline": "Frist",
            "at_hand": "Das brauchst du",
            "ways": "So wird gefragt",
        },
        "en": {
            "steps": "What you can do",
            "deadline": "Deadline",
            "at_hand": "Have at hand",
            "ways": "Ways of asking",
        },
    }
)

Deadline = Literal["widerspruch", "klage", "einspruch", "mahnbescheid", "kuendigungsschutz"]
Model = TypeVar("Model", bound=Written)


class Source(Written):
    """A page an answer rests on."""

    name: Line = Field(description="Wie die Seite heißt", examples=["rundfunkbeitrag.de"])
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] = Field(
        description="Adresse der Seite", examples=["https://www.rundfunkbeitrag.de"]
    )


class Checked(Written):
    """What an entry and a town's note share: where it is written, and until when it was checked."""

    sources: tuple[Line | Source, ...] = Field(
        default=(), strict=False, description="Wo es steht: Paragrafen als Text, Seiten mit name und url"
    )
    reviewed: date | None = Field(default=None, description="Wann jemand die Antwort zuletzt geprüft hat")
    valid_until: date | None = Field(default=None, description="Bis wann sie sicher gilt; danach prüft sie jemand neu")
    help: tuple[str, ...] = Field(default=(), strict=False, description="Wer hilft: Namen aus themen.yaml")

    def run_out(self, today: date) -> bool:
        """Whether its time is over."""
        return self.valid_until is not None and self.valid_until < today

    def long_unseen(self, today: date, months: int) -> bool:
        """Whether nobody has looked at it for so many months."""
        return self.reviewed is not None and _months_later(self.reviewed, months) < today

    @field_validator("sources", mode="before")
    @classmethod
    def _either(cls, sources: object) -> object:
        """Pydantic would complain about both forms a source may have: say it once, in our words."""
        for position, source in enumerate(sources if isinstance(sources, list) else ()):
            if not isinstance(source, str | dict):
                raise wrong(f'sources: "{source}" ist keine Quelle.', "Schreib es so: § 551 BGB", (position,))
            if isinstance(source, dict) and source.keys() != {"name", "url"}:
                raise wrong(
                    "sources: Eine Seite hat name und url.",
                    'Schreib es so: {name: "rundfunkbeitrag.de", url: "https://www.rundfunkbeitrag.de"}',
                    (position,),
                )
        return sources


class Head(Checked):
    """The front matter of an entry."""

    title: Annotated[str, Field(min_length=1)] = Field(
        description="Die Frage, wie ein junger Mensch sie stellt", examples=["Zahlt das Jobcenter die Kaution?"]
    )
    label: Annotated[str, Field(min_length=1, max_length=LABEL)] | None = Field(
        default=None, description="Was auf dem Knopf steht, höchstens 32 Zeichen", examples=["Kaution vom Jobcenter"]
    )
    related: tuple[str, ...] = Field(
        default=(), strict=False, description="Verwandte Einträge: gruppe/name", examples=["wohnen/kaution"]
    )
    sensitive: bool = Field(
        default=False,
        description="true: Die Antwort kommt ohne Ton und verdeckt, falls jemand anders auf das Handy schaut",
    )
    deadline: Deadline | None = Field(default=None, description="Art der Frist, wenn eine von einem Brief an läuft")


class NoteHead(Checked):
    """The front matter of a town's note: it stands under the shipped answer and replaces nothing."""

    extends: Literal[True] = Field(description="true: Dieser Text ergänzt den mitgelieferten Eintrag")


@dataclass(frozen=True)
class Answer:
    """An entry in one language."""

    slug: str
    language: str
    path: Path
    head: Head
    #: What stands above the first heading with a meaning, and below headings without one.
    body: tuple[Block, ...]
    parts: Mapping[Part, Block]
    ways: tuple[tuple[str, int], ...]

    @property
    def group(self) -> str:
        return self.slug.partition("/")[0]

    @property
    def label(self) -> str:
        """What stands on a button that leads here."""
        return self.head.label or shortened(self.head.title, LABEL)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that is shown, in the order it is written."""
        shown = (block for part, block in self.parts.items() if part != "ways")
        return tuple(sorted((*self.body, *shown), key=lambda block: block.line))

    @property
    def plain(self) -> str:
        """All that is shown, as plain words."""
        return "\n\n".join(markdown.show(block.source).text for block in self.blocks)


@dataclass(frozen=True)
class Note:
    """What a town adds to an entry in one language."""

    slug: str
    language: str
    path: Path
    head: NoteHead
    body: Block

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that is shown."""
        return (self.body,)


def _months_later(day: date, months: int) -> date:
    """The same day so many months on, the 28th at most."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


def sections(language: str) -> Mapping[Part, str]:
    """The headings that have a meaning; a language without its own uses the German ones."""
    return _SECTIONS.get(language, _SECTIONS[GERMAN])


def shortened(text: str, length: int) -> str:
    """The text, or as many of its words as fit."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def read(name: str, path: Path, text: str) -> tuple[Answer | Note | None, list[Problem]]:
    """The file as an entry or a note, or None and what has to be changed in it."""
    found = FILE.fullmatch(name)
    if found is None:
        what = "Der Dateiname passt nicht zu einem Eintrag."
        return None, [Problem(path, 1, what, "Nenn sie zum Beispiel so: faq/wohnen/kaution.de.md, nur a-z, 0-9 und -")]
    slug, language = f"{found[1]}/{found[2]}", found[3]
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        return None, [Problem(path, 1, "Oben fehlen die Felder.", "Beginn mit drei Zeilen: ---, title: …, ---")]
    front = "\n".join(["", *lines[1:end]])  # an empty line for the first ---, so that places stay right
    first_line, below = end + 2, "\n".join(lines[end + 1 :])
    blocks = markdown.blocks(below, first_line)
    if re.search(r"^extends\s*:", front, re.MULTILINE):
        note, problems = yaml_file.read(path, front, NoteHead)
        if note is None:
            return None, problems
        return Note(slug, language, path, note, Block("", first_line, below.strip("\n"), first_line)), problems
    head, problems = yaml_file.read(path, front, Head)
    if head is None:
        return None, problems
    return _answer(slug, language, path, head, blocks, problems), problems


def _answer(slug: str, language: str, path: Path, head: Head, blocks: list[Block], problems: list[Problem]) -> Answer:
    headings = {heading: part for part, heading in sections(language).items()}
    parts: dict[Part, Block] = {}
    body = []
    for block in blocks:
        part = headings.get(block.heading)
        if part is None:
            if block.heading or block.source.strip():
                body.append(block)
        elif part in parts:
            what = f'Die Überschrift "{block.heading}" gibt es schon in Zeile {parts[part].line}.'
            problems.append(Problem(path, block.line, what, "Fass beide Abschnitte zusammen."))
        else:
            parts[part] = block
    ways = parts.get("ways")
    listed = markdown.items(ways.source) if ways else []
    return Answer(
        slug=slug,
        language=language,
        path=path,
        head=head,
        body=tuple(body),
        parts=MappingProxyType(parts),
        ways=tuple((way, (ways.first_line if ways else 0) + line) for way, line in listed),
    )
