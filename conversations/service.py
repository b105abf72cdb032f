"""A request for support, as a service sees it: read it, take it, pass it on, ask back, answer. In a chat, or by mail.

There is no "no": what is not theirs is passed on, and stays where it is until somebody else accepts.
"""

from datetime import timedelta
from typing import Any

from bot import casework, names
from bot.content.services import COORDINATION
from bot.event import Acted, Incoming, Said, Sent, Tapped
from bot.message import Button, Buttons
from bot.store import held, requests
from bot.store.requests import Request, Words
from bot.turn import Turn, number_in

WRITES_FOR = timedelta(hours=1)
"""How long what somebody at a service writes next is their question or answer."""
SHOWN = 20
"""Requests listed with a button."""


# --- looking ---


async def list_open(turn: Turn) -> None:
    """/offen: what their service has to do; for coordination, everything that is on its way."""
    key = casework.service_of(turn.me)
    if key is None:
        turn.say("case-no-service", contact=turn.content.service.kontakt)
        return
    found = await requests.at_work(turn.tx, None if key == COORDINATION else key)
    if not found:
        if key != COORDINATION:  # who has heard already that nobody waits
            turn.say("case-none")
        return
    lines = "\n".join(_line(turn, request) for request in found[:SHOWN])
    options = tuple(
        (turn.option("case-button", action="case", argument=request.id, number=str(request.id),
                     topic=casework.topic_name(turn, request.topic)),)
        for request in found[:SHOWN]
    )  # fmt: skip
    turn.say("case-list", lines=lines, count=len(found), options=options)


async def digest(turn: Turn) -> None:
    """Once a week, for coordination: everything that is on its way."""
    found = await requests.at_work(turn.tx)
    if found:
        turn.say("case-digest", lines="\n".join(_line(turn, request) for request in found[:SHOWN]), count=len(found))


def _line(turn: Turn, request: Request) -> str:
    """One request: number, topic, whose hands it is in, since when."""
    return turn.text(
        "case-line", number=str(request.id), topic=casework.topic_name(turn, request.topic),
        state=_state(turn, request), since=casework.day(turn, request.changed_at),
    )  # fmt: skip


def _state(turn: Turn, request: Request) -> str:
    about = {
        "holder": casework.service_name(turn, request.holder),
        "asked": casework.service_name(turn, request.asked),
        "who": request.taken_by or "niemand",
    }
    key = f"case-state-{request.state}"
    return turn.text(key, **turn.content.texts.needed(key, about))


async def show_one(turn: Turn) -> None:
    """/anliegen ID: this one."""
    typed = turn.argument.removeprefix("#")
    if not typed:
        await list_open(turn)
        return
    await _show(turn, number_in(typed) or 0)


async def show(turn: Turn) -> None:
    """A request of a list was pressed."""
    await _show(turn, turn.chosen or 0)


async def _show(turn: Turn, number: int) -> None:
    request, key = await _seen(turn, number)
    if request is None or key is None:
        turn.say("case-not-yours")
        return
    turn.say("case-one", options=casework.card_options(turn, request, key, turn.me), **_about(turn, request))


def _about(turn: Turn, request: Request) -> dict[str, Any]:
    """What the texts about a request are given."""
    return {
        "number": str(request.id),
        "topic": casework.topic_name(turn, request.topic),
        "state": _state(turn, request),
    }


async def _seen(turn: Turn, number: int) -> tuple[Request | None, str | None]:
    """The request, if this person's service may know of it, and the service; coordination sees how all of them are."""
    key = casework.service_of(turn.me)
    shown = await requests.disclosed(turn.tx, number, key) if key else None
    if shown is None and key == COORDINATION:
        found = await requests.by_id(turn.tx, number)
        return (found if found and found.state != requests.DRAFTED else None), key
    return (shown.request, key) if shown else (None, key)


async def _pressed(turn: Turn) -> tuple[Request | None, str]:
    """The request a button names; says so where it is not theirs."""
    request, key = await _seen(turn, turn.first_number or 0)
    if request is None:
        turn.alert("case-not-yours")
    return request, key or ""


def _late(turn: Turn, request: Request) -> None:
    """Somebody was faster: who?"""
    turn.alert("case-late", who=request.taken_by or casework.service_name(turn, request.holder))


# --- acting ---


def _who(turn: Turn) -> str:
    """As the one who pressed is called: by their colleagues in the group, or by us."""
    called = turn.event.who if isinstance(turn.event, Tapped) else None
    return (called and names.clean(called)) or turn.me.name


async def _reads(turn: Turn, request: Request, key: str) -> None:
    """What the young person wrote is shown to somebody at the service; each time is noted."""
    await requests.opened(turn.tx, request.id, key, turn.now)
    turn.note("opened", whom=request.careleaver, request=request.id, by=None if turn.person else key)


async def open_(turn: Turn) -> None:
    """They read it: from now on taking it back is withdrawing it."""
    request, key = await _pressed(turn)
    if request is None:
        return
    shown = await requests.disclosed(turn.tx, request.id, key)
    if shown is None:
        turn.alert("case-not-yours")
        return
    await _reads(turn, request, key)
    await casework.show_words(turn, turn.me, shown)


async def take(turn: Turn) -> None:
    """They take it."""
    request, key = await _pressed(turn)
    if request is None:
        return
    if not await casework.taken(turn, request, key, _who(turn)):
        _late(turn, request)
        return
    await _reads(turn, request, key)
    now = await casework.fresh(turn, request)
    options = casework.card_options(turn, now, key, turn.me)
    turn.edit_said("case-taken-by", who=_who(turn), options=options, **_about(turn, now))


async def pass_on(turn: Turn) -> None:
    """Not ours: whose is it?"""
    request, key = await _pressed(turn)
    if request is None:
        return
    if key not in (request.holder, request.offered_to):
        _late(turn, request)
        return
    turn.say("case-pass-whom", number=str(request.id), options=_others(turn, request, key))


def _others(turn: Turn, request: Request, key: str) -> Buttons:
    """Services it may be passed on to: the local ones first, coordination last."""
    services = turn.content.services
    found = {each.key: each for topic in services.topics for each in services.responsible(topic, None)}
    found |= services.by_key
    last = found.pop(COORDINATION)
    left = [each for each in (*found.values(), last) if each.key not in (key, request.holder, request.offered_to)]
    return tuple((Button(each.name, f"case-pass-to:{request.id}.{each.key}"),) for each in left)


async def pass_to(turn: Turn) -> None:
    """To this service. They keep it until it is accepted there."""
    request, key = await _pressed(turn)
    if request is None:
        return
    to = turn.argument.partition(".")[2]
    outcome = await casework.passed(turn, request, key, to)
    if outcome == "refused":
        _late(turn, request)
    else:
        turn.edit_said(f"case-{outcome}-to", number=str(request.id), service=casework.service_name(turn, to))


async def back(turn: Turn) -> None:
    """Offered to them, and not theirs: back to who has it."""
    request, key = await _pressed(turn)
    if request is None:
        return
    if not await casework.given_back(turn, request, key):
        _late(turn, request)
        return
    turn.edit_said("case-given-back", number=str(request.id), service=casework.service_name(turn, request.holder))


async def ask(turn: Turn) -> None:
    """They have a question: the next thing they write."""
    if request := await _held(turn):
        await turn.wait_for(question, request=request.id)
        turn.say("case-write-question", number=str(request.id), ask=True)


async def reply(turn: Turn) -> None:
    """They answer: the next thing they write."""
    if request := await _held(turn):
        await turn.wait_for(answer, request=request.id)
        turn.say("case-write-answer", number=str(request.id), ask=True)


async def _held(turn: Turn) -> Request | None:
    request, key = await _pressed(turn)
    if request and request.holder != key:
        _late(turn, request)
        return None
    return request


async def question(turn: Turn) -> None:
    """This is it."""
    await _written(turn, "ask")


async def answer(turn: Turn) -> None:
    """This is it."""
    await _written(turn, "answer")


async def _written(turn: Turn, action: str) -> None:
    event, step = turn.event, turn.step
    if isinstance(event, Incoming) and event.group and event.reply_to is None:
        return  # colleagues talking to each other in their group
    words = casework.written(turn, event)
    request, key = await _seen(turn, int(step.data["request"]) if step else 0)
    await turn.move_on()
    if words is None or request is None or key is None:
        turn.say("case-not-yours")
    elif await _say(turn, request, key, action, words):
        turn.say(f"case-{action}-sent", number=str(request.id))
    else:
        turn.say("case-late", who=request.taken_by or casework.service_name(turn, request.holder))


async def _say(turn: Turn, request: Request, key: str, action: str, words: Words | None) -> bool:
    if action == "ask" and words:
        return await casework.asked_back(turn, request, key, words)
    return await casework.answered(turn, request, key, words)


async def replied(turn: Turn) -> bool:
    """A reply to the card of a request is meant for it: as an answer, or as a question? False if it is none."""
    event = turn.event
    quoted = event.reply_to if isinstance(event, Said | Sent) else None
    number = await requests.of_card(turn.tx, turn.me.id, quoted) if quoted else None
    if number is None or not isinstance(event, Said | Sent):
        return False
    request, key = await _seen(turn, number)
    if request is None or request.holder != key:
        turn.say("case-take-first", answers=event.message, number=str(number))
        return True
    await held.keep(turn.tx, turn.me.id, event)
    rows = [
        (turn.option(f"case-as-{action}", action="case-as", argument=f"{number}.{event.message}.{action}"),)
        for action in ("answer", "ask", "no")
    ]
    turn.say("case-as-what", answers=event.message, number=str(number), options=tuple(rows))
    return True


async def reply_is(turn: Turn) -> None:
    """It is an answer, or a question, or for nobody."""
    request, key = await _pressed(turn)
    _, message, action = [*turn.argument.split("."), "", ""][:3]
    event = await held.take(turn.tx, turn.me.id, message)
    words = casework.written(turn, event) if event else None
    if request is None or words is None:
        turn.alert("relay-nothing-waits")
    elif action == "no":
        turn.edit_said("relay-dropped")
    elif action in ("ask", "answer") and await _say(turn, request, key, action, words):
        turn.edit_said(f"case-{action}-sent", number=str(request.id))
    else:
        _late(turn, request)


async def done(turn: Turn) -> None:
    """Done, without a word: the young person is asked whether it has helped."""
    request = await _held(turn)
    if request is None:
        return
    if await casework.answered(turn, request, casework.service_of(turn.me) or "", None):
        turn.edit_said("case-done-sent", number=str(request.id))
    else:
        _late(turn, request)


# --- the same by the links of a mail ---


async def acted(turn: Turn) -> None:
    """Somebody at a service pressed the button on a link's page. A link works once."""
    event = turn.event
    assert isinstance(event, Acted)  # noqa: S101 - registered for this event
    key = event.chat
    shown = await requests.disclosed(turn.tx, event.request, key)
    if shown is None or not await requests.use_link(turn.tx, event.nonce, event.request, turn.now):
        return  # withdrawn meanwhile, or pressed twice: the page says how things are
    request = shown.request
    if event.action != "resend":
        await _reads(turn, request, key)
    words = Words(0, "", turn.now, text=event.words.strip() or None)
    match event.action:
        case "take":
            await casework.taken(turn, request, key, None)
        case "pass":
            await casework.passed(turn, request, key, event.words)
        case "back":
            await casework.given_back(turn, request, key)
        case "ask" if words.text:
            await casework.asked_back(turn, request, key, words)
        case "answer" if words.text:
            await casework.answered(turn, request, key, words)
        case "done":
            await casework.answered(turn, request, key, None)
        case "resend" if turn.links:
            await casework.notify(turn, request, key, "resend")
