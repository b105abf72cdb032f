"""Keeps what the search has learned in a file: a restart need not learn it again."""

import io
import json
import zipfile
from pathlib import Path
from typing import Final

import numpy as np

from bot.content.examples import Learned

_ARRAYS: Final = ("rarity", "weights", "where", "worth", "starts")


def save(path: Path, learned: Learned) -> None:
    """Write it beside the old file, then in its place. Raises OSError."""
    words = np.frombuffer(json.dumps([learned.of, *learned.names]).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, words=words, **{name: getattr(learned, name) for name in _ARRAYS})
    beside = path.with_suffix(".neu")
    beside.write_bytes(buffer.getvalue())
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
