"""Mail to a service: what each answer of a mail server means, against a real one."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.event import Address
from bot.mail import server as mail_server
from bot.mail.send import MailAdapter
from bot.message import Link, Mail, Text
from bot.outcome import Again, Gone, Outcome, Refused, Sent
from tests.mail import ACCOUNT, Certificate, MailServer, serving

TO = Address("mail", "u25@jobcenter.example")
FROM = "Bleib dran <bot@landkreis.example>"
MAIL = Mail(
    subject="Ein Anliegen wartet",
    text="Guten Tag,\n\nein junger Mensch braucht Hilfe.",
    links=(Link("Anliegen öffnen", "https://bot.landkreis.example/anliegen/abc"),),
    thread="Tk9_x-1",
)


@asynccontextmanager
async def adapter(url: str, *, idle: float = 3600, pause: float = 0) -> AsyncIterator[MailAdapter]:
    mail = MailAdapter(url, FROM, idle=idle, pause=pause)
    try:
        yield mail
    finally:
        await mail.close()


async def sent(mail: MailAdapter) -> Outcome:
    return await mail.deliver(TO, MAIL, None)


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    async with serving(MailServer()) as server:
        yield server


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate(tmp_path)


async def test_a_mail_arrives_with_the_id_that_is_reported(post: MailServer) -> None:
    async with adapter(f"smtp://{post.address}") as mail:
        outcome = await sent(mail)
    (arrived,) = post.mails
    assert outcome == Sent((arrived["Message-ID"],))
    assert post.recipients == ["u25@jobcenter.example"] and post.senders == ["bot@landkreis.example"]
    assert "ein junger Mensch braucht Hilfe." in str(arrived.get_body(("plain",)))


async def test_an_address_with_an_umlaut_domain_is_written_as_mail_servers_know_it(post: MailServer) -> None:
    async with adapter(f"smtp://{post.address}") as mail:
        assert isinstance(await mail.deliver(Address("mail", "amt@göttingen.example"), MAIL, None), Sent)
    assert post.recipients == ["amt@xn--gttingen-n4a.example"]


async def test_many_mails_share_one_connection(post: MailServer) -> None:
    async with adapter(f"smtp://{post.address}") as mail:
        outcomes = await asyncio.gather(*(sent(mail) for _ in range(5)))
    assert all(isinstance(each, Sent) for each in outcomes) and len(post.mails) == 5
    assert post.connections == 1


async def test_a_connection_with_nothing_to_do_is_closed_with_a_goodbye(post: MailServer) -> None:
    async with adapter(f"smtp://{post.address}", idle=0) as mail:
        await sent(mail)
        await post.goodbye.wait()
        assert isinstance(await sent(mail), Sent)
    assert post.connections == 2


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("RCPT", "550 5.1.1 <u25@jobcenter.example>: nobody of that name", Gone("550 5.1.1")),
        ("RCPT", "550 5.1.10 null MX", Gone("550 5.1.10")),
        ("DATA", "550 5.1.1 found out late", Gone("550 5.1.1")),
        ("RCPT", "550 go away", Refused("550")),
        ("RCPT", "554 5.7.1 policy", Refused("554 5.7.1")),
        ("DATA", "554 5.7.1 looks like spam", Refused("554 5.7.1")),
        ("MAIL", "552 5.3.4 too big", Refused("552 5.3.4")),
        ("RCPT", "450 4.2.0 greylisted u25@jobcenter.example", Again("450 4.2.0")),
        ("DATA", "451 later", Again("451")),
        ("MAIL", "451 4.7.1 slow down", Again("451 4.7.1")),
        ("MAIL", "553 5.7.1 bot@landkreis.example is not yours", Again("sender")),
        ("RCPT", "550 5.1.8 no such sender domain", Again("sender")),
        ("RCPT", "530 5.7.0 log in first", Again("sender")),
    ],
)
async def test_each_answer_has_its_meaning_and_hinders_no_other_mail(
    post: MailServer, caplog: pytest.LogCaptureFixture, command: str, answer: str, outcome: Outcome
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    post.answers[command] = answer
    async with adapter(f"smtp://{post.address}") as mail:
        assert await sent(mail) == outcome
        post.answers.clear()
        assert isinstance(await sent(mail), Sent)
    assert post.connections == 1 and len(post.mails) == 1
    assert "@" not in caplog.text and "Anliegen" not in caplog.text


@pytest.mark.parametrize(
    "address", ["", "jobcenter", "a@b@c.example", "a b@c.example", "jürgen@c.example", "a@b.example\r\nDATA", "a@.."]
)
async def test_what_is_no_address_is_refused_without_asking(address: str) -> None:
    async with adapter("smtp://127.0.0.1:9") as mail:
        assert await mail.deliver(Address("mail", address), MAIL, None) == Refused("no mail address")


async def test_mail_has_no_other_messages_and_no_topics() -> None:
    async with adapter("smtp://127.0.0.1:9") as mail:
        with pytest.raises(TypeError, match="Text"):
            await mail.deliver(TO, Text(text="Hallo"), None)
        assert isinstance(await mail.open_topic(TO, "Mia"), Refused)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]


async def test_a_wrong_password_is_told_once_and_the_mail_waits(
    post: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    post.password = "another"
    async with adapter(f"smtp://{ACCOUNT}@{post.address}") as mail:
        assert [await sent(mail), await sent(mail)] == [Again("password")] * 2
        (line,) = told(caplog)
        assert "BLEIBDRAN_SMTP_URL" in line and "p@ss" not in line and "bot@" not in line
        post.password = "p@ss/wört:1"
        assert isinstance(await sent(mail), Sent)
        post.password = "another"
        post.hang_up()
        assert await sent(mail) == Again("password")
    assert len(told(caplog)) == 2


async def test_after_a_failure_nobody_knocks_again_at_once(post: MailServer) -> None:
    post.password = "another"
    async with adapter(f"smtp://{ACCOUNT}@{post.address}", pause=3600) as mail:
        assert await asyncio.gather(*(sent(mail) for _ in range(5))) == [Again("password")] * 5
    assert post.connections == 1


async def test_where_nobody_listens_the_mail_waits(caplog: pytest.LogCaptureFixture) -> None:
    async with adapter("smtp://127.0.0.1:9") as mail:
        assert await sent(mail) == Again("unreachable")
    assert "127.0.0.1:9 antwortet nicht" in told(caplog)[0]


async def test_a_server_that_says_nothing_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_server, "TIMEOUT", 0.01)
    writers: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _, writer: writers.append(writer), "127.0.0.1", 0)
    async with silent, adapter(f"smtp://127.0.0.1:{silent.sockets[0].getsockname()[1]}") as mail:
        assert await sent(mail) == Again("unreachable")
        for writer in writers:
            writer.close()


async def test_a_connection_that_breaks_within_a_mail_leaves_it_waiting_and_the_next_one_goes(post: MailServer) -> None:
    post.may_answer.clear()
    async with adapter(f"smtp://{post.address}") as mail:
        first = asyncio.create_task(sent(mail))
        await post.got_data.wait()
        post.hang_up()
        assert isinstance(await first, Again)
        post.may_answer.set()
        assert isinstance(await sent(mail), Sent)


async def test_a_connection_the_server_closed_meanwhile_costs_no_mail(post: MailServer) -> None:
    async with adapter(f"smtp://{post.address}") as mail:
        await sent(mail)
        post.hang_up()
        assert isinstance(await sent(mail), Sent)
    assert post.connections == 2


async def test_a_mail_stopped_half_way_leaves_no_answer_behind_for_the_next(post: MailServer) -> None:
    post.may_answer.clear()
    post.answers["DATA"] = "554 5.7.1 this was for the first"
    async with adapter(f"smtp://{post.address}") as mail:
        first = asyncio.create_task(sent(mail))
        await post.got_data.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        post.answers.clear()
        post.may_answer.set()
        assert isinstance(await sent(mail), Sent)


async def test_the_certificate_of_smtps_and_starttls_is_verified(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        serving(MailServer(smtps=certificate.context)) as smtps,
        serving(MailServer(starttls=certificate.context)) as starttls,
    ):
        for url in (f"smtps://{ACCOUNT}@{smtps.address}", f"smtp+starttls://{ACCOUNT}@{starttls.address}"):
            async with adapter(url) as mail:
                assert await sent(mail) == Again("certificate")
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
            async with adapter(url) as mail:
                assert isinstance(await sent(mail), Sent)
            monkeypatch.delenv("SSL_CERT_FILE")


async def test_a_certificate_for_another_name_does_not_do(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    async with (
        serving(MailServer(smtps=certificate.context)) as post,
        adapter(f"smtps://127.0.0.1:{post.port}") as mail,
    ):
        assert await sent(mail) == Again("certificate")


@pytest.mark.parametrize(
    ("scheme", "kind", "remedy"),
    [("smtps", "tls", "Port 465"), ("smtp+starttls", "not offered", "smtps:// oder smtp+starttls:// passt")],
)
async def test_encryption_the_server_does_not_have_is_never_done_without(
    post: MailServer, caplog: pytest.LogCaptureFixture, scheme: str, kind: str, remedy: str
) -> None:
    async with adapter(f"{scheme}://{post.address}") as mail:
        assert await sent(mail) == Again(kind)
    assert remedy in told(caplog)[0] and post.mails == []


async def test_check_says_nothing_where_all_is_well_and_leaves_nothing_open(post: MailServer) -> None:
    assert await mail_server.check(f"smtp://{ACCOUNT}@{post.address}") is None
    assert post.goodbye.is_set() and post.mails == []
    post.password = "another"
    complaint = await mail_server.check(f"smtp://{ACCOUNT}@{post.address}")
    assert complaint is not None and "Name oder Passwort" in complaint and "@bot" not in complaint


@pytest.mark.parametrize(
    ("url", "exposed"),
    [
        ("smtp://a:b@mail.example", True),
        ("smtp://mail.example", False),
        ("smtp://a:b@localhost:25", False),
        ("smtps://a:b@mail.example", False),
        ("smtp+starttls://a:b@mail.example", False),
    ],
)
def test_a_password_in_the_clear_is_noticed(url: str, exposed: bool) -> None:
    assert mail_server.exposes_password(url) is exposed
