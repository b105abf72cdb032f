"""Mail -> what travels: the same words as text and as HTML, and the headers around them (pure)."""

import re
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.headerregistry import HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from typing import Final

from bot.mail import ids
from bot.message import Link, Mail

_HEADERS: Final = HeaderRegistry()
for _name in ("in-reply-to", "references"):  # as words they would be encoded where they are longer than a line
    _HEADERS.map_to_type(_name, MessageIDHeader)  # type: ignore[arg-type]  # it takes a mixin, whatever its stub says
_POLICY: Final = SMTP.clone(header_factory=_HEADERS)
#: All automatic answers of Exchange but its non-delivery report, which is how we hear that nobody got the mail.
_NO_ANSWERS: Final = "DR, RN, NRN, OOF, AutoReply"

# No colours but the buttons' own: a reader in the dark keeps light words on a dark page.
_PAGE: Final = """\
<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px">
{body}
</div>
</body>
</html>
"""
_PARAGRAPH: Final = '<p style="margin:0 0 16px 0">{words}</p>'
# Outlook ignores the padding of a link, so the button is a cell of a table.
_BUTTON: Final = """\
<table role="presentation" cellspacing="0" cellpadding="0" border="0" style="margin:0 0 12px 0"><tr>
<td bgcolor="#1d5c99" style="background-color:#1d5c99;border-radius:6px;padding:12px 20px">\
<a href="{url}" style="color:#ffffff;font-weight:bold;text-decoration:none">{label}</a></td>
</tr></table>"""


def write(mail: Mail, to: str, sender: str, now: datetime) -> EmailMessage:
    """The mail with all its headers; every call makes a new Message-ID.

    Raises ValueError if `to` is no mail address, or the thread cannot stand in a Message-ID.
    """
    name, address = parseaddr(sender)[0], ids.wire(sender)
    domain = address.rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    message["From"] = Mailbox(display_name=_line(name), addr_spec=address)
    message["To"] = Mailbox(addr_spec=ids.wire(to))
    message["Subject"] = _line(mail.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = ids.fresh(mail.thread, domain)
    if mail.thread:
        message["In-Reply-To"] = message["References"] = ids.root(mail.thread, domain)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = _NO_ANSWERS
    message.set_content(_text(mail), cte="quoted-printable")
    message.add_alternative(_html(mail), subtype="html", cte="quoted-printable")
    message["Content-Language"] = "de"  # last: a part made later would take it along
    return message


def _line(text: str) -> str:
    """One line without control characters: a line break would begin a header of somebody's own making."""
    return " ".join(re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text).split())


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if paragraph.strip()]


def _text(mail: Mail) -> str:
    return "\n\n".join([*_paragraphs(mail.text), *(f"{link.label}:\n  {link.url}" for link in mail.links)]) + "\n"


def _html(mail: Mail) -> str:
    words = [_PARAGRAPH.format(words=escape(each).replace("\n", "<br>\n")) for each in _paragraphs(mail.text)]
    return _PAGE.format(title=escape(_line(mail.subject)), body="\n".join([*words, *map(_button, mail.links)]))


def _button(link: Link) -> str:
    return _BUTTON.format(url=escape(link.url), label=escape(link.label))
