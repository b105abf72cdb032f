"""/daten: what is stored, a copy of it, and deleting it all."""

import json
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final, get_args
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import CheckConstraint, func, select

from bot import copies, fields, privacy
from bot.store import audit, contacts, people, tables
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.scenes.test_requests import WORDS, asks
from tests.words import shipped, t

pytestmark = pytest.mark.both_stores


VALUES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("people", "role"): ("careleaver", "wegbegleiter", "fachkraft", "coordination", "admin"),
    ("people", "state"): ("active", "stopped", "left"),
    ("people", "consent_answer"): ("yes", "no"),
    ("companionships", "kind"): ("main", "substitute"),
    ("invitations", "role"): ("careleaver", "wegbegleiter", "fachkraft", "coordination", "admin"),
    ("inbox", "state"): ("queued", "done", "aside"),
    ("outbox", "state"): ("queued", "sending", "sent", "failed", "dropped"),
    ("rhythms", "state"): ("asked", "on", "off"),
    ("rhythms", "every"): ("week", "fortnight", "month"),
    ("checkins", "state"): ("open", "begun", "done", "declined", "missed", "unsent"),
    ("contacts", "kind"): ("checkin", "by-hand", "reminder"),
    ("contacts", "outcome"): ("open", "answered", "declined", "missed", "unsent"),
    ("requests", "state"): (
        "drafted", "offered", "taken", "waiting", "passed", "answered", "confirmed", "reopened", "withdrawn",
    ),
    ("request_steps", "step"): (
        "offered", "opened", "taken", "passed", "given-back", "wanted", "not-wanted", "asked-back", "replied",
        "no-reply", "next", "answered", "confirmed", "reopened", "withdrawn",
    ),
    ("audit", "what"): get_args(audit.What),
}  # fmt: skip
"""What a `value` may be."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield scene


async def lives(scene: Scene) -> None:
    """Mia has answered, asked for help, written to Tom, and called for somebody."""
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-yes"))
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-tell-now"), t("checkin-own-words"))
    await scene.mia.writes("Ich hab die Prüfung bestanden")
    await asks(scene.mia)
    await scene.mia.writes("Hallo Tom")
    await scene.mia.writes("/notfall")
    await scene.mia.taps(t("crisis-call-me"))


def test_every_table_with_personal_data_says_how_it_is_shown_erased_and_kept() -> None:
    known = set(privacy.PERSONAL) | set(privacy.IMPERSONAL)
    assert known == set(tables.metadata.sorted_tables)
    told = [name for names in fields.GROUPS.values() for name in names]
    assert sorted(told) == sorted(table.name for table in privacy.PERSONAL)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_personal_column_is_said_in_words_or_declared_technical(language: str) -> None:
    texts = shipped().texts
    keys = texts.keys(language)
    for group in fields.GROUPS:
        assert f"data-group-{group}" in keys
    for table in privacy.PERSONAL:
        assert {fields.title(table.name), fields.purpose(table.name)} <= keys
        shown, technical = fields.SHOWN[table.name], fields.TECHNICAL[table.name]
        there = {column.name for column in table.columns if privacy.is_handed_out(column)}
        assert not shown.keys() & technical and shown.keys() | technical >= there, table.name
        assert shown.keys() | technical <= {column.name for column in table.columns}, table.name
        for column, kind in shown.items():
            assert fields.label(table.name, column) in keys
            if kind == "value":
                values = VALUES[table.name, column]
                assert all(fields.value(table.name, column, each) in keys for each in values)


def test_every_value_the_schema_allows_has_its_words() -> None:
    for (name, column), values in VALUES.items():
        table = tables.metadata.tables[name]
        checks = [str(each.sqltext) for each in table.constraints if isinstance(each, CheckConstraint)]
        allowed = [check for check in checks if check.startswith(f"{column} IN (")]
        for check in allowed:
            assert set(re.findall("'([a-z-]+)'", check)) == set(values), name


async def test_mia_gets_everything_as_files_she_can_read(scene: Scene) -> None:
    await lives(scene)
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-copy"))
    page, document = scene.mia.received[-2:]
    assert page.file_name == "meine-daten.html" and page.data and document.data
    text = page.data.decode()
    assert "Ich hab die Prüfung bestanden" in text and WORDS in text and "<script" not in text
    assert "Kai" not in text and "Jasmin" not in text
    for said in ("deine Wegbegleitung", "du selbst", "2. März 2026, 10:0", "Bleibt 180 Tage"):
        assert said in text, said
    columns = {column.name for table in privacy.PERSONAL for column in table.columns if "_" in column.name}
    english = {"careleaver", "companionship", "coordination", "active", "offered", "answered"}
    plain = re.sub("<style>.*</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert not [word for word in columns | english if re.search(rf"\b{word}\b", plain)]
    stored = json.loads(document.data)
    assert stored["people"][0]["name"] == "Mia" and stored["answers"] and stored["request_words"] and stored["alerts"]


async def test_who_sees_what_is_said_in_whole_sentences_also_with_nobody_at_her_side(scene: Scene) -> None:
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-who"))
    assert "Deine Nachrichten liest: Tom, Ayse." in scene.mia.texts[-1]
    lena = await scene.joined("Lena", language="en")
    await lena.writes("/daten")
    await lena.taps(t("data-who", language="en"))
    assert lena.texts[-1].startswith("Your messages are read by somebody from the team of ")
    assert "niemand" not in lena.texts[-1]


async def test_deleting_is_asked_once_and_no_keeps_everything(scene: Scene) -> None:
    await lives(scene)
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-no"))
    async with scene.db.transaction() as tx:
        assert await people.by_id(tx, scene.numbers["mia"])
    scene.tom.saw_not(t("data-erased-companion", name="Mia"))


async def test_yes_deletes_it_at_once_and_leaves_the_record_of_contact_without_a_name(scene: Scene) -> None:
    await lives(scene)
    office = Office(scene, "wohnungsnotfall@landkreis-beispiel.example")
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-yes"))
    assert "Gelöscht am Montag" in scene.mia.texts[-1]
    assert t("data-erased-companion", name="Mia") in scene.tom.texts
    assert office.mail.subject == t("mail-subject-withdrawn", number="1")
    number = scene.numbers["mia"]
    async with scene.db.transaction() as tx:
        person = await people.by_id(tx, number)
        assert person and person.address.messenger == "erased" and person.name == "-" and person.state == people.LEFT
        for table, rule in privacy.PERSONAL.items():
            if table is not tables.people and not rule.kept:
                query = select(func.count()).select_from(table).where(rule.whose(tx, person))
                assert (await tx.execute(query)).scalar_one() == 0, table.name
        assert [line.outcome for line in await contacts.of(tx, [number])] == ["answered"]
    await scene.mia.writes("Hallo?")
    scene.tom.saw_not("Hallo?")
    await scene.pass_time(days=30)
    scene.kai.saw_nothing()


async def test_whoever_deletes_may_come_back_as_somebody_new(scene: Scene) -> None:
    await lives(scene)
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-erase"), t("data-erase-yes"))
    await scene.mia.opens(await scene.invited(people.CARELEAVER, wegbegleiter=scene.numbers["tom"]))
    await scene.mia.taps(t("start-yes"))
    await scene.mia.writes("Mia")
    await scene.mia.writes("Da bin ich wieder")
    scene.tom.saw("Da bin ich wieder")


async def test_nothing_of_her_is_left_in_the_file(scene: Scene) -> None:
    await lives(scene)
    async with scene.db.transaction() as tx:
        person = await people.by_id(tx, scene.numbers["mia"])
        assert person
        query = select(tables.people.c.name).where(tables.people.c.id == person.id)
        sealed = bytes((await tx.execute(query)).scalar_one())
        await privacy.erase(tx, person)
    await scene.db.checkpoint()
    assert sealed not in _files(scene)


def _files(scene: Scene) -> bytes:
    """The database and what lies beside it."""
    return b"".join(path.read_bytes() for path in scene.settings.data_dir.iterdir() if path.name.startswith("bleib"))


async def test_a_copy_names_nobody_elses_chat(scene: Scene) -> None:
    await lives(scene)
    await scene.tom.writes("/an mia Hallo Mia")
    await scene.mia.writes("/daten")
    await scene.mia.taps(t("data-copy"))
    document = (scene.mia.received[-1].data or b"").decode()
    assert str(scene.tom.phone.chat_id) not in document and str(scene.mia.phone.chat_id) in document


async def test_what_is_stored_is_said_in_groups_with_who_sees_it_and_how_long_it_stays(scene: Scene) -> None:
    await lives(scene)
    await scene.mia.writes("/daten")
    said = scene.mia.texts[-1]
    for words in (
        "Wer du hier bist",
        "Nachrichten",
        "Wie es dir geht",
        "Kontaktnachweis",
        "Anliegen (1)",
        "Notfälle (1)",
    ):
        assert words in said
    assert "Antworten bleiben 180 Tage" in said and "Bleibt 10 Jahre" in said
    assert said.count(" seh") + said.count(" sieht") + said.count("lesen kann") >= 6


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_shows_what_somebody_wrote_as_they_wrote_it(language: str) -> None:
    found = {
        "people": [{"id": 5, "role": "careleaver", "paused_until": "2036-02-28T09:00:00+00:00"}],
        "checkins": [{"id": 1, "plan": "gone", "number": 2}],
        "answers": [
            {"checkin": 1, "question": "gone", "topic": "gone", "value": json.dumps({"words": "<b>{ $name }</b>"})},
            {"checkin": 1, "question": "wohnen", "topic": "wohnen", "value": json.dumps({"chosen": ["1"]})},
        ],
        "relayed": [{"author": 5, "recipient": number, "at": "2026-03-02T09:00:00+00:00"} for number in range(6, 14)],
    }
    roles = dict.fromkeys(range(5, 13), "wegbegleiter")
    page = copies.as_page(found, shipped(), language, MONDAY, ZoneInfo("Europe/Berlin"), roles)
    assert "&lt;b&gt;{ $name }&lt;/b&gt;" in page and "😞" in page
    assert t("data-open-end", language=language) in page and t("data-person-gone", language=language) in page
    assert t("data-all", language=language, count=8) in page and copies.mentioned(found) == {5, *range(6, 14)}
