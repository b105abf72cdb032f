"""Encryption of what is stored: names, addresses and every payload.

A key file has one key a line, newest first. New data is sealed with the newest; all of them can open. From each key two
are derived (HKDF, RFC 5869): one for AES-256-GCM, one for the keyed hash that lets us find an address without storing
it. A sealed value is `key id (4) + nonce (12) + ciphertext and tag`; its column's name is authenticated with it, so a
value copied into another column does not open.

What somebody wrote, their name and their address are sealed with a key of their own, which lies sealed in their row of
`people`. Erasing them destroys it: whatever copy of the database still has their data has nothing that opens it.
"""

import contextlib
import hashlib
import hmac
import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot import disk
from bot.errors import ConfigurationError, KeyMismatch, StoreUnwritable

KEY_BYTES = 32
_OWN = b"own\0"
"""Stands in place of the key's id in what is sealed with a person's own key."""
_OWN_KEY = "people.own_key"


class Sealed(bytes):
    """Bytes that only the keys can open; the only thing an encrypted column takes."""


class Index(bytes):
    """A keyed hash: the same for the same text and key, and telling nothing without the key."""


class Seal(Protocol):
    """What seals and opens values: the installation's keys, or one person's."""

    def seal(self, column: str, text: str) -> Sealed:
        """Encrypt for this column ("people.name")."""
        ...

    def open(self, column: str, sealed: bytes) -> str:
        """Decrypt what was sealed for the same column."""
        ...


class _Key:
    def __init__(self, secret: bytes) -> None:
        def derive(purpose: bytes) -> bytes:
            return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)

        self.id = hashlib.sha256(derive(b"bleibdran key id")).digest()[:4]
        self.aead = AESGCM(derive(b"bleibdran seal"))
        self.index_secret = derive(b"bleibdran index")


class KeyRing:
    """The keys in use, newest first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ConfigurationError(["Es gibt keinen Schlüssel. Prüfe BLEIBDRAN_SECRET_KEY und die Schlüsseldatei."])
        self._keys = [_Key(key) for key in keys]
        self._by_id = {key.id: key for key in self._keys}
        self._newest = self._keys[0]

    def seal(self, column: str, text: str) -> Sealed:
        """Encrypt for this column ("people.name") with the newest key."""
        return self.seal_bytes(column, text.encode())

    def seal_bytes(self, purpose: str, data: bytes) -> Sealed:
        """The same for what is no text."""
        nonce = os.urandom(12)
        return Sealed(self._newest.id + nonce + self._newest.aead.encrypt(nonce, data, purpose.encode()))

    def open(self, column: str, sealed: bytes) -> str:
        """Decrypt what `seal` made for the same column.

        Raises KeyMismatch if its key is not configured or the value was changed.
        """
        return self.open_bytes(column, sealed).decode()

    def open_bytes(self, purpose: str, sealed: bytes) -> bytes:
        """The same for what `seal_bytes` made."""
        key = self._by_id.get(sealed[:4])
        if key is None and sealed[:4] == _OWN:
            raise KeyMismatch(f"Ein Wert in {purpose} gehört jemandem, dessen Schlüssel gelöscht ist.")
        if key is None:
            raise KeyMismatch(
                "Die Daten wurden mit einem anderen Schlüssel verschlüsselt. "
                "Lege die alte Schlüsseldatei zurück, oder trage den alten Schlüssel hinter dem neuen ein."
            )
        return _opened(key.aead, purpose, sealed)

    def new_own(self) -> Sealed:
        """A fresh key for one person, as it lies in their row."""
        return self.seal(_OWN_KEY, new_key())

    def own(self, sealed: bytes | None) -> Seal:
        """One person's key, from their row; where they have none any more, or not yet, these keys themselves."""
        return self if sealed is None else _OwnKey(urlsafe_b64decode(self.open(_OWN_KEY, sealed)), self)

    def index(self, purpose: str, text: str) -> Index:
        """The hash to find `text` by, with the newest key."""
        return self._hash(self._newest, purpose, text)

    def indexes(self, purpose: str, text: str) -> list[Index]:
        """The hashes `text` may stand under, newest key first."""
        return [self._hash(key, purpose, text) for key in self._keys]

    def is_current(self, sealed: bytes) -> bool:
        """Whether nothing newer could seal this: the newest key did, or somebody's own, which lies under it."""
        return sealed[:4] in (self._newest.id, _OWN)

    def knows(self, sealed: bytes) -> bool:
        """Whether one of these keys sealed this."""
        return sealed[:4] in self._by_id

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def rotating(self) -> bool:
        """Whether older keys are still configured."""
        return len(self) > 1

    @staticmethod
    def _hash(key: _Key, purpose: str, text: str) -> Index:
        return Index(hmac.digest(key.index_secret, f"{purpose}\0{text}".encode(), "sha256")[:16])


class _OwnKey:
    """A person's key. What was sealed before they had one opens, too."""

    def __init__(self, secret: bytes, others: KeyRing) -> None:
        self._aead = AESGCM(secret)
        self._others = others

    def seal(self, column: str, text: str) -> Sealed:
        nonce = os.urandom(12)
        return Sealed(_OWN + nonce + self._aead.encrypt(nonce, text.encode(), column.encode()))

    def open(self, column: str, sealed: bytes) -> str:
        if sealed[:4] != _OWN:
            return self._others.open(column, sealed)
        return _opened(self._aead, column, sealed).decode()


def _opened(aead: AESGCM, purpose: str, sealed: bytes) -> bytes:
    try:
        return aead.decrypt(sealed[4:16], sealed[16:], purpose.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: cut short
        raise KeyMismatch(f"Ein Wert in {purpose} wurde verändert oder ist beschädigt.") from error


def is_own(sealed: bytes) -> bool:
    """Whether somebody's own key sealed this."""
    return sealed[:4] == _OWN


def new_key() -> str:
    """A fresh key as it stands in a key file: 32 random bytes, URL-safe base64."""
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def parse_keys(lines: Iterable[str], where: str) -> KeyRing:
    """Keys as written in a setting or file, newest first; `where` names the place in the error."""
    keys: list[bytes] = []
    for line in lines:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not re.fullmatch("[A-Za-z0-9_-]{43}=", text):  # decoding would pass over what does not belong there
            raise ConfigurationError(
                [
                    f"{where}: ein Schlüssel hat die falsche Form. Erwartet werden 44 Zeichen, wie "
                    "`bleibdran` sie beim ersten Start schreibt. Lege die ursprüngliche Datei zurück."
                ]
            )
        if (key := urlsafe_b64decode(text)) not in keys:
            keys.append(key)
    if not keys:
        raise ConfigurationError([f"{where}: kein Schlüssel gefunden. Lege die ursprüngliche Datei zurück."])
    return KeyRing(keys)


def load_or_create(path: Path, *, may_create: bool) -> KeyRing:
    """The keys in this file. A missing one is created (mode 600) if there is no database it could belong to."""
    if path.exists():
        return parse_keys(_lines(path), str(path))
    if not may_create:
        raise KeyMismatch(
            f"Die Schlüsseldatei {path} fehlt, aber die Datenbank gibt es schon. Ohne den Schlüssel ist sie nicht "
            "lesbar: hole die Datei aus der Sicherung zurück."
        )
    try:
        _create(path)
    except OSError as error:
        raise StoreUnwritable(
            f"{path} lässt sich nicht schreiben ({error.strerror}). Prüfe, wem der Ordner gehört und ob Platz ist."
        ) from error
    return load_or_create(path, may_create=False)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ConfigurationError([f"{path} lässt sich nicht lesen ({error.strerror}). Prüfe die Rechte."]) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError([f"{path} ist keine Schlüsseldatei. Lege die ursprüngliche zurück."]) from error


def _create(path: Path) -> None:
    """The file appears with its key in it or not at all: half a key would lock everybody out at the next start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was faster
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    disk.keep_names(path.parent)
