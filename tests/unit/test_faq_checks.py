"""A folder of the FAQ with one mistake of each kind: what `bleibdran content check` says of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.content.faq_checks import stale
from bot.content.load import SHIPPED, check, load
from tests.folders import SMALLEST, put

TODAY = date(2026, 11, 24)
ENTRY = """---
title: Zahlt das Jobcenter die Kaution?
label: Kaution vom Jobcenter
sources:
  - § 22 Abs. 6 SGB II
reviewed: 2026-11-22
valid_until: 2027-12-31
related: [wohnen/umzug]
help: [miete]
---

Oft ja, aber meist als **Darlehen**. Das heißt: Du zahlst es zurück.

## Das kannst du tun

1. Frag vorher. Dein Geld sind { $regelbedarf }.
2. Lies auch [das hier](wohnen/umzug).

## So wird gefragt

- wer zahlt die kaution
- kaution vom amt
- kaution als darlehen
- brauch hilfe mit der sicherheit für den vermieter
- deposit jobcenter
"""
OTHER = """---
title: Wer zahlt den Umzug?
reviewed: 2026-11-22
---

Frag zuerst das Jugendamt.

## So wird gefragt

- wer zahlt den umzug
- umzugswagen
- transporter mieten wer zahlt
- moving costs
- kisten und helfer
"""
GERMAN = "## So wird gefragt\n\n- konto\n- bank\n- girokonto\n- basiskonto\n- iban\n"
ENGLISH = "## Ways of asking\n\n- deposit\n- security\n- pay deposit\n- deposit back\n- too high\n"
FILES = {
    **SMALLEST,
    "texte/de.ftl": (SHIPPED / "texte" / "de.ftl").read_text("utf-8"),
    "betraege.yaml": "regelbedarf:\n  - {value: 563, valid_from: 2026-01-01, valid_until: 2026-12-31}\n",
    "themen.yaml": "miete:\n  name: {de: Mieterverein}\n  who: {de: hilft}\n",
    "gesetze.yaml": "SGB II: https://www.gesetze-im-internet.de/sgb_2/__{n}.html\n",
    "faq/gruppen.yaml": "wohnen: {icon: 🏠, name: {de: Wohnen}}\n",
    "faq/wohnen/kaution.de.md": ENTRY,
    "faq/wohnen/umzug.de.md": OTHER,
}

Folder = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Writes the folder with some files changed (None: left out) and returns what is said of it."""
    monkeypatch.chdir(tmp_path)

    def write(changed: dict[str, str | None] | None = None, today: date = TODAY) -> list[str]:
        return [str(problem) for problem in check([put(tmp_path, FILES | (changed or {}))], today)[1]]

    return write


def entry(old: str, new: str) -> dict[str, str | None]:
    assert old in ENTRY
    return {"faq/wohnen/kaution.de.md": ENTRY.replace(old, new)}


def test_the_folder_itself_is_right(told: Folder) -> None:
    assert told() == []


K = "faq/wohnen/kaution.de.md"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (entry("title:", "titel:"), [
            f'{K}:2: Das Feld "title" fehlt.  Ergänze die Zeile: title: Zahlt das Jobcenter die Kaution?',
            f'{K}:2: Unbekanntes Feld "titel".  Meinst du "title"?',
        ]),
        (entry("2027-12-31", "2027-02-31"), [
            f'{K}:7: valid_until: "2027-02-31" ist kein Datum.  Schreib es so: 2026-02-28',
        ]),
        (entry("label: Kaution vom Jobcenter", "label: Zahlt mir das Jobcenter die Kaution"), [
            f"{K}:3: label: Der Text hat 35 Zeichen.  Höchstens 32.",
        ]),
        (entry("related: [wohnen/umzug]", "related: [wohnen/umzig]"), [
            f'{K}:8: related: Den Eintrag "wohnen/umzig" gibt es nicht.  Meinst du "wohnen/umzug"?',
        ]),
        (entry("related: [wohnen/umzug]", "related: [wohnen/kaution]"), [
            f"{K}:8: Der Eintrag verweist auf sich selbst.  Lösch den Verweis.",
        ]),
        (entry("help: [miete]", "help: [mite]"), [
            f'{K}:9: help: Das Thema "mite" gibt es nicht.  Meinst du "miete"?',
        ]),
        (entry("{ $regelbedarf }", "{ $regelbedraf }"), [
            f"{K}:16: Den Betrag {{ $regelbedraf }} gibt es nicht.  Meinst du $regelbedarf?",
        ]),
        (entry("(wohnen/umzug)", "(wohnen/umzuge)"), [
            f'{K}:17: Der Verweis auf wohnen/umzuge führt ins Leere.  Meinst du "wohnen/umzug"?',
        ]),
        (entry("(wohnen/umzug)", "(umzug.html)"), [
            f'{K}:17: Der Verweis "umzug.html" führt ins Leere.  '
            "Schreib eine ganze Adresse (https://…) oder gruppe/name.",
        ]),
        (entry("- kaution als darlehen\n", "").copy(), [
            f'{K}:1: Unter "So wird gefragt" stehen nur 4 Sätze.  '
            "Schreib ein Dutzend und mehr dazu: Daran erkennt der Bot, was gemeint ist.",
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {value: 600, valid_from: 2027-01-01}\n"}, [
            "betraege.yaml:1: regelbedarf: Dieser Betrag gilt erst ab 2027-01-01.  Ergänze den Wert, der heute gilt.",
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {value: 563,00, valid_from: 2026-01-01}\n"}, [
            'betraege.yaml:2: "0" ist kein Feld.  Zahlen mit Komma schreibst du mit Punkt: 563.00',
        ]),
        (entry("(wohnen/umzug)", "(#frist)"), [
            f'{K}:17: Die Überschrift zu "#frist" gibt es in dieser Datei nicht.  '
            "Erlaubt: #das-kannst-du-tun, #so-wird-gefragt",
        ]),
        (entry("§ 22 Abs. 6 SGB II", "§ 22 Abs. 6 SBG II"), [
            f'{K}:5: sources: Das Gesetz in "§ 22 Abs. 6 SBG II" steht nicht in gesetze.yaml.  '
            "Ergänze es dort, oder prüf die Abkürzung.",
        ]),
        (entry("  - § 22 Abs. 6 SGB II", "  - {name: Seite}"), [
            f'{K}:5: sources: Eine Seite hat name und url.  '
            'Schreib es so: {name: "rundfunkbeitrag.de", url: "https://www.rundfunkbeitrag.de"}',
        ]),
        (entry("## Das kannst du tun", "## Das kanst du tun"), [
            f'{K}:14: Die Überschrift "Das kanst du tun" hat keine Bedeutung.  Meinst du "Das kannst du tun"?',
        ]),
        (entry("## So wird gefragt", "## Das kannst du tun\n\n1. Nochmal.\n\n## So wird gefragt"), [
            f'{K}:19: Die Überschrift "Das kannst du tun" gibt es schon in Zeile 14.  Fass beide Abschnitte zusammen.',
        ]),
        (entry("- kaution vom amt", "- wer zahlt den Umzug?"), [
            'faq/wohnen/umzug.de.md:10: "wer zahlt den umzug" steht auch bei wohnen/kaution.  '
            "Lass es nur dort stehen, wo es hingehört.",
        ]),
        (entry("- kaution vom amt", "- Wer zahlt die Kaution??"), [
            f'{K}:22: "Wer zahlt die Kaution??" steht auch in Zeile 21.  Lass es nur dort stehen, wo es hingehört.',
        ]),
        (entry("Oft ja, aber meist als **Darlehen**. Das heißt: Du zahlst es zurück.", ""), [
            f"{K}:1: Die Antwort fehlt.  Schreib sie unter die zweite Zeile mit ---.",
        ]),
        (entry("Oft ja,", "Ein kurzer Satz. " * 40 + "Oft ja,"), [
            f"{K}:12: Die Antwort hat 744 Zeichen.  Höchstens 600; Einzelnes gehört unter „Das kannst du tun“.",
        ]),
        (entry("1. Frag vorher.", "1. " + "Das ist ein Satz von vielen. " * 140 + "Frag vorher."), [
            f"{K}:1: Der Eintrag hat 4442 Zeichen und passt nicht in eine Nachricht.  "
            "Höchstens 4096; sonst kommt er in mehreren Teilen.",
        ]),
        (entry("Oft ja,", "Die Inanspruchnahme sozialrechtlicher Unterstützungsleistungen setzt regelmäßig "
               "Hilfebedürftigkeit und Antragstellung voraus. Oft ja,"), [
            f"{K}:12: Schwerer Satz (Lesbarkeit 70, viele lange Wörter): "
            "Die Inanspruchnahme sozialrechtlicher Unterstützungsleist…  Teil ihn, und nimm kürzere Wörter.",
        ]),
        (entry("Oft ja,", "Du " + "und du " * 20 + "bist da. Oft ja,"), [
            f"{K}:12: Schwerer Satz (43 Wörter): Du und du und du und du und du und du und du und du und d…  "
            "Teil ihn, und nimm kürzere Wörter.",
        ]),
        (entry("reviewed: 2026-11-22\n", ""), [
            f"{K}:1: reviewed fehlt: Niemand sieht, von wann das ist.  Ergänze die Zeile: reviewed: 2026-11-24",
        ]),
        (entry("reviewed: 2026-11-22", "reviewed: 2027-11-22"), [
            f"{K}:6: reviewed liegt in der Zukunft.  Schreib den Tag der Prüfung.",
        ]),
        (entry("reviewed: 2026-11-22", "reviewed: 2025-11-22"), [
            f"{K}:6: Zuletzt geprüft am 2025-11-22, das ist über 12 Monate her.  "
            "Prüf den Inhalt, und setz reviewed neu.",
        ]),
        (entry("valid_until: 2027-12-31", "valid_until: 2026-11-23"), [
            f"{K}:7: Das galt bis 2026-11-23.  Prüf den Inhalt, und setz reviewed und valid_until neu.",
        ]),
        (entry("label: Kaution vom Jobcenter\n", "").copy() | {
            "faq/wohnen/umzug.de.md": OTHER.replace("Wer zahlt", "Wer bezahlt denn am Ende wirklich")}, [
            "faq/wohnen/umzug.de.md:2: Die Frage ist für einen Knopf zu lang (44 Zeichen).  "
            "Ergänze die Zeile: label: … (höchstens 32 Zeichen)",
        ]),
        ({"faq/wohnen/kaution.en.md": "---\ntitle: Deposit\nreviewed: 2026-11-22\n---\n\nAsk.\n\n" + ENGLISH,
          "texte/en.ftl": (SHIPPED / "texte" / "en.ftl").read_text("utf-8")}, [
            "faq/wohnen/umzug.de.md:1: Den Eintrag gibt es nicht auf Englisch, andere in wohnen schon.  "
            "Leg sie an: umzug.en.md",
        ]),
        ({"faq/geld/konto.de.md": "---\ntitle: Konto\nreviewed: 2026-11-22\n---\n\nFrag eine Bank.\n\n" + GERMAN}, [
            'faq/geld/konto.de.md:1: Die Gruppe "geld" steht nicht in gruppen.yaml.  '
            "Ergänze dort: geld: {icon: 📌, name: {de: Geld}}",
        ]),
        ({"faq/wohnen/Kaution hoch.de.md": "---\ntitle: X\n---\nY\n"}, [
            "faq/wohnen/Kaution hoch.de.md:1: Der Dateiname passt nicht zu einem Eintrag.  "
            "Nenn sie zum Beispiel so: faq/wohnen/kaution.de.md, nur a-z, 0-9 und -",
        ]),
        ({"faq/wohnen/umzug.de.md": "Nur Text.\n"}, [
            "faq/wohnen/umzug.de.md:1: Oben fehlen die Felder.  Beginn mit drei Zeilen: ---, title: …, ---",
        ]),
        ({"faq/wohnen/umzig.de.md": "---\nextends: true\nreviewed: 2026-11-22\n---\n\nBei uns im Rathaus.\n"}, [
            'faq/wohnen/umzig.de.md:1: Den Eintrag "wohnen/umzig", den diese Datei ergänzt, gibt es nicht.  '
            'Meinst du "wohnen/umzug"?',
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {value: viel, valid_from: 2026-01-01}\n"}, [
            'betraege.yaml:2: regelbedarf.value: "viel" passt hier nicht.  Schreib es so: 563',
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {value: 563, valid_from: 2026-01-01, valid_until: 2025-12-31}\n"}, [
            "betraege.yaml:2: valid_until liegt vor valid_from.  Vertausch die beiden Daten.",
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {percent: 5, of: nichts}\n"}, [
            'betraege.yaml:1: regelbedarf: Den Betrag nichts gibt es nicht.  Erlaubt: regelbedarf',
        ]),
        ({"betraege.yaml": "regelbedarf:\n  - {percent: 5, of: rate}\nrate:\n  - {percent: 5, of: regelbedarf}\n"}, [
            "betraege.yaml:1: regelbedarf ergibt sich aus sich selbst.  Gib einem der Beträge einen Wert.",
            "betraege.yaml:3: rate ergibt sich aus sich selbst.  Gib einem der Beträge einen Wert.",
        ]),
        ({"faq/woerter.yaml": "synonyms:\n  - geld, kohle\n"}, [
            'faq/woerter.yaml:2: synonyms: "geld, kohle" ist keine Liste.  '
            'Schreib jeden Eintrag in eine eigene Zeile, mit "- " davor.',
        ]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_place_and_remedy(
    told: Folder, changed: dict[str, str | None], expected: list[str]
) -> None:
    assert told(changed) == expected


def test_an_amount_that_has_run_out_is_an_error_for_the_admin_and_none_for_the_bot(
    told: Folder, tmp_path: Path
) -> None:
    (line,) = told(today=date(2027, 1, 1))
    assert line == (
        "betraege.yaml:1: regelbedarf: Dieser Betrag galt bis 2026-12-31.  Ergänze den neuen Wert mit valid_from."
    )
    content, problems = check([tmp_path], date(2027, 1, 1))
    assert content is not None
    assert [problem.is_error for problem in problems] == [True]
    assert load([tmp_path]).faq.entries.keys() == {"wohnen/kaution", "wohnen/umzug"}


def test_every_mistake_of_every_file_is_told_at_once(told: Folder) -> None:
    several = entry("title:", "titel:") | {"themen.yaml": "miete: x\n", "faq/wohnen/umzug.de.md": "x"}
    assert {line.split(":")[0] for line in told(several)} == {K, "themen.yaml", "faq/wohnen/umzug.de.md"}


def test_what_is_due_for_review_comes_with_what_has_run_out_first(told: Folder, tmp_path: Path) -> None:
    told(entry("reviewed: 2026-11-22", "reviewed: 2025-01-01"))
    faq = load([tmp_path]).faq
    assert [(each.slug, each.run_out) for each in stale(faq, TODAY, 12)] == [("wohnen/kaution", False)]
    assert [(each.slug, each.run_out) for each in stale(faq, date(2028, 1, 1), 12)] == [
        ("wohnen/kaution", True),
        ("wohnen/umzug", False),
    ]
    assert stale(faq, date(2026, 1, 28), 13) == []


def test_an_entry_with_nothing_but_title_and_body_is_one(told: Folder, tmp_path: Path) -> None:
    page = "---\ntitle: Sperrmüll anmelden\n---\n\nRufen Sie an: 115.\n\n## Öffnungszeiten\n\nMo bis Fr\n"
    lines = told({"faq/stadt/sperrmuell.de.md": page})
    expected = ("fehlt: Niemand sieht", "gruppen.yaml", '"So wird gefragt" fehlt.')
    assert all(any(words in line for words in expected) for line in lines)
    entry = load([tmp_path]).faq.entries["stadt/sperrmuell"]
    assert entry.answer("de").label == "Sperrmüll anmelden"
    assert "Öffnungszeiten" in [block.heading for block in entry.answer("de").blocks]
