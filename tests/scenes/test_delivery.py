"""What becomes of a message on its way: people who block the bot, Wegbegleiter who are gone, turns that fail."""

import pytest

import conversations
from bot import inbox
from bot.store import people
from bot.turn import Turn
from tests.scene import Scene
from tests.words import contact, service, t

pytestmark = pytest.mark.both_stores

DOVE = {"🕊": ["bot"]}
HEADER_MIA = t("relay-header", name="Mia")


# --- Mia has blocked the bot ---


async def test_when_mia_blocks_the_bot_tom_is_told_once_and_again_when_she_returns(scene: Scene) -> None:
    await scene.mia.does(scene.mia.phone.block)
    await scene.mia.does(scene.mia.phone.unblock)
    assert scene.tom.texts == [t("companion-blocked", name="Mia"), t("companion-reachable", name="Mia")]
    scene.ayse.saw_nothing()
    scene.keller.saw_nothing()
    scene.mia.saw_nothing()


async def test_what_tom_writes_meanwhile_is_said_not_to_arrive(scene: Scene) -> None:
    await scene.mia.does(scene.mia.phone.block)
    written = await scene.tom.writes("/an mia Alles gut?")
    await scene.tom.writes("/an mia Sag doch was")
    assert scene.tom.texts.count(t("companion-blocked", name="Mia")) == 1
    assert scene.tom.texts.count(t("delivery-gone", name="Mia")) == 2
    assert scene.tom.received[1].reply_to == written.message_id


async def test_whoever_deleted_the_account_is_unreachable_too(scene: Scene) -> None:
    await scene.mia.does(scene.mia.phone.deactivate)
    await scene.tom.writes("/an mia Alles gut?")
    assert set(scene.tom.texts) == {t("companion-blocked", name="Mia"), t("delivery-gone", name="Mia")}


async def test_writing_again_is_being_reachable_again(scene: Scene) -> None:
    """The messenger's word that she unblocked may get lost."""
    await scene.mia.does(scene.mia.phone.block)
    scene.mia.phone.person.blocked = False
    scene.world.chats[scene.mia.phone.chat_id].bot_status = "member"
    await scene.mia.writes("Bin wieder da")
    assert scene.tom.texts == [
        t("companion-blocked", name="Mia"), t("companion-reachable", name="Mia"), HEADER_MIA, "Bin wieder da",
    ]  # fmt: skip


async def test_a_notice_about_mia_can_be_answered(scene: Scene) -> None:
    await scene.mia.does(scene.mia.phone.block)
    await scene.mia.does(scene.mia.phone.unblock)
    await scene.tom.writes("Schön!", reply_to=scene.tom.find(t("companion-reachable", name="Mia")))
    scene.mia.saw("Schön!")


# --- Tom has ---


async def test_with_tom_blocked_ayse_gets_it_and_mia_is_told(scene: Scene) -> None:
    await scene.tom.does(scene.tom.phone.block)
    written = await scene.mia.writes("Bist du da?")
    scene.ayse.saw(HEADER_MIA, "Bist du da?")
    assert scene.mia.texts == [t("relay-read-by", name="Ayse", service=service())]
    assert scene.mia.phone.see(written).reactions == DOVE
    assert scene.keller.texts == [t("coordination-unreachable", name="Tom")]


async def test_a_block_found_out_only_by_sending_reroutes_what_was_sent(scene: Scene) -> None:
    scene.tom.phone.person.blocked = True  # and the messenger never said so
    first = scene.mia.phone.write("eins")
    second = await scene.mia.writes("zwei")
    assert scene.ayse.texts == [HEADER_MIA, "eins", "zwei"]
    assert scene.mia.texts == [t("delivery-rerouted", name="Tom", other="Ayse")]
    assert scene.mia.phone.see(first).reactions == scene.mia.phone.see(second).reactions == DOVE
    assert scene.keller.texts == [t("coordination-unreachable", name="Tom")]
    await scene.mia.writes("drei")
    assert len(scene.mia.texts) == 1, "she knows already who reads"


async def test_a_rerouted_album_stays_an_album(scene: Scene) -> None:
    scene.tom.phone.person.blocked = True
    await scene.mia.does(scene.mia.phone.send_album, [("photo", b"1"), ("photo", b"2")])
    copies = scene.ayse.received[1:]
    assert [copy.data for copy in copies] == [b"1", b"2"] and copies[0].album == copies[1].album is not None


async def test_with_tom_and_ayse_blocked_coordination_gets_it(scene: Scene) -> None:
    await scene.tom.does(scene.tom.phone.block)
    await scene.ayse.does(scene.ayse.phone.block)
    await scene.mia.writes("Ist da noch wer?")
    scene.keller.saw(HEADER_MIA, "Ist da noch wer?")
    assert scene.mia.texts == [t("relay-read-by", name="Keller", service=service())]


async def test_when_tom_is_back_mia_and_coordination_hear_it(scene: Scene) -> None:
    await scene.tom.does(scene.tom.phone.block)
    await scene.mia.writes("eins")
    await scene.tom.does(scene.tom.phone.unblock)
    await scene.mia.writes("zwei")
    assert scene.tom.texts == [HEADER_MIA, "zwei"]
    assert scene.mia.last.text == t("relay-read-by-own", name="Tom")
    assert scene.keller.texts == [t("coordination-unreachable", name="Tom"), t("coordination-reachable", name="Tom")]


async def test_with_nobody_reachable_it_is_kept_until_somebody_is(stage: Scene) -> None:
    await stage.joined("Tom", people.WEGBEGLEITER)
    mia = await stage.joined("Mia", wegbegleiter="Tom")
    stage.tom.phone.person.blocked = True
    written = await mia.writes("Hallo?")
    assert mia.texts == [t("delivery-nobody", name="Tom", contact=contact())]
    assert mia.phone.see(written).reactions == {}
    await stage.tom.does(stage.tom.phone.unblock)
    stage.tom.saw("Hallo?")
    assert mia.phone.see(written).reactions == DOVE


async def test_what_tom_holds_is_not_lost_when_ayse_comes_back(scene: Scene) -> None:
    await scene.tom.writes("Für Jasmin")
    await scene.ayse.does(scene.ayse.phone.block)
    await scene.ayse.does(scene.ayse.phone.unblock)
    await scene.tom.taps("Jasmin")
    scene.jasmin.saw("Für Jasmin")


async def test_coordination_hears_of_other_staff_without_a_promise_about_messages(scene: Scene) -> None:
    admin = await scene.joined("Ada", people.ADMIN)
    await admin.does(admin.phone.block)
    assert scene.keller.texts == [t("coordination-staff-unreachable", name="Ada")]


# --- the road itself ---


@pytest.mark.parametrize("kind", ["500", "reset"])
async def test_trouble_on_the_way_is_only_a_delay(scene: Scene, kind: str) -> None:
    scene.world.faults.plan("copyMessage", kind, times=3)
    scene.world.faults.plan("sendMessage", kind, times=2)
    for text in ("eins", "zwei", "drei"):
        scene.mia.phone.write(text)
    await scene.settle()
    assert scene.tom.texts == [HEADER_MIA, "eins", "zwei", "drei"]
    scene.mia.saw_nothing()


async def test_what_arrived_without_an_answer_may_come_twice_but_is_never_missing(scene: Scene) -> None:
    scene.world.faults.plan("copyMessage", "reset", done=True)
    await scene.mia.writes("eins")
    await scene.mia.writes("zwei")
    assert scene.tom.texts == [HEADER_MIA, "eins", "eins", "zwei"]


async def test_an_update_delivered_twice_is_one_message(scene: Scene) -> None:
    scene.world.duplicate_updates = 1.0
    await scene.mia.writes("eins")
    await scene.mia.writes("zwei")
    assert scene.tom.texts == [HEADER_MIA, "eins", "zwei"]


async def test_what_waits_survives_a_restart(scene: Scene) -> None:
    trouble = scene.world.faults.plan("copyMessage", "500", every=1)
    written = scene.mia.phone.write("eins")
    await scene.until(lambda: trouble.seen)
    await scene.stop_bot()
    scene.world.faults.clear()
    await scene.start_bot()
    await scene.settle()
    assert scene.tom.texts == [HEADER_MIA, "eins"]
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_the_messenger_never_has_to_ask_for_patience(stage: Scene) -> None:
    """Its limits are kept here: 20 a minute in a group, one a second in a chat after a short burst."""
    group = await stage.group_joined("Koordination", people.COORDINATION, "Uta")
    mia = await stage.joined("Mia")
    stage.world.limits.enabled = True
    stage.world.limits.clock = lambda: stage.clock.now().timestamp()
    stage.world.calls.clear()
    before = stage.clock.now()
    for number in range(30):
        mia.phone.write(f"{number}.")
    for _ in range(3):
        mia.phone.send_album([("photo", b"1")] * 10)
    await stage.settle()
    assert [call.error for call in stage.world.calls if not call.ok] == []
    shown = [shown for shown in stage.uta.phone.screen(chat=group.chat_id) if shown.kind in ("text", "photo")]
    assert [each.text for each in shown[1:31]] == [f"{number}." for number in range(30)]
    assert len(shown) == 61
    assert (stage.clock.now() - before).total_seconds() > 120, "61 messages at 20 a minute"


# --- a conversation that raises ---


class Broken:
    """A step that fails for one text, so many times."""

    def __init__(self, text: str, times: int) -> None:
        self.text, self.left, self.tried = text, times, 0

    def into(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """In front of what handles messages."""
        proper = conversations.relay.message

        async def message(turn: Turn) -> None:
            if getattr(turn.event, "text", None) == self.text:
                self.tried += 1
                if self.tried <= self.left:
                    raise RuntimeError(f"a defect in {self.text}")
            await proper(turn)

        monkeypatch.setattr(conversations.relay, "message", message)


async def test_a_turn_that_fails_once_is_tried_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    Broken("zwei", times=1).into(monkeypatch)
    for text in ("eins", "zwei", "drei"):
        scene.mia.phone.write(text)
    await scene.settle()
    assert scene.tom.texts == [HEADER_MIA, "eins", "zwei", "drei"]
    scene.mia.saw_nothing()


async def test_a_turn_that_keeps_failing_is_set_aside_and_told_and_the_rest_goes_on(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken("zwei", times=99)
    broken.into(monkeypatch)
    shown = [scene.mia.phone.write(text) for text in ("eins", "zwei", "drei")]
    scene.jasmin.phone.write("und ich?")
    await scene.settle()
    assert broken.tried > len(inbox.RETRIES)
    arrived = [text for text in scene.tom.texts if "💬" not in text]
    assert sorted(arrived[:2]) == ["eins", "und ich?"] and arrived[2:] == ["drei"], "nobody else waits for what fails"
    assert scene.mia.texts == [t("broken", contact=contact())]
    assert [scene.mia.phone.see(each).reactions for each in shown] == [DOVE, {}, DOVE]
    async with scene.db.transaction() as tx:
        (aside,) = await inbox.set_aside(tx)
    assert scene.keller.texts == [t("broken-staff", number=str(aside.id))]
    assert "RuntimeError" in aside.error
    scene.jasmin.saw_nothing()


async def test_what_somebody_wrote_stands_nowhere_when_its_turn_fails(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The text of an error may quote it."""
    Broken("ganz privat", times=99).into(monkeypatch)
    await scene.mia.writes("ganz privat")
    printed = capfd.readouterr()
    assert "handling an event failed" in caplog.text
    assert "privat" not in caplog.text + printed.out + printed.err
    async with scene.db.transaction() as tx:
        (aside,) = await inbox.set_aside(tx)
    assert aside.error.startswith("RuntimeError in test_delivery.py:")
    assert "privat" not in aside.error


async def test_what_was_set_aside_arrives_once_the_defect_is_mended(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken("eins", times=99)
    broken.into(monkeypatch)
    written = await scene.mia.writes("eins")
    broken.left = 0
    async with scene.db.transaction() as tx:
        assert await inbox.retry_aside(tx, scene.clock.now()) == 1
    await scene.settle()
    assert scene.tom.texts == [HEADER_MIA, "eins"]
    assert scene.mia.phone.see(written).reactions == DOVE
