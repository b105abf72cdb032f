"""Keeps what a restart should find again: what the search has learned, need not be learned again."""

import io
import json
import zipfile
from pathlib import Path
from typing import Final

import numpy as np

from bot.content.examples import Learned

_ARRAYS: Final = ("rarity", "weights", "where", "worth", "starts")


def save(path: Path, learned: Learned) -> None:
    """Raises OSError."""
    words = np.frombuffer(json.dumps([learned.of, *learned.names]).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, words=words, **{name: getattr(learned, name) for name in _ARRAYS})
    write(path, buffer.getvalue())


def write(path: Path, raw: bytes) -> None:
    """Beside the old file, then in its place: there is a whole one at any time. Raises OSError."""
    beside = path.with_suffix(".neu")
    beside.write_bytes(raw)
    beside.replace(path)


def load(path: Path) -> Learned | None:
    """What was saved; None if there is nothing, or nothing that can be read. It is learned again then."""
    try:
        # Opened here: numpy would leave the file open where it is damaged.
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            of, *names = json.loads(file["words"].tobytes())
            return Learned(of, tuple(names), *(file[name] for name in _ARRAYS))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
