"""Coordination: inviting people, and putting a Wegbegleiter at a young person's side."""

import io
from datetime import timedelta

import segno

from bot import handover, names, second_factor
from bot.content.services import COORDINATION as SERVICE
from bot.message import Button, Buttons
from bot.store import companionships, invitations, people
from bot.store.audit import INVITED
from bot.store.people import ADMIN, CARELEAVER, FACHKRAFT, WEGBEGLEITER, Person
from bot.turn import Turn, number_in

SHOWN = 40
"""Names offered as buttons; whoever looks for another one types it."""


# --- /einladen ---


async def invite(turn: Turn) -> None:
    """/einladen: who is to join?"""
    roles = people.ROLES if turn.me.role == ADMIN else tuple(role for role in people.ROLES if role != ADMIN)
    options = tuple((turn.option(f"role-{role}", action="invite", argument=role),) for role in roles)
    turn.say("invite-whom", options=options)


async def invite_role(turn: Turn) -> None:
    """A role was chosen; for a young person: who will be at their side?"""
    role = turn.argument
    if role not in people.ROLES or (role == ADMIN and turn.me.role != ADMIN):
        turn.alert("invite-not-allowed")
    elif role == FACHKRAFT:
        services = turn.content.services.by_key.values()
        rows = tuple((Button(each.name, f"invite-for:{each.key}"),) for each in services if each.key != SERVICE)
        turn.edit_said("invite-for-which", options=rows)
    elif role in second_factor.ROLES:
        await invite_office(turn, role)
    elif role != CARELEAVER:
        turn.edit_said("invite-made", role=turn.text(f"role-{role}"))
        await _invited(turn, role, None, None)
    else:
        wegbegleiter = await people.everybody(turn.tx, WEGBEGLEITER)
        options = [(turn.person_option(person, "invite-with"),) for person in wegbegleiter[:SHOWN]]
        nobody = turn.option("invite-nobody-yet", action="invite-with", argument="0")
        turn.edit_said("invite-with-whom", options=(*options, (nobody,)))


async def invite_office(turn: Turn, role: str) -> None:
    """Who may do everything is invited only with the second factor."""
    if await second_factor.passed(turn, "invite", role):
        turn.edit_said("invite-made", role=turn.text(f"role-{role}"))
        await _invited(turn, role, None, None)


async def invite_for(turn: Turn) -> None:
    """A service was chosen: here is the invitation for a Fachkraft there, or for the service's group."""
    service = turn.content.services.by_key.get(turn.argument)
    if service is None:
        turn.alert("invite-not-allowed")
        return
    turn.edit_said("invite-made-for", role=turn.text("role-fachkraft"), service=service.name)
    await _invited(turn, FACHKRAFT, None, None, service.key)


async def invite_with(turn: Turn) -> None:
    """A Wegbegleiter was chosen, or nobody yet; which Bezirk?"""
    bezirke = turn.content.service.bezirke
    if not bezirke:
        turn.edit_said("invite-made", role=turn.text("role-careleaver"))
        await _invited(turn, CARELEAVER, turn.chosen or None, None)
        return
    options = tuple(
        (Button(bezirk, f"invite-in:{turn.chosen or 0}-{number}"),) for number, bezirk in enumerate(bezirke)
    )
    unknown = turn.option("invite-no-bezirk", action="invite-in", argument=f"{turn.chosen or 0}-")
    turn.edit_said("invite-where", options=(*options, (unknown,)))


async def invite_in(turn: Turn) -> None:
    """A Bezirk was chosen: here is the invitation."""
    wegbegleiter, number = _two_numbers(turn.argument)
    bezirke = turn.content.service.bezirke
    bezirk = bezirke[number] if number is not None and number < len(bezirke) else None
    turn.edit_said("invite-made", role=turn.text("role-careleaver"))
    await _invited(turn, CARELEAVER, wegbegleiter or None, bezirk)


def _two_numbers(argument: str) -> tuple[int | None, int | None]:
    """What a button like "3-17" stands for; a part that is no number of ours is None."""
    first, _, second = argument.partition("-")
    return number_in(first), number_in(second)


async def _invited(
    turn: Turn, role: str, wegbegleiter: int | None, bezirk: str | None, service: str | None = None
) -> None:  # fmt: skip
    person = await people.by_id(turn.tx, wegbegleiter) if wegbegleiter else None
    days = turn.content.service.einladung_tage
    code = await invitations.create(
        turn.tx,
        role=role,
        name=None,
        wegbegleiter=person.id if person and person.role == WEGBEGLEITER else None,
        bezirk=bezirk,
        service=service,
        created_by=turn.me.id,
        now=turn.now,
        expires_at=turn.now + timedelta(days=days),
    )
    turn.note(INVITED[role])
    link = f"https://t.me/{turn.username}?start={code}"
    turn.show(qr_png(link), "invite-picture", code=code, days=days)
    turn.say("invite-forward", service=turn.content.service.name, link=link, code=code)


def qr_png(link: str) -> bytes:
    """The link as a picture for a phone's camera."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="png", scale=8, border=3)
    return out.getvalue()


# --- /zuordnen ---


async def assign(turn: Turn) -> None:
    """/zuordnen NAME WEGBEGLEITER: as typed if that is clear, else by buttons."""
    careleavers = await people.everybody(turn.tx, CARELEAVER)
    if not turn.argument:
        await _whom(turn, await _alone_first(turn, careleavers), [])
        return
    wegbegleiter = await people.everybody(turn.tx, WEGBEGLEITER)
    found, companions, typed = _understood(turn.argument.split(), careleavers, wegbegleiter)
    if not found:
        turn.say("to-nobody", typed=turn.argument[: names.LONGEST])
    elif len(found) > 1:
        await _whom(turn, found, companions)
    else:
        await _to_whom(turn, found[0], companions, typed)


def _understood(
    words: list[str], careleavers: list[Person], wegbegleiter: list[Person]
) -> tuple[list[Person], list[Person], str]:
    """Who is meant by NAME WEGBEGLEITER, where either may have several words; and what was typed as the second."""
    splits = []
    for end in range(len(words), 0, -1):
        second = " ".join(words[end:])
        young = names.find(" ".join(words[:end]), careleavers)
        if young:
            splits.append((young, names.find(second, wegbegleiter) if second else [], second))
    # The first name as long as possible, but not at the price of the second.
    return next((split for split in splits if split[1]), splits[0] if splits else ([], [], ""))


async def _whom(turn: Turn, careleavers: list[Person], companions: list[Person]) -> None:
    """Which young person? If it is clear already who will be at their side, one tap does it all."""
    if not careleavers:
        turn.say("people-none")
    elif len(companions) == 1:
        turn.say("assign-whom", options=_pairs(careleavers[:SHOWN], companions, by_careleaver=True))
    else:
        options = tuple((turn.person_option(person, "assign"),) for person in careleavers[:SHOWN])
        turn.say("assign-whom", options=options)


def _pairs(careleavers: list[Person], wegbegleiter: list[Person], *, by_careleaver: bool) -> Buttons:
    return tuple(
        (Button((young if by_careleaver else companion).name, f"assign-to:{young.id}-{companion.id}"),)
        for young in careleavers
        for companion in wegbegleiter
    )


async def assign_chosen(turn: Turn) -> None:
    """The young person was chosen."""
    careleaver = await people.by_id(turn.tx, turn.chosen or 0)
    if careleaver and careleaver.role == CARELEAVER:
        await _to_whom(turn, careleaver, [], "")
    else:
        turn.alert("assign-gone")


async def _to_whom(turn: Turn, careleaver: Person, found: list[Person], typed: str) -> None:
    if not typed:
        found = await people.everybody(turn.tx, WEGBEGLEITER)
    if not found:
        turn.say("assign-nobody")
    elif len(found) == 1 and typed:
        await _assigned(turn, careleaver, found[0])
    else:
        options = _pairs([careleaver], found[:SHOWN], by_careleaver=False)
        turn.edit_said("assign-to-whom", name=careleaver.name, options=options)


async def assign_to(turn: Turn) -> None:
    """Both were chosen."""
    both = [await people.by_id(turn.tx, number or 0) for number in _two_numbers(turn.argument)]
    match both:
        case [Person(role="careleaver") as careleaver, Person(role="wegbegleiter", state="active") as wegbegleiter]:
            await _assigned(turn, careleaver, wegbegleiter)
        case _:
            turn.alert("assign-gone")


async def _assigned(turn: Turn, careleaver: Person, wegbegleiter: Person) -> None:
    """Put them together."""
    turn.edit_said("assign-done", name=careleaver.name, wegbegleiter=wegbegleiter.name)
    await handover.assign(turn, careleaver, wegbegleiter)


async def _alone_first(turn: Turn, careleavers: list[Person]) -> list[Person]:
    accompanied = {careleaver for careleaver, _, kind in await companionships.all_now(turn.tx) if kind == "main"}
    return sorted(careleavers, key=lambda person: (person.id in accompanied, person.name.casefold()))
