"""Asking the bot from the composer, in a real browser: typing, looking, choosing."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from messenger import LocalMessenger
from messenger.call import call
from tests.messenger.conftest import eventually
from tests.web.conftest import OpenPage, Scheme
from tests.web.on_screen import OnScreen

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def questions(messenger: LocalMessenger) -> list[str]:
    """What the bot was asked, in order."""
    return [asked.query for asked in messenger.world.inline_queries.values()]


async def test_a_question_is_typed_and_a_result_chosen_by_keyboard(echo: LocalMessenger, page: OpenPage) -> None:
    phone = echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.input.press_sequentially("@bleibdran_bot kaution", delay=20)
    await expect(jasmin.offers()).to_have_count(3)
    assert questions(echo) == ["kaution"]  # nobody is asked before there was a short pause
    await expect(jasmin.offers().first).to_contain_text("So steht es schlicht da")
    for key, marked in (("ArrowUp", 2), ("ArrowDown", 0), ("ArrowDown", 1)):
        await jasmin.input.press(key)
        await expect(jasmin.phone.get_by_role("option", selected=True)).to_have_count(1)
        await expect(jasmin.offers().nth(marked)).to_have_attribute("aria-selected", "true")
    await jasmin.input.press("Enter")
    own = jasmin.phone.locator(".row.own")
    await expect(own).to_contain_text("via @bleibdran_bot")
    await expect(own.locator(".words strong")).to_have_text("kaution")
    await jasmin.sees("Echo: kaution")  # the bot heard it as any other message
    await expect(jasmin.offers()).to_have_count(0)
    await expect(jasmin.input).to_have_value("")
    await expect(jasmin.input).to_be_focused()
    assert [shown.via for shown in phone.screen() if shown.sender == "me"] == ["bleibdran_bot"]
    await own.locator(".bubble").click(button="right")
    await expect(jasmin.page.get_by_role("menuitem", name="Antworten")).to_be_visible()
    await expect(jasmin.page.get_by_role("menuitem", name="Bearbeiten")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_finger_chooses_in_a_group(echo: LocalMessenger, page: OpenPage, scheme: Scheme) -> None:
    people = [echo.world.phone(name) for name in ("Heike", "Tom")]
    group = echo.world.group("Koordination", people)
    opened = await page(echo, device="phone", scheme=scheme)
    heike = OnScreen(opened, "Heike")
    await heike.input.tap()
    await heike.input.press_sequentially("@BleibDran_Bot kaution")
    await expect(heike.offers()).to_have_count(3)
    box = await heike.offers().first.bounding_box()
    assert box is not None and box["height"] >= 44
    brightness = "getComputedStyle(list).backgroundColor.match(/[\\d.]+/)[0]"  # of oklch: 0 is black, 1 white
    lightness = float(await heike.phone.locator(".inline").evaluate(f"list => {brightness}"))
    assert (lightness > 0.8) == (scheme == "light")
    assert await opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    await heike.offers().nth(2).tap()
    await heike.sees("KAUTION")
    await expect(heike.phone.locator(".row.own .via")).to_have_text("via @bleibdran_bot")
    await expect(heike.input).to_be_focused()
    seen = next(shown for shown in people[1].screen(chat=group.chat_id) if shown.text == "KAUTION")
    assert (seen.sender, seen.via) == ("Heike", "bleibdran_bot")


async def test_results_change_with_the_question_and_go_with_it(echo: LocalMessenger, page: OpenPage) -> None:
    phone = echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.input.press_sequentially("@bleibdran_bot miete")
    await expect(jasmin.offers().first).to_contain_text("miete (schlicht)")
    await jasmin.input.press("End")
    await jasmin.input.press_sequentially("r")
    await expect(jasmin.offers().first).to_contain_text("mieter (schlicht)")
    await jasmin.input.press("Escape")
    await expect(jasmin.offers()).to_have_count(0)
    await jasmin.input.fill("@bleibdran_bot nichts")
    await expect(jasmin.phone.get_by_text("Dazu hat der Bot nichts.")).to_be_visible()
    await jasmin.input.fill("frag mal @bleibdran_bot miete")
    await expect(jasmin.phone.get_by_text("Dazu hat der Bot nichts.")).to_be_hidden()
    await jasmin.writes("@bleibdran_bot guten Tag")  # sent before anybody was asked
    await jasmin.sees("Echo: @bleibdran_bot guten Tag")
    await expect(jasmin.offers()).to_have_count(0)
    assert questions(echo) == ["miete", "mieter", "nichts"]
    assert [shown.via for shown in phone.screen() if shown.sender == "me"] == [None]


async def test_a_button_above_the_results_starts_the_bot(echo: LocalMessenger, page: OpenPage) -> None:
    echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.input.fill("@bleibdran_bot ")
    await jasmin.taps("Alles ansehen")
    await jasmin.sees("Echo: /start alles")
    await expect(jasmin.input).to_have_value("")


async def test_a_bot_that_is_down_offers_nothing(
    messenger: LocalMessenger, page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("messenger.desk_acts.ANSWER_WITHIN", 0.1)
    messenger.world.phone("Jasmin")
    jasmin = OnScreen(await page(messenger), "Jasmin")
    await jasmin.input.fill("@bleibdran_bot kaution")
    await expect(jasmin.phone.get_by_text("Der Bot antwortet gerade nicht.")).to_be_visible()


async def test_a_bot_that_is_down_stops_nobody_from_writing(messenger: LocalMessenger, page: OpenPage) -> None:
    messenger.world.phone("Jasmin")
    jasmin = OnScreen(await page(messenger), "Jasmin")
    for word in "kaution!":  # more questions than a browser opens connections
        await jasmin.input.fill(f"@bleibdran_bot {word}")
        await eventually(messenger.world, lambda: questions(messenger)[-1:] == [word])  # noqa: B023 - awaited at once
    await jasmin.writes("hallo")
    await jasmin.sees("hallo")


async def test_a_chosen_result_answers_the_message_it_was_to_answer(echo: LocalMessenger, page: OpenPage) -> None:
    phone = echo.world.phone("Jasmin")
    jasmin = OnScreen(await page(echo), "Jasmin")
    await jasmin.writes("Was ist eine Kaution?")
    await jasmin.sees("Echo: Was ist eine Kaution?")
    await jasmin.opens_menu("Echo: Was ist eine Kaution?")
    await jasmin.chooses("Antworten")
    await jasmin.input.fill("@bleibdran_bot Geld")
    await jasmin.offers().first.click()
    await jasmin.sees("Zu „Echo: Was ist eine Kaution?“: Geld")
    assert next(shown for shown in phone.screen() if shown.via).reply_to is not None


async def test_what_was_not_offered_cannot_be_chosen(messenger: LocalMessenger) -> None:
    jasmin, tom = messenger.world.phone("Jasmin"), messenger.world.phone("Tom")
    asked = jasmin.inline("kaution")
    kaution = {"type": "article", "id": "1", "title": "Kaution", "input_message_content": {"message_text": "Geld"}}
    call(messenger.world, "answerInlineQuery", {"inline_query_id": asked.query_id, "results": [kaution]})
    async with ClientSession(messenger.url, headers={"Origin": messenger.url}) as http:
        for phone, query, result in ((tom, asked.query_id, 0), (jasmin, "4711", 0), (jasmin, asked.query_id, 9)):
            about = {"chat": phone.chat_id, "query": query, "result": result}
            refused = await http.post(f"/desk/phones/{phone.chat_id}/choose", json=about)
            assert refused.status == 400
            assert (await refused.json())["error"] == "Diesen Vorschlag gibt es nicht mehr."
    assert jasmin.screen() == tom.screen() == []
