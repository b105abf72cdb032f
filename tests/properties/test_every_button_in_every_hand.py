"""Every command and every button, pressed by every role with every kind of argument: nobody gets through a door that is
not theirs, nothing made up breaks the bot, and nobody who has nothing to do with it sees a word."""

from pathlib import Path

import pytest

import conversations
from bot.event import Tapped
from bot.message import AnswerTap, Button
from bot.store import checkins, people, requests
from bot.store.people import Person
from tests.by_hand import Bot
from tests.scene import MONDAY
from tests.words import t

#: Numbers of rows that are there and that are not, several parts, none, and what nobody writes by accident.
ARGUMENTS = (
    *(
        "",
        "0",
        "1",
        "2",
        "3",
        "99999999999999999999",
        "-1",
        "²",
        "1.",
        "1.1",
        "1.²",
        "1-1",
        "1-",
        "3.2.1.0",
        "1.answer",
    ),
    *("1.gut.-", "1.wohnen.1", "1.1.deadbeef", "1.koordination", "1.jobcenter-u25", "ich.1", "plan", "week", "week.3"),
    *("week.9", "end", "de", "x" * 40, "../..", "{ $name }", "<b>", "\u202e", "😀"),
)


async def everybody(bot: Bot) -> dict[str, Person]:
    """One of each role; the young person has a check-in and a request under way."""
    tom = await bot.joined("Tom", people.WEGBEGLEITER)
    mia = await bot.joined("Mia", wegbegleiter=tom.id, bezirk="Nordwald")
    cast = {
        people.WEGBEGLEITER: tom,
        people.CARELEAVER: mia,
        people.FACHKRAFT: await bot.joined("Schulz", people.FACHKRAFT, service="jobcenter-u25"),
        people.COORDINATION: await bot.joined("Keller", people.COORDINATION),
        people.ADMIN: await bot.joined("Admin", people.ADMIN),
    }
    async with bot.db.transaction() as tx:
        await checkins.propose(tx, mia.id, "nachbetreuung", MONDAY.date())
        await checkins.agree(tx, mia.id, "1", MONDAY)
    await bot.look()
    await bot.settle()
    await bot.presses(mia, Button("", "req-topic:jobcenter"), "1")
    await bot.writes(mia, "Kein Geld")
    await bot.presses(mia, Button("", "req-show:1"), "2")
    agreed = next(button for _, button in bot.buttons(mia, "req-yes:"))
    await bot.presses(mia, agreed, "2")
    async with bot.db.transaction() as tx:
        found = await requests.by_id(tx, 1)
        assert found and found.state == requests.OFFERED
    return cast


def roles_of(action: str) -> frozenset[str]:
    return conversations.TAPS[action].roles


@pytest.mark.parametrize("role", [*people.ROLES, conversations.STRANGER])
async def test_buttons(tmp_path: Path, role: str) -> None:
    bot = await Bot.started(tmp_path / "bot.db", MONDAY)
    cast = await everybody(bot)
    sven = await bot.joined("Sven", people.WEGBEGLEITER)
    kai = await bot.joined("Kai", wegbegleiter=sven.id)
    address = cast[role].address if role in cast else kai.address._replace(chat="stranger")
    for action in (*conversations.TAPS, "nosuch", ""):
        if action in ("stop", "leave") and role != people.CARELEAVER:
            continue  # who has left is somebody else afterwards
        allowed = action in conversations.TAPS and role in roles_of(action)
        for argument in ARGUMENTS if allowed else ARGUMENTS[2:4]:
            before = len(bot.delivered)
            data = f"{action}:{argument}"
            tap = Tapped(
                messenger="telegram", chat=address.chat, at=bot.clock.now(), query="q", data=data, message="1"
            )  # fmt: skip
            await bot.happens(tap)  # fails if the turn raises
            said = bot.delivered[before:]
            if not allowed:
                answers = [each.message.text for each in said if isinstance(each.message, AnswerTap)]
                assert len(said) == 1 and answers == [t("button-not-yours")], (data, said)
            assert not [each for each in said if each.to in (kai.address, sven.address)], data
    await bot.db.close()


@pytest.mark.parametrize("role", [*people.ROLES, conversations.STRANGER])
async def test_commands(tmp_path: Path, role: str) -> None:
    bot = await Bot.started(tmp_path / "bot.db", MONDAY)
    cast = await everybody(bot)
    sven = await bot.joined("Sven", people.WEGBEGLEITER)
    kai = await bot.joined("Kai", wegbegleiter=sven.id)
    somebody = cast.get(role) or Person(
        **{**vars(kai), "id": 0, "address": kai.address._replace(chat="stranger")}
    )  # fmt: skip
    for command in (*conversations.COMMANDS, "nosuch"):
        for argument in (
            "",
            "1",
            "#1",
            "mia",
            "kai",
            "sven",
            "kai tom",
            "²",
            "{ $name }",
            "<b>kai</b>",
            "\u202e",
            "x" * 300,
        ):
            before = len(bot.delivered)
            await bot.writes(somebody, f"/{command} {argument}".strip())
            said = bot.delivered[before:]
            if role != people.COORDINATION and role != people.ADMIN:  # who may write to everybody, and assign
                assert not [each for each in said if each.to in (kai.address, sven.address)], (command, argument)
    await bot.db.close()
