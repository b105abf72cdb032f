"""The FAQ as a whole: groups, entries, who helps, which laws, which amounts; frozen, ready to be shown and searched."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field, RootModel

from bot.content.amounts import Amounts
from bot.content.entry import Answer, Note
from bot.content.examples import Learned
from bot.content.search import Document, Search, Words
from bot.content.texts import GERMAN
from bot.content.written import Line, Written

ButtonText = Annotated[str, Field(min_length=1, max_length=40)]
ByLanguage = Annotated[dict[str, Line], Field(min_length=1)]


class Group(Written):
    """A shelf of the FAQ; its name is the folder's."""

    icon: Annotated[str, Field(max_length=8)] = Field(default="", description="Ein Emoji vor dem Namen")
    name: ByLanguage = Field(description="Wie die Gruppe heißt, je Sprache", examples=["{de: Wohnen, en: Housing}"])


class Topic(Written):
    """A kind of help there is everywhere; services (`dienste/`) say which of them they give."""

    name: ByLanguage = Field(description="Wer hilft, je Sprache", examples=["{de: Schuldnerberatung}"])
    who: ByLanguage = Field(description="Wie man dort hinkommt, ein Satz, je Sprache")
    concern: Annotated[dict[str, ButtonText], Field(min_length=1)] | None = Field(
        default=None,
        description="Wie ein junger Mensch sein Anliegen nennt, je Sprache; steht auf dem Knopf, höchstens 40 Zeichen",
        examples=['{de: "Wohnung oder ein Bett"}'],
    )

    def asked_for(self, language: str) -> str:
        """What a young person calls it, on a button; who helps, where nobody has written that."""
        return in_language(self.concern or self.name, language)


class GroupsFile(RootModel[dict[str, Group]]):
    """`faq/gruppen.yaml`."""


class TopicsFile(RootModel[dict[str, Topic]]):
    """`themen.yaml`."""


class LawsFile(RootModel[dict[str, Annotated[str, Field(pattern=r"^https://\S+$")]]]):
    """`gesetze.yaml`: how a law is abbreviated, and the address of its paragraph `{n}`."""


def in_language(words: Mapping[str, str], language: str) -> str:
    """In this language, else in German, else in any."""
    return words.get(language) or words.get(GERMAN) or next(iter(words.values()))


@dataclass(frozen=True)
class Entry:
    """One question and its answer, in all its languages."""

    slug: str
    answers: Mapping[str, Answer]
    notes: Mapping[str, Note] = field(default_factory=dict)

    @property
    def group(self) -> str:
        return self.slug.partition("/")[0]

    @property
    def key(self) -> str:
        """A short name for buttons, the same for ever."""
        return key_of(self.slug)

    def answer(self, language: str) -> Answer:
        """In this language, else in German, else in any."""
        return self.answers.get(language) or self.answers.get(GERMAN) or next(iter(self.answers.values()))

    def note(self, language: str) -> Note | None:
        """What the town adds, in this language or in German."""
        return self.notes.get(language) or self.notes.get(GERMAN)

    @property
    def sensitive(self) -> bool:
        """Whether somebody else who looks at the phone is not to see it; said in one language, it holds for all."""
        return any(answer.head.sensitive for answer in self.answers.values())

    @property
    def written(self) -> Sequence[Answer | Note]:
        """Every file it is made of."""
        return (*self.answers.values(), *self.notes.values())

    @property
    def valid_until(self) -> date | None:
        """The last day all of it is known to hold."""
        return min((each.head.valid_until for each in self.written if each.head.valid_until), default=None)


def key_of(slug: str) -> str:
    """Ten letters and digits that stand for a slug of any length."""
    return hashlib.blake2b(slug.encode(), digest_size=5).hexdigest()


@dataclass(frozen=True)
class Faq:
    """Everything people can ask."""

    entries: Mapping[str, Entry]
    groups: Mapping[str, Group]
    topics: Mapping[str, Topic]
    laws: Mapping[str, str]
    amounts: Amounts
    words: Words

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Entries by what stands in buttons."""
        return {entry.key: entry for entry in self.entries.values()}

    @cached_property
    def shelves(self) -> Mapping[str, Sequence[Entry]]:
        """Entries by group, groups in the order of `gruppen.yaml`; groups nobody described come last."""
        names = [*self.groups, *sorted({entry.group for entry in self.entries.values()} - self.groups.keys())]
        found = {name: [entry for entry in self.entries.values() if entry.group == name] for name in names}
        return {name: entries for name, entries in found.items() if entries}

    def shelf(self, group: str, language: str) -> list[Entry]:
        """A group's entries as one looks for them: by what stands on their buttons."""
        return sorted(self.shelves.get(group, ()), key=lambda entry: entry.answer(language).label.casefold())

    def group_name(self, group: str, language: str) -> str:
        """What people see of a group."""
        known = self.groups.get(group)
        return f"{known.icon} {in_language(known.name, language)}".strip() if known else group.capitalize()

    @cached_property
    def search(self) -> Search:
        """The index; made when first needed, which takes a second or two."""
        return self.learn(None)

    @property
    def ready(self) -> bool:
        """Whether `search` is there already; otherwise the first to ask waits some seconds."""
        return "search" in vars(self)

    def learn(self, before: Learned | None) -> Search:
        """The index, with what was learned before if it is of the same content; from now on it is `search`."""
        search = Search([document(entry) for entry in self.entries.values()], self.words, before)
        vars(self)["search"] = search
        return search

    def law(self, source: str) -> str | None:
        """Where a paragraph like "§ 22 Abs. 5 SGB II" can be read."""
        return law(source, self.laws)


def law(source: str, laws: Mapping[str, str]) -> str | None:
    """The address of a paragraph, if its law is known."""
    name = max((name for name in laws if source.endswith(name)), key=len, default=None)
    number = next((word.rstrip(",;") for word in source.replace("§", "§ ").split() if word[:1].isdigit()), None)
    return laws[name].replace("{n}", number) if name and number else None


def document(entry: Entry) -> Document:
    """What the search knows of an entry: everything in every language."""
    answers: Iterable[Answer] = entry.answers.values()
    return Document(
        slug=entry.slug,
        titles=tuple(filter(None, (part for answer in answers for part in (answer.head.title, answer.head.label)))),
        ways=tuple(way for answer in entry.answers.values() for way, _ in answer.ways),
        body="\n".join(answer.plain for answer in entry.answers.values()),
    )
