"""What people do with their phones: starting, blocking, groups."""

from __future__ import annotations

import pytest

from messenger import Phone, PhoneError, World
from messenger.call import call
from messenger.refusals import Refusal
from tests.messenger.conftest import RawBot, Refused


async def test_a_deep_link_starts_the_bot_with_its_payload(bot: RawBot, world: World) -> None:
    kai = world.phone("Kai")
    kai.open_link("https://t.me/bleibdran_bot?start=Ab-_9")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start Ab-_9"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    kai.open_link("https://t.me/bleibdran_bot")
    assert kai.last.text == "/start"


@pytest.mark.parametrize("payload", ["x" * 65, "mit.punkt", "ü", "a%20b"])
def test_a_payload_telegram_does_not_pass_on(mia: Phone, payload: str) -> None:
    with pytest.raises(PhoneError, match="1-64 characters"):
        mia.open_link(f"https://t.me/bleibdran_bot?start={payload}")


def test_a_link_to_another_bot(mia: Phone) -> None:
    with pytest.raises(PhoneError, match="another bot"):
        mia.open_link("https://t.me/other_bot?start=x")


async def test_a_startgroup_link_brings_the_bot_into_a_group(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Runde", [mia])
    group.kick_bot()
    await bot.updates()
    mia.open_link("https://t.me/bleibdran_bot?startgroup=CODE", group=group)
    updates = await bot.updates()
    assert updates[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert updates[-1]["message"]["text"] == "/start@bleibdran_bot CODE"


async def test_blocking_is_told_once_and_felt_at_once(bot: RawBot, mia: Phone) -> None:
    mia.block()
    mia.block()
    (update,) = await bot.updates()
    change = update["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    blocked = "Forbidden: bot was blocked by the user"
    for method in ("sendMessage", "editMessageText"):
        assert await bot.refused(method, chat_id=mia.chat_id, message_id=1, text="x") == blocked
    with pytest.raises(PhoneError, match="blocked"):
        mia.write("trotzdem")
    mia.unblock()
    (update,) = await bot.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "member"
    await bot("sendMessage", chat_id=mia.chat_id, text="wieder da")


async def test_a_group(bot: RawBot, mia: Phone, tom: Phone, world: World) -> None:
    group = world.group("Koordination", [mia, tom])
    kinds = [set(update) - {"update_id"} for update in await bot.updates()]
    assert kinds == [{"my_chat_member"}, {"message"}]
    mia.write("Hallo", chat=group.chat_id)
    (update,) = await bot.updates()
    assert update["message"]["chat"] == {"id": group.chat_id, "title": "Koordination", "type": "group"}
    await bot("sendMessage", chat_id=group.chat_id, text="Hallo alle")
    assert [shown.text for shown in tom.screen(chat=group.chat_id)][-2:] == ["Hallo", "Hallo alle"]
    assert tom.screen(chat=group.chat_id)[-2].sender == "Mia"
    assert [chat.title for chat in tom.chats()] == ["Bleib dran", "Koordination"]
    assert await bot("getChatMemberCount", chat_id=group.chat_id) == 3
    kai = world.phone("Kai")
    with pytest.raises(PhoneError, match="not in"):
        kai.write("x", chat=group.chat_id)
    assert (await bot("getChatMember", chat_id=group.chat_id, user_id=kai.user["id"]))["status"] == "left"


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Runde", [mia], bot_admin=False, privacy=True)
    sent = await bot("sendMessage", chat_id=group.chat_id, text="Frage")
    await bot.updates()
    asked = mia.screen(chat=group.chat_id)[-1]
    assert asked.message_id == sent["message_id"]
    for text, reply in (("unter uns", None), ("/hilfe", None), ("@bleibdran_bot du", None), ("Antwort", asked)):
        mia.write(text, chat=group.chat_id, reply_to=reply)
    assert [update["message"]["text"] for update in await bot.updates()] == ["/hilfe", "@bleibdran_bot du", "Antwort"]


async def test_leaving_and_being_thrown_out(bot: RawBot, mia: Phone, world: World) -> None:
    small, big = world.group("Klein", [mia]), world.group("Groß", [mia], supergroup=True)
    small.kick_bot()
    big.kick_bot()
    kicked = await bot.refused("sendMessage", chat_id=small.chat_id, text="x")
    assert kicked == "Forbidden: bot was kicked from the group chat"
    kicked = await bot.refused("sendMessage", chat_id=big.chat_id, text="x")
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"
    small.add_bot()
    await bot("leaveChat", chat_id=small.chat_id)
    left = await bot.refused("sendMessage", chat_id=small.chat_id, text="x")
    assert left == "Forbidden: bot is not a member of the group chat"
    assert mia.screen(chat=small.chat_id)[-1].service == "left_chat_member"


async def test_a_group_that_becomes_a_supergroup(bot: RawBot, mia: Phone, world: World) -> None:
    group = world.group("Runde", [mia])
    said = mia.write("vorher", chat=group.chat_id)
    old = group.chat_id
    world.upgrade_group(group)
    updates = [update["message"] for update in (await bot.updates())[-2:]]
    assert updates[0]["migrate_to_chat_id"] == group.chat_id
    assert updates[1]["migrate_from_chat_id"] == old
    with pytest.raises(Refused) as caught:
        await bot("sendMessage", chat_id=old, text="x")
    assert caught.value.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert caught.value.parameters == {"migrate_to_chat_id": group.chat_id}
    await bot("copyMessage", chat_id=group.chat_id, from_chat_id=old, message_id=said.message_id)
    texts = [shown.text for shown in mia.screen(chat=group.chat_id) if shown.kind == "text"]
    assert texts == ["vorher", "vorher"]


async def test_people_can_write_only_what_telegram_takes(mia: Phone) -> None:
    with pytest.raises(Refusal, match="too long"):
        mia.write("x" * 4097)
    with pytest.raises(Refusal, match="QUOTE"):
        mia.write("x", reply_to=mia.last, quote="nie gesagt")
    with pytest.raises(PhoneError, match="no caption"):
        mia.send("sticker", b"x", caption="so")


def test_commands_by_place_and_language(world: World, mia: Phone) -> None:
    kim = world.phone("Kim", language_code="en")
    group = world.group("Runde", [mia])

    def set_commands(name: str, **where: object) -> None:
        call(world, "setMyCommands", {"commands": [{"command": name, "description": "…"}], **where})

    set_commands("standard")
    assert world.commands_for(mia) == [("standard", "…")]
    set_commands("deutsch", language_code="de")
    set_commands("private", scope={"type": "all_private_chats"})
    set_commands("mia", scope={"type": "chat", "chat_id": mia.chat_id})
    set_commands("admins", scope={"type": "all_chat_administrators"})
    assert world.commands_for(mia) == [("mia", "…")]
    assert world.commands_for(kim) == [("private", "…")]
    assert world.commands_for(mia, group.chat_id) == [("admins", "…")]
    call(world, "deleteMyCommands", {"scope": {"type": "chat", "chat_id": mia.chat_id}})
    assert world.commands_for(mia) == [("private", "…")]
    with pytest.raises(Refusal, match="BOT_COMMAND_INVALID"):
        set_commands("Groß")
