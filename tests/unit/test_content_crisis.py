"""`krise.yaml`: what a town adds to it, and what `bleibdran content check` says of a mistake."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.content.crisis import Crisis
from bot.content.load import SHIPPED, check, load
from tests.folders import SMALLEST, put

CRISIS = """kinds:
  suizid: {name: {de: Suizid, en: Suicide}, numbers: [vor-ort, seelsorge, notruf], denied_too: true}
  obdachlos: {name: {de: Kein Bett}, numbers: [vor-ort, notruf]}
numbers:
  notruf: {name: {de: Notruf}, call: "112", what: {de: Hilfe}}
  seelsorge:
    name: {de: Seelsorge}
    call: "116 123"
    what: {de: Reden}
    hours: {mo: "14:00-20:00", sa: "09:00-12:00, 22:00-02:00"}
    languages: [de, others]
expressions:
  suizid:
    de: {say: [will nicht mehr leben, bring! mich ... um], not: [nicht mehr leben in]}
    en: {say: [kill/hurt myself]}
  obdachlos:
    de: {say: [kein bett .]}
same:
  - [will, möchte]
  - [nicht, nich]
fillers: [echt, nur]
denials: [nicht, nich, nie]
stories: [im film]
"""
SHELTER = """numbers:
  schlafstelle: {name: {de: Notschlafstelle}, call: "Gasse 3", hours: "20:00-08:00",
    what: {de: Ein Bett}, kinds: [obdachlos]}
"""
Write = Callable[..., Path]
BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 11, 25, 21, 0, tzinfo=BERLIN)
MORNING = datetime(2026, 11, 26, 7, 59, tzinfo=BERLIN)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=BERLIN)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A town's folder with this krise.yaml."""
    monkeypatch.chdir(tmp_path)

    def write(crisis: str, name: str = "content") -> Path:
        return put(tmp_path / name, {"krise.yaml": crisis})

    return write


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A whole folder with this krise.yaml and nothing below it; None leaves it out."""
    monkeypatch.chdir(tmp_path)

    def write(crisis: str | None) -> Path:
        return put(tmp_path / "content", SMALLEST | {"krise.yaml": crisis})

    return write


def said(folder: Path) -> list[str]:
    found = [str(problem).removeprefix("content/") for problem in check([folder])[1]]
    return [line.removeprefix("krise.yaml:") for line in found if line.startswith("krise.yaml")]


def over(folder: Path) -> Crisis:
    return load([SHIPPED, folder]).crisis


def called(crisis: Crisis, kind: str, moment: datetime) -> list[str]:
    return [number.call for number in crisis.numbers_now([kind], moment, "de")]


# what a town adds


def test_a_night_shelter_is_three_lines_and_stands_where_the_kind_says(town: Write) -> None:
    crisis = over(town(SHELTER))
    assert called(crisis, "obdachlos", EVENING) == ["Gasse 3", "110", "116 123"]
    assert called(crisis, "suizid", EVENING) == called(load([SHIPPED]).crisis, "suizid", EVENING)


def test_a_night_belongs_to_the_day_it_begins(town: Write) -> None:
    crisis = over(town(SHELTER))
    assert "Gasse 3" in called(crisis, "obdachlos", MORNING)
    assert "Gasse 3" not in called(crisis, "obdachlos", NOON)
    only_wednesday = over(town(SHELTER.replace('"20:00-08:00"', '{mi: "20:00-08:00"}')))
    assert "Gasse 3" in called(only_wednesday, "obdachlos", MORNING)
    assert "Gasse 3" not in called(only_wednesday, "obdachlos", MORNING.replace(day=27))


def test_a_number_with_the_name_of_ours_replaces_it(town: Write) -> None:
    crisis = over(town('numbers:\n  sofahopper: {name: {de: Anders}, call: "0123", what: {de: Reden}}\n'))
    assert called(crisis, "obdachlos", EVENING) == ["0123", "110", "116 123"]


def test_expressions_come_in_addition(town: Write) -> None:
    crisis = over(
        town("expressions:\n  suizid: {de: {say: [mag nimmer sein], not: [will nicht mehr leben wie oma]}}\n")
    )
    assert crisis.kinds_in("i mag nimmer sein") == ("suizid",)
    assert crisis.kinds_in("ich will nicht mehr leben") == ("suizid",)
    assert crisis.kinds_in("will nicht mehr leben wie oma") == ()


def test_a_list_of_words_adds_to_the_one_it_shares_a_word_with(town: Write) -> None:
    crisis = over(town("same:\n  - [leben, läbe]\n  - [nicht, nöd]\n"))
    assert crisis.kinds_in("ich will nöd mehr läbe") == ("suizid",)
    assert crisis.kinds_in("ich will nich mehr leben") == ("suizid",)


# how expressions are written


def test_marks_mean_what_the_file_says(alone: Write) -> None:
    crisis = load([alone(CRISIS)]).crisis
    assert crisis.kinds_in("ich bring mich heute noch um") == ("suizid",)
    assert crisis.kinds_in("er bringt mich um") == ()
    assert crisis.kinds_in("i will hurt myself") == crisis.kinds_in("kill myself") == ("suizid",)
    assert crisis.kinds_in("heute kein bett") == ("obdachlos",)
    assert crisis.kinds_in("heute kein bett gekauft") == ()
    assert crisis.kinds_in("möchte echt nich mehr leben") == ("suizid",)
    assert crisis.kinds_in("will nicht mehr leben in der wg") == ()


def test_a_star_stands_for_any_beginning_or_end(alone: Write) -> None:
    crisis = load([alone(CRISIS.replace("[kein bett .]", '[obdachlos*, "*schlafstelle"]'))]).crisis
    assert crisis.kinds_in("obdachlosigkeit") == crisis.kinds_in("gibt es eine notschlafstelle") == ("obdachlos",)
    assert crisis.kinds_in("schlafstellenleiter") == ()


# mistakes


def test_a_right_file_has_no_problems(alone: Write) -> None:
    assert said(alone(CRISIS)) == []


def test_the_shipped_file_has_none(town: Write) -> None:
    assert [problem for problem in check([SHIPPED])[1] if problem.path.name == "krise.yaml"] == []


def test_without_the_file_the_bot_does_not_start(alone: Write) -> None:
    [line] = said(alone(None))
    assert line.startswith("1: Diese Datei fehlt: woran der Bot merkt, dass jemand in Gefahr ist")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (
            "[vor-ort, notruf]",
            "[vor-ort, notrufe, notruf]",
            '3: kinds.obdachlos.numbers: Die Nummer "notrufe" gibt es nicht.  Meinst du "notruf"?',
        ),
        (
            "  obdachlos:\n    de:",
            "  obdachlose: {de: {say: [ohne dach]}}\n  obdachlos:\n    de:",
            '16: expressions: Die Gefahr "obdachlose" gibt es nicht.  Meinst du "obdachlos"?',
        ),
        (
            "what: {de: Hilfe}}",
            "what: {de: Hilfe}, kinds: [suizit]}",
            '5: numbers.notruf.kinds: Die Gefahr "suizit" gibt es nicht.  Meinst du "suizid"?',
        ),
        (
            "numbers: [vor-ort, notruf]",
            "numbers: [vor-ort, seelsorge]",
            "3: kinds.obdachlos.numbers: Nicht zu jeder Zeit ist jemand da.  "
            "Nimm eine Nummer mit hours: always dazu, zum Beispiel notruf.",
        ),
        (
            'mo: "14:00-20:00"',
            'mo: "14 bis 20"',
            '10: hours: "14 bis 20" sind keine Zeiten.  '
            'Schreib es so: always, "20:00-08:00" oder {mo: "14:00-20:00", di: "14:00-20:00"}',
        ),
        (
            'mo: "14:00-20:00"',
            'mon: "14:00-20:00"',
            '10: hours: "mon" ist kein Wochentag.  Erlaubt: mo, di, mi, do, fr, sa, so',
        ),
        (
            'mo: "14:00-20:00"',
            'mo: "14:00-14:00"',
            '10: hours: "14:00-14:00" endet, wenn es beginnt.  Rund um die Uhr schreibst du so: always',
        ),
        (
            "not: [nicht mehr leben in]",
            "not: [nicht mehr leben]",
            '14: "will nicht mehr leben" fände der Bot nicht: Ein Ausdruck unter not oder stories nimmt es weg.  '
            "Mach den anderen Ausdruck genauer, oder lösch einen von beiden.",
        ),
        (
            "[kein bett .]",
            "[kein bett ., '!?']",
            '17: "!?": Hier steht kein Wort.  Lösch die Zeile, oder schreib Wörter hinein.',
        ),
        (
            "[kein bett .]",
            "[kein bett ., kein dach ...]",
            '17: "kein dach ...": ... steht am Rand und bewirkt dort nichts.  Lösch die drei Punkte.',
        ),
        (
            "[kein bett .]",
            "[kein bett ., nur kein dach]",
            '17: "nur kein dach": Füllwörter zählen nicht. Gesucht wird "kein dach".  '
            "Lass sie weg, oder nimm das Wort aus fillers heraus.",
        ),
        (
            "    en: {say: [kill/hurt myself]}",
            "    en: {}",
            "15: expressions.suizid.en: Hier steht nichts.  Schreib es so: say: [will nicht mehr leben]",
        ),
        (
            "  - [nicht, nich]",
            "  - [nicht, möchte]",
            '20: same: "möchte" steht schon in einer anderen Liste.  Nimm es aus einer der beiden heraus.',
        ),
        (
            "  - [nicht, nich]",
            "  - [nicht, gar nicht]",
            '20: same: "gar nicht" ist kein einzelnes Wort.  Nimm hier nur einzelne Wörter.',
        ),
        (
            "languages: [de, others]",
            "languages: [deutsch]",
            '11: numbers.seelsorge.languages: "deutsch" ist kein Sprachkürzel.  Schreib es so: [de, en, others]',
        ),
        (
            "name: {de: Notruf}",
            "name: {en: Emergency}",
            "5: numbers.notruf.name: Der deutsche Text fehlt.  Schreib es so: {de: Notschlafstelle}",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write_instead(
    alone: Write, old: str, new: str, finding: str
) -> None:
    assert old in CRISIS
    assert said(alone(CRISIS.replace(old, new, 1))) == [finding]


def test_a_kind_without_expressions_is_told(alone: Write) -> None:
    [line] = said(alone(CRISIS.replace("  obdachlos:\n    de: {say: [kein bett .]}\n", "")))
    assert line.startswith("3: kinds.obdachlos: Dafür gibt es keine Ausdrücke.")
