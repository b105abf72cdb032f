"""The page behind a mail's links, in a real browser: what a Fachkraft sees and presses."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, expect

from tests import cast
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.scenes.test_requests import FLAT, WORDS, asks
from tests.web.conftest import OpenPage
from tests.words import t

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield await cast.everybody(scene)


def link(office: Office, label: str) -> str:
    return next(each.url for each in office.mail.links if each.label == label)


@pytest_asyncio.fixture(loop_scope="session")
async def opened(page: OpenPage, scene: Scene) -> AsyncIterator[Page]:
    """A new tab beside the messenger's page."""
    context: BrowserContext = (await page(scene.messenger)).context
    tab = await context.new_page()
    yield tab
    await tab.close()


async def test_a_fachkraft_reads_answers_and_mia_gets_it(opened: Page, scene: Scene) -> None:
    await asks(scene.mia)
    office = Office(scene, "wohnungsnotfall@landkreis-beispiel.example")
    await opened.goto(link(office, t("mail-link-answer")))
    await expect(opened.get_by_role("heading", name=t("link-title", number="1"))).to_be_visible()
    await expect(opened.get_by_text(WORDS)).to_have_count(0)
    await opened.get_by_role("button", name=t("link-read")).click()
    await expect(opened.get_by_text(WORDS)).to_be_visible()
    await opened.get_by_label(t("link-answer-label")).fill("<b>Kommen</b> Sie morgen um 9 { $name }")
    await opened.get_by_role("button", name=t("link-answer")).click()
    await expect(opened.get_by_text(t("link-answer-done"))).to_be_visible()
    await scene.settle()
    assert "<b>Kommen</b> Sie morgen um 9 { $name }" in scene.mia.last.text, "as it was written"

    # the browser's back button and a second press do nothing twice
    await opened.goto(link(office, t("mail-link-answer")))
    await expect(opened.get_by_text(t("link-used", number="1"))).to_be_visible()


async def test_passing_on_is_a_choice_of_services_and_asks_mia(opened: Page, scene: Scene) -> None:
    await asks(scene.mia)
    office = Office(scene, "wohnungsnotfall@landkreis-beispiel.example")
    await opened.goto(link(office, t("mail-link-pass")))
    await opened.get_by_label(t("link-pass-label")).select_option(label="Schuldnerberatung")
    await opened.get_by_role("button", name=t("link-pass")).click()
    await expect(opened.get_by_text(t("link-asked-done", service="Schuldnerberatung"))).to_be_visible()
    await scene.settle()
    assert t("request-pass-yes") in [button.text for row in scene.mia.last.buttons for button in row]
    assert FLAT in scene.mia.last.text


async def test_the_page_runs_no_scripts_and_loads_nothing_from_elsewhere(opened: Page, scene: Scene) -> None:
    await asks(scene.mia, "<script>document.title='böse'</script><img src=https://elsewhere.example/x>")
    office = Office(scene, "wohnungsnotfall@landkreis-beispiel.example")
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    await opened.goto(link(office, t("mail-link-open")))
    await opened.get_by_role("button", name=t("link-read")).click()
    await expect(opened.get_by_text("<script>")).to_be_visible()
    assert await opened.title() != "böse"
    assert {url.split("/anliegen")[0] for url in asked} == {link(office, t("mail-link-open")).split("/anliegen")[0]}
