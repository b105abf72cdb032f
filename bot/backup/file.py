"""The file of a backup.

    Bleib dran, Sicherung 1           a line by which it is recognised
    {"made_at": ..., "people": 41}    a line about it: nothing about anybody
    number, sealed key                so many times: one person's own key, 84 bytes
    length, sealed piece              the rows, compressed, until the last piece

The keys of people stand at the front, outside what is sealed as a whole, so that the key of somebody who is erased can
be overwritten here, too: what the rest of the file still has of them opens no more. The rest is sealed piece by piece
(AES-256-GCM); each piece is bound to its place in this file, and the last one says that it is the last.
"""

import json
import os
import secrets
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from bot import disk
from bot.errors import BackupUnusable, KeyMismatch
from bot.store.crypto import KeyRing

SUFFIX: Final = ".sicherung"
_MAGIC: Final = b"Bleib dran, Sicherung 1\n"
_SLOT: Final = struct.Struct(">q76s")
_LENGTH: Final = struct.Struct(">I")
_PIECE: Final = 256 * 1024
_LONGEST: Final = 4096
Slots = dict[int, bytes]
"""The sealed own keys, by person."""


@dataclass(frozen=True)
class Head:
    """What a backup says about itself."""

    #: UTC, ISO.
    made_at: str
    #: The version of the schema (`store/schema.py`).
    schema: str
    #: Which installation it is of.
    installation: str
    #: How many people's keys follow.
    people: int
    #: Of this file alone.
    number: str

    @classmethod
    def new(cls, made_at: str, schema: str, installation: str, people: int) -> "Head":
        return cls(made_at, schema, installation, people, secrets.token_hex(16))


def write(path: Path, keys: KeyRing, head: Head, slots: Slots, lines: Iterable[str]) -> None:
    """Make the file: whole and on disk, or not at all. Nobody else may read it."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_MAGIC)
            file.write(json.dumps(asdict(head)).encode() + b"\n")
            for person, key in slots.items():
                file.write(_SLOT.pack(person, key))
            for number, (piece, last) in enumerate(_pieces(lines)):
                sealed = keys.seal_bytes(_place(head, number, last), piece)
                file.write(_LENGTH.pack(len(sealed)) + sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        disk.keep_names(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _place(head: Head, number: int, last: bool) -> str:
    return (
        f"backup {head.number} {head.made_at} {head.schema} {head.installation} {number} {'last' if last else 'more'}"
    )


def _pieces(lines: Iterable[str]) -> Iterator[tuple[bytes, bool]]:
    """The compressed lines in pieces, and whether it is the last."""
    packer = zlib.compressobj(6)
    waiting = bytearray()
    for line in lines:
        waiting += packer.compress(line.encode() + b"\n")
        while len(waiting) > _PIECE:
            yield bytes(waiting[:_PIECE]), False
            del waiting[:_PIECE]
    waiting += packer.flush()
    yield bytes(waiting), True


def head(path: Path) -> Head:
    """What it says about itself. Raises BackupUnusable if it is none."""
    with path.open("rb") as file:
        return _head(file, path)


def _head(file: BinaryIO, path: Path) -> Head:
    if file.readline(len(_MAGIC)) != _MAGIC:
        raise BackupUnusable(f"{path} ist keine Sicherung von Bleib dran.")
    try:
        return Head(**json.loads(file.readline(_LONGEST)))
    except (ValueError, TypeError) as error:
        raise BackupUnusable(f"{path} ist beschädigt. Nimm die Sicherung davor.") from error


def slots(path: Path) -> Slots:
    """The own keys of the people in it; whoever was erased since has none any more."""
    with path.open("rb") as file:
        return {person: key for _, person, key in _slots(file, _head(file, path), path) if any(key)}


def _slots(file: BinaryIO, about: Head, path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Each with its place in the file."""
    for _ in range(about.people):
        place = file.tell()
        packed = file.read(_SLOT.size)
        if len(packed) < _SLOT.size:
            raise BackupUnusable(f"{path} ist abgeschnitten. Nimm die Sicherung davor.")
        yield place, *_SLOT.unpack(packed)


def lines(path: Path, keys: KeyRing) -> Iterator[str]:
    """What `write` was given. Raises BackupUnusable if anything is missing or changed."""
    with path.open("rb") as file:
        about = _head(file, path)
        file.seek(about.people * _SLOT.size, os.SEEK_CUR)
        unpacker = zlib.decompressobj()
        rest = b""
        for piece in _opened(file, about, keys, path):
            rest += unpacker.decompress(piece)
            *whole, rest = rest.split(b"\n")
            for line in whole:
                yield line.decode()


def _opened(file: BinaryIO, about: Head, keys: KeyRing, path: Path) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        packed = file.read(_LENGTH.size)
        length = _LENGTH.unpack(packed)[0] if len(packed) == _LENGTH.size else -1
        sealed = file.read(min(max(length, 0), 2 * _PIECE))
        last = not file.peek(1)  # type: ignore[attr-defined]  # a buffered reader
        try:
            if len(sealed) != length:
                raise KeyMismatch("cut short")
            yield keys.open_bytes(_place(about, number, last), sealed)
        except KeyMismatch as error:
            if number == 0 and len(sealed) == length and not keys.knows(sealed):
                raise  # whole, and of another key
            raise BackupUnusable(f"{path} ist beschädigt oder abgeschnitten. Nimm die Sicherung davor.") from error
        number += 1


def destroy(path: Path, people: Collection[int]) -> None:
    """Overwrite these people's keys, where they are still there."""
    with path.open("r+b") as file:
        about = _head(file, path)
        there = [(place, person) for place, person, key in _slots(file, about, path) if person in people and any(key)]
        for place, person in there:
            file.seek(place)
            file.write(_SLOT.pack(person, b""))
        if there:
            file.flush()
            os.fsync(file.fileno())
