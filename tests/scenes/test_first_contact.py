"""Whoever meets the bot first reads what it is: a program, no emergency service, no legal advice in the single case."""

import pytest

from bot.store import people
from tests.scene import Scene
from tests.words import shipped

SAID = {
    "de": ("Programm", "kein Mensch", "kein Notruf", "112", "Rechtsberatung"),
    "en": ("program", "not a human", "no emergency service", "112", "legal advice"),
}


@pytest.mark.parametrize("language", ["de", "en"])
async def test_strangers_and_whoever_joins_read_it_first(stage: Scene, language: str) -> None:
    stranger = stage.phone("Lena", language_code=language)
    await stranger.writes("Hallo")
    await stranger.writes("/hilfe")
    await stranger.opens(await stage.invited(people.CARELEAVER))
    assert len(stranger.texts) == 3
    for text in stranger.texts:
        assert [words for words in SAID[language] if words not in text] == []


@pytest.mark.parametrize("language", ["de", "en"])
async def test_help_says_it_again(stage: Scene, language: str) -> None:
    mia = await stage.joined("Mia", language=language)
    await mia.writes("/hilfe")
    assert [words for words in SAID[language] if words not in mia.texts[-1]] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_joining_stays_four_sentences_and_every_answer_says_who_speaks(language: str) -> None:
    texts = shipped().texts
    told = texts.text(language, "start-intro", service="X").strip().split("\n\n")[0]
    assert len(told.splitlines()) == 4 and len(told) < 1000
    for key in ("faq-unchecked", "faq-checked"):
        foot = texts.text(language, key, **({"day": "1.1.2026"} if key == "faq-checked" else {}))
        assert SAID[language][0] in foot
