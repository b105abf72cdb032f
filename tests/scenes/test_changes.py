"""Quotes, edits, reactions and recalls: what is done to a message here happens to its copy there."""

import pytest

from bot.store.tables import inbox, outbox
from messenger import Shown
from tests.scene import Actor, Scene
from tests.words import t

DOVE = {"🕊": ["bot"]}


async def _said(author: Actor, reader: Actor, text: str = "Ich komme um drei") -> tuple[Shown, Shown]:
    written = await author.writes(text)
    return written, reader.find(text)


async def _answered(scene: Scene, text: str = "Ruf da an") -> tuple[Shown, Shown]:
    """Tom's answer to Mia and its copy with her."""
    asked = (await _said(scene.mia, scene.tom, "Was jetzt?"))[1]
    written = await scene.tom.writes(text, reply_to=asked)
    return written, scene.mia.find(text)


# --- quotes ---


async def test_a_quote_points_at_the_twin_on_toms_side(scene: Scene) -> None:
    _, answer = await _answered(scene)
    await scene.mia.writes("Mach ich", reply_to=answer)
    assert scene.tom.find("Mach ich").reply_to == scene.tom.find("Ruf da an").message_id


async def test_the_words_picked_out_of_a_quote_stay_picked_out(scene: Scene) -> None:
    _, copy = await _said(scene.mia, scene.tom, "Um drei oder um vier?")
    await scene.tom.writes("Lieber das", reply_to=copy, quote="um vier")
    assert scene.mia.find("Lieber das").quote == "um vier"
    await scene.mia.writes("Gut", reply_to=scene.mia.find("Lieber das"), quote="Lieber")
    assert scene.tom.find("Gut").quote == "Lieber"


async def test_words_that_are_not_there_any_more_cost_only_the_picking(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom, "Um drei oder um vier?")
    scene.tom.phone.write("Lieber das", reply_to=copy, quote="um vier")
    scene.world.change(
        scene.world.chats[scene.mia.phone.chat_id].messages[written.message_id], {"text": "-"}, tell=False
    )
    await scene.settle()
    answer = scene.mia.find("Lieber das")
    assert (answer.reply_to, answer.quote) == (written.message_id, None)


async def test_quoting_oneself_is_a_quote_there_too(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    await scene.mia.writes("doch um vier", reply_to=written)
    assert scene.tom.find("doch um vier").reply_to == copy.message_id


async def test_a_message_still_on_its_way_can_be_quoted(scene: Scene) -> None:
    scene.world.faults.plan("copyMessage", "500", times=2)
    first = scene.mia.phone.write("Erstens")
    await scene.mia.writes("Zweitens", reply_to=first)
    assert scene.tom.find("Zweitens").reply_to == scene.tom.find("Erstens").message_id


async def test_quoting_what_only_the_bot_said_arrives_without_a_quote(scene: Scene) -> None:
    await scene.mia.writes("/hilfe")
    await scene.mia.writes("Das verstehe ich nicht", reply_to=scene.mia.last)
    assert scene.tom.find("Das verstehe ich nicht").reply_to is None


# --- edits ---


async def test_an_edited_text_changes_on_toms_side(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    await scene.mia.does(scene.mia.phone.edit, written, text="Ich komme um vier")
    assert scene.tom.phone.see(copy).text == "Ich komme um vier"
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_an_edited_answer_changes_on_mias_side(scene: Scene) -> None:
    written, copy = await _answered(scene)
    await scene.tom.does(scene.tom.phone.edit, written, text="Ruf dort an")
    assert scene.mia.phone.see(copy).text == "Ruf dort an"


async def test_a_caption_changes_and_the_picture_stays(scene: Scene) -> None:
    written = await scene.mia.sends("photo", b"brief", caption="Was heißt das?")
    await scene.mia.does(scene.mia.phone.edit, written, caption="Was soll das?")
    assert (scene.tom.last.caption, scene.tom.last.data) == ("Was soll das?", b"brief")


async def test_a_picture_is_replaced(scene: Scene) -> None:
    written = await scene.mia.sends("photo", b"falsch", caption="Der Bescheid")
    await scene.mia.does(scene.mia.phone.edit, written, data=b"richtig")
    assert (scene.tom.last.caption, scene.tom.last.data) == ("Der Bescheid", b"richtig")


async def test_a_document_is_replaced(scene: Scene) -> None:
    written = await scene.mia.sends("document", b"eins", name="1.pdf")
    await scene.mia.does(scene.mia.phone.edit, written, data=b"zwei", name="2.pdf")
    assert (scene.tom.last.file_name, scene.tom.last.data) == ("2.pdf", b"zwei")


async def test_a_part_of_an_album_is_replaced_and_the_others_stay(scene: Scene) -> None:
    parts = await scene.mia.does(scene.mia.phone.send_album, [("photo", b"1"), ("photo", b"2")])
    await scene.mia.does(scene.mia.phone.edit, parts[1], data=b"neu")
    assert [shown.data for shown in scene.tom.received[1:]] == [b"1", b"neu"]


async def test_a_voice_message_gets_its_caption(scene: Scene) -> None:
    written = await scene.mia.sends("voice", b"ton", caption="erst")
    await scene.mia.does(scene.mia.phone.edit, written, caption="dann")
    assert (scene.tom.last.kind, scene.tom.last.caption) == ("voice", "dann")


async def test_of_an_edited_an_message_only_the_words_change(scene: Scene) -> None:
    written = await scene.tom.writes("/an mia Morgen\num drei?")
    assert scene.mia.last.text == "Morgen\num drei?"
    await scene.tom.does(scene.tom.phone.edit, written, text="/an mia Morgen\num vier?")
    assert scene.mia.last.text == "Morgen\num vier?"


async def test_an_edit_before_delivery_arrives_as_edited(scene: Scene) -> None:
    scene.world.faults.plan("copyMessage", "500", times=2)
    written = scene.mia.phone.write("Um drei")
    await scene.mia.does(scene.mia.phone.edit, written, text="Um vier")
    scene.tom.saw("Um vier")
    scene.tom.saw_not("Um drei")
    scene.mia.saw_nothing()


async def test_an_edit_that_changes_nothing_is_no_failure(scene: Scene) -> None:
    written, _ = await _said(scene.mia, scene.tom)
    await scene.mia.does(scene.mia.phone.edit, written, text="Ich komme um drei")
    calls = [call for call in scene.world.calls if call.method == "editMessageText"]
    assert "not modified" in (calls[-1].error or "")
    scene.mia.saw_nothing()


async def test_an_edit_that_cannot_arrive_is_said(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    scene.world.remove(scene.world.chats[scene.tom.phone.chat_id].messages[copy.message_id])
    await scene.mia.does(scene.mia.phone.edit, written, text="Ich komme um vier")
    assert scene.mia.texts == [t("relay-edit-failed", name="Tom")]
    assert scene.mia.last.reply_to == written.message_id


async def test_editing_a_command_changes_nothing_for_anybody(scene: Scene) -> None:
    written = await scene.mia.writes("/hilfe")
    before = scene.mia.texts
    await scene.mia.does(scene.mia.phone.edit, written, text="/menu")
    assert scene.mia.texts == before
    scene.tom.saw_nothing()


# --- reactions ---


async def test_toms_reaction_stands_on_mias_message_and_the_dove_comes_back_after_it(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    await scene.tom.does(scene.tom.phone.react, copy, "❤")
    assert scene.mia.phone.see(written).reactions == {"❤": ["bot"]}
    await scene.tom.does(scene.tom.phone.react, copy, None)
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_mias_reaction_stands_on_toms_message_until_she_takes_it_away(scene: Scene) -> None:
    written, copy = await _answered(scene)
    await scene.mia.does(scene.mia.phone.react, copy, "👍")
    assert scene.tom.phone.see(written).reactions == {"👍": ["bot"]}
    await scene.mia.does(scene.mia.phone.react, copy, None)
    assert scene.tom.phone.see(written).reactions == {}


async def test_a_reaction_on_ones_own_message_is_seen_there(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    await scene.mia.does(scene.mia.phone.react, written, "😢")
    assert scene.tom.phone.see(copy).reactions == {"😢": ["bot"]}


async def test_a_reaction_on_one_part_of_an_album_stands_on_that_part(scene: Scene) -> None:
    parts = await scene.mia.does(scene.mia.phone.send_album, [("photo", b"1"), ("photo", b"2")])
    await scene.tom.does(scene.tom.phone.react, scene.tom.received[-1], "🔥")
    assert [scene.mia.phone.see(part).reactions for part in parts] == [DOVE, {"🔥": ["bot"]}]


async def test_a_reaction_with_a_picture_of_ones_own_is_told_in_words(scene: Scene) -> None:
    written, copy = await _said(scene.mia, scene.tom)
    await scene.tom.does(scene.tom.phone.react, copy, "❤")
    own = {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}
    change = {
        "chat": scene.world.chats[scene.tom.phone.chat_id].json(),
        "message_id": copy.message_id,
        "user": scene.tom.phone.user,
        "date": scene.world.clock.unix(),
        "old_reaction": [{"type": "emoji", "emoji": "❤"}],
        "new_reaction": [own],
    }
    await scene.tom.does(scene.world.tell, "message_reaction", change, scene.world.chats[scene.tom.phone.chat_id])
    assert scene.mia.texts == [t("relay-custom-reaction", name="Tom")]
    assert scene.mia.phone.see(written).reactions == DOVE, "the heart is not true any more"


async def test_a_reaction_on_what_the_bot_said_is_for_nobody(scene: Scene) -> None:
    await scene.mia.writes("/hilfe")
    calls = scene.world.count("setMessageReaction")
    await scene.mia.does(scene.mia.phone.react, scene.mia.last, "👍")
    assert scene.world.count("setMessageReaction") == calls
    scene.tom.saw_nothing()


# --- recalls ---


async def test_tom_takes_back_what_he_wrote(scene: Scene) -> None:
    written, _ = await _answered(scene)
    await scene.tom.writes("/zurueck", reply_to=written)
    scene.mia.saw_not("Ruf da an")
    scene.tom.saw(t("recall-done"))
    assert scene.tom.last.reply_to == written.message_id


async def test_what_has_not_left_yet_never_does(scene: Scene) -> None:
    asked = (await _said(scene.mia, scene.tom, "Was jetzt?"))[1]
    scene.world.faults.plan("copyMessage", "500", times=3)
    written = scene.tom.phone.write("Für Jasmin gedacht", reply_to=asked)
    scene.tom.phone.write("/zurueck", reply_to=written)
    await scene.settle()
    scene.mia.saw_not("Für Jasmin gedacht")
    scene.tom.saw(t("recall-done"))


async def test_an_album_is_taken_back_as_a_whole(scene: Scene) -> None:
    asked = (await _said(scene.mia, scene.tom, "Zeig mal"))[1]
    parts = await scene.tom.does(scene.tom.phone.send_album, [("photo", b"1"), ("photo", b"2")], reply_to=asked)
    await scene.tom.writes("/zurueck", reply_to=parts[0])
    assert not [shown for shown in scene.mia.screen if shown.kind == "photo"]
    assert scene.tom.texts.count(t("recall-done")) == 1


async def test_an_album_on_its_way_is_taken_back_as_a_whole(scene: Scene) -> None:
    asked = (await _said(scene.mia, scene.tom, "Zeig mal"))[1]
    parts = scene.tom.phone.send_album([("photo", b"1"), ("photo", b"2")], reply_to=asked)
    await scene.tom.writes("/zurueck", reply_to=parts[1])
    assert not [shown for shown in scene.mia.screen if shown.kind == "photo"]
    assert scene.tom.texts.count(t("recall-done")) == 1


async def test_after_two_days_it_is_too_late_and_tom_is_told(scene: Scene) -> None:
    written, _ = await _answered(scene)
    await scene.pass_time(hours=49)
    await scene.tom.writes("/zurueck", reply_to=written)
    scene.mia.saw("Ruf da an")
    assert scene.tom.last.text == t("recall-too-late")


@pytest.mark.parametrize("where", ["alone", "on a young person's message"])
async def test_zurueck_without_a_message_of_ones_own_says_how(scene: Scene, where: str) -> None:
    _, copy = await _said(scene.mia, scene.tom)
    await scene.tom.writes("/zurueck", reply_to=None if where == "alone" else copy)
    assert scene.tom.last.text == t("recall-how")


async def test_what_waits_for_an_addressee_can_be_taken_back(scene: Scene) -> None:
    first = await scene.tom.writes("Für wen auch immer")
    await scene.tom.writes("Das hier bleibt")
    await scene.tom.writes("/zurueck", reply_to=first)
    assert scene.tom.last.text == t("relay-dropped")
    await scene.tom.taps("Mia")
    assert scene.mia.texts[1:] == ["Das hier bleibt"]


async def test_mia_cannot_reach_toms_screen_with_zurueck(scene: Scene) -> None:
    written, _ = await _said(scene.mia, scene.tom)
    await scene.mia.writes("/zurueck", reply_to=written)
    scene.tom.saw("Ich komme um drei")
    scene.mia.saw(t("help-unknown"))


async def test_nothing_that_was_said_stays_in_the_database(scene: Scene) -> None:
    """Promise 7: what has arrived is not kept."""
    await _answered(scene, "Ein Geheimnis")
    async with scene.db.transaction() as tx:
        kept = [*await tx.execute(inbox.select().where(inbox.c.event.is_not(None)))]
        kept += [*await tx.execute(outbox.select().where(outbox.c.message.is_not(None)))]
    assert kept == []
