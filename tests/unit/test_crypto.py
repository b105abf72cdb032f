"""What is stored is sealed: for one column, by known keys, and nobody changes it unnoticed."""

import os
import threading
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError, KeyMismatch, StoreUnwritable
from bot.store import crypto
from bot.store.crypto import KeyRing, load_or_create, new_key, parse_keys

OLD, NEW = new_key(), new_key()


def ring(*keys: str) -> KeyRing:
    return parse_keys(keys, "test")


@given(st.text(max_size=200))
def test_what_was_sealed_opens_again_and_is_not_to_be_seen(text: str) -> None:
    sealed = ring(NEW).seal("people.name", text)
    assert ring(NEW).open("people.name", sealed) == text
    assert len(text) < 4 or text.encode() not in bytes(sealed)


def test_the_same_text_is_never_sealed_alike() -> None:
    keys = ring(NEW)
    assert len({keys.seal("people.name", "Mia") for _ in range(50)}) == 50


def test_every_changed_byte_is_noticed() -> None:
    keys = ring(NEW)
    sealed = keys.seal("people.name", "Mia")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(KeyMismatch):
            keys.open("people.name", bytes(changed))
    for short in (b"", sealed[:4], sealed[:16], sealed[:-1]):
        with pytest.raises(KeyMismatch):
            keys.open("people.name", short)


def test_a_value_of_one_column_does_not_open_in_another() -> None:
    keys = ring(NEW)
    with pytest.raises(KeyMismatch, match=r"people\.address"):
        keys.open("people.address", keys.seal("people.name", "Mia"))


@given(st.text(max_size=200))
def test_what_is_somebodys_own_opens_with_their_key_and_no_other(text: str) -> None:
    keys = ring(NEW)
    key = keys.new_own()
    mia, kai = keys.own(key), keys.own(keys.new_own())
    sealed = mia.seal("people.name", text)
    assert mia.open("people.name", sealed) == ring(NEW, OLD).own(key).open("people.name", sealed) == text
    for wrong in (keys, kai):
        with pytest.raises(KeyMismatch):
            wrong.open("people.name", sealed)
    with pytest.raises(KeyMismatch):
        ring(OLD).own(key)  # her key lies under the installation's
    assert mia.open("people.name", keys.seal("people.name", text)) == text  # from before she had one


def test_a_wrong_key_opens_nothing_and_an_older_one_still_does() -> None:
    sealed = ring(OLD).seal("people.name", "Mia")
    with pytest.raises(KeyMismatch, match="anderen Schlüssel"):
        ring(NEW).open("people.name", sealed)
    both = ring(NEW, OLD)
    assert both.open("people.name", sealed) == "Mia"
    assert both.rotating and not both.is_current(sealed)
    assert both.is_current(both.seal("people.name", "Mia"))


def test_an_index_finds_the_same_text_by_every_key_and_only_for_its_purpose() -> None:
    both = ring(NEW, OLD)
    assert both.indexes("address", "1") == [ring(NEW).index("address", "1"), ring(OLD).index("address", "1")]
    assert both.index("address", "1") == both.indexes("address", "1")[0]
    assert len({both.index("address", "1"), both.index("recovery", "1"), both.index("address", "2")}) == 3
    assert b"telegram" not in bytes(both.index("address", "telegram:1"))


def test_the_same_key_twice_is_one_key() -> None:
    assert len(ring(NEW, NEW)) == 1


@pytest.mark.parametrize("text", ["", "# nur eine Anmerkung", "kurz", "ä" * 44, "A" * 43 + "=AAAA", "!" * 44])
def test_what_is_no_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_keys([text], "BLEIBDRAN_SECRET_KEY")
    assert "BLEIBDRAN_SECRET_KEY" in str(caught.value)
    assert not text or text not in str(caught.value)


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "schluessel"
    before = os.umask(0)
    try:
        keys = load_or_create(path, may_create=True)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(urlsafe_b64decode(path.read_text("ascii").strip())) == crypto.KEY_BYTES
    sealed = keys.seal("people.name", "Mia")
    assert load_or_create(path, may_create=True).open("people.name", sealed) == "Mia"
    assert [each.name for each in path.parent.iterdir()] == ["schluessel"]


def test_of_many_who_make_the_key_file_at_once_all_use_the_same(tmp_path: Path) -> None:
    rings: list[KeyRing] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        rings.append(load_or_create(tmp_path / "schluessel", may_create=True))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({bytes(keys.index("address", "1")) for keys in rings}) == 1 and len(rings) == 8


def test_a_lost_key_file_is_not_replaced_where_there_is_a_database(tmp_path: Path) -> None:
    with pytest.raises(KeyMismatch, match="Sicherung"):
        load_or_create(tmp_path / "schluessel", may_create=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"zu kurz\n"])
def test_a_damaged_key_file_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "schluessel"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="schluessel"):
        load_or_create(path, may_create=True)
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    with pytest.raises(StoreUnwritable, match="datei"):
        load_or_create(tmp_path / "datei" / "schluessel", may_create=True)


def test_comments_and_several_keys_in_the_file_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "schluessel"
    path.write_text(f"# neu, seit Mai\n{NEW}\n\n{OLD}\n", encoding="utf-8")
    keys = load_or_create(path, may_create=False)
    assert len(keys) == 2 and keys.is_current(ring(NEW).seal("people.name", "Mia"))
