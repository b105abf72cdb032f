"""Rights at the counter: coordination gets a copy for somebody, or deletes everything about a young person."""

import json

from bot.store import people
from bot.store.people import ADMIN
from tests.scene import Scene
from tests.scenes.test_audit import trail
from tests.words import contact, t


async def test_a_copy_for_mia_comes_after_the_second_factor_and_she_hears_of_it(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await scene.keller.writes("/auskunft mia")
    assert scene.keller.last.text == t("factor-ask")
    scene.mia.saw_nothing()
    await scene.keller.writes(app())
    page, document = scene.keller.received[-2:]
    assert page.caption == t("office-page", name="Mia") and document.caption == t("office-json", name="Mia")
    number = scene.numbers["mia"]
    assert (page.file_name, document.file_name) == (f"auskunft-{number}.html", f"auskunft-{number}.json")
    assert page.data and "Mia" in page.data.decode() and "Jasmin" not in page.data.decode()
    assert document.data and json.loads(document.data)["people"][0]["name"] == "Mia"
    assert scene.mia.texts == [t("office-copied-you", who="Keller", contact=contact())]
    assert await trail(scene) == ["keller factor-passed", "keller exported mia"]


async def test_of_several_one_is_chosen_and_who_has_stopped_is_left_in_peace(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    miriam = await scene.joined("Miriam")
    await miriam.writes("/stopp")
    await miriam.taps(t("stop-yes"))
    before = list(miriam.texts)
    await scene.keller.writes("/auskunft mi")
    await scene.keller.taps("Miriam")
    await scene.keller.writes(app())
    assert scene.keller.received[-1].caption == t("office-json", name="Miriam")
    assert miriam.texts == before
    await scene.keller.writes("/auskunft Xaver")
    assert scene.keller.last.text == t("to-nobody", typed="Xaver")


async def test_without_a_second_factor_nothing_comes(scene: Scene) -> None:
    await scene.keller.writes("/auskunft Mia")
    await scene.keller.writes("/loeschen Mia")
    await scene.keller.taps(t("office-erase-yes"))
    told = t("factor-none", number=str(scene.numbers["keller"]))
    assert scene.keller.texts == [told, t("office-erase-question", name="Mia"), told]
    async with scene.db.transaction() as tx:
        mia = await people.by_id(tx, scene.numbers["mia"])
        assert mia and mia.name == "Mia"
    scene.mia.saw_nothing()


async def test_deleting_mia_ends_like_when_she_does_it_herself(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await scene.jasmin.writes("/daten")
    await scene.jasmin.taps(t("data-erase"), t("data-erase-yes"))
    await scene.keller.writes("/loeschen Mia")
    await scene.keller.taps(t("office-erase-yes"))
    assert scene.keller.last.text == t("factor-ask")
    await scene.keller.writes(app())
    assert scene.keller.last.text.startswith("Alles über Mia ist gelöscht: ")
    shape = scene.jasmin.texts[-1].replace(str(scene.numbers["jasmin"]), "N").splitlines()
    hers = scene.mia.texts[-1].replace(str(scene.numbers["mia"]), "N").splitlines()
    assert hers[1:] == shape[1:] and hers[0].startswith("Gelöscht am ")
    for staff in (scene.tom, scene.ayse):
        assert staff.texts[-1] == t("data-erased-companion", name="Mia")
    async with scene.db.transaction() as tx:
        mia = await people.by_id(tx, scene.numbers["mia"])
        assert mia and mia.name == "-" and mia.state == people.LEFT
    await scene.mia.writes("/hilfe")
    assert scene.mia.last.text == t("help-stranger", contact=contact())
    assert (await trail(scene))[-2:] == ["keller factor-passed", "keller erased mia"]
    await scene.keller.taps(t("office-erase-yes"))
    assert scene.keller.last.text == t("office-gone")


async def test_no_keeps_everything_and_staff_are_not_erased_here(scene: Scene) -> None:
    await scene.authenticator("keller")
    await scene.keller.writes("/loeschen Mia")
    await scene.keller.taps(t("stop-no"))
    assert scene.keller.last.text == t("data-kept")
    await scene.keller.writes("/loeschen Tom")
    assert scene.keller.last.text == t("to-nobody", typed="Tom")


async def test_an_admin_may_and_nobody_else(scene: Scene) -> None:
    boss = await scene.joined("Boss", ADMIN)
    app = await scene.authenticator("boss")
    await boss.writes("/auskunft Tom")
    await boss.writes(app())
    assert boss.received[-1].caption == t("office-json", name="Tom")
    scene.tom.saw_nothing()
    for actor in (scene.mia, scene.ayse):
        for command in ("/auskunft Mia", "/loeschen Mia", "/austritt Tom"):
            await actor.writes(command)
        assert actor.texts.count(t("help-unknown")) == 3
