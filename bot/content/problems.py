"""What is wrong with a content folder, in the words of the people who write it.

Nothing here shows pydantic's own text: errors are told by their type, in German, with what to write instead.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

Location = tuple[int | str, ...]
Severity = Literal["error", "overdue", "warning"]
Words = tuple[str, str]  # what is wrong, what to write instead
_LISTED = 24  # names in a hint; the other two hundred would hide the next finding


@dataclass(frozen=True)
class Problem:
    """One finding in one file.

    An error keeps the folder from being used, a warning does not. What is overdue has run out: somebody has to see to
    it, but a bot that stops working on 1 January would be worse.
    """

    path: Path
    line: int
    what: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}: {self.what}  {self.hint}".rstrip()

    @property
    def is_error(self) -> bool:
        """Whether somebody has to do something."""
        return self.severity != "warning"

    @property
    def blocks(self) -> bool:
        """Whether the folder cannot be used because of it."""
        return self.severity == "error"


def shown(path: Path) -> str:
    """The path as somebody in this folder would type it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def summary(problems: Sequence[Problem]) -> str:
    """One closing line: how much is left to do."""
    if not problems:
        return "Keine Fehler."
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    counts = [f"{errors} Fehler"] if errors else []
    if warnings:
        counts.append(f"{warnings} Hinweis" + ("e" if warnings > 1 else ""))
    files = len({problem.path for problem in problems})
    return f"{' und '.join(counts)} in {files} Datei{'en' if files > 1 else ''}."


def suggestion(wrong: str, known: Iterable[str], mark: str = "") -> str:
    """`Meinst du …?` when one name is close, all names otherwise."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(wrong.casefold(), folded, n=1)
    if close:
        name = folded[close[0]]
        return f"Meinst du {mark}{name}?" if mark else f'Meinst du "{name}"?'
    listed = ", ".join(mark + name for name in names[:_LISTED])
    return f"Erlaubt: {listed}{', …' if len(names) > _LISTED else ''}" if names else ""


def wrong(what: str, hint: str, at: Location = ()) -> PydanticCustomError:
    """For a model's own validators: a German finding, at a place below the validated field."""
    return PydanticCustomError("german", "{what}", {"what": what, "hint": hint, "at": at})


def translate(
    path: Path, error: ValidationError, model: type[BaseModel], line_of: Callable[[Location], int]
) -> list[Problem]:
    """Pydantic's findings as ours; `line_of` says where a field is written."""
    found = []
    for detail in error.errors(include_url=False):
        location = detail["loc"] + tuple(detail.get("ctx", {}).get("at", ()))
        what, hint = words_for(detail, model)
        found.append(Problem(path, line_of(location), what, hint))
    return found


def words_for(detail: ErrorDetails, model: type[BaseModel]) -> Words:
    kind, location = detail["type"], detail["loc"]
    if kind == "german":
        return detail["ctx"]["what"], detail["ctx"]["hint"]
    if kind == "extra_forbidden":
        owner = _model_at(model, location[:-1])
        return f'Unbekanntes Feld "{location[-1]}".', suggestion(str(location[-1]), _fields_of(owner) if owner else ())
    if kind == "invalid_key":  # {value: 563,00}: a number where a name should be
        return f'"{location[-2] if location[-1] == "[key]" else location[-1]}" ist kein Feld.', (
            "Zahlen mit Komma schreibst du mit Punkt: 563.00"
        )
    field = _field_at(model, location)
    if kind == "missing":
        return f'Das Feld "{_label(location)}" fehlt.', _add(str(location[-1]), field)
    what, hint = _wrong_value(detail, field)
    return f"{_label(location)}: {what}", hint


def _wrong_value(detail: ErrorDetails, field: FieldInfo | None) -> Words:
    kind, value, limits = detail["type"], detail["input"], detail.get("ctx", {})
    if value is None or kind in ("string_too_short", "too_short"):
        return "Hier steht nichts.", _like(field)
    said = _quoted(value)
    match kind:
        case "string_type":
            return f"{said} ist kein Text.", _as_text(value, field)
        case "string_too_long":
            return f"Der Text hat {len(value)} Zeichen.", f"Höchstens {limits['max_length']}."
        case "greater_than_equal":
            return f"{said} ist zu klein.", f"Mindestens {limits['ge']}."
        case "less_than_equal":
            return f"{said} ist zu groß.", f"Höchstens {limits['le']}."
        case "literal_error" | "enum":
            # the alternatives come as "'BW', 'BY' or 'NI'"
            return f"{said} gibt es hier nicht.", suggestion(str(value), re.findall("'([^']*)'", limits["expected"]))
        case "tuple_type" | "list_type":
            return f"{said} ist keine Liste.", 'Schreib jeden Eintrag in eine eigene Zeile, mit "- " davor.'
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{said} steht, wo mehrere Felder stehen sollen.", _fields(field)
        case "bool_type" | "bool_parsing":
            return f"{said} ist weder Ja noch Nein.", "Schreib true oder false."
    if kind.startswith("int_"):
        return f"{said} ist keine ganze Zahl.", _like(field)
    if kind.startswith("date_"):
        return f"{said} ist kein Datum.", "Schreib es so: 2026-02-28"
    return f"{said} passt hier nicht.", _like(field)


def _quoted(value: object) -> str:
    match value:
        case bool():
            return '"Ja"' if value else '"Nein"'
        case list() | tuple():
            return "Eine Liste"
        case dict():
            return "Eine Gruppe von Feldern"
    return f'"{value}"'


def _as_text(value: object, field: FieldInfo | None) -> str:
    if isinstance(value, bool):
        return "YAML liest yes, no, on und off als Ja oder Nein.  Setz den Text in Anführungszeichen."
    if isinstance(value, list | dict):
        return _like(field)
    return f'Setz ihn in Anführungszeichen: "{value}"'


def _add(name: str, field: FieldInfo | None) -> str:
    example = _example(field)
    return f"Ergänze die Zeile: {name}: {example}" if example else "Ergänze es."


def _like(field: FieldInfo | None) -> str:
    example = _example(field)
    if example:
        return f"Schreib es so: {example}"
    return field.description or "" if field else ""


def _example(field: FieldInfo | None) -> str:
    if field is None:
        return ""
    example = field.examples[0] if field.examples else field.default
    return str(example) if isinstance(example, str | int) else ""


def _fields(field: FieldInfo | None) -> str:
    model = _model_in(field.annotation) if field else None
    return f"Erlaubt: {', '.join(_fields_of(model))}" if model else ""


def _label(location: Location) -> str:
    """`bezirke` for any of its entries, `aufbewahrung.ereignisse` for a field in a group."""
    return ".".join(str(part) for part in location if isinstance(part, str))


def _field_at(model: type[BaseModel], location: Location) -> FieldInfo | None:
    names = [part for part in location if isinstance(part, str)]
    owner = _model_at(model, tuple(names[:-1]))
    return _fields_of(owner).get(names[-1]) if owner and names else None


def _fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields by what admins write; `from` cannot be a name in Python."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """The model whose fields are written at this place; list positions do not change it."""
    owner: type[BaseModel] | None = model
    own_name = False  # whether the next name is the admin's own
    for name in location:
        if not isinstance(name, str):
            continue
        if own_name:
            own_name = False
        elif owner and issubclass(owner, RootModel):  # a table
            owner = _model_in(owner.model_fields["root"].annotation)
        else:
            field = _fields_of(owner).get(name) if owner else None
            owner = _model_in(field.annotation) if field else None
            own_name = field is not None and get_origin(field.annotation) is dict
    return None if own_name else owner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """`Entry` of `Entry`, `Entry | None`, `tuple[Entry, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
