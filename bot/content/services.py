"""The services that take requests for support: what for, where, and who is asked next when nobody answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import Annotated, Final

from pydantic import Field, PlainSerializer, PlainValidator, field_validator

from bot.content.keyed import Key
from bot.content.problems import wrong
from bot.content.times import Opening, openings
from bot.content.written import Line, Written

COORDINATION: Final = "koordination"
"""The service that takes whatever nobody else does."""
DAYS: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")
_USUAL: Final[Mapping[int, tuple[Opening, ...]]] = {day: ((time(8), time(16)),) for day in range(5)}

Openings = Annotated[
    tuple[Opening, ...],
    PlainValidator(openings, json_schema_input_type=str),
    PlainSerializer(lambda day: ", ".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in day), return_type=str, when_used="json"),
]
Mail = Annotated[str, Field(max_length=200, pattern=r"^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+$")]


class Hours(Written):
    """When somebody is there; a day that is left out is closed."""

    mo: Openings = Field(default_factory=tuple, description="Montag", examples=["08:00-12:00, 14:00-16:00"])
    di: Openings = Field(default_factory=tuple, description="Dienstag", examples=["08:00-12:00"])
    mi: Openings = Field(default_factory=tuple, description="Mittwoch", examples=["08:00-12:00"])
    do: Openings = Field(default_factory=tuple, description="Donnerstag", examples=["08:00-12:00, 14:00-18:00"])
    fr: Openings = Field(default_factory=tuple, description="Freitag", examples=["08:00-12:00"])
    sa: Openings = Field(default_factory=tuple, description="Samstag", examples=["10:00-12:00"])
    so: Openings = Field(default_factory=tuple, description="Sonntag", examples=["10:00-12:00"])


class ServiceFile(Written):
    """`dienste/<name>.yaml`."""

    name: Line = Field(description="Wie der Dienst heißt", examples=["Jobcenter, Team U25"])
    topics: tuple[str, ...] = Field(
        default=(), strict=False, description="Womit man hierher kommt: Namen aus themen.yaml", examples=["[jobcenter]"]
    )
    bezirke: tuple[str, ...] | None = Field(
        default=None, strict=False, description="Für welche Bezirke aus bleibdran.yaml; ohne Angabe für alle"
    )
    mail: Mail | None = Field(
        default=None, description="Adresse für Anliegen; ohne sie nur im Messenger", examples=["u25@jobcenter.example"]
    )
    hours: Hours | None = Field(
        default=None, description="Wann jemand da ist; ohne Angabe Montag bis Freitag von 8 bis 16 Uhr"
    )
    answer_days: Annotated[int, Field(ge=1, le=30)] = Field(
        default=3, description="Nach so vielen Werktagen ohne Antwort wird der nächste Dienst gefragt"
    )
    next: Key | None = Field(
        default=None, description="Wer dann gefragt wird: ein anderer Dienst; ohne Angabe koordination"
    )


class GoneFile(Written):
    """`dienste/<name>.yaml` of a town that has no such service."""

    gone: bool = Field(description="true: Den mitgelieferten Dienst mit diesem Namen gibt es hier nicht")

    @field_validator("gone")
    @classmethod
    def _is_meant(cls, gone: bool) -> bool:
        if not gone:
            raise wrong("gone: false sagt nichts.", "Schreib gone: true, oder beschreib hier den Dienst.")
        return gone


class Service(ServiceFile):
    """A service and what follows from its file."""

    key: str

    @cached_property
    def hours_by_day(self) -> Mapping[int, tuple[Opening, ...]]:
        """When somebody is there, by weekday (Monday is 0); days without hours are not in it."""
        if self.hours is None:
            return _USUAL
        written = {number: getattr(self.hours, day) for number, day in enumerate(DAYS)}
        return {number: hours for number, hours in written.items() if hours}

    def takes(self, topic: str) -> bool:
        """Whether requests on this topic come here first."""
        return self.key != COORDINATION and topic in self.topics


@dataclass(frozen=True)
class Services:
    """All services by their keys; coordination is always among them. `order`: topics as in themen.yaml."""

    by_key: Mapping[str, Service]
    order: tuple[str, ...]

    @property
    def coordination(self) -> Service:
        """Who takes whatever nobody else does."""
        return self.by_key[COORDINATION]

    def get(self, key: str) -> Service:
        """The service with this key; one that is not there any more is coordination's business."""
        return self.by_key.get(key, self.coordination)

    def responsible(self, topic: str | None, bezirk: str | None) -> list[Service]:
        """Who can be asked, in order: those for this topic in this Bezirk, those for it everywhere, coordination."""
        taking = [service for service in self.by_key.values() if topic is not None and service.takes(topic)]
        here = [service for service in taking if service.bezirke is not None and bezirk in service.bezirke]
        everywhere = [service for service in taking if service.bezirke is None]
        return [*here, *everywhere, self.coordination]

    def after(self, key: str) -> Service:
        """Who is asked when this service does not answer: `next`, or coordination where none is named or it is not
        there here; also for a service there is not any more, and for coordination itself."""
        service = self.by_key.get(key)
        return self.by_key.get((service.next if service else None) or COORDINATION, self.coordination)

    @cached_property
    def topics(self) -> list[str]:
        """Topics that some service takes, other than coordination."""
        return [topic for topic in self.order if any(service.takes(topic) for service in self.by_key.values())]
