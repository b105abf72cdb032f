"""The project's own shape: texts, code and documents that belong together stay together."""

from pathlib import Path

import pytest

from bot.content import ftl
from bot.content.load import SHIPPED, check
from bot.content.texts import GERMAN, Texts
from bot.settings import NAMES
from tests import project_scan

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("conversations/**/*.py")])


@pytest.fixture(scope="module")
def texts() -> Texts:
    content, problems = check([SHIPPED])
    assert content is not None, "\n".join(map(str, problems))
    return content.texts


def test_shipped_content_has_no_problems() -> None:
    assert [str(problem) for problem in check([SHIPPED])[1]] == []


def test_every_text_is_there_in_english_with_the_same_variables(texts: Texts) -> None:
    german = {key: texts.variables(key, GERMAN) for key in texts.keys(GERMAN)}
    assert {key: texts.variables(key, "en") for key in texts.keys("en")} == german


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
