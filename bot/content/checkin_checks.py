"""What must hold in a check-in plan, among plans, and between them and the rest of the content."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Final

from bot.content.checkins import LOW, PlanFile, Question
from bot.content.keyed import Placed
from bot.content.problems import Location, Problem, suggestion
from bot.content.texts import GERMAN
from bot.content.times import QuietHours

Plan = Placed[PlanFile]
_CHOOSING: Final = ("one-of", "several-of")
_UNTIL_THEN: Final = "Bis es da ist, erscheint es auf Deutsch."


@dataclass(frozen=True)
class Around:
    """What plans refer to; None for what could not be read, so that one mistake is told once."""

    topics: Collection[str] | None
    slugs: Collection[str]
    languages: Collection[str]
    quiet: QuietHours | None


def of_one(plan: Plan, around: Around) -> Iterator[Problem]:
    """Everything about one plan."""
    yield from _hour(plan, around.quiet)
    yield from _rhythm(plan)
    yield from _count(plan)
    yield from _words(plan, around.languages)
    for key, question in plan.value.questions.items():
        yield from _topic(plan, key, question)
        yield from _choices(plan, key, question)
        yield from _low(plan, key, question)
        yield from _help(plan, key, question, around)
        yield from _branches(plan, key, question)
    yield from _only(plan)
    yield from _circles(plan)


def default(plans: Sequence[Plan]) -> Iterator[Problem]:
    """Exactly one of all plans is the default. `plans`: all, a town's last: that is where it can be mended."""
    having = [plan for plan in plans if plan.value.default]
    for other in having[1:]:
        what = f"Auch {having[0].key}.yaml hat default: true."
        yield other.problem(("default",), what, "Lass es nur bei dem Plan stehen, der sonst gilt.")
    if plans and not having:
        what = "Kein Plan hat default: true."
        yield plans[0].problem((), what, "Ergänze bei dem Plan, der sonst gilt, die Zeile: default: true")


def _hour(plan: Plan, quiet: QuietHours | None) -> Iterator[Problem]:
    hour = plan.value.hour
    if quiet and quiet.quiet_at(time(hour)):
        what = f"hour: Um {hour} Uhr ist Ruhezeit."
        yield plan.problem(("hour",), what, f"Der Bot schreibt von {quiet.shown} (ruhezeiten in bleibdran.yaml).")


def _rhythm(plan: Plan) -> Iterator[Problem]:
    rhythm = plan.value.rhythm
    for number, (before, this) in enumerate(pairwise(rhythm.after), 1):
        if this.about <= before.about:
            what = "rhythm.after: Dieser Abstand ist nicht länger als der davor."
            yield plan.problem(
                ("rhythm", "after", number), what, "Alle zählen vom Ende der Hilfe, der kürzeste zuerst."
            )
    if rhythm.later and rhythm.after and rhythm.later.start.about <= rhythm.after[-1].about:
        what = "rhythm.later.from: Das ist nicht später als der letzte Abstand in after."
        yield plan.problem(("rhythm", "later", "from"), what, "Schreib es so: {from: 2 years, every: 3 months}")


def _count(plan: Plan) -> Iterator[Problem]:
    questions, most = plan.value.questions, plan.value.most
    taking_turns = [key for key, question in questions.items() if not question.always and not question.only]
    always = [key for key, question in questions.items() if question.always and not question.only]
    if not taking_turns and not always:
        yield plan.problem(("questions",), "Dieser Plan fragt nichts.", "Ergänze eine Frage ohne only.")
    if len(always) > most:
        what = f"{len(always)} Fragen haben always, aber höchstens {most} kommen auf einmal."
        yield plan.problem(("questions", always[most], "always"), what, "Nimm always heraus, oder setz most höher.")
    elif len(always) == most and taking_turns:
        what = f'Die Frage "{taking_turns[0]}" kommt nie dran: Die mit always füllen schon alle {most} Plätze.'
        yield plan.problem(("questions", taking_turns[0]), what, "Setz most höher, oder nimm always heraus.", "warning")


def _topic(plan: Plan, key: str, question: Question) -> Iterator[Problem]:
    if question.topic not in plan.value.topics:
        what = f'topic: "{question.topic}" steht nicht unter topics.'
        yield plan.problem(("questions", key, "topic"), what, suggestion(question.topic, plan.value.topics))


def _choices(plan: Plan, key: str, question: Question) -> Iterator[Problem]:
    wanted = question.kind in _CHOOSING
    if wanted and len(question.choices) < 2:
        what = f"choices: Bei {question.kind} muss es mindestens zwei Antworten geben."
        yield plan.problem(("questions", key, "choices"), what, "Schreib es so: choices: {miete: {de: Miete}, …}")
    if not wanted and question.choices:
        what = f"choices: Bei {question.kind} gibt es nichts zur Auswahl."
        yield plan.problem(("questions", key, "choices"), what, "Lösch choices, oder schreib kind: one-of.")
    if LOW in question.choices:
        what = f'choices: "{LOW}" hat unter then schon eine Bedeutung.'
        yield plan.problem(("questions", key, "choices", LOW), what, "Nimm einen anderen Namen.")


def _low(plan: Plan, key: str, question: Question) -> Iterator[Problem]:
    for number, word in enumerate(question.low):
        if not _can_be(word, question):
            what = f'low: "{word}" ist hier keine Antwort.'
            yield plan.problem(("questions", key, "low", number), what, _possible(word, question))
    if question.help and not question.low:
        what = "help wird nie angeboten: low sagt nicht, bei welchen Antworten."
        example = {"yes-no": "low: [no]", "words": "kind: faces"}.get(question.kind, "low: […]")
        yield plan.problem(("questions", key, "help"), what, f"Ergänze zum Beispiel {example}, oder lösch help.")


def _can_be(word: str, question: Question) -> bool:
    """Whether somebody can answer this; where choices and kind do not fit, that is what is wrong."""
    unclear = (question.kind in _CHOOSING) != bool(question.choices)
    return unclear or word in question.answers


def _possible(word: str, question: Question) -> str:
    if not question.answers:
        return "Bei kind: words gibt es keine festen Antworten. Lösch die Zeile."
    return suggestion(word, question.answers)


def _help(plan: Plan, key: str, question: Question, around: Around) -> Iterator[Problem]:
    if question.help is None:
        return
    topic, faq = question.help.topic, question.help.faq
    at: Location = ("questions", key, "help")
    if topic is None and faq is None:
        yield plan.problem(at, "help: Hier steht nichts.", "Schreib es so: help: {topic: wohnungsnot}")
    if topic is not None and around.topics is not None and topic not in around.topics:
        what = f'help.topic: Das Thema "{topic}" gibt es nicht.'
        yield plan.problem((*at, "topic"), what, suggestion(topic, around.topics))
    if faq is not None and faq not in around.slugs:
        what = f'help.faq: Den Eintrag "{faq}" gibt es nicht.'
        yield plan.problem((*at, "faq"), what, suggestion(faq, around.slugs))


def _branches(plan: Plan, key: str, question: Question) -> Iterator[Problem]:
    for word, target in question.then.items():
        at: Location = ("questions", key, "then", word)
        if word == LOW and not question.low:
            yield plan.problem(at, "then.low: Es gibt hier kein low.", "Ergänze low: […], oder lösch die Zeile.")
        elif word != LOW and not _can_be(word, question):
            yield plan.problem(at, f'then: "{word}" ist hier keine Antwort.', _possible(word, question))
        if target == key:
            yield plan.problem(at, "then: Die Frage führt zu sich selbst.", "Nenn eine andere Frage.")
        elif target not in plan.value.questions:
            what = f'then: Die Frage "{target}" gibt es nicht.'
            yield plan.problem(at, what, suggestion(target, plan.value.questions.keys() - {key}))


def _only(plan: Plan) -> Iterator[Problem]:
    reached = {target for question in plan.value.questions.values() for target in question.then.values()}
    for key, question in plan.value.questions.items():
        if question.only and question.always:
            what = "always und only gehen nicht zusammen."
            yield plan.problem(("questions", key, "only"), what, "Lösch eines von beiden.")
        elif question.only and key not in reached:
            what = f'Zu der Frage "{key}" führt keine Antwort.'
            yield plan.problem(("questions", key), what, f"Schreib bei einer anderen: then: {{low: {key}}}")


def _circles(plan: Plan) -> Iterator[Problem]:
    """Each circle of branches once, at the question of it that stands first."""
    leads = {key: [there for there in each.then.values() if there != key] for key, each in plan.value.questions.items()}
    told = set[str]()
    for key in leads:
        circle = _way_back(key, leads)
        if circle and told.isdisjoint(circle):
            told |= set(circle)
            what = f"then: Diese Fragen führen im Kreis: {' → '.join([*circle, key])}."
            yield plan.problem(("questions", key, "then"), what, "Nimm einen der Verweise heraus.")


def _way_back(start: str, leads: Mapping[str, Sequence[str]]) -> list[str]:
    """The questions on the way from this one back to it; empty if there is none."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop()
        for there in leads.get(way[-1], ()):
            if there == start:
                return way
            if there not in seen:
                seen.add(there)
                ways.append([*way, there])
    return []


def _words(plan: Plan, languages: Collection[str]) -> Iterator[Problem]:
    """Everything is there in German, and should be in the languages the bot speaks."""
    for at, written in _written(plan.value):
        what = ".".join(str(part) for part in at)
        if GERMAN not in written:
            yield plan.problem(at, f"{what}: Der deutsche Text fehlt.", f"Ergänze {GERMAN}: …")
    for language in sorted(set(languages) - {GERMAN}):
        lacking = [at for at, written in _written(plan.value) if language not in written]
        for at in lacking:
            what = f'{".".join(str(part) for part in at)}: "{language}" fehlt.'
            yield plan.problem(at, what, _UNTIL_THEN, "warning")


def _written(plan: PlanFile) -> Iterator[tuple[Location, Mapping[str, object]]]:
    """Every text of a plan with its place."""
    yield ("name",), plan.name
    for topic, name in plan.topics.items():
        yield ("topics", topic), name
    for key, question in plan.questions.items():
        yield ("questions", key, "ask"), question.ask
        for choice, words in question.choices.items():
            yield ("questions", key, "choices", choice), words
