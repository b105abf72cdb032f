"""Names: what is one, and who is meant."""

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import names


@dataclass(frozen=True)
class Somebody:
    name: str


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Mia", "Mia"),
        ("  Anna \n\t Lena ", "Anna Lena"),
        ("O'Neill-Özgür", "O'Neill-Özgür"),
        ("Zoe\u0308", "Zoë"),  # put together as one character
        ("علی", "علی"),
        ("Мария", "Мария"),
        ("Mia 🌈", "Mia 🌈"),
        ("\u202eMia\u202c", "Mia"),  # would turn the line round
        ("M\u200bia\u0000", "Mia"),
        ("J.R.", "J.R."),
        ("T\u034fo\ufe00m", "Tom"),  # marks nobody sees: another name by its letters, the same to the eye
        ("Mia\u2800", "Mia"),
        ("𝓣𝓸𝓶", "Tom"),  # the same letters, drawn otherwise
        ("Ｔｏｍ", "Tom"),
        ("\u0301\u0301Mia", "Mia"),  # an accent that would sit on the line before
        ("Mi" + "\u0316" * 30 + "a", "Mi\u0316\u0316a"),  # towers over the lines around
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("Ελένη Anna", "Ελένη Anna"),  # two words, two alphabets
        ("x" * names.LONGEST, "x" * names.LONGEST),
    ],
)
def test_a_name_is_shown_as_typed_without_what_cannot_be_seen(typed: str, shown: str) -> None:
    assert names.clean(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\u202e",
        "\u3164\u115f",  # letters by category, and blank
        "🙂🙂",
        "0151 2345678",
        "...",
        "x" * (names.LONGEST + 1),
        "/start",
        "Mia /stopp",
        "@mia_2007",
        "von @tom",
        "https://evil.example",
        "t.me/evil",
        "www.evil.de",
        "mia@web.de",
        "T\u043em",  # a Cyrillic o: Tom to the eye
        "\u0391nna",  # a Greek A
        "ｔ.me/evil",
        "\x1b\x07",
    ],
)
def test_what_is_blank_too_long_or_would_become_a_link_is_no_name(typed: str) -> None:
    assert names.clean(typed) is None


@given(st.text(max_size=60))
def test_whatever_is_typed_the_name_stays_the_same_when_cleaned_again_and_hides_nothing(typed: str) -> None:
    name = names.clean(typed)
    if name is None:
        return
    assert names.clean(name) == name
    assert 1 <= len(name) <= names.LONGEST and name == name.strip()
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name)


EVERYBODY = [Somebody(name) for name in ("Jasmin", "Jason", "Özlem", "Anna Lena", "Anna", "Straße", "Mia-Sophie")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jasm", ["Jasmin"]),
        ("JAS", ["Jasmin", "Jason"]),
        ("ozlem", ["Özlem"]),
        ("oezl", ["Özlem"]),
        ("öz", ["Özlem"]),
        ("anna", ["Anna"]),  # exactly one of them is called so
        ("ann", ["Anna Lena", "Anna"]),
        ("lena", ["Anna Lena"]),
        ("strasse", ["Straße"]),
        ("ia", []),  # a middle is no beginning
        ("", []),
        ("xaver", []),
    ],
)
def test_who_is_meant(typed: str, found: list[str]) -> None:
    assert [person.name for person in names.find(typed, EVERYBODY)] == found
