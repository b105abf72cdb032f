"""Folders in which every file is one thing with a key, its file name: check-in plans, services."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator

from bot.content import yaml_file
from bot.content.faq_load import File
from bot.content.problems import Location, Problem, Severity, wrong

Model = TypeVar("Model", bound=BaseModel)
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY: Final = 24
"""Buttons carry keys; a messenger takes 64 bytes with a button."""
_LETTERS: Final = f"Nimm nur a-z, 0-9 und -, höchstens {LONGEST_KEY} Zeichen."


def as_written(value: object) -> object:
    """A name as it stands in the file: YAML reads yes and no as true and false, 1 as a number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else value


def is_key(name: str) -> bool:
    """Whether this can name something and stand in a button."""
    return bool(_KEY.fullmatch(name)) and len(name) <= LONGEST_KEY


def _key(name: str) -> str:
    if not is_key(name):
        raise wrong(f'"{name}" geht nicht als Name.', _LETTERS)
    return name


Word = Annotated[str, BeforeValidator(as_written, json_schema_input_type=str | int | bool)]
Key = Annotated[str, BeforeValidator(as_written), AfterValidator(_key)]


@dataclass(frozen=True)
class Placed(Generic[Model]):
    """What a file says, and where it says it."""

    key: str
    path: Path
    value: Model
    line: Callable[[Location], int]

    def problem(self, at: Location, what: str, hint: str, severity: Severity = "error") -> Problem:
        """A finding at this place of the file."""
        return Problem(self.path, self.line(at), what, hint, severity)


def of_folder(files: Sequence[File], folder: str, problems: list[Problem]) -> dict[str, File]:
    """The YAML files of a folder by key, a town's after ours; one of the same name replaces ours as a whole."""
    found: dict[str, File] = {}
    for file in files:
        name = PurePosixPath(file.name)
        if name.parts[0] != folder or name.suffix != ".yaml":
            continue
        if len(name.parts) != 2 or not is_key(name.stem):
            what = f"Mit diesem Namen wird die Datei nicht gelesen: {file.name}"
            problems.append(Problem(file.path, 1, what, f"Leg sie direkt in {folder}. {_LETTERS}"))
            continue
        found.pop(name.stem, None)
        found[name.stem] = file
    return found


def read(file: File, key: str, model: type[Model], problems: list[Problem]) -> Placed[Model] | None:
    """The file as `model`, or None where something in it has to be changed."""
    value, lines, wrong_there = yaml_file.read_with_lines(file.path, file.text, model)
    problems += wrong_there
    return Placed(key, file.path, value, lines) if value is not None else None


def root(file: File) -> str:
    """The content folder a file is from."""
    return file.path.as_posix().removesuffix(file.name)
