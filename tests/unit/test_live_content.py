"""The watch over the content folders."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import learning, load
from bot.content.load import SHIPPED
from bot.errors import ContentError
from bot.live_content import LiveContent


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "inhalt"
    folder.mkdir()
    shutil.copy(SHIPPED / "bleibdran.yaml", folder)
    return folder


def named(town: Path, name: str) -> None:
    text = (SHIPPED / "bleibdran.yaml").read_text("utf-8")
    (town / "bleibdran.yaml").write_text(text.replace("Wegbegleitung Landkreis Beispiel", name), "utf-8")


def kept(folder: Path) -> list[Path]:
    return list(folder.glob(learning.PATTERN))


async def test_nothing_changes_while_nobody_edits(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    before = live.content
    assert not await live.look()
    assert live.content is before


async def test_an_edit_is_taken_at_the_next_look(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    named(town, "Wegbegleitung Nord")
    assert await live.look()
    assert live.content.service.name == "Wegbegleitung Nord"
    assert not await live.look()


async def test_saving_without_changing_anything_is_no_edit(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    path = town / "bleibdran.yaml"
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert not await live.look()


async def test_a_bad_edit_is_known_and_not_used_until_it_is_mended(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    before = live.content
    (town / "themen.yaml").write_text("miete: x", "utf-8")
    assert await live.look()
    assert live.content is before
    assert [problem.path.name for problem in live.rejected] == ["themen.yaml"]
    (town / "themen.yaml").unlink()
    assert await live.look()
    assert live.rejected == ()


async def test_what_is_learned_is_kept_for_just_this_content(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    named(town, "Wegbegleitung Nord")
    assert await live.look()
    assert kept(tmp_path) == [learning.place(tmp_path, live.content)]
    again = LiveContent([SHIPPED, town], tmp_path)
    assert again.content.faq.ready, "a restart need not learn again"
    assert again.content.faq.search.find("kaution") == live.content.faq.search.find("kaution")


def test_learning_is_only_for_the_content_that_is_there(town: Path, tmp_path: Path) -> None:
    assert learning.main([str(tmp_path / "suche-1-anderes.npz"), str(SHIPPED), str(town)]) == 1
    (town / "themen.yaml").write_text("miete: x", "utf-8")
    assert learning.main([str(tmp_path / "suche-1-anderes.npz"), str(SHIPPED), str(town)]) == 1
    assert kept(tmp_path) == []


async def test_editors_hidden_and_foreign_files_are_no_edit(town: Path, tmp_path: Path) -> None:
    live = LiveContent([SHIPPED, town], tmp_path)
    (town / "notizen.txt").write_text("x", "utf-8")
    (town / "bild.png").write_bytes(b"x")
    assert not await live.look()


def test_without_a_good_state_before_a_bad_start_is_refused(town: Path, tmp_path: Path) -> None:
    (town / "themen.yaml").write_text("miete: x", "utf-8")
    with pytest.raises(ContentError, match=r"themen.yaml:1"):
        LiveContent([SHIPPED, town], tmp_path)


def test_a_bad_start_takes_the_last_good_state_of_the_town(town: Path, tmp_path: Path) -> None:
    named(town, "Wegbegleitung Nord")
    LiveContent([SHIPPED, town], tmp_path).remember()
    named(town, "Wegbegleitung Süd")
    (town / "themen.yaml").write_text("miete: x", "utf-8")
    live = LiveContent([SHIPPED, town], tmp_path)
    assert live.content.service.name == "Wegbegleitung Nord"
    assert live.rejected
    live.remember()  # what is bad now is not remembered as good
    assert LiveContent([SHIPPED, town], tmp_path).content.service.name == "Wegbegleitung Nord"


def test_what_is_remembered_is_what_was_found_to_be_good(town: Path, tmp_path: Path) -> None:
    named(town, "Wegbegleitung Nord")
    live = LiveContent([SHIPPED, town], tmp_path)
    (town / "themen.yaml").write_text("miete: x", "utf-8")  # somebody is editing at this very moment
    live.remember()
    assert LiveContent([SHIPPED, town], tmp_path).content.service.name == "Wegbegleitung Nord"


def test_a_damaged_memory_is_no_memory(town: Path, tmp_path: Path) -> None:
    (tmp_path / "inhalt-zuletzt-gut.json").write_text("{", "utf-8")
    (town / "themen.yaml").write_text("miete: x", "utf-8")
    with pytest.raises(ContentError):
        LiveContent([SHIPPED, town], tmp_path)


def test_the_shipped_content_alone_needs_no_memory(tmp_path: Path) -> None:
    LiveContent([SHIPPED], tmp_path).remember()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_vanishes_while_looking_is_no_error(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import live_content

    ghost = town / "weg.yaml"
    monkeypatch.setattr(Path, "rglob", lambda self, pattern: iter([ghost]))
    assert live_content._fingerprint([town]) == ()


def test_a_town_may_list_several_folders(town: Path, tmp_path: Path) -> None:
    second = tmp_path / "zweiter"
    second.mkdir()
    own = (
        "kindergeld:\n  - {value: 999, valid_from: 2026-01-01}\n"
        "regelbedarf-1:\n  - {value: 570, valid_from: 2027-01-01}\n"
    )
    (second / "betraege.yaml").write_text(own, "utf-8")
    content, problems = load.check([SHIPPED, town, second])
    assert problems == [] and content
    amounts = content.faq.amounts
    assert amounts.fill("{ $kindergeld }", "de", date(2026, 6, 1)) == "999 €"
    assert amounts.fill("{ $regelbedarf-1 }", "de", date(2026, 6, 1)) == "563 €", "a new value does not end the old one"
    assert amounts.fill("{ $regelbedarf-1 }", "de", date(2027, 6, 1)) == "570 €"
