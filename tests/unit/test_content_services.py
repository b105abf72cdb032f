"""Services: who is asked first, who next, and what `bleibdran content check` says of a mistake."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.load import SHIPPED, check, load
from bot.content.services import COORDINATION, Service, Services
from tests.folders import SMALLEST, put
from tests.words import shipped

SERVICE = "name: A\nkontakt: B\nbezirke: [Nord, Süd]\n"
TOPICS = """jobcenter:
  name: {de: Jobcenter}
  who: {de: hilft}
wohnen:
  name: {de: Fachstelle}
  who: {de: hilft}
  concern: {de: Wohnung oder ein Bett, en: A flat or a bed}
schulden:
  name: {de: Beratung}
  who: {de: hilft}
"""
JOBCENTER = """name: Jobcenter, Team U25
topics: [wohnen, jobcenter]
bezirke: [Nord, Süd]
mail: u25@jobcenter.example
hours: {mo: "14:00-16:00, 08:00-12:00", fr: "08:00-12:00"}
answer_days: 4
next: wohnen
"""
HOUSING = "name: Fachstelle\ntopics: [wohnen]\n"
FILES: dict[str, str | None] = {
    **SMALLEST,
    "bleibdran.yaml": SERVICE,
    "themen.yaml": TOPICS,
    "dienste/jobcenter.yaml": JOBCENTER,
    "dienste/wohnen.yaml": HOUSING,
}
ONE_OF_NORTH = "name: Team Nord\ntopics: [wohnen]\nbezirke: [Nord]\n"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a whole folder with some files changed (None: left out), or with `alone` only those."""
    monkeypatch.chdir(tmp_path)

    def folder(changed: dict[str, str | None] | None = None, name: str = "content", alone: bool = False) -> Path:
        return put(tmp_path / name, ({} if alone else FILES) | (changed or {}))

    return folder


def jobcenter(old: str, new: str) -> dict[str, str | None]:
    assert old in JOBCENTER
    return {"dienste/jobcenter.yaml": JOBCENTER.replace(old, new, 1)}


def said(*folders: Path, today: date | None = None) -> list[str]:
    return [str(problem).removeprefix("content/dienste/") for problem in check(folders, today)[1]]


def read(*folders: Path) -> Services:
    assert [line for line in said(*folders) if "gibt es in" not in line] == []
    return load(folders).services


def keys(services: list[Service]) -> list[str]:
    return [service.key for service in services]


# who is asked


def test_a_service_is_known_by_the_name_of_its_file(write: Write) -> None:
    services = read(write())
    assert services.by_key["jobcenter"].name == "Jobcenter, Team U25"
    assert services.by_key["jobcenter"].answer_days == 4
    assert services.coordination.key == COORDINATION


def test_hours_are_in_their_order_and_closed_days_are_left_out(write: Write) -> None:
    services = read(write())
    assert services.by_key["jobcenter"].hours_by_day == {
        0: ((time(8), time(12)), (time(14), time(16))),
        4: ((time(8), time(12)),),
    }


def test_without_hours_somebody_is_there_from_monday_to_friday(write: Write) -> None:
    hours = read(write()).by_key["wohnen"].hours_by_day
    assert list(hours) == [0, 1, 2, 3, 4] and set(hours.values()) == {((time(8), time(16)),)}


def test_those_for_the_bezirk_come_before_those_for_everywhere_and_coordination_is_last(write: Write) -> None:
    services = read(write())
    assert keys(services.responsible("wohnen", "Nord")) == ["jobcenter", "wohnen", "koordination"]
    assert keys(services.responsible("jobcenter", "Süd")) == ["jobcenter", "koordination"]


def test_a_service_for_some_bezirke_is_not_responsible_elsewhere_or_for_somebody_from_nowhere(write: Write) -> None:
    services = read(write({"dienste/nord.yaml": ONE_OF_NORTH}))
    assert "nord" in keys(services.responsible("wohnen", "Nord"))
    assert keys(services.responsible("wohnen", "Süd")) == ["jobcenter", "wohnen", "koordination"]
    assert keys(services.responsible("wohnen", None)) == ["wohnen", "koordination"]


def test_coordination_takes_what_nobody_else_does_and_stands_there_once(write: Write) -> None:
    services = read(write({"dienste/koordination.yaml": "name: Koordination\ntopics: [wohnen, schulden]\n"}))
    assert keys(services.responsible("schulden", "Nord")) == ["koordination"]
    assert keys(services.responsible(None, "Nord")) == ["koordination"]
    assert keys(services.responsible("wohnen", None)) == ["wohnen", "koordination"]


def test_who_does_not_answer_is_followed_by_the_next_and_in_the_end_by_coordination(write: Write) -> None:
    services = read(write())
    assert services.after("jobcenter").key == "wohnen"
    assert services.after("wohnen").key == "koordination"
    assert services.after("koordination").key == "koordination"
    assert services.after("gibt-es-nicht-mehr").key == "koordination"


def test_topics_are_those_that_somebody_takes_in_the_order_of_the_file(write: Write) -> None:
    coordination = "name: Koordination\ntopics: [schulden]\n"
    assert read(write({"dienste/koordination.yaml": coordination})).topics == ["jobcenter", "wohnen"]


def test_a_topic_is_called_on_a_button_what_young_people_call_it(write: Write) -> None:
    topics = load([write()]).faq.topics
    assert topics["wohnen"].asked_for("en") == "A flat or a bed"
    assert topics["wohnen"].asked_for("uk") == "Wohnung oder ein Bett"
    assert topics["jobcenter"].asked_for("de") == "Jobcenter", "as long as nobody has written it"


@given(
    st.sampled_from([*shipped().faq.topics, "gibt-es-nicht", None]),
    st.sampled_from([*shipped().service.bezirke, "gibt-es-nicht", None]),
)
def test_somebody_is_always_responsible_and_every_way_ends_at_coordination(
    topic: str | None, bezirk: str | None
) -> None:
    services = shipped().services
    found = services.responsible(topic, bezirk)
    assert found[-1] is services.coordination and found.count(services.coordination) == 1
    for service in found:
        way = [service.key]
        while way[-1] != COORDINATION:
            way.append(services.after(way[-1]).key)
            assert len(way) == len(set(way)), way


# what is wrong with a service


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: Jobcenter, Team U25\n", "", '1: Das Feld "name" fehlt.  Ergänze die Zeile: name: Jobcenter, Team U25'),
        (
            "topics: [wohnen, jobcenter]\n",
            "",
            "1: Das Feld topics fehlt: Womit kommt man hierher?  Ergänze zum Beispiel: topics: [jobcenter]",
        ),
        ("jobcenter]", "jobzenter]", '2: topics: Das Thema "jobzenter" gibt es nicht.  Meinst du "jobcenter"?'),
        ("wohnen, jobcenter]", "wohnen, wohnen]", '2: topics: "wohnen" steht zweimal da.  Lösch eines davon.'),
        (
            "[Nord, Süd]",
            "[Nord, Süd, Nort]",
            '3: bezirke: Den Bezirk "Nort" gibt es in bleibdran.yaml nicht.  Meinst du "Nord"?',
        ),
        (
            "[Nord, Süd]",
            "[]",
            "3: bezirke: Hier steht kein Bezirk.  Nenn einen, oder lösch die Zeile: dann gilt der Dienst für alle.",
        ),
        (
            "u25@jobcenter.example",
            "u25(at)jobcenter.example",
            '4: mail: "u25(at)jobcenter.example" passt hier nicht.  Schreib es so: u25@jobcenter.example',
        ),
        ("u25@jobcenter.example", "u25@jobcenter", '4: mail: "u25@jobcenter" passt hier nicht.'),
        ("fr:", "freitag:", '5: Unbekanntes Feld "freitag".  Erlaubt: di, do, fr, mi, mo, sa, so'),
        (
            'fr: "08:00-12:00"',
            'fr: "8-12 Uhr"',
            '5: "8-12 Uhr" sind keine Sprechzeiten.  Schreib es so: "08:00-12:00, 14:00-16:00"',
        ),
        (
            'fr: "08:00-12:00"',
            "fr: 8",
            '5: "8" sind keine Sprechzeiten.  Schreib es so: "08:00-12:00, 14:00-16:00"',
        ),
        (
            'fr: "08:00-12:00"',
            'fr: "08:00-24:00"',
            '5: "08:00-24:00" sind keine Sprechzeiten.  Schreib es so: "08:00-12:00, 14:00-16:00"',
        ),
        (
            'fr: "08:00-12:00"',
            'fr: "12:00-08:00"',
            '5: "12:00-08:00" endet, bevor es beginnt.  Vertausch die beiden Zeiten.',
        ),
        (
            'fr: "08:00-12:00"',
            'fr: "08:00-12:00, 11:00-13:00"',
            '5: Die Zeiten in "08:00-12:00, 11:00-13:00" überschneiden sich.  Mach aus beiden eine, oder kürze eine.',
        ),
        (
            '{mo: "14:00-16:00, 08:00-12:00", fr: "08:00-12:00"}',
            "{}",
            '5: hours: Da ist nie jemand da.  Schreib es so: hours: {mo: "08:00-12:00"}',
        ),
        ("answer_days: 4", "answer_days: 31", '6: answer_days: "31" ist zu groß.  Höchstens 30.'),
        ("next: wohnen", "next: wohnnen", '7: next: Den Dienst "wohnnen" gibt es nicht.  Meinst du "wohnen"?'),
        ("next: wohnen", "next: jobcenter", "7: next: Der Dienst nennt sich selbst.  Nenn einen anderen."),
    ],
)
def test_a_mistake_is_told_with_place_and_remedy(write: Write, old: str, new: str, expected: str) -> None:
    (line,) = said(write(jobcenter(old, new)))
    assert line.startswith(f"jobcenter.yaml:{expected}")


def test_services_that_only_ask_each_other_are_told_once(write: Write) -> None:
    folder = write({
        "dienste/wohnen.yaml": HOUSING + "next: nord\n",
        "dienste/nord.yaml": ONE_OF_NORTH + "next: wohnen\n",
    })  # fmt: skip
    assert said(folder) == [
        "nord.yaml:4: next: Diese Dienste geben im Kreis weiter: nord → wohnen → nord.  "
        "Lass next bei einem von ihnen weg: Dann kommt die Koordination."
    ]


def test_nobody_comes_after_coordination(write: Write) -> None:
    folder = write({"dienste/koordination.yaml": "name: K\nnext: wohnen\n"})
    assert said(folder) == ["koordination.yaml:2: next: Nach der Koordination kommt niemand mehr.  Lösch die Zeile."]


@pytest.mark.parametrize("instead", [None, "gone: true\n"])
def test_coordination_must_be_there(write: Write, instead: str | None) -> None:
    assert said(write({"dienste/koordination.yaml": instead})) == [
        "koordination.yaml:1: Diese Datei fehlt: wer alles nimmt, was sonst niemand nimmt.  "
        f"Kopiere die mitgelieferte: {SHIPPED / 'dienste' / 'koordination.yaml'}"
    ]


def test_a_coordination_with_a_mistake_is_not_missing_as_well(write: Write) -> None:
    (line,) = said(write({"dienste/koordination.yaml": "nahme: K\nname: K\n"}))
    assert line == 'koordination.yaml:1: Unbekanntes Feld "nahme".  Meinst du "name"?'


def test_a_topic_some_bezirke_have_nobody_for_is_a_warning(write: Write) -> None:
    folder = write({"dienste/nord.yaml": "name: Nord\ntopics: [wohnen, schulden]\nbezirke: [Nord]\n"})
    content, problems = check([folder])
    assert [str(problem) for problem in problems] == [
        'content/dienste/nord.yaml:2: topics: Für "schulden" gibt es in Süd keinen Dienst.  '
        "Dort bekommt es die Koordination. Ergänze bezirke bei einem Dienst."
    ]
    assert content is not None and keys(content.services.responsible("schulden", "Süd")) == ["koordination"]


def test_every_mistake_of_every_service_is_told_at_once(write: Write) -> None:
    changed = jobcenter("[Nord, Süd]", "[Ost, West]") | {"dienste/wohnen.yaml": "topics: [x]\n"}
    lines = said(write(changed | {"dienste/amt/nord.yaml": ONE_OF_NORTH}))
    assert [line.partition(":  ")[0].partition(": ")[0] for line in lines] == [
        "amt/nord.yaml:1",
        "jobcenter.yaml:3",
        "jobcenter.yaml:3",
        "wohnen.yaml:1",
    ]


def test_what_could_not_be_read_elsewhere_is_not_missed_in_services(write: Write) -> None:
    lines = said(write({"themen.yaml": "wohnen: x\n", "bleibdran.yaml": "nahme: x\n"}))
    assert {line.partition(":")[0] for line in lines} == {"content/themen.yaml", "content/bleibdran.yaml"}


def test_a_service_with_a_mistake_may_still_be_named_as_the_next(write: Write) -> None:
    lines = said(write({"dienste/wohnen.yaml": HOUSING + "answer_days: bald\n"}))
    assert [line.partition(":")[0] for line in lines] == ["wohnen.yaml"]


# a town's folder over the shipped one


def town(write: Write, **files: str) -> Path:
    return write({f"dienste/{key}.yaml": text for key, text in files.items()}, name="stadt", alone=True)


def test_a_town_replaces_a_service_as_a_whole_and_adds_others(write: Write) -> None:
    services = read(write(), town(write, jobcenter="name: Jobcenter Süd\ntopics: [jobcenter]\n", nord=ONE_OF_NORTH))
    assert list(services.by_key) == ["jobcenter", "koordination", "nord", "wohnen"]
    assert services.by_key["jobcenter"].mail is None
    assert services.after("jobcenter").key == "koordination"


def test_a_town_without_such_a_service_says_so(write: Write) -> None:
    services = read(write(), town(write, wohnen="gone: true\n"))
    assert list(services.by_key) == ["jobcenter", "koordination"]
    assert services.after("jobcenter").key == "koordination", "whoever names it is not wrong"


def test_nothing_else_stands_in_such_a_file(write: Write) -> None:
    assert said(write(), town(write, wohnen="gone: false\nname: x\n")) == [
        "stadt/dienste/wohnen.yaml:1: gone: false sagt nichts.  Schreib gone: true, oder beschreib hier den Dienst.",
        'stadt/dienste/wohnen.yaml:2: Unbekanntes Feld "name".  Erlaubt: gone',
    ]


def test_a_town_with_bezirke_of_its_own_breaks_nothing_and_hears_what_is_still_an_example(write: Write) -> None:
    own = write({"bleibdran.yaml": "name: Stadt\nkontakt: B\nbezirke: [Mitte]\n"}, name="stadt", alone=True)
    assert said(write(), own) == []
    hint = "Leg dienste/jobcenter.yaml in euren Ordner, mit eurem Dienst oder nur mit: gone: true"
    assert [line for line in said(write(), own, today=date(2026, 11, 24)) if line.startswith("jobcenter")] == [
        f'jobcenter.yaml:3: bezirke: Den Bezirk "Nord" gibt es bei euch nicht.  {hint}',
        f'jobcenter.yaml:3: bezirke: Den Bezirk "Süd" gibt es bei euch nicht.  {hint}',
        f"jobcenter.yaml:4: mail: Das ist eine ausgedachte Adresse. Was dorthin geht, liest niemand.  {hint}",
    ]


def test_a_bezirk_a_town_does_not_have_is_an_error_in_its_own_services(write: Write) -> None:
    own = {"bleibdran.yaml": "name: Stadt\nkontakt: B\nbezirke: [Mitte]\n", "dienste/nord.yaml": ONE_OF_NORTH}
    assert said(write(), write(own, name="stadt", alone=True)) == [
        'stadt/dienste/nord.yaml:3: bezirke: Den Bezirk "Nord" gibt es in bleibdran.yaml nicht.  Erlaubt: Mitte'
    ]


# the rules in bleibdran.yaml


def test_when_the_bot_writes_to_nobody_has_its_usual_value(write: Write) -> None:
    service = load([write()]).service
    quiet = service.ruhezeiten
    assert (quiet.von, quiet.bis, quiet.sonntags) == (time(20), time(9), True)
    assert [hour for hour in range(24) if not quiet.quiet_at(time(hour))] == list(range(9, 20))
    assert service.zeitzonen["Deutschland"] == "Europe/Berlin"
    kept = service.aufbewahrung
    assert (kept.checkin_antworten, kept.anliegen, kept.kontaktnachweis) == (180, 365, 3650)


def test_a_time_without_quotes_is_understood_all_the_same(write: Write) -> None:
    folder = write({"bleibdran.yaml": SERVICE + "ruhezeiten: {von: 13:30, bis: 15:05}\n"})
    quiet = load([folder]).service.ruhezeiten
    assert (quiet.von, quiet.bis) == (time(13, 30), time(15, 5))
    assert [hour for hour in range(24) if quiet.quiet_at(time(hour))] == [14, 15]
    assert not quiet.quiet_at(time(15, 5))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("ruhezeiten: {von: abends}\n", '4: "abends" ist keine Uhrzeit.  Schreib es so: "08:00"'),
        ("ruhezeiten: {von: 20}\n", '4: "20" ist keine Uhrzeit.  Schreib es so: "08:00"'),
        ("ruhezeiten: {von: '25:00'}\n", '4: "25:00" ist keine Uhrzeit.  Schreib es so: "08:00"'),
        (
            "ruhezeiten:\n  von: '09:00'\n",
            '4: von und bis sind gleich.  Schreib es so: {von: "20:00", bis: "09:00"}',
        ),
        ("ruhezeiten: {sontags: true}\n", '4: Unbekanntes Feld "sontags".  Meinst du "sonntags"?'),
        (
            "zeitzonen:\n  Türkei: Europe/Istambul\n",
            '5: zeitzonen: Die Zeitzone "Europe/Istambul" gibt es nicht.  Meinst du "Europe/Istanbul"?',
        ),
        (
            "zeitzonen:\n  Türkei: ../x\n",
            '5: zeitzonen: Die Zeitzone "../x" gibt es nicht.  Schreib es so: Türkei: Europe/Istanbul',
        ),
        ("zeitzonen: {}\n", "4: zeitzonen: Hier steht nichts."),
        ("aufbewahrung: {anliegen: 0}\n", '4: aufbewahrung.anliegen: "0" ist zu klein.  Mindestens 1.'),
    ],
)
def test_a_wrong_rule_of_the_service_is_told(write: Write, more: str, expected: str) -> None:
    (line,) = said(write({"bleibdran.yaml": SERVICE + more}))
    assert line.startswith(f"content/bleibdran.yaml:{expected}")


def test_what_stands_on_a_button_is_short(write: Write) -> None:
    long = TOPICS.replace("Wohnung oder ein Bett", "x" * 41)
    assert said(write({"themen.yaml": long})) == [
        "content/themen.yaml:7: wohnen.concern.de: Der Text hat 41 Zeichen.  Höchstens 40."
    ]
