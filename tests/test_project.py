"""The project's own shape: texts, code and documents that belong together stay together."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot import privacy
from bot.content import ftl
from bot.content.answer import compose
from bot.content.german import fold
from bot.content.load import SHIPPED, check
from bot.content.schemas import all_schemas
from bot.content.texts import GERMAN, Texts
from bot.settings import NAMES
from bot.styled import utf16
from tests import licences, project_scan
from tests.words import shipped

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("conversations/**/*.py")])


@pytest.fixture(scope="module")
def texts() -> Texts:
    content, problems = check([SHIPPED])
    assert content is not None, "\n".join(map(str, problems))
    return content.texts


#: The day the shipped content was last looked through: there must be nothing to say; later something may be due.
REVIEWED = date(2026, 11, 24)


def test_shipped_content_has_no_problems() -> None:
    assert [str(problem) for problem in check([SHIPPED], REVIEWED)[1]] == []


def test_every_entry_in_every_language_fits_into_one_message(texts: Texts) -> None:
    faq = shipped().faq
    for entry in faq.entries.values():
        for language in texts.languages:
            words = compose(faq, texts, entry, language, REVIEWED)
            assert utf16(words.text) <= 4096, entry.slug
            assert "{" not in words.text and "**" not in words.text and "](" not in words.text, entry.slug
            for button in (entry.answer(language).label, faq.group_name(entry.group, language)):
                assert 1 <= len(button) <= 40
            assert len(f"faq-send:{entry.key}.999999999.9999999999".encode()) <= 64


def test_every_entry_of_the_groups_that_have_english_is_there_in_english() -> None:
    faq = shipped().faq
    in_english = {group for group, entries in faq.shelves.items() if all("en" in each.answers for each in entries)}
    assert in_english == {"wohnen", "jobcenter", "krise", "rechte"}


def test_every_entry_has_a_dozen_ways_of_asking_a_check_and_somebody_who_helps() -> None:
    for entry in shipped().faq.entries.values():
        for answer in entry.answers.values():
            assert len(answer.ways) >= 12, answer.path
            assert answer.head.reviewed and answer.head.valid_until and answer.head.help, answer.path


def test_no_test_question_stands_in_the_content() -> None:
    """A question that is learned says nothing about those that are not."""
    faq = shipped().faq
    learned = {fold(way) for entry in faq.entries.values() for each in entry.answers.values() for way, _ in each.ways}
    learned |= {fold(text) for text in faq.words.no_question}
    asked = [
        line.split("\t")[0]
        for path in (ROOT / "benchmarks" / "questions").glob("*.tsv")
        for line in path.read_text("utf-8").splitlines()[1:]
    ]
    stories = [question for question in asked if len(question.split()) > 2]  # "schufa" is "schufa", whoever asks
    assert [question for question in stories if fold(question) in learned] == []


def test_the_schemas_for_editors_are_those_of_the_models() -> None:
    """Renew them with `bleibdran content schema`."""
    folder = SHIPPED / "schema"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == all_schemas()


def test_every_text_is_there_in_english_with_the_same_variables(texts: Texts) -> None:
    german = {key: texts.variables(key, GERMAN) for key in texts.keys(GERMAN)}
    assert {key: texts.variables(key, "en") for key in texts.keys("en")} == german


def test_plans_services_and_what_buttons_say_are_there_in_english() -> None:
    content = shipped()
    plan = content.checkins.default
    words: list[Mapping[str, object]] = [plan.name, *plan.topics.values()]
    for question in plan.questions.values():
        words += [question.ask, *question.choices.values()]
        assert len(question.ask["de"]) >= 2 and len(question.ask["en"]) >= 2, "one wording alone is a form"
    topics = [content.faq.topics[topic] for topic in content.services.topics]
    words += [topic.concern or {} for topic in topics]
    assert [each for each in words if not {"de", "en"} <= each.keys()] == []


def test_every_face_that_is_sad_is_offered_help_and_the_first_questions_are_about_what_goes_well() -> None:
    plan = shipped().checkins.default
    faces = [question for question in plan.questions.values() if question.kind == "faces"]
    assert faces and all(face.low and face.help and face.help.topic and face.help.faq for face in faces)
    assert all(plan.chosen(number)[:2] == ("gut", "vorhaben") for number in range(12))


def test_the_shipped_services_are_examples_nobody_can_be_written_to() -> None:
    services = shipped().services
    assert [each.key for each in services.by_key.values() if each.mail and not each.mail.endswith(".example")] == []
    assert services.coordination.mail is None
    for bezirk in shipped().service.bezirke:
        assert [service.key for service in services.responsible("jugendamt", bezirk)] == [
            f"jugendamt-{bezirk.lower()}",
            "koordination",
        ]


def test_every_text_the_code_asks_for_exists_and_gets_its_variables(texts: Texts) -> None:
    uses = [use for path in CODE for use in project_scan.uses(path.relative_to(ROOT), path.read_text("utf-8"))]
    variables = {key: texts.variables(key) for key in texts.keys(GERMAN)}
    assert list(project_scan.wrong_uses(uses, variables)) == []


def test_every_text_is_used(texts: Texts) -> None:
    path = SHIPPED / "texte" / f"{GERMAN}.ftl"
    entries = ftl.parse(path, path.read_text("utf-8")).entries
    in_other_texts = {ftl.target(reference) for entry in entries.values() for reference in entry.parts.references}
    unused = project_scan.unused(texts.keys(GERMAN), (path.read_text("utf-8") for path in CODE))
    assert unused - in_other_texts == set()


def test_every_setting_is_documented() -> None:
    pages = [path.read_text("utf-8") for path in (ROOT / "docs" / "betrieb.md", ROOT / "README.md") if path.exists()]
    assert project_scan.undocumented(NAMES, pages) == set()


def test_the_licence_of_every_package_the_bot_runs_with_is_listed() -> None:
    """Renew the list with `make licences`."""
    listed = dict(
        line.strip("| ").split(" | ") for line in licences.PAGE.read_text("utf-8").splitlines() if line.startswith("| ")
    )
    assert listed.keys() - {"package"} == set(licences.locked())
    assert [name for name, licence in listed.items() if licence in ("", "not said")] == []


def test_the_data_protection_page_says_of_every_table_what_it_holds_and_how_long() -> None:
    page = (ROOT / "docs" / "datenschutz.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| ([^|]+) \|$", page, re.MULTILINE))
    assert rows.keys() == {table.name for table in privacy.PERSONAL}
    assert all(f"`{table.name}`" in page for table in privacy.IMPERSONAL)
    days = shipped().service.aufbewahrung.model_dump()
    for table, rule in privacy.PERSONAL.items():
        if rule.stays in days:
            assert rows[table.name] == f"`{rule.stays}`: {days[rule.stays]} Tage", table.name
        else:
            assert rows[table.name] == _STAYS[rule.stays], table.name
    assert f"`offene_fragen`: nach {days.pop('offene_fragen')} Tagen" in page  # of nobody
    assert f"`sicherungen`: nach {days.pop('sicherungen')} Tagen" in page
    assert set(days) <= {rule.stays for rule in privacy.PERSONAL.values()}


_STAYS = {
    "person": "bis gelöscht wird",
    "delivery": "Inhalt, bis es angekommen ist",
    "answered": "bis sie beantwortet ist",
    "einladung": "30 Tage nach Ablauf",
    "stunde": "eine Stunde",
    "monat": "ein Monat",
}


def test_what_the_threat_model_points_to_is_there() -> None:
    page = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
    paths = set(re.findall(r"`((?:bot|conversations|tests)/[\w/.]+)`", page))
    assert len(paths) > 12 and [path for path in paths if not (ROOT / path).exists()] == []
