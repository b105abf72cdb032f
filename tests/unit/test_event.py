"""Events and messages are stored as JSON: whatever goes in comes out again."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import event, message
from bot.event import Address, Codec, Event, Said
from bot.message import Button, Link, Message, Ref, Suggestion

EVENTS = list(event._KINDS.values())
MESSAGES = list(message._KINDS.values())

moments = st.datetimes(timezones=st.just(UTC))
words = st.text(st.characters(codec="utf-8"), max_size=40)
filled = words.filter(bool)
values: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    bool: st.booleans(),
    int: st.integers(0, 2**40),
    bytes: st.binary(max_size=40),
    datetime: moments,
    Ref: st.builds(Ref, st.integers(1, 10**6), filled),
    tuple[str, ...]: st.lists(filled, max_size=4).map(tuple),
    message.Buttons: st.lists(
        st.lists(st.builds(Button, filled, words, words), min_size=1, max_size=3).map(tuple), max_size=3
    ).map(tuple),
    tuple[Suggestion, ...]: st.lists(st.builds(Suggestion, filled, filled, words, filled, st.none() | filled)).map(
        tuple
    ),
    tuple[Link, ...]: st.lists(st.builds(Link, filled, filled), max_size=3).map(tuple),
    tuple[tuple[str, str], ...]: st.lists(st.tuples(filled, filled), max_size=3).map(tuple),
}


def _any(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any value of this class, optional fields sometimes left out."""
    hints = get_type_hints(kind)
    chosen: dict[str, st.SearchStrategy[Any]] = {}
    for each in fields(kind):
        hint = hints[each.name]
        if type(None) in get_args(hint):
            # Empty and missing are the same in a message, and no messenger sends an empty one.
            inner = next(part for part in get_args(hint) if part is not type(None))
            chosen[each.name] = st.none() | (filled if inner is str else values[inner])
        else:
            chosen[each.name] = values[hint]
    return st.builds(kind, **chosen)


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_an_event_comes_back_from_the_inbox_as_it_went_in(kind: type[Event], data: st.DataObject) -> None:
    happened = data.draw(_any(kind))
    assert Codec.decode(Codec.encode(happened)) == happened


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_message_comes_back_from_the_outbox_as_it_went_in(kind: type[Message], data: st.DataObject) -> None:
    written = data.draw(_any(kind))
    assert message.decode(message.encode(written)) == written


def test_every_event_and_message_can_be_stored() -> None:
    def leaves(kind: type[Any]) -> set[str]:
        below = kind.__subclasses__()
        return {kind.__name__} if not below else set().union(*map(leaves, below))

    assert leaves(Event) - {"Event", "Incoming"} == {kind.__name__ for kind in EVENTS}
    assert leaves(Message) - {"Message"} == {kind.__name__ for kind in MESSAGES}


def _said(text: str) -> Said:
    return Said(messenger="telegram", chat="1", at=datetime(2026, 1, 1, tzinfo=UTC), message="2", text=text)


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/an Jas Hallo du", "an", "Jas Hallo du"),
        ("/an@bleibdran_bot Jas", "an", "Jas"),
        ("/AN Jas", "an", "Jas"),
        ("/an\nJas\nHallo", "an", "Jas\nHallo"),
        ("/hilfe", "hilfe", ""),
        ("Hallo", None, ""),
        ("/ Strich", None, "Strich"),
        ("/", None, ""),
        ("/übergabe", None, ""),
        ("//", None, ""),
        ("1/2 Stunde", None, "Stunde"),
    ],
)
def test_a_command_is_told_from_a_text(text: str, command: str | None, argument: str) -> None:
    assert (_said(text).command, _said(text).argument) == (command, argument)


def test_an_address_is_written_as_messenger_and_chat() -> None:
    assert str(Address("telegram", "-100123")) == "telegram:-100123"
    assert _said("x").address == Address("telegram", "1")
