"""What people do on the page, in a real browser, with a small bot on the other side."""

from __future__ import annotations

import asyncio
import struct
import zlib
from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from messenger import LocalMessenger
from messenger.call import call
from messenger.desk import DeskAction
from tests.web.conftest import OpenPage
from tests.web.on_screen import OnScreen

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def picture(side: int = 24) -> bytes:
    """A small green PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((60, 150, 110)) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def test_jasmin_writes_and_sees_the_answer(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("hallo <b>du</b>")
    await jasmin.sees("Echo: hallo <b>du</b>")
    assert await jasmin.phone.locator(".words b").count() == 0


async def test_a_person_without_messages_starts_by_a_letter(echo: LocalMessenger, page: OpenPage) -> None:
    kim = echo.world.phone("Kim")
    echo.desk.letters[kim.chat_id] = [{"title": "Tom lädt dich ein", "link": "https://t.me/bleibdran_bot?start=abc"}]
    screen = OnScreen(await page(echo), "Kim")
    await expect(screen.phone.get_by_text("Tom lädt dich ein")).to_be_visible()
    await screen.taps("Einladung öffnen")
    await screen.sees("Echo: /start abc")
    await expect(screen.phone.get_by_text("Tom lädt dich ein")).to_have_count(0)


async def test_a_pressed_button_is_answered(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("Knöpfe")
    await jasmin.taps("Ja")
    await expect(jasmin.phone.get_by_text("Gemerkt: Ja")).to_be_visible()
    await jasmin.sees("Du hast Ja gesagt.")


async def test_an_own_message_is_corrected(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("um dri Uhr")
    await jasmin.sees("Echo: um dri Uhr")
    await jasmin.phone.locator(".row.own .bubble").click(button="right")
    await jasmin.chooses("Bearbeiten")
    await jasmin.writes("um drei Uhr")
    await jasmin.sees("Geändert: um drei Uhr")
    await expect(jasmin.phone.locator(".row.own")).to_contain_text("bearbeitet")


async def test_a_reaction_reaches_the_bot_and_hangs_on_the_message(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("hallo")
    await jasmin.sees("Echo: hallo")
    await jasmin.opens_menu("Echo: hallo")
    await jasmin.chooses("Mit ❤ reagieren")
    await jasmin.sees("Reaktion: ❤")
    await expect(jasmin.bubble("Echo: hallo").get_by_role("button", name="❤ von dir")).to_be_visible()


async def test_an_answer_quotes_and_leads_back(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("erste Frage")
    await jasmin.sees("Echo: erste Frage")
    await jasmin.opens_menu("Echo: erste Frage")
    await jasmin.chooses("Antworten")
    await jasmin.writes("genau")
    await jasmin.sees("Zu „Echo: erste Frage“: genau")
    await jasmin.phone.get_by_role("button", name="Antwort auf Bleib dran").click()
    await expect(jasmin.phone.locator(".row", has_text="Echo: erste Frage").first).to_be_focused()


async def test_photos_travel_with_their_caption(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    opened = await page(echo)
    jasmin = OnScreen(opened, "Jasmin")
    async with opened.expect_file_chooser() as chooser:
        await jasmin.taps("Anhängen")
        await jasmin.chooses("Foto oder Video")
    files = [{"name": f"{name}.png", "mimeType": "image/png", "buffer": picture()} for name in ("eins", "zwei")]
    await (await chooser.value).set_files(files)  # type: ignore[arg-type]  # a list of FilePayload, spelt as dicts
    await jasmin.writes("meine Wohnung")
    await expect(jasmin.phone.locator(".row.own .grid img")).to_have_count(2)
    await expect(jasmin.phone.locator(".row.own")).to_contain_text("meine Wohnung")
    await expect(jasmin.phone.locator(".row.other img")).to_have_count(2)
    loaded = "images => images.every(image => image.complete && image.naturalWidth > 0)"
    assert await jasmin.phone.locator(".row.own img").evaluate_all(loaded)


async def test_a_voice_file_does_where_there_is_no_microphone(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    opened = await page(echo)
    jasmin = OnScreen(opened, "Jasmin")
    await jasmin.taps("Sprachnachricht aufnehmen")
    await expect(opened.get_by_text("Kein Mikrofon erreichbar")).to_be_visible()
    async with opened.expect_file_chooser() as chooser:
        await opened.get_by_role("button", name="Sprachdatei wählen").click()
    await (await chooser.value).set_files({"name": "memo.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" * 40})
    await expect(jasmin.phone.locator(".row.own .voice")).to_be_visible()
    await expect(jasmin.phone.locator(".row.other .voice")).to_be_visible()


async def test_a_blocked_bot_cannot_write_until_it_is_let_in_again(echo: LocalMessenger, page: OpenPage) -> None:
    person = echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("hallo")
    await jasmin.sees("Echo: hallo")
    await jasmin.opens_phone_menu()
    await jasmin.chooses("Bot blockieren")
    await expect(jasmin.input).to_be_hidden()
    assert person.blocked
    await jasmin.taps("Wieder zulassen")
    await jasmin.writes("da bin ich")
    await jasmin.sees("Echo: da bin ich")


async def test_topics_keep_people_apart(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Tom")
    tom = OnScreen(await page(echo), "Tom")
    await tom.writes("Thema Jasmin")
    await tom.sees("Hier geht es um Jasmin.")
    await tom.writes("Thema Kim")
    await tom.phone.get_by_role("tab", name="Jasmin").click()
    await expect(tom.phone.get_by_text("Hier geht es um Kim.")).to_have_count(0)
    await tom.writes("nur hier")
    await tom.sees("Echo: nur hier")
    await tom.phone.get_by_role("tab", name="Kim").click()
    await tom.sees("Hier geht es um Kim.")
    await expect(tom.phone.get_by_text("nur hier")).to_have_count(0)
    await tom.opens_phone_menu()
    await tom.chooses("Thema „Kim“ löschen")
    await expect(tom.phone.get_by_role("tab", name="Kim")).to_have_count(0)


async def test_unread_messages_are_counted_on_their_topic(messenger: LocalMessenger, page: OpenPage) -> None:
    person = messenger.world.phone("Tom")
    person.start()
    topics = [person.create_topic(name).thread_id for name in ("Jasmin", "Kim")]
    tom = OnScreen(await page(messenger), "Tom")
    await tom.phone.get_by_role("tab", name="Jasmin").click()
    call(messenger.world, "sendMessage", {"chat_id": person.chat_id, "text": "Neues", "message_thread_id": topics[1]})
    kim = tom.phone.get_by_role("tab", name="Kim")
    await expect(kim).to_contain_text("1")
    await kim.click()
    await expect(kim.locator(".badge")).to_have_count(0)


async def test_a_group_is_a_second_chat_on_the_phone(echo: LocalMessenger, page: OpenPage) -> None:
    people = [echo.world.phone(name) for name in ("Heike", "Tom")]
    echo.world.group("Koordination", people)
    opened = await page(echo)
    heike, tom = OnScreen(opened, "Heike"), OnScreen(opened, "Tom")
    await heike.writes("Wer übernimmt?")
    await tom.sees("Wer übernimmt?")
    await tom.phone.get_by_role("button", name="Zu den Chats").click()
    await expect(tom.phone.get_by_role("button", name="Koordination")).to_contain_text("Echo: Wer übernimmt?")


async def test_the_clock_is_set_forward(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    opened = await page(echo)
    jasmin = OnScreen(opened, "Jasmin")
    await jasmin.writes("heute")
    await expect(jasmin.phone.locator(".day")).to_have_text(["Heute"])
    before = echo.clock.now()
    await opened.get_by_role("button", name="Einen Tag vor").click()
    await expect(jasmin.phone.locator(".day")).to_have_text(["Gestern"])
    assert 23 * 3600 <= (echo.clock.now() - before).total_seconds() <= 25 * 3600 + 60
    await opened.get_by_role("button", name="Zeitraffer").click()
    later = before + timedelta(days=1, hours=5)
    async with asyncio.timeout(5):
        while echo.clock.now() < later:  # noqa: ASYNC110 - the world has no event for "late enough"
            await asyncio.sleep(0.05)
    await opened.get_by_role("button", name="Zeitraffer anhalten").click()


async def test_time_that_is_stopped_and_started_again_runs_no_faster(messenger: LocalMessenger, page: OpenPage) -> None:
    opened = await page(messenger)
    await opened.clock.install(time=0)
    await opened.clock.pause_at(60_000)
    fast, passed = opened.get_by_role("button", name="Zeitraffer"), 0
    for _ in range(2):
        async with opened.expect_response("**/desk/clock"):
            await fast.click()
        await fast.click()
    await fast.click()
    async with asyncio.timeout(20):
        while messenger.clock.offset < 13 * 2 * 3600:  # the three first steps, and ten more
            await opened.clock.run_for(20)
            passed += 20
    await fast.click()
    assert passed >= 10 * 2 * 60_000 // (30 * 24)  # a month takes a minute of the browser's time


async def test_the_workshop_makes_trouble_and_runs_actions(messenger: LocalMessenger, page: OpenPage) -> None:
    async def stop() -> str:
        return "Der Bot ist beendet."

    messenger.desk.actions["stop"] = DeskAction("Bot beenden", stop)
    messenger.world.phone("Jasmin")
    opened = await page(messenger)
    await opened.get_by_role("button", name="Werkstatt", exact=True).click()
    await opened.get_by_role("button", name="Bot beenden").click()
    await expect(opened.get_by_text("Der Bot ist beendet.")).to_be_visible()
    await opened.get_by_role("switch", name="Grenzen wie bei Telegram").click()
    await opened.get_by_role("button", name="Einplanen").click()
    await expect(opened.get_by_text("jeder Aufruf: Serverfehler (500), noch 1-mal")).to_be_visible()
    assert messenger.world.limits.enabled and len(messenger.world.faults.planned) == 1


async def test_a_new_person_gets_a_phone(messenger: LocalMessenger, page: OpenPage) -> None:
    opened = await page(messenger)
    await opened.get_by_role("button", name="Neue Person", exact=True).first.click()
    await opened.get_by_role("textbox", name="Vorname").fill("Emre")
    await opened.get_by_role("button", name="Anlegen").click()
    await expect(opened.get_by_role("region", name="Emre", exact=True)).to_be_visible()
    assert [phone.user["first_name"] for phone in messenger.world.phones] == ["Emre"]


async def test_a_narrow_screen_shows_one_phone_at_a_time(echo: LocalMessenger, page: OpenPage) -> None:
    for name in ("Jasmin", "Tom", "Heike"):
        echo.world.phone(name)
    opened = await page(echo, device="phone")
    jasmin, tom = OnScreen(opened, "Jasmin"), OnScreen(opened, "Tom")
    await jasmin.writes("ein langeswortohneleerzeichendasumgebrochenwerdenmussweilesnichtindiezeilepasst")
    await jasmin.sees("Echo: ein")
    assert await _overflow(opened) == 0
    await opened.get_by_role("navigation", name="Personen").get_by_role("button", name="Tom").click()
    await expect(tom.input).to_be_in_viewport(ratio=1)
    await expect(jasmin.input).not_to_be_in_viewport()
    await opened.get_by_role("button", name="Werkstatt", exact=True).click()
    assert await _overflow(opened) == 0


async def _overflow(opened: Page) -> int:
    return int(await opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def test_dark_and_light_can_be_told_apart_and_chosen(messenger: LocalMessenger, page: OpenPage) -> None:
    messenger.world.phone("Jasmin")
    colour = "getComputedStyle(document.body).backgroundColor"
    brightness = f"{colour}.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    opened = await page(messenger, scheme="dark")
    assert await opened.evaluate(brightness) < 150
    await opened.get_by_role("button", name="Darstellung: wie das Gerät").click()
    await expect(opened.get_by_role("button", name="Darstellung: hell")).to_be_visible()
    assert await opened.evaluate(brightness) > 600


async def test_everything_goes_by_keyboard(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    opened = await page(echo)
    jasmin = OnScreen(opened, "Jasmin")
    keyboard = opened.keyboard
    for _ in range(40):
        if await jasmin.input.evaluate("input => input === document.activeElement"):
            break
        await keyboard.press("Tab")
    await expect(jasmin.input).to_be_focused()
    await keyboard.type("Knöpfe")
    await keyboard.press("Enter")
    await jasmin.sees("Passt das?")
    await keyboard.press("ArrowUp")  # from the empty input to the newest message
    await expect(jasmin.bubble("Passt das?")).to_be_focused()
    await keyboard.press("Tab")
    await expect(jasmin.phone.get_by_role("button", name="Ja", exact=True)).to_be_focused()
    await keyboard.press("Enter")
    await jasmin.sees("Du hast Ja gesagt.")
    await expect(jasmin.bubble("Du hast Ja gesagt.")).to_be_focused()  # the pressed button went, the focus did not
    await keyboard.press("Enter")
    await expect(opened.get_by_role("menuitem", name="Antworten")).to_be_focused()
    await keyboard.press("Enter")
    await expect(jasmin.input).to_be_focused()
    await keyboard.type("danke")
    await keyboard.press("Enter")
    await jasmin.sees("Zu „Du hast Ja gesagt.“: danke")


async def test_two_hundred_messages_stay_where_they_are(messenger: LocalMessenger, page: OpenPage) -> None:
    world, person = messenger.world, messenger.world.phone("Jasmin")
    for number in range(200):
        person.write(f"Nachricht {number}")
    opened = await page(messenger)
    jasmin = OnScreen(opened, "Jasmin")
    await expect(jasmin.phone.locator(".row")).to_have_count(200)
    await jasmin.bubble("Nachricht 199").evaluate("row => (window.kept = row)")
    await jasmin.phone.locator(".scroller").evaluate("scroller => (scroller.scrollTop = 900)")
    call(world, "sendMessage", {"chat_id": person.chat_id, "text": "Noch da?"})
    await expect(jasmin.phone.get_by_role("button", name="Zu 1 neuen Nachrichten")).to_be_visible()
    assert await jasmin.phone.locator(".scroller").evaluate("scroller => scroller.scrollTop") == 900
    assert await opened.evaluate("window.kept.isConnected")  # not drawn anew
