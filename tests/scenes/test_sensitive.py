"""A phone in the wrong hands: what is nobody's business comes silently and covered."""

from bot.content.answer import compose
from bot.content.entry import Head
from bot.store import people
from bot.styled import bold, covered, styled, utf16
from messenger import Shown
from tests.scene import Scene
from tests.test_project import REVIEWED
from tests.words import shipped, t

HIDDEN = (
    "krise/gewalt-zuhause", "krise/sexueller-missbrauch", "krise/suizidgedanken", "gesundheit/sucht",
    "gesundheit/psychotherapie", "gesundheit/schwanger-verhuetung", "rechte/beratung-ohne-eltern",
)  # fmt: skip


def covers(shown: Shown) -> str:
    """What of a message can be read before it is tapped."""
    assert shown.text
    (spoiler,) = [each for each in shown.entities if each["type"] == "spoiler"]
    units = shown.text.encode("utf-16-le")
    start, end = spoiler["offset"] * 2, (spoiler["offset"] + spoiler["length"]) * 2
    return (units[:start] + units[end:]).decode("utf-16-le").strip()


async def test_an_answer_about_violence_is_silent_and_covered_from_its_title_to_its_end(scene: Scene) -> None:
    await scene.mia.writes("/fragen mein freund schlägt mich")
    answer = scene.mia.last
    entry = shipped().faq.entries["krise/gewalt-zuhause"]
    assert answer.text and entry.answer("de").head.title in answer.text
    assert answer.silent and covers(answer) == t("faq-covered")
    shown = {button.text for row in answer.buttons for button in row}
    named = {each.answer("de").label for each in shipped().faq.entries.values() if each.sensitive}
    assert not shown & named and shipped().faq.entries["krise/notruf"].answer("de").label in shown
    assert any(each["type"] == "bold" for each in answer.entities), "below the cover it looks like any other"


async def test_in_another_language_and_for_strangers_too(stage: Scene) -> None:
    await stage.joined("Tom", people.WEGBEGLEITER)
    sam = stage.phone("Sam", language_code="en")
    await sam.writes("/fragen my boyfriend beats me")
    assert sam.last.silent and covers(sam.last) == t("faq-covered", language="en")


async def test_every_other_answer_is_as_before(scene: Scene) -> None:
    await scene.mia.writes("/fragen wie hoch darf die kaution sein")
    assert not scene.mia.last.silent
    assert [each for each in scene.mia.last.entities if each["type"] == "spoiler"] == []


def test_what_is_sensitive_says_so_in_every_language_and_the_line_above_it_tells_nothing() -> None:
    faq = shipped().faq
    assert [slug for slug in HIDDEN if not faq.entries[slug].sensitive] == []
    for entry in faq.entries.values():
        assert {answer.head.sensitive for answer in entry.answers.values()} == {entry.sensitive}, entry.slug
        words = compose(faq, shipped().texts, entry, "de", REVIEWED)
        assert words.text.startswith(t("faq-covered")) == entry.sensitive
    assert not Head(title="A").sensitive


def test_the_cover_lies_over_all_and_counts_like_the_messenger_does() -> None:
    words = styled("🆘 Vorher. ") + covered(bold("🆘 A") + " b")
    assert '"type": "spoiler", "offset": 11, "length": 6' in (words.entities or "")
    assert utf16(words.text) == 17
