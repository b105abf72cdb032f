"""What must hold among the services, and between them and topics, Bezirke and folders."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.content.keyed import Placed
from bot.content.problems import Problem, suggestion
from bot.content.services import COORDINATION, ServiceFile

Service = Placed[ServiceFile]


@dataclass(frozen=True)
class Around:
    """What services refer to; None for what could not be read, so that one mistake is told once."""

    topics: Collection[str] | None
    bezirke: Sequence[str] | None
    #: Keys of all services there are, readable or not, also of those there are not in this town.
    keys: Collection[str]
    #: Services of folders below the one whose `bleibdran.yaml` counts: examples the town has not replaced.
    examples: Set[str]


def of_one(service: Service, around: Around) -> Iterator[Problem]:
    """Everything about one service."""
    yield from _topics(service, around.topics)
    yield from _bezirke(service, around)
    yield from _next(service, around.keys)
    if service.value.hours is not None and not any(dict(service.value.hours).values()):
        yield service.problem(("hours",), "hours: Da ist nie jemand da.", 'Schreib es so: hours: {mo: "08:00-12:00"}')


def examples(services: Mapping[str, Service], around: Around) -> Iterator[Problem]:
    """Shipped services a town has neither replaced nor called gone: nobody is there."""
    hint = "Leg dienste/{}.yaml in euren Ordner, mit eurem Dienst oder nur mit: gone: true"
    for key in sorted(around.examples & services.keys()):
        service = services[key]
        for number, bezirk in enumerate(service.value.bezirke or ()):
            if around.bezirke is not None and bezirk not in around.bezirke:
                what = f'bezirke: Den Bezirk "{bezirk}" gibt es bei euch nicht.'
                yield service.problem(("bezirke", number), what, hint.format(key), "warning")
        if service.value.mail and service.value.mail.endswith(".example"):
            what = "mail: Das ist eine ausgedachte Adresse. Was dorthin geht, liest niemand."
            yield service.problem(("mail",), what, hint.format(key), "warning")


def together(services: Mapping[str, Service], bezirke: Sequence[str] | None) -> Iterator[Problem]:
    """What only shows when all of them are looked at."""
    yield from _circles(services)
    if bezirke:
        yield from _gaps(services, bezirke)


def _topics(service: Service, known: Collection[str] | None) -> Iterator[Problem]:
    if service.key != COORDINATION and not service.value.topics:
        what = "Das Feld topics fehlt: Womit kommt man hierher?"
        yield service.problem(("topics",), what, "Ergänze zum Beispiel: topics: [jobcenter]")
    for number, topic in enumerate(service.value.topics):
        if known is not None and topic not in known:
            what = f'topics: Das Thema "{topic}" gibt es nicht.'
            yield service.problem(("topics", number), what, suggestion(topic, known))
        elif topic in service.value.topics[:number]:
            yield service.problem(("topics", number), f'topics: "{topic}" steht zweimal da.', "Lösch eines davon.")


def _bezirke(service: Service, around: Around) -> Iterator[Problem]:
    """A town's own Bezirke make nothing wrong in the examples below; nobody is sent there."""
    if service.value.bezirke == ():
        hint = "Nenn einen, oder lösch die Zeile: dann gilt der Dienst für alle."
        yield service.problem(("bezirke",), "bezirke: Hier steht kein Bezirk.", hint)
    for number, bezirk in enumerate(service.value.bezirke or ()):
        known = around.bezirke is None or bezirk in around.bezirke
        if not known and service.key not in around.examples:
            what = f'bezirke: Den Bezirk "{bezirk}" gibt es in bleibdran.yaml nicht.'
            hint = suggestion(bezirk, around.bezirke or ()) or "Ergänze ihn dort unter bezirke."
            yield service.problem(("bezirke", number), what, hint)


def _next(service: Service, keys: Collection[str]) -> Iterator[Problem]:
    following = service.value.next
    if following is None:
        return
    if service.key == COORDINATION:
        yield service.problem(("next",), "next: Nach der Koordination kommt niemand mehr.", "Lösch die Zeile.")
    elif following == service.key:
        yield service.problem(("next",), "next: Der Dienst nennt sich selbst.", "Nenn einen anderen.")
    elif following not in keys:
        what = f'next: Den Dienst "{following}" gibt es nicht.'
        yield service.problem(("next",), what, suggestion(following, set(keys) - {service.key}))


def _circles(services: Mapping[str, Service]) -> Iterator[Problem]:
    """Each circle once: a request would go round in it and never reach coordination."""
    told = {COORDINATION}
    for key, service in services.items():
        way = [key]
        while (place := services.get(way[-1])) and place.value.next and place.value.next not in way:
            way.append(place.value.next)
        last = services.get(way[-1])
        if len(way) > 1 and last and last.value.next == key and told.isdisjoint(way):
            told |= set(way)
            what = f"next: Diese Dienste geben im Kreis weiter: {' → '.join([*way, key])}."
            yield service.problem(("next",), what, "Lass next bei einem von ihnen weg: Dann kommt die Koordination.")


def _gaps(services: Mapping[str, Service], bezirke: Sequence[str]) -> Iterator[Problem]:
    """Topics that have a service in some Bezirke only."""
    topics = dict.fromkeys(topic for service in services.values() for topic in service.value.topics)
    for topic in topics:
        taking = [each for each in services.values() if each.key != COORDINATION and topic in each.value.topics]
        if not taking or any(each.value.bezirke is None for each in taking):
            continue
        covered = {bezirk for each in taking for bezirk in each.value.bezirke or ()}
        gaps = [bezirk for bezirk in bezirke if bezirk not in covered]
        if gaps and len(gaps) < len(bezirke):
            what = f'topics: Für "{topic}" gibt es in {", ".join(gaps)} keinen Dienst.'
            at = taking[0].value.topics.index(topic)
            hint = "Dort bekommt es die Koordination. Ergänze bezirke bei einem Dienst."
            yield taking[0].problem(("topics", at), what, hint, "warning")
