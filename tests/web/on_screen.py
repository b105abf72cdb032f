"""One phone on the page, as a test handles it."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect


class OnScreen:
    """Jasmin's phone, by what can be seen and pressed on it."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.phone = page.get_by_role("region", name=name, exact=True)
        self.input = self.phone.get_by_role("textbox", name=f"Nachricht von {name}")

    async def writes(self, text: str) -> None:
        await self.input.fill(text)
        await self.input.press("Enter")

    def bubble(self, text: str) -> Locator:
        """The newest message with these words."""
        return self.phone.locator(".row", has_text=text).last

    async def sees(self, text: str) -> None:
        await expect(self.bubble(text)).to_be_visible()

    async def opens_menu(self, text: str) -> None:
        await self.bubble(text).locator(".bubble").click(button="right")

    async def chooses(self, item: str) -> None:
        await self.page.get_by_role("menuitem", name=item).click()

    async def taps(self, button: str) -> None:
        await self.phone.get_by_role("button", name=button, exact=True).click()

    def offers(self) -> Locator:
        """What the bot offers above the line while somebody asks it."""
        return self.phone.get_by_role("listbox", name="Vorschläge des Bots").get_by_role("option")

    async def opens_phone_menu(self) -> None:
        await self.phone.get_by_role("button", name="Menü von").click()


class MailboxOnScreen:
    """An office's mailbox on the page, by what can be seen and pressed on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.device = page.get_by_role("region", name=f"Postfach {address}", exact=True)
        self.rows = self.device.get_by_role("listitem")
        self.mail = self.device.get_by_role("article")

    async def opens(self, subject: str) -> None:
        await self.rows.filter(has_text=subject).get_by_role("button").click()
        await expect(self.mail.get_by_role("heading", name=subject)).to_be_visible()

    async def goes_back(self) -> None:
        await self.device.get_by_role("button", name="Zum Posteingang").click()

    def link(self, label: str) -> Locator:
        return self.mail.get_by_role("link", name=label, exact=True)
