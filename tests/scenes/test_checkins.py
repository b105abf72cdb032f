"""Check-ins: the bot asks how somebody is, in a way they can bear, and silence ends nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot import app, inbox, outbox, upkeep
from bot.event import Address
from bot.message import BULK, Envelope, Text
from bot.store import checkins, contacts, people
from bot.store.tables import answers
from messenger import Shown
from tests.scene import MONDAY, Actor, Scene
from tests.words import t

MORNING = Address("telegram", "1")
BERLIN = ZoneInfo("Europe/Berlin")
HELLO = t("checkin-hello", name="Mia")
REMINDER = t("checkin-reminder", name="Mia")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, at=MONDAY) as scene:
        yield scene


async def agrees(mia: Actor) -> None:
    """Mia wants to be asked."""
    await mia.writes("/checkin")
    await mia.taps(t("checkin-yes"))


def asked(mia: Actor) -> list[Shown]:
    """Every time Mia was asked how she is."""
    return [shown for shown in mia.received if shown.text == HELLO]


async def until_asked(scene: Scene, mia: Actor) -> None:
    """Some days go by."""
    before = len(asked(mia))
    for _ in range(40):
        await scene.pass_time(days=1)
        if len(asked(mia)) > before:
            return
    raise AssertionError(f"nobody asked {mia!r}")


async def record(scene: Scene) -> list[tuple[str, str]]:
    async with scene.db.transaction() as tx:
        return [(line.kind, line.outcome) for line in await contacts.of(tx, [scene.numbers["mia"]])]


# --- many at once ---


async def test_a_wave_comes_into_the_queues_bit_by_bit(stage: Scene) -> None:
    """Whoever writes meanwhile does not wait behind all of it."""
    assert stage.bot
    stage.bot.settings = stage.settings.model_copy(update={"send_rate": 1.0})
    everybody = [await stage.joined(f"Mia{number}") for number in range(20)]
    async with stage.db.transaction() as tx:
        for person in stage.numbers.values():
            await checkins.propose(tx, person, "nachbetreuung", MONDAY.date())
            await checkins.agree(tx, person, "1", MONDAY)
    await stage.bot.look()
    async with stage.db.transaction() as tx:
        now = stage.clock.now()
        assert await inbox.ready(tx, now) + await outbox.ready(tx, BULK, now) <= app.AHEAD_SECONDS
        assert await checkins.due_rhythms(tx, now, 100), "the others wait where nobody stands behind them"
    for _ in everybody:
        await stage.look()
    assert [len(mia.received) for mia in everybody] == [1] * len(everybody)


async def test_what_waits_for_tomorrow_takes_no_room(scene: Scene) -> None:
    async with scene.db.transaction() as tx:
        text = Text(text="Guten Morgen")
        tomorrow = scene.clock.now() + timedelta(days=1)
        await outbox.put(tx, [Envelope(to=MORNING, message=text, lane=BULK, not_before=tomorrow)], scene.clock.now())
        assert await outbox.ready(tx, BULK, scene.clock.now()) == 0
        assert await outbox.ready(tx, BULK, tomorrow) == 1


# --- a yes, a no ---


async def test_whoever_joins_is_asked_in_one_sentence_and_a_no_keeps_the_channel(stage: Scene) -> None:
    await stage.joined("Tom", people.WEGBEGLEITER)
    code = await stage.invited(people.CARELEAVER, wegbegleiter=stage.numbers["tom"])
    mia = stage.phone("Mia")
    await mia.opens(code)
    await mia.taps(t("start-yes"))
    await mia.writes("Mia")
    assert mia.texts[-1] == t("checkin-consent")
    await mia.taps(t("checkin-no"))
    assert mia.texts[-1] == t("checkin-refused", wegbegleiter="Tom")
    await stage.pass_time(days=60)
    assert mia.texts[-1] == t("checkin-refused", wegbegleiter="Tom")
    await mia.writes("Hallo Tom")
    stage.tom.saw("Hallo Tom")


async def test_after_a_yes_mia_is_asked_on_the_third_and_tenth_day_and_then_by_the_month(scene: Scene) -> None:
    await agrees(scene.mia)
    moments = []
    for _ in range(100):
        await scene.pass_time(days=1)
        if found := asked(scene.mia):
            moments.append(found[-1].at.astimezone(BERLIN))
            await scene.mia.taps(t("checkin-not-now"))
    assert [(day.month, day.day) for day in moments] == [(3, 5), (3, 12), (4, 2), (5, 2), (6, 2)]
    assert {moment.hour for moment in moments} == {17}, "also in summer time"


async def test_care_that_ended_long_ago_means_a_quarter_of_a_year(scene: Scene) -> None:
    async with scene.db.transaction() as tx:
        await checkins.propose(tx, scene.numbers["mia"], "nachbetreuung", datetime(2023, 1, 15, tzinfo=UTC).date())
    await agrees(scene.mia)
    assert "15. April" in scene.mia.texts[-1]


async def test_a_yes_can_be_taken_back_and_given_again(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-off"))
    await scene.pass_time(days=60)
    assert not asked(scene.mia)
    await scene.mia.taps(t("checkin-on"))
    await until_asked(scene, scene.mia)


# --- another rhythm ---


async def test_mia_chooses_every_week_on_thursday_at_eleven(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-how-often"), t("checkin-every-week"), t("weekday-3"))
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-what-hour"), t("checkin-hour", hour=11))
    for number in range(1, 4):
        await scene.pass_time(days=7)
        last = asked(scene.mia)[-1].at.astimezone(BERLIN)
        assert len(asked(scene.mia)) == number and (last.weekday(), last.hour) == (3, 11)
        await scene.mia.taps(t("checkin-not-now"))


async def test_where_mia_lives_decides_what_time_it_is(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-what-zone"), "Türkei")
    await until_asked(scene, scene.mia)
    assert asked(scene.mia)[-1].at.astimezone(ZoneInfo("Europe/Istanbul")).hour == 17


# --- answering ---


async def test_one_message_asks_five_questions_and_starts_with_what_went_well(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    before = len(scene.mia.texts)
    await scene.mia.taps(t("checkin-start"))
    assert "gut gelaufen" in scene.mia.last.text
    await scene.mia.taps(t("checkin-skip"), t("checkin-skip"), "😀", "😀", "🙂")
    assert len(scene.mia.texts) == before, "one message, edited"
    assert t("checkin-share-all") in [button.text for row in scene.mia.last.buttons for button in row]


async def test_tom_hears_that_mia_answered_and_sees_what_she_shows_him(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"), t("checkin-own-words"))
    await scene.mia.writes("Ich hab die Prüfung bestanden")
    await scene.mia.taps(t("checkin-skip"), "😀", "🙂", "😐")
    assert scene.tom.texts == [t("companion-answered", name="Mia")]
    await scene.mia.taps(t("checkin-share-some"), "▫️ Wie es dir geht", t("checkin-share-done"))
    assert "Ich hab die Prüfung bestanden" in scene.tom.texts[-1]
    assert "😀" not in scene.tom.texts[-1]
    scene.ayse.saw_nothing()


async def test_what_mia_shows_can_be_changed_and_then_holds_for_the_next_time(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"), *[t("checkin-skip")] * 2, "😀", "🙂", "😐", t("checkin-share-none"))
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-who-sees"), "▫️ Wie es dir geht", t("checkin-share-done"))
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"), t("checkin-own-words"))
    await scene.mia.sends("voice")
    await scene.mia.taps(*[t("checkin-skip")] * 4)
    assert any("Sprachnachricht" in text for text in scene.tom.texts)
    assert scene.tom.received[-1].kind == "voice"
    assert t("checkin-share-all") not in [button.text for row in scene.mia.last.buttons for button in row]


async def test_a_low_answer_offers_help_for_that_topic_at_once(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"), t("checkin-skip"), t("checkin-skip"), "😞")
    labels = [button.text for row in scene.mia.last.buttons for button in row]
    assert scene.mia.last.text == t("checkin-help")
    assert t("checkin-talk", name="Tom") in labels and t("checkin-ask-service") in labels and len(labels) == 4
    await scene.mia.taps(t("checkin-talk", name="Tom"))
    assert t("companion-wants-to-talk", name="Mia", topic="Wohnen") in scene.tom.texts
    await scene.mia.taps(t("checkin-go-on"))
    assert "Worum geht es" in scene.mia.last.text, "the branch for housing"
    await scene.mia.taps("▫️ Etwas ist kaputt", t("checkin-that-is-all"))
    assert "Geld" in scene.mia.last.text


async def test_mia_comes_back_after_days_and_goes_on_where_she_was(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"), t("checkin-skip"))
    question = scene.mia.last.text
    await scene.pass_time(days=4)
    assert scene.mia.last.text == question
    await scene.mia.taps(t("checkin-skip"), "😀")
    scene.mia.saw_not(REMINDER)


async def test_a_button_pressed_twice_answers_one_question(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"))
    first = scene.mia.last
    scene.mia.phone.press(first, t("checkin-skip"))
    await scene.mia.does(scene.mia.phone.press, first, t("checkin-skip"))
    assert "angehen" in scene.mia.last.text, "the second question, not the third"


async def test_a_message_for_tom_is_never_taken_for_an_answer(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-start"))
    await scene.mia.writes("Tom, hast du Zeit?")
    scene.tom.saw("Tom, hast du Zeit?")
    await scene.mia.taps(t("checkin-own-words"))
    await scene.pass_time(minutes=20)
    await scene.mia.writes("Tom, und morgen?")
    scene.tom.saw("Tom, und morgen?")


async def test_mia_says_how_she_is_without_being_asked(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-tell-now"), *[t("checkin-skip")] * 2, "😀", "🙂", "😐")
    scene.tom.saw(t("companion-answered", name="Mia"))
    assert await record(scene) == [("by-hand", "answered")]


# --- not now ---


async def test_no_mood_for_it_is_an_answer(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-not-now"))
    assert scene.tom.texts == [t("companion-declined", name="Mia")]
    assert await record(scene) == [("checkin", "declined")]
    await scene.pass_time(days=4)
    scene.mia.saw_not(REMINDER)


async def test_mia_may_be_asked_tomorrow(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    when = scene.clock.now()
    await scene.mia.taps(t("checkin-tomorrow"))
    await scene.pass_time(days=1, hours=1)
    assert timedelta(hours=23) < asked(scene.mia)[-1].at - when < timedelta(hours=25)


async def test_mia_may_be_asked_next_week_and_is_asked_once(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.taps(t("checkin-next-week"))
    await scene.pass_time(days=5)
    assert not asked(scene.mia)
    await scene.pass_time(days=3)
    assert len(asked(scene.mia)) == 1


async def test_during_a_pause_nobody_asks_and_afterwards_they_do(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/pause")
    await scene.mia.taps(t("pause-7"))
    await scene.pass_time(days=6)
    assert not asked(scene.mia)
    await until_asked(scene, scene.mia)


async def test_whoever_has_stopped_is_not_asked_and_whoever_is_back_is(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))
    await scene.pass_time(days=40)
    assert not asked(scene.mia)
    await scene.mia.taps(t("back-yes"))
    await until_asked(scene, scene.mia)


# --- silence ---


async def test_silence_brings_one_kind_reminder_then_tom_with_a_sentence_then_coordination(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.pass_time(days=9)
    assert scene.mia.texts[-2:] == [HELLO, REMINDER]
    assert not scene.tom.texts, "one missed check-in is nobody's business"
    await scene.pass_time(days=10)
    sentence = t("checkin-sentence", name="Mia", wegbegleiter="Tom")
    assert scene.tom.texts == [t("companion-silent", name="Mia", sentence=sentence)]
    scene.keller.saw_nothing()
    await scene.tom.taps(t("checkin-send-sentence"))
    assert scene.mia.last.text == sentence
    await scene.pass_time(days=25)
    assert scene.keller.texts == [t("coordination-silent", name="Mia")]
    await until_asked(scene, scene.mia)
    assert [outcome for _, outcome in await record(scene)][:6] == ["missed"] * 6


async def test_an_answer_that_comes_late_counts_and_nothing_was_missed(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.pass_time(days=9, hours=12)
    await scene.mia.taps(t("checkin-start"), *[t("checkin-skip")] * 2, "😀", "🙂", "😐")
    scene.tom.saw(t("companion-answered", name="Mia"))
    await scene.pass_time(days=9)
    scene.tom.saw_not(t("checkin-send-sentence"))
    assert ("checkin", "answered") in await record(scene)


async def test_whoever_writes_to_tom_is_not_silent(scene: Scene) -> None:
    await agrees(scene.mia)
    await until_asked(scene, scene.mia)
    await scene.mia.writes("Alles gut bei mir, nur keine Zeit")
    await scene.pass_time(days=5)
    scene.mia.saw_not(REMINDER)
    assert (await record(scene))[0] == ("checkin", "answered")


async def test_answers_go_after_half_a_year_and_the_record_of_contact_stays(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-tell-now"), *[t("checkin-skip")] * 2, "😀", "🙂", "😐")
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-off"))
    await scene.pass_time(days=181)
    assert scene.bot
    await upkeep.tidy(scene.db, scene.clock, scene.bot.live.content)
    async with scene.db.transaction() as tx:
        assert not (await tx.execute(select(answers))).all()
    assert await record(scene) == [("by-hand", "answered")]


# --- times ---


async def test_while_telegram_is_down_a_check_in_waits_for_the_next_decent_hour(scene: Scene) -> None:
    await agrees(scene.mia)
    fault = scene.world.faults.plan("sendMessage", "500", every=1)
    await _at_six(scene)
    await scene.until(lambda: fault.seen > 0)
    scene.set_forward(4 * 3600)  # ten in the evening
    scene.world.faults.clear()
    await scene.settle()
    assert [shown.at.astimezone(BERLIN).strftime("%d. %H:%M") for shown in asked(scene.mia)] == ["06. 09:00"]
    assert await record(scene) == [("checkin", "open")]


async def test_what_could_not_be_delivered_for_a_day_is_not_sent_any_more(scene: Scene) -> None:
    await agrees(scene.mia)
    fault = scene.world.faults.plan("sendMessage", "500", every=1)
    await _at_six(scene)
    await scene.until(lambda: fault.seen > 0)
    scene.set_forward(50 * 3600)
    scene.world.faults.clear()
    await scene.settle()
    assert not asked(scene.mia)
    assert await record(scene) == [("checkin", "unsent")]
    await until_asked(scene, scene.mia)


async def _at_six(scene: Scene) -> None:
    """It is Thursday, six o'clock, and Mia's first check-in has been due for an hour."""
    scene.set_forward(timedelta(days=3, hours=8).total_seconds())
    assert scene.bot
    await scene.bot.look()


async def test_a_bot_that_did_not_run_for_days_asks_once_at_most(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-how-often"), t("checkin-every-week"), t("weekday-3"))
    await scene.jump(days=30)
    assert len(asked(scene.mia)) <= 1
    await scene.pass_time(days=8)
    assert 1 <= len(asked(scene.mia)) <= 2


async def test_a_restart_in_between_asks_nobody_twice(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.pass_time(days=3, hours=8)
    assert len(asked(scene.mia)) == 1
    await scene.stop_bot()
    await scene.start_bot()
    await scene.look()
    assert len(asked(scene.mia)) == 1


# --- by hand ---


async def test_tom_sends_one_now(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.tom.writes("/checkin mia")
    assert scene.tom.last.text == t("checkin-on-its-way", name="Mia")
    assert len(asked(scene.mia)) == 1
    assert await record(scene) == [("by-hand", "open")]


async def test_tom_cannot_ask_who_does_not_want_to_be_asked(scene: Scene) -> None:
    await scene.tom.writes("/checkin mia")
    assert scene.tom.last.text == t("checkin-not-wanted", name="Mia")
    assert not asked(scene.mia)


@pytest.mark.parametrize("wish", ["/stopp stop-yes", "/pause pause-7", "/checkin checkin-off"])
async def test_whoever_wants_quiet_in_the_night_is_not_asked_in_the_morning(scene: Scene, wish: str) -> None:
    await agrees(scene.mia)
    await scene.pass_time(hours=12)
    scene.tom.phone.write("/checkin mia")
    await scene.until(lambda: bool(scene.tom.texts))
    command, button = wish.split()
    scene.mia.phone.write(command)
    await scene.until(lambda: t(button) in [b.text for row in scene.mia.last.buttons for b in row])
    scene.mia.phone.press(scene.mia.last, t(button))
    await scene.settle()
    assert not asked(scene.mia)
    assert await record(scene) == [("by-hand", "unsent")]


async def test_in_the_evening_it_waits_for_the_morning(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.pass_time(hours=12)
    await scene.tom.writes("/checkin mia")
    assert scene.tom.last.text == t("checkin-waits", name="Mia", hour="09:00")
    assert asked(scene.mia)[-1].at.astimezone(BERLIN).hour == 9


async def test_ayse_cannot_ask_whom_she_is_not_there_for(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.ayse.writes("/checkin jasmin")
    assert scene.ayse.last.text == t("people-none")
    scene.jasmin.saw_nothing()
