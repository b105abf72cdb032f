"""A young person and their Wegbegleiter write to each other."""

from collections.abc import Callable

import pytest

from bot.store import people
from messenger import Phone, Shown
from tests.scene import Scene
from tests.words import contact, service, t

pytestmark = pytest.mark.both_stores

DOVE = {"🕊": ["bot"]}
HEADER_MIA = t("relay-header", name="Mia")
HEADER_TOM = t("relay-header", name="Tom")

Sending = Callable[[Phone], Shown]
KINDS: dict[str, Sending] = {
    "photo": lambda phone: phone.send("photo", b"p", caption="Der Brief"),
    "video": lambda phone: phone.send("video", b"v"),
    "video_note": lambda phone: phone.send("video_note", b"n"),
    "voice": lambda phone: phone.send("voice", b"o"),
    "audio": lambda phone: phone.send("audio", b"a"),
    "document": lambda phone: phone.send("document", b"d", name="Bescheid.pdf"),
    "sticker": lambda phone: phone.send("sticker", b"s"),
    "animation": lambda phone: phone.send("animation", b"g"),
    "location": lambda phone: phone.send_location(52.15, 9.95),
    "venue": lambda phone: phone.send_venue(52.15, 9.95, "Jobcenter", "Am Bahnhof 1"),
    "contact": lambda phone: phone.send_contact("+49 30 1234", "Vermieter"),
    "poll": lambda phone: phone.send_poll("Kommst du?", ["Ja", "Nein"]),
    "dice": lambda phone: phone.send_dice(),
}


def _content(shown: Shown) -> tuple[object, ...]:
    """What must be the same on both sides; a copied poll has a new id, a copied dice falls anew."""
    extra: object = shown.extra if shown.kind in ("location", "venue", "contact") else None
    if shown.kind == "poll":
        extra = shown.extra["question"], [option["text"] for option in shown.extra["options"]]
    return shown.kind, shown.data, shown.caption, shown.file_name, extra


# --- what they write ---


async def test_what_mia_writes_reaches_tom_and_she_sees_that_it_did(scene: Scene) -> None:
    written = await scene.mia.writes("Ich verliere meine Wohnung")
    assert scene.tom.texts == [HEADER_MIA, "Ich verliere meine Wohnung"]
    assert scene.mia.phone.see(written).reactions == DOVE
    scene.mia.saw_nothing()
    scene.ayse.saw_nothing()
    scene.keller.saw_nothing()


async def test_tom_answers_by_replying(scene: Scene) -> None:
    await scene.mia.writes("Bist du da?")
    await scene.tom.writes("Ja, ruf an", reply_to=scene.tom.find("Bist du da?"))
    assert scene.mia.texts == [HEADER_TOM, "Ja, ruf an"]
    assert scene.mia.find("Ja, ruf an").reply_to == scene.mia.find("Bist du da?").message_id
    scene.jasmin.saw_nothing()


async def test_a_reply_to_the_header_is_for_whoever_it_names(scene: Scene) -> None:
    await scene.mia.writes("Bist du da?")
    await scene.tom.writes("Ja", reply_to=scene.tom.find(HEADER_MIA))
    scene.mia.saw("Ja")


async def test_formatting_arrives(scene: Scene) -> None:
    bold = [{"type": "bold", "offset": 3, "length": 4}]
    await scene.mia.writes("🏠: weg, heute", entities=bold)
    assert scene.tom.last.entities == bold


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_reaches_tom(scene: Scene, kind: str) -> None:
    sent = await scene.mia.does(KINDS[kind], scene.mia.phone)
    assert _content(scene.tom.last) == _content(sent)
    assert scene.tom.last.kind == kind
    assert scene.mia.phone.see(sent).reactions == DOVE


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_reaches_kai_from_sven(scene: Scene, kind: str) -> None:
    kai, sven = scene.actors.pop("kai"), scene.actors.pop("sven")  # not bystanders this time
    sent = await sven.does(KINDS[kind], sven.phone)
    assert _content(kai.last) == _content(sent)
    assert kai.texts[0] == t("relay-header", name="Sven")
    assert sven.phone.see(sent).reactions == {}, "only young people need to be told that it arrived"


async def test_a_live_place_is_passed_on_and_mia_hears_that_it_stays(scene: Scene) -> None:
    live = await scene.mia.does(scene.mia.phone.send_location, 52.1, 9.9, live=True)
    scene.mia.saw(t("relay-live-place"))
    await scene.mia.does(scene.mia.phone.move, live, 52.2, 9.8)
    assert scene.tom.last.extra["latitude"] == 52.1


@pytest.mark.parametrize("kind", ["story", "giveaway", "paid_media", "game", "invoice"])
async def test_what_cannot_be_copied_is_answered(scene: Scene, kind: str) -> None:
    sent = await scene.mia.does(scene.mia.phone.send_uncopyable, kind)
    assert scene.mia.texts == [t("relay-unsupported")]
    assert scene.mia.last.reply_to == sent.message_id
    assert scene.mia.phone.see(sent).reactions == {}
    scene.tom.saw_nothing()


async def test_service_messages_are_not_passed_on(scene: Scene) -> None:
    written = await scene.mia.writes("Wichtig")
    await scene.mia.does(scene.mia.phone.pin, written)
    assert scene.tom.texts == [HEADER_MIA, "Wichtig"]
    scene.mia.saw_nothing()


# --- albums ---


async def test_an_album_stays_an_album(scene: Scene) -> None:
    parts = await scene.mia.does(
        scene.mia.phone.send_album, [("photo", b"1"), ("video", b"2"), ("photo", b"3")], caption="Die Wohnung"
    )
    copies = scene.tom.received[1:]
    assert [copy.data for copy in copies] == [b"1", b"2", b"3"]
    assert len({copy.album for copy in copies}) == 1 and copies[0].album
    assert copies[0].caption == "Die Wohnung"
    assert all(scene.mia.phone.see(part).reactions == DOVE for part in parts)


async def test_an_album_whose_parts_come_late_stays_together(scene: Scene) -> None:
    phone, album = scene.mia.phone, scene.world.album_id()
    for part in (b"1", b"2", b"3"):
        phone.send("photo", part, album=album)
        await scene.until(lambda: not scene.world.updates.waiting)
        await scene.until(scene.nothing_to_handle)
        scene.set_forward(0.7)
    await scene.settle()
    assert [copy.data for copy in scene.tom.received[1:]] == [b"1", b"2", b"3"]
    assert len({copy.album for copy in scene.tom.received[1:]}) == 1


async def test_what_is_written_after_an_album_arrives_after_it(scene: Scene) -> None:
    scene.mia.phone.send_album([("photo", b"1"), ("photo", b"2")])
    await scene.mia.writes("Das da")
    assert [shown.kind for shown in scene.tom.received] == ["text", "photo", "photo", "text"]


async def test_an_album_that_quotes_brings_the_quote_along(scene: Scene) -> None:
    await scene.mia.writes("Zeig mal")
    asked = scene.tom.find("Zeig mal")
    await scene.tom.does(scene.tom.phone.send_album, [("photo", b"1"), ("photo", b"2")], reply_to=asked)
    header, *copies = scene.mia.received
    assert (header.text, header.reply_to) == (HEADER_TOM, scene.mia.find("Zeig mal").message_id)
    assert [copy.kind for copy in copies] == ["photo", "photo"]


async def test_an_album_that_could_be_copied_only_in_part_is_said_so(scene: Scene) -> None:
    first, _ = scene.mia.phone.send_album([("photo", b"1"), ("photo", b"2")])
    scene.mia.phone.delete(first)
    await scene.settle()
    scene.mia.saw(t("delivery-partly", name="Tom"))


# --- headers ---


async def test_the_header_comes_only_when_the_speaker_changes(scene: Scene) -> None:
    await scene.mia.writes("eins")
    await scene.mia.writes("zwei")
    await scene.jasmin.writes("drei")
    await scene.mia.writes("vier")
    jasmin = t("relay-header", name="Jasmin")
    assert scene.tom.texts == [HEADER_MIA, "eins", "zwei", jasmin, "drei", HEADER_MIA, "vier"]


async def test_the_header_comes_again_after_the_bot_has_spoken(scene: Scene) -> None:
    await scene.mia.writes("eins")
    await scene.tom.writes("/offen")
    await scene.mia.writes("zwei")
    assert scene.tom.texts[-2:] == [HEADER_MIA, "zwei"]


async def test_toms_own_answers_do_not_bring_the_header_back(scene: Scene) -> None:
    await scene.mia.writes("eins")
    await scene.tom.writes("ja", reply_to=scene.tom.find("eins"))
    await scene.mia.writes("zwei")
    assert scene.tom.texts == [HEADER_MIA, "eins", "zwei"]


async def test_a_notice_that_changes_further_up_does_not_bring_the_header_back(scene: Scene) -> None:
    await scene.tom.writes("Für Jasmin")
    await scene.mia.writes("eins")
    await scene.tom.taps("Jasmin")
    await scene.mia.writes("zwei")
    assert scene.tom.texts == [t("relay-goes-to", name="Jasmin"), HEADER_MIA, "eins", "zwei"]


# --- names ---


async def test_nobody_sees_more_of_mia_than_the_name_she_chose(stage: Scene) -> None:
    await stage.joined("Keller", people.COORDINATION)
    await stage.joined("Tom", people.WEGBEGLEITER)
    phone = stage.phone("Wanda", last_name="Wunderlich", username="wanda_w2007", user_id=777_123_456)
    mia = await stage.joined("Mia", wegbegleiter="Tom", phone=phone)
    written = await mia.writes("Hallo")
    await mia.sends("photo", caption="Brief")
    await mia.does(mia.phone.edit, written, text="Hallo Tom")
    await mia.does(mia.phone.react, await _answer(stage), "❤")
    await stage.tom.writes("/leute")
    await stage.tom.writes("/offen")
    await stage.keller.writes("/leute")
    await mia.does(mia.phone.block)
    await mia.does(mia.phone.unblock)
    for staff in (stage.tom, stage.keller):
        seen = " ".join(
            f"{shown!r} {shown.entities} {shown.extra} {shown.buttons} {shown.forward}" for shown in staff.screen
        )
        assert "Mia" in seen
        for secret in ("Wanda", "Wunderlich", "wanda_w2007", "777123456"):
            assert secret not in seen


async def _answer(stage: Scene) -> Shown:
    await stage.tom.writes("Ja?", reply_to=stage.tom.find("Hallo"))
    return stage.mia.find("Ja?")


async def test_mia_sees_only_the_name_tom_chose(stage: Scene) -> None:
    phone = stage.phone("Thomas", last_name="Schulze", username="thomas_schulze", user_id=777_654_321)
    await stage.joined("Tom", people.WEGBEGLEITER, phone=phone)
    mia = await stage.joined("Mia", wegbegleiter="Tom")
    await mia.writes("Wer bist du?")
    await stage.tom.writes("Na ich", reply_to=stage.tom.find("Wer bist du?"))
    await mia.writes("/menu")
    await mia.taps(t("menu-who"))
    seen = " ".join(f"{shown!r} {shown.entities} {shown.extra} {shown.forward}" for shown in mia.screen)
    assert HEADER_TOM in seen
    for secret in ("Thomas", "Schulze", "thomas_schulze", "777654321"):
        assert secret not in seen


# --- receipts ---


async def test_after_a_failed_try_the_dove_waits_for_the_second(scene: Scene) -> None:
    scene.world.faults.plan("copyMessage", "500")
    written = await scene.mia.writes("Ist da wer?")
    assert scene.tom.texts == [HEADER_MIA, "Ist da wer?"]
    assert [call.ok for call in scene.world.calls if call.method == "copyMessage"].count(True) == 1
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_too_many_requests_are_waited_out_as_told(scene: Scene) -> None:
    before = scene.clock.now()
    scene.world.faults.plan("copyMessage", "429", retry_after=7)
    written = await scene.mia.writes("Ist da wer?")
    scene.tom.saw("Ist da wer?")
    assert 7 <= (scene.clock.now() - before).total_seconds() < 9
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_a_refused_message_gets_a_sentence_and_no_dove(scene: Scene) -> None:
    written = scene.mia.phone.write("Gleich weg")
    scene.mia.phone.delete(written, everywhere=False)
    scene.world.chats[scene.mia.phone.chat_id].messages[written.message_id].protected = True
    await scene.settle()
    scene.mia.saw(t("delivery-refused", name="Tom"))
    assert not scene.world.chats[scene.mia.phone.chat_id].messages[written.message_id].reactions


async def test_forty_short_messages_arrive_all_and_in_order(scene: Scene) -> None:
    lines = [f"{number}." for number in range(40)]
    for line in lines:
        scene.mia.phone.write(line)
    await scene.settle()
    assert scene.tom.texts == [HEADER_MIA, *lines]
    doves = [shown for shown in scene.mia.screen if shown.reactions == DOVE]
    assert len(doves) == 40
    scene.mia.saw_nothing()


# --- one or many ---


async def test_without_a_second_young_person_sven_is_never_asked_to_whom(scene: Scene) -> None:
    kai, sven = scene.actors.pop("kai"), scene.actors.pop("sven")  # not bystanders this time
    await sven.writes("Wie geht es dir?")
    kai.saw("Wie geht es dir?")
    sven.saw_nothing()


async def test_jasmin_hears_nothing_of_what_tom_and_mia_write(scene: Scene) -> None:
    await scene.mia.writes("eins")
    await scene.tom.writes("zwei", reply_to=scene.tom.find("eins"))
    await scene.tom.writes("/an mia drei")
    scene.jasmin.saw_nothing()
    scene.ayse.saw_nothing()


# --- nobody there, somebody else there ---


async def test_with_nobody_there_it_is_kept_until_coordination_joins(stage: Scene) -> None:
    mia = await stage.joined("Mia")
    first = await mia.writes("Hallo?")
    assert mia.texts == [t("relay-nobody-yet", contact=contact())]
    assert mia.phone.see(first).reactions == {}
    keller = stage.phone("Keller")
    await keller.opens(await stage.invited(people.COORDINATION))
    await keller.taps(t("start-yes"))
    await keller.writes("Keller")
    keller.saw("Hallo?")
    assert mia.phone.see(first).reactions == DOVE


async def test_what_is_kept_goes_to_the_wegbegleiter_who_is_assigned(stage: Scene) -> None:
    mia = await stage.joined("Mia")
    await mia.writes("eins")
    await mia.writes("zwei")
    await stage.joined("Tom", people.WEGBEGLEITER)
    await stage.joined("Keller", people.COORDINATION)
    await stage.keller.writes("/zuordnen Mia Tom")
    assert stage.tom.texts[-2:] == ["eins", "zwei"]
    stage.keller.saw_not("eins")


async def test_without_a_wegbegleiter_coordination_reads_and_mia_is_told_once(stage: Scene) -> None:
    await stage.joined("Keller", people.COORDINATION)
    mia = await stage.joined("Mia")
    await mia.writes("eins")
    await mia.writes("zwei")
    assert stage.keller.texts == [HEADER_MIA, "eins", "zwei"]
    assert mia.texts == [t("relay-read-by", name="Keller", service=service())]


async def test_whoever_quotes_coordination_answers_coordination(scene: Scene) -> None:
    await scene.keller.writes("/an mia Wie läuft es mit Tom?")
    await scene.mia.writes("Gut", reply_to=scene.mia.find("Wie läuft es"))
    scene.keller.saw(HEADER_MIA, "Gut")
    scene.tom.saw_nothing()
    scene.mia.saw_not(t("relay-read-by", name="Keller", service=service()))
    await scene.mia.writes("Hallo Tom")
    scene.tom.saw("Hallo Tom")
    scene.keller.saw_not("Hallo Tom")


async def test_the_substitute_may_write_although_messages_go_to_the_main_one(scene: Scene) -> None:
    await scene.ayse.writes("Ich vertrete Tom im Mai")
    assert scene.mia.texts == [t("relay-header", name="Ayse"), "Ich vertrete Tom im Mai"]
    await scene.mia.writes("Gut zu wissen", reply_to=scene.mia.find("Ich vertrete"))
    scene.ayse.saw("Gut zu wissen")
    scene.tom.saw_nothing()
