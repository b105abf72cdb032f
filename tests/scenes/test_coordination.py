"""Coordination invites people and puts a Wegbegleiter at a young person's side."""

import re
import struct
import zlib

import pytest
import segno
from sqlalchemy import select

from bot.store import people, tables
from bot.store.people import ADMIN, CARELEAVER, COORDINATION, FACHKRAFT, WEGBEGLEITER
from messenger import Shown
from tests.scene import Actor, Scene
from tests.words import contact, service, shipped, t

LINK = re.compile(r"https://t\.me/bleibdran_bot\?start=([0-9A-Z-]+)")
BEZIRK = shipped().service.bezirke[1]


def invitation(actor: Actor) -> tuple[Shown, Shown, str]:
    """The newest picture, the newest text to pass on, and the code in it."""
    picture = next(shown for shown in reversed(actor.screen) if shown.kind == "photo")
    text = next(shown for shown in reversed(actor.screen) if LINK.search(shown.text))
    found = LINK.search(text.text)
    assert found
    return picture, text, found[1]


def labels(shown: Shown) -> list[str]:
    return [button.text for row in shown.buttons for button in row]


def dark_modules(png: bytes) -> list[list[bool]]:
    """A black and white PNG as rows of "is it dark", one value a pixel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, data, width, depth = 8, b"", 0, 0
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, body = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0] == zlib.crc32(kind + body)
        if kind == b"IHDR":
            width, _, depth = struct.unpack(">IIB", body[:9])
        data += body if kind == b"IDAT" else b""
        place += 12 + length
    assert depth == 1  # so that a row is a row of bits
    raw, stride = zlib.decompress(data), (width + 7) // 8 + 1
    rows = [bytes(stride - 1)]
    for start in range(0, len(raw), stride):
        row, above = raw[start + 1 : start + stride], rows[-1] if raw[start] else bytes(stride - 1)
        assert raw[start] in (0, 2)  # as it is, or as the difference to the row above
        rows.append(bytes((mine + upper) % 256 for mine, upper in zip(row, above, strict=True)))
    rows = rows[1:]
    return [[not row[x // 8] >> (7 - x % 8) & 1 for x in range(width)] for row in rows]


# --- /einladen ---


@pytest.mark.parametrize("role", [WEGBEGLEITER, COORDINATION])
async def test_keller_invites_by_buttons_and_the_link_works_on_a_new_phone(scene: Scene, role: str) -> None:
    code_now = await scene.authenticator("keller")
    await scene.keller.writes("/einladen")
    assert t("role-admin") not in labels(scene.keller.last)
    await scene.keller.taps(t(f"role-{role}"))
    if role == COORDINATION:
        await scene.keller.writes(code_now())
    scene.keller.saw(t("invite-made", role=t(f"role-{role}")))
    picture, text, code = invitation(scene.keller)
    days = shipped().service.einladung_tage
    assert picture.caption == t("invite-picture", code=code, days=days)
    assert text.text == t(
        "invite-forward", service=service(), code=code, link=f"https://t.me/bleibdran_bot?start={code}"
    )
    new = scene.phone("Neu", language_code="de")
    await new.does(new.phone.open_link, f"https://t.me/bleibdran_bot?start={code}")
    new.saw(t("start-intro-staff", service=service(), role=t(f"role-{role}")))


async def test_a_fachkraft_is_invited_for_a_service(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{FACHKRAFT}"), "Schuldnerberatung")
    scene.keller.saw(t("invite-made-for", role=t(f"role-{FACHKRAFT}"), service="Schuldnerberatung"))
    _, _, code = invitation(scene.keller)
    new = scene.phone("Schulz", language_code="de")
    await new.opens(code)
    await new.taps(t("start-yes"))
    await new.writes("Herr Schulz")
    async with scene.db.transaction() as tx:
        assert [person.name for person in await people.at_service(tx, "schuldnerberatung")] == ["Herr Schulz"]


async def test_the_picture_is_a_qr_code_of_the_link(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{WEGBEGLEITER}"))
    picture, _, code = invitation(scene.keller)
    assert picture.data
    pixels = dark_modules(picture.data)
    expected = [list(row) for row in segno.make(f"https://t.me/bleibdran_bot?start={code}", error="m").matrix]
    scale, border = 8, 3
    side = len(expected) + 2 * border
    assert len(pixels) == side * scale
    middle = [
        [pixels[(y + border) * scale + 4][(x + border) * scale + 4] for x in range(len(expected))]
        for y in range(len(expected))
    ]
    assert middle == [[bool(module) for module in row] for row in expected]
    assert not any(any(row[: border * scale]) for row in pixels)  # the quiet zone cameras need


async def test_a_young_person_is_invited_with_wegbegleiter_and_bezirk(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{CARELEAVER}"), "Ayse", BEZIRK)
    scene.keller.saw(t("invite-made", role=t(f"role-{CARELEAVER}")))
    _, _, code = invitation(scene.keller)
    lea = scene.phone("Lea", language_code="de")
    await lea.opens(code)
    await lea.taps(t("start-yes"))
    await lea.writes("Lea")
    lea.saw(t("start-welcome", name="Lea", wegbegleiter="Ayse"))
    scene.ayse.saw(t("companion-new", name="Lea"))
    async with scene.db.transaction() as tx:
        assert (await people.everybody(tx))[-1].bezirk == BEZIRK


async def test_a_young_person_is_invited_before_it_is_clear_who_accompanies_them(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{CARELEAVER}"), t("invite-nobody-yet"), t("invite-no-bezirk"))
    _, _, code = invitation(scene.keller)
    lea = scene.phone("Lea", language_code="de")
    await lea.opens(code)
    await lea.taps(t("start-yes"))
    await lea.writes("Lea")
    lea.saw(t("start-welcome-alone", name="Lea"))
    async with scene.db.transaction() as tx:
        assert (await people.everybody(tx))[-1].bezirk is None


async def test_an_admin_invites_another_admin_and_nobody_else_does(scene: Scene) -> None:
    boss = await scene.joined("Boss", ADMIN)
    code_now = await scene.authenticator("boss")
    await boss.writes("/einladen")
    await boss.taps(t("role-admin"))
    await boss.writes(code_now())
    _, _, code = invitation(boss)
    await scene.keller.opens(code)
    assert scene.keller.texts == [t("start-known", name="Keller")]


async def codes_made(scene: Scene) -> list[str]:
    async with scene.db.transaction() as tx:
        return [row.role for row in await tx.execute(select(tables.invitations.c.role))]


async def forges(actor: Actor, data: str) -> str:
    """Press a button of theirs as if it carried this; what the bot says over the chat."""
    shown = next(shown for shown in reversed(actor.screen) if shown.buttons)
    message = actor.scene.world.chats[shown.chat_id].messages[shown.message_id]
    assert message.markup
    message.markup["inline_keyboard"][0][0]["callback_data"] = data
    pressed = await actor.does(actor.phone.press, actor.phone.see(shown), actor.phone.see(shown).buttons[0][0])
    return pressed.answer.text if pressed.answer else ""


async def test_a_forged_button_invites_nobody(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    await scene.tom.writes("/leute")
    await scene.keller.writes("/einladen")
    for actor in (scene.mia, scene.tom):
        for data in ("invite:admin", "invite:careleaver", "invite-with:1", "invite-in:1-1", "assign-to:5-2"):
            assert await forges(actor, data) == t("button-not-yours")
    assert await forges(scene.keller, "invite:admin") == t("invite-not-allowed")
    assert await forges(scene.keller, "invite:emperor") == t("invite-not-allowed")
    assert await codes_made(scene) == []


@pytest.mark.parametrize("data", ["invite-in:²-³", "invite-in:5-99999999999999999999", "invite-in:", "invite-in:-1--1"])
async def test_a_forged_wegbegleiter_or_bezirk_is_none(scene: Scene, data: str) -> None:
    await scene.keller.writes("/einladen")
    await forges(scene.keller, data)  # 5 is Mia: no Wegbegleiter
    async with scene.db.transaction() as tx:
        rows = (await tx.execute(select(tables.invitations))).all()
    assert [(row.role, row.wegbegleiter, row.bezirk) for row in rows] == [(CARELEAVER, None, None)]


@pytest.mark.parametrize("command", ["/einladen", "/zuordnen Mia Ayse", "/status"])
async def test_commands_of_coordination_do_not_exist_for_others(scene: Scene, command: str) -> None:
    for actor in (scene.mia, scene.tom):
        await actor.writes(command)
        actor.saw(t("help-unknown"))
    assert await codes_made(scene) == []
    scene.ayse.saw_nothing()


async def test_a_group_that_coordinates_invites_too(scene: Scene) -> None:
    await scene.group_joined("Team", COORDINATION, "Olga", "Rita")
    await scene.olga.writes("/einladen")
    await scene.rita.taps(t(f"role-{WEGBEGLEITER}"))
    _, _, code = invitation(scene.olga)
    new = scene.phone("Neu", language_code="de")
    await new.opens(code)
    new.saw(t("start-intro-staff", service=service(), role=t(f"role-{WEGBEGLEITER}")))


# --- /zuordnen ---


async def test_as_typed_everybody_concerned_hears_it_and_words_take_the_new_way(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen jas ayse")
    scene.keller.saw(t("assign-done", name="Jasmin", wegbegleiter="Ayse"))
    scene.jasmin.saw(t("assigned-you", wegbegleiter="Ayse"))
    scene.ayse.saw(t("companion-new", name="Jasmin"))
    scene.tom.saw(t("companion-over", name="Jasmin", wegbegleiter="Ayse"))
    scene.mia.saw_nothing()
    await scene.jasmin.writes("Hallo Ayse")
    scene.ayse.saw("Hallo Ayse")
    scene.tom.saw_not("Hallo Ayse")
    await scene.tom.writes("Tschüss", reply_to=scene.tom.find("Jasmin"))
    scene.jasmin.saw_not("Tschüss")


async def test_names_of_several_words_are_understood(scene: Scene) -> None:
    await scene.joined("Anna Lena")
    await scene.joined("Anna Lisa")
    await scene.joined("Maria Weber", WEGBEGLEITER)
    await scene.keller.writes("/zuordnen Anna Lena Maria Weber")
    scene.keller.saw(t("assign-done", name="Anna Lena", wegbegleiter="Maria Weber"))
    await scene.keller.writes("/zuordnen anna lisa weber")
    scene.keller.saw(t("assign-done", name="Anna Lisa", wegbegleiter="Maria Weber"))


async def test_an_ambiguous_young_person_is_asked_about_and_the_typed_wegbegleiter_kept(scene: Scene) -> None:
    await scene.joined("Miriam")
    await scene.keller.writes("/zuordnen mi Ayse")
    assert scene.keller.last.text == t("assign-whom")
    assert labels(scene.keller.last) == ["Mia", "Miriam"]
    await scene.keller.taps("Miriam")
    scene.keller.saw(t("assign-done", name="Miriam", wegbegleiter="Ayse"))


async def test_an_ambiguous_wegbegleiter_is_asked_about(scene: Scene) -> None:
    await scene.joined("Tobias", WEGBEGLEITER)
    await scene.keller.writes("/zuordnen Jasmin to")
    assert scene.keller.last.text == t("assign-to-whom", name="Jasmin")
    assert labels(scene.keller.last) == ["Tom", "Tobias"]
    await scene.keller.taps("Tobias")
    scene.keller.saw(t("assign-done", name="Jasmin", wegbegleiter="Tobias"))


async def test_everything_by_buttons_those_without_anybody_first(scene: Scene) -> None:
    await scene.joined("Zoe")
    await scene.keller.writes("/zuordnen")
    assert labels(scene.keller.last) == ["Zoe", "Jasmin", "Kai", "Mia"]
    await scene.keller.taps("Zoe", "Ayse")
    scene.keller.saw(t("assign-done", name="Zoe", wegbegleiter="Ayse"))
    scene.zoe.saw(t("assigned-you", wegbegleiter="Ayse"))


async def test_nobody_of_that_name(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen Xaver Tom")
    scene.keller.saw(t("to-nobody", typed="Xaver Tom"))
    await scene.keller.writes("/zuordnen Mia Xaver")
    scene.keller.saw(t("assign-nobody"))
    scene.mia.saw_nothing()


async def test_nobody_at_all_yet(stage: Scene) -> None:
    keller = await stage.joined("Keller", COORDINATION)
    await keller.writes("/zuordnen")
    keller.saw(t("people-none"))
    await stage.joined("Mia")
    await keller.writes("/zuordnen Mia")
    keller.saw(t("assign-nobody"))


async def test_what_was_kept_for_want_of_anybody_goes_to_the_new_wegbegleiter(stage: Scene) -> None:
    mia = await stage.joined("Mia")
    await mia.writes("Ist da jemand?")
    mia.saw(t("relay-nobody-yet", contact=contact()))
    boss, tom = await stage.joined("Boss", ADMIN), await stage.joined("Tom", WEGBEGLEITER)
    await boss.writes("/zuordnen Mia Tom")
    tom.saw(t("companion-new", name="Mia"), "Ist da jemand?")
    boss.saw_not("Ist da jemand?")


async def test_who_waits_for_an_answer_goes_on_waiting_at_the_new_wegbegleiter(scene: Scene) -> None:
    await scene.jasmin.writes("Bist du da?")
    await scene.pass_time(hours=3)
    await scene.keller.writes("/zuordnen Jasmin Ayse")
    await scene.ayse.writes("/offen")
    line = t("open-line", name="Jasmin", wegbegleiter="Ayse", since=t("ago-hours", count=3))
    scene.ayse.saw(line)
    await scene.tom.writes("/offen")
    scene.tom.saw(t("open-none"))


async def test_the_same_again_is_told_to_nobody_twice(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen Jasmin Tom")
    scene.keller.saw(t("assign-done", name="Jasmin", wegbegleiter="Tom"))
    scene.jasmin.saw_nothing()
    scene.tom.saw_nothing()


async def test_a_substitute_becomes_the_main_one(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen Mia Ayse")
    scene.tom.saw(t("companion-over", name="Mia", wegbegleiter="Ayse"))
    await scene.mia.writes("Hallo")
    scene.ayse.saw("Hallo")
    scene.tom.saw_not("Hallo")


async def test_somebody_who_has_stopped_hears_nothing_and_finds_the_new_one_on_coming_back(scene: Scene) -> None:
    await scene.jasmin.writes("/stopp")
    await scene.jasmin.taps(t("stop-yes"))
    await scene.jasmin.writes("Oder doch?")
    before = list(scene.jasmin.texts)
    await scene.keller.writes("/zuordnen Jasmin Ayse")
    assert scene.jasmin.texts == before
    scene.ayse.saw(t("companion-new", name="Jasmin"), t("companion-stopped", name="Jasmin"))
    scene.ayse.saw_not("Oder doch?")
    await scene.jasmin.taps(t("back-yes"))
    scene.jasmin.saw(t("back-done", wegbegleiter="Ayse"))
    scene.ayse.saw("Oder doch?")


async def test_a_button_for_somebody_who_has_left_meanwhile(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen Jasmin")
    await scene.ayse.writes("/stopp")
    await scene.ayse.taps(t("stop-yes"))
    pressed = await scene.keller.taps("Ayse")
    assert pressed.answer and pressed.answer.text == t("assign-gone")
    scene.jasmin.saw_nothing()


@pytest.mark.parametrize(
    "data", ["assign-to:5-6", "assign-to:2-2", "assign-to:", "assign-to:x-y", "assign:2", "assign:999"]
)
async def test_a_forged_pair_is_none(scene: Scene, data: str) -> None:
    await scene.keller.writes("/zuordnen Jasmin")
    assert await forges(scene.keller, data) == t("assign-gone")
    for actor in (scene.mia, scene.jasmin, scene.tom, scene.ayse):
        actor.saw_nothing()
