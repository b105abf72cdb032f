"""Texts in several languages: what they need, what they show, what they refuse."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import ftl
from bot.content.texts import TextError, Texts, Value
from bot.errors import BleibdranError

GERMAN = """
language-name = Deutsch
-dienst = Wegbegleitung
-ort = { $fall ->
   *[nominativ] der Bahnhof
    [genitiv] des Bahnhofs
}
hallo = Hallo { $name }!
gruss = { hallo } Hier ist { -dienst }.
wartet = { $zahl ->
    [0] Niemand wartet.
    [one] Eine Person wartet.
   *[other] { $zahl } Personen warten.
}
treffen = Am Eingang { -ort(fall: "genitiv") }, { $wer }.
frist = Bis { DATETIME($tag, dateStyle: "medium") }
weiter = { $text }
eingefasst = Mia: { $art ->
    [zitat] „{ $text }“
   *[andere] { $text }
}
lang =
    Erste Zeile

    Dritte Zeile
nur-deutsch = Nur auf Deutsch, { $name }.
"""
ENGLISH = """
language-name = English
-dienst = Companions
hallo = Hi { $name }!
gruss = { hallo } This is { -dienst }.
wartet = { $zahl ->
    [one] One person is waiting.
   *[other] { $zahl } people are waiting.
}
"""
POLISH = """
language-name = Polski
wartet = { $zahl ->
    [one] { $zahl } osoba czeka
    [few] { $zahl } osoby czekają
   *[many] { $zahl } osób czeka
}
"""


@pytest.fixture(scope="module")
def texts() -> Texts:
    sources = {"de": GERMAN, "en": ENGLISH, "pl": POLISH}
    return Texts({code: ftl.parse(Path(f"{code}.ftl"), source).entries for code, source in sources.items()})


def test_a_text_is_shown_in_the_language_asked_for(texts: Texts) -> None:
    assert texts.text("de", "hallo", name="Mia") == "Hallo Mia!"
    assert texts.text("en", "hallo", name="Mia") == "Hi Mia!"


def test_a_text_that_a_language_lacks_is_shown_in_german(texts: Texts) -> None:
    assert texts.text("en", "nur-deutsch", name="Mia") == "Nur auf Deutsch, Mia."


def test_a_language_without_texts_is_german_and_a_regional_one_its_main_language(texts: Texts) -> None:
    assert texts.text("xx", "hallo", name="Mia") == "Hallo Mia!"
    assert texts.text("en-GB", "hallo", name="Mia") == "Hi Mia!"
    assert [texts.closest(code) for code in ("en-GB", "de-AT", "tlh", "", None)] == ["en", "de", "de", "de", "de"]


def test_a_text_made_of_others_uses_those_of_its_language(texts: Texts) -> None:
    assert texts.text("de", "gruss", name="Mia") == "Hallo Mia! Hier ist Wegbegleitung."
    assert texts.text("en", "gruss", name="Mia") == "Hi Mia! This is Companions."


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("de", 0, "Niemand wartet."),
        ("de", 1, "Eine Person wartet."),
        ("de", 2, "2 Personen warten."),
        ("de", 1200, "1.200 Personen warten."),
        ("en", 1200, "1,200 people are waiting."),
        ("pl", 3, "3 osoby czekają"),
        ("pl", 5, "5 osób czeka"),
    ],
)
def test_counting_follows_the_language(texts: Texts, language: str, count: int, expected: str) -> None:
    assert texts.text(language, "wartet", zahl=count) == expected


def test_a_term_is_bent_as_the_sentence_needs_it(texts: Texts) -> None:
    assert texts.text("de", "treffen", wer="Mia") == "Am Eingang des Bahnhofs, Mia."


def test_dates_are_written_as_the_language_does(texts: Texts) -> None:
    assert texts.text("de", "frist", tag=date(2026, 2, 28)) == "Bis 28.02.2026"


def test_lines_stay_lines(texts: Texts) -> None:
    assert texts.text("de", "lang") == "Erste Zeile\n\nDritte Zeile"


def test_what_somebody_wrote_is_shown_as_it_is_and_in_full(texts: Texts) -> None:
    said = "{ $name } <b>&amp; { hallo }\n" + "ä" * 4000
    assert texts.text("de", "weiter", text=said) == said
    assert texts.text("de", "eingefasst", art="zitat", text=said) == f"Mia: „{said}“"


def test_no_invisible_marks_are_put_around_names(texts: Texts) -> None:
    assert "\u2068" not in texts.text("de", "hallo", name="Mia")


@pytest.mark.parametrize(
    ("key", "variables", "message"),
    [
        ("halo", {}, 'No text "halo" in texte/de.ftl. Meinst du "hallo"?'),
        ("hallo", {}, 'Text "hallo": missing name.'),
        ("hallo", {"nahme": "Mia"}, 'Text "hallo": missing name; unknown nahme.'),
        ("lang", {"name": "Mia"}, 'Text "lang": unknown name.'),
        ("hallo", {"name": None}, "Text \"hallo\": Unsupported external type: name, <class 'NoneType'>."),
        ("frist", {"tag": "morgen"}, 'Text "frist": '),
    ],
)
def test_a_text_with_a_gap_is_refused_instead_of_shown(
    texts: Texts, key: str, variables: dict[str, Value], message: str
) -> None:
    with pytest.raises(TextError) as refused:
        texts.text("de", key, **variables)
    assert str(refused.value).startswith(message)
    assert issubclass(TextError, BleibdranError)


def test_variables_are_those_of_the_text_and_of_the_texts_in_it_and_those_it_chooses_by(texts: Texts) -> None:
    assert texts.variables("gruss") == {"name"}
    assert texts.variables("wartet") == {"zahl"}
    assert texts.variables("frist") == {"tag"}
    assert texts.variables("eingefasst") == {"art", "text"}
    assert texts.variables("treffen") == {"wer"}  # a term's variables are filled where it is referred to


def test_variables_of_a_translation_can_be_asked_for(texts: Texts) -> None:
    assert texts.variables("wartet", "en") == {"zahl"}


def test_keys_are_the_own_texts_of_a_language_without_terms(texts: Texts) -> None:
    assert texts.keys("pl") == {"language-name", "wartet"}
    assert {"dienst", "-dienst"}.isdisjoint(texts.keys("de"))
    assert texts.keys() == texts.keys("de")


def test_languages_can_be_listed_by_the_names_they_give_themselves(texts: Texts) -> None:
    assert [texts.language_name(code) for code in texts.languages] == ["Deutsch", "English", "Polski"]


def test_a_text_may_use_less_than_the_code_gives() -> None:
    entries = ftl.parse(Path("de.ftl"), "hallo = Hallo!").entries
    shorter = Texts({"de": entries}, {"hallo": frozenset({"name"})})
    assert shorter.text("de", "hallo", name="Mia") == "Hallo!"
    with pytest.raises(TextError, match="missing name"):
        shorter.text("de", "hallo")
