"""Folders -> Content, or every problem in them.

A municipality's folder lies over the shipped one: its file is used instead of ours, and where a file is a table
(`texte/`, amounts, groups, topics) its line instead of ours, so that changing one sentence takes one line and a new
version of the bot may bring new ones.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bot.content import checkin_load, crisis_load, faq_checks, faq_load, ftl, service_load, text_checks, yaml_file
from bot.content.checkin_checks import Around
from bot.content.checkins import CheckInPlans
from bot.content.crisis import Crisis
from bot.content.faq_load import File, Read
from bot.content.ftl import Language
from bot.content.model import LANGUAGES, Content, ServiceSettings
from bot.content.problems import Problem, summary
from bot.content.services import COORDINATION, Services
from bot.content.text_checks import Contract
from bot.content.texts import GERMAN, Texts
from bot.errors import ContentError

SHIPPED = Path(__file__).resolve().parents[2] / "content"
_SERVICE = "bleibdran.yaml"
SUFFIXES = {".yaml", ".ftl", ".md"}
_LANGUAGE_FILE = re.compile(r"texte/([a-z]{2,3}(?:-[A-Z]{2})?)\.ftl")


def load(folders: Sequence[Path]) -> Content:
    """The content of these folders, later ones over earlier ones; ContentError names every problem.

    What has merely run out is no reason not to start: the bot says so where it shows it.
    """
    content, problems = check(folders)
    if content is None:
        raise unusable(problems)
    return content


def unusable(problems: Sequence[Problem]) -> ContentError:
    """The error that names them all."""
    return ContentError("\n".join([*map(str, problems), summary(problems)]))


def check(folders: Sequence[Path], today: date | None = None) -> tuple[Content | None, list[Problem]]:
    """The content, None if there are errors; and what is wrong or missing, file by file.

    With a day, also what an editor should know beyond errors: what has run out by then, is due for review, is hard to
    read. That takes a second longer.
    """
    files, unread = read(folders)
    return build(folders, files, today, unread)


def build(
    folders: Sequence[Path], files: Sequence[File], today: date | None = None, unread: Sequence[Problem] = ()
) -> tuple[Content | None, list[Problem]]:
    """These files as content, None if there are errors; see `check`. `unread`: what could not be read beside them."""
    problems = list(unread)
    languages = _languages(files, problems)
    contract = _check_texts(folders, languages, problems)
    service = _service(folders, files, languages, problems)
    found = faq_load.read(files, problems)
    faq = faq_load.build(found)
    problems += faq_checks.lost_notes(found.slugs, found.notes.values())
    problems += faq_checks.amounts_wrong(faq, found.amount_places)
    problems += faq_checks.errors(faq, found.slugs, found.amounts_readable)
    if today:
        problems += faq_checks.notices(faq, found.files, today, service.pruefung_monate if service else 12)
    plans = _plans(
        folders,
        files,
        Around(found.known_topics, found.slugs, languages, service.ruhezeiten if service else None),
        problems,
    )
    services = _services(folders, files, service, found, today is not None, problems)
    crisis = _crisis(folders, files, languages, problems)
    texts = None
    if not any(problem.blocks for problem in problems):
        texts = Texts({code: language.entries for code, language in languages.items()}, contract)
        problems += faq_checks.shown_on(faq, texts, found.amount_places, today) if today else ()
    problems.sort(key=lambda problem: (str(problem.path), problem.line))
    if service is None or texts is None or any(problem.blocks for problem in problems):
        return None, problems
    return Content(service, texts, faq, plans, services, crisis, _version(files)), problems


def read(folders: Sequence[Path]) -> tuple[list[File], list[Problem]]:
    """Every content file, in the order of the folders, and what could not be read.

    Editors' and version control's hidden files are not content.
    """
    files, problems = [], list[Problem]()
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(folder, 1, "Diesen Ordner gibt es nicht.", "Prüf BLEIBDRAN_CONTENT_DIR."))
            continue
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if path.suffix not in SUFFIXES or any(part.startswith(".") for part in name.parts):
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
    return files, problems


def _decode(raw: bytes) -> str:
    """What was typed: Windows editors add a mark at the beginning and end lines in their own way."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def _service(
    folders: Sequence[Path], files: Sequence[File], languages: Mapping[str, Language], problems: list[Problem]
) -> ServiceSettings | None:
    file = _settings(files)
    if file is None:
        _missing(folders, _SERVICE, "wie der Dienst heißt und wie man ihn erreicht", problems)
        return None
    service, found = yaml_file.read(file.path, file.text, ServiceSettings, {LANGUAGES: languages.keys()})
    problems += found
    return service


def _settings(files: Sequence[File]) -> File | None:
    """The `bleibdran.yaml` that counts: the last."""
    return next((file for file in reversed(files) if file.name == _SERVICE), None)


def _plans(folders: Sequence[Path], files: Sequence[File], around: Around, problems: list[Problem]) -> CheckInPlans:
    plans = checkin_load.load(files, around, problems)
    if not any(file.name.startswith(f"{checkin_load.FOLDER}/") for file in files):
        _missing(folders, checkin_load.SHIPPED_PLAN, "wann sich der Bot meldet und was er fragt", problems)
    return plans


def _services(
    folders: Sequence[Path],
    files: Sequence[File],
    service: ServiceSettings | None,
    faq: Read,
    notices: bool,
    problems: list[Problem],
) -> Services:
    bezirke = service.bezirke if service else None
    services = service_load.load(files, _settings(files), bezirke, faq.known_topics, notices, problems)
    if COORDINATION not in services.by_key:
        purpose = "wer alles nimmt, was sonst niemand nimmt"
        _missing(folders, service_load.SHIPPED_COORDINATION, purpose, problems)
    return services


def _crisis(
    folders: Sequence[Path], files: Sequence[File], languages: Mapping[str, Language], problems: list[Problem]
) -> Crisis:
    if not any(file.name == crisis_load.NAME for file in files):
        purpose = "woran der Bot merkt, dass jemand in Gefahr ist, und wen man dann anruft"
        _missing(folders, crisis_load.NAME, purpose, problems)
    return crisis_load.load(files, languages, problems)


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
