"""Quiet, stopping and coming back; Wegbegleiter who leave or hand over."""

import pytest

from bot.store import people
from tests.scene import Scene
from tests.words import contact, service, t

DOVE = {"🕊": ["bot"]}
HEADER_MIA = t("relay-header", name="Mia")


# --- quiet ---


async def test_during_mias_pause_messages_arrive_without_a_sound(scene: Scene) -> None:
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-7"))
    assert scene.tom.texts == [t("companion-paused", name="Mia")]
    await scene.tom.writes("/an mia Kein Stress")
    assert scene.mia.last.text == "Kein Stress" and scene.mia.last.silent
    await scene.pass_time(days=8)
    await scene.tom.writes("/an mia Wie geht es dir?")
    assert not scene.mia.last.silent


async def test_mia_ends_her_pause_with_one_tap(scene: Scene) -> None:
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-1"), t("pause-end"))
    assert scene.mia.last.text == t("pause-ended")
    assert scene.tom.texts[-1] == t("companion-pause-ended", name="Mia")
    await scene.tom.writes("/an mia Hallo")
    assert not scene.mia.last.silent


async def test_pause_again_offers_to_end_it(scene: Scene) -> None:
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-1"))
    await scene.mia.writes("/pause")
    assert scene.mia.last.text == t("pause-on")
    await scene.mia.taps(t("pause-end"))
    assert scene.tom.texts[-1] == t("companion-pause-ended", name="Mia")


async def test_until_i_write_ends_when_she_writes_and_nobody_makes_a_fuss(scene: Scene) -> None:
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-0"))
    await scene.pass_time(days=40)
    await scene.tom.writes("/an mia Ich denk an dich")
    assert scene.mia.last.silent
    before = len(scene.mia.texts)
    await scene.mia.writes("Ich dich auch")
    await scene.tom.writes("/an mia Schön")
    assert not scene.mia.last.silent
    assert len(scene.mia.texts) == before + 1
    scene.tom.saw_not(t("companion-pause-ended", name="Mia"))


async def test_a_pause_of_a_week_goes_on_when_she_writes(scene: Scene) -> None:
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-7"))
    await scene.mia.writes("Nur kurz: alles ok")
    await scene.tom.writes("/an mia Gut")
    assert scene.mia.last.silent


# --- stopping and coming back ---


async def _mia_stops(scene: Scene) -> None:
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))


async def test_mia_is_asked_once_and_may_stay(scene: Scene) -> None:
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-no"))
    await scene.mia.writes("Hallo")
    assert scene.mia.texts == [t("stop-stayed")]
    assert scene.tom.texts == [HEADER_MIA, "Hallo"]


async def test_after_stopping_nothing_reaches_mia_and_tom_knows(scene: Scene) -> None:
    written = await scene.mia.writes("eins")
    copy = scene.tom.find("eins")
    answer = await scene.tom.writes("zwei", reply_to=copy)
    await _mia_stops(scene)
    before = scene.mia.screen
    scene.tom.saw(t("companion-stopped", name="Mia"))
    await scene.tom.writes("/an mia Schade")
    await scene.tom.does(scene.tom.phone.edit, answer, text="zwei!")
    await scene.tom.does(scene.tom.phone.react, copy, "😢")
    assert scene.mia.screen == before, "not a word, not a change, not a reaction"
    assert scene.tom.texts.count(t("relay-stopped", name="Mia")) == 2
    assert scene.mia.phone.see(written).reactions == DOVE


async def test_one_tap_brings_mia_back(scene: Scene) -> None:
    await _mia_stops(scene)
    await scene.mia.taps(t("back-yes"))
    assert scene.mia.last.text == t("back-done", wegbegleiter="Tom")
    scene.tom.saw(t("companion-returned", name="Mia"))
    await scene.mia.writes("Hallo")
    scene.tom.saw("Hallo")


async def test_what_mia_writes_after_stopping_is_kept_until_she_says_yes(scene: Scene) -> None:
    await _mia_stops(scene)
    first = scene.mia.phone.write("eins")
    scene.mia.phone.write("zwei")
    await scene.settle()
    assert scene.mia.texts.count(t("back-question-kept")) == 1, "asked once for both"
    scene.tom.saw_not("eins", "zwei")
    await scene.mia.taps(t("back-yes"))
    assert scene.tom.texts[-2:] == ["eins", "zwei"]
    assert scene.mia.phone.see(first).reactions == DOVE


async def test_not_yet_forgets_what_was_kept(scene: Scene) -> None:
    await _mia_stops(scene)
    await scene.mia.writes("Ach egal")
    await scene.mia.taps(t("back-no"))
    await scene.mia.taps(t("back-yes"))
    scene.tom.saw_not("Ach egal")
    scene.tom.saw(t("companion-returned", name="Mia"))


async def test_start_asks_whoever_had_stopped(scene: Scene) -> None:
    await _mia_stops(scene)
    await scene.mia.writes("/start")
    assert scene.mia.last.text == t("back-question")
    await scene.mia.taps(t("back-yes"))
    scene.tom.saw(t("companion-returned", name="Mia"))


async def test_what_waits_for_a_yes_is_not_released_by_somebody_joining(scene: Scene) -> None:
    await _mia_stops(scene)
    await scene.mia.writes("Noch nicht abschicken")
    vera = scene.phone("Vera")
    await vera.opens(await scene.invited(people.COORDINATION))
    await vera.taps(t("start-yes"))
    await vera.writes("Vera")
    await scene.tom.does(scene.tom.phone.block)
    await scene.tom.does(scene.tom.phone.unblock)
    for staff in (vera, scene.tom, scene.ayse, scene.keller):
        staff.saw_not("Noch nicht abschicken")


async def test_blocking_after_stopping_is_nobodys_business(scene: Scene) -> None:
    await _mia_stops(scene)
    await scene.mia.does(scene.mia.phone.block)
    await scene.mia.does(scene.mia.phone.unblock)
    assert scene.tom.texts == [t("companion-stopped", name="Mia")]


# --- a Wegbegleiter leaves ---


async def test_when_tom_leaves_the_substitute_answers_and_mia_is_told(scene: Scene) -> None:
    await scene.mia.writes("eins")
    quoted = await scene.tom.writes("zwei", reply_to=scene.tom.find("eins"))
    await scene.tom.writes("/stopp")
    assert scene.tom.last.text == t("stop-question-staff")
    await scene.tom.taps(t("stop-yes"))
    assert scene.tom.last.text == t("stop-done-staff")
    assert scene.mia.last.text == t("companion-left", name="Tom", other="Ayse")
    assert scene.jasmin.last.text == t("companion-left", name="Tom", other="Keller")
    assert scene.keller.texts == [t("coordination-left", name="Tom", people=2)]
    await scene.mia.writes("drei", reply_to=scene.mia.find("zwei"))
    scene.ayse.saw("drei")
    await scene.jasmin.writes("vier")
    scene.keller.saw("vier")
    await scene.tom.does(scene.tom.phone.edit, quoted, text="zwei!")
    scene.mia.saw_not("zwei!")
    assert "drei" not in scene.tom.texts and "vier" not in scene.tom.texts


async def test_whoever_only_stood_in_leaves_nobody_alone(scene: Scene) -> None:
    await scene.ayse.writes("/stopp")
    await scene.ayse.taps(t("stop-yes"))
    assert scene.keller.texts == [t("coordination-left", name="Ayse", people=0)]
    scene.mia.saw_nothing()


@pytest.mark.parametrize("role", [people.COORDINATION, people.FACHKRAFT, people.ADMIN])
async def test_other_staff_leave_with_words_that_fit_them(scene: Scene, role: str) -> None:
    vera = await scene.joined("Vera", role)
    await vera.writes("/stopp")
    assert vera.last.text == t("stop-question-office")
    await vera.taps(t("stop-yes"))
    assert vera.last.text == t("stop-done-office")
    assert scene.keller.texts == [t("coordination-staff-left", name="Vera")]
    scene.mia.saw_nothing()


async def test_tom_who_left_is_a_stranger_from_then_on(scene: Scene) -> None:
    await scene.tom.writes("/stopp")
    await scene.tom.taps(t("stop-yes"))
    await scene.tom.writes("/an mia Doch noch was")
    await scene.tom.writes("Hallo?")
    assert scene.tom.last.text == t("start-stranger", service=service(), contact=contact())
    scene.mia.saw_not("Doch noch was", "Hallo?")


# --- handed over ---


async def _mia_is_handed_to_sven(scene: Scene) -> None:
    del scene.actors["kai"]  # Sven is no bystander this time
    await scene.keller.writes("/zuordnen Mia Sven")


async def test_after_the_handover_words_changes_and_reactions_of_tom_go_nowhere(scene: Scene) -> None:
    await scene.mia.writes("eins")
    copy = scene.tom.find("eins")
    answer = await scene.tom.writes("zwei", reply_to=copy)
    await _mia_is_handed_to_sven(scene)
    before = scene.mia.screen
    await scene.tom.writes("drei", reply_to=copy)
    await scene.tom.writes("/an mia vier")
    await scene.tom.does(scene.tom.phone.edit, answer, text="zwei!")
    await scene.tom.does(scene.tom.phone.react, copy, "❤")
    assert scene.mia.screen == before
    assert scene.tom.texts[-3:] == [
        t("relay-not-yours", name="Mia"), t("to-nobody", typed="mia"), t("relay-edit-too-late", name="Mia"),
    ]  # fmt: skip


async def test_after_the_handover_mia_reaches_sven_only(scene: Scene) -> None:
    written = await scene.mia.writes("eins")
    answer = await scene.tom.writes("zwei", reply_to=scene.tom.find("eins"))
    await _mia_is_handed_to_sven(scene)
    before = scene.tom.screen
    await scene.mia.writes("drei", reply_to=scene.mia.find("zwei"))
    await scene.mia.does(scene.mia.phone.react, scene.mia.find("zwei"), "❤")
    await scene.mia.does(scene.mia.phone.edit, written, text="eins!")
    assert scene.tom.screen == before
    assert scene.sven.texts[-1] == "drei"
    assert scene.tom.phone.see(answer).reactions == {}
    assert scene.mia.last.text == t("relay-edit-too-late", name="Tom")


async def test_a_held_message_does_not_follow_mia_to_somebody_else(scene: Scene) -> None:
    await scene.tom.writes("Für Mia")
    question = scene.tom.last
    await _mia_is_handed_to_sven(scene)
    pressed = await scene.tom.does(scene.tom.phone.press, question, "Mia")
    assert pressed.answer is not None and pressed.answer.text == t("relay-not-yours-any-more")
    scene.mia.saw_not("Für Mia")
    await scene.tom.does(scene.tom.phone.press, question, "Jasmin")
    scene.jasmin.saw("Für Mia")
