"""What the bot says about itself, by language and place."""

from __future__ import annotations

import pytest

from messenger import Phone
from tests.messenger.conftest import RawBot


@pytest.mark.parametrize(
    ("method", "field", "most"),
    [("MyName", "name", 64), ("MyDescription", "description", 512), ("MyShortDescription", "short_description", 120)],
)
async def test_words_by_language(bot: RawBot, method: str, field: str, most: int) -> None:
    default = {"name": "Bleib dran"}.get(field, "")
    assert await bot(f"get{method}") == {field: default}
    await bot(f"set{method}", **{field: "für alle"})
    await bot(f"set{method}", **{field: "for you"}, language_code="en")
    assert await bot(f"get{method}", language_code="en") == {field: "for you"}
    assert await bot(f"get{method}", language_code="fr") == {field: "für alle"}
    await bot(f"set{method}", language_code="en")
    assert await bot(f"get{method}", language_code="en") == {field: "für alle"}
    assert "too long" in await bot.refused(f"set{method}", **{field: "x" * (most + 1)})
    wrong = await bot.refused(f"get{method}", language_code="deutsch")
    assert wrong == "Bad Request: invalid language code specified"


async def test_commands(bot: RawBot, mia: Phone) -> None:
    commands = [{"command": "hilfe", "description": "Was ich kann"}]
    place = {"scope": {"type": "chat", "chat_id": mia.chat_id}}
    await bot("setMyCommands", commands=commands, **place)
    assert await bot("getMyCommands", **place) == commands
    assert await bot("getMyCommands") == []
    await bot("setMyCommands", commands=[], **place)
    assert await bot("getMyCommands", **place) == []
    for wrong, refusal in (
        ([{"command": "Hilfe!", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "hilfe", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        (commands * 101, "BOT_COMMANDS_TOO_MUCH"),
    ):
        assert await bot.refused("setMyCommands", commands=wrong) == f"Bad Request: {refusal}"
    nowhere = await bot.refused("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": 4711})
    assert nowhere == "Bad Request: chat not found"


async def test_the_menu_button(bot: RawBot, mia: Phone) -> None:
    page = {"type": "web_app", "text": "Seite", "web_app": {"url": "https://example.org"}}
    assert await bot("getChatMenuButton", chat_id=mia.chat_id) == {"type": "commands"}
    await bot("setChatMenuButton", chat_id=mia.chat_id, menu_button=page)
    assert await bot("getChatMenuButton", chat_id=mia.chat_id) == page
    assert await bot("getChatMenuButton") == {"type": "commands"}
    await bot("setChatMenuButton", chat_id=mia.chat_id)
    assert await bot("getChatMenuButton", chat_id=mia.chat_id) == {"type": "commands"}
