"""A request on its way: who is asked, who is told what, who comes next. Shared by all conversations that move one.

What may happen to a request stands in `store/requests.py`; here stand the words that go with it. Every step is told to
the young person in one sentence.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot import wording
from bot.content.services import COORDINATION, Service
from bot.event import Event, Said, Sent
from bot.message import Buttons, Link
from bot.store import companionships, people, requests
from bot.store.people import STOPPED, Person
from bot.store.requests import PASSED, Disclosed, Request, Words
from bot.turn import Turn
from bot.workdays import Office

HELPED_AFTER: Final = timedelta(days=7)
"""When the young person is asked once more whether an answer has helped."""
REPLY_AFTER: Final = timedelta(days=3)
"""When the young person is reminded of a question; as long again, and the service is told that none came."""
ENOUGH: Final = timedelta(hours=3)
"""What must be left of a working day for something to be done on it."""
FINAL: Final = ("withdrawn", "lapsed", "confirmed")
"""News after which a service has nothing more to do."""
MAIL_ACTIONS: Final = ("open", "take", "pass", "ask", "answer", "done")


# --- words ---


def service_name(turn: Turn, key: str) -> str:
    """What people call it."""
    return turn.content.services.get(key).name


def topic_name(turn: Turn, topic: str | None, language: str | None = None) -> str:
    """What it is about, as a young person would say it."""
    return wording.topic(turn.content, topic, language or turn.language)


def day(turn: Turn, moment: datetime, language: str | None = None) -> str:
    """Thursday, 26.11."""
    local = moment.astimezone(turn.zone)
    text = turn.content.texts.text
    code = language or turn.language
    return text(code, "day", weekday=text(code, f"weekday-{local.weekday()}"), day=local.day, month=local.month)


def as_text(turn: Turn, words: Words, language: str | None = None) -> str:
    """What was written, in a line: the text, or what kind of thing it is, with its caption."""
    return wording.passage(turn.content, words.kind, words.text or "", language or turn.language)


def written(turn: Turn, event: Event) -> Words | None:
    """What somebody sent, as part of a request; None for what cannot be one."""
    match event:
        case Said(text=text):
            return Words(0, "", turn.now, text=text)
        case Sent(kind=kind, caption=caption, chat=chat, message=message, file=file, name=name):
            return Words(0, "", turn.now, caption, kind, chat, message, file, name)
        case _:
            return None


# --- times ---


def office(turn: Turn, key: str) -> Office:
    """When it works."""
    service = turn.content.services.get(key)
    return Office(turn.content.service.land, turn.zone, service.hours_by_day)


def answer_by(turn: Turn, key: str) -> datetime:
    """By when it has to say something."""
    return office(turn, key).answer_by(turn.now, turn.content.services.get(key).answer_days)


def next_day(turn: Turn, key: str) -> datetime:
    """By the end of its working day, today if enough of it is left."""
    today = office(turn, key).answer_by(turn.now, 0)
    return today if today - turn.now >= ENOUGH else office(turn, key).answer_by(turn.now, 1)


# --- who ---


async def young_person(turn: Turn, request: Request) -> Person:
    """Whose request it is."""
    person = await people.by_id(turn.tx, request.careleaver)
    if person is None:
        raise LookupError(f"request {request.id} is nobody's")
    return person


async def at(turn: Turn, key: str) -> list[Person]:
    """Who answers for this service in a messenger."""
    if key == COORDINATION:
        return await people.here(turn.tx, people.COORDINATION)
    return await people.at_service(turn.tx, key)


def service_of(person: Person) -> str | None:
    """The service this member of staff answers for."""
    return COORDINATION if person.role == people.COORDINATION else person.service


async def chain(turn: Turn, topic: str | None, bezirk: str | None) -> list[str]:
    """Who is asked, in order of responsibility; coordination is last, always."""
    services = turn.content.services
    order = [services.responsible(topic, bezirk)[0].key]
    while order[-1] != COORDINATION:
        order.append(services.after(order[-1]).key)
    return order


async def next_in_chain(turn: Turn, request: Request) -> str:
    """Who comes after the service that did not answer, among those the young person agreed to; coordination is last."""
    order = [party.service for party in await requests.parties(turn.tx, request.id) if not party.shared]
    chain = order[: order.index(COORDINATION)] if COORDINATION in order else order
    behind = chain[chain.index(request.asked) + 1 :] if request.asked in chain else []
    known = turn.content.services.by_key
    return next((key for key in behind if key in known and key != request.holder), COORDINATION)


# --- telling ---


async def tell(turn: Turn, request: Request, key: str, options: Buttons = (), **values: Any) -> None:
    """The young person hears of it; not who has stopped, they find it when they come back."""
    person = await young_person(turn, request)
    if person.state != STOPPED:
        turn.say_to(person, key, options=options, topic=topic_name(turn, request.topic, person.language), **values)


async def tell_coordination(turn: Turn, request: Request, key: str, **values: Any) -> None:
    """Coordination hears of it, with the card to step in."""
    person = await young_person(turn, request)
    for staff in await at(turn, COORDINATION):
        options = ((turn.option("case-show", action="case", argument=request.id, whom=staff),),)
        topic = topic_name(turn, request.topic, staff.language)
        turn.say_of(
            request.id, COORDINATION, person, staff, key, options=options, number=str(request.id), topic=topic, **values
        )  # fmt: skip


async def tell_wegbegleiter(turn: Turn, request: Request, key: str) -> None:
    """Who is at the young person's side hears of it."""
    person = await young_person(turn, request)
    if way := await companionships.responsible(turn.tx, person):
        topic = topic_name(turn, request.topic, way.staff.language)
        turn.say_to(way.staff, key, about=person, name=person.name, topic=topic)


async def notify(turn: Turn, request: Request, key: str, what: str) -> bool:
    """A service hears that a request waits for it; False if there is no way to reach it.

    `what`: "offer", "reminder", "reply", "shared", "taken", "withdrawn" ...: the texts `case-<what>` and `mail-<what>`.
    Nothing the young person wrote is in it: that is shown when somebody opens the request, and not before.
    """
    person = await young_person(turn, request)
    reached = False
    for staff in await at(turn, key):
        there = _there(turn, request, person, staff.language)
        turn.say_of(
            request.id, key, person, staff, f"case-{what}", options=card_options(turn, request, key, staff),
            **turn.content.texts.needed(f"case-{what}", there),
        )  # fmt: skip
        reached = True
    service = turn.content.services.by_key.get(key)
    if service and service.mail and turn.links:
        _mail(turn, request, service, person, what)
        reached = True
    return reached


def _there(turn: Turn, request: Request, person: Person, language: str) -> dict[str, Any]:
    """What the texts about a request may say of it. Nothing of it tells who it is."""
    return {
        "number": str(request.id),
        "topic": topic_name(turn, request.topic, language),
        "bezirk": person.bezirk or "-",
        "by": day(turn, request.due_at or turn.now, language),
    }


def _mail(turn: Turn, request: Request, service: Service, person: Person, what: str) -> None:
    assert turn.links is not None and service.mail is not None  # noqa: S101 - asked for by the caller
    language, operator = turn.content.service.sprache, turn.content.service
    there = _there(turn, request, person, language)
    there |= {"service": service.name, "operator": operator.name, "contact": operator.kontakt}

    def said(key: str) -> str:
        return turn.content.texts.text(language, key, **turn.content.texts.needed(key, there))

    actions = () if what in FINAL else MAIL_ACTIONS
    links = [
        Link(said(f"mail-link-{action}"), turn.links.url(request.id, service.key, action, turn.now))
        for action in actions
    ]
    subject, body = said(f"mail-subject-{what}"), said(f"mail-{what}")
    turn.mail_of(request.id, service.key, person, service.mail, subject, body, links)


def actions(request: Request, key: str) -> tuple[str, ...]:
    """What this service can do with it now: the buttons of cards and pages."""
    if not request.open:
        return ()
    if request.asked == key:
        match request.state:
            case requests.ANSWERED:
                return "open", "answer"  # there may be something to add
            case requests.PASSED:
                return "open", "take", "pass", "back"
            case requests.OFFERED:
                return "open", "take", "answer", "ask", "pass"
        return "open", "answer", "ask", "pass", "done"
    if request.holder == key:
        return "open", "pass"  # they have passed it on and wait; perhaps it was to the wrong one
    if key == COORDINATION and not request.watched:
        return ()  # it is in good hands
    # Fallverbund, or coordination looking on
    return ("open",) if request.state == requests.ANSWERED else ("open", "take")


def card_options(turn: Turn, request: Request, key: str, staff: Person) -> Buttons:
    """The same as buttons in a chat, where one takes it before one writes."""
    can = set(actions(request, key))
    if "take" in can:
        can -= {"ask", "answer"}
    rows = [
        tuple(
            turn.option(f"case-{action}", action=f"case-{action}", argument=request.id, whom=staff)
            for action in row
            if action in can
        )
        for row in (("open", "take"), ("ask", "answer"), ("pass", "back", "done"))
    ]
    return tuple(row for row in rows if row)


async def show_words(turn: Turn, person: Person, shown: Disclosed) -> None:
    """What the young person has agreed to show this service, in its chat."""
    young = await young_person(turn, shown.request)
    lines = [
        f"{wording.author(turn.content, words.author, person.language)}: {as_text(turn, words, person.language)}"
        for words in shown.words
    ]
    turn.say_of(
        shown.request.id, service_of(person) or "", young, person, "case-words", number=str(shown.request.id),
        name=young.name, topic=topic_name(turn, shown.request.topic, person.language), bezirk=young.bezirk or "-",
        words="\n".join(lines), options=card_options(turn, shown.request, service_of(person) or "", person),
    )  # fmt: skip
    for words in shown.words:
        if words.kind and words.chat and words.message:
            turn.hand_over(person, words.chat, words.message)


# --- steps that several conversations take ---


async def offer(turn: Turn, request: Request) -> None:
    """The service that is asked now hears of it; where it cannot be reached, the next one."""
    while not await notify(turn, request, request.asked, "offer"):
        await requests.watch(turn.tx, request.id, COORDINATION, turn.now)
        await tell_coordination(turn, request, "case-unreachable", service=service_name(turn, request.asked))
        if not await _to_the_next(turn, request):
            break  # coordination itself has nobody yet: doctor says so, and the time limit brings it back
        request = await fresh(turn, request)
    await tell_where(turn, request)


async def _to_the_next(turn: Turn, request: Request) -> bool:
    """It is offered to the next in the chain; False at its end."""
    following = await next_in_chain(turn, request)
    due_at = answer_by(turn, following)
    return following != request.asked and await requests.escalate(turn.tx, request, following, due_at, turn.now)


async def tell_where(turn: Turn, request: Request) -> None:
    """Where the request lies now, and until when somebody has to say something."""
    person = await young_person(turn, request)
    by = day(turn, request.due_at or turn.now, person.language)
    back = turn.option("request-take-back", action="req-back", argument=request.id, whom=person)
    if request.state == PASSED:
        names = {"service": service_name(turn, request.asked), "giver": service_name(turn, request.holder)}
        await tell(turn, request, "request-passed", ((back,),), by=by, **names)
    else:
        await tell(turn, request, "request-at", ((back,),), by=by, service=service_name(turn, request.asked))


async def move_on(turn: Turn, request: Request, *, reachable: bool = True) -> None:
    """Nobody has answered the offer: the next in the chain is asked, and coordination looks on."""
    await requests.watch(turn.tx, request.id, COORDINATION, turn.now)
    if request.state == PASSED and request.holder == COORDINATION:
        await given_back(turn, request, request.asked)  # it has come from the end of the chain
        return
    if not await _to_the_next(turn, request):
        # Coordination is the end of the chain: it hears of it every working day until it has taken it.
        await requests.remind(turn.tx, request, next_day(turn, request.asked))
        await notify(turn, request, request.asked, "reminder")
        return
    now = await fresh(turn, request)
    if reachable:
        await notify(turn, request, request.asked, "lapsed")
    if now.asked != COORDINATION:
        names = {"service": service_name(turn, request.asked), "next": service_name(turn, now.asked)}
        await tell_coordination(turn, request, "case-nobody", **names)
    await offer(turn, now)


async def fresh(turn: Turn, request: Request) -> Request:
    """The request as it is after a change."""
    return await requests.by_id(turn.tx, request.id) or request


async def others(turn: Turn, request: Request, what: str, apart_from: str) -> None:
    """Who shares the request hears what became of it."""
    for party in await requests.parties(turn.tx, request.id):
        if party.shared and party.service != apart_from:
            await notify(turn, request, party.service, what)


async def taken(turn: Turn, request: Request, service: str, who: str | None) -> bool:
    """Somebody takes it; False if it is not theirs to take (any more)."""
    looks_on = service == COORDINATION
    due_at = answer_by(turn, service)
    if not await requests.take(turn.tx, request.id, service, who, due_at, turn.now, looks_on=looks_on):
        return False
    now = await fresh(turn, request)
    await tell(turn, now, "request-taken", service=service_name(turn, service), by=day(turn, due_at))
    if request.holder != service:
        await notify(turn, now, request.holder, "accepted" if request.state == PASSED else "lapsed")
    if request.offered_to and request.offered_to != service:
        await notify(turn, now, request.offered_to, "lapsed")
    await others(turn, now, "taken", service)
    return True


async def given_back(turn: Turn, request: Request, giver: str) -> bool:
    """Who was offered it does not take it: who has it goes on, and hears so. False if it was not offered to them."""
    due_at = answer_by(turn, request.holder)
    if not await requests.give_back(turn.tx, request.id, giver, due_at, turn.now):
        return False
    now = await fresh(turn, request)
    await notify(turn, now, request.holder, "returned")
    await tell_where(turn, now)
    return True


async def withdrawn(turn: Turn, request: Request) -> bool:
    """The young person takes it back; whoever was asked hears so. False if there is nothing to take back.

    What nobody has read is gone with that.
    """
    if not await requests.withdraw(turn.tx, request.id, request.careleaver, turn.now):
        return False
    now = await fresh(turn, request)
    for party in await requests.parties(turn.tx, request.id):
        if party.asked_at:
            await notify(turn, now, party.service, "withdrawn")
    return True


async def passed(turn: Turn, request: Request, giver: str, to: str) -> str:
    """Passed on: "passed", "asked" where it takes the young person's yes, "refused" if it is not theirs to pass on."""
    if to not in turn.content.services.by_key or to in (giver, request.holder):
        return "refused"
    due_at = answer_by(turn, to)
    agreed = {party.service for party in await requests.parties(turn.tx, request.id)}
    if to in agreed:
        if not await requests.pass_on(turn.tx, request.id, giver, to, due_at, turn.now):
            return "refused"
        await offer(turn, await fresh(turn, request))
        return "passed"
    if not await requests.want(turn.tx, request.id, giver, to, turn.now + REPLY_AFTER, turn.now):
        return "refused"
    await ask_for_a_yes(turn, await fresh(turn, request), giver)
    return "asked"


async def ask_for_a_yes(turn: Turn, request: Request, giver: str) -> None:
    """May that service see it, too?"""
    person = await young_person(turn, request)
    # The yes names who it is for: the question may stand there until somebody else is wanted.
    yes = turn.option("request-pass-yes", action="req-pass", argument=f"{request.id}.{request.wanted}", whom=person)
    no = turn.option("request-pass-no", action="req-stay", argument=request.id, whom=person)
    names = {"giver": service_name(turn, giver), "service": service_name(turn, request.wanted or "")}
    await tell(turn, request, "request-pass-question", ((yes, no),), **names)


async def asked_back(turn: Turn, request: Request, service: str, words: Words) -> bool:
    """The holder has a question for the young person."""
    if not await requests.ask_back(turn.tx, request.id, service, turn.now + REPLY_AFTER, turn.now):
        return False
    await requests.write(turn.tx, request.id, service, words, turn.now, agreed=True)
    await question(turn, await fresh(turn, request), words)
    return True


async def question(turn: Turn, request: Request, words: Words) -> None:
    """What the service wants to know."""
    person = await young_person(turn, request)
    reply = turn.option("request-reply", action="req-reply", argument=request.id, whom=person)
    shown = as_text(turn, words, person.language)
    await tell(turn, request, "request-question", ((reply,),), service=service_name(turn, request.holder), words=shown)
    _send_along(turn, person, words)


async def answered(turn: Turn, request: Request, service: str, words: Words | None) -> bool:
    """The holder has answered, or has done what there was to do."""
    if not await requests.answer(turn.tx, request.id, service, turn.now + HELPED_AFTER, turn.now):
        return False
    now = await fresh(turn, request)
    person = await young_person(turn, now)
    if words:
        await requests.write(turn.tx, request.id, service, words, turn.now, agreed=True)
        shown = as_text(turn, words, person.language)
        await tell(
            turn, now, "request-answer", helped(turn, now, person), service=service_name(turn, service), words=shown
        )
        _send_along(turn, person, words)
    else:
        await tell(turn, now, "request-done", helped(turn, now, person), service=service_name(turn, service))
    if request.offered_to and request.offered_to != service:
        await notify(turn, now, request.offered_to, "lapsed")
    await others(turn, now, "answered", service)
    return True


def _send_along(turn: Turn, person: Person, words: Words) -> None:
    if words.kind and words.chat and words.message and person.state != STOPPED:
        turn.hand_over(person, words.chat, words.message)


def helped(turn: Turn, request: Request, person: Person) -> Buttons:
    """Has that helped?"""
    return (
        (
            turn.option("request-helped", action="req-helped", argument=request.id, whom=person),
            turn.option("request-not-helped", action="req-again", argument=request.id, whom=person),
        ),
    )


# --- what the clock brings ---


async def remind(turn: Turn, request: Request) -> None:
    """The time has come at which somebody should have said something."""
    match request.state:
        case requests.OFFERED | requests.PASSED:
            await _remind_of_offer(turn, request)
        case requests.TAKEN | requests.REOPENED:
            await _remind_holder(turn, request)
        case requests.WAITING:
            await _remind_young_person(turn, request)
        case requests.ANSWERED:
            await _ask_once_more(turn, request)


async def _remind_of_offer(turn: Turn, request: Request) -> None:
    if request.reminded == 0:
        due_at = next_day(turn, request.asked)
        await requests.remind(turn.tx, request, due_at)
        await notify(turn, replace(request, due_at=due_at), request.asked, "reminder")
    else:
        await move_on(turn, request)


async def _remind_holder(turn: Turn, request: Request) -> None:
    """First the holder, then coordination with them; the young person hears once that somebody else looks on."""
    due_at = next_day(turn, request.holder)
    await requests.remind(turn.tx, request, due_at)
    await notify(turn, replace(request, due_at=due_at), request.holder, "slow")
    if request.reminded >= 1:
        first = await requests.watch(turn.tx, request.id, COORDINATION, turn.now)
        if request.holder != COORDINATION:
            await tell_coordination(turn, request, "case-slow-watch", service=service_name(turn, request.holder))
            if first:
                await tell(turn, request, "request-watched", service=service_name(turn, request.holder))


async def _remind_young_person(turn: Turn, request: Request) -> None:
    if request.reminded == 0:
        await requests.remind(turn.tx, request, turn.now + REPLY_AFTER)
        person = await young_person(turn, request)
        if request.wanted:
            await ask_for_a_yes(turn, request, request.holder)
        else:
            reply = turn.option("request-reply", action="req-reply", argument=request.id, whom=person)
            await tell(turn, request, "request-question-again", ((reply,),), service=service_name(turn, request.holder))
        return
    if await requests.no_reply(turn.tx, request.id, answer_by(turn, request.holder), turn.now):
        await notify(turn, await fresh(turn, request), request.holder, "no-reply")
        if request.created_by != request.careleaver:  # who began it with them knows of it; nobody else does
            await tell_wegbegleiter(turn, request, "companion-request-waits")


async def _ask_once_more(turn: Turn, request: Request) -> None:
    """After a week, once; then it rests, and one tap reopens it for ever."""
    await requests.remind(turn.tx, request, None)
    person = await young_person(turn, request)
    await tell(
        turn, request, "request-helped-again", helped(turn, request, person), service=service_name(turn, request.holder)
    )
