"""Covered words on the page: in the chat they show on a tap, elsewhere not at all."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.store import people
from tests.scene import Scene
from tests.web.conftest import OpenPage
from tests.web.on_screen import OnScreen
from tests.words import shipped, t

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_sensitive_answer_is_covered_until_it_is_tapped(page: OpenPage, tmp_path: Path) -> None:
    title = shipped().faq.entries["krise/gewalt-zuhause"].answer("de").head.title
    async with Scene.opened(tmp_path) as scene:
        await scene.joined("Tom", people.WEGBEGLEITER)
        await scene.joined("Mia", wegbegleiter="Tom")
        opened = await page(scene.messenger)
        mia = OnScreen(opened, "Mia")
        await mia.writes("/fragen mein freund schlägt mich")
        await mia.sees(t("faq-covered"))
        cover = mia.bubble(t("faq-covered")).get_by_role("button", name="Verdeckter Text, aufdecken")
        await expect(cover).to_have_css("-webkit-text-fill-color", "rgba(0, 0, 0, 0)")
        await expect(cover.get_by_text(title)).to_be_hidden()
        await expect(cover.get_by_role("link")).to_have_count(0)
        await cover.click(position={"x": 20, "y": 8})
        await expect(mia.bubble(title).get_by_text(title)).to_be_visible()
        await expect(mia.bubble(title).get_by_role("link").first).to_be_visible()
