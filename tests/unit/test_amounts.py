"""Amounts by name and day."""

from datetime import date
from decimal import Decimal

import pytest

from bot.content.amounts import Amounts, Shown, Value, euro
from bot.content.load import SHIPPED, load


def value(**fields: object) -> Value:
    return Value.model_validate(fields)


AMOUNTS = Amounts(
    {
        "satz": (
            value(value=600, valid_from=date(2027, 1, 1)),
            value(value=563, valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31)),
        ),
        "rate": (value(percent=5, of="satz"),),
        "alt": (value(value=18.36, valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31)),),
    }
)


def test_the_first_of_january_is_one_edit() -> None:
    text = "Du bekommst { $satz }, die Rate ist { $rate }."
    assert AMOUNTS.fill(text, "de", date(2026, 12, 31)) == "Du bekommst 563 €, die Rate ist 28,15 €."
    assert AMOUNTS.fill(text, "de", date(2027, 1, 1)) == "Du bekommst 600 €, die Rate ist 30 €."


def test_an_amount_that_has_run_out_is_shown_with_its_year() -> None:
    assert AMOUNTS.fill("{$alt}", "de", date(2027, 3, 1)) == "18,36 € (Stand 2026)"
    assert AMOUNTS.fill("{$alt}", "en", date(2027, 3, 1)) == "€18.36 (as of 2026)"


def test_before_it_begins_the_first_value_is_shown() -> None:
    assert AMOUNTS.of("satz", date(2020, 1, 1)) == Shown(Decimal(563))


def test_what_has_no_name_stays_as_it_is_written() -> None:
    assert AMOUNTS.fill("{ $nichts } { satz } $satz", "de", date(2026, 1, 1)) == "{ $nichts } { satz } $satz"


@pytest.mark.parametrize(
    ("amount", "german", "english"),
    [
        ("563", "563 €", "€563"),
        ("1590", "1.590 €", "€1,590"),
        ("13.9", "13,90 €", "€13.90"),
        ("28.154", "28,15 €", "€28.15"),
    ],
)
def test_amounts_are_written_as_in_the_language(amount: str, german: str, english: str) -> None:
    assert euro(Shown(Decimal(amount)), "de") == german
    assert euro(Shown(Decimal(amount)), "en") == english


def test_every_shipped_amount_is_used_and_can_be_worked_out() -> None:
    faq = load([SHIPPED]).faq
    texts = "\n".join(block.source for entry in faq.entries.values() for each in entry.written for block in each.blocks)
    parts = {part for name in faq.amounts for part in faq.amounts.parts(name)}
    unused = {name for name in faq.amounts if f"${name} " not in texts and f"${name}}}" not in texts} - parts
    assert unused == set()
    assert all(faq.amounts.of(name, date(2026, 11, 24)).euro > 0 for name in faq.amounts)
