"""Check-in plans: what is asked when, what an answer sets off, and what `bleibdran content check` says of a mistake."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.checkins import CheckInPlan, CheckInPlans, PlanFile, Question, Rhythm
from bot.content.load import SHIPPED, check, load
from bot.content.model import Content
from bot.rhythm import Span
from tests.folders import SMALLEST, put

PLAN = """name: {de: Nachbetreuung, en: Aftercare}
default: true
rhythm:
  after: [3 days, 2 weeks, 1 month]
  then: 1 month
  later: {from: 2 years, every: 3 months}
hour: 17
most: 2
choices: [week]
topics:
  ich: {de: Wie es dir geht, en: How you are}
  wohnen: {de: Wohnen, en: Housing}
questions:
  gut:
    topic: ich
    kind: words
    ask: {de: [Was lief gut?, Was war schön?], en: What went well?}
    always: true
  wohnen:
    topic: wohnen
    kind: faces
    ask: {de: Wie wohnst du?, en: How is your flat?}
    help: {topic: wohnungsnot, faq: wohnen/kaution}
    then: {low: wohnen-was, 5: lob}
  wohnen-was:
    only: true
    topic: wohnen
    kind: several-of
    ask: {de: Was ist los?, en: What is it?}
    choices:
      miete: {de: Miete, en: Rent}
      laerm: {de: Lärm, en: Noise}
    low: [miete]
    then: {laerm: lob}
  lob:
    only: true
    topic: ich
    kind: yes-no
    ask: {de: Darf ich das weitersagen?, en: May I tell somebody?}
  geld:
    topic: ich
    kind: yes-no
    ask: {de: Reicht das Geld?, en: Is there enough money?}
    low: [no]
"""
ENTRY = "---\ntitle: Wie hoch ist die Kaution?\n---\n\nDrei Mieten.\n"
FILES: dict[str, str | None] = {
    **{name: text for name, text in SMALLEST.items() if name != "checkins/plan.yaml"},
    "texte/en.ftl": "language-name = English\n",
    "themen.yaml": "wohnungsnot:\n  name: {de: Fachstelle}\n  who: {de: hilft}\n",
    "faq/wohnen/kaution.de.md": ENTRY,
    "checkins/nachbetreuung.yaml": PLAN,
}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a whole folder with some files changed (None: left out), or with `alone` only those."""
    monkeypatch.chdir(tmp_path)

    def folder(changed: dict[str, str | None] | None = None, name: str = "content", alone: bool = False) -> Path:
        return put(tmp_path / name, ({} if alone else FILES) | (changed or {}))

    return folder


def plan(old: str, new: str) -> dict[str, str | None]:
    assert old in PLAN
    return {"checkins/nachbetreuung.yaml": PLAN.replace(old, new, 1)}


def said(*folders: Path) -> list[str]:
    return [str(problem).removeprefix("content/checkins/nachbetreuung.yaml:") for problem in check(folders)[1]]


@pytest.fixture
def content(write: Write) -> Content:
    folder = write()
    assert said(folder) == []
    return load([folder])


@pytest.fixture
def default(content: Content) -> CheckInPlan:
    return content.checkins.default


# what a plan says


def test_a_plan_is_known_by_the_name_of_its_file(default: CheckInPlan) -> None:
    assert default.key == "nachbetreuung"
    assert default.rhythm.after == (Span(days=3), Span(days=14), Span(months=1))
    assert default.rhythm.then == Span(months=1)
    assert default.rhythm.later is not None
    assert (default.rhythm.later.start, default.rhythm.later.every) == (Span(months=24), Span(months=3))
    assert default.choices == ("week",)


def test_a_plan_that_is_gone_is_replaced_by_the_default(content: Content) -> None:
    plans = content.checkins
    assert plans.get("nachbetreuung") is plans.get("gibt-es-nicht-mehr") is plans.get(None) is plans.default


def test_what_is_asked_every_time_and_what_takes_turns(default: CheckInPlan) -> None:
    assert [default.chosen(number) for number in range(4)] == [
        ("gut", "wohnen"),
        ("gut", "geld"),
        ("gut", "wohnen"),
        ("gut", "geld"),
    ]


def test_a_question_that_comes_every_second_time_still_changes_its_wording(write: Write) -> None:
    plans = load([write(plan("{de: Wie wohnst du?,", "{de: [Wie wohnst du?, Wie ist es daheim?],"))]).checkins
    asked = [number for number in range(6) if "wohnen" in plans.default.chosen(number)]
    assert [plans.default.wording("wohnen", number, "de") for number in asked] == [
        "Wie wohnst du?",
        "Wie ist es daheim?",
        "Wie wohnst du?",
    ]


def test_wordings_rotate_and_a_language_without_them_gets_german(default: CheckInPlan) -> None:
    assert [default.wording("gut", number, "de") for number in range(3)] == [
        "Was lief gut?",
        "Was war schön?",
        "Was lief gut?",
    ]
    assert default.wording("gut", 1, "en") == "What went well?"
    assert default.wording("gut", 1, "uk") == "Was war schön?"


def test_an_answer_leads_to_its_branch_and_the_very_answer_comes_before_low(default: CheckInPlan) -> None:
    assert default.after("wohnen", ["1"]) == default.after("wohnen", ["2"]) == "wohnen-was"
    assert default.after("wohnen", ["3"]) is None
    assert default.after("wohnen", ["5"]) == "lob"
    assert default.after("wohnen-was", ["miete", "laerm"]) == "lob"
    assert default.after("gut", ["Der neue Job"]) is None


def test_an_answer_for_itself_wins_over_low(write: Write) -> None:
    both = load([write(plan("{low: wohnen-was, 5: lob}", "{low: wohnen-was, 1: lob}"))]).checkins.default
    assert (both.after("wohnen", ["1"]), both.after("wohnen", ["2"])) == ("lob", "wohnen-was")


def test_low_are_the_two_saddest_faces_unless_others_are_named(default: CheckInPlan) -> None:
    assert [face for face in "12345" if default.is_low("wohnen", [face])] == ["1", "2"]
    assert default.is_low("wohnen-was", ["laerm", "miete"]) and not default.is_low("wohnen-was", ["laerm"])
    assert default.is_low("geld", ["no"]) and not default.is_low("geld", ["yes"])
    assert not default.is_low("lob", ["no"]) and not default.is_low("gut", ["nichts"])


def test_faces_may_have_no_low_at_all(write: Write) -> None:
    changed = PLAN.replace("    help: {topic: wohnungsnot, faq: wohnen/kaution}\n", "    low: []\n")
    changed = changed.replace("{low: wohnen-was, 5: lob}", "{1: wohnen-was}")
    folder = write({"checkins/nachbetreuung.yaml": changed})
    assert said(folder) == []
    assert not load([folder]).checkins.default.is_low("wohnen", ["1"])


def made(always: int, turns: int, only: int, most: int) -> CheckInPlan:
    kinds = [("immer", always), ("reihum", turns), ("nur", only)]
    questions = {
        f"{name}-{number}": Question(
            topic="ich", kind="words", ask={"de": ("A?", "B?")}, always=name == "immer", only=name == "nur"
        )
        for number in range(max(always, turns, only))
        for name, count in kinds
        if number < count
    }
    written = PlanFile(
        name={"de": "x"},
        rhythm=Rhythm(then=Span(months=1)),
        most=most,
        topics={"ich": {"de": "x"}},
        questions=questions,
    )
    return CheckInPlan.model_construct(key="x", **dict(written))


@given(st.integers(0, 5), st.integers(0, 9), st.integers(0, 3), st.integers(1, 5), st.integers(0, 500))
def test_turns_are_fair_from_any_check_in_on(always: int, turns: int, only: int, most: int, start: int) -> None:
    each = made(min(always, most), turns, only, most)
    order = list(each.questions)
    counts: Counter[str] = Counter({key: 0 for key in order if key.startswith("reihum")})
    for number in range(start, start + 20):
        chosen = each.chosen(number)
        assert chosen == each.chosen(number) == tuple(sorted(set(chosen), key=order.index))
        assert len(chosen) == min(most, min(always, most) + turns)
        assert sum(key.startswith("immer") for key in chosen) == min(always, most)
        assert not any(key.startswith("nur") for key in chosen)
        counts.update(key for key in chosen if key.startswith("reihum"))
        if counts:
            assert max(counts.values()) - min(counts.values()) <= 1


@given(st.integers(0, 3), st.integers(1, 7), st.integers(1, 5))
def test_no_question_is_worded_the_same_twice_in_a_row(always: int, turns: int, most: int) -> None:
    each = made(min(always, most), turns, 0, most)
    last: dict[str, str] = {}
    for number in range(40):
        for key in each.chosen(number):
            wording = each.wording(key, number, "de")
            assert wording != last.get(key)
            last[key] = wording


# what is wrong with a plan


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "hour: 17",
            "hour: 20",
            "7: hour: Um 20 Uhr ist Ruhezeit.  "
            "Der Bot schreibt von 09:00 bis 20:00 Uhr (ruhezeiten in bleibdran.yaml).",
        ),
        ("hour: 17", "hour: 24", '7: hour: "24" ist zu groß.  Höchstens 23.'),
        ("most: 2", "most: 6", '8: most: "6" ist zu groß.  Höchstens 5.'),
        ("[week]", "[weak]", '9: choices: "weak" gibt es hier nicht.  Meinst du "week"?'),
        (
            "then: 1 month",
            "then: monatlich",
            '5: "monatlich" ist kein Abstand.  Schreib es so: 3 days, 2 weeks, 1 month oder 2 years',
        ),
        ("then: 1 month", "then: 20 years", '5: "20 years" ist zu lang.  Höchstens 10 years.'),
        (
            "[3 days, 2 weeks, 1 month]",
            "[3 days, 1 month, 2 weeks]",
            "4: rhythm.after: Dieser Abstand ist nicht länger als der davor.  "
            "Alle zählen vom Ende der Hilfe, der kürzeste zuerst.",
        ),
        (
            "from: 2 years",
            "from: 1 month",
            "6: rhythm.later.from: Das ist nicht später als der letzte Abstand in after.  "
            "Schreib es so: {from: 2 years, every: 3 months}",
        ),
        ("from: 2 years, ", "", '6: Das Feld "rhythm.later.from" fehlt.  Ergänze die Zeile: from: 2 years'),
        ("later: {", "later: {evry: x, ", '6: Unbekanntes Feld "evry".  Meinst du "every"?'),
        ("topic: wohnen\n", "topic: wohnne\n", '20: topic: "wohnne" steht nicht unter topics.  Meinst du "wohnen"?'),
        ("kind: faces", "kind: smileys", '21: questions.wohnen.kind: "smileys" gibt es hier nicht.  Erlaubt: faces,'),
        ("    kind: faces\n", "", '19: Das Feld "questions.wohnen.kind" fehlt.  Ergänze die Zeile: kind: faces'),
        ("    always: true", "    allways: true", '18: Unbekanntes Feld "allways".  Meinst du "always"?'),
        (
            "topic: wohnungsnot",
            "topic: wohnungnot",
            '23: help.topic: Das Thema "wohnungnot" gibt es nicht.  Meinst du "wohnungsnot"?',
        ),
        (
            "wohnen/kaution",
            "wohnen/kautoin",
            '23: help.faq: Den Eintrag "wohnen/kautoin" gibt es nicht.  Meinst du "wohnen/kaution"?',
        ),
        (
            "help: {topic: wohnungsnot, faq: wohnen/kaution}",
            "help: {}",
            "23: help: Hier steht nichts.  Schreib es so: help: {topic: wohnungsnot}",
        ),
        (
            "5: lob",
            "6: lob",
            '24: then: "6" ist hier keine Antwort.  Erlaubt: 1, 2, 3, 4, 5',
        ),
        ("5: lob", "5: lop", '24: then: Die Frage "lop" gibt es nicht.  Meinst du "lob"?'),
        ("5: lob", "5: wohnen", "24: then: Die Frage führt zu sich selbst.  Nenn eine andere Frage."),
        (
            "{laerm: lob}",
            "{low: lob, laerm: wohnen}",
            "24: then: Diese Fragen führen im Kreis: wohnen → wohnen-was → wohnen.  Nimm einen der Verweise heraus.",
        ),
        (
            "{low: wohnen-was, 5: lob}",
            "{5: lob}",
            '25: Zu der Frage "wohnen-was" führt keine Antwort.  Schreib bei einer anderen: then: {low: wohnen-was}',
        ),
        (
            "    only: true\n    topic: wohnen\n",
            "    only: true\n    always: true\n    topic: wohnen\n",
            "26: always und only gehen nicht zusammen.  Lösch eines von beiden.",
        ),
        (
            "{de: Was ist los?, en:",
            "{en:",
            "29: questions.wohnen-was.ask: Der deutsche Text fehlt.  Ergänze de: …",
        ),
        ("{de: Was ist los?, en: What is it?}", "{}", "29: questions.wohnen-was.ask: Hier steht nichts."),
        (
            "de: Was ist los?",
            "de: []",
            "29: ask: Hier steht nichts.  Schreib die Frage in Anführungszeichen dahinter.",
        ),
        (
            "Was ist los?",
            "Was ist los? " + "x" * 288,
            "29: questions.wohnen-was.ask.de: Der Text hat 301 Zeichen.  Höchstens 300.",
        ),
        (
            "{de: Lärm,",
            "{de: Lärm oder Streit mit den Leuten von nebenan,",
            "32: questions.wohnen-was.choices.laerm.de: Der Text hat 43 Zeichen.  Höchstens 40.",
        ),
        (
            "      laerm: {de: Lärm",
            "      zu laut: {de: Lärm",
            '32: "zu laut" geht nicht als Name.  Nimm nur a-z, 0-9 und -, höchstens 24 Zeichen.',
        ),
        (
            "kind: several-of",
            "kind: faces",
            "30: choices: Bei faces gibt es nichts zur Auswahl.  Lösch choices, oder schreib kind: one-of.",
        ),
        (
            "    kind: yes-no\n    ask: {de: Reicht",
            "    kind: one-of\n    ask: {de: Reicht",
            "40: choices: Bei one-of muss es mindestens zwei Antworten geben.  "
            "Schreib es so: choices: {miete: {de: Miete}, …}",
        ),
        (
            "      laerm: {de: Lärm",
            "      low: {de: Tief, en: Low}\n      laerm: {de: Lärm",
            '32: choices: "low" hat unter then schon eine Bedeutung.  Nimm einen anderen Namen.',
        ),
        ("low: [miete]", "low: [mite]", '33: low: "mite" ist hier keine Antwort.  Meinst du "miete"?'),
        ("low: [no]", "low: [ja]", '44: low: "ja" ist hier keine Antwort.  Erlaubt: no, yes'),
        (
            "    always: true",
            "    low: [schlecht]",
            '18: low: "schlecht" ist hier keine Antwort.  '
            "Bei kind: words gibt es keine festen Antworten. Lösch die Zeile.",
        ),
        (
            "    low: [no]\n",
            "    help: {topic: wohnungsnot}\n",
            "44: help wird nie angeboten: low sagt nicht, bei welchen Antworten.  "
            "Ergänze zum Beispiel low: [no], oder lösch help.",
        ),
        (
            "    low: [no]\n",
            "    then: {low: wohnen-was}\n",
            "44: then.low: Es gibt hier kein low.  Ergänze low: […], oder lösch die Zeile.",
        ),
        (
            "  geld:\n    topic: ich\n",
            "  geld:\n    always: true\n    topic: ich\n",
            '19: Die Frage "wohnen" kommt nie dran: Die mit always füllen schon alle 2 Plätze.  '
            "Setz most höher, oder nimm always heraus.",
        ),
        (
            "default: true",
            "default: false",
            "1: Kein Plan hat default: true.  Ergänze bei dem Plan, der sonst gilt, die Zeile: default: true",
        ),
    ],
)
def test_a_mistake_is_told_with_place_and_remedy(write: Write, old: str, new: str, expected: str) -> None:
    (line,) = said(write(plan(old, new)))
    assert line.startswith(expected)


def test_more_that_come_every_time_than_fit_is_an_error(write: Write) -> None:
    changed = PLAN.replace("most: 2", "most: 1").replace(
        "  geld:\n    topic: ich\n", "  geld:\n    topic: ich\n    always: true\n"
    )
    assert said(write({"checkins/nachbetreuung.yaml": changed})) == [
        "42: 2 Fragen haben always, aber höchstens 1 kommen auf einmal.  Nimm always heraus, oder setz most höher."
    ]


def test_a_plan_that_asks_nothing_is_an_error(write: Write) -> None:
    nothing = PLAN.partition("questions:")[0] + "questions: {}\n"
    assert said(write({"checkins/nachbetreuung.yaml": nothing})) == [
        "13: Dieser Plan fragt nichts.  Ergänze eine Frage ohne only."
    ]


def test_a_missing_translation_is_a_warning_and_the_plan_is_usable(write: Write) -> None:
    changed = PLAN.replace(", en: What is it?", "").replace(", en: Noise", "").replace(", en: Housing", "")
    folder = write({"checkins/nachbetreuung.yaml": changed})
    assert said(folder) == [
        '12: topics.wohnen: "en" fehlt.  Bis es da ist, erscheint es auf Deutsch.',
        '29: questions.wohnen-was.ask: "en" fehlt.  Bis es da ist, erscheint es auf Deutsch.',
        '32: questions.wohnen-was.choices.laerm: "en" fehlt.  Bis es da ist, erscheint es auf Deutsch.',
    ]
    assert load([folder]).checkins.default.wording("wohnen-was", 0, "en") == "Was ist los?"


def test_a_language_the_bot_does_not_speak_is_not_missed(write: Write) -> None:
    changed = {"checkins/nachbetreuung.yaml": PLAN.replace(", en: Noise", ""), "texte/en.ftl": None}
    assert said(write(changed)) == []


def test_every_mistake_of_every_plan_is_told_at_once(write: Write) -> None:
    changed = plan("most: 2", "most: 9") | {"checkins/zweiter.yaml": "name: x\n", "checkins/Neu Plan.yaml": PLAN}
    lines = said(write(changed))
    assert [line for line in lines if "most" in line] == ['8: most: "9" ist zu groß.  Höchstens 5.']
    assert (
        "content/checkins/Neu Plan.yaml:1: Mit diesem Namen wird die Datei nicht gelesen: checkins/Neu Plan.yaml  "
        "Leg sie direkt in checkins. Nimm nur a-z, 0-9 und -, höchstens 24 Zeichen."
    ) in lines
    assert 'content/checkins/zweiter.yaml:1: Das Feld "questions" fehlt.  Ergänze es.' in lines


def test_themes_nobody_could_read_are_not_missed_in_plans(write: Write) -> None:
    lines = said(write({"themen.yaml": "wohnungsnot: x\n"}))
    assert [line.partition(":")[0] for line in lines] == ["content/themen.yaml"]


def test_without_any_plan_it_is_said_where_to_get_one(write: Write) -> None:
    assert said(write({"checkins/nachbetreuung.yaml": None})) == [
        "1: Diese Datei fehlt: wann sich der Bot meldet und was er fragt.  "
        f"Kopiere die mitgelieferte: {SHIPPED / 'checkins' / 'nachbetreuung.yaml'}"
    ]


# a town's folder over the shipped one


def test_a_town_replaces_a_plan_as_a_whole(write: Write) -> None:
    own = PLAN.replace("then: 1 month", "then: 2 weeks").replace("choices: [week]\n", "")
    town = write({"checkins/nachbetreuung.yaml": own}, name="stadt", alone=True)
    plans: CheckInPlans = load([write(), town]).checkins
    assert list(plans.plans) == ["nachbetreuung"]
    assert (plans.default.rhythm.then, plans.default.choices) == (Span(days=14), ())


def test_a_mistake_in_a_plan_that_is_replaced_is_nobodys_business(write: Write) -> None:
    town = write({"checkins/nachbetreuung.yaml": PLAN}, name="stadt", alone=True)
    assert said(write(plan("most: 2", "most: 9")), town) == []


def test_a_town_adds_a_plan(write: Write) -> None:
    own = PLAN.replace("default: true\n", "")
    plans = load([write(), write({"checkins/pflegekinder.yaml": own}, name="stadt", alone=True)]).checkins
    assert plans.get("pflegekinder").key == "pflegekinder"
    assert plans.default.key == "nachbetreuung"


def test_two_defaults_are_told_where_the_town_can_mend_it(write: Write) -> None:
    town = write({"checkins/eigener.yaml": PLAN}, name="stadt", alone=True)
    assert said(write(), town) == [
        "stadt/checkins/eigener.yaml:2: Auch nachbetreuung.yaml hat default: true.  "
        "Lass es nur bei dem Plan stehen, der sonst gilt."
    ]
