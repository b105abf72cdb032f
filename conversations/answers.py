"""Answering a check-in: one tap a question, in one message; a low answer offers help for just that."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot import contact, post, wording
from bot.content.checkins import CheckInPlan, Question
from bot.content.faq import in_language
from bot.event import Said, Sent
from bot.message import Button, Buttons
from bot.store import checkins, companionships, contacts
from bot.store.checkins import DECLINED, DONE, OPEN, Answer, CheckIn
from bot.turn import Turn, number_in

SNOOZES: Final = {"1": 1, "7": 7}
"""What the buttons offer, in days."""


async def now_for_me(turn: Turn) -> None:
    """They want to say how they are, without being asked."""
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    plan = turn.content.checkins.get(wish.plan if wish else "")
    number = await checkins.create(turn.tx, turn.me.id, turn.now, plan.key, wish.number if wish else 0, by_hand=True)
    checkin = await checkins.by_id(turn.tx, number or 0)
    if checkin is None:
        turn.alert("checkin-done-already")  # pressed twice in the same moment
        return
    await checkins.set_(turn.tx, checkin.id, sent_at=turn.now)
    await contacts.note(turn.tx, turn.me.id, contacts.BY_HAND, checkin.id, turn.now)
    await contact.heard(turn, checkin, "answered")
    await _ask(turn, checkin, plan, plan.chosen(checkin.number))


async def _mine(turn: Turn, number: str) -> CheckIn | None:
    """The check-in a button names, if it is this person's."""
    checkin = await checkins.by_id(turn.tx, number_in(number) or 0)
    if checkin is None or checkin.person != turn.me.id:
        turn.alert("button-not-yours")
        return None
    return checkin


async def start(turn: Turn) -> None:
    """They have a minute: the first question, or the one where they stopped, also after days."""
    checkin = await _mine(turn, turn.argument)
    if checkin is None:
        return
    plan = turn.content.checkins.get(checkin.plan)
    if checkin.state in (DONE, DECLINED) and checkin.asking is None:
        turn.alert("checkin-done-already")
        return
    await contact.heard(turn, checkin, "answered")
    ahead = checkin.ahead
    if checkin.asking is None or checkin.asking not in plan.questions:
        ahead = ahead or plan.chosen(checkin.number)
        await _ask(turn, checkin, plan, ahead)
    else:
        await _show(turn, checkin, plan, checkin.asking, len(ahead))


async def _ask(turn: Turn, checkin: CheckIn, plan: CheckInPlan, ahead: Sequence[str]) -> None:
    """The next question; after the last one it is done. One the plan has no more is left out."""
    left = [key for key in ahead if key in plan.questions]
    if not left:
        await contact.finish(turn, checkin)
        return
    await checkins.set_(turn.tx, checkin.id, asking=left[0], ahead=left[1:])
    await _show(turn, checkin, plan, left[0], len(left) - 1)


async def _show(turn: Turn, checkin: CheckIn, plan: CheckInPlan, key: str, left: int) -> None:
    question = plan.questions[key]
    chosen = await _chosen(turn, checkin, key)
    turn.edit_said(
        "checkin-question", question=plan.wording(key, checkin.number, turn.language), left=left,
        options=_question_options(turn, checkin.id, key, question, chosen),
    )  # fmt: skip


async def _chosen(turn: Turn, checkin: CheckIn, key: str) -> tuple[str, ...]:
    """What is ticked so far."""
    given = await checkins.answers_of(turn.tx, checkin.id)
    return next((answer.chosen for answer in given if answer.question == key), ())


def _question_options(turn: Turn, checkin: int, key: str, question: Question, chosen: Sequence[str]) -> Buttons:
    def button(label: str, value: str) -> Button:
        return Button(label, f"check:{checkin}.{key}.{value}")

    rows: list[tuple[Button, ...]] = []
    match question.kind:
        case "faces":
            rows.append(tuple(button(face, str(value)) for value, face in enumerate(wording.FACES, 1)))
        case "yes-no":
            rows.append((button(turn.text("checkin-answer-yes"), "yes"), button(turn.text("checkin-answer-no"), "no")))
        case "one-of":
            rows += [(button(_choice(turn, question, value), value),) for value in question.choices]
        case "several-of":
            for value in question.choices:
                tick = "✅" if value in chosen else "▫️"
                rows.append((button(f"{tick} {_choice(turn, question, value)}", value),))
            rows.append((button(turn.text("checkin-that-is-all"), "="),))
    rows.append((button(turn.text("checkin-own-words"), "~"), button(turn.text("checkin-skip"), "-")))
    return tuple(rows)


def _choice(turn: Turn, question: Question, value: str) -> str:
    return in_language(question.choices[value], turn.language) if value in question.choices else value


async def answered(turn: Turn) -> None:
    """A button of a question. An old one shows the question they are at."""
    number, key, value = [*turn.argument.split("."), "", ""][:3]
    checkin = await _mine(turn, number)
    if checkin is None:
        return
    plan = turn.content.checkins.get(checkin.plan)
    question = plan.questions.get(key)
    if question is None or checkin.asking != key:
        await _stale(turn, checkin, plan)
        return
    await contact.heard(turn, checkin, "answered")
    if value == "-":
        await _ask(turn, checkin, plan, checkin.ahead)
    elif value == "~":
        await turn.wait_for(own_words, checkin=checkin.id, question=key)
        turn.say("checkin-write", ask=True)
    elif question.kind == "several-of" and value in question.choices:
        chosen = set(await _chosen(turn, checkin, key)) ^ {value}
        kept = tuple(each for each in question.choices if each in chosen)
        await checkins.answer(turn.tx, checkin.id, Answer(key, question.topic, chosen=kept), turn.now)
        await _show(turn, checkin, plan, key, len(checkin.ahead))
    else:
        chosen_now = await _chosen(turn, checkin, key) if value == "=" else (value,)
        await _given(turn, checkin, plan, Answer(key, question.topic, chosen=chosen_now))


async def _stale(turn: Turn, checkin: CheckIn, plan: CheckInPlan) -> None:
    if checkin.asking in plan.questions and checkin.asking is not None:
        await _show(turn, checkin, plan, checkin.asking, len(checkin.ahead))
    elif checkin.asking is not None:  # the plan has it no more
        await _ask(turn, checkin, plan, checkin.ahead)
    else:
        turn.alert("checkin-done-already")


async def own_words(turn: Turn) -> None:
    """In their own words, as a text or with their voice."""
    event, step = turn.event, turn.step
    await turn.move_on()
    checkin = await checkins.by_id(turn.tx, int(step.data["checkin"])) if step else None
    key = str(step.data["question"]) if step else ""
    plan = turn.content.checkins.get(checkin.plan if checkin else "")
    if not isinstance(event, Said | Sent):
        return
    if checkin is None or checkin.asking != key or key not in plan.questions:
        await post.from_careleaver(turn, turn.me, [event])  # the question is over: nothing they write is lost
        return
    topic = plan.questions[key].topic
    words = event.text if isinstance(event, Said) else event.caption
    message = event.message if isinstance(event, Sent) else None
    await _given(turn, checkin, plan, Answer(key, topic, words=words, message=message))


async def _given(turn: Turn, checkin: CheckIn, plan: CheckInPlan, answer: Answer) -> None:
    """Keep it; a low answer offers help at once, everything else leads on."""
    if answer.chosen or answer.words or answer.message:
        await checkins.answer(turn.tx, checkin.id, answer, turn.now)
    branch = plan.after(answer.question, answer.chosen)
    ahead = [key for key in checkin.ahead if key != branch]
    if branch:
        asked = {given.question for given in await checkins.answers_of(turn.tx, checkin.id)}
        room = plan.most - len(asked) - 1
        ahead = [branch, *ahead[: max(room, 0)]]
    if plan.is_low(answer.question, answer.chosen) and plan.questions[answer.question].help:
        await checkins.set_(turn.tx, checkin.id, asking=None, ahead=ahead)
        await _offer_help(turn, checkin, plan.questions[answer.question])
    else:
        await _ask(turn, checkin, plan, ahead)


async def _offer_help(turn: Turn, checkin: CheckIn, question: Question) -> None:
    """For that topic: talk to somebody, ask the service, read an answer, or not now."""
    help_ = question.help
    if help_ is None:
        return
    name = await post.reader(turn, turn.me)
    talk = turn.option("checkin-talk", action="check-talk", argument=f"{checkin.id}.{question.topic}", name=name)
    rows: list[tuple[Button, ...]] = [(talk,)]
    if help_.topic:
        rows.append((turn.option("checkin-ask-service", action="req-topic", argument=help_.topic),))
    entry = turn.content.faq.entries.get(help_.faq or "")
    if entry:
        rows.append((turn.entry_option(entry, "faq"),))
    rows.append((turn.option("checkin-go-on", action="check-go", argument=checkin.id),))
    turn.edit_said("checkin-help", options=tuple(rows))


async def talk(turn: Turn) -> None:
    """They want to talk about it: their Wegbegleiter hears that, and about what."""
    number, _, topic = turn.argument.partition(".")
    checkin = await _mine(turn, number)
    if checkin is None:
        return
    go_on = ((turn.option("checkin-go-on", action="check-go", argument=checkin.id),),)
    way = await companionships.responsible(turn.tx, turn.me)
    if way is None:
        turn.edit_said("checkin-talk-nobody", contact=turn.content.service.kontakt, options=go_on)
        return
    names = turn.content.checkins.get(checkin.plan).topics.get(topic, {})
    about = in_language(names, way.staff.language) if names else topic
    turn.say_to(way.staff, "companion-wants-to-talk", about=turn.me, name=turn.me.name, topic=about)
    if way.companionship is not None and way.waiting_since is None:
        await companionships.waits(turn.tx, way.companionship, turn.now)
    turn.edit_said("checkin-talk-told", name=way.staff.name, options=go_on)


# --- not now ---


def _over(turn: Turn, checkin: CheckIn) -> bool:
    """Whether it has been answered: an old button changes nothing then."""
    if checkin.state in (DONE, DECLINED):
        turn.alert("checkin-done-already")
        return True
    return False


async def later(turn: Turn) -> None:
    """Tomorrow, or next week."""
    number, _, days = turn.argument.partition(".")
    checkin = await _mine(turn, number)
    if checkin is None or days not in SNOOZES or _over(turn, checkin):
        return
    await contact.heard(turn, checkin, "answered")
    wish = await checkins.rhythm(turn.tx, turn.me.id)
    moment = contact.hours(turn, wish).next(turn.now + timedelta(days=SNOOZES[days]))
    await checkins.set_(turn.tx, checkin.id, state=OPEN, snoozed=True, due_at=moment)
    turn.edit_said(
        f"checkin-snoozed-{days}", options=((turn.option("checkin-start", action="check-go", argument=number),),)
    )


async def not_now(turn: Turn) -> None:
    """Not in the mood: that is an answer, too."""
    checkin = await _mine(turn, turn.argument)
    if checkin is None or _over(turn, checkin):
        return
    await contact.heard(turn, checkin, "declined")
    await checkins.set_(turn.tx, checkin.id, state=DECLINED, due_at=None)
    turn.edit_said("checkin-declined")
    if way := await companionships.responsible(turn.tx, turn.me):
        turn.say_to(way.staff, "companion-declined", about=turn.me, name=turn.me.name)


# --- who may see it ---


async def share_all(turn: Turn) -> None:
    """Their Wegbegleiter may see everything."""
    checkin = await _mine(turn, turn.argument)
    if checkin:
        await checkins.share(turn.tx, turn.me.id, turn.content.checkins.get(checkin.plan).topics)
        await shared(turn)


async def share_none(turn: Turn) -> None:
    """Nothing but that an answer came."""
    await checkins.share(turn.tx, turn.me.id, ())
    turn.edit_said("checkin-shared-nothing")


async def shared(turn: Turn) -> None:
    """They have chosen; the answers that waited for that go along."""
    topics = await checkins.shared(turn.tx, turn.me.id)
    await checkins.share(turn.tx, turn.me.id, topics)  # asked and answered, also where nothing was ticked
    way = await companionships.responsible(turn.tx, turn.me)
    turn.edit_said("checkin-shared", wegbegleiter=post.name_on(turn, way))
    checkin = await checkins.by_id(turn.tx, turn.chosen) if turn.chosen else None
    if way and topics and checkin and checkin.person == turn.me.id and checkin.state == DONE:
        await contact.tell(turn, checkin, way.staff, sorted(topics))
