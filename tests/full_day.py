"""A long day with everything in it: joining, talking, asking, a check-in, requests by chat and mail, danger, mistakes,
refusals, somebody leaving and somebody erased. What was written and who wrote it is known afterwards, for those who
look for it where it must not be: in log lines and in files.
"""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest import mock

import aiohttp

from bot import post, second_factor
from bot.mail.send import MailAdapter
from bot.store import invitations, people, second_factors
from bot.telegram.send import TelegramAdapter
from bot.vitals import MAIL
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.words import t

HOUSING: Final = "wohnungsnotfall@landkreis-beispiel.example"
DANGER: Final = "Ich will nicht mehr leben, sagt Zipfelklapp"
#: Made of words nothing else contains, so that finding one means it has leaked.
WRITTEN: Final = {
    "name": "Schneckerl", "other name": "Ann-Sophie", "new name": "Pünktchen", "first name": "Larissa",
    "last name": "Kowalczyk",
    "username": "lari_2007", "Wegbegleiter's name": "Hildegard", "substitute's name": "Waltraud",
    "coordinator's name": "Kunigunde", "Fachkraft's name": "Yildizhan", "message": "Vermieterin",
    "answer": "Donnerstagabend", "caption": "Zwangsvollzug", "file name": "raeumungsklage.pdf", "file": "DATEI-INHALT",
    "question": "Kautionsfrage", "own words": "Prüfungsangst", "request": "Heizungsausfall", "office answer":
    "Beratungstermin", "question of the office": "Mietvertragskopie", "danger": "Zipfelklapp", "kept": "Unentschlossen",
    "in an exception": "Ausnahmetext", "in an exception of the sender": "Versandtext", "edited": "Nachgebessert",
    "stranger": "Ungeladene", "stranger's username": "eve_4711", "inline": "Zwischenruf", "office": HOUSING,
    "contact's number": "+4915112345678",
}  # fmt: skip


@dataclass
class Day:
    """What must stay among those it was for: by what it is."""

    secrets: dict[str, str] = field(default_factory=lambda: dict(WRITTEN))

    def knows(self, what: str, secret: str) -> None:
        """One more."""
        self.secrets[what] = secret


@asynccontextmanager
async def a_day(folder: Path) -> AsyncIterator[Scene]:
    """A scene to play it in: with mail, and a bot that knocks again soon where the mail server's door was closed."""
    with mock.patch.dict(MailAdapter.__init__.__kwdefaults__, pause=0.05):
        async with Scene.opened(folder, mail=True) as scene:
            yield scene


async def full_day(scene: Scene) -> Day:
    """Play it. The scene needs mail."""
    day = Day()
    scene.messenger.clock.start_at(MONDAY)
    w = WRITTEN
    keller = await scene.joined(w["coordinator's name"], people.COORDINATION)
    tom = await scene.joined(w["Wegbegleiter's name"], people.WEGBEGLEITER)
    ayse = await scene.joined(w["substitute's name"], people.WEGBEGLEITER)
    office_chat = await scene.joined(w["Fachkraft's name"], people.FACHKRAFT, service="schuldnerberatung")
    day.knows("second factor", secret := second_factor.new_secret())
    async with scene.db.transaction() as tx:
        await second_factors.make(tx, scene.numbers[w["coordinator's name"].lower()], secret)

    # joining
    recovery = invitations.new_code()
    code = await scene.invited(people.CARELEAVER, wegbegleiter=scene.numbers[w["Wegbegleiter's name"].lower()])
    mia = scene.phone(w["first name"], last_name=w["last name"], username=w["username"], language_code="de")
    await mia.opens(code)
    await mia.taps(t("start-yes"))
    await mia.writes(w["name"])
    lea = await scene.joined(w["other name"], wegbegleiter=w["Wegbegleiter's name"], recovery=recovery,
                             substitutes=(w["substitute's name"],))  # fmt: skip
    eve = scene.phone(w["stranger"], username=w["stranger's username"])
    await eve.opens(recovery[:-1] + ("A" if recovery[-1] != "A" else "B"))
    await eve.writes("/notfall")
    for what, actor in {"mia": mia, "tom": tom, "ayse": ayse, "lea": lea, "eve": eve, "keller": keller,
                        "office": office_chat}.items():  # fmt: skip
        day.knows(f"{what}'s chat", str(actor.phone.chat_id))
    for what, secret in {"invitation": code, "recovery code": recovery}.items():
        day.knows(what, secret)
        day.knows(f"bare {what}", invitations.normalise(secret) or "")

    # talking
    written = await mia.writes(f"Meine {w['message']} hat gekündigt")
    await mia.does(mia.phone.edit, written, f"Meine {w['message']} hat {w['edited']}")
    await mia.sends("document", w["file"].encode(), name=w["file name"], caption=w["caption"])
    await mia.does(mia.phone.send_contact, w["contact's number"], "Notar")
    await tom.writes(f"Passt {w['answer']}?", reply_to=tom.find(w["message"]))
    await mia.does(mia.phone.react, mia.find(w["answer"]), "👍")
    await mia.writes("/menu")
    await mia.taps(t("menu-name"))
    await mia.writes(w["new name"])

    # asking
    assert scene.bot
    scene.bot.live.content.faq.search.find("Kaution", 1)  # learns, which is slow the first time
    await mia.writes(f"/fragen {w['question']} Kaution")
    await mia.does(mia.phone.inline, w["inline"])

    # a check-in in own words
    await mia.writes("/checkin")
    await mia.taps(t("checkin-yes"))
    await mia.writes("/checkin")
    await mia.taps(t("checkin-tell-now"), t("checkin-own-words"))
    await mia.writes(f"Ich habe {w['own words']}")

    await _requests(scene, day)

    # danger
    await mia.writes(DANGER)
    await scene.pass_time(minutes=20)
    await mia.writes("/notfall")

    await _mistakes(scene, day)

    # leaving, blocking, erasing
    await lea.writes("/stopp")
    await lea.taps(t("stop-yes"))
    await lea.writes(w["kept"])
    await ayse.does(ayse.phone.block)
    await keller.writes("/leute")
    sven = await scene.joined("Rumpelstilz", wegbegleiter=w["Wegbegleiter's name"])
    day.knows("erased name", "Rumpelstilz")
    day.knows("erased chat", str(sven.phone.chat_id))
    await sven.writes("Wird gleich Gelöschtes")
    day.knows("erased text", "Gelöschtes")
    await sven.writes("/anliegen")
    await sven.taps("Wohnung oder ein Bett")
    await sven.writes("Auch Gelöschtes")
    await sven.taps(t("request-show"), t("request-yes"))
    await sven.writes("/daten")
    await sven.taps(t("data-copy"), t("data-erase"))
    await scene.messenger.mailbox.close_door()
    # The mail to the office waits for the door, which opens when it has been knocked at.
    await asyncio.gather(_opens_when_knocked_at(scene), sven.taps(t("data-erase-yes")))
    assert scene.settings.telegram_token
    day.knows("token", scene.settings.telegram_token.get_secret_value())
    key = (scene.settings.data_dir / "schluessel").read_text("ascii").strip()
    day.knows("key", key)
    return day


async def _opens_when_knocked_at(scene: Scene) -> None:
    assert scene.bot
    vitals = scene.bot.vitals
    await scene.until(lambda: any(each.kind == MAIL for each in vitals.troubles))
    await scene.messenger.mailbox.open_door()


async def _requests(scene: Scene, day: Day) -> None:
    """One by mail, which is refused first, and one in the messenger."""
    mia, w = scene.larissa, WRITTEN
    mailbox = scene.messenger.mailbox
    mailbox.put_off(HOUSING, 1)
    await mia.writes("/anliegen")
    await mia.taps("Wohnung oder ein Bett")
    await mia.writes(f"Seit Wochen {w['request']}")
    await mia.sends("document", w["file"].encode(), name=w["file name"])
    await mia.taps(t("request-show"), t("request-yes"))
    await scene.pass_time(minutes=10)
    office = Office(scene, HOUSING)
    for link in office.mail.links:
        signature = link.url.rpartition("/")[2]
        day.knows(f"link {link.label}", signature)
        day.knows(f"end of link {link.label}", signature[-20:])
    await office.follows(t("mail-link-take"))
    await office.presses(t("link-take"))
    await office.presses(t("link-ask"), f"Hast du eine {w['question of the office']}?")
    await office.presses(t("link-answer"), f"Wir haben einen {w['office answer']}")
    async with aiohttp.ClientSession() as browser:
        for end in ("", "x", "/../..", "?a=b"):  # forged
            forged = office.mail.links[0].url + end
            await (await browser.get(forged)).read()
            await (await browser.post(forged, data={"do": "take", "words": w["request"]})).read()

    await mia.writes("/anliegen")
    await mia.taps(t("request-new"), "Schulden und Mahnungen")
    await mia.writes(f"Wegen {w['request']} auch Schulden")
    await mia.taps(t("request-show"), t("request-yes"))
    fachkraft = scene.yildizhan
    await fachkraft.taps(t("case-open"), t("case-take"))
    mailbox.refuse(HOUSING)
    await scene.pass_time(days=1)
    mailbox.accept(HOUSING)


async def _mistakes(scene: Scene, day: Day) -> None:
    """A conversation that raises with what was written in its sentence, and a messenger that refuses."""
    mia, tom, w = scene.larissa, scene.hildegard, WRITTEN
    faults = scene.world.faults

    async def breaks(turn: Any, *_: Any, **__: Any) -> None:
        try:
            raise KeyError(w["in an exception"])
        except KeyError as error:
            raise ValueError(f"cannot pass on {turn.event.text!r} of {turn.me.name}") from error

    with mock.patch.object(post, "from_careleaver", breaks):
        await mia.writes(f"Das ist ein {w['in an exception']}")

    sends = TelegramAdapter._send

    async def does_not_send(self: TelegramAdapter, chat: int, message: Any, thread: int | None) -> tuple[str, ...]:
        if w["in an exception of the sender"] in getattr(message, "text", ""):
            raise RuntimeError(f"no way to send {message!r} to {chat}")
        return await sends(self, chat, message, thread)

    with mock.patch.object(TelegramAdapter, "_send", does_not_send):
        await tom.writes(f"/an pünktchen Ein {w['in an exception of the sender']}")
    for kind in ("500", "429", "reset"):
        faults.plan("copyMessage", kind)
        await mia.writes(f"Noch einmal die {w['message']}")
    scene.world.updates.push("message", {"message_id": 1, "date": "nie", "chat": {"id": mia.phone.chat_id},
                                         "text": w["message"], "from": {"first_name": w["first name"]}}, 1)  # fmt: skip
    await scene.settle()


def forms(secret: str) -> Iterator[bytes]:
    """How it might stand in a file: in other encodings, in hex, and in base64 whatever stands before it."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = secret.encode(encoding)
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for before in range(3):
            # What surrounds it decides its first and last characters; those between are its own.
            encoded = b64encode(b"\0" * before + plain)
            own = encoded[(before * 8 + 5) // 6 : (before + len(plain)) * 8 // 6]
            yield own
            yield own.replace(b"+", b"-").replace(b"/", b"_")
    yield secret.encode("ascii", "backslashreplace")
    yield secret.encode("utf-7")
