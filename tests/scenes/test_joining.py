"""Joining: an invitation, four sentences to read, a yes or a no, a name. And coming back with a recovery code."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import Table, func, select

from bot import upkeep
from bot.content.load import SHIPPED, load
from bot.names import LONGEST
from bot.store import held, invitations, people, tables
from bot.store.people import ADMIN, CARELEAVER, COORDINATION, FACHKRAFT, ROLES, WEGBEGLEITER
from messenger import Phone
from tests.scene import Actor, Scene
from tests.words import contact, service, t

YES, NO = t("start-yes"), t("start-no")
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]\b")


async def joins(actor: Actor, code: str, name: str) -> None:
    """Opens the link, says yes and a name."""
    await actor.opens(code)
    await actor.taps(YES)
    await actor.writes(name)


def recovery_code(actor: Actor) -> str:
    """The newest one shown to them."""
    shown = [found[0] for text in actor.texts if (found := CODE.search(text))]
    assert shown, f"no code on {actor!r}"
    return shown[-1]


def asks_name(actor: Actor, role: str = CARELEAVER) -> bool:
    return t("start-name" if role == CARELEAVER else "start-name-staff") in actor.texts


async def names_of(scene: Scene) -> list[str]:
    """Everybody who has joined."""
    async with scene.db.transaction() as tx:
        return [person.name for person in await people.everybody(tx)]


async def rows_about(scene: Scene, phone: Phone) -> dict[str, int]:
    """How many rows of each table can be found from this phone's chat."""
    found: dict[str, int] = {}
    async with scene.db.transaction() as tx:
        index = tx.keys.index("address", f"telegram:{phone.chat_id}")
        for table in (tables.people, tables.steps, tables.attempts):
            query = select(func.count()).where(table.c.address_index == index)
            found[table.name] = (await tx.execute(query)).scalar_one()
    return found


async def contents(scene: Scene, table: Table, column: str) -> int:
    """How many rows still have something in this column."""
    async with scene.db.transaction() as tx:
        return int((await tx.execute(select(func.count()).where(table.c[column].is_not(None)))).scalar_one())


# --- the way in ---


async def test_mia_opens_the_link_reads_says_yes_says_her_name_and_is_there(scene: Scene) -> None:
    code = await scene.invited(CARELEAVER, wegbegleiter=scene.numbers["tom"])
    lea = scene.phone("Larissa", last_name="Müller", username="lari_2007", language_code="de")
    await lea.opens(code)
    lea.saw(t("start-intro", service=service()))
    assert await names_of(scene) == ["Keller", "Tom", "Ayse", "Sven", "Mia", "Jasmin", "Kai"]  # reading is not joining

    await lea.taps(YES)
    lea.saw(t("start-agreed"), t("start-name"))
    assert lea.last.force_reply  # the keyboard opens
    await lea.writes("  Lea \n")
    lea.saw(t("start-recovery", code=recovery_code(lea)), t("start-welcome", name="Lea", wegbegleiter="Tom"))
    scene.tom.saw(t("companion-new", name="Lea"))
    for other in (scene.ayse, scene.keller, scene.mia):
        other.saw_nothing()

    await lea.taps(t("menu-open"))
    lea.saw(t("menu-text", wegbegleiter="Tom"))
    await lea.writes("Hallo Tom")
    scene.tom.saw("Hallo Tom")
    scene.tom.saw_not("Larissa", "Müller", "lari_2007", str(lea.phone.chat_id))


def test_the_introduction_says_in_four_lines_who_what_who_sees_it_and_how_to_leave() -> None:
    for language in ("de", "en"):
        lines = t("start-intro", language=language, service=service()).partition("\n\n")[0].splitlines()
        assert len(lines) == 4
        assert service() in lines[0] and "/stopp" in lines[3]


async def test_sam_reads_in_the_language_of_the_phone_and_switches(stage: Scene) -> None:
    sam = stage.phone("Sam", language_code="en-GB")
    await sam.opens(await stage.invited(CARELEAVER))
    assert sam.last.text == t("start-intro", language="en", service=service())
    await sam.taps(t("language-name"))
    assert sam.last.text == t("start-intro", service=service())
    await sam.taps(t("language-name", language="en"))
    assert sam.last.text == t("start-intro", language="en", service=service())
    assert len(sam.received) == 1  # one message that changes, not a heap
    await sam.taps(t("language-name"), YES)
    await sam.writes("Sam")
    sam.saw(t("start-welcome-alone", name="Sam"))
    async with stage.db.transaction() as tx:
        assert [person.language for person in await people.everybody(tx)] == ["de"]


async def test_an_unknown_language_is_answered_in_german(stage: Scene) -> None:
    ali = stage.phone("Ali", language_code="ckb")
    await ali.opens(await stage.invited(CARELEAVER))
    ali.saw(t("start-intro", service=service()))


async def test_after_a_no_nothing_is_stored_and_the_invitation_still_holds(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mia = stage.phone("Mia")
    await mia.opens(code)
    await mia.writes("Was ist das denn?")
    await mia.taps(NO)
    assert mia.last.text == t("start-refused", contact=contact()) and not mia.last.buttons
    assert await rows_about(stage, mia.phone) == {"people": 0, "steps": 0, "attempts": 0}
    assert await contents(stage, tables.inbox, "event") == 0
    assert await contents(stage, tables.outbox, "message") == 0
    async with stage.db.transaction() as tx:
        assert await held.waiting(tx) == []

    await joins(mia, code, "Mia")
    assert await names_of(stage) == ["Mia"]


async def test_a_no_after_the_yes_is_still_a_no(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mia = stage.phone("Mia")
    await mia.opens(code)
    await mia.opens(code)  # the same question twice on the screen
    first, second = (shown for shown in mia.received if shown.buttons)
    await mia.does(mia.phone.press, second, YES)
    await mia.does(mia.phone.press, first, NO)
    mia.saw(t("start-refused", contact=contact()))
    await mia.writes("Mia")
    assert await names_of(stage) == []
    mia.saw(t("start-stranger", service=service(), contact=contact()))


async def test_a_no_long_after_everything_was_forgotten_is_answered_as_kindly(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    await forget_everything(stage)
    await mia.taps(NO)
    mia.saw(t("start-refused", contact=contact()))


async def test_pressing_yes_twice_asks_for_the_name_once(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    question = mia.last

    def twice() -> None:
        mia.phone.press(question, YES)
        mia.phone.press(question, YES)

    await mia.does(twice)
    assert mia.texts.count(t("start-name")) == 1


async def test_words_instead_of_a_yes_or_no_get_the_question_again(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    await mia.writes("ja")
    await mia.sends("photo")
    intro = t("start-intro", service=service())
    assert mia.texts == [intro] * 3
    await mia.writes("/start")
    assert mia.texts == [intro] * 4
    await mia.taps(YES)
    await mia.writes("/start")  # lost the thread again
    assert mia.texts[-2:] == [t("start-name")] * 2
    assert await names_of(stage) == []


async def test_a_suggested_name_is_one_tap_and_another_one_can_be_typed(stage: Scene) -> None:
    for wanted in ("Mia", "Kröte"):
        phone = stage.phone(wanted)
        await phone.opens(await stage.invited(CARELEAVER, name="Mia"))
        await phone.taps(YES)
        await (phone.taps("Mia") if wanted == "Mia" else phone.writes(wanted))
    assert await names_of(stage) == ["Mia", "Kröte"]


async def test_a_suggestion_that_is_no_name_is_refused_in_words(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER, name="www.example.org"))
    await mia.taps(YES, "www.example.org")
    mia.saw(t("start-name-bad", longest=LONGEST))
    assert await names_of(stage) == []


async def test_what_is_no_name_is_refused_until_there_is_one(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    await mia.taps(YES)
    bad = ["\u200b\u2060", "x" * 100, "\u202e\u202e", "https://evil.example/x", "🙂🙂", "0151 234567", "\u3164"]
    for number, name in enumerate(bad, 1):
        await mia.writes(name)
        assert mia.texts.count(t("start-name-bad", longest=LONGEST)) == number, name
    await mia.sends("sticker")
    assert mia.texts.count(t("start-name-bad", longest=LONGEST)) == len(bad) + 1
    assert await names_of(stage) == []
    await mia.writes("\u202eMia 🌈")
    assert await names_of(stage) == ["Mia 🌈"]


async def test_all_five_roles_join_by_the_same_way(stage: Scene) -> None:
    welcome = {
        WEGBEGLEITER: "start-welcome-wegbegleiter",
        FACHKRAFT: "start-welcome-fachkraft",
        COORDINATION: "start-welcome-coordination",
        ADMIN: "start-welcome-admin",
    }
    for role in (ADMIN, COORDINATION, FACHKRAFT, WEGBEGLEITER):
        actor = stage.phone(role)
        await actor.opens(await stage.invited(role))
        actor.saw(t("start-intro-staff", service=service(), role=t(f"role-{role}")))
        await actor.taps(YES)
        actor.saw(t("start-agreed-staff"))
        assert asks_name(actor, role)
        await actor.writes(role)
        actor.saw(t(welcome[role], name=role))
        assert not CODE.search("".join(actor.texts))  # recovery codes are for young people
        offered = [name for name, _ in stage.world.commands_for(actor.phone)]
        assert "hilfe" in offered and ("einladen" in offered) == (role in (ADMIN, COORDINATION))
    await joins(stage.phone("Mia"), await stage.invited(CARELEAVER), "Mia")
    async with stage.db.transaction() as tx:
        assert {person.role for person in await people.everybody(tx)} == set(ROLES)


async def test_without_a_wegbegleiter_coordination_is_told_and_reads_what_comes(scene: Scene) -> None:
    lea = scene.phone("Lea")
    await joins(lea, await scene.invited(CARELEAVER), "Lea")
    lea.saw(t("start-welcome-alone", name="Lea"))
    scene.keller.saw(t("coordination-alone", name="Lea"))
    await lea.writes("Ist da jemand?")
    scene.keller.saw("Ist da jemand?")
    scene.tom.saw_nothing()


async def test_the_wegbegleiter_of_the_invitation_has_left_meanwhile(scene: Scene) -> None:
    code = await scene.invited(CARELEAVER, wegbegleiter=scene.numbers["ayse"])
    await scene.ayse.writes("/stopp")
    await scene.ayse.taps(t("stop-yes"))
    lea = scene.phone("Lea")
    await joins(lea, code, "Lea")
    lea.saw(t("start-welcome-alone", name="Lea"))
    scene.keller.saw(t("coordination-alone", name="Lea"))


async def test_whoever_coordinates_first_hears_who_is_alone_and_gets_what_was_kept(stage: Scene) -> None:
    mia, kai, pia = await stage.joined("Mia"), await stage.joined("Kai"), await stage.joined("Pia")
    await mia.writes("Hallo?")
    mia.saw(t("relay-nobody-yet", contact=contact()))
    await pia.writes("/stopp")
    await pia.taps(t("stop-yes"))
    await pia.writes("Doch noch etwas")  # kept until she says that she is back
    keller = stage.phone("Keller")
    await joins(keller, await stage.invited(COORDINATION), "Keller")
    keller.saw("Hallo?", t("coordination-alone", name="Mia"), t("coordination-alone", name="Kai"))
    keller.saw_not("Doch noch etwas", t("coordination-alone", name="Pia"))
    kai.saw_nothing()

    second = stage.phone("Zweite")
    await joins(second, await stage.invited(COORDINATION), "Zweite")
    second.saw_not(t("coordination-alone", name="Mia"))  # that has been said


# --- codes that are none, and who may try ---


def one_wrong(code: str) -> str:
    other = "A" if code[5] != "A" else "B"
    return code[:5] + other + code[6:]


def two_swapped(code: str) -> str:
    place = next(place for place in (0, 1, 2, 5, 6, 7, 10, 11, 12) if code[place] != code[place + 1])
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


async def test_a_slip_of_the_finger_is_told_from_an_unknown_code(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mia = stage.phone("Mia")
    await mia.writes("/start")
    await mia.taps(t("start-have-code"))
    assert mia.last.force_reply
    await mia.writes(one_wrong(code))
    assert mia.last.text == t("start-typo", contact=contact())
    await mia.writes(two_swapped(code))
    assert mia.texts.count(t("start-typo", contact=contact())) == 2
    await mia.writes(invitations.new_code())
    assert mia.last.text == t("start-unknown", contact=contact())
    await mia.writes(code.lower().replace("-", " "))
    mia.saw(t("start-intro", service=service()))


@pytest.mark.parametrize(
    "written",
    ["{code}", "/start {code}", "https://t.me/bleibdran_bot?start={code}", "Hier ist mein Code: {code}, passt das?"],
)
async def test_a_code_is_found_however_it_is_sent(stage: Scene, written: str) -> None:
    mia = stage.phone("Mia")
    await mia.writes(written.format(code=await stage.invited(CARELEAVER)))
    mia.saw(t("start-intro", service=service()))


async def test_small_talk_before_the_code_is_no_wrong_code(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.writes("Hallo")
    await mia.taps(t("start-have-code"))
    for words in ("Moment", "ich such den Brief", "hab ihn gleich", "da ist er", "so", "jetzt"):
        await mia.writes(words)
    await mia.sends("photo")
    assert mia.last.text == t("start-type-code")
    await mia.writes(await stage.invited(CARELEAVER))
    mia.saw(t("start-intro", service=service()))


async def test_expired_and_used_invitations_say_so_and_where_a_new_one_is(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER, expires_at=stage.clock.now() + timedelta(days=1))
    used = await stage.invited(CARELEAVER)
    await joins(stage.phone("Kai"), used, "Kai")
    await stage.pass_time(days=1)
    mia = stage.phone("Mia")
    await mia.opens(code)
    assert mia.texts == [t("start-expired", contact=contact())]
    await mia.opens(used)
    assert mia.texts[1:] == [t("start-used", contact=contact())]
    assert await names_of(stage) == ["Kai"]


async def test_an_invitation_that_runs_out_while_it_is_read_is_no_longer_one(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER, expires_at=stage.clock.now() + timedelta(minutes=5)))
    await stage.pass_time(minutes=6)
    await mia.taps(YES)
    mia.saw(t("start-expired", contact=contact()))
    await mia.writes("Mia")
    assert await names_of(stage) == []


async def test_too_many_wrong_codes_from_one_chat_and_after_an_hour_it_goes_on(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mallory = stage.phone("Mallory")
    for _ in range(invitations.TRIES_PER_CHAT):
        await mallory.opens(invitations.new_code())
    mallory.saw_not(t("start-too-many"))
    await mallory.opens(code)  # even a real one: nothing is to be learned
    assert mallory.last.text == t("start-too-many")
    mia = stage.phone("Mia")
    await mia.opens(code)
    mia.saw(t("start-intro", service=service()))

    await stage.pass_time(minutes=59)
    await mallory.opens(code)
    assert mallory.texts.count(t("start-too-many")) == 2
    await stage.pass_time(minutes=2)
    await mallory.opens(code)
    mallory.saw(t("start-intro", service=service()))


async def test_after_too_many_wrong_codes_from_everywhere_each_chat_has_one_try_and_nobody_is_locked_out(
    stage: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "TRIES_OVERALL", 3)
    code = await stage.invited(CARELEAVER)
    for number in range(3):
        await stage.phone(f"bot{number}").opens(invitations.new_code())
    mia, mallory = stage.phone("Mia"), stage.phone("Mallory")
    await mallory.opens(invitations.new_code())
    assert mallory.last.text == t("start-unknown", contact=contact())
    await mallory.opens(code)
    assert mallory.last.text == t("start-too-many")
    await mia.opens(code)
    mia.saw(t("start-intro", service=service()))
    await stage.pass_time(minutes=61)
    await mallory.opens(code)
    mallory.saw(t("start-intro", service=service()))


async def test_a_code_that_never_was_and_one_that_was_cannot_be_told_apart(scene: Scene) -> None:
    code = invitations.new_code()
    lea = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    await lea.writes("/menu")
    await lea.taps(t("menu-recovery"))  # a new one: the old is worth nothing
    one, other = scene.phone("Eins"), scene.phone("Zwei")
    await one.opens(code)
    await other.opens(invitations.new_code())
    assert one.texts == other.texts == [t("start-unknown", contact=contact())]


async def test_a_wrong_code_in_between_does_not_close_the_invitation_that_was_opened(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    await mia.opens(invitations.new_code())
    await mia.taps(YES)
    assert asks_name(mia)
    await mia.writes("Mia")
    assert await names_of(stage) == ["Mia"]


async def test_of_two_who_opened_one_invitation_the_first_gets_it(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mia, eve = stage.phone("Mia"), stage.phone("Eve")
    for phone in (mia, eve):
        await phone.opens(code)
        await phone.taps(YES)

    def both() -> None:
        mia.phone.write("Mia")
        eve.phone.write("Eve")

    await mia.does(both)
    joined = await names_of(stage)
    assert len(joined) == 1
    loser = eve if joined == ["Mia"] else mia
    loser.saw(t("start-used", contact=contact()))
    assert await rows_about(stage, loser.phone) == {"people": 0, "steps": 0, "attempts": 0}


async def test_whoever_has_joined_keeps_what_they_have_when_they_open_another_link(scene: Scene) -> None:
    code = await scene.invited(COORDINATION)
    await scene.mia.opens(code)
    assert scene.mia.texts == [t("start-known", name="Mia")]
    async with scene.db.transaction() as tx:
        found = await invitations.by_code(tx, invitations.normalise(code) or "")
    assert found and not found.used


async def test_yes_and_no_of_an_older_question_do_nothing_to_somebody_who_has_joined(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    old = mia.last
    await joins(mia, await stage.invited(CARELEAVER), "Mia")
    for label in (YES, NO, t("language-name", language="en")):
        await mia.does(mia.phone.press, old, label)
    assert mia.texts.count(t("start-known", name="Mia")) == 3
    assert await names_of(stage) == ["Mia"]


async def test_strangers_are_told_where_an_invitation_is_and_reach_nobody(scene: Scene) -> None:
    eve = scene.phone("Eve")
    stranger = t("start-stranger", service=service(), contact=contact())
    await eve.writes("Hallo, ist Mia da?")
    await eve.sends("photo")
    await eve.does(eve.phone.send_uncopyable, "story")
    assert eve.texts == [stranger] * 3
    await eve.writes("/an Mia Hallo")
    await eve.writes("/leute")
    await eve.writes("/einladen")
    assert eve.texts[3:] == [t("help-unknown"), t("help-stranger", contact=contact())] * 3
    await eve.writes("/hilfe")
    await eve.taps(t("menu-emergency"))
    assert "112" in eve.texts[-1]
    for other in (scene.mia, scene.tom, scene.keller):
        other.saw_nothing()
    assert (await rows_about(scene, eve.phone))["people"] == 0


# --- interrupted ---


async def forget_everything(scene: Scene) -> None:
    """A long time passes, and the bot tidies up."""
    content = load([SHIPPED])
    await scene.pass_time(days=content.service.einladung_tage + 1)
    await upkeep.tidy(scene.db, scene.clock, content)


async def test_days_between_the_link_the_yes_and_the_name(stage: Scene) -> None:
    mia = stage.phone("Mia")
    await mia.opens(await stage.invited(CARELEAVER))
    content = load([SHIPPED])
    await stage.pass_time(days=5)
    await upkeep.tidy(stage.db, stage.clock, content)
    await mia.taps(YES)
    await stage.pass_time(days=5)
    await upkeep.tidy(stage.db, stage.clock, content)
    await mia.writes("Mia")
    assert await names_of(stage) == ["Mia"]


async def test_who_comes_back_after_everything_was_forgotten_can_send_the_code_again(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER, expires_at=stage.clock.now() + timedelta(days=300))
    mia = stage.phone("Mia")
    await mia.opens(code)
    await forget_everything(stage)
    assert await rows_about(stage, mia.phone) == {"people": 0, "steps": 0, "attempts": 0}
    await mia.taps(YES)
    assert mia.last.text == t("start-type-code")
    await mia.writes(code)
    await mia.taps(YES)
    await mia.writes("Mia")
    assert await names_of(stage) == ["Mia"]


async def test_the_bot_starts_anew_between_every_two_steps_of_joining(stage: Scene) -> None:
    code = await stage.invited(CARELEAVER)
    mia = stage.phone("Mia")

    async def restarted() -> None:
        await stage.stop_bot()
        await stage.start_bot()
        await stage.settle()

    await stage.stop_bot()
    mia.phone.open_link(f"https://t.me/bleibdran_bot?start={code}")  # while nobody is there
    await stage.start_bot()
    await stage.settle()
    mia.saw(t("start-intro", service=service()))
    await restarted()
    await mia.taps(YES)
    await restarted()
    await mia.writes("Mia")
    await restarted()
    assert await names_of(stage) == ["Mia"]
    assert mia.texts.count(t("start-welcome-alone", name="Mia")) == 1


# --- groups ---


async def in_group(scene: Scene, *names: str) -> list[Actor]:
    """A group whose members play in it; the bot reads everything there."""
    phones = [scene.world.phone(name) for name in names]
    group = scene.world.group("Koordination", members=phones)
    await scene.settle()
    return [Actor(scene, phone, chat=group.chat_id) for phone in phones]


@pytest.mark.parametrize("how", ["link", "typed"])
async def test_coordination_joins_as_a_group(stage: Scene, how: str) -> None:
    keller, yildiz = await in_group(stage, "Keller", "Yildiz")
    code = await stage.invited(COORDINATION)
    if how == "link":
        group = stage.world.groups[keller.chat or 0]
        await keller.does(keller.phone.open_link, f"https://t.me/bleibdran_bot?startgroup={code}", group=group)
    else:
        keller.saw(t("start-group"))
        await keller.writes(f"/start {code}")
    await yildiz.taps(YES)
    await keller.writes("Ich nehm das mal")  # to the colleague, not to the bot
    assert await names_of(stage) == []
    question = keller.find(t("start-name-staff"))
    await keller.writes("Team Koordination", reply_to=question)
    yildiz.saw(t("start-welcome-coordination", name="Team Koordination"))
    async with stage.db.transaction() as tx:
        assert [person.group for person in await people.everybody(tx)] == [True]
    mia = await stage.joined("Mia")
    await mia.writes("Hallo?")
    yildiz.saw("Hallo?")


async def test_a_group_that_talks_among_itself_is_left_alone(stage: Scene) -> None:
    keller, yildiz = await in_group(stage, "Keller", "Yildiz")

    def said() -> int:
        return sum(shown.sender == "bot" for shown in keller.screen)

    greeting = said()
    await keller.writes("Mittag?")
    assert said() == greeting
    for code in (invitations.new_code(), await stage.invited(COORDINATION)):
        await keller.writes(f"/start {code}")
        answered = said()
        for _ in range(invitations.TRIES_PER_CHAT + 1):
            await yildiz.writes("Weiß nicht, 12-30 vielleicht?")
        assert said() == answered
    await yildiz.taps(YES)
    keller.saw(t("start-name-staff"))


async def test_a_code_for_one_person_is_refused_in_a_group(stage: Scene) -> None:
    (keller,) = await in_group(stage, "Keller")
    for role in (CARELEAVER, WEGBEGLEITER, ADMIN):
        await keller.writes(f"/start {await stage.invited(role)}")
        assert keller.last.text == t("start-not-in-group")
    assert not any(shown.buttons for shown in keller.received)
    mia = await stage.joined("Mia", recovery=(code := invitations.new_code()))
    await keller.writes(f"/start {code}")
    assert keller.texts.count(t("start-not-in-group")) == 4
    mia.saw_nothing()


async def test_a_services_group_joins_and_answers_for_it(stage: Scene) -> None:
    (yilmaz,) = await in_group(stage, "Yilmaz")
    await yilmaz.writes(f"/start {await stage.invited(FACHKRAFT, service='jobcenter-u25')}")
    await yilmaz.taps(YES)
    await yilmaz.writes("Team U25", reply_to=yilmaz.last)
    async with stage.db.transaction() as tx:
        assert [person.name for person in await people.at_service(tx, "jobcenter-u25")] == ["Team U25"]


# --- a new phone ---


async def test_the_recovery_code_brings_everything_to_the_new_phone(scene: Scene) -> None:
    code = invitations.new_code()
    old = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    await old.writes("Mein Akku ist gleich leer")
    new = scene.phone("Lea2", language_code="de")
    await new.writes(code)
    new.saw(t("start-back", name="Lea", wegbegleiter="Tom"))
    old.saw(t("start-moved-away", contact=contact()))
    scene.tom.saw(t("companion-moved", name="Lea"))

    fresh = recovery_code(new)
    assert fresh != code
    await scene.tom.writes("Gut, dass du da bist", reply_to=scene.tom.find(t("companion-moved", name="Lea")))
    new.saw("Gut, dass du da bist")
    old.saw_not("Gut, dass du da bist")
    await new.writes("Ja, neues Handy")
    scene.tom.saw("Ja, neues Handy")

    await old.writes("Hier ist jetzt jemand anderes")
    old.saw(t("start-stranger", service=service(), contact=contact()))
    scene.tom.saw_not("Hier ist jetzt jemand anderes")
    await old.opens(code)  # used once, worth nothing
    assert old.last.text == t("start-unknown", contact=contact())
    await old.opens(fresh)
    old.saw(t("start-back", name="Lea", wegbegleiter="Tom"))
    new.saw(t("start-moved-away", contact=contact()))


async def test_what_was_on_its_way_arrives_at_the_new_phone(scene: Scene) -> None:
    code = invitations.new_code()
    old = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    new = scene.phone("Lea2")
    await old.writes("Hallo")
    hello = scene.tom.find("Hallo")
    scene.world.faults.plan(method="copyMessage", kind="500", times=3)

    def at_once() -> None:
        scene.tom.phone.write("Morgen um drei?", reply_to=hello)
        new.phone.write(code)

    await scene.tom.does(at_once)
    new.saw("Morgen um drei?")
    old.saw_not("Morgen um drei?")


async def test_a_stopped_person_is_asked_on_the_new_phone_whether_to_go_on(scene: Scene) -> None:
    code = invitations.new_code()
    old = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    await old.writes("/stopp")
    await old.taps(t("stop-yes"))
    new = scene.phone("Lea2")
    await new.writes("Hallo")
    await new.writes(code)
    new.saw(t("back-question"), t("start-recovery", code=recovery_code(new)))
    scene.tom.saw_not(t("companion-returned", name="Lea"))
    await new.taps(t("back-yes"))
    scene.tom.saw(t("companion-returned", name="Lea"))
    await new.writes("Da bin ich")
    scene.tom.saw("Da bin ich")


async def test_without_a_wegbegleiter_coordination_hears_of_the_new_phone(scene: Scene) -> None:
    code = invitations.new_code()
    await scene.joined("Lea", recovery=code)
    new = scene.phone("Lea2")
    await new.writes(code)
    scene.keller.saw(t("companion-moved", name="Lea"))
    new.saw(t("start-back", name="Lea", wegbegleiter="Keller"))


async def test_a_new_recovery_code_ends_the_old_one(scene: Scene) -> None:
    first = invitations.new_code()
    lea = await scene.joined("Lea", wegbegleiter="Tom", recovery=first)
    await lea.writes("/menu")
    await lea.taps(t("menu-recovery"))
    second = recovery_code(lea)
    new = scene.phone("Lea2")
    await new.opens(first)
    assert new.last.text == t("start-unknown", contact=contact())
    await new.opens(second)
    new.saw(t("start-back", name="Lea", wegbegleiter="Tom"))


async def test_guessing_recovery_codes_is_slowed_down_like_guessing_invitations(scene: Scene) -> None:
    code = invitations.new_code()
    lea = await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    mallory = scene.phone("Mallory")
    for _ in range(invitations.TRIES_PER_CHAT):
        await mallory.writes(invitations.new_code())
    await mallory.writes(code)
    assert mallory.last.text == t("start-too-many")
    lea.saw_nothing()
    scene.tom.saw_nothing()


async def test_two_new_phones_with_one_code_the_first_wins(scene: Scene) -> None:
    code = invitations.new_code()
    await scene.joined("Lea", wegbegleiter="Tom", recovery=code)
    one, other = scene.phone("Eins"), scene.phone("Zwei")

    def both() -> None:
        one.phone.write(code)
        other.phone.write(code)

    await one.does(both)
    back = t("start-back", name="Lea", wegbegleiter="Tom")
    assert sorted([back in one.texts, back in other.texts]) == [False, True]
    loser = other if back in one.texts else one
    assert loser.last.text == t("start-unknown", contact=contact())
