"""Mail for offices, handed in by a real SMTP client."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

import aiosmtplib
import pytest
import uvloop

from messenger import LocalMessenger, Mailbox, MailLink

JOBCENTER, JUGENDAMT = "u25@jobcenter.example", "bezirk3@jugendamt.example"
TAKE, READ = "https://bot.example/a/nehmen?t=x1", "https://bot.example/a/lesen"


@pytest.fixture
async def messenger() -> AsyncIterator[LocalMessenger]:
    async with LocalMessenger(mail=True) as running:
        yield running


@pytest.fixture
def mailbox(messenger: LocalMessenger) -> Mailbox:
    return messenger.mailbox


def request(*to: str, subject: str = "Ein Anliegen") -> EmailMessage:
    """A mail as the bot might write one."""
    message = EmailMessage()
    message["From"] = "Bleib dran für Müller & Söhne <post@bleibdran.example>"
    message["To"] = ", ".join(to)
    message["Subject"] = subject
    message["Message-ID"] = "<anliegen-17@bleibdran.example>"
    message["In-Reply-To"] = "<anliegen-16@bleibdran.example>"
    message["References"] = "<anliegen-15@bleibdran.example> <anliegen-16@bleibdran.example>"
    message.set_content(f"Grüße aus Hildesheim.\n\nIch übernehme das:\n{TAKE}\n\nNur lesen: {READ}.\n")
    html = f'<p>Grüße</p><a href="{TAKE}">Ich  <b>übernehme</b>\n das</a> <a href="mailto:x@y.z">Mail</a>'
    message.add_alternative(html, subtype="html")
    return message


async def hand_in(mailbox: Mailbox, message: EmailMessage) -> dict[str, aiosmtplib.SMTPResponse]:
    """Send it as any program would; what the server said about recipients it did not take."""
    refused, _ = await aiosmtplib.send(message, hostname="127.0.0.1", port=mailbox.port, start_tls=False)
    return refused


async def talk(mailbox: Mailbox, data: bytes, to: str = JOBCENTER) -> str:
    """Hand in these bytes, whatever they are; the server's answer to them."""
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=mailbox.port, start_tls=False) as client:
        await client.mail("post@bleibdran.example")
        await client.rcpt(to)
        return (await client.data(data)).message


async def test_a_mail_arrives_as_it_was_written(messenger: LocalMessenger, mailbox: Mailbox) -> None:
    now = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    messenger.clock.freeze(now)
    assert await hand_in(mailbox, request(JOBCENTER)) == {}
    [mail] = mailbox.mails
    assert (mail.to, mail.sender, mail.at) == (JOBCENTER, "post@bleibdran.example", now)
    assert mail.sender_name == "Bleib dran für Müller & Söhne"
    assert mail.return_path == "post@bleibdran.example"
    assert mail.text.startswith("Grüße aus Hildesheim.\n\nIch übernehme das:") and "<b>" in mail.html
    assert mail.message_id == "<anliegen-17@bleibdran.example>"
    assert mail.references == ("<anliegen-15@bleibdran.example>", "<anliegen-16@bleibdran.example>")
    assert mail.links == (MailLink("Ich übernehme das", TAKE), MailLink(READ, READ))
    assert mail.link("Ich übernehme das").url == TAKE


async def test_the_address_says_where_mail_is_taken(messenger: LocalMessenger, mailbox: Mailbox) -> None:
    assert messenger.smtp_url == f"smtp://127.0.0.1:{mailbox.port}" and mailbox.port > 0


async def test_a_messenger_without_mail_has_no_mailbox() -> None:
    async with LocalMessenger() as messenger:
        with pytest.raises(RuntimeError, match="mail=True"):
            _ = messenger.smtp_url


async def test_each_of_several_people_gets_a_copy(mailbox: Mailbox) -> None:
    await hand_in(mailbox, request(JOBCENTER, JUGENDAMT))
    await hand_in(mailbox, request(JUGENDAMT.upper(), subject="Noch eins"))
    assert [mail.subject for mail in mailbox.of(JOBCENTER)] == ["Ein Anliegen"]
    assert [mail.subject for mail in mailbox.of(JUGENDAMT)] == ["Ein Anliegen", "Noch eins"]
    assert [mail.number for mail in mailbox.mails] == [1, 2, 3]
    assert mailbox.addresses == [JOBCENTER, JUGENDAMT]


async def test_an_address_nobody_has_is_refused_for_good_and_the_others_get_theirs(mailbox: Mailbox) -> None:
    mailbox.refuse(JOBCENTER)
    refused = await hand_in(mailbox, request(JOBCENTER, JUGENDAMT))
    assert refused[JOBCENTER][0] == 550 and "5.1.1" in refused[JOBCENTER][1]
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
        await hand_in(mailbox, request(JOBCENTER.upper()))
    assert [mail.to for mail in mailbox.mails] == [JUGENDAMT]
    mailbox.accept(JOBCENTER)
    assert await hand_in(mailbox, request(JOBCENTER)) == {}


async def test_a_sender_who_is_put_off_may_come_back(mailbox: Mailbox) -> None:
    mailbox.put_off(JOBCENTER, 2)
    for _ in range(2):
        with pytest.raises(aiosmtplib.SMTPRecipientsRefused) as caught:
            await hand_in(mailbox, request(JOBCENTER))
        assert [refusal.code for refusal in caught.value.recipients] == [451]
    await hand_in(mailbox, request(JOBCENTER))
    assert len(mailbox.of(JOBCENTER)) == 1


async def test_nobody_gets_in_while_the_door_is_closed(mailbox: Mailbox) -> None:
    port = mailbox.port
    client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
    await client.connect()
    await mailbox.close_door()
    with pytest.raises(aiosmtplib.SMTPServerDisconnected):  # who was inside is sent away too
        await client.noop()
    with pytest.raises(aiosmtplib.SMTPConnectError):
        await hand_in(mailbox, request(JOBCENTER))
    await mailbox.open_door()
    await hand_in(mailbox, request(JOBCENTER))
    assert mailbox.port == port and len(mailbox.mails) == 1


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_nothing_is_left_of_a_client_that_stays_to_the_end(new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def scene() -> None:
        async with LocalMessenger(mail=True) as messenger:
            reader, writer = await asyncio.open_connection("127.0.0.1", messenger.mailbox.port)
            assert (await reader.readline()).startswith(b"220 mail.localhost")
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(scene())


async def test_a_bounce_is_a_report_about_the_original(messenger: LocalMessenger, mailbox: Mailbox) -> None:
    await hand_in(mailbox, request(JUGENDAMT, JOBCENTER, subject="Überraschung"))
    report = message_from_bytes(mailbox.bounce(mailbox.of(JOBCENTER)[0]), policy=policy.default)
    assert report.get_content_type() == "multipart/report" and report.get_param("report-type") == "delivery-status"
    assert (report["To"], report["Return-Path"], report["Auto-Submitted"]) == (
        "post@bleibdran.example", "<>", "auto-replied",
    )  # fmt: skip
    words, status, headers = parts(report)
    assert JOBCENTER in words.get_payload() and status.get_content_type() == "message/delivery-status"
    about_all, about_one = parts(status)
    assert about_all["Reporting-MTA"] == "dns; mail.localhost"
    assert about_one["Final-Recipient"] == f"rfc822; {JOBCENTER}"
    assert (about_one["Action"], about_one["Status"]) == ("failed", "5.1.1")
    original = message_from_bytes(headers.get_payload(decode=True) or b"", policy=policy.default)  # type: ignore[arg-type]  # the stubs forget bytes
    assert headers.get_content_type() == "text/rfc822-headers"
    assert original["Message-ID"] == "<anliegen-17@bleibdran.example>" and original["Subject"] == "Überraschung"


async def test_a_bounce_may_only_say_that_it_takes_longer(mailbox: Mailbox) -> None:
    await hand_in(mailbox, request(JOBCENTER))
    raw = mailbox.bounce(mailbox.mails[0], "4.4.1", "connection timed out")
    _, status, _ = parts(message_from_bytes(raw))
    assert (parts(status)[1]["Action"], parts(status)[1]["Status"]) == ("delayed", "4.4.1")


def parts(message: Message) -> list[Message]:
    found = message.get_payload()
    assert isinstance(found, list)
    return [part for part in found if isinstance(part, Message)]


async def test_a_long_subject_with_umlauts_stays_whole(mailbox: Mailbox) -> None:
    subject = "Frau Şahin-Öztürk bittet um Rückruf wegen der Übernahme der Mietkosten, möglichst noch heute " * 4
    await hand_in(mailbox, request(JOBCENTER, subject=subject.strip()))
    assert mailbox.mails[0].subject == subject.strip()


async def test_raw_utf8_headers_are_read(mailbox: Mailbox) -> None:
    await talk(mailbox, "From: Jörg <joerg@x.example>\nSubject: Größe\n\nok\n".encode())
    assert (mailbox.mails[0].sender_name, mailbox.mails[0].subject) == ("Jörg", "Größe")


async def test_a_mail_that_is_only_html_has_words_and_links(mailbox: Mailbox) -> None:
    html = f"<style>p {{}}</style><p>Guten&nbsp;Tag</p><p><a href='{TAKE}'>Los</a></p>"
    await talk(mailbox, f"Subject: s\nContent-Type: text/html\n\n{html}".encode())
    assert (mailbox.mails[0].text, mailbox.mails[0].links) == ("Guten Tag\n\nLos", (MailLink("Los", TAKE),))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"no header at all",
        b"Subject: =?utf-8?b?broken\nFrom: <<>>,\nMessage-ID: <[>\nTo: :;\n\nx",
        b"Subject: =?nonsense?q?x?=\nContent-Type: text/plain; charset=nonsense\n\n\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b",
        b"Content-Type: text/html\n\n<![broken <a href='https://x.example'>",
        b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!",
        b"Content-Type: text/plain; charset*=x''%\n\nx",
    ],
)
async def test_a_malformed_mail_is_kept_as_it_is(mailbox: Mailbox, data: bytes) -> None:
    await talk(mailbox, data)
    await hand_in(mailbox, request(JOBCENTER))
    broken, whole = mailbox.mails
    assert broken.sender == "post@bleibdran.example" or broken.sender in data.decode("latin-1")
    assert whole.subject == "Ein Anliegen"
    assert mailbox.bounce(broken)


async def test_a_mail_nested_beyond_reason_is_refused(mailbox: Mailbox) -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    with pytest.raises(aiosmtplib.SMTPDataError, match="nested"):
        await talk(mailbox, deep.encode())
    assert mailbox.mails == [] and mailbox.addresses == []


async def test_a_mail_that_is_too_big_is_refused(mailbox: Mailbox) -> None:
    with pytest.raises(aiosmtplib.SMTPDataError) as caught:
        await talk(mailbox, b"Subject: gross\n\n" + (b"x" * 900 + b"\n") * 11_200)
    assert caught.value.code == 552 and mailbox.mails == []


async def test_whoever_watches_the_world_is_told_of_a_mail(messenger: LocalMessenger, mailbox: Mailbox) -> None:
    told = asyncio.Event()
    messenger.world.on_change(told.set)
    await hand_in(mailbox, request(JOBCENTER))
    assert told.is_set()
