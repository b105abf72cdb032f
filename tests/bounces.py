"""Mails as they come back into the sender's mailbox, in the forms different servers give them."""

from email.message import EmailMessage
from email.policy import SMTP

MESSAGE_ID = "<Tk9_x-1.0123456789abcdef@landkreis.example>"
ORIGINAL = f"""\
Return-Path: <bot@landkreis.example>
Received: from bot.landkreis.example (10.5.1.1) by mx.jobcenter.example
From: Bleib dran <bot@landkreis.example>
To: u25@jobcenter.example
Subject: Ein Anliegen wartet
Message-ID: {MESSAGE_ID}
In-Reply-To: <Tk9_x-1@landkreis.example>
X-Scanner: Filter 4.5.1
"""


def report(
    block: str = "Final-Recipient: rfc822; u25@jobcenter.example\nAction: failed\nStatus: 5.1.1\n",
    *,
    original: str = ORIGINAL,
    original_type: str = "message/rfc822",
    kind: str = "multipart/report; report-type=delivery-status",
    headers: str = "",
) -> bytes:
    """As RFC 3464 has it; Postfix, Exim and most others."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.jobcenter.example (Mail Delivery System)
To: bot@landkreis.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
{headers}MIME-Version: 1.0
Content-Type: {kind}; boundary="grenze"

--grenze
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--grenze
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.jobcenter.example
Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0100

{block}
--grenze
Content-Type: {original_type}

{original}
Guten Tag
--grenze--
""".encode()


BOUNCE = report()

QMAIL = f"""\
Return-Path: <>
From: MAILER-DAEMON@alt.example
To: bot@landkreis.example
Subject: failure notice

Hi. This is the qmail-send program at alt.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<u25@jobcenter.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

{ORIGINAL}
Guten Tag
""".encode()

EXCHANGE = f"""\
From: "Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@jobcenter.example>
To: bot@landkreis.example
Subject: Unzustellbar: Ein Anliegen wartet
In-Reply-To: {MESSAGE_ID}
References: {MESSAGE_ID} <Tk9_x-1@landkreis.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Ihre Nachricht konnte nicht zugestellt werden.
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'
Ausgehend von 10.5.1.7, Exchange 15.20.4.3
""".encode()

EXIM = f"""\
Return-path: <>
X-Failed-Recipients: u25@jobcenter.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: bot@landkreis.example
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software (Exim 4.92.3).
A message that you sent could not be delivered. This is a permanent error.
  u25@jobcenter.example
    host mx.jobcenter.example [5.1.2.7]: 550 Unrouteable address

------ This is a copy of the message, including all the headers. ------

{ORIGINAL}
""".encode()

EXIM_WAITING = f"""\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: bot@landkreis.example
Subject: Warning: message 1abc-0001 delayed 24 hours

A message that you sent has not yet been delivered after more than 24 hours on the queue.
The message identifier is: {MESSAGE_ID}
Delivery attempts will continue for some time.
""".encode()

SENDMAIL_WAITING = f"""\
From: Mail Delivery Subsystem <MAILER-DAEMON@alt.example>
To: bot@landkreis.example
Subject: Ein Anliegen wartet
Auto-Submitted: auto-replied

Could not send message for past 4 hours. It will be retried until it is 5 days old.
{MESSAGE_ID}
""".encode()

VAGUE = f"""\
From: postmaster@alt.example
To: bot@landkreis.example
Subject: Zustellung

Die Nachricht {MESSAGE_ID} ging nicht hinaus.
""".encode()


def plain(**headers: str) -> bytes:
    """Somebody's mail in answer to ours."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Petra Amt <u25@jobcenter.example>"
    mail["To"] = "bot@landkreis.example"
    mail["Subject"] = "AW: Ein Anliegen wartet"
    mail["In-Reply-To"] = MESSAGE_ID
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content("Vielen Dank, wir melden uns. Das Zimmer 5.1.1 ist im 1. Stock.\n")
    return mail.as_bytes()


REPLY = plain()
OUT_OF_OFFICE = plain(Subject="Abwesenheit", Auto_Submitted="auto-replied", Return_Path="<>")
OUT_OF_OFFICE_OF_THE_POSTMASTER = plain(From="postmaster@jobcenter.example", Auto_Submitted="auto-replied (vacation)")


def read_receipt() -> bytes:
    """MDN, RFC 8098."""
    return f"""\
From: postmaster@jobcenter.example
To: bot@landkreis.example
Subject: Gelesen: Ein Anliegen wartet
In-Reply-To: {MESSAGE_ID}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="grenze"

--grenze
Content-Type: text/plain

Gelesen.
--grenze
Content-Type: message/disposition-notification

Disposition: manual-action/MDN-sent-manually; displayed
Original-Message-ID: {MESSAGE_ID}
--grenze--
""".encode()


def forwarded() -> bytes:
    """Somebody sends us a bounce of theirs to have a look at."""
    return (
        b"From: Petra Amt <petra@landkreis.example>\nTo: bot@landkreis.example\nSubject: WG: Unzustellbar\n"
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="aussen"\n\n--aussen\n'
        b"Content-Type: text/plain\n\nWas ist das?\n--aussen\nContent-Type: message/rfc822\n\n"
        + BOUNCE
        + b"\n--aussen--\n"
    )
