"""Check-in plans: how often the bot asks how things are, what it asks then, and what an answer sets off."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, PlainValidator, model_validator

from bot.content.faq import ByLanguage
from bot.content.keyed import Key, Word
from bot.content.problems import wrong
from bot.content.texts import GERMAN
from bot.content.written import Written
from bot.rhythm import Every, Span

LOW: Final = "low"
"""In `then`: whichever of the answers that offer help."""
LONGEST_ASK: Final = 300
LONGEST_CHOICE: Final = 40
_FACES: Final = ("1", "2", "3", "4", "5")
_LOW_FACES: Final = ("1", "2")
_SPAN: Final = re.compile(r"([1-9]\d{0,3}) (day|week|month|year)s?")
_LONGEST_DAYS: Final = 3660

Kind = Literal["faces", "yes-no", "one-of", "several-of", "words"]


def span(value: object) -> Span:
    """`3 days`, `2 weeks`, `1 month`, `2 years`; PydanticCustomError if it is none of these."""
    if isinstance(value, Span):
        return value
    found = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise wrong(f'"{value}" ist kein Abstand.', "Schreib es so: 3 days, 2 weeks, 1 month oder 2 years")
    count = int(found[1])
    read = {"day": Span(count), "week": Span(7 * count), "month": Span(0, count), "year": Span(0, 12 * count)}[found[2]]
    if read.about > _LONGEST_DAYS:
        raise wrong(f'"{value}" ist zu lang.', "Höchstens 10 years.")
    return read


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _at_least_one(wordings: tuple[str, ...]) -> tuple[str, ...]:
    if not wordings:  # min_length would also find it missing where it is too long
        raise wrong("ask: Hier steht nichts.", "Schreib die Frage in Anführungszeichen dahinter.")
    return wordings


SpanText = Annotated[
    Span,
    PlainValidator(span, json_schema_input_type=str),
    PlainSerializer(lambda each: f"{each.days} days {each.months} months", return_type=str, when_used="json"),
]
Ask = Annotated[str, Field(min_length=1, max_length=LONGEST_ASK)]
Wordings = Annotated[
    tuple[Ask, ...],
    Field(strict=False),
    AfterValidator(_at_least_one),
    BeforeValidator(_one_or_several, json_schema_input_type=str | list[str]),
]
ChoiceText = Annotated[str, Field(min_length=1, max_length=LONGEST_CHOICE)]


class Later(Written):
    """The rhythm once the first years are over."""

    start: SpanText = Field(alias="from", description="So lange nach dem Ende der Hilfe", examples=["2 years"])
    every: SpanText = Field(description="Von da an in diesem Abstand", examples=["3 months"])


class Rhythm(Written):
    """When check-ins come, counted from the day care ended."""

    after: Annotated[tuple[SpanText, ...], Field(strict=False)] = Field(
        default=(), description="Die ersten: so lange nach dem Ende der Hilfe", examples=["[3 days, 10 days, 1 month]"]
    )
    then: SpanText = Field(description="Danach in diesem Abstand", examples=["1 month"])
    later: Later | None = Field(
        default=None, description="Noch später seltener", examples=["{from: 2 years, every: 3 months}"]
    )


class Help(Written):
    """What is offered after an answer that says things are not well."""

    topic: str | None = Field(default=None, description="Wer helfen kann: ein Name aus themen.yaml")
    faq: str | None = Field(default=None, description="Was dazu passt: ein Eintrag", examples=["krise/obdachlos-heute"])


class Question(Written):
    """One question of a check-in."""

    topic: Key = Field(description="Worum es geht: ein Name aus topics", examples=["wohnen"])
    kind: Kind = Field(description="Wie man antwortet", examples=["faces"])
    ask: dict[str, Wordings] = Field(
        min_length=1, description="Der Wortlaut je Sprache, einer oder mehrere, die sich abwechseln"
    )
    always: bool = Field(default=False, description="true: jedes Mal; sonst wechseln sich die Fragen ab")
    only: bool = Field(default=False, description="true: kommt nur nach einer bestimmten Antwort auf eine andere Frage")
    low: tuple[Word, ...] = Field(
        default=(), strict=False, description="Bei welchen Antworten Hilfe angeboten wird", examples=["[1, 2]"]
    )
    help: Help | None = Field(default=None, description="Was dann angeboten wird: topic, faq oder beides")
    then: dict[Word, Key] = Field(
        default_factory=dict, description="Welche Frage nach welcher Antwort kommt; low: nach jeder aus low"
    )
    choices: dict[Key, dict[str, ChoiceText]] = Field(
        default_factory=dict, description="Die Antworten zur Auswahl, je Sprache; bei one-of und several-of"
    )

    @model_validator(mode="before")
    @classmethod
    def _sad_faces_are_low(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("kind") == "faces" and "low" not in data:
            return data | {"low": _LOW_FACES}
        return data

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be answered, other than in one's own words: 1 to 5, `yes` and `no`, or the choices."""
        match self.kind:
            case "faces":
                return _FACES
            case "yes-no":
                return "yes", "no"
            case "words":
                return ()
        return tuple(self.choices)


class PlanFile(Written):
    """`checkins/<name>.yaml`."""

    name: ByLanguage = Field(
        description="Wie der Plan heißt, je Sprache", examples=["{de: Nachbetreuung, en: Aftercare}"]
    )
    default: bool = Field(default=False, description="true bei genau einem Plan: Er gilt, wenn keiner gewählt ist")
    rhythm: Rhythm = Field(description="Wann sich der Bot meldet")
    hour: Annotated[int, Field(ge=0, le=23)] = Field(
        default=17, description="Zu welcher Stunde, außerhalb der Ruhezeiten"
    )
    most: Annotated[int, Field(ge=1, le=5)] = Field(default=5, description="So viele Fragen höchstens auf einmal")
    choices: tuple[Every, ...] = Field(
        default=(), strict=False, description="Welchen anderen Abstand sich ein junger Mensch wünschen darf"
    )
    topics: dict[Key, ByLanguage] = Field(description="Worum es in den Fragen geht, je Sprache")
    questions: dict[Key, Question] = Field(description="Die Fragen in ihrer Reihenfolge")


class CheckInPlan(PlanFile):
    """A plan and what follows from it."""

    key: str

    def chosen(self, number: int) -> tuple[str, ...]:
        """The questions of the check-in with this number, counted from 0; those that take turns take them evenly."""
        seats, turns = self._seats, len(self._taking_turns)
        seated = {self._taking_turns[(number * seats + seat) % turns] for seat in range(seats)}
        return tuple(key for key, question in self.questions.items() if question.always or key in seated)

    def wording(self, key: str, number: int, language: str) -> str:
        """How a question is asked in the check-in with this number: in this language or in German, never twice the
        same in a row where there are several. KeyError if there is no such question."""
        ask = self.questions[key].ask
        wordings = ask.get(language) or ask.get(GERMAN) or next(iter(ask.values()))
        return wordings[self._asked_before(key, number) % len(wordings)]

    def after(self, key: str, answer: Sequence[str]) -> str | None:
        """The question an answer leads to, None if just the next one; a branch for the very answer comes before `low`.

        KeyError if there is no such question.
        """
        question = self.questions[key]
        named = next((there for word, there in question.then.items() if word != LOW and word in answer), None)
        return named or (question.then.get(LOW) if self.is_low(key, answer) else None)

    def is_low(self, key: str, answer: Sequence[str]) -> bool:
        """Whether this answer is one that help is offered for. KeyError if there is no such question."""
        return not set(self.questions[key].low).isdisjoint(answer)

    @cached_property
    def _taking_turns(self) -> tuple[str, ...]:
        return tuple(key for key, question in self.questions.items() if not question.always and not question.only)

    @property
    def _seats(self) -> int:
        """How many of those that take turns come at a time."""
        always = sum(question.always for question in self.questions.values())
        return max(0, min(self.most - always, len(self._taking_turns)))

    def _asked_before(self, key: str, number: int) -> int:
        if key not in self._taking_turns:
            return number
        # seats are taken round and round: how many of the first number * seats are this one's
        return (number * self._seats + len(self._taking_turns) - 1 - self._taking_turns.index(key)) // len(
            self._taking_turns
        )


@dataclass(frozen=True)
class CheckInPlans:
    """All plans by their keys; there is always a default."""

    plans: Mapping[str, CheckInPlan]

    @property
    def default(self) -> CheckInPlan:
        """The plan of everybody nobody has chosen one for."""
        return next(plan for plan in self.plans.values() if plan.default)

    def get(self, key: str | None) -> CheckInPlan:
        """The plan with this key, or the default where there is none: a plan may be taken away while it is in use."""
        return self.plans.get(key or "") or self.default
