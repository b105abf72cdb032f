"""Requests for support: what the young person says reaches a service after a yes, and its answer comes back."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from sqlalchemy import select

from bot import upkeep
from bot.store import people, requests
from bot.store.tables import request_words
from tests import cast
from tests.imap import ImapServer
from tests.mail import PASSWORD, USER
from tests.office import Office
from tests.scene import MONDAY, Actor, Scene
from tests.words import t

FLAT = "Wohnung oder ein Bett"
WORDS = "Mein Vermieter will mich raus haben, bis Freitag"
HOUSING = "Fachstelle Wohnungsnotfall"
COORDINATION = "Koordinierungsstelle"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True, at=MONDAY) as scene:
        yield scene


@pytest.fixture
def housing(scene: Scene) -> Office:
    return Office(scene, "wohnungsnotfall@landkreis-beispiel.example")


async def asks(mia: Actor, words: str = WORDS, topic: str = FLAT) -> None:
    """Mia asks for help and says yes to what she sees."""
    await mia.writes("/anliegen")
    if t("request-new") in labels(mia):
        await mia.taps(t("request-new"))
    await mia.taps(topic)
    await mia.writes(words)
    await mia.taps(t("request-show"), t("request-yes"))


async def request_of(scene: Scene, number: int = 1) -> requests.Request:
    async with scene.db.transaction() as tx:
        found = await requests.by_id(tx, number)
        assert found
        return found


def labels(actor: Actor) -> list[str]:
    return [button.text for row in actor.last.buttons for button in row]


# --- before the yes ---


async def test_nothing_leaves_before_mia_has_seen_it_and_said_yes(scene: Scene, housing: Office) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.mia.taps(t("request-show"))
    shown = scene.mia.last.text
    assert WORDS in shown and HOUSING in shown and COORDINATION in shown and "Von: Mia" in shown
    assert not scene.messenger.mailbox.mails
    scene.keller.saw_nothing()
    scene.tom.saw_nothing()
    await scene.mia.taps(t("request-yes"))
    assert len(housing.mails) == 1
    assert scene.mia.texts[-1].startswith("Dein")
    assert (await request_of(scene)).state == requests.OFFERED


async def test_a_yes_is_for_what_was_shown_and_for_nothing_that_came_later(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.mia.taps(t("request-show"))
    preview = scene.mia.last
    await scene.mia.taps(t("request-more"))
    await scene.mia.writes("Und noch etwas, das nur Tom wissen darf")
    await scene.mia.does(scene.mia.phone.press, preview, t("request-yes"))
    assert not scene.messenger.mailbox.mails
    assert "das nur Tom wissen darf" in scene.mia.last.text, "the new preview shows it"


async def test_mia_throws_it_away_and_nothing_stays(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.mia.taps(t("request-drop"))
    async with scene.db.transaction() as tx:
        assert not (await tx.execute(select(request_words))).all()
        assert await requests.by_id(tx, 1) is None
    assert not scene.messenger.mailbox.mails


async def test_what_mia_writes_later_goes_to_tom_again(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.pass_time(hours=2)
    await scene.mia.writes("Tom, bist du da?")
    scene.tom.saw("Tom, bist du da?")
    scene.tom.saw_not(WORDS)
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(t("request-button", number="1", topic=FLAT), t("request-yes"))
    assert len(scene.messenger.mailbox.mails) == 1


async def test_who_is_quoted_while_mia_writes_gets_the_message(scene: Scene) -> None:
    await scene.tom.writes("/an mia Ich bin da")
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes("Danke Tom", reply_to=scene.mia.find("Ich bin da"))
    scene.tom.saw("Danke Tom")


async def test_another_topic_and_another_service_are_one_tap(scene: Scene) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes("Ich habe so viele Mahnungen")
    await scene.mia.taps(t("request-show"), t("request-about"), "Schulden und Mahnungen")
    assert "Schuldnerberatung" in scene.mia.last.text and HOUSING not in scene.mia.last.text


async def test_something_else_goes_to_coordination(scene: Scene) -> None:
    await asks(scene.mia, "Ich weiß nicht, wohin damit", t("request-topic-other"))
    assert not scene.messenger.mailbox.mails
    assert t("case-open") in labels(scene.keller)
    scene.keller.saw_not("Ich weiß nicht")


# --- by mail ---


async def test_the_mail_tells_nothing_mia_wrote_and_a_scanner_that_follows_its_links_changes_nothing(
    scene: Scene, housing: Office
) -> None:
    await asks(scene.mia)
    mail = housing.mail
    assert mail.subject == t("mail-subject-offer", number="1")
    for part in (mail.subject, mail.text, mail.html):
        assert "Mia" not in part and "Vermieter" not in part
    for link in mail.links:
        page = await housing.follows(link.label)
        assert page.status == 200 and "Vermieter" not in page.words and "Mia" not in page.words
    await scene.settle()
    request = await request_of(scene)
    assert (request.state, request.opened_at) == (requests.OFFERED, None)


async def test_a_fachkraft_reads_takes_and_answers_and_mia_says_it_has_helped(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-open"))
    page = await housing.presses(t("link-read"))
    assert WORDS in page.words and "Mia" in page.words
    await housing.presses(t("link-take"))
    assert scene.mia.texts[-1].startswith(f"{HOUSING} kümmert sich")
    page = await housing.presses(t("link-answer"), "Kommen Sie morgen um 9, wir reden mit dem Vermieter.")
    assert t("link-answer-done") in page.words
    assert set(page.forms) == {t("link-answer")}, "what would not work any more is not offered"
    assert "Kommen Sie morgen um 9" in scene.mia.last.text
    await scene.mia.taps(t("request-helped"))
    request = await request_of(scene)
    assert (request.state, request.holder) == (requests.CONFIRMED, "wohnungsnotfall")
    assert housing.mail.subject == t("mail-subject-confirmed", number="1")
    scene.keller.saw_nothing()
    scene.tom.saw_nothing()


async def test_one_click_on_take_in_the_mail_and_one_on_the_page(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-take"))
    page = await housing.presses(t("link-take"))
    assert t("link-take-done") in page.words and WORDS in page.words
    assert (await request_of(scene)).state == requests.TAKEN


async def test_a_link_works_once_and_a_new_one_goes_to_the_service_alone(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    first = housing.mail
    await housing.follows(t("mail-link-take"))
    used = housing.page
    await housing.presses(t("link-take"))
    housing.page = used
    page = await housing.presses(t("link-take"))
    assert page.status == 410 and WORDS not in page.words
    page = await housing.follows(t("mail-link-take"), first)
    assert page.status == 410 and t("link-used", number="1") in page.words
    await housing.presses(t("link-resend"))
    assert housing.mail.subject == t("mail-subject-resend", number="1")
    assert (await housing.follows(t("mail-link-open"))).status == 200


async def test_an_old_link_has_run_out_and_a_forged_one_is_none(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-take"))
    assert housing.page
    address = housing.page.address
    await scene.jump(days=61)
    page = await housing.follows(t("mail-link-take"), housing.mails[0])
    assert page.status == 410 and t("link-expired", number="1") in page.words
    changed = address[:-1] + ("A" if address[-1] != "A" else "B")
    housing.page = None
    async with aiohttp.ClientSession() as browser, browser.get(changed) as answer:
        assert answer.status == 404
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_question_goes_to_mia_and_her_reply_comes_back_after_a_yes(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-ask"))
    await housing.presses(t("link-read"))
    await housing.presses(t("link-ask"), "Seit wann wohnen Sie dort?")
    assert "Seit wann wohnen Sie dort?" in scene.mia.last.text
    assert (await request_of(scene)).state == requests.WAITING
    await scene.mia.taps(t("request-reply"))
    await scene.mia.writes("Seit Mai")
    await scene.mia.taps(t("request-show"))
    assert housing.mail.subject == t("mail-subject-offer", number="1")
    await scene.mia.taps(t("request-yes"))
    assert housing.mail.subject == t("mail-subject-reply", number="1")
    await housing.follows(t("mail-link-open"))
    page = await housing.presses(t("link-read"))
    assert "Seit Mai" in page.words
    assert (await request_of(scene)).state == requests.TAKEN


async def test_a_photo_of_a_letter_is_shown_on_the_page_and_nowhere_else(scene: Scene, housing: Office) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.sends("photo", b"\xff\xd8picture of a letter", caption="Dieser Brief")
    await scene.mia.taps(t("request-show"), t("request-yes"))
    await housing.follows(t("mail-link-open"))
    page = await housing.presses(t("link-read"))
    assert "Dieser Brief" in page.words
    address = re.search(r'<img src="([^"]+)"', page.html)
    assert address
    status, data = await housing.gets(address[1])
    assert (status, data) == (200, b"\xff\xd8picture of a letter")


# --- not theirs ---


async def test_passed_on_it_stays_with_the_giver_until_somebody_accepts(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    debts = Office(scene, "schulden@beratung.example")
    await housing.follows(t("mail-link-pass"))
    await housing.presses(t("link-pass"), "schuldnerberatung")
    assert not debts.mails, "Mia has not agreed to that"
    assert "Schuldnerberatung" in scene.mia.last.text
    request = await request_of(scene)
    assert (request.state, request.holder, request.wanted) == ("waiting", "wohnungsnotfall", "schuldnerberatung")
    await scene.mia.taps(t("request-pass-yes"))
    request = await request_of(scene)
    assert (request.state, request.holder, request.offered_to) == ("passed", "wohnungsnotfall", "schuldnerberatung")
    await debts.follows(t("mail-link-take"))
    await debts.presses(t("link-take"))
    assert (await request_of(scene)).holder == "schuldnerberatung"
    assert housing.mail.subject == t("mail-subject-accepted", number="1")


async def test_mia_does_not_want_it_passed_on_and_it_stays(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-pass"))
    await housing.presses(t("link-pass"), "schuldnerberatung")
    await scene.mia.taps(t("request-pass-no"))
    request = await request_of(scene)
    assert (request.state, request.holder) == ("taken", "wohnungsnotfall")
    assert housing.mail.subject == t("mail-subject-stays", number="1")
    assert not Office(scene, "schulden@beratung.example").mails


# --- nobody answers ---


async def test_nobody_answers_a_reminder_then_coordination_and_mia_hears_where_it_lies(
    scene: Scene, housing: Office
) -> None:
    await asks(scene.mia)
    await scene.pass_time(days=1, hours=8)
    assert housing.mail.subject == t("mail-subject-reminder", number="1")
    scene.keller.saw_nothing()
    await scene.pass_time(days=1)
    request = await request_of(scene)
    assert (request.state, request.holder) == (requests.OFFERED, "koordination")
    assert housing.mail.subject == t("mail-subject-lapsed", number="1")
    assert COORDINATION in scene.mia.texts[-1]
    assert t("case-take") in labels(scene.keller)
    await scene.pass_time(days=7)
    reminders = [text for text in scene.keller.texts if "wartet noch" in text]
    assert len(reminders) >= 2, "it is never forgotten"


async def test_taken_and_then_silence_brings_coordination_to_look_on(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-take"))
    await housing.presses(t("link-take"))
    await scene.pass_time(days=4)
    request = await request_of(scene)
    assert (request.holder, request.watched) == ("wohnungsnotfall", True)
    assert scene.mia.texts[-1].endswith("Wir bleiben dran.")
    assert any("fehlt" in text for text in scene.keller.texts)


async def test_an_answer_nobody_comments_on_is_asked_about_once_and_rests_for_ever(
    scene: Scene, housing: Office
) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-done"))
    await housing.presses(t("link-done"))
    before = len(scene.mia.texts)
    await scene.pass_time(days=60)
    assert len(scene.mia.texts) == before + 1
    request = await request_of(scene)
    assert (request.state, request.due_at) == (requests.ANSWERED, None)
    await scene.pass_time(days=500)
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(t("request-button", number="1", topic=FLAT), t("request-not-helped"))
    assert (await request_of(scene)).state == requests.REOPENED
    assert any("wieder offen" in text for text in scene.keller.texts), "coordination looks on"


async def test_mia_does_not_reply_and_the_service_goes_on_without(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-ask"))
    await housing.presses(t("link-read"))
    await housing.presses(t("link-ask"), "Haben Sie einen Mietvertrag?")
    before = len(scene.mia.texts)
    await scene.pass_time(days=7)
    assert scene.mia.texts[before:] == [t("request-question-again", service=HOUSING, topic=FLAT)]
    assert any(mail.subject == t("mail-subject-no-reply", number="1") for mail in housing.mails)
    scene.tom.saw_nothing()


async def test_a_refused_mail_is_an_escalation(scene: Scene, housing: Office) -> None:
    scene.messenger.mailbox.refuse(housing.address)
    await asks(scene.mia)
    request = await request_of(scene)
    assert (request.holder, request.watched) == ("koordination", True)
    assert scene.keller.texts.count(t("case-bounced", number="1", topic=FLAT, service=HOUSING)) == 1
    assert COORDINATION in scene.mia.texts[-1]


async def test_a_mail_that_comes_back_later_is_an_escalation(tmp_path: Path) -> None:
    with ImapServer().serving() as mailbox:
        account = ":".join(quote(part, safe="") for part in (USER, PASSWORD))
        environ = {"BLEIBDRAN_IMAP_URL": f"imap://{account}@{mailbox.address}/INBOX"}
        async with Scene.opened(tmp_path, mail=True, environ=environ) as scene:
            scene.messenger.clock.start_at(MONDAY)
            await cast.everybody(scene)
            await asks(scene.mia)
            mail = Office(scene, "wohnungsnotfall@landkreis-beispiel.example").mail
            mailbox.put(scene.messenger.mailbox.bounce(mail))
            assert scene.bot and scene.bot.returned
            await scene.bot.returned.look()
            await scene.settle()
            assert (await request_of(scene)).holder == "koordination"
            assert t("case-bounced", number="1", topic=FLAT, service=HOUSING) in scene.keller.texts


async def test_a_mail_server_that_is_away_for_an_hour_loses_nothing(scene: Scene, housing: Office) -> None:
    await scene.messenger.mailbox.close_door()
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.mia.taps(t("request-show"))
    scene.mia.phone.press(scene.mia.last, t("request-yes"))
    await scene.until(lambda: "liegt jetzt bei" in scene.mia.texts[-1])
    assert not housing.mails
    await scene.messenger.mailbox.open_door()
    await scene.settle()
    assert housing.mail.subject == t("mail-subject-offer", number="1")


# --- taking it back ---


async def test_taken_back_before_anybody_has_read_it_it_is_gone(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await scene.mia.taps(t("request-take-back"))
    assert scene.mia.last.text == t("request-back-unread")
    await scene.mia.taps(t("request-back-yes"))
    async with scene.db.transaction() as tx:
        assert not (await tx.execute(select(request_words))).all()
    page = await housing.follows(t("mail-link-open"), housing.mails[0])
    assert page.status == 410 and "Mia" not in page.words
    assert housing.mail.subject == t("mail-subject-withdrawn", number="1")


async def test_afterwards_it_is_withdrawn_and_the_service_hears_it(scene: Scene, housing: Office) -> None:
    await asks(scene.mia)
    await housing.follows(t("mail-link-take"))
    await housing.presses(t("link-take"))
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(t("request-button", number="1", topic=FLAT), t("request-take-back"))
    assert scene.mia.last.text == t("request-back-read")
    await scene.mia.taps(t("request-back-yes"))
    assert housing.mail.subject == t("mail-subject-withdrawn", number="1")
    assert (await request_of(scene)).state == requests.WITHDRAWN
    await housing.follows(t("mail-link-answer"), housing.mails[0])
    assert housing.page and housing.page.status == 410


# --- in the messenger ---


@pytest.fixture
async def team(stage: Scene) -> Scene:
    """The usual cast, and the housing office's group with Frau Yilmaz and Herr Berg."""
    await cast.everybody(stage)
    await stage.group_joined("Wohnungsnotfall", people.FACHKRAFT, "Yilmaz", "Berg", service="wohnungsnotfall")
    return stage


async def test_a_group_reads_takes_and_answers_and_late_buttons_say_who_was_faster(team: Scene) -> None:
    await asks(team.mia)
    card = team.yilmaz.last
    assert t("case-open") in labels(team.yilmaz) and "Vermieter" not in card.text
    await team.yilmaz.taps(t("case-open"))
    assert any(WORDS in text for text in team.yilmaz.texts)
    await team.yilmaz.does(team.yilmaz.phone.press, card, t("case-take"))
    assert "Yilmaz" in team.yilmaz.find("Übernommen von").text
    words = team.yilmaz.find(WORDS)
    pressed = await team.berg.does(team.berg.phone.press, words, t("case-take"))
    assert pressed.answer and "Yilmaz" in pressed.answer.text
    await team.berg.taps(t("case-answer"))
    await team.berg.writes("Wer holt Kuchen?")
    team.mia.saw_not("Wer holt Kuchen?")
    await team.berg.writes("Kommen Sie morgen um 9.", reply_to=team.berg.find(t("case-write-answer", number="1")))
    assert "Kommen Sie morgen um 9." in team.mia.last.text
    assert (await request_of(team)).state == requests.ANSWERED


async def test_a_reply_to_the_card_is_never_lost(team: Scene) -> None:
    await asks(team.mia)
    card = team.yilmaz.last
    await team.yilmaz.writes("Kommen Sie morgen um 9.", reply_to=card)
    first = team.yilmaz.last
    await team.berg.writes("Und bringen Sie den Brief mit.", reply_to=card)
    await team.yilmaz.taps(t("case-as-ask"))
    assert "Und bringen Sie den Brief mit." in team.mia.last.text
    await team.yilmaz.does(team.yilmaz.phone.press, first, t("case-as-answer"))
    assert "Kommen Sie morgen um 9." in team.mia.last.text
    assert (await request_of(team)).state == requests.ANSWERED


async def test_a_reply_to_the_card_by_who_has_not_taken_it_says_so(team: Scene) -> None:
    await team.joined("Schulz", people.FACHKRAFT, service="schuldnerberatung")
    await asks(team.mia)
    await team.yilmaz.taps(t("case-take"), t("case-pass"), "Schuldnerberatung")
    await team.mia.taps(t("request-pass-yes"))
    await team.schulz.writes("Kommen Sie morgen", reply_to=team.schulz.last)
    assert team.schulz.last.text == t("case-take-first", number="1")
    team.mia.saw_not("Kommen Sie morgen")


async def test_a_fachkraft_sees_only_what_is_theirs(team: Scene) -> None:
    await team.joined("Schulz", people.FACHKRAFT, service="schuldnerberatung")
    await asks(team.mia)
    await team.schulz.writes("/offen")
    assert team.schulz.last.text == t("case-none")
    await team.schulz.writes("/anliegen 1")
    assert team.schulz.last.text == t("case-not-yours")


async def test_a_card_offers_only_what_works_then(team: Scene) -> None:
    await asks(team.mia)
    await team.yilmaz.taps(t("case-take"), t("case-answer"))
    await team.yilmaz.writes("Kommen Sie morgen", reply_to=team.yilmaz.find(t("case-write-answer", number="1")))
    await team.yilmaz.writes("/anliegen 1")
    assert labels(team.yilmaz) == [t("case-open"), t("case-answer")]
    await team.mia.taps(t("request-not-helped"))
    await team.yilmaz.writes("/anliegen 1")
    assert labels(team.yilmaz) == [t(f"case-{name}") for name in ("open", "ask", "answer", "pass", "done")]
    await team.yilmaz.taps(t("case-pass"), "Schuldnerberatung")
    await team.mia.taps(t("request-pass-yes"))
    await team.yilmaz.writes("/anliegen 1")
    assert labels(team.yilmaz) == [t("case-open"), t("case-pass")]


async def test_coordination_sees_how_all_of_them_are_and_steps_in_where_it_looks_on(team: Scene) -> None:
    await asks(team.mia)
    await team.keller.writes("/offen")
    assert team.keller.last.text.startswith("Ein Anliegen")
    await team.keller.taps(t("case-button", number="1", topic=FLAT))
    assert not team.keller.last.buttons, "Mia was told: only if nobody answers"
    await team.pass_time(days=3)
    await team.keller.taps(t("case-take"))
    assert (await request_of(team)).holder == "koordination"
    assert COORDINATION in team.mia.texts[-1]


async def test_a_fachkraft_alone_asks_back_and_gets_the_reply_in_her_chat(team: Scene) -> None:
    await team.joined("Schulz", people.FACHKRAFT, service="schuldnerberatung")
    await asks(team.mia, "Lauter Mahnungen", "Schulden und Mahnungen")
    await team.schulz.writes("/anliegen 1")
    await team.schulz.taps(t("case-take"), t("case-ask"))
    await team.schulz.writes("Von wem sind die Mahnungen?")
    assert "Von wem sind die Mahnungen?" in team.mia.last.text
    await team.mia.taps(t("request-reply"))
    await team.mia.sends("voice")
    await team.mia.taps(t("request-show"), t("request-yes"))
    await team.schulz.taps(t("case-open"))
    assert team.schulz.received[-1].kind == "voice"
    await team.schulz.taps(t("case-done"))
    await team.mia.taps(t("request-helped"))
    assert any("es hat geholfen" in text for text in team.schulz.texts)


async def test_offered_and_not_theirs_it_goes_back_to_who_has_it(team: Scene) -> None:
    await team.joined("Schulz", people.FACHKRAFT, service="schuldnerberatung")
    await asks(team.mia)
    await team.yilmaz.taps(t("case-take"), t("case-pass"), "Schuldnerberatung")
    await team.mia.taps(t("request-pass-yes"))
    await team.schulz.taps(t("case-back"))
    request = await request_of(team)
    assert (request.state, request.holder) == ("taken", "wohnungsnotfall")
    assert any("bleibt bei euch" in text for text in team.yilmaz.texts)


async def test_passed_on_and_nobody_there_answers_coordination_is_asked_and_the_giver_keeps_it(team: Scene) -> None:
    await asks(team.mia)
    await team.yilmaz.taps(t("case-take"), t("case-pass"), "Schuldnerberatung")
    await team.mia.taps(t("request-pass-yes"))
    await team.pass_time(days=20)
    request = await request_of(team)
    assert (request.state, request.holder, request.offered_to) == ("passed", "wohnungsnotfall", "koordination")
    await team.keller.taps(t("case-take"))
    assert (await request_of(team)).holder == "koordination"


async def test_a_fachkraft_who_blocked_the_bot_is_no_dead_end(team: Scene) -> None:
    team.messenger.mailbox.refuse("schulden@beratung.example")
    await team.joined("Schulz", people.FACHKRAFT, service="schuldnerberatung")
    team.schulz.phone.block()
    await team.settle()
    await asks(team.mia, "Lauter Mahnungen", "Schulden und Mahnungen")
    assert (await request_of(team)).holder == "koordination"


async def test_what_was_closed_goes_after_a_year_and_what_rests_keeps_no_words(scene: Scene, housing: Office) -> None:
    for end in ("request-helped", None):
        await asks(scene.mia)
        await housing.follows(t("mail-link-done"))
        await housing.presses(t("link-done"))
        if end:
            await scene.mia.taps(t(end))
    await scene.pass_time(days=366)
    assert scene.bot
    await upkeep.tidy(scene.db, scene.clock, scene.bot.live.content)
    async with scene.db.transaction() as tx:
        assert [request.id for request in await requests.of(tx, scene.numbers["mia"])] == [2]
        left = await tx.execute(select(request_words.c.id).where(request_words.c.request == 2))
        assert left.first() is None


# --- Fallverbund ---


async def test_a_request_that_two_services_share_may_be_taken_by_either(scene: Scene, housing: Office) -> None:
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.writes(WORDS)
    await scene.mia.taps(t("request-show"), t("request-also"), "Schuldnerberatung")
    assert "Gemeinsam mit: Schuldnerberatung" in scene.mia.last.text
    await scene.mia.taps(t("request-yes"))
    debts = Office(scene, "schulden@beratung.example")
    assert debts.mail.subject == t("mail-subject-shared", number="1")
    await debts.follows(t("mail-link-take"))
    await debts.presses(t("link-take"))
    request = await request_of(scene)
    assert (request.state, request.holder) == ("taken", "schuldnerberatung")
    assert housing.mail.subject == t("mail-subject-lapsed", number="1")


# --- other ways in ---


async def test_from_an_answer_of_the_faq(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.mia.writes("brauche ich für die kaution geld vom jobcenter")
    if t("faq-ask-service") not in labels(scene.mia):
        first = scene.mia.last.buttons[0][0]
        await scene.mia.does(scene.mia.phone.press, scene.mia.last, first)
    await scene.mia.taps(t("faq-ask-service"))
    assert "Noch bekommt das niemand" in scene.mia.last.text


async def test_by_tom_for_mia_who_decides(scene: Scene, housing: Office) -> None:
    await scene.tom.writes("/anliegen mia")
    await scene.tom.taps(FLAT)
    await scene.tom.writes("Mia verliert am Freitag ihr Zimmer")
    assert "Mia verliert am Freitag ihr Zimmer" in scene.mia.last.text and not housing.mails
    await scene.mia.taps(t("request-yes"))
    assert len(housing.mails) == 1
    request = await request_of(scene)
    assert (request.careleaver, request.created_by) == (scene.numbers["mia"], scene.numbers["tom"])


# --- coordination's week ---


async def test_on_monday_coordination_gets_the_list(scene: Scene) -> None:
    await asks(scene.mia, "Sonst nichts", t("request-topic-other"))
    await scene.keller.taps(t("case-take"))
    await scene.pass_time(days=6, hours=23, minutes=30)
    assert any(text.startswith("Wochenüberblick, ein offenes Anliegen") for text in scene.keller.texts)
