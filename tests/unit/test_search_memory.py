"""What the search has learned survives a restart, and is never taken for what it is not."""

from pathlib import Path

import numpy as np
import pytest

from bot.content import memory
from bot.content.search import Document, Search, Words

KAUTION = ("kaution zahlen", "kaution zu hoch", "wie viel kaution", "kaution raten", "kaution weg")
STROM = ("strom abgestellt", "kein strom", "strom anmelden", "strom zahlen", "strom weg")
DOCUMENTS = [Document("a/kaution", ("Kaution",), KAUTION, "x"), Document("a/strom", ("Strom",), STROM, "y")]
WORDS = Words((("kaution", "deposit"),), ("hallo", "danke"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    learned = Search(DOCUMENTS, WORDS).learned
    assert learned
    memory.save(tmp_path / "gelernt.npz", learned)
    return tmp_path / "gelernt.npz"


def test_what_was_kept_answers_as_before(kept: Path) -> None:
    before = memory.load(kept)
    again = Search(DOCUMENTS, WORDS, before)
    assert again.learned is before
    for question in ("kaution", "deposit", "strom weg", "hallo", "quatsch"):
        assert again.find(question) == Search(DOCUMENTS, WORDS).find(question)


def test_other_content_is_learned_anew(kept: Path) -> None:
    before = memory.load(kept)
    more = [DOCUMENTS[0], Document("a/strom", ("Strom",), (*DOCUMENTS[1].ways, "gas"), "y")]
    assert Search(more, WORDS, before).learned is not before
    assert Search(DOCUMENTS, Words((), WORDS.no_question), before).learned is not before
    assert Search(list(reversed(DOCUMENTS)), WORDS, before).learned is not before


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"{}", b"\x93NUMPY"])
def test_a_damaged_file_is_as_good_as_none(kept: Path, damage: bytes) -> None:
    kept.write_bytes(damage)
    assert memory.load(kept) is None


def test_a_file_cut_off_is_as_good_as_none(kept: Path) -> None:
    whole = kept.read_bytes()
    for length in range(0, len(whole), max(len(whole) // 20, 1)):
        kept.write_bytes(whole[:length])
        assert memory.load(kept) is None


def test_a_file_of_something_else_is_as_good_as_none(tmp_path: Path) -> None:
    np.savez(tmp_path / "anderes.npz", zahlen=np.arange(3))
    assert memory.load(tmp_path / "anderes.npz") is None
    assert memory.load(tmp_path / "nichts.npz") is None
