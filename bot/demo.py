"""The demo: the local messenger with its page, a real bot beside it in a process of its own, and people to try it with.

The bot is the one of `bleibdran run`, with its own database in a temporary folder; the page can kill it and start it
again, to see that nothing is lost.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot import app
from bot.clock import SystemClock
from bot.content.load import load
from bot.errors import BleibdranError, PortTaken
from bot.settings import Settings, load_settings
from bot.store import companionships, invitations, people
from bot.store.db import Database
from messenger import LocalMessenger, Phone
from messenger.desk import DeskAction

BEZIRK: Final = "Nordwald"
PATIENCE: Final = 20.0
"""Seconds a sample person waits for the bot."""


class BotProcess:
    """The bot beside us, which may be killed."""

    def __init__(self, environment: dict[str, str], folder: Path, verbose: bool) -> None:
        self._environment = environment
        self._folder = folder  # not where the demo was started: there may be the `.env` of a real bot
        self._verbose = verbose
        self._process: asyncio.subprocess.Process | None = None

    @property
    def running(self) -> bool:
        """Whether it lives."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> str:
        """Start it, unless it runs."""
        if self.running:
            return "Der Bot läuft schon."
        quiet = None if self._verbose else asyncio.subprocess.DEVNULL
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "run"),
            env=self._environment,
            cwd=self._folder,
            stdout=quiet,
            stderr=quiet,
        )
        return "Der Bot läuft wieder. Was inzwischen geschrieben wurde, kommt jetzt an."

    async def kill(self) -> str:
        """kill -9, in the middle of whatever it does."""
        if not self.running or self._process is None:
            return "Der Bot läuft gerade nicht."
        self._process.kill()
        await self._process.wait()
        return "Der Bot ist weg (kill -9). Schreib ruhig weiter und starte ihn dann wieder."

    async def stop(self) -> None:
        """End it as an operator would."""
        if self.running and self._process:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), timeout=6)
            await self.kill()


async def show(port: int, *, verbose: bool) -> None:
    """Run the demo until Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    messenger = LocalMessenger(port=port, limits=True, topics=True, mail=True)
    try:
        await messenger.start()
    except OSError as error:
        raise PortTaken(f"Anschluss {port} ist belegt. Nimm einen anderen: bleibdran demo --port {port + 1}") from error
    try:
        with tempfile.TemporaryDirectory(prefix="bleibdran-demo-") as folder:
            await _play(messenger, Path(folder), stop, verbose)
    finally:
        await messenger.stop()


async def _play(messenger: LocalMessenger, folder: Path, stop: asyncio.Event, verbose: bool) -> None:
    clock_file = folder / "uhr"
    pages = f"127.0.0.1:{_free_port()}"
    values = {
        "BLEIBDRAN_TELEGRAM_TOKEN": messenger.token,
        "BLEIBDRAN_TELEGRAM_BASE_URL": messenger.base_url,
        "BLEIBDRAN_TELEGRAM_FILE_URL": messenger.file_url,
        "BLEIBDRAN_DATA_DIR": str(folder / "data"),
        "BLEIBDRAN_CLOCK_FILE": str(clock_file),
        "BLEIBDRAN_SMTP_URL": messenger.smtp_url,
        "BLEIBDRAN_MAIL_FROM": "Bleib dran <bleibdran@landkreis-beispiel.example>",
        "BLEIBDRAN_LINK_URL": f"http://{pages}/anliegen",
        "BLEIBDRAN_LINK_LISTEN": pages,
        "BLEIBDRAN_HEALTH_LISTEN": "",  # there may be a real bot on this machine
    }
    content = os.environ.get("BLEIBDRAN_CONTENT_DIR")
    if content:  # to preview one's own texts
        values["BLEIBDRAN_CONTENT_DIR"] = content
    # Nothing of an installation on this machine reaches the demo.
    others = {name: value for name, value in os.environ.items() if not name.startswith("BLEIBDRAN_")}

    def turn_clock() -> None:
        clock_file.write_text(str(messenger.clock.offset), encoding="ascii")

    messenger.clock.on_change(turn_clock)
    settings = load_settings(values)
    if settings.content_dir:
        values["BLEIBDRAN_CONTENT_DIR"] = ":".join(map(str, settings.content_dir))  # whole paths
    bot = BotProcess(others | values, folder, verbose)
    messenger.desk.actions = {
        "kill": DeskAction("Bot hart beenden (kill -9)", bot.kill),
        "start": DeskAction("Bot starten", bot.start),
    }
    load(settings.content_folders)  # an error in one's own texts should show here, not in the bot that nobody sees
    print("Einen Moment, die Menschen kommen an …", flush=True)
    await bot.start()
    try:
        if await _unless(stop, _cast(messenger, settings)):
            print(
                f"\nBleib dran läuft. Öffne im Browser:\n\n    {messenger.page_url}\n\nBeenden mit Strg-C.", flush=True
            )
            await stop.wait()
    finally:
        await bot.stop()
    print("\nBeendet. Von der Vorführung bleibt nichts zurück.")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Do this to its end, unless Ctrl-C comes first; whether it got there."""
    task, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
    done = task.done()
    for each in (task, stopped):
        each.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return done


async def _cast(messenger: LocalMessenger, settings: Settings) -> None:
    """Jasmin, Tom and Frau Keller are there already and have begun to talk; Sam has a letter with an invitation."""
    world = messenger.world
    await _until(lambda: world.count("setMyCommands") > 0)
    async with app.open_store(settings, SystemClock()) as db:

        async def link(role: str, wegbegleiter: int | None = None, bezirk: str | None = None) -> str:
            return f"https://t.me/{world.bot['username']}?start={await _invitation(db, role, wegbegleiter, bezirk)}"

        jasmin = world.phone("Jasmin", username="jas_06", language_code="de")
        tom = world.phone("Tom", username="tom_wegbegleitung", language_code="de")
        keller = world.phone("Frau Keller", language_code="de")
        sam = world.phone("Sam", language_code="en")
        await _join(keller, await link(people.COORDINATION), "Frau Keller")
        await _join(tom, await link(people.WEGBEGLEITER), "Tom")
        async with db.transaction() as tx:
            wegbegleiter = (await people.everybody(tx, people.WEGBEGLEITER))[0].id
        await _join(jasmin, await link(people.CARELEAVER, wegbegleiter, BEZIRK), "Jasmin", last="rhythm-on")
        _press(jasmin, "rhythm-on")
        await _until(lambda: not _offers(jasmin, "rhythm-on"))
        messenger.desk.letters[sam.chat_id] = [
            {"title": "Brief vom Jugendamt: deine Einladung", "link": await link(people.CARELEAVER, wegbegleiter)}
        ]
        async with db.transaction() as tx:
            assert await companionships.all_now(tx)  # noqa: S101 - the cast is together
    jasmin.write("Hey Tom, bist du da? Ich hab einen Brief vom Jobcenter bekommen und versteh ihn nicht")
    await _until(lambda: any(topic.name == "Jasmin" for topic in tom.topics()))
    thread = next(topic.thread_id for topic in tom.topics() if topic.name == "Jasmin")
    await _until(lambda: any("Brief" in (shown.text or "") for shown in tom.screen(thread=thread)))
    tom.write("Hi Jasmin, klar. Schick mir ein Foto davon, dann schauen wir zusammen drauf.", thread=thread)
    await _until(lambda: any("Foto davon" in (shown.text or "") for shown in jasmin.screen()))
    await _ask_for_help(jasmin)


async def _ask_for_help(jasmin: Phone) -> None:
    """Jasmin has a request on its way to the Jobcenter: its mail lies in the mailbox on the page."""
    jasmin.write("/anliegen")
    await _until(lambda: _offers(jasmin, "req-topic:jobcenter"))
    _press(jasmin, "req-topic:jobcenter")
    await _until(lambda: any(data.startswith("req-drop:") for data in _offered(jasmin)))
    jasmin.write(
        "Ich habe im November kein Geld bekommen. Im Brief steht, es fehlt der Mietvertrag. Den habe ich abgegeben."
    )
    await _until(lambda: any(data.startswith("req-show:") for data in _offered(jasmin)))
    _press(jasmin, next(data for data in _offered(jasmin) if data.startswith("req-show:")))
    await _until(lambda: any(data.startswith("req-yes:") for data in _offered(jasmin)))
    _press(jasmin, next(data for data in _offered(jasmin) if data.startswith("req-yes:")))
    await _until(lambda: any(data.startswith("req-back:") for data in _offered(jasmin)))


async def _invitation(db: Database, role: str, wegbegleiter: int | None, bezirk: str | None) -> str:
    now = SystemClock().now()
    async with db.transaction() as tx:
        return await invitations.create(
            tx, role=role, name=None, wegbegleiter=wegbegleiter, bezirk=bezirk, created_by=None, now=now,
            expires_at=now + timedelta(days=365),
        )  # fmt: skip


async def _join(phone: Phone, link: str, name: str, *, last: str | None = None) -> None:
    """Open the link, say yes, say the name; the last thing that comes is a welcome, or a question with this button."""
    phone.open_link(link)
    await _until(lambda: _offers(phone, "join-yes"))
    _press(phone, "join-yes")
    await _until(lambda: bool(phone.screen()) and phone.screen()[-1].force_reply)
    phone.write(name)
    await _until(lambda: _offers(phone, last) if last else phone.screen()[-1].sender == "bot")


def _press(phone: Phone, data: str) -> None:
    """A button of the newest message."""
    shown = phone.screen()[-1]
    phone.press(shown, next(button for row in shown.buttons for button in row if button.data == data))


def _offers(phone: Phone, data: str) -> bool:
    """Whether the newest message has this button."""
    return data in _offered(phone)


def _offered(phone: Phone) -> list[str]:
    """What the buttons of the newest message send."""
    screen = phone.screen()
    return [button.data or "" for row in screen[-1].buttons for button in row] if screen else []


async def _until(there: Callable[[], bool]) -> None:
    """Wait until the bot has answered."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not there():
        if asyncio.get_running_loop().time() > deadline:
            raise BleibdranError("Der Bot antwortet nicht. Was er sagt, zeigt: bleibdran demo --verbose")
        await asyncio.sleep(0.05)
