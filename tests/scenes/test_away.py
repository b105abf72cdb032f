"""Schnell weg: somebody else has Mia's phone, or looks over her shoulder."""

from sqlalchemy import select

from bot import outbox
from bot.store import audit, invitations
from bot.store.tables import outbox as outbox_table
from tests.scene import Scene
from tests.words import service, t


async def talked(scene: Scene) -> str:
    """Mia and Tom have written to each other; she has a code on paper."""
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-recovery"))
    code = invitations.code_in(scene.mia.texts[-1]) or ""
    await scene.mia.writes("Er steht vor der Tür")
    await scene.tom.writes("Ich bin da", reply_to=scene.tom.find("Er steht vor der Tür"))
    scene.mia.saw("Ich bin da")
    return code


def shown(scene: Scene) -> list[str]:
    return [each.text or "" for each in scene.mia.screen if each.kind != "service"]


async def test_one_word_empties_the_chat_and_nobody_writes_in_her_name_from_there(scene: Scene) -> None:
    await talked(scene)
    await scene.mia.writes("/weg")
    assert shown(scene) == [t("away-done")]
    assert t("companion-away", name="Mia") in scene.tom.texts
    async with scene.db.transaction() as tx:
        assert (await audit.newest(tx, 1))[0].what == "locked"
    before = len(scene.tom.texts)
    await scene.mia.writes("Hallo Tom, wo bist du gerade?")
    await scene.mia.writes("/daten")
    await scene.mia.writes("/anliegen")
    assert len(scene.tom.texts) == before
    assert not any("Tom" in text for text in scene.mia.texts)
    scene.mia.saw(service())  # what every stranger sees
    await scene.mia.writes("/notfall")
    scene.mia.saw("112")


async def test_what_others_write_waits_until_she_is_back_from_whatever_phone(scene: Scene) -> None:
    code = await talked(scene)
    await scene.mia.writes("/weg")
    await scene.tom.writes("/an mia Erstens: alles gut?")
    await scene.tom.writes("/an mia Zweitens: melde dich")
    await scene.pass_time(days=20)
    scene.mia.saw_not("Erstens", "Zweitens")
    await scene.tom.writes("/leute")
    scene.tom.saw(t("state-locked"))
    new = scene.phone("Mia neu")
    await new.writes(code)
    new.saw("Erstens: alles gut?", "Zweitens: melde dich")
    words = "\n".join(new.texts)
    assert words.index("Erstens") < words.index("Zweitens")
    await new.writes("Ich bin wieder da")
    scene.tom.saw("Ich bin wieder da")
    scene.mia.saw_not("Erstens", "Ich bin wieder da", t("start-moved-away", contact="")[:20])


async def test_she_comes_back_on_the_same_phone(scene: Scene) -> None:
    code = await talked(scene)
    await scene.mia.writes("/weg")
    await scene.tom.writes("/an mia Bis bald")
    await scene.mia.writes(code)
    assert scene.tom.texts[-1] == t("companion-unlocked", name="Mia")
    scene.mia.saw("Bis bald", t("start-back", name="Mia", wegbegleiter="Tom").splitlines()[0])


async def test_what_was_on_its_way_at_that_moment_does_not_appear_either(scene: Scene) -> None:
    await talked(scene)
    scene.world.faults.plan("copyMessage", "500", every=1)
    scene.tom.phone.write("Noch etwas", reply_to=scene.tom.find("Er steht"))
    await scene.until(lambda: _waits(scene))
    scene.mia.phone.write("/weg")
    await scene.until(lambda: t("away-done") in scene.mia.texts)
    scene.world.faults.clear()
    await scene.settle()
    scene.mia.saw_not("Noch etwas")


async def _waits(scene: Scene) -> bool:
    async with scene.db.transaction() as tx:
        return (await tx.execute(select(outbox_table.c.id).where(outbox_table.c.attempts > 0))).first() is not None


async def test_what_waits_for_her_is_not_called_late(scene: Scene) -> None:
    await talked(scene)
    await scene.mia.writes("/weg")
    await scene.tom.writes("/an mia Bis bald")
    scene.set_forward(3600)
    async with scene.db.transaction() as tx:
        assert await outbox.waiting(tx, scene.clock.now()) == (2, None)  # what Tom wrote, and who writes


async def test_what_waited_for_months_ends_and_its_author_is_told(scene: Scene) -> None:
    await talked(scene)
    await scene.mia.writes("/weg")
    await scene.tom.writes("/an mia Bis bald")
    await scene.jump(days=91)
    assert t("delivery-refused", name="Mia") in scene.tom.texts


async def test_check_ins_do_not_appear_in_a_locked_chat(scene: Scene) -> None:
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-yes"))
    await scene.mia.writes("/weg")
    await scene.pass_time(days=40)
    assert shown(scene) == [t("away-done")]


async def test_the_menu_explains_it_before_it_is_needed(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-away"))
    scene.mia.saw(t("away-question"))
    await scene.mia.taps(t("away-stay"))
    scene.mia.saw(t("away-stayed"))
    await scene.mia.writes("Hallo")
    scene.tom.saw("Hallo")
    await scene.mia.taps(t("menu-away"), t("away-go"))
    assert shown(scene) == [t("away-done")]


async def test_what_is_too_old_to_delete_stays_and_the_rest_goes(scene: Scene) -> None:
    await talked(scene)
    await scene.pass_time(days=3)
    await scene.mia.writes("Neues Geheimnis")
    await scene.mia.writes("/weg")
    assert "Neues Geheimnis" not in shown(scene) and "Er steht vor der Tür" in shown(scene)
    await scene.mia.writes("Und jetzt?")
    assert "Und jetzt?" not in scene.tom.texts
