"""When somebody is in danger: numbers first, then people, one after the other, until one is there."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import db
from tests.scene import Scene
from tests.words import t

MONDAY_NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)  # 23:00 in Berlin
DANGER = "ich will nicht mehr leben"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, at=MONDAY_NIGHT) as scene:
        yield scene


async def test_mia_sees_numbers_first_and_tom_gets_her_message_marked_as_urgent(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    first = scene.mia.texts[0]
    assert "116 123" in first and "112" in first and "Tom" in first
    assert t("crisis-staff", name="Mia") in scene.tom.texts
    assert scene.tom.texts.index(t("crisis-staff", name="Mia")) < scene.tom.texts.index(DANGER)
    scene.ayse.saw_nothing()
    scene.keller.saw_nothing()


async def test_who_is_not_there_at_this_hour_is_not_named(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    assert "116 111" not in scene.mia.texts[0], "the Nummer gegen Kummer is closed at night"


async def test_nobody_answers_the_substitute_is_called_then_coordination_and_mia_hears_who(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    await scene.pass_time(minutes=16)
    assert scene.ayse.texts == [t("crisis-staff", name="Mia")]
    assert scene.mia.texts[-1] == t("crisis-called-next", other="Ayse")
    await scene.pass_time(minutes=16)
    assert scene.keller.texts == [t("crisis-staff", name="Mia")]
    await scene.pass_time(hours=1)
    assert len(scene.keller.texts) >= 2, "called until somebody comes"


async def test_an_answer_ends_the_calling(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    await scene.tom.writes("Ich bin da. Bist du gerade allein?", reply_to=scene.tom.find(DANGER))
    await scene.pass_time(hours=3)
    scene.ayse.saw_nothing()
    scene.keller.saw_nothing()


async def test_whoever_takes_it_tells_the_others_with_one_tap(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    await scene.pass_time(minutes=16)
    await scene.ayse.taps(t("crisis-mine"))
    assert scene.mia.texts[-1] == t("crisis-somebody", wegbegleiter="Ayse")
    assert scene.tom.texts[-1] == t("crisis-others", name="Mia", wegbegleiter="Ayse")
    pressed = await scene.tom.taps(t("crisis-mine"))
    assert pressed.answer and pressed.answer.text == t("crisis-somebody-is-there")


async def test_several_such_messages_in_a_row_are_one_alarm(scene: Scene) -> None:
    for _ in range(3):
        await scene.mia.writes(DANGER)
    assert sum("116 123" in text for text in scene.mia.texts) == 1
    assert scene.tom.texts.count(t("crisis-staff", name="Mia")) == 1
    assert scene.tom.texts.count(DANGER) == 3


async def test_laughing_oneself_to_death_is_no_danger(scene: Scene) -> None:
    await scene.mia.writes("ich sterbe vor lachen 😂")
    assert not scene.mia.texts
    scene.tom.saw("ich sterbe vor lachen 😂")
    scene.tom.saw_not(t("crisis-staff", name="Mia"))


async def test_with_the_button_mia_calls_somebody_without_a_word(scene: Scene) -> None:
    await scene.mia.writes("/notfall")
    scene.tom.saw_nothing()
    await scene.mia.taps(t("crisis-call-me"))
    assert scene.tom.texts == [t("crisis-staff", name="Mia")]
    assert scene.mia.texts[-1] == t("crisis-called", wegbegleiter="Tom")
    pressed = await scene.mia.taps(t("crisis-call-me"))
    assert pressed.answer and pressed.answer.text == t("crisis-called-already")
    assert scene.tom.texts == [t("crisis-staff", name="Mia")]


async def test_a_stranger_gets_the_numbers_too(scene: Scene) -> None:
    eve = scene.phone("Eve", language_code="de")
    await eve.writes(DANGER)
    assert "116 123" in eve.texts[0]
    scene.keller.saw_nothing()


async def test_whoever_reads_english_learns_where_somebody_speaks_it(scene: Scene) -> None:
    lena = await scene.joined("Lena", language="en")
    await lena.writes("/notfall")
    lines = {line.split(" – ")[0]: line for line in lena.texts[0].splitlines() if " – " in line}
    assert lines["116 016"].endswith("– also in English")
    assert "also in English" not in lines["116 123"]
    await scene.mia.writes("/notfall")
    assert "auch auf Deutsch" not in scene.mia.texts[0]


async def test_whoever_had_stopped_gets_the_numbers_and_nobody_is_told_without_their_word(scene: Scene) -> None:
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))
    before = len(scene.tom.texts)
    await scene.mia.writes(DANGER)
    assert any("116 123" in text for text in scene.mia.texts)
    assert len(scene.tom.texts) == before


async def test_a_photo_with_such_words_counts_and_a_question_to_the_bot_too(scene: Scene) -> None:
    await scene.mia.sends("photo", caption=DANGER)
    assert "116 123" in scene.mia.texts[0]
    await scene.jasmin.writes("/fragen")
    await scene.jasmin.writes(DANGER)
    assert any("116 123" in text for text in scene.jasmin.texts)


async def test_what_staff_write_sets_off_nothing(scene: Scene) -> None:
    await scene.tom.writes("/an mia Hast du geschrieben: ich will nicht mehr leben?")
    scene.keller.saw_nothing()
    scene.ayse.saw_nothing()


@pytest.mark.sqlite_only("locks the file; the same is in test_bad_days_of_postgresql.py")
async def test_notfall_answers_while_the_database_does_not(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.1)
    file = Path(scene.db.url.database or "")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # another program holds it and does not let go
        scene.mia.phone.write("/notfall")
        await scene.until(lambda: any("112" in text for text in scene.mia.texts))
        other.execute("ROLLBACK")
    await scene.settle()
    assert "116 123" in scene.mia.texts[0]
