"""The whole of it, as somebody who tries the demo sees it: the real bot, the page, a browser."""

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from bot.store import people
from tests.scene import Scene
from tests.web.conftest import OpenPage
from tests.web.on_screen import OnScreen
from tests.web.test_page import picture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_sam_joins_and_writes_with_tom(page: OpenPage, tmp_path: Path) -> None:
    async with Scene.opened(tmp_path, topics=True) as scene:
        await scene.joined("Tom", people.WEGBEGLEITER)
        code = await scene.invited(people.CARELEAVER, wegbegleiter=scene.numbers["tom"])
        sam_phone = scene.phone("Sam", language_code="de").phone
        letter = {"title": "Deine Einladung", "link": f"https://t.me/bleibdran_bot?start={code}"}
        scene.messenger.desk.letters[sam_phone.chat_id] = [letter]
        opened = await page(scene.messenger)
        sam, tom = OnScreen(opened, "Sam"), OnScreen(opened, "Tom")

        # joins
        await sam.taps("Einladung öffnen")
        await sam.sees("Möchtest du mitmachen?")
        await sam.taps("Ja")
        await sam.sees("Wie möchtest du genannt werden?")
        await sam.writes("Sammy")
        await sam.sees("Willkommen, Sammy. Tom ist für dich da.")

        # writes, and sees that it has arrived
        await tom.phone.get_by_role("tab", name="Sammy").click()
        await sam.writes("Hallo Tom")
        await tom.sees("Hallo Tom")
        await expect(sam.bubble("Hallo Tom").get_by_text("🕊")).to_be_visible()
        await tom.writes("Schön, dass du schreibst")
        await sam.sees("Schön, dass du schreibst")

        # edits
        await sam.bubble("Hallo Tom").locator(".bubble").click(button="right")
        await sam.chooses("Bearbeiten")
        await sam.writes("Hallo lieber Tom")
        await tom.sees("Hallo lieber Tom")

        # sends a photo
        async with opened.expect_file_chooser() as chooser:
            await sam.taps("Anhängen")
            await sam.chooses("Foto oder Video")
        await (await chooser.value).set_files(FilePayload(name="brief.png", mimeType="image/png", buffer=picture()))
        await sam.writes("Das kam vom Amt")
        await tom.sees("Das kam vom Amt")
        await expect(tom.bubble("Das kam vom Amt").locator("img")).to_have_count(1)

        # presses buttons
        await sam.taps("Menü")
        await sam.taps("Wer ist für mich da?")
        await sam.sees("Für dich da ist: Tom")
