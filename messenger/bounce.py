"""The message a mail server sends back when it cannot deliver after all (RFC 3464)."""

from __future__ import annotations

from datetime import datetime
from email.generator import BytesGenerator
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from io import BytesIO

from messenger.mail import ShownMail

WORDS = """\
This is the mail system at host {host}.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{to}>: {diagnostic}
"""


def notification(mail: ShownMail, host: str, now: datetime, status: str, diagnostic: str) -> bytes:
    """A delivery status notification about this mail: failed for a status 5.x.x, delayed for 4.x.x."""
    action = "failed" if status.startswith("5") else "delayed"
    report = MIMEMultipart("report", report_type="delivery-status")
    report["Return-Path"] = "<>"
    report["From"] = f"Mail Delivery System <MAILER-DAEMON@{host}>"
    report["To"] = mail.return_path or mail.sender
    report["Subject"] = "Undelivered Mail Returned to Sender" if action == "failed" else "Delayed Mail"
    report["Date"] = format_datetime(now)
    report["Message-ID"] = f"<bounce.{mail.number}.{now.timestamp():.0f}@{host}>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText(WORDS.format(host=host, to=mail.to, diagnostic=diagnostic)))
    report.attach(_status(mail, host, action, status, diagnostic))
    report.attach(_original_headers(mail))
    written = BytesIO()
    BytesGenerator(written, mangle_from_=False).flatten(report, linesep="\r\n")
    return written.getvalue()


def _status(mail: ShownMail, host: str, action: str, status: str, diagnostic: str) -> Message:
    about_all, about_one = Message(), Message()
    about_all["Reporting-MTA"] = f"dns; {host}"
    about_all["Arrival-Date"] = format_datetime(mail.at)
    about_one["Final-Recipient"] = f"rfc822; {mail.to}"
    about_one["Action"] = action
    about_one["Status"] = status
    about_one["Diagnostic-Code"] = f"smtp; {diagnostic}"
    part = MIMEBase("message", "delivery-status")
    part.set_payload([about_all, about_one])
    return part


def _original_headers(mail: ShownMail) -> Message:
    head = mail.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
    part = MIMEBase("text", "rfc822-headers")
    part.set_payload(head.decode("ascii", "surrogateescape"))  # the generator writes the same bytes again
    return part
