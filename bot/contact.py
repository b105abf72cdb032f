"""Regular contact: the question whether it is wanted, and what comes of a check-in. Shared by conversations.

Whatever somebody says counts as contact. That an answer came, their Wegbegleiter hears in any case; what it was, only
of topics the young person shares.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot import schedule, wording
from bot.content.checkins import CheckInPlan
from bot.event import BecameDue, Sent
from bot.rhythm import Hours
from bot.store import checkins, companionships, contacts
from bot.store.checkins import BEGUN, DONE, MISSED, OPEN, UNSENT, Answer, CheckIn, Rhythm
from bot.store.people import Person
from bot.turn import Turn

MISSED_AFTER: Final = timedelta(days=6)
"""When a check-in nobody answered counts as missed; it can be answered for ever."""


async def ask_for_consent(turn: Turn, care_ended: date | None = None) -> None:
    """May we ask now and then? A no changes nothing else. Check-ins are counted from the day care ended, or today."""
    start = care_ended or turn.now.astimezone(turn.zone).date()
    await checkins.propose(turn.tx, turn.me.id, turn.content.checkins.default.key, start)
    yes, no = turn.option("checkin-yes", action="rhythm-on"), turn.option("checkin-no", action="rhythm-off")
    turn.say("checkin-consent", options=((yes, no),))


async def take_back(turn: Turn) -> None:
    """They want quiet: what waits to ask them in the morning does not leave."""
    for number in await turn.drop_checkins():
        checkin = await checkins.by_id(turn.tx, number)
        if checkin and checkin.state == OPEN and checkin.reminded_at is None:
            await contacts.came_to(turn.tx, number, "unsent")
            await checkins.set_(turn.tx, number, state=UNSENT, due_at=None)


def hours(turn: Turn, wish: Rhythm | None) -> Hours:
    """When they may be written to, where they live."""
    return turn.hours(schedule.zone_of(wish, turn.zone) if wish else turn.zone)


async def heard(turn: Turn, checkin: CheckIn, outcome: contacts.Outcome) -> None:
    """They have said something: nothing was missed."""
    await contacts.came_to(turn.tx, checkin.id, outcome)
    await checkins.heard(turn.tx, turn.me.id)
    if checkin.state in (OPEN, MISSED, UNSENT):
        wish = await checkins.rhythm(turn.tx, turn.me.id)
        due_at = hours(turn, wish).next(turn.now + MISSED_AFTER)
        values = {"reminded_at": turn.now, "due_at": due_at}  # whoever has begun is not reminded
        await checkins.set_(turn.tx, checkin.id, state=BEGUN, heard_at=turn.now, snoozed=False, **values)


async def finish(turn: Turn, checkin: CheckIn) -> None:
    """Thank them; the first time, ask who may see it. That an answer came, their Wegbegleiter hears in any case."""
    await checkins.set_(turn.tx, checkin.id, state=DONE, asking=None, ahead=(), due_at=None)
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    given = await checkins.answers_of(turn.tx, checkin.id)
    way = await companionships.responsible(turn.tx, turn.me)
    by_clock = isinstance(turn.event, BecameDue)
    if way and given:
        shared = await checkins.shared(turn.tx, turn.me.id)
        await tell(turn, checkin, way.staff, sorted(shared))
    if by_clock:
        return
    if wish and not wish.sharing_asked and given and way:
        options = (
            (turn.option("checkin-share-all", action="share-all", argument=checkin.id),),
            (turn.option("checkin-share-none", action="share-none", argument=checkin.id),),
            (turn.option("checkin-share-some", action="share", argument=checkin.id),),
        )
        turn.edit_said("checkin-share-question", wegbegleiter=way.staff.name, options=options)
    else:
        turn.edit_said("checkin-thanks", options=((turn.option("checkin-settings", action="rhythm"),),))


async def tell(turn: Turn, checkin: CheckIn, staff: Person, topics: Sequence[str]) -> None:
    """What their Wegbegleiter sees: that an answer came, and the answers about topics they share."""
    plan = turn.content.checkins.get(checkin.plan)
    given = await checkins.answers_of(turn.tx, checkin.id, topics)
    lines = [_shown(turn, plan, checkin, answer, staff) for answer in given if answer.question in plan.questions]
    if not lines:
        turn.say_to(staff, "companion-answered", about=turn.me, name=turn.me.name)
        return
    turn.say_to(staff, "companion-answers", about=turn.me, name=turn.me.name, lines="\n".join(lines))
    way = await companionships.between(turn.tx, turn.me, staff)
    for answer in given:
        if answer.message and way:
            voice = Sent(
                messenger=turn.me.address.messenger, chat=turn.me.address.chat, at=turn.now, message=answer.message,
                kind="again",
            )  # fmt: skip
            await turn.relay(way, turn.me, voice)


def _shown(turn: Turn, plan: CheckInPlan, checkin: CheckIn, answer: Answer, staff: Person) -> str:
    question = plan.questions[answer.question]
    if answer.chosen:
        said = ", ".join(wording.chosen(turn.content, question, answer.chosen, staff.language))
    else:
        said = answer.words or turn.text_for(staff, "checkin-answer-voice")
    asked = plan.wording(answer.question, checkin.number, staff.language)
    return turn.text_for(staff, "companion-answer-line", question=asked, answer=said)
