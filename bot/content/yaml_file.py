"""One YAML file -> one checked model, or every problem with the line it is on."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.content.problems import Location, Problem, translate

Model = TypeVar("Model", bound=BaseModel)
Lines = Callable[[Location], int]

_INDENTATION = (
    "Die Einrückung passt nicht zu den Zeilen darüber.",
    "Felder einer Gruppe beginnen alle in derselben Spalte.",
)
_SYNTAX = {  # part of PyYAML's message -> what an editor sees there, what to do
    r"found character '\t'": ("Hier steht ein Tabulator.", "Rück mit Leerzeichen ein."),
    "mapping values are not allowed": (
        "Hier steht ein Doppelpunkt, wo keiner erwartet wird.",
        "Setz den ganzen Text in Anführungszeichen, und prüf die Einrückung.",
    ),
    "could not find expected ':'": (
        "Hier fehlt ein Doppelpunkt.",
        "Schreib es so: feld: Wert.  Nach dem Doppelpunkt kommt ein Leerzeichen.",
    ),
    "found unexpected end of stream": ("Ein Anführungszeichen wird nicht geschlossen.", 'Ergänze am Ende ein ".'),
    "expected <block end>": _INDENTATION,
    "expected '<document start>'": _INDENTATION,
    "expected ',' or": ("Eine Klammer wird nicht geschlossen.", "Ergänze ] oder }."),
    "that cannot start any token": (
        "Dieses Zeichen darf nicht am Anfang stehen.",
        "Setz den ganzen Text in Anführungszeichen.",
    ),
    "found undefined alias": ("Ein * am Anfang hat in YAML eine Bedeutung.", "Setz den Text in Anführungszeichen."),
    "bad value": ("Diesen Wert gibt es nicht.", "Setz ihn in Anführungszeichen, wenn er ein Text ist."),
}
_OTHER_SYNTAX = ("Hier stimmt die Schreibweise nicht (YAML).", "Prüf Einrückung, Doppelpunkte und Anführungszeichen.")


class _Kept:
    """SafeLoader that keeps a date nobody can find in a calendar as text, and says where any other bad value is."""

    def construct_date(self: Any, node: yaml.ScalarNode) -> object:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value

    def construct_object(self: Any, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep=deep)  # type: ignore[misc]  # the loader beside it has one
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, "bad value", node.start_mark) from error


class _Loader(_Kept, yaml.SafeLoader):
    """Says in its own words what is wrong; those are the ones `_SYNTAX` knows."""


class _FastLoader(_Kept, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen by what there is
    """The same ten times as fast, where PyYAML was built with it."""


for _loader in (_Loader, _FastLoader):
    _loader.add_constructor("tag:yaml.org,2002:timestamp", _Kept.construct_date)


def read(
    path: Path, text: str, model: type[Model], context: dict[str, Any] | None = None
) -> tuple[Model | None, list[Problem]]:
    """The file as `model`, or None and what has to be changed in it; `context` is for the model's own validators."""
    value, _, problems = read_with_lines(path, text, model, context)
    return value, problems


def read_with_lines(
    path: Path, text: str, model: type[Model], context: dict[str, Any] | None = None
) -> tuple[Model | None, Lines, list[Problem]]:
    """The same, and a function that says on which line a field is written."""
    try:
        node, data = _parsed(text)
    except yaml.YAMLError as error:
        return None, _first_line, [_syntax(path, text, error)]
    if node is None:
        what = f"Erlaubt: {', '.join(model.model_fields)}"
        return None, _first_line, [Problem(path, 1, "Die Datei ist leer.", what)]
    if not isinstance(node, yaml.MappingNode):
        return None, _first_line, [Problem(path, 1, "Hier werden Felder erwartet.", "Schreib es so: feld: Wert")]
    lines = partial(_line, node)
    problems = [_duplicate(path, key) for key in _duplicate_keys(node, set())]
    try:
        read = model.model_validate(data, context=context)
    except ValidationError as error:
        problems += translate(path, error, model, lines)
        return None, lines, sorted(problems, key=lambda problem: problem.line)
    return (None if problems else read), lines, problems


def _first_line(_: Location) -> int:
    return 1


def _parsed(text: str) -> tuple[yaml.Node | None, Any]:
    """The document as a tree with places, and as values."""
    try:
        return _load(_FastLoader(text))
    except yaml.YAMLError:
        return _load(_Loader(text))


def _load(loader: Any) -> tuple[yaml.Node | None, Any]:
    node = loader.get_single_node()
    return node, loader.construct_document(node) if node else None


def _syntax(path: Path, text: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Problem(path, line, "Hier steht ein unsichtbares Steuerzeichen.", "Lösch die Stelle und tipp sie neu.")
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    said = str(getattr(error, "problem", ""))
    what, hint = next((words for part, words in _SYNTAX.items() if part in said), _OTHER_SYNTAX)
    return Problem(path, min(line, max(1, len(text.splitlines()))), what, hint)


def _duplicate(path: Path, key: yaml.ScalarNode) -> Problem:
    return Problem(path, key.start_mark.line + 1, f'Das Feld "{key.value}" steht hier zweimal.', "Lösch eines davon.")


def _duplicate_keys(node: yaml.Node, seen_nodes: set[int]) -> Iterator[yaml.ScalarNode]:
    """Keys written twice in one mapping; PyYAML would silently keep the last."""
    if id(node) in seen_nodes:  # an anchor that contains itself
        return
    seen_nodes.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from _duplicate_keys(value, seen_nodes)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _duplicate_keys(item, seen_nodes)


def _line(node: yaml.Node, location: Location) -> int:
    """Where a field is written; for one that is missing, where its group begins."""
    line = node.start_mark.line + 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
