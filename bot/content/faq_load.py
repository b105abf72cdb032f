"""Files -> the FAQ, and every problem in them: one file at a time here, what files have to do with each other in
`faq_checks`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, RootModel

from bot.content import entry, yaml_file
from bot.content.amounts import Amounts, AmountsFile, Value
from bot.content.entry import Answer, Note
from bot.content.faq import Entry, Faq, Group, GroupsFile, LawsFile, Topic, TopicsFile
from bot.content.problems import Problem
from bot.content.search import Words
from bot.content.written import Written

AMOUNTS: Final = "betraege.yaml"
TOPICS: Final = "themen.yaml"
LAWS: Final = "gesetze.yaml"
GROUPS: Final = "faq/gruppen.yaml"
WORDS: Final = "faq/woerter.yaml"


class WordsFile(Written):
    """`faq/woerter.yaml`: what the search has to know about words."""

    synonyms: tuple[Annotated[tuple[str, ...], Field(strict=False)], ...] = Field(
        default=(), strict=False, description="Wörter, die dasselbe meinen; jede Zeile eine Liste"
    )
    no_question: tuple[str, ...] = Field(
        default=(), strict=False, description="Was Menschen schreiben, ohne dass eine Antwort gesucht ist"
    )


@dataclass(frozen=True)
class File:
    """One file of one folder; `name` is its place in the folder."""

    name: str
    path: Path
    text: str


@dataclass
class Read:
    """What the files say, before anybody has looked at it as a whole."""

    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    laws: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, Any] = field(default_factory=dict)
    #: Where an amount is written, for problems with it.
    amount_places: dict[str, tuple[Path, int]] = field(default_factory=dict)
    #: Entries there are, readable or not: a mistake in one file is no mistake in those that refer to it.
    slugs: set[str] = field(default_factory=set)
    #: The same with their languages.
    files: set[tuple[str, str]] = field(default_factory=set)
    amounts_readable: bool = True
    topics_readable: bool = True
    synonyms: list[tuple[str, ...]] = field(default_factory=list)
    no_question: list[str] = field(default_factory=list)

    @property
    def known_topics(self) -> Mapping[str, Topic] | None:
        """All topics, None if there may be others that could not be read."""
        return self.topics if self.topics_readable else None


def read(files: Sequence[File], problems: list[Problem]) -> Read:
    """Every file of the FAQ, later folders over earlier ones: entries whole, lists and tables name by name."""
    found = Read()
    tables: Mapping[str, tuple[type[RootModel[Any]], dict[str, Any]]] = {
        AMOUNTS: (AmountsFile, found.amounts),
        TOPICS: (TopicsFile, found.topics),
        LAWS: (LawsFile, found.laws),
        GROUPS: (GroupsFile, found.groups),
    }
    for file in files:
        if file.path.suffix == ".md" and file.name.startswith("faq/"):
            answer, wrong = entry.read(file.name, file.path, file.text)
            problems += wrong
            if (named := entry.FILE.fullmatch(file.name)) and not isinstance(answer, Note):
                found.slugs.add(f"{named[1]}/{named[2]}")
                found.files.add((f"{named[1]}/{named[2]}", named[3]))
            if isinstance(answer, Answer):
                found.answers[answer.slug, answer.language] = answer
            elif answer is not None:
                found.notes[answer.slug, answer.language] = answer
        elif file.name in tables:
            model, table = tables[file.name]
            read_table, wrong = yaml_file.read(file.path, file.text, model)
            problems += wrong
            if read_table is not None and file.name == AMOUNTS:
                for name, values in read_table.root.items():
                    table[name] = _periods(table.get(name, ()), values)
            elif read_table is not None:
                table.update(read_table.root)
            if file.name == AMOUNTS:
                found.amounts_readable &= read_table is not None
                found.amount_places.update(_places(file))
            if file.name == TOPICS:
                found.topics_readable &= read_table is not None
        elif file.name == WORDS:
            words, wrong = yaml_file.read(file.path, file.text, WordsFile)
            problems += wrong
            if words is not None:
                found.synonyms += words.synonyms
                found.no_question += words.no_question
    return found


def _periods(below: tuple[Value, ...], above: tuple[Value, ...]) -> tuple[Value, ...]:
    """A town's values of an amount over the shipped ones, period by period: a new one alone does not end the old one.

    What is a share of another amount, or was one, is replaced as a whole.
    """
    if any(value.of for value in (*below, *above)):
        return above
    return tuple({value.valid_from: value for value in (*below, *above)}.values())


def _places(file: File) -> dict[str, tuple[Path, int]]:
    lines = enumerate(file.text.split("\n"), 1)
    return {line.partition(":")[0].strip(): (file.path, number) for number, line in lines if line[:1].isalnum()}


def build(found: Read) -> Faq:
    """All of it as one frozen thing."""
    by_slug: dict[str, dict[str, Answer]] = {}
    for (slug, language), answer in found.answers.items():
        by_slug.setdefault(slug, {})[language] = answer
    notes: dict[str, dict[str, Note]] = {}
    for (slug, language), note in found.notes.items():
        notes.setdefault(slug, {})[language] = note
    entries = {slug: Entry(slug, answers, notes.get(slug, {})) for slug, answers in sorted(by_slug.items())}
    words = Words(tuple(found.synonyms), tuple(found.no_question))
    return Faq(entries, found.groups, found.topics, found.laws, Amounts(found.amounts), words)
