"""A turn: one event, handled in one transaction. What a conversation sees of the world, and all it may do to it.

A conversation reads through `turn.tx`, decides, writes through the store, and says what goes out. Nothing leaves before
the transaction has been committed: `say`, `relay` and the others only collect envelopes, `finish` puts them into the
outbox together with everything else.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from bot import inbox, outbox, schedule
from bot.content.faq import Entry
from bot.content.model import Content
from bot.content.problems import Problem
from bot.event import LOCKED, Address, BecameDue, Event, Incoming, Queried, Said, Sent, Tapped
from bot.message import (
    BULK,
    INTERACTIVE,
    AnswerQuery,
    AnswerTap,
    Button,
    Buttons,
    Clear,
    Commands,
    Copy,
    Delete,
    Envelope,
    File,
    Link,
    Mail,
    Message,
    Picture,
    React,
    Ref,
    Rewrite,
    Suggestion,
    Text,
    Topic,
    Trail,
)
from bot.rhythm import Hours
from bot.store import audit, companionships, people
from bot.store.audit import Deed, What
from bot.store.companionships import Way
from bot.store.db import Tx
from bot.store.people import CARELEAVER, Person
from bot.styled import Styled, styled
from bot.vitals import Trouble

ALBUM_SECONDS: Final = 1.0
"""How long to wait for the next part of an album; its parts arrive a few hundred milliseconds apart."""
TAP_SECONDS: Final = 60
"""An answer to a button press later than this is of no use to the app."""
LONGEST_CHANGE: Final = 4000
"""Characters from which on new words do not take the place of old ones: they might be several messages."""
QUERY_SECONDS: Final = 10
"""Suggestions later than this are for words that are not in the composer any more."""

Value = str | int
Conversation = Callable[["Turn"], Awaitable[None]]


@dataclass(frozen=True)
class Queues:
    """How many events and messages wait, and how many events were set aside."""

    coming: int
    going: int
    aside: int


class Links(Protocol):
    """Makes what services open from a mail."""

    def url(self, request: int, service: str, action: str, now: datetime) -> str:
        """A link that works once, for this service and this action."""
        ...

    def thread(self, request: int, service: str) -> str:
        """What all mails of one request to one service have in common."""
        ...


@dataclass
class Turn:
    """One event being handled."""

    tx: Tx
    event: Event
    content: Content
    now: datetime
    #: Who it is about: the one who wrote or pressed; None for somebody who has not joined.
    person: Person | None
    #: The question they have been asked, if any.
    step: people.Step | None
    #: What is wrong with the newest edit of the content, which is therefore not in use; empty if nothing is.
    rejected: Sequence[Problem] = ()
    #: What does not work or stands still at the moment.
    troubles: Sequence[Trouble] = ()
    #: Whether staff have one topic per young person in their chat.
    topics: bool = False
    #: The bot's name at the messenger, for links.
    username: str = ""
    #: The zone of offices, and of people who have chosen none.
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))
    #: How services are reached by mail; None where no mail can be sent.
    links: Links | None = None
    #: Staff, with topics: the young person in whose topic this happens. What the bot says then stands there, too.
    here: Person | None = None
    #: Who acts where nobody in a chat does: the bot itself, or the command line.
    itself: str = audit.BOT
    _out: list[Envelope] = field(default_factory=list)
    _deeds: list[Deed] = field(default_factory=list)
    _voices: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    _answered: bool = False

    # --- who and what ---

    @property
    def me(self) -> Person:
        """The person this turn is about, where only people who have joined get."""
        if self.person is None:
            raise LookupError("a stranger got into a conversation for people who have joined")
        return self.person

    @property
    def language(self) -> str:
        """Chosen, or being chosen, or the closest to what their app runs in."""
        if self.person:
            return self.person.language
        if self.step and "language" in self.step.data:
            return str(self.step.data["language"])
        return self.content.texts.closest(getattr(self.event, "language", None))

    def text(self, key: str, /, **values: Value) -> str:
        """A sentence from content, in the language of the one this turn is about."""
        return self.content.texts.text(self.language, key, **values)

    def text_for(self, person: Person, key: str, /, **values: Value) -> str:
        """A sentence from content, in somebody's language."""
        return self.content.texts.text(person.language, key, **values)

    # --- saying something in the bot's own name ---

    def option(
        self, key: str, /, action: str, argument: str | int = "", whom: Person | None = None, **values: Value
    ) -> Button:
        """A button with a label from content; pressing it calls the action registered under that name.

        `whom`: it is for somebody else than the one this turn is about.
        """
        label = self.text_for(whom, key, **values) if whom else self.text(key, **values)
        return Button(label, f"{action}:{argument}" if argument != "" else action)

    def language_option(self, code: str, action: str) -> Button:
        """A button with a language's own name."""
        return Button(self.content.texts.language_name(code), f"{action}:{code}")

    def entry_option(self, entry: Entry, action: str, argument: str = "") -> Button:
        """A button with what an entry of the FAQ is about."""
        label = entry.answer(self.language).label
        return Button(label, f"{action}:{entry.key}{argument and '.'}{argument}")

    def person_option(self, person: Person, action: str) -> Button:
        """A button with somebody's name."""
        return Button(person.name, f"{action}:{person.id}")

    @property
    def argument(self) -> str:
        """What stands behind the action of the pressed button, or behind the typed command."""
        if isinstance(self.event, Tapped):
            return self.event.data.partition(":")[2]
        return self.event.argument if isinstance(self.event, Said) else ""

    @property
    def chosen(self) -> int | None:
        """The id the pressed button stands for."""
        return number_in(self.argument)

    @property
    def first_number(self) -> int | None:
        """The same where more stands behind it: "12.koordination"."""
        return number_in(self.argument.partition(".")[0])

    def say(
        self, key: str, /, options: Buttons = (), ask: bool = False, answers: str | None = None, silent: bool = False,
        once: str | None = None, **values: Value,
    ) -> None:  # fmt: skip
        """Tell the one this turn is about; `answers` is the message of theirs it refers to. Said `once` of a name."""
        text = Text(text=self.text(key, **values), buttons=options, ask=ask, answers=answers, silent=silent)
        self._put(self.event.address, self.person, text, topic=self._topic_here(), once=once)

    def say_in_time(
        self, key: str, /, checkin: int, not_before: datetime, expires_at: datetime, options: Buttons = (),
        **values: Value,
    ) -> None:  # fmt: skip
        """Ask the one this turn is about when it suits, or not at all: too late would be a nuisance.

        What became of a check-in that was not delivered comes back as an event.
        """
        trail = Trail(author=self.me.id, author_address=self.me.address, messages=(str(checkin),), what="checkin")
        text = Text(text=self.text(key, **values), buttons=options)
        self._put(
            self.me.address, self.me, text, trail=trail, lane=BULK, not_before=not_before, expires_at=expires_at
        )  # fmt: skip

    def say_at(self, address: Address, language: str, key: str, /, **values: Value) -> None:
        """Tell a chat that is nobody's any more; where it was locked there is none."""
        if address.messenger == LOCKED:
            return
        self._put(address, None, Text(text=self.content.texts.text(language, key, **values)))

    def say_to(
        self, person: Person, key: str, /, about: Person | None = None, options: Buttons = (), **values: Value
    ) -> None:
        """Tell somebody else. `about` is the young person it concerns: a reply to it is meant for them."""
        text = Text(text=self.text_for(person, key, **values), buttons=options)
        trail = None
        if about:
            trail = Trail(author=about.id, author_address=about.address, what="header")
        self._put(person.address, person, text, topic=self._topic(person, about) if about else None, trail=trail)

    def say_of(
        self, request: int, service: str, careleaver: Person, person: Person, key: str, /, options: Buttons = (),
        **values: Value,
    ) -> None:  # fmt: skip
        """Tell somebody at a service about a request; if it does not arrive, that is an event."""
        text = Text(text=self.text_for(person, key, **values), buttons=options)
        self._put(person.address, person, text, trail=_of_request(careleaver, request, service))

    def mail_of(
        self, request: int, service: str, careleaver: Person, to: str, subject: str, text: str, links: Sequence[Link]
    ) -> None:  # fmt: skip
        """The same by mail. Nothing a young person wrote belongs there."""
        assert self.links is not None, "no mail can be sent"  # noqa: S101 - asked for by the caller
        mail = Mail(subject=subject, text=text, links=tuple(links), thread=self.links.thread(request, service))
        self._put(Address("mail", to), None, mail, trail=_of_request(careleaver, request, service))

    def hand_over(self, person: Person, chat: str, message: str) -> None:
        """A picture, voice or file that belongs to a request."""
        self._put(person.address, person, Copy(source=chat, messages=(message,)))

    def hours(self, zone: ZoneInfo) -> Hours:
        """When somebody in this zone may be written to."""
        return schedule.hours(self.content.service.ruhezeiten, zone)

    def show(self, png: bytes, key: str, /, options: Buttons = (), **values: Value) -> None:
        """A picture of ours with a caption, to the one this turn is about."""
        self._put(self.event.address, self.person, Picture(png=png, caption=self.text(key, **values), buttons=options))

    def hand_out(self, data: bytes, name: str, key: str, /, **values: Value) -> None:
        """A file of ours with a caption, to the one this turn is about."""
        file = File(data=data, name=name, caption=self.text(key, **values))
        self._put(self.event.address, self.person, file)

    def edit_said(self, key: str, /, options: Buttons = (), **values: Value) -> None:
        """Change the message whose button was pressed; say it anew where there is none."""
        self._rewrite(styled(self.text(key, **values)), options)

    def show_answer(self, words: Styled, options: Buttons = (), *, instead: bool = False, silent: bool = False) -> None:
        """Words that content put together. `instead`: in the message whose button was pressed, if they fit there."""
        if instead and len(words.text) < LONGEST_CHANGE:
            self._rewrite(words, options)
        else:
            self._say_here(words, options, silent)

    def _rewrite(self, words: Styled, options: Buttons) -> None:
        if isinstance(self.event, Tapped) and self.event.message:
            change = Rewrite(message=self.event.message, text=words.text, entities=words.entities, buttons=options)
            # It stands where it stood: whose words are the last in this chat does not change.
            self._put(self.event.address, self.person, change, voice=False)
        else:
            self._say_here(words, options)

    def _say_here(self, words: Styled, options: Buttons, silent: bool = False) -> None:
        text = Text(text=words.text, entities=words.entities, buttons=options, silent=silent)
        self._put(self.event.address, self.person, text, topic=self._topic_here())

    def suggest(self, suggestions: Sequence[Suggestion]) -> None:
        """What somebody may choose from who types the bot's name."""
        if isinstance(self.event, Queried):
            answer = AnswerQuery(query=self.event.query, suggestions=tuple(suggestions))
            until = self.now + timedelta(seconds=QUERY_SECONDS)
            self._out.append(Envelope(to=self.event.address, message=answer, expires_at=until))

    def clear(self, address: Address, messages: Collection[str]) -> None:
        """Take these messages away from a chat, as far as the messenger lets us."""
        if messages:
            self._put(address, None, Clear(messages=tuple(sorted(messages, key=int))))

    def alert(self, key: str, /, **values: Value) -> None:
        """A short notice over the chat, in answer to a button press."""
        self._nod(self.text(key, **values), alert=True)

    def offer(self, person: Person, commands: Sequence[str]) -> None:
        """The list of commands the app shows this person."""
        listed = tuple((name, self.text_for(person, f"command-{name}")) for name in commands)
        self._put(person.address, person, Commands(commands=listed), voice=False)

    def _nod(self, text: str = "", alert: bool = False) -> None:
        if isinstance(self.event, Tapped) and not self._answered:
            self._answered = True
            nod = AnswerTap(query=self.event.query, text=text, alert=alert)
            until = self.now + timedelta(seconds=TAP_SECONDS)
            self._out.append(Envelope(to=self.event.address, message=nod, expires_at=until))

    # --- what comes next ---

    async def wait_for(self, step: Conversation, **data: Any) -> None:
        """The next thing this person sends answers `step`; `data` is there again then, as `turn.step.data`."""
        await self.wait_for_named(step_name(step), **data)

    async def wait_for_named(self, name: str, /, **data: Any) -> None:
        """Like `wait_for`, for a step in another conversation."""
        await people.ask(self.tx, self.event.address, name, data, self.now, self.person)
        self.step = people.Step(name, data, self.now)

    async def ring(self, person: Person, what: str, about: int) -> None:
        """Something has become due for somebody else: their turn comes right after this one."""
        to = person.address
        event = BecameDue(messenger=to.messenger, chat=to.chat, at=self.now, what=what, about=about)
        await inbox.put(self.tx, inbox.CLOCK, [(f"{what}:{about}:{self.now.isoformat()}", event)], self.now)

    async def move_on(self) -> None:
        """Nothing has been asked any more."""
        if self.step:
            await people.forget_step(self.tx, self.event.address)
            self.step = None

    # --- passing on ---

    async def relay(self, way: Way, author: Person, event: Said | Sent, words: str | None = None) -> None:
        """Pass somebody's message along a way that exists now. `words`: only this part of a text."""
        recipient = way.other(author)
        topic = self._topic(recipient, author)
        album = event.album if isinstance(event, Sent) else None
        quote = Ref(author.id, event.reply_to) if event.reply_to else None
        if album and quote:
            # Copies of an album cannot quote: the line above it does, once for all its parts.
            self._header(recipient, author, topic, quote, once=f"quote:{author.id}:{album}:{recipient.id}")
        elif topic is None and self._voice(recipient) != author.id:
            self._header(recipient, author)
        silent = (
            recipient.role == CARELEAVER and recipient.paused_until is not None and recipient.paused_until > self.now
        )
        message: Message
        if words is None and isinstance(event, Said) and event.alone:
            words = event.text
        if words is not None:
            message = Text(text=words, reply_to=quote, silent=silent)
        else:
            message = Copy(
                source=event.chat, messages=(event.message,), reply_to=quote, quote=event.quote, silent=silent
            )
        gather = album and f"{author.id}:{album}:{recipient.id}"
        if gather and self._joined(gather, event.message):
            return
        self._out.append(
            Envelope(
                to=recipient.address,
                recipient=recipient.id,
                group=recipient.group,
                message=message,
                topic=topic,
                trail=Trail(
                    author=author.id,
                    author_address=author.address,
                    messages=(event.message,),
                    receipt=self._receipt(author),
                ),
                gather=gather,
                not_before=self.now + timedelta(seconds=ALBUM_SECONDS) if album else None,
            )
        )
        self._voices[recipient.id] = (recipient.voice, author.id)
        await self._waiting(way, author)

    def _joined(self, gather: str, message: str) -> bool:
        """Another part of an album that goes out in this same turn, because it was kept until now."""
        for number, envelope in enumerate(self._out):
            if envelope.gather == gather and isinstance(envelope.message, Copy) and envelope.trail:
                together = tuple(sorted({*envelope.message.messages, message}, key=int))
                copy, trail = replace(envelope.message, messages=together), replace(envelope.trail, messages=together)
                self._out[number] = replace(envelope, message=copy, trail=trail)
                return True
        return False

    def relay_edit(self, recipient: Person, author: Person, edit: Rewrite) -> None:
        """Change the copy as its author changed the original."""
        trail = Trail(author=author.id, author_address=author.address, messages=(_of(edit.twin),), what="edit")
        self._travel(recipient, edit, trail)

    def relay_reaction(self, recipient: Person, emoji: str | None, twin: Ref, *, own: bool) -> None:
        """Put somebody's reaction on the twin of the message.

        Taking it away brings the receipt back if the twin is the recipient's own message (`own`).
        """
        shown = emoji or (self._receipt(recipient) if own else None)
        self._travel(recipient, React(emoji=shown, twin=twin), None)

    def recall(self, recipient: Person, author: Person, messages: Sequence[str]) -> None:
        """Take the copy of one's own message back, of an album all parts; the author hears once whether it worked."""
        *others, last = messages
        for message in others:
            self._travel(recipient, Delete(twin=Ref(author.id, message)), None)
        trail = Trail(author=author.id, author_address=author.address, messages=(last,), what="recall", report="always")
        self._travel(recipient, Delete(twin=Ref(author.id, last)), trail)

    def _travel(self, recipient: Person, message: Message, trail: Trail | None) -> None:
        self._out.append(
            Envelope(to=recipient.address, recipient=recipient.id, group=recipient.group, message=message, trail=trail)
        )

    def _receipt(self, author: Person) -> str | None:
        """The reaction a young person's message gets when it has arrived."""
        return self.text_for(author, "relay-receipt") if author.role == CARELEAVER else None

    def _header(
        self, recipient: Person, author: Person, topic: Topic | None = None, quote: Ref | None = None,
        once: str | None = None,
    ) -> None:  # fmt: skip
        trail = Trail(author=author.id, author_address=author.address, what="header")
        text = Text(text=self.text_for(recipient, "relay-header", name=author.name), silent=True, reply_to=quote)
        self._put(recipient.address, recipient, text, topic=topic, trail=trail, voice=False, once=once)

    def _topic_here(self) -> Topic | None:
        return self._topic(self.person, self.here) if self.person and self.here else None

    def _topic(self, host: Person, guest: Person) -> Topic | None:
        if not self.topics or host.role == CARELEAVER or host.group or guest.role != CARELEAVER:
            return None
        return Topic(host.id, guest.id, guest.name, self.text_for(host, "relay-header", name=guest.name))

    def _voice(self, person: Person) -> int | None:
        return self._voices.get(person.id, (None, person.voice))[1]

    async def _waiting(self, way: Way, author: Person) -> None:
        if author.role != CARELEAVER:
            await companionships.answered(self.tx, way.careleaver.id)
        elif way.companionship is not None and way.waiting_since is None:
            await companionships.waits(self.tx, way.companionship, self.now)

    # --- the audit trail ---

    def note(
        self, what: What, *, whom: int | None = None, other: int | None = None, request: int | None = None,
        by: str | None = None,
    ) -> None:  # fmt: skip
        """The one this turn is about did this, to whose data; `by`: not they, but the bot itself or a service."""
        if by is None and self.person:
            who, actor = self.person.role, self.person.id
        else:
            who, actor = by or self.itself, None
        self._deeds.append(Deed(what=what, who=who, actor=actor, whom=whom, other=other, about=request))

    # --- the end ---

    def _put(
        self, to: Address, person: Person | None, message: Message, *, topic: Topic | None = None,
        trail: Trail | None = None, voice: bool = True, once: str | None = None, lane: int = INTERACTIVE,
        not_before: datetime | None = None, expires_at: datetime | None = None,
    ) -> None:  # fmt: skip
        group = person.group if person else isinstance(self.event, Incoming) and self.event.group
        self._out.append(
            Envelope(
                to=to, recipient=person.id if person else None, group=group, message=message, topic=topic, trail=trail,
                dedupe=once, lane=lane, not_before=not_before, expires_at=expires_at,
            )
        )  # fmt: skip
        if person and voice and topic is None:
            self._voices[person.id] = (person.voice, None)

    async def queues(self) -> "Queues":
        """How things stand: what waits, and what was set aside."""
        coming, _ = await inbox.waiting(self.tx)
        going, _ = await outbox.waiting(self.tx, self.now)
        return Queues(coming, going, len(await inbox.set_aside(self.tx)))

    async def readdress(self, person: Person, new: Address) -> None:
        """What waits to go to this person's old chat goes to the new one."""
        await outbox.readdress(self.tx, person.id, person.address, new, self.now)

    async def turn_back(self, person: Person) -> None:
        """Nothing that waits may reach this member of staff any more; their authors' words find another way."""
        await outbox.turn_back(self.tx, person.address, people.gone(person.id), self.now)

    async def take_back(self, message: str) -> bool:
        """Stop a message of this person's that has not left yet; False if it has."""
        return await outbox.drop(self.tx, self.me.id, message, self.now)

    async def drop_checkins(self) -> list[int]:
        """What waits to ask this person something does not leave; returns the numbers of those check-ins."""
        return await outbox.drop_checkins(self.tx, self.me.id, self.now)

    async def on_the_way(self, message: str) -> outbox.OnTheWay | None:
        """To whom a message of this person's is still on its way, and which others travel with it."""
        return await outbox.on_the_way(self.tx, self.me.id, message)

    async def finish(self) -> None:
        """Write what was said and done, in the order it was."""
        self._nod()
        await outbox.put(self.tx, self._out, self.now)
        for person, (before, after) in self._voices.items():
            if before != after:
                await people.set_voice(self.tx, person, after)
        for deed in self._deeds:  # last: from here to the commit no other turn can write what was done
            await audit.note(self.tx, deed, self.now)

    @property
    def said_something(self) -> bool:
        """Whether anything goes out."""
        return bool(self._out)


def number_in(text: str) -> int | None:
    """A number as our buttons and commands have them; None for everything else, also for longer ones."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def step_name(step: Conversation) -> str:
    """The name a step is stored under: "start.name". It is data: a renamed step keeps its old name as an alias."""
    function: Any = step
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def _of_request(careleaver: Person, request: int, service: str) -> Trail:
    """Bad news of it is about the young person's request, in the order of their other events."""
    about = (str(request), service)
    return Trail(author=careleaver.id, author_address=careleaver.address, messages=about, what="request")


def _of(twin: Ref | None) -> str:
    return twin.message if twin else ""
