"""The tools of staff and the shortcuts of young people: who is there, who waits, help, menu, unknown commands."""

import pytest

from bot.store import people
from messenger import Shown
from tests.scene import Scene
from tests.words import contact, service, t


def _buttons(shown: Shown) -> list[str]:
    return [button.text for row in shown.buttons for button in row]


def _line(name: str, state: str, others: str = "keine") -> str:
    return t("people-line", name=name, state=state, others=others)


FINE = t("state-fine")


# --- /leute ---


async def test_leute_shows_tom_his_young_people_and_how_they_are(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.jasmin.writes("/pause")
    await scene.jasmin.taps(t("pause-7"))
    await scene.pass_time(hours=2)
    await scene.tom.writes("/leute")
    waits = t("state-waiting", since=t("ago-hours", count=2))
    lines = "\n".join([_line("Mia", waits), _line("Jasmin", t("state-paused"))])
    assert scene.tom.last.text == t("people-list", people=2, lines=lines)
    assert _buttons(scene.tom.last) == ["Mia", "Jasmin"]


async def test_leute_tells_who_has_stopped_and_who_cannot_be_reached(scene: Scene) -> None:
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))
    await scene.jasmin.does(scene.jasmin.phone.block)
    await scene.tom.writes("/leute")
    lines = "\n".join([_line("Mia", t("state-stopped")), _line("Jasmin", t("state-unreachable"))])
    assert scene.tom.last.text == t("people-list", people=2, lines=lines)


async def test_leute_without_anybody_says_so(stage: Scene) -> None:
    tom = await stage.joined("Tom", people.WEGBEGLEITER)
    await tom.writes("/leute")
    await tom.writes("Hallo?")
    assert tom.texts == [t("people-none"), t("relay-nobody-to-write-to")]


@pytest.mark.parametrize("role", [people.COORDINATION, people.ADMIN])
async def test_coordination_and_admin_see_everybody_with_whoever_is_at_their_side(scene: Scene, role: str) -> None:
    vera = await scene.joined("Vera", role)
    await scene.mia.writes("Hallo?")
    await scene.pass_time(hours=2)
    await vera.writes("/leute")
    lines = "\n".join([
        _line("Mia", t("state-waiting", since=t("ago-hours", count=2)), "Tom, Ayse"),
        _line("Jasmin", FINE, "Tom"),
        _line("Kai", FINE, "Sven"),
    ])  # fmt: skip
    assert vera.last.text == t("people-list", people=3, lines=lines)
    assert _buttons(vera.last) == (["Mia", "Jasmin", "Kai"] if role == people.COORDINATION else [])


# --- /offen ---


async def test_offen_shows_who_waits_the_longest_first_until_they_are_answered(scene: Scene) -> None:
    await scene.jasmin.writes("Hallo?")
    await scene.pass_time(hours=3)
    await scene.mia.writes("Hallo?")
    await scene.pass_time(minutes=20)
    await scene.tom.writes("/offen")
    jasmin = t("open-line", name="Jasmin", wegbegleiter="Tom", since=t("ago-hours", count=3))
    mia = t("open-line", name="Mia", wegbegleiter="Tom", since=t("ago-minutes", count=20))
    assert scene.tom.last.text == t("open-list", people=2, lines=f"{jasmin}\n{mia}")
    await scene.tom.writes("/an jasmin Bin da")
    await scene.tom.writes("/offen")
    assert scene.tom.last.text == t("open-list", people=1, lines=mia)
    await scene.tom.writes("/an mia Bin da")
    await scene.tom.writes("/offen")
    assert scene.tom.last.text == t("open-none")


async def test_waiting_counts_from_the_first_unanswered_message(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.pass_time(days=3)
    await scene.mia.writes("Hallo??")
    await scene.tom.writes("/offen")
    line = t("open-line", name="Mia", wegbegleiter="Tom", since=t("ago-days", count=3))
    assert scene.tom.last.text == t("open-list", people=1, lines=line)


async def test_whoever_was_answered_by_the_substitute_waits_for_nobody(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.ayse.writes("Tom ist krank, was ist los?")
    await scene.tom.writes("/offen")
    assert scene.tom.last.text == t("open-none")


async def test_coordination_sees_who_waits_for_a_wegbegleiter(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.pass_time(hours=1)
    await scene.keller.writes("/offen")
    line = t("open-line", name="Mia", wegbegleiter="Tom", since=t("ago-hours", count=1))
    assert scene.keller.last.text == t("open-list", people=1, lines=line)


async def test_coordination_sees_who_waits_for_coordination_itself(stage: Scene) -> None:
    await stage.joined("Keller", people.COORDINATION)
    mia = await stage.joined("Mia")
    await mia.writes("Hallo?")
    await stage.pass_time(hours=5)
    await stage.keller.writes("/offen")
    line = t("open-line", name="Mia", wegbegleiter="Keller", since=t("ago-hours", count=5))
    assert stage.keller.last.text == t("open-list", people=1, lines=line)
    await stage.keller.writes("Ich bin da", reply_to=stage.keller.find("Hallo?"))
    await stage.keller.writes("/offen")
    assert stage.keller.last.text == t("open-none")
    await mia.writes("Danke, noch was")
    await stage.keller.writes("/offen")
    assert "Mia" in stage.keller.last.text


async def test_whoever_has_stopped_waits_for_nobody(scene: Scene) -> None:
    await scene.mia.writes("Hallo?")
    await scene.mia.writes("/stopp")
    await scene.mia.taps(t("stop-yes"))
    await scene.tom.writes("/offen")
    assert scene.tom.last.text == t("open-none")


# --- help, menu, unknown ---


@pytest.mark.parametrize("role", [people.WEGBEGLEITER, people.COORDINATION, people.FACHKRAFT, people.ADMIN])
async def test_help_fits_the_role(stage: Scene, role: str) -> None:
    vera = await stage.joined("Vera", role)
    await vera.writes("/hilfe")
    await vera.writes("/menu")
    assert vera.texts == [t(f"help-{role}")] * 2


async def test_help_for_mia_says_whom_to_call(scene: Scene) -> None:
    await scene.mia.writes("/hilfe")
    assert scene.mia.texts == [t("help-careleaver", service=service(), contact=contact())]


@pytest.mark.parametrize("command", ["/unfug", "/leute", "/zuordnen Mia Sven", "/status", "/an tom hallo"])
async def test_a_command_that_is_not_hers_answers_with_help(scene: Scene, command: str) -> None:
    await scene.mia.writes(command)
    assert scene.mia.texts == [t("help-unknown"), t("help-careleaver", service=service(), contact=contact())]
    scene.tom.saw_nothing()
    scene.keller.saw_nothing()


async def test_a_command_that_is_not_toms_answers_with_help(scene: Scene) -> None:
    await scene.tom.writes("/zuordnen Kai Tom")
    assert scene.tom.texts == [t("help-unknown"), t("help-wegbegleiter")]


async def test_a_path_or_a_slash_alone_is_a_message(scene: Scene) -> None:
    await scene.mia.writes("/ ist das ein Schrägstrich?")
    scene.tom.saw("/ ist das ein Schrägstrich?")


@pytest.mark.parametrize(
    "label", ["menu-who", "menu-pause", "menu-language", "menu-help", "menu-emergency", "menu-stop"]
)
async def test_every_button_of_the_menu_answers_and_tells_tom_nothing(scene: Scene, label: str) -> None:
    await scene.mia.writes("/menu")
    before = len(scene.mia.texts)
    pressed = await scene.mia.taps(t(label))
    assert len(scene.mia.texts) == before + 1
    assert pressed.answered, "or the app would show a clock"
    scene.tom.saw_nothing()


async def test_a_button_of_somebody_elses_is_refused(scene: Scene) -> None:
    await scene.mia.writes("/menu")
    menu = scene.mia.last
    async with scene.db.transaction() as tx:
        await people.leave(tx, scene.numbers["mia"])
    pressed = await scene.mia.does(scene.mia.phone.press, menu, t("menu-pause"))
    assert pressed.answer is not None and pressed.answer.alert
    assert pressed.answer.text == t("button-not-yours")


async def test_fachkraft_and_admin_write_to_nobody(scene: Scene) -> None:
    for role in (people.FACHKRAFT, people.ADMIN):
        vera = await scene.joined("Vera", role)
        await vera.writes("Hallo Mia")
        assert vera.texts == [t("relay-nobody-to-write-to")]
    scene.mia.saw_nothing()
    scene.tom.saw_nothing()
