"""Somebody edits the content while the bot runs."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import due, live_content
from bot.content.load import SHIPPED
from bot.store import people
from tests.scene import Scene
from tests.words import t

ENTRY = """---
title: Wo gibt es hier billige Möbel?
label: Möbel
reviewed: 2026-11-22
---

Im **Möbellager** in der Halle 3.

## So wird gefragt

- wo gibt es hier billige möbel
- möbellager
- gebrauchte möbel günstig
- schrank und tisch für wenig geld
- second hand möbel
- sofa billig
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town's own folder over the shipped one."""
    folder = tmp_path / "inhalt"
    (folder / "faq" / "wohnen").mkdir(parents=True)
    shutil.copy(SHIPPED / "bleibdran.yaml", folder)
    return folder


@pytest.fixture
async def stage_with_town(tmp_path: Path, town: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    monkeypatch.setattr(live_content, "SECONDS", 0.05)
    async with Scene.opened(tmp_path, environ={"BLEIBDRAN_CONTENT_DIR": str(town)}) as scene:
        await scene.joined("Nora", people.ADMIN)
        await scene.joined("Keller", people.COORDINATION)
        await scene.joined("Tom", people.WEGBEGLEITER)
        await scene.joined("Mia", wegbegleiter="Tom")
        yield scene


def entries(scene: Scene) -> set[str]:
    assert scene.bot
    return set(scene.bot.live.content.faq.entries)


async def test_a_good_edit_is_in_use_within_seconds_and_the_admins_hear_of_it(
    stage_with_town: Scene, town: Path
) -> None:
    scene = stage_with_town
    await scene.mia.writes("/fragen wo gibt es hier billige möbel")
    scene.mia.saw_not("Möbellager")
    (town / "faq" / "wohnen" / "moebel.de.md").write_text(ENTRY, "utf-8")
    await scene.until(lambda: "wohnen/moebel" in entries(scene))
    await scene.settle()
    await scene.mia.writes("/fragen wo gibt es hier billige möbel")
    scene.mia.saw("Im Möbellager in der Halle 3.")
    await scene.until(lambda: any(t("content-changed", entries=166) in text for text in scene.nora.texts))
    scene.keller.saw_nothing()


async def test_a_bad_edit_changes_nothing_and_tells_the_admins_what_is_wrong(
    stage_with_town: Scene, town: Path
) -> None:
    scene = stage_with_town
    assert scene.bot
    before = scene.bot.live.content
    path = town / "faq" / "wohnen" / "moebel.de.md"
    path.write_text(ENTRY.replace("title:", "titel:"), "utf-8")
    await scene.until(lambda: any("moebel.de.md:2: Unbekanntes Feld" in text for text in scene.nora.texts))
    assert scene.bot.live.content is before
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    scene.mia.saw("drei Kaltmieten")
    await scene.nora.writes("/inhalt")
    assert 'Meinst du "title"?' in (scene.nora.last.text or "")
    path.write_text(ENTRY, "utf-8")
    await scene.until(lambda: any(t("content-changed", entries=166) in text for text in scene.nora.texts))
    await scene.nora.writes("/inhalt")
    assert t("content-fine") in (scene.nora.last.text or "")


async def test_without_an_admin_coordination_hears_of_a_bad_edit(tmp_path: Path, town: Path) -> None:
    async with Scene.opened(tmp_path, environ={"BLEIBDRAN_CONTENT_DIR": str(town)}) as scene:
        await scene.joined("Keller", people.COORDINATION)
        (town / "themen.yaml").write_text("miete: ja\n", "utf-8")
        await scene.until(lambda: any("themen.yaml:1" in text for text in scene.keller.texts))


async def test_a_bot_that_starts_on_a_bad_edit_uses_the_last_good_state(stage_with_town: Scene, town: Path) -> None:
    scene = stage_with_town
    path = town / "faq" / "wohnen" / "moebel.de.md"
    path.write_text(ENTRY, "utf-8")
    await scene.until(lambda: "wohnen/moebel" in entries(scene))
    await scene.stop_bot()
    path.write_text(ENTRY.replace("---\n\nIm", "---\n\n{ $nichts } Im"), "utf-8")
    await scene.start_bot()
    assert "wohnen/moebel" in entries(scene)
    await scene.mia.writes("/fragen wo gibt es hier billige möbel")
    scene.mia.saw("Im Möbellager in der Halle 3.")
    await scene.nora.writes("/inhalt")
    assert "moebel.de.md:7: Den Betrag { $nichts } gibt es nicht." in (scene.nora.last.text or "")


async def test_a_note_of_the_town_stands_under_the_shipped_answer(stage_with_town: Scene, town: Path) -> None:
    scene = stage_with_town
    note = "---\nextends: true\nreviewed: 2026-11-22\nhelp: [miete]\n---\n\nIn Beispielstadt bis **480 Euro** warm.\n"
    (town / "faq" / "wohnen" / "angemessene-miete.de.md").write_text(note, "utf-8")
    assert scene.bot
    await scene.until(lambda: scene.bot and scene.bot.live.content.faq.entries["wohnen/angemessene-miete"].notes)
    await scene.mia.writes("/fragen wie teuer darf meine wohnung sein damit das jobcenter zahlt")
    answer = scene.mia.last.text or ""
    assert f"{t('faq-local')}\nIn Beispielstadt bis 480 Euro warm." in answer
    assert "Karenz" in answer or "erste" in answer, "the shipped answer is still there"


async def test_once_a_month_the_admins_hear_which_answers_to_review(scene: Scene) -> None:
    await scene.joined("Nora", people.ADMIN)
    assert scene.bot
    content = scene.bot.live.content
    await due.content_review(scene.db, scene.clock, content)
    await scene.settle()
    scene.nora.saw_nothing()
    await scene.pass_time(days=400)
    for _ in range(3):  # the hour strikes again and again
        await due.content_review(scene.db, scene.clock, content)
        await scene.settle()
    (told,) = scene.nora.texts
    assert "alltag/verkehr.de: galt bis 2027-06-30" in told
    await scene.pass_time(days=31)
    await due.content_review(scene.db, scene.clock, content)
    await scene.settle()
    assert len(scene.nora.texts) == 2
    scene.keller.saw_nothing()


async def test_inhalt_shows_what_is_to_be_reviewed(scene: Scene) -> None:
    await scene.joined("Nora", people.ADMIN)
    await scene.nora.writes("/inhalt")
    await scene.nora.taps(t("content-stale-button", count=0))
    assert scene.nora.last.text == t("content-stale-none")
    await scene.pass_time(days=800)
    await scene.nora.writes("/inhalt")
    assert "165" in (scene.nora.last.text or "")
    await scene.nora.taps(next(b.text for row in scene.nora.last.buttons for b in row if "prüfen" in b.text))
    assert "galt bis" in (scene.nora.last.text or "")


async def test_inhalt_is_for_those_who_look_after_it(scene: Scene) -> None:
    for nobody in (scene.mia, scene.tom):
        await nobody.writes("/inhalt")
        nobody.saw(t("help-unknown"))
    await scene.keller.writes("/inhalt")
    assert t("content-fine") in (scene.keller.last.text or "")
