"""What the page shows of the offices' mailboxes, as entries like those of the phones.

Keys: mailbox/<place>, mail/<place>/<mail>.
"""

from __future__ import annotations

from typing import Any

from messenger.mail import ShownMail
from messenger.mailbox import Mailbox

#: a mailbox's newest mails; older ones stay in memory and off the page
SHOWN_AT_MOST = 200
#: characters of a mail's text on the page
TEXT_AT_MOST = 20_000


def entries(mailbox: Mailbox) -> dict[str, Any]:
    """One device for each address that ever got mail, and what is in its mailbox."""
    found: dict[str, Any] = {}
    mails: dict[str, list[ShownMail]] = {}
    for mail in mailbox.mails:
        mails.setdefault(mail.to.lower(), []).append(mail)
    for place, address in enumerate(mailbox.addresses):
        found[f"mailbox/{place}"] = {"id": place, "address": address}
        for mail in mails.get(address.lower(), [])[-SHOWN_AT_MOST:]:
            found[f"mail/{place}/{mail.number}"] = _mail(mail)
    return found


def _mail(mail: ShownMail) -> dict[str, Any]:
    return {
        "number": mail.number,
        "from": mail.sender,
        "fromName": mail.sender_name,
        "subject": mail.subject,
        "at": int(mail.at.timestamp() * 1000),
        "text": mail.text[:TEXT_AT_MOST],
        "links": [{"label": link.label, "url": link.url} for link in mail.links],
    }
