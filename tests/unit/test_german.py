"""Words as the search compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.german import fold, stem, words
from bot.content.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kündigung", "kuendigung"),
        ("Kündigung", "KUNDIGUNG"),
        ("Straße", "Strasse"),
        ("bestandennnn", "bestanden"),
        ("Schimmell", "schimmel"),
        ("geöffnet", "geoeffnet"),
        ("Wohn-Geld", "wohn geld"),
    ],
)
def test_ways_of_typing_the_same_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_word_has_a_stem_that_begins_it_or_its_rest(text: str) -> None:
    for word in words(text):
        assert stem(word) and stem(word) in word


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wohnung", "Wohnungen"), ("zahlen", "zahlt"), ("Schulden", "Schuld"), ("kündigen", "kündigt"), ("rents", "rent")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(words(one)[0]) == stem(words(other)[0])


VOCABULARY = Vocabulary(
    ["die mietkaution", "kaution kaution", "ein darlehen", "darlehen kaution", "der vermieter kündigt", "mietkaution"],
    [("kaution", "deposit"), ("mehrere wörter", "darlehen")],
)


def test_a_compound_stands_for_its_parts() -> None:
    found = VOCABULARY.terms("mietkautionsdarlehen")
    assert stem("mietkaution") in found and stem("darlehen") in found


def test_an_unknown_word_stands_for_the_known_one_it_is_most_like() -> None:
    found = VOCABULARY.terms("kautzion")
    assert found[stem("kaution")] > 0.5
    assert stem("darlehen") not in found


def test_a_known_word_stands_for_nothing_else() -> None:
    assert dict(VOCABULARY.terms("vermieter")) == {stem("vermieter"): 1.0}


def test_words_that_mean_the_same_share_a_name() -> None:
    assert VOCABULARY.same(stem("deposit")) == VOCABULARY.same(stem("kaution")) is not None
    assert VOCABULARY.same(stem("darlehen")) != VOCABULARY.same(stem("kaution"))
    assert VOCABULARY.same(stem("mehrere")) is None


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    for word in words(text):
        assert all(0 < weight <= 1 for weight in VOCABULARY.terms(word).values())
