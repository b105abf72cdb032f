"""Who runs this bot: in the chat for everybody, and as a page."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot import html, operator
from bot.content.model import Imprint
from tests.scene import Scene
from tests.words import contact, service, shipped, t

TOWN = {
    "anbieter": "Stadt Musterhausen", "anschrift": "Rathausplatz 1, 12345 Musterhausen",
    "vertreten_durch": "Oberbürgermeisterin", "kontakt": "0123 4", "datenschutz": "dsb@musterhausen.de",
}  # fmt: skip


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Scene.opened(tmp_path, mail=True) as scene:
        yield scene


async def test_everybody_can_ask_who_runs_it(scene: Scene) -> None:
    stranger = scene.phone("Fremde")
    await stranger.writes("/impressum")
    await scene.tom.writes("/impressum")
    await scene.mia.writes("/impressum")
    for each in (stranger, scene.tom, scene.mia):
        for words in ("Landkreis Beispiel, Jugendamt (Beispiel)", "Vertreten durch:", "kein Mensch", "kein Notruf"):
            assert words in each.texts[-1]
    assert scene.mia.texts == scene.mia.texts[-1:], "it went to nobody"
    await scene.mia.writes("/hilfe")
    scene.mia.saw("/impressum")


async def test_it_is_a_page_of_its_own_and_linked_from_the_others(scene: Scene) -> None:
    root = scene.settings.link_url
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{root}/impressum") as answer:
            text = await answer.text()
            assert answer.status == 200
            assert {name: answer.headers[name] for name in html.HEADERS} == dict(html.HEADERS)
        assert "Landkreis Beispiel, Jugendamt (Beispiel)" in text and "<script" not in text
        async with browser.get(f"{root}/nonsense") as answer:
            assert answer.status == 404 and 'href="/anliegen/impressum"' in await answer.text()


def test_what_is_still_made_up_is_named_and_what_a_town_wrote_is_not() -> None:
    assert {"kontakt", "impressum.anbieter", "impressum.aufsicht"} <= set(operator.examples(shipped()))
    own = shipped().service.model_copy(update={"kontakt": "0123 4", "impressum": Imprint(**TOWN)})
    content = replace(shipped(), service=own)
    assert operator.examples(content) == []
    assert operator.details(content, "en")[-1] == (t("impressum-datenschutz", language="en"), "dsb@musterhausen.de")


def test_without_one_name_and_contact_are_told() -> None:
    content = replace(shipped(), service=shipped().service.model_copy(update={"impressum": None}))
    assert operator.details(content, "de") == [("Anbieter", service()), ("Kontakt", contact())]
