"""What people can talk about with the bot, and in which order it is tried. This page is the table of contents.

An event goes to the first that fits: bad news and comings and goings, changes and reactions, a pressed button, a typed
command, the answer to a question that was asked, somebody we do not know, and finally: a message for somebody.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from bot import due, names, second_factor, troubles
from bot.event import (
    Acted,
    Added,
    BecameDue,
    Blocked,
    Edited,
    Event,
    Incoming,
    Moved,
    Queried,
    Reacted,
    Reported,
    Said,
    Tapped,
    Unblocked,
    Undelivered,
    Unreadable,
)
from bot.store import people, relayed
from bot.store.people import ADMIN, CARELEAVER, COORDINATION, FACHKRAFT, ROLES, STOPPED, WEGBEGLEITER
from bot.turn import Conversation, Turn, step_name
from conversations import (
    answers,
    audit,
    away,
    behalf,
    checkin,
    companion,
    condition,
    consent,
    coordination,
    crisis,
    data,
    declined,
    delivery,
    departure,
    editing,
    help,
    leave,
    name,
    office,
    question,
    relay,
    request,
    rhythm,
    service,
    start,
)

log = logging.getLogger(__name__)

QUESTION_HOLDS: Final = timedelta(minutes=15)
"""How long a question to somebody who has joined waits for its answer."""
STRANGER: Final = "stranger"
EVERYBODY: Final = frozenset({*ROLES, STRANGER})
JOINED: Final = frozenset(ROLES)
STAFF: Final = frozenset({WEGBEGLEITER, COORDINATION})
YOUNG: Final = frozenset({CARELEAVER})
AT_SIDE: Final = frozenset({WEGBEGLEITER})
SERVICES: Final = frozenset({FACHKRAFT, COORDINATION})
OFFICE: Final = frozenset({COORDINATION, ADMIN})


class Door(NamedTuple):
    """A conversation, and who may enter."""

    conversation: Conversation
    roles: frozenset[str]


#: What people type; of several doors all that are open to their role are entered, in order. Somebody whose role may
#: not gets the same answer as for a command that does not exist.
COMMANDS: Final[Mapping[str, Door | tuple[Door, ...]]] = {
    "start": Door(start.start, EVERYBODY),
    "menu": Door(help.menu, JOINED),
    "hilfe": Door(help.show, EVERYBODY),
    "help": Door(help.show, EVERYBODY),
    "impressum": Door(help.imprint, EVERYBODY),
    "fragen": Door(question.ask, EVERYBODY),
    "notfall": Door(crisis.emergency, EVERYBODY),
    "sprache": Door(help.languages, JOINED),
    "pause": Door(leave.pause, YOUNG),
    "stopp": Door(leave.stop, JOINED),
    "stop": Door(leave.stop, JOINED),
    "leute": Door(companion.list_people, STAFF | {ADMIN}),
    "offen": (Door(companion.list_waiting, STAFF), Door(service.list_open, SERVICES)),
    "anliegen": (
        Door(request.mine, YOUNG),
        Door(behalf.for_somebody, AT_SIDE),
        Door(service.show_one, SERVICES),
    ),
    "weg": Door(away.go, YOUNG),
    "daten": Door(data.show, YOUNG),
    "checkin": (Door(rhythm.show, YOUNG), Door(checkin.send_now, STAFF)),
    "an": Door(companion.write_to, STAFF),
    "zurueck": Door(relay.take_back, STAFF),
    "einladen": Door(coordination.invite, OFFICE),
    "zuordnen": Door(coordination.assign, OFFICE),
    "inhalt": Door(editing.show, OFFICE),
    "auskunft": Door(office.ask_for_copy, OFFICE),
    "loeschen": Door(office.ask_to_erase, OFFICE),
    "austritt": Door(departure.ask, OFFICE),
    "protokoll": Door(audit.show, OFFICE),
    "status": Door(condition.show, OFFICE),
}

#: What people press: the part of a button's data before the colon. The names are stored in chats: keep them.
TAPS: Final[Mapping[str, Door]] = {
    "code": Door(start.enter_code, EVERYBODY),
    "join-yes": Door(start.said_yes, EVERYBODY),
    "join-no": Door(start.said_no, EVERYBODY),
    "join-in": Door(start.in_language, EVERYBODY),
    "join-as": Door(start.name_as_suggested, EVERYBODY),
    "consent-yes": Door(consent.agreed, YOUNG),
    "consent-no": Door(consent.refused, YOUNG),
    "menu": Door(help.menu, JOINED),
    "questions": Door(question.ask, EVERYBODY),
    "faq": Door(question.show, EVERYBODY),
    "faq-in": Door(question.show_here, EVERYBODY),
    "faq-groups": Door(question.groups, EVERYBODY),
    "faq-group": Door(question.group, EVERYBODY),
    "faq-none": Door(question.none_of_these, EVERYBODY),
    "faq-yes": Door(question.helped, EVERYBODY),
    "faq-no": Door(question.not_helped, EVERYBODY),
    "faq-send": Door(question.send, YOUNG),
    "faq-sent": Door(question.sent, YOUNG),
    "faq-kept": Door(question.kept, YOUNG),
    "content-unsolved": Door(editing.show_unsolved, OFFICE),
    "content-stale": Door(editing.show_stale, OFFICE),
    "who": Door(help.who, YOUNG),
    "quiet": Door(leave.pause, YOUNG),
    "pause": Door(leave.pause_chosen, YOUNG),
    "rename": Door(name.change, JOINED),
    "keep-name": Door(name.keep, JOINED),
    "languages": Door(help.languages, JOINED),
    "language": Door(help.language_chosen, JOINED),
    "recovery": Door(start.new_recovery, YOUNG),
    "help": Door(help.show, EVERYBODY),
    "notfall": Door(crisis.emergency, EVERYBODY),
    "alarm": Door(crisis.call_me, YOUNG),
    "alarm-mine": Door(crisis.mine, STAFF),
    "leave": Door(leave.stop, JOINED),
    "stop": Door(leave.stopped, JOINED),
    "stay": Door(leave.stayed, JOINED),
    "away": Door(away.explain, YOUNG),
    "away-go": Door(away.go, YOUNG),
    "away-stay": Door(away.stay, YOUNG),
    "back": Door(leave.back, YOUNG),
    "stay-away": Door(leave.stay_away, YOUNG),
    "an": Door(relay.write_to, STAFF),
    "to": Door(relay.to_whom, STAFF),
    "invite": Door(coordination.invite_role, OFFICE),
    "invite-with": Door(coordination.invite_with, OFFICE),
    "invite-in": Door(coordination.invite_in, OFFICE),
    "assign": Door(coordination.assign_chosen, OFFICE),
    "assign-to": Door(coordination.assign_to, OFFICE),
    "invite-for": Door(coordination.invite_for, OFFICE),
    "audit": Door(audit.about, OFFICE),
    "office-copy": Door(office.copy, OFFICE),
    "office-erase": Door(office.erase, OFFICE),
    "office-erase-yes": Door(office.erase_yes, OFFICE),
    "office-no": Door(office.keep, OFFICE),
    "depart": Door(departure.chosen, OFFICE),
    "depart-one": Door(departure.one, OFFICE),
    "depart-to": Door(departure.to, OFFICE),
    "depart-yes": Door(departure.yes, OFFICE),
    "depart-no": Door(departure.stay, OFFICE),
    "rhythm": Door(rhythm.show, YOUNG),
    "rhythm-on": Door(rhythm.on, YOUNG),
    "rhythm-still": Door(checkin.still_wanted, YOUNG),
    "rhythm-off": Door(rhythm.off, YOUNG),
    "rhythm-every": Door(rhythm.how_often, YOUNG),
    "rhythm-is": Door(rhythm.every, YOUNG),
    "rhythm-on-day": Door(rhythm.on_day, YOUNG),
    "rhythm-hour": Door(rhythm.what_hour, YOUNG),
    "rhythm-at": Door(rhythm.at_hour, YOUNG),
    "rhythm-zone": Door(rhythm.what_zone, YOUNG),
    "rhythm-in": Door(rhythm.in_zone, YOUNG),
    "share": Door(rhythm.sharing, YOUNG),
    "share-it": Door(rhythm.toggle, YOUNG),
    "share-all": Door(answers.share_all, YOUNG),
    "share-none": Door(answers.share_none, YOUNG),
    "share-done": Door(answers.shared, YOUNG),
    "check": Door(answers.answered, YOUNG),
    "check-go": Door(answers.start, YOUNG),
    "check-me": Door(answers.now_for_me, YOUNG),
    "check-later": Door(answers.later, YOUNG),
    "check-no": Door(answers.not_now, YOUNG),
    "check-talk": Door(answers.talk, YOUNG),
    "check-now": Door(checkin.send_now_to, STAFF),
    "check-hello": Door(checkin.say_hello, STAFF),
    "data": Door(data.show, YOUNG),
    "data-copy": Door(data.copy, YOUNG),
    "data-who": Door(data.who, YOUNG),
    "data-erase": Door(data.erase, YOUNG),
    "data-erased": Door(data.erased, YOUNG),
    "data-kept": Door(data.kept, YOUNG),
    "requests": Door(request.mine, YOUNG),
    "req": Door(request.show_one, YOUNG),
    "req-new": Door(request.new, YOUNG),
    "req-topic": Door(request.topic_chosen, YOUNG),
    "req-retopic": Door(request.retopic, YOUNG),
    "req-about": Door(request.about, YOUNG),
    "req-also": Door(request.also, YOUNG),
    "req-share": Door(request.share, YOUNG),
    "req-show": Door(request.show, YOUNG),
    "req-more": Door(request.more, YOUNG),
    "req-reply": Door(request.more, YOUNG),
    "req-drop": Door(request.drop, YOUNG),
    "req-yes": Door(request.agree, YOUNG),
    "req-back": Door(request.take_back, YOUNG),
    "req-back-yes": Door(request.taken_back, YOUNG),
    "req-helped": Door(request.helped, YOUNG),
    "req-again": Door(request.again, YOUNG),
    "req-pass": Door(request.pass_yes, YOUNG),
    "req-stay": Door(request.pass_no, YOUNG),
    "req-whom": Door(behalf.whom, AT_SIDE),
    "req-for": Door(behalf.topic_for, AT_SIDE),
    "case": Door(service.show, SERVICES),
    "case-open": Door(service.open_, SERVICES),
    "case-take": Door(service.take, SERVICES),
    "case-pass": Door(service.pass_on, SERVICES),
    "case-pass-to": Door(service.pass_to, SERVICES),
    "case-back": Door(service.back, SERVICES),
    "case-ask": Door(service.ask, SERVICES),
    "case-answer": Door(service.reply, SERVICES),
    "case-done": Door(service.done, SERVICES),
    "case-as": Door(service.reply_is, SERVICES),
}

#: What goes on once the second factor was right, with its argument. Stored in steps: keep the names.
AFTER_SECOND_FACTOR: Final[Mapping[str, Callable[[Turn, str], Awaitable[None]]]] = {
    "invite": coordination.invite_office,
    "office-copy": office.copied,
    "office-erase": office.erased,
    "depart": departure.departed,
}


async def second_factor_typed(turn: Turn) -> None:
    """Six digits that were asked for."""
    if then := await second_factor.typed(turn):
        await AFTER_SECOND_FACTOR[then.action](turn, then.argument)


#: Questions whose answer is the next message. Stored by name: an old name stays here as an alias.
STEPS: Final[Mapping[str, Conversation]] = {
    step_name(step): step
    for step in (
        *(start.code_typed, start.consent, start.name, name.typed),
        *(relay.message, relay.addressed, question.asked),
        *(answers.own_words, request.words, behalf.words_for, service.question, service.answer),
    )
} | {second_factor.STEP: second_factor_typed}
#: Steps whose answer may be anything one can send, and how long they wait for it. Each of them says what becomes of it.
LISTENS: Final[Mapping[Conversation, timedelta]] = {
    answers.own_words: QUESTION_HOLDS,
    request.words: request.WRITES_FOR,
    behalf.words_for: QUESTION_HOLDS,
    service.question: service.WRITES_FOR,
    service.answer: service.WRITES_FOR,
}

#: What the clock brings.
DUE: Final[Mapping[str, Conversation]] = {
    due.CONTENT_EDITED: editing.edited,
    due.CONTENT_REVIEW: editing.review,
    due.CHECKIN: checkin.became_due,
    due.CHECKIN_LOOK: checkin.look,
    due.REQUEST: request.became_due,
    due.DIGEST: service.digest,
    due.ALERT: crisis.look,
    troubles.BEGAN: condition.began,
    troubles.OVER: condition.over,
}
#: What could not be delivered, by what it was.
LOST: Final[Mapping[str, Conversation]] = {"checkin": checkin.undelivered, "request": request.undelivered}

#: Everything that is no message.
HAPPENINGS: Final[Mapping[type[Event], Conversation]] = {
    Reported: delivery.reported,
    Blocked: delivery.blocked,
    Unblocked: delivery.unblocked,
    Moved: delivery.moved,
    Added: start.added,
    Queried: question.suggest,
    Acted: service.acted,
}


async def handle(turn: Turn) -> None:
    """Find the conversation this event belongs to and let it answer."""
    event = turn.event
    if isinstance(event, Unreadable):
        raise ValueError("this version does not understand the update")
    if isinstance(event, BecameDue | Undelivered):
        await (DUE if isinstance(event, BecameDue) else LOST)[event.what](turn)
        return
    if happening := HAPPENINGS.get(type(event)):
        await happening(turn)
        return
    if turn.person and not turn.person.reachable:
        await delivery.unblocked(turn)  # whoever writes can be reached
    await _enter_topic(turn)
    if isinstance(event, Edited | Reacted):
        if turn.person and turn.person.state != STOPPED:
            await (relay.edited if isinstance(event, Edited) else relay.reacted)(turn)
    elif isinstance(event, Tapped):
        await _pressed(turn, event)
    elif isinstance(event, Said) and event.command is not None:
        await _typed(turn, event.command)
    else:
        await _message(turn)
    await consent.ask_again(turn)  # last: a question never keeps a message from the person it is for


async def _enter_topic(turn: Turn) -> None:
    """Whatever is written or pressed in a young person's topic is about them."""
    event = turn.event
    if turn.person and isinstance(event, Incoming | Tapped) and event.topic and turn.person.role != CARELEAVER:
        guest = await relayed.guest_of_topic(turn.tx, turn.person.id, event.topic)
        turn.here = await people.by_id(turn.tx, guest) if guest is not None else None


async def _pressed(turn: Turn, event: Tapped) -> None:
    door = TAPS.get(event.data.partition(":")[0])
    if door is None or _role(turn) not in door.roles:
        turn.alert("button-not-yours")
        return
    await door.conversation(turn)


async def _typed(turn: Turn, command: str) -> None:
    doors = COMMANDS.get(command, ())
    entered = [door for door in ((doors,) if isinstance(doors, Door) else doors) if _role(turn) in door.roles]
    in_group = isinstance(turn.event, Incoming) and turn.event.group
    if in_group and _for_another_bot(turn):
        return
    if not entered and (not in_group or turn.person):
        await help.unknown(turn)
    for door in entered:
        await door.conversation(turn)


def _for_another_bot(turn: Turn) -> bool:
    """In a group with several bots, "/hilfe@andererbot" is none of our business."""
    bot = turn.event.text.split()[0].partition("@")[2] if isinstance(turn.event, Said) else ""
    return bool(bot) and bot.casefold() != turn.username.casefold()


async def _message(turn: Turn) -> None:
    await crisis.notice(turn)  # whatever else it is: who may be in danger sees first whom they can call
    if not await declined.only_words(turn):
        return
    step = await _asked(turn)
    if step:
        await step(turn)
    elif turn.person is None:
        await question.by_stranger(turn, explain=start.stranger)
    elif turn.person.role in SERVICES and await service.replied(turn):
        return
    else:
        await relay.message(turn)
        await question.offer(turn)  # afterwards: a question never keeps a message from the person it is for


async def _asked(turn: Turn) -> Conversation | None:
    """The question this message answers, if it does.

    A question must never swallow a message that is meant for a person: it holds for a short while, and only for words,
    no more of them than its answer can have.
    """
    if turn.step is None:
        return None
    step = STEPS.get(turn.step.name)
    if turn.person and not isinstance(turn.event, Said) and step not in LISTENS:
        return None
    if step is None:
        log.warning("a step is not known any more", extra={"action": "unknown_step", "step": turn.step.name})
    expired = turn.now - turn.step.since > (LISTENS.get(step, QUESTION_HOLDS) if step else QUESTION_HOLDS)
    too_long = step is name.typed and len(getattr(turn.event, "text", "")) > names.LONGEST
    if step in LISTENS and await _quotes_somebody(turn):
        return None  # whoever quotes somebody talks to them
    if step is question.asked and question.is_code(turn):
        return None  # a stranger looked around and has an invitation after all
    if step is None or (turn.person and step is not relay.message and (expired or too_long)):
        await turn.move_on()
        return None
    if step is second_factor_typed and not second_factor.is_answer(turn):
        return None  # something else, for somebody; the question stands
    return step


async def _quotes_somebody(turn: Turn) -> bool:
    quoted = turn.event.reply_to if isinstance(turn.event, Incoming) else None
    return bool(quoted and turn.person and await relayed.received(turn.tx, turn.person.id, quoted))


def _role(turn: Turn) -> str:
    return turn.person.role if turn.person else STRANGER


async def apologise(turn: Turn, number: int) -> None:
    """Event `number` was set aside: tell the person, and whoever looks after the bot."""
    await help.broken(turn, number)
