"""The second factor: six digits from an app before coordination or admin does what cannot be undone."""

from datetime import timedelta

import pyotp
import pytest

from bot import second_factor
from bot.store import audit, second_factors
from bot.store.people import ADMIN, COORDINATION, WEGBEGLEITER
from tests.scene import Scene
from tests.words import t

WRONG = "000000"


async def wants(scene: Scene, role: str = COORDINATION) -> None:
    """Keller invites somebody to coordination."""
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{role}"))


def made(scene: Scene) -> bool:
    """Whether the invitation is there."""
    return t("invite-made", role=t(f"role-{COORDINATION}")) in scene.keller.texts


async def noted(scene: Scene) -> list[str]:
    async with scene.db.transaction() as tx:
        return [entry.what for entry in reversed(await audit.newest(tx, 99))]


async def test_who_has_none_is_told_what_to_do(scene: Scene) -> None:
    await wants(scene)
    assert scene.keller.last.text == t("factor-none", number=str(scene.numbers["keller"]))
    assert not made(scene)
    await scene.keller.writes(WRONG)
    assert not made(scene)


async def test_wegbegleiter_are_invited_without(scene: Scene) -> None:
    await wants(scene, WEGBEGLEITER)
    scene.keller.saw(t("invite-made", role=t(f"role-{WEGBEGLEITER}")))


async def test_the_right_digits_let_it_go_on_and_are_remembered_for_a_while(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await wants(scene)
    assert scene.keller.last.text == t("factor-ask")
    await scene.keller.writes(app())
    assert made(scene)
    asked = scene.keller.texts.count(t("factor-ask"))
    await scene.pass_time(minutes=14)
    await wants(scene)
    assert scene.keller.texts.count(t("factor-ask")) == asked
    await scene.pass_time(minutes=2)
    await wants(scene)
    assert scene.keller.texts.count(t("factor-ask")) == asked + 1
    assert await noted(scene) == ["factor-passed", "invited-coordination", "invited-coordination"]


@pytest.mark.parametrize("shape", ["{} {}", " {}{}\n", "arabic", "devanagari"])
async def test_however_they_are_typed(scene: Scene, shape: str) -> None:
    app = await scene.authenticator("keller")
    await wants(scene)
    code = app()
    if shape in ("arabic", "devanagari"):
        zero = 0x0660 if shape == "arabic" else 0x0966
        await scene.keller.writes("".join(chr(zero + int(digit)) for digit in code))
    else:
        await scene.keller.writes(shape.format(code[:3], code[3:]))
    assert made(scene)


@pytest.mark.parametrize(("seconds", "right"), [(-30, True), (30, True), (-90, False), (90, False)])
async def test_clocks_may_differ_by_half_a_minute(scene: Scene, seconds: int, right: bool) -> None:
    secret = second_factor.new_secret()
    async with scene.db.transaction() as tx:
        await second_factors.make(tx, scene.numbers["keller"], secret)
    await wants(scene)
    await scene.keller.writes(pyotp.TOTP(secret).at(scene.clock.now() + timedelta(seconds=seconds)))
    assert made(scene) == right


async def test_a_code_works_once(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await wants(scene)
    code = app()
    await scene.keller.writes(code)
    async with scene.db.transaction() as tx:  # as if the quarter of an hour were over
        number = scene.numbers["keller"]
        factor = await second_factors.of(tx, number)
        assert factor and factor.passed_until and not await second_factors.passed(tx, number, 1, scene.clock.now())
    boss = await scene.joined("Boss", ADMIN)
    async with scene.db.transaction() as tx:
        await second_factors.make(tx, scene.numbers["boss"], factor.secret)
        step = int(scene.clock.now().timestamp()) // 30
        assert await second_factors.passed(tx, scene.numbers["boss"], step + 1, scene.clock.now())
    await boss.writes("/einladen")
    await boss.taps(t("role-admin"))
    await boss.writes(app())
    assert boss.last.text == t("factor-wrong")


async def test_five_wrong_ones_lock_it_for_a_quarter_of_an_hour_and_the_right_one_with_them(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await wants(scene)
    for _ in range(4):
        await scene.keller.writes(WRONG)
        assert scene.keller.last.text == t("factor-wrong")
    await scene.keller.writes(WRONG)
    assert scene.keller.last.text == t("factor-locked")
    await wants(scene)
    assert scene.keller.last.text == t("factor-locked")
    await scene.pass_time(minutes=14)
    await wants(scene)
    assert scene.keller.last.text == t("factor-locked") and not made(scene)
    await scene.pass_time(minutes=2)
    await wants(scene)
    await scene.keller.writes(WRONG)
    assert scene.keller.last.text == t("factor-wrong"), "counted anew"
    await scene.keller.writes(app())
    assert made(scene)
    assert (await noted(scene))[:6] == ["factor-failed"] * 6


async def test_wrong_ones_long_ago_do_not_count(scene: Scene) -> None:
    await scene.authenticator("keller")
    for _ in range(3):
        await wants(scene)
        await scene.keller.writes(WRONG)
        await scene.keller.writes(WRONG)
        await scene.pass_time(minutes=16)
    assert t("factor-locked") not in scene.keller.texts


async def test_what_is_no_code_is_for_somebody_and_costs_no_try(scene: Scene) -> None:
    app = await scene.authenticator("keller")
    await wants(scene)
    await scene.keller.writes("12345")
    assert scene.keller.last.text == t("factor-digits")
    await scene.mia.writes("Frau Keller?")
    await scene.keller.writes("/an mia Ich bin gleich da")
    scene.mia.saw("Ich bin gleich da")
    await scene.keller.writes(app())
    assert made(scene)
    assert await noted(scene) == ["factor-passed", "invited-coordination"]


async def test_in_a_group_only_a_reply_is_an_answer(scene: Scene) -> None:
    await scene.group_joined("Team", COORDINATION, "Olga", "Rita")
    app = await scene.authenticator("team")
    await scene.olga.writes("/einladen")
    await scene.olga.taps(t(f"role-{COORDINATION}"))
    await scene.rita.writes(app())
    assert t("invite-made", role=t(f"role-{COORDINATION}")) not in scene.olga.texts
    await scene.olga.writes(app(), reply_to=scene.olga.find(t("factor-ask")))
    scene.olga.saw(t("invite-made", role=t(f"role-{COORDINATION}")))
