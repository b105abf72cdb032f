"""Typing the bot's name in some chat: an answer to paste, for a Wegbegleiter who talks with somebody elsewhere."""

from tests.scene import Scene
from tests.words import shipped


async def test_a_wegbegleiter_types_the_bots_name_and_pastes_an_answer(scene: Scene) -> None:
    asked = await scene.tom.does(scene.tom.phone.inline, "wie hoch darf die kaution sein")
    label = shipped().faq.entries["wohnen/kaution"].answer("de").label
    assert asked.results[0].title == label
    assert asked.results[0].description.startswith("Höchstens drei Kaltmieten")
    sent = await scene.tom.does(scene.tom.phone.choose, asked.results[0])
    assert sent.via == "bleibdran_bot"
    assert sent.text.startswith(shipped().faq.entries["wohnen/kaution"].answer("de").head.title)
    assert any(each["type"] == "bold" for each in sent.entities)


async def test_what_is_pasted_into_the_chat_with_the_bot_goes_to_the_young_person(scene: Scene) -> None:
    await scene.mia.writes("wie ist das mit der kaution")
    await scene.tom.writes("/an mia")
    asked = await scene.tom.does(scene.tom.phone.inline, "kaution raten")
    await scene.tom.does(scene.tom.phone.choose, asked.results[0])
    scene.mia.saw("Kaltmieten")


async def test_suggestions_come_in_the_own_language_and_none_for_nothing(scene: Scene) -> None:
    await scene.joined("Sam", language="en", wegbegleiter="Tom")
    asked = await scene.sam.does(scene.sam.phone.inline, "deposit how much can the landlord ask")
    assert asked.results[0].title == shipped().faq.entries["wohnen/kaution"].answer("en").label
    asked = await scene.sam.does(scene.sam.phone.inline, "")
    assert asked.results == []
    asked = await scene.sam.does(scene.sam.phone.inline, "😂")
    assert asked.results == []
