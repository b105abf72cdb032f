"""How problems are told: where, what, what to write instead; in German, never in pydantic's words."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from bot.content import yaml_file
from bot.content.problems import Problem, suggestion, summary

HERE = Path("plan.yaml")


class Question(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    frage: str
    skala: Literal["smileys", "zahlen"] = "smileys"


class Plan(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    titel: str = Field(min_length=1, max_length=20, examples=["Alle zwei Wochen"])
    tage: int = Field(default=14, ge=1, le=90)
    aktiv: bool = True
    stand: date = date(2026, 1, 31)
    fragen: tuple[Question, ...] = Field(default=(), strict=False)


def said_about(text: str) -> list[str]:
    return [str(problem) for problem in yaml_file.read(HERE, text, Plan)[1]]


def test_a_problem_reads_as_path_line_what_hint() -> None:
    problem = Problem(Path("faq/kaution.de.md"), 9, 'Unbekanntes Feld "qelle".', 'Meinst du "quelle"?')
    assert str(problem) == 'faq/kaution.de.md:9: Unbekanntes Feld "qelle".  Meinst du "quelle"?'


def test_a_problem_without_hint_ends_without_blanks() -> None:
    assert str(Problem(HERE, 1, "Die Datei ist leer.")) == "plan.yaml:1: Die Datei ist leer."


def test_paths_below_the_working_directory_are_shown_as_one_would_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(Problem(tmp_path / "texte" / "de.ftl", 3, "x")).startswith("texte/de.ftl:3: ")
    assert str(Problem(Path("/anderswo/de.ftl"), 3, "x")).startswith("/anderswo/de.ftl:3: ")


def test_the_summary_counts_errors_warnings_and_files() -> None:
    error, warning = Problem(HERE, 1, "x"), Problem(Path("b.yaml"), 1, "y", severity="warning")
    assert summary([]) == "Keine Fehler."
    assert summary([error]) == "1 Fehler in 1 Datei."
    assert summary([error, warning]) == "1 Fehler und 1 Hinweis in 2 Dateien."
    assert summary([warning, warning]) == "2 Hinweise in 1 Datei."


def test_a_close_name_is_suggested_and_otherwise_all_names() -> None:
    assert suggestion("qelle", ["quelle", "titel"]) == 'Meinst du "quelle"?'
    assert suggestion("QUELE", ["quelle"]) == 'Meinst du "quelle"?'
    assert suggestion("xyz", ["quelle", "titel"]) == "Erlaubt: quelle, titel"
    assert suggestion("nahme", ["name"], mark="$") == "Meinst du $name?"
    assert suggestion("xyz", []) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: A\ntietel: B\n", 'plan.yaml:2: Unbekanntes Feld "tietel".  Meinst du "titel"?'),
        ("titel: A\nxy: B\n", 'plan.yaml:2: Unbekanntes Feld "xy".  Erlaubt: aktiv, fragen, stand, tage, titel'),
        ("tage: 3\n", 'plan.yaml:1: Das Feld "titel" fehlt.  Ergänze die Zeile: titel: Alle zwei Wochen'),
        ("titel: 12\n", 'plan.yaml:1: titel: "12" ist kein Text.  Setz ihn in Anführungszeichen: "12"'),
        (
            "titel: no\n",
            'plan.yaml:1: titel: "Nein" ist kein Text.  '
            "YAML liest yes, no, on und off als Ja oder Nein.  Setz den Text in Anführungszeichen.",
        ),
        ("titel:\n", "plan.yaml:1: titel: Hier steht nichts.  Schreib es so: Alle zwei Wochen"),
        ('titel: ""\n', "plan.yaml:1: titel: Hier steht nichts.  Schreib es so: Alle zwei Wochen"),
        ("titel: [a]\n", "plan.yaml:1: titel: Eine Liste ist kein Text.  Schreib es so: Alle zwei Wochen"),
        ("titel: Ein viel zu langer Titel\n", "plan.yaml:1: titel: Der Text hat 24 Zeichen.  Höchstens 20."),
        ("titel: A\ntage: bald\n", 'plan.yaml:2: tage: "bald" ist keine ganze Zahl.  Schreib es so: 14'),
        ("titel: A\ntage: 1.5\n", 'plan.yaml:2: tage: "1.5" ist keine ganze Zahl.  Schreib es so: 14'),
        ("titel: A\ntage: 0\n", 'plan.yaml:2: tage: "0" ist zu klein.  Mindestens 1.'),
        ("titel: A\ntage: 91\n", 'plan.yaml:2: tage: "91" ist zu groß.  Höchstens 90.'),
        (
            "titel: A\naktiv: vielleicht\n",
            'plan.yaml:2: aktiv: "vielleicht" ist weder Ja noch Nein.  Schreib true oder false.',
        ),
        (
            "titel: A\nstand: 2026-02-31\n",
            'plan.yaml:2: stand: "2026-02-31" ist kein Datum.  Schreib es so: 2026-02-28',
        ),
        (
            "titel: A\nstand: 31.02.2026\n",
            'plan.yaml:2: stand: "31.02.2026" ist kein Datum.  Schreib es so: 2026-02-28',
        ),
        (
            "titel: A\nfragen: Wie geht es?\n",
            'plan.yaml:2: fragen: "Wie geht es?" ist keine Liste.  '
            'Schreib jeden Eintrag in eine eigene Zeile, mit "- " davor.',
        ),
        (
            "titel: A\nfragen:\n  - Wie geht es?\n",
            'plan.yaml:3: fragen: "Wie geht es?" steht, wo mehrere Felder stehen sollen.  Erlaubt: frage, skala',
        ),
        (
            "titel: A\nfragen:\n  - frage: Gut?\n  - frage: Oder?\n    skala: smilies\n",
            'plan.yaml:5: fragen.skala: "smilies" gibt es hier nicht.  Meinst du "smileys"?',
        ),
        ("titel: A\nfragen:\n  - skala: zahlen\n", 'plan.yaml:3: Das Feld "fragen.frage" fehlt.  Ergänze es.'),
        (
            "titel: A\nfragen:\n  - frage: Gut?\n    skalla: zahlen\n",
            'plan.yaml:4: Unbekanntes Feld "skalla".  Meinst du "skala"?',
        ),
    ],
)
def test_a_wrong_field_is_told_with_its_line_and_what_to_write(text: str, expected: str) -> None:
    assert said_about(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "plan.yaml:1: Die Datei ist leer.  Erlaubt: titel, tage, aktiv, stand, fragen"),
        ("# nur Kommentar\n", "plan.yaml:1: Die Datei ist leer.  Erlaubt: titel, tage, aktiv, stand, fragen"),
        ("- a\n", "plan.yaml:1: Hier werden Felder erwartet.  Schreib es so: feld: Wert"),
        ("titel: A\n\ttage: 1\n", "plan.yaml:2: Hier steht ein Tabulator.  Rück mit Leerzeichen ein."),
        (
            "tage: 1\ntitel: A: B\n",
            "plan.yaml:2: Hier steht ein Doppelpunkt, wo keiner erwartet wird.  "
            "Setz den ganzen Text in Anführungszeichen, und prüf die Einrückung.",
        ),
        (
            "titel: A\ntage 3\nstand: 2026-01-01\n",
            "plan.yaml:3: Hier fehlt ein Doppelpunkt.  Schreib es so: feld: Wert.  "
            "Nach dem Doppelpunkt kommt ein Leerzeichen.",
        ),
        (
            'titel: "A\ntage: 3\n',
            'plan.yaml:2: Ein Anführungszeichen wird nicht geschlossen.  Ergänze am Ende ein ".',
        ),
        (
            "titel: A\n tage: 3\n",
            "plan.yaml:2: Hier steht ein Doppelpunkt, wo keiner erwartet wird.  "
            "Setz den ganzen Text in Anführungszeichen, und prüf die Einrückung.",
        ),
        (
            "  titel: A\ntage: 3\n",
            "plan.yaml:2: Die Einrückung passt nicht zu den Zeilen darüber.  "
            "Felder einer Gruppe beginnen alle in derselben Spalte.",
        ),
        (
            "titel: @hallo\n",
            "plan.yaml:1: Dieses Zeichen darf nicht am Anfang stehen.  Setz den ganzen Text in Anführungszeichen.",
        ),
        (
            "titel: *hallo\n",
            "plan.yaml:1: Ein * am Anfang hat in YAML eine Bedeutung.  Setz den Text in Anführungszeichen.",
        ),
        ("titel: A\nfragen: [a\n", "plan.yaml:2: Eine Klammer wird nicht geschlossen.  Ergänze ] oder }."),
        (
            "titel: A\x07\n",
            "plan.yaml:1: Hier steht ein unsichtbares Steuerzeichen.  Lösch die Stelle und tipp sie neu.",
        ),
        (
            "titel: A\ntage: !!int b\n",
            "plan.yaml:2: Diesen Wert gibt es nicht.  Setz ihn in Anführungszeichen, wenn er ein Text ist.",
        ),
        (
            "titel: A\ntage: !boese b\n",
            "plan.yaml:2: Hier stimmt die Schreibweise nicht (YAML).  "
            "Prüf Einrückung, Doppelpunkte und Anführungszeichen.",
        ),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(text: str, expected: str) -> None:
    assert said_about(text) == [expected]


def test_a_field_written_twice_is_an_error_at_the_second_place() -> None:
    assert said_about("titel: A\ntage: 3\ntitel: B\n") == [
        'plan.yaml:3: Das Feld "titel" steht hier zweimal.  Lösch eines davon.'
    ]


def test_a_field_written_twice_inside_a_list_is_found_too() -> None:
    assert said_about("titel: A\nfragen:\n  - frage: x\n    frage: y\n") == [
        'plan.yaml:4: Das Feld "frage" steht hier zweimal.  Lösch eines davon.'
    ]


def test_all_problems_of_a_file_come_at_once_in_the_order_of_its_lines() -> None:
    assert [line.partition(": ")[0] for line in said_about("titel: 1\ntage: 3\ntage: 4\nxy: 1\n")] == [
        "plan.yaml:1",
        "plan.yaml:3",
        "plan.yaml:4",
    ]


def test_a_group_that_contains_itself_does_not_hang() -> None:
    assert said_about("titel: A\nfragen: &x\n  - *x\n")


def test_what_is_right_is_read() -> None:
    plan, problems = yaml_file.read(HERE, "titel: A\nfragen:\n  - frage: Gut?\n", Plan)
    assert problems == []
    assert plan == Plan(titel="A", fragen=(Question(frage="Gut?"),))
