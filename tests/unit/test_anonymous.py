"""What tells of a person does not stay in a question that is kept."""

import pytest

from bot.anonymous import GAP, LONGEST, without_traces


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ruf mich an: 0171 2345678", f"Ruf mich an: {GAP}"),
        ("+49 171 234 56 78 ist meine Nummer", f"{GAP} ist meine Nummer"),
        ("meine mail ist jas.06@example.org", f"meine mail ist {GAP}"),
        ("schreib mir auf t.me/jas_06", f"schreib mir auf {GAP}"),
        ("Ich wohne Lindenstraße 12b", f"Ich wohne {GAP}"),
        ("in der Langen Straße 5 ist Schimmel", f"in der {GAP} ist Schimmel"),
        ("31134 Hildesheim, wer ist zuständig", f"{GAP}, wer ist zuständig"),
        ("Frau Keller vom Amt sagt nein", f"{GAP} vom Amt sagt nein"),
        ("Ich heiße Jasmin und brauche Geld", f"{GAP} und brauche Geld"),
        ("Aktenzeichen 12345/26 abgelehnt", f"Aktenzeichen {GAP} abgelehnt"),
        ("mias kaution", f"{GAP} kaution"),
        ("wie viel darf ich mit 18 haben", "wie viel darf ich mit 18 haben"),
        ("30 Prozent weniger, § 31a", "30 Prozent weniger, § 31a"),
    ],
)
def test_names_numbers_and_addresses_go(written: str, kept: str) -> None:
    assert without_traces(written, ["Mia"]) == kept


def test_a_story_is_cut() -> None:
    kept = without_traces("ich habe ein problem und " * 100, [])
    assert len(kept) <= LONGEST + 1 and kept.endswith(GAP)
