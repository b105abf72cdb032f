"""Asking the FAQ: in one's own words or by looking around, with an invitation or without."""

from datetime import timedelta

import pytest

from bot.store import people, questions
from tests.scene import Actor, Scene
from tests.words import contact, service, shipped, t

KAUTION = "Wie hoch darf die Kaution sein und muss ich alles auf einmal zahlen?"


def title(slug: str, language: str = "de") -> str:
    return shipped().faq.entries[slug].answer(language).head.title


def label(slug: str, language: str = "de") -> str:
    return shipped().faq.entries[slug].answer(language).label


def buttons(who: Actor) -> list[str]:
    return [button.text for row in who.last.buttons for button in row]


async def unsolved(scene: Scene) -> list[questions.Question]:
    async with scene.db.transaction() as tx:
        return await questions.unsolved(tx, 10)


async def test_a_question_behind_the_command_is_answered_in_one_message(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    answer = scene.mia.last
    assert answer.text is not None
    assert answer.text.startswith(KAUTION)
    assert "Das kannst du tun" in answer.text and "§ 551 BGB" in answer.text
    assert t("faq-checked", day="22.11.2026") in answer.text
    assert buttons(scene.mia)[:3] == [t("faq-helped"), t("faq-not-helped"), t("faq-ask-wegbegleiter", name="Tom")]
    assert label("wohnen/kaution-jobcenter") in buttons(scene.mia)
    scene.tom.saw_nothing()


async def test_the_answer_is_formatted_and_its_paragraphs_lead_to_the_law(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    entities = scene.mia.last.entities
    text = scene.mia.last.text or ""
    assert {"type": "bold", "offset": 0, "length": len(KAUTION)} in entities
    links = {text[each["offset"] : each["offset"] + each["length"]]: each["url"] for each in entities if "url" in each}
    assert links["§ 551 BGB"] == "https://www.gesetze-im-internet.de/bgb/__551.html"


async def test_the_button_first_makes_the_next_text_a_question_and_only_that(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-questions"))
    await scene.mia.writes("wie hoch darf die kaution sein")
    scene.mia.saw(KAUTION)
    scene.tom.saw_nothing()
    await scene.mia.writes("und du, wie geht es dir?")
    scene.tom.saw("und du, wie geht es dir?")


async def test_a_picture_after_the_button_is_no_question_and_goes_to_the_wegbegleiter(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.mia.sends("photo", caption="mein Brief")
    scene.tom.saw("mein Brief")


async def test_a_forgotten_question_button_does_not_swallow_a_message_an_hour_later(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.pass_time(hours=1)
    await scene.mia.writes("wie hoch darf die kaution sein")
    scene.tom.saw("wie hoch darf die kaution sein")


async def test_what_nobody_knows_is_said_honestly_and_goes_to_the_wegbegleiter_after_a_yes(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.mia.writes("wie färbe ich mir die haare blau")
    scene.mia.saw(t("faq-unanswered", name="Tom"))
    scene.tom.saw_nothing()
    await scene.mia.taps(t("faq-ask-wegbegleiter", name="Tom"))
    scene.mia.saw(t("faq-send", name="Tom"))
    scene.tom.saw_nothing()
    await scene.mia.taps(t("faq-send-yes"))
    scene.tom.saw("wie färbe ich mir die haare blau")
    scene.mia.saw(t("faq-sent", name="Tom"))


async def test_with_a_no_nobody_gets_the_question(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie färbe ich mir die haare blau")
    await scene.mia.taps(t("faq-ask-wegbegleiter", name="Tom"), t("faq-send-no"))
    scene.mia.saw(t("faq-kept"))
    scene.tom.saw_nothing()


async def test_a_question_passed_on_is_a_message_like_any_other(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    asked = await scene.mia.writes("wie färbe ich mir die haare blau")
    await scene.mia.taps(t("faq-ask-wegbegleiter", name="Tom"), t("faq-send-yes"))
    await scene.tom.writes("Da frag mal Ayse", reply_to=scene.tom.find("haare blau"))
    scene.mia.saw("Da frag mal Ayse")
    assert scene.mia.find("Ayse").reply_to == asked.message_id


async def test_several_entries_that_may_be_meant_are_offered(scene: Scene) -> None:
    await scene.mia.writes("/fragen geld vom amt")
    scene.mia.saw(t("faq-which"))
    offered = buttons(scene.mia)
    assert 2 <= len(offered) <= 4 and offered[-1] == t("faq-none-of-these")
    await scene.mia.taps(offered[0])
    slug = next(slug for slug in shipped().faq.entries if label(slug) == offered[0])
    scene.mia.saw(title(slug))
    assert await unsolved(scene) == []


async def test_who_is_in_danger_does_not_have_to_choose_from_a_list(scene: Scene) -> None:
    await scene.mia.writes("/fragen ich kann nicht mehr und will einfach weg sein")
    assert "116 123" in (scene.mia.last.text or "")


async def test_who_was_not_understood_still_finds_the_emergency_numbers(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie färbe ich mir die haare blau")
    await scene.mia.taps(t("menu-emergency"))
    scene.mia.saw("112")


async def test_none_of_the_offered_is_as_good_as_no_answer(scene: Scene) -> None:
    await scene.mia.writes("/fragen geld vom amt")
    await scene.mia.taps(t("faq-none-of-these"))
    scene.mia.saw(t("faq-unanswered", name="Tom"))
    (question,) = await unsolved(scene)
    assert (question.text, question.outcome) == ("geld vom amt", questions.UNANSWERED)


async def test_what_helped_leaves_nothing_behind(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    pressed = await scene.mia.taps(t("faq-helped"))
    assert pressed.answer and pressed.answer.text == t("faq-thanks")
    assert await unsolved(scene) == []


async def test_what_did_not_help_is_told_to_the_admins_without_who(scene: Scene) -> None:
    await scene.joined("Nora", people.ADMIN)
    await scene.mia.writes("/fragen Ich heiße Mia, Tel 0171 2345678, Tom sagt ich muss 3 mieten kaution zahlen?")
    await scene.mia.taps(t("faq-not-helped"))
    scene.mia.saw(t("faq-sorry", name="Tom"))
    await scene.nora.writes("/inhalt")
    await scene.nora.taps(t("content-unsolved-button", count=1))
    listed = scene.nora.last.text or ""
    assert "kaution zahlen?" in listed and "wohnen/kaution" in listed
    assert not any(trace in listed for trace in ("Mia", "0171", "Tom"))


async def test_an_unhelpful_entry_found_by_looking_around_is_noted_by_its_title(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.mia.taps("🏠 Wohnen", label("wohnen/kaution"), t("faq-not-helped"))
    (question,) = await unsolved(scene)
    assert (question.text, question.entry) == (KAUTION, "wohnen/kaution")


async def test_looking_around_groups_entries_pages_and_back(scene: Scene) -> None:
    await scene.mia.writes("/fragen")
    await scene.mia.taps("🏠 Wohnen")
    before = len(scene.mia.screen)
    first_page = buttons(scene.mia)
    assert len(first_page) == 8 + 2  # entries, forward, all topics
    await scene.mia.taps(t("faq-next"))
    second_page = buttons(scene.mia)
    assert not set(first_page[:8]) & set(second_page[:8])
    await scene.mia.taps(second_page[0])
    assert second_page[0] in [label(slug) for slug in shipped().faq.entries if slug.startswith("wohnen/")]
    await scene.mia.taps(t("faq-back"))
    assert buttons(scene.mia) == second_page
    await scene.mia.taps(t("faq-previous"))
    assert buttons(scene.mia) == first_page
    await scene.mia.taps(t("faq-all"))
    assert "🏠 Wohnen" in buttons(scene.mia)
    assert len(scene.mia.screen) == before, "all of it happens in one message"


async def test_every_entry_is_found_by_looking_around(scene: Scene) -> None:
    faq = shipped().faq
    assert {entry.slug for group in faq.shelves for entry in faq.shelf(group, "de")} == set(faq.entries)


async def test_a_related_entry_is_a_new_message(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    await scene.mia.taps(label("wohnen/kaution-jobcenter"))
    scene.mia.saw(KAUTION, title("wohnen/kaution-jobcenter"))


async def test_someone_without_an_invitation_can_use_all_of_it(stage: Scene) -> None:
    lena = stage.phone("Lena", language_code="de")
    await lena.writes("/start")
    await lena.taps(t("menu-questions"))
    await lena.writes("wie hoch darf die kaution sein")
    lena.saw(KAUTION)
    assert t("faq-ask-wegbegleiter", name="Tom") not in buttons(lena)
    await lena.writes("und zahlt das jobcenter die kaution?")
    lena.saw(title("wohnen/kaution-jobcenter"))
    await lena.taps(t("faq-not-helped"))
    lena.saw(t("faq-sorry-alone", contact=contact()))
    await lena.writes("/fragen wie färbe ich mir die haare blau")
    lena.saw(t("faq-unanswered-alone", contact=contact()))


async def test_a_stranger_who_just_asks_gets_an_answer_and_who_just_chats_the_way_in(stage: Scene) -> None:
    lena = stage.phone("Lena", language_code="de")
    await lena.writes("wie hoch darf die kaution sein")
    lena.saw(KAUTION)
    await lena.writes("hallo")
    lena.saw(t("start-stranger", service=service(), contact=contact()))


async def test_what_a_stranger_may_have_meant_is_offered_after_the_way_in(stage: Scene) -> None:
    sam = stage.phone("Sam", language_code="en")
    await sam.writes("can i move out before 25?")
    sam.saw(t("start-stranger", language="en", service=service(), contact=contact()), t("faq-maybe", language="en"))
    await sam.taps(label("wohnen/u25-zusicherung", "en"))
    sam.saw(title("wohnen/u25-zusicherung", "en"))


async def test_a_code_typed_after_looking_around_is_an_invitation_and_no_question(stage: Scene) -> None:
    lena = stage.phone("Lena", language_code="de")
    await lena.writes("/fragen")
    await lena.writes("wie hoch darf die kaution sein")
    await lena.writes(await stage.invited(people.CARELEAVER))
    assert "Möchtest du mitmachen?" in (lena.last.text or "")


async def test_asking_in_the_middle_of_joining_does_not_lose_the_invitation(stage: Scene) -> None:
    await stage.joined("Tom", people.WEGBEGLEITER)
    lena = stage.phone("Lena", language_code="de")
    await lena.opens(await stage.invited(people.CARELEAVER, wegbegleiter=stage.numbers["tom"]))
    await lena.writes("/fragen")
    await lena.writes("wie hoch darf die kaution sein")
    lena.saw(KAUTION)
    await lena.taps(t("start-yes"))
    await lena.writes("Lena")
    lena.saw(t("start-welcome", name="Lena", wegbegleiter="Tom"))


async def test_in_english_it_answers_in_english_or_says_that_it_cannot(scene: Scene) -> None:
    await scene.joined("Sam", language="en", wegbegleiter="Tom")
    await scene.sam.writes("/fragen how much deposit can the landlord ask for")
    scene.sam.saw(title("wohnen/kaution", "en"))
    await scene.sam.writes("/fragen do I have to pay tax back, tax return")
    scene.sam.saw(title("geld/steuer"))
    scene.sam.saw("only there in Deutsch")


async def test_a_normal_message_always_goes_to_the_wegbegleiter_and_a_fitting_entry_is_one_quiet_button_a_day(
    scene: Scene,
) -> None:
    assert scene.bot
    scene.bot.live.content.faq.learn(None)  # it has learned to search by now
    words = "wie hoch darf die kaution sein und kann ich sie in raten zahlen"
    await scene.mia.writes(words)
    scene.tom.saw(words)
    assert scene.mia.texts == [t("faq-hint")]
    assert scene.mia.last.silent
    assert buttons(scene.mia) == [label("wohnen/kaution")]
    await scene.mia.writes("und schimmel im bad, vermieter macht nichts, was darf ich?")
    assert scene.mia.texts == [t("faq-hint")], "once a day is enough"
    await scene.pass_time(hours=25)
    await scene.mia.writes("schimmel im bad, der vermieter macht nichts, was darf ich?")
    assert scene.mia.texts == [t("faq-hint")] * 2
    await scene.mia.taps(label("wohnen/kaution"))
    scene.mia.saw(KAUTION)


@pytest.mark.parametrize("words", ["hi wie gehts", "bin gleich da", "danke!!", "25", "😂😂😂"])
async def test_chatting_is_left_alone(scene: Scene, words: str) -> None:
    await scene.mia.writes(words)
    scene.tom.saw(words)
    scene.mia.saw_nothing()


async def test_staff_can_ask_too(scene: Scene) -> None:
    await scene.tom.writes("/fragen wie hoch darf die kaution sein")
    scene.tom.saw(KAUTION)
    assert not any("fragen" in button for button in buttons(scene.tom))


async def test_a_button_older_than_the_content_is_answered_kindly(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    old = scene.mia.last
    data = next(button.data for row in old.buttons for button in row if (button.data or "").startswith("faq:"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vars(shipped().faq), "by_key", {})
        assert scene.bot
        patch.setitem(vars(scene.bot.live.content.faq), "by_key", {})
        await scene.mia.does(scene.mia.phone.press, old, next(
            button for row in old.buttons for button in row if button.data == data))  # fmt: skip
    scene.mia.saw(t("faq-gone"))


async def test_questions_are_gone_after_ninety_days_and_answered_ones_after_a_day(scene: Scene) -> None:
    from bot import upkeep

    kept: list[tuple[int, questions.Outcome]] = [(91, "unanswered"), (89, "unanswered"), (2, "asked"), (0, "asked")]
    async with scene.db.transaction() as tx:
        now = scene.clock.now()
        for days, outcome in kept:
            await questions.keep(tx, f"vor {days} Tagen", "de", outcome, now - timedelta(days=days))
    await upkeep.tidy(scene.db, scene.clock, shipped())
    assert [question.text for question in await unsolved(scene)] == ["vor 89 Tagen"]


async def test_who_has_stopped_is_not_offered_to_ask_a_wegbegleiter(scene: Scene) -> None:
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    scene.mia.saw(KAUTION)
    assert t("faq-ask-wegbegleiter", name="Tom") not in buttons(scene.mia)
