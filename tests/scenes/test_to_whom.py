"""Tom is there for Mia and for Jasmin: how he says whom a message is for, without topics."""

from messenger import Shown
from tests.scene import Actor, Scene
from tests.words import t

ASKED = t("relay-to-whom", count=1)
NOBODY = t("relay-to-nobody")


def _buttons(shown: Shown) -> list[str]:
    return [button.text for row in shown.buttons for button in row]


def _passed_on(actor: Actor) -> list[str]:
    """What Tom wrote to them, without the headers."""
    return [text for text in actor.texts if text != t("relay-header", name="Tom")]


# --- by name ---


async def test_an_with_a_text_reaches_that_person(scene: Scene) -> None:
    await scene.tom.writes("/an jas Wie war dein Tag?")
    assert scene.jasmin.texts == [t("relay-header", name="Tom"), "Wie war dein Tag?"]
    scene.mia.saw_nothing()
    scene.tom.saw_nothing()


async def test_line_breaks_in_an_stay(scene: Scene) -> None:
    await scene.tom.writes("/an mia\nErstens\n\nZweitens")
    assert _passed_on(scene.mia) == ["Erstens\n\nZweitens"]


async def test_a_name_of_two_words_is_not_cut_in_half(stage: Scene) -> None:
    await stage.joined("Tom", "wegbegleiter")
    await stage.joined("Anna", wegbegleiter="Tom")
    await stage.joined("Anna Lena", wegbegleiter="Tom")
    await stage.tom.writes("/an Anna Lena hallo du")
    assert _passed_on(stage.anna_lena) == ["hallo du"]
    stage.anna.saw_nothing()
    await stage.tom.writes("/an anna und du?")
    assert _passed_on(stage.anna) == ["und du?"]


async def test_an_without_a_text_holds_for_the_next_message_only(scene: Scene) -> None:
    await scene.tom.writes("/an jasmin")
    scene.tom.saw(t("relay-next-goes-to", name="Jasmin"))
    await scene.tom.writes("eins")
    await scene.tom.writes("zwei")
    assert _passed_on(scene.jasmin) == ["eins"]
    scene.mia.saw_nothing()
    assert scene.tom.last.text == ASKED


async def test_an_without_a_text_takes_a_whole_album(scene: Scene) -> None:
    await scene.tom.writes("/an jasmin")
    await scene.tom.does(scene.tom.phone.send_album, [("photo", b"1"), ("photo", b"2"), ("photo", b"3")])
    assert [shown.data for shown in scene.jasmin.received[1:]] == [b"1", b"2", b"3"]
    scene.tom.saw_not(ASKED)
    await scene.tom.writes("und jetzt?")
    assert scene.tom.last.text == ASKED


async def test_a_reply_to_the_notice_of_an_is_for_that_person(scene: Scene) -> None:
    await scene.tom.writes("/an jasmin")
    notice = scene.tom.find(t("relay-next-goes-to", name="Jasmin"))
    await scene.tom.writes("eins", reply_to=notice)
    await scene.tom.writes("zwei", reply_to=notice)
    assert _passed_on(scene.jasmin) == ["eins", "zwei"]


async def test_an_alone_offers_the_names(scene: Scene) -> None:
    await scene.tom.writes("/an")
    assert scene.tom.last.text == t("to-which") and _buttons(scene.tom.last) == ["Mia", "Jasmin"]
    await scene.tom.taps("Jasmin")
    await scene.tom.writes("Hallo")
    assert _passed_on(scene.jasmin) == ["Hallo"]


async def test_a_name_that_fits_nobody_is_said(scene: Scene) -> None:
    await scene.tom.writes("/an kai Hallo")
    assert scene.tom.texts == [t("to-nobody", typed="kai")]


async def test_a_name_that_fits_two_asks_and_keeps_the_words(stage: Scene) -> None:
    await stage.joined("Tom", "wegbegleiter")
    await stage.joined("Jana", wegbegleiter="Tom")
    await stage.joined("Jasmin", wegbegleiter="Tom")
    await stage.tom.writes("/an ja Kommst du?")
    assert _buttons(stage.tom.last) == ["Jana", "Jasmin", NOBODY]
    await stage.tom.taps("Jana")
    assert _passed_on(stage.jana) == ["Kommst du?"]
    stage.jasmin.saw_nothing()


async def test_pressing_a_name_in_the_list_addresses_the_next_message(scene: Scene) -> None:
    await scene.tom.writes("/leute")
    await scene.tom.taps("Mia")
    await scene.tom.sends("voice", b"ton")
    assert scene.mia.last.data == b"ton"


# --- asked ---


async def test_an_unaddressed_message_asks_and_waits(scene: Scene) -> None:
    await scene.tom.writes("Bis morgen!")
    assert scene.tom.texts == [ASKED]
    assert _buttons(scene.tom.last) == ["Jasmin", "Mia", NOBODY]
    scene.mia.saw_nothing()
    scene.jasmin.saw_nothing()
    await scene.tom.taps("Jasmin")
    assert _passed_on(scene.jasmin) == ["Bis morgen!"]
    assert scene.tom.last.text == t("relay-goes-to", name="Jasmin")
    scene.mia.saw_nothing()


async def test_whoever_waits_for_an_answer_stands_first(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.tom.writes("Ja?")
    assert _buttons(scene.tom.last)[0] == "Mia"


async def test_several_are_held_in_order_and_asked_about_once(scene: Scene) -> None:
    for text in ("eins", "zwei", "drei"):
        scene.tom.phone.write(text)
    await scene.settle()
    assert scene.tom.texts == [ASKED]
    await scene.tom.taps("Mia")
    assert _passed_on(scene.mia) == ["eins", "zwei", "drei"]


async def test_a_later_message_asks_anew_for_all_of_them(scene: Scene) -> None:
    await scene.tom.writes("eins")
    await scene.pass_time(hours=3)
    await scene.tom.writes("zwei")
    assert scene.tom.texts == [ASKED, t("relay-to-whom", count=2)]
    await scene.tom.taps("Mia")
    assert _passed_on(scene.mia) == ["eins", "zwei"]


async def test_an_album_is_held_as_one(scene: Scene) -> None:
    await scene.tom.does(scene.tom.phone.send_album, [("photo", b"1"), ("photo", b"2")])
    assert scene.tom.texts == [ASKED]
    await scene.tom.taps("Mia")
    copies = scene.mia.received[1:]
    assert [copy.data for copy in copies] == [b"1", b"2"] and copies[0].album == copies[1].album is not None


async def test_what_is_held_survives_a_restart(scene: Scene) -> None:
    await scene.tom.writes("Bis morgen!")
    await scene.stop_bot()
    await scene.start_bot()
    await scene.tom.taps("Mia")
    assert _passed_on(scene.mia) == ["Bis morgen!"]


async def test_dropped_means_nobody_gets_it(scene: Scene) -> None:
    await scene.tom.writes("Vertippt")
    await scene.tom.taps(NOBODY)
    assert scene.tom.texts == [t("relay-dropped")]
    await scene.tom.writes("/an mia")
    await scene.tom.writes("Hallo")
    assert _passed_on(scene.mia) == ["Hallo"]
    scene.jasmin.saw_nothing()


async def test_an_answers_the_question_too(scene: Scene) -> None:
    await scene.tom.writes("Bis morgen!")
    await scene.tom.writes("/an mia")
    assert _passed_on(scene.mia) == ["Bis morgen!"]


async def test_an_with_words_of_its_own_leaves_what_waits_alone(scene: Scene) -> None:
    """Otherwise Jasmin would read what was meant for Mia."""
    await scene.tom.writes("Dein Vater hat angerufen")
    await scene.tom.writes("/an jasmin Bis gleich")
    assert _passed_on(scene.jasmin) == ["Bis gleich"]
    await scene.tom.taps("Mia")
    assert _passed_on(scene.mia) == ["Dein Vater hat angerufen"]


async def test_a_question_answered_before_says_so(scene: Scene) -> None:
    await scene.tom.writes("eins")
    await scene.pass_time(minutes=5)
    question = scene.tom.last
    await scene.tom.writes("zwei")
    await scene.tom.taps("Mia")
    pressed = await scene.tom.does(scene.tom.phone.press, question, "Jasmin")
    assert pressed.answer is not None and pressed.answer.text == t("relay-nothing-waits")
    scene.jasmin.saw_nothing()


async def test_a_reply_while_a_question_waits_goes_where_it_belongs(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    asked = scene.tom.find("Hallo?")
    await scene.tom.writes("Für Jasmin")
    await scene.tom.writes("Ja, Mia?", reply_to=asked)
    assert _passed_on(scene.mia) == ["Ja, Mia?"]
    await scene.tom.taps("Jasmin")
    assert _passed_on(scene.jasmin) == ["Für Jasmin"]


# --- questions never swallow a message ---


async def test_an_name_is_forgotten_after_a_quarter_of_an_hour(scene: Scene) -> None:
    await scene.tom.writes("/an jasmin")
    await scene.pass_time(minutes=16)
    await scene.tom.writes("Hallo")
    scene.jasmin.saw_nothing()
    assert scene.tom.last.text == ASKED


async def test_an_expired_question_does_not_swallow_a_message(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-name"))
    await scene.pass_time(minutes=16)
    await scene.mia.writes("Ich brauche Hilfe")
    scene.tom.saw("Ich brauche Hilfe")


async def test_a_question_for_a_name_does_not_swallow_a_picture_or_a_long_message(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    await scene.mia.taps(t("menu-name"))
    await scene.mia.sends("photo", b"brief")
    assert scene.tom.last.data == b"brief"
    await scene.mia.taps(t("menu-name"))
    long = "Mein Vermieter hat mir heute fristlos gekündigt, was mache ich?"
    await scene.mia.writes(long)
    scene.tom.saw(long)
    scene.mia.saw_not(t("name-done", name=long))
