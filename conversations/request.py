"""A request for support (Anliegen), as the young person sees it: say what is wrong, see what would be sent, say yes.

Nothing leaves without that yes, and the yes is for exactly what was shown: its button bears a mark of the whole text.
"""

from datetime import timedelta

from bot import casework, post, preview
from bot.content.services import COORDINATION
from bot.event import BecameDue, Sent, Undelivered
from bot.message import Button, Buttons
from bot.store import people, requests
from bot.store.due import AGAIN
from bot.store.people import STOPPED
from bot.store.requests import DRAFTED, YOUNG_PERSON, Request
from bot.turn import Turn, number_in

WRITES_FOR = timedelta(hours=1)
"""How long what somebody sends belongs to the request they are writing."""
SHOWN = 6
"""Requests listed with a button."""

# --- /anliegen ---


async def mine(turn: Turn) -> None:
    """/anliegen: what is on its way, and a new one."""
    if turn.me.state == STOPPED:
        turn.say("request-stopped", options=((turn.option("back-yes", action="back"),),))
        return
    own = [request for request in await requests.of(turn.tx, turn.me.id) if request.state != requests.WITHDRAWN]
    if not own:
        await new(turn)
        return
    rows: list[tuple[Button, ...]] = [(turn.option("request-new", action="req-new"),)]
    for request in own[:SHOWN]:
        label = turn.option(
            "request-button", action="req", argument=request.id, number=str(request.id),
            topic=casework.topic_name(turn, request.topic),
        )  # fmt: skip
        rows.append((label,))
    turn.say("request-list", lines="\n".join(_line(turn, request) for request in own[:SHOWN]), options=tuple(rows))


def _line(turn: Turn, request: Request) -> str:
    return turn.text(
        "request-line", number=str(request.id), topic=casework.topic_name(turn, request.topic),
        state=_state(turn, request),
    )  # fmt: skip


def _state(turn: Turn, request: Request) -> str:
    key = f"request-state-{request.state}"
    names = {"service": casework.service_name(turn, request.holder)}
    return turn.text(key, **turn.content.texts.needed(key, names))


async def new(turn: Turn) -> None:
    """What is it about?"""
    turn.say("request-topics", options=preview.topics(turn, "req-topic"))


async def topic_chosen(turn: Turn) -> None:
    """About this: a draft, and an open ear."""
    if turn.me.state == STOPPED:
        await mine(turn)
        return
    topic = preview.topic(turn, turn.argument)
    request = await requests.draft(turn.tx, turn.me.id, turn.me.id, topic, turn.now)
    await turn.wait_for(words, request=request)
    drop = turn.option("request-drop", action="req-drop", argument=request)
    turn.edit_said("request-write", topic=casework.topic_name(turn, topic), options=((drop,),))


# --- in their own words ---


async def words(turn: Turn) -> None:
    """A part of what is to be sent: text, voice, a photo of a letter; as many as they like."""
    request = await _of_step(turn)
    part = casework.written(turn, turn.event)
    if request is None or part is None:
        await turn.move_on()
        await post.from_careleaver(turn, turn.me, [turn.event])  # what it was written for is over: nothing is lost
        return
    await requests.write(turn.tx, request.id, YOUNG_PERSON, part, turn.now)
    album = turn.event.album if isinstance(turn.event, Sent) else None
    goes_on = album is not None and turn.step is not None and turn.step.data.get("album") == album
    await turn.wait_for(words, request=request.id, album=album)
    if goes_on:
        return  # of an album only the first part is answered
    turn.say(
        "request-noted",
        options=(
            (turn.option("request-show", action="req-show", argument=request.id),),
            (turn.option("request-drop", action="req-drop", argument=request.id),),
        ),
    )


async def _of_step(turn: Turn) -> Request | None:
    """The request somebody is writing for, if it is still open to words."""
    number = turn.step.data.get("request") if turn.step else None
    request = await requests.by_id(turn.tx, int(number)) if number is not None else None
    if request is None or request.careleaver != turn.me.id or request.state in requests.CLOSED:
        return None
    return request


async def more(turn: Turn) -> None:
    """Something is to be added, or a question answered."""
    if request := await _mine(turn):
        await turn.wait_for(words, request=request.id)
        drop = turn.option("request-drop", action="req-drop", argument=request.id)
        turn.say("request-write-more", options=((drop,),))


async def drop(turn: Turn) -> None:
    """Not after all. What was written and not sent is forgotten."""
    request = await _mine(turn)
    if request is None:
        return
    await turn.move_on()
    if request.state == DRAFTED:
        await requests.discard(turn.tx, request.id, turn.me.id)
    else:
        await requests.drop_drafts(turn.tx, request.id)
    turn.edit_said("request-dropped")


async def _mine(turn: Turn) -> Request | None:
    """The request a button names, if it is this young person's; behind a dot may stand more."""
    request = await requests.by_id(turn.tx, turn.first_number or 0)
    if request is None or request.careleaver != turn.me.id:
        turn.alert("button-not-yours")
        return None
    return request


# --- what would be sent ---


async def show(turn: Turn) -> None:
    """Exactly what would be sent, to whom; may it go?"""
    if request := await _mine(turn):
        await _preview(turn, request)


async def _preview(turn: Turn, request: Request) -> None:
    """`turn.me` is asked: the young person whose request it is."""
    parts = await requests.drafts(turn.tx, request.id)
    if not parts:
        turn.say("request-empty")
        await turn.wait_for(words, request=request.id)
        return
    shown = await preview.written(turn, request, turn.me, parts)
    turn.say("request-preview", shown=shown, options=preview.options(turn, request, parts, shown, turn.me))


async def agree(turn: Turn) -> None:
    """Yes: it goes out, if it is still what they saw."""
    _, upto, mark = [*turn.argument.split("."), "", ""][:3]
    request = await _mine(turn)
    if request is None:
        return
    parts = await requests.drafts(turn.tx, request.id)
    if not parts:
        turn.alert("request-sent-already")
        return
    shown = await preview.written(turn, request, turn.me, parts)
    if parts[-1].id != number_in(upto) or mark != preview.mark(shown):
        turn.alert("request-changed")
        await _preview(turn, request)
        return
    await turn.move_on()
    if request.state == DRAFTED:
        await _sent(turn, request, parts[-1].id, shown)
    else:
        await _added(turn, request, parts[-1].id, shown)


async def _sent(turn: Turn, request: Request, upto: int, shown: str) -> None:
    chain = await casework.chain(turn, request.topic, turn.me.bezirk)
    due_at = casework.answer_by(turn, chain[0])
    if not await requests.agree(turn.tx, request.id, turn.me.id, chain, request.also, upto, due_at, turn.now):
        turn.alert("request-sent-already")
        return
    turn.note("agreed", whom=turn.me.id, request=request.id)
    turn.edit_said("request-sent", shown=shown)
    now = await casework.fresh(turn, request)
    await casework.offer(turn, now)
    await casework.others(turn, now, "shared", now.asked)


async def _added(turn: Turn, request: Request, upto: int, shown: str) -> None:
    if not await requests.agree_words(turn.tx, request.id, turn.me.id, upto, turn.now):
        turn.alert("request-closed")
        return
    turn.note("agreed", whom=turn.me.id, request=request.id)
    turn.edit_said("request-sent", shown=shown)
    now = await casework.fresh(turn, request)
    await casework.notify(turn, now, now.holder, "reply")


# --- Fallverbund, another topic ---


async def also(turn: Turn) -> None:
    """Is another service to share it?"""
    request = await _mine(turn)
    if request is None or request.state != DRAFTED:
        return
    asked = {*await casework.chain(turn, request.topic, turn.me.bezirk), *request.also}
    local = [turn.content.services.responsible(topic, turn.me.bezirk)[0] for topic in turn.content.services.topics]
    offered = {service.key: service for service in local if service.key not in asked}
    rows = tuple((Button(service.name, f"req-share:{request.id}.{key}"),) for key, service in offered.items())
    turn.say(
        "request-also-which", options=(*rows, (turn.option("request-show", action="req-show", argument=request.id),))
    )


async def share(turn: Turn) -> None:
    """This one, too."""
    key = turn.argument.partition(".")[2]
    request = await _mine(turn)
    if request is None or key not in turn.content.services.by_key or key == COORDINATION:
        return
    if await requests.plan(turn.tx, request.id, request.topic, sorted({*request.also, key}), turn.now):
        await _preview(turn, await casework.fresh(turn, request))


async def about(turn: Turn) -> None:
    """It is about something else."""
    if request := await _mine(turn):
        turn.say("request-topics", options=preview.topics(turn, "req-retopic", f"{request.id}."))


async def retopic(turn: Turn) -> None:
    """About this."""
    key = turn.argument.partition(".")[2]
    request = await _mine(turn)
    if request and await requests.plan(turn.tx, request.id, preview.topic(turn, key), request.also, turn.now):
        await _preview(turn, await casework.fresh(turn, request))


# --- what became of it ---


async def show_one(turn: Turn) -> None:
    """One of their requests: where it is, what happened, what they can do."""
    request = await _mine(turn)
    if request is None:
        return
    if request.state == DRAFTED:
        await _preview(turn, request)
        return
    history = "\n".join(
        turn.text(
            "request-step", day=casework.day(turn, step.at), what=turn.text(f"request-step-{step.step}"),
            service=casework.service_name(turn, step.service) if step.service else "keiner",
        )
        for step in await requests.steps(turn.tx, request.id)
    )  # fmt: skip
    turn.say(
        "request-one", number=str(request.id), topic=casework.topic_name(turn, request.topic),
        state=_state(turn, request), history=history, options=_own_options(turn, request),
    )  # fmt: skip


def _own_options(turn: Turn, request: Request) -> Buttons:
    def button(name: str, action: str) -> Button:
        return turn.option(f"request-{name}", action=f"req-{action}", argument=request.id)

    match request.state:
        case requests.ANSWERED:
            return casework.helped(turn, request, turn.me)
        case requests.CONFIRMED:
            return ((button("reopen", "again"),),)
        case _ if request.open:
            return ((button("more", "more"),), (button("take-back", "back"),))
    return ()


async def take_back(turn: Turn) -> None:
    """Take it back: really?"""
    request = await _mine(turn)
    if request is None:
        return
    if not request.open:
        turn.alert("request-closed")
        return
    yes = turn.option("request-back-yes", action="req-back-yes", argument=request.id)
    no = turn.option("request-back-no", action="req", argument=request.id)
    key = "request-back-unread" if request.opened_at is None else "request-back-read"
    turn.say(key, options=((yes, no),))


async def taken_back(turn: Turn) -> None:
    """Yes. What nobody has read is gone; who has read it hears that it is withdrawn."""
    request = await _mine(turn)
    if request is None:
        return
    if await casework.withdrawn(turn, request):
        turn.edit_said("request-withdrawn")
    else:
        turn.alert("request-closed")


async def helped(turn: Turn) -> None:
    """It has: closed, by their word."""
    request = await _mine(turn)
    if request is None:
        return
    if not await requests.confirm(turn.tx, request.id, turn.me.id, turn.now):
        turn.alert("request-closed")
        return
    turn.edit_said(
        "request-confirmed", options=((turn.option("request-reopen", action="req-again", argument=request.id),),)
    )
    now = await casework.fresh(turn, request)
    await casework.notify(turn, now, now.holder, "confirmed")


async def again(turn: Turn) -> None:
    """It has not, or not for long: its service goes on, coordination looks on."""
    request = await _mine(turn)
    if request is None:
        return
    due_at = casework.answer_by(turn, request.holder)
    if not await requests.reopen(turn.tx, request.id, turn.me.id, due_at, turn.now):
        turn.alert("request-open-already")
        return
    await requests.watch(turn.tx, request.id, COORDINATION, turn.now)
    now = await casework.fresh(turn, request)
    service = casework.service_name(turn, now.holder)
    add = turn.option("request-more", action="req-more", argument=request.id)
    turn.edit_said("request-reopened", service=service, options=((add,),))
    await casework.notify(turn, now, now.holder, "reopened")
    if now.holder != COORDINATION:
        await casework.tell_coordination(turn, now, "case-reopened-watch", service=service)


async def pass_yes(turn: Turn) -> None:
    """That service may see it, too: the one the question was about, if it is still wanted."""
    request = await _mine(turn)
    if request is None:
        return
    if request.wanted is None or request.wanted != turn.argument.partition(".")[2]:
        turn.alert("request-closed")
        return
    service = casework.service_name(turn, request.wanted)
    order = len(await requests.parties(turn.tx, request.id))
    await requests.allow(turn.tx, request.id, request.wanted, order, turn.now)
    turn.note("agreed-passing", whom=turn.me.id, request=request.id)
    turn.edit_said("request-pass-agreed", service=service)
    await casework.passed(turn, request, request.holder, request.wanted)


async def pass_no(turn: Turn) -> None:
    """It may not: it stays where it is."""
    request = await _mine(turn)
    if request is None:
        return
    due_at = casework.answer_by(turn, request.holder)
    if not await requests.not_wanted(turn.tx, request.id, turn.me.id, due_at, turn.now):
        turn.alert("request-closed")
        return
    turn.edit_said("request-pass-refused", service=casework.service_name(turn, request.holder))
    now = await casework.fresh(turn, request)
    await casework.notify(turn, now, now.holder, "stays")


# --- what the clock and the post bring ---


async def became_due(turn: Turn) -> None:
    """Somebody should have said something by now."""
    event = turn.event
    assert isinstance(event, BecameDue)  # noqa: S101 - registered for this event
    request = await requests.by_id(turn.tx, event.about or 0)
    if request is None or request.due_at != event.at + AGAIN:
        return  # something has happened since this was found: nobody is reminded and passed over in one go
    if request.state in (*requests.AT_WORK, requests.ANSWERED):
        await casework.remind(turn, request)


async def undelivered(turn: Turn) -> None:
    """A service could not be reached: coordination hears of it, and the next in the chain is asked at once."""
    event = turn.event
    assert isinstance(event, Undelivered)  # noqa: S101 - registered for this event
    request = await requests.by_id(turn.tx, event.about)
    if request is None or not request.open or event.service is None:
        return
    await requests.watch(turn.tx, request.id, COORDINATION, turn.now)
    if event.service != COORDINATION:
        await casework.tell_coordination(
            turn, request, "case-bounced", service=casework.service_name(turn, event.service)
        )
    waits = request.state in (requests.OFFERED, requests.PASSED) and request.asked == event.service
    if waits and not await people.at_service(turn.tx, event.service):
        await casework.move_on(turn, request, reachable=False)
