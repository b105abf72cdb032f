"""The real way of an update, without network and clock: read, inbox, dispatch, outbox, the call of the Bot API."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import telegram
from sqlalchemy import func, select
from telegram.request import RequestData

from bot.event import Address
from bot.message import Copy
from bot.store import companionships, people
from bot.store.tables import inbox
from bot.telegram.http import AiohttpRequest
from bot.telegram.ingress import Ingress
from bot.telegram.send import TelegramAdapter
from bot.vitals import Vitals
from tests.by_hand import Bot, Delivered, SetClock, new_database
from tests.fuzz.mutate import Update, broken
from tests.fuzz.record import CORPUS
from tests.scene import MONDAY

CHAPTER: Final = 300
"""Updates before everybody starts anew with an empty database."""
EXPECTED: Final = "ValueError in __init__.py"
"""How an update ends that this version does not understand: aside, kept as it came."""

#: Everybody's chat. Kai and Sven have nothing to do with the others and write nothing.
CHATS: Final = {
    name: 900_000_001 + number
    for number, name in enumerate(("Keller", "Tom", "Ayse", "Sven", "Mia", "Jasmin", "Kai", "Schulz", "Eve"))
}
ACTORS: Final = ("Tom", "Ayse", "Mia", "Jasmin", "Schulz", "Eve")
#: Whose words may reach whom: along companionships, to coordination, and between a young person and a service.
KNOWS: Final = {
    "Mia": {"Tom", "Ayse", "Keller", "Schulz"},
    "Jasmin": {"Tom", "Keller", "Schulz"},
    "Tom": {"Mia", "Jasmin", "Ayse", "Keller", "Schulz"},
    "Ayse": {"Mia", "Tom", "Keller", "Schulz"},
    "Schulz": {"Mia", "Jasmin", "Keller", "Tom", "Ayse"},
    "Keller": {"Mia", "Jasmin", "Tom", "Ayse", "Schulz"},
    "Eve": set(),
}


def marker(name: str) -> str:
    """Stands in everything somebody says."""
    return f"zq{name.lower()}qz"


class _Telegram(AiohttpRequest):
    """Takes every call."""

    def __init__(self) -> None:
        super().__init__()
        self._messages = 0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self._messages += 1
        given = getattr(request_data, "parameters", None)
        json.dumps(given).encode()  # what cannot be written cannot be sent
        if isinstance(request_data, RequestData):
            "".join(request_data.json_parameters.values()).encode()
        message = {"message_id": self._messages, "date": 1, "chat": {"id": 1, "type": "private"}}
        result: Any = True
        if url.rpartition("/")[2].startswith(("send", "edit", "copy")):
            result = [message] if url.endswith("copyMessages") else message
        return 200, json.dumps({"ok": True, "result": result}).encode()


@dataclass
class Finding:
    """Something that must not be, and the update after which it was."""

    what: str
    update: Update

    def __str__(self) -> str:
        return f"{self.what}\n    {json.dumps(self.update)[:1_500]}"


@dataclass
class Machine(Bot):
    """A bot to which broken updates are given."""

    findings: list[Finding] = field(default_factory=list)
    asides: int = 0
    _seen: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        account = telegram.Bot("1:fuzz", request=_Telegram(), get_updates_request=_Telegram())
        account._bot_user = telegram.User(1, "Bleib dran", True, username="bleibdran_bot")
        self.adapter = TelegramAdapter(account)
        self.ingress = Ingress(account, self.db, self.clock, lambda: None, lambda language: "112", Vitals())

    @classmethod
    async def anew(cls, folder: Path, number: int) -> "Machine":
        """With an empty database, and everybody there."""
        path = folder / f"{number}.db"
        made = cls(path, SetClock(MONDAY), await new_database(path, MONDAY))
        await made._everybody()
        return made

    async def _everybody(self) -> None:
        roles = {"Keller": people.COORDINATION, "Tom": people.WEGBEGLEITER, "Ayse": people.WEGBEGLEITER,
                 "Sven": people.WEGBEGLEITER, "Schulz": people.FACHKRAFT}  # fmt: skip
        ids: dict[str, int] = {}
        for name, chat in CHATS.items():
            if name == "Eve":
                continue
            role = roles.get(name, people.CARELEAVER)
            async with self.db.transaction() as tx:
                person = await people.add(
                    tx, role=role, name=name, address=Address("telegram", str(chat)), group=False, language="de",
                    bezirk=None, recovery=None, consent="-", now=self.clock.now(),
                    service="schuldnerberatung" if role == people.FACHKRAFT else None,
                )  # fmt: skip
                ids[name] = person.id
        pairs = {("Mia", "Tom"): companionships.MAIN, ("Mia", "Ayse"): companionships.SUBSTITUTE,
                 ("Jasmin", "Tom"): companionships.MAIN, ("Kai", "Sven"): companionships.MAIN}  # fmt: skip
        async with self.db.transaction() as tx:
            for (young, staff), kind in pairs.items():
                await companionships.begin(tx, ids[young], ids[staff], kind, self.clock.now())

    async def takes(self, update: Update) -> None:
        """It comes in and is handled; what must not be is noted."""
        try:
            await self.ingress.keep([update])
            await self.settle()
        except Exception as error:
            self._finds(f"raised {type(error).__name__}: {error}", update)
        await self._look_at_the_inbox(update)
        for each in self.delivered[self._seen :]:
            await self._look_at(each, update)
        self._seen = len(self.delivered)

    async def settle(self) -> None:
        """Until nothing is left, also not to be tried again."""
        while True:
            while await self._handled() or await self._arrived():
                pass
            async with self.db.transaction() as tx:
                query = select(func.min(inbox.c.not_before)).where(inbox.c.state == "queued")
                moment = (await tx.execute(query)).scalar()
            if moment is None:
                return
            self.clock.moment = max(self.clock.moment, moment)

    def _finds(self, what: str, update: Update) -> None:
        self.findings.append(Finding(what, update))

    async def _look_at_the_inbox(self, update: Update) -> None:
        async with self.db.transaction() as tx:
            rows = (await tx.execute(select(inbox.c.state, inbox.c.error).where(inbox.c.state != "done"))).all()
        for row in rows[self.asides :]:
            if row.state != "aside":
                self._finds(f"an event stays behind: {row.state}", update)
            elif not str(row.error).startswith(EXPECTED):
                self._finds(f"set aside: {row.error}", update)
        self.asides = len(rows)

    async def _look_at(self, each: Delivered, update: Update) -> None:
        names = {str(chat): name for name, chat in CHATS.items()}
        to = names.get(each.to.chat, each.to.chat)
        authors = {name for name in CHATS if marker(name) in _words(each)}
        if isinstance(each.message, Copy):
            authors.add(names.get(each.message.source, "a group"))
        for author in authors - {to, "a group"}:
            if to not in KNOWS.get(author, set()):
                self._finds(f"{to} got what {author} wrote", update)
        if to in ("Kai", "Sven"):
            self._finds(f"{to} got something", update)
        if each.to.messenger == "telegram":
            try:
                await self.adapter._send(int(each.to.chat), each.message, None)
            except telegram.error.TelegramError:
                return  # the messenger may refuse it; that is one of its answers
            except Exception as error:
                self._finds(f"cannot be sent: {type(error).__name__}: {error}", update)


def _words(each: Delivered) -> str:
    data = getattr(each.message, "data", b"")
    return repr(each.message) + (data.decode("utf-8", "replace") if isinstance(data, bytes) else "")


def corpus() -> list[Update]:
    """Real updates."""
    found: list[Update] = json.loads(CORPUS.read_text("utf-8"))
    return found


async def fuzz(seed: int, updates: int, folder: Path, actors: Sequence[str] = ACTORS) -> list[Finding]:
    """So many broken updates; the same ones for the same seed."""
    rng = random.Random(seed)
    real, findings, number = corpus(), [], 0
    while number < updates:
        machine = await Machine.anew(folder, number)
        for _ in range(min(CHAPTER, updates - number)):
            number += 1
            actor = rng.choice(actors)
            update = broken(rng, real, CHATS[actor], list(CHATS.values()), marker(actor))
            await machine.takes({"update_id": number, **update})
            if len(machine.findings) > 30:
                break
        await machine.db.close()
        _remove(machine.path)
        findings += machine.findings
        if len(findings) > 30:
            break
    return findings


def _remove(path: Path) -> None:
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
