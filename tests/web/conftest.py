"""A real browser in front of the local messenger's page.

`browser`     one Chromium for the whole run; without one the tests are skipped loudly, or fail where CI is set
`page`        opens the page: `await page(messenger, device="phone", scheme="dark")`; nothing may go wrong in it
`messenger`   a started LocalMessenger
`echo`        the same messenger with a small bot that answers

All of them live on one event loop, so a test module says:
    pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, async_playwright, expect

from messenger import LocalMessenger
from tests.web.echo_bot import EchoBot

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = "there is no Chromium on this machine (Debian: apt install chromium), so nobody looked at the page"

PATIENCE = 30_000
"""Milliseconds until something on the page has failed to come; other tests run beside these."""
expect.set_options(timeout=PATIENCE)

Device = Literal["desktop", "phone"]
Scheme = Literal["light", "dark"]
VIEWPORTS: dict[Device, tuple[int, int]] = {"desktop": (1480, 900), "phone": (390, 800)}


class OpenPage(Protocol):
    """Opens the messenger's page in a fresh window and waits until it shows the world."""

    async def __call__(
        self, messenger: LocalMessenger, device: Device = "desktop", scheme: Scheme = "light"
    ) -> Page: ...


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    unseen = [report for report in skipped if MISSING in str(report.longrepr)]
    if unseen:
        terminalreporter.section("browser tests were NOT run", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(unseen)} tests skipped: {MISSING}.")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI must look at the page, but {MISSING}.")
        pytest.skip(MISSING)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def profiles(browser: Browser) -> AsyncIterator[dict[Device, BrowserContext]]:
    """One browser profile a device. Every messenger has a port, hence an origin and a memory, of its own."""
    made: dict[Device, BrowserContext] = {}
    for device, (width, height) in VIEWPORTS.items():
        made[device] = await browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=device == "phone",
            is_mobile=device == "phone",
            locale="de-DE",
        )
    yield made
    for context in made.values():
        await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(profiles: dict[Device, BrowserContext]) -> AsyncIterator[OpenPage]:
    pages: list[Page] = []
    wrong: list[str] = []

    async def open_page(messenger: LocalMessenger, device: Device = "desktop", scheme: Scheme = "light") -> Page:
        opened = await profiles[device].new_page()
        pages.append(opened)
        opened.set_default_timeout(PATIENCE)
        await opened.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        _watch(opened, urlsplit(messenger.page_url).netloc, wrong.append)
        await opened.goto(messenger.page_url)
        await opened.wait_for_selector("body[data-ready]")
        return opened

    yield open_page
    for opened in pages:
        await opened.close()
    assert wrong == [], "something went wrong in the page"


def _watch(opened: Page, host: str, wrong: Callable[[str], None]) -> None:
    """No error in the console, and not one request to anybody else."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong(f"console {message.type}: {message.text}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != host:
            wrong(f"request to {request.url}")

    opened.on("console", on_console)
    opened.on("pageerror", lambda error: wrong(f"error: {error}"))
    opened.on("request", on_request)


@pytest_asyncio.fixture(loop_scope="session")
async def messenger() -> AsyncIterator[LocalMessenger]:
    async with LocalMessenger(topics=True) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def echo(messenger: LocalMessenger) -> AsyncIterator[LocalMessenger]:
    async with EchoBot(messenger.base_url + messenger.token):
        yield messenger
