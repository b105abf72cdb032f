"""Questions: /fragen and the menu lead to checked answers; an unanswered one leads to the Wegbegleiter, after a yes."""

from bot import anonymous, post
from bot.content.answer import compose
from bot.content.entry import shortened
from bot.content.faq import Entry
from bot.content.search import Found
from bot.event import Queried, Said, Tapped
from bot.message import Button, Buttons, Suggestion, in_rows
from bot.store import companionships, invitations, people, questions
from bot.store.people import CARELEAVER, STOPPED
from bot.styled import Styled
from bot.turn import Conversation, Turn, number_in

CRISIS = "krise"
"""The group whose answers are shown without asking back."""
OFFERED = 3
"""Entries offered when several may be meant."""
RELATED = 3
ON_A_PAGE = 8
"""Entries of a group shown at once."""
SUGGESTED = 10
DESCRIBED = 100
"""Characters of an answer that stand below its title while somebody types."""


async def ask(turn: Turn) -> None:
    """/fragen: a question right behind it, or the next thing they write, or the groups to look around in."""
    if turn.argument and isinstance(turn.event, Said):
        await _answer(turn, turn.argument, turn.event.message)
        return
    await turn.wait_for(asked, **_so_far(turn))
    turn.say("faq-ask", options=_groups(turn))


def _so_far(turn: Turn) -> dict[str, object]:
    """Somebody in the middle of joining stays there."""
    return turn.step.data if turn.step and turn.person is None else {}


async def asked(turn: Turn) -> None:
    """This is the question."""
    if not isinstance(turn.event, Said):
        turn.say("faq-ask", options=_groups(turn))
        return
    if turn.person:
        await turn.move_on()
    await _answer(turn, turn.event.text, turn.event.message)


def is_code(turn: Turn) -> bool:
    """Whether somebody without an invitation sends one."""
    return turn.person is None and isinstance(turn.event, Said) and invitations.code_in(turn.event.text) is not None


async def by_stranger(turn: Turn, explain: Conversation) -> None:
    """Somebody without an invitation wrote this, and nobody is there to get it: what clearly is a question is answered.

    They have not said that it is one, and most want to know where an invitation comes from: `explain` says that. What
    may be a question all the same is offered below.
    """
    event = turn.event
    if not isinstance(event, Said) or event.group or is_code(turn):
        await explain(turn)
        return
    found = turn.content.faq.search.find(event.text, OFFERED)
    if found.certain:
        await _found(turn, found, event.text, event.message)
        return
    await explain(turn)
    if found.likely:
        entries = [turn.content.faq.entries[hit.slug] for hit in found.hits]
        turn.say("faq-maybe", options=tuple((turn.entry_option(entry, "faq"),) for entry in entries))


async def _answer(turn: Turn, question: str, message: str) -> None:
    found = turn.content.faq.search.find(question, OFFERED)
    await _found(turn, found, question, message)


async def _found(turn: Turn, found: Found, question: str, message: str) -> None:
    """Show the entry, or the few that may be meant, or say that there is none."""
    outcome: questions.Outcome = questions.ASKED if found.answered else questions.UNANSWERED
    number = await _keep(turn, question, outcome)
    entries = [turn.content.faq.entries[hit.slug] for hit in found.hits]
    if found.sure or (found.likely and entries[0].group == CRISIS):  # who is in danger does not choose from a list
        await _show(turn, entries[0], f"{message}.{number}")
    elif found.answered:
        offered = tuple((turn.entry_option(entry, "faq", f"{message}.{number}"),) for entry in entries)
        nothing = (turn.option("faq-none-of-these", action="faq-none", argument=f"{message}.{number}"),)
        turn.say("faq-which", answers=message, options=(*offered, nothing))
    else:
        await _unanswered(turn, message)


async def _keep(turn: Turn, question: str, outcome: questions.Outcome) -> int:
    words = anonymous.without_traces(question, await _names_around(turn))
    return await questions.keep(turn.tx, words, turn.language, outcome, turn.now)


async def _names_around(turn: Turn) -> list[str]:
    """The names somebody is likely to use: their own, and of those at their side."""
    if turn.person is None:
        return []
    ways = await (companionships.of_careleaver if turn.me.role == CARELEAVER else companionships.of_staff)(
        turn.tx, turn.me
    )
    return [turn.me.name, *(person.name for way in ways for person in (way.staff, way.careleaver))]


async def _unanswered(turn: Turn, message: str) -> None:
    helper = await _wegbegleiter(turn)
    if helper:
        options = (_ask_instead(turn, helper, message), _around(turn), _emergency(turn))
        turn.say("faq-unanswered", name=helper, answers=message, options=options)
    else:
        contact = turn.content.service.kontakt
        turn.say("faq-unanswered-alone", contact=contact, answers=message, options=(_around(turn), _emergency(turn)))


async def _wegbegleiter(turn: Turn) -> str | None:
    """Who would get a young person's question."""
    if turn.person is None or turn.me.role != CARELEAVER or turn.me.state == STOPPED:
        return None
    return await post.reader(turn, turn.me)


def _ask_instead(turn: Turn, helper: str, message: str) -> tuple[Button, ...]:
    """`message`: the one with the question; empty where nobody wrote one."""
    return (turn.option("faq-ask-wegbegleiter", action="faq-send", argument=message or "0", name=helper),)


def _ask_a_service(turn: Turn, entry: Entry) -> list[tuple[Button, ...]]:
    """Whose business it is, where there is such a service here."""
    topics = [topic for topic in entry.answer(turn.language).head.help if topic in turn.content.services.topics]
    return [(turn.option("faq-ask-service", action="req-topic", argument=topics[0]),)] if topics else []


def _around(turn: Turn) -> tuple[Button, ...]:
    return (turn.option("faq-all", action="faq-groups"),)


def _emergency(turn: Turn) -> tuple[Button, ...]:
    """Whoever is in danger and was not understood still finds the numbers."""
    return (turn.option("menu-emergency", action="notfall"),)


# --- an answer ---


async def show(turn: Turn) -> None:
    """An entry was chosen: from those offered, or as a related one."""
    key, _, asked_as = turn.argument.partition(".")
    if entry := await _entry(turn, key):
        await _show(turn, entry, asked_as)


async def show_here(turn: Turn) -> None:
    """An entry was chosen from a group's list: it takes the list's place."""
    key, _, page = turn.argument.partition(".")
    if entry := await _entry(turn, key):
        back = turn.option("faq-back", action="faq-group", argument=f"{entry.group}.{page or 0}")
        await _show(turn, entry, "", (back,), instead=True)


async def _entry(turn: Turn, key: str) -> Entry | None:
    entry = turn.content.faq.by_key.get(key)
    if entry is None:  # the button is older than the content
        turn.say("faq-gone", options=(_around(turn),))
    return entry


async def _show(
    turn: Turn, entry: Entry, asked_as: str, back: tuple[Button, ...] = (), *, instead: bool = False
) -> None:
    """`asked_as`: the message with the question and its number, "17.3"; empty where nobody wrote one."""
    faq = turn.content.faq
    message, _, number = asked_as.partition(".")
    suffix = f"{entry.key}.{number}.{message}"
    verdict = (
        turn.option("faq-helped", action="faq-yes", argument=suffix),
        turn.option("faq-not-helped", action="faq-no", argument=suffix),
    )
    rows: list[tuple[Button, ...]] = [verdict]
    if helper := await _wegbegleiter(turn):
        rows.append(_ask_instead(turn, helper, message))
        rows += _ask_a_service(turn, entry)
    related = [faq.entries[slug] for slug in entry.answer(turn.language).head.related if slug in faq.entries]
    if entry.sensitive:  # a button tells as much as a title
        related = [each for each in related if not each.sensitive]
    rows += [(turn.entry_option(each, "faq"),) for each in related[:RELATED]]
    rows.append((*back, *_around(turn)))
    turn.show_answer(_words(turn, entry), tuple(rows), instead=instead, silent=entry.sensitive)


def _words(turn: Turn, entry: Entry) -> Styled:
    return compose(turn.content.faq, turn.content.texts, entry, turn.language, turn.now.date())


async def helped(turn: Turn) -> None:
    """It did: the question is not needed any more."""
    _, number, _ = _verdict(turn)
    if number:
        await questions.forget(turn.tx, number)
    turn.alert("faq-thanks")


async def not_helped(turn: Turn) -> None:
    """It did not: somebody who can should hear it, and the admins learn that the answer is not good enough."""
    key, number, message = _verdict(turn)
    entry = turn.content.faq.by_key.get(key)
    slug = entry.slug if entry else None
    if number:
        await questions.note(turn.tx, number, questions.UNHELPFUL, slug)
    elif entry:  # found by looking around: what was wanted is what the entry is about
        title = entry.answer(turn.language).head.title
        await questions.note(turn.tx, await _keep(turn, title, questions.ASKED), questions.UNHELPFUL, slug)
    helper = await _wegbegleiter(turn)
    if helper:
        turn.say("faq-sorry", name=helper, options=(_ask_instead(turn, helper, message), _around(turn)))
    else:
        turn.say("faq-sorry-alone", contact=turn.content.service.kontakt, options=(_around(turn),))


def _verdict(turn: Turn) -> tuple[str, int, str]:
    key, number, message = [*turn.argument.split("."), "", "", ""][:3]
    return key, number_in(number) or 0, _message(message)


def _message(text: str) -> str:
    """The number of the message with the question; empty for what no button of ours names."""
    return text if number_in(text) else ""


async def none_of_these(turn: Turn) -> None:
    """None of the offered entries was meant."""
    message, _, number = turn.argument.partition(".")
    if kept := number_in(number):
        await questions.note(turn.tx, kept, questions.UNANSWERED)
    await _unanswered(turn, _message(message))


# --- asking the Wegbegleiter instead ---


async def send(turn: Turn) -> None:
    """Their Wegbegleiter is to get the question: is that all right?"""
    helper = await _wegbegleiter(turn)
    if helper is None or turn.chosen is None:
        turn.alert("button-not-yours")
    elif turn.chosen == 0:
        turn.say("faq-just-write", name=helper)
    else:
        yes = turn.option("faq-send-yes", action="faq-sent", argument=turn.argument)
        no = turn.option("faq-send-no", action="faq-kept")
        turn.say("faq-send", name=helper, answers=turn.argument, options=((yes, no),))


async def sent(turn: Turn) -> None:
    """Yes: the message with the question goes its way like any other."""
    event = turn.event
    helper = await _wegbegleiter(turn)
    if helper is None or not isinstance(event, Tapped) or turn.chosen is None:
        turn.alert("button-not-yours")
        return
    question = Said(messenger=event.messenger, chat=event.chat, at=turn.now, message=turn.argument, text="")
    way = await post.from_careleaver(turn, turn.me, [question])
    if way:
        turn.edit_said("faq-sent", name=way.staff.name)
    else:
        turn.edit_said("relay-nobody-yet", contact=turn.content.service.kontakt)


async def kept(turn: Turn) -> None:
    """No: nobody gets it."""
    turn.edit_said("faq-kept")


# --- looking around ---


async def groups(turn: Turn) -> None:
    """All groups, and an open ear: what is written now is a question."""
    await turn.wait_for(asked, **_so_far(turn))
    turn.edit_said("faq-ask", options=_groups(turn))


def _groups(turn: Turn) -> Buttons:
    faq = turn.content.faq
    buttons = [Button(faq.group_name(group, turn.language), f"faq-group:{group}.0") for group in faq.shelves]
    return in_rows(buttons, 2)


async def group(turn: Turn) -> None:
    """One group's entries, page by page."""
    name, _, typed = turn.argument.partition(".")
    entries = turn.content.faq.shelf(name, turn.language)
    last = max(len(entries) - 1, 0) // ON_A_PAGE
    page = min(number_in(typed) or 0, last)
    shown = entries[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [(turn.entry_option(entry, "faq-in", str(page)),) for entry in shown]
    turns = []
    if page > 0:
        turns.append(turn.option("faq-previous", action="faq-group", argument=f"{name}.{page - 1}"))
    if page < last:
        turns.append(turn.option("faq-next", action="faq-group", argument=f"{name}.{page + 1}"))
    if turns:
        rows.append(tuple(turns))
    rows.append(_around(turn))
    turn.edit_said("faq-group", group=turn.content.faq.group_name(name, turn.language), options=tuple(rows))


# --- without being asked ---


async def offer(turn: Turn) -> None:
    """Their message has gone to the Wegbegleiter. If an entry fits it very well, one quiet button, once a day."""
    event = turn.event
    if not isinstance(event, Said) or event.group or turn.person is None or turn.me.role != CARELEAVER:
        return
    hinted = turn.me.hinted_at
    if turn.me.state == STOPPED or (hinted and (turn.now - hinted).days < 1):
        return
    if not turn.content.faq.ready:
        return  # nobody asked: nobody waits
    found = turn.content.faq.search.find(event.text, 1)
    if found.certain:
        entry = turn.content.faq.entries[found.hits[0].slug]
        await people.hint(turn.tx, turn.me.id, turn.now)
        turn.say("faq-hint", silent=True, options=((turn.entry_option(entry, "faq"),),))


async def suggest(turn: Turn) -> None:
    """Somebody types the bot's name and a few words in some chat: answers to put there."""
    event = turn.event
    if not isinstance(event, Queried):
        return
    faq = turn.content.faq
    found = faq.search.find(event.text, SUGGESTED)
    suggestions = []
    for hit in found.hits if event.text.strip() else ():
        entry = faq.entries[hit.slug]
        words = _words(turn, entry)
        answer = entry.answer(turn.language)
        short = shortened(" ".join(answer.plain.split()), DESCRIBED)
        suggestions.append(Suggestion(entry.key, answer.label, short, words.text, words.entities))
    turn.suggest(suggestions)
