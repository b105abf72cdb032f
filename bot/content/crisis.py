"""`krise.yaml`: what people write who are in danger, and who can be called now.

Nothing here judges a person. Whoever writes one of these expressions gets a calm message with numbers; once too often
is the smaller mistake.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.content.crisis_hours import Hours, open_until
from bot.content.crisis_lexicon import Lexicon
from bot.content.crisis_words import Sayings, Stories
from bot.content.faq import ByLanguage, in_language
from bot.content.keyed import Key, Word
from bot.content.written import Line, Written

HERE: Final = "vor-ort"
"""In a kind's list: here come the numbers a town has added for it."""
OTHERS: Final = "others"
"""In a number's languages: and many more."""
_ZONE: Final = ZoneInfo("Europe/Berlin")

Words = Annotated[tuple[Word, ...], Field(strict=False)]


class Kind(Written):
    """A kind of danger; what stands first in the file is the most serious."""

    name: ByLanguage = Field(
        description="Wie Fachkräfte sie nennen, je Sprache", examples=["{de: Suizid, en: Suicide}"]
    )
    numbers: Words = Field(
        default=(), description=f"Wen man dann anruft, in dieser Reihenfolge; {HERE}: hier kommen eure Nummern"
    )
    denied_too: bool = Field(
        default=False, description='true: Auch wer es verneint ("ich tu mir nichts an"), bekommt die Nummern'
    )


class Contact(Written):
    """Somebody who can be called or written to."""

    name: ByLanguage = Field(description="Wie die Stelle heißt, je Sprache")
    call: Line = Field(description="Nummer, Seite im Netz oder Adresse", examples=["116 123"])
    what: ByLanguage = Field(description="Was man dort bekommt, ein kurzer Satz, je Sprache")
    hours: Hours = Field(
        default=(),
        description='Wann jemand da ist: always, "20:00-08:00" (jeden Tag) oder {mo: "14:00-20:00"}; deutsche Zeit',
    )
    languages: Words = Field(
        default=("de",), description=f"Welche Sprachen dort jemand spricht; {OTHERS}: und viele andere"
    )
    kinds: Words = Field(
        default=(), description=f"Für eure Nummern: bei welcher Gefahr sie an der Stelle {HERE} stehen"
    )


class Expressions(Written):
    """What means one kind of danger in one language."""

    say: Words = Field(default=(), description="Was Menschen dann schreiben", examples=["[will nicht mehr leben]"])
    everyday: Words = Field(default=(), alias="not", description="Was nur so klingt", examples=["[sterbe vor lachen]"])


class CrisisFile(Written):
    """`krise.yaml`. How expressions are written: `a/b` either word, `...` up to five words, `.` here a sentence begins,
    or it or a part of it ends, `wort*` whatever begins so, `*wort` whatever ends so, `wort!` no other ending."""

    kinds: dict[Key, Kind] = Field(default_factory=dict, description="Die Arten von Gefahr, die schlimmste zuerst")
    numbers: dict[Key, Contact] = Field(default_factory=dict, description="Wer angerufen werden kann")
    expressions: dict[str, dict[str, Expressions]] = Field(
        default_factory=dict,
        description="Je Gefahr und Sprache, was Menschen schreiben. a/b: eines von beiden; ...: bis zu fünf Wörter; "
        ". : hier beginnt der Satz, oder er endet, oder es kommt ein Komma; wort*: alles, was so anfängt; "
        "*wort: alles, was so aufhört; wort!: genau dieses Wort",
    )
    same: Annotated[tuple[Words, ...], Field(strict=False)] = Field(
        default=(), description="Einzelne Wörter, die überall als dasselbe gelten; jede Zeile eine Liste"
    )
    fillers: Words = Field(default=(), description="Wörter, die überall fehlen oder dazwischenstehen dürfen")
    denials: Words = Field(default=(), description="Wörter, die verneinen")
    between: Words = Field(
        default=(),
        description='Wörter, die dazwischenstehen dürfen, aber gesucht werden, wo sie stehen: "da will ich weg"',
    )
    stories: Words = Field(
        default=(), description="Steht das im selben Teil des Satzes, erzählt jemand von Film, Spiel, Lied oder Schule"
    )


@dataclass(frozen=True)
class Number:
    """Somebody who is there now, in one language; `until` in German local time, None: around the clock."""

    key: str
    name: str
    call: str
    what: str
    until: time | None
    speaks: bool


@dataclass(frozen=True)
class Crisis:
    """All of it, ready for every message; kinds in their order, the most serious first."""

    kinds: Mapping[str, Kind]
    numbers: Mapping[str, Contact]
    expressions: Mapping[str, Expressions]
    same: tuple[tuple[str, ...], ...] = ()
    fillers: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()

    def kinds_in(self, text: str) -> tuple[str, ...]:
        """The kinds of danger somebody's words mean, the most serious first; none for everyday talk."""
        lexicon, sayings, stories = self.compiled
        tokens = lexicon.tokens(text)
        return tuple(kind for kind, each in sayings.items() if each.found(tokens, stories))

    @cached_property
    def compiled(self) -> tuple[Lexicon, Mapping[str, Sayings], Stories]:
        """The expressions as they are looked for: their words, by kind, and what marks a story."""
        lexicon = Lexicon(self.same, self.fillers, self.denials, self.between)
        sayings = {}
        for key, kind in self.kinds.items():
            said = self.expressions.get(key, Expressions())
            sayings[key] = Sayings(lexicon, said.say, said.everyday, denied_too=kind.denied_too)
        return lexicon, sayings, Stories(lexicon, self.stories)

    def numbers_for(self, kind: str) -> list[str]:
        """Keys of the numbers for a kind in their order, a town's own where the kind says so, else at the end."""
        listed = self.kinds[kind].numbers
        own = [key for key, number in self.numbers.items() if kind in number.kinds and key not in listed]
        order = [
            key for each in (*listed, *(() if HERE in listed else (HERE,))) for key in ([each] if each != HERE else own)
        ]
        return [key for key in order if key in self.numbers]

    def numbers_now(self, kinds: Iterable[str], moment: datetime, language: str) -> list[Number]:
        """Who can be called at this moment about any of these kinds, each once, the most fitting first.

        Kinds there are not (any more) say nothing; ValueError for a moment without a time zone.
        """
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone is no moment")
        local = moment.astimezone(_ZONE)
        keys = dict.fromkeys(key for kind in kinds if kind in self.kinds for key in self.numbers_for(kind))
        there = ((key, self.numbers[key]) for key in keys)
        return [_number(key, each, local, language) for key, each in there if _there(each, local)]


def _there(contact: Contact, local: datetime) -> bool:
    return not contact.hours or open_until(contact.hours, local) is not None


def _number(key: str, contact: Contact, local: datetime, language: str) -> Number:
    name, what = in_language(contact.name, language), in_language(contact.what, language)
    speaks = language in contact.languages or OTHERS in contact.languages
    return Number(key, name, contact.call, what, open_until(contact.hours, local), speaks)


def merged(parts: Sequence[Expressions]) -> Expressions:
    """What several languages and folders say, as one."""
    say = tuple(dict.fromkeys(each for part in parts for each in part.say))
    everyday = tuple(dict.fromkeys(each for part in parts for each in part.everyday))
    return Expressions.model_validate({"say": say, "not": everyday})
