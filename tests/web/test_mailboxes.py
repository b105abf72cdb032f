"""The offices' mailboxes on the page, and what their mails may do there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiosmtplib
import pytest
import pytest_asyncio
from playwright.async_api import expect

from messenger import LocalMessenger
from tests.web.conftest import OpenPage
from tests.web.on_screen import MailboxOnScreen

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

JOBCENTER = "u25@jobcenter.example"


@pytest_asyncio.fixture(loop_scope="session")
async def messenger() -> AsyncIterator[LocalMessenger]:
    async with LocalMessenger(mail=True) as started:
        yield started


async def send(messenger: LocalMessenger, subject: str, text: str, html: str = "", to: str = JOBCENTER) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Bleib dran <post@bleibdran.example>", to, subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    await aiosmtplib.send(message, hostname="127.0.0.1", port=messenger.mailbox.port, start_tls=False)


async def test_a_mail_shows_and_its_link_opens_in_a_tab_of_its_own(messenger: LocalMessenger, page: OpenPage) -> None:
    opened = await page(messenger)
    take = f"{messenger.url}/page/icon.svg?nehmen=8f3a"
    text = f"Guten Tag,\n\nMia bittet um Unterstützung.\n\nIch übernehme das:\n{take}\n\nAblehnen: {take}-nein"
    await send(messenger, "Neues Anliegen", text, f'<a href="{take}">Ich übernehme das</a>')
    jobcenter = MailboxOnScreen(opened, JOBCENTER)
    await expect(jobcenter.rows).to_contain_text("Guten Tag, Mia bittet um Unterstützung.")
    await jobcenter.opens("Neues Anliegen")
    await expect(jobcenter.mail.locator("p")).to_have_text(["Guten Tag,", "Mia bittet um Unterstützung."])
    await expect(jobcenter.link("Ablehnen")).to_have_attribute("href", f"{take}-nein")
    async with opened.context.expect_page() as tab:
        await jobcenter.link("Ich übernehme das").click()
    shown = await tab.value
    await shown.wait_for_load_state()
    assert shown.url == take
    assert await shown.evaluate("window.opener") is None
    await shown.close()


async def test_the_html_of_a_mail_does_not_get_into_the_page(messenger: LocalMessenger, page: OpenPage) -> None:
    opened = await page(messenger)
    evil = '<img src="https://evil.example/seen.png"><script>document.title = "evil"</script><b>Hallo</b>'
    await send(messenger, "<b>Betreff</b>", "Hallo <img src=https://evil.example/x.png>", evil)
    await send(messenger, "Nur HTML", " ", evil)
    jobcenter = MailboxOnScreen(opened, JOBCENTER)
    await jobcenter.opens("<b>Betreff</b>")
    await expect(jobcenter.mail.locator("img, b, script")).to_have_count(0)
    await expect(jobcenter.mail).to_contain_text("<img src=")
    await jobcenter.goes_back()
    await jobcenter.opens("Nur HTML")
    await expect(jobcenter.mail.locator("p")).to_have_text(["Hallo"])
    assert await opened.title() != "evil"


async def test_a_link_into_the_internet_asks_first(messenger: LocalMessenger, page: OpenPage) -> None:
    opened = await page(messenger)
    await send(messenger, "Zum Lesen", "Mehr steht auf https://bleibdran.example/ueber.")
    jobcenter = MailboxOnScreen(opened, JOBCENTER)
    await jobcenter.opens("Zum Lesen")
    await jobcenter.link("https://bleibdran.example/ueber").click()
    await expect(opened.get_by_role("dialog")).to_contain_text("Dieser Link führt ins Internet")
    await opened.get_by_role("button", name="Hier bleiben").click()
    await expect(opened.get_by_role("dialog")).to_have_count(0)
    assert len(opened.context.pages) == 1


async def test_the_newest_mail_is_on_top_and_counted_until_it_is_read(
    messenger: LocalMessenger, page: OpenPage
) -> None:
    await send(messenger, "Von früher", "Alt")
    opened = await page(messenger, device="phone")
    await send(messenger, "Erinnerung", "Neu")
    jobcenter = MailboxOnScreen(opened, JOBCENTER)
    await expect(jobcenter.rows.locator("strong")).to_have_text(["Erinnerung", "Von früher"])
    name = opened.get_by_role("navigation", name="Personen").get_by_role("button", name=JOBCENTER)
    await expect(name.locator(".badge")).to_have_text("1")
    await jobcenter.opens("Erinnerung")
    await expect(name.locator(".badge")).to_have_count(0)
    assert await opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    await opened.keyboard.press("Escape")
    await expect(jobcenter.rows.filter(has_text="Erinnerung").get_by_role("button")).to_be_focused()


async def test_each_address_has_a_device_beside_the_phones(messenger: LocalMessenger, page: OpenPage) -> None:
    messenger.world.phone("Jasmin")
    opened = await page(messenger)
    devices = opened.get_by_role("main").get_by_role("region", name="Postfach")
    await expect(devices).to_have_count(0)
    await send(messenger, "Eins", "x")
    await send(messenger, "Zwei", "x", to="bezirk3@jugendamt.example")
    await send(messenger, "Drei", "x", to=JOBCENTER.upper())
    await expect(devices.locator("h2 + p")).to_have_text([JOBCENTER, "bezirk3@jugendamt.example"])
    await expect(MailboxOnScreen(opened, JOBCENTER).rows).to_have_count(2)
