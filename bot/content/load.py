"""Folders -> Content, or every problem in them.

A municipality's folder lies over the shipped one: its file is used instead of ours, and in `texte/` its text instead
of ours, so that changing one sentence takes one line and a new version of the bot may bring new texts.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content import ftl, text_checks, yaml_file
from bot.content.ftl import Language
from bot.content.model import LANGUAGES, Content, ServiceSettings
from bot.content.problems import Problem, summary
from bot.content.text_checks import Contract
from bot.content.texts import GERMAN, Texts
from bot.errors import ContentError

SHIPPED = Path(__file__).resolve().parents[2] / "content"
_SERVICE = "bleibdran.yaml"
_SUFFIXES = {".yaml", ".ftl", ".md"}
_LANGUAGE_FILE = re.compile(r"texte/([a-z]{2,3}(?:-[A-Z]{2})?)\.ftl")


@dataclass(frozen=True)
class File:
    """One file of one folder; `name` is its place in the folder."""

    name: str
    path: Path
    text: str


def load(folders: Sequence[Path]) -> Content:
    """The content of these folders, later ones over earlier ones; ContentError names every problem."""
    content, problems = check(folders)
    if content is None:
        raise ContentError("\n".join([*map(str, problems), summary(problems)]))
    return content


def check(folders: Sequence[Path]) -> tuple[Content | None, list[Problem]]:
    """The content, None if there are errors; and what is wrong or missing, file by file."""
    problems: list[Problem] = []
    files = _read_all(folders, problems)
    languages = _languages(files, problems)
    contract = _check_texts(folders, languages, problems)
    service = _service(folders, files, languages, problems)
    problems.sort(key=lambda problem: (str(problem.path), problem.line))
    if service is None or any(problem.is_error for problem in problems):
        return None, problems
    texts = Texts({code: language.entries for code, language in languages.items()}, contract)
    return Content(service, texts, _version(files)), problems


def _read_all(folders: Sequence[Path], problems: list[Problem]) -> list[File]:
    """Every content file, in the order of the folders; editors' and version control's hidden files are not content."""
    files = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(folder, 1, "Diesen Ordner gibt es nicht.", "Prüf BLEIBDRAN_CONTENT_DIR."))
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.suffix not in _SUFFIXES or any(part.startswith(".") for part in name.parts):
                continue
            try:
                files.append(File(name.as_posix(), path, _decode(path.read_bytes())))
            except OSError:
                what = "Die Datei lässt sich nicht lesen."
                problems.append(Problem(path, 1, what, "Prüf, ob es sie gibt und der Bot sie lesen darf."))
            except UnicodeDecodeError as error:
                line = error.object.count(b"\n", 0, error.start) + 1
                what = "Die Datei ist nicht in UTF-8 gespeichert."
                problems.append(Problem(path, line, what, "Speichere sie im Editor mit der Kodierung UTF-8."))
    return files


def _decode(raw: bytes) -> str:
    """What was typed: Windows editors add a mark at the beginning and end lines in their own way."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def _service(
    folders: Sequence[Path], files: Sequence[File], languages: Mapping[str, Language], problems: list[Problem]
) -> ServiceSettings | None:
    file = next((file for file in reversed(files) if file.name == _SERVICE), None)
    if file is None:
        _missing(folders, _SERVICE, "wie der Dienst heißt und wie man ihn erreicht", problems)
        return None
    service, found = yaml_file.read(file.path, file.text, ServiceSettings, {LANGUAGES: languages.keys()})
    problems += found
    return service


def _languages(files: Sequence[File], problems: list[Problem]) -> dict[str, Language]:
    languages: dict[str, Language] = {}
    for file in files:
        if file.path.suffix != ".ftl":
            continue
        name = _LANGUAGE_FILE.fullmatch(file.name)
        if name is None:
            what = "Der Dateiname ist kein Sprachkürzel, oder die Datei liegt nicht im Ordner texte."
            problems.append(Problem(file.path, 1, what, "Nenn sie zum Beispiel so: texte/en.ftl"))
            continue
        read = ftl.parse(file.path, file.text)
        problems += read.problems
        below = languages[name[1]].files if name[1] in languages else ()
        languages[name[1]] = Language(name[1], (*below, read))
    return languages


def _check_texts(folders: Sequence[Path], languages: Mapping[str, Language], problems: list[Problem]) -> Contract:
    """Everything about texts that needs more than one entry; what the code gives with each key."""
    for language in languages.values():
        problems += text_checks.within(language)
    german = languages.get(GERMAN)
    if german is None:
        _missing(folders, f"texte/{GERMAN}.ftl", "alle Sätze des Bots auf Deutsch", problems)
        return {}
    contract = text_checks.given_by_code(german.files[0].entries)
    if len(german.files) > 1:
        problems += text_checks.overlay(german, contract)
    for code, language in languages.items():
        if code != GERMAN:
            problems += text_checks.translation(language, german, contract)
    return contract


def _missing(folders: Sequence[Path], name: str, purpose: str, problems: list[Problem]) -> None:
    if any(problem.path.as_posix().endswith(f"/{name}") for problem in problems):
        return  # it is there, but cannot be read
    path = (folders[-1] if folders else SHIPPED) / name
    problems.append(Problem(path, 1, f"Diese Datei fehlt: {purpose}.", f"Kopiere die mitgelieferte: {SHIPPED / name}"))


def _version(files: Iterable[File]) -> str:
    digest = hashlib.sha256()
    for file in files:
        for part in (file.name, file.text):
            digest.update(part.encode())
            digest.update(b"\0")
    return digest.hexdigest()[:12]
