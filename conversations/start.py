"""Joining: an invitation, four sentences to read, a yes or a no, a name. And coming back with a recovery code."""

from typing import Any

from bot import consent as consent_words
from bot import contact, names, post
from bot.event import LOCKED, Added, Incoming, Said
from bot.message import Buttons
from bot.store import companionships, invitations, people, relayed
from bot.store.audit import BOT
from bot.store.invitations import Invitation
from bot.store.people import CARELEAVER, COORDINATION, FACHKRAFT, STOPPED, Person
from bot.turn import Turn, step_name

STAFF_COMMANDS = {
    people.WEGBEGLEITER: ("leute", "an", "offen", "checkin", "anliegen", "zurueck", "fragen", "sprache", "hilfe"),
    people.COORDINATION: (
        *(
            "leute",
            "offen",
            "anliegen",
            "einladen",
            "zuordnen",
            "an",
            "checkin",
            "zurueck",
            "fragen",
            "inhalt",
            "auskunft",
            "loeschen",
            "austritt",
            "protokoll",
            "hilfe",
        ),
    ),
    people.FACHKRAFT: ("offen", "anliegen", "fragen", "sprache", "hilfe"),
    people.ADMIN: ("status", "inhalt", "leute", "einladen", "auskunft", "loeschen", "austritt", "protokoll", "hilfe"),
}
"""What the app offers staff in its command list; young people get the bot's general one."""


async def start(turn: Turn) -> None:
    """Somebody pressed Start, with or without an invitation link."""
    payload = turn.event.argument if isinstance(turn.event, Said) else ""
    if turn.person:
        await _known(turn)
    elif payload:
        await _code(turn, payload)
    elif _invitation_number(turn) is not None:
        await _asked_again(turn)
    else:
        await stranger(turn)


async def _known(turn: Turn) -> None:
    if turn.me.state == STOPPED:
        turn.say("back-question", options=back_options(turn))
    else:
        turn.say("start-known", name=turn.me.name, options=((turn.option("menu-open", action="menu"),),))


def back_options(turn: Turn) -> Buttons:
    """Yes or not yet, to somebody who had stopped."""
    return ((turn.option("back-yes", action="back"), turn.option("back-no", action="stay-away")),)


async def stranger(turn: Turn) -> None:
    """Somebody without an invitation wrote something."""
    event = turn.event
    if isinstance(event, Incoming) and event.group:
        return  # a group we know nobody in talks among itself
    if code := _written_code(turn):
        await _code(turn, code)
        return
    turn.say(
        "start-stranger",
        service=turn.content.service.name,
        contact=turn.content.service.kontakt,
        options=(
            (turn.option("menu-questions", action="questions"),),
            (turn.option("start-have-code", action="code"), turn.option("menu-emergency", action="notfall")),
        ),
    )


async def added(turn: Turn) -> None:
    """The bot was put into a group."""
    if isinstance(turn.event, Added) and turn.person is None:
        turn.say("start-group")


async def enter_code(turn: Turn) -> None:
    """They have a code on paper and want to type it."""
    if turn.person:
        await _known(turn)
        return
    await _ask_for_code(turn)


async def _ask_for_code(turn: Turn) -> None:
    await turn.wait_for(code_typed, **_so_far(turn))
    turn.say("start-type-code", ask=True)


async def code_typed(turn: Turn) -> None:
    """This should be the code. What cannot be one is not counted as a wrong one."""
    if _among_themselves(turn):
        return
    if code := _written_code(turn):
        await _code(turn, code)
    else:
        turn.say("start-type-code", ask=True)


def _written_code(turn: Turn) -> str | None:
    return invitations.code_in(turn.event.text) if isinstance(turn.event, Said) else None


def _so_far(turn: Turn) -> dict[str, Any]:
    """An invitation that was opened stays open while another code is tried."""
    return turn.step.data if turn.step else {}


def _among_themselves(turn: Turn) -> bool:
    """In a group only a reply is an answer to us."""
    return isinstance(turn.event, Incoming) and turn.event.group and turn.event.reply_to is None


async def _code(turn: Turn, typed: str) -> None:
    """Whose code is this? Wrong ones are counted; whoever has a real one may know what is the matter with it."""
    address = turn.event.address
    if not await invitations.may_try(turn.tx, address, turn.now):
        turn.say("start-too-many")
        return
    code = invitations.normalise(typed)
    if code is None:
        await _wrong(turn, "start-typo")
    elif invitation := await invitations.by_code(turn.tx, code):
        await _invited(turn, invitation)
    elif person := await people.by_recovery(turn.tx, code):
        await _recovered(turn, person)
    else:
        await _wrong(turn, "start-unknown")


async def _wrong(turn: Turn, key: str) -> None:
    await invitations.wrong(turn.tx, turn.event.address, turn.now)
    await turn.wait_for(code_typed, **_so_far(turn))
    turn.say(key, contact=turn.content.service.kontakt)


# --- an invitation ---


async def _invited(turn: Turn, invitation: Invitation) -> None:
    contact = turn.content.service.kontakt
    group = isinstance(turn.event, Incoming) and turn.event.group
    if invitation.used:
        turn.say("start-used", contact=contact)
    elif invitation.expires_at <= turn.now:
        turn.say("start-expired", contact=contact)
    elif group and invitation.role not in (COORDINATION, FACHKRAFT):
        turn.say("start-not-in-group")
    else:
        await turn.wait_for(consent, invitation=invitation.id, language=turn.language, group=group)
        _introduce(turn, invitation)


def _introduce(turn: Turn, invitation: Invitation) -> None:
    """The four sentences, in the language chosen so far."""
    texts = turn.content.texts
    others = [code for code in texts.languages if code != turn.language]
    options = (
        (turn.option("start-yes", action="join-yes"), turn.option("start-no", action="join-no")),
        *((turn.language_option(code, "join-in"),) for code in others),
    )
    if invitation.role == CARELEAVER:
        turn.edit_said("start-intro", service=turn.content.service.name, options=options)
    else:
        role = turn.text(f"role-{invitation.role}")
        turn.edit_said("start-intro-staff", service=turn.content.service.name, role=role, options=options)


async def consent(turn: Turn) -> None:
    """They wrote something instead of pressing yes or no: another code, or ask once more."""
    if _among_themselves(turn):
        return
    if code := _written_code(turn):
        await _code(turn, code)
    else:
        await _asked_again(turn)


async def _asked_again(turn: Turn) -> None:
    """The question they have not answered yet."""
    if invitation := await _open_invitation(turn):
        if turn.step and turn.step.name == step_name(name):
            _ask_name(turn, invitation)
        else:
            await turn.wait_for(consent, **_so_far(turn))
            _introduce(turn, invitation)


async def in_language(turn: Turn) -> None:
    """They want to read it in another language."""
    if invitation := await _open_invitation(turn):
        data = _so_far(turn) | {"language": turn.content.texts.closest(turn.argument)}
        await turn.wait_for(consent, **data)
        _introduce(turn, invitation)


async def said_no(turn: Turn) -> None:
    """They do not want this. Nothing about them stays."""
    if turn.person:
        await _known(turn)
        return
    turn.edit_said("start-refused", contact=turn.content.service.kontakt)
    await turn.move_on()


async def said_yes(turn: Turn) -> None:
    """They want to. What do they want to be called?"""
    if turn.step and turn.step.name == step_name(name):
        return  # pressed twice: the next question stands there already
    if invitation := await _open_invitation(turn):
        await turn.wait_for(name, **_so_far(turn))
        if invitation.role == CARELEAVER:
            turn.edit_said("start-agreed")
        else:
            turn.edit_said("start-agreed-staff")
        _ask_name(turn, invitation)


def _ask_name(turn: Turn, invitation: Invitation) -> None:
    suggested = invitation.name
    options: Buttons = ((turn.option("start-name-as", action="join-as", name=suggested),),) if suggested else ()
    key = "start-name" if invitation.role == CARELEAVER else "start-name-staff"
    turn.say(key, options=options, ask=not options)


async def name(turn: Turn) -> None:
    """This is what they want to be called."""
    if _among_themselves(turn):
        return
    if (code := _written_code(turn)) and invitations.normalise(code):
        await _code(turn, code)
    elif invitation := await _open_invitation(turn):
        await _join(turn, invitation, turn.event.text if isinstance(turn.event, Said) else "")


async def name_as_suggested(turn: Turn) -> None:
    """The name on the invitation is right."""
    if invitation := await _open_invitation(turn):
        await _join(turn, invitation, invitation.name or "")


def _invitation_number(turn: Turn) -> int | None:
    number = _so_far(turn).get("invitation")
    return None if number is None else int(number)


async def _open_invitation(turn: Turn) -> Invitation | None:
    """The invitation they are answering, if it still holds; otherwise say what became of it."""
    if turn.person:
        await _known(turn)
        return None
    number = _invitation_number(turn)
    if number is None:  # so long ago that it was forgotten: the invitation itself may well hold
        await _ask_for_code(turn)
        return None
    invitation = await invitations.by_id(turn.tx, number)
    if invitation is None or invitation.used or invitation.expires_at <= turn.now:
        await turn.move_on()
        used = invitation is not None and invitation.used
        turn.say("start-used" if used else "start-expired", contact=turn.content.service.kontakt)
        return None
    return invitation


async def _join(turn: Turn, invitation: Invitation, typed: str) -> None:
    chosen = names.clean(typed)
    if chosen is None:
        turn.say("start-name-bad", longest=names.LONGEST)
        return
    recovery = invitations.new_code() if invitation.role == CARELEAVER else None
    person = await people.add(
        turn.tx,
        role=invitation.role,
        name=chosen,
        address=turn.event.address,
        group=bool(_so_far(turn).get("group")),
        language=turn.language,
        bezirk=invitation.bezirk,
        recovery=recovery and invitations.normalise(recovery),
        consent=consent_words.joining(turn.content, turn.language, invitation.role),
        service=invitation.service,
        now=turn.now,
    )
    if not await invitations.use(turn.tx, invitation.id, person.id, turn.now):
        raise RuntimeError("an invitation was spent while it was being answered")  # undoes the turn; tried again
    await turn.move_on()
    turn.person = person
    turn.note("joined", other=invitation.created_by)
    if recovery:
        turn.say("start-recovery", code=recovery)
        await _welcome_careleaver(turn, invitation)
    else:
        await _welcome_staff(turn)


async def _welcome_careleaver(turn: Turn, invitation: Invitation) -> None:
    me = turn.me
    menu = ((turn.option("menu-open", action="menu"),),)
    wegbegleiter = await people.by_id(turn.tx, invitation.wegbegleiter) if invitation.wegbegleiter else None
    if wegbegleiter and wegbegleiter.state == people.ACTIVE:
        await companionships.begin(turn.tx, me.id, wegbegleiter.id, companionships.MAIN, turn.now)
        turn.note("assigned", whom=me.id, other=wegbegleiter.id, by=BOT)
        turn.say("start-welcome", name=me.name, wegbegleiter=wegbegleiter.name, options=menu)
        turn.say_to(wegbegleiter, "companion-new", about=me, name=me.name)
    else:
        turn.say("start-welcome-alone", name=me.name, options=menu)
        for staff in await people.everybody(turn.tx, COORDINATION):
            turn.say_to(staff, "coordination-alone", name=me.name)
    await contact.ask_for_consent(turn, invitation.care_ended)


async def _welcome_staff(turn: Turn) -> None:
    me = turn.me
    turn.say(f"start-welcome-{me.role}", name=me.name)
    turn.offer(me, STAFF_COMMANDS[me.role])
    if me.role == COORDINATION:
        await _first_things_first(turn)


async def _first_things_first(turn: Turn) -> None:
    """Coordination is there from now on: what was kept for want of anybody, and who nobody has heard of so far."""
    everybody = await people.everybody(turn.tx, CARELEAVER)
    careleavers = [person for person in everybody if person.state == people.ACTIVE]  # who has stopped is asked first
    for careleaver in careleavers:
        await post.release(turn, careleaver)
    if any(staff.id != turn.me.id for staff in await people.here(turn.tx, COORDINATION)):
        return
    accompanied = {careleaver for careleaver, _, _ in await companionships.all_now(turn.tx)}
    for careleaver in careleavers:
        if careleaver.id not in accompanied:
            turn.say_to(turn.me, "coordination-alone", name=careleaver.name)


# --- a recovery code ---


async def _recovered(turn: Turn, person: Person) -> None:
    """The young person writes from a new phone or number: the channel moves there, the old chat is out."""
    old, new = person.address, turn.event.address
    if isinstance(turn.event, Incoming) and turn.event.group:
        turn.say("start-not-in-group")
        return
    code = invitations.new_code()
    await people.forget_step(turn.tx, old)
    await people.forget_step(turn.tx, new)
    await people.move(turn.tx, person.id, new)
    await people.set_recovery(turn.tx, person.id, invitations.normalise(code) or "")
    await relayed.forget_chat(turn.tx, person.id)
    await turn.readdress(person, new)
    turn.say_at(old, person.language, "start-moved-away", contact=turn.content.service.kontakt)
    turn.person, turn.step = await people.at(turn.tx, new)
    turn.note("moved")
    turn.say("start-recovery", code=code)
    if turn.me.state == STOPPED:
        turn.say("back-question", options=back_options(turn))
        return
    way = await companionships.responsible(turn.tx, turn.me)
    turn.say(
        "start-back",
        name=turn.me.name,
        wegbegleiter=post.name_on(turn, way),
        options=((turn.option("menu-open", action="menu"),),),
    )
    if way:
        key = "companion-unlocked" if old.messenger == LOCKED else "companion-moved"
        turn.say_to(way.staff, key, about=turn.me, name=turn.me.name)


async def new_recovery(turn: Turn) -> None:
    """They lost the code, or somebody else has seen it."""
    if turn.me.role == CARELEAVER:
        code = invitations.new_code()
        await people.set_recovery(turn.tx, turn.me.id, invitations.normalise(code) or "")
        turn.say("start-recovery", code=code)
