"""The words people said yes to change: they are asked once, and a no ends nothing by itself."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot import consent
from bot.content import ftl
from bot.content.texts import Texts
from bot.store import people
from bot.store.tables import people as people_table
from bot.store.tables import rhythms
from tests.scene import MONDAY, Scene
from tests.scenes.test_checkins import agrees
from tests.scenes.test_requests import FLAT, WORDS
from tests.words import CONTENT, service, t

OLD = "ich bin ein Programm von"
NEW = "ich bin seit heute ein Programm von"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, at=MONDAY) as scene:
        yield scene


def reads(scene: Scene, old: str, new: str, language: str = "de") -> None:
    """The content's texts say something else from now on."""
    assert scene.bot
    written = {}
    for code in ("de", "en"):
        path = CONTENT / "texte" / f"{code}.ftl"
        text = path.read_text("utf-8")
        if code == language:
            assert old in text
            text = text.replace(old, new)
        written[code] = ftl.parse(path, text).entries
    scene.bot.live.content = replace(scene.bot.live.content, texts=Texts(written))


async def stored(scene: Scene, name: str = "mia") -> tuple[str | None, str | None, str | None]:
    columns = people_table.c.consent, people_table.c.consent_asked, people_table.c.consent_answer
    async with scene.db.transaction() as tx:
        row = (await tx.execute(select(*columns).where(people_table.c.id == scene.numbers[name]))).one()
        return row.consent, row.consent_asked, row.consent_answer


def version(scene: Scene, language: str = "de") -> str:
    assert scene.bot
    return consent.joining(scene.bot.live.content, language)


def question(words: str = NEW) -> str:
    return t("consent-changed", intro=t("start-intro", service=service()).replace(OLD, words))


async def test_a_yes_is_kept_as_what_was_read(stage: Scene) -> None:
    await stage.joined("Tom", people.WEGBEGLEITER)
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(people.CARELEAVER, wegbegleiter=stage.numbers["tom"]))
    await mia.taps(t("start-yes"))
    await mia.writes("Mia")
    async with stage.db.transaction() as tx:
        young = await people.everybody(tx, people.CARELEAVER)
    assert [each.consent for each in young] == [version(stage)]
    await mia.writes("Hallo")
    await mia.writes("/menu")
    mia.saw_not(t("consent-yes"))


async def test_changed_words_are_asked_about_once_after_the_message_is_on_its_way(scene: Scene) -> None:
    before = version(scene)
    reads(scene, OLD, NEW)
    await scene.mia.writes("Hallo Tom")
    scene.tom.saw("Hallo Tom")
    assert scene.mia.texts[-1] == question()
    assert await stored(scene) == (before, version(scene), None)
    await scene.mia.writes("Bist du da?")
    assert scene.mia.texts.count(question()) == 1
    scene.tom.saw("Bist du da?")
    await scene.mia.taps(t("consent-yes"))
    assert scene.mia.texts[-1] == t("consent-agreed")
    assert await stored(scene) == (version(scene), version(scene), "yes")


async def test_a_no_ends_nothing_and_says_what_it_means(scene: Scene) -> None:
    before = version(scene)
    reads(scene, OLD, NEW)
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("consent-no"))
    assert scene.mia.texts[-1] == t("consent-refused")
    assert await stored(scene) == (before, version(scene), "no")
    await scene.mia.writes("Ich bin noch da")
    scene.tom.saw("Ich bin noch da")
    await scene.tom.writes("/an mia Gut so")
    scene.mia.saw("Gut so")
    assert scene.mia.texts.count(question()) == 0, "it became the answer, and is not asked again"
    await scene.mia.taps(t("menu-data"))
    assert scene.mia.texts[-1].startswith("Das ist über dich gespeichert")
    await scene.mia.taps(t("menu-stop"), t("stop-yes"))
    reads(scene, OLD, "ich bin wieder ein anderes Programm von")
    await scene.mia.writes("Hallo?")
    scene.mia.saw_not("wieder ein anderes")


async def test_words_that_change_again_are_asked_about_again_and_an_old_button_says_so(scene: Scene) -> None:
    reads(scene, OLD, NEW)
    await scene.mia.writes("Hallo Tom")
    reads(scene, OLD, "ich bin morgen ein Programm von")
    await scene.mia.taps(t("consent-yes"))
    assert (await stored(scene))[2] is None
    assert scene.mia.texts[-1] == question("ich bin morgen ein Programm von")


async def test_whoever_agreed_to_a_version_of_everything_is_asked_once(scene: Scene) -> None:
    async with scene.db.transaction() as tx:
        await tx.execute(update(people_table).values(consent="0123456789abcdef"))
    await scene.mia.writes("Hallo Tom")
    asked = t("consent-changed", intro=t("start-intro", service=service()))
    assert scene.mia.texts[-1] == asked
    await scene.mia.writes("Noch etwas")
    assert scene.mia.texts.count(asked) == 1
    await scene.tom.writes("/an mia Hallo")
    scene.tom.saw_not("zu dem du am Anfang Ja gesagt hast")


async def test_another_language_asks_nothing_and_from_then_on_its_words_count(scene: Scene) -> None:
    await scene.mia.writes("/sprache")
    await scene.mia.taps("English")
    await scene.mia.writes("Hello Tom")
    assert (await stored(scene))[:2] == (version(scene, "en"), None)
    reads(scene, OLD, NEW)  # the German text
    await scene.mia.writes("How are you?")
    assert (await stored(scene))[1] is None
    old = t("start-intro", language="en", service=service())
    reads(scene, old[:20], "Good morning" + old[:20], language="en")
    await scene.mia.writes("Are you there?")
    assert (await stored(scene))[1] == version(scene, "en")


async def test_nobody_is_asked_in_danger(scene: Scene) -> None:
    reads(scene, OLD, NEW)
    await scene.mia.writes("/notfall")
    await scene.mia.writes("Ich will nicht mehr leben")
    assert (await stored(scene))[1] is None
    await scene.jasmin.writes("Hallo")
    assert (await stored(scene, "jasmin"))[1] is not None


async def test_nobody_is_asked_in_the_middle_of_something(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    reads(scene, OLD, NEW)
    await scene.mia.writes(WORDS)
    assert (await stored(scene))[1] is None
    await scene.mia.taps(t("request-drop"))
    assert scene.mia.texts[-1] == question()


async def test_a_check_in_is_not_interrupted(scene: Scene) -> None:
    await agrees(scene.jasmin)
    await scene.jasmin.writes("/checkin")
    await scene.jasmin.taps(t("checkin-tell-now"))
    reads(scene, OLD, NEW)
    await scene.jasmin.taps(t("checkin-skip"))
    scene.jasmin.saw_not(NEW)
    await scene.jasmin.writes("Hallo Tom")
    assert scene.jasmin.texts[-1] == question()


async def test_changed_words_about_check_ins_come_with_the_next_one_and_stop_nothing(scene: Scene) -> None:
    await agrees(scene.mia)
    question = "Darf ich mich melden und fragen, wie es dir geht?"
    reads(scene, t("checkin-consent"), question)
    await scene.pass_time(days=4)
    asked = t("checkin-hello-changed", name="Mia", question=question)
    assert scene.mia.texts[-1] == asked
    await scene.mia.taps(t("consent-yes"))
    assert scene.mia.texts[-1] == t("checkin-still", name="Mia")
    await scene.mia.taps(t("checkin-not-now"))
    assert scene.mia.texts[-1] == t("checkin-declined")
    await scene.pass_time(days=8)
    assert t("checkin-hello", name="Mia") in scene.mia.texts and asked not in scene.mia.texts


async def test_silence_about_changed_words_is_asked_again_and_the_rhythm_goes_on(scene: Scene) -> None:
    await agrees(scene.mia)
    reads(scene, t("checkin-consent"), "Darf ich fragen?")
    await scene.pass_time(days=40)
    assert scene.mia.texts.count(t("checkin-hello-changed", name="Mia", question="Darf ich fragen?")) >= 2
    await scene.mia.taps(t("checkin-off"))
    async with scene.db.transaction() as tx:
        assert (await tx.execute(select(rhythms.c.state))).scalars().all() == ["off"]


async def test_another_language_asks_nothing_about_check_ins(scene: Scene) -> None:
    await agrees(scene.mia)
    await scene.mia.writes("/sprache")
    await scene.mia.taps("English")
    reads(scene, t("checkin-consent"), "Darf ich fragen?")
    await scene.pass_time(days=4)
    assert scene.mia.texts[-1] == t("checkin-hello", language="en", name="Mia")
