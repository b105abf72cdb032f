"""Somebody does not work here any more: their young people are handed over, their access ends at once."""

import pytest

from bot.store import companionships, people, requests, second_factors
from bot.store.people import ADMIN, COORDINATION, FACHKRAFT
from tests.scene import Scene
from tests.scenes.test_audit import trail
from tests.scenes.test_requests import asks
from tests.words import contact, t

GONE = t("departure-you", contact=contact())


async def at_side(scene: Scene, name: str) -> list[str]:
    async with scene.db.transaction() as tx:
        person = await people.by_id(tx, scene.numbers[name])
        assert person
        return [way.staff.name for way in await companionships.of_careleaver(tx, person)]


async def sends_tom_away(scene: Scene, *choices: str) -> None:
    """Up to the digits."""
    app = await scene.authenticator("keller")
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(*choices, t("departure-yes"))
    await scene.keller.writes(app())


async def test_all_go_to_another_wegbegleiter_and_hear_who_is_there_now(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await scene.jasmin.writes("Bist du da?")
    await scene.keller.writes("/austritt Tom")
    question = t("departure-people", name="Tom", people="Mia, Jasmin")
    assert scene.keller.last.text == question
    await scene.keller.taps(t("departure-all", name="Ayse"))
    scene.keller.saw(t("departure-sure-to", name="Tom", other="Ayse"))
    await scene.keller.taps(t("departure-yes"))
    scene.tom.saw_not(GONE)
    await scene.keller.writes(app())
    assert scene.keller.last.text == t("departure-done", name="Tom")
    assert await at_side(scene, "mia") == await at_side(scene, "jasmin") == ["Ayse"]
    for young in (scene.mia, scene.jasmin):
        assert young.texts[-1] == t("assigned-you", wegbegleiter="Ayse")
    scene.ayse.saw(t("companion-new", name="Mia"), t("companion-new", name="Jasmin"))
    assert scene.tom.texts[-1] == GONE
    scene.tom.saw_not(t("companion-over", name="Mia", wegbegleiter="Ayse"))
    await scene.ayse.writes("/offen")
    assert "Jasmin" in scene.ayse.last.text, "she waits on, now for Ayse"
    await scene.tom.writes("/an mia Doch noch was")
    scene.mia.saw_not("Doch noch was")
    assert await trail(scene) == [
        "keller factor-passed",
        "keller left tom",
        "keller unassigned mia tom",
        "keller assigned mia ayse",
        "keller unassigned jasmin tom",
        "keller assigned jasmin ayse",
    ]


async def test_or_to_who_is_next_in_line_and_who_still_waits_is_not_forgotten(scene: Scene) -> None:
    for young in (scene.mia, scene.jasmin):
        await young.writes("Bist du da?")
    await sends_tom_away(scene, t("departure-coordination"))
    assert scene.mia.texts[-1] == t("companion-left", name="Tom", other="Ayse")
    assert scene.jasmin.texts[-1] == t("companion-left", name="Tom", other="Keller")
    scene.ayse.saw(t("companion-left-waits", name="Mia", wegbegleiter="Tom"))
    await scene.ayse.writes("/offen")
    assert "Mia" in scene.ayse.last.text
    waits = scene.keller.find(t("companion-left-waits", name="Jasmin", wegbegleiter="Tom"))
    await scene.keller.writes("Ich bin jetzt da", reply_to=waits)
    scene.jasmin.saw("Ich bin jetzt da")
    await scene.mia.writes("Und du?")
    scene.ayse.saw("Und du?")


async def test_single_ones_are_handed_over_before(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(t("departure-one", name="Mia"), "Ayse")
    assert scene.mia.texts == [t("assigned-you", wegbegleiter="Ayse")]
    await scene.keller.taps(t("departure-coordination"), t("departure-yes"))
    await scene.keller.writes(app())
    assert scene.mia.texts == [t("assigned-you", wegbegleiter="Ayse")], "told once"
    assert scene.jasmin.texts == [t("companion-left", name="Tom", other="Keller")]


async def test_what_was_on_its_way_to_them_finds_another_way(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(t("departure-all", name="Ayse"), t("departure-yes"))
    scene.world.faults.plan(method="copyMessage", kind="500", times=2)

    def at_once() -> None:
        scene.mia.phone.write("Nur für jetzt")
        scene.keller.phone.write(app())

    await scene.keller.does(at_once)
    scene.ayse.saw("Nur für jetzt")
    scene.tom.saw_not("Nur für jetzt")
    scene.keller.saw_not(t("coordination-unreachable", name="Tom"))


async def test_a_fachkraft_goes_and_the_requests_stay_with_the_service(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    schulz = await scene.joined("Schulz", FACHKRAFT, service="wohnungsnotfall")
    await scene.joined("Yilmaz", FACHKRAFT, service="wohnungsnotfall")
    await asks(scene.mia)
    await schulz.taps(t("case-take"))
    await scene.keller.writes("/austritt Schulz")
    assert scene.keller.last.text == t("departure-alone", name="Schulz")
    await scene.keller.taps(t("departure-yes"))
    await scene.keller.writes(app())
    async with scene.db.transaction() as tx:
        request = await requests.by_id(tx, 1)
        assert request and (request.state, request.holder) == (requests.TAKEN, "wohnungsnotfall")
    assert schulz.texts[-1] == GONE
    await schulz.writes("/offen")
    schulz.saw(t("help-stranger", contact=contact()))
    await scene.yilmaz.writes("/anliegen 1")
    await scene.yilmaz.taps(t("case-open"))
    assert "Vermieter" in scene.yilmaz.last.text


async def test_no_and_without_the_second_factor_everything_stays(scene: Scene) -> None:
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(t("departure-all", name="Ayse"), t("departure-yes"))
    assert scene.keller.last.text == t("factor-none", number=str(scene.numbers["keller"]))
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(t("stop-no"))
    assert scene.keller.last.text == t("stop-stayed")
    scene.tom.saw_nothing()
    assert await at_side(scene, "jasmin") == ["Tom"]


async def test_coordination_does_not_send_away_admins_nor_anybody_themselves(scene: Scene) -> None:
    boss = await scene.joined("Boss", ADMIN)
    await scene.keller.writes("/austritt Boss")
    assert scene.keller.last.text == t("departure-not-yours")
    for name in ("Keller", "Mia"):
        await scene.keller.writes(f"/austritt {name}")
        assert scene.keller.last.text == t("to-nobody", typed=name)
    app = await scene.authenticator("boss")
    await scene.joined("Vera", COORDINATION)
    await scene.authenticator("vera")
    await boss.writes("/austritt Vera")
    await boss.taps(t("departure-yes"))
    await boss.writes(app())
    assert scene.keller.texts[-1] == t("coordination-staff-left", name="Vera")
    async with scene.db.transaction() as tx:
        assert await second_factors.of(tx, scene.numbers["vera"]) is None
    await scene.vera.writes("/leute")
    scene.vera.saw_not("Mia")


@pytest.mark.parametrize("meanwhile", ["ayse", "tom"])
async def test_who_has_gone_meanwhile_takes_over_nobody_and_goes_only_once(scene: Scene, meanwhile: str) -> None:
    app = await scene.authenticator("keller")
    await scene.keller.writes("/austritt Tom")
    await scene.keller.taps(t("departure-all", name="Ayse"), t("departure-yes"))
    await scene.actors[meanwhile].writes("/stopp")
    await scene.actors[meanwhile].taps(t("stop-yes"))
    await scene.keller.writes(app())
    assert scene.keller.last.text == t("office-gone")
    assert await at_side(scene, "jasmin") == ([] if meanwhile == "tom" else ["Tom"])
    scene.tom.saw_not(GONE)


async def test_a_stopped_young_person_is_left_in_peace_and_finds_the_new_one_later(scene: Scene) -> None:
    await scene.jasmin.writes("/stopp")
    await scene.jasmin.taps(t("stop-yes"))
    before = list(scene.jasmin.texts)
    await sends_tom_away(scene, t("departure-all", name="Ayse"))
    assert scene.jasmin.texts == before
    await scene.jasmin.taps(t("back-yes"))
    scene.jasmin.saw(t("back-done", wegbegleiter="Ayse"))
    await scene.tom.writes("/hilfe")
    assert scene.tom.last.text == t("help-stranger", contact=contact())
