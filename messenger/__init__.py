"""The local messenger: what Telegram is to this bot, on one machine; for the demo, for trying content, for tests."""

from messenger.clock import Clock
from messenger.group import Group
from messenger.inline import Asked, InlineResult
from messenger.mail import MailLink, ShownMail
from messenger.mailbox import Mailbox
from messenger.phone import Phone
from messenger.screen import PhoneError
from messenger.server import LocalMessenger
from messenger.shown import Button, Pressed, Shown
from messenger.world import World

__all__ = [
    "Asked", "Button", "Clock", "Group", "InlineResult", "LocalMessenger", "MailLink", "Mailbox", "Phone", "PhoneError",
    "Pressed", "Shown", "ShownMail", "World",
]  # fmt: skip
