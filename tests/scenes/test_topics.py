"""With topics each young person has a place of their own in the Wegbegleiter's chat."""

from messenger import Shown
from tests.scene import Actor, Scene
from tests.words import t


def _general(actor: Actor) -> list[str]:
    """What stands outside of all topics."""
    return [shown.text for shown in actor.received if shown.thread_id is None]


def _topic_names(actor: Actor) -> list[str]:
    return [topic.name for topic in actor.phone.topics()]


def _where(actor: Actor, name: str) -> int:
    return actor.thread(name)


async def test_each_young_person_has_a_topic_and_nobody_needs_a_header(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.jasmin.writes("zwei")
    await scene.mia.writes("drei")
    assert _topic_names(scene.tom) == ["Mia", "Jasmin"]
    assert scene.tom.in_topic("Mia") == ["eins", "drei"]
    assert scene.tom.in_topic("Jasmin") == ["zwei"]
    assert _general(scene.tom) == []


async def test_what_tom_writes_in_a_topic_is_for_that_person(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.jasmin.writes("zwei")
    await scene.tom.writes("Hallo Mia", thread=_where(scene.tom, "Mia"))
    await scene.tom.sends("photo", b"bild", thread=_where(scene.tom, "Jasmin"))
    assert scene.mia.texts == [t("relay-header", name="Tom"), "Hallo Mia"]
    assert scene.jasmin.last.data == b"bild"


async def test_a_reply_in_a_topic_is_a_quote_on_the_other_side(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    written = await scene.mia.writes("Um drei?")
    await scene.tom.writes("Gern", reply_to=scene.tom.find("Um drei?"))
    assert scene.mia.find("Gern").reply_to == written.message_id
    await scene.mia.writes("Super", reply_to=scene.mia.find("Gern"))
    shown = scene.tom.find("Super")
    assert (shown.thread_id, shown.reply_to) == (_where(scene.tom, "Mia"), scene.tom.find("Gern").message_id)


async def test_an_album_written_in_a_topic_arrives_together(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("Zeig mal")
    await scene.tom.does(
        scene.tom.phone.send_album, [("photo", b"1"), ("photo", b"2")], thread=_where(scene.tom, "Mia")
    )
    assert [shown.data for shown in scene.mia.received[1:]] == [b"1", b"2"]


async def test_a_deleted_topic_comes_back_and_nothing_is_lost(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.tom.does(scene.tom.phone.delete_topic, _where(scene.tom, "Mia"))
    written = await scene.mia.writes("zwei")
    await scene.mia.writes("drei")
    assert scene.tom.in_topic("Mia") == ["zwei", "drei"]
    assert _topic_names(scene.tom) == ["Mia"]
    assert scene.mia.phone.see(written).reactions == {"🕊": ["bot"]}
    await scene.tom.writes("Da bin ich", thread=_where(scene.tom, "Mia"))
    scene.mia.saw("Da bin ich")


async def test_two_messages_at_once_make_one_topic(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    scene.mia.phone.write("eins")
    scene.mia.phone.write("zwei")
    await scene.settle()
    assert scene.world.count("createForumTopic") == 1
    assert scene.tom.in_topic("Mia") == ["eins", "zwei"]


async def test_a_refused_topic_falls_back_to_the_header(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    scene.world.topics = False  # switched off at BotFather while the bot runs
    written = await scene.mia.writes("eins")
    assert scene.tom.texts == [t("relay-header", name="Mia"), "eins"]
    assert scene.mia.phone.see(written).reactions == {"🕊": ["bot"]}
    await scene.tom.writes("Ja?", reply_to=scene.tom.find("eins"))
    scene.mia.saw("Ja?")


async def test_topics_switched_off_later_lose_nothing(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    scene.world.topics = False
    await scene.mia.writes("zwei")
    scene.tom.saw("zwei")


async def test_notices_about_a_person_stand_in_their_topic(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-7"))
    await scene.mia.does(scene.mia.phone.block)
    assert scene.tom.in_topic("Mia") == [t("companion-paused", name="Mia"), t("companion-blocked", name="Mia")]
    assert _general(scene.tom) == []


async def test_bad_news_about_a_message_stands_where_it_was_written(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.mia.does(scene.mia.phone.block)
    await scene.tom.writes("Bist du noch da?", thread=_where(scene.tom, "Mia"))
    assert scene.tom.in_topic("Mia")[-1] == t("delivery-gone", name="Mia")
    assert _general(scene.tom) == []


async def test_commands_are_answered_where_they_are_typed(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    written = await scene.tom.writes("Das war für Jasmin", thread=_where(scene.tom, "Mia"))
    await scene.tom.writes("/zurueck", reply_to=written)
    await scene.tom.writes("/hilfe", thread=_where(scene.tom, "Mia"))
    assert scene.tom.in_topic("Mia") == ["eins", t("recall-done"), t("help-wegbegleiter")]
    scene.mia.saw_not("Das war für Jasmin")


async def test_outside_of_topics_tom_is_asked_to_whom(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.tom.writes("Hallo ihr")
    assert _general(scene.tom) == [t("relay-to-whom", count=1)]
    await scene.tom.taps("Jasmin")
    scene.jasmin.saw("Hallo ihr")
    scene.mia.saw_nothing()


async def test_an_works_from_outside_and_from_another_topic(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.tom.writes("/an jasmin Hallo Jasmin")
    await scene.tom.writes("/an jasmin Und noch was", thread=_where(scene.tom, "Mia"))
    assert scene.jasmin.texts[1:] == ["Hallo Jasmin", "Und noch was"]
    scene.mia.saw_nothing()


async def test_a_renamed_person_keeps_their_topic(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    await scene.mia.writes("eins")
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-name"))
    await scene.mia.writes("Mira")
    await scene.mia.writes("zwei")
    topic = _where(scene.tom, _topic_names(scene.tom)[0])
    shown = [shown.text for shown in scene.tom.received if shown.thread_id == topic]
    assert shown == ["eins", t("companion-renamed", before="Mia", name="Mira"), "zwei"]
    assert len(_topic_names(scene.tom)) == 1


async def test_a_topic_tom_opened_himself_is_nobodys(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    topic = scene.tom.phone.create_topic("Notizen")
    await scene.tom.writes("Milch kaufen", thread=topic.thread_id)
    scene.mia.saw_nothing()
    scene.jasmin.saw_nothing()
    scene.tom.saw(t("relay-to-whom", count=1))


async def test_reactions_and_edits_work_inside_topics(scene_with_topics: Scene) -> None:
    scene = scene_with_topics
    written = await scene.mia.writes("Um drei?")
    copy: Shown = scene.tom.find("Um drei?")
    await scene.tom.does(scene.tom.phone.react, copy, "👍")
    assert scene.mia.phone.see(written).reactions == {"👍": ["bot"]}
    await scene.mia.does(scene.mia.phone.edit, written, text="Um vier?")
    assert scene.tom.in_topic("Mia") == ["Um vier?"]
