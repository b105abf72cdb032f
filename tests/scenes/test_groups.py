"""Coordination as a group: several colleagues behind one address."""

import pytest

from bot.store import people
from messenger.group import Group
from tests.scene import Actor, Scene
from tests.words import t

HEADER_MIA = t("relay-header", name="Mia")
HEADER_TEAM = t("relay-header", name="Koordination")


class Office:
    """Uta and Ben coordinate in a group; nobody accompanies Mia yet."""

    def __init__(self, scene: Scene, group: Group) -> None:
        self.scene, self.group = scene, group
        self.mia: Actor = scene.mia
        self.uta: Actor = scene.uta
        self.ben: Actor = scene.ben


@pytest.fixture
async def office(stage: Scene) -> Office:
    group = await stage.group_joined("Koordination", people.COORDINATION, "Uta", "Ben")
    await stage.joined("Mia")
    return Office(stage, group)


def _from_bot(actor: Actor) -> list[str]:
    return [shown.text for shown in actor.received if shown.sender == "bot"]


async def test_what_mia_writes_stands_in_the_group(office: Office) -> None:
    await office.mia.writes("Ist da wer?")
    assert _from_bot(office.uta) == _from_bot(office.ben) == [HEADER_MIA, "Ist da wer?"]


async def test_a_reply_of_any_of_them_reaches_mia_under_the_groups_name(office: Office) -> None:
    written = await office.mia.writes("Ist da wer?")
    await office.uta.writes("Ja, Uta hier", reply_to=office.uta.find("Ist da wer?"))
    await office.ben.sends("photo", b"plan", reply_to=office.ben.find(HEADER_MIA), chat=office.group.chat_id)
    assert office.mia.texts[1:3] == [HEADER_TEAM, "Ja, Uta hier"]
    assert office.mia.find("Ja, Uta hier").reply_to == written.message_id
    assert office.mia.last.data == b"plan"


async def test_chatter_between_colleagues_reaches_nobody(office: Office) -> None:
    await office.mia.writes("Ist da wer?")
    answer = await office.uta.writes("Ja, wir", reply_to=office.uta.find("Ist da wer?"))
    before = office.mia.screen
    told = _from_bot(office.uta)
    lunch = await office.uta.writes("Wer holt Essen?")
    await office.ben.writes("Ich", reply_to=lunch)
    await office.ben.writes("Gut gemacht", reply_to=answer)
    await office.ben.does(office.ben.phone.send_uncopyable, "story", chat=office.group.chat_id)
    assert office.mia.screen == before
    assert _from_bot(office.uta) == told, "and the bot does not meddle"


async def test_in_a_group_an_asks_for_a_reply_because_others_talk_in_between(office: Office) -> None:
    await office.uta.writes("/an mia")
    notice = office.uta.find(t("relay-reply-goes-to", name="Mia"))
    await office.ben.writes("Hast du schon gegessen?")
    assert office.mia.texts == []
    await office.uta.writes("Hallo Mia", reply_to=notice)
    assert office.mia.texts == [HEADER_TEAM, "Hallo Mia"]


async def test_an_with_a_text_works_in_a_group(office: Office) -> None:
    await office.uta.writes("/an mia Hallo Mia")
    assert office.mia.texts == [HEADER_TEAM, "Hallo Mia"]


async def test_a_reaction_in_the_group_stands_on_mias_message(office: Office) -> None:
    written = await office.mia.writes("Ist da wer?")
    await office.uta.does(office.uta.phone.react, office.uta.find("Ist da wer?"), "👍")
    assert office.mia.phone.see(written).reactions == {"👍": ["bot"]}


async def test_a_command_for_another_bot_is_left_to_it(office: Office) -> None:
    await office.uta.writes("/hilfe@andererbot")
    assert _from_bot(office.uta) == []
    await office.uta.writes("/hilfe@bleibdran_bot")
    assert _from_bot(office.uta) == [t("help-coordination")]


async def test_a_group_that_becomes_a_supergroup_goes_on(office: Office) -> None:
    scene, world = office.scene, office.scene.world
    await office.mia.writes("eins")
    await office.uta.does(world.upgrade_group, office.group)
    written = await office.mia.writes("zwei")
    office.uta.chat = office.ben.chat = office.group.chat_id
    office.uta.saw("zwei")
    assert office.mia.phone.see(written).reactions == {"🕊": ["bot"]}
    await office.uta.writes("drei", reply_to=office.uta.find("zwei"))
    assert office.mia.texts[-1] == "drei"
    assert t("start-group") not in _from_bot(office.uta), "it has not joined anew"
    async with scene.db.transaction() as tx:
        (team,) = await people.everybody(tx, people.COORDINATION)
    assert team.address.chat == str(office.group.chat_id)


async def test_a_group_found_to_have_moved_only_by_sending_goes_on(office: Office) -> None:
    world = office.scene.world
    await office.scene.stop_bot()
    world.upgrade_group(office.group)
    world.updates.clear()  # the messenger's word of it got lost
    await office.scene.start_bot()
    await office.mia.writes("eins")
    office.uta.chat = office.group.chat_id
    office.uta.saw("eins")
    await office.uta.writes("zwei", reply_to=office.uta.find("eins"))
    assert office.mia.texts[-1] == "zwei"


async def test_old_numbers_mean_nothing_in_the_new_group(office: Office) -> None:
    """A supergroup counts from one again: a reply there must not reach whoever had that number before."""
    scene = office.scene
    await scene.joined("Jasmin")
    await scene.jasmin.writes("eins")
    old = office.uta.find("eins").message_id
    await scene.pass_time(minutes=1)
    await office.uta.does(scene.world.upgrade_group, office.group)
    chat = scene.world.chats[office.group.chat_id]
    chat.last_message_id = old - 1
    office.uta.chat = office.ben.chat = office.group.chat_id
    number = (await office.ben.writes("Essen?")).message_id
    assert number == old
    before = scene.jasmin.screen
    await office.uta.writes("Pizza", reply_to=office.uta.find("Essen?"))
    assert scene.jasmin.screen == before


async def test_a_group_that_throws_the_bot_out_is_passed_over(office: Office) -> None:
    await office.scene.joined("Vera", people.COORDINATION)
    await office.uta.does(office.group.kick_bot)
    await office.mia.writes("Ist da wer?")
    office.scene.vera.saw(t("coordination-staff-unreachable", name="Koordination"), HEADER_MIA, "Ist da wer?")
