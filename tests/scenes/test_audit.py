"""The audit trail: what is noted, who reads it, and that nothing anybody wrote stands in it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot import privacy, upkeep
from bot.store import audit, invitations, people
from bot.store.people import CARELEAVER, FACHKRAFT, WEGBEGLEITER
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.scenes.test_requests import WORDS, asks
from tests.words import shipped, t

DANGER = "ich will nicht mehr leben"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield scene


async def trail(scene: Scene) -> list[str]:
    """Everything noted, oldest first: "keller read mia"."""
    by_number = {number: name for name, number in scene.numbers.items()}
    async with scene.db.transaction() as tx:
        entries = await audit.newest(tx, 1000)
        assert (await audit.verify(tx)).broken is None

    def line(entry: audit.Entry) -> str:
        about = f"#{entry.about}" if entry.about else None
        named = [by_number.get(number, str(number)) for number in (entry.whom, entry.other) if number]
        actor = by_number.get(entry.actor or 0, str(entry.actor)) if entry.actor else entry.who
        return " ".join(filter(None, (actor, entry.what, *named, about)))

    return [line(entry) for entry in reversed(entries)]


# --- what is noted ---


async def test_inviting_joining_and_who_is_at_whose_side(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{CARELEAVER}"), "Ayse", t("invite-no-bezirk"))
    async with scene.db.transaction() as tx:
        ayse, keller = scene.numbers["ayse"], scene.numbers["keller"]
        code = await invitations.create(
            tx, role=CARELEAVER, name=None, wegbegleiter=ayse, bezirk=None, created_by=keller, now=MONDAY,
            expires_at=scene.clock.now() + timedelta(days=1),
        )  # fmt: skip
    lea = scene.phone("Lea")
    await lea.opens(code)
    await lea.taps(t("start-yes"))
    await lea.writes("Lea")
    scene.numbers["lea"] = scene.numbers["kai"] + 1
    await scene.keller.writes("/zuordnen Lea Tom")
    assert await trail(scene) == [
        "keller invited-careleaver",
        "lea joined keller",
        "bot assigned lea ayse",
        "keller unassigned lea ayse",
        "keller assigned lea tom",
    ]


async def test_a_request_agreed_to_and_read_by_mail_and_in_the_messenger(scene: Scene) -> None:
    await scene.joined("Schulz", FACHKRAFT, service="jobcenter-u25")
    await asks(scene.mia)
    office = Office(scene, "wohnungsnotfall@landkreis-beispiel.example")
    await office.follows(t("mail-link-open"))
    assert await trail(scene) == ["mia agreed mia #1"], "opening a link reads nothing"
    await office.presses(t("link-read"))
    await office.follows(t("mail-link-pass"))
    await office.presses(t("case-pass"), "jobcenter-u25")
    await scene.mia.taps(t("request-pass-yes"))
    await scene.schulz.taps(t("case-open"))
    assert await trail(scene) == [
        "mia agreed mia #1",
        "wohnungsnotfall opened mia #1",
        "wohnungsnotfall opened mia #1",
        "mia agreed-passing mia #1",
        "schulz opened mia #1",
    ]


async def test_danger_calls_somebody_and_that_is_noted(scene: Scene) -> None:
    await scene.mia.writes(DANGER)
    await scene.pass_time(minutes=16)
    assert await trail(scene) == ["bot alerted mia tom", "bot alerted mia ayse"]


async def test_stopping_coming_back_a_new_phone_a_copy_and_the_end(scene: Scene) -> None:
    code = invitations.new_code()
    lea = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    await lea.writes("/stopp")
    await lea.taps(t("stop-yes"), t("back-yes"))
    new = scene.phone("Leas neues Handy")
    await new.opens(code)
    await new.writes("/daten")
    await new.taps(t("data-copy"), t("data-erase"), t("data-erase-yes"))
    assert await trail(scene) == ["lea stopped", "lea back", "lea moved", "lea exported lea", "lea erased lea"]


async def test_a_wegbegleiter_who_leaves(scene: Scene) -> None:
    await scene.ayse.writes("/stopp")
    await scene.ayse.taps(t("stop-yes"))
    assert await trail(scene) == ["ayse left", "ayse unassigned mia ayse"]


# --- who reads it ---


async def test_keller_reads_it_in_words_with_the_names_of_now(scene: Scene) -> None:
    await scene.keller.writes("/protokoll")
    assert scene.keller.last.text == t("audit-empty")
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-copy"), t("menu-name"))
    await scene.mia.writes("Pünktchen")
    await scene.jasmin.writes("/stopp")
    await scene.jasmin.taps(t("stop-yes"))
    await scene.keller.writes("/protokoll")
    lines = scene.keller.last.text.splitlines()[2:]
    assert lines == [
        "02.03.2026 10:00 – Jasmin hat aufgehört",
        "02.03.2026 10:00 – Pünktchen hat eine Kopie aller Daten von Pünktchen bekommen",
        "02.03.2026 10:00 – Keller hat das Protokoll gelesen",
    ]
    await scene.keller.writes("/protokoll jas")
    assert scene.keller.last.text.splitlines()[2:] == lines[:1]
    await scene.keller.writes("/protokoll Xaver")
    assert scene.keller.last.text == t("to-nobody", typed="Xaver")


async def test_of_several_one_is_chosen_and_who_was_erased_has_a_number(scene: Scene) -> None:
    await scene.joined("Miriam")
    await scene.keller.writes("/protokoll mi")
    await scene.keller.taps("Miriam")
    assert scene.keller.last.text == t("audit-empty")
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-yes"))
    number = scene.numbers["mia"]
    await scene.keller.writes(f"/protokoll {number}")
    assert f"Nr. {number} hat alle Daten von Nr. {number} gelöscht" in scene.keller.last.text


async def test_it_is_for_coordination_only(scene: Scene) -> None:
    for actor in (scene.mia, scene.tom):
        await actor.writes("/protokoll Mia")
        actor.saw(t("help-unknown"))
    assert await trail(scene) == []


# --- what stands in it ---


@pytest.mark.sqlite_only("reads the file")
async def test_no_name_no_word_and_no_chat_stands_in_it(scene: Scene) -> None:
    await asks(scene.mia)
    await scene.mia.writes(DANGER)
    await scene.keller.writes("/zuordnen Mia Ayse")
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-copy"))
    with closing(sqlite3.connect(scene.settings.data_dir / "bleibdran.db")) as file:
        rows = file.execute("SELECT who, what, actor, whom, other, about FROM audit").fetchall()
    assert len(rows) == 5
    text = repr(rows).casefold()
    chats = [str(actor.phone.chat_id) for actor in scene.actors.values()]
    for word in ("mia", "tom", "ayse", "keller", *WORDS.casefold().split()[:2], "leben", *chats):
        assert word not in text


async def test_mia_takes_along_what_was_done_with_her_data_and_it_stays_without_her_name(scene: Scene) -> None:
    await scene.keller.writes("/zuordnen Mia Ayse")
    number = scene.numbers["mia"]
    async with scene.db.transaction() as tx:
        mia = await people.by_id(tx, number)
        assert mia
        rows = (await privacy.export(tx, mia))["audit"]
        assert [(row["what"], row["actor"], row["whom"]) for row in rows] == [
            ("unassigned", scene.numbers["keller"], number),
            ("assigned", scene.numbers["keller"], number),
        ]
        assert not {"hash", "previous"} & rows[0].keys()
        await privacy.erase(tx, mia)
        assert len(await audit.newest(tx, 9, number)) == 2


async def test_after_its_time_it_goes(scene: Scene) -> None:
    await scene.keller.writes("/einladen")
    await scene.keller.taps(t(f"role-{WEGBEGLEITER}"))
    scene.set_forward(timedelta(days=shipped().service.aufbewahrung.protokoll + 1).total_seconds())
    await upkeep.tidy(scene.db, scene.clock, shipped())
    assert await trail(scene) == ["bot trimmed #1"]
