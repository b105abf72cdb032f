"""Everything that can go wrong on purpose, as one tree.

BleibdranError                  what we raise ourselves; the text says what happened and what to do
├── ConfigurationError          a setting is missing or wrong; every problem at once
├── ContentError                the content folder has errors; the last good set stays in use
├── StoreError                  the database cannot be used as it is
│   ├── StoreTooNew             a newer version of the bot has written to it
│   ├── StoreUnwritable         the folder or file cannot be written
│   ├── BackupUnusable          a backup is none, is damaged, or there is no place for what is in it
│   └── KeyMismatch             what is stored was encrypted with another key
├── MessengerError              the messenger cannot be used as it is
│   ├── TokenRefused            the messenger does not know the token
│   └── MessengerUnreachable    nobody answers at the address
└── PortTaken                   another program listens there already
"""

from collections.abc import Sequence


class BleibdranError(Exception):
    """Something a person has to look at; the text says what happened and what to do."""


class ConfigurationError(BleibdranError):
    """One or more settings are missing or wrong.

    `problems` has one sentence each, with the remedy.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class ContentError(BleibdranError):
    """The content folder has errors; the text lists them as `path:line: what. what to write instead`."""


class StoreError(BleibdranError):
    """The database cannot be used as it is."""


class StoreTooNew(StoreError):
    """A newer version of Bleib dran has written to this database: install that version, or restore a backup."""


class StoreUnwritable(StoreError):
    """The database file or its folder cannot be written: check the folder's owner and the disk's free space."""


class BackupUnusable(StoreError):
    """A backup is none, is damaged, or there is a database already where it would go."""


class KeyMismatch(StoreError):
    """What is stored was encrypted with a key that is not configured: put the old key file back."""


class MessengerError(BleibdranError):
    """The messenger cannot be used as it is."""


class TokenRefused(MessengerError):
    """The messenger does not know the token: copy it again from @BotFather."""


class MessengerUnreachable(MessengerError):
    """Nobody answers at the messenger's address: check the network and BLEIBDRAN_TELEGRAM_BASE_URL."""


class PortTaken(BleibdranError):
    """Another program listens at that address already: end it, or choose another port."""
