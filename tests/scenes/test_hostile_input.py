"""Whatever somebody writes is passed on as they wrote it, and interpreted nowhere."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot import copies, privacy
from bot.event import Address
from bot.store import people
from bot.store.people import Person
from bot.store.tables import inbox
from tests import cast
from tests.office import Office
from tests.scene import MONDAY, Scene
from tests.scenes.test_cli import Shell
from tests.scenes.test_requests import FLAT, asks
from tests.words import shipped, t

HOSTILE = {
    "html": "<b>fett</b> <img src=x onerror=alert(1)> </blockquote></form> &amp; <!-- ",
    "script": "<script>document.title='x'</script>\"'><svg onload=alert(1)>",
    "markdown": "**fett** [klick](https://boese.example) `code` _kursiv_ ~~weg~~ # Titel",
    "fluent": '{ $name } { relay-receipt } { "wort" } {{ x }} {',
    "formats": "%s %(name)s {0} {name!r} $name ${jndi:ldap://boese.example/x} {{7*7}}",
    "right to left": "Hallo \u202eegnuL\u202c \u2066von rechts\u2069 \u200fEnde",
    "zero width": "Zwi\u200bschen\u200craum\u2060 \ufeff und e\u0301\u0301\u0301\u0301\u0301 \u034f",
    "emoji": "😀" * 1600,
    "family": "👨‍👩‍👧‍👦🏳️‍🌈👍🏿" * 20,
    "command": "Schreib /stopp@bleibdran_bot oder /notfall, sagt @admin",
    "link": "tg://user?id=1 https://t.me/bleibdran_bot?start=ABCD http://169.254.169.254/latest/meta-data",
    "button": "data-erased:1 stop-yes req-yes:1.1.deadbeef",
    "path": "../../etc/passwd C:\\Windows\\system32 file:///etc/shadow",
    "terminal": "\x1b[31mrot\x1b[0m \x1b]0;Titel\x07 \x9b2J Ende",
    "nul": "vor\x00nach",
    "sql": "'; DROP TABLE people; -- \\",
    "lines": "eins\r\nBcc: alle@boese.example\r\n\r\n<h1>zwei</h1>",
    "json": '{"update_id": 1, "message": null}',
}
FILES = ("../../etc/passwd", "rechnung\u202efdp.exe", "<b>.html", "a\x00b.pdf", "x" * 200 + ".pdf", "CON", ".env")


class Tags(HTMLParser):
    """What a browser sees: tags with their attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, next((name for name, _ in attrs if name.startswith("on")), None)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


#: All tags our pages are made of.
OURS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "section", "form", "button",
        "label", "textarea", "select", "option", "blockquote", "a", "img", "dl", "dt", "dd", "details",
        "summary"}  # fmt: skip


def is_only_words(page: str, text: str) -> None:
    """The text stands on this page, and no tag of its making."""
    seen = Tags(page)
    assert {tag for tag, _ in seen.tags} <= OURS and not [handler for _, handler in seen.tags if handler], seen.tags
    assert not any(tag == "img" and "onerror" in page.partition("<img")[2][:80] for tag, _ in seen.tags)
    assert _plain(text) in _plain("".join(seen.words))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd").strip()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield scene


@pytest.fixture
async def team(stage: Scene) -> Scene:
    """The usual cast, and the housing office's group."""
    await cast.everybody(stage)
    await stage.group_joined("Wohnungsnotfall", people.FACHKRAFT, "Yilmaz", service="wohnungsnotfall")
    return stage


def files_in(folder: Path) -> set[Path]:
    """Whatever lies there."""
    return set(folder.rglob("*"))


async def nothing_is_left(scene: Scene) -> None:
    """Every event has become a turn."""
    async with scene.db.transaction() as tx:
        query = select(func.count()).select_from(inbox).where(inbox.c.state != "done")
        assert (await tx.execute(query)).scalar_one() == 0


# --- talking ---


async def test_talking_passes_it_on_both_ways(scene: Scene) -> None:
    for text in HOSTILE.values():
        written = await scene.mia.writes(text)
        assert scene.tom.received[-1].text == written.text
        answered = await scene.tom.writes(text, reply_to=scene.tom.received[-1])
        assert scene.mia.last.text == answered.text == written.text
        await scene.tom.writes(f"/an mia {text}")
        assert _plain(scene.mia.last.text) == _plain(written.text), "also behind a command"
    await nothing_is_left(scene)


async def test_captions_are_passed_on(scene: Scene) -> None:
    for text in HOSTILE.values():
        sent = await scene.mia.sends("photo", b"bild", caption=text[:500])
        assert scene.tom.received[-1].caption == sent.caption


async def test_files_keep_their_names_and_are_written_nowhere(scene: Scene, tmp_path: Path) -> None:
    before = files_in(tmp_path)
    for name in FILES:
        sent = await scene.mia.sends("document", b"inhalt", name=name)
        assert scene.tom.received[-1].file_name == sent.file_name
        assert scene.tom.received[-1].data == b"inhalt"
    assert files_in(tmp_path) == before


# --- names ---


#: What is typed, and what others see; None: it is no name.
NAMES = {
    "Mia \u202eneglo": "Mia neglo",
    "T\u200bom": "Tom",
    "{ $name }": "{ $name }",
    "<b>Mia</b>": "<b>Mia</b>",
    "*Mia*": "*Mia*",
    "Mia\x1b[31m": "Mia[31m",
    "../../etc/passwd": "../../etc/passwd",
    "data-erased:1": "data-erased:1",
    "@admin": None,
    "T\u043em": None,
}


async def test_a_name_is_shown_as_it_looks_or_refused(scene: Scene) -> None:
    before = "Mia"
    for typed, shown in NAMES.items():
        await scene.mia.writes("/menu")
        await scene.mia.taps(t("menu-name"))
        await scene.mia.writes(typed)
        if shown is None:
            await scene.mia.taps(t("name-keep"))
        before = shown or before
        async with scene.db.transaction() as tx:
            person = await people.by_id(tx, scene.numbers["mia"])
        assert person and person.name == before
        await scene.mia.writes("Ich bin es")
        scene.tom.saw(t("relay-header", name=before))


async def test_a_group_member_cannot_pretend_to_be_a_link_or_turn_the_line_round(team: Scene) -> None:
    team.yilmaz.phone.user["first_name"] = "\u202eYil\x1b[31mmaz https://boese.example"
    await asks(team.mia)
    await team.yilmaz.taps(t("case-take"))
    assert "Übernommen von Wohnungsnotfall" in team.yilmaz.find("Übernommen von").text


# --- requests ---


async def test_a_request_shows_it_on_card_and_page_and_never_in_the_mail(team: Scene) -> None:
    await team.mia.writes("/anliegen")
    await team.mia.taps(FLAT)
    written = [(await team.mia.writes(text)).text for text in HOSTILE.values()]
    await team.mia.taps(t("request-show"), t("request-yes"))
    await team.yilmaz.taps(t("case-open"))
    for text in written:
        assert any(_plain(text) in _plain(said) for said in team.yilmaz.texts)
    office = Office(team, "wohnungsnotfall@landkreis-beispiel.example")
    for part in (office.mail.subject, office.mail.text, office.mail.html):
        assert not [text for text in written if _plain(text)[:12] in part]
    await office.follows(t("mail-link-answer"))
    page = await office.presses(t("link-read"))
    for text in written:
        is_only_words(page.html, text)
    await nothing_is_left(team)


async def test_what_an_office_writes_reaches_mia_as_it_is(team: Scene) -> None:
    await asks(team.mia)
    office = Office(team, "wohnungsnotfall@landkreis-beispiel.example")
    await office.follows(t("mail-link-take"))
    await office.presses(t("link-take"))
    for text in HOSTILE.values():
        page = await office.presses(t("link-answer"), text)
        assert page.status == 200 and t("link-answer-done") in page.words
        assert _plain(text) in _plain(team.mia.last.text)
    await nothing_is_left(team)


async def test_a_file_of_a_request_has_its_name_on_the_page_and_none_in_its_address(team: Scene) -> None:
    await team.mia.writes("/anliegen")
    await team.mia.taps(FLAT)
    sent = [await team.mia.sends("document", b"inhalt", name=name) for name in FILES]
    await team.mia.taps(t("request-show"), t("request-yes"))
    office = Office(team, "wohnungsnotfall@landkreis-beispiel.example")
    await office.follows(t("mail-link-open"))
    page = await office.presses(t("link-read"))
    for each in sent:
        is_only_words(page.html, each.file_name or "")
    links = [each for each in re.findall(r'href="([^"]+)"', page.html) if "/anliegen/" in each]
    paths = [each for each in links if not each.endswith("/impressum")]
    assert len(paths) == len(FILES) and all(re.fullmatch(r"/anliegen/[\w.~-]+/\d+", path) for path in paths)
    for path in paths:
        assert await office.gets(path) == (200, b"inhalt")


# --- questions, check-ins ---


async def test_a_question_to_the_faq_is_only_searched_for(scene: Scene) -> None:
    assert scene.bot
    scene.bot.live.content.faq.search.find("Kaution", 1)  # learns, which is slow the first time
    for text in HOSTILE.values():
        await scene.mia.writes("/fragen")
        asked = await scene.mia.writes(text)
        assert scene.mia.last.message_id > asked.message_id, "there is an answer"
        await scene.mia.does(scene.mia.phone.inline, text[:200])
    scene.tom.saw_nothing()
    await nothing_is_left(scene)


@pytest.mark.parametrize("text", [HOSTILE[key] for key in ("html", "fluent", "right to left", "terminal", "nul")])
async def test_own_words_of_a_check_in_are_kept_and_shown_as_they_are(scene: Scene, text: str) -> None:
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-yes"))
    await scene.mia.writes("/checkin")
    await scene.mia.taps(t("checkin-tell-now"), t("checkin-own-words"))
    written = (await scene.mia.writes(text)).text
    async with scene.db.transaction() as tx:
        person = await people.by_id(tx, scene.numbers["mia"])
        assert person
        found = await privacy.export(tx, person)
    kept = found["answers"][-1]["value"]
    assert json.loads(kept) == {"words": written}
    page = copies.as_page(found, shipped(), "de", scene.clock.now(), ZoneInfo("Europe/Berlin"), {})
    is_only_words(page, written)
    assert json.loads(copies.as_json(found)) == found
    await nothing_is_left(scene)


# --- what no app sends ---


def _text(chat: int, text: Any, **more: Any) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Mia"}
    return {"message_id": 7_000, "date": 1_772_442_000, "chat": {"id": chat, "type": "private"}, "from": who,
            "text": text} | more  # fmt: skip


SENSELESS: tuple[dict[str, Any], ...] = (
    {"text": "halb \ud83d und \udc00 \ud800"},
    {"text": {"is": "Said"}},
    {"text": ["a"]},
    {"text": 10**40},
    {"text": None},
    {"date": 10**18},
    {"date": -(10**12)},
    {"date": "gestern"},
    {"message_id": 10**30},
    {"chat": {"id": "\ud800", "type": "private"}},
    {"chat": {"id": 10**300, "type": "private"}},
    {"chat": {"id": "1' OR 1=1", "type": "private"}},
    {"chat": []},
    {"from": {"id": 1, "is_bot": False, "first_name": "\ud800", "language_code": {"a": 1}}},
    {"entities": [{"type": "bold", "offset": -5, "length": 10**12}]},
    {"entities": [{"type": "text_link", "offset": 0, "length": 2, "url": "javascript:alert(1)"}]},
)


async def test_an_update_that_makes_no_sense_holds_up_nobody(scene: Scene) -> None:
    mia = scene.mia.phone.chat_id
    for number, change in enumerate(SENSELESS):
        scene.world.updates.push("message", _text(mia, "Hallo") | change, mia)
        await scene.mia.writes(f"und weiter {number}")
        scene.tom.saw(f"und weiter {number}")
    async with scene.db.transaction() as tx:
        query = select(func.count()).select_from(inbox).where(inbox.c.state == "queued")
        assert (await tx.execute(query)).scalar_one() == 0


async def test_half_a_character_is_replaced_and_the_rest_arrives(scene: Scene) -> None:
    """A copy is made by the messenger; what the bot writes itself is what it has read."""
    await scene.mia.writes("Hallo")
    tom = scene.tom.phone.chat_id
    scene.world.updates.push("message", _text(tom, "/an mia halb \ud83d da"), tom)
    await scene.settle()
    assert scene.mia.last.text == "halb \ufffd da"


# --- the command line ---


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_table_moves_no_cursor_whatever_stands_in_the_database(shell: Shell) -> None:
    """Names are cleaned when they are chosen; those of an older version were not."""

    async def joined(tx: Any) -> Person:
        return await people.add(
            tx, role=people.WEGBEGLEITER, name="T\x1b[2J\x1b]0;x\x07om\u202e\n\x9b31m", group=False, language="de",
            address=Address("telegram", "1"), bezirk=None, recovery=None, consent=None, now=datetime.now(UTC),
        )  # fmt: skip

    shell.writes(joined)
    said = shell("people").out
    assert "T[2J]0;xom 31m" in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    stored = shell("people", "--json").out
    assert "\x1b" not in stored and json.loads(stored)[0]["name"].startswith("T\x1b[2J"), "escaped, as JSON is"
