"""A Fachkraft with a mailbox and a browser: reads mails, opens links, presses the buttons behind them."""

import re
from dataclasses import dataclass
from html import unescape

import aiohttp

from messenger import ShownMail
from tests.scene import Scene


@dataclass(frozen=True)
class Page:
    """What a link showed."""

    address: str
    status: int
    html: str

    @property
    def words(self) -> str:
        """What one reads there."""
        body = re.sub(r"<style>.*?</style>", "", self.html, flags=re.DOTALL)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()

    @property
    def forms(self) -> dict[str, tuple[str, str]]:
        """Buttons by what stands on them: where they lead, and what they do."""
        forms = {}
        for form in re.findall(r"<form.*?</form>", self.html, flags=re.DOTALL):
            action = re.search(r'action="([^"]+)"', form)
            button = re.search(r'<button name="do" value="([^"]+)"[^>]*>([^<]+)<', form)
            if action and button:
                forms[unescape(button[2])] = (unescape(action[1]), button[1])
        return forms


class Office:
    """Somebody at a service. Acting waits until the bot has nothing left to do."""

    def __init__(self, scene: Scene, address: str) -> None:
        self.scene = scene
        self.address = address
        self.page: Page | None = None

    @property
    def mails(self) -> list[ShownMail]:
        """What has arrived, oldest first."""
        return list(self.scene.messenger.mailbox.of(self.address))

    @property
    def mail(self) -> ShownMail:
        """The newest one."""
        assert self.mails, f"no mail for {self.address}"
        return self.mails[-1]

    async def follows(self, label: str, mail: ShownMail | None = None) -> Page:
        """A link of the newest mail, as a browser or a mail scanner does."""
        address = next(link.url for link in (mail or self.mail).links if link.label == label)
        async with aiohttp.ClientSession() as browser, browser.get(address) as answer:
            self.page = Page(address, answer.status, await answer.text())
        return self.page

    async def presses(self, label: str, words: str = "") -> Page:
        """A button of the page that is open; `words`: what was written or chosen."""
        assert self.page, "no page is open"
        path, do = self.page.forms[label]
        root = re.match(r"https?://[^/]+", self.page.address)
        assert root
        data = {"do": do} | ({"words": words} if words else {})
        async with aiohttp.ClientSession() as browser, browser.post(root[0] + path, data=data) as answer:
            self.page = Page(root[0] + path, answer.status, await answer.text())
        await self.scene.settle()
        return self.page

    async def gets(self, path: str) -> tuple[int, bytes]:
        """A picture of the page that is open."""
        assert self.page, "no page is open"
        root = re.match(r"https?://[^/]+", self.page.address)
        assert root
        async with aiohttp.ClientSession() as browser, browser.get(root[0] + path) as answer:
            return answer.status, await answer.read()
