"""The operator does not take some kinds of content: who sends one gets a clear answer, and another way."""

from dataclasses import replace

import pytest

from bot.content.model import ContentKind, ServiceSettings
from tests.scene import Scene
from tests.scenes.test_requests import FLAT
from tests.words import contact, shipped, t


def declines(scene: Scene, *kinds: ContentKind) -> None:
    """`nicht_annehmen` in bleibdran.yaml."""
    assert scene.bot
    content = scene.bot.live.content
    service = content.service.model_copy(update={"nicht_annehmen": kinds})
    scene.bot.live.content = replace(content, service=service)


def answer(kind: ContentKind, words: str = "keine") -> str:
    return t("declined", kind=t(f"declined-{kind}"), words=words, contact=contact())


async def test_what_is_not_taken_goes_nowhere_and_she_hears_what_she_can_do(scene: Scene) -> None:
    declines(scene, "dokumente")
    await scene.mia.sends("document", name="Kündigung.pdf")
    assert scene.mia.texts == [answer("dokumente")]
    scene.tom.saw_nothing()
    await scene.mia.sends("photo")
    assert [shown.kind for shown in scene.tom.received if shown.kind != "text"] == ["photo"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("photo", "bilder"), ("video", "videos"), ("voice", "sprachnachrichten"), ("sticker", "sticker")],
)
async def test_every_kind_can_be_switched_off(scene: Scene, kind: str, name: ContentKind) -> None:
    declines(scene, name)
    await scene.mia.sends(kind)
    assert scene.mia.texts == [answer(name)]
    scene.tom.saw_nothing()


async def test_the_words_under_it_arrive_as_a_text_and_may_be_changed(scene: Scene) -> None:
    declines(scene, "bilder")
    sent = await scene.mia.sends("photo", caption="Der Brief vom Jobcenter")
    assert scene.mia.texts == [answer("bilder", "da")]
    words = scene.tom.received[-1]
    assert (words.kind, words.text) == ("text", "Der Brief vom Jobcenter")
    await scene.mia.does(scene.mia.phone.edit, sent, caption="Der Brief vom Vermieter")
    assert scene.tom.texts[-1] == "Der Brief vom Vermieter"
    await scene.tom.writes("Was steht drin?", reply_to=words)
    scene.mia.saw("Was steht drin?")


async def test_it_holds_for_wegbegleiter_too(scene: Scene) -> None:
    declines(scene, "sprachnachrichten")
    await scene.mia.writes("Hallo")
    await scene.tom.sends("voice", reply_to=scene.tom.last)
    assert scene.tom.texts[-1] == answer("sprachnachrichten")
    scene.mia.saw_not("[voice]")


async def test_an_album_is_answered_once(scene: Scene) -> None:
    declines(scene, "bilder")
    await scene.mia.does(scene.mia.phone.send_album, [("photo", b"1"), ("photo", b"2"), ("photo", b"3")])
    assert scene.mia.texts == [answer("bilder")]
    scene.tom.saw_nothing()


async def test_danger_in_the_words_under_it_is_noticed_first_and_the_words_go_on(scene: Scene) -> None:
    declines(scene, "bilder")
    await scene.mia.sends("photo", caption="Ich will nicht mehr leben")
    assert scene.mia.texts[0].startswith(t("crisis", numbers="", wegbegleiter="Tom")[:30])
    assert answer("bilder", "da") in scene.mia.texts
    assert t("crisis-staff", name="Mia") in scene.tom.texts
    scene.tom.saw("Ich will nicht mehr leben")
    assert [shown.kind for shown in scene.tom.received] == ["text"] * len(scene.tom.received)


async def test_a_request_takes_only_the_words(scene: Scene) -> None:
    declines(scene, "dokumente")
    await scene.mia.writes("/anliegen")
    await scene.mia.taps(FLAT)
    await scene.mia.sends("document")
    assert scene.mia.texts[-1] == answer("dokumente")
    await scene.mia.sends("document", caption="Kündigung zum Monatsende")
    assert scene.mia.texts[-1] == t("request-noted")
    await scene.mia.taps(t("request-show"))
    assert "Kündigung zum Monatsende" in scene.mia.texts[-1] and t("request-part-document") not in scene.mia.texts[-1]


def test_nothing_is_switched_off_as_shipped() -> None:
    assert shipped().service.nicht_annehmen == ()
    assert ServiceSettings(name="A", kontakt="B", nicht_annehmen=("videos",)).declined("video_note") == "videos"
