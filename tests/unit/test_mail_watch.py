"""Looking for returned mail in a mailbox: bounces are handed on, everything else stays unread."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.mail import watch
from bot.mail.read import Bounce
from bot.mail.watch import MailboxTrouble, MailboxWatch
from tests.bounces import BOUNCE, REPLY
from tests.imap import ImapServer
from tests.mail import ACCOUNT, Certificate


@pytest.fixture
def box() -> Iterator[ImapServer]:
    with ImapServer().serving() as server:
        yield server


class Desk:
    """Whom bounces are handed to."""

    def __init__(self) -> None:
        self.got: list[Bounce] = []
        self.fails = False

    async def __call__(self, bounce: Bounce) -> None:
        if self.fails:
            raise RuntimeError("the database does not answer")
        self.got.append(bounce)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def url(box: ImapServer, mailbox: str = "") -> str:
    return f"{'imaps' if box.tls else 'imap'}://{ACCOUNT}@{box.address}/{mailbox}"


async def test_a_bounce_is_handed_on_and_read_and_nothing_else_is_touched(box: ImapServer, desk: Desk) -> None:
    reply, bounce = box.put(REPLY), box.put(BOUNCE)
    looking = MailboxWatch(url(box), desk)
    await looking.look()
    assert desk.got == [Bounce("Tk9_x-1", "5.1.1", True)] and box.read == {bounce}
    await looking.look()
    assert len(desk.got) == 1 and box.fetched == [reply, bounce]  # what is no bounce is not fetched again
    box.read.add(reply)
    await looking.look()
    box.read.remove(reply)
    await looking.look()
    assert box.fetched == [reply, bounce, reply]  # and not remembered for ever either


async def test_what_is_no_bounce_is_looked_at_again_when_its_number_means_another_mail(
    box: ImapServer, desk: Desk
) -> None:
    box.put(REPLY)
    looking = MailboxWatch(url(box), desk)
    await looking.look()
    box.mails, box.validity = {1: BOUNCE}, 8
    await looking.look()
    assert len(desk.got) == 1


async def test_a_bounce_nobody_could_deal_with_stays_unread_for_the_next_look(box: ImapServer, desk: Desk) -> None:
    box.put(BOUNCE)
    looking = MailboxWatch(url(box), desk)
    desk.fails = True
    with pytest.raises(RuntimeError):
        await looking.look()
    assert box.read == set()
    desk.fails = False
    await looking.look()
    assert len(desk.got) == 1 and box.read == {1}


async def test_of_a_huge_mail_only_the_beginning_is_read(
    box: ImapServer, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ENOUGH", len(BOUNCE))
    box.put(BOUNCE + b"x" * 1_000_000)
    await MailboxWatch(url(box), desk).look()
    assert len(desk.got) == 1


async def test_a_mail_deleted_meanwhile_is_no_trouble(box: ImapServer, desk: Desk) -> None:
    box.put(BOUNCE)
    session = watch._Mailbox(url(box))
    await asyncio.to_thread(session.open)
    box.mails.clear()
    assert await asyncio.to_thread(session.read, "1") == b""
    session.hang_up()


async def test_a_mailbox_of_another_name_and_a_password_without_umlauts(desk: Desk) -> None:
    with ImapServer(mailbox="Bot Post").serving() as box:
        box.user, box.password = "bot", 'a "b" \\c'
        box.put(BOUNCE)
        await MailboxWatch(f"imap://bot:a%20%22b%22%20%5Cc@{box.address}/Bot%20Post", desk).look()
    assert len(desk.got) == 1


async def test_imaps_verifies_the_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    certificate = Certificate(tmp_path)
    with ImapServer(tls=certificate.context).serving() as box:
        box.put(BOUNCE)
        with pytest.raises(MailboxTrouble, match="certificate"):
            await MailboxWatch(url(box), desk).look()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
        await MailboxWatch(url(box), desk).look()
    assert len(desk.got) == 1


async def test_what_is_wrong_is_told_with_a_remedy(box: ImapServer, desk: Desk) -> None:
    async def told(where: str = "") -> str:
        return await watch.check(where or url(box)) or "nothing"

    assert await told() == "nothing"
    assert "antwortet nicht" in await told(f"imap://{ACCOUNT}@localhost:9")
    assert "Port 993" in await told(f"imaps://{ACCOUNT}@{box.address}")
    assert 'kein Postfach "Andere"' in await told(url(box, "Andere"))
    box.read_only = True
    assert 'kein Postfach "INBOX"' in await told()
    box.read_only = False
    box.password = "another"
    wrong = await told()
    assert "Name oder Passwort" in wrong and "BLEIBDRAN_IMAP_URL" in wrong and "p@ss" not in wrong
    for command in ("AUTHENTICATE", "SELECT", "SEARCH"):
        box.password, box.breaks_at = "p@ss/wört:1", command
        assert "antwortet nicht" in await told()


async def test_trouble_is_told_once_until_it_works_again(
    box: ImapServer, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[str] = []
    enough = asyncio.Event()

    class Counting(MailboxWatch):
        async def look(self) -> None:
            box.password = "another" if len(looks) in (0, 1, 3) else "p@ss/wört:1"
            looks.append(box.password)
            if len(looks) == 5:
                enough.set()
            await super().look()

    running = asyncio.create_task(Counting(url(box), desk, every=0).run())
    await enough.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 2 and all("Passwort" in each for each in errors)


async def test_a_server_that_falls_silent_does_not_keep_the_bot_from_stopping(box: ImapServer, desk: Desk) -> None:
    box.silent_at = "SEARCH"
    running = asyncio.create_task(MailboxWatch(url(box), desk).run())
    await asyncio.to_thread(box.stuck.wait)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(box.left.wait, 5)  # sooner than by the answer's time running out
