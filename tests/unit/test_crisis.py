"""Danger: what is recognised in a message, what only sounds like it, and who can be called when."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.crisis import Labelled, faq_questions, judge, labelled
from tests.words import shipped

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY_NIGHT = datetime(2026, 11, 28, 23, 30, tzinfo=BERLIN)
WEDNESDAY_AFTERNOON = datetime(2026, 11, 25, 16, 0, tzinfo=BERLIN)


def kinds(text: str) -> tuple[str, ...]:
    return shipped().crisis.kinds_in(text)


# measured


@pytest.mark.parametrize(("split", "least"), [("dev", 0.97), ("held", 0.95)])
def test_danger_is_recognised(split: str, least: float) -> None:
    figures = judge(shipped().crisis, [each for each in labelled() if each.split == split])
    print(f"{split}: recall {figures.recall:.3f}, precision {figures.precision:.3f}")
    assert figures.recall >= least
    assert figures.precision >= 0.9


def test_there_are_enough_sentences_of_every_sort() -> None:
    sentences = labelled()
    assert len({each.text for each in sentences}) == len(sentences) >= 300
    assert set(shipped().crisis.kinds) == {kind for each in sentences for kind in each.kinds}
    for split in ("dev", "held"):
        half = [each for each in sentences if each.split == split]
        assert {each.language for each in half} == {"de", "en"}
        assert sum(not each.kinds for each in half) >= 50 <= sum(bool(each.kinds) for each in half)


def test_questions_to_the_faq_are_not_taken_for_danger() -> None:
    taken = [text for text in faq_questions() if kinds(text)]
    assert [text for text in taken if "wurden wir geschlagen" not in text] == []


# how people write


@pytest.mark.parametrize(
    "text",
    [
        "Ich will nicht mehr leben.",
        "ICH WILL NICHT MEHR LEBEN",
        "ich möchte echt einfach nicht mehr leben",
        "ichwillnichtmehrleben",
        "wil nich mer leben",
        "ich nicht mehr wollen leben",
        "digga ich will nich mehr leben fr",
        "hallo wie gehts. ich will nicht mehr leben",
        "i dont want to live anymore",
        "I don’t want to live anymore",
        "i do not want to live anymore",
        "will einfach sterben lol",
        "heute will ich sterben",
        "jetzt bring ich mich um",
        "ich will strerben",
        "denk an selbst mord",
    ],
)
def test_the_same_words_are_recognised_however_they_are_typed(text: str) -> None:
    assert kinds(text) == ("suizid",)


def test_the_most_serious_kind_comes_first() -> None:
    assert kinds("er schlägt mich und ich will nicht mehr leben und hab zu viele tabletten genommen") == (
        "ueberdosis",
        "suizid",
        "gewalt",
    )


def test_an_everyday_meaning_covers_only_its_own_words() -> None:
    assert kinds("ich kann nicht mehr vor lachen") == ()
    assert kinds("ich kann nicht mehr vor lachen und trotzdem will ich nicht mehr leben") == ("suizid",)
    assert kinds("ich kann nicht mehr vor lachen aber eigentlich will nicht mehr leben") == ("suizid",)


def test_what_is_denied_is_no_danger() -> None:
    assert kinds("er schlägt mich") == ("gewalt",)
    assert kinds("er schlägt mich nicht") == ()
    assert kinds("niemand schlägt mich") == ()
    assert kinds("ich werde nicht bedroht") == ()


def test_a_not_in_another_part_of_the_sentence_denies_nothing() -> None:
    assert kinds("ich weiß nicht, schlägt mich wer, er schlägt mich jedenfalls") == ("gewalt",)


def test_who_says_they_will_not_hurt_themselves_gets_the_numbers_too() -> None:
    assert kinds("keine sorge ich will mir nichts antun") == ("suizid",)
    assert kinds("ich bring mich nicht um") == ("suizid",)


def test_films_games_and_songs_are_not_danger_but_what_comes_after_the_comma_is() -> None:
    assert kinds("im film hat er mich umgebracht") == ()
    assert kinds("das lied heißt ich bring mich um") == ()
    assert kinds("der film war krass, ich will nicht mehr leben") == ("suizid",)
    assert kinds("der film war krass aber ich will nicht mehr leben") == ("suizid",)


def test_words_of_two_sentences_make_no_expression() -> None:
    assert kinds("ich will nicht mehr. leben kostet zu viel") == kinds("ich will nicht mehr.")


def test_endings_do_not_turn_other_words_into_danger() -> None:
    assert kinds("ohne den haupt bringt mich zu hause") == ()
    assert kinds("mein vermieter merkt keiner") == ()


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    assert set(kinds(text)) <= set(shipped().crisis.kinds)


@given(st.sampled_from([each for each in labelled() if each.kinds]))
def test_capitals_and_stretched_letters_hide_nothing(each: Labelled) -> None:
    assert kinds(each.text.upper()) == kinds(each.text)
    assert kinds(each.text.replace("a", "aaa")) == kinds(each.text)


# who can be called


def test_at_night_nobody_is_named_who_is_asleep() -> None:
    crisis = shipped().crisis
    night = [number.key for number in crisis.numbers_now(["suizid"], SATURDAY_NIGHT, "de")]
    afternoon = [number.key for number in crisis.numbers_now(["suizid"], WEDNESDAY_AFTERNOON, "de")]
    assert night == ["telefonseelsorge", "krisenchat", "notruf"]
    assert afternoon == ["telefonseelsorge", "krisenchat", "nummer-gegen-kummer", "notruf"]


def test_hours_are_german_hours_wherever_the_moment_comes_from() -> None:
    crisis = shipped().crisis
    noon = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)  # 14:00 in Germany
    assert "nummer-gegen-kummer" in [number.key for number in crisis.numbers_now(["suizid"], noon, "de")]
    before = datetime(2026, 7, 1, 11, 59, tzinfo=UTC)
    assert "nummer-gegen-kummer" not in [number.key for number in crisis.numbers_now(["suizid"], before, "de")]
    with pytest.raises(ValueError, match="time zone"):
        crisis.numbers_now(["suizid"], datetime(2026, 7, 1), "de")  # noqa: DTZ001 - local time, as the numbers are open


def test_each_number_comes_once_and_the_most_serious_kind_decides() -> None:
    found = shipped().crisis.numbers_now(["ueberdosis", "suizid"], SATURDAY_NIGHT, "de")
    assert [number.call for number in found] == ["112", "116117", "116 123", "krisenchat.de"]


def test_a_number_says_in_their_language_what_it_is_and_whether_it_speaks_it() -> None:
    crisis = shipped().crisis
    now = {number.key: number for number in crisis.numbers_now(["gewalt"], WEDNESDAY_AFTERNOON, "en")}
    assert now["polizei"].name == "Police"
    assert now["hilfetelefon-frauen"].speaks
    assert not now["telefonseelsorge"].speaks
    assert (now["nummer-gegen-kummer"].until, now["polizei"].until) == (datetime(2026, 11, 25, 20).time(), None)  # noqa: DTZ001 - local time, as the numbers are open


@given(
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1)),  # noqa: DTZ001 - local time, as the numbers are open
    st.sampled_from(["ueberdosis", "suizid", "sexuelle-gewalt", "gewalt", "kind", "obdachlos", "hunger"]),
)
def test_somebody_can_be_called_at_any_time(moment: datetime, kind: str) -> None:
    assert shipped().crisis.numbers_now([kind], moment.replace(tzinfo=UTC), "de")


def test_a_kind_that_is_not_there_any_more_says_nothing() -> None:
    assert shipped().crisis.numbers_now(["frueher"], SATURDAY_NIGHT, "de") == []
