"""Somebody copies the data folder, without the key: it tells them nothing about anybody."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store import tables
from bot.store.db import SealedBytes
from tests.full_day import a_day, forms, full_day
from tests.scene import has_learned

KEY_FILE = "schluessel"


def copied(folder: Path) -> dict[str, bytes]:
    """What a thief has: whatever lies there, but the key."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != KEY_FILE)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.sqlite_only("reads the files")
async def test_a_copy_of_the_data_folder_without_the_key_tells_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    has_learned(tmp_path)
    async with a_day(tmp_path) as scene:
        day = await full_day(scene)
        scene.world.faults.plan("copyMessage", "500", every=1)  # what is on its way stays on its way
        scene.larissa.phone.write("Noch unterwegs: Vermieterin")
        await scene.until(scene.nothing_to_handle)
        running = copied(folder)
        async with scene.db.transaction() as tx:
            filled = {}
            for table in tables.metadata.sorted_tables:
                filled[table.name] = (await tx.execute(select(func.count()).select_from(table))).scalar_one()
        # Keyed hashes find a row; without the key nobody can make them from the number of a chat.
        guesses = [hashlib.new(name, f"telegram:{scene.larissa.phone.chat_id}".encode()).digest()[:16]
                   for name in ("sha256", "sha1", "md5", "blake2b")]  # fmt: skip
    stopped = copied(folder)
    for files in (running, stopped):
        found = [
            f"{what} in {name}"
            for name, content in files.items()
            for what, secret in day.secrets.items()
            for form in forms(secret)
            if form in content
        ]
        assert found == []
        assert not [guess for guess in guesses if any(guess in content for content in files.values())]
    # The test can fail: what is no secret is to be found, in the database and in its journal; and much was stored.
    assert any(b"careleaver" in content for content in stopped.values())
    assert {"bleibdran.db", "bleibdran.db-wal"} <= running.keys()
    assert any("such" in name or "inhalt" in name for name in running), sorted(running)
    sealed = {table.name for table in tables.metadata.sorted_tables
              if any(isinstance(column.type, SealedBytes) for column in table.columns)}  # fmt: skip
    assert {name for name in sealed if not filled[name]} <= {"held"}


@pytest.mark.parametrize("before", ["", "a", "ab", "abc", "Wörter davor "])
def test_the_scan_finds_what_it_looks_for(before: str) -> None:
    secret = "Vermieterin"
    found = set(forms(secret))
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        content = (before + secret + " danach").encode(encoding)
        for stored in (content, content.hex().encode(), b64encode(content)):
            assert any(form in stored for form in found), (encoding, stored)


def test_the_scan_finds_no_shorter_piece_than_tells_something() -> None:
    assert min(map(len, forms("123456789"))) >= 9
