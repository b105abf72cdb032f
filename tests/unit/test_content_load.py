"""Folders become content, or a list of everything to change in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.load import SHIPPED, check, load
from bot.errors import ContentError
from tests.folders import SMALLEST, put

SERVICE = "name: Wegbegleitung Beispiel\nkontakt: Telefon 01234 0\nbezirke:\n  - Nord\n  - Süd\n"
GERMAN = "language-name = Deutsch\nhallo = Hallo { $name }!\nende = Bis bald.\n"
ENGLISH = "language-name = English\nhallo = Hi { $name }!\nende = See you.\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Writes a content folder; `service`, `de`, `en` replace the right files, None leaves them out."""
    monkeypatch.chdir(tmp_path)

    def write(
        name: str = "content",
        service: str | None = SERVICE,
        de: str | None = GERMAN,
        en: str | None = ENGLISH,
        **more: str,
    ) -> Path:
        files = {"bleibdran.yaml": service, "texte/de.ftl": de, "texte/en.ftl": en}
        return put(tmp_path / name, SMALLEST | files | {f"texte/{code}.ftl": text for code, text in more.items()})

    return write


def said(*folders: Path) -> list[str]:
    return [str(problem) for problem in check(folders)[1]]


def test_a_right_folder_has_no_problems(folder: Folder) -> None:
    content, problems = check([folder()])
    assert problems == []
    assert content is not None
    assert content.service.name == "Wegbegleitung Beispiel"
    assert content.service.bezirke == ("Nord", "Süd")
    assert content.texts.text("en", "hallo", name="Mia") == "Hi Mia!"


def test_what_is_not_written_has_its_usual_value(folder: Folder) -> None:
    service = load([folder()]).service
    assert (service.sprache, service.land, service.einladung_tage) == ("de", "NI", 14)
    assert (service.aufbewahrung.zuordnung_nachrichten, service.aufbewahrung.ereignisse) == (180, 3)


def test_load_tells_every_problem_of_every_file_at_once(folder: Folder) -> None:
    wrong = folder(service="nahme: x\nkontakt: y\n", en=ENGLISH + "extra = More\n")
    with pytest.raises(ContentError) as refused:
        load([wrong])
    assert str(refused.value).splitlines() == [
        'content/bleibdran.yaml:1: Das Feld "name" fehlt.  Ergänze die Zeile: name: Wegbegleitung Landkreis Beispiel',
        'content/bleibdran.yaml:1: Unbekanntes Feld "nahme".  Meinst du "name"?',
        'content/texte/en.ftl:4: Den Text "extra" gibt es auf Deutsch nicht.  '
        "Ergänze ihn in de.ftl, oder lösch ihn hier.",
        "3 Fehler in 2 Dateien.",
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "bezirke: [Nord, nord]\n",
            'content/bleibdran.yaml:3: bezirke: "nord" steht zweimal in der Liste.  Lösch einen der Einträge.',
        ),
        (
            "bezirke:\n  - Nord\n  -\n",
            "content/bleibdran.yaml:5: bezirke: Hier steht nichts.",
        ),
        ("land: XX\n", 'content/bleibdran.yaml:3: land: "XX" gibt es hier nicht.  Erlaubt: BB, BE, BW, BY, HB,'),
        ("land: ni\n", 'content/bleibdran.yaml:3: land: "ni" gibt es hier nicht.  Meinst du "NI"?'),
        ("sprache: fr\n", 'content/bleibdran.yaml:3: sprache: Für "fr" gibt es keine Texte.  Erlaubt: de, en'),
        ("einladung_tage: 0\n", 'content/bleibdran.yaml:3: einladung_tage: "0" ist zu klein.  Mindestens 1.'),
        (
            "aufbewahrung:\n  ereignise: 3\n",
            'content/bleibdran.yaml:4: Unbekanntes Feld "ereignise".  Meinst du "ereignisse"?',
        ),
        (
            "aufbewahrung:\n  ereignisse: lange\n",
            'content/bleibdran.yaml:4: aufbewahrung.ereignisse: "lange" ist keine ganze Zahl.  Schreib es so: 3',
        ),
        (
            "aufbewahrung: 3\n",
            'content/bleibdran.yaml:3: aufbewahrung: "3" steht, wo mehrere Felder stehen sollen.  '
            "Erlaubt: zuordnung_nachrichten, ereignisse",
        ),
        (
            "nicht_annehmen: [dokumente, vidios]\n",
            'content/bleibdran.yaml:3: nicht_annehmen: "vidios" gibt es hier nicht.  Meinst du "videos"?',
        ),
    ],
)
def test_a_wrong_setting_of_the_service_is_told(folder: Folder, more: str, expected: str) -> None:
    (line,) = said(folder(service="name: A\nkontakt: B\n" + more))
    assert line.startswith(expected)


def test_the_contact_is_one_line(folder: Folder) -> None:
    assert said(folder(service="name: A\nkontakt: |\n  Telefon\n  Mail\n")) == [
        "content/bleibdran.yaml:2: kontakt: Das sind mehrere Zeilen.  Schreib alles in eine Zeile."
    ]


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (
            "ohne gleich\n",
            '4: Das gehört zu keinem Text: Es fehlt " = ".  '
            "Schreib es so: schluessel = Text.  Folgezeilen rückst du mit Leerzeichen ein.",
        ),
        ("a = { $x\n", "4: Eine { wird nicht geschlossen.  Schreib es so: { $name }"),
        (
            "a = { $x ->\n    [one] Eine\n    [other] Viele\n }\n",
            "7: Der Auswahl fehlt der Normalfall.  Setz vor eine der Möglichkeiten einen Stern: *[other]",
        ),
        (
            "a = { $x ->\n    [-] Keine\n   *[other] Viele\n }\n",
            "5: Hier muss ein Buchstabe stehen.  Namen beginnen mit einem Buchstaben: [keine] statt [-].",
        ),
        (
            "a =\n",
            "4: Hinter dem Gleichheitszeichen steht nichts.  Schreib den Text in dieselbe Zeile, oder rück ihn ein.",
        ),
        ("a = }\n", '4: Diese } hat keine {.  Lösch sie, oder schreib {"}"}, wenn sie zu sehen sein soll.'),
        ('a = { "x }\n', '4: Ein Anführungszeichen in { } wird nicht geschlossen.  Ergänze das ".'),
        ("#Kommentar\n", "4: Nach # fehlt ein Leerzeichen.  Schreib es so: # Kommentar"),
        ("a = { HEUTE() }\n", "4: Die Funktion HEUTE() gibt es nicht.  Erlaubt: NUMBER, DATETIME"),
        ("a = { -diest }\n-dienst = x\n", '4: { -diest } gibt es hier nicht.  Meinst du "-dienst"?'),
        ("a = { halo }\n", '4: { halo } gibt es hier nicht.  Meinst du "hallo"?'),
        ("ende = Nochmal\n", '4: Den Text "ende" gibt es schon in Zeile 3.  Lösch einen von beiden.'),
        ("a = x{ b }\nb = { c }\nc = { b }\n", '5: Der Text "b" enthält sich selbst.'),
        (
            "-ort = am { $wo }\na = Treffen { -ort }\n",
            '5: { -ort } braucht hier eine Angabe: wo.  Schreib es so: { -ort(wo: "…") }',
        ),
        ("-ort = bei { hallo }\n", "4: Der Baustein -ort darf keinen Text enthalten: { hallo }."),
        (
            "-ort = Bahnhof\n   .fall = der\na = { -ort.fal ->\n   *[der] x\n}\n",
            "6: -ort hat kein Merkmal .fal.  Meinst du .fall?",
        ),
        ("a = x\n   .knopf = y\n", '5: Das Merkmal ".knopf" zeigt niemand an.'),
        (
            "a = " + "ä" * 4097 + "\n",
            '4: Der Text "a" hat 4097 Zeichen.  Höchstens 4096, sonst kommt er nicht an.',
        ),
        ("a = " + "🙂" * 2049 + "\n", '4: Der Text "a" hat 4098 Zeichen.'),
        (
            "a = { $x ->\n   [1] " + "ä" * 3000 + "\n  *[other] y\n }" + "ä" * 1097 + "\n",
            '4: Der Text "a" hat 4097 Zeichen.',
        ),
        ("a = { b }{ b }\nb = " + "ä" * 2049 + "\n", '4: Der Text "a" hat 4098 Zeichen.'),
    ],
)
def test_what_is_wrong_in_a_text_file_is_told_with_its_line(folder: Folder, wrong: str, expected: str) -> None:
    errors = [str(problem) for problem in check([folder(de=GERMAN + wrong, en=None)])[1] if problem.is_error]
    assert errors[0].startswith(f"content/texte/de.ftl:{expected}")


def test_a_text_just_short_enough_is_fine(folder: Folder) -> None:
    assert said(folder(de=GERMAN + "a = { $x }" + "ä" * 4096 + "\n", en=None)) == []


def test_a_broken_text_causes_no_findings_where_it_is_used_or_translated(folder: Folder) -> None:
    lines = said(folder(de=GERMAN + "a = { $x\nb = { a }\n", en=ENGLISH + "a = { $x }\nb = { a }\n"))
    assert lines == ["content/texte/de.ftl:4: Eine { wird nicht geschlossen.  Schreib es so: { $name }"]


def test_a_variable_german_does_not_have_is_an_error_in_a_translation(folder: Folder) -> None:
    assert said(folder(en=ENGLISH.replace("$name", "$nahme"))) == [
        "content/texte/en.ftl:2: { $nahme } gibt es hier nicht.  Meinst du $name?"
    ]
    assert said(folder(en=ENGLISH.replace("See you", "See you, { $name }"))) == [
        "content/texte/en.ftl:3: { $name } gibt es hier nicht.  Dieser Text hat keine Platzhalter."
    ]


def test_a_translation_may_leave_a_variable_out(folder: Folder) -> None:
    assert said(folder(en=ENGLISH.replace(" { $name }", ""))) == []


def test_a_missing_translation_is_a_warning_and_the_content_is_usable(folder: Folder) -> None:
    content, problems = check([folder(en=ENGLISH.replace("ende = See you.\n", ""))])
    assert [str(problem) for problem in problems] == [
        'content/texte/en.ftl:1: Der Text "ende" fehlt.  Bis er da ist, erscheint er auf Deutsch.'
    ]
    assert not problems[0].is_error
    assert content is not None and content.texts.text("en", "ende") == "Bis bald."


def test_a_text_only_a_translation_has_is_an_error(folder: Folder) -> None:
    assert said(folder(en=ENGLISH.replace("ende", "ennde"))) == [
        'content/texte/en.ftl:1: Der Text "ende" fehlt.  Bis er da ist, erscheint er auf Deutsch.',
        'content/texte/en.ftl:3: Den Text "ennde" gibt es auf Deutsch nicht.  Meinst du "ende"?',
    ]


def test_a_language_without_its_own_name_is_an_error(folder: Folder) -> None:
    (line, _missing) = said(folder(en=ENGLISH.partition("\n")[2]))
    assert line == (
        'content/texte/en.ftl:1: Der Text "language-name" fehlt: wie die Sprache sich selbst nennt.  '
        "Ergänze die Zeile: language-name = English"
    )


def test_missing_files_are_named_with_where_to_get_them(folder: Folder) -> None:
    assert said(folder(service=None, de=None, en=None)) == [
        f"content/bleibdran.yaml:1: Diese Datei fehlt: wie der Dienst heißt und wie man ihn erreicht.  "
        f"Kopiere die mitgelieferte: {SHIPPED / 'bleibdran.yaml'}",
        f"content/texte/de.ftl:1: Diese Datei fehlt: alle Sätze des Bots auf Deutsch.  "
        f"Kopiere die mitgelieferte: {SHIPPED / 'texte' / 'de.ftl'}",
    ]


def test_a_missing_folder_is_named(folder: Folder, tmp_path: Path) -> None:
    assert said(folder(), tmp_path / "woanders") == [
        "woanders:1: Diesen Ordner gibt es nicht.  Prüf BLEIBDRAN_CONTENT_DIR."
    ]


@pytest.mark.parametrize("name", ["Deutsch.ftl", "texte/deutsch.ftl", "texte/EN.ftl"])
def test_a_text_file_with_a_name_nobody_looks_for_is_an_error(folder: Folder, name: str) -> None:
    (folder() / name).write_text("a = b\n")
    assert said(folder()) == [
        f"content/{name}:1: Der Dateiname ist kein Sprachkürzel, oder die Datei liegt nicht im Ordner texte.  "
        "Nenn sie zum Beispiel so: texte/en.ftl"
    ]


def test_a_file_in_another_encoding_is_told_with_the_line(folder: Folder) -> None:
    (folder() / "texte" / "de.ftl").write_bytes(GERMAN.encode() + "grün = ä".encode("latin-1"))
    assert said(folder("content", de=None)) == [
        "content/texte/de.ftl:4: Die Datei ist nicht in UTF-8 gespeichert.  "
        "Speichere sie im Editor mit der Kodierung UTF-8."
    ]


def test_a_file_that_cannot_be_read_is_told(folder: Folder) -> None:
    path = folder(service=None) / "bleibdran.yaml"
    path.symlink_to("nirgends")
    assert said(folder(service=None)) == [
        "content/bleibdran.yaml:1: Die Datei lässt sich nicht lesen.  Prüf, ob es sie gibt und der Bot sie lesen darf."
    ]


def test_files_from_windows_are_read_like_others(folder: Folder) -> None:
    path = folder() / "texte" / "de.ftl"
    path.write_bytes(b"\xef\xbb\xbf" + GERMAN.replace("\n", "\r\n").encode() + b"zwei =\r\n    Eins\r\n    Zwei\r\n")
    content, problems = check([folder(de=None)])
    assert [problem for problem in problems if problem.is_error] == []
    assert content is not None and content.texts.text("de", "zwei") == "Eins\nZwei"


def test_hidden_files_are_not_content(folder: Folder) -> None:
    (folder() / "texte" / ".de.ftl").write_text("kaputt")
    (folder() / ".git").mkdir()
    (folder() / ".git" / "x.ftl").write_text("kaputt")
    assert said(folder()) == []


# a municipality's folder over the shipped one


def test_a_later_folder_replaces_the_settings_of_the_service(folder: Folder) -> None:
    own = folder("own", service="name: Wegbegleitung Hildesheim\nkontakt: Telefon 1\n", de=None, en=None)
    service = load([folder(), own]).service
    assert service.name == "Wegbegleitung Hildesheim"
    assert service.bezirke == ()


def test_a_later_folder_replaces_single_texts(folder: Folder) -> None:
    texts = load([folder(), folder("own", service=None, de="ende = Tschüss!\n", en=None)]).texts
    assert texts.text("de", "ende") == "Tschüss!"
    assert texts.text("de", "hallo", name="Mia") == "Hallo Mia!"
    assert texts.text("en", "ende") == "See you."


def test_a_later_folder_adds_a_language(folder: Folder) -> None:
    own = folder("own", service=None, de=None, en=None, uk="language-name = Українська\nende = Бувай\n")
    content, problems = check([folder(), own])
    assert content is not None and content.texts.languages == ("de", "en", "uk")
    assert [str(problem) for problem in problems] == [
        'own/texte/uk.ftl:1: Der Text "hallo" fehlt.  Bis er da ist, erscheint er auf Deutsch.'
    ]


def test_a_replaced_text_may_leave_a_variable_out_but_not_ask_for_another(folder: Folder) -> None:
    shorter = load([folder(), folder("own", service=None, de="hallo = Hallo!\n", en=None)]).texts
    assert shorter.text("de", "hallo", name="Mia") == "Hallo!"
    assert shorter.text("en", "hallo", name="Mia") == "Hi Mia!"
    assert said(folder(), folder("own", service=None, de="hallo = Hallo { $nachname }!\n", en=None)) == [
        "own/texte/de.ftl:1: { $nachname } gibt es hier nicht.  Meinst du $name?"
    ]


def test_a_replaced_text_nobody_uses_is_a_warning(folder: Folder) -> None:
    content, problems = check([folder(), folder("own", service=None, de="enden = Tschüss!\n", en=None)])
    assert content is not None
    assert str(problems[-1]) == 'own/texte/de.ftl:1: Den Text "enden" benutzt der Bot nicht.  Meinst du "ende"?'


def test_the_version_changes_with_any_file(folder: Folder) -> None:
    before = load([folder()]).version
    assert load([folder()]).version == before
    assert load([folder(en=ENGLISH.replace("See you", "Bye"))]).version != before
